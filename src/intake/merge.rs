//! Draft × file on disk × what we last wrote: what becomes of a file that people own.
//!
//! A person's word wins, for ever. What they typed or changed is kept and never becomes ours again, even where we come to say the same;
//! what they deleted does not come back. Only what still says what we last wrote is brought up to date.
//! Running again changes nothing. Without the sidecar everything that differs from the draft counts as a person's.

mod body;
mod list;
#[cfg(test)]
mod properties;
pub mod proposals;
#[cfg(test)]
mod tests;

use super::draft::{Draft, DraftKind};
use crate::base::report::{Diagnostic, Report};
use crate::base::text::shorten;
use crate::content::codec::same::{is_empty, same};
use crate::content::codec::{self, FieldChange, Kind};
use crate::content::finding::{FORMAT, Sidecar};
use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

/// What becomes of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The file's new text, when it must be written.
    pub text: Option<String>,
    /// The notes to keep beside it.
    pub sidecar: Sidecar,
    /// Whether the notes differ from those there were.
    pub sidecar_changed: bool,
    /// The new version as a whole, when text and body both changed in one place: to be laid beside the file as `<slug>.incoming.md`.
    /// Given once; a person settles it by editing the file.
    pub incoming: Option<String>,
    /// Whether a person wrote anything into the file: its old bytes then belong in `.dateline/undo/` before it is written.
    pub person_touched: bool,
    /// Whether a person deleted the file: it stays deleted, and its notes stay as they are.
    pub deleted: bool,
    /// What changes in the file, a line for each field.
    pub changes: Vec<String>,
    /// What could not be done.
    pub report: Report,
}

/// Merges a draft into what is there.
pub fn merge(draft: &Draft, on_disk: Option<&str>, sidecar: Option<&Sidecar>) -> Merged {
    match (on_disk, sidecar) {
        (None, None) => created(draft),
        (None, Some(sidecar)) => Merged { sidecar: sidecar.clone(), deleted: true, ..Merged::default() },
        (Some(text), sidecar) => {
            // With our notes lost, we take it that the draft is what we last wrote: every difference then is a person's.
            let lost = Sidecar { format: FORMAT, fields: draft.fields.clone(), body: codec::plain_body(&draft.body), ..Sidecar::default() };
            let mut merged = updated(draft, text, sidecar.unwrap_or(&lost));
            merged.sidecar_changed = sidecar != Some(&merged.sidecar);
            merged
        }
    }
}

fn created(draft: &Draft) -> Merged {
    let fields: IndexMap<String, Value> =
        draft.fields.iter().filter(|(_, value)| !is_empty(value)).map(|(key, value)| (key.clone(), value.clone())).collect();
    let sidecar = Sidecar { fields, body: codec::plain_body(&draft.body), ..notes(draft) };
    let text = codec::write_new(&sidecar.fields, &sidecar.body);
    Merged { text: Some(text), sidecar, sidecar_changed: true, changes: vec!["a new file".to_owned()], ..Merged::default() }
}

/// A sidecar with what the draft says of itself, without anything about the file.
fn notes(draft: &Draft) -> Sidecar {
    Sidecar {
        format: FORMAT,
        seed: draft.seed.clone(),
        seed_digest: draft.seed_digest,
        findings: draft.findings.clone(),
        lines: draft.lines.clone(),
        questions: draft.questions.clone(),
        ..Sidecar::default()
    }
}

/// One key: what we last wrote, what the file says, what the draft says. An absent value is null.
struct Sides<'a> {
    base: &'a Value,
    file: &'a Value,
    new: &'a Value,
    /// Whether the file has the key at all.
    present: bool,
}

/// What becomes of one key.
#[derive(Default)]
struct Outcome {
    /// What the file shall say, when that is something else than it says.
    write: Option<Value>,
    /// What we last wrote, from now on; null when nothing.
    base: Value,
    /// What we think otherwise; null when nothing.
    proposal: Value,
    /// What a person deleted, in addition; null for the whole key.
    removed: Vec<Value>,
    /// Whether a person has given or taken away its one value: nobody needs to be asked then.
    person: bool,
}

fn updated(draft: &Draft, text: &str, old: &Sidecar) -> Merged {
    let kind = if draft.kind == DraftKind::Article { Kind::Article } else { Kind::Entity };
    let Some(file) = codec::fields(text, kind) else {
        // Whoever reads the archive reports where and why.
        return Merged { sidecar: old.clone(), person_touched: true, ..Merged::default() };
    };
    let mut merged = Merged { sidecar: Sidecar { removed: old.removed.clone(), kept: old.kept.clone(), ..notes(draft) }, ..Merged::default() };
    let mut now = text.to_owned();
    let keys: IndexSet<&String> = draft.fields.keys().chain(old.fields.keys()).collect();
    // A value of a person's own, where we have none, answers whatever there was to ask.
    let mut settled: Vec<&str> =
        file.iter().filter(|(key, value)| !keys.contains(key) && !value.is_array() && !is_empty(value)).map(|(key, _)| key.as_str()).collect();
    for key in keys {
        let sides = Sides {
            base: old.fields.get(key).unwrap_or(&Value::Null),
            file: file.get(key).unwrap_or(&Value::Null),
            new: draft.fields.get(key).unwrap_or(&Value::Null),
            present: file.contains_key(key),
        };
        let mut outcome = decide(&sides, old.removed.get(key).map_or(&[], Vec::as_slice));
        if let Some(value) = outcome.write.take() {
            match codec::edit(&now, &[FieldChange::Set(key.clone(), value.clone())]) {
                Ok(edited) => {
                    now = edited;
                    merged.changes.push(change(key, sides.file, &value));
                }
                Err(refused) => {
                    merged.report.push(
                        Diagnostic::warning("merge-refused", format!("`{key}` of `{}` is left as it is: {refused}", draft.slug))
                            .help(format!("write `{key}: {}` by hand, or leave it", shown(&value))),
                    );
                    outcome.base = sides.base.clone();
                    outcome.proposal = value;
                }
            }
        }
        if outcome.person {
            settled.push(key);
        }
        if !is_empty(&outcome.base) {
            merged.sidecar.fields.insert(key.clone(), outcome.base);
        }
        let proposal = proposals::open(outcome.proposal, old.kept.get(key).map_or(&[], Vec::as_slice));
        if !is_empty(&proposal) {
            merged.sidecar.proposals.insert(key.clone(), proposal);
        }
        if !outcome.removed.is_empty() {
            merged.sidecar.removed.entry(key.clone()).or_default().extend(outcome.removed);
        }
    }
    merged.sidecar.questions.retain(|question| !settled.contains(&question.field.as_str()));
    merged.sidecar.body.clone_from(&old.body);
    if draft.kind == DraftKind::Article {
        now = body::merge(draft, now, old, &mut merged);
    }
    merged.person_touched = text.replace("\r\n", "\n") != codec::write_new(&old.fields, &old.body);
    merged.text = (now != text).then_some(now);
    merged
}

/// Decides on one key; `removed` is what a person has deleted of it before.
fn decide(sides: &Sides<'_>, removed: &[Value]) -> Outcome {
    let &Sides { base, file, new, present } = sides;
    let gone = removed.contains(&Value::Null);
    if !present && (gone || !is_empty(base)) {
        // The whole key was deleted, now or before.
        return Outcome { removed: if gone { Vec::new() } else { vec![Value::Null] }, person: true, ..Outcome::default() };
    }
    if base.is_array() || new.is_array() {
        return list::decide(sides, removed);
    }
    if same(file, base) && !gone {
        let write = (!same(file, new)).then(|| new.clone());
        return Outcome { write, base: new.clone(), ..Outcome::default() };
    }
    if is_empty(file) {
        // The key is there, and says nothing: a person emptied it.
        return Outcome { removed: if gone { Vec::new() } else { vec![Value::Null] }, person: true, ..Outcome::default() };
    }
    let proposal = if same(new, base) || same(new, file) || gone { Value::Null } else { new.clone() };
    Outcome { base: base.clone(), proposal, person: true, ..Outcome::default() }
}

fn change(key: &str, before: &Value, after: &Value) -> String {
    match (is_empty(before), is_empty(after)) {
        (true, _) => format!("`{key}` is `{}`", shown(after)),
        (false, true) => format!("`{key}` is no longer `{}`", shown(before)),
        (false, false) => format!("`{key}` is `{}` instead of `{}`", shown(after), shown(before)),
    }
}

/// A value in a line of text.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(table) => match table.get("name") {
            Some(name) => shown(name),
            None => value.to_string(),
        },
        Value::Null => String::new(),
        other => other.to_string(),
    };
    shorten(&crate::base::text::visible(&text), 200)
}
