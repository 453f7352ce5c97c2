//! The numbers that stand for articles in the index.
//!
//! A number says when the article is shelved: year, month and, nearly, day come first, the newest with the smallest numbers, so that a list of
//! numbers is a list in order of time, and years can be counted without loading an article. Within a month an article stands where its
//! address is hashed to; there are at least twice as many places as articles in the fullest month. So no edit of an article changes
//! another's number, a new article seldom does, and all are numbered anew only when the fullest month doubles, or in a new age of 32 years.

use super::groups::hash;
use crate::archive::Archive;
use crate::archive::order::{is_undated, shelf_date};
use crate::archive::term::ArticleId;
use crate::base::date::When;
use crate::content::matter::ArticleMatter;
use std::collections::{BTreeMap, BTreeSet};

/// The fewest places of a month. With so many, few archives are ever numbered anew.
const PLACES: u64 = 32;

/// The numbers of all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Numbers {
    /// A year after all years; `epoch - number / 2^bits / 16` is an article's year, and `epoch` itself stands for none.
    pub(super) epoch: i64,
    /// A month has 2^bits places.
    pub(super) bits: u32,
    of: Vec<u64>,
}

impl Numbers {
    /// Numbers all articles.
    pub(in super::super) fn of_all(archive: &Archive) -> Self {
        let articles = archive.articles.quiet();
        let years = articles.iter().map(|shelved| Shelf::of(&shelved.article.matter).year).max().flatten().unwrap_or(0);
        let epoch = (i64::from(years.max(0)) / 32 + 1) * 32;
        let mut months: BTreeMap<u64, Vec<(u64, &str, ArticleId)>> = BTreeMap::new();
        for (id, shelved) in articles.iter().enumerate() {
            let shelf = Shelf::of(&shelved.article.matter);
            months.entry(shelf.month(epoch)).or_default().push((shelf.day, shelved.article.slug.as_str(), id));
        }
        let fullest = months.values().map(Vec::len).max().unwrap_or(0);
        let places = ((fullest * 2).next_power_of_two() as u64).max(PLACES);
        let mut of = vec![0; articles.len()];
        for (month, mut articles) in months {
            articles.sort_unstable_by_key(|(_, slug, _)| *slug);
            let mut taken: BTreeSet<u64> = BTreeSet::new();
            for (day, slug, id) in articles {
                let about = (31_u64.saturating_sub(day)) * places / 32;
                let mut place = about + u64::from(hash(slug)) % (places / 32).max(1);
                while !taken.insert(place % places) {
                    place += 1;
                }
                of[id] = month * places + place % places;
            }
        }
        Self { epoch, bits: places.trailing_zeros(), of }
    }

    /// The number of an article.
    pub(super) fn of(&self, article: ArticleId) -> u64 {
        self.of.get(article).copied().unwrap_or_default()
    }

    /// All articles by number.
    pub(super) fn in_order(&self) -> Vec<(u64, ArticleId)> {
        let mut all: Vec<(u64, ArticleId)> = self.of.iter().enumerate().map(|(id, number)| (*number, id)).collect();
        all.sort_unstable();
        all
    }
}

/// Where an article is shelved; 0 for a month or day that is not known.
struct Shelf {
    year: Option<i16>,
    month: u64,
    day: u64,
}

impl Shelf {
    fn of(matter: &ArticleMatter) -> Self {
        let date = shelf_date(matter).map(|(_, date)| date);
        Self {
            year: if is_undated(matter) { None } else { date.and_then(When::years).map(|(first, _)| first) },
            month: date.and_then(When::month).map_or(0, u64::from),
            day: date.and_then(When::day).map_or(0, u64::from),
        }
    }

    /// The month as part of a number: the newest first, those without a month after the others of their year.
    fn month(&self, epoch: i64) -> u64 {
        let age = self.year.map_or(0, |year| u64::try_from(epoch - i64::from(year)).unwrap_or(1));
        age * 16 + if self.month == 0 { 13 } else { 13_u64.saturating_sub(self.month) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::testing::{arranged, article};

    fn numbers(articles: &[(&str, &str)]) -> BTreeMap<String, (u64, i64)> {
        let archive = arranged(articles.iter().map(|(slug, date)| article(slug, date, "")).collect(), Vec::new(), Vec::new()).0;
        let numbers = Numbers::of_all(&archive);
        let all = archive.articles.quiet().iter().enumerate();
        all.map(|(id, shelved)| {
            let number = numbers.of(id);
            let year = numbers.epoch - i64::try_from((number >> numbers.bits) / 16).unwrap_or(0);
            (shelved.article.slug.clone(), (number, if year == numbers.epoch { 0 } else { year }))
        })
        .collect()
    }

    #[test]
    fn newer_articles_have_smaller_numbers_and_numbers_tell_years() {
        let all = numbers(&[("a", "2015-08-26"), ("b", "2015-08-02"), ("c", "2015"), ("d", "1899-12"), ("e", ""), ("f", "XXXX-12-07")]);
        assert!(all["a"].0 < all["b"].0 && all["b"].0 < all["c"].0 && all["c"].0 < all["d"].0);
        assert_eq!([all["a"].1, all["d"].1, all["e"].1, all["f"].1], [2015, 1899, 0, 0]);
        let different: BTreeSet<u64> = all.values().map(|(number, _)| *number).collect();
        assert_eq!(different.len(), 6);
    }

    #[test]
    fn another_article_leaves_the_numbers_of_other_months_alone() {
        let before = numbers(&[("a", "2015-08-26"), ("b", "2015-08-26"), ("c", "2014-01-02")]);
        let after = numbers(&[("a", "2015-08-26"), ("b", "2015-08-26"), ("c", "2014-01-02"), ("d", "2014-01-30"), ("z", "2015-12")]);
        for slug in ["a", "b", "c"] {
            assert_eq!(before[slug], after[slug], "{slug}");
        }
    }

    #[test]
    fn years_beyond_reason_do_no_harm() {
        let all = numbers(&[("a", "9999-12-31"), ("b", "0001-02-03"), ("c", "2015")]);
        assert_eq!(all["b"].1, 1);
        assert_eq!(all["a"].1, 9999);
    }
}
