//! An archive in memory to which anything may happen, for tests of imports and `benches/again.rs`.

use dateline::base::files::Files;
use dateline::base::fingerprint::Fingerprint;
use dateline::base::path::RelPath;
use dateline::base::report::Diagnostic;
use dateline::base::tree::{Change, Tree};
use dateline::intake::memory::{Memory, Still};
use dateline::intake::{self, Input, Outcome};
use dateline::lexicon::Lexicon;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Numbers that are the same in every run and look like chance (xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).expect("small")
    }

    fn one<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

/// Sentences that mean one thing or another by what stands in other articles: acronyms that some define and others use, twice over; words that
/// some write in lower case and others with a capital; bodies under several names; phrases that enough articles share.
const SENTENCES: &[&str] = &[
    "The Harbour Board of Delta (HBD) met on Tuesday.",
    "The HBD said that the tide was high.",
    "Members of the HBD agreed, and the HBD will publish its report.",
    "The Hydrographic Bureau of Delta (HBD) published its charts.",
    "A habitat budget declaration (HBD) was signed.",
    "The Union of Pilots (UOP) and the Harbour Board of Delta agreed.",
    "UOP members met with Ana Lund, director of the Union of Pilots.",
    "Ana Lund, Minister of Transport, opened the meeting.",
    "Mark Grace said that the harbour was closed.",
    "The mark was painted by grace of the town.",
    "Will Page told the Harbour Board that pilots were tired.",
    "Every page will be read.",
    "The Ministry of Transport of Thailand and the Ministry of Transport agreed.",
    "The Ministry of Transport said nothing else.",
    "Thailand’s Ministry of Transport published figures.",
    "The Law Council met. The Law Council of Australia agreed.",
    "The International Organization for Migration (IOM) opened an office in Bangkok.",
    "IOM and the World Health Organization (WHO) agreed.",
    "The Inter-Ocean Mission (IOM) sailed from Lisbon.",
    "The ferry crossing safety plan and the ferry crossing safety rules were read.",
    "Ferry crossing safety is old, and ferry crossing safety is new: ferry crossing safety matters.",
    "The salt road project begins, and the salt road project ends.",
    "The Fourth Harbour Days were held in Manila on 3 May 2016.",
    "“Pilots are tired,” said Bo Ek of the Union of Pilots.",
    "Nothing else was said on 4 June 2017.",
    "The Board of Ports and the Delta Commission on Tides met.",
    "Officials of NFA met, and NFA said so.",
    "The Northern Ferry Agency (NFA) opened.",
    "The TWI rose, and the TWI said so. Members of TWI met.",
    "A tidal wave index (TWI) was computed.",
    "The QRS was ready, QRS officials said.",
    "The Quarry Rescue Service (QRS) opened.",
    "A quarry record sheet (QRS) was filled in.",
    "“Tides are high,” said Silver Stone of the Union of Pilots.",
    "A silver stone lay there.",
    "Amber Field, a spokesperson for Tidal Watch, agreed.",
    "A tidal watch was kept, and amber lay in the field.",
    "They sailed from Bath to Mobile and Orange.",
    "They had a bath, a mobile and an orange.",
];

fn seed(dice: &mut Dice) -> String {
    let mut text = String::new();
    if dice.below(5) == 0 {
        let _ = write!(
            text,
            "---\ntitle: {} stated\norganisations: [{}]\n---\n",
            dice.one(&["Harbours", "Tides"]),
            dice.one(&["HBD", "Union of Pilots"])
        );
    } else {
        let _ = write!(text, "{} of the {}\n\n", dice.one(&["News", "Report", "Ferry crossing safety"]), dice.one(&["harbour", "pilots", "tide"]));
    }
    let _ = write!(text, "{}, {} March 2016 – ", dice.one(&["BANGKOK", "MANILA", "LISBON"]), 1 + dice.below(28));
    for at in 0..2 + dice.below(5) {
        let end = if at % 2 == 1 { "\n\n" } else { " " };
        let _ = write!(text, "{}{end}", dice.one(SENTENCES));
    }
    text.trim_end().to_owned() + "\n"
}

fn organisation(dice: &mut Dice) -> String {
    let names =
        ["Harbour Board of Delta", "HBD", "Union of Pilots", "Ministry of Transport", "International Organization for Migration", "The Board"];
    let mut text = format!("---\nname: \"{}\"\n", dice.one(&names));
    for (key, of) in [("aliases", 2), ("hidden", 4), ("distinct_from", 5)] {
        if dice.below(of) == 0 {
            let _ = writeln!(text, "{key}: [\"{}\"]", dice.one(&names));
        }
    }
    if dice.below(2) == 0 {
        let _ = writeln!(text, "acronym: \"{}\"", dice.one(&["HBD", "HB", "IOM"]));
    }
    text + "---\n\nWhat it is.\n"
}

/// A tree whose files have marks, all but some, and that counts how often one is read.
struct Watched<'t> {
    tree: &'t Tree,
    unmarked: usize,
    read: AtomicUsize,
}

impl Files for Watched<'_> {
    fn paths(&self) -> Box<dyn Iterator<Item = &RelPath> + '_> {
        Box::new(self.tree.keys())
    }

    fn has(&self, path: &RelPath) -> bool {
        self.tree.contains_key(path)
    }

    fn mark(&self, path: &RelPath) -> Option<Fingerprint> {
        let at = self.tree.keys().position(|other| other == path)?;
        (at % 16 != self.unmarked).then(|| Fingerprint::of(&self.tree[path]))
    }

    fn bytes(&self, path: &RelPath) -> Result<Option<Cow<'_, [u8]>>, Diagnostic> {
        self.read.fetch_add(1, Ordering::Relaxed);
        self.tree.bytes(path)
    }
}

/// The archive, and what its last import knew.
pub struct Archive {
    dice: Dice,
    seeds: Tree,
    content: Tree,
    memory: Memory,
    still: Option<Still>,
    story: Vec<String>,
    /// How many seeds were read, and how many would have been.
    reads: (usize, usize),
    next: usize,
}

impl Archive {
    pub fn new(seed: u64) -> Self {
        let (seeds, content) = (Tree::new(), Tree::new());
        let mut archive =
            Self { dice: Dice::new(seed), seeds, content, memory: Memory::default(), still: None, story: Vec::new(), reads: (0, 0), next: 0 };
        for _ in 0..14 {
            archive.add();
        }
        archive
    }

    pub fn reads(&self) -> (usize, usize) {
        self.reads
    }

    /// Imports, and changes one thing or two.
    pub fn step(&mut self) {
        self.import();
        for _ in 0..=self.dice.below(2) {
            let done = self.edit();
            self.story.push(done);
        }
    }

    /// Imports with what is known and without, compares, and takes over what comes of it. Gives how many seeds were read, and whether nothing changed.
    pub fn import(&mut self) -> (usize, bool) {
        let lexicon = Lexicon::built_in();
        let whole = intake::run(&Input { seeds: &self.seeds, content: &self.content, lexicon });
        let unmarked = if self.story.is_empty() { 16 } else { self.dice.below(16) };
        let watched = |tree| Watched { tree, unmarked, read: AtomicUsize::new(0) };
        let (seeds, content) = (watched(&self.seeds), watched(&self.content));
        let mut again = Outcome::default();
        let (mut changes, mut touched) = (Vec::new(), Vec::new());
        if let Some(still) = self.still.take().filter(|still| still.holds(&seeds, &content)) {
            again.report = still.report.clone();
            again.seeds = still.seeds;
            self.still = Some(still);
        } else {
            // As it is written down and read.
            let bytes = postcard::to_stdvec(&self.memory).expect("written");
            let memory = postcard::from_bytes(&bytes).expect("read");
            (again, self.memory) = intake::run_again(&Input { seeds: &seeds, content: &content, lexicon }, memory, &mut |batch| {
                for change in &batch.changes {
                    assert_eq!(batch.before.get(change.path()), self.content.get(change.path()), "what `{}` was", change.path());
                }
                changes.extend(batch.changes);
                touched.extend(batch.touched);
            });
            self.still = again.still.take();
        }
        let story = self.story.iter().rev().take(8).rev().cloned().collect::<Vec<_>>().join("\n");
        let by_path = |changes: &[Change]| -> BTreeMap<String, Option<String>> {
            let change = |change: &Change| match change {
                Change::Write(path, bytes) => (path.to_string(), Some(String::from_utf8_lossy(bytes).into_owned())),
                Change::Delete(path) => (path.to_string(), None),
            };
            changes.iter().map(change).collect()
        };
        assert_eq!(by_path(&changes), by_path(&whole.changes), "changes, after {} steps, the last:\n{story}", self.story.len());
        touched.sort();
        let mut whole_touched = whole.touched.clone();
        whole_touched.sort();
        assert_eq!(touched, whole_touched, "what people had touched, after:\n{story}");
        assert_eq!(again.report.clone().sorted(), whole.report.clone().sorted(), "what is told, after:\n{story}");
        assert_eq!((again.seeds, again.created, again.updated), (whole.seeds, whole.created, whole.updated), "counts, after:\n{story}");
        let read = seeds.read.into_inner();
        self.reads.0 += read;
        self.reads.1 += self.seeds.len() * 3;
        for change in changes {
            match change {
                Change::Write(path, bytes) => self.content.insert(path, bytes),
                Change::Delete(path) => self.content.remove(&path),
            };
        }
        (read, whole.changes.is_empty())
    }

    fn add(&mut self) -> String {
        self.next += 1;
        let path = RelPath::known(format!("seeds/{:02}{}.{}", self.dice.below(40), self.next, self.dice.one(&["txt", "txt", "md"])));
        let text = seed(&mut self.dice);
        let done = format!("`{path}` is new");
        self.seeds.insert(path, text.into_bytes());
        done
    }

    fn some(dice: &mut Dice, tree: &Tree, folder: &str) -> Option<RelPath> {
        let there: Vec<&RelPath> = tree.keys().filter(|path| path.folder() == folder).collect();
        (!there.is_empty()).then(|| there[dice.below(there.len())].clone())
    }

    pub fn some_page(&self, dice: &mut Dice) -> Option<RelPath> {
        Self::some(dice, &self.content, "content/articles")
    }

    pub fn append(&mut self, path: &RelPath, text: &str) {
        self.content.get_mut(path).expect("a file").extend_from_slice(text.as_bytes());
    }

    fn replace(tree: &mut Tree, path: &RelPath, from: &str, to: &str) {
        let text = String::from_utf8_lossy(&tree[path]).replacen(from, to, 1);
        tree.insert(path.clone(), text.into_bytes());
    }

    /// Changes something, and says what.
    fn edit(&mut self) -> String {
        let choice = self.dice.below(20);
        if choice >= 10 {
            return self.edit_content(choice - 10);
        }
        let Some(path) = Self::some(&mut self.dice, &self.seeds, "seeds") else { return self.add() };
        match choice {
            0 | 1 => self.add(),
            2 | 3 if self.seeds.len() > 8 => {
                self.seeds.remove(&path);
                format!("`{path}` is gone")
            }
            4 | 5 => {
                let text = seed(&mut self.dice);
                self.seeds.insert(path.clone(), text.into_bytes());
                format!("`{path}` is another")
            }
            6 | 7 => {
                let sentence = self.dice.one(SENTENCES);
                self.seeds.get_mut(&path).expect("a seed").extend_from_slice(format!("\n{sentence}\n").as_bytes());
                format!("`{path}`: “{sentence}” more")
            }
            8 => {
                self.next += 1;
                let to = RelPath::known(format!("seeds/{:02}{}.{}", self.dice.below(40), self.next, path.extension()));
                let bytes = self.seeds.remove(&path).expect("a seed");
                self.seeds.insert(to.clone(), bytes);
                format!("`{path}` is called `{to}`")
            }
            _ => {
                let bytes = match self.dice.below(3) {
                    0 => Vec::new(),
                    1 => vec![0xFF, 0xFE, 0x00],
                    _ => Self::some(&mut self.dice, &self.seeds, "seeds").map(|other| self.seeds[&other].clone()).unwrap_or_default(),
                };
                self.seeds.insert(path.clone(), bytes);
                format!("`{path}` is empty, broken or a copy")
            }
        }
    }

    fn edit_content(&mut self, choice: usize) -> String {
        if choice >= 6 {
            return self.edit_beside(choice);
        }
        let Some(path) = Self::some(&mut self.dice, &self.content, "content/articles") else { return self.add() };
        match choice {
            0 => {
                self.append(&path, "\nA paragraph more.\n");
                format!("a paragraph more in `{path}`")
            }
            1 => {
                Self::replace(&mut self.content, &path, "title: ", "title: Another ");
                format!("another title of `{path}`")
            }
            2 => {
                let text = String::from_utf8_lossy(&self.content[&path]).into_owned();
                let lines: Vec<&str> = text.lines().collect();
                let gone = self.dice.below(lines.len());
                let text: String = lines.iter().enumerate().filter(|(at, _)| *at != gone).fold(String::new(), |text, (_, line)| text + line + "\n");
                self.content.insert(path.clone(), text.into_bytes());
                format!("line {gone} of `{path}` is gone")
            }
            3 => {
                self.content.remove(&path);
                format!("`{path}` is gone")
            }
            4 => {
                self.next += 1;
                let folder = self.dice.one(&["content/articles", "content/articles", "content/articles/below"]);
                let to = RelPath::known(format!("{folder}/page-{}.md", self.next));
                let bytes = self.content.remove(&path).expect("a page");
                self.content.insert(to.clone(), bytes);
                format!("`{path}` is called `{to}`")
            }
            _ => {
                let path = RelPath::known(format!("content/articles/{}.md", self.dice.one(&["own", "news-of-the-harbour", "report-of-the-tide"])));
                let seed = self.seeds.keys().next().expect("a seed");
                let text = format!("---\ntitle: Own\nslug: own-{}\nseed: {seed}\n---\n\nText.\n", self.dice.below(3));
                self.content.insert(path.clone(), text.into_bytes());
                format!("`{path}` is one of one's own, of `{seed}`")
            }
        }
    }

    /// Says, or no longer says, that an organisation is not the same as another, and nothing else of it.
    fn edit_names(&mut self) -> String {
        let Some(path) = Self::some(&mut self.dice, &self.content, "content/organisations") else { return self.add() };
        let text = String::from_utf8_lossy(&self.content[&path]).into_owned();
        let line = format!("distinct_from: [\"{}\"]\n", self.dice.one(&["HBD", "NFA", "IOM", "Ministry of Transport", "Law Council"]));
        let text = match text.lines().find(|line| line.starts_with("distinct_from")) {
            Some(old) => text.replacen(&format!("{old}\n"), "", 1),
            None => text.replacen("---\n", &format!("---\n{line}"), 1),
        };
        self.content.insert(path.clone(), text.into_bytes());
        format!("`{path}` is told apart, or no longer: {line}")
    }

    /// Changes entities, notes, and what else lies there.
    fn edit_beside(&mut self, choice: usize) -> String {
        match choice {
            6 => self.edit_names(),
            7 => {
                let there = Self::some(&mut self.dice, &self.content, "content/organisations");
                let path = there.filter(|_| self.dice.below(2) == 0).unwrap_or_else(|| RelPath::known("content/organisations/own.md"));
                if self.content.contains_key(&path) && self.dice.below(3) == 0 {
                    self.content.remove(&path);
                    return format!("`{path}` is gone");
                }
                let text = organisation(&mut self.dice);
                let done = format!("`{path}` is {text}");
                self.content.insert(path, text.into_bytes());
                done
            }
            8 => {
                let folder = self.dice.one(&["content/.findings", "content/.findings/organisations"]);
                let Some(path) = Self::some(&mut self.dice, &self.content, folder) else { return self.add() };
                if self.dice.below(2) == 0 {
                    self.content.remove(&path);
                } else {
                    self.content.insert(path.clone(), b"{".to_vec());
                }
                format!("`{path}` is gone or broken")
            }
            _ => {
                self.content.insert(RelPath::known("content/people/ana-lund.md"), b"---\nname: Ana Lund\n---\n".to_vec());
                self.content.insert(RelPath::known("content/articles/picture.jpg"), vec![0xFF, 0xD8, 0xFF]);
                "a person and a picture".to_owned()
            }
        }
    }
}
