//! Floor 2, left wing: seeds become changes to `content/`. Imports nothing of the archive's wing.
//!
//! [`run_again`] reads as the list of its stages: read, gather, extract, resolve, settle, merge. Start reading there; what is not done again the
//! second time, [`memory`] says.

pub mod document;
pub mod draft;
pub mod extract;
pub mod first;
pub mod front;
pub mod markdown;
pub mod memory;
pub mod merge;
pub mod owned;
pub mod phrases;
pub mod reader;
pub mod resolve;
mod run;
pub mod settle;
pub mod survey;
pub mod token;
#[cfg(test)]
pub mod trial;

use self::memory::{Memory, Still};
use crate::base::files::Files;
use crate::base::path::RelPath;
use crate::base::report::Report;
use crate::base::tree::{Change, Tree};
use crate::lexicon::Lexicon;

/// What a run reads.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Files below `seeds/`, with paths from the archive's root (`seeds/001.txt`).
    pub seeds: &'a dyn Files,
    /// Files below `content/`, with paths from the archive's root, sidecars included.
    pub content: &'a dyn Files,
    /// The word lists: ours, or an archive's own before ours.
    pub lexicon: &'a Lexicon,
}

/// What a run gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Files of `content/` to write. Deleted are only notes whose article was renamed, when they move to its new name.
    pub changes: Vec<Change>,
    /// Files among the changes that a person had touched: their old bytes are worth keeping.
    pub touched: Vec<RelPath>,
    /// Problems.
    pub report: Report,
    /// How many seeds there are.
    pub seeds: usize,
    /// Articles that were made.
    pub created: usize,
    /// Articles that were changed.
    pub updated: usize,
    /// When nothing was left to do.
    pub still: Option<Still>,
}

/// Reads all seeds, extracts, settles, and merges with what people own.
pub fn run(input: &Input<'_>) -> Outcome {
    let (mut changes, mut touched) = (Vec::new(), Vec::new());
    let (outcome, _) = run_again(input, Memory::default(), &mut |batch| {
        changes.extend(batch.changes);
        touched.extend(batch.touched);
    });
    Outcome { changes, touched, ..outcome }
}

/// Some of the changes of a run.
#[derive(Debug, Default)]
pub struct Batch {
    /// Files to write; see [`Outcome::changes`].
    pub changes: Vec<Change>,
    /// Files among them that a person had touched.
    pub touched: Vec<RelPath>,
    /// What the files among them held when the changes were worked out; a file that was not there is not here, either.
    pub before: Tree,
}

/// Like [`run`], but does only what has to be done after an earlier run, and hands the changes on while it works, so that they need not all be held
/// at once; the outcome has none. With the memory of another program or of other word lists it goes wrong.
///
/// Each seed is read up to three times: for what the archive knows together, for its facts, and for its page. Only what is small stays from one
/// reading to the next (what its blocks are, its acronyms, its language: most of the work of reading); [`BATCH`] seeds are held as a whole.
pub fn run_again(input: &Input<'_>, before: Memory, put: &mut dyn FnMut(Batch)) -> (Outcome, Memory) {
    run::run(input, before, put)
}

/// How many seeds are held as a whole at one time.
const BATCH: usize = 256;
