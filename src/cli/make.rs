//! From files to the site's files, in memory: read, arrange, plan, render. Where they go is for the caller to say.

use super::content::{Content, our_mistake};
use super::root::Root;
use super::timings::Timings;
use crate::archive::watch::{Pool, Seen, watching};
use crate::archive::{self, Archive};
use crate::base::fingerprint::Fingerprint;
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Report};
use crate::base::tree::Tree;
use crate::disk::read::{self, Dots};
use crate::edition::cells::Cells;
use crate::edition::ledger::{Comparison, Entry, Ledger};
use crate::edition::{self, Edition, PageSpec, Theme};
use indicatif::ProgressBar;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The files a site is made of besides `content/`, as they lie on disk.
#[derive(Debug)]
pub(super) struct Sources {
    pub(super) theme: Tree,
    pub(super) assets: Tree,
    pub(super) report: Report,
}

impl Sources {
    pub(super) fn read(root: &Root) -> Self {
        let (theme, mut report) = read::tree(&root.path, "theme", Dots::Skip);
        let (assets, problems) = read::tree(&root.path, "static", Dots::Keep);
        report.extend(problems);
        Self { theme, assets, report }
    }
}

/// Everything in its place. Drafts are part of it when they are asked for.
pub(super) fn arrange(root: &Root, content: &Content, drafts: bool) -> (Archive, Report) {
    let articles = content.articles.iter().filter(|article| drafts || !article.matter.draft).cloned().collect();
    let of_articles = content.notes.iter().filter(|(path, _)| path.as_str().starts_with("content/articles/"));
    let notes = of_articles.map(|(path, notes)| (path.stem().to_owned(), notes.clone())).collect();
    Archive::arrange(articles, content.entities.clone(), notes, &root.settings, &root.lexicon)
}

/// What is ready to be made into files.
#[derive(Debug)]
pub(super) struct Work<'w> {
    sources: &'w Sources,
    /// Files of `content/` that could not be read.
    broken: Vec<RelPath>,
    pub(super) archive: Archive,
    pub(super) theme: Theme,
    /// Whether the built-in templates stand in for the archive's own.
    pub(super) stand_in: bool,
    /// What is wrong so far.
    pub(super) report: Report,
}

/// The last build, for the next to hold against.
pub(super) struct Last<'l> {
    /// What its pages looked at.
    pub(super) ledger: &'l Ledger,
    /// Stands for program and settings.
    pub(super) run: Fingerprint,
    /// Whether a file of the site, with its number in the ledger, lies as it was written.
    pub(super) untouched: &'l (dyn Fn(&RelPath, usize) -> bool + Sync),
    /// What takes how long.
    pub(super) timings: &'l Timings,
}

/// What became of one page.
enum Done<'p> {
    /// It stands on the site.
    Stands(Entry<'p>),
    /// It was made and cannot be relied on, or it was not made.
    Failed(Option<Diagnostic>),
}

/// What became of one file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// It is these bytes.
    Whole(Vec<u8>),
    /// It could not be made as it should be, and its last good version shall stay; where there is none, perhaps these bytes stand in.
    Broken(Option<Vec<u8>>),
}

impl<'w> Work<'w> {
    pub(super) fn new(root: &Root, sources: &'w Sources, content: &Content, drafts: bool) -> Self {
        let mut report = sources.report.clone();
        report.extend(root.lists.clone());
        report.extend(content.report.clone());
        let (archive, problems) = arrange(root, content, drafts);
        report.extend(problems);
        report.extend(archive::check::headlines(&archive));
        let (theme, problems) = Theme::new(&sources.theme, &root.settings);
        let stand_in = problems.has_errors();
        report.extend(problems);
        Self { sources, broken: content.broken.clone(), archive, theme, stand_in, report }
    }

    /// Makes every file of the site and hands each to `put`, from many threads. A path may be handed over twice only when it was
    /// [`Made::Broken`] the first time. `bar` is told the number of files and each that is done.
    pub(super) fn make(&self, root: &Root, bar: &ProgressBar, put: &(dyn Fn(&RelPath, Made) + Sync)) -> Report {
        self.make_changed(root, bar, None, &|path, made| {
            put(path, made);
            false
        })
        .0
    }

    /// Like [`Self::make`], but a page that looked at nothing that has changed since the ledger was written, and that `last` finds
    /// untouched where it lies, is not made. `put` says whether the file holds the bytes now; only then the new ledger has it.
    pub(super) fn make_changed(
        &self,
        root: &Root,
        bar: &ProgressBar,
        last: Option<&Last<'_>>,
        put: &(dyn Fn(&RelPath, Made) -> bool + Sync),
    ) -> (Report, Ledger) {
        let off = Timings::new(false);
        let timings = last.map_or(&off, |last| last.timings);
        timings.phase("planning");
        for path in self.last_good() {
            put(&path, Made::Broken(None));
        }
        for (path, bytes) in &self.sources.assets {
            if let Some(path) = path.as_str().strip_prefix("static/").and_then(|path| RelPath::new(path).ok()) {
                put(&path, Made::Whole(bytes.clone()));
            }
        }
        let edition = self.plan(root);
        let mut report = edition.report().clone();
        bar.set_length(edition.pages().len() as u64);
        timings.phase("comparing with the last build");
        let cells = last.map(|last| (last, Cells::of(&edition)));
        let compared = cells.as_ref().map(|(last, cells)| (*last, Comparison::new(last.ledger, cells, &edition)));
        timings.phase("making and writing pages");
        let pool = Pool::default();
        let done: Vec<Done<'_>> = edition
            .pages()
            .par_iter()
            .enumerate()
            .map(|(at, page)| {
                let with = last.map_or_else(Fingerprint::default, |last| edition.made_with(page, last.run));
                let held =
                    compared.as_ref().and_then(|(last, compared)| compared.holds(at, with).filter(|number| (last.untouched)(&page.path, *number)));
                let done =
                    held.map_or_else(|| self.make_one(&edition, page, with, &pool, timings, put), |number| Done::Stands(Entry::Held(page, number)));
                bar.inc(1);
                done
            })
            .collect();
        bar.finish_and_clear();
        timings.phase("noting what pages are made of");
        let (mut standing, mut problems) = (Vec::new(), Vec::new());
        for done in done {
            match done {
                Done::Stands(page) => standing.push(page),
                Done::Failed(problem) => problems.extend(problem),
            }
        }
        report.diagnostics.extend(each_place_once(problems));
        (report, compared.map(|(_, compared)| compared.next(&standing, &pool)).unwrap_or_default())
    }

    fn make_one<'p>(
        &self,
        edition: &Edition<'_>,
        page: &'p PageSpec,
        with: Fingerprint,
        pool: &Pool,
        timings: &Timings,
        put: &(dyn Fn(&RelPath, Made) -> bool + Sync),
    ) -> Done<'p> {
        let size = |made: &((Made, Option<Diagnostic>), Seen)| if let Made::Whole(bytes) = &made.0.0 { bytes.len() } else { 0 };
        let ((made, problem), cells) = timings.page(page, || watching(|| self.render(edition, page)), size);
        let whole = matches!(made, Made::Whole(_));
        if put(&page.path, made) && whole { Done::Stands(Entry::Made(page, with, cells.pooled(pool))) } else { Done::Failed(problem) }
    }

    /// Plans the site.
    pub(super) fn plan<'s>(&'s self, root: &'s Root) -> Edition<'s> {
        edition::plan::plan(&self.archive, &self.theme, &root.settings, &root.lexicon, &self.sources.assets)
    }

    /// Makes one file of the site.
    pub(super) fn render(&self, edition: &Edition<'_>, page: &PageSpec) -> (Made, Option<Diagnostic>) {
        match catch_unwind(AssertUnwindSafe(|| edition.render(page))).unwrap_or_else(|_| Err(our_mistake(&page.path))) {
            Ok(bytes) if self.stand_in && page.kind.template().is_some() => (Made::Broken(Some(bytes)), None),
            Ok(bytes) => (Made::Whole(bytes), None),
            Err(problem) => (Made::Broken(None), Some(problem)),
        }
    }

    /// Files of the site that a broken file of `content/` had when it was whole.
    pub(super) fn last_good(&self) -> impl Iterator<Item = RelPath> {
        self.broken.iter().flat_map(last_good)
    }

    /// What is wrong with the texts themselves: links and anchors that lead nowhere.
    pub(super) fn check_links(&self, root: &Root) -> Report {
        let edition = self.plan(root);
        let own = |path: &RelPath| RelPath::new(format!("static/{path}")).is_ok_and(|path| self.sources.assets.contains_key(&path));
        edition::links::check(&edition, &own)
    }
}

/// One mistake in a template breaks every page that uses it; it is told once.
pub(super) fn each_place_once(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let place = |problem: &Diagnostic| problem.place.as_ref().map(|place| (place.file.clone(), place.line, place.column));
    problems.into_iter().filter(|problem| seen.insert((problem.code, place(problem)))).collect()
}

/// The files of the site that a broken file of `content/` had when it was whole.
fn last_good(broken: &RelPath) -> Vec<RelPath> {
    let Some(folder) = broken.folder().strip_prefix("content/") else { return Vec::new() };
    let folder = if folder == "pages" { String::new() } else { format!("{}/", folder.split('/').next().unwrap_or_default()) };
    let stem = broken.stem();
    let ends = [".html", "/index.html", ".md", ".bib", ".ris", ".csl.json"];
    ends.iter().filter_map(|end| RelPath::new(format!("{folder}{stem}{end}")).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::report::Place;

    #[test]
    fn a_broken_page_keeps_its_files() {
        let files = last_good(&RelPath::known("content/articles/2015/a.md"));
        assert!(files.contains(&RelPath::known("articles/a.html")) && files.contains(&RelPath::known("articles/a.bib")));
        assert!(last_good(&RelPath::known("content/pages/imprint.md")).contains(&RelPath::known("imprint.html")));
        assert_eq!(last_good(&RelPath::known("dateline.toml")), []);
    }

    #[test]
    fn a_mistake_in_a_template_is_told_once() {
        let at = |line| Diagnostic::error("template", format!("on page {line}")).at(Place::line_column("theme/templates/a.html", "x", line, 1, 1));
        let mut other = at(3);
        other.message = "on another page".to_owned();
        assert_eq!(each_place_once(vec![at(3), other, at(4)]), [at(3), at(4)]);
    }
}
