//! Taking a merge back.

use super::edit::Page;
use super::record::{Places, Record, all};
use super::{Decision, folded};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place};
use crate::base::text::nearest;
use crate::base::tree::{Change, Digest, Tree};
use crate::content::matter::EntityKind;
use indexmap::IndexMap;

/// Makes two of what was merged: the files are byte for byte what they were before, or, where somebody has edited the merged one since,
/// that one without what the merge had put into it. `content` holds the records, too.
pub fn split(content: &Tree, kind: EntityKind, asked: &str) -> Result<Decision, Diagnostic> {
    let records = all(content, kind);
    let wanted = folded(asked);
    let of = |name: fn(&Record) -> &str| -> Vec<&(String, Record)> {
        records.iter().filter(|(folder, record)| folded(name(record)) == wanted || RelPath::known(folder).name() == asked.trim()).collect()
    };
    let mut found = of(|record| &record.from);
    if found.is_empty() {
        found = of(|record| &record.into);
    }
    match found.as_slice() {
        [(folder, record)] => take_back(content, folder, record),
        [] => Err(none(&records, kind, asked)),
        several => {
            let names: Vec<String> = several.iter().map(|(_, record)| format!("`{}`", record.from)).collect();
            let message = format!("several names were merged into `{asked}`");
            Err(Diagnostic::error("name-ambiguous", message).help(format!("say which: {}", names.join(", "))))
        }
    }
}

fn none(records: &[(String, Record)], kind: EntityKind, asked: &str) -> Diagnostic {
    let names: Vec<&str> = records.iter().map(|(_, record)| record.from.as_str()).collect();
    let help = match nearest(asked, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if names.is_empty() => format!("no {} were merged in this archive", kind.folder()),
        None => format!("these were: {}", names.join(", ")),
    };
    Diagnostic::error("no-merge", format!("`{asked}` was not merged with anything")).help(help)
}

fn take_back(content: &Tree, folder: &str, record: &Record) -> Result<Decision, Diagnostic> {
    let places = Places::in_folder(folder);
    let mut decision = Decision { lines: vec![format!("`{}` and `{}` are two again", record.from, record.into)], ..Decision::default() };
    let (path, before) = (&record.into_file, content.get(&places.into));
    let Some(now) = content.get(path) else {
        let message = format!("`{path}`, which holds the names of `{}`, is not there", record.from);
        let help = format!("if `{}` was merged with something else, split that first", record.into);
        return Err(Diagnostic::error("no-merge", message).at(Place::file(path.as_str())).help(help));
    };
    if Digest::of(now) == record.after {
        match before {
            Some(bytes) => decision.changes.push(Change::Write(path.clone(), bytes.clone())),
            None => decision.changes.push(Change::Delete(path.clone())),
        }
        decision.lines.push(format!("`{path}` is what it was before"));
    } else {
        let text = String::from_utf8_lossy(now).into_owned();
        let mut page = Page { path: path.clone(), text, made: false, added: IndexMap::new() };
        page.take_back(&record.added)?;
        decision.lines.push(format!("`{path}` was edited since: it loses the names of `{}`, and keeps what was edited", record.from));
        decision.changes.push(Change::Write(page.path, page.text.into_bytes()));
    }
    if let Some(path) = &record.from_file {
        if content.contains_key(path) {
            decision.lines.push(format!("there is a file `{path}` again: it stays as it is, and the old one stays in `{}`", places.from));
        } else if let Some(bytes) = content.get(&places.from) {
            decision.lines.push(format!("`{path}` is back"));
            decision.changes.push(Change::Write(path.clone(), bytes.clone()));
            decision.changes.push(Change::Delete(places.from));
        }
    }
    if before.is_some() {
        decision.changes.push(Change::Delete(places.into));
    }
    decision.changes.push(Change::Delete(places.record));
    Ok(decision)
}
