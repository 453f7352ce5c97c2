//! Files that are read one by one, when they are needed: a folder on a disk, or a tree in memory. Nothing here touches a disk.

use super::fingerprint::Fingerprint;
use super::path::RelPath;
use super::report::Diagnostic;
use super::tree::Tree;
use std::borrow::Cow;

/// Files by path.
pub trait Files: Sync {
    /// Their paths, in order.
    fn paths(&self) -> Box<dyn Iterator<Item = &RelPath> + '_>;

    /// Whether there is such a file.
    fn has(&self, path: &RelPath) -> bool;

    /// What a file looks like from outside. Two equal marks mean that nobody has touched it; none means that only reading it will tell.
    fn mark(&self, path: &RelPath) -> Option<Fingerprint>;

    /// What a file holds; none when there is no such file any more, a problem when it cannot be read.
    fn bytes(&self, path: &RelPath) -> Result<Option<Cow<'_, [u8]>>, Diagnostic>;
}

impl Files for Tree {
    fn paths(&self) -> Box<dyn Iterator<Item = &RelPath> + '_> {
        Box::new(self.keys())
    }

    fn has(&self, path: &RelPath) -> bool {
        self.contains_key(path)
    }

    fn mark(&self, _: &RelPath) -> Option<Fingerprint> {
        None
    }

    fn bytes(&self, path: &RelPath) -> Result<Option<Cow<'_, [u8]>>, Diagnostic> {
        Ok(self.get(path).map(|bytes| Cow::Borrowed(bytes.as_slice())))
    }
}
