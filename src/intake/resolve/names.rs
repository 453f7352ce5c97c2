//! The names that people decided on in `content/organisations/`, and what one article asked about them.

use super::apart::{Apart, Ground};
use super::identity::identity;
use super::{Key, Lexicon, OwnedName};
use crate::base::path::RelPath;
use crate::intake::memory::{Numbers, Texts};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The names that people decided on.
#[derive(Debug)]
pub struct Authority<'a> {
    names: BTreeMap<String, usize>,
    files: Vec<&'a RelPath>,
    apart: Apart,
    lexicon: &'a Lexicon,
}

impl<'a> Authority<'a> {
    /// The names in these files.
    pub fn new(owned: &'a [OwnedName], lexicon: &'a Lexicon) -> Self {
        let mut names = BTreeMap::new();
        for (index, owned) in owned.iter().enumerate() {
            for name in &owned.decided {
                names.entry(identity(name, lexicon)).or_insert(index);
            }
        }
        Self { names, files: owned.iter().map(|owned| &owned.path).collect(), apart: Apart::new(owned, lexicon), lexicon }
    }

    /// What “not the same” stands on.
    pub fn ground(&self) -> Ground {
        self.apart.ground()
    }

    /// Those of some names, by their numbers, that may be told apart otherwise than on another ground.
    pub fn doubtful(&self, before: &Ground, names: &BTreeSet<usize>, texts: &Texts) -> BTreeSet<usize> {
        let now = self.ground();
        let doubtful = now.doubtful(before);
        if doubtful.is_empty() {
            return BTreeSet::new();
        }
        let names: Vec<usize> = names.iter().copied().collect();
        names.into_par_iter().filter(|name| doubtful.contains(identity(texts.text(*name), self.lexicon).as_str())).collect()
    }

    /// The file that has an index among the keys.
    pub(super) fn file(&self, index: usize) -> Option<&'a RelPath> {
        self.files.get(index).copied()
    }

    /// The index of a file.
    pub(super) fn index(&self, file: &str) -> Option<usize> {
        self.files.binary_search_by(|known| known.as_str().cmp(file)).ok()
    }

    /// The files that answer, by the numbers of the names.
    pub fn answers(&self, texts: &Texts) -> BTreeMap<usize, &'a RelPath> {
        self.names.iter().filter_map(|(name, index)| Some((texts.find(name)?, self.file(*index)?))).collect()
    }
}

/// The names as one article sees them: every question is noted.
#[derive(Debug)]
pub struct Names<'a> {
    authority: &'a Authority<'a>,
    questions: RefCell<NameQuestions>,
}

/// Names one article asked about.
#[derive(Clone, Debug, Default)]
pub struct NameQuestions {
    /// Whether a file has them; as [`identity`] gives them.
    files: BTreeSet<String>,
    /// Whether somebody told them from something.
    apart: BTreeSet<String>,
}

/// What one article asked, and the answers it got.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    names: Numbers,
    /// The names with a file, in order.
    found: Vec<(usize, RelPath)>,
    apart: Numbers,
}

impl<'a> Names<'a> {
    /// Nothing is asked yet.
    pub fn new(authority: &'a Authority<'a>) -> Self {
        Self { authority, questions: RefCell::default() }
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let name = identity(name, self.authority.lexicon);
        let found = self.authority.names.get(&name).copied();
        self.questions.borrow_mut().files.insert(name);
        found
    }

    pub(super) fn are_apart(&self, name: &str, key: &Key) -> bool {
        let questions = &mut *self.questions.borrow_mut();
        if !questions.apart.contains(name) {
            questions.apart.insert(name.to_owned());
        }
        self.authority.apart.are(name, key, self.authority.lexicon)
    }

    /// All that was asked.
    pub fn questions(self) -> NameQuestions {
        self.questions.into_inner()
    }
}

impl Asked {
    /// The questions of an article, with their answers.
    pub fn answered(asked: &NameQuestions, authority: &Authority<'_>, texts: &mut Texts) -> Self {
        let mut numbers: Vec<(usize, &String)> = asked.files.iter().map(|name| (texts.number(name), name)).collect();
        numbers.sort_unstable();
        let found = numbers.iter().filter_map(|(number, name)| Some((*number, authority.file(*authority.names.get(*name)?)?.clone())));
        let apart: BTreeSet<usize> = asked.apart.iter().map(|name| texts.number(name)).collect();
        Self { found: found.collect(), apart: Numbers::rising(apart), names: Numbers::rising(numbers.iter().map(|(number, _)| *number)) }
    }

    /// The names it asked to be told from something, by their numbers.
    pub fn apart(&self) -> impl Iterator<Item = usize> {
        self.apart.risen()
    }

    /// Whether people's names, as [`Authority::answers`] has them, still answer the same.
    pub fn hold(&self, answers: &BTreeMap<usize, &RelPath>) -> bool {
        if answers.is_empty() {
            return self.found.is_empty();
        }
        let now = self.names.risen().filter_map(|name| answers.get(&name).map(|file| (name, *file)));
        now.eq(self.found.iter().map(|(name, file)| (*name, file)))
    }
}
