//! Texts that many articles share, each kept once and meant by its number.

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

/// Texts by number, in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts(IndexSet<Box<str>>);

impl Texts {
    /// The number of a text, which is new or known.
    pub fn number(&mut self, text: &str) -> usize {
        self.0.get_index_of(text).unwrap_or_else(|| self.0.insert_full(text.into()).0)
    }

    /// The number of a text, when it has one.
    pub fn find(&self, text: &str) -> Option<usize> {
        self.0.get_index_of(text)
    }

    /// The text of a number; empty for a number that was never given.
    pub fn text(&self, number: usize) -> &str {
        self.0.get_index(number).map_or("", |text| text)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
