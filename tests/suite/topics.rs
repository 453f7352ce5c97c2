//! Articles about made-up topics, as many as wanted: a few topics are written about often and most seldom, as in any archive.

/// Numbers that look random and are the same each time (xorshift).
#[derive(Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// A row of numbers.
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// A number below `end`, small ones far more often: the first is taken about as often as the second and third together (Zipf).
    fn ranked(&mut self, end: usize) -> usize {
        let mut low = 0;
        let mut high = end.max(1);
        // Half of the way down with every toss of a coin comes near to 1/rank, and needs no logarithm.
        while high > low + 1 {
            let middle = low + (high - low).isqrt();
            if self.below(2) == 0 {
                high = middle.max(low + 1);
                break;
            }
            low = middle;
        }
        low + self.below(high - low)
    }
}

const FIRST: &[&str] = &[
    "harbour", "ferry", "oyster", "salt", "timber", "orchard", "lantern", "canal", "copper", "quarry", "reed", "glacier", "tram", "ballast",
    "barley", "cedar", "cotton", "delta", "dune", "flax", "granite", "herring", "kelp", "lagoon", "maize", "marble", "meadow", "olive", "peat",
    "pepper", "pollen", "rice", "saffron", "sheep", "slate", "sugar", "tobacco", "walnut", "wool", "yak",
];
const SECOND: &[&str] = &[
    "auctions", "bazaars", "bridges", "caravans", "cellars", "ditches", "docks", "dykes", "farms", "fences", "ferries", "gardens", "guilds", "kilns",
    "ladders", "looms", "mills", "mounds", "nets", "ovens", "paths", "pipes", "ponds", "pumps", "quays", "rafts", "ropes", "sheds", "sluices",
    "stalls", "tiles", "towers", "tunnels", "vats", "vaults", "wagons", "weirs", "wells", "wharves", "yards",
];
const FRAMES: &[&str] = &[
    "What is to be done about the {} was on the minds of all who were there.",
    "Nobody in the town had much to say of the {} before this.",
    "They were of one mind about the {}, and about the {} as well.",
    "Of the {} it was said that there are too few of them.",
    "The old {} are to be there for all, as are the {} and the {}.",
    "Without the {} there would be no {} in all of the valley.",
    "It was the {} that she had in mind, and not the {}.",
];

/// What one topic is about, most often first.
fn phrase(topic: usize, rank: usize) -> String {
    let at = topic * 7 + rank * 11;
    format!("{} {}", FIRST[(topic * 3 + rank * rank) % FIRST.len()], SECOND[at % SECOND.len()])
}

/// The text of one article.
pub fn article(numbers: &mut Numbers) -> String {
    let topics = [numbers.ranked(200), numbers.ranked(200)];
    let mut text = format!("A note of the day on what was said in room {}\n", numbers.below(900));
    for _ in 0..4 + numbers.below(5) {
        text.push('\n');
        for _ in 0..2 + numbers.below(3) {
            for part in FRAMES[numbers.below(FRAMES.len())].split_inclusive("{}") {
                match part.strip_suffix("{}") {
                    Some(before) => {
                        let topic = topics[usize::from(numbers.below(3) == 0)];
                        text.push_str(before);
                        text.push_str(&phrase(topic, numbers.ranked(12)));
                    }
                    None => text.push_str(part),
                }
            }
            text.push(' ');
        }
        text.push('\n');
    }
    text
}
