//! Whether anything was touched since the last time: names, sizes and times of all files below some folders. No file is read.

use crate::base::fingerprint::{Fingerprint, Parts};
use std::path::Path;
use std::time::SystemTime;
use walkdir::WalkDir;

/// What some folders looked like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scan {
    /// Differs when a file is new, gone, or has another size, time or place on the disk.
    pub print: Fingerprint,
    /// The latest time a file or folder was changed, when the system tells any.
    pub newest: Option<SystemTime>,
}

/// Looks at everything below `folders`, with paths from `root`; a folder may also be a single file, or not be there. Links are followed
/// where `follow` says so, as those who read the folders do.
pub fn scan<'f>(root: &Path, folders: impl IntoIterator<Item = &'f Path>, follow: bool) -> Scan {
    let mut prints = Vec::new();
    let mut newest = None;
    for folder in folders {
        for entry in WalkDir::new(root.join(folder)).follow_links(follow) {
            let mut parts = Parts::default();
            match entry {
                Ok(entry) => {
                    parts.bytes(entry.path().strip_prefix(root).unwrap_or(entry.path()).as_os_str().as_encoded_bytes());
                    if let Ok(metadata) = entry.metadata() {
                        let modified = metadata.modified().ok();
                        newest = newest.max(modified);
                        parts.flag(metadata.is_dir()).number(if metadata.is_dir() {
                            0
                        } else {
                            usize::try_from(metadata.len()).unwrap_or(usize::MAX)
                        });
                        parts.time(modified);
                        parts.number(place(&metadata));
                    }
                }
                Err(error) => {
                    parts.text(&error.to_string());
                }
            }
            prints.push(parts.done());
        }
    }
    prints.sort_unstable();
    let mut all = Parts::default();
    for print in &prints {
        all.print(*print);
    }
    Scan { print: all.done(), newest }
}

/// The number of the file on its disk: another one when a file was put in the place of one of the same size and time.
#[cfg(unix)]
fn place(metadata: &std::fs::Metadata) -> usize {
    usize::try_from(std::os::unix::fs::MetadataExt::ino(metadata)).unwrap_or(0)
}

#[cfg(not(unix))]
fn place(_: &std::fs::Metadata) -> usize {
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn every_touch_is_seen() {
        let root = tempfile::tempdir().unwrap();
        let look = || scan(root.path(), [Path::new("content"), Path::new("dateline.toml")], true);
        let nothing = look();
        fs::create_dir(root.path().join("content")).unwrap();
        fs::write(root.path().join("content/a.md"), "one").unwrap();
        let first = look();
        assert_ne!(nothing.print, first.print);
        assert_eq!(look(), first);
        // The same bytes under the same name, but another file.
        fs::write(root.path().join("content/b.md"), "one").unwrap();
        let time = fs::metadata(root.path().join("content/a.md")).unwrap().modified().unwrap();
        fs::File::options().write(true).open(root.path().join("content/b.md")).unwrap().set_modified(time).unwrap();
        fs::rename(root.path().join("content/b.md"), root.path().join("content/a.md")).unwrap();
        if cfg!(unix) {
            assert_ne!(look().print, first.print);
        }
        fs::write(root.path().join("dateline.toml"), "").unwrap();
        assert!(look().newest >= first.newest);
    }
}
