//! What one article asked the tables, so that it need not be read again while the answers stay the same.

use super::tables::{Sense, Tables};
use crate::base::fingerprint::Fingerprint;
use crate::intake::memory::{Numbers, Texts};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The tables as one article sees them: every question is noted.
#[derive(Debug)]
pub struct Asked<'t> {
    tables: &'t Tables,
    questions: RefCell<Questions>,
}

/// The questions of one article.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// Words by their numbers.
    words: BTreeSet<usize>,
    /// Words that had no number.
    unknown: BTreeSet<String>,
    acronyms: BTreeSet<String>,
}

/// Questions and the answers they got.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Twice the number of each word, and one more for a yes.
    words: Numbers,
    acronyms: Vec<(u32, Option<Fingerprint>)>,
}

impl<'t> Asked<'t> {
    /// Nothing is asked yet.
    pub fn new(tables: &'t Tables) -> Self {
        Self { tables, questions: RefCell::default() }
    }

    /// Whether the archive writes the word in lower case: such a word in capitals is no proof of a name.
    pub fn is_common(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let questions = &mut *self.questions.borrow_mut();
        let Some(number) = self.tables.texts().find(&word) else {
            questions.unknown.insert(word);
            return false;
        };
        questions.words.insert(number);
        self.tables.is_common(number)
    }

    /// The meaning of an acronym that at least four of five defining articles agree on.
    pub fn sense(&self, short: &str) -> Option<&'t Sense> {
        let questions = &mut *self.questions.borrow_mut();
        if !questions.acronyms.contains(short) {
            questions.acronyms.insert(short.to_owned());
        }
        self.tables.sense(short)
    }

    /// All that was asked.
    pub fn questions(self) -> Questions {
        self.questions.into_inner()
    }
}

impl Questions {
    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.unknown.is_empty() && self.acronyms.is_empty()
    }

    /// The questions with the answers that these tables give, which are those that were asked.
    pub fn answered(self, tables: &mut Tables) -> Answers {
        let mut words = self.words;
        words.extend(self.unknown.iter().map(|word| tables.texts_mut().number(word)));
        let words = Numbers::rising(words.into_iter().map(|word| word * 2 + usize::from(tables.is_common(word))));
        let acronyms =
            self.acronyms.iter().filter_map(|short| Some((u32::try_from(tables.texts_mut().number(short)).ok()?, tables.sense_print(short))));
        Answers { words, acronyms: acronyms.collect() }
    }
}

impl Answers {
    /// Whether these tables would answer the same.
    pub fn hold(&self, tables: &Tables) -> bool {
        self.words.risen().all(|answer| tables.is_common(answer / 2) == (answer % 2 == 1))
            && self.acronyms.iter().all(|(short, print)| tables.sense_print(text(tables.texts(), *short)) == *print)
    }
}

fn text(texts: &Texts, number: u32) -> &str {
    texts.text(number as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::RelPath;
    use crate::base::report::Report;
    use crate::intake::document::Document;
    use crate::intake::reader;
    use crate::intake::survey::acronyms;
    use crate::intake::survey::tables::Share;
    use crate::lexicon::Lexicon;

    fn add(tables: &mut Tables, text: &str) -> Share {
        let raw = reader::read(&RelPath::known("seeds/a.txt"), text.as_bytes(), &mut Report::default()).expect("a text");
        let document = Document::new(raw);
        tables.add(&document, &acronyms::find(&document, Lexicon::built_in()))
    }

    #[test]
    fn answers_hold_until_one_changes() {
        let mut tables = Tables::default();
        let share = add(&mut tables, "They met at the harbour. The World Customs Organization (WCO) was there.");
        let asked = Asked::new(&tables);
        assert!(asked.is_common("Harbour") && !asked.is_common("World") && !asked.is_common("Tide"));
        assert!(asked.sense("WCO").is_some_and(|sense| !sense.is_shared()) && asked.sense("XYZ").is_none());
        let answers = asked.questions().answered(&mut tables);
        assert!(answers.hold(&tables));
        let texts = tables.texts().clone();
        let with = |text: &str| {
            let mut tables = Tables::with(texts.clone());
            tables.take(&share);
            add(&mut tables, text);
            answers.hold(&tables)
        };
        assert!(with("Nothing that was asked about."));
        assert!(!with("A tide came in."), "a word that nobody had written");
        assert!(!with("Harbour. Harbour. Harbour. Harbour. Harbour."), "a word that is a name now");
        assert!(!with("The World Customs Organization (WCO) met."), "two articles say what it stands for");
        assert!(!with("The Xenon Youth Zone (XYZ) met."), "an acronym that nobody had defined");
        assert!(!answers.hold(&Tables::with(texts)), "the article is gone");
    }
}
