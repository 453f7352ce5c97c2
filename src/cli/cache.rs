//! What one build writes down so that the next need not do it again: `.dateline/cache/`, a file for each output folder.
//!
//! It is read only when it is whole, of this format, and of this very program; else it is as if there was none. Deleting it costs time, nothing else.

use super::root::Root;
use crate::base::fingerprint::{Fingerprint, Parts};
use crate::base::path::RelPath;
use crate::base::tree::Digest;
use crate::disk::output::Stamp;
use crate::disk::{self, DiskError, STATE};
use crate::edition::ledger::Ledger;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How the file begins. Raised with every change of what follows.
const HEAD: &[u8] = b"dateline cache 1\n";

/// What is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cache {
    /// What every page looked at.
    pub(super) ledger: Ledger,
    /// Each file of the site as it lay there after it was written: a file that lies there otherwise is made again.
    pub(super) stamps: BTreeMap<String, Stamp>,
}

impl Cache {
    /// The cache of the last run; an empty one where there is none that can be used.
    pub(super) fn read(root: &Root) -> Self {
        disk::read::file(&root.path, file(root).as_str()).ok().flatten().and_then(|bytes| Self::parse(&bytes)).unwrap_or_default()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(HEAD)?;
        let (digest, body) = rest.split_at_checked(64)?;
        (Digest::of(body).to_string().as_bytes() == digest).then(|| postcard::from_bytes(body).ok())?
    }

    fn bytes(&self) -> Vec<u8> {
        // Everything in it is plain numbers, texts and lists, which are written without fail.
        let body = postcard::to_stdvec(self).unwrap_or_default();
        let mut bytes = HEAD.to_vec();
        bytes.extend_from_slice(Digest::of(&body).to_string().as_bytes());
        bytes.extend_from_slice(&body);
        bytes
    }

    /// Puts it where the next run finds it.
    pub(super) fn write(&self, root: &Root) -> Result<(), DiskError> {
        disk::write::file(&root.path, &file(root), &self.bytes()).map(|_| ())
    }
}

/// Where it lies, from the archive's root.
fn file(root: &Root) -> RelPath {
    RelPath::known(format!("{STATE}/cache/{}", Digest::of(root.output.to_string_lossy().as_bytes()).short()))
}

/// Stands for everything that is the same for all pages of a run: the program, the settings.
pub(super) fn run_print(root: &Root) -> Fingerprint {
    let mut parts = Parts::default();
    parts.text(env!("CARGO_PKG_VERSION")).debug(&root.settings);
    // Two programs of one version differ while one is being worked on.
    if let Some(program) = std::env::current_exe().ok().and_then(|program| program.metadata().ok()) {
        parts.debug(&program.len()).debug(&program.modified().ok());
    }
    parts.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_that_is_not_whole_is_none() {
        let mut cache = Cache::default();
        cache.stamps.insert("index.html".to_owned(), Stamp::default());
        let bytes = cache.bytes();
        assert_eq!(Cache::parse(&bytes), Some(cache));
        for cut in [0, 5, HEAD.len(), HEAD.len() + 20, bytes.len() - 1] {
            assert_eq!(Cache::parse(&bytes[..cut]), None, "cut at {cut}");
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            assert_eq!(Cache::parse(&bytes), None, "byte {at}");
        }
    }
}
