//! One run at a time on one archive. The lock dies with its process, so none is ever left behind.

use super::{DiskError, STATE};
use std::fs::{self, File, TryLockError};
use std::path::Path;

/// Held while a run changes anything; free again when dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the archive's lock. When another run holds it, calls `waiting` once and then waits.
    pub fn acquire(root: &Path, waiting: impl FnOnce()) -> Result<Self, DiskError> {
        let folder = root.join(STATE);
        fs::create_dir_all(&folder).map_err(DiskError::on("make", STATE))?;
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(&ignore, "*\n").map_err(DiskError::on("write", format!("{STATE}/.gitignore")))?;
        }
        let shown = format!("{STATE}/lock");
        let file = File::options().create(true).truncate(false).write(true).open(folder.join("lock")).map_err(DiskError::on("open", &shown))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                file.lock().map_err(DiskError::on("lock", &shown))?;
            }
            Err(TryLockError::Error(error)) => return Err(DiskError::on("lock", &shown)(error)),
        }
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn the_second_run_waits_for_the_first() {
        let root = tempfile::tempdir().unwrap();
        let first = Lock::acquire(root.path(), || panic!("nobody holds it")).unwrap();
        let (told, waits) = mpsc::channel();
        let path = root.path().to_owned();
        let second = std::thread::spawn(move || Lock::acquire(&path, || told.send(()).unwrap()).is_ok());
        waits.recv().unwrap();
        drop(first);
        assert!(second.join().unwrap());
    }
}
