//! Numbers that look random and are the same on every machine.

/// A row of numbers (`SplitMix64`).
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// The row of one purpose and one thing. Two of them have nothing to do with each other.
    pub const fn of(purpose: u64, thing: u64) -> Self {
        Self(purpose.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ thing.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below `end`; 0 where nothing is below it.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from((u128::from(self.next()) * end as u128) >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both of them possible.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high + 1 - low)
    }

    /// True in one of `times` cases.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// Puts a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// Draws by rank, as words and names are used: the first twice as often as the second, three times as often as the third (Zipf).
#[derive(Clone, Debug)]
pub struct Ranks(Vec<usize>);

impl Ranks {
    /// Ranks from 0 to below `number`.
    pub fn new(number: usize) -> Self {
        let mut total = 0;
        // Whole numbers, so that no machine rounds otherwise; the sum fits 32 bits.
        Self(
            (1..=number)
                .map(|rank| {
                    total += 100_000_000 / rank;
                    total
                })
                .collect(),
        )
    }

    /// One rank.
    pub fn one(&self, numbers: &mut Numbers) -> usize {
        let drawn = numbers.below(self.0.last().copied().unwrap_or(0));
        self.0.partition_point(|total| *total <= drawn)
    }

    /// So many ranks without a double, in the order drawn, beside those in `out` already.
    pub fn draw(&self, numbers: &mut Numbers, many: usize, out: &mut Vec<usize>) {
        let wanted = (out.len() + many).min(self.0.len());
        while out.len() < wanted {
            let rank = self.one(numbers);
            if !out.contains(&rank) {
                out.push(rank);
            }
        }
    }
}
