//! One organisation, person, place, tag or event that has a file of its own.

use super::codec::Format;
use super::matter::{EntityKind, EntityMatter};
use crate::base::path::RelPath;
use indexmap::IndexMap;
use serde_json::Value;

/// One entity's file, read. What could not be read of it is a diagnostic, and absent here.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Path from the archive's root, `content/<kind>/….md`.
    pub path: RelPath,
    /// What it is, after its folder.
    pub kind: EntityKind,
    /// The last part of its address, without extension: `slug` of the front matter, else made of the file's name.
    pub slug: String,
    /// The front matter, typed. `name` is always there: the front matter's, else the first heading, else the file's name.
    pub matter: EntityMatter,
    /// What people wrote about it, as Markdown; like [`super::article::Article::body`].
    pub body: String,
    /// The line of the file where the body begins, from 1.
    pub body_line: usize,
    /// Every key of the front matter with its value, in the order of the file.
    pub fields: IndexMap<String, Value>,
    /// How the front matter is written.
    pub format: Format,
}

impl Entity {
    /// The preferred name.
    pub fn name(&self) -> &str {
        self.matter.name.as_deref().unwrap_or(&self.slug)
    }
}
