//! Whether anything was touched since the last time: names, sizes and times of all files below some folders. No file is read.

use super::stamp::Stamp;
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
                        let stamp = Stamp::from(&metadata);
                        newest = newest.max(stamp.and_then(Stamp::last));
                        parts.flag(metadata.is_dir()).print(stamp.map(Stamp::print).unwrap_or_default());
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
        // Other bytes, as many, with the time set back.
        let before = look();
        fs::write(root.path().join("content/a.md"), "two").unwrap();
        fs::File::options().write(true).open(root.path().join("content/a.md")).unwrap().set_modified(time).unwrap();
        if cfg!(unix) {
            assert_ne!(look().print, before.print);
        }
        fs::write(root.path().join("dateline.toml"), "").unwrap();
        assert!(look().newest >= first.newest);
    }
}
