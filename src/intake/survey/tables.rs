//! What all articles of an archive know together: lower-case vocabulary, acronyms and their meanings.
//!
//! Made by the first pass and merged in the order of the seeds' paths, so the same archive gives the same tables however it was read.

use super::acronyms::{Acronym, Meaning};
use crate::base::text::fold_name;
use crate::intake::document::Document;
use crate::intake::token::{Case, Kind};
use std::collections::BTreeMap;

/// One meaning of an acronym.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The long form as first printed.
    pub long: String,
    /// What it is.
    pub kind: Meaning,
    /// How many articles define it so.
    pub articles: usize,
}

/// The shared tables.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    lower: BTreeMap<String, u32>,
    capital: BTreeMap<String, u32>,
    acronyms: BTreeMap<String, BTreeMap<String, Sense>>,
}

impl Tables {
    /// Adds one article.
    pub fn add(&mut self, document: &Document, acronyms: &[Acronym]) {
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
                Case::Lower if word.len() > 2 => *self.lower.entry(word.to_owned()).or_default() += 1,
                Case::Capital => *self.capital.entry(word.to_lowercase()).or_default() += 1,
                _ => {}
            }
        }
        for acronym in acronyms {
            let long = acronym.long_span.of(&document.text);
            let sense = self.acronyms.entry(acronym.short.clone()).or_default().entry(fold_name(long)).or_insert_with(|| Sense {
                long: long.to_owned(),
                kind: acronym.kind,
                articles: 0,
            });
            sense.articles += 1;
        }
    }

    /// Whether the archive writes the word in lower case: such a word in capitals is no proof of a name.
    pub fn is_common(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.lower.get(&word).is_some_and(|&lower| lower * 4 >= self.capital.get(&word).copied().unwrap_or(0))
    }

    /// The meaning of an acronym that at least four of five defining articles agree on.
    pub fn sense(&self, short: &str) -> Option<&Sense> {
        let senses = self.acronyms.get(short)?;
        let all: usize = senses.values().map(|sense| sense.articles).sum();
        senses.values().find(|sense| sense.articles * 5 >= all * 4)
    }

    /// All meanings of an acronym.
    pub fn senses(&self, short: &str) -> impl Iterator<Item = &Sense> {
        self.acronyms.get(short).into_iter().flat_map(BTreeMap::values)
    }
}
