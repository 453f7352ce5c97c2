//! Files for organisations.

use super::{Draft, DraftKind, EntityKind, IndexMap, Organisation, json, path};

/// A file for an organisation about which more is known than its name.
pub fn organisation(organisation: &Organisation) -> Option<Draft> {
    if !organisation.known && organisation.aliases.is_empty() && organisation.parent.is_none() {
        return None;
    }
    let mut fields = IndexMap::new();
    fields.insert("name".to_owned(), json!(organisation.name));
    let text = [
        ("acronym", organisation.acronym.clone().filter(|acronym| *acronym != organisation.name)),
        ("kind", Some(organisation.kind.clone()).filter(|kind| !kind.is_empty() && kind != "organisation")),
        ("parent", organisation.parent.clone()),
        ("country", organisation.country.clone()),
    ];
    if !organisation.aliases.is_empty() {
        fields.insert("aliases".to_owned(), json!(organisation.aliases));
    }
    for (key, value) in text {
        if let Some(value) = value {
            fields.insert(key.to_owned(), json!(value));
        }
    }
    fields.sort_by(|a, _, b, _| order_of(a).cmp(&order_of(b)));
    (fields.len() > 1).then(|| Draft {
        kind: DraftKind::Entity(EntityKind::Organisation),
        slug: path::slug(&organisation.name),
        seed: None,
        seed_digest: None,
        fields,
        body: String::new(),
        findings: Vec::new(),
        lines: Vec::new(),
        questions: Vec::new(),
    })
}

pub(super) fn order_of(key: &str) -> usize {
    ["name", "acronym", "aliases", "kind", "parent", "country"].iter().position(|known| *known == key).unwrap_or(9)
}
