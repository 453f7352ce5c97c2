//! `dateline serve`: the site as it would be, in the browser, while people edit. Nothing is written to the output folder.

use super::args::{Common, Serve};
use super::console::Console;
use super::content::Content;
use super::layout::{self, Summary};
use super::make::{Made, Sources, Work};
use super::pipeline::{Imported, import};
use super::root::{Root, SOURCES};
use super::{Exit, Stop, review};
use crate::base::path::RelPath;
use crate::base::report::{Report, Severity};
use crate::base::tree::{Digest, Tree};
use crate::config;
use crate::content::article::Article;
use crate::content::entity::Entity;
use crate::disk::DiskError;
use crate::disk::lock::Lock;
use crate::edition::review_page;
use crate::preview::{self, Site, Watch};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

pub(super) fn run(common: &Common, options: &Serve, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let refused = |source| Stop::from(DiskError { action: "serve", path: format!("127.0.0.1:{}", options.port), source });
    let listeners = preview::bind(options.port).map_err(refused)?;
    let what =
        Watch { root: root.path.clone(), files: vec![config::FILE.to_owned()], folders: SOURCES.iter().map(|&folder| folder.to_owned()).collect() };
    let mut workshop = Workshop {
        common: common.clone(),
        root,
        import: !options.no_import,
        memory: Memory::default(),
        files: Tree::new(),
        console: console.clone(),
    };
    let first = workshop.build().unwrap_or_default();
    let address = format!("http://127.0.0.1:{}/", listeners.port);
    if console.json() {
        console.json_line(&serde_json::json!({ "address": address }));
    } else {
        console.say(&format!("serving at {address}, until Ctrl-C; open questions at {address}{}", review_page::ADDRESS));
    }
    let console = console.clone();
    let start = move |replace: Box<dyn Fn(Site) + Send>| {
        std::thread::spawn(move || {
            let rebuild = || {
                if let Some(site) = workshop.build() {
                    replace(site);
                }
            };
            preview::watch(&what, rebuild, |why| {
                console.say(&format!("changes cannot be watched: {why}; start again to see them"));
            });
        });
    };
    preview::serve(listeners, first, start).map_err(refused)?;
    Ok(Exit::Fine)
}

/// Builds again and again, and remembers what was good.
struct Workshop {
    common: Common,
    root: Root,
    import: bool,
    memory: Memory,
    files: Tree,
    console: Console,
}

impl Workshop {
    /// The site as the files are now; `None` when none of them changed. Where something cannot be made, its last good version stays.
    fn build(&mut self) -> Option<Site> {
        let started = Instant::now();
        match Root::find(&Common { root: Some(self.root.path.clone()), ..self.common.clone() }) {
            Ok(root) => self.root = root,
            Err(stop) => return Some(self.with_problems(&stop.report.sorted())),
        }
        // Without the lock another run could write the same pages; when the disk refuses it, the import will say so, too.
        let waiting = || self.console.say("another run is at work on this archive; waiting for it");
        let _lock = if self.import { Lock::acquire(&self.root.path, waiting).ok() } else { None };
        let made = preview(&self.root, self.common.drafts, self.import, &mut self.memory, &self.console)?;
        self.console.report(&made.report);
        self.console.summary(&made.summary, started.elapsed());
        let mut files = made.files;
        for (path, stand_in) in made.broken {
            if let Some(bytes) = self.files.remove(&path).or(stand_in) {
                files.entry(path).or_insert(bytes);
            }
        }
        self.files = files;
        Some(Site::new(self.files.clone(), problems(&made.report)))
    }

    fn with_problems(&mut self, report: &Report) -> Site {
        self.memory.forget();
        self.console.report(report);
        Site::new(self.files.clone(), problems(report))
    }
}

/// What a preview remembers between two builds.
#[derive(Debug, Default)]
struct Memory {
    sources: Option<Digest>,
    articles: BTreeMap<RelPath, Article>,
    entities: BTreeMap<RelPath, Entity>,
}

impl Memory {
    /// Makes the next build a build, whether or not a file changed.
    fn forget(&mut self) {
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
        self.articles = content.articles.iter().map(|article| (article.path.clone(), article.clone())).collect();
        self.entities = content.entities.iter().map(|entity| (entity.path.clone(), entity.clone())).collect();
    }
}

/// A site in memory.
#[derive(Debug)]
struct Preview {
    /// Its files.
    files: Tree,
    /// Files that could not be made as they should be, perhaps with bytes that stand in for them.
    broken: BTreeMap<RelPath, Option<Vec<u8>>>,
    /// Problems, in the order they are shown.
    report: Report,
    /// The counts.
    summary: Summary,
}

/// Makes the site in memory; `None` when nothing changed since the last time.
fn preview(root: &Root, drafts: bool, import_first: bool, memory: &mut Memory, console: &Console) -> Option<Preview> {
    let imported = if import_first { import(root, console) } else { Imported::default() };
    let sources = Sources::read(root);
    let digest = digest(&sources, root);
    if memory.sources.replace(digest) == Some(digest) {
        return None;
    }
    let mut content = Content::read(&sources.content);
    memory.mend(&mut content);
    let mut work = Work::new(root, &sources, &content, drafts);
    work.review = Some(review::questions(root, &work.archive, &content));
    let done = Mutex::new((Tree::new(), BTreeMap::new()));
    let made = work.make(root, &console.progress("making pages"), &|path, made| {
        let (files, broken) = &mut *done.lock().unwrap_or_else(PoisonError::into_inner);
        match made {
            Made::Whole(bytes) => files.insert(path.clone(), bytes).map(|_| ()),
            Made::Broken(stand_in) => broken.insert(path.clone(), stand_in).map(|_| ()),
        };
    });
    let (files, broken) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut report = imported.report;
    report.extend(work.report);
    report.extend(made);
    let report = report.sorted();
    let summary = Summary {
        articles: work.archive.articles.len(),
        changed: imported.created + imported.updated,
        written: files.len(),
        removed: 0,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
    };
    Some(Preview { files, broken, report, summary })
}

/// Changes when any of the files, the settings or what could not be read changes.
fn digest(sources: &Sources, root: &Root) -> Digest {
    let mut all = format!("{:?}\n{:?}\n{:?}\n{}\n", root.settings, sources.report, root.lists, root.lexicon.digest());
    for (path, bytes) in sources.content.iter().chain(&sources.theme).chain(&sources.assets) {
        let _ = writeln!(all, "{path}\0{}", Digest::of(bytes));
    }
    Digest::of(all)
}

/// The errors as an open page shows them. Warnings stay in the terminal: a page is no place for them while it works.
fn problems(report: &Report) -> Vec<String> {
    let errors = report.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| layout::diagnostic(problem, false)).collect()
}
