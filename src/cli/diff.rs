//! What changes in a file of `content/`, as people read it: a line for each field, the text as a unified diff.

use crate::base::text::shorten;
use crate::base::tree::{Change, Tree};
use crate::content::codec::same::{is_empty, same};
use crate::content::codec::{self, Kind};
use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// One file before and after.
#[derive(Debug)]
pub(super) struct Difference<'t> {
    path: &'t str,
    before: Option<String>,
    after: Option<String>,
}

impl<'t> Difference<'t> {
    /// What a change does to a file; None for the machine's notes.
    pub(super) fn of(change: &'t Change, tree: &Tree) -> Option<Self> {
        let path = change.path().as_str();
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
        let before = tree.get(change.path()).map(text);
        let after = match change {
            Change::Write(_, bytes) => Some(text(bytes)),
            Change::Delete(_) => None,
        };
        (!path.starts_with("content/.findings/")).then_some(Self { path, before, after })
    }

    fn state(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "new",
            (_, None) => "removed",
            _ => "changed",
        }
    }

    /// Keys whose values differ, with both.
    fn fields(&self) -> Vec<(String, Value, Value)> {
        let kind = if self.path.starts_with("content/articles/") { Kind::Article } else { Kind::Entity };
        let read =
            |text: &Option<String>| -> IndexMap<String, Value> { text.as_ref().and_then(|text| codec::fields(text, kind)).unwrap_or_default() };
        let (before, after) = (read(&self.before), read(&self.after));
        let keys: IndexSet<&String> = after.keys().chain(before.keys()).collect();
        let get = |fields: &IndexMap<String, Value>, key: &str| fields.get(key).cloned().unwrap_or_default();
        let both = keys.into_iter().map(|key| (key.clone(), get(&before, key), get(&after, key)));
        both.filter(|(_, before, after)| !same(before, after)).collect()
    }

    /// The text below the front matter as a unified diff; empty where it stays.
    fn body(&self) -> String {
        let read = |text: &Option<String>| text.as_ref().and_then(|text| codec::body(text)).map_or(String::new(), |body| body + "\n");
        let (before, after) = (read(&self.before), read(&self.after));
        if before == after {
            return String::new();
        }
        let patch = diffy::create_patch(&before, &after).to_string();
        patch.lines().skip_while(|line| !line.starts_with("@@")).fold(String::new(), |mut text, line| {
            let _ = writeln!(text, "{line}");
            text
        })
    }

    pub(super) fn text(&self) -> String {
        let mut text = match self.state() {
            "changed" => format!("{}\n", self.path),
            state => format!("{} ({state})\n", self.path),
        };
        for (key, before, after) in self.fields() {
            let list = before.is_array() || after.is_array();
            if list && !is_empty(&before) {
                let _ = writeln!(text, "  {key}:");
                for (sign, mine, others) in [("-", items(&before), items(&after)), ("+", items(&after), items(&before))] {
                    for item in mine.iter().filter(|item| !others.iter().any(|other| same(other, item))) {
                        let _ = writeln!(text, "    {sign} {}", shown(item));
                    }
                }
            } else if is_empty(&before) {
                let _ = writeln!(text, "  {key}: {}", shown(&after));
            } else if is_empty(&after) {
                let _ = writeln!(text, "  {key}: {} → nothing", shown(&before));
            } else {
                let _ = writeln!(text, "  {key}: {} → {}", shown(&before), shown(&after));
            }
        }
        let body = self.body();
        if self.state() == "changed" {
            for line in body.lines() {
                let _ = writeln!(text, "{}", format!("  {line}").trim_end());
            }
        } else if !body.is_empty() {
            let lines = body.lines().filter(|line| line.len() > 1 && line.starts_with(['+', '-'])).count();
            let _ = writeln!(text, "  text: {}", super::layout::count(lines, "line"));
        }
        text
    }

    pub(super) fn json(&self) -> Value {
        let fields: Map<String, Value> =
            self.fields().into_iter().map(|(key, before, after)| (key, json!({ "before": before, "after": after }))).collect();
        json!({ "file": self.path, "state": self.state(), "fields": fields, "text": self.body() })
    }
}

fn items(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.clone(),
        value if is_empty(value) => Vec::new(),
        value => vec![value.clone()],
    }
}

/// A value in a line: a text in quotes, a table as its name with the rest in brackets.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(table) => {
            let rest: Vec<String> = table
                .iter()
                .filter(|(key, value)| *key != "name" && !is_empty(value))
                .map(|(key, value)| format!("{key}: {}", shown(value)))
                .collect();
            match table.get("name") {
                Some(name) if rest.is_empty() => shown(name),
                Some(name) => format!("{} ({})", shown(name), rest.join(", ")),
                None => format!("({})", rest.join(", ")),
            }
        }
        Value::String(text) => json!(shorten(text, 200)).to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::RelPath;

    fn difference(before: Option<&str>, after: Option<&str>) -> String {
        let path = RelPath::known("content/articles/a.md");
        let tree: Tree = before.map(|text| (path.clone(), text.as_bytes().to_vec())).into_iter().collect();
        let change = after.map_or_else(|| Change::Delete(path.clone()), |text| Change::Write(path.clone(), text.as_bytes().to_vec()));
        Difference::of(&change, &tree).map(|difference| difference.text()).unwrap_or_default()
    }

    #[test]
    fn fields_are_told_one_by_one_and_the_text_as_a_diff() {
        let before = "---\ntitle: A\ntags: [x, y]\ndate: 2015\nplace: P\n---\n\nOne.\n\nTwo.\n";
        let after = "---\ntitle: B\ntags: [y, z]\ndate: \"2015\"\norganisations:\n  - name: IOM\n    role: host\n---\n\nOne.\n\nThree.\n";
        assert_eq!(
            difference(Some(before), Some(after)),
            "content/articles/a.md\n  title: \"A\" → \"B\"\n  tags:\n    - \"x\"\n    + \"z\"\n  organisations: \"IOM\" (role: \"host\")\n  place: \"P\" → nothing\n  \
             @@ -1,3 +1,3 @@\n   One.\n\n  -Two.\n  +Three.\n"
        );
    }

    #[test]
    fn a_new_file_is_told_by_its_fields_and_notes_not_at_all() {
        assert_eq!(difference(None, Some("---\ntitle: A\n---\n\nOne.\n\nTwo.\n")), "content/articles/a.md (new)\n  title: \"A\"\n  text: 2 lines\n");
        let notes = Change::Write(RelPath::known("content/.findings/a.json"), Vec::new());
        assert!(Difference::of(&notes, &Tree::new()).is_none());
    }
}
