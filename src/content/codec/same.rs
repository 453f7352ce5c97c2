//! When two values of a key say the same, however they are written.

use serde_json::{Map, Value};

/// Whether there is nothing in the value: null, blank text, an empty list or table, or one of nothing but these.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(_) | Value::Number(_) => false,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(table) => table.values().all(is_empty),
    }
}

/// Whether both say the same: `2016` and `"2016"`, `one` and `[one]`, `IOM` and `name: IOM`; an empty value and none.
/// The order of a list counts, that of a table does not.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => {
            let (a, b) = (full(a), full(b));
            a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| same(a, b))
        }
        (Value::Array(items), one) | (one, Value::Array(items)) => {
            let items = full(items);
            match items.as_slice() {
                [] => is_empty(one),
                [only] => same(only, one),
                _ => false,
            }
        }
        (Value::Object(a), Value::Object(b)) => within(a, b) && within(b, a),
        (Value::Object(table), one) | (one, Value::Object(table)) => {
            let mut entries = table.iter().filter(|(_, value)| !is_empty(value));
            match (entries.next(), entries.next()) {
                (None, _) => is_empty(one),
                (Some((key, name)), None) => key == "name" && same(name, one),
                _ => false,
            }
        }
        _ => scalar(a) == scalar(b),
    }
}

fn full(items: &[Value]) -> Vec<&Value> {
    items.iter().filter(|item| !is_empty(item)).collect()
}

fn within(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    a.iter().filter(|(_, value)| !is_empty(value)).all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ways_of_writing_do_not_matter_and_what_is_said_does() {
        for (a, b) in [
            (json!(2016), json!("2016")),
            (json!("one"), json!(["one"])),
            (json!([{"name": "IOM", "role": ""}]), json!(["IOM"])),
            (json!({"name": "A", "role": "host"}), json!({"role": "host", "name": "A"})),
            (json!(null), json!([])),
            (json!(["a", ""]), json!("a ")),
        ] {
            assert!(same(&a, &b) && same(&b, &a), "{a} {b}");
        }
        for (a, b) in [
            (json!("a"), json!("A")),
            (json!(["a", "b"]), json!(["b", "a"])),
            (json!({"name": "A", "role": "host"}), json!("A")),
            (json!(false), json!(null)),
        ] {
            assert!(!same(&a, &b) && !same(&b, &a), "{a} {b}");
        }
    }
}
