//! What an import needs to know of a file of `content/` that it does not have to write.

use super::notes_folder;
use crate::base::fingerprint::Fingerprint;
use crate::base::path::RelPath;
use crate::base::report::Report;
use crate::base::tree::Digest;
use crate::content::codec;
use crate::content::entity::Entity;
use crate::content::finding::Sidecar;
use crate::content::matter::EntityKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A file as it was last read or written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// What it looked like from outside; none when that says nothing, as of one that was just written: somebody may have edited it in the same moment.
    pub mark: Option<Fingerprint>,
    /// Its bytes.
    pub(super) digest: Fingerprint,
    pub(super) fact: Fact,
}

/// What a file is to the import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// Nothing: no text, or no notes.
    Nothing,
    /// A text; of an article, with the seed it names.
    Text(Option<RelPath>),
    /// An organisation, by its names.
    Organisation(OrganisationNames),
    /// Notes on an article or organisation.
    Notes(Notes),
}

/// The names in an organisation's file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationNames {
    /// The one to show.
    pub name: Option<String>,
    /// Its short form.
    pub acronym: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Names that lead to it and are not shown.
    pub hidden: Vec<String>,
    /// What it was called.
    pub former: Vec<String>,
    /// What it is not.
    pub distinct_from: Vec<String>,
}

impl OrganisationNames {
    fn of(entity: Entity) -> Self {
        let matter = entity.matter;
        Self {
            name: matter.name,
            acronym: matter.acronym,
            aliases: matter.aliases,
            hidden: matter.hidden,
            former: matter.former.into_iter().map(|former| former.name).collect(),
            distinct_from: matter.distinct_from,
        }
    }

    /// All that it goes by.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.name.iter().chain(&self.acronym).chain(&self.aliases).chain(&self.hidden).chain(&self.former)
    }
}

/// What notes say of where they belong, and of names we last wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    pub(super) seed: Option<RelPath>,
    pub(super) seed_digest: Option<Digest>,
    /// Of an organisation.
    pub(super) name: Option<String>,
    /// Acronym and aliases of an organisation.
    pub(super) others: Vec<String>,
}

impl Notes {
    pub(super) fn of(path: &RelPath, sidecar: &Sidecar) -> Self {
        let mut notes = Self { seed: sidecar.seed.clone(), seed_digest: sidecar.seed_digest, ..Self::default() };
        if path.folder() == notes_folder(EntityKind::Organisation.folder()) {
            let text = |key: &str| sidecar.fields.get(key).and_then(Value::as_str).map(str::to_owned);
            let list = sidecar.fields.get("aliases").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
            notes.name = text("name");
            notes.others = text("acronym").into_iter().chain(list).collect();
        }
        notes
    }
}

impl Seen {
    /// A file that is read, or about to be written.
    pub fn of(path: &RelPath, bytes: &[u8]) -> Self {
        Self { mark: None, digest: Fingerprint::of(bytes), fact: Fact::read(path, bytes) }
    }
}

impl Fact {
    fn read(path: &RelPath, bytes: &[u8]) -> Self {
        let Ok(text) = std::str::from_utf8(bytes) else { return Self::Nothing };
        if path.as_str().starts_with("content/.findings/") {
            return Sidecar::read(text).map_or(Self::Nothing, |sidecar| Self::Notes(Notes::of(path, &sidecar)));
        }
        // Problems are told by the edition, which reads everything.
        let mut ignored = Report::default();
        if path.folder() == "content/organisations" && path.extension() == "md" {
            let entity = codec::read_entity(path, EntityKind::Organisation, text, &mut ignored);
            return entity.map_or(Self::Text(None), |entity| Self::Organisation(OrganisationNames::of(entity)));
        }
        let article = path.as_str().starts_with("content/articles/") && path.extension() == "md" && !path.as_str().ends_with(".incoming.md");
        let seed = article.then(|| codec::read_article(path, text, &mut ignored)).flatten().and_then(|article| article.matter.seed);
        Self::Text(seed)
    }

    /// Whether a file with this name means anything to an import.
    pub fn concerns(path: &RelPath) -> bool {
        let folder = path.folder();
        path.as_str().starts_with("content/articles/")
            || ["content/organisations", "content/.findings", "content/.findings/organisations"].contains(&folder)
    }
}
