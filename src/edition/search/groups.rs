//! Words that begin alike lie together, so that the beginning of a word is enough to find it: in one group while they are few, else in
//! one for each next letter. A group lies in the file its beginning is hashed to, whatever other groups there are.

use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The beginnings at which words are told apart by one more letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Groups(BTreeSet<String>);

impl Groups {
    /// Cuts words, with the bytes of each and in order, into groups of at most `limit` bytes; a single word may take more.
    pub(super) fn of<'w>(words: impl IntoIterator<Item = (&'w str, usize)>, limit: usize) -> Self {
        let words: Vec<(&str, usize)> = words.into_iter().collect();
        let mut groups = Self::default();
        groups.cut(&words, "", limit);
        groups
    }

    fn cut(&mut self, words: &[(&str, usize)], beginning: &str, limit: usize) {
        let one = words.first().zip(words.last()).is_none_or(|(first, last)| first.0 == last.0);
        if one || words.iter().map(|(_, bytes)| bytes).sum::<usize>() <= limit {
            return;
        }
        self.0.insert(beginning.to_owned());
        let next = |word: &&(&'_ str, usize)| longer(word.0, beginning.len()).map(str::to_owned);
        let mut rest = words;
        while let Some(first) = rest.first() {
            let group = next(&first);
            let length = rest.iter().take_while(|word| next(word) == group).count().max(1);
            if let Some(group) = group {
                self.cut(&rest[..length], &group, limit);
            }
            rest = &rest[length..];
        }
    }

    /// The group of a word.
    pub(super) fn group<'w>(&self, word: &'w str) -> &'w str {
        let mut group = "";
        while self.0.contains(group) {
            match longer(word, group.len()) {
                Some(next) => group = next,
                None => break,
            }
        }
        group
    }

    /// The file of a word, of so many; a power of two.
    pub(super) fn file(&self, word: &str, files: usize) -> usize {
        usize::try_from(hash(self.group(word))).unwrap_or(0) & (files.max(1) - 1)
    }

    /// What the script needs to find files.
    pub(super) fn manifest(&self, files: usize) -> Value {
        json!({ "files": files, "cuts": self.0 })
    }
}

/// One letter more of a word than `length` bytes.
fn longer(word: &str, length: usize) -> Option<&str> {
    let next = word.get(length..)?.chars().next()?;
    word.get(..length + next.len_utf8())
}

/// FNV-1a, 32 bits, with its bits mixed once more: beginnings are short.
pub(super) fn hash(text: &str) -> u32 {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash ^ (hash >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_groups_are_cut_and_small_ones_are_not() {
        let words = [("a", 5), ("ba", 5), ("bar", 30), ("bas", 30), ("be", 5), ("é", 5)];
        let groups = Groups::of(words, 60);
        assert_eq!(groups.0, ["", "b", "ba"].map(str::to_owned).into());
        assert_eq!(groups.group("bar"), "bar");
        assert_eq!(groups.group("barter"), "bar");
        assert_eq!(groups.group("ba"), "ba");
        assert_eq!(groups.group("beyond"), "be");
        assert_eq!(groups.group("élan"), "é");
        assert_eq!(Groups::of(words, 1_000).group("bar"), "");
    }

    #[test]
    fn one_word_is_never_cut() {
        assert_eq!(Groups::of([("the", 500), ("the", 500)], 60), Groups::default());
    }

    #[test]
    fn another_word_leaves_other_groups_where_they_are() {
        let few = Groups::of([("alpha", 50), ("beta", 50)], 60);
        let more = Groups::of([("alpha", 50), ("beta", 50), ("bond", 50)], 60);
        assert_eq!(few.file("alpha", 8), more.file("alpha", 8));
        assert_eq!(more.group("beta"), "be");
    }
}
