//! What words say about time beside dates: weekdays, names that have a first year, and words for pauses, past and future.

use super::table::{rows, variants};
use crate::base::text::fold;
use std::collections::{BTreeMap, BTreeSet};

const WEEKDAYS: &str = include_str!("data/weekdays.tsv");
const TERMS: &str = include_str!("data/dated_terms.tsv");
const WORDS: &str = include_str!("data/time_words.tsv");

/// A name that did not exist before a certain year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedTerm {
    /// The name, and how else it is written.
    pub names: Vec<&'static str>,
    /// No text before this year can hold it.
    pub year: i16,
    /// Where that is written.
    pub source: &'static str,
}

/// What a word does to the time a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeWord {
    /// A time without the thing: `hiatus`.
    Gap,
    /// `years`.
    Years,
    /// A number from 1 to 10.
    Number(u8),
    /// What is told is over.
    Past,
    /// What is told is to come.
    Future,
    /// Something came into being: `founded`.
    Begun,
}

/// The lists.
#[derive(Debug)]
pub struct Chronology {
    weekdays: BTreeMap<String, BTreeSet<(&'static str, u8)>>,
    /// Names with their first year, in the order of the list.
    pub terms: Vec<DatedTerm>,
    words: BTreeMap<&'static str, BTreeMap<String, Vec<TimeWord>>>,
}

impl Default for Chronology {
    fn default() -> Self {
        let mut weekdays: BTreeMap<String, BTreeSet<(&'static str, u8)>> = BTreeMap::new();
        for row in rows(WEEKDAYS, 4) {
            let Ok(number) = row[1].parse() else { continue };
            for name in variants(row[2]) {
                weekdays.entry(fold(name)).or_default().insert((row[0], number));
            }
        }
        let terms = rows(TERMS, 4)
            .into_iter()
            .filter_map(|row| {
                let names = std::iter::once(row[0]).chain(variants(row[1])).collect();
                Some(DatedTerm { names, year: row[2].parse().ok()?, source: row[3] })
            })
            .collect();
        let mut words: BTreeMap<&'static str, BTreeMap<String, Vec<TimeWord>>> = BTreeMap::new();
        for row in rows(WORDS, 3) {
            let kind = match row[0] {
                "gap" => TimeWord::Gap,
                "years" => TimeWord::Years,
                "past" => TimeWord::Past,
                "future" => TimeWord::Future,
                "begun" => TimeWord::Begun,
                number => match number.parse() {
                    Ok(number) => TimeWord::Number(number),
                    Err(_) => continue,
                },
            };
            for word in variants(row[2]) {
                words.entry(row[1]).or_default().entry(fold(word)).or_default().push(kind);
            }
        }
        Self { weekdays, terms, words }
    }
}

impl Chronology {
    /// The weekday a whole word names in a language, 1 Monday to 7 Sunday. Abbreviations are left out: `mar` and `sat` are words.
    pub fn weekday(&self, word: &str, language: &str) -> Option<u8> {
        let found = self.weekdays.get(&fold(word))?;
        found.iter().find(|(of, _)| *of == language).map(|(_, number)| *number)
    }

    /// Whether a word of a language is of this sort.
    pub fn is(&self, word: &str, language: &str, sort: TimeWord) -> bool {
        self.of(word, language).contains(&sort)
    }

    /// The number a word of a language names, in letters (to ten) or figures.
    pub fn number(&self, word: &str, language: &str) -> Option<u8> {
        let named = self.of(word, language).iter().find_map(|sort| if let TimeWord::Number(number) = sort { Some(*number) } else { None });
        named.or_else(|| word.parse().ok())
    }

    fn of(&self, word: &str, language: &str) -> &[TimeWord] {
        self.words.get(language).and_then(|words| words.get(&fold(word))).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::check_list;
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        check_list(TERMS, 1, 4, &[0]);
        check_list(WORDS, 3, 3, &[0, 1]);
        let chronology = Chronology::default();
        assert!(chronology.terms.iter().all(|term| term.year > 1900 && !term.source.is_empty()));
    }

    #[test]
    fn words_are_known_in_their_language_only() {
        let chronology = Chronology::default();
        assert_eq!(chronology.weekday("Thursday", "en"), Some(4));
        assert_eq!(chronology.weekday("jeudi", "fr"), Some(4));
        assert_eq!(chronology.weekday("jeudi", "en"), None);
        assert_eq!(chronology.number("four", "en"), Some(4));
        assert_eq!(chronology.number("12", "en"), Some(12));
        assert_eq!(chronology.number("vier", "en"), None);
        assert!(chronology.is("Hiatus", "en", TimeWord::Gap) && !chronology.is("pausa", "en", TimeWord::Gap));
        assert!(chronology.is("sept", "fr", TimeWord::Number(7)) && !chronology.is("sept", "en", TimeWord::Number(7)));
    }
}
