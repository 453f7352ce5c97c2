//! What one import leaves to the next, so that a seed nobody touched costs a look at its name, size and time.
//!
//! An import is a pure function of the seeds, of `content/` and of the word lists; with a [`Memory`] it gives what it would give without one.
//! Nothing in it is trusted because it is there: a file counts as untouched when its mark says so (see [`Files::mark`]) or else its bytes do, and
//! what was concluded from a seed stands while everything it was concluded from is the same. That is, stage by stage:
//!
//! | what | depends, across seeds, on | so that it stands while |
//! |---|---|---|
//! | reading: blocks, acronyms, language, words | nothing | path and bytes are the same |
//! | the tables ([`Share`] of every seed) | all seeds | made anew each time, from the shares |
//! | extraction: facts, [`Candidates`] | the tables: which words are common, what acronyms mean | all it asked is [answered](Answers::hold) the same |
//! | which organisation each mention is | the same, names people decided, “not the same” | these are answered the same, too; who asked about a name of which “not the same” was said is asked again when any of it is new |
//! | the organisations, with one name each | what all seeds [say](Written), the files of organisations | made anew each time |
//! | key phrases | the candidates of all seeds, and what was decided before | made anew each time |
//! | a draft | names and acronyms of its organisations, its phrases with label and rarity | their prints are the same |
//! | which file is whose | names of all files, seeds that articles and notes name, digests of all seeds | made anew each time, from [`Seen`] |
//! | the merge | the draft, the page, the notes on it, what lies beside it | the draft stands, no file was touched, and nothing had to be told |
//! | lost and doubled seeds | digests of all seeds and texts | looked for anew each time |
//!
//! What stands is skipped, for a merge that is made twice changes nothing the second time; all the rest goes the way every seed goes.

mod numbers;
mod texts;

pub use self::numbers::Numbers;
pub use self::texts::Texts;

use super::owned::{Entity, Fact, Seen};
use super::phrases::Candidates;
use super::resolve::{AskedNames, Ground, Written};
use super::survey::asked::Answers;
use super::survey::tables::Share;
use crate::base::files::Files;
use crate::base::fingerprint::{Fingerprint, Parts};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Report};
use crate::base::tree::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an import knows when it is done. Only for the same program and the same word lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    pub(super) texts: Texts,
    pub(super) seeds: BTreeMap<RelPath, Remembered>,
    pub(super) content: BTreeMap<RelPath, Seen>,
    pub(super) entities: BTreeMap<RelPath, Entity>,
    pub(super) apart: Ground,
}

/// An import after which nothing was left to do: while nobody touches a file, the next one has nothing to do, either.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Still {
    marks: Fingerprint,
    /// What was told.
    pub report: Report,
    /// How many seeds there are.
    pub seeds: usize,
}

impl Still {
    /// None where the files say nothing about whether they were touched.
    pub(super) fn new(seeds: &dyn Files, content: &dyn Files, report: &Report, count: usize) -> Option<Self> {
        Some(Self { marks: marks(seeds, content)?, report: report.clone(), seeds: count })
    }

    /// Whether all files an import looks at lie as they did.
    pub fn holds(&self, seeds: &dyn Files, content: &dyn Files) -> bool {
        marks(seeds, content) == Some(self.marks)
    }
}

/// Stands for all files an import looks at; none when one of them has no mark.
fn marks(seeds: &dyn Files, content: &dyn Files) -> Option<Fingerprint> {
    let mut parts = Parts::default();
    for path in seeds.paths() {
        parts.text(path.as_str()).print(seeds.mark(path)?);
    }
    for path in content.paths().filter(|path| Fact::concerns(path)) {
        parts.text(path.as_str()).print(content.mark(path)?);
    }
    Some(parts.done())
}

/// What is kept of a seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    pub(super) mark: Option<Fingerprint>,
    pub(super) digest: Digest,
    /// What reading it told.
    pub(super) problems: Vec<Diagnostic>,
    /// None for one that is no article.
    pub(super) read: Option<Read>,
}

/// What is kept of an article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Of its words.
    pub(super) text: Fingerprint,
    pub(super) share: Share,
    pub(super) found: Option<Found>,
}

/// What is kept of what was found in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub(super) answers: Answers,
    pub(super) names: AskedNames,
    pub(super) said: Vec<Written>,
    pub(super) candidates: Candidates,
    pub(super) settled: Option<Settled>,
}

/// Where an article's draft went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    pub(super) page: RelPath,
    pub(super) of: MadeOf,
}

/// What a draft is made of besides its own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeOf {
    pub(super) organisations: Fingerprint,
    pub(super) phrases: Fingerprint,
}
