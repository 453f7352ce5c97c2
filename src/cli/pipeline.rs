//! The whole way: seeds, content, archive, site. Joins the two wings and the disk; knows no rule of its own.

use super::args::Build;
use super::console::Console;
use super::layout::Summary;
use super::root::Root;
use crate::base::report::{Report, Severity};
use crate::disk::read::{self, Dots};
use crate::disk::write;
use crate::intake;

/// What an import came to.
#[derive(Debug, Default)]
pub(super) struct Imported {
    /// Problems.
    pub(super) report: Report,
    /// Seeds that were read.
    pub(super) seeds: usize,
    /// Articles that were made.
    pub(super) created: usize,
    /// Articles that were changed.
    pub(super) updated: usize,
    /// Whether the disk refused something.
    pub(super) refused: bool,
}

/// Reads `seeds/` and writes what becomes of them into `content/`.
pub(super) fn import(root: &Root, console: &Console) -> Imported {
    let (seeds, mut report) = read::tree(&root.path, "seeds", Dots::Skip);
    let (content, problems) = read::tree(&root.path, "content", Dots::Findings);
    report.extend(problems);
    let outcome = intake::run(&intake::Input { seeds: &seeds, content: &content, settings: &root.settings });
    report.extend(outcome.report);
    let applied = write::apply(&root.path, &content, &outcome.changes);
    report.extend(applied.report);
    for failure in &applied.failures {
        report.push(failure.diagnostic());
    }
    if let Some(folder) = applied.undo {
        console.detail(&format!("what was overwritten in `content/` is kept in `{folder}`"));
    }
    Imported { report, seeds: outcome.seeds, created: outcome.created, updated: outcome.updated, refused: !applied.failures.is_empty() }
}

/// What a build came to.
#[derive(Debug)]
pub(super) struct Built {
    /// Problems, in the order they are shown.
    pub(super) report: Report,
    /// The counts.
    pub(super) summary: Summary,
    /// Whether the disk refused something.
    pub(super) refused: bool,
}

/// Imports unless told otherwise, then makes the site.
pub(super) fn build(root: &Root, options: &Build, console: &Console) -> Built {
    let imported = if options.no_import { Imported::default() } else { import(root, console) };
    let report = imported.report.sorted();
    let summary = Summary {
        changed: imported.created + imported.updated,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        ..Summary::default()
    };
    Built { report, summary, refused: imported.refused }
}
