//! Front matter as a tree with places, whichever language it is written in.
//!
//! Scalars keep the words as written beside the untyped reading, so that `NO` can be a country and `2016` a year.

use super::{Format, Split};
use crate::base::span::Span;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};
use serde_saphyr::{MessageFormatter, Spanned};
use std::fmt;
use toml::de::{DeTable, DeValue};

/// A value and where it stands in the file.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) data: Data,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Data {
    /// Nothing is written, or `null`.
    Empty,
    /// One word or text: as written (unquoted), and as the language reads it.
    Scalar { text: String, value: Value },
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

/// Keys in the order of the file.
pub(super) type Table = Vec<Entry>;

/// One key of a table.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) node: Node,
}

/// Why front matter is unreadable, and where.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub(super) message: String,
    pub(super) span: Span,
}

impl Node {
    /// The value as JSON, scalars as the language reads them.
    pub(super) fn value(&self) -> Value {
        match &self.data {
            Data::Empty => Value::Null,
            Data::Scalar { value, .. } => value.clone(),
            Data::List(items) => Value::Array(items.iter().map(Self::value).collect()),
            Data::Table(table) => Value::Object(table.iter().map(|entry| (entry.key.clone(), entry.node.value())).collect()),
        }
    }
}

/// Reads the front matter of a file.
pub(super) fn parse(text: &str, split: &Split) -> Result<Table, Unreadable> {
    match split.format {
        Format::None => Ok(Table::new()),
        Format::Yaml => yaml(text, split.matter),
        Format::Toml => toml(text, split.matter),
    }
}

fn yaml(text: &str, matter: Span) -> Result<Table, Unreadable> {
    let source = matter.of(text);
    let budget = serde_saphyr::budget! { max_depth: 32, max_nodes: 20_000, max_events: 60_000, max_aliases: 1_000, max_documents: 1 };
    let mut options = serde_saphyr::options! { budget: budget, strict_booleans: true, underscored_numbers_as_strings: true, leading_zero_numbers_as_strings: true, with_snippet: false };
    options.alias_limits.max_total_replayed_events = 60_000;
    let node = match serde_saphyr::from_str_with_options::<YamlNode>(source, options) {
        Ok(node) => node,
        Err(error) => return Err(unreadable_yaml(text, matter, &error)),
    };
    let node = node.place(text, matter);
    match node.data {
        Data::Table(table) => Ok(table),
        Data::Empty => Ok(Table::new()),
        _ => Err(Unreadable { message: "front matter is made of lines such as `key: value`".to_owned(), span: node.span }),
    }
}

fn unreadable_yaml(text: &str, matter: Span, error: &serde_saphyr::Error) -> Unreadable {
    let message = serde_saphyr::UserMessageFormatter.format_message(error.without_snippet()).into_owned();
    let message = message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
    let span = error
        .location()
        .and_then(|location| offset(location, text, matter))
        .map_or_else(|| Span::new(matter.start, matter.start), |at| one_character(text, at, matter.end));
    Unreadable { message, span }
}

fn one_character(text: &str, at: usize, end: usize) -> Span {
    Span::new(at, text[at..end].chars().next().map_or(at, |c| at + c.len_utf8()))
}

/// Where in the file a location of the parser is; None when the parser does not know.
fn offset(location: serde_saphyr::Location, text: &str, matter: Span) -> Option<usize> {
    let within = usize::try_from(location.span().byte_offset()?).ok()?;
    let at = (matter.start + within).min(matter.end);
    (location.line() > 0 && text.is_char_boundary(at)).then_some(at)
}

/// What serde-saphyr gives: a value with its place.
struct YamlNode {
    inner: Spanned<YamlData>,
}

enum YamlData {
    Empty,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<YamlNode>),
    Table(Vec<(Spanned<String>, YamlNode)>),
}

impl<'de> Deserialize<'de> for YamlNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { inner: Spanned::deserialize(deserializer)? })
    }
}

impl<'de> Deserialize<'de> for YamlData {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = YamlData;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a list or a table")
    }

    fn visit_unit<E>(self) -> Result<YamlData, E> {
        Ok(YamlData::Empty)
    }

    fn visit_none<E>(self) -> Result<YamlData, E> {
        Ok(YamlData::Empty)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<YamlData, D::Error> {
        YamlData::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<YamlData, E> {
        Ok(YamlData::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<YamlData, E> {
        Ok(YamlData::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<YamlData, E> {
        Ok(YamlData::Number(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<YamlData, E> {
        Ok(YamlData::Text(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<YamlData, E> {
        Ok(YamlData::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<YamlData, E> {
        Ok(Number::from_f64(value).map_or_else(|| YamlData::Text(value.to_string()), YamlData::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<YamlData, E> {
        Ok(YamlData::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<YamlData, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(YamlData::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<YamlData, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(YamlData::Table(table))
    }
}

impl YamlNode {
    fn place(self, text: &str, matter: Span) -> Node {
        let span = span_at(self.inner.referenced, text, matter);
        let written = || span_of(self.inner.defined, text, matter);
        let data = match self.inner.value {
            YamlData::Empty => Data::Empty,
            YamlData::Bool(value) => Data::Scalar { text: written().unwrap_or_else(|| value.to_string()), value: Value::Bool(value) },
            YamlData::Number(value) => Data::Scalar { text: written().unwrap_or_else(|| value.to_string()), value: Value::Number(value) },
            YamlData::Text(text) => Data::Scalar { value: Value::String(text.clone()), text },
            YamlData::List(items) => Data::List(items.into_iter().map(|item| item.place(text, matter)).collect()),
            YamlData::Table(entries) => Data::Table(
                entries
                    .into_iter()
                    .map(|(key, node)| Entry { key_span: span_at(key.referenced, text, matter), key: key.value, node: node.place(text, matter) })
                    .collect(),
            ),
        };
        Node { span, data }
    }
}

fn span_at(location: serde_saphyr::Location, text: &str, matter: Span) -> Span {
    let start = offset(location, text, matter).unwrap_or(matter.start);
    let length = location.span().byte_len().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    let end = start.saturating_add(length).min(matter.end);
    Span::new(start, if text.is_char_boundary(end) { end } else { start })
}

/// The words as written, when the parser knows where they stand and they are one line.
fn span_of(location: serde_saphyr::Location, text: &str, matter: Span) -> Option<String> {
    let words = span_at(location, text, matter).of(text).trim();
    (!words.is_empty() && !words.contains('\n')).then(|| words.to_owned())
}

fn toml(text: &str, matter: Span) -> Result<Table, Unreadable> {
    match DeTable::parse(matter.of(text)) {
        Ok(table) => Ok(toml_table(table.get_ref(), matter.start)),
        Err(error) => {
            let at = error.span().map_or(matter.start, |span| matter.start + span.start).min(matter.end);
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            Err(Unreadable {
                message,
                span: if text.is_char_boundary(at) { one_character(text, at, matter.end) } else { Span::new(matter.start, matter.start) },
            })
        }
    }
}

fn toml_table(table: &DeTable<'_>, offset: usize) -> Table {
    let mut entries: Table = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: Span::from(key.span()).shifted(offset),
            node: toml_node(value.get_ref(), Span::from(value.span()).shifted(offset), offset),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn toml_node(value: &DeValue<'_>, span: Span, offset: usize) -> Node {
    let data = match value {
        DeValue::String(text) => Data::Scalar { text: text.to_string(), value: Value::String(text.to_string()) },
        DeValue::Integer(number) => {
            let text = number.to_string();
            let value = i64::from_str_radix(number.as_str(), number.radix()).map_or_else(|_| Value::String(text.clone()), Value::from);
            Data::Scalar { text, value }
        }
        DeValue::Float(number) => {
            let text = number.to_string();
            let value = text.parse().ok().and_then(Number::from_f64).map_or_else(|| Value::String(text.clone()), Value::Number);
            Data::Scalar { text, value }
        }
        DeValue::Boolean(value) => Data::Scalar { text: value.to_string(), value: Value::Bool(*value) },
        DeValue::Datetime(date) => Data::Scalar { text: date.to_string(), value: Value::String(date.to_string()) },
        DeValue::Array(items) => {
            Data::List(items.iter().map(|item| toml_node(item.get_ref(), Span::from(item.span()).shifted(offset), offset)).collect())
        }
        DeValue::Table(table) => Data::Table(toml_table(table, offset)),
    };
    Node { span, data }
}
