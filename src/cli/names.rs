//! `dateline merge`, `split`, `rename` and `distinct`: what people decide about names. Shown first, written with `--yes`.

use super::args::{Common, Distinct, Merge, Names, Rename, Split, Sure};
use super::console::Console;
use super::content::Content;
use super::layout::count;
use super::make::arrange;
use super::root::Root;
use super::{Exit, Stop};
use crate::archive::Archive;
use crate::archive::decide::{self, Decision, Renaming, find};
use crate::archive::term::{ArticleId, TermId};
use crate::base::date::When;
use crate::base::report::{Diagnostic, Report};
use crate::base::text::{shorten, squeeze};
use crate::base::tree::Tree;
use crate::content::matter::EntityKind;
use crate::disk::lock::Lock;
use crate::disk::read::{self, Dots};
use crate::disk::{DiskError, write};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How many articles and sentences of a name are shown.
const SAMPLES: usize = 3;

/// How many pages are listed one by one.
const LISTED: usize = 20;

impl From<Names> for EntityKind {
    fn from(names: Names) -> Self {
        match names {
            Names::Organisations => Self::Organisation,
            Names::People => Self::Person,
            Names::Places => Self::Place,
            Names::Tags => Self::Tag,
            Names::Events => Self::Event,
        }
    }
}

/// The archive a decision is about, drafts included, and the lock on it.
struct Desk {
    root: Root,
    _lock: Lock,
    /// `content/` with the records of earlier merges.
    tree: Tree,
    archive: Archive,
}

impl Desk {
    fn open(common: &Common, kind: EntityKind, console: &Console) -> Result<Self, Stop> {
        let root = Root::find(common)?;
        let lock = Lock::acquire(&root.path, || console.say("another run is at work on this archive; waiting for it"))?;
        let (mut tree, _) = read::tree(&root.path, "content", Dots::Findings);
        let (archive, _) = arrange(&root, &Content::read(&tree), true);
        let (records, _) = read::tree(&root.path, &decide::record::folder(kind), Dots::Skip);
        tree.extend(records);
        Ok(Self { root, _lock: lock, tree, archive })
    }

    /// The archive as it would be.
    fn after(&self, decision: &Decision) -> Archive {
        let hidden = |path: &crate::base::path::RelPath| path.as_str().contains("/.merged/");
        let tree: Tree = decision.apply(&self.tree).into_iter().filter(|(path, _)| !hidden(path)).collect();
        arrange(&self.root, &Content::read(&tree), true).0
    }

    /// Shows the decision and writes it when it is meant.
    fn finish(&self, told: &Told<'_>, decision: &Decision, sure: Sure, console: &Console) -> Exit {
        let written = sure.yes && !sure.dry_run;
        let files: Vec<Value> = decision.files().iter().map(|path| json!(path)).collect();
        if console.json() {
            let mut line = json!({ "command": told.command, "kind": told.kind.folder(), "written": written, "files": files, "pages": told.pages });
            if let (Value::Object(line), Value::Object(more)) = (&mut line, &told.more) {
                line.extend(more.clone());
            }
            console.json_line(&line);
        } else {
            console.data(&told.text);
            decision.lines.iter().for_each(|line| console.data(line));
            if !told.pages.is_empty() {
                console.data(&format!("\n{} of the site change with the next build:", count(told.pages.len(), "page")));
                told.pages.iter().take(LISTED).for_each(|page| console.data(&format!("  {page}")));
                if told.pages.len() > LISTED {
                    console.data(&format!("  … and {} more", told.pages.len() - LISTED));
                }
            }
        }
        if decision.changes.is_empty() {
            return Exit::Fine;
        }
        if !written {
            console.say("nothing is written so far; say it again with `--yes`");
            return Exit::Fine;
        }
        let applied = write::apply(&self.root.path, &self.tree, &decision.changes, &decision.files());
        let mut report = applied.report;
        report.diagnostics.extend(applied.failures.iter().map(DiskError::diagnostic));
        console.report(&report);
        if let Some(folder) = applied.undo {
            console.detail(&format!("what was overwritten in `content/` is kept in `{folder}`"));
        }
        if applied.failures.is_empty() && report.diagnostics.is_empty() {
            console.say(&told.done);
            return Exit::Fine;
        }
        if applied.failures.is_empty() { Exit::Problems } else { Exit::System }
    }
}

/// What is said of a decision beside what it changes.
struct Told<'t> {
    command: &'t str,
    kind: EntityKind,
    /// For people, before anything else.
    text: String,
    /// Addresses of pages that change.
    pages: Vec<String>,
    /// For programs.
    more: Value,
    /// When it is written.
    done: String,
}

pub(super) fn merge(common: &Common, options: &Merge, console: &Console) -> Result<Exit, Stop> {
    let kind = EntityKind::from(options.kind);
    let desk = Desk::open(common, kind, console)?;
    let from = find(&desk.archive, kind, &options.from).map_err(Stop::usage)?;
    let into = find(&desk.archive, kind, &options.into).map_err(Stop::usage)?;
    let decision = decide::merge(&desk.archive, &desk.tree, from, into).map_err(Stop::usage)?;
    let after = desk.after(&decision);
    let name = &desk.archive.terms[from].name;
    let both: BTreeSet<&str> = [from, into].iter().flat_map(|&id| slugs(&desk.archive, id)).collect();
    let joined: BTreeSet<&str> = find(&after, kind, &desk.archive.terms[into].slug).map(|id| slugs(&after, id)).unwrap_or_default();
    let apart: Vec<&str> = both.difference(&joined).copied().collect();
    if !apart.is_empty() {
        let message = format!("{} would still stand for another {}: {}", count(apart.len(), "article"), kind.singular(), apart.join(", "));
        let help = "their front matter names it with a country; give the entity's file that `country`";
        console.report(&Report { diagnostics: vec![Diagnostic::warning("merge-part", message).help(help)] });
    }
    let mut pages: BTreeSet<String> = slugs(&desk.archive, from).into_iter().map(|slug| format!("articles/{slug}.html")).collect();
    pages.extend(entity_pages(&desk.archive, from).into_iter().chain(entity_pages(&desk.archive, into)));
    let told = Told {
        command: "merge",
        kind,
        text: format!("{}\n{}\n", context(&desk.archive, from), context(&desk.archive, into)),
        pages: pages.into_iter().collect(),
        more: json!({ "from": said(&desk.archive, from), "into": said(&desk.archive, into), "articles": joined.len() }),
        done: format!("done; `dateline split {} {}` takes it back", kind.folder(), Value::from(name.as_str())),
    };
    Ok(desk.finish(&told, &decision, options.sure, console))
}

pub(super) fn split(common: &Common, options: &Split, console: &Console) -> Result<Exit, Stop> {
    let kind = EntityKind::from(options.kind);
    let desk = Desk::open(common, kind, console)?;
    let decision = decide::split(&desk.tree, kind, &options.name).map_err(Stop::usage)?;
    let told = Told { command: "split", kind, text: String::new(), pages: Vec::new(), more: json!({}), done: "done".to_owned() };
    Ok(desk.finish(&told, &decision, options.sure, console))
}

pub(super) fn rename(common: &Common, options: &Rename, console: &Console) -> Result<Exit, Stop> {
    let kind = EntityKind::from(options.kind);
    let until = options.until.as_deref().map(When::parse).transpose();
    let until = until.map_err(|problem| Stop::usage(Diagnostic::error("date-invalid", problem.to_string()).help(problem.help())))?;
    let desk = Desk::open(common, kind, console)?;
    let id = find(&desk.archive, kind, &options.old).map_err(Stop::usage)?;
    let new = Renaming { name: options.new.clone(), former: options.former, until, slug: options.slug.clone() };
    let decision = decide::rename(&desk.archive, &desk.tree, id, &new).map_err(Stop::usage)?;
    let mut pages: BTreeSet<String> = slugs(&desk.archive, id).into_iter().map(|slug| format!("articles/{slug}.html")).collect();
    pages.extend(entity_pages(&desk.archive, id));
    let told = Told {
        command: "rename",
        kind,
        text: context(&desk.archive, id),
        pages: pages.into_iter().collect(),
        more: json!({ "was": said(&desk.archive, id), "name": squeeze(&options.new) }),
        done: "done".to_owned(),
    };
    Ok(desk.finish(&told, &decision, options.sure, console))
}

pub(super) fn distinct(common: &Common, options: &Distinct, console: &Console) -> Result<Exit, Stop> {
    let kind = EntityKind::from(options.kind);
    let desk = Desk::open(common, kind, console)?;
    let decision = decide::distinguish(&desk.archive, &desk.tree, kind, &options.one, &options.other).map_err(Stop::usage)?;
    let done = "done; the two are not suggested or joined again".to_owned();
    let told = Told { command: "distinct", kind, text: String::new(), pages: Vec::new(), more: json!({}), done };
    Ok(desk.finish(&told, &decision, options.sure, console))
}

/// The articles that name a term, by their addresses.
fn slugs(archive: &Archive, id: TermId) -> BTreeSet<&str> {
    archive.terms[id].mentions.iter().map(|mention| archive.articles[mention.article].article.slug.as_str()).collect()
}

/// The pages of a term itself and of its index.
fn entity_pages(archive: &Archive, id: TermId) -> Vec<String> {
    let term = &archive.terms[id];
    vec![format!("{}/index.html", term.kind.folder()), format!("{}/{}.html", term.kind.folder(), term.slug)]
}

/// What the archive says of a term, for programs.
fn said(archive: &Archive, id: TermId) -> Value {
    let term = &archive.terms[id];
    json!({
        "id": term.slug, "name": term.name, "names": decide::names_of(term), "kind": term.sort, "country": term.country,
        "articles": slugs(archive, id), "file": term.file.as_ref().map(|file| &file.path),
    })
}

/// What the archive says of a term, for people: its names, what it is, articles and sentences.
fn context(archive: &Archive, id: TermId) -> String {
    let term = &archive.terms[id];
    let mut text = format!("{}\n", term.name);
    let others: Vec<String> = decide::names_of(term).into_iter().skip(1).collect();
    let rows = [("also", others.join(", ")), ("kind", term.sort.clone().unwrap_or_default()), ("country", term.country.clone().unwrap_or_default())];
    for (what, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(text, "  {what}: {value}");
    }
    if let Some(file) = &term.file {
        let _ = writeln!(text, "  file: {}", file.path);
    }
    let _ = writeln!(text, "  {}", count(term.mentions.len(), "article"));
    for mention in term.mentions.iter().take(SAMPLES) {
        let article = &archive.articles[mention.article].article;
        let date = article.matter.date.as_ref().map_or_else(|| "undated".to_owned(), ToString::to_string);
        let _ = writeln!(text, "    {date}  {}", shorten(article.title(), 80));
        if let Some(words) = sentence(archive, mention.article, id) {
            let _ = writeln!(text, "      “{words}”");
        }
    }
    if term.mentions.len() > SAMPLES {
        let _ = writeln!(text, "    … and {} more", term.mentions.len() - SAMPLES);
    }
    text
}

/// The words of an article that name a term, with what stands around them.
fn sentence(archive: &Archive, article: ArticleId, id: TermId) -> Option<String> {
    let shelved = &archive.articles[article];
    let at = shelved.finding_terms.iter().position(|term| *term == Some(id))?;
    let quote = &shelved.notes.findings.get(at)?.quote;
    Some(squeeze(&format!("…{}{}{}…", quote.prefix, quote.exact, quote.suffix)))
}
