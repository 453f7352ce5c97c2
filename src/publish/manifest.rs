//! What a place holds of ours: a file `.dateline-publish.json` beside the pages. It says who wrote it and, for each file, its digest.

use crate::base::path::RelPath;
use serde::{Deserialize, Serialize};
use sha2::Digest as _;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The manifest's name at every place.
pub const NAME: &str = ".dateline-publish.json";

/// The form of the file. Raised with every change that an older program would misread.
const FORM: u32 = 1;

/// A SHA-256 digest, written as 64 hexadecimal characters: what `sha256sum` prints, so that a place can be checked without us.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha([u8; 32]);

impl Sha {
    /// The digest of some bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(sha2::Sha256::digest(bytes.as_ref()).into())
    }
}

impl fmt::Display for Sha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha({self})")
    }
}

impl From<Sha> for String {
    fn from(sha: Sha) -> Self {
        sha.to_string()
    }
}

impl TryFrom<String> for Sha {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err("a digest has 64 hexadecimal characters");
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).map_err(|_| "a digest has 64 hexadecimal characters")?;
        }
        Ok(Self(bytes))
    }
}

/// What we know of a place. A path stands in one of the three lists only; all three together are *ours*.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub(super) form: u32,
    /// Who wrote this: another one for each run.
    pub run: String,
    /// How many manifests there were before this one.
    pub generation: u64,
    /// Files that lie there with these digests.
    pub files: BTreeMap<RelPath, Sha>,
    /// Files that lie there, and were being changed: which bytes they have is not known.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub changing: BTreeSet<RelPath>,
    /// Files that were being added or removed: whether they lie there is not known.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub doubtful: BTreeSet<RelPath>,
}

impl Manifest {
    /// The manifest of a place nothing was published to yet.
    pub fn new() -> Self {
        Self { form: FORM, ..Self::default() }
    }

    /// Reads a manifest. The error says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let manifest: Self = serde_json::from_slice(bytes).map_err(|error| format!("it cannot be read: {error}"))?;
        if manifest.form > FORM {
            return Err("a newer version of Dateline wrote it".to_owned());
        }
        Ok(manifest)
    }

    /// As a file: the same bytes for the same content.
    pub fn bytes(&self) -> Vec<u8> {
        // Maps of paths and digests are written without fail.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Two stretches of [`Self::bytes`] that no other manifest has both of: what `grep` can look for.
    pub fn marks(&self) -> [String; 2] {
        [format!("\"run\": {}", serde_json::Value::from(self.run.as_str())), format!("\"generation\": {},", self.generation)]
    }

    /// Whether the file is ours, for certain or perhaps.
    pub fn owns(&self, path: &RelPath) -> bool {
        self.files.contains_key(path) || self.changing.contains(path) || self.doubtful.contains(path)
    }

    /// All that is ours.
    pub fn owned(&self) -> BTreeSet<&RelPath> {
        self.files.keys().chain(&self.changing).chain(&self.doubtful).collect()
    }

    /// Whether nothing is in doubt.
    pub fn whole(&self) -> bool {
        self.changing.is_empty() && self.doubtful.is_empty()
    }

    /// The manifest that follows this one, written by `run`, with nothing listed.
    #[must_use]
    pub fn next(&self, run: &str) -> Self {
        Self { form: FORM, run: run.to_owned(), generation: self.generation.saturating_add(1), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let mut manifest = Manifest::new().next("a run");
        manifest.files.insert(RelPath::known("b.html"), Sha::of("b"));
        manifest.files.insert(RelPath::known("a.html"), Sha::of("a"));
        manifest.doubtful.insert(RelPath::known("c.html"));
        manifest
    }

    #[test]
    fn a_manifest_is_read_back_as_written_and_its_order_is_that_of_the_paths() {
        let manifest = manifest();
        assert_eq!(Manifest::read(&manifest.bytes()), Ok(manifest.clone()));
        let text = String::from_utf8(manifest.bytes()).unwrap();
        assert!(text.find("a.html") < text.find("b.html") && !text.contains("changing"));
        // What `printf a | sha256sum` prints.
        assert!(text.contains("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"));
        assert!(manifest.owns(&RelPath::known("c.html")) && !manifest.owns(&RelPath::known("CNAME")));
        assert!(!manifest.whole() && manifest.owned().len() == 3);
        assert!(manifest.marks().iter().all(|mark| text.contains(mark)));
    }

    #[test]
    fn what_is_no_manifest_of_ours_is_refused() {
        let newer = String::from_utf8(manifest().bytes()).unwrap().replace("\"form\": 1", "\"form\": 2");
        assert!(Manifest::read(newer.as_bytes()).unwrap_err().contains("newer"));
        let climbing = String::from_utf8(manifest().bytes()).unwrap().replace("a.html", "../a.html");
        let short = String::from_utf8(manifest().bytes()).unwrap().replace("ca978112ca1b", "é");
        for bad in [b"".as_slice(), b"{}", b"[1]", climbing.as_bytes(), short.as_bytes(), b"\xff"] {
            assert!(Manifest::read(bad).is_err(), "{}", String::from_utf8_lossy(bad));
        }
    }
}
