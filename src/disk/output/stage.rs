//! Folders of the site that are not there yet: filled apart, and given their names when all is in them.
//!
//! Nobody has a file in a folder that is not there, so a file in it needs no look at what it replaces and no name of its own for the time
//! it is being written: one that was begun and not finished lies where nobody takes it for a page. That is most of what a first build writes.

use super::UNFINISHED;
use crate::base::path::RelPath;
use crate::disk::stamp::Stamp;
use crate::disk::{DiskError, write};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::TempDir;

/// The folders of one run that were not there when something was first put into them.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// Each folder at the top of the site that something was put into, and whether it is filled apart.
    tops: BTreeMap<String, bool>,
    /// Where they are filled; removed with whatever is left in it when the run ends.
    apart: Option<TempDir>,
}

/// What became of a file.
pub(super) enum Put {
    /// Its folder was there: it is to be written in its place.
    NotHere,
    /// It is written, with its stamp where the system tells one.
    Written(Option<Stamp>),
}

impl Stage {
    /// For a site's folder. Nothing is made yet.
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), known: Mutex::default() }
    }

    /// Writes a file whose folder at the top of the site was not there.
    pub(super) fn write(&self, path: &RelPath, bytes: &[u8]) -> Result<Put, DiskError> {
        let Some(top) = top(path) else { return Ok(Put::NotHere) };
        let Some(apart) = self.apart(top)? else { return Ok(Put::NotHere) };
        let target = apart.join(path.as_str());
        let stamp = match fresh(&target, bytes) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => write::over(&apart, path, bytes).map(|()| Stamp::of(&target)),
            written => written.map_err(DiskError::on("write", path)),
        };
        stamp.map(Put::Written)
    }

    /// Where the folders are filled, when this is one of them.
    fn apart(&self, top: &str) -> Result<Option<PathBuf>, DiskError> {
        let known = &mut *self.lock();
        if let Some(filled_apart) = known.tops.get(top) {
            return Ok(known.apart.as_ref().filter(|_| *filled_apart).map(|apart| apart.path().to_owned()));
        }
        let missing = self.folder.join(top).symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        if missing && known.apart.is_none() {
            fs::create_dir_all(&self.folder).map_err(DiskError::on("make", self.folder.display()))?;
            left_over(&self.folder);
            let apart = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(&self.folder);
            known.apart = Some(apart.map_err(DiskError::on("write into", self.folder.display()))?);
        }
        known.tops.insert(top.to_owned(), missing);
        Ok(known.apart.as_ref().filter(|_| missing).map(|apart| apart.path().to_owned()))
    }

    /// The folders that were filled apart.
    pub(super) fn folders(&self) -> Vec<String> {
        self.lock().tops.iter().filter(|(_, apart)| **apart).map(|(top, _)| top.clone()).collect()
    }

    /// Gives a folder its name. Where one of that name has come up meanwhile, neither is touched.
    pub(super) fn unveil(&self, top: &str) -> Result<(), DiskError> {
        let known = self.lock();
        let Some(apart) = &known.apart else { return Ok(()) };
        let (from, to) = (apart.path().join(top), self.folder.join(top));
        if from.symlink_metadata().is_err() {
            // Nothing could be written into it.
            return Ok(());
        }
        if to.symlink_metadata().is_ok() {
            return Err(DiskError::on("make", top)(io::ErrorKind::AlreadyExists.into()));
        }
        fs::rename(&from, &to).map_err(DiskError::on("make", top))
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The folder at the top of the site that a file lies in; none for one that lies there itself.
pub(super) fn top(path: &RelPath) -> Option<&str> {
    path.as_str().split_once('/').map(|(top, _)| top)
}

/// A file that is not there yet. One that cannot be written whole is taken away again.
fn fresh(target: &Path, bytes: &[u8]) -> io::Result<Option<Stamp>> {
    let open = || File::options().write(true).create_new(true).open(target);
    let mut file = match open() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(target.parent().unwrap_or(target))?;
            open()?
        }
        opened => opened?,
    };
    file.write_all(bytes).inspect_err(|_| {
        let _ = fs::remove_file(target);
    })?;
    Ok(file.metadata().ok().as_ref().and_then(Stamp::from))
}

/// Removes folders that a killed run was filling.
pub(super) fn left_over(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (TempDir, Stage) {
        let folder = tempfile::tempdir().unwrap();
        let stage = Stage::in_folder(&folder.path().join("public"));
        (folder, stage)
    }

    fn put(stage: &Stage, path: &str, text: &str) -> bool {
        matches!(stage.write(&RelPath::known(path), text.as_bytes()).unwrap(), Put::Written(Some(_)))
    }

    #[test]
    fn a_folder_has_its_name_when_all_is_in_it() {
        let (folder, stage) = site();
        let at = |path: &str| folder.path().join("public").join(path);
        assert!(!put(&stage, "index.html", "1"));
        assert!(put(&stage, "articles/a.html", "half") && put(&stage, "articles/a.html", "whole") && put(&stage, "tags/x/2015.html", "x"));
        assert!(!at("articles").exists() && stage.folders() == ["articles", "tags"]);
        stage.unveil("articles").unwrap();
        assert_eq!(fs::read_to_string(at("articles/a.html")).unwrap(), "whole");
        drop(stage);
        let left: Vec<_> = fs::read_dir(at("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["articles"], "what was not shown is gone");
    }

    #[test]
    fn folders_that_are_there_are_left_to_those_who_look_before_they_write() {
        let (folder, stage) = site();
        fs::create_dir_all(folder.path().join("public/articles")).unwrap();
        assert!(!put(&stage, "articles/a.html", "1"));
        assert!(put(&stage, "tags/a.html", "1"));
        fs::create_dir(folder.path().join("public/tags")).unwrap();
        assert!(stage.unveil("tags").is_err());
        assert!(!folder.path().join("public/tags/a.html").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_no_missing_folder_and_files_have_the_usual_rights() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, stage) = site();
        fs::create_dir_all(folder.path().join("public")).unwrap();
        std::os::unix::fs::symlink("/nowhere", folder.path().join("public/articles")).unwrap();
        assert!(!put(&stage, "articles/a.html", "1"));
        put(&stage, "tags/a.html", "1");
        stage.unveil("tags").unwrap();
        fs::write(folder.path().join("plain"), "").unwrap();
        let mode = |path: &str| folder.path().join(path).metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("public/tags/a.html"), mode("plain"));
        assert_ne!(mode("public/tags"), 0o700);
    }

    #[test]
    fn what_a_killed_run_was_filling_goes_before_something_new_is_filled() {
        let (folder, stage) = site();
        let old = folder.path().join("public").join(format!("{UNFINISHED}old/articles"));
        fs::create_dir_all(&old).unwrap();
        put(&stage, "tags/a.html", "1");
        assert!(!old.exists());
    }
}
