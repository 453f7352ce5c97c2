//! What people decide about names: two are one, two are never one, one is called otherwise. An archive and its files in, changes of
//! `content/` out.
//!
//! A decision is plain text in the entities' own files; articles are left as they are, since a name typed in an article is resolved by any
//! name of an entity. What takes a merge back lies beside the files, in `content/<kind>/.merged/`: see [`record`].

mod edit;
pub mod record;
mod rename;
mod split;
#[cfg(test)]
mod tests;

pub use rename::{Renaming, rename};
pub use split::split;

use self::edit::Page;
use self::record::Record;
use super::Archive;
use super::names::{folded, is_generic};
use super::term::{Term, TermId};
use crate::base::path::{RelPath, slug};
use crate::base::report::{Diagnostic, Place};
use crate::base::text::{fold_name, nearest};
use crate::base::tree::{Change, Tree};
use crate::content::matter::EntityKind;
use serde_json::{Value, json};

/// What a decision comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Files of `content/` to write or to remove; all of them are people's.
    pub changes: Vec<Change>,
    /// What happens, a sentence for each thing.
    pub lines: Vec<String>,
}

impl Decision {
    /// The files it changes: their old bytes are worth keeping.
    pub fn files(&self) -> Vec<RelPath> {
        self.changes.iter().map(|change| change.path().clone()).collect()
    }

    /// The tree as it is afterwards.
    #[must_use]
    pub fn apply(&self, tree: &Tree) -> Tree {
        let mut tree = tree.clone();
        for change in &self.changes {
            match change {
                Change::Write(path, bytes) => drop(tree.insert(path.clone(), bytes.clone())),
                Change::Delete(path) => drop(tree.remove(path)),
            }
        }
        tree
    }
}

/// The term of a kind that is meant by any of its names, or by the last part of its address.
pub fn find(archive: &Archive, kind: EntityKind, asked: &str) -> Result<TermId, Diagnostic> {
    let wanted = folded(asked);
    let alike = |term: &Term| folded(&term.name) == wanted;
    if let Some(id) = archive.find(kind, asked, None) {
        return Ok(id);
    }
    if let Some((id, _)) = archive.terms_of(kind).find(|(_, term)| term.slug == asked.trim()) {
        return Ok(id);
    }
    let same: Vec<(TermId, &Term)> = archive.terms_of(kind).filter(|(_, term)| alike(term)).collect();
    match same.as_slice() {
        [(id, _)] => Ok(*id),
        [] => Err(unknown(archive, kind, asked)),
        several => {
            let slugs: Vec<String> = several.iter().map(|(_, term)| format!("`{}`", term.slug)).collect();
            let message = format!("several {} are called `{asked}`", kind.folder());
            Err(Diagnostic::error("name-ambiguous", message).help(format!("name one by its address: {}", slugs.join(", "))))
        }
    }
}

fn unknown(archive: &Archive, kind: EntityKind, asked: &str) -> Diagnostic {
    let terms: Vec<&Term> = archive.terms_of(kind).map(|(_, term)| term).collect();
    let words = fold_name(asked);
    let names = || terms.iter().flat_map(|term| std::iter::once(term.name.as_str()).chain(term.other_names()));
    let near = nearest(asked, names()).or_else(|| names().find(|name| !words.is_empty() && fold_name(name).contains(&words)));
    let help = near.map_or_else(|| format!("`dateline list {}` shows them all", kind.folder()), |name| format!("did you mean `{name}`?"));
    Diagnostic::error("no-name", format!("nothing among the {} is called `{asked}`", kind.folder())).help(help)
}

/// Makes `from` a part of `into`: its names lead there from now on, and so does its address.
pub fn merge(archive: &Archive, content: &Tree, from: TermId, into: TermId) -> Result<Decision, Diagnostic> {
    let (loser, winner) = (&archive.terms[from], &archive.terms[into]);
    if from == into || loser.kind != winner.kind {
        let message = format!("`{}` is one already", winner.name);
        return Err(Diagnostic::error("names-one", message).help(format!("it is known by: {}", names_of(winner).join(", "))));
    }
    if let Some(file) = distinct(loser, winner).or_else(|| distinct(winner, loser)) {
        let message = format!("somebody has said that `{}` and `{}` are not the same", loser.name, winner.name);
        let help = "take the name out of `distinct_from` there if they are the same after all";
        return Err(Diagnostic::error("names-distinct", message).at(Place::file(file.as_str())).help(help));
    }
    if let (Some(one), Some(other)) = (&loser.country, &winner.country)
        && one != other
    {
        let message = format!("`{}` belongs to {one}, `{}` to {other}", loser.name, winner.name);
        let help = "two bodies of two countries are two; correct `country` in their files if one of them is wrong";
        return Err(Diagnostic::error("names-distinct", message).help(help));
    }
    let mut page = Page::of(winner, content)?;
    page.set("country", loser.country.as_deref().map_or(Value::Null, |country| json!(country)))?;
    adopt_names(&mut page, loser, winner)?;
    let mut decision = Decision::default();
    let mut lines = vec![format!("`{}` becomes a name of `{}`", loser.name, winner.name)];
    if let Some(file) = &loser.file {
        let matter = &file.matter;
        for (key, value) in [
            ("acronym", &matter.acronym),
            ("kind", &matter.kind),
            ("parent", &matter.parent),
            ("homepage", &matter.homepage),
            ("wikidata", &matter.wikidata),
            ("ror", &matter.ror),
            ("scope_note", &matter.scope_note),
        ] {
            page.set(key, value.as_deref().map_or(Value::Null, |value| json!(value)))?;
        }
        if page.take_body(&file.body) {
            lines.push(format!("its text becomes the text of `{}`", winner.name));
        } else if !file.body.trim().is_empty() {
            lines.push("both have a text of their own: that of the first is kept beside the file, not shown".to_owned());
        }
    }
    let places = record::Places::free(content, loser);
    let record = Record {
        from: loser.name.clone(),
        into: winner.name.clone(),
        from_file: loser.file.as_ref().map(|file| file.path.clone()),
        into_file: page.path.clone(),
        after: crate::base::tree::Digest::of(&page.text),
        added: page.added.clone(),
    };
    decision.changes.push(Change::Write(places.record.clone(), record.write(loser.kind).into_bytes()));
    if let Some(bytes) = content.get(&page.path) {
        decision.changes.push(Change::Write(places.into, bytes.clone()));
    }
    if let Some((path, bytes)) = loser.file.as_ref().and_then(|file| content.get_key_value(&file.path)) {
        lines.push(format!("`{path}` goes to `{}`", places.from));
        decision.changes.push(Change::Write(places.from, bytes.clone()));
        decision.changes.push(Change::Delete(path.clone()));
    }
    lines.push(format!("`{}` {}", page.path, if page.made { "is made" } else { "is changed" }));
    decision.changes.push(Change::Write(page.path, page.text.into_bytes()));
    decision.lines = lines;
    Ok(decision)
}

/// The loser's names become names of the winner, and its addresses old addresses.
fn adopt_names(page: &mut Page, loser: &Term, winner: &Term) -> Result<(), Diagnostic> {
    let mut known: Vec<String> = names_of(winner).iter().map(|name| folded(name)).collect();
    let mut new = |name: &str| {
        let fresh = !known.contains(&folded(name)) || super::names::is_acronym(name) && winner.acronym.as_deref() != Some(name);
        known.push(folded(name));
        fresh
    };
    for name in std::iter::once(&loser.name).chain(&loser.acronym).chain(&loser.aliases) {
        if new(name) {
            page.add("aliases", json!(name))?;
        }
    }
    for former in &loser.former {
        if new(&former.name) {
            page.add("former", serde_json::to_value(former).unwrap_or_else(|_| json!(former.name)))?;
        }
    }
    for name in &loser.weak {
        page.add("weak", json!(name))?;
    }
    let empty = crate::content::matter::EntityMatter::default();
    let matter = loser.file.as_ref().map_or(&empty, |file| &file.matter);
    for (key, values) in [
        ("hidden", &matter.hidden),
        ("distinct_from", &matter.distinct_from),
        ("broader", &matter.broader),
        ("related", &matter.related),
        ("redirects", &matter.redirects),
    ] {
        for value in values {
            page.add(key, json!(value))?;
        }
    }
    page.add("redirects", json!(loser.slug))
}

/// Says that two names are never one, in the files of both, or in a new one when neither has any.
pub fn distinguish(archive: &Archive, content: &Tree, kind: EntityKind, one: &str, other: &str) -> Result<Decision, Diagnostic> {
    let ids = [find(archive, kind, one)?, find(archive, kind, other)?];
    let mut decision = Decision::default();
    if ids[0] == ids[1] {
        // They are one so far: the name that is not the preferred one gets its freedom back.
        let term = &archive.terms[ids[0]];
        let name = [one, other].into_iter().find(|name| folded(name) != folded(&term.name) && *name != term.slug);
        let Some(name) = name else {
            return Err(Diagnostic::error("names-one", format!("`{one}` and `{other}` are one name")));
        };
        let mut page = Page::of(term, content)?;
        for key in ["acronym", "aliases", "hidden", "weak", "former"] {
            page.remove(key, name)?;
        }
        page.add("distinct_from", json!(name))?;
        decision.lines = vec![
            format!("`{name}` is no name of `{}` any more", term.name),
            "articles made of seeds follow with the next import; where you typed one of the names, it stays".to_owned(),
        ];
        decision.changes.push(Change::Write(page.path, page.text.into_bytes()));
        return Ok(decision);
    }
    let terms = ids.map(|id| &archive.terms[id]);
    let anyone = terms.iter().any(|term| term.file.is_some());
    for (mine, theirs) in [(terms[0], terms[1]), (terms[1], terms[0])] {
        if mine.file.is_none() && (anyone || !decision.changes.is_empty()) {
            continue;
        }
        let mut page = Page::of(mine, content)?;
        page.add("distinct_from", json!(theirs.name))?;
        if content.get(&page.path).is_none_or(|old| *old != page.text.as_bytes()) {
            decision.lines.push(format!("`{}` says that it is not `{}`", page.path, theirs.name));
            decision.changes.push(Change::Write(page.path, page.text.into_bytes()));
        }
    }
    if decision.changes.is_empty() {
        decision.lines.push("that is said already".to_owned());
    }
    Ok(decision)
}

/// The file in which `one` says that it is not `other`.
fn distinct(one: &Term, other: &Term) -> Option<RelPath> {
    let file = one.file.as_ref()?;
    let names: Vec<String> = names_of(other).iter().map(|name| folded(name)).collect();
    file.matter.distinct_from.iter().any(|name| names.contains(&folded(name))).then(|| file.path.clone())
}

/// Every name of a term.
pub fn names_of(term: &Term) -> Vec<String> {
    let hidden = term.file.iter().flat_map(|file| &file.matter.hidden).map(String::as_str);
    std::iter::once(term.name.as_str()).chain(term.other_names()).chain(hidden).map(str::to_owned).collect()
}

/// Where the file of a term is, or will be: its address stays what it is.
fn file_of(term: &Term) -> RelPath {
    term.file.as_ref().map_or_else(|| RelPath::known(format!("content/{}/{}.md", term.kind.folder(), slug(&term.slug))), |file| file.path.clone())
}

/// Whether the country is part of what a term is, so that its file has to name it.
fn needs_country(term: &Term) -> bool {
    term.kind == EntityKind::Place || is_generic(&term.name)
}
