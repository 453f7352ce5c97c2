//! Front matter as YAML that people like to read and other programs read alike.

use super::same::is_empty;
use indexmap::IndexMap;
use serde_json::{Map, Value};
use std::fmt::Write;

/// A list is written on one line up to this many characters, key included.
const LONGEST_LINE: usize = 100;

/// Keys whose values are words of a short list, written without quotes.
const PLAIN: &[&str] = &["format", "language", "date_status", "role", "kind", "slug"];

/// Words that YAML, in one of its versions, takes for something else than text.
const NOT_WORDS: &[&str] = &["y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf"];

/// A new file: the fields that are not empty, in their order, and the body. Free text is always in double quotes.
pub fn write_new(fields: &IndexMap<String, Value>, body: &str) -> String {
    let mut out = "---\n".to_owned();
    for (key, value) in fields.iter().filter(|(_, value)| !is_empty(value)) {
        for line in entry(&key_text(key), key, value) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out.push_str("---\n");
    let body = super::plain_body(body);
    if !body.is_empty() {
        out.push('\n');
        out.push_str(&body);
        out.push('\n');
    }
    out
}

/// A key as it is written.
pub(super) fn key_text(key: &str) -> String {
    let plain =
        key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if plain && !NOT_WORDS.contains(&key.to_ascii_lowercase().as_str()) { key.to_owned() } else { quoted(key) }
}

/// The lines of one key, without line breaks. `text` is the key as it is to be written.
pub(super) fn entry(text: &str, key: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => {
            let line = format!("{text}: {}", flow(key, value));
            let simple = items.iter().all(|item| !item.is_object() && !item.is_array());
            if simple && line.chars().count() < LONGEST_LINE {
                return vec![line];
            }
            let mut lines = vec![format!("{text}:")];
            lines.extend(items.iter().flat_map(|value| item(key, value, "  ")));
            lines
        }
        Value::Object(table) => {
            let mut lines = vec![format!("{text}:")];
            lines.extend(ordered(table).map(|(key, value)| format!("  {}: {}", key_text(key), flow(key, value))));
            lines
        }
        _ => vec![format!("{text}: {}", flow(key, value))],
    }
}

/// The lines of one item of a list, the hyphen behind `indent`.
pub(super) fn item(key: &str, value: &Value, indent: &str) -> Vec<String> {
    match value {
        Value::Object(table) if !is_empty(value) => ordered(table)
            .enumerate()
            .map(|(index, (key, value))| format!("{indent}{} {}: {}", if index == 0 { '-' } else { ' ' }, key_text(key), flow(key, value)))
            .collect(),
        _ => vec![format!("{indent}- {}", flow(key, value))],
    }
}

/// A value on one line.
pub(super) fn flow(key: &str, value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::String(text) => text_of(key, text),
        Value::Array(items) => format!("[{}]", items.iter().map(|item| flow(key, item)).collect::<Vec<_>>().join(", ")),
        Value::Object(table) => {
            format!("{{{}}}", ordered(table).map(|(key, value)| format!("{}: {}", key_text(key), flow(key, value))).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The entries of a table that are not empty, `name` first.
fn ordered(table: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    let name = table.get_key_value("name");
    name.into_iter().chain(table.iter().filter(|(key, _)| *key != "name")).filter(|(_, value)| !is_empty(value))
}

fn text_of(key: &str, text: &str) -> String {
    let plain = PLAIN.contains(&key)
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, ' ' | '-'));
    if plain && !text.ends_with(' ') && !NOT_WORDS.contains(&text) { text.to_owned() } else { quoted(text) }
}

/// The text in double quotes; what cannot be seen is escaped.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
                || crate::base::text::is_bidi_control(c) =>
            {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::RelPath;
    use crate::base::report::Report;
    use serde_json::json;

    fn fields(value: &Value) -> IndexMap<String, Value> {
        value.as_object().unwrap().clone().into_iter().collect()
    }

    #[test]
    fn a_new_file_looks_as_the_guide_shows_it() {
        let matter = fields(&json!({
            "title": "A title: with \"quotes\"", "date": "2015-08-26", "format": "press release", "language": "no", "source_url": "", "authors": [],
            "tags": ["border management", "crime"], "organisations": [{"role": "organiser", "name": "A Body"}, "ASEAN"],
            "events": [{"name": "Forum", "edition": 5}], "sdgs": [8, 16],
            "contacts": [{"name": "Desk", "phones": ["+66 1", "+66 2"]}],
            "sources": ["https://example.org/a-very-long-address-that-goes-on", "https://example.org/a-very-long-address-that-goes-on"],
        }));
        assert_eq!(
            write_new(&matter, "\nText.\n\n"),
            "---\ntitle: \"A title: with \\\"quotes\\\"\"\ndate: \"2015-08-26\"\nformat: press release\nlanguage: \"no\"\ntags: [\"border management\", \"crime\"]\n\
             organisations:\n  - name: \"A Body\"\n    role: organiser\n  - \"ASEAN\"\nevents:\n  - name: \"Forum\"\n    edition: 5\nsdgs: [8, 16]\n\
             contacts:\n  - name: \"Desk\"\n    phones: [\"+66 1\", \"+66 2\"]\n\
             sources:\n  - \"https://example.org/a-very-long-address-that-goes-on\"\n  - \"https://example.org/a-very-long-address-that-goes-on\"\n---\n\nText.\n"
        );
        assert_eq!(write_new(&IndexMap::new(), ""), "---\n---\n");
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_again(title in "\\PC{0,20}|[\u{0}-\u{20}a\"\\\\#:\u{2028}\u{202E}\u{FEFF}]{0,12}", tags in proptest::collection::vec("[ -~é]{1,12}", 0..5), name in "[ -~]{1,9}", odd in "[a-z .:#'\"]{1,6}") {
            let matter = fields(&json!({"title": title, "tags": tags, "people": [{"name": name, "title": title}, name], odd.as_str(): title}));
            let text = write_new(&matter, "Text");
            let mut report = Report::default();
            let article = super::super::read_article(&RelPath::known("content/articles/x.md"), &text, &mut report).unwrap();
            for (key, value) in matter.iter().filter(|(_, value)| !is_empty(value)) {
                proptest::prop_assert!(super::super::same::same(&article.fields[key], value), "{} {:?} {:?}", text, article.fields[key], value);
            }
            proptest::prop_assert_eq!(article.body, "Text");
        }
    }
}
