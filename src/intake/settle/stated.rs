//! What the front matter of a seed states goes before what is found in its text.

use super::{Band, Draft, Finding, Line, Quote, Span, Value, json};
use crate::content::codec::{self, Kind};
use crate::intake::front::{Front, one_name};

/// Keys whose lists are joined: what is stated first, then what was found besides.
const JOINED: &[&str] = &["organisations", "people", "places", "events", "sdgs", "contacts"];

/// The draft with what its seed states. Stated keys are certain, their questions answered; the body is the seed's own Markdown.
pub(super) fn apply(draft: &mut Draft, front: &Front) {
    let stated = |key: &str| front.fields.contains_key(key);
    for key in ["date_text", "date_status"] {
        if stated("date") && !stated(key) {
            draft.fields.shift_remove(key);
        }
    }
    for (key, value) in &front.fields {
        let joined = JOINED.contains(&key.as_str());
        let value = match (value, draft.fields.get(key)) {
            (Value::Array(stated), Some(Value::Array(found))) if joined => {
                let more = found.iter().filter(|item| !stated.iter().any(|other| one_name(other, item)));
                stated.iter().chain(more).cloned().collect()
            }
            _ => value.clone(),
        };
        draft.fields.insert(key.clone(), value);
    }
    draft.questions.retain(|question| !stated(&question.field));
    let place = |key: &str| codec::keys(Kind::Article).position(|known| known == key).unwrap_or(usize::MAX);
    draft.fields.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
    let mut findings = Vec::new();
    for (key, line) in &front.printed {
        let Some(value) = front.fields.get(key) else { continue };
        let values = match value {
            Value::Array(items) => items.clone(),
            value => vec![value.clone()],
        };
        findings.extend(values.iter().map(|value| finding(key, value, line)));
    }
    findings.append(&mut draft.findings);
    draft.findings = findings;
    let mut lines: Vec<&String> = front.printed.values().collect();
    lines.sort();
    lines.dedup();
    draft.lines = lines.into_iter().map(|line| Line { role: "meta".to_owned(), text: line.clone() }).collect();
    draft.body = codec::plain_body(&front.body) + "\n";
    draft.slug.clone_from(&front.slug);
}

fn finding(key: &str, value: &Value, line: &str) -> Finding {
    let value = match value {
        Value::String(text) => text.clone(),
        Value::Object(table) => table.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        other => json!(other).to_string(),
    };
    Finding {
        id: blake3::hash(format!("{key}|meta|{line}|{value}").as_bytes()).to_hex()[..12].to_owned(),
        field: key.to_owned(),
        value,
        quote: Quote { exact: line.to_owned(), ..Quote::default() },
        span: Span::new(0, 0),
        rule: "meta".to_owned(),
        band: Band::Certain,
        confidence: None,
        derived: false,
        detail: std::collections::BTreeMap::new(),
    }
}
