//! A folder with releases: `releases/7/` holds the seventh, `current` leads to the one readers see. A new one is made beside it, from hard
//! links, and becomes visible when `current` is replaced: in one moment, and back in one.
//!
//! A release takes its number by renaming a folder to a name that is not there yet. Of two publishers who want the same number one fails.

use super::folder::{delete, is_empty, put, refused, understood};
use super::local::Local;
use super::manifest::{Manifest, NAME};
use super::target::{Done, Remote, Target, Trouble};
use crate::base::path::RelPath;
use crate::base::report::Diagnostic;
use crate::disk;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The link that leads to the release readers see. A web server's root is set to it.
pub const CURRENT: &str = "current";

/// The folder of releases.
pub const RELEASES: &str = "releases";

/// A folder that holds releases.
#[derive(Debug)]
pub struct Releases {
    path: PathBuf,
    keep: usize,
    /// A name no other run has.
    run: String,
    current: Option<u64>,
    next: u64,
    stage: Option<PathBuf>,
}

impl Releases {
    /// The folder, of whose releases `keep` are kept.
    pub fn new(path: PathBuf, keep: usize, run: &str) -> Self {
        Self { path, keep: keep.max(1), run: run.to_owned(), current: None, next: 1, stage: None }
    }

    fn release(&self, number: u64) -> PathBuf {
        self.path.join(RELEASES).join(number.to_string())
    }

    /// The number of the release `current` leads to.
    fn visible(&self) -> Result<Option<u64>, Trouble> {
        let link = self.path.join(CURRENT);
        match fs::read_link(&link) {
            Ok(to) => {
                let number = to.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
                number.filter(|number| self.release(*number).is_dir()).map(Some).ok_or_else(|| {
                    let message = format!("`{}` leads to `{}`, which is no release of Dateline's", link.display(), to.display());
                    Trouble::Refused(Diagnostic::error("publish-foreign", message).help("remove the link, or choose a folder of its own"))
                })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                let message = format!("`{}` is no link", link.display());
                Err(Trouble::Refused(Diagnostic::error("publish-foreign", message).help("move it away, or set `releases = 0`")))
            }
            Err(error) => Err(Trouble::failed(&format!("read `{}`", link.display()), error)),
        }
    }

    fn numbers(&self) -> BTreeSet<u64> {
        let entries = fs::read_dir(self.path.join(RELEASES)).into_iter().flatten().filter_map(Result::ok);
        entries.filter_map(|entry| entry.file_name().to_str().and_then(|name| name.parse().ok())).collect()
    }

    /// The release in the making: all that the current one has, foreign files included.
    fn stage(&mut self) -> Result<PathBuf, Trouble> {
        if let Some(stage) = &self.stage {
            return Ok(stage.clone());
        }
        let stage = self.path.join(RELEASES).join(format!(".new-{}", self.run));
        disk::write::folder(&stage).map_err(refused)?;
        if let Some(current) = self.current {
            copy(&self.release(current), &stage).map_err(|error| Trouble::failed("make the next release", error))?;
        }
        self.stage = Some(stage.clone());
        Ok(stage)
    }

    fn show(&self, number: u64) -> Result<(), Trouble> {
        let failed = |error| Trouble::failed("make the release visible", error);
        let (link, new) = (self.path.join(CURRENT), self.path.join(format!(".{CURRENT}-{}", self.run)));
        make_link(&Path::new(RELEASES).join(number.to_string()), &new).map_err(failed)?;
        fs::rename(&new, &link).map_err(failed)
    }

    /// Removes releases that are older than those to be kept, and what runs left that were killed.
    fn tidy(&self, current: u64) {
        let old: Vec<u64> = self.numbers().into_iter().filter(|number| *number < current).collect();
        for number in old.iter().rev().skip(self.keep.saturating_sub(1)) {
            // Readers see nothing of it; what cannot be removed now can be next time.
            let _ = fs::remove_dir_all(self.release(*number));
        }
        for entry in fs::read_dir(self.path.join(RELEASES)).into_iter().flatten().filter_map(Result::ok) {
            if entry.file_name().to_string_lossy().starts_with(".new-") {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

impl Target for Releases {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn atomic(&self) -> bool {
        true
    }

    fn read(&mut self) -> Result<Remote, Trouble> {
        self.current = self.visible()?;
        self.next = self.numbers().last().map_or(1, |last| last.saturating_add(1));
        let Some(current) = self.current else {
            let nothing = is_empty(&self.path)? || self.path.join(RELEASES).is_dir();
            return Ok(Remote { manifest: None, empty: nothing });
        };
        let manifest = disk::read::file(&self.release(current), NAME).map_err(refused)?;
        let manifest = manifest.map(|bytes| understood(&bytes, &self.place())).transpose()?;
        Ok(Remote { empty: false, manifest })
    }

    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble> {
        let Some(folder) = self.current.map(|current| self.release(current)) else { return Ok(BTreeSet::new()) };
        Ok(paths.iter().filter(|path| folder.join(path.as_str()).symlink_metadata().is_ok()).cloned().collect())
    }

    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        let stage = self.stage()?;
        put(&stage, local, paths, done)
    }

    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        let stage = self.stage()?;
        delete(&stage, paths, done)
    }

    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        let stage = self.stage()?;
        disk::write::file(&stage, &RelPath::known(NAME), &manifest.bytes()).map_err(refused)?;
        if self.visible()? != self.current {
            return Err(Trouble::Overtaken);
        }
        // On to a folder that is not empty, which every release is, a folder cannot be renamed.
        fs::rename(&stage, self.release(self.next)).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => Trouble::Overtaken,
            _ => Trouble::failed("make the release visible", error),
        })?;
        self.stage = None;
        self.show(self.next)?;
        self.tidy(self.next);
        self.current = Some(self.next);
        Ok(())
    }

    fn roll_back(&mut self) -> Result<String, Trouble> {
        let current = self.visible()?;
        let before = current.and_then(|current| self.numbers().into_iter().rfind(|number| *number < current));
        match before {
            Some(number) => self.show(number).map(|()| format!("release {number}")),
            None => Err(Trouble::Refused(
                Diagnostic::error("publish-no-release", format!("{} holds no earlier release", self.place())).help("publish what was before"),
            )),
        }
    }
}

/// Copies a folder: by hard links where the disk has them. Files are only ever replaced, never written into, so that a release never changes.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in WalkDir::new(from).min_depth(1) {
        let entry = entry.map_err(io::Error::other)?;
        let target = to.join(entry.path().strip_prefix(from).map_err(io::Error::other)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)?;
        } else if entry.file_type().is_symlink() {
            make_link(&fs::read_link(entry.path())?, &target)?;
        } else if fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn make_link(to: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(not(unix))]
fn make_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "releases need links, which this system has not; set `releases = 0`"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::publish::run::{Options, Published, prepare, publish};

    fn go(place: &Path, run: &str, files: &[(&str, &str)]) -> Result<Published, Trouble> {
        let from = tempfile::tempdir().unwrap();
        for (path, text) in files {
            fs::write(from.path().join(path), text).unwrap();
        }
        let local = Local::read(from.path(), &files.iter().map(|(path, _)| RelPath::known(path)).collect::<Vec<_>>()).unwrap();
        let mut target = Releases::new(place.to_owned(), 3, run);
        let prepared = prepare(&mut target, &local, Options::default())?;
        if let Some(trouble) = prepared.obstacle("it", Options::default()) {
            return Err(trouble);
        }
        publish(&mut target, &local, &prepared, run, &mut |_| {})
    }

    fn shown(place: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(place.join(CURRENT))
            .unwrap()
            .map(|entry| {
                let entry = entry.unwrap();
                format!("{}={}", entry.file_name().to_string_lossy(), fs::read_to_string(entry.path()).unwrap().chars().take(3).collect::<String>())
            })
            .filter(|name| !name.starts_with(NAME))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_release_is_seen_as_a_whole_kept_and_shown_again() {
        let place = tempfile::tempdir().unwrap();
        go(place.path(), "a", &[("x", "1"), ("y", "1")]).unwrap();
        fs::write(place.path().join("current/CNAME"), "own").unwrap();
        assert_eq!(go(place.path(), "b", &[("x", "2"), ("z", "1")]).unwrap(), Published { sent: 2, bytes: 2, removed: 1 });
        assert_eq!(shown(place.path()), ["CNAME=own", "x=2", "z=1"]);
        assert_eq!(go(place.path(), "c", &[("x", "2"), ("z", "1")]).unwrap(), Published::default());
        let mut target = Releases::new(place.path().to_owned(), 3, "d");
        assert_eq!(target.roll_back().unwrap(), "release 1");
        assert_eq!(shown(place.path()), ["CNAME=own", "x=1", "y=1"]);
        assert!(target.roll_back().is_err());
        for (run, text) in [("e", "3"), ("f", "4"), ("g", "5")] {
            go(place.path(), run, &[("x", text)]).unwrap();
        }
        assert_eq!(shown(place.path()), ["CNAME=own", "x=5"]);
        assert_eq!(target.numbers(), BTreeSet::from([3, 4, 5]));
    }

    #[test]
    fn of_two_publishers_one_is_told() {
        let place = tempfile::tempdir().unwrap();
        go(place.path(), "a", &[("x", "1")]).unwrap();
        let (mut one, mut other) = (Releases::new(place.path().to_owned(), 3, "b"), Releases::new(place.path().to_owned(), 3, "c"));
        one.read().unwrap();
        other.read().unwrap();
        one.commit(&Manifest::new().next("b")).unwrap();
        assert_eq!(other.commit(&Manifest::new().next("c")), Err(Trouble::Overtaken));
    }

    #[test]
    fn a_folder_with_a_life_of_its_own_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join(CURRENT)).unwrap();
        assert!(matches!(go(place.path(), "a", &[("x", "1")]), Err(Trouble::Refused(_))));
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("x"), "").unwrap();
        assert!(matches!(go(place.path(), "a", &[("x", "1")]), Err(Trouble::Refused(_))));
    }
}
