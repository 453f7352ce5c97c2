//! An import after a few edits: while no seed has changed, only the edited pages are met. What that needs is kept beside the cache.

use super::cache::{self, MOMENT};
use super::pipeline::Imported;
use super::root::Root;
use crate::base::fingerprint::Fingerprint;
use crate::base::path::RelPath;
use crate::base::report::Report;
use crate::base::tree::{Change, Tree};
use crate::config;
use crate::content::matter::EntityKind;
use crate::disk::output::Stamp;
use crate::disk::scan::{Scan, scan, stamps};
use crate::disk::write::Applied;
use crate::disk::{self, DiskError};
use crate::intake::Batch;
use crate::intake::memo::{self, Memo};
use crate::lexicon;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Where it lies, from the archive's root.
const FILE: &str = ".dateline/cache/import";

/// More edited pages than this are met by a whole import.
const FEW: usize = 200;

/// What the last import left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LastImport {
    /// Program, settings, lists.
    run: Fingerprint,
    /// The seeds and the archive's own lists.
    seeds: Fingerprint,
    count: usize,
    /// Every file of `content/` as it lay before it was read, or after it was written.
    content: BTreeMap<String, Stamp>,
    /// What to remember of each article, by the path of its page.
    memos: BTreeMap<String, Memo>,
    /// What was told.
    report: Report,
}

/// An import under way, as the next one will want to know of it.
pub(super) struct Recorder {
    last: LastImport,
    /// Whether the seeds were read while somebody may still have been writing to them.
    seeds: Scan,
}

impl Recorder {
    /// Looks at everything before any of it is read.
    pub(super) fn start(root: &Root) -> Self {
        let seeds = seeds(root);
        let last = LastImport {
            run: cache::run_print(root),
            seeds: seeds.print,
            content: stamps(&root.path, Path::new("content")),
            ..LastImport::default()
        };
        Self { last, seeds }
    }

    /// Takes down what was just written.
    pub(super) fn wrote(&mut self, root: &Root, batch: &mut Batch) {
        for change in &batch.changes {
            let path = change.path().as_str();
            match change {
                Change::Write(..) => self.last.content.insert(path.to_owned(), Stamp::of(&root.path.join(path)).unwrap_or_default()),
                Change::Delete(_) => self.last.content.remove(path),
            };
        }
        self.last.memos.extend(std::mem::take(&mut batch.memos).into_iter().map(|(path, memo)| (path.to_string(), memo)));
    }

    /// Leaves it to the next import, unless the seeds changed meanwhile.
    pub(super) fn finish(mut self, root: &Root, imported: &Imported) -> Result<(), DiskError> {
        if imported.refused || seeds(root).print != self.seeds.print {
            return disk::write::remove(&root.path, &RelPath::known(FILE));
        }
        self.last.count = imported.seeds;
        self.last.report = imported.report.clone();
        self.last.write(root)
    }
}

impl LastImport {
    fn write(&self, root: &Root) -> Result<(), DiskError> {
        disk::write::file(&root.path, &RelPath::known(FILE), &cache::bytes(self)).map(|_| ())
    }

    fn read(root: &Root) -> Option<Self> {
        let bytes = disk::read::file(&root.path, FILE).ok()??;
        let last: Self = cache::parse(&bytes)?;
        let written = root.path.join(FILE).metadata().ok()?.modified().ok()?;
        let seeds = seeds(root);
        let settled = seeds.newest.is_none_or(|newest| newest + MOMENT < written);
        (settled && last.run == cache::run_print(root) && last.seeds == seeds.print).then_some(last)
    }
}

fn seeds(root: &Root) -> Scan {
    scan(&root.path, [Path::new("seeds"), Path::new(lexicon::own::FOLDER), Path::new(config::FILE)], true)
}

/// Meets the pages that were edited since the last import. None when more than that has changed, and everything must be looked at.
pub(super) fn catch_up(root: &Root, tell: &dyn Fn(&Change)) -> Option<Imported> {
    let mut last = LastImport::read(root)?;
    let now = stamps(&root.path, Path::new("content"));
    let edited = edited(&last, &now)?;
    let (mut report, mut applied) = (last.report.clone(), Applied::default());
    let mut updated = 0;
    let mut work = Vec::new();
    for path in &edited {
        let page = RelPath::new(path).ok()?;
        let mut files = Tree::new();
        for path in [page.clone(), memo::notes_on(&page), RelPath::known(format!("{}/{}.incoming.md", page.folder(), page.stem()))] {
            if let Some(bytes) = disk::read::file(&root.path, path.as_str()).ok()? {
                files.insert(path, bytes);
            }
        }
        match last.memos.get(path) {
            Some(memo) => {
                let (batch, outcome) = memo::meet(&page, &files, memo)?;
                work.push((page, files, batch, outcome));
            }
            // A page without a seed is nothing to the import.
            None if memo::is_of_no_seed(&page, &files) => {}
            None => return None,
        }
    }
    // Nothing is written before it is certain that all of them can be met.
    for (path, stamp) in &now {
        last.content.insert(path.clone(), *stamp);
    }
    last.content.retain(|path, _| now.contains_key(path));
    for (page, files, batch, outcome) in work {
        report.diagnostics.retain(|problem| problem.place.as_ref().is_none_or(|place| place.file != page.as_str()));
        report.extend(outcome.report);
        updated += outcome.updated;
        applied.more(&root.path, &files, &batch.changes, &batch.touched);
        for change in &batch.changes {
            tell(change);
            let path = change.path().as_str();
            last.content.insert(path.to_owned(), Stamp::of(&root.path.join(path)).unwrap_or_default());
        }
        last.memos.extend(batch.memos.into_iter().map(|(path, memo)| (path.to_string(), memo)));
    }
    last.report = report.clone();
    report.extend(applied.report);
    let failed = !applied.failures.is_empty();
    report.diagnostics.extend(applied.failures.iter().map(DiskError::diagnostic));
    if failed || (!edited.is_empty() || last.content != now) && last.write(root).is_err() {
        let _ = disk::write::remove(&root.path, &RelPath::known(FILE));
    }
    Some(Imported { report, seeds: last.count, created: 0, updated, refused: failed })
}

/// The articles that were edited or are new; none when another change may concern the import: a page that is gone, notes that were touched, an
/// organisation's file. Files about people, places, tags, events, and free pages are nothing to it.
fn edited(last: &LastImport, now: &BTreeMap<String, Stamp>) -> Option<Vec<String>> {
    let nothing_to_import = |path: &str| {
        let kinds = EntityKind::ALL.into_iter().filter(|kind| *kind != EntityKind::Organisation).map(EntityKind::folder);
        kinds
            .chain(["pages"])
            .any(|folder| path.strip_prefix("content/").and_then(|rest| rest.strip_prefix(folder)).is_some_and(|rest| rest.starts_with('/')))
    };
    let mut edited = Vec::new();
    for (path, stamp) in now {
        match last.content.get(path) {
            Some(known) if known == stamp => {}
            _ if nothing_to_import(path) => {}
            _ if path.starts_with("content/articles/") => edited.push(path.clone()),
            _ => return None,
        }
    }
    let without_seed = |path: &str| path.starts_with("content/articles/") && !last.memos.contains_key(path);
    let gone = last.content.keys().any(|path| !now.contains_key(path) && !nothing_to_import(path) && !without_seed(path));
    (!gone && edited.len() <= FEW).then_some(edited)
}
