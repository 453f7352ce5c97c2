//! YAML front matter as another library reads it, for a second opinion on an edit.

use super::same::same;
use indexmap::IndexMap;
use serde_json::{Map, Value};
use std::str::FromStr;
use yaml_edit::{Document, YamlNode};

/// Whether `yaml-edit` reads the same keys and values out of a front matter as we do. What it does not undertake to read, such as an alias, it does not contradict.
pub(super) fn agrees(matter: &str, fields: &IndexMap<String, Value>) -> bool {
    let Ok(document) = Document::from_str(matter) else { return fields.is_empty() };
    let Some(mapping) = document.as_mapping() else { return fields.is_empty() };
    let entries: Vec<(Value, Option<Value>)> = mapping
        .entries()
        .filter_map(|entry| Some((entry.key_node().and_then(|key| read(&key))?, entry.value_node().map_or(Some(Value::Null), |value| read(&value)))))
        .collect();
    entries.len() == fields.len()
        && entries.iter().zip(fields).all(|((key, value), (ours, our_value))| {
            key.as_str() == Some(ours) && value.as_ref().is_none_or(|value| same(&words(value), &words(our_value)))
        })
}

/// The value with its scalars as text; None where the library has no one reading.
fn read(node: &YamlNode) -> Option<Value> {
    match node {
        YamlNode::Scalar(scalar) if scalar.is_block() => None,
        YamlNode::Scalar(scalar) => {
            let text = scalar.as_string();
            Some(if scalar.is_null() { Value::Null } else { Value::String(text) })
        }
        YamlNode::Sequence(items) => items.values().map(|item| read(&item)).collect::<Option<Vec<_>>>().map(Value::Array),
        YamlNode::Mapping(table) => table
            .entries()
            .map(|entry| {
                Some((
                    entry.key_node().and_then(|key| read(&key))?.as_str()?.to_owned(),
                    entry.value_node().map_or(Some(Value::Null), |value| read(&value))?,
                ))
            })
            .collect::<Option<Map<_, _>>>()
            .map(Value::Object),
        YamlNode::Alias(_) | YamlNode::TaggedNode(_) => None,
    }
}

/// Numbers and switches as words, `1.10` like `1.1`: how a number is written is nobody's meaning.
fn words(value: &Value) -> Value {
    let plain = |text: &str| Value::String(text.trim().parse::<f64>().map_or_else(|_| text.to_owned(), |number| number.to_string()));
    match value {
        Value::Array(items) => items.iter().map(words).collect(),
        Value::Object(table) => table.iter().map(|(key, value)| (key.clone(), words(value))).collect(),
        Value::Null => Value::Null,
        Value::String(text) => plain(text),
        other => plain(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::codec;

    /// Fields as [`super::super::edit`] has them.
    fn opinion(matter: &str) -> Option<bool> {
        let text = format!("---\n{matter}\n---\n");
        let fields = codec::fields(&text, codec::Kind::Article)?;
        Some(agrees(&format!("{matter}\n"), &fields))
    }

    #[test]
    fn both_read_what_people_write() {
        for matter in [
            "title: 'it''s'",
            "title: \"a \\\"b\\\" \\u00e9 # c\" # mine",
            "a: 1.10\nb: 007\nc: NO\nd: ~\ne:\nf: true",
            "tags: [a, 'b', \"c d\", 5]\nsdgs: [1, 2]",
            "people:\n- name: Ann # x\n  of: \"B: c\"\n\n# y\n- Bob\nlast: {a: 1, b: [c]}",
            "people:\n  - name: Ann\n    phones: [\"+66 1\"]\n  - Bob",
            "text: one\n  two\nmood: |\n  a\n  b\nlast: x",
            "title: Ünïcode – « x »\nurl: https://example.org/a#b",
            "# only",
            "a: []\nb: {}\nc: \"\"",
        ] {
            assert_eq!(opinion(matter), Some(true), "{matter}");
        }
        assert!(!agrees("a: 1\n", &IndexMap::from([("a".to_owned(), Value::from(2))])));
        assert!(!agrees("a: 1\nb: 2\n", &IndexMap::from([("a".to_owned(), Value::from(1))])));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn both_agree(lines in proptest::collection::vec("[a-d]{1,2}: (x|'y'  # c|\"p: q\"|\\[a, b\\]|\\[a, # z\n  b\\]|\\|\n  t # u||5|1\\.50|true|no|one\n  two|\\[\\]|\\{a: 1\\}|\n(- [A-C]( # d)?\n){0,2}- name: D\n  of: E # e|>-\n  x\n\n  y)|# [a-z]{1,3}|", 0..6)) {
            proptest::prop_assert!(opinion(&lines.join("\n")) != Some(false), "{}", lines.join("\n"));
        }
    }
}
