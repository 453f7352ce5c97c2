//! `content/` as values: what is there, what of it cannot be read, and nothing decided yet.

use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::tree::Tree;
use crate::content::article::Article;
use crate::content::codec::{read_article, read_entity};
use crate::content::entity::Entity;
use crate::content::finding::Sidecar;
use crate::content::matter::EntityKind;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The end of the name of what an import could not merge: for a person to look at, never part of the site.
const INCOMING: &str = ".incoming.md";

/// Everything in `content/`.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    /// The articles and free pages (`content/pages/about.md`), by path, drafts included.
    pub(super) articles: Vec<Arc<Article>>,
    /// Entities with a file of their own, by path.
    pub(super) entities: Vec<Arc<Entity>>,
    /// The machine's notes, by the path of the file they are about.
    pub(super) notes: BTreeMap<RelPath, Arc<Sidecar>>,
    /// Files that could not be read at all.
    pub(super) broken: Vec<RelPath>,
    /// What is wrong with which file.
    pub(super) report: Report,
}

/// What one file is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Article(Arc<Article>),
    Entity(Arc<Entity>),
    Notes(RelPath, Arc<Sidecar>),
    Broken(RelPath),
    Nothing,
}

/// What one file is, and what is wrong with it.
pub(super) type Read = (Part, Report);

impl Content {
    /// Reads all files. One that is broken is one problem; the others are read.
    pub(super) fn read(tree: &Tree) -> Self {
        let files: Vec<(&RelPath, &Vec<u8>)> = tree.iter().collect();
        let parts: Vec<Read> = files.into_par_iter().map(|(path, bytes)| read(path, bytes)).collect();
        Self::of(parts)
    }

    /// Whether it is made of the very same articles, entities and notes.
    pub(super) fn is(&self, other: &Self) -> bool {
        fn same<T>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| Arc::ptr_eq(one, other))
        }
        let notes = |content: &Self| content.notes.values().cloned().collect::<Vec<_>>();
        same(&self.articles, &other.articles) && same(&self.entities, &other.entities) && same(&notes(self), &notes(other))
    }

    /// Puts together what was read file by file, in the order of the paths.
    pub(super) fn of(parts: impl IntoIterator<Item = Read>) -> Self {
        let mut content = Self::default();
        for (part, report) in parts {
            content.report.extend(report);
            match part {
                Part::Article(article) => content.articles.push(article),
                Part::Entity(entity) => content.entities.push(entity),
                Part::Notes(path, notes) => {
                    content.notes.insert(path, notes);
                }
                Part::Broken(path) => content.broken.push(path),
                Part::Nothing => {}
            }
        }
        content
    }
}

/// Reads one file.
pub(super) fn read(path: &RelPath, bytes: &[u8]) -> Read {
    guarded(path, || part(path, bytes))
}

/// A mistake of ours in one file is one problem, and costs no other file.
fn guarded(path: &RelPath, read: impl FnOnce() -> (Part, Report)) -> (Part, Report) {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| (Part::Broken(path.clone()), Report { diagnostics: vec![our_mistake(path)] }))
}

/// A panic as a problem of the file it came up with.
pub(super) fn our_mistake(path: &RelPath) -> Diagnostic {
    Diagnostic::error("internal", format!("`{path}` could not be used because of a mistake in Dateline"))
        .at(Place::file(path.as_str()))
        .help("please report it, with the file; take it out of the archive to go on without it")
}

fn part(path: &RelPath, bytes: &[u8]) -> (Part, Report) {
    let mut report = Report::default();
    let parts: Vec<&str> = path.as_str().split('/').collect();
    if let Some(below) = path.as_str().strip_prefix("content/.findings/") {
        // What cannot be read of them is reported by the import, which writes them anew.
        let notes = std::str::from_utf8(bytes).ok().and_then(Sidecar::read);
        return (notes_of(below).zip(notes).map_or(Part::Nothing, |(of, notes)| Part::Notes(of, Arc::new(notes))), report);
    }
    if !matches!(path.extension().as_str(), "md" | "markdown") {
        return (Part::Nothing, report);
    }
    if path.as_str().ends_with(INCOMING) {
        let article = path.as_str().replace(INCOMING, ".md");
        report.push(
            Diagnostic::warning("incoming", format!("a new version of `{article}` waits to be merged by hand"))
                .at(Place::file(path.as_str()))
                .help(format!("take over what you want into `{article}`, then remove this file")),
        );
        return (Part::Nothing, report);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            report.push(not_utf8(path, bytes, error.valid_up_to()));
            return (Part::Broken(path.clone()), report);
        }
    };
    let part = match parts.as_slice() {
        ["content", "articles" | "pages", ..] => read_article(path, text, &mut report).map(|article| Part::Article(Arc::new(article))),
        ["content", folder, _, ..] => match EntityKind::of_folder(folder) {
            Some(kind) => read_entity(path, kind, text, &mut report).map(|entity| Part::Entity(Arc::new(entity))),
            None => Some(Part::Nothing),
        },
        // Notes of people for people, as forges show them.
        ["content", name] if name.eq_ignore_ascii_case("readme.md") => Some(Part::Nothing),
        _ => {
            report.push(
                Diagnostic::warning("content-stray", format!("`{path}` is in no folder that is read"))
                    .at(Place::file(path.as_str()))
                    .help("move it to `content/articles/`, or to `content/pages/` if it is no article"),
            );
            Some(Part::Nothing)
        }
    };
    (part.unwrap_or_else(|| Part::Broken(path.clone())), report)
}

/// The file some notes are about: `content/.findings/a.json` is about the article `a`, `content/.findings/people/a.json` about a person.
fn notes_of(below: &str) -> Option<RelPath> {
    let stem = below.strip_suffix(".json")?;
    let folder = if stem.contains('/') { "" } else { "articles/" };
    RelPath::new(format!("content/{folder}{stem}.md")).ok()
}

fn not_utf8(path: &RelPath, bytes: &[u8], at: usize) -> Diagnostic {
    let good = std::str::from_utf8(&bytes[..at]).unwrap_or_default();
    let line = good.matches('\n').count() + 1;
    let last = good.rsplit('\n').next().unwrap_or_default();
    let place = Place::line_column(path.as_str(), last, line, last.chars().count() + 1, 1);
    let message = if bytes.contains(&0) { format!("`{path}` is no text, or it is UTF-16") } else { format!("`{path}` is not UTF-8") };
    Diagnostic::error("content-encoding", message).at(place).help("save it as UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(files: &[(&str, &[u8])]) -> Content {
        Content::read(&files.iter().map(|(path, bytes)| (RelPath::known(path), bytes.to_vec())).collect())
    }

    #[test]
    fn one_broken_file_costs_no_other() {
        let content = content(&[
            ("content/articles/a.md", b"---\ntitle: \"A\"\n---\n\nText.\n"),
            ("content/articles/b.md", b"---\ntitle: [\n---\n"),
            ("content/articles/c.md", b"caf\xe9"),
            ("content/organisations/iom.md", b"---\nname: \"IOM\"\n---\n"),
            ("content/pages/about.md", b"---\ntitle: \"About\"\n---\n"),
            ("content/articles/a.incoming.md", b"x"),
            ("content/stray.md", b"x"),
        ]);
        assert_eq!(content.articles.iter().map(|article| article.title()).collect::<Vec<_>>(), ["A", "About"]);
        assert_eq!(content.entities.len(), 1);
        assert_eq!(content.broken, ["content/articles/b.md", "content/articles/c.md"].map(RelPath::known));
        let codes: Vec<&str> = content.report.diagnostics.iter().map(|problem| problem.code).collect();
        for code in ["content-encoding", "incoming", "content-stray"] {
            assert!(codes.contains(&code), "{codes:?}");
        }
    }

    #[test]
    fn notes_are_found_by_the_file_they_are_about() {
        assert_eq!(notes_of("a.json"), Some(RelPath::known("content/articles/a.md")));
        assert_eq!(notes_of("people/a.json"), Some(RelPath::known("content/people/a.md")));
        assert_eq!(notes_of("a.txt"), None);
    }

    #[test]
    fn what_is_not_utf8_is_told_by_line_and_column() {
        let content = content(&[("content/articles/a.md", b"one\ncaf\xe9 two")]);
        let place = content.report.diagnostics[0].place.clone().unwrap();
        assert_eq!((place.line, place.column), (Some(2), Some(4)));
    }

    #[test]
    fn a_panic_is_one_problem() {
        let path = RelPath::known("content/articles/a.md");
        let (part, report) = guarded(&path, || panic!("on purpose"));
        assert!(matches!(part, Part::Broken(broken) if broken == path));
        assert_eq!(report.diagnostics[0].code, "internal");
    }
}
