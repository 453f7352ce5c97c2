//! Which articles belong together, and why. Common names say little, rare ones much.

use super::Archive;
use super::series;
use super::term::{ArticleId, TermId};
use super::watch::{Cell, saw, unwatched};
use crate::content::matter::EntityKind;
use std::collections::BTreeMap;

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

#[derive(Default)]
struct Shared {
    score: u64,
    organisations: Vec<TermId>,
    people: Vec<TermId>,
    events: Vec<TermId>,
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
    let mut others: BTreeMap<ArticleId, Shared> = BTreeMap::new();
    for kind in EntityKind::ALL {
        for term in shelved.terms(kind) {
            let mentions = &archive.terms[term].mentions;
            if mentions.len() > COMMON {
                continue;
            }
            let rarity = 1_000 / (mentions.len() as u64 + 1);
            for mention in mentions.iter().filter(|mention| mention.article != article) {
                let shared = others.entry(mention.article).or_default();
                shared.score += rarity * weight(kind);
                match kind {
                    EntityKind::Organisation => shared.organisations.push(term),
                    EntityKind::Person => shared.people.push(term),
                    EntityKind::Event => shared.events.push(term),
                    EntityKind::Place | EntityKind::Tag => {}
                }
            }
        }
    }
    let mut found: Vec<(u64, Related)> = others
        .into_iter()
        .filter_map(|(other, shared)| {
            let reasons = reasons(archive, article, other, &shared);
            (!reasons.is_empty()).then_some((shared.score, Related { article: other, reasons }))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.article.cmp(&b.1.article)));
    found.into_iter().take(MOST).map(|(_, related)| related).collect()
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

fn reasons(archive: &Archive, article: ArticleId, other: ArticleId, shared: &Shared) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for &event in &shared.events {
        let edition = |article| series::references(archive, article).find(|(id, _)| *id == event).and_then(|(_, reference)| reference.edition);
        let same = edition(article).is_some() && edition(article) == edition(other);
        reasons.push(if same { Reason::SameEvent(event) } else { Reason::SameSeries(event) });
    }
    if !shared.people.is_empty() {
        reasons.push(Reason::People(shared.people.clone()));
    }
    if shared.organisations.len() >= 2 {
        reasons.push(Reason::Organisations(shared.organisations.clone()));
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
