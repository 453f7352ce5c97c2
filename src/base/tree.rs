//! Trees of files as values, what changes in them, and digests. Nothing here touches a disk.

use super::path::RelPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A BLAKE3 digest, written as 64 hexadecimal characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(*blake3::hash(bytes.as_ref()).as_bytes())
    }

    /// The first 16 hexadecimal characters, for file names.
    pub fn short(&self) -> String {
        self.to_string()[..16].to_owned()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        blake3::Hash::from_hex(&text).map(|hash| Self(*hash.as_bytes())).map_err(|error| error.to_string())
    }
}

/// Files by path, in memory: what a stage hands to the disk, and what tests compare.
pub type Tree = BTreeMap<RelPath, Vec<u8>>;

/// One thing to do to a tree of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The file shall hold these bytes.
    Write(RelPath, Vec<u8>),
    /// The file shall be gone.
    Delete(RelPath),
}

impl Change {
    /// The file that changes.
    pub const fn path(&self) -> &RelPath {
        match self {
            Self::Write(path, _) | Self::Delete(path) => path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_back_as_written() {
        let digest = Digest::of("seed");
        let json = serde_json::to_string(&digest).unwrap();
        assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);
        assert_eq!(json.len(), 66);
        assert!(serde_json::from_str::<Digest>("\"xyz\"").is_err());
    }
}
