//! Which file of `content/` a draft belongs to.

use super::{Draft, Fact, Notes, Owned, folder_of, notes_folder, notes_on};
use crate::base::files::Files;
use crate::base::path::RelPath;
use crate::base::text::fold_name;
use crate::base::tree::Digest;
use std::collections::{BTreeMap, BTreeSet};

/// A file of `content/` with its notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    pub(super) path: RelPath,
    /// Where its notes belong.
    pub(super) notes: RelPath,
    /// Where its notes lie, when a person has renamed the file since.
    pub(super) moved_from: Option<RelPath>,
}

impl Home {
    pub(super) fn of(folder: &str, stem: &str) -> Self {
        Self { path: RelPath::known(format!("content/{folder}/{stem}.md")), notes: notes_on(folder, stem), moved_from: None }
    }
}

/// What leads from a seed to its article, looked up once for all drafts.
struct Index<'o> {
    owned: &'o Owned<'o>,
    /// The notes that name a seed.
    notes: BTreeMap<&'o RelPath, Vec<&'o RelPath>>,
    /// The notes on seeds of these bytes that are not there any more, with the seed they name.
    moved: BTreeMap<Digest, Vec<(&'o RelPath, &'o RelPath)>>,
    /// The articles that name a seed.
    articles: BTreeMap<&'o RelPath, Vec<&'o RelPath>>,
    /// The organisations' files by their folded names.
    organisations: BTreeMap<String, &'o RelPath>,
}

impl<'o> Index<'o> {
    fn new(owned: &'o Owned<'o>, seeds: &dyn Files) -> Self {
        let (notes, moved, articles, organisations) = Default::default();
        let mut index = Self { owned, notes, moved, articles, organisations };
        for (path, seen) in owned.seen.iter().filter(|(path, _)| path.folder() == notes_folder("articles")) {
            let Fact::Notes(Notes { seed: Some(seed), seed_digest, .. }) = &seen.fact else { continue };
            index.notes.entry(seed).or_default().push(path);
            if let Some(digest) = seed_digest.filter(|_| !seeds.has(seed)) {
                index.moved.entry(digest).or_default().push((path, seed));
            }
        }
        for (path, seed) in owned.articles() {
            index.articles.entry(seed).or_default().push(path);
        }
        for entity in owned.organisations.iter().rev() {
            index.organisations.extend(entity.names.name.as_deref().map(|name| (fold_name(name), &entity.path)));
        }
        index
    }

    fn of_seed(&self, seed: &RelPath) -> Option<Home> {
        let noted: Vec<Home> = self.notes.get(seed).into_iter().flatten().map(|path| self.article(path, seed)).collect();
        // Notes whose article is gone may be left behind by a copy; those with an article go first.
        let there = noted.iter().find(|home| self.owned.has_text(&home.path));
        there.or_else(|| noted.first()).cloned().or_else(|| {
            let path = *self.articles.get(seed)?.first()?;
            Some(Home { path: path.clone(), notes: notes_on("articles", path.stem()), moved_from: None })
        })
    }

    fn of_entity(&self, draft: &Draft) -> Option<Home> {
        let folder = folder_of(draft.kind);
        let name = draft.fields.get("name").and_then(serde_json::Value::as_str)?;
        let noted = || self.owned.notes(&notes_on(folder, &draft.slug)).is_some().then_some(draft.slug.as_str());
        let stem = self.organisations.get(&fold_name(name)).map(|path| path.stem()).or_else(noted);
        stem.map(|stem| Home::of(folder, stem))
    }

    /// The article some notes are about: of the same name, else another one that names the seed, because a person renamed or moved it.
    fn article(&self, notes: &RelPath, seed: &RelPath) -> Home {
        let home = Home::of("articles", notes.stem());
        if self.owned.has_text(&home.path) {
            return home;
        }
        let Some(path) = self.articles.get(seed).and_then(|paths| paths.first()) else { return home };
        let own = notes_on("articles", path.stem());
        let moved_from = (own != *notes && self.owned.notes(&own).is_none()).then(|| notes.clone());
        Home { path: (*path).clone(), notes: own, moved_from }
    }
}

impl Owned<'_> {
    /// The home of each draft that has one. An article belongs to the seed its notes or its front matter name; where a seed was renamed, to
    /// the one with the same bytes. No two articles get one home.
    ///
    /// Those of the seeds come first, then those of the entities.
    pub(super) fn homes(&self, seeds: &[(&RelPath, Digest)], entities: &[Draft], files: &dyn Files) -> Vec<Option<Home>> {
        let index = Index::new(self, files);
        let mut homes: Vec<Option<Home>> = seeds.iter().map(|(seed, _)| index.of_seed(seed)).collect();
        homes.extend(entities.iter().map(|draft| index.of_entity(draft)));
        let mut claimed: BTreeSet<RelPath> = homes.iter().flatten().map(|home| home.path.clone()).collect();
        for ((_, digest), home) in seeds.iter().zip(&mut homes).filter(|(_, home)| home.is_none()) {
            let moved = index.moved.get(digest);
            let mut free = moved.into_iter().flatten().map(|(notes, old)| index.article(notes, old)).filter(|home| !claimed.contains(&home.path));
            *home = free.next();
            claimed.extend(home.iter().map(|home| home.path.clone()));
        }
        homes
    }
}
