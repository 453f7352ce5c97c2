//! `dateline import --accept` and `--keep`: a person settles what Dateline would write otherwise.

use super::Stop;
use super::args::Import;
use super::console::Console;
use super::content::Content;
use super::diff::Difference;
use super::explain::find;
use super::root::Root;
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::tree::{Change, Tree};
use crate::content::codec::Kind;
use crate::content::finding::Sidecar;
use crate::disk::read::{self, Dots};
use crate::disk::{DiskError, write};
use crate::intake::merge::proposals;
use serde_json::json;
use std::sync::Arc;

/// Settles every proposal that is named, all or none.
pub(super) fn settle(root: &Root, options: &Import, console: &Console) -> Result<Report, Stop> {
    let (tree, _) = read::tree(&root.path, "content", Dots::Findings);
    let mut now = tree.clone();
    let pairs = |named: &'_ [String]| -> Vec<(String, String)> { named.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect() };
    let accepted = pairs(&options.accept).into_iter().map(|pair| (true, pair));
    for (accept, (article, field)) in accepted.chain(pairs(&options.keep).into_iter().map(|pair| (false, pair))) {
        one(&mut now, &article, &field, accept)?;
    }
    let differing = now.iter().filter(|(path, bytes)| tree.get(*path) != Some(bytes));
    let changes: Vec<Change> = differing.map(|(path, bytes)| Change::Write(path.clone(), bytes.clone())).collect();
    for difference in changes.iter().filter_map(|change| Difference::of(change, &tree)) {
        if console.json() {
            console.json_line(&difference.json());
        } else {
            console.data(&difference.text());
        }
    }
    let mut report = Report::default();
    if options.dry_run {
        console.say("nothing is written");
        return Ok(report);
    }
    let touched: Vec<RelPath> = changes.iter().map(|change| change.path().clone()).filter(|path| path.extension() == "md").collect();
    let applied = write::apply(&root.path, &tree, &changes, &touched);
    report.extend(applied.report);
    report.diagnostics.extend(applied.failures.iter().map(DiskError::diagnostic));
    if report.diagnostics.is_empty() {
        let settled = options.accept.len() / 2 + options.keep.len() / 2;
        console.say(&format!("{} settled", super::layout::count(settled, "proposal")));
    }
    Ok(report)
}

/// Settles one proposal in a tree: takes it, or turns it down.
pub(super) fn one(tree: &mut Tree, asked: &str, field: &str, accept: bool) -> Result<(), Stop> {
    let content = Content::read(tree);
    let path = page(&content, asked)?;
    let none = Arc::new(Sidecar::default());
    let sidecar = content.notes.get(&path).unwrap_or(&none);
    let notes = notes_on(&path);
    let kind = if path.as_str().starts_with("content/articles/") { Kind::Article } else { Kind::Entity };
    let text = tree.get(&path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let after = if accept { proposals::accept(&text, kind, sidecar, field) } else { proposals::keep(sidecar, field).map(|after| Ok((text, after))) };
    match after {
        Some(Ok((text, sidecar))) => {
            tree.insert(path, text.into_bytes());
            tree.insert(notes, sidecar.write().into_bytes());
            Ok(())
        }
        Some(Err(refused)) => {
            let problem = Diagnostic::error("merge-refused", format!("`{field}` of `{path}` is left as it is: {refused}"));
            let value = json!(sidecar.proposals.get(field));
            Err(Stop::usage(problem.at(Place::file(path.as_str())).help(format!("write `{field}` by hand: {value}"))))
        }
        None => {
            let fields: Vec<String> = sidecar.proposals.keys().map(|key| format!("`{key}`")).collect();
            let help =
                if fields.is_empty() { "there are none for this file".to_owned() } else { format!("there are some for {}", fields.join(", ")) };
            let problem = Diagnostic::error("no-proposal", format!("there is no proposal for `{field}` of `{path}`"));
            Err(Stop::usage(problem.at(Place::file(path.as_str())).help(help)))
        }
    }
}

/// The file that is meant: an article as [`find`] knows it, or an entity by its path, with or without `content/` and `.md`.
fn page(content: &Content, asked: &str) -> Result<RelPath, Stop> {
    let plain = asked.trim_start_matches("./").trim_start_matches("content/");
    let plain = plain.strip_suffix(".md").unwrap_or(plain);
    let entity = content.entities.iter().find(|entity| entity.path.as_str() == format!("content/{plain}.md"));
    entity.map_or_else(|| find(content, asked).map(|article| article.path.clone()), |entity| Ok(entity.path.clone()))
}

/// Where the notes on a file of `content/` lie.
pub(super) fn notes_on(path: &RelPath) -> RelPath {
    let folder = path.as_str().split('/').nth(1).unwrap_or_default();
    let folder = if folder == "articles" { String::new() } else { format!("{folder}/") };
    RelPath::known(format!("content/.findings/{folder}{}.json", path.stem()))
}
