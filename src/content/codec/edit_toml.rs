//! The same for TOML, by `toml_edit`, which keeps what it does not touch.

use super::same::{is_empty, same};
use serde_json::Value as Json;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

/// The front matter with one key set, or removed when there is nothing to say; None when it cannot be read.
/// CRLF stays CRLF.
pub(super) fn set(matter: &str, key: &str, wanted: &Json) -> Option<String> {
    let returns = matter.contains("\r\n");
    let mut document: DocumentMut = matter.replace("\r\n", "\n").parse().ok()?;
    let root = document.as_table_mut();
    if is_empty(wanted) {
        root.remove(key);
    } else {
        let new = match (root.get(key), wanted) {
            (Some(Item::ArrayOfTables(old)), Json::Array(items)) if items.iter().all(Json::is_object) => tables(old, items),
            (Some(Item::Value(old)), _) => {
                let mut new = value(wanted, old.as_array())?;
                *new.decor_mut() = old.decor().clone();
                Item::Value(new)
            }
            _ => Item::Value(value(wanted, None)?),
        };
        match root.get_mut(key) {
            Some(item) => *item = new,
            None => {
                root.insert(key, new);
            }
        }
    }
    let text = document.to_string();
    Some(if returns { text.replace('\n', "\r\n") } else { text })
}

/// Tables that stay are copied with their comments.
fn tables(old: &ArrayOfTables, items: &[Json]) -> Item {
    let mut new = ArrayOfTables::new();
    for item in items {
        let kept = old.iter().find(|table| same(&read(&Item::Table((*table).clone())), item));
        new.push(kept.cloned().unwrap_or_else(|| {
            let mut table = Table::new();
            for (key, item) in item.as_object().into_iter().flatten().filter(|(_, item)| !is_empty(item)) {
                if let Some(item) = value(item, None) {
                    table.insert(key, Item::Value(item));
                }
            }
            table
        }));
    }
    Item::ArrayOfTables(new)
}

fn value(json: &Json, old: Option<&Array>) -> Option<Value> {
    Some(match json {
        Json::Null => return None,
        Json::Bool(value) => Value::from(*value),
        Json::Number(number) => number.as_i64().map(Value::from).or_else(|| number.as_f64().map(Value::from))?,
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => {
            let mut array = old.map_or_else(Array::new, |old| {
                let mut array = old.clone();
                array.clear();
                array
            });
            for item in items {
                match old.and_then(|old| old.iter().find(|other| same(&read(&Item::Value((*other).clone())), item))) {
                    Some(kept) => array.push_formatted(kept.clone()),
                    None => array.push(value(item, None)?),
                }
            }
            Value::Array(array)
        }
        Json::Object(table) => {
            let mut inline = InlineTable::new();
            for (key, item) in table.iter().filter(|(_, item)| !is_empty(item)) {
                inline.insert(key, value(item, None)?);
            }
            Value::InlineTable(inline)
        }
    })
}

fn read(item: &Item) -> Json {
    match item {
        Item::None => Json::Null,
        Item::Value(Value::String(text)) => Json::String(text.value().clone()),
        Item::Value(Value::Integer(number)) => Json::from(*number.value()),
        Item::Value(Value::Float(number)) => Json::from(*number.value()),
        Item::Value(Value::Boolean(value)) => Json::Bool(*value.value()),
        Item::Value(Value::Datetime(date)) => Json::String(date.value().to_string()),
        Item::Value(Value::Array(items)) => items.iter().map(|item| read(&Item::Value(item.clone()))).collect(),
        Item::Value(Value::InlineTable(table)) => table.iter().map(|(key, item)| (key.to_owned(), read(&Item::Value(item.clone())))).collect(),
        Item::Table(table) => table.iter().map(|(key, item)| (key.to_owned(), read(item))).collect(),
        Item::ArrayOfTables(tables) => tables.iter().map(|table| read(&Item::Table(table.clone()))).collect(),
    }
}
