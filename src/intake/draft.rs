//! What intake wants a file of `content/` to say, before it meets what people made of it.

use crate::base::path::RelPath;
use crate::base::tree::Digest;
use crate::content::finding::{Finding, Line, Question};
use crate::content::matter::EntityKind;
use indexmap::IndexMap;
use serde_json::Value;

/// Which folder of `content/` a draft is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DraftKind {
    /// `content/articles/`.
    Article,
    /// `content/<kind>/`.
    Entity(EntityKind),
}

/// One file as the machine would write it, as values.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Where it goes.
    pub kind: DraftKind,
    /// The stem a new file would get.
    pub slug: String,
    /// The seed it was made of; articles only.
    pub seed: Option<RelPath>,
    /// The digest of the seed's bytes.
    pub seed_digest: Option<Digest>,
    /// Front matter in the order it is written. Text as strings, lists as arrays of strings or of objects with a `name`; no empty values.
    pub fields: IndexMap<String, Value>,
    /// The Markdown body; empty for entities.
    pub body: String,
    /// Evidence.
    pub findings: Vec<Finding>,
    /// Lines of the seed that are not in the body.
    pub lines: Vec<Line>,
    /// What only a person can answer.
    pub questions: Vec<Question>,
}
