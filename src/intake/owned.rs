//! What people own in `content/`, and how drafts meet it: which draft goes to which file, and what is written.

mod home;

use self::home::Home;
use super::draft::{Draft, DraftKind};
use super::first::Known;
use super::memo::{Memo, notes_on};
use super::merge::merge;
use super::{Batch, Outcome, Report};
use crate::base::path::{RelPath, free_slug};
use crate::base::report::{Diagnostic, Place};
use crate::base::text::fold_name;
use crate::base::tree::{Change, Digest, Tree};
use crate::content::codec;
use crate::content::entity::Entity;
use crate::content::finding::Sidecar;
use crate::content::matter::EntityKind;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The files of `content/` that intake may change, with the machine's notes beside them.
#[derive(Debug, Default)]
pub struct Owned {
    texts: BTreeMap<RelPath, String>,
    sidecars: BTreeMap<RelPath, Sidecar>,
    seeds: BTreeMap<RelPath, RelPath>,
    /// The last part of each article's address.
    slugs: BTreeMap<RelPath, String>,
    /// Entity files about organisations.
    pub organisations: Vec<Entity>,
}

/// One organisation's file, and which of its names a person decided.
#[derive(Clone, Debug)]
pub struct OwnedName<'a> {
    /// The file.
    pub entity: &'a Entity,
    /// The names that lead to it because a person typed one of them: all it goes by then. Empty for a file as the machine wrote it: what
    /// was concluded once is concluded anew each time, so that a second run gives what the first one gave.
    pub decided: Vec<String>,
}

impl Owned {
    /// Reads `content/`. Problems of articles are reported by the edition, which reads them all; here only what concerns intake.
    pub fn read(content: &Tree) -> (Self, Report) {
        let mut owned = Self::default();
        let report = Report::default();
        for (path, bytes) in content {
            let Ok(text) = std::str::from_utf8(bytes) else { continue };
            if path.as_str().starts_with("content/.findings/") {
                if let Some(sidecar) = Sidecar::read(text) {
                    owned.sidecars.insert(path.clone(), sidecar);
                }
                continue;
            }
            let mut ignored = Report::default();
            if path.folder() == "content/organisations" && path.extension() == "md" {
                owned.organisations.extend(codec::read_entity(path, EntityKind::Organisation, text, &mut ignored));
            }
            let beside = path.as_str().ends_with(".incoming.md");
            if path.as_str().starts_with("content/articles/") && path.extension() == "md" && !beside {
                let article = codec::read_article(path, text, &mut ignored);
                owned.slugs.extend(article.as_ref().map(|article| (path.clone(), article.slug.clone())));
                owned.seeds.extend(article.and_then(|article| article.matter.seed).map(|seed| (path.clone(), seed)));
            }
            owned.texts.insert(path.clone(), text.to_owned());
        }
        (owned, report)
    }

    /// The organisations' files with the names people decided.
    pub fn names(&self) -> Vec<OwnedName<'_>> {
        self.organisations.iter().map(|entity| OwnedName { entity, decided: self.decided(entity) }).collect()
    }

    fn decided(&self, entity: &Entity) -> Vec<String> {
        let matter = &entity.matter;
        let former = matter.former.iter().map(|former| &former.name);
        let names: Vec<&String> = matter.name.iter().chain(&matter.acronym).chain(&matter.aliases).chain(&matter.hidden).chain(former).collect();
        let notes = RelPath::known(format!("{}/{}.json", findings_folder(EntityKind::Organisation.folder()), entity.path.stem()));
        let Some(base) = self.sidecars.get(&notes).map(|sidecar| &sidecar.fields) else {
            return names.into_iter().cloned().collect();
        };
        let text = |key: &str| base.get(key).and_then(Value::as_str).map(str::to_owned);
        let list = base.get("aliases").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        let ours: BTreeSet<String> = text("name").into_iter().chain(text("acronym")).chain(list).map(|name| fold_name(&name)).collect();
        let typed: Vec<String> = names.iter().filter(|name| !ours.contains(&fold_name(name))).map(|name| (*name).clone()).collect();
        if typed.is_empty() {
            return typed;
        }
        matter.name.iter().cloned().chain(text("name")).chain(typed).collect()
    }

    /// Begins to merge drafts with their files: those of the articles are handed over bit by bit, in the order of `seeds`; those of entities at once.
    pub fn meeting(&self, seeds: &[Known<'_>], entities: Vec<Draft>, files: &Tree) -> Meeting<'_> {
        let mut taken: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
        for path in self.texts.keys() {
            let kind = folders().find(|folder| path.folder() == format!("content/{folder}"));
            if let Some(kind) = kind {
                taken.entry(kind).or_default().insert(path.stem().to_owned());
            }
        }
        for path in self.sidecars.keys() {
            let kind = folders().find(|folder| path.folder() == findings_folder(folder));
            if let Some(kind) = kind {
                taken.entry(kind).or_default().insert(path.stem().to_owned());
            }
        }
        let mut homes = self.homes(seeds, &entities, files);
        let of_entities = homes.split_off(seeds.len());
        Meeting { owned: self, taken, homes: homes.into_iter(), entities, of_entities }
    }

    /// The seed a page says it was made of.
    pub fn seed_of(&self, page: &RelPath) -> Option<&RelPath> {
        self.seeds.get(page)
    }

    /// Merges one draft with the page it belongs to.
    pub fn meet(&self, draft: &Draft, page: &RelPath, outcome: &mut Outcome) -> Batch {
        let home = Home { path: page.clone(), notes: notes_on(page), moved_from: None };
        outcome.seeds = 1;
        self.merge_one(draft, &home).into_batch(outcome)
    }

    fn merge_one(&self, draft: &Draft, home: &Home) -> One {
        let mut memos = Vec::new();
        let mut outcome = Outcome::default();
        let Home { path, notes, moved_from } = home;
        let text = self.texts.get(path);
        let sidecar = self.sidecars.get(moved_from.as_ref().unwrap_or(notes));
        let addresses = Addresses::of(self.slugs.get(path), path, sidecar, moved_from.as_ref());
        let mut merged = merge(&addresses.added_to(draft), text.map(String::as_str), sidecar);
        if merged.deleted {
            // Deleted stays deleted, under whatever name its seed goes on.
            merged.sidecar.seed.clone_from(&draft.seed);
            merged.sidecar.seed_digest = draft.seed_digest;
        } else if draft.kind == DraftKind::Article {
            merged.sidecar.address = addresses.now.filter(|now| now != path.stem());
            merged.sidecar.addresses = addresses.before;
        }
        for mut diagnostic in merged.report.diagnostics {
            diagnostic.place.get_or_insert_with(|| Place::file(path.as_str()));
            outcome.report.push(diagnostic);
        }
        if let Some(new) = merged.text
            && text != Some(&new)
        {
            if draft.kind == DraftKind::Article {
                *(if text.is_some() { &mut outcome.updated } else { &mut outcome.created }) += 1;
            }
            if merged.person_touched {
                outcome.touched.push(path.clone());
            }
            outcome.changes.push(Change::Write(path.clone(), new.into_bytes()));
        }
        if let Some(incoming) = merged.incoming {
            let beside = RelPath::known(format!("{}/{}.incoming.md", path.folder(), path.stem()));
            // An earlier one may hold what a person has begun to sort out.
            if self.texts.contains_key(&beside) {
                outcome.touched.push(beside.clone());
            }
            outcome.changes.push(Change::Write(beside, incoming.into_bytes()));
        }
        if draft.kind == DraftKind::Article && !merged.deleted && moved_from.is_none() {
            memos.push((path.clone(), Memo::of(draft, &merged.sidecar)));
        }
        if self.sidecars.get(notes) != Some(&merged.sidecar) {
            outcome.changes.push(Change::Write(notes.clone(), merged.sidecar.write().into_bytes()));
        }
        outcome.changes.extend(moved_from.clone().map(Change::Delete));
        One { outcome, memos }
    }

    /// Articles whose seed is gone stay; it is said once.
    pub fn report_lost_seeds(&self, seeds: &Tree, report: &mut Report) {
        let digests: BTreeSet<Digest> = seeds.values().map(Digest::of).collect();
        for (path, seed) in &self.seeds {
            let moved = self
                .sidecars
                .get(&RelPath::known(format!("{}/{}.json", findings_folder("articles"), path.stem())))
                .and_then(|sidecar| sidecar.seed_digest)
                .is_some_and(|digest| digests.contains(&digest));
            if !seeds.contains_key(seed) && !moved {
                report.push(
                    Diagnostic::note("seed-gone", format!("the seed `{seed}` is gone; the article stays"))
                        .at(Place::file(path.as_str()))
                        .help("put the seed back, or take the line `seed:` out of the article"),
                );
            }
        }
    }
}

/// What became of one draft.
struct One {
    outcome: Outcome,
    memos: Vec<(RelPath, Memo)>,
}

impl One {
    /// Counts and problems go to the run's, the rest is what is to be written and remembered.
    fn into_batch(self, run: &mut Outcome) -> Batch {
        run.report.extend(self.outcome.report);
        run.created += self.outcome.created;
        run.updated += self.outcome.updated;
        Batch { changes: self.outcome.changes, touched: self.outcome.touched, memos: self.memos }
    }
}

/// Drafts on their way to their files.
#[derive(Debug)]
pub struct Meeting<'o> {
    owned: &'o Owned,
    /// The names that files of each folder have.
    taken: BTreeMap<&'static str, BTreeSet<String>>,
    /// The files of the articles to come, where they have one.
    homes: std::vec::IntoIter<Option<Home>>,
    entities: Vec<Draft>,
    of_entities: Vec<Option<Home>>,
}

impl Meeting<'_> {
    /// Merges the next articles.
    pub fn articles(&mut self, drafts: &[Draft], outcome: &mut Outcome) -> Batch {
        let homes: Vec<Option<Home>> = self.homes.by_ref().take(drafts.len()).collect();
        self.merge(drafts, homes, outcome)
    }

    /// Merges the entities.
    pub fn entities(&mut self, outcome: &mut Outcome) -> Batch {
        let (drafts, homes) = (std::mem::take(&mut self.entities), std::mem::take(&mut self.of_entities));
        self.merge(&drafts, homes, outcome)
    }

    fn merge(&mut self, drafts: &[Draft], homes: Vec<Option<Home>>, outcome: &mut Outcome) -> Batch {
        let homes: Vec<Home> = drafts.iter().zip(homes).map(|(draft, home)| self.home(draft, home)).collect();
        let merged: Vec<One> = drafts.par_iter().zip(&homes).map(|(draft, home)| self.owned.merge_one(draft, home)).collect();
        let mut batch = Batch::default();
        for one in merged {
            let more = one.into_batch(outcome);
            batch.changes.extend(more.changes);
            batch.touched.extend(more.touched);
            batch.memos.extend(more.memos);
        }
        batch
    }

    /// The file of a draft; a new one of a name that is free.
    fn home(&mut self, draft: &Draft, home: Option<Home>) -> Home {
        let folder = folder_of(draft.kind);
        let names = self.taken.entry(folder).or_default();
        let home = home.unwrap_or_else(|| {
            let identity = draft.seed.as_ref().map_or_else(|| draft.slug.clone(), ToString::to_string);
            Home::of(folder, &free_slug(&draft.slug, &identity, names))
        });
        names.insert(home.path.stem().to_owned());
        home
    }
}

/// The addresses of an article: a person who changes one keeps the old one working.
struct Addresses {
    now: Option<String>,
    before: Vec<String>,
}

impl Addresses {
    fn of(now: Option<&String>, path: &RelPath, sidecar: Option<&Sidecar>, moved_from: Option<&RelPath>) -> Self {
        let mut before = sidecar.map(|sidecar| sidecar.addresses.clone()).unwrap_or_default();
        if let (Some(now), Some(sidecar)) = (now, sidecar) {
            let last = sidecar.address.clone().unwrap_or_else(|| moved_from.unwrap_or(path).stem().to_owned());
            before.retain(|old| old != now);
            if last != *now && !before.contains(&last) {
                before.push(last);
            }
        }
        Self { now: now.cloned(), before }
    }

    /// The draft with the old addresses among its `aliases`.
    fn added_to<'d>(&self, draft: &'d Draft) -> Cow<'d, Draft> {
        if self.before.is_empty() || draft.kind != DraftKind::Article {
            return Cow::Borrowed(draft);
        }
        let mut draft = draft.clone();
        let stated = draft.fields.get("aliases").and_then(Value::as_array).cloned().unwrap_or_default();
        let aliases: Value = stated.into_iter().chain(self.before.iter().map(|old| json!(old))).collect();
        if let Some(value) = draft.fields.get_mut("aliases") {
            *value = aliases;
        } else {
            let at = draft.fields.get_index_of("seed").unwrap_or(draft.fields.len());
            draft.fields.shift_insert(at, "aliases".to_owned(), aliases);
        }
        Cow::Owned(draft)
    }
}

fn folders() -> impl Iterator<Item = &'static str> {
    std::iter::once("articles").chain(EntityKind::ALL.into_iter().map(EntityKind::folder))
}

fn folder_of(kind: DraftKind) -> &'static str {
    match kind {
        DraftKind::Article => "articles",
        DraftKind::Entity(kind) => kind.folder(),
    }
}

/// Where the notes on the files of a folder lie.
fn findings_folder(folder: &str) -> String {
    if folder == "articles" { "content/.findings".to_owned() } else { format!("content/.findings/{folder}") }
}
