//! A folder whose files are listed at once and read when they are asked for.

use super::read::{self, Dots};
use super::stamp::Stamp;
use super::{STATE, UNFINISHED};
use crate::base::files::Files;
use crate::base::fingerprint::Fingerprint;
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Report};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How long after a change a file system may still give another change the same time.
pub const MOMENT: Duration = Duration::from_millis(20);

/// The files below a folder as they were listed, with paths from the root.
#[derive(Debug, Default)]
pub struct Folder {
    files: BTreeMap<RelPath, File>,
}

#[derive(Debug)]
struct File {
    lies: PathBuf,
    mark: Option<Fingerprint>,
}

impl Folder {
    /// Lists the files that [`read::tree`] would read. A file that was changed in the very moment it is looked at, or later by its own
    /// account, gets no mark: another change might leave it looking the same.
    pub fn look(root: &Path, folder: &str, dots: Dots) -> (Self, Report) {
        let now = now(root);
        let (found, report) = read::list(root, folder, dots);
        let look = |(path, lies): (RelPath, PathBuf)| {
            let mark = now.and_then(|now| settled_mark(&lies.metadata().ok()?, now));
            (path, File { lies, mark })
        };
        (Self { files: found.into_par_iter().map(look).collect() }, report)
    }
}

impl Files for Folder {
    fn paths(&self) -> Box<dyn Iterator<Item = &RelPath> + '_> {
        Box::new(self.files.keys())
    }

    fn has(&self, path: &RelPath) -> bool {
        self.files.contains_key(path)
    }

    fn mark(&self, path: &RelPath) -> Option<Fingerprint> {
        self.files.get(path)?.mark
    }

    fn bytes(&self, path: &RelPath) -> Result<Option<Cow<'_, [u8]>>, Diagnostic> {
        let Some(file) = self.files.get(path) else { return Ok(None) };
        match read::bytes(path, &file.lies) {
            Ok(bytes) => Ok(Some(Cow::Owned(bytes))),
            Err(_) if fs::symlink_metadata(&file.lies).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) => Ok(None),
            Err(problem) => Err(problem),
        }
    }
}

/// What time it is for the file system that `root` lies on, which may not be what it is for us. None where nothing can be written.
fn now(root: &Path) -> Option<SystemTime> {
    let state = root.join(STATE);
    let new = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(state).ok()?;
    new.as_file().metadata().ok()?.modified().ok()
}

/// Stands for how a file lies there, once a change since would show.
fn settled_mark(metadata: &Metadata, now: SystemTime) -> Option<Fingerprint> {
    Stamp::from(metadata).filter(|stamp| stamp.is_older(now, MOMENT)).map(Stamp::print)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_marked_once_it_has_rested_and_read_as_it_is() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("seeds")).unwrap();
        fs::create_dir_all(root.path().join(STATE)).unwrap();
        fs::write(root.path().join("seeds/a.txt"), "one").unwrap();
        fs::write(root.path().join("seeds/.b.txt"), "hidden").unwrap();
        let path = RelPath::known("seeds/a.txt");
        let look = || Folder::look(root.path(), "seeds", Dots::Skip).0;
        assert_eq!(look().paths().collect::<Vec<_>>(), [&path]);
        assert_eq!(look().mark(&path), None, "just written");
        let rest = || std::thread::sleep(MOMENT * 2);
        rest();
        let folder = look();
        let mark = folder.mark(&path);
        assert!(mark.is_some() && mark == look().mark(&path));
        assert_eq!(folder.bytes(&path).unwrap().as_deref(), Some(b"one".as_slice()));
        let age = |seconds| {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            fs::File::options().write(true).open(root.path().join("seeds/a.txt")).unwrap().set_modified(time).unwrap();
            rest();
        };
        age(1_000_001);
        assert_ne!(look().mark(&path), mark);
        age(99_000_000_000);
        assert_eq!(look().mark(&path), None, "changed in the time to come");
        fs::remove_file(root.path().join("seeds/a.txt")).unwrap();
        assert_eq!(folder.bytes(&path), Ok(None), "gone since");
    }
}
