//! `dateline serve`: the site as it would be, in the browser, while people edit. Nothing is written to the output folder.
//!
//! The archive is held in memory by one thread, the workshop. It makes a page when a browser asks for it, and looks at the folders when something
//! in them was touched. An edit of nothing but texts costs that: everything else stays as it was arranged.

use super::args::{Common, Serve};
use super::console::Console;
use super::content::Content;
use super::layout::{self, Summary};
use super::library::{Library, Touched};
use super::make::{Made, Sources, Work, each_place_once};
use super::pipeline::{Imported, import};
use super::root::{Root, SOURCES};
use super::{Exit, Stop, review};
use crate::base::fingerprint::{Fingerprint, Parts};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Report, Severity};
use crate::config;
use crate::content::article::Article;
use crate::content::entity::Entity;
use crate::disk::DiskError;
use crate::disk::lock::Lock;
use crate::disk::read::is_left_behind;
use crate::disk::scan::scan;
use crate::edition::plan::resume;
use crate::edition::{Edition, PageSpec, review_page};
use crate::lexicon;
use crate::preview::{self, Files, Site, Watch};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// What the workshop is asked to do.
enum Ask {
    /// These files were touched; none: anything may have been.
    Look(Option<BTreeSet<PathBuf>>),
    /// Whether there is a file.
    Has(RelPath, SyncSender<bool>),
    /// A file.
    File(RelPath, SyncSender<Option<Vec<u8>>>),
    /// From now on, tell this one of each new site.
    Tell(Box<dyn Fn(Site) + Send>),
}

/// The site as the server sees it: it asks the workshop.
struct Counter(Mutex<Sender<Ask>>);

impl Counter {
    fn ask<T>(&self, ask: impl FnOnce(SyncSender<T>) -> Ask) -> Option<T> {
        let (reply, answer) = sync_channel(1);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).send(ask(reply)).ok()?;
        answer.recv().ok()
    }
}

impl Files for Counter {
    fn has(&self, path: &RelPath) -> bool {
        self.ask(|reply| Ask::Has(path.clone(), reply)).unwrap_or(false)
    }

    fn file(&self, path: &RelPath) -> Option<Vec<u8>> {
        self.ask(|reply| Ask::File(path.clone(), reply)).flatten()
    }
}

pub(super) fn run(common: &Common, options: &Serve, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let refused = |source| Stop::from(DiskError { action: "serve", path: format!("127.0.0.1:{}", options.port), source });
    let listeners = preview::bind(options.port).map_err(refused)?;
    let what =
        Watch { root: root.path.clone(), files: vec![config::FILE.to_owned()], folders: SOURCES.iter().map(|&folder| folder.to_owned()).collect() };
    let (sender, asks) = channel();
    let (ready, first) = sync_channel(1);
    let mut workshop = Workshop {
        common: common.clone(),
        import: !options.no_import,
        library: Library::default(),
        good: Good::default(),
        shown: BTreeMap::new(),
        counter: Arc::new(Counter(Mutex::new(sender.clone()))),
        tell: Box::new(move |site| {
            let _ = ready.send(site);
        }),
        built: 0,
        stale: false,
        console: console.clone(),
    };
    std::thread::spawn(move || workshop.run(root, &asks));
    let first = first.recv().unwrap_or_default();
    let address = format!("http://127.0.0.1:{}/", listeners.port);
    if console.json() {
        console.json_line(&serde_json::json!({ "address": address }));
    } else {
        console.say(&format!("serving at {address}, until Ctrl-C; open questions at {address}{}", review_page::ADDRESS));
    }
    let console = console.clone();
    let start = move |replace: Box<dyn Fn(Site) + Send>| {
        let _ = sender.send(Ask::Tell(replace));
        std::thread::spawn(move || {
            let look = |touched| {
                let _ = sender.send(Ask::Look(touched));
            };
            preview::watch(&what, look, |why| {
                console.say(&format!("changes cannot be watched: {why}; start again to see them"));
            });
        });
    };
    preview::serve(listeners, first, start).map_err(refused)?;
    Ok(Exit::Fine)
}

/// Holds the archive, and makes pages of it.
struct Workshop {
    common: Common,
    import: bool,
    library: Library,
    good: Good,
    /// Pages as they were last shown while they were whole.
    shown: BTreeMap<RelPath, Vec<u8>>,
    counter: Arc<Counter>,
    tell: Box<dyn Fn(Site) + Send>,
    /// How many sites there were.
    built: usize,
    /// Whether the page shows problems that the next look may find solved.
    stale: bool,
    console: Console,
}

/// What a look at the folders came to.
enum Looked {
    /// Nothing is to be done.
    Same,
    /// Nothing but the texts of these articles is another.
    Texts(Vec<Arc<Article>>),
    /// Everything has to be arranged again.
    Anew,
}

impl Looked {
    fn texts(edited: Vec<Arc<Article>>) -> Self {
        if edited.is_empty() { Self::Same } else { Self::Texts(edited) }
    }
}

impl Workshop {
    /// Works until nobody can ask any more.
    fn run(&mut self, mut root: Root, asks: &Receiver<Ask>) {
        let mut started = Instant::now();
        let mut imported = self.take_in(&root);
        self.library.look(&root.path);
        let mut around = Around::of(&root);
        let mut try_templates = true;
        let mut before = Content::default();
        loop {
            let sources = Sources::read(&root);
            let mut content = self.library.content();
            self.good.mend(&mut content);
            let mut work = Work::new(&root, &sources, &content, self.common.drafts);
            let mut edition = work.plan(&root);
            let mut another = !content.is(&before);
            loop {
                let mut bench = Bench { root: &root, sources: &sources, content: &content, work: &work, edition: &edition, problems: Vec::new() };
                if std::mem::take(&mut try_templates) {
                    bench.try_templates();
                    another |= bench.problems.is_empty() && !work.stand_in;
                }
                // Where a file broke and its last good version stays, an open page has nothing new to load.
                self.built += usize::from(another);
                another = true;
                let report = bench.report(&imported);
                self.console.report(&report);
                self.console.summary(&bench.summary(&imported, &report), started.elapsed());
                self.show(&report);
                let Some(looked) = self.wait(asks, &mut bench, report, &mut imported, around) else { return };
                started = Instant::now();
                let Looked::Texts(edited) = looked else { break };
                let outline = edition.into_outline();
                let Some(ids) = work.archive.with_texts(&edited) else { break };
                self.good.take(&edited);
                edition = resume(outline, &work.archive, &work.theme, &root.settings, &root.lexicon, &ids);
            }
            before = content;
            if let Ok(now) = self.root(&root.path) {
                root = now;
            }
            let now = Around::of(&root);
            try_templates = around != now;
            around = now;
        }
    }

    /// Answers until there is something new; none when nobody can ask any more.
    fn wait(&mut self, asks: &Receiver<Ask>, bench: &mut Bench<'_>, mut report: Report, imported: &mut Imported, around: Around) -> Option<Looked> {
        loop {
            match asks.recv().ok()? {
                Ask::Look(touched) => {
                    let texts = touched.and_then(|touched| self.typed_texts(&bench.root.path, &touched));
                    match texts.map_or_else(|| self.look(&bench.root.path, imported, around), Looked::texts) {
                        Looked::Same => {}
                        looked => return Some(looked),
                    }
                }
                Ask::Has(path, reply) => {
                    let _ = reply.send(self.has(bench, &path));
                }
                Ask::File(path, reply) => {
                    let known = bench.problems.len();
                    let _ = reply.send(self.file(bench, &path));
                    let new = &bench.problems[known..];
                    if !new.is_empty() {
                        self.console.report(&Report { diagnostics: new.to_vec() });
                        report.diagnostics.extend_from_slice(new);
                        self.show(&report);
                    }
                }
                Ask::Tell(tell) => {
                    self.tell = tell;
                    self.show(&report);
                }
            }
        }
    }

    /// Looks at everything. What is wrong with the settings is shown over the site as it is.
    fn look(&mut self, root: &Path, imported: &mut Imported, around: Around) -> Looked {
        let root = match self.root(root) {
            Ok(root) => root,
            Err(stop) => {
                let report = stop.report.sorted();
                self.console.report(&report);
                self.show(&report);
                self.stale = true;
                return Looked::Same;
            }
        };
        let before = std::mem::replace(imported, self.take_in(&root));
        let Touched { articles, others } = self.library.look(&root.path);
        if std::mem::take(&mut self.stale) || others || before.report != imported.report || Around::of(&root) != around {
            return Looked::Anew;
        }
        Looked::texts(articles)
    }

    /// The edited texts, when nothing was touched but articles that the import has nothing to do with. None when everything has to be looked at.
    fn typed_texts(&mut self, root: &Path, touched: &BTreeSet<PathBuf>) -> Option<Vec<Arc<Article>>> {
        let real = |path: &&PathBuf| !path.file_name().is_some_and(|name| is_left_behind(&name.to_string_lossy()));
        let paths: Option<Vec<RelPath>> =
            touched.iter().filter(real).map(|path| RelPath::new(path.strip_prefix(root).ok()?.to_str()?).ok()).collect();
        let paths = paths.filter(|_| !self.stale)?;
        self.library.read_again(root, &paths)
    }

    fn root(&self, path: &Path) -> Result<Root, Stop> {
        Root::find(&Common { root: Some(path.to_owned()), ..self.common.clone() })
    }

    fn take_in(&self, root: &Root) -> Imported {
        if !self.import {
            return Imported::default();
        }
        // Without the lock another run could write the same pages; when the disk refuses it, the import will say so, too.
        let waiting = || self.console.say("another run is at work on this archive; waiting for it");
        let _lock = Lock::acquire(&root.path, waiting).ok();
        import(root, &self.console)
    }

    fn show(&self, report: &Report) {
        let version = format!("{}-{}", std::process::id(), self.built);
        (self.tell)(Site { files: Some(Arc::clone(&self.counter) as Arc<dyn Files>), problems: problems(report), version });
    }

    fn has(&self, bench: &Bench<'_>, path: &RelPath) -> bool {
        bench.asset(path).is_some()
            || path.as_str() == review_page::ADDRESS
            || bench.edition.page_at(path).is_some()
            || self.last_good(bench, path).is_some()
    }

    /// A file of the site as it is now. Where it cannot be made, its last good version.
    fn file(&mut self, bench: &mut Bench<'_>, path: &RelPath) -> Option<Vec<u8>> {
        if let Some(bytes) = bench.asset(path) {
            return Some(bytes.clone());
        }
        if path.as_str() == review_page::ADDRESS {
            return bench.review();
        }
        let Some(page) = bench.edition.page_at(path) else { return self.last_good(bench, path).cloned() };
        match bench.make(page) {
            Made::Whole(bytes) => {
                if page.kind.template().is_some() {
                    self.shown.insert(path.clone(), bytes.clone());
                }
                Some(bytes)
            }
            Made::Broken(stand_in) => self.shown.get(path).cloned().or(stand_in),
        }
    }

    /// What was last shown of a page whose file is broken.
    fn last_good(&self, bench: &Bench<'_>, path: &RelPath) -> Option<&Vec<u8>> {
        self.shown.get(path).filter(|_| bench.work.last_good().any(|known| known == *path))
    }
}

/// One state of the archive.
struct Bench<'b> {
    root: &'b Root,
    sources: &'b Sources,
    content: &'b Content,
    work: &'b Work<'b>,
    edition: &'b Edition<'b>,
    /// What came up while pages were made.
    problems: Vec<Diagnostic>,
}

impl Bench<'_> {
    /// Makes one page of each template, so that a mistake in one is told before somebody comes across it.
    fn try_templates(&mut self) {
        let mut tried = BTreeSet::new();
        for page in self.edition.pages() {
            if page.kind.template().is_some_and(|template| tried.insert(template)) {
                self.make(page);
            }
        }
    }

    fn make(&mut self, page: &PageSpec) -> Made {
        let (made, problem) = self.work.render(self.edition, page);
        self.problems.extend(problem);
        self.problems = each_place_once(std::mem::take(&mut self.problems));
        made
    }

    fn review(&mut self) -> Option<Vec<u8>> {
        let open = review::questions(self.root, &self.work.archive, self.content);
        self.edition.review(&open).map_err(|problem| self.problems.push(problem)).ok()
    }

    fn asset(&self, path: &RelPath) -> Option<&Vec<u8>> {
        RelPath::new(format!("static/{path}")).ok().and_then(|path| self.sources.assets.get(&path))
    }

    fn report(&self, imported: &Imported) -> Report {
        let mut report = imported.report.clone();
        report.extend(self.work.report.clone());
        report.extend(self.edition.report().clone());
        report.diagnostics.extend(self.problems.iter().cloned());
        report.sorted()
    }

    fn summary(&self, imported: &Imported, report: &Report) -> Summary {
        Summary {
            articles: self.work.archive.articles.len(),
            changed: imported.created + imported.updated,
            written: self.edition.pages().len() + self.sources.assets.len(),
            removed: 0,
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
        }
    }
}

/// What stands around `content/`: theme, lists and own files as they lie, settings as they are understood. An editor may empty a file before it writes
/// it: settings that say the same are the same.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Around(Fingerprint);

impl Around {
    fn of(root: &Root) -> Self {
        let files = scan(&root.path, ["theme", "static", lexicon::own::FOLDER].map(Path::new), true);
        Self(Parts::default().print(files.print).debug(&root.settings).debug(&root.lists).debug(&root.lexicon.digest()).done())
    }
}

/// The last good version of each article and entity.
#[derive(Debug, Default)]
struct Good {
    articles: BTreeMap<RelPath, Arc<Article>>,
    entities: BTreeMap<RelPath, Arc<Entity>>,
}

impl Good {
    /// Puts the last good version in the place of each article and entity that is broken now, and remembers the others.
    fn mend(&mut self, content: &mut Content) {
        let broken = |path: &RelPath| content.broken.contains(path);
        self.articles.retain(|path, _| broken(path));
        self.entities.retain(|path, _| broken(path));
        content.articles.extend(self.articles.values().cloned());
        content.entities.extend(self.entities.values().cloned());
        content.articles.sort_by(|one, other| one.path.cmp(&other.path));
        content.entities.sort_by(|one, other| one.path.cmp(&other.path));
        self.articles = content.articles.iter().map(|article| (article.path.clone(), Arc::clone(article))).collect();
        self.entities = content.entities.iter().map(|entity| (entity.path.clone(), Arc::clone(entity))).collect();
    }

    fn take(&mut self, edited: &[Arc<Article>]) {
        self.articles.extend(edited.iter().map(|article| (article.path.clone(), Arc::clone(article))));
    }
}

/// The errors as an open page shows them. Warnings stay in the terminal: a page is no place for them while it works.
fn problems(report: &Report) -> Vec<String> {
    let errors = report.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| layout::diagnostic(problem, false)).collect()
}
