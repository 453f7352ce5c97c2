//! `dateline serve`: the site as it would be, in the browser, while people edit. Nothing is written to the output folder.

use super::args::{Common, Serve};
use super::console::Console;
use super::layout;
use super::pipeline::{self, Memory};
use super::root::{Root, SOURCES};
use super::{Exit, Stop};
use crate::base::report::{Report, Severity};
use crate::base::tree::Tree;
use crate::config;
use crate::disk::DiskError;
use crate::preview::{self, Site, Watch};
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
        console.say(&format!("serving at {address}, until Ctrl-C"));
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
        let made = pipeline::preview(&self.root, self.common.drafts, self.import, &mut self.memory, &self.console)?;
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

/// The errors as an open page shows them. Warnings stay in the terminal: a page is no place for them while it works.
fn problems(report: &Report) -> Vec<String> {
    let errors = report.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| layout::diagnostic(problem, false)).collect()
}
