//! Floor 1: word lists as data files, and their readers. `docs/word-lists.md` names source and licence of each list.

pub mod chronology;
pub mod concepts;
pub mod cues;
pub mod geo;
pub mod geo_find;
mod geo_read;
pub mod goals;
pub mod heads;
mod inflect;
pub mod organisations;
pub mod phrases;
mod sequences;
pub mod table;
pub mod words;
#[cfg(test)]
mod words_tests;

use chronology::Chronology;
use concepts::Concepts;
use geo::Gazetteer;
use goals::Goals;
use heads::Heads;
use organisations::Organisations;
use std::sync::LazyLock;
use words::Words;

/// All word lists. Each part is read from its file when it is first used.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Countries, regions, states and provinces, cities.
    pub places: Gazetteer,
    /// The vocabulary of tags.
    pub concepts: Concepts,
    /// The 17 Sustainable Development Goals.
    pub goals: Goals,
    /// Organisations known by name.
    pub organisations: LazyLock<Organisations>,
    /// What names are, by their main noun.
    pub heads: LazyLock<Heads>,
    /// Posts, verbs of speech, words around names, cues of an article's parts, function words.
    pub words: LazyLock<Words>,
    /// Weekdays, names with a first year, words for pauses, past and future.
    pub chronology: LazyLock<Chronology>,
}

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

impl Lexicon {
    /// The lists that come with the program, shared by all callers.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }
}
