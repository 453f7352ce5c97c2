//! How a file or folder lies on the disk, by which a later run sees that nobody touched it.

use crate::base::fingerprint::{Fingerprint, Parts};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How a file lies there: enough to see that nobody wrote to it since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// Seconds and nanoseconds of its last change, as the system tells them.
    modified: (i64, u32),
    /// When anything about it changed last, which nobody can set at will, and its number on the disk. Zero where a system has neither.
    changed: (i64, i64, u64),
}

impl Stamp {
    /// The stamp of a file; none when there is no regular file, or the system does not say when it changed.
    pub fn of(path: &Path) -> Option<Self> {
        Self::from(&path.symlink_metadata().ok().filter(fs::Metadata::is_file)?)
    }

    /// The stamp of a folder, which changes when something in it is new, gone or replaced; none when there is no folder.
    pub fn of_folder(path: &Path) -> Option<Self> {
        Self::from(&path.symlink_metadata().ok().filter(fs::Metadata::is_dir)?)
    }

    /// The same of what is known already.
    pub fn from(metadata: &fs::Metadata) -> Option<Self> {
        let since = metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        let modified = (i64::try_from(since.as_secs()).ok()?, since.subsec_nanos());
        Some(Self { size: metadata.len(), modified, changed: changed(metadata) })
    }

    /// When anything about it changed last, as the system tells it.
    pub fn last(self) -> Option<SystemTime> {
        let changed = u32::try_from(self.changed.1).map(|nanos| (self.changed.0, nanos)).unwrap_or_default();
        let (seconds, nanos) = self.modified.max(changed);
        std::time::UNIX_EPOCH.checked_add(Duration::new(u64::try_from(seconds).ok()?, nanos))
    }

    /// Whether the file was changed this long before `now` at the latest: then a change since would show.
    pub fn is_older(self, now: SystemTime, moment: Duration) -> bool {
        self.last().and_then(|last| last.checked_add(moment)).is_some_and(|settled| settled < now)
    }

    /// Stands for it.
    pub fn print(self) -> Fingerprint {
        Parts::default().debug(&self).done()
    }
}

#[cfg(unix)]
fn changed(metadata: &fs::Metadata) -> (i64, i64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec(), metadata.ino())
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> (i64, i64, u64) {
    (0, 0, 0)
}
