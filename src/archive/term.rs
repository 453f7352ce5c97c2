//! What an index lists: one organisation, person, place, tag or event with everything the archive says of it.

use super::shelf::Mentions;
use crate::base::text::fold_name;
use crate::content::entity::Entity;
use crate::content::matter::{EntityKind, FormerName};
use std::sync::Arc;

/// The number of a term in [`super::Archive::terms`].
pub type TermId = usize;

/// The number of an article in [`super::Archive::articles`].
pub type ArticleId = usize;

/// One entity of the archive.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What it is.
    pub kind: EntityKind,
    /// The last part of its address; no other term of its kind has it.
    pub slug: String,
    /// The name that is shown.
    pub name: String,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Other names: shown and matched.
    pub aliases: Vec<String>,
    /// Shown, never matched alone.
    pub weak: Vec<String>,
    /// Earlier names.
    pub former: Vec<FormerName>,
    /// What sort of organisation or place it is: `igo`, `country`.
    pub sort: Option<String>,
    /// ISO 3166-1 alpha-2 of its country, or the words for it where they name no country we know.
    pub country: Option<String>,
    /// What it is part of.
    pub parent: Option<String>,
    /// Tags: broader ones.
    pub broader: Vec<String>,
    /// Tags: related ones.
    pub related: Vec<String>,
    /// Tags: what it is for.
    pub scope_note: Option<String>,
    /// Its own file, when it has one.
    pub file: Option<Arc<Entity>>,
    /// The articles that name it, in the archive's order.
    pub mentions: Mentions,
}

/// An article that names a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mention {
    /// The article.
    pub article: ArticleId,
    /// Its roles there, in order, without doubles; empty: mentioned.
    pub roles: Vec<String>,
}

impl Term {
    /// Whether it gets a page of its own, from this many articles on.
    pub fn has_page(&self, page_from: usize) -> bool {
        self.file.is_some() || self.mentions.quiet().len() >= page_from
    }

    /// The text it is filed under: persons by the last part of the name, everything else without a leading article.
    pub fn filing_key(&self) -> String {
        fold_name(&self.filed().unwrap_or_else(|| self.name.clone()))
    }

    /// The name as an index files it, where that differs: `Eržen, Borut`. Particles (`von`, `de la`) stay with the last name.
    pub fn filed(&self) -> Option<String> {
        if self.kind != EntityKind::Person || self.name.contains(',') {
            return None;
        }
        let words: Vec<&str> = self.name.split_whitespace().collect();
        let suffix = words.last().filter(|word| SUFFIXES.contains(&word.trim_end_matches('.').to_ascii_lowercase().as_str()));
        let end = words.len() - usize::from(suffix.is_some());
        let mut start = end.checked_sub(1)?;
        while start > 1 && PARTICLES.contains(&words[start - 1].to_lowercase().as_str()) {
            start -= 1;
        }
        if start == 0 {
            return None;
        }
        let mut filed = format!("{}, {}", words[start..end].join(" "), words[..start].join(" "));
        if let Some(suffix) = suffix {
            filed.push_str(", ");
            filed.push_str(suffix);
        }
        Some(filed)
    }

    /// Every name people may look for besides [`Term::name`], as it is shown: acronym, aliases, earlier names.
    pub fn other_names(&self) -> impl Iterator<Item = &str> {
        self.acronym.iter().chain(&self.aliases).map(String::as_str).chain(self.former.iter().map(|former| former.name.as_str()))
    }
}

/// Words that belong to the last name they stand before.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "ten", "ter", "van",
    "von", "zu",
];

/// Words behind a name that are no part of it.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

#[cfg(test)]
mod tests {
    use super::super::testing::term;
    use super::*;

    #[test]
    fn persons_are_filed_by_their_last_name() {
        let filed = |name| term(EntityKind::Person, name).filed();
        assert_eq!(filed("Borut Eržen").as_deref(), Some("Eržen, Borut"));
        assert_eq!(filed("Ursula von der Leyen").as_deref(), Some("von der Leyen, Ursula"));
        assert_eq!(filed("Martin King Jr.").as_deref(), Some("King, Martin, Jr."));
        assert_eq!(filed("Steinmeier"), None);
        assert_eq!(filed("Eržen, Borut"), None);
        assert_eq!(filed("Jr"), None);
        assert_eq!(filed("De la Cruz").as_deref(), Some("la Cruz, De"));
        assert_eq!(term(EntityKind::Organisation, "The World Bank").filing_key(), "world bank");
    }
}
