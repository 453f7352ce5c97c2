//! The kinds of index. One row of [`FACETS`] for each: what an article says of that kind, and in which key.

use crate::content::matter::{ArticleMatter, EntityKind};

/// One mention of an entity in an article's front matter, the same for all kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference<'a> {
    /// The name as it stands there.
    pub name: &'a str,
    /// The country that tells two of one name apart.
    pub country: Option<&'a str>,
    /// What sort of place it is.
    pub sort: Option<&'a str>,
    /// The acronym, where the article gives it.
    pub acronym: Option<&'a str>,
    /// The role of an organisation or person: `publisher`, `organiser`, `author`; none: mentioned.
    pub role: Option<&'a str>,
}

impl<'a> Reference<'a> {
    const fn named(name: &'a str) -> Self {
        Self { name, country: None, sort: None, acronym: None, role: None }
    }
}

/// A kind of index.
#[derive(Clone, Copy, Debug)]
pub struct Facet {
    /// The kind of entity.
    pub kind: EntityKind,
    /// The fields of findings that speak for it.
    pub fields: &'static [&'static str],
    /// The mentions of one article, in the order of its front matter.
    pub references: fn(&ArticleMatter) -> Vec<Reference<'_>>,
}

/// Every kind of index, in the order they are shown.
pub const FACETS: &[Facet] = &[
    Facet { kind: EntityKind::Organisation, fields: &["organisations", "source"], references: organisations },
    Facet { kind: EntityKind::Person, fields: &["people", "authors"], references: people },
    Facet { kind: EntityKind::Place, fields: &["places"], references: places },
    Facet { kind: EntityKind::Tag, fields: &["tags"], references: tags },
    Facet { kind: EntityKind::Event, fields: &["events"], references: events },
];

/// The row of a kind.
pub fn facet(kind: EntityKind) -> &'static Facet {
    &FACETS[kind as usize]
}

/// The kind that findings of a field speak for.
pub fn kind_of_field(field: &str) -> Option<EntityKind> {
    FACETS.iter().find(|facet| facet.fields.contains(&field)).map(|facet| facet.kind)
}

fn organisations(matter: &ArticleMatter) -> Vec<Reference<'_>> {
    let source = matter.source.as_deref().map(|name| Reference { role: Some("publisher"), ..Reference::named(name) });
    let listed = matter.organisations.iter().map(|organisation| Reference {
        country: organisation.country.as_deref(),
        role: organisation.role.as_deref(),
        ..Reference::named(&organisation.name)
    });
    listed.chain(source).collect()
}

fn people(matter: &ArticleMatter) -> Vec<Reference<'_>> {
    let authors = matter.authors.iter().map(|author| Reference { role: Some("author"), ..Reference::named(&author.name) });
    matter.people.iter().map(|person| Reference::named(&person.name)).chain(authors).collect()
}

fn places(matter: &ArticleMatter) -> Vec<Reference<'_>> {
    matter
        .places
        .iter()
        .map(|place| Reference { country: place.country.as_deref(), sort: place.kind.as_deref(), ..Reference::named(&place.name) })
        .collect()
}

fn tags(matter: &ArticleMatter) -> Vec<Reference<'_>> {
    matter.tags.iter().map(|tag| Reference::named(tag)).collect()
}

fn events(matter: &ArticleMatter) -> Vec<Reference<'_>> {
    matter.events.iter().map(|event| Reference { acronym: event.acronym.as_deref(), ..Reference::named(&event.name) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::matter::OrganisationRef;

    #[test]
    fn every_kind_has_its_row() {
        for kind in EntityKind::ALL {
            assert_eq!(facet(kind).kind, kind);
            assert!(facet(kind).fields.contains(&kind.folder()), "{kind:?}");
            assert_eq!(kind_of_field(kind.folder()), Some(kind));
        }
        assert_eq!(FACETS.len(), EntityKind::ALL.len());
        assert_eq!(kind_of_field("title"), None);
    }

    #[test]
    fn the_publisher_counts_among_the_organisations() {
        let matter = ArticleMatter {
            source: Some("IOM".to_owned()),
            organisations: vec![OrganisationRef { name: "APSCA".to_owned(), role: Some("organiser".to_owned()), country: None }],
            ..ArticleMatter::default()
        };
        let found: Vec<_> = organisations(&matter).into_iter().map(|reference| (reference.name, reference.role)).collect();
        assert_eq!(found, [("APSCA", Some("organiser")), ("IOM", Some("publisher"))]);
    }
}
