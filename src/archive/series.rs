//! Series of events: which editions the archive has articles on, and which it has not.

use super::Archive;
use super::term::{ArticleId, TermId};
use crate::base::date::When;
use crate::content::matter::{EntityKind, EventRef};
use std::collections::BTreeMap;

/// One edition of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Its number.
    pub number: Option<u32>,
    /// When it was held: the most exact date an article gives.
    pub date: Option<When>,
    /// Where.
    pub place: Option<String>,
    /// The articles that name it, in the archive's order.
    pub articles: Vec<ArticleId>,
}

/// A run of editions the archive has no article on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
}

/// What makes two mentions the same edition: the number; without one, the year; without both, nothing else.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(u32),
    Year(i16),
    Unknown,
}

/// The editions of a series: those with a number, last first, then those with a year alone, then mentions of no edition.
pub fn editions(archive: &Archive, event: TermId) -> Vec<Edition> {
    let Some(term) = archive.terms.get(event) else {
        return Vec::new();
    };
    let mut found: BTreeMap<Key, Edition> = BTreeMap::new();
    for mention in &term.mentions {
        for (id, reference) in references(archive, mention.article) {
            if id != event {
                continue;
            }
            let date = reference.date.clone();
            let key = match (reference.edition, date.as_ref().and_then(When::year)) {
                (Some(number), _) => Key::Number(number),
                (None, Some(year)) => Key::Year(year),
                (None, None) => Key::Unknown,
            };
            let entry = found.entry(key).or_insert_with(|| Edition { number: reference.edition, date: None, place: None, articles: Vec::new() });
            if exactness(date.as_ref()) > exactness(entry.date.as_ref()) {
                entry.date = date;
            }
            if entry.place.is_none() {
                entry.place.clone_from(&reference.place);
            }
            if !entry.articles.contains(&mention.article) {
                entry.articles.push(mention.article);
            }
        }
    }
    let (numbered, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|(key, _)| matches!(key, Key::Number(_)));
    let (years, unknown): (Vec<_>, Vec<_>) = others.into_iter().partition(|(key, _)| matches!(key, Key::Year(_)));
    let order = numbered.into_iter().rev().chain(years.into_iter().rev()).chain(unknown);
    order.map(|(_, edition)| edition).collect()
}

/// The events an article names, with their terms.
pub fn references(archive: &Archive, article: ArticleId) -> impl Iterator<Item = (TermId, &EventRef)> {
    let shelved = archive.articles.get(article);
    let terms = shelved.and_then(|shelved| shelved.references.get(EntityKind::Event as usize)).into_iter().flatten().copied();
    let named = shelved.into_iter().flat_map(|shelved| &shelved.article.matter.events).filter(|event| !event.name.trim().is_empty());
    terms.zip(named)
}

/// How exact a date is: a year counts most, then each part.
fn exactness(date: Option<&When>) -> (bool, usize) {
    date.map_or((false, 0), |date| (date.has_year(), date.to_string().len()))
}

/// Editions that are missing below and between those there are, last first. Numbers beyond 200 are taken for years or mistakes.
pub fn gaps(editions: &[Edition]) -> Vec<Gap> {
    let mut numbers: Vec<u32> = editions.iter().filter_map(|edition| edition.number).filter(|number| (1..=200).contains(number)).collect();
    numbers.sort_unstable();
    let mut gaps = Vec::new();
    let mut next = 1;
    for number in numbers {
        if number > next {
            gaps.push(Gap { from: next, to: number - 1 });
        }
        next = number + 1;
    }
    gaps.reverse();
    gaps
}

#[cfg(test)]
mod tests {
    use super::super::testing::{arranged, article, when};
    use super::*;
    use crate::content::article::Article;

    fn on(slug: &str, edition: Option<u32>, date: &str) -> Article {
        let mut article = article(slug, "2015", "");
        article.matter.events = vec![EventRef { name: "Border Conference".to_owned(), edition, date: when(date), ..EventRef::default() }];
        article
    }

    #[test]
    fn editions_are_gathered_and_gaps_named() {
        let articles = vec![
            on("a", Some(6), "XXXX-12-07"),
            on("b", Some(5), "2018"),
            on("c", Some(2), ""),
            on("d", Some(5), "2018-12"),
            on("e", None, "2010"),
            on("f", None, ""),
        ];
        let (archive, _) = arranged(articles, Vec::new(), Vec::new());
        let found = editions(&archive, 0);
        let short: Vec<_> =
            found.iter().map(|edition| (edition.number, edition.date.as_ref().map(ToString::to_string), edition.articles.len())).collect();
        assert_eq!(
            short,
            [
                (Some(6), Some("XXXX-12-07".to_owned()), 1),
                (Some(5), Some("2018-12".to_owned()), 2),
                (Some(2), None, 1),
                (None, Some("2010".to_owned()), 1),
                (None, None, 1)
            ]
        );
        assert_eq!(gaps(&found), [Gap { from: 3, to: 4 }, Gap { from: 1, to: 1 }]);
        assert_eq!(gaps(&[]), []);
    }
}
