//! Floor 2, right wing: all articles in one order, and what they name. Imports nothing of intake.

pub mod check;
mod collect;
pub mod decide;
pub mod detective;
pub mod evidence;
pub mod facet;
pub mod names;
mod near;
pub mod order;
pub mod related;
pub mod review;
pub mod series;
pub mod shelf;
pub mod term;
#[cfg(test)]
pub(crate) mod testing;
pub mod timeline;
pub mod watch;

use crate::base::path::{RelPath, free_slug, slug};
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::text::shorten;
use crate::config::Settings;
use crate::content::article::Article;
use crate::content::body::plain_text;
use crate::content::entity::Entity;
use crate::content::finding::Sidecar;
use crate::content::matter::EntityKind;
use crate::lexicon::Lexicon;
use collect::{Asked, Met, collect, resolve};
use detective::Case;
use facet::{FACETS, kind_of_field};
use names::Names;
use rayon::prelude::*;
use shelf::{Mentions, Shelf};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use term::{ArticleId, Mention, Term, TermId};
use watch::{Cell, saw, saw_with};

/// How many characters of an article lists show.
const TEASER: usize = 200;

/// Where free pages lie.
const PAGES: &str = "content/pages/";

/// One article in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelved {
    /// The article. Its `slug` is its address: no other article has it.
    pub article: Arc<Article>,
    /// The machine's notes on it; empty when there are none.
    pub notes: Arc<Sidecar>,
    /// For each row of [`FACETS`], the term of each of its references, in their order.
    pub references: Vec<Vec<TermId>>,
    /// For each finding of the notes, the term its value names.
    pub finding_terms: Vec<Option<TermId>>,
    /// The beginning of summary or body, without Markdown, for lists.
    pub teaser: String,
    /// What the date detective makes of its dates without a year. Where it infers one, the dates in [`Article::matter`] have it, marked;
    /// [`Article::fields`] are as in the file.
    pub cases: Vec<Case>,
}

impl Shelved {
    /// The terms of one kind it names, each once, in order.
    pub fn terms(&self, kind: EntityKind) -> Vec<TermId> {
        let mut terms: Vec<TermId> = Vec::new();
        for &id in self.references.get(kind as usize).into_iter().flatten() {
            if !terms.contains(&id) {
                terms.push(id);
            }
        }
        terms
    }
}

/// All articles and everything they name.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// The articles: newest first, undated last; [`order::compare`].
    pub articles: Shelf<Shelved>,
    /// The entities, by kind and then as they are filed.
    pub terms: Shelf<Term>,
    /// Free pages, `content/pages/`, by path.
    pub pages: Vec<Arc<Article>>,
    /// From how many articles on an entity has a page of its own.
    pub page_from: usize,
    names: Names,
    addresses: BTreeMap<String, ArticleId>,
    /// Where the terms of each kind stand among all of them.
    ranges: [Range<TermId>; 5],
    /// What names each term as its parent or, for tags, as a broader one.
    children: BTreeMap<TermId, Vec<TermId>>,
}

impl Archive {
    /// Puts everything in its place; articles below `content/pages/` are free pages. Drafts that are not to be seen are left out by the caller. `sidecars` are keyed by the stem of the article's file.
    ///
    /// The result does not depend on the order of the arguments' elements.
    pub fn arrange(
        articles: Vec<impl Into<Arc<Article>>>,
        entities: Vec<impl Into<Arc<Entity>>>,
        sidecars: BTreeMap<String, impl Into<Arc<Sidecar>>>,
        settings: &Settings,
        lexicon: &Lexicon,
    ) -> (Self, Report) {
        let articles = articles.into_iter().map(Into::into).collect();
        let sidecars = sidecars.into_iter().map(|(stem, notes)| (stem, notes.into())).collect();
        let entities = entities.into_iter().map(Into::into).collect();
        let (mut archive, report) = Self::place(articles, entities, sidecars, settings, lexicon);
        let first = detective::first_year(&archive);
        let found = archive.articles.quiet().par_iter().enumerate().filter_map(|(id, shelved)| {
            let found = detective::cases(&archive, id, first, lexicon);
            (!found.is_empty()).then(|| (shelved.article.path.clone(), found))
        });
        let mut cases: BTreeMap<RelPath, Vec<Case>> = found.collect();
        if cases.values().flatten().any(|case| case.inferred.is_some()) {
            let before: Vec<RelPath> = archive.articles.quiet().iter().map(|shelved| shelved.article.path.clone()).collect();
            archive = archive.with_inferred(&cases, settings, lexicon);
            // An inferred year moves its article, and with it the numbers of others.
            let now: BTreeMap<&RelPath, ArticleId> =
                archive.articles.quiet().iter().enumerate().map(|(id, shelved)| (&shelved.article.path, id)).collect();
            for bound in cases.values_mut().flatten().flat_map(|case| &mut case.bounds) {
                bound.article = bound.article.and_then(|id| now.get(before.get(id)?).copied());
            }
        }
        for shelved in archive.articles.quiet_mut() {
            shelved.cases = cases.remove(&shelved.article.path).unwrap_or_default();
        }
        (archive, report)
    }

    /// The same archive with inferred years in the places of unknown ones. What was told of the files was told before.
    fn with_inferred(self, cases: &BTreeMap<RelPath, Vec<Case>>, settings: &Settings, lexicon: &Lexicon) -> Self {
        let mut articles = self.pages;
        let mut sidecars = BTreeMap::new();
        for Shelved { mut article, notes, .. } in self.articles {
            for case in cases.get(&article.path).into_iter().flatten().filter(|case| case.inferred.is_some()) {
                let matter = &mut Arc::make_mut(&mut article).matter;
                let events = matter.events.iter_mut().map(|event| &mut event.date);
                let own = [&mut matter.date, &mut matter.event_date];
                for date in own.into_iter().chain(events).filter(|date| date.as_ref() == Some(&case.stated)) {
                    date.clone_from(&case.inferred);
                }
            }
            sidecars.insert(article.path.stem().to_owned(), notes);
            articles.push(article);
        }
        let entities = self.terms.into_iter().filter_map(|term| term.file).collect();
        Self::place(articles, entities, sidecars, settings, lexicon).0
    }

    fn place(
        mut articles: Vec<Arc<Article>>,
        mut entities: Vec<Arc<Entity>>,
        mut sidecars: BTreeMap<String, Arc<Sidecar>>,
        settings: &Settings,
        lexicon: &Lexicon,
    ) -> (Self, Report) {
        let mut report = Report::default();
        articles.sort_by(|a, b| a.path.cmp(&b.path));
        let (mut pages, mut articles): (Vec<Arc<Article>>, Vec<Arc<Article>>) =
            articles.into_iter().partition(|article| article.path.as_str().starts_with(PAGES));
        address_articles(&mut pages, &mut report);
        entities.sort_by(|a, b| a.path.cmp(&b.path));
        address_articles(&mut articles, &mut report);
        address_entities(&mut entities, &mut report);
        articles.sort_by(|a, b| order::compare(a, b));
        let mut terms = collect(entities, &articles, lexicon);
        for (id, term) in terms.iter_mut().enumerate() {
            term.mentions = Mentions::of(id);
        }
        let names = Names::of(&terms);
        report_shared(&names, &terms, &mut report);
        let addresses = articles.iter().enumerate().map(|(id, article)| (article.slug.clone(), id)).collect();
        let ranges = EntityKind::ALL.map(|kind| {
            let of = |before: fn(EntityKind, EntityKind) -> bool| terms.partition_point(|term| before(term.kind, kind));
            of(|one, other| one < other)..of(|one, other| one <= other)
        });
        let children = children(&terms, &names);
        let mut archive =
            Self { articles: Shelf::default(), terms: terms.into(), pages, page_from: settings.page_from.max(1), names, addresses, ranges, children };
        let teasers: Vec<String> = articles.par_iter().map(|article| teaser(article)).collect();
        let mut met = Met::new();
        for (article, teaser) in articles.iter().zip(teasers) {
            let notes = sidecars.remove(article.path.stem()).or_else(|| sidecars.remove(&article.slug)).unwrap_or_default();
            archive.shelve(article, notes, teaser, &mut met, lexicon);
        }
        (archive, report)
    }

    fn shelve<'m>(&mut self, article: &'m Arc<Article>, notes: Arc<Sidecar>, teaser: String, met: &mut Met<'m, TermId>, lexicon: &Lexicon) {
        let id = self.articles.len();
        let mut references = Vec::with_capacity(FACETS.len());
        for row in FACETS {
            let mut found = Vec::new();
            for reference in (row.references)(&article.matter) {
                let term = *met
                    .entry(Asked::of(row.kind, &reference))
                    .or_insert_with(|| resolve(&self.names, self.terms.quiet(), row.kind, &reference, lexicon));
                let Some(term) = term else { continue };
                found.push(term);
                let mentions = self.terms.quiet_mut()[term].mentions.list_mut();
                if mentions.last().is_none_or(|last| last.article != id) {
                    mentions.push(Mention { article: id, roles: Vec::new() });
                }
                if let Some((role, last)) = reference.role.map(str::trim).zip(mentions.last_mut())
                    && !role.is_empty()
                    && role != "mentioned"
                    && !last.roles.iter().any(|known| known == role)
                {
                    last.roles.push(role.to_owned());
                }
            }
            references.push(found);
        }
        let finding_terms = notes.findings.iter().map(|finding| self.term_of(&references, finding, lexicon)).collect();
        self.articles.push(Shelved { article: Arc::clone(article), notes, references, finding_terms, teaser, cases: Vec::new() });
    }

    /// The term a finding speaks of: one the article names, by any of its names; a country in the finding's notes tells two apart.
    fn term_of(&self, references: &[Vec<TermId>], finding: &crate::content::finding::Finding, lexicon: &Lexicon) -> Option<TermId> {
        let kind = kind_of_field(&finding.field)?;
        let stated = finding.detail.get("country").and_then(|text| names::country_code(text, lexicon));
        let country = stated.or_else(|| finding.detail.get("code").cloned());
        let here = references.get(kind as usize)?;
        let found = self.names.find(self.terms.quiet(), kind, &finding.value, country.as_deref());
        if let Some(found) = found.filter(|found| here.contains(found)) {
            return Some(found);
        }
        let wanted = names::folded(&finding.value);
        here.iter().copied().find(|&id| self.terms.quiet().get(id).is_some_and(|term| names::folded(&term.name) == wanted))
    }

    /// The term of this name. `country` is a code of ISO 3166-1; a name that several countries have is not found without it.
    pub fn find(&self, kind: EntityKind, name: &str, country: Option<&str>) -> Option<TermId> {
        saw_with(|| Cell::Name(kind, name.to_owned(), country.map(str::to_owned)));
        self.names.find(self.terms.quiet(), kind, name, country)
    }

    /// The terms of one kind, as they are filed.
    pub fn terms_of(&self, kind: EntityKind) -> impl Iterator<Item = (TermId, &Term)> {
        saw(Cell::Terms(kind));
        let range = self.ranges[kind as usize].clone();
        range.filter_map(|id| Some((id, self.terms.get(id)?)))
    }

    /// Whether there are terms of a kind.
    pub fn has_any(&self, kind: EntityKind) -> bool {
        saw(Cell::Any(kind));
        !self.ranges[kind as usize].is_empty()
    }

    /// What a term is, by its number.
    pub fn kind_of(&self, term: TermId) -> Option<EntityKind> {
        EntityKind::ALL.into_iter().find(|kind| self.ranges[*kind as usize].contains(&term))
    }

    /// What names a term as its parent; for tags, as a broader one.
    pub fn children(&self, term: TermId) -> &[TermId] {
        saw(Cell::Children(term));
        self.children.get(&term).map(Vec::as_slice).unwrap_or_default()
    }

    /// The articles before and after one in the order of time: the newer and the older.
    pub fn beside(&self, article: ArticleId) -> (Option<ArticleId>, Option<ArticleId>) {
        saw(Cell::Beside(article));
        (article.checked_sub(1), article.checked_add(1).filter(|next| *next < self.articles.quiet().len()))
    }

    /// The roles a term has in an article, without doubles; none: it is mentioned.
    pub fn roles(&self, article: ArticleId, term: TermId) -> &[String] {
        saw(Cell::Article(article));
        let mentions = self.terms.quiet().get(term).map(|term| term.mentions.quiet()).unwrap_or_default();
        mentions.binary_search_by_key(&article, |mention| mention.article).map(|at| mentions[at].roles.as_slice()).unwrap_or_default()
    }

    /// The Markdown of an article.
    pub fn text(&self, article: ArticleId) -> &str {
        saw(Cell::Text(article));
        self.articles.quiet().get(article).map(|shelved| shelved.article.body.as_str()).unwrap_or_default()
    }

    /// Puts edited texts in the place of old ones, when nothing else was edited and nothing else in the archive hangs on them: then the
    /// archive is what [`Self::arrange`] would make of it, and the numbers of the articles are given. Otherwise it stays as it is.
    pub fn with_texts(&mut self, edited: &[Arc<Article>]) -> Option<Vec<ArticleId>> {
        let shelved = self.articles.quiet();
        let numbered: Option<Vec<(ArticleId, Arc<Article>)>> = edited
            .iter()
            .map(|new| {
                let id = shelved.iter().position(|shelved| shelved.article.path == new.path)?;
                let old = &shelved[id].article;
                let Article { path: _, slug: _, matter, body: _, body_line: _, fields, format } = &**new;
                // Where a year is looked for, the article's own text is evidence, and no other's is.
                let same = shelved[id].cases.is_empty() && *matter == old.matter && *fields == old.fields && *format == old.format;
                let mut new = Arc::clone(new);
                if new.slug != old.slug {
                    // Its address may have been taken when it was shelved.
                    Arc::make_mut(&mut new).slug.clone_from(&old.slug);
                }
                same.then_some((id, new))
            })
            .collect();
        let numbered = numbered?;
        let ids = numbered.iter().map(|(id, _)| *id).collect();
        for (id, article) in numbered {
            let shelved = &mut self.articles.quiet_mut()[id];
            shelved.teaser = teaser(&article);
            shelved.article = article;
        }
        Some(ids)
    }

    /// The free page with this number.
    pub fn page(&self, number: usize) -> &Article {
        saw(Cell::Page(number));
        &self.pages[number]
    }

    /// The free page at this address, and its number.
    pub fn page_named(&self, slug: &str) -> Option<&Article> {
        saw(Cell::Pages);
        let number = self.pages.iter().position(|page| page.slug == slug)?;
        Some(self.page(number))
    }

    /// The article at this address (the last part, without extension).
    pub fn article(&self, slug: &str) -> Option<ArticleId> {
        self.addresses.get(slug).copied()
    }

    /// Whether a term has a page of its own.
    pub fn has_page(&self, term: TermId) -> bool {
        self.terms.get(term).is_some_and(|term| term.has_page(self.page_from))
    }

    /// How many articles stand on the undated shelf.
    pub fn undated(&self) -> usize {
        self.articles.iter().filter(|shelved| order::is_undated(&shelved.article.matter)).count()
    }

    /// The names of all terms.
    pub const fn names(&self) -> &Names {
        &self.names
    }
}

/// The beginning of an article: its summary, else its text from the first paragraph that is a sentence.
fn teaser(article: &Article) -> String {
    if let Some(summary) = article.matter.summary.as_deref().map(str::trim).filter(|summary| !summary.is_empty()) {
        return shorten(summary, TEASER);
    }
    // Most texts say enough of themselves long before they end.
    beginning(&article.body).and_then(|text| of_text(text, true)).or_else(|| of_text(&article.body, false)).unwrap_or_default()
}

/// How many bytes of a text are looked at first.
const BEGINNING: usize = 3000;

/// The first paragraphs of a long text, when nothing further down can say how they are to be read.
fn beginning(body: &str) -> Option<&str> {
    let cut = body.get(..body.floor_char_boundary(BEGINNING)).filter(|cut| cut.len() < body.len())?;
    let (paragraphs, _) = cut.rsplit_once("\n\n")?;
    (!body.contains("]:")).then_some(paragraphs)
}

/// The teaser that a text has; none when there may be more of it than `cut` shows.
fn of_text(markdown: &str, cut: bool) -> Option<String> {
    let text = plain_text(markdown);
    let ends = |paragraph: &str| paragraph.trim_end().ends_with(['.', '!', '?', ':', '…', '"', '”', '»', '。']);
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        if ends(paragraph) {
            let teaser = shorten(&text[at..], TEASER);
            let left_out = text[at..].split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>() > TEASER + 1;
            return (!cut || left_out).then_some(teaser);
        }
        at += paragraph.len() + 2;
    }
    (!cut).then(|| shorten(&text, TEASER))
}

/// What each term has below it, by the names its children know it by.
fn children(terms: &[Term], names: &Names) -> BTreeMap<TermId, Vec<TermId>> {
    let mut children: BTreeMap<TermId, Vec<TermId>> = BTreeMap::new();
    for (id, term) in terms.iter().enumerate() {
        let above: BTreeSet<TermId> = term
            .parent
            .iter()
            .chain(&term.broader)
            .filter_map(|name| names.find(terms, term.kind, name, None))
            .filter(|above| *above != id)
            .collect();
        for above in above {
            children.entry(above).or_default().push(id);
        }
    }
    children
}

/// Gives each article an address of its own.
fn address_articles(articles: &mut [Arc<Article>], report: &mut Report) {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for article in articles {
        let mine = unique(&article.slug, article.path.as_str(), &mut taken, report);
        if mine != article.slug {
            Arc::make_mut(article).slug = mine;
        }
    }
}

fn address_entities(entities: &mut [Arc<Entity>], report: &mut Report) {
    let mut taken: BTreeMap<EntityKind, BTreeMap<String, String>> = BTreeMap::new();
    for entity in entities {
        let mine = unique(&entity.slug, entity.path.as_str(), taken.entry(entity.kind).or_default(), report);
        if mine != entity.slug {
            Arc::make_mut(entity).slug = mine;
        }
    }
}

fn unique(wanted: &str, file: &str, taken: &mut BTreeMap<String, String>, report: &mut Report) -> String {
    let mut mine = slug(wanted);
    if let Some(other) = taken.get(&mine) {
        let used: BTreeSet<String> = taken.keys().cloned().collect();
        let free = free_slug(&mine, file, &used);
        let message = format!("`{other}` has the address `{mine}`, too");
        let help = format!("it is built as `{free}`; give one of the two another file name, or a `slug` of its own");
        report.push(Diagnostic::error("address-taken", message).at(Place::file(file)).help(help));
        mine = free;
    }
    taken.insert(mine.clone(), file.to_owned());
    mine
}

/// Names that two entity files claim. Mentions of such a name stand as a name of their own until one file gives way.
fn report_shared(names: &Names, terms: &[Term], report: &mut Report) {
    let mut told = BTreeSet::new();
    for (_, name, ids) in names.shared() {
        let files: Vec<&Arc<Entity>> = ids.iter().filter_map(|&id| terms[id].file.as_ref()).collect();
        let countries: BTreeSet<Option<&str>> = ids.iter().map(|&id| terms[id].country.as_deref()).collect();
        if let [first, second, ..] = files.as_slice()
            && countries.len() < ids.len()
            && told.insert((&first.path, &second.path))
        {
            let message = format!("`{name}` is a name of `{}`, too", first.name());
            let help = format!("take the name out of one of `{}` and `{}`, or give both a `country`", first.path, second.path);
            report.push(Diagnostic::warning("name-shared", message).at(Place::file(second.path.as_str())).help(help));
        }
    }
}

#[cfg(test)]
mod tests;
