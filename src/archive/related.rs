//! Which articles belong together, and why. Common names say little, rare ones much.

use super::Archive;
use super::series;
use super::term::{ArticleId, TermId};
use super::watch::{Cell, saw, unwatched};
use crate::content::matter::EntityKind;
use std::cell::RefCell;
use std::cmp::Reverse;

/// How many related articles an article has at most.
pub const MOST: usize = 4;

/// Names that more articles than this have are no reason, and are not looked at.
const COMMON: usize = 400;

/// Why two articles are related.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Both are on this edition of an event.
    SameEvent(TermId),
    /// Both are on editions of this series.
    SameSeries(TermId),
    /// Both name these people.
    People(Vec<TermId>),
    /// Both name these organisations, at least two.
    Organisations(Vec<TermId>),
}

/// A related article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The article.
    pub article: ArticleId,
    /// Why, strongest reason first; never empty.
    pub reasons: Vec<Reason>,
}

/// What another article has in common with one.
#[derive(Clone, Copy, Default)]
struct Shared {
    score: u64,
    organisations: u32,
    /// Whether they share a person or an event.
    person_or_event: bool,
}

impl Shared {
    /// Whether it is worth telling; see [`reasons`].
    const fn is_reason(self) -> bool {
        self.person_or_event || self.organisations >= 2
    }
}

thread_local! {
    /// By article; empty between two searches.
    static SHARED: RefCell<Vec<Shared>> = const { RefCell::new(Vec::new()) };
}

/// The related articles, best first, at most [`MOST`].
pub fn related(archive: &Archive, article: ArticleId) -> Vec<Related> {
    saw(Cell::Related(article));
    unwatched(|| find(archive, article))
}

fn find(archive: &Archive, article: ArticleId) -> Vec<Related> {
    let Some(shelved) = archive.articles.get(article) else {
        return Vec::new();
    };
    let telling: Vec<(EntityKind, TermId)> = EntityKind::ALL
        .into_iter()
        .flat_map(|kind| shelved.terms(kind).into_iter().map(move |term| (kind, term)))
        .filter(|(_, term)| archive.terms[*term].mentions.len() <= COMMON)
        .collect();
    let best = SHARED.with_borrow_mut(|shared| best(archive, article, &telling, shared));
    best.into_iter().map(|other| Related { article: other, reasons: reasons(archive, article, other, &telling) }).collect()
}

/// The articles that share most with one, best first. `shared` is empty when it comes and when it goes.
fn best(archive: &Archive, article: ArticleId, telling: &[(EntityKind, TermId)], shared: &mut Vec<Shared>) -> Vec<ArticleId> {
    shared.resize(archive.articles.quiet().len(), Shared::default());
    let mut others: Vec<ArticleId> = Vec::new();
    for &(kind, term) in telling {
        let mentions = &archive.terms[term].mentions;
        let score = 1_000 / (mentions.len() as u64 + 1) * weight(kind);
        for other in mentions.iter().map(|mention| mention.article).filter(|other| *other != article) {
            let Some(shared) = shared.get_mut(other) else { continue };
            if shared.score == 0 && shared.organisations == 0 && !shared.person_or_event {
                others.push(other);
            }
            shared.score += score;
            shared.organisations += u32::from(kind == EntityKind::Organisation);
            shared.person_or_event |= matches!(kind, EntityKind::Person | EntityKind::Event);
        }
    }
    let mut found: Vec<(Reverse<u64>, ArticleId)> =
        others.iter().filter(|other| shared[**other].is_reason()).map(|other| (Reverse(shared[*other].score), *other)).collect();
    for other in others {
        shared[other] = Shared::default();
    }
    if found.len() > MOST {
        found.select_nth_unstable(MOST);
        found.truncate(MOST);
    }
    found.sort_unstable();
    found.into_iter().map(|(_, other)| other).collect()
}

const fn weight(kind: EntityKind) -> u64 {
    match kind {
        EntityKind::Event => 12,
        EntityKind::Person => 6,
        EntityKind::Organisation => 4,
        EntityKind::Tag => 2,
        EntityKind::Place => 1,
    }
}

/// `telling` are the names of `article` that tell something, kind by kind.
fn reasons(archive: &Archive, article: ArticleId, other: ArticleId, telling: &[(EntityKind, TermId)]) -> Vec<Reason> {
    let shared = |kind: EntityKind| {
        let names = |term: &TermId| archive.terms[*term].mentions.binary_search_by_key(&other, |mention| mention.article).is_ok();
        telling.iter().filter(|(of, _)| *of == kind).map(|(_, term)| *term).filter(names).collect::<Vec<TermId>>()
    };
    let mut reasons: Vec<Reason> = Vec::new();
    for event in shared(EntityKind::Event) {
        let edition = |article| series::references(archive, article).find(|(id, _)| *id == event).and_then(|(_, reference)| reference.edition);
        let same = edition(article).is_some() && edition(article) == edition(other);
        reasons.push(if same { Reason::SameEvent(event) } else { Reason::SameSeries(event) });
    }
    let (people, organisations) = (shared(EntityKind::Person), shared(EntityKind::Organisation));
    if !people.is_empty() {
        reasons.push(Reason::People(people));
    }
    if organisations.len() >= 2 {
        reasons.push(Reason::Organisations(organisations));
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::super::testing::{arranged, article, org_ref};
    use super::*;
    use crate::content::article::Article;
    use crate::content::matter::{EventRef, PersonRef};

    fn naming(slug: &str, organisations: &[&str], people: &[&str], event: Option<u32>) -> Article {
        let mut article = article(slug, "2015", "");
        article.matter.organisations = organisations.iter().map(|name| org_ref(name, "")).collect();
        article.matter.people = people.iter().map(|&name| PersonRef { name: name.to_owned(), ..PersonRef::default() }).collect();
        article.matter.events =
            event.map(|edition| EventRef { name: "Talks".to_owned(), edition: Some(edition), ..EventRef::default() }).into_iter().collect();
        article
    }

    #[test]
    fn each_related_article_says_why() {
        let articles = vec![
            naming("a", &["X", "Y", "Z"], &["Jo Do"], Some(2)),
            naming("b", &["X", "Y"], &[], None),
            naming("c", &["X"], &["Jo Do"], None),
            naming("d", &["X"], &[], Some(2)),
            naming("e", &[], &[], Some(1)),
            naming("f", &["X"], &[], None),
        ];
        let (archive, _) = arranged(articles, Vec::new(), Vec::new());
        let found = related(&archive, 0);
        let slugs: Vec<&str> = found.iter().map(|related| archive.articles[related.article].article.slug.as_str()).collect();
        assert_eq!(slugs.len(), 4);
        assert!(!slugs.contains(&"f"), "one common organisation is no reason");
        let reason =
            |slug: &str| found.iter().find(|related| archive.articles[related.article].article.slug == slug).map(|related| &related.reasons[0]);
        assert!(matches!(reason("d"), Some(Reason::SameEvent(_))));
        assert!(matches!(reason("e"), Some(Reason::SameSeries(_))));
        assert!(matches!(reason("c"), Some(Reason::People(_))));
        assert!(matches!(reason("b"), Some(Reason::Organisations(both)) if both.len() == 2));
        assert_eq!(found, related(&archive, 0));
    }
}
