//! One entity's file while a decision is written into it: every byte that is not about the decision stays.

use super::{Term, file_of, needs_country};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place};
use crate::base::text::fold_name;
use crate::base::tree::Tree;
use crate::content::codec::same::{is_empty, same};
use crate::content::codec::{self, FieldChange, Kind};
use indexmap::IndexMap;
use serde_json::{Value, json};

/// The file of an entity.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) path: RelPath,
    /// Its text so far.
    pub(super) text: String,
    /// Whether there was none before.
    pub(super) made: bool,
    /// What was put into it by key: the elements of lists, or the value.
    pub(super) added: IndexMap<String, Value>,
}

impl Page {
    /// The file as it is; for a term without one, a new file that says what is known of it.
    pub(super) fn of(term: &Term, content: &Tree) -> Result<Self, Diagnostic> {
        let path = file_of(term);
        if let Some(bytes) = content.get(&path) {
            let text = String::from_utf8(bytes.clone()).map_err(|_| refused(&path, "it is not UTF-8"))?;
            return Ok(Self { path, text, made: false, added: IndexMap::new() });
        }
        let country = term.country.as_ref().filter(|_| needs_country(term));
        let sort = term.sort.as_ref().filter(|_| term.kind == crate::content::matter::EntityKind::Organisation);
        let fields: IndexMap<String, Value> = [
            ("name", json!(term.name)),
            ("acronym", json!(term.acronym)),
            ("aliases", json!(term.aliases)),
            ("kind", json!(sort)),
            ("country", json!(country)),
            ("broader", json!(term.broader)),
            ("related", json!(term.related)),
            ("scope_note", json!(term.scope_note)),
        ]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
        Ok(Self { path, text: codec::write_new(&fields, ""), made: true, added: IndexMap::new() })
    }

    fn value(&self, key: &str) -> Value {
        codec::fields(&self.text, Kind::Entity).and_then(|fields| fields.get(key).cloned()).unwrap_or_default()
    }

    fn edit(&mut self, change: FieldChange) -> Result<(), Diagnostic> {
        self.text = codec::edit(&self.text, &[change]).map_err(|problem| refused(&self.path, &problem.to_string()))?;
        Ok(())
    }

    /// Adds an element to a list, unless it is there in any spelling.
    pub(super) fn add(&mut self, key: &str, item: Value) -> Result<(), Diagnostic> {
        let name = |value: &Value| value.as_str().or_else(|| value.get("name").and_then(Value::as_str)).unwrap_or_default().to_owned();
        let plain = name(&item);
        let there = match self.value(key) {
            Value::Array(items) => items,
            value if is_empty(&value) => Vec::new(),
            value => vec![value],
        };
        let known = there.iter().map(name).any(|other| {
            other == plain || !super::super::names::is_acronym(&plain) && !fold_name(&plain).is_empty() && fold_name(&other) == fold_name(&plain)
        });
        if plain.trim().is_empty() || known {
            return Ok(());
        }
        self.edit(FieldChange::AddItem(key.to_owned(), item.clone()))?;
        if let Value::Array(items) = self.added.entry(key.to_owned()).or_insert_with(|| json!([])) {
            items.push(item);
        }
        Ok(())
    }

    /// Sets a key that says nothing yet.
    pub(super) fn set(&mut self, key: &str, value: Value) -> Result<(), Diagnostic> {
        if is_empty(&value) || !is_empty(&self.value(key)) {
            return Ok(());
        }
        self.edit(FieldChange::Set(key.to_owned(), value.clone()))?;
        self.added.insert(key.to_owned(), value);
        Ok(())
    }

    /// Sets a key, whatever it says.
    pub(super) fn replace(&mut self, key: &str, value: Value) -> Result<(), Diagnostic> {
        self.edit(FieldChange::Set(key.to_owned(), value))
    }

    /// Takes a name out of a list, in whatever way it is spelled and written there.
    pub(super) fn remove(&mut self, key: &str, name: &str) -> Result<(), Diagnostic> {
        let items = match self.value(key) {
            Value::Array(items) => items,
            value if is_empty(&value) => return Ok(()),
            value => vec![value],
        };
        for item in items {
            let own = item.as_str().or_else(|| item.get("name").and_then(Value::as_str)).unwrap_or_default();
            if own == name || !fold_name(name).is_empty() && fold_name(own) == fold_name(name) {
                self.edit(FieldChange::RemoveItem(key.to_owned(), item))?;
            }
        }
        Ok(())
    }

    /// Takes back what was added, as far as it is still there.
    pub(super) fn take_back(&mut self, added: &IndexMap<String, Value>) -> Result<(), Diagnostic> {
        for (key, value) in added {
            if key == BODY {
                if value.as_str().is_some_and(|text| codec::body(&self.text).as_deref() == Some(text)) {
                    self.text = codec::set_body(&self.text, "");
                }
            } else if let Value::Array(items) = value {
                for item in items {
                    self.edit(FieldChange::RemoveItem(key.clone(), item.clone()))?;
                }
            } else if same(&self.value(key), value) {
                self.edit(FieldChange::Remove(key.clone()))?;
            }
        }
        Ok(())
    }

    /// Gives the page this text when it has none. Whether it did.
    pub(super) fn take_body(&mut self, body: &str) -> bool {
        let body = codec::plain_body(body);
        if body.is_empty() || codec::body(&self.text).is_none_or(|own| !own.is_empty()) {
            return false;
        }
        self.text = codec::set_body(&self.text, &body);
        self.added.insert(BODY.to_owned(), json!(body));
        true
    }
}

/// What stands for the text below the front matter among the keys.
const BODY: &str = "(text)";

fn refused(path: &RelPath, why: &str) -> Diagnostic {
    Diagnostic::error("merge-refused", format!("`{path}` is left as it is: {why}"))
        .at(Place::file(path.as_str()))
        .help("lay the key out as one line or one line for each item, and try again")
}
