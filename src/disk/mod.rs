//! Floor 4: the only part that touches files. Everything else hands over values: trees that were read, changes to make.
//!
//! Four promises, each with its file. [`read`]: a tree is read in the same order everywhere, never through a link that leads out of the
//! archive, and one file that cannot be read is one problem. [`write`]: a file holds its old bytes or its new ones, never a part, and what a
//! person may have typed is saved before it is overwritten. [`output`]: in the site's folder only files we can prove we wrote are
//! changed or removed. [`lock`]: one run at a time. [`scan`] sees what was touched without reading it, [`folder`] reads
//! only what is asked for; both hold a file for untouched by its [`stamp`] alone.

pub mod folder;
pub mod lock;
pub mod output;
pub mod read;
pub mod scan;
pub mod stamp;
pub mod write;

use crate::base::report::{Diagnostic, Place};
use std::io;
use std::path::Path;

/// The folder for the lock, saved files and unfinished work. Deleting it costs time, nothing else.
pub const STATE: &str = ".dateline";

/// How the names of files begin that are being written and have not got their own name yet.
const UNFINISHED: &str = ".dateline-new-";

/// Something the system refused.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} `{path}`: {}", reason(source))]
pub struct DiskError {
    /// What was tried: `read`, `write`, `remove`, ….
    pub action: &'static str,
    /// On what: a path from the root where there is one.
    pub path: String,
    /// Why not.
    pub source: io::Error,
}

impl DiskError {
    /// For `map_err`: gives the system's error its action and path.
    pub(crate) fn on(action: &'static str, path: impl std::fmt::Display) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_string();
        move |source| Self { action, path, source }
    }

    /// The error as a problem with a place.
    pub fn diagnostic(&self) -> Diagnostic {
        let help = match self.source.kind() {
            io::ErrorKind::PermissionDenied => "give yourself the right to do so, or choose another folder",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space and run again; what was there before is still whole",
            io::ErrorKind::ReadOnlyFilesystem => "choose a folder that can be written to",
            io::ErrorKind::InvalidInput => "replace the link by the file or folder itself",
            _ => "run again when this is put right; what was there before is still whole",
        };
        Diagnostic::error("disk", self.to_string()).at(Place::file(&self.path)).help(help)
    }
}

/// The system's words without its error number, in lower case like all our messages.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The bytes of a regular file; `None` when there is none. A link is an error: nothing of ours is read or written through one.
fn regular(path: &Path, shown: &str) -> Result<Option<Vec<u8>>, DiskError> {
    let kind = match path.symlink_metadata() {
        Ok(metadata) => metadata.file_type(),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(DiskError::on("read", shown)(error)),
    };
    if kind.is_symlink() {
        return Err(DiskError::on("use", shown)(link()));
    }
    if !kind.is_file() {
        return Err(DiskError::on("use", shown)(io::Error::other("it is no file")));
    }
    std::fs::read(path).map(Some).map_err(DiskError::on("read", shown))
}

fn link() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is a symbolic link")
}
