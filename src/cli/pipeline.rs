//! The whole way: seeds, content, archive, site. Joins the two wings and the disk; knows no rule of its own.

use super::Stop;
use super::args::Build;
use super::cache::{self, Cache, Still};
use super::console::Console;
use super::content::Content;
use super::last_import;
use super::layout::Summary;
use super::library::Library;
use super::make::{Last, Made, Sources, Work};
use super::root::{Root, SOURCES};
use super::timings::Timings;
use crate::archive;
use crate::base::fingerprint::Parts;
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report, Severity};
use crate::base::tree::{Change, Tree};
use crate::disk::DiskError;
use crate::disk::folder::Folder;
use crate::disk::output::Output;
use crate::disk::read::{self, Dots};
use crate::disk::stamp::Stamp;
use crate::disk::write::Applied;
use crate::intake::{self, memory::Memory};
use crate::lexicon::Lexicon;
use indicatif::ProgressBar;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

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
    let tell = |change: &Change| {
        let done = if matches!(change, Change::Write(..)) { "wrote" } else { "removed" };
        console.detail(&format!("{done} {}", change.path()));
    };
    let (seeds, mut report) = Folder::look(&root.path, "seeds", Dots::Skip);
    // What cannot be read of `content/` is told by whoever reads it to make the site; an import alone tells what it comes upon itself.
    let (content, problems) = Folder::look(&root.path, "content", Dots::Findings);
    report.extend(problems);
    report.extend(root.lists.clone());
    if let Some(still) = last_import::still(root).filter(|still| still.holds(&seeds, &content)) {
        report.extend(still.report);
        return Imported { report, seeds: still.seeds, ..Imported::default() };
    }
    let input = intake::Input { seeds: &seeds, content: &content, lexicon: &root.lexicon };
    let mut applied = Applied::default();
    let (outcome, memory) = take_in_bit_by_bit(&input, last_import::memory(root), &mut |batch| {
        applied.more(&root.path, &batch.before, &batch.changes, &batch.touched);
        batch.changes.iter().for_each(tell);
    });
    report.extend(outcome.report);
    report.extend(applied.report);
    report.diagnostics.extend(applied.failures.iter().map(DiskError::diagnostic));
    if let Some(folder) = applied.undo {
        console.detail(&format!("what was overwritten in `content/` is kept in `{folder}`"));
    }
    last_import::write(root, memory.as_ref(), outcome.still.as_ref());
    Imported { report, seeds: outcome.seeds, created: outcome.created, updated: outcome.updated, refused: !applied.failures.is_empty() }
}

/// What becomes of the seeds.
pub(super) fn take_in(seeds: &Tree, content: &Tree, lexicon: &Lexicon) -> intake::Outcome {
    let (mut changes, mut touched) = (Vec::new(), Vec::new());
    let input = intake::Input { seeds, content, lexicon };
    let (outcome, _) = take_in_bit_by_bit(&input, Memory::default(), &mut |batch| {
        changes.extend(batch.changes);
        touched.extend(batch.touched);
    });
    intake::Outcome { changes, touched, ..outcome }
}

/// A mistake of ours there costs the import, and what it knew, not the site.
fn take_in_bit_by_bit(input: &intake::Input<'_>, before: Memory, put: &mut dyn FnMut(intake::Batch)) -> (intake::Outcome, Option<Memory>) {
    let run = catch_unwind(AssertUnwindSafe(|| intake::run_again(input, before, put)));
    run.map_or_else(
        |_| {
            let problem = Diagnostic::error("internal", "the seeds could not be imported because of a mistake in Dateline");
            let help = "please report it, with the seeds; `--no-import` builds the site without them";
            (intake::Outcome { report: Report { diagnostics: vec![problem.help(help)] }, ..intake::Outcome::default() }, None)
        },
        |(outcome, memory)| (outcome, Some(memory)),
    )
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
pub(super) fn build(root: &Root, options: &Build, drafts: bool, timings: &Timings, console: &Console) -> Result<Built, Stop> {
    timings.phase("seeing what changed");
    let switches = Parts::default().flag(drafts).flag(options.no_import).done();
    let found = cache::sources(root);
    if !options.full
        && !options.verify
        && let Some(still) = Still::read(root, switches, &found)
    {
        return Ok(Built::nothing_to_do(still));
    }
    let home = std::env::home_dir();
    let mut output = Output::open(&root.path, &root.output, home.as_deref(), SOURCES, options.adopt).map_err(Stop::usage)?;
    timings.phase("importing seeds");
    let imported = if options.no_import { Imported::default() } else { import(root, console) };
    timings.phase("reading content");
    let sources = Sources::read(root);
    let content = Library::read(&root.path);
    timings.phase("putting in order");
    let work = Work::new(root, &sources, &content, drafts);
    drop(content);
    prove(root, &work, &output)?;
    let before = if options.full { Cache::default() } else { Cache::read(root) };
    output.trust(&before.folders);
    let output = output;
    let told = Mutex::new((Vec::new(), BTreeMap::new(), Vec::new()));
    let put = |path: &RelPath, bytes: &[u8]| {
        let put = output.put(path, bytes);
        let (failures, stamps, _) = &mut *told.lock().unwrap_or_else(PoisonError::into_inner);
        match put {
            Ok(Some(stamp)) => stamps.insert(path.clone(), stamp).is_none(),
            Ok(None) => false,
            Err(failure) => {
                failures.push(failure);
                false
            }
        }
    };
    let untouched = |path: &RelPath, number: usize| {
        let Some(stamp) = before.stamps.get(number).copied() else { return false };
        if options.verify {
            let (_, _, would_hold) = &mut *told.lock().unwrap_or_else(PoisonError::into_inner);
            would_hold.push((path.clone(), stamp));
            return false;
        }
        output.keep_untouched(path, stamp)
    };
    let last = Last { ledger: &before.ledger, run: cache::run_print(root), untouched: &untouched, timings };
    let (made, ledger) = work.make_changed(root, &console.progress("making pages"), Some(&last), &|path, made| match made {
        Made::Whole(bytes) => put(path, &bytes),
        Made::Broken(Some(stand_in)) if !output.has(path) => put(path, &stand_in),
        Made::Broken(_) => {
            output.keep(path);
            false
        }
    });
    let (mut failures, stamps, would_hold) = told.into_inner().unwrap_or_else(PoisonError::into_inner);
    timings.phase("listing and removing files");
    let finished = output.finish();
    timings.phase("remembering it for the next build");
    let cache = before.after(ledger, &stamps, &root.output);
    failures.extend(cache.write(root).err());
    let everything_made = failures.is_empty();
    let verified = verified(&would_hold, &root.output);
    failures.extend(finished.failures);
    let mut report = imported.report;
    for more in [work.report, made, finished.report, verified] {
        report.extend(more);
    }
    report.diagnostics.extend(failures.iter().map(DiskError::diagnostic));
    let report = report.sorted();
    let summary = Summary {
        articles: work.archive.articles.len(),
        changed: imported.created + imported.updated,
        written: finished.written,
        removed: finished.removed,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
    };
    let refused = imported.refused || !failures.is_empty();
    if everything_made && !refused {
        // Without it the next build only takes longer; and where the disk refuses, more important files told so.
        let _ = Still::write(root, switches, found.print, &cache, &report, summary.articles);
    }
    Ok(Built { report, summary, refused })
}

impl Built {
    fn nothing_to_do(still: Still) -> Self {
        let report = still.report;
        let summary = Summary {
            articles: still.articles,
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            ..Summary::default()
        };
        Self { report, summary, refused: false }
    }
}

/// What `--verify` tells: pages that would have been kept, and are others now that they were made.
fn verified(would_hold: &[(RelPath, Stamp)], output: &Path) -> Report {
    let mut report = Report::default();
    for (path, stamp) in would_hold {
        if Some(*stamp) != Stamp::of(&output.join(path.as_str())) {
            let problem = Diagnostic::error("cache-wrong", format!("`{path}` would have been kept, and had to be another"));
            report.push(problem.at(Place::file(path.as_str())).help("please report it; what is in the folder now is right"));
        }
    }
    report
}

/// Refuses an output folder with files that are not ours, unless they are exactly what would be written: then only the list was lost.
fn prove(root: &Root, work: &Work<'_>, output: &Output) -> Result<(), Stop> {
    if output.unproven().is_empty() {
        return Ok(());
    }
    let equal = Mutex::new(BTreeSet::new());
    work.make(root, &ProgressBar::hidden(), &|path, made| {
        if matches!(made, Made::Whole(bytes) if output.holds(path, &bytes)) {
            equal.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        }
    });
    let equal = equal.into_inner().unwrap_or_else(PoisonError::into_inner);
    output.unproven().iter().find(|path| !equal.contains(*path)).map_or(Ok(()), |path| Err(Stop::usage(output.not_ours(path))))
}

/// What a look at everything came to.
#[derive(Debug)]
pub(super) struct Checked {
    /// Problems, in the order they are shown.
    pub(super) report: Report,
    /// Articles of the site.
    pub(super) articles: usize,
    /// Files the site would have.
    pub(super) pages: usize,
}

/// Imports and makes everything without writing it, and looks at the result.
pub(super) fn check(root: &Root, drafts: bool, console: &Console) -> Checked {
    let (seeds, mut report) = read::tree(&root.path, "seeds", Dots::Skip);
    let sources = Sources::read(root);
    let (tree, problems) = read::tree(&root.path, "content", Dots::Findings);
    report.extend(problems);
    report.extend(take_in(&seeds, &tree, &root.lexicon).report);
    let content = Content::read(&tree);
    let work = Work::new(root, &sources, &content, drafts);
    let pages = AtomicUsize::new(0);
    let made = work.make(root, &console.progress("checking pages"), &|_, made| {
        pages.fetch_add(usize::from(matches!(made, Made::Whole(_))), Ordering::Relaxed);
    });
    report.extend(archive::check::check(&work.archive, &root.lexicon));
    report.extend(work.check_links(root));
    report.extend(work.report);
    report.extend(made);
    Checked { report: report.sorted(), articles: work.archive.articles.len(), pages: pages.into_inner() }
}
