//! What takes a merge back, as plain text beside the entities' files.
//!
//! One folder for each merge, `content/<kind>/.merged/<slug>/`: `merge.toml` says what became of what, `from.md` is the file of the name that
//! was given up, `into.md` the other one as it was. A new merge is a new folder, so two people's merges meet in version control
//! without touching each other. Programs that read `content/` pass over names that begin with a dot.

use crate::archive::term::Term;
use crate::base::path::{RelPath, slug};
use crate::base::tree::{Digest, Tree};
use crate::content::matter::EntityKind;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What one merge did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The name that was given up.
    pub from: String,
    /// The name it is part of.
    pub into: String,
    /// The file it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_file: Option<RelPath>,
    /// The file that holds its names now.
    pub into_file: RelPath,
    /// What that file held when it was written.
    pub after: Digest,
    /// What was put into it, by key.
    #[serde(default)]
    pub added: IndexMap<String, Value>,
}

impl Record {
    /// Reads a record; None when it is none.
    pub fn read(text: &str) -> Option<Self> {
        toml::from_str(text).ok()
    }

    /// The text of its file.
    pub fn write(&self, kind: EntityKind) -> String {
        let command = format!("dateline split {} {}", kind.folder(), Value::from(self.from.as_str()));
        format!("# Somebody decided that these names are one. `{command}` takes it back.\n{}", toml::to_string(self).unwrap_or_default())
    }
}

/// The folder of a kind's records.
pub fn folder(kind: EntityKind) -> String {
    format!("content/{}/.merged", kind.folder())
}

/// The files of one record.
#[derive(Clone, Debug)]
pub(super) struct Places {
    pub(super) record: RelPath,
    pub(super) from: RelPath,
    pub(super) into: RelPath,
}

impl Places {
    pub(super) fn in_folder(folder: &str) -> Self {
        let path = |name: &str| RelPath::known(format!("{folder}/{name}"));
        Self { record: path("merge.toml"), from: path("from.md"), into: path("into.md") }
    }

    /// Those of a new record on a term.
    pub(super) fn free(content: &Tree, loser: &Term) -> Self {
        let stem = slug(&loser.slug);
        let numbers = (2_u32..).map(|number| format!("{stem}-{number}"));
        let folders = std::iter::once(stem.clone()).chain(numbers).map(|name| format!("{}/{name}", folder(loser.kind)));
        let mut free = folders.map(|folder| Self::in_folder(&folder)).filter(|places| !content.contains_key(&places.record));
        free.next().unwrap_or_else(|| Self::in_folder(&format!("{}/{stem}", folder(loser.kind))))
    }
}

/// Every record of a kind, by the folder it lies in.
pub fn all(content: &Tree, kind: EntityKind) -> Vec<(String, Record)> {
    let folder = format!("{}/", folder(kind));
    let files = content.iter().filter(|(path, _)| path.as_str().starts_with(&folder) && path.name() == "merge.toml");
    files.filter_map(|(path, bytes)| Some((path.folder().to_owned(), Record::read(std::str::from_utf8(bytes).ok()?)?))).collect()
}
