//! Small archives in memory, for tests.

use super::shelf::Mentions;
use super::term::Term;
use super::{Archive, Report};
use crate::base::date::When;
use crate::base::path::RelPath;
use crate::config::Settings;
use crate::content::article::Article;
use crate::content::entity::Entity;
use crate::content::finding::{Band, Finding, Quote, Sidecar};
use crate::content::matter::{ArticleMatter, EntityKind, EntityMatter, OrganisationRef};
use crate::lexicon::Lexicon;
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// A date, or none for an empty text.
pub(crate) fn when(edtf: &str) -> Option<When> {
    (!edtf.is_empty()).then(|| When::parse(edtf).expect("a date"))
}

/// An article whose title is its address, with a date and the date of its event; empty texts are none.
pub(crate) fn article(slug: &str, date: &str, event: &str) -> Article {
    let matter = ArticleMatter { title: Some(slug.to_owned()), date: when(date), event_date: when(event), ..ArticleMatter::default() };
    Article {
        path: RelPath::known(format!("content/articles/{slug}.md")),
        slug: slug.to_owned(),
        matter,
        body: String::new(),
        body_line: 1,
        fields: IndexMap::new(),
        format: crate::content::codec::Format::Yaml,
    }
}

/// An organisation as an article names it; an empty role is none.
pub(crate) fn org_ref(name: &str, role: &str) -> OrganisationRef {
    OrganisationRef { name: name.to_owned(), role: (!role.is_empty()).then(|| role.to_owned()), country: None }
}

/// An entity's own file.
pub(crate) fn entity(kind: EntityKind, slug: &str, matter: EntityMatter) -> Entity {
    Entity {
        path: RelPath::known(format!("content/{}/{slug}.md", kind.folder())),
        kind,
        slug: slug.to_owned(),
        matter,
        body: String::new(),
        body_line: 1,
        fields: IndexMap::new(),
        format: crate::content::codec::Format::Yaml,
    }
}

/// A term with nothing but a name.
pub(crate) fn term(kind: EntityKind, name: &str) -> Term {
    Term {
        kind,
        slug: crate::base::path::slug(name),
        name: name.to_owned(),
        acronym: None,
        aliases: Vec::new(),
        weak: Vec::new(),
        former: Vec::new(),
        sort: None,
        country: None,
        parent: None,
        broader: Vec::new(),
        related: Vec::new(),
        scope_note: None,
        file: None,
        mentions: Mentions::default(),
    }
}

/// An organisation with its names.
pub(crate) fn organisation(name: &str, acronym: Option<&str>, aliases: &[&str]) -> Term {
    let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
    Term { acronym: acronym.map(str::to_owned), aliases, ..term(EntityKind::Organisation, name) }
}

/// A finding with the words that say so.
pub(crate) fn finding(field: &str, value: &str, exact: &str) -> Finding {
    Finding {
        id: format!("{field}-{exact}"),
        field: field.to_owned(),
        value: value.to_owned(),
        quote: Quote { exact: exact.to_owned(), prefix: String::new(), suffix: String::new() },
        span: crate::base::span::Span::new(0, exact.len()),
        rule: "test".to_owned(),
        band: Band::Certain,
        confidence: None,
        derived: false,
        detail: BTreeMap::new(),
    }
}

/// Arranges articles and entities with notes and default settings.
pub(crate) fn arranged(articles: Vec<Article>, entities: Vec<Entity>, notes: Vec<(&str, Sidecar)>) -> (Archive, Report) {
    let sidecars = notes.into_iter().map(|(slug, sidecar)| (slug.to_owned(), sidecar)).collect();
    Archive::arrange(articles, entities, sidecars, &Settings::default(), Lexicon::built_in())
}
