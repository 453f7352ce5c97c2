//! What all articles of an archive know together: lower-case vocabulary, acronyms and their meanings.
//!
//! Made of what each article adds ([`Share`]), in the order of the seeds' paths, so the same archive gives the same tables however it was
//! read. What an article adds needs nothing of the others and is kept from one import to the next.

use super::acronyms::{Acronym, Meaning};
use crate::base::fingerprint::{Fingerprint, Parts};
use crate::base::text::fold_name;
use crate::intake::document::Document;
use crate::intake::memory::{Numbers, Texts};
use crate::intake::token::{Case, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One meaning of an acronym.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The long form as first printed.
    pub long: String,
    /// What it is.
    pub kind: Meaning,
    /// How many articles define it so.
    articles: usize,
}

impl Sense {
    /// Whether two articles or more define it so.
    pub const fn is_shared(&self) -> bool {
        self.articles > 1
    }

    /// Everything of it that can be asked.
    fn print(&self) -> Fingerprint {
        Parts::default().text(&self.long).number(self.kind as usize).flag(self.is_shared()).done()
    }
}

/// What one article adds to the tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// For each word the distance of its number from the one before, how often it is in lower case, and how often it has a capital.
    words: Numbers,
    acronyms: Vec<Definition>,
}

/// An acronym as an article defines it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Definition {
    short: String,
    long: String,
    kind: Meaning,
}

/// The shared tables.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    texts: Texts,
    /// How often each text is a word in lower case, and one with a capital.
    counts: Vec<(usize, usize)>,
    acronyms: BTreeMap<String, BTreeMap<String, Sense>>,
}

impl Tables {
    /// Empty tables that know the numbers of these texts.
    pub fn with(texts: Texts) -> Self {
        Self { counts: vec![(0, 0); texts.len()], texts, ..Self::default() }
    }

    /// Adds one article, and gives what it adds.
    pub fn add(&mut self, document: &Document, acronyms: &[Acronym]) -> Share {
        // Each word by its number, and whether it stands in lower case.
        let mut words: Vec<(usize, bool)> = Vec::with_capacity(document.tokens.len());
        for token in &document.tokens {
            if token.kind != Kind::Word {
                continue;
            }
            let word = token.of(&document.text);
            // The parts of a mail address are no words of the language.
            if document.text[token.span.end..].starts_with('@') || document.text[..token.span.start].ends_with('@') {
                continue;
            }
            match token.case {
                Case::Lower if word.len() > 2 => words.push((self.texts.number(word), true)),
                Case::Capital => words.push((self.texts.number(&word.to_lowercase()), false)),
                _ => {}
            }
        }
        words.sort_unstable();
        let mut last = 0;
        let words = words.chunk_by(|a, b| a.0 == b.0).flat_map(|same| {
            let distance = same[0].0 - last;
            last = same[0].0;
            let lower = same.iter().filter(|(_, lower)| *lower).count();
            [distance, lower, same.len() - lower]
        });
        let definition = |acronym: &Acronym| Definition {
            short: acronym.short.clone(),
            long: acronym.long_span.of(&document.text).to_owned(),
            kind: acronym.kind,
        };
        let share = Share { words: words.collect(), acronyms: acronyms.iter().map(definition).collect() };
        self.take(&share);
        share
    }

    /// Adds what an article was found to add by these tables or by those whose texts they know.
    pub fn take(&mut self, share: &Share) {
        self.counts.resize(self.texts.len().max(self.counts.len()), (0, 0));
        let (mut numbers, mut word) = (share.words.iter(), 0);
        while let (Some(distance), Some(lower), Some(capital)) = (numbers.next(), numbers.next(), numbers.next()) {
            word += distance;
            if let Some(count) = self.counts.get_mut(word) {
                count.0 += lower;
                count.1 += capital;
            }
        }
        for Definition { short, long, kind } in &share.acronyms {
            let sense = self.acronyms.entry(short.clone()).or_default().entry(fold_name(long)).or_insert_with(|| Sense {
                long: long.clone(),
                kind: *kind,
                articles: 0,
            });
            sense.articles += 1;
        }
    }

    /// The texts with numbers.
    pub const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The same, when the tables are done with.
    pub fn into_texts(self) -> Texts {
        self.texts
    }

    /// The texts with numbers, to give numbers to more of them.
    pub const fn texts_mut(&mut self) -> &mut Texts {
        &mut self.texts
    }

    /// Whether the archive writes a word, given by its number, in lower case.
    pub(super) fn is_common(&self, word: usize) -> bool {
        self.counts.get(word).is_some_and(|&(lower, capital)| lower > 0 && lower * 4 >= capital)
    }

    /// The meaning of an acronym that at least four of five defining articles agree on.
    pub(super) fn sense(&self, short: &str) -> Option<&Sense> {
        let senses = self.acronyms.get(short)?;
        let all: usize = senses.values().map(|sense| sense.articles).sum();
        senses.values().find(|sense| sense.articles * 5 >= all * 4)
    }

    pub(super) fn sense_print(&self, short: &str) -> Option<Fingerprint> {
        self.sense(short).map(Sense::print)
    }
}
