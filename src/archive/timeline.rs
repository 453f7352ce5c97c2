//! The two clocks: when articles were published, and when what they report took place.

use super::Archive;
use super::order::{Clock, compare_dates};
use super::term::ArticleId;
use crate::base::date::When;
use std::collections::BTreeMap;

/// Which entries a timeline has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dial {
    /// Articles, by when they were published.
    Published,
    /// Events, by when they took place.
    Events,
    /// Both, side by side.
    Both,
}

impl Dial {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Published, Self::Events, Self::Both];

    /// Its name in addresses and for themes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Events => "events",
            Self::Both => "both",
        }
    }

    const fn shows(self, clock: Clock) -> bool {
        match self {
            Self::Published => matches!(clock, Clock::Published),
            Self::Events => matches!(clock, Clock::Event),
            Self::Both => true,
        }
    }
}

/// One entry of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The article.
    pub article: ArticleId,
    /// Whether it was published then or reports what happened then.
    pub clock: Clock,
    /// When. None on the undated shelf only: nothing is stated at all.
    pub when: Option<When>,
    /// The event's name, where it is not the article's own event date.
    pub event: Option<String>,
}

/// All entries of one view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// Entries with a year, newest first.
    pub dated: Vec<Moment>,
    /// Entries without a year, by month and day; those without any date last.
    pub undated: Vec<Moment>,
}

impl Timeline {
    /// The entries of a view. An article stands on the undated shelf of a view when no date of that clock has a year; in the view
    /// of events only when it reports one.
    pub fn of(archive: &Archive, dial: Dial) -> Self {
        let mut timeline = Self::default();
        for id in 0..archive.articles.len() {
            let moments = moments(archive, id);
            let shown: Vec<Moment> = moments.into_iter().filter(|moment| dial.shows(moment.clock)).collect();
            let (dated, undated): (Vec<Moment>, Vec<Moment>) = shown.into_iter().partition(|moment| moment.when.as_ref().is_some_and(When::has_year));
            if dated.is_empty() || dial != Dial::Both {
                timeline.undated.extend(undated);
            }
            timeline.dated.extend(dated);
        }
        let order = |a: &Moment, b: &Moment| {
            compare_dates(a.when.as_ref(), b.when.as_ref()).then(a.article.cmp(&b.article)).then(a.clock.cmp(&b.clock)).then(a.event.cmp(&b.event))
        };
        timeline.dated.sort_by(order);
        timeline.undated.sort_by(order);
        if dial == Dial::Both {
            let mut seen = std::collections::BTreeSet::new();
            timeline.undated.retain(|moment| seen.insert(moment.article));
        }
        timeline
    }

    /// The entries by year, newest first.
    pub fn years(&self) -> Vec<(i16, Vec<&Moment>)> {
        let mut years: BTreeMap<i16, Vec<&Moment>> = BTreeMap::new();
        for moment in &self.dated {
            if let Some(year) = moment.when.as_ref().and_then(When::year) {
                years.entry(year).or_default().push(moment);
            }
        }
        years.into_iter().rev().collect()
    }
}

/// Entries by month, newest first; those without one last.
pub fn by_month<'m>(moments: &[&'m Moment]) -> Vec<(Option<u8>, Vec<&'m Moment>)> {
    let mut months: BTreeMap<Option<u8>, Vec<&Moment>> = BTreeMap::new();
    for &moment in moments {
        months.entry(moment.when.as_ref().and_then(When::month)).or_default().push(moment);
    }
    months.into_iter().rev().collect()
}

/// Every entry an article gives rise to: one when it was published, one for each different date of its events.
fn moments(archive: &Archive, id: ArticleId) -> Vec<Moment> {
    let matter = &archive.articles[id].article.matter;
    let mut moments = vec![Moment { article: id, clock: Clock::Published, when: matter.date.clone(), event: None }];
    let mut events: Vec<(&When, Option<&str>)> = matter.event_date.iter().map(|date| (date, None)).collect();
    for event in &matter.events {
        if let Some(date) = &event.date
            && !events.iter().any(|(known, _)| *known == date)
        {
            events.push((date, Some(&event.name)));
        }
    }
    moments.extend(events.into_iter().map(|(when, event)| Moment {
        article: id,
        clock: Clock::Event,
        when: Some(when.clone()),
        event: event.map(str::to_owned),
    }));
    moments
}

#[cfg(test)]
mod tests {
    use super::super::testing::{arranged, article, when};
    use super::*;
    use crate::content::matter::EventRef;

    #[test]
    fn the_two_clocks_are_not_mixed() {
        let mut with_event = article("c", "2016-03-14", "");
        with_event.matter.events = vec![EventRef { name: "Talks".to_owned(), date: when("2012-05"), ..EventRef::default() }];
        let articles = vec![article("a", "2015-08-26", "2015-08-25"), article("b", "", "XXXX-12-07/XXXX-12-09"), with_event, article("d", "", "")];
        let (archive, _) = arranged(articles, Vec::new(), Vec::new());
        let counts = |dial| {
            let timeline = Timeline::of(&archive, dial);
            (timeline.dated.len(), timeline.undated.len())
        };
        assert_eq!(counts(Dial::Published), (2, 2));
        assert_eq!(counts(Dial::Events), (2, 1));
        assert_eq!(counts(Dial::Both), (4, 2));
        let events = Timeline::of(&archive, Dial::Events);
        assert_eq!(events.years().iter().map(|(year, moments)| (*year, moments.len())).collect::<Vec<_>>(), [(2015, 1), (2012, 1)]);
        assert_eq!(events.dated[1].event.as_deref(), Some("Talks"));
    }
}
