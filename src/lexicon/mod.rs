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
pub mod lazy;
pub mod organisations;
pub mod own;
mod own_row;
pub mod phrase_words;
pub mod phrases;
pub mod precision;
mod sequences;
pub mod table;
pub mod words;
#[cfg(test)]
mod words_tests;

use crate::base::report::Report;
use crate::base::tree::{Digest, Tree};
use chronology::Chronology;
use concepts::Concepts;
use geo::Gazetteer;
use goals::Goals;
use heads::Heads;
use lazy::{Lazy, lazy};
use organisations::Organisations;
use own::Own;
use phrase_words::PhraseWords;
use std::sync::{Arc, LazyLock};
use words::Words;

/// All word lists. Each part is read from its file when it is first used.
#[derive(Debug)]
pub struct Lexicon {
    /// Countries, regions, states and provinces, cities.
    pub places: Gazetteer,
    /// The vocabulary of tags.
    pub concepts: Concepts,
    /// The 17 Sustainable Development Goals.
    pub goals: Goals,
    /// Organisations known by name.
    pub organisations: Lazy<Organisations>,
    /// What names are, by their main noun.
    pub heads: Lazy<Heads>,
    /// Posts, verbs of speech, words around names, cues of an article's parts, function words.
    pub words: Lazy<Words>,
    /// Weekdays, names with a first year, words for pauses, past and future.
    pub chronology: LazyLock<Chronology>,
    /// Words that decide what may be a key phrase.
    pub phrase_words: LazyLock<PhraseWords>,
    digest: Digest,
}

static BUILT_IN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let (own, digest) = Own::read(&Tree::new());
    Arc::new(Lexicon::new(own, digest))
});

impl Lexicon {
    /// The lists that come with the program, shared by all callers.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The lists of an archive: its own, from the files below `lexicon/` with paths from its root, before ours. Without own rows these are
    /// [`Lexicon::built_in`]. A row that cannot be read is left out and reported.
    pub fn with(files: &Tree) -> (Arc<Self>, Report) {
        let (own, digest) = Own::read(files);
        let lexicon = if own.is_empty() { Arc::clone(&BUILT_IN) } else { Arc::new(Self::new(own, digest)) };
        (lexicon, own.report().clone())
    }

    fn new(own: &'static Own, digest: Digest) -> Self {
        Self {
            places: Gazetteer::new(own),
            concepts: Concepts::new(own),
            goals: Goals::default(),
            organisations: lazy(|| Organisations::new(own)),
            heads: lazy(|| Heads::new(own)),
            words: lazy(|| Words::new(own)),
            chronology: LazyLock::new(Chronology::default),
            phrase_words: LazyLock::new(PhraseWords::default),
            digest,
        }
    }

    /// Changes when the lists do: the program's version and the archive's own lists. What is found in a text with equal digests is equal.
    pub const fn digest(&self) -> Digest {
        self.digest
    }
}
