//! “Not the same”, as people say it by `distinct_from` in an entity's file.

use super::identity::{identity, with_country};
use super::{Key, Lexicon, OwnedName};
use crate::base::fingerprint::{Fingerprint, Parts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Names that are never one.
#[derive(Debug, Default)]
pub(super) struct Apart {
    /// Both ways round, as [`identity`] gives them.
    pairs: BTreeSet<(String, String)>,
    /// The names of each file, in the order of the list.
    names: Vec<Vec<String>>,
}

/// What “not the same” stood on in one import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    print: Fingerprint,
    /// As [`identity`] gives them.
    names: BTreeSet<String>,
}

impl Ground {
    /// The names about which this and another ground may say different things; as [`identity`] gives them.
    pub(super) fn doubtful<'g>(&'g self, other: &'g Self) -> BTreeSet<&'g str> {
        if self.print == other.print { BTreeSet::new() } else { self.names.iter().chain(&other.names).map(String::as_str).collect() }
    }
}

impl Apart {
    pub(super) fn new(owned: &[OwnedName], lexicon: &Lexicon) -> Self {
        let mut apart = Self::default();
        for owned in owned {
            let matter = &owned.names;
            let others: Vec<String> = matter.distinct_from.iter().map(|name| identity(name, lexicon)).collect();
            let names = matter.all();
            let names: Vec<String> = names.map(|name| identity(name, lexicon)).filter(|name| !others.contains(name)).collect();
            for own in &names {
                for other in &others {
                    apart.pairs.insert((own.clone(), other.clone()));
                    apart.pairs.insert((other.clone(), own.clone()));
                }
            }
            apart.names.push(names);
        }
        apart
    }

    /// What has to be the same for all answers to be, and the names about which any was ever said: about others the answer is always no.
    pub(super) fn ground(&self) -> Ground {
        let mut parts = Parts::default();
        if !self.pairs.is_empty() {
            parts.debug(&self.pairs).debug(&self.names);
        }
        Ground { print: parts.done(), names: self.pairs.iter().map(|(name, _)| name.clone()).collect() }
    }

    /// Whether a person said that this name is not what the key stands for.
    pub(super) fn are(&self, name: &str, key: &Key, lexicon: &Lexicon) -> bool {
        if self.pairs.is_empty() {
            return false;
        }
        let name = identity(name, lexicon);
        let with = |other: &String| self.pairs.contains(&(name.clone(), other.clone()));
        match key {
            Key::Owned(index) => self.names.get(*index).is_some_and(|names| names.iter().any(with)),
            Key::Listed(row) => with(&identity(lexicon.organisations.rows[*row].name, lexicon)),
            Key::Named(other, country) => {
                with(other) || country.is_some() && with(&identity(&with_country(other, country.as_deref(), lexicon), lexicon))
            }
        }
    }
}
