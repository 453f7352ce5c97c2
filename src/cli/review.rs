//! `dateline review`: what only a person can answer, and `--apply`, which takes in answers typed into a table.

mod apply;

use super::args::{Common, Review};
use super::console::Console;
use super::content::Content;
use super::layout::{self, count, wrapped};
use super::make::arrange;
use super::root::Root;
use super::{Exit, Stop};
use crate::archive::Archive;
use crate::archive::review::{self, Open, Sort};
use crate::base::csv;
use crate::base::path::RelPath;
use crate::content::finding::Sidecar;
use crate::disk::read::{self, Dots};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

/// How many questions are listed for people who do not say how many.
const LISTED: usize = 20;

/// The columns of the table, in order. `--apply` needs `id` and `answer`, and the four that make the id to know an answered question again.
pub(super) const COLUMNS: [&str; 12] =
    ["id", "question", "answer", "answers", "candidates", "current", "sentence", "pages", "title", "kind", "file", "field"];

pub(super) fn run(common: &Common, options: &Review, console: &Console) -> Result<Exit, Stop> {
    if let Some(table) = &options.apply {
        return apply::run(common, table, options.sure, console);
    }
    let root = Root::find(common)?;
    let (tree, _) = read::tree(&root.path, "content", Dots::Findings);
    let content = Content::read(&tree);
    let (archive, _) = arrange(&root, &content, true);
    let open = questions(&root, &archive, &content);
    let people = !console.json() && !console.csv();
    let most = options.limit.unwrap_or(if people && !console.verbose() { LISTED } else { 0 });
    let listed = &open[..if most == 0 { open.len() } else { open.len().min(most) }];
    if console.csv() {
        console.script(table(listed).as_bytes());
    } else if console.json() {
        for open in listed {
            console.json_line(&object(open, &archive));
        }
    } else {
        let articles: BTreeSet<&RelPath> = open.iter().map(|open| &open.file).collect();
        if open.is_empty() {
            console.say(&format!("no open questions on {}", count(archive.articles.len(), "article")));
            return Ok(Exit::Fine);
        }
        for (number, open) in listed.iter().enumerate() {
            console.data(&text(number + 1, open, &archive));
        }
        console.say(&format!(
            "{} on {} of {}, those that change most pages first",
            count(open.len(), "open question"),
            count(articles.len(), "file"),
            count(archive.articles.len(), "article")
        ));
        if listed.len() < open.len() {
            console.say(&format!("{} more; `--limit 0` lists all of them, `--format csv` as a table", open.len() - listed.len()));
        }
    }
    Ok(Exit::Fine)
}

/// The open questions of an archive.
pub(super) fn questions(root: &Root, archive: &Archive, content: &Content) -> Vec<Open> {
    let of_entities = content.notes.iter().filter(|(path, _)| !path.as_str().starts_with("content/articles/"));
    let notes: BTreeMap<RelPath, Arc<Sidecar>> = of_entities.map(|(path, notes)| (path.clone(), notes.clone())).collect();
    review::open(archive, &notes, &root.settings.language)
}

/// A question as people read it, at most 80 characters wide where names and paths allow it.
fn text(number: usize, open: &Open, archive: &Archive) -> String {
    let mut out = wrapped(&format!("{number}. {}", open.question), "", "   ");
    let _ = writeln!(out, "   {} · {} · {}", open.id, count(open.pages, "page"), open.file);
    let told = |out: &mut String, label: &str, text: &str| {
        if !text.is_empty() {
            out.push_str(&wrapped(&format!("{label}{text}"), "   ", "     "));
        }
    };
    if open.sort != Sort::Names {
        told(&mut out, "", &format!("“{}”", crate::base::text::shorten(&open.title, 140)));
    }
    if !open.sentence.is_empty() {
        let label = if open.sort == Sort::Evidence { "it said: " } else { "it says: " };
        told(&mut out, label, &format!("“{}”", crate::base::text::shorten(&crate::base::text::squeeze(&open.sentence), 300)));
    }
    match open.sort {
        Sort::Names => told(&mut out, "", &open.current),
        Sort::Proposal => told(&mut out, "the file says: ", &open.current),
        _ => {}
    }
    if let Some(case) = &open.case {
        out.push_str(&layout::case(case, archive, "   ", &open.sentence));
    } else if !open.candidates.is_empty() && open.sort == Sort::Field {
        told(&mut out, "perhaps: ", &open.candidates.join(" | "));
    }
    told(&mut out, "→ ", &open.help);
    for command in &open.commands {
        let _ = writeln!(out, "     {command}");
    }
    out.push('\n');
    out
}

/// A question as data; documented in `docs/data.md`.
fn object(open: &Open, archive: &Archive) -> Value {
    let reasons = open.case.iter().flat_map(|case| &case.bounds).map(|bound| {
        let article = bound.article.and_then(|id| archive.articles.get(id)).map(|shelved| shelved.article.path.clone());
        json!({ "rule": bound.rule, "says": bound.says, "hard": bound.hard, "set_aside": bound.set_aside, "quote": bound.quote, "article": article })
    });
    let reasons: Vec<Value> = reasons.collect();
    json!({
        "question": open.question,
        "id": open.id,
        "kind": open.sort.name(),
        "file": open.file,
        "title": open.title,
        "field": open.field,
        "current": open.current,
        "candidates": open.candidates,
        "later_years_fit": open.case.as_ref().map(|case| case.open),
        "inferred": open.case.as_ref().and_then(|case| case.inferred.clone()),
        "reasons": reasons,
        "sentence": open.sentence,
        "pages": open.pages,
        "help": open.help,
        "commands": open.commands,
        "answers": open.answers,
    })
}

/// The questions as a table with an empty column for answers.
fn table(open: &[Open]) -> String {
    let mut out = String::from("\u{FEFF}");
    out.push_str(&csv::line(COLUMNS));
    for open in open {
        let years = open.case.as_ref().map(crate::archive::detective::Case::years);
        let (candidates, pages) = (years.unwrap_or_else(|| open.candidates.join(" | ")), open.pages.to_string());
        out.push_str(&csv::line([
            open.id.as_str(),
            &open.question,
            "",
            &open.answers,
            &candidates,
            &open.current,
            &open.sentence,
            &pages,
            &open.title,
            open.sort.name(),
            if open.sort == Sort::Names { &open.field } else { open.file.as_str() },
            &open.field,
        ]));
    }
    out
}
