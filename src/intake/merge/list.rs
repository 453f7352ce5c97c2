//! Lists, element by element.
//!
//! Elements are told apart by their folded name (and, for events, their edition), so that a different spelling of one name is one element.

use super::{Outcome, Sides};
use crate::base::text::fold_name;
use crate::content::codec::same::{is_empty, same};
use serde_json::Value;

/// Decides on a key that holds a list; `removed` is what a person has deleted of it before.
pub(super) fn decide(sides: &Sides<'_>, removed: &[Value]) -> Outcome {
    let [base, file, new] = [sides.base, sides.file, sides.new].map(items);
    let gone_before = |item: &Value| removed.contains(&Value::Null) || position(removed, item).is_some();
    if same(sides.base, sides.file) {
        let wanted: Vec<Value> = new.iter().filter(|item| !gone_before(item)).cloned().collect();
        let wanted = Value::Array(wanted);
        let write = (!same(sides.file, &wanted)).then(|| wanted.clone());
        return Outcome { write, base: wanted, ..Outcome::default() };
    }
    let pairs = pair(&base, &file);
    let mut outcome = Outcome::default();
    let (mut wanted, mut otherwise) = (Vec::new(), Vec::new());
    // Ours, each with its place in the draft: in that order they are remembered, so that an order a person made still differs from it.
    let mut ours: Vec<(usize, Value)> = Vec::new();
    let new_of_file = pair(&file, &new);
    for (index, item) in file.iter().enumerate() {
        let was = pairs.iter().position(|&at| at == Some(index)).map(|at| &base[at]);
        let at = new_of_file[index];
        let becomes = at.map(|at| &new[at]);
        let place = at.unwrap_or(usize::MAX);
        match (was, becomes) {
            // Ours, and as we wrote it: it becomes what the draft says, or goes with it.
            (Some(was), Some(becomes)) if same(was, item) => {
                wanted.push(if same(becomes, item) { item.clone() } else { becomes.clone() });
                ours.push((place, becomes.clone()));
            }
            (Some(was), None) if same(was, item) => {}
            // Ours, and changed by a person: theirs.
            (Some(was), becomes) => {
                wanted.push(item.clone());
                ours.push((place, was.clone()));
                otherwise.extend(becomes.filter(|becomes| !same(becomes, was) && !same(becomes, item)).cloned());
            }
            (None, _) => wanted.push(item.clone()),
        }
    }
    for (item, _) in base.iter().zip(&pairs).filter(|(_, at)| at.is_none()) {
        if position(removed, item).is_none() {
            outcome.removed.push(item.clone());
        }
    }
    let taken: Vec<usize> = new_of_file.into_iter().flatten().collect();
    for (index, item) in new.iter().enumerate().filter(|(index, _)| !taken.contains(index)) {
        let known = gone_before(item) || position(&outcome.removed, item).is_some() || position(&new[..index], item).is_some();
        if !known {
            wanted.push(item.clone());
            ours.push((index, item.clone()));
        }
    }
    let wanted = Value::Array(wanted);
    outcome.write = (!same(sides.file, &wanted)).then_some(wanted);
    ours.sort_by_key(|&(place, _)| place);
    outcome.base = ours.into_iter().map(|(_, item)| item).collect();
    outcome.proposal = Value::Array(otherwise);
    outcome
}

/// The elements of a list; one value stands for a list of one.
fn items(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.iter().filter(|item| !is_empty(item)).cloned().collect(),
        value if is_empty(value) => Vec::new(),
        value => vec![value.clone()],
    }
}

/// For each element of `a`, the element of `b` that is the same thing; no element of `b` twice.
fn pair(a: &[Value], b: &[Value]) -> Vec<Option<usize>> {
    let mut free: Vec<usize> = (0..b.len()).collect();
    let mut pairs = vec![None; a.len()];
    // What says the same goes first, then what has the same name.
    for alike in [same as fn(&Value, &Value) -> bool, same_thing] {
        for (item, pair) in a.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
            if let Some(at) = free.iter().position(|&index| alike(item, &b[index])) {
                *pair = Some(free.remove(at));
            }
        }
    }
    pairs
}

pub(super) fn position(items: &[Value], item: &Value) -> Option<usize> {
    items.iter().position(|other| !other.is_null() && same_thing(other, item))
}

/// Whether two elements are one thing: one folded name, and no two different editions.
fn same_thing(a: &Value, b: &Value) -> bool {
    let edition = |value: &Value| value.get("edition").filter(|edition| !is_empty(edition)).cloned();
    name(a) == name(b)
        && match (edition(a), edition(b)) {
            (Some(a), Some(b)) => same(&a, &b),
            _ => true,
        }
}

fn name(value: &Value) -> String {
    let plain = match value {
        Value::String(text) => text.clone(),
        Value::Object(table) => table.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        other => other.to_string(),
    };
    let folded = fold_name(&plain);
    if folded.is_empty() { plain } else { folded }
}
