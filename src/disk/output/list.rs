//! The lists that prove what is ours: what was written, and what a killed run was about to write.

use super::LIST;
use crate::base::path::RelPath;
use crate::base::tree::Digest;
use crate::disk::{DiskError, STATE, regular};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The list of what is about to be written.
pub(super) fn unfinished_list(root: &Path) -> PathBuf {
    root.join(STATE).join("unfinished")
}

fn line(line: &str) -> Option<(RelPath, Digest)> {
    let (digest, path) = line.split_once("  ")?;
    Some((RelPath::new(path).ok()?, Digest::try_from(digest.to_owned()).ok()?))
}

/// The list of what earlier runs wrote; none where there is no list.
pub(super) fn read_list(list: &Path) -> Result<Option<BTreeMap<RelPath, BTreeSet<Digest>>>, DiskError> {
    let Some(bytes) = regular(list, LIST)? else { return Ok(None) };
    let text = String::from_utf8_lossy(&bytes);
    Ok(Some(text.lines().filter_map(line).map(|(path, digest)| (path, BTreeSet::from([digest]))).collect()))
}

/// What a killed run had announced for this folder.
pub(super) fn read_unfinished(root: &Path, folder: &Path) -> Vec<(RelPath, Digest)> {
    let text = fs::read_to_string(unfinished_list(root)).unwrap_or_default();
    let mut here = false;
    let mut found = Vec::new();
    for text in text.lines() {
        if let Some(named) = text.strip_prefix("@ ") {
            here = Path::new(named) == folder;
        } else if here {
            found.extend(line(text));
        }
    }
    found
}
