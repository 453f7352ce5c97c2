//! The whole way: seeds, content, archive, site. Joins the two wings and the disk; knows no rule of its own.

use super::Stop;
use super::args::Build;
use super::console::Console;
use super::content::Content;
use super::layout::Summary;
use super::root::{Root, SOURCES};
use crate::archive::{self, Archive};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Report, Severity};
use crate::base::tree::{Digest, Tree};
use crate::content::article::Article;
use crate::content::entity::Entity;
use crate::disk::output::Output;
use crate::disk::read::{self, Dots};
use crate::disk::write;
use crate::intake;
use crate::lexicon::Lexicon;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::panic::catch_unwind;
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
    let (seeds, mut report) = read::tree(&root.path, "seeds", Dots::Skip);
    let (content, problems) = read::tree(&root.path, "content", Dots::Findings);
    report.extend(problems);
    let outcome = take_in(root, &seeds, &content);
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

/// What becomes of the seeds. A mistake of ours there costs the import, not the site.
fn take_in(root: &Root, seeds: &Tree, content: &Tree) -> intake::Outcome {
    let input = intake::Input { seeds, content, settings: &root.settings };
    catch_unwind(|| intake::run(&input)).unwrap_or_else(|_| {
        let problem = Diagnostic::error("internal", "the seeds could not be imported because of a mistake in Dateline");
        let help = "please report it, with the seeds; `--no-import` builds the site without them";
        intake::Outcome { report: Report { diagnostics: vec![problem.help(help)] }, ..intake::Outcome::default() }
    })
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

/// Everything in its place. Drafts are part of it when they are asked for.
pub(super) fn arrange(root: &Root, content: &Content, drafts: bool) -> (Archive, Report) {
    let articles = content.articles.iter().filter(|article| drafts || !article.matter.draft).cloned().collect();
    let of_articles = content.notes.iter().filter(|(path, _)| path.as_str().starts_with("content/articles/"));
    let notes = of_articles.map(|(path, notes)| (path.stem().to_owned(), notes.clone())).collect();
    Archive::arrange(articles, content.entities.clone(), notes, &root.settings, Lexicon::built_in())
}

/// Takes the files of a site, from many threads: a path and its bytes, or `None` when it could not be made and its last good version shall stay.
type Put<'p> = &'p (dyn Fn(&RelPath, Option<Vec<u8>>) + Sync);

/// Makes every file of the site and hands each to `put`, no path twice but for those that are put again after a `None`.
fn make(sources: &Sources, content: &Content, put: Put<'_>) {
    for broken in &content.broken {
        for path in last_good(broken) {
            put(&path, None);
        }
    }
    for (path, bytes) in &sources.assets {
        if let Some(path) = path.as_str().strip_prefix("static/").and_then(|path| RelPath::new(path).ok()) {
            put(&path, Some(bytes.clone()));
        }
    }
}

/// The files of the site a broken file of `content/` had when it was whole.
fn last_good(broken: &RelPath) -> Vec<RelPath> {
    let Some(folder) = broken.folder().strip_prefix("content/") else { return Vec::new() };
    let folder = if folder == "pages" { String::new() } else { format!("{folder}/") };
    let stem = broken.stem();
    let ends = [".html", "/index.html", ".md", ".bib", ".ris"];
    ends.iter().filter_map(|end| RelPath::new(format!("{folder}{stem}{end}")).ok()).collect()
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
    let content = Content::read(&sources.content);
    let mut report = imported.report;
    report.extend(sources.report.clone());
    report.extend(content.report.clone());
    prove(&sources, &content, &output)?;
    let refused = Mutex::new(Vec::new());
    make(&sources, &content, &|path, bytes| match bytes {
        Some(bytes) => refused.lock().unwrap_or_else(PoisonError::into_inner).extend(output.put(path, &bytes).err()),
        None => output.keep(path),
    });
    let mut failures = refused.into_inner().unwrap_or_else(PoisonError::into_inner);
    let finished = output.finish();
    report.extend(finished.report);
    failures.extend(finished.failures);
    report.diagnostics.extend(failures.iter().map(crate::disk::DiskError::diagnostic));
    let report = report.sorted();
    let summary = Summary {
        changed: imported.created + imported.updated,
        articles: content.articles.len(),
        written: finished.written,
        removed: finished.removed,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
    };
    Ok(Built { report, summary, refused: imported.refused || !failures.is_empty() })
}

/// Refuses an output folder with files that are not ours, unless they are exactly what would be written: then only the list was lost.
fn prove(sources: &Sources, content: &Content, output: &Output) -> Result<(), Stop> {
    if output.unproven().is_empty() {
        return Ok(());
    }
    let equal = Mutex::new(BTreeSet::new());
    make(sources, content, &|path, bytes| {
        if bytes.is_some_and(|bytes| output.holds(path, &bytes)) {
            equal.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        }
    });
    let equal = equal.into_inner().unwrap_or_else(PoisonError::into_inner);
    output.unproven().iter().find(|path| !equal.contains(*path)).map_or(Ok(()), |path| Err(Stop::usage(output.not_ours(path))))
}

/// What a preview remembers between two builds.
#[derive(Debug, Default)]
pub(super) struct Memory {
    sources: Option<Digest>,
    articles: BTreeMap<RelPath, Article>,
    entities: BTreeMap<RelPath, Entity>,
}

impl Memory {
    /// Makes the next build a build, whether or not a file changed.
    pub(super) fn forget(&mut self) {
        self.sources = None;
    }

    /// Puts the last good version in the place of each article and entity that is broken now, and remembers the others.
    fn mend(&mut self, content: &mut Content) {
        let broken = |path: &RelPath| content.broken.contains(path);
        self.articles.retain(|path, _| broken(path));
        self.entities.retain(|path, _| broken(path));
        let (articles, entities) = (self.articles.values().cloned(), self.entities.values().cloned());
        content.articles.extend(articles);
        content.entities.extend(entities);
        content.articles.sort_by(|a, b| a.path.cmp(&b.path));
        content.entities.sort_by(|a, b| a.path.cmp(&b.path));
        self.articles = content.articles.iter().map(|article| (article.path.clone(), article.clone())).collect();
        self.entities = content.entities.iter().map(|entity| (entity.path.clone(), entity.clone())).collect();
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
    let mut content = Content::read(&sources.content);
    memory.mend(&mut content);
    let mut report = imported.report;
    report.extend(sources.report.clone());
    report.extend(content.report.clone());
    let made = Mutex::new((Tree::new(), Vec::new()));
    make(&sources, &content, &|path, bytes| {
        let (files, failed) = &mut *made.lock().unwrap_or_else(PoisonError::into_inner);
        match bytes {
            Some(bytes) => {
                files.insert(path.clone(), bytes);
            }
            None => failed.push(path.clone()),
        }
    });
    let (files, failed) = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    let report = report.sorted();
    let summary = Summary {
        changed: imported.created + imported.updated,
        articles: content.articles.len(),
        written: files.len(),
        removed: 0,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
    };
    Some(Preview { files, failed, report, summary })
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
pub(super) fn check(root: &Root, drafts: bool) -> Checked {
    let (seeds, mut report) = read::tree(&root.path, "seeds", Dots::Skip);
    let sources = Sources::read(root);
    report.extend(take_in(root, &seeds, &sources.content).report);
    report.extend(sources.report.clone());
    let content = Content::read(&sources.content);
    report.extend(content.report.clone());
    let (archive, problems) = arrange(root, &content, drafts);
    report.extend(problems);
    report.extend(archive::check::check(&archive));
    let pages = AtomicUsize::new(0);
    make(&sources, &content, &|_, bytes| {
        pages.fetch_add(usize::from(bytes.is_some()), Ordering::Relaxed);
    });
    Checked { report: report.sorted(), articles: archive.articles.len(), pages: pages.into_inner() }
}
