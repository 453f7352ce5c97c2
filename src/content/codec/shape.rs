//! What each known key holds. The one list of keys: reading, comparing, "did you mean" and the schema for editors all go by it.

use super::Kind;
use super::node::{Data, Node, Table};
use indexmap::IndexMap;
use serde_json::Value;

/// How values are compared and kept, whatever way they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One text, date or address; or a list of them. However it is written, it is text.
    Text,
    /// Texts, or tables of texts.
    Named,
    /// Numbers, switches: as the language reads them.
    Plain,
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// One text.
    Text,
    /// A date, as EDTF.
    Date,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Any word; these are usual.
    Mostly(&'static [&'static str]),
    /// An address a page may lead to.
    Address,
    /// `true` or `false`.
    Switch,
    /// A number.
    Number,
    /// Texts.
    Texts,
    /// Numbers of the Sustainable Development Goals.
    Goals,
    /// Names, or tables with a `name` and these keys.
    Things(&'static [Row]),
}

/// A key we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The key.
    pub key: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// What it is for, in a line for people.
    pub about: &'static str,
}

impl Row {
    const fn shape(&self) -> Shape {
        match self.holds {
            Holds::Switch | Holds::Number | Holds::Goals => Shape::Plain,
            Holds::Things(_) => Shape::Named,
            _ => Shape::Text,
        }
    }
}

/// Keys in the order of a new file.
pub(super) type Shapes = &'static [Row];

/// The keys of a kind of file.
pub const fn of(kind: Kind) -> &'static [Row] {
    match kind {
        Kind::Article => ARTICLE,
        Kind::Entity => ENTITY,
    }
}

/// The keys of all kinds of files.
pub(super) const ANY: &[Shapes] = &[ARTICLE, ENTITY];

const fn row(key: &'static str, holds: Holds, about: &'static str) -> Row {
    Row { key, holds, about }
}

/// What `format` may say.
pub(super) const FORMATS: &[&str] = &["press release", "report", "op-ed", "speech", "statement", "interview", "news"];
/// What `date_status` may say.
pub(super) const STATUSES: &[&str] = &["stated", "inferred", "edited"];
const ROLES: &[&str] = &["publisher", "organiser", "host", "partner", "speaker's employer", "participant", "funder", "author's employer"];

pub(super) const ARTICLE: Shapes = &[
    row("title", Holds::Text, "The headline"),
    row("subtitle", Holds::Text, "A second headline below it"),
    row("kicker", Holds::Text, "The words above the headline"),
    row("summary", Holds::Text, "The standfirst, or a summary of your own"),
    row("date", Holds::Date, "When it was published"),
    row("date_text", Holds::Text, "The words of the date as printed, where EDTF alone would lose them"),
    row("date_status", Holds::OneOf(STATUSES), "Whether the date is stated, inferred or edited"),
    row("event_date", Holds::Date, "When the event it reports took place"),
    row("updated", Holds::Date, "When it was changed after publication"),
    row("place", Holds::Text, "Where it was issued: the dateline"),
    row("format", Holds::OneOf(FORMATS), "What sort of text it is"),
    row("language", Holds::Text, "Its language, by two letters (ISO 639-1); und when unknown"),
    row("source", Holds::Text, "Who published it"),
    row("source_url", Holds::Address, "Where the original is"),
    row("sources", Holds::Texts, "Further addresses it was taken from or checked against"),
    row("authors", Holds::Things(PERSON), "Who wrote it"),
    row("tags", Holds::Texts, "What it is about"),
    row("organisations", Holds::Things(ORGANISATION), "Organisations, by any of their names"),
    row("people", Holds::Things(PERSON), "People, with their title at the time"),
    row("places", Holds::Things(PLACE), "Places"),
    row("events", Holds::Things(EVENT), "Events"),
    row("sdgs", Holds::Goals, "Sustainable Development Goals, 1 to 17"),
    row("photo_credit", Holds::Text, "Whose picture it was"),
    row("contacts", Holds::Things(CONTACT), "Press contacts; published only with publish_contacts = true"),
    row("licence", Holds::Text, "Under which licence the text stands"),
    row("draft", Holds::Switch, "Whether it is kept back"),
    row("slug", Holds::Text, "The last part of its address, when it is not the name of the file"),
    row("aliases", Holds::Texts, "Old addresses that lead here"),
    row("seed", Holds::Text, "The seed it was made of"),
];

pub(super) const ORGANISATION: Shapes = &[
    row("name", Holds::Text, "Any of its names"),
    row("role", Holds::Mostly(ROLES), "Its part in the story; left out when it is only mentioned"),
    row("country", Holds::Text, "The country that tells two of one name apart: its name or two letters"),
];

pub(super) const PERSON: Shapes = &[
    row("name", Holds::Text, "The name, without honorifics"),
    row("title", Holds::Text, "The title at the time"),
    row("of", Holds::Text, "The organisation or country the title belongs to"),
];

pub(super) const PLACE: Shapes = &[
    row("name", Holds::Text, "The name"),
    row("country", Holds::Text, "The country that tells two of one name apart: its name or two letters"),
    row("kind", Holds::Mostly(&["country", "city", "region", "subnational", "feature"]), "What sort of place it is"),
];

pub(super) const EVENT: Shapes = &[
    row("name", Holds::Text, "The name of the series, without number and year"),
    row("acronym", Holds::Text, "Its acronym"),
    row("edition", Holds::Number, "Which edition"),
    row("date", Holds::Date, "When"),
    row("place", Holds::Text, "Where"),
];

pub(super) const CONTACT: Shapes = &[
    row("name", Holds::Text, "The person or desk"),
    row("phones", Holds::Texts, "Telephone numbers as printed"),
    row("emails", Holds::Texts, "Mail addresses"),
    row("of", Holds::Text, "The organisation"),
];

pub(super) const FORMER: Shapes =
    &[row("name", Holds::Text, "The earlier name"), row("from", Holds::Date, "When it began to be used"), row("until", Holds::Date, "When it ended")];

pub(super) const ENTITY: Shapes = &[
    row("name", Holds::Text, "The name that is shown"),
    row("acronym", Holds::Text, "Its acronym, in capitals as used"),
    row("aliases", Holds::Texts, "Other names: shown and matched"),
    row("hidden", Holds::Texts, "Other names: matched, not shown"),
    row("weak", Holds::Texts, "Other names: shown, never matched alone"),
    row("former", Holds::Things(FORMER), "Earlier names with their dates"),
    row("kind", Holds::Text, "What sort of organisation or place it is: igo, ministry, company, city"),
    row("parent", Holds::Text, "What it is a part of: a name"),
    row("country", Holds::Text, "Its country: its name or two letters"),
    row("homepage", Holds::Address, "Its own web site"),
    row("wikidata", Holds::Text, "Its item in Wikidata: Q and a number"),
    row("ror", Holds::Text, "Its identifier in ROR"),
    row("distinct_from", Holds::Texts, "Names it is never to be merged with"),
    row("broader", Holds::Texts, "Tags: what it is a part of"),
    row("related", Holds::Texts, "Tags: what it is close to"),
    row("scope_note", Holds::Text, "Tags: what it is for"),
    row("slug", Holds::Text, "The last part of its address, when it is not the name of the file"),
    row("redirects", Holds::Texts, "Old addresses that lead here"),
];

/// The keys that stand before this one in a new file; none for a key of somebody's own.
pub(super) fn before(key: &str) -> Vec<&'static str> {
    let within = |shapes: Shapes| shapes.iter().position(|row| row.key == key).map(|index| shapes[..index].iter().map(|row| row.key).collect());
    within(ARTICLE).or_else(|| within(ENTITY)).unwrap_or_default()
}

/// Every key with its value; texts of known keys as strings whether quoted or not.
pub(super) fn fields(table: &Table, shapes: &[Shapes]) -> IndexMap<String, Value> {
    table.iter().map(|entry| (entry.key.clone(), shaped(&entry.node, shape(&entry.key, shapes)))).collect()
}

fn shape(key: &str, shapes: &[Shapes]) -> Option<Shape> {
    shapes.iter().flat_map(|shapes| shapes.iter()).find(|row| row.key == key).map(Row::shape)
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
