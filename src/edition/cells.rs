//! The fingerprint of each thing a page can look at, and a name for it that means the same in every run.

use super::plan::Edition;
use super::spots::Spot;
use crate::archive::detective::{Bound, Case};
use crate::archive::related::{Reason, related};
use crate::archive::series;
use crate::archive::term::{ArticleId, Term, TermId};
use crate::archive::timeline::Dial;
use crate::archive::watch::{Cell, unwatched};
use crate::archive::{Archive, Shelved};
use crate::base::fingerprint::{Fingerprint, Parts};
use crate::base::path::RelPath;
use crate::content::entity::Entity;
use crate::content::matter::EntityKind;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The cells of one edition.
#[derive(Debug)]
pub struct Cells<'e> {
    edition: &'e Edition<'e>,
    /// What each term is, for whoever refers to it: changes when its name or address does.
    identities: Vec<Fingerprint>,
    articles: Vec<Fingerprint>,
    texts: Vec<Fingerprint>,
    terms: Vec<Fingerprint>,
    mentions: Vec<Fingerprint>,
    by_slug: BTreeMap<(EntityKind, &'e str), TermId>,
}

impl<'e> Cells<'e> {
    /// Takes the fingerprints of everything that has one in any case; the others are taken when they are asked for.
    pub fn of(edition: &'e Edition<'e>) -> Self {
        let archive = edition.archive;
        let terms = archive.terms.quiet();
        let identities: Vec<Fingerprint> = terms.par_iter().map(identity).collect();
        let shelved = archive.articles.quiet();
        let slugs: Vec<&str> = shelved.iter().map(|shelved| shelved.article.slug.as_str()).collect();
        Self {
            articles: shelved.par_iter().enumerate().map(|(id, shelved)| article(shelved, &edition.spots[id], &identities, &slugs)).collect(),
            texts: shelved.par_iter().map(|shelved| Fingerprint::of(&shelved.article.body)).collect(),
            terms: terms.par_iter().enumerate().map(|(id, term)| entity(term, identities[id], archive.page_from)).collect(),
            mentions: terms.par_iter().enumerate().map(|(id, term)| mentions(archive, id, term, &slugs)).collect(),
            by_slug: terms.iter().enumerate().map(|(id, term)| ((term.kind, term.slug.as_str()), id)).collect(),
            identities,
            edition,
        }
    }

    /// What a cell holds now.
    pub fn print(&self, cell: &Cell) -> Fingerprint {
        let archive = self.edition.archive;
        let of = |list: &[Fingerprint], id: &usize| list.get(*id).copied().unwrap_or_default();
        let slug = |id: Option<ArticleId>| id.and_then(|id| archive.articles.quiet().get(id)).map(|shelved| shelved.article.slug.as_str());
        unwatched(|| match cell {
            Cell::Article(id) => of(&self.articles, id),
            Cell::Text(id) => of(&self.texts, id),
            Cell::Beside(id) => {
                let (newer, older) = archive.beside(*id);
                Parts::default().maybe(slug(newer)).maybe(slug(older)).done()
            }
            Cell::Related(id) => self.related(*id),
            Cell::Term(id) => of(&self.terms, id),
            Cell::Mentions(id) => of(&self.mentions, id),
            Cell::Children(id) => Fingerprint::build(|parts| {
                for child in archive.children(*id) {
                    parts.print(of(&self.identities, child));
                }
            }),
            Cell::Page(number) => archive.pages.get(*number).map(|page| text_page(page)).unwrap_or_default(),
            Cell::Pages => Parts::default().texts(archive.pages.iter().map(|page| page.slug.as_str())).done(),
            Cell::Articles => Parts::default().texts(archive.articles.quiet().iter().map(|shelved| shelved.article.slug.as_str())).done(),
            Cell::Count => Parts::default().number(archive.articles.quiet().len()).done(),
            Cell::Terms(kind) => Fingerprint::build(|parts| {
                for (id, _) in archive.terms_of(*kind) {
                    parts.print(of(&self.identities, &id));
                }
            }),
            Cell::Any(kind) => Parts::default().flag(archive.has_any(*kind)).done(),
            Cell::Name(kind, name, country) => archive.find(*kind, name, country.as_deref()).map(|id| of(&self.identities, &id)).unwrap_or_default(),
            Cell::Timeline(dial) => self.timeline(*dial),
            Cell::Address(address) => {
                let there = RelPath::new(address).is_ok_and(|address| self.edition.has(&address));
                Parts::default().flag(there).done()
            }
            Cell::File(file) => Parts::default().maybe(self.edition.address_of(file).map(RelPath::as_str)).done(),
            Cell::Site => Fingerprint::build(|parts| {
                for page in self.edition.pages() {
                    parts.text(page.address.as_str());
                }
            }),
            Cell::Words => Fingerprint::build(|parts| {
                for print in [&self.articles, &self.texts, &self.terms, &self.mentions].into_iter().flatten() {
                    parts.print(*print);
                }
            }),
            Cell::Shard(name) => self.edition.shard_data(name).map(Fingerprint::of).unwrap_or_default(),
        })
    }

    fn related(&self, id: ArticleId) -> Fingerprint {
        let archive = self.edition.archive;
        let all = |parts: &mut Parts, ids: &[TermId]| {
            for id in ids {
                parts.print(self.identities[*id]);
            }
            parts.number(ids.len());
        };
        Fingerprint::build(|parts| {
            for found in related(archive, id) {
                parts.text(&archive.articles.quiet()[found.article].article.slug);
                for reason in &found.reasons {
                    match reason {
                        Reason::SameEvent(event) => {
                            parts.number(1).print(self.identities[*event]);
                        }
                        Reason::SameSeries(event) => {
                            parts.number(2).print(self.identities[*event]);
                        }
                        Reason::People(people) => all(parts.number(3), people),
                        Reason::Organisations(organisations) => all(parts.number(4), organisations),
                    }
                }
            }
        })
    }

    fn timeline(&self, dial: Dial) -> Fingerprint {
        let timeline = self.edition.timeline(dial);
        let articles = self.edition.archive.articles.quiet();
        Fingerprint::build(|parts| {
            for moment in timeline.dated.iter().chain(&timeline.undated) {
                parts.text(&articles[moment.article].article.slug).number(moment.clock as usize);
                parts.maybe(moment.when.as_ref().map(ToString::to_string).as_deref()).maybe(moment.event.as_deref());
            }
            parts.number(timeline.dated.len());
        })
    }

    /// The name of a cell: `article a`, `term places/thailand`. Another run finds the cell again by it.
    pub fn name(&self, cell: &Cell) -> String {
        let archive = self.edition.archive;
        let article = |id: &ArticleId| archive.articles.quiet().get(*id).map_or("", |shelved| shelved.article.slug.as_str());
        let term = |id: &TermId| archive.terms.quiet().get(*id).map(|term| format!("{}/{}", term.kind.folder(), term.slug)).unwrap_or_default();
        match cell {
            Cell::Article(id) => format!("article {}", article(id)),
            Cell::Text(id) => format!("text {}", article(id)),
            Cell::Beside(id) => format!("beside {}", article(id)),
            Cell::Related(id) => format!("related {}", article(id)),
            Cell::Term(id) => format!("term {}", term(id)),
            Cell::Mentions(id) => format!("mentions {}", term(id)),
            Cell::Children(id) => format!("children {}", term(id)),
            Cell::Page(number) => format!("page {}", archive.pages.get(*number).map_or("", |page| page.slug.as_str())),
            Cell::Pages => "pages".to_owned(),
            Cell::Articles => "articles".to_owned(),
            Cell::Count => "count".to_owned(),
            Cell::Terms(kind) => format!("terms {}", kind.folder()),
            Cell::Any(kind) => format!("any {}", kind.folder()),
            Cell::Name(kind, name, country) => format!("name {}/{}/{name}", kind.folder(), country.as_deref().unwrap_or("")),
            Cell::Timeline(dial) => format!("timeline {}", dial.name()),
            Cell::Address(address) => format!("address {address}"),
            Cell::File(file) => format!("file {file}"),
            Cell::Site => "site".to_owned(),
            Cell::Words => "words".to_owned(),
            Cell::Shard(shard) => format!("shard {shard}"),
        }
    }

    /// The cell of a name, if this edition has it.
    pub fn named(&self, name: &str) -> Option<Cell> {
        let archive = self.edition.archive;
        let (what, which) = name.split_once(' ').unwrap_or((name, ""));
        let article = || archive.article(which);
        let kind = |folder: &str| EntityKind::of_folder(folder);
        let term = || {
            let (folder, slug) = which.split_once('/')?;
            self.by_slug.get(&(kind(folder)?, slug)).copied()
        };
        Some(match what {
            "article" => Cell::Article(article()?),
            "text" => Cell::Text(article()?),
            "beside" => Cell::Beside(article()?),
            "related" => Cell::Related(article()?),
            "term" => Cell::Term(term()?),
            "mentions" => Cell::Mentions(term()?),
            "children" => Cell::Children(term()?),
            "page" => Cell::Page(archive.pages.iter().position(|page| page.slug == which)?),
            "pages" => Cell::Pages,
            "articles" => Cell::Articles,
            "count" => Cell::Count,
            "terms" => Cell::Terms(kind(which)?),
            "any" => Cell::Any(kind(which)?),
            "name" => {
                let mut parts = which.splitn(3, '/');
                let kind = kind(parts.next()?)?;
                let country = parts.next()?;
                Cell::Name(kind, parts.next()?.to_owned(), Some(country.to_owned()).filter(|country| !country.is_empty()))
            }
            "timeline" => Cell::Timeline(Dial::ALL.into_iter().find(|dial| dial.name() == which)?),
            "address" => Cell::Address(which.to_owned()),
            "file" => Cell::File(which.to_owned()),
            "site" => Cell::Site,
            "words" => Cell::Words,
            "shard" => self.edition.shard_named(which).map(|_| Cell::Shard(which.to_owned()))?,
            _ => return None,
        })
    }
}

/// How a term is referred to. Terms stand in the order of their filing keys, so that an order of references hangs on nothing else.
fn identity(term: &Term) -> Fingerprint {
    Fingerprint::build(|parts| {
        parts.text(term.kind.folder()).text(&term.slug).text(&term.name).text(&term.filing_key()).maybe(term.country.as_deref());
    })
}

fn article(shelved: &Shelved, spots: &[Option<Spot>], identities: &[Fingerprint], slugs: &[&str]) -> Fingerprint {
    let article = &shelved.article;
    Fingerprint::build(|parts| {
        parts.text(article.path.as_str()).text(&article.slug).text(article.title()).text(&shelved.teaser).number(article.body_line);
        for (key, value) in &article.fields {
            parts.text(key).value(value);
        }
        for references in &shelved.references {
            for term in references {
                parts.print(identities[*term]);
            }
            parts.number(references.len());
        }
        for term in &shelved.finding_terms {
            parts.print(term.map(|term| identities[term]).unwrap_or_default());
        }
        // A year the archive infers stands in the typed dates alone.
        let matter = &article.matter;
        let dates = [&matter.date, &matter.event_date].into_iter().chain(matter.events.iter().map(|event| &event.date));
        for date in dates {
            parts.maybe(date.as_ref().map(ToString::to_string).as_deref());
        }
        for case in &shelved.cases {
            self::case(parts, case, slugs);
        }
        parts.value(&shelved.notes.findings).value(&shelved.notes.lines).value(&shelved.notes.questions);
        for spot in spots {
            match spot {
                Some(spot) => parts.text(&spot.fragment).text(&spot.before).text(&spot.mention).text(&spot.after),
                None => parts.flag(false),
            };
        }
    })
}

fn case(parts: &mut Parts, case: &Case, slugs: &[&str]) {
    let Case { field, stated, bounds, candidates, open, contradiction, inferred } = case;
    parts.text(field).text(&stated.to_string()).debug(candidates).flag(*open).flag(*contradiction).debug(inferred);
    for Bound { rule, limit, hard, set_aside, says, quote, article } in bounds {
        parts.text(rule).debug(limit).flag(*hard).flag(*set_aside).text(says).text(quote);
        parts.maybe(article.and_then(|id| slugs.get(id)).copied());
    }
}

fn entity(term: &Term, identity: Fingerprint, page_from: usize) -> Fingerprint {
    let Term { kind: _, slug: _, name: _, country: _, acronym, aliases, weak, former, sort, parent, broader, related, scope_note, file, mentions: _ } =
        term;
    Fingerprint::build(|parts| {
        parts.print(identity).flag(term.has_page(page_from));
        parts.maybe(acronym.as_deref()).maybe(sort.as_deref()).maybe(parent.as_deref()).maybe(scope_note.as_deref()).debug(former);
        for list in [aliases, weak, broader, related] {
            parts.texts(list.iter().map(String::as_str));
        }
        if let Some(file) = file {
            own_file(parts, file);
        }
    })
}

fn own_file(parts: &mut Parts, file: &Entity) {
    parts.text(file.path.as_str()).text(&file.body).number(file.body_line);
    for (key, value) in &file.fields {
        parts.text(key).value(value);
    }
}

fn mentions(archive: &Archive, id: TermId, term: &Term, slugs: &[&str]) -> Fingerprint {
    Fingerprint::build(|parts| {
        for mention in term.mentions.quiet() {
            parts.text(slugs[mention.article]).texts(mention.roles.iter().map(String::as_str));
            if term.kind == EntityKind::Event {
                let edition =
                    series::references(archive, mention.article).find(|(event, _)| *event == id).and_then(|(_, reference)| reference.edition);
                parts.debug(&edition);
            }
        }
    })
}

fn text_page(page: &crate::content::article::Article) -> Fingerprint {
    Fingerprint::build(|parts| {
        parts.text(page.path.as_str()).text(&page.slug).text(page.title()).text(&page.body).number(page.body_line);
        for (key, value) in &page.fields {
            parts.text(key).value(value);
        }
    })
}
