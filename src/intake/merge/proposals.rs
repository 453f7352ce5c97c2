//! Settling what the machine would write otherwise: a person takes its value, or turns it down.

use super::list;
use crate::content::codec::same::{is_empty, same};
use crate::content::codec::{self, FieldChange, Kind, Refused};
use crate::content::finding::Sidecar;
use serde_json::Value;

/// What is left of a proposal when the values a person turned down are taken out.
pub(super) fn open(proposal: Value, kept: &[Value]) -> Value {
    let turned_down = |value: &Value| kept.iter().any(|other| same(other, value));
    match proposal {
        Value::Array(items) => items.into_iter().filter(|item| !turned_down(item)).collect(),
        value if turned_down(&value) => Value::Null,
        value => value,
    }
}

/// Writes the proposal for a key into the file. The key is ours again, as if nobody had touched it: it follows the seed from now on. None when
/// there is no proposal.
pub fn accept(text: &str, kind: Kind, sidecar: &Sidecar, key: &str) -> Option<Result<(String, Sidecar), Refused>> {
    let proposal = sidecar.proposals.get(key)?;
    let file = codec::fields(text, kind)?.get(key).cloned().unwrap_or_default();
    let base = sidecar.fields.get(key).cloned().unwrap_or_default();
    let (wanted, ours) = match proposal {
        Value::Array(items) => (put(&file, items), put(&base, items)),
        value => (value.clone(), value.clone()),
    };
    let mut after = sidecar.clone();
    after.proposals.shift_remove(key);
    after.fields.insert(key.to_owned(), ours);
    Some(codec::edit(text, &[FieldChange::Set(key.to_owned(), wanted)]).map(|text| (text, after)))
}

/// Turns the proposal for a key down: what the file says stays, and this value is not proposed again. None when there is no proposal.
pub fn keep(sidecar: &Sidecar, key: &str) -> Option<Sidecar> {
    let mut after = sidecar.clone();
    let kept = after.kept.entry(key.to_owned()).or_default();
    match after.proposals.shift_remove(key)? {
        Value::Array(items) => kept.extend(items),
        value => kept.push(value),
    }
    Some(after)
}

/// A list with these elements in the places of those that are the same things; new ones at the end.
fn put(list: &Value, new: &[Value]) -> Value {
    let mut items = match list {
        Value::Array(items) => items.clone(),
        value if is_empty(value) => Vec::new(),
        value => vec![value.clone()],
    };
    for item in new {
        match list::position(&items, item) {
            Some(at) => items[at] = item.clone(),
            None => items.push(item.clone()),
        }
    }
    Value::Array(items)
}
