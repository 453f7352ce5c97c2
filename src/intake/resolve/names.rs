//! The names that people decided on in `content/organisations/`, and what one article asked about them.

use super::apart::Apart;
use super::identity::identity;
use super::{Key, Lexicon, OwnedName};
use crate::base::fingerprint::Fingerprint;
use crate::base::path::RelPath;
use crate::intake::memory::{Numbers, Texts};
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

    /// Differs when what people said is not the same may be otherwise.
    pub fn apart_print(&self) -> Fingerprint {
        self.apart.print()
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
    asked: RefCell<BTreeSet<String>>,
}

/// What one article asked, and the answers it got.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    names: Numbers,
    /// The names with a file, in order.
    found: Vec<(usize, RelPath)>,
}

impl<'a> Names<'a> {
    /// Nothing is asked yet.
    pub fn new(authority: &'a Authority<'a>) -> Self {
        Self { authority, asked: RefCell::default() }
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let name = identity(name, self.authority.lexicon);
        let found = self.authority.names.get(&name).copied();
        self.asked.borrow_mut().insert(name);
        found
    }

    pub(super) fn are_apart(&self, name: &str, key: &Key) -> bool {
        self.authority.apart.are(name, key, self.authority.lexicon)
    }

    /// All that was asked.
    pub fn asked(self) -> BTreeSet<String> {
        self.asked.into_inner()
    }
}

impl Asked {
    /// The questions of an article, with their answers.
    pub fn answered(asked: &BTreeSet<String>, authority: &Authority<'_>, texts: &mut Texts) -> Self {
        let mut numbers: Vec<(usize, &String)> = asked.iter().map(|name| (texts.number(name), name)).collect();
        numbers.sort_unstable();
        let found = numbers.iter().filter_map(|(number, name)| Some((*number, authority.file(*authority.names.get(*name)?)?.clone())));
        Self { found: found.collect(), names: Numbers::rising(numbers.iter().map(|(number, _)| *number)) }
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
