//! The one order of articles: newest first by date, those without a year last on a shelf of their own.

use crate::base::date::When;
use crate::content::article::Article;
use crate::content::matter::ArticleMatter;
use std::cmp::Ordering;

/// Which clock a date belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clock {
    /// When it was published.
    Published,
    /// When it happened.
    Event,
}

/// The date an article is shelved by: when it was published, else when its event took place; one with a year before one without.
pub fn shelf_date(matter: &ArticleMatter) -> Option<(Clock, &When)> {
    let published = matter.date.as_ref().map(|date| (Clock::Published, date));
    let event = matter.event_date.as_ref().map(|date| (Clock::Event, date));
    let dated = |found: &(Clock, &When)| found.1.has_year();
    published.filter(dated).or_else(|| event.filter(dated)).or(published).or(event)
}

/// Whether neither date has a year.
pub fn is_undated(matter: &ArticleMatter) -> bool {
    shelf_date(matter).is_none_or(|(_, date)| !date.has_year())
}

/// Newest first; what has no year after what has one, by month and day; what has no date at all last. Ties by title, then address.
pub fn compare(a: &Article, b: &Article) -> Ordering {
    compare_dates(shelf_date(&a.matter).map(|(_, date)| date), shelf_date(&b.matter).map(|(_, date)| date))
        .then_with(|| a.title().cmp(b.title()))
        .then_with(|| a.slug.cmp(&b.slug))
}

/// The order of [`compare`], for dates alone.
pub fn compare_dates(a: Option<&When>, b: Option<&When>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => match (a.has_year(), b.has_year()) {
            (true, true) => b.cmp(a),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => a.cmp(b),
        },
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::article;
    use super::*;

    #[test]
    fn newest_first_and_the_undated_on_their_own_shelf() {
        let mut articles = [
            article("nothing", "", ""),
            article("december", "", "XXXX-12-07/XXXX-12-09"),
            article("old", "1999", ""),
            article("march", "", "XXXX-03"),
            article("new", "2015-08-26", "2010"),
            article("event-only", "", "2012-05"),
            article("published-without-year", "XXXX-01-01", "2011"),
        ];
        articles.sort_by(compare);
        let order: Vec<&str> = articles.iter().map(|article| article.slug.as_str()).collect();
        assert_eq!(order, ["new", "event-only", "published-without-year", "old", "march", "december", "nothing"]);
        assert_eq!(articles.iter().filter(|article| is_undated(&article.matter)).count(), 3);
    }

    #[test]
    fn ties_are_broken_by_title_and_address() {
        let mut articles = [article("b", "2015", ""), article("a", "2015", "")];
        articles.sort_by(compare);
        assert_eq!(articles[0].slug, "a");
    }
}
