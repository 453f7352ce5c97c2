//! The files to publish, as they lie on this computer. Bytes are read when they are sent, one file at a time.

use super::manifest::Sha;
use crate::base::path::RelPath;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// One file to publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The digest of its bytes.
    pub sha: Sha,
    /// How many bytes it has.
    pub size: u64,
}

/// Files by the folder they lie in.
pub type Placed = Vec<(PathBuf, Vec<RelPath>)>;

/// A tree of files to publish.
#[derive(Debug, Default)]
pub struct Local {
    folder: PathBuf,
    files: BTreeMap<RelPath, Entry>,
    /// Files that lie nowhere, and were made for this place.
    made: BTreeMap<RelPath, Vec<u8>>,
}

impl Local {
    /// Looks at these files of a folder; the error names the first that cannot be read.
    pub fn read(folder: &Path, paths: &[RelPath]) -> Result<Self, (RelPath, io::Error)> {
        let look = |path: &RelPath| -> Result<(RelPath, Entry), (RelPath, io::Error)> {
            let bytes = std::fs::read(folder.join(path.as_str())).map_err(|error| (path.clone(), error))?;
            Ok((path.clone(), Entry { sha: Sha::of(&bytes), size: bytes.len() as u64 }))
        };
        let files = paths.par_iter().map(look).collect::<Result<BTreeMap<_, _>, _>>()?;
        Ok(Self { folder: folder.to_owned(), files, made: BTreeMap::new() })
    }

    /// The folder they lie in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files, by path.
    pub const fn files(&self) -> &BTreeMap<RelPath, Entry> {
        &self.files
    }

    /// Whether a file lies nowhere, and was made for this place.
    pub fn is_made(&self, path: &RelPath) -> bool {
        self.made.contains_key(path)
    }

    /// A file's bytes. Those of a file that was changed since it was looked at are an error: another run would have to plan anew.
    pub fn bytes(&self, path: &RelPath) -> io::Result<Vec<u8>> {
        if let Some(bytes) = self.made.get(path) {
            return Ok(bytes.clone());
        }
        let bytes = std::fs::read(self.folder.join(path.as_str()))?;
        if self.files.get(path).is_some_and(|entry| entry.sha == Sha::of(&bytes)) {
            Ok(bytes)
        } else {
            Err(io::Error::other("it was changed while it was being published"))
        }
    }

    /// Folders in which these files lie, for programs that read them themselves. What lies nowhere is put into a folder that goes with the second value.
    pub fn on_disk(&self, paths: &[RelPath]) -> io::Result<(Placed, Option<tempfile::TempDir>)> {
        let (made, lying): (Vec<RelPath>, Vec<RelPath>) = paths.iter().cloned().partition(|path| self.is_made(path));
        let mut placed = vec![(self.folder.clone(), lying)];
        let mut folder = None;
        if !made.is_empty() {
            let new = tempfile::tempdir()?;
            for path in &made {
                let target = new.path().join(path.as_str());
                target.parent().map_or(Ok(()), std::fs::create_dir_all)?;
                std::fs::write(target, self.bytes(path)?)?;
            }
            placed.push((new.path().to_owned(), made));
            folder = Some(new);
        }
        placed.retain(|(_, paths)| !paths.is_empty());
        Ok((placed, folder))
    }

    /// Adds a `.gz` beside each file of text that gains by it: the same bytes on every computer.
    pub fn precompress(&mut self) -> Result<(), (RelPath, io::Error)> {
        let texts = ["html", "css", "js", "json", "xml", "svg", "csv", "txt", "md"];
        let worth = |path: &RelPath, entry: &Entry| entry.size > 1024 && texts.contains(&path.extension().as_str());
        let chosen: Vec<RelPath> = self.files.iter().filter(|(path, entry)| worth(path, entry)).map(|(path, _)| path.clone()).collect();
        let packed: Vec<(RelPath, Vec<u8>)> = chosen
            .into_par_iter()
            .map(|path| {
                let packed = self.bytes(&path).and_then(|bytes| gzip(&bytes)).map_err(|error| (path.clone(), error))?;
                Ok((RelPath::known(format!("{path}.gz")), packed))
            })
            .collect::<Result<_, (RelPath, io::Error)>>()?;
        for (path, bytes) in packed {
            self.files.entry(path.clone()).or_insert(Entry { sha: Sha::of(&bytes), size: bytes.len() as u64 });
            self.made.entry(path).or_insert(bytes);
        }
        Ok(())
    }

    /// How many bytes these files have.
    pub fn size<'p>(&self, paths: impl IntoIterator<Item = &'p RelPath>) -> u64 {
        paths.into_iter().filter_map(|path| self.files.get(path)).map(|entry| entry.size).sum()
    }
}

/// Packed without a name or a time, which would differ from run to run.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changes_under_way_is_not_sent() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.html"), "one").unwrap();
        let path = RelPath::known("a.html");
        let local = Local::read(folder.path(), std::slice::from_ref(&path)).unwrap();
        assert_eq!((local.bytes(&path).unwrap(), local.size([&path])), (b"one".to_vec(), 3));
        std::fs::write(folder.path().join("a.html"), "two").unwrap();
        assert!(local.bytes(&path).is_err());
        assert!(Local::read(folder.path(), &[RelPath::known("b.html")]).is_err());
    }
}
