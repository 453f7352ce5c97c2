//! The site's folder: only what we can prove we wrote is changed or removed.
//!
//! The proof is a list of paths and digests, `.dateline-site`, in the folder itself: it goes where the folder goes, and losing `.dateline/`
//! loses nothing. While files are being written the new digests also stand in `.dateline/unfinished`, so that a run
//! that was killed leaves no file of ours that looks like somebody's edit. What lies in a folder that is not there yet is written by [`stage`].

mod list;
mod stage;

use super::stamp::Stamp;
use super::{DiskError, STATE, UNFINISHED, regular, write};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::tree::Digest;
use list::{read_list, read_unfinished, unfinished_list};
use stage::{Put, Stage};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;
use walkdir::WalkDir;

/// The list's name in the output folder.
pub const LIST: &str = ".dateline-site";

const HEAD: &str = "# The files Dateline wrote here, with their BLAKE3 digests. It changes and removes these and no others.\n";

/// The output folder during one run. Pages may be put from many threads.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    root: PathBuf,
    /// What we wrote in earlier runs. More than one digest only after a run that was killed.
    listed: BTreeMap<RelPath, BTreeSet<Digest>>,
    unproven: Vec<RelPath>,
    adopt: bool,
    /// Whether an earlier run may have been killed, and something half written lies about.
    killed: bool,
    /// Folders that lie as they were left.
    trusted: BTreeSet<String>,
    stage: Stage,
    run: Mutex<Run>,
}

#[derive(Debug, Default)]
struct Run {
    claimed: BTreeMap<RelPath, Digest>,
    unfinished: Option<File>,
    written: usize,
    report: Report,
}

/// What a run did to the output folder.
#[derive(Debug, Default)]
pub struct Finished {
    /// Files that hold new bytes.
    pub written: usize,
    /// Files that are gone.
    pub removed: usize,
    /// Files that were left alone, and why.
    pub report: Report,
    /// What the system refused.
    pub failures: Vec<DiskError>,
}

impl Output {
    /// Looks at the folder and refuses one that cannot be an output folder. `folder` is absolute or from `root`; nothing is made yet.
    /// `home` is the person's own folder, `sources` are the archive's folders, from `root`.
    pub fn open(root: &Path, folder: &Path, home: Option<&Path>, sources: &[&str], adopt: bool) -> Result<Self, Diagnostic> {
        let root = root.canonicalize().map_err(|error| DiskError::on("open", root.display())(error).diagnostic())?;
        let folder = resolved(&root.join(folder));
        let shown = folder.strip_prefix(&root).unwrap_or(&folder).display().to_string();
        let refuse = |why: &str| {
            Diagnostic::error("output-folder", format!("`{shown}` cannot be the output folder: {why}"))
                .help("choose a folder of its own, such as `public`, with `output` in `dateline.toml` or `--output-dir`")
        };
        if folder.parent().is_none() {
            return Err(refuse("it is the root of the whole disk"));
        }
        if home.is_some_and(|home| resolved(home) == folder) {
            return Err(refuse("it is your home folder"));
        }
        if root.starts_with(&folder) {
            return Err(refuse("the archive lies in it"));
        }
        for source in sources.iter().chain(&[STATE, ".git"]) {
            let source_folder = root.join(source);
            if folder.starts_with(&source_folder) || source_folder.starts_with(&folder) {
                return Err(refuse(&format!("it is part of `{source}` or holds it")));
            }
        }
        if folder.exists() && !folder.is_dir() {
            return Err(refuse("there is a file of that name"));
        }
        let mut listed = read_list(&folder.join(LIST)).map_err(|error| error.diagnostic())?;
        let killed = listed.is_none() || unfinished_list(&root).exists();
        let unproven = if listed.is_none() { present(&folder) } else { Vec::new() };
        if let Some(listed) = &mut listed {
            for (path, digest) in read_unfinished(&root, &folder) {
                listed.entry(path).or_default().insert(digest);
            }
        }
        let listed = listed.unwrap_or_else(|| {
            // Killed before the first list was written: what stands in the unfinished list is ours all the same.
            let mut ours: BTreeMap<RelPath, BTreeSet<Digest>> = BTreeMap::new();
            for (path, digest) in read_unfinished(&root, &folder) {
                ours.entry(path).or_default().insert(digest);
            }
            ours
        });
        let unproven = unproven.into_iter().filter(|path| !listed.contains_key(path)).collect();
        Ok(Self { stage: Stage::in_folder(&folder), folder, root, listed, unproven, adopt, killed, trusted: BTreeSet::new(), run: Mutex::default() })
    }

    /// Files that are there although no list says we wrote them, when there is no list at all. Unless each of them is
    /// exactly what would be written, or the person said to adopt the folder, nothing may be put into it.
    pub fn unproven(&self) -> &[RelPath] {
        if self.adopt { &[] } else { &self.unproven }
    }

    /// Whether the folder's file holds exactly these bytes.
    pub fn holds(&self, path: &RelPath, bytes: &[u8]) -> bool {
        self.found(path).is_ok_and(|found| found.as_deref() == Some(bytes))
    }

    /// The refusal to use a folder because of a file in it that is not ours.
    pub fn not_ours(&self, path: &RelPath) -> Diagnostic {
        let folder = self.folder.strip_prefix(&self.root).unwrap_or(&self.folder).display();
        Diagnostic::error("output-foreign", format!("`{folder}` holds files that Dateline did not write, such as `{path}`"))
            .help("choose another output folder, empty this one, or say `--adopt` to build into it and replace files of the same name")
    }

    /// Whether the folder has a file of ours under this path.
    pub fn has(&self, path: &RelPath) -> bool {
        self.listed.contains_key(path) && self.found(path).is_ok_and(|found| found.is_some())
    }

    /// Gives a file of the site its bytes, and claims it. Bytes that are there already are not written again; a file that somebody edited, or
    /// that is not ours, is left alone and reported. When the disk refuses, the old file stays and stays claimed. The answer is the
    /// stamp of the file when it holds the bytes now.
    pub fn put(&self, path: &RelPath, bytes: &[u8]) -> Result<Option<Stamp>, DiskError> {
        self.try_to_put(path, bytes).inspect_err(|_| self.keep(path))
    }

    fn try_to_put(&self, path: &RelPath, bytes: &[u8]) -> Result<Option<Stamp>, DiskError> {
        let digest = Digest::of(bytes);
        if let Put::Written(stamp) = self.stage.write(path, bytes)? {
            let mut run = self.lock();
            run.written += usize::from(run.claimed.insert(path.clone(), digest).is_none());
            return Ok(stamp);
        }
        let found = self.found(path)?;
        let listed = self.listed.get(path);
        if let Some(found) = found {
            if found == bytes {
                self.lock().claimed.insert(path.clone(), digest);
                return Ok(self.stamp(path));
            }
            let ours = self.adopt || listed.is_some_and(|known| known.contains(&Digest::of(&found)));
            if !ours {
                self.left_alone(path, listed.is_some(), digest);
                return Ok(None);
            }
        }
        self.announce(path, digest)?;
        write::over(&self.folder, path, bytes)?;
        let mut run = self.lock();
        run.written += 1;
        run.claimed.insert(path.clone(), digest);
        drop(run);
        Ok(self.stamp(path))
    }

    fn stamp(&self, path: &RelPath) -> Option<Stamp> {
        Stamp::of(&self.folder.join(path.as_str()))
    }

    /// Takes the files of these folders as they are, where a folder lies as it did: no file of it is new, gone or replaced.
    pub fn trust(&mut self, folders: &BTreeMap<String, Stamp>) {
        let as_before = |(folder, stamp): &(&String, &Stamp)| Stamp::of_folder(&self.folder.join(folder.as_str())) == Some(**stamp);
        self.trusted = folders.iter().filter(as_before).map(|(folder, _)| folder.clone()).collect();
    }

    /// Claims a file without reading it, when it is on the list and lies there as it did when it was written. Says whether it does.
    pub fn keep_untouched(&self, path: &RelPath, stamp: Stamp) -> bool {
        let Some(digest) = self.listed.get(path).filter(|known| known.len() == 1).and_then(|known| known.first()) else { return false };
        let untouched = self.trusted.contains(path.folder()) || self.stamp(path) == Some(stamp);
        if untouched {
            self.lock().claimed.insert(path.clone(), *digest);
        }
        untouched
    }

    /// Claims a file as it stands: a page that could not be made keeps its last good version.
    pub fn keep(&self, path: &RelPath) {
        let Some(known) = self.listed.get(path) else { return };
        if let Ok(Some(found)) = self.found(path) {
            let digest = Digest::of(&found);
            let digest = if known.contains(&digest) { Some(digest) } else { known.first().copied() };
            if let Some(digest) = digest {
                self.lock().claimed.insert(path.clone(), digest);
            }
        }
    }

    /// Removes what earlier runs wrote, nobody changed and nothing claims now, then writes the list.
    pub fn finish(self) -> Finished {
        let run = std::mem::take(&mut *self.lock());
        let mut finished = Finished { written: run.written, report: run.report, ..Finished::default() };
        let mut list = run.claimed;
        self.unveil(&mut { run.unfinished }, &mut list, &mut finished.failures);
        for (path, known) in &self.listed {
            if list.contains_key(path) {
                continue;
            }
            match self.found(path) {
                Ok(None) => {}
                Ok(Some(found)) if known.contains(&Digest::of(&found)) => match write::remove(&self.folder, path) {
                    Ok(()) => finished.removed += 1,
                    Err(failure) => {
                        list.insert(path.clone(), Digest::of(&found));
                        finished.failures.push(failure);
                    }
                },
                Ok(Some(_)) => {
                    list.extend(known.first().map(|digest| (path.clone(), *digest)));
                    finished.report.push(
                        Diagnostic::warning("output-edited", format!("`{path}` is no longer part of the site, but somebody edited it; it was kept"))
                            .at(Place::file(path.as_str()))
                            .help("remove it by hand if nobody needs it"),
                    );
                }
                Err(failure) => {
                    list.extend(known.first().map(|digest| (path.clone(), *digest)));
                    finished.failures.push(failure);
                }
            }
        }
        if self.killed {
            sweep(&self.folder);
        }
        let mut text = HEAD.to_owned();
        for (path, digest) in &list {
            let _ = writeln!(text, "{digest}  {path}");
        }
        if let Err(failure) = fs::create_dir_all(&self.folder)
            .map_err(DiskError::on("make", self.folder.display()))
            .and_then(|()| write::file(&self.folder, &RelPath::known(LIST), text.as_bytes()))
        {
            finished.failures.push(failure);
        } else {
            let _ = fs::remove_file(unfinished_list(&self.root));
        }
        finished
    }

    /// Gives the folders that were filled apart their names. Their files stand in the list of what is unfinished before that, and are taken
    /// out of `list` where the disk refuses.
    fn unveil(&self, unfinished: &mut Option<File>, list: &mut BTreeMap<RelPath, Digest>, failures: &mut Vec<DiskError>) {
        let folders = self.stage.folders();
        let lies_in = |path: &RelPath, folder: &String| stage::top(path) == Some(folder);
        let mut lines = String::new();
        for (path, digest) in list.iter().filter(|(path, _)| folders.iter().any(|folder| lies_in(path, folder))) {
            let _ = writeln!(lines, "{digest}  {path}");
        }
        if let Err(failure) = if lines.is_empty() { Ok(()) } else { self.write_down(unfinished, &lines) } {
            failures.push(failure);
            list.retain(|path, _| !folders.iter().any(|folder| lies_in(path, folder)));
            return;
        }
        for folder in &folders {
            if let Err(failure) = self.stage.unveil(folder) {
                failures.push(failure);
                list.retain(|path, _| !lies_in(path, folder));
            }
        }
    }

    /// Removes everything of ours that nobody changed, and the list with it when nothing is left to list.
    pub fn clean(self) -> Finished {
        let folder = self.folder.clone();
        if !folder.join(LIST).exists() {
            return Finished::default();
        }
        let finished = self.finish();
        if finished.failures.is_empty() && fs::read_to_string(folder.join(LIST)).is_ok_and(|text| text == HEAD) {
            let _ = fs::remove_file(folder.join(LIST));
            let _ = fs::remove_dir(&folder);
        }
        finished
    }

    /// How many files the list has.
    pub fn listed(&self) -> usize {
        self.listed.len()
    }

    /// The files that we wrote, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &RelPath> {
        self.listed.keys()
    }

    /// Files in the folder that we did not write.
    pub fn others(&self) -> Vec<RelPath> {
        present(&self.folder).into_iter().filter(|path| path.as_str() != LIST && !self.listed.contains_key(path)).collect()
    }

    /// What stands in the folder under this path; an error when a link stands in the way.
    fn found(&self, path: &RelPath) -> Result<Option<Vec<u8>>, DiskError> {
        write::no_link_above(&self.folder, path, "use")?;
        regular(&self.folder.join(path.as_str()), path.as_str())
    }

    fn left_alone(&self, path: &RelPath, listed: bool, digest: Digest) {
        let mut run = self.lock();
        let (message, help) = if listed {
            // It stays on the list, so that it is ours again once the edit is gone.
            run.claimed.insert(path.clone(), digest);
            (
                format!("somebody edited `{path}` in the output folder; it was kept"),
                "edit the article or the theme instead, then remove this file and build again",
            )
        } else {
            (
                format!("there is a file `{path}` in the output folder that Dateline did not write; it was kept"),
                "move it to `static/`, or remove it and build again",
            )
        };
        run.report.push(Diagnostic::warning("output-edited", message).at(Place::file(path.as_str())).help(help));
    }

    /// Writes down what is about to be written.
    fn announce(&self, path: &RelPath, digest: Digest) -> Result<(), DiskError> {
        self.write_down(&mut self.lock().unfinished, &format!("{digest}  {path}\n"))
    }

    fn write_down(&self, unfinished: &mut Option<File>, lines: &str) -> Result<(), DiskError> {
        let failed = || DiskError::on("write", format!("{STATE}/unfinished"));
        if unfinished.is_none() {
            fs::create_dir_all(self.root.join(STATE)).map_err(failed())?;
            fs::create_dir_all(&self.folder).map_err(DiskError::on("make", self.folder.display()))?;
            let mut file = File::options().create(true).append(true).open(unfinished_list(&self.root)).map_err(failed())?;
            writeln!(file, "@ {}", self.folder.display()).map_err(failed())?;
            *unfinished = Some(file);
        }
        unfinished.as_mut().map_or(Ok(()), |file| file.write_all(lines.as_bytes()).map_err(failed()))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Run> {
        self.run.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The folder without links and `..` on the way, as far as it exists.
fn resolved(folder: &Path) -> PathBuf {
    let mut path = PathBuf::new();
    for part in folder.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                path.pop();
            }
            part => {
                path.push(part);
                path = path.canonicalize().unwrap_or(path);
            }
        }
    }
    path
}

/// The visible files below the folder. A folder that holds nothing but dotfiles counts as empty.
fn present(folder: &Path) -> Vec<RelPath> {
    WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .flatten()
        .filter(|entry| !entry.file_type().is_dir())
        .filter_map(|entry| {
            let below = entry.path().strip_prefix(folder).ok()?;
            RelPath::new(below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")).ok()
        })
        .collect()
}

/// Removes what a killed run left half written.
fn sweep(folder: &Path) {
    stage::left_over(folder);
    for entry in WalkDir::new(folder).into_iter().flatten() {
        if entry.file_type().is_file() && entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests;
