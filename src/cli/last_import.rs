//! What the last import leaves to the next: two files beside the cache, read only when they are whole, of this format, and of this very program with
//! these word lists. One says that nothing was left to do, and what was told then; the other is the [`Memory`]. Deleting them costs time, nothing
//! else.

use super::cache;
use super::root::Root;
use crate::base::fingerprint::Fingerprint;
use crate::base::path::RelPath;
use crate::disk;
use crate::intake::memory::{Memory, Still};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Where the memory lies, from the archive's root.
const MEMORY: &str = ".dateline/cache/import";

/// Where it lies that there was nothing to do.
const STILL: &str = ".dateline/cache/import.still";

/// What is written down, and by which program.
#[derive(Serialize, Deserialize)]
struct Of<T> {
    run: Fingerprint,
    what: T,
}

/// What the last import knew; nothing where that cannot be used.
pub(super) fn memory(root: &Root) -> Memory {
    read(root, MEMORY).unwrap_or_default()
}

/// What the last import told, when it left nothing to do.
pub(super) fn still(root: &Root) -> Option<Still> {
    read(root, STILL)
}

/// Leaves what this import knows to the next, or nothing. Without it the next import only takes longer.
pub(super) fn write(root: &Root, memory: Option<&Memory>, still: Option<&Still>) {
    put(root, MEMORY, memory);
    put(root, STILL, still);
}

fn read<T: DeserializeOwned>(root: &Root, file: &str) -> Option<T> {
    let bytes = disk::read::file(&root.path, file).ok()??;
    let last: Of<T> = cache::parse(&bytes)?;
    (last.run == cache::program_print(root)).then_some(last.what)
}

fn put<T: Serialize>(root: &Root, file: &str, what: Option<&T>) {
    let path = RelPath::known(file);
    let bytes = what.map(|what| cache::bytes(&Of { run: cache::program_print(root), what }));
    if bytes.is_none_or(|bytes| disk::write::file(&root.path, &path, &bytes).is_err()) {
        let _ = disk::write::remove(&root.path, &path);
    }
}
