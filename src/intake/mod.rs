//! Floor 2, left wing: seeds become changes to `content/`. Imports nothing of the archive's wing.

pub mod draft;
pub mod extract;

use crate::base::report::Report;
use crate::base::tree::{Change, Tree};
use crate::config::Settings;

/// What a run reads.
#[derive(Debug)]
pub struct Input<'a> {
    /// Files below `seeds/`, with paths from the archive's root (`seeds/001.txt`).
    pub seeds: &'a Tree,
    /// Files below `content/`, with paths from the archive's root, sidecars included.
    pub content: &'a Tree,
    /// The archive's settings.
    pub settings: &'a Settings,
}

/// What a run gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Files of `content/` to write. Never a deletion.
    pub changes: Vec<Change>,
    /// Problems.
    pub report: Report,
    /// How many seeds were read.
    pub seeds: usize,
    /// Articles that were made.
    pub created: usize,
    /// Articles that were changed.
    pub updated: usize,
}

/// Reads all seeds, extracts, settles, and merges with what people own.
pub fn run(_input: &Input<'_>) -> Outcome {
    Outcome::default()
}
