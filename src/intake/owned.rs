//! What people own in `content/`, and how drafts meet it: which draft goes to which file, and what is written.

use super::draft::{Draft, DraftKind};
use super::merge::merge;
use super::{Outcome, Report};
use crate::base::path::{RelPath, free_slug};
use crate::base::report::{Diagnostic, Place};
use crate::base::text::fold_name;
use crate::base::tree::{Change, Digest, Tree};
use crate::content::codec;
use crate::content::entity::Entity;
use crate::content::finding::Sidecar;
use crate::content::matter::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// The files of `content/` that intake may change, with the machine's notes beside them.
#[derive(Debug, Default)]
pub struct Owned {
    texts: BTreeMap<RelPath, String>,
    sidecars: BTreeMap<RelPath, Sidecar>,
    seeds: BTreeMap<RelPath, RelPath>,
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
            if path.folder() == "content/articles" && path.extension() == "md" {
                let seed = codec::read_article(path, text, &mut ignored).and_then(|article| article.matter.seed);
                owned.seeds.extend(seed.map(|seed| (path.clone(), seed)));
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
        let text = |key: &str| base.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
        let list =
            base.get("aliases").and_then(serde_json::Value::as_array).into_iter().flatten().filter_map(serde_json::Value::as_str).map(str::to_owned);
        let ours: BTreeSet<String> = text("name").into_iter().chain(text("acronym")).chain(list).map(|name| fold_name(&name)).collect();
        let typed: Vec<String> = names.iter().filter(|name| !ours.contains(&fold_name(name))).map(|name| (*name).clone()).collect();
        if typed.is_empty() {
            return typed;
        }
        matter.name.iter().cloned().chain(text("name")).chain(typed).collect()
    }

    /// Merges every draft with its file.
    pub fn merge(&self, drafts: &[Draft], seeds: &Tree, report: Report) -> Outcome {
        let mut outcome = Outcome { report, ..Outcome::default() };
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
        let homes: Vec<Option<String>> = drafts.iter().map(|draft| self.home(draft, seeds)).collect();
        for (draft, home) in drafts.iter().zip(homes) {
            let folder = folder_of(draft.kind);
            let slug = home.unwrap_or_else(|| {
                let names = taken.entry(folder).or_default();
                let identity = draft.seed.as_ref().map_or_else(|| draft.slug.clone(), ToString::to_string);
                free_slug(&draft.slug, &identity, names)
            });
            taken.entry(folder).or_default().insert(slug.clone());
            self.merge_one(draft, folder, &slug, &mut outcome);
        }
        self.report_lost_seeds(seeds, &mut outcome.report);
        outcome
    }

    fn merge_one(&self, draft: &Draft, folder: &str, slug: &str, outcome: &mut Outcome) {
        let path = RelPath::known(format!("content/{folder}/{slug}.md"));
        let notes = RelPath::known(format!("{}/{slug}.json", findings_folder(folder)));
        let (text, sidecar) = (self.texts.get(&path), self.sidecars.get(&notes));
        let merged = merge(draft, text.map(String::as_str), sidecar);
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
            outcome.changes.push(Change::Write(path, new.into_bytes()));
        }
        if let Some(incoming) = merged.incoming {
            outcome.changes.push(Change::Write(RelPath::known(format!("content/{folder}/{slug}.incoming.md")), incoming.into_bytes()));
        }
        if sidecar != Some(&merged.sidecar) {
            outcome.changes.push(Change::Write(notes, merged.sidecar.write().into_bytes()));
        }
    }

    /// The stem of the file a draft belongs to, when there is one: by its seed's path, or by its bytes when the seed was renamed.
    fn home(&self, draft: &Draft, seeds: &Tree) -> Option<String> {
        match draft.kind {
            DraftKind::Article => {
                let seed = draft.seed.as_ref()?;
                let noted = || self.sidecars.iter().filter(|(path, _)| path.folder() == findings_folder("articles"));
                if let Some((path, _)) = noted().find(|(_, sidecar)| sidecar.seed.as_ref() == Some(seed)) {
                    return Some(self.renamed(path.stem(), seed));
                }
                if let Some((path, _)) = self.seeds.iter().find(|(_, named)| *named == seed) {
                    return Some(path.stem().to_owned());
                }
                let moved = noted().find(|(_, sidecar)| {
                    sidecar.seed_digest == draft.seed_digest && sidecar.seed.as_ref().is_some_and(|old| !seeds.contains_key(old))
                });
                moved.map(|(path, _)| self.renamed(path.stem(), seed))
            }
            DraftKind::Entity(_) => {
                let name = draft.fields.get("name").and_then(serde_json::Value::as_str)?;
                let same =
                    self.organisations.iter().find(|entity| entity.matter.name.as_deref().is_some_and(|own| fold_name(own) == fold_name(name)));
                same.map(|entity| entity.path.stem().to_owned()).or_else(|| {
                    let stem = &draft.slug;
                    self.sidecars
                        .contains_key(&RelPath::known(format!("{}/{stem}.json", findings_folder(folder_of(draft.kind)))))
                        .then(|| stem.clone())
                })
            }
        }
    }

    /// The article's own file when a person renamed it: another file that names the seed.
    fn renamed(&self, stem: &str, seed: &RelPath) -> String {
        let path = RelPath::known(format!("content/articles/{stem}.md"));
        if self.texts.contains_key(&path) {
            return stem.to_owned();
        }
        self.seeds.iter().find(|(_, named)| *named == seed).map_or_else(|| stem.to_owned(), |(path, _)| path.stem().to_owned())
    }

    /// Articles whose seed is gone stay; it is said once.
    fn report_lost_seeds(&self, seeds: &Tree, report: &mut Report) {
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
