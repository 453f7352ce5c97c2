//! The whole way: seeds, content, archive, site. Joins the two wings and the disk; knows no rule of its own.

use super::Stop;
use super::args::Build;
use super::console::Console;
use super::layout::Summary;
use super::root::{Root, SOURCES};
use crate::base::path::RelPath;
use crate::base::report::{Report, Severity};
use crate::base::tree::{Digest, Tree};
use crate::disk::output::Output;
use crate::disk::read::{self, Dots};
use crate::disk::write;
use crate::intake;
use std::collections::BTreeSet;
use std::fmt::Write as _;

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

/// The files a site is made of.
#[derive(Debug)]
struct Sources {
    content: Tree,
    theme: Tree,
    assets: Tree,
    report: Report,
}

impl Sources {
    fn read(root: &Root) -> Self {
        let (content, mut report) = read::tree(&root.path, "content", Dots::Findings);
        let (theme, problems) = read::tree(&root.path, "theme", Dots::Skip);
        report.extend(problems);
        let (assets, problems) = read::tree(&root.path, "static", Dots::Keep);
        report.extend(problems);
        Self { content, theme, assets, report }
    }

    /// Changes when any of the files, the settings or what could not be read changes.
    fn digest(&self, root: &Root) -> Digest {
        let mut all = format!("{:?}\n{:?}\n", root.settings, self.report);
        for (path, bytes) in self.content.iter().chain(&self.theme).chain(&self.assets) {
            let _ = writeln!(all, "{path}\0{}", Digest::of(bytes));
        }
        Digest::of(all)
    }
}

/// One file of the site, or the news that it could not be made.
type Made = (RelPath, Option<Vec<u8>>);

/// Makes every file of the site and hands each to `put`. Files of `static/` come first: a person's own file wins.
fn make(sources: &Sources, put: &mut dyn FnMut(Made)) {
    for (path, bytes) in &sources.assets {
        if let Some(path) = path.as_str().strip_prefix("static/").and_then(|path| RelPath::new(path).ok()) {
            put((path, Some(bytes.clone())));
        }
    }
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

/// Imports unless told otherwise, then makes the site and writes it.
pub(super) fn build(root: &Root, options: &Build, console: &Console) -> Result<Built, Stop> {
    let home = std::env::home_dir();
    let output = Output::open(&root.path, &root.output, home.as_deref(), SOURCES, options.adopt).map_err(Stop::usage)?;
    let imported = if options.no_import { Imported::default() } else { import(root, console) };
    let sources = Sources::read(root);
    let mut report = imported.report;
    report.extend(sources.report.clone());
    prove(&sources, &output)?;
    let mut failures = Vec::new();
    make(&sources, &mut |(path, bytes)| match bytes {
        Some(bytes) => failures.extend(output.put(&path, &bytes).err()),
        None => output.keep(&path),
    });
    let finished = output.finish();
    report.extend(finished.report);
    failures.extend(finished.failures);
    report.diagnostics.extend(failures.iter().map(crate::disk::DiskError::diagnostic));
    let report = report.sorted();
    let summary = Summary {
        changed: imported.created + imported.updated,
        written: finished.written,
        removed: finished.removed,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        ..Summary::default()
    };
    Ok(Built { report, summary, refused: imported.refused || !failures.is_empty() })
}

/// Refuses an output folder with files that are not ours, unless they are exactly what would be written: then only the list was lost.
fn prove(sources: &Sources, output: &Output) -> Result<(), Stop> {
    if output.unproven().is_empty() {
        return Ok(());
    }
    let mut equal = BTreeSet::new();
    make(sources, &mut |(path, bytes)| {
        if bytes.is_some_and(|bytes| output.holds(&path, &bytes)) {
            equal.insert(path);
        }
    });
    output.unproven().iter().find(|path| !equal.contains(*path)).map_or(Ok(()), |path| Err(Stop::usage(output.not_ours(path))))
}

/// What a preview remembers between two builds.
#[derive(Debug, Default)]
pub(super) struct Memory {
    sources: Option<Digest>,
}

impl Memory {
    /// Makes the next build a build, whether or not a file changed.
    pub(super) fn forget(&mut self) {
        self.sources = None;
    }
}

/// A site in memory.
#[derive(Debug)]
pub(super) struct Preview {
    /// Its files.
    pub(super) files: Tree,
    /// Files that could not be made.
    pub(super) failed: Vec<RelPath>,
    /// Problems, in the order they are shown.
    pub(super) report: Report,
    /// The counts.
    pub(super) summary: Summary,
}

/// Makes the site in memory; `None` when nothing changed since the last time.
pub(super) fn preview(root: &Root, _drafts: bool, import_first: bool, memory: &mut Memory, console: &Console) -> Option<Preview> {
    let imported = if import_first { import(root, console) } else { Imported::default() };
    let sources = Sources::read(root);
    let digest = sources.digest(root);
    if memory.sources.replace(digest) == Some(digest) {
        return None;
    }
    let mut report = imported.report;
    report.extend(sources.report.clone());
    let (mut files, mut failed) = (Tree::new(), Vec::new());
    make(&sources, &mut |(path, bytes)| match bytes {
        Some(bytes) => {
            files.insert(path, bytes);
        }
        None => failed.push(path),
    });
    let report = report.sorted();
    let summary = Summary {
        changed: imported.created + imported.updated,
        written: files.len(),
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        ..Summary::default()
    };
    Some(Preview { files, failed, report, summary })
}
