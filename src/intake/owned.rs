//! What people own in `content/`, and how drafts meet it: which draft goes to which file, and what is written.

mod fact;
mod home;

pub use self::fact::{Fact, Notes, OrganisationNames, Seen};
use self::home::Home;
use super::draft::{Draft, DraftKind};
use super::merge::merge;
use super::{Batch, Outcome, Report};
use crate::base::files::Files;
use crate::base::fingerprint::{Fingerprint, Parts};
use crate::base::path::{RelPath, free_slug};
use crate::base::report::{Diagnostic, Place};
use crate::base::text::fold_name;
use crate::base::tree::{Change, Digest, Tree};
use crate::content::codec;
use crate::content::finding::Sidecar;
use crate::content::matter::EntityKind;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The files of `content/` that intake may change, with the machine's notes beside them. They are read when a draft meets them; of all others
/// only is known what leads to them.
pub struct Owned<'f> {
    files: &'f dyn Files,
    /// What is known of each.
    seen: BTreeMap<RelPath, Seen>,
    /// Those that are not as the last import left them.
    touched: BTreeSet<RelPath>,
    /// Whether all could be read that had to be.
    whole: bool,
    /// Entity files about organisations, in order.
    pub organisations: Vec<OwnedName>,
}

/// One organisation's file, and which of its names a person decided.
#[derive(Clone, Debug)]
pub struct OwnedName {
    /// Where it lies.
    pub path: RelPath,
    /// The names in it.
    pub names: OrganisationNames,
    /// The names that lead to it because a person typed one of them: all it goes by then. Empty for a file as the machine wrote it: what
    /// was concluded once is concluded anew each time, so that a second run gives what the first one gave.
    pub decided: Vec<String>,
}

impl<'f> Owned<'f> {
    /// Looks at `content/`: files that are not as they were `before` are read. Problems of articles are reported by the edition, which reads
    /// them all; here only what cannot be read.
    pub fn look(files: &'f dyn Files, mut before: BTreeMap<RelPath, Seen>, report: &mut Report) -> Self {
        let known: Vec<(&RelPath, Option<Seen>)> =
            files.paths().filter(|path| Fact::concerns(path)).map(|path| (path, before.remove(path))).collect();
        let look = |(path, before): (&RelPath, Option<Seen>)| {
            let mark = files.mark(path);
            let before = match before {
                Some(before) if mark.is_some() && before.mark == mark => return Ok(Some((before, false))),
                before => before,
            };
            let Some(bytes) = files.bytes(path)? else { return Ok(None) };
            let same = before.filter(|before| before.digest == Fingerprint::of(&bytes));
            let touched = same.is_none();
            Ok(Some((Seen { mark, ..same.unwrap_or_else(|| Seen::of(path, &bytes)) }, touched)))
        };
        let looked: Vec<(&RelPath, Result<_, Diagnostic>)> = known.into_par_iter().map(|(path, before)| (path, look((path, before)))).collect();
        let (mut seen, mut whole) = (BTreeMap::new(), true);
        // What is left is gone.
        let mut touched: BTreeSet<RelPath> = before.into_keys().collect();
        for (path, now) in looked {
            let is_touched = match now {
                Ok(Some((now, is_touched))) => {
                    seen.insert(path.clone(), now);
                    is_touched
                }
                other => {
                    report.diagnostics.extend(other.err());
                    whole = false;
                    true
                }
            };
            touched.extend(is_touched.then(|| path.clone()));
        }
        let mut owned = Self { files, seen, touched, whole, organisations: Vec::new() };
        let organisations = owned.seen.iter().filter_map(|(path, seen)| match &seen.fact {
            Fact::Organisation(names) => Some(OwnedName { path: path.clone(), decided: owned.decided(path, names), names: names.clone() }),
            _ => None,
        });
        owned.organisations = organisations.collect();
        owned
    }

    /// What is known of all files, for the next import.
    pub fn into_seen(self) -> BTreeMap<RelPath, Seen> {
        self.seen
    }

    /// Whether everything could be read that had to be.
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether a page, the notes on it and what lies beside it are as the last import left them.
    pub fn is_untouched(&self, page: &RelPath, notes: &RelPath) -> bool {
        ![page, notes, &incoming(page)].into_iter().any(|path| self.touched.contains(path))
    }

    /// Whether there is a text of this name.
    fn has_text(&self, path: &RelPath) -> bool {
        self.seen.get(path).is_some_and(|seen| matches!(seen.fact, Fact::Text(_) | Fact::Organisation(_)))
    }

    fn notes(&self, path: &RelPath) -> Option<&Notes> {
        match &self.seen.get(path)?.fact {
            Fact::Notes(notes) => Some(notes),
            _ => None,
        }
    }

    /// The articles that name a seed, with it.
    fn articles(&self) -> impl Iterator<Item = (&RelPath, &RelPath)> {
        self.seen.iter().filter_map(|(path, seen)| match &seen.fact {
            Fact::Text(seed) => Some((path, seed.as_ref()?)),
            _ => None,
        })
    }

    fn decided(&self, path: &RelPath, names: &OrganisationNames) -> Vec<String> {
        let Some(base) = self.notes(&notes_on(EntityKind::Organisation.folder(), path.stem())) else {
            return names.all().cloned().collect();
        };
        let ours: BTreeSet<String> = base.name.iter().chain(&base.others).map(|name| fold_name(name)).collect();
        let typed: Vec<String> = names.all().filter(|name| !ours.contains(&fold_name(name))).cloned().collect();
        if typed.is_empty() {
            return typed;
        }
        names.name.iter().cloned().chain(base.name.clone()).chain(typed).collect()
    }

    /// Begins to merge drafts with their files: those of the articles are handed over bit by bit, in the order of `seeds`; those of entities at once.
    pub fn meeting(&self, seeds: &[(&RelPath, Digest)], entities: Vec<Draft>, files: &dyn Files) -> Meeting<'_> {
        let mut taken: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
        let folders = || [DraftKind::Article, DraftKind::Entity(EntityKind::Organisation)].map(folder_of).into_iter();
        for (path, seen) in &self.seen {
            let kind = match seen.fact {
                Fact::Nothing => None,
                Fact::Notes(_) => folders().find(|folder| path.folder() == notes_folder(folder)),
                Fact::Text(_) | Fact::Organisation(_) => folders().find(|folder| path.folder().strip_prefix("content/") == Some(folder)),
            };
            if let Some(kind) = kind {
                taken.entry(kind).or_default().insert(path.stem().to_owned());
            }
        }
        let mut homes = self.homes(seeds, &entities, files);
        let of_entities = homes.split_off(seeds.len());
        Meeting { owned: self, taken, homes: homes.into_iter(), entities, of_entities }
    }

    /// The text of a file, when it is there.
    fn text(&self, path: &RelPath) -> Result<Option<String>, Diagnostic> {
        if !self.has_text(path) {
            return Ok(None);
        }
        Ok(self.files.bytes(path)?.and_then(|bytes| String::from_utf8(bytes.into_owned()).ok()))
    }

    fn sidecar(&self, path: &RelPath) -> Result<Option<(Sidecar, Vec<u8>)>, Diagnostic> {
        if self.notes(path).is_none() {
            return Ok(None);
        }
        let Some(bytes) = self.files.bytes(path)? else { return Ok(None) };
        Ok(std::str::from_utf8(&bytes).ok().and_then(Sidecar::read).map(|sidecar| (sidecar, bytes.into_owned())))
    }

    fn merge_one(&self, draft: &Draft, home: &Home) -> One {
        self.try_to_merge(draft, home).unwrap_or_else(|problem| {
            let mut one = One { unsettled: true, ..One::default() };
            one.outcome.report.push(problem);
            one
        })
    }

    fn try_to_merge(&self, draft: &Draft, home: &Home) -> Result<One, Diagnostic> {
        let mut one = One::default();
        let Home { path, notes, moved_from } = home;
        let text = self.text(path)?;
        let lie = moved_from.as_ref().unwrap_or(notes);
        let (sidecar, sidecar_bytes) = self.sidecar(lie)?.unzip();
        let is_article = draft.kind == DraftKind::Article;
        let slug = text.as_ref().filter(|_| is_article).and_then(|text| codec::read_article(path, text, &mut Report::default()));
        let addresses = Addresses::of(slug.map(|article| article.slug), path, sidecar.as_ref(), moved_from.as_ref());
        let mut merged = merge(&addresses.added_to(draft), text.as_deref(), sidecar.as_ref());
        if merged.deleted {
            // Deleted stays deleted, under whatever name its seed goes on.
            merged.sidecar.seed.clone_from(&draft.seed);
            merged.sidecar.seed_digest = draft.seed_digest;
        } else if is_article {
            merged.sidecar.address = addresses.now.filter(|now| now != path.stem());
            merged.sidecar.addresses = addresses.before;
        }
        for mut diagnostic in merged.report.diagnostics {
            diagnostic.place.get_or_insert_with(|| Place::file(path.as_str()));
            one.outcome.report.push(diagnostic);
        }
        if let Some(new) = merged.text
            && text.as_ref() != Some(&new)
        {
            if is_article {
                *(if text.is_some() { &mut one.outcome.updated } else { &mut one.outcome.created }) += 1;
            }
            if merged.person_touched {
                one.outcome.touched.push(path.clone());
            }
            one.write(path, text.map(String::into_bytes), new.into_bytes());
        }
        if let Some(incoming) = merged.incoming {
            let beside = self::incoming(path);
            // An earlier one may hold what a person has begun to sort out.
            let before = self.files.bytes(&beside)?.map(Cow::into_owned);
            if self.has_text(&beside) {
                one.outcome.touched.push(beside.clone());
            }
            one.write(&beside, before, incoming.into_bytes());
        }
        // Notes of another name move, whatever they say.
        let noted = if moved_from.is_some() { None } else { sidecar.as_ref() };
        if noted != Some(&merged.sidecar) {
            let before = match (&sidecar_bytes, moved_from) {
                (Some(bytes), None) => Some(bytes.clone()),
                _ => self.files.bytes(notes)?.map(Cow::into_owned),
            };
            one.write(notes, before, merged.sidecar.write().into_bytes());
        }
        if let Some(from) = moved_from {
            one.delete(from, sidecar_bytes);
        }
        Ok(one)
    }

    /// Articles whose seed is gone stay; it is said once.
    pub fn report_lost_seeds(&self, seeds: &dyn Files, digests: &BTreeSet<Digest>, report: &mut Report) {
        for (path, seed) in self.articles() {
            let moved =
                self.notes(&notes_on("articles", path.stem())).and_then(|notes| notes.seed_digest).is_some_and(|digest| digests.contains(&digest));
            if !seeds.has(seed) && !moved {
                report.push(
                    Diagnostic::note("seed-gone", format!("the seed `{seed}` is gone; the article stays"))
                        .at(Place::file(path.as_str()))
                        .help("put the seed back, or take the line `seed:` out of the article"),
                );
            }
        }
    }

    /// Takes down what was written since.
    pub fn wrote(&mut self, changes: impl IntoIterator<Item = (RelPath, Option<Seen>)>) {
        for (path, seen) in changes {
            match seen {
                Some(seen) => self.seen.insert(path, seen),
                None => self.seen.remove(&path),
            };
        }
    }
}

/// What became of one draft.
#[derive(Default)]
struct One {
    outcome: Outcome,
    /// The files that change, as they were.
    before: Tree,
    /// The same, as they will be.
    seen: Vec<(RelPath, Option<Seen>)>,
    /// Whether something could not be read.
    unsettled: bool,
}

impl One {
    fn write(&mut self, path: &RelPath, before: Option<Vec<u8>>, bytes: Vec<u8>) {
        self.before.extend(before.map(|before| (path.clone(), before)));
        self.seen.push((path.clone(), Some(Seen::of(path, &bytes))));
        self.outcome.changes.push(Change::Write(path.clone(), bytes));
    }

    fn delete(&mut self, path: &RelPath, before: Option<Vec<u8>>) {
        self.before.extend(before.map(|before| (path.clone(), before)));
        self.seen.push((path.clone(), None));
        self.outcome.changes.push(Change::Delete(path.clone()));
    }
}

/// What comes of some drafts.
#[derive(Debug)]
pub struct Meetings {
    /// What is to be written.
    pub batch: Batch,
    /// The page of each draft, in their order; none for one that has to be looked at again next time.
    pub pages: Vec<Option<RelPath>>,
    /// Whether everything could be read that had to be.
    pub settled: bool,
    /// What is known of the written files, once they are written.
    pub seen: Vec<(RelPath, Option<Seen>)>,
}

/// Drafts on their way to their files.
pub struct Meeting<'o> {
    owned: &'o Owned<'o>,
    /// The names that files of each folder have.
    taken: BTreeMap<&'static str, BTreeSet<String>>,
    /// The files of the articles to come, where they have one.
    homes: std::vec::IntoIter<Option<Home>>,
    entities: Vec<Draft>,
    of_entities: Vec<Option<Home>>,
}

impl Meeting<'_> {
    /// Where the articles still to come belong, in their order; none for one that has no file yet.
    pub fn pages(&self) -> impl Iterator<Item = Option<&RelPath>> {
        self.homes.as_slice().iter().map(|home| home.as_ref().filter(|home| home.moved_from.is_none()).map(|home| &home.path))
    }

    /// Merges the next articles; an absent draft stands for one that is as it was.
    pub fn articles(&mut self, drafts: &[Option<Draft>], outcome: &mut Outcome) -> Meetings {
        let homes: Vec<Option<Home>> = self.homes.by_ref().take(drafts.len()).collect();
        let mut met = Vec::new();
        for (draft, home) in drafts.iter().zip(homes) {
            match (draft, home) {
                (Some(draft), home) => met.push((draft, self.home(draft, home))),
                (None, Some(home)) => drop(self.taken.entry(folder_of(DraftKind::Article)).or_default().insert(home.path.stem().to_owned())),
                (None, None) => {}
            }
        }
        merge_all(self.owned, &met, outcome)
    }

    /// Merges the entities, but for those that are as they were.
    pub fn entities(&mut self, before: &BTreeMap<RelPath, Entity>, outcome: &mut Outcome) -> (Meetings, BTreeMap<RelPath, Entity>) {
        let (drafts, homes) = (std::mem::take(&mut self.entities), std::mem::take(&mut self.of_entities));
        let mut now = BTreeMap::new();
        let mut met = Vec::new();
        let mut prints = Vec::new();
        for (draft, home) in drafts.iter().zip(homes) {
            let home = self.home(draft, home);
            let print = Parts::default().text(&draft.slug).value(&draft.fields).done();
            let same = before.get(&home.path).filter(|before| before.print == print && self.owned.is_untouched(&home.path, &home.notes));
            if let Some(same) = same {
                now.insert(home.path, same.clone());
            } else {
                prints.push(print);
                met.push((draft, home));
            }
        }
        let meetings = merge_all(self.owned, &met, outcome);
        for (page, print) in meetings.pages.iter().zip(prints) {
            now.extend(page.clone().map(|page| (page, Entity { print })));
        }
        (meetings, now)
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

/// Merges drafts; counts and problems go to the run's.
fn merge_all(owned: &Owned<'_>, drafts: &[(&Draft, Home)], run: &mut Outcome) -> Meetings {
    let merged: Vec<One> = drafts.par_iter().map(|(draft, home)| owned.merge_one(draft, home)).collect();
    let mut meetings = Meetings { batch: Batch::default(), pages: Vec::new(), settled: true, seen: Vec::new() };
    for (one, (_, home)) in merged.into_iter().zip(drafts) {
        // What is told is told again each time by looking again.
        let settled = one.outcome.report.diagnostics.is_empty() && !one.unsettled;
        meetings.pages.push(settled.then(|| home.path.clone()));
        meetings.settled &= !one.unsettled;
        run.report.extend(one.outcome.report);
        run.created += one.outcome.created;
        run.updated += one.outcome.updated;
        meetings.batch.changes.extend(one.outcome.changes);
        meetings.batch.touched.extend(one.outcome.touched);
        meetings.batch.before.extend(one.before);
        meetings.seen.extend(one.seen);
    }
    meetings
}

/// What an import remembers of an organisation it wrote a file for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Of its draft.
    print: Fingerprint,
}

/// The addresses of an article: a person who changes one keeps the old one working.
struct Addresses {
    now: Option<String>,
    before: Vec<String>,
}

impl Addresses {
    fn of(now: Option<String>, path: &RelPath, sidecar: Option<&Sidecar>, moved_from: Option<&RelPath>) -> Self {
        let mut before = sidecar.map(|sidecar| sidecar.addresses.clone()).unwrap_or_default();
        if let (Some(now), Some(sidecar)) = (&now, sidecar) {
            let last = sidecar.address.clone().unwrap_or_else(|| moved_from.unwrap_or(path).stem().to_owned());
            before.retain(|old| old != now);
            if last != *now && !before.contains(&last) {
                before.push(last);
            }
        }
        Self { now, before }
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

fn folder_of(kind: DraftKind) -> &'static str {
    match kind {
        DraftKind::Article => "articles",
        DraftKind::Entity(kind) => kind.folder(),
    }
}

/// Where the notes on the files of a folder lie.
fn notes_folder(folder: &str) -> String {
    if folder == "articles" { "content/.findings".to_owned() } else { format!("content/.findings/{folder}") }
}

/// Where the notes on a file of a folder lie.
pub(super) fn notes_on(folder: &str, stem: &str) -> RelPath {
    RelPath::known(format!("{}/{stem}.json", notes_folder(folder)))
}

/// Where the new version of a page lies that a person must sort out.
fn incoming(page: &RelPath) -> RelPath {
    RelPath::known(format!("{}/{}.incoming.md", page.folder(), page.stem()))
}
