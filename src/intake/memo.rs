//! What an import remembers of an article, so that an edit of its page can be met without reading every seed again.
//!
//! What becomes of a page is decided by its draft, the page and the notes beside it. While no seed, no list and no name a person decided has
//! changed, the draft is what it was; the notes hold most of it, and a [`Memo`] the rest.

use super::draft::{Draft, DraftKind};
use super::owned::Owned;
use super::{Batch, Outcome};
use crate::base::path::RelPath;
use crate::base::tree::Tree;
use crate::content::codec;
use crate::content::finding::{Question, Sidecar};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the notes on an article do not hold of its draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    slug: String,
    /// The front matter, as JSON.
    fields: String,
    /// The body, where the notes hold another.
    body: Option<String>,
    /// What there was to ask, as JSON; the notes leave out what a person has answered.
    questions: String,
}

impl Memo {
    pub(super) fn of(draft: &Draft, notes: &Sidecar) -> Self {
        let body = codec::plain_body(&draft.body);
        Self {
            slug: draft.slug.clone(),
            fields: serde_json::to_string(&draft.fields).unwrap_or_default(),
            body: (body != notes.body).then_some(body),
            questions: serde_json::to_string(&draft.questions).unwrap_or_default(),
        }
    }

    fn draft(&self, notes: Sidecar) -> Option<Draft> {
        let fields: IndexMap<String, Value> = serde_json::from_str(&self.fields).ok()?;
        let questions: Vec<Question> = serde_json::from_str(&self.questions).ok()?;
        Some(Draft {
            kind: DraftKind::Article,
            slug: self.slug.clone(),
            seed: notes.seed,
            seed_digest: notes.seed_digest,
            fields,
            body: self.body.clone().unwrap_or(notes.body),
            findings: notes.findings,
            lines: notes.lines,
            questions,
        })
    }
}

/// Where the notes on an article lie.
pub fn notes_on(article: &RelPath) -> RelPath {
    RelPath::known(format!("content/.findings/{}.json", article.stem()))
}

/// Whether a page names no seed and has no notes.
pub fn is_of_no_seed(page: &RelPath, files: &Tree) -> bool {
    !files.contains_key(&notes_on(page)) && Owned::read(files).0.seed_of(page).is_none()
}

/// Meets one edited page; `files` holds it, the notes on it, and what lies beside it under the name of a conflict. None when the page has to
/// be looked at together with all others: it belongs to another seed now, or its notes cannot be read.
pub fn meet(page: &RelPath, files: &Tree, memo: &Memo) -> Option<(Batch, Outcome)> {
    let notes = Sidecar::read(std::str::from_utf8(files.get(&notes_on(page))?).ok()?)?;
    let owned = Owned::read(files).0;
    if owned.seed_of(page) != notes.seed.as_ref() {
        return None;
    }
    let draft = memo.draft(notes)?;
    let mut outcome = Outcome::default();
    let batch = owned.meet(&draft, page, &mut outcome);
    Some((batch, outcome))
}
