//! The date detective: which years are still possible for a date whose year is not stated, and why.
//!
//! Nothing here writes a year. Each reason is a [`Bound`] with the words that say so; a bound is *hard* when no year outside it can be right,
//! and *soft* when one can. Only hard bounds that leave exactly one year make it [`Case::inferred`], which is shown as such (`2022?-12-07`)
//! and never enters a person's file by itself. All knowledge is the archive's own, but for weekdays and a sourced list of names with a first year.

mod elsewhere;
mod text;

use super::Archive;
use super::term::ArticleId;
use crate::base::date::{When, weekday};
use crate::lexicon::Lexicon;
use std::collections::BTreeSet;

/// How many years a case lists.
const LISTED: usize = 8;

/// How many, where later ones fit as well.
const LISTED_OPEN: usize = 4;

/// How far candidates are looked for where nothing bounds them on one side.
const REACH: i16 = 60;

/// A date without a year, and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The front matter key: `date` or `event_date`.
    pub field: &'static str,
    /// The date as the file has it.
    pub stated: When,
    /// Every reason: hard ones first, of these the narrowest.
    pub bounds: Vec<Bound>,
    /// The years that fit all reasons that were not set aside, earliest first; at most eight, and four where they are open.
    pub candidates: Vec<i16>,
    /// Whether later years fit as well.
    pub open: bool,
    /// Whether the hard bounds contradict each other: then one of them is wrong, and there are no candidates.
    pub contradiction: bool,
    /// The date with its year, marked as inferred, when the hard bounds leave exactly one.
    pub inferred: Option<When>,
}

impl Case {
    /// The candidates in words: `2020, 2021, 2022 or later`; empty when nothing bounds them.
    pub fn years(&self) -> String {
        let years: Vec<String> = self.candidates.iter().map(ToString::to_string).collect();
        let listed = years.join(", ");
        if self.open && !years.is_empty() { format!("{listed} or later") } else { listed }
    }
}

/// One reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// A stable name of the rule, such as `weekday` or `edition`.
    pub rule: &'static str,
    /// Which years it allows.
    pub limit: Limit,
    /// Whether no other year can be right.
    pub hard: bool,
    /// Whether it was left out because no year fits it and the harder ones.
    pub set_aside: bool,
    /// The reason, in one clause.
    pub says: String,
    /// The words it comes from; empty when it comes from the calendar alone.
    pub quote: String,
    /// The article that says so; none for the article itself.
    pub article: Option<ArticleId>,
}

/// Which years a reason allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// This year and later.
    From(i16),
    /// This year and earlier.
    Until(i16),
    /// These years.
    In(Vec<i16>),
    /// The years in which every day of the date falls on one of these weekdays: bit 0 is Monday.
    Weekdays(u8),
    /// Worth knowing, and no limit.
    Any,
}

impl Limit {
    fn allows(&self, year: i16, stated: &When) -> bool {
        match self {
            Self::From(first) => year >= *first,
            Self::Until(last) => year <= *last,
            Self::In(years) => years.contains(&year),
            Self::Weekdays(mask) => {
                days(stated).iter().all(|&(month, day)| weekday(year, month, day).is_some_and(|day| mask & (1 << day.to_monday_zero_offset()) != 0))
            }
            Self::Any => true,
        }
    }

    /// For the order in which reasons are told: the narrower, the smaller.
    fn width(&self) -> (u8, i16) {
        match self {
            Self::In(years) => (0, i16::try_from(years.len()).unwrap_or(i16::MAX)),
            Self::From(first) => (1, first.saturating_neg()),
            Self::Until(last) => (1, *last),
            Self::Weekdays(_) => (2, 0),
            Self::Any => (3, 0),
        }
    }

    /// The first and last year it allows, where it has them.
    fn ends(&self) -> (Option<i16>, Option<i16>) {
        match self {
            Self::From(first) => (Some(*first), None),
            Self::Until(last) => (None, Some(*last)),
            Self::In(years) => (years.iter().min().copied(), years.iter().max().copied()),
            Self::Weekdays(_) | Self::Any => (None, None),
        }
    }
}

/// First and last day of a date as month and day.
fn days(stated: &When) -> Vec<(u8, u8)> {
    [stated.start(), stated.end()].iter().filter_map(|point| Some((point.month()?, point.day()?))).collect()
}

/// The cases of one article: its `date` and its `event_date`, where their years are not stated. `first` is the archive's [`first_year`].
pub fn cases(archive: &Archive, id: ArticleId, first: Option<i16>, lexicon: &Lexicon) -> Vec<Case> {
    let Some(shelved) = archive.articles.get(id) else {
        return Vec::new();
    };
    let matter = &shelved.article.matter;
    let open = [("date", &matter.date), ("event_date", &matter.event_date)];
    let open: Vec<(&'static str, &When)> =
        open.into_iter().filter_map(|(field, date)| date.as_ref().filter(|date| !date.has_year()).map(|date| (field, date))).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let page = text::Page::of(shelved);
    open.into_iter()
        .map(|(field, stated)| {
            let mut bounds = page.bounds(field, stated, lexicon);
            bounds.extend(elsewhere::bounds(archive, id, field, stated, &page, lexicon));
            weigh(field, stated, bounds, first)
        })
        .collect()
}

/// The earliest year any article of the archive was published in.
pub fn first_year(archive: &Archive) -> Option<i16> {
    archive
        .articles
        .iter()
        .filter_map(|shelved| shelved.article.matter.date.as_ref().filter(|date| !date.is_inferred())?.years())
        .map(|(first, _)| first)
        .min()
}

/// What the bounds come to. `first` is where to begin when nothing bounds the year from below.
fn weigh(field: &'static str, stated: &When, mut bounds: Vec<Bound>, first: Option<i16>) -> Case {
    bounds.sort_by_key(|bound| (!bound.hard, bound.limit.width()));
    bounds.dedup();
    let in_calendar = |year: &i16| stated.with_inferred_year(*year).is_some();
    let ends = |bounds: &[Bound]| {
        let kept = || bounds.iter().filter(|bound| !bound.set_aside).map(|bound| bound.limit.ends());
        (kept().filter_map(|(from, _)| from).max(), kept().filter_map(|(_, until)| until).min())
    };
    let fits = |bounds: &[Bound], year: i16| bounds.iter().all(|bound| bound.set_aside || bound.limit.allows(year, stated));
    // All years that fit, or the nearest ones where one side is open.
    let all = |bounds: &[Bound]| -> (Vec<i16>, bool) {
        let (from, until) = ends(bounds);
        let limited = bounds.iter().any(|bound| !bound.set_aside && bound.limit != Limit::Any);
        let (from, open) = match (from, until) {
            (Some(from), until) => (from, until.is_none()),
            (None, Some(until)) => (until.saturating_sub(REACH), false),
            (None, None) => match first.filter(|_| limited) {
                Some(first) => (first, true),
                None => return (Vec::new(), true),
            },
        };
        let until = until.unwrap_or(from.saturating_add(REACH));
        ((from..=until).filter(|&year| fits(bounds, year)).filter(in_calendar).collect(), open)
    };
    let hard: Vec<Bound> = bounds.iter().filter(|bound| bound.hard).cloned().collect();
    let (of_hard, unbounded) = all(&hard);
    let closed = matches!(ends(&hard), (Some(_), Some(_)));
    let limited = matches!(ends(&hard), (Some(_), _) | (_, Some(_)));
    if limited && of_hard.is_empty() {
        return Case { field, stated: stated.clone(), bounds, candidates: Vec::new(), open: false, contradiction: true, inferred: None };
    }
    let inferred = if let ([only], true) = (of_hard.as_slice(), closed) { stated.with_inferred_year(*only) } else { None };
    // Soft reasons count one by one, as long as something fits them all.
    for at in hard.len()..bounds.len() {
        let mut kept = hard.clone();
        kept.extend(bounds[hard.len()..=at].iter().filter(|bound| !bound.set_aside).cloned());
        let nothing = bounds[at].limit != Limit::Any && all(&kept).0.is_empty() && (limited || !of_hard.is_empty() || kept.len() > 1);
        bounds[at].set_aside = nothing;
    }
    let (mut candidates, open) = if bounds.is_empty() { (of_hard, unbounded) } else { all(&bounds) };
    // Where only the upper end is known, the latest years are the likely ones.
    let upper_alone = matches!(ends(&bounds), (None, Some(_)));
    let most = if open { LISTED_OPEN } else { LISTED };
    let more = candidates.len() > most;
    if upper_alone && more {
        candidates.drain(..candidates.len() - most);
    }
    candidates.truncate(most);
    Case { field, stated: stated.clone(), bounds, candidates, open: open || more && !upper_alone, contradiction: false, inferred }
}

/// The words of a text, for the lists: letters, figures and apostrophes within.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty()).collect()
}

/// Whether a text holds a name as a whole, in exactly these letters.
fn holds(text: &str, name: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| !joins(text[..at].chars().next_back()) && !joins(text[at + name.len()..].chars().next()))
}

/// The years of a set, for words: `2018`, `2015 and 2018`, `2010, 2012 and 2014`.
fn listed(years: &BTreeSet<i16>) -> String {
    let all: Vec<String> = years.iter().map(ToString::to_string).collect();
    match all.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => all.join(""),
    }
}

#[cfg(test)]
mod tests;
