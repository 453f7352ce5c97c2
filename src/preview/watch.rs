//! Watching folders: says when something below them may have changed. Whether it really has is for the caller to find out.

use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer_opt};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

/// How long it must be quiet before a change is told: long enough for an editor that saves in three steps, too short to be felt.
const QUIET: Duration = Duration::from_millis(30);

/// What is watched. The root itself is not watched as a whole: the site, the cache and a program's build folder lie in it.
#[derive(Clone, Debug)]
pub struct Watch {
    /// The archive's folder.
    pub root: PathBuf,
    /// Files right in it.
    pub files: Vec<String>,
    /// Folders in it, with all below them. One that is not there yet is watched as soon as it is.
    pub folders: Vec<String>,
}

/// Calls `changed` once when watching has begun and after each burst of changes, for ever, with the files and folders that were touched; with none
/// where anything may have been. `failed` is told what cannot be watched, and why. Ends when watching cannot begin.
pub fn watch(what: &Watch, mut changed: impl FnMut(Option<BTreeSet<PathBuf>>), mut failed: impl FnMut(String)) {
    let (sender, events) = mpsc::channel();
    let config = notify::Config::default().with_follow_symlinks(false);
    let tell = move |events: DebounceEventResult| {
        // Nobody listens any more when the program ends.
        let _ = sender.send(events);
    };
    let debouncer = new_debouncer_opt::<_, RecommendedWatcher, RecommendedCache>(QUIET, None, tell, RecommendedCache::new(), config);
    let mut debouncer = match debouncer {
        Ok(debouncer) => debouncer,
        Err(error) => return failed(error.to_string()),
    };
    if let Err(error) = debouncer.watch(&what.root, RecursiveMode::NonRecursive) {
        failed(error.to_string());
    }
    let mut watched = BTreeSet::new();
    watch_folders(what, &mut debouncer, &mut watched, &mut failed);
    // What changed between the caller's first look and now would never be told.
    changed(None);
    while let Ok(first) = events.recv() {
        let batch: Vec<DebounceEventResult> = std::iter::once(first).chain(events.try_iter()).collect();
        let before = watched.len();
        watched.retain(|folder: &PathBuf| folder.is_dir());
        watch_folders(what, &mut debouncer, &mut watched, &mut failed);
        let touched = (watched.len() == before).then(|| touched(what, &batch)).flatten();
        if touched.as_ref().is_none_or(|touched| !touched.is_empty()) {
            changed(touched);
        }
    }
}

/// What a batch of events names; none when events were lost, or one names nothing.
fn touched(what: &Watch, batch: &[DebounceEventResult]) -> Option<BTreeSet<PathBuf>> {
    let mut all = BTreeSet::new();
    for events in batch {
        for event in events.as_ref().ok()?.iter().filter(|event| matters(what, event)) {
            if event.paths.is_empty() {
                return None;
            }
            all.extend(event.paths.iter().filter(|path| named(what, path)).cloned());
        }
    }
    Some(all)
}

fn watch_folders(
    what: &Watch,
    debouncer: &mut Debouncer<RecommendedWatcher, RecommendedCache>,
    watched: &mut BTreeSet<PathBuf>,
    failed: &mut impl FnMut(String),
) {
    for name in &what.folders {
        let folder = what.root.join(name);
        if folder.is_dir() && !watched.contains(&folder) {
            if let Err(error) = debouncer.watch(&folder, RecursiveMode::Recursive) {
                failed(format!("`{name}`: {error}"));
            }
            watched.insert(folder);
        }
    }
}

/// Reading a file is no change; and what happens in the root matters only for what is named.
fn matters(what: &Watch, event: &DebouncedEvent) -> bool {
    !matches!(event.kind, EventKind::Access(_)) && (event.paths.is_empty() || event.paths.iter().any(|path| named(what, path)))
}

fn named(what: &Watch, path: &Path) -> bool {
    let below = path.strip_prefix(&what.root).unwrap_or(path);
    what.files.iter().chain(&what.folders).any(|name| below.starts_with(name))
}
