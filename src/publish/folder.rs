//! A folder of this computer: a mounted share, a memory stick, a web server's own. Files are replaced one by one, each as a whole; with
//! releases ([`super::releases`]) all at once.

use super::local::Local;
use super::manifest::{Manifest, NAME};
use super::target::{Done, Remote, Target, Trouble};
use crate::base::path::RelPath;
use crate::disk;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

/// A folder that holds the files themselves.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    seen: Option<Vec<u8>>,
    lock: Option<File>,
}

impl Folder {
    /// The folder; it need not be there yet.
    pub fn new(path: PathBuf) -> Self {
        Self { path, seen: None, lock: None }
    }

    fn manifest(&self) -> Result<Option<Vec<u8>>, Trouble> {
        disk::read::file(&self.path, NAME).map_err(refused)
    }
}

impl Target for Folder {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn atomic(&self) -> bool {
        false
    }

    fn read(&mut self) -> Result<Remote, Trouble> {
        self.seen = self.manifest()?;
        let manifest = self.seen.as_deref().map(|bytes| understood(bytes, &self.place())).transpose()?;
        Ok(Remote { manifest, empty: is_empty(&self.path)? })
    }

    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble> {
        Ok(paths.iter().filter(|path| self.path.join(path.as_str()).symlink_metadata().is_ok()).cloned().collect())
    }

    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        put(&self.path, local, paths, done)
    }

    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        delete(&self.path, paths, done)
    }

    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        disk::write::folder(&self.path).map_err(refused)?;
        if self.lock.is_none() {
            self.lock = lock(&self.path)?;
        }
        self.check()?;
        let bytes = manifest.bytes();
        disk::write::file(&self.path, &RelPath::known(NAME), &bytes).map_err(refused)?;
        self.seen = Some(bytes);
        Ok(())
    }

    fn check(&mut self) -> Result<(), Trouble> {
        if self.manifest()? == self.seen { Ok(()) } else { Err(Trouble::Overtaken) }
    }
}

/// Holds the folder until it is dropped. Where a folder cannot be locked, comparing the manifest has to do.
pub(super) fn lock(folder: &Path) -> Result<Option<File>, Trouble> {
    let Ok(file) = File::open(folder) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => Err(Trouble::Overtaken),
        Err(std::fs::TryLockError::Error(_)) => Ok(None),
    }
}

pub(super) fn put(folder: &Path, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
    for path in paths {
        let bytes = local.bytes(path).map_err(|error| Trouble::failed(&format!("read `{path}`"), error))?;
        disk::write::file(folder, path, &bytes).map_err(refused)?;
        done(path);
    }
    Ok(())
}

pub(super) fn delete(folder: &Path, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
    for path in paths {
        disk::write::remove(folder, path).map_err(refused)?;
        done(path);
    }
    Ok(())
}

/// Whether there is nothing in a folder, or no folder.
pub(super) fn is_empty(folder: &Path) -> Result<bool, Trouble> {
    match folder.read_dir() {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Trouble::failed(&format!("read `{}`", folder.display()), error)),
    }
}

/// A manifest as it was found; one that makes no sense stops a run.
pub(super) fn understood(bytes: &[u8], place: &str) -> Result<Manifest, Trouble> {
    Manifest::read(bytes).map_err(|why| {
        let problem = crate::base::report::Diagnostic::error("publish-manifest", format!("{place} has a `{NAME}` of which {why}"));
        Trouble::Refused(problem.help("publish with the version that wrote it; or remove it there and say `--adopt`"))
    })
}

pub(super) fn refused(error: disk::DiskError) -> Trouble {
    Trouble::failed(&format!("{} `{}`", error.action, error.path), error.source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::run::{Options, Published, prepare, publish};

    fn go(folder: &Path, local: &Local) -> Result<Published, Trouble> {
        let mut target = Folder::new(folder.to_owned());
        let prepared = prepare(&mut target, local, Options::default())?;
        assert!(prepared.obstacle("it", Options::default()).is_none());
        publish(&mut target, local, &prepared, "run", &mut |_| {})
    }

    #[test]
    fn files_come_and_go_and_links_are_not_followed() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let place = to.path().join("www/archive");
        std::fs::create_dir(from.path().join("a")).unwrap();
        std::fs::write(from.path().join("a/x.html"), "1").unwrap();
        let local = Local::read(from.path(), &[RelPath::known("a/x.html")]).unwrap();
        assert_eq!(go(&place, &local).unwrap().sent, 1);
        assert_eq!(go(&place, &local).unwrap(), Published::default());
        assert_eq!(go(&place, &Local::default()).unwrap().removed, 1);
        assert_eq!(std::fs::read_dir(&place).unwrap().count(), 1, "the manifest alone is left");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(from.path(), place.join("a")).unwrap();
            assert!(go(&place, &local).is_err());
            assert_eq!(std::fs::read_to_string(from.path().join("a/x.html")).unwrap(), "1");
        }
    }

    #[test]
    fn two_at_once_are_told_apart() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(from.path().join("x.html"), "1").unwrap();
        let local = Local::read(from.path(), &[RelPath::known("x.html")]).unwrap();
        let mut first = Folder::new(to.path().to_owned());
        first.read().unwrap();
        first.commit(&Manifest::new().next("first")).unwrap();
        let mut second = Folder::new(to.path().to_owned());
        second.read().unwrap();
        if cfg!(unix) {
            assert_eq!(second.commit(&Manifest::new().next("second")), Err(Trouble::Overtaken));
        }
        drop(first);
        assert_eq!(go(to.path(), &local).unwrap().sent, 1);
    }

    #[test]
    fn a_manifest_that_makes_no_sense_stops_a_run() {
        let to = tempfile::tempdir().unwrap();
        std::fs::write(to.path().join(NAME), "{}").unwrap();
        assert!(matches!(go(to.path(), &Local::default()), Err(Trouble::Refused(problem)) if problem.code == "publish-manifest"));
    }
}
