//! One article as it lies in `content/articles/`.

use super::codec::Format;
use super::matter::ArticleMatter;
use crate::base::path::RelPath;
use indexmap::IndexMap;
use serde_json::Value;

/// One article, read. What could not be read of it is a diagnostic, and absent here.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Path from the archive's root, `content/articles/….md`.
    pub path: RelPath,
    /// The last part of its address, without extension: `slug` of the front matter, else made of the file's name.
    pub slug: String,
    /// The front matter, typed. `title` is always there: the front matter's, else the first heading, else the file's name.
    pub matter: ArticleMatter,
    /// The Markdown body, with line feeds only, without blank lines before and after, and without the heading that became the title.
    pub body: String,
    /// The line of the file where [`Article::body`] begins, from 1.
    pub body_line: usize,
    /// Every key of the front matter with its value, in the order of the file. Texts and dates are strings however they are quoted.
    pub fields: IndexMap<String, Value>,
    /// How the front matter is written.
    pub format: Format,
}

impl Article {
    /// The headline.
    pub fn title(&self) -> &str {
        self.matter.title.as_deref().unwrap_or(&self.slug)
    }
}
