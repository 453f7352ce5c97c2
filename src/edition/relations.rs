//! What the page of an entity gathers from its articles: printed forms, titles, quotes, sentences, and who appears with it.

use super::facts::{Found, unquoted};
use super::plan::shelf_year;
use super::sheet::{Sheet, span};
use super::view::{Companion, Counted, External, PrintedForm, QuoteEntry, SentenceEntry, TitleEntry};
use crate::archive::Archive;
use crate::archive::order::shelf_date;
use crate::archive::term::{ArticleId, Term, TermId};
use crate::base::text::squeeze;
use crate::content::finding::{Band, Finding};
use crate::content::matter::{EntityKind, PersonRef};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many printed forms, companions, quotes, titles and sentences a page has at most.
const FORMS: usize = 12;
const COMPANIONS: usize = 12;
const QUOTES: usize = 20;
const TITLES: usize = 40;
const SENTENCES: usize = 60;

/// The findings of an article that speak of a term.
fn findings(archive: &Archive, article: ArticleId, term: TermId) -> impl Iterator<Item = (usize, &Finding)> {
    let shelved = &archive.articles[article];
    let all = shelved.notes.findings.iter().enumerate().zip(&shelved.finding_terms);
    all.filter(move |((_, finding), of)| **of == Some(term) && finding.band != Band::Guess).map(|(found, _)| found)
}

/// The forms in which a name is printed, most frequent first; none when it is always the name itself.
pub(super) fn printed_forms(sheet: &Sheet<'_>, id: TermId) -> Vec<PrintedForm> {
    let archive = sheet.e.archive;
    let term = &archive.terms[id];
    if term.kind == EntityKind::Tag {
        return Vec::new();
    }
    let mut forms: BTreeMap<String, BTreeSet<ArticleId>> = BTreeMap::new();
    for mention in &term.mentions {
        for (_, finding) in findings(archive, mention.article, id).filter(|(_, finding)| !finding.derived) {
            let form = squeeze(&finding.quote.exact);
            if !form.is_empty() && form.chars().count() <= 100 {
                forms.entry(form).or_default().insert(mention.article);
            }
        }
    }
    if forms.len() == 1 && forms.keys().next() == Some(&term.name) {
        return Vec::new();
    }
    let mut forms: Vec<(String, BTreeSet<ArticleId>)> = forms.into_iter().collect();
    forms.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    forms.truncate(FORMS);
    forms
        .into_iter()
        .map(|(form, articles)| PrintedForm {
            form,
            count: articles.len(),
            span: span(articles.iter().filter_map(|&article| shelf_year(sheet.e, article))),
        })
        .collect()
}

/// The references to people in an article, with their terms. Those without a name have none.
fn people_of(archive: &Archive, article: ArticleId) -> impl Iterator<Item = (TermId, &PersonRef)> {
    let shelved = &archive.articles[article];
    let matter = &shelved.article.matter;
    let named = matter.people.iter().chain(&matter.authors).filter(|person| !person.name.trim().is_empty());
    shelved.references[EntityKind::Person as usize].iter().copied().zip(named)
}

/// The titles a person had, newest first. The same title in later articles is told again: it is evidence for that time.
pub(super) fn titles(sheet: &Sheet<'_>, id: TermId) -> Vec<TitleEntry> {
    let archive = sheet.e.archive;
    let articles = archive.terms[id].mentions.iter().map(|mention| mention.article);
    let held = articles.flat_map(|article| people_of(archive, article).filter(|(term, _)| *term == id).map(move |(_, person)| (article, person)));
    held.filter(|(_, person)| person.title.is_some() || person.of.is_some())
        .take(TITLES)
        .map(|(article, person)| title(sheet, article, id, person))
        .collect()
}

/// People whose title belongs to an organisation or place, newest first.
pub(super) fn people(sheet: &Sheet<'_>, id: TermId) -> Vec<TitleEntry> {
    let archive = sheet.e.archive;
    let kind = archive.terms[id].kind;
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for mention in &archive.terms[id].mentions {
        for (person, reference) in people_of(archive, mention.article) {
            let of = reference.of.as_deref().and_then(|name| archive.find(kind, name, None));
            if of == Some(id) && seen.insert((person, reference.title.clone())) && entries.len() < TITLES {
                entries.push(title(sheet, mention.article, person, reference));
            }
        }
    }
    entries
}

fn title(sheet: &Sheet<'_>, article: ArticleId, person: TermId, reference: &PersonRef) -> TitleEntry {
    let archive = sheet.e.archive;
    let shelved = &archive.articles[article];
    let found = Found::of(sheet, article).term(person);
    let evidence = found.and_then(|(number, finding)| sheet.evidence(article, number, finding));
    let spot = found.and_then(|(number, _)| sheet.spot(article, number));
    TitleEntry {
        person: sheet.term_link(person),
        title: reference.title.clone(),
        of: reference.of.as_deref().map(|name| sheet.name_link(&[EntityKind::Organisation, EntityKind::Place], name)),
        date: shelf_date(&shelved.article.matter).map(|(_, date)| sheet.date(date)),
        article: sheet.article_link_at(article, spot),
        evidence,
    }
}

/// What a person said, or the people of an organisation, newest first.
pub(super) fn quotes(sheet: &Sheet<'_>, id: TermId) -> Vec<QuoteEntry> {
    let archive = sheet.e.archive;
    let kind = archive.terms[id].kind;
    if !matches!(kind, EntityKind::Person | EntityKind::Organisation) {
        return Vec::new();
    }
    let mut quotes = Vec::new();
    for mention in &archive.terms[id].mentions {
        let shelved = &archive.articles[mention.article];
        for (number, finding) in Found::of(sheet, mention.article).field("quotes").filter(|(number, _)| !sheet.is_lost(mention.article, *number)) {
            let Some(speaker) = finding.detail.get("speaker") else { continue };
            let who = archive.find(EntityKind::Person, speaker, None);
            let post = who.and_then(|who| people_of(archive, mention.article).find(|(term, _)| *term == who).map(|(_, person)| person));
            let said = if kind == EntityKind::Person {
                who == Some(id)
            } else {
                let employer = post.and_then(|person| person.of.as_deref()).or_else(|| finding.detail.get("of").map(String::as_str));
                archive.find(kind, speaker, None) == Some(id) || employer.and_then(|name| archive.find(kind, name, None)) == Some(id)
            };
            if !said || quotes.len() >= QUOTES {
                continue;
            }
            let matter = &shelved.article.matter;
            quotes.push(QuoteEntry {
                text: unquoted(&finding.value),
                speaker: sheet.name_link(&[EntityKind::Person, EntityKind::Organisation], speaker),
                title: post.and_then(|person| person.title.clone()),
                language: matter.language.clone().unwrap_or_else(|| sheet.e.settings.language.clone()),
                date: shelf_date(matter).map(|(_, date)| sheet.date(date)),
                article: sheet.article_link_at(mention.article, sheet.spot(mention.article, number)),
            });
        }
    }
    quotes
}

/// The sentences that mention a term, newest first, and how many there are in all.
pub(super) fn sentences(sheet: &Sheet<'_>, id: TermId) -> (Vec<SentenceEntry>, usize) {
    let archive = sheet.e.archive;
    let mut total = 0;
    let mut entries = Vec::new();
    for mention in &archive.terms[id].mentions {
        let mut seen = BTreeSet::new();
        for (number, _) in findings(archive, mention.article, id) {
            let Some(spot) = sheet.spot(mention.article, number).filter(|spot| spot.in_body()) else { continue };
            if !seen.insert(&spot.fragment) {
                continue;
            }
            total += 1;
            if entries.len() < SENTENCES {
                let matter = &archive.articles[mention.article].article.matter;
                entries.push(SentenceEntry {
                    before: spot.before.clone(),
                    mention: spot.mention.clone(),
                    after: spot.after.clone(),
                    language: matter.language.clone().unwrap_or_else(|| sheet.e.settings.language.clone()),
                    article: sheet.article_link_at(mention.article, Some(spot)),
                    date: shelf_date(matter).map(|(_, date)| sheet.words(date)).unwrap_or_default(),
                });
            }
        }
    }
    (entries, total)
}

/// Identifiers elsewhere, as links. What is no identifier is left out.
pub(super) fn identifiers(term: &Term) -> Vec<External> {
    let Some(matter) = term.file.as_ref().map(|file| &file.matter) else {
        return Vec::new();
    };
    let plain = |id: &str, first: &str| {
        let id = id.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        (id.starts_with(first) && id.len() > 1 && id.len() <= 20 && id.chars().all(|c| c.is_ascii_alphanumeric())).then_some(id)
    };
    let wikidata = matter
        .wikidata
        .as_deref()
        .and_then(|id| plain(id, "Q"))
        .map(|id| External { href: format!("https://www.wikidata.org/wiki/{id}"), text: format!("Wikidata {id}") });
    let ror =
        matter.ror.as_deref().and_then(|id| plain(id, "0")).map(|id| External { href: format!("https://ror.org/{id}"), text: format!("ROR {id}") });
    wikidata.into_iter().chain(ror).collect()
}

/// Which terms stand in the same articles as one, and in how many of them.
pub(super) struct Together {
    of: TermId,
    total: usize,
    /// By term.
    counts: Vec<(TermId, usize)>,
}

impl Together {
    pub(super) fn of(archive: &Archive, id: TermId) -> Self {
        let mut named: Vec<TermId> = Vec::new();
        for mention in &archive.terms[id].mentions {
            let shelved = &archive.articles[mention.article];
            named.extend(EntityKind::ALL.into_iter().flat_map(|kind| shelved.terms(kind)).filter(|&term| term != id));
        }
        named.sort_unstable();
        let counts = named.chunk_by(|one, other| one == other).map(|same| (same[0], same.len())).collect();
        Self { of: id, total: archive.articles.len(), counts }
    }

    /// Terms of a kind, most shared articles first, at most twelve.
    pub(super) fn counted(&self, sheet: &Sheet<'_>, kind: EntityKind) -> Vec<Counted> {
        let mut found: Vec<(TermId, usize)> = self.counts.iter().copied().filter(|&(id, _)| sheet.e.archive.kind_of(id) == Some(kind)).collect();
        found.sort_by_key(|&(id, count)| (Reverse(count), id));
        found.into_iter().take(COMPANIONS).map(|(id, count)| sheet.counted(id, count)).collect()
    }

    /// Terms of the same kind in at least two of its articles, by how much more often than chance would have it.
    pub(super) fn companions(&self, sheet: &Sheet<'_>, kind: EntityKind) -> Vec<Companion> {
        let archive = sheet.e.archive;
        let mine = archive.terms[self.of].mentions.len().max(1);
        let mut found: Vec<(u64, TermId, usize)> = self
            .counts
            .iter()
            .copied()
            .filter(|&(id, count)| count >= 2 && archive.kind_of(id) == Some(kind))
            .map(|(id, shared)| {
                let theirs = archive.terms[id].mentions.len().max(1);
                let lift = (shared as u64) * (self.total as u64) * 1_000 / (mine as u64 * theirs as u64);
                (lift, id, shared)
            })
            .collect();
        found.sort_by_key(|&(lift, id, shared)| (Reverse(lift), Reverse(shared), id));
        found
            .into_iter()
            .take(COMPANIONS)
            .map(|(_, id, shared)| {
                let of = archive.terms[id].mentions.len();
                let words = sheet.fill("n_of_its_m_articles", &[("n", &shared.to_string()), ("m", &of.to_string())]);
                Companion { name: archive.terms[id].name.clone(), href: sheet.term_href(id), shared, words }
            })
            .collect()
    }
}
