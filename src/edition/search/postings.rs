//! Lists of numbers as short texts.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Numbers in ascending order: each as the difference to the one before it, five bits in a character, the lowest first, a sixth bit where
/// more follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Postings {
    /// The first number; none in an empty list.
    first: Option<u64>,
    last: u64,
    /// All after the first.
    rest: String,
}

impl Postings {
    /// Adds a number that is larger than all before it; others are left out.
    pub(super) fn push(&mut self, number: u64) {
        if self.first.is_none() {
            self.first = Some(number);
        } else if number > self.last {
            write(&mut self.rest, number - self.last);
        } else {
            return;
        }
        self.last = number;
    }

    /// Adds a list whose numbers are all larger.
    pub(super) fn append(&mut self, other: &Self) {
        if let Some(first) = other.first {
            self.push(first);
            self.rest.push_str(&other.rest);
            self.last = other.last;
        }
    }

    /// Adds the text of the list to another.
    pub(super) fn write_to(&self, out: &mut String) {
        if let Some(first) = self.first {
            write(out, first);
            out.push_str(&self.rest);
        }
    }
}

fn write(out: &mut String, mut number: u64) {
    while number >= 32 {
        out.push(char::from(DIGITS[32 + usize::try_from(number % 32).unwrap_or(0)]));
        number /= 32;
    }
    out.push(char::from(DIGITS[usize::try_from(number).unwrap_or(0)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(list: &Postings) -> String {
        let mut out = String::new();
        list.write_to(&mut out);
        out
    }

    #[test]
    fn a_list_is_short() {
        let mut list = Postings::default();
        for number in [5, 6, 6, 40, 2_000] {
            list.push(number);
        }
        assert_eq!(text(&list), "FBiBo9B");
        assert_eq!(text(&Postings::default()), "");
    }

    #[test]
    fn two_halves_are_the_whole() {
        let of = |numbers: &[u64]| {
            let mut list = Postings::default();
            for number in numbers {
                list.push(*number);
            }
            list
        };
        for cut in 0..=4 {
            let all = [0, 9, 1_000, 70_000];
            let mut list = of(&all[..cut]);
            list.append(&of(&all[cut..]));
            assert_eq!(text(&list), text(&of(&all)), "cut at {cut}");
        }
    }
}
