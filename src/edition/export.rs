//! The archive as open data: JSON and CSV. `docs/data.md` describes every key.

use super::address;
use super::list_pages::entry_id;
use super::plan::Edition;
use crate::archive::Shelved;
use crate::archive::facet::facet;
use crate::archive::term::{ArticleId, Term, TermId};
use crate::base::csv::cell;
use crate::content::codec::write_new;
use crate::content::finding::Band;
use crate::content::matter::{ArticleMatter, EntityKind, PersonRef};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

/// The front matter keys that are published. What people add for themselves stays in `content/`.
const KEYS: &[&str] = &[
    "title",
    "subtitle",
    "kicker",
    "summary",
    "date",
    "date_text",
    "date_status",
    "event_date",
    "updated",
    "place",
    "format",
    "language",
    "source",
    "source_url",
    "sources",
    "authors",
    "tags",
    "organisations",
    "people",
    "places",
    "events",
    "sdgs",
    "photo_credit",
    "contacts",
    "licence",
    "seed",
];

/// `data/articles.json`.
pub(super) fn articles_json(edition: &Edition<'_>) -> Vec<u8> {
    lines((0..edition.archive.articles.len()).map(|id| Value::Object(article(edition, id))))
}

/// An array with one value a line, so that versions can be compared.
fn lines(values: impl Iterator<Item = Value>) -> Vec<u8> {
    let mut out = String::from("[");
    for (at, value) in values.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&value.to_string());
    }
    out.push_str("\n]\n");
    out.into_bytes()
}

fn article(edition: &Edition<'_>, id: ArticleId) -> Map<String, Value> {
    let shelved = &edition.archive.articles[id];
    let mut out = Map::new();
    out.insert("id".to_owned(), json!(shelved.article.slug));
    out.insert("url".to_owned(), json!(edition.addresses.from_root(&address::article(&shelved.article.slug, "html"))));
    for key in KEYS {
        if let Some(value) = value(edition, shelved, key).filter(|value| !is_empty(value)) {
            out.insert((*key).to_owned(), value);
        }
    }
    let findings: Vec<Value> = shelved
        .notes
        .findings
        .iter()
        .enumerate()
        .filter(|(number, finding)| finding.band != Band::Guess && published(edition, id, *number, &finding.field))
        .map(|(number, finding)| {
            let canonical = shelved.finding_terms.get(number).copied().flatten().map(|term| edition.archive.terms[term].name.clone());
            let value = canonical.unwrap_or_else(|| finding.value.clone());
            let mut entry =
                json!({ "field": finding.field, "value": value, "quote": finding.quote.exact, "rule": finding.rule, "band": finding.band });
            if let Some(confidence) = finding.confidence {
                entry["confidence"] = json!(confidence);
            }
            if finding.derived {
                entry["derived"] = Value::Bool(true);
            }
            entry
        })
        .collect();
    out.insert("findings".to_owned(), Value::Array(findings));
    out
}

/// Findings about contacts, and findings whose words stand in a contact line, are as private as contacts are.
fn published(edition: &Edition<'_>, id: ArticleId, number: usize, field: &str) -> bool {
    if edition.settings.publish_contacts {
        return true;
    }
    let shelved = &edition.archive.articles[id];
    let quote = &shelved.notes.findings[number].quote.exact;
    let private = |line: &crate::content::finding::Line| line.role == "contact" && line.text.contains(quote.as_str());
    let shown = edition.spots.get(id).and_then(|spots| spots.get(number)).and_then(Option::as_ref).is_some_and(|spot| !spot.is_lost());
    field != "contacts" && (shown || !shelved.notes.lines.iter().any(private))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

fn value(edition: &Edition<'_>, shelved: &Shelved, key: &str) -> Option<Value> {
    let matter = &shelved.article.matter;
    let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
    let date = |date: &Option<crate::base::date::When>| date.as_ref().map(|date| json!(date.to_string()));
    match key {
        "title" => Some(json!(shelved.article.title())),
        "subtitle" => text(&matter.subtitle),
        "kicker" => text(&matter.kicker),
        "summary" => text(&matter.summary),
        "date" => date(&matter.date),
        "date_text" => text(&matter.date_text),
        "date_status" => text(&matter.date_status),
        "event_date" => date(&matter.event_date),
        "updated" => date(&matter.updated),
        "place" => text(&matter.place),
        "format" => text(&matter.format),
        "language" => text(&matter.language),
        "source" => matter.source.as_ref().map(|name| {
            let term = edition.archive.find(EntityKind::Organisation, name, None);
            json!(term.map_or(name.as_str(), |term| edition.archive.terms[term].name.as_str()))
        }),
        "source_url" => text(&matter.source_url),
        "sources" => Some(json!(matter.sources)),
        "authors" => Some(Value::Array(matter.authors.iter().map(|author| person(&author.name, author)).collect())),
        "tags" => Some(Value::Array(shelved.terms(EntityKind::Tag).into_iter().map(|id| json!(edition.archive.terms[id].name)).collect())),
        "organisations" | "people" | "places" | "events" => EntityKind::of_folder(key).map(|kind| Value::Array(entities(edition, shelved, kind))),
        "sdgs" => Some(json!(matter.sdgs)),
        "photo_credit" => text(&matter.photo_credit),
        "contacts" => edition.settings.publish_contacts.then(|| serde_json::to_value(&matter.contacts).unwrap_or_default()),
        "licence" => text(&matter.licence),
        "seed" => matter.seed.as_ref().map(|seed| json!(seed.as_str())),
        _ => None,
    }
}

fn person(name: &str, reference: &PersonRef) -> Value {
    let mut out = Map::from_iter([("name".to_owned(), json!(name))]);
    let parts = [("title", &reference.title), ("of", &reference.of)];
    out.extend(parts.into_iter().filter_map(|(key, value)| value.as_ref().map(|value| (key.to_owned(), json!(value)))));
    Value::Object(out)
}

/// The entities of a kind that an article lists, by their canonical names; the publisher only where it is listed.
fn entities(edition: &Edition<'_>, shelved: &Shelved, kind: EntityKind) -> Vec<Value> {
    let archive = edition.archive;
    let matter = &shelved.article.matter;
    let listed = named(matter, kind);
    let references = &shelved.references[kind as usize];
    let names = (facet(kind).references)(matter);
    let names = names.iter().filter(|reference| !reference.name.trim().is_empty());
    let mut seen = std::collections::BTreeSet::new();
    references
        .iter()
        .zip(names)
        .enumerate()
        .take(listed)
        .filter(|(at, (term, _))| seen.insert((**term, edition_of(matter, kind, *at))))
        .map(|(at, (&term, reference))| {
            let entity = &archive.terms[term];
            // A place keeps the name this article gives it (`South Asia`); its `id` leads to the one it goes by in the archive.
            let name = if kind == EntityKind::Place { reference.name } else { entity.name.as_str() };
            let mut out = Map::from_iter([("name".to_owned(), json!(name))]);
            let mut put = |key: &str, value: Option<Value>| {
                if let Some(value) = value.filter(|value| !is_empty(value)) {
                    out.insert(key.to_owned(), value);
                }
            };
            if matches!(kind, EntityKind::Organisation | EntityKind::Event) {
                put("acronym", entity.acronym.as_ref().map(|acronym| json!(acronym)));
            }
            put("aliases", (kind != EntityKind::Place).then(|| json!(entity.aliases)));
            match kind {
                EntityKind::Organisation => {
                    put("role", reference.role.map(|role| json!(role)));
                    put("country", entity.country.as_ref().map(|country| json!(country)));
                }
                EntityKind::Person => {
                    if let Some(person) = matter.people.iter().filter(|person| !person.name.trim().is_empty()).nth(at) {
                        put("title", person.title.as_ref().map(|title| json!(title)));
                        put("of", person.of.as_ref().map(|of| json!(of)));
                    }
                }
                EntityKind::Place => {
                    put("id", Some(json!(entity.slug)));
                    put("code", entity.country.as_ref().map(|code| json!(code)));
                    put("kind", entity.sort.as_ref().map(|sort| json!(sort)));
                }
                EntityKind::Event => {
                    if let Some(event) = matter.events.iter().filter(|event| !event.name.trim().is_empty()).nth(at) {
                        put("edition", event.edition.map(|edition| json!(edition)));
                        put("date", event.date.as_ref().map(|date| json!(date.to_string())));
                        put("place", event.place.as_ref().map(|place| json!(place)));
                    }
                }
                EntityKind::Tag => {}
            }
            Value::Object(out)
        })
        .collect()
}

/// Two editions of one series are two entries.
fn edition_of(matter: &ArticleMatter, kind: EntityKind, at: usize) -> Option<u32> {
    let events = matter.events.iter().filter(|event| !event.name.trim().is_empty());
    (kind == EntityKind::Event).then(|| events.map(|event| event.edition).nth(at)).flatten().flatten()
}

/// How many of a kind's references are those of the list itself: the publisher and authors follow them.
fn named(matter: &ArticleMatter, kind: EntityKind) -> usize {
    let filled = |name: &str| usize::from(!name.trim().is_empty());
    match kind {
        EntityKind::Organisation => matter.organisations.iter().map(|organisation| filled(&organisation.name)).sum(),
        EntityKind::Person => matter.people.iter().map(|person| filled(&person.name)).sum(),
        _ => usize::MAX,
    }
}

/// `data/organisations.json` and its like.
pub(super) fn entities_json(edition: &Edition<'_>, kind: EntityKind) -> Vec<u8> {
    lines(edition.archive.terms_of(kind).map(|(id, term)| Value::Object(entity(edition, id, term))))
}

fn entity(edition: &Edition<'_>, id: TermId, term: &Term) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("id".to_owned(), json!(term.slug));
    let url = if edition.archive.has_page(id) {
        edition.addresses.from_root(&address::term(term))
    } else {
        format!("{}#{}", edition.addresses.from_root(&address::facet(term.kind)), entry_id(term))
    };
    out.insert("url".to_owned(), json!(url));
    out.insert("name".to_owned(), json!(term.name));
    let country_key = if term.kind == EntityKind::Place { "code" } else { "country" };
    let matter = term.file.as_ref().map(|file| &file.matter);
    let optional = [
        ("acronym", term.acronym.as_ref().map(|text| json!(text))),
        ("aliases", Some(json!(term.aliases))),
        ("kind", term.sort.as_ref().map(|text| json!(text))),
        ("parent", term.parent.as_ref().map(|text| json!(text))),
        (country_key, term.country.as_ref().map(|text| json!(text))),
        ("broader", Some(json!(term.broader))),
        ("homepage", matter.and_then(|matter| matter.homepage.as_ref()).map(|text| json!(text))),
        ("wikidata", matter.and_then(|matter| matter.wikidata.as_ref()).map(|text| json!(text))),
        ("ror", matter.and_then(|matter| matter.ror.as_ref()).map(|text| json!(text))),
    ];
    for (key, value) in optional {
        if let Some(value) = value.filter(|value| !is_empty(value)) {
            out.insert(key.to_owned(), value);
        }
    }
    let articles: Vec<&str> = term.mentions.iter().map(|mention| edition.archive.articles[mention.article].article.slug.as_str()).collect();
    out.insert("articles".to_owned(), json!(articles));
    out
}

/// `data/articles.csv`.
pub(super) fn articles_csv(edition: &Edition<'_>) -> Vec<u8> {
    let columns = [
        "id",
        "url",
        "title",
        "date",
        "event_date",
        "place",
        "format",
        "language",
        "source",
        "authors",
        "tags",
        "organisations",
        "people",
        "places",
        "events",
        "sdgs",
    ];
    table(&columns, (0..edition.archive.articles.len()).map(|id| article(edition, id)))
}

/// `data/organisations.csv` and its like.
pub(super) fn entities_csv(edition: &Edition<'_>, kind: EntityKind) -> Vec<u8> {
    let country = if kind == EntityKind::Place { "code" } else { "country" };
    let columns = ["id", "url", "name", "acronym", "aliases", "kind", "parent", country, "articles"];
    table(&columns, edition.archive.terms_of(kind).map(|(id, term)| entity(edition, id, term)))
}

fn table(columns: &[&str], rows: impl Iterator<Item = Map<String, Value>>) -> Vec<u8> {
    let mut out = columns.join(",");
    out.push_str("\r\n");
    for row in rows {
        let cells: Vec<String> = columns.iter().map(|column| cell(&row.get(*column).map(plain).unwrap_or_default())).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// A value as one text; entries of a list parted by `; `, tables by their name.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join("; "),
        Value::Object(table) => table.get("name").map(plain).unwrap_or_default(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// An article as Markdown with its front matter, without what is private.
pub(super) fn markdown(edition: &Edition<'_>, id: ArticleId) -> Vec<u8> {
    let shelved = &edition.archive.articles[id];
    let mut fields: IndexMap<String, Value> = IndexMap::new();
    for key in KEYS {
        let private = *key == "contacts" && !edition.settings.publish_contacts;
        if let Some(value) = shelved.article.fields.get(*key).filter(|_| !private) {
            fields.insert((*key).to_owned(), value.clone());
        }
    }
    if !fields.contains_key("title") {
        fields.shift_insert(0, "title".to_owned(), json!(shelved.article.title()));
    }
    write_new(&fields, edition.archive.text(id)).into_bytes()
}
