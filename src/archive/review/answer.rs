//! Answers to open questions, as changes of `content/`: the same edits a person would make by hand, to the lines of one key.

use super::{Open, Sort, goes_by};
use crate::archive::Archive;
use crate::archive::decide;
use crate::base::date::When;
use crate::base::path::RelPath;
use crate::base::tree::{Change, Tree};
use crate::content::codec::{self, FieldChange, Kind};
use crate::content::finding::Sidecar;
use serde_json::Value;

/// What a person types when nobody knows; remembered in the notes, so that it is not asked again.
pub const UNKNOWN: &str = "?";

/// What an answer comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Files to write.
    Changes(Vec<Change>),
    /// Take what is proposed: for who knows how proposals are settled.
    Accept,
    /// Turn down what is proposed.
    Keep,
}

/// Works an answer out. `sidecar` is where the notes on the question's file lie. The error is what is wrong with the answer, in one sentence.
pub fn answer(archive: &Archive, content: &Tree, sidecar: &RelPath, open: &Open, text: &str) -> Result<Effect, String> {
    let text = text.trim();
    match open.sort {
        Sort::Year | Sort::Field if text == UNKNOWN => remember(content, sidecar, &open.field, Value::from(UNKNOWN)).map(Effect::Changes),
        Sort::Year => year(content, open, text).map(Effect::Changes),
        Sort::Field => field(content, open, text).map(Effect::Changes),
        Sort::Proposal => match text {
            "accept" => Ok(Effect::Accept),
            "keep" => Ok(Effect::Keep),
            _ => Err(format!("`{text}` is neither `accept` nor `keep`")),
        },
        Sort::Names => names(archive, content, open, text).map(Effect::Changes),
        Sort::Evidence => match text {
            "remove" => remove(content, open).map(Effect::Changes),
            "keep" => remember(content, sidecar, &open.field, open.value.clone()).map(Effect::Changes),
            _ => Err(format!("`{text}` is neither `remove` nor `keep`")),
        },
    }
}

fn text_of<'t>(content: &'t Tree, file: &RelPath) -> Result<&'t str, String> {
    let bytes = content.get(file).ok_or_else(|| format!("there is no `{file}`"))?;
    std::str::from_utf8(bytes).map_err(|_| format!("`{file}` is not UTF-8"))
}

fn edited(content: &Tree, open: &Open, changes: &[FieldChange]) -> Result<Vec<Change>, String> {
    let text = text_of(content, &open.file)?;
    let new = codec::edit(text, changes).map_err(|refused| format!("`{}` is left as it is: {refused}", open.file))?;
    Ok(if new == text { Vec::new() } else { vec![Change::Write(open.file.clone(), new.into_bytes())] })
}

/// `2022`, `2022?` or a whole date in the place of one without a year; events of the article on the same day follow.
fn year(content: &Tree, open: &Open, text: &str) -> Result<Vec<Change>, String> {
    let Some(stated) = open.case.as_ref().map(|case| case.stated.to_string()) else { return Err("no date is open here".to_owned()) };
    let digits = text.trim_end_matches('?');
    let bare = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let dated = if bare { stated.replace("XXXX", text) } else { text.to_owned() };
    let when = When::parse(&dated).map_err(|error| format!("`{text}` is neither a year nor a date: {error}"))?;
    if !when.has_year() {
        return Err(format!("`{text}` has no year"));
    }
    let mut changes = vec![FieldChange::Set(open.field.clone(), Value::from(when.to_string()))];
    let fields = codec::fields(text_of(content, &open.file)?, Kind::Article).unwrap_or_default();
    if let Some(Value::Array(events)) = fields.get("events") {
        let mut events = events.clone();
        let same_day = events.iter_mut().filter_map(Value::as_object_mut).filter_map(|event| event.get_mut("date"));
        let mut found = false;
        for date in same_day.filter(|date| date.as_str() == Some(stated.as_str())) {
            *date = Value::from(when.to_string());
            found = true;
        }
        if found {
            changes.push(FieldChange::Set("events".to_owned(), Value::Array(events)));
        }
    }
    edited(content, open, &changes)
}

fn field(content: &Tree, open: &Open, text: &str) -> Result<Vec<Change>, String> {
    if matches!(open.field.as_str(), "date" | "event_date" | "updated") {
        When::parse(text).map_err(|error| format!("`{text}` is no date: {error}"))?;
    }
    let fields = codec::fields(text_of(content, &open.file)?, Kind::Article).unwrap_or_default();
    let change = match fields.get(&open.field) {
        Some(Value::Array(items)) if items.iter().any(|item| goes_by(item, text)) => return Ok(Vec::new()),
        Some(Value::Array(_)) => FieldChange::AddItem(open.field.clone(), Value::from(text)),
        _ => FieldChange::Set(open.field.clone(), Value::from(text)),
    };
    edited(content, open, &[change])
}

/// Takes a fact out: the list's element of this name, else the key.
fn remove(content: &Tree, open: &Open) -> Result<Vec<Change>, String> {
    let fields = codec::fields(text_of(content, &open.file)?, Kind::Article).unwrap_or_default();
    let wanted = super::shown(&open.value);
    let changes: Vec<FieldChange> = match fields.get(&open.field) {
        None => Vec::new(),
        Some(Value::Array(items)) => {
            let gone = items.iter().filter(|item| goes_by(item, &wanted));
            gone.map(|item| FieldChange::RemoveItem(open.field.clone(), item.clone())).collect()
        }
        Some(_) => vec![FieldChange::Remove(open.field.clone())],
    };
    edited(content, open, &changes)
}

/// Writes into the notes that a value is to stay, or that nobody knows one.
fn remember(content: &Tree, sidecar: &RelPath, field: &str, value: Value) -> Result<Vec<Change>, String> {
    let notes = text_of(content, sidecar).ok().and_then(Sidecar::read);
    let mut notes = notes.ok_or_else(|| "there are no notes to remember it in; `dateline import` makes them".to_owned())?;
    let kept = notes.kept.entry(field.to_owned()).or_default();
    if kept.contains(&value) {
        return Ok(Vec::new());
    }
    kept.push(value);
    Ok(vec![Change::Write(sidecar.clone(), notes.write().into_bytes())])
}

fn names(archive: &Archive, content: &Tree, open: &Open, text: &str) -> Result<Vec<Change>, String> {
    let Some((from, into)) = open.pair else { return Err("no names are open here".to_owned()) };
    let (loser, winner) = (&archive.terms[from], &archive.terms[into]);
    let decision = match text {
        "same" => decide::merge(archive, content, from, into),
        "different" => decide::distinguish(archive, content, loser.kind, &loser.slug, &winner.slug),
        _ => return Err(format!("`{text}` is neither `same` nor `different`")),
    };
    decision.map(|decision| decision.changes).map_err(|problem| problem.message)
}
