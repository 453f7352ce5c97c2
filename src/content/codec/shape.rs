//! What each known key holds. The one list of keys: reading, comparing and "did you mean" all go by it.

use super::Kind;
use super::node::{Data, Node, Table};
use indexmap::IndexMap;
use serde_json::Value;

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One text, date or address; or a list of them. However it is written, it is text.
    Text,
    /// Texts, or tables of texts.
    Named,
    /// Numbers, switches: as the language reads them.
    Plain,
}

/// Keys with their shapes.
pub(super) type Shapes = &'static [(&'static str, Shape)];

/// The keys of a kind of file.
pub(super) const fn of(kind: Kind) -> &'static [Shapes] {
    match kind {
        Kind::Article => &[ARTICLE],
        Kind::Entity => &[ENTITY],
    }
}

/// The keys of all kinds of files.
pub(super) const ANY: &[Shapes] = &[ARTICLE, ENTITY];

pub(super) const ARTICLE: Shapes = &[
    ("title", Shape::Text),
    ("subtitle", Shape::Text),
    ("kicker", Shape::Text),
    ("summary", Shape::Text),
    ("date", Shape::Text),
    ("date_text", Shape::Text),
    ("date_status", Shape::Text),
    ("event_date", Shape::Text),
    ("updated", Shape::Text),
    ("place", Shape::Text),
    ("format", Shape::Text),
    ("language", Shape::Text),
    ("source", Shape::Text),
    ("source_url", Shape::Text),
    ("sources", Shape::Text),
    ("authors", Shape::Named),
    ("tags", Shape::Text),
    ("organisations", Shape::Named),
    ("people", Shape::Named),
    ("places", Shape::Named),
    ("events", Shape::Named),
    ("sdgs", Shape::Plain),
    ("photo_credit", Shape::Text),
    ("contacts", Shape::Named),
    ("licence", Shape::Text),
    ("draft", Shape::Plain),
    ("slug", Shape::Text),
    ("aliases", Shape::Text),
    ("seed", Shape::Text),
];

pub(super) const ENTITY: Shapes = &[
    ("name", Shape::Text),
    ("acronym", Shape::Text),
    ("aliases", Shape::Text),
    ("hidden", Shape::Text),
    ("weak", Shape::Text),
    ("former", Shape::Named),
    ("kind", Shape::Text),
    ("parent", Shape::Text),
    ("country", Shape::Text),
    ("homepage", Shape::Text),
    ("wikidata", Shape::Text),
    ("ror", Shape::Text),
    ("distinct_from", Shape::Text),
    ("broader", Shape::Text),
    ("related", Shape::Text),
    ("scope_note", Shape::Text),
    ("slug", Shape::Text),
    ("redirects", Shape::Text),
];

/// The keys that stand before this one in a new file; none for a key of somebody's own.
pub(super) fn before(key: &str) -> Vec<&'static str> {
    let within =
        |shapes: Shapes| shapes.iter().position(|(known, _)| *known == key).map(|index| shapes[..index].iter().map(|&(key, _)| key).collect());
    within(ARTICLE).or_else(|| within(ENTITY)).unwrap_or_default()
}

/// Every key with its value; texts of known keys as strings whether quoted or not.
pub(super) fn fields(table: &Table, shapes: &[Shapes]) -> IndexMap<String, Value> {
    table.iter().map(|entry| (entry.key.clone(), shaped(&entry.node, shape(&entry.key, shapes)))).collect()
}

fn shape(key: &str, shapes: &[Shapes]) -> Option<Shape> {
    shapes.iter().flat_map(|shapes| shapes.iter()).find(|(known, _)| *known == key).map(|&(_, shape)| shape)
}

fn shaped(node: &Node, shape: Option<Shape>) -> Value {
    if !matches!(shape, Some(Shape::Text | Shape::Named)) {
        return node.value();
    }
    match &node.data {
        Data::Empty => Value::Null,
        Data::Scalar { text, .. } => Value::String(text.clone()),
        Data::List(items) => Value::Array(items.iter().map(|item| shaped(item, shape)).collect()),
        Data::Table(table) => {
            // The one number inside a named thing: which edition of an event it is.
            let inner = |key: &str| if key == "edition" { None } else { shape };
            Value::Object(table.iter().map(|entry| (entry.key.clone(), shaped(&entry.node, inner(&entry.key)))).collect())
        }
    }
}
