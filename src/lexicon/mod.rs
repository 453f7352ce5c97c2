//! Floor 1: word lists as data files, and their readers. `docs/word-lists.md` names source and licence of each list.

pub mod concepts;
pub mod geo;
mod geo_find;
mod geo_read;
pub mod goals;
pub mod phrases;
pub mod table;

use concepts::Concepts;
use geo::Gazetteer;
use goals::Goals;
use std::sync::LazyLock;

/// All word lists. Each part is read from its file when it is first used.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Countries, regions, states and provinces, cities.
    pub places: Gazetteer,
    /// The vocabulary of tags.
    pub concepts: Concepts,
    /// The 17 Sustainable Development Goals.
    pub goals: Goals,
}

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

impl Lexicon {
    /// The lists that come with the program, shared by all callers.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }
}
