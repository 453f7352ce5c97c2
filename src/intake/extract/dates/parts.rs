//! A day, a month, a year, as they stand beside each other: `4 April`, `June 24,2023`, `14 de marzo de 2016`, `October 2014`.

use super::scan::{Read, Scan};
use crate::base::date::When;

/// What is stated of one date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// 1 to 31.
    pub day: Option<u8>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// Four digits.
    pub year: Option<i16>,
}

impl Part {
    /// A day alone.
    pub fn of_day(day: u8) -> Self {
        Self { day: Some(day), ..Self::default() }
    }

    /// The date, when month and either day or year are there and the calendar has it.
    pub fn when(self) -> Option<When> {
        match (self.day, self.month, self.year) {
            (Some(day), Some(month), Some(year)) => When::day_of(year, month, day),
            (Some(day), Some(month), None) => When::yearless(month, day),
            (None, Some(month), Some(year)) => When::month_of(year, month),
            _ => None,
        }
    }

    /// Whether it is the day or the month right after `other` in the same year.
    pub fn follows(self, other: Self) -> bool {
        let after = |number: Option<u8>| number.map(|number| number + 1);
        match (self.day, other.day) {
            (Some(_), Some(_)) => self.month == other.month && self.day == after(other.day),
            (None, None) => self.month == after(other.month),
            _ => false,
        }
    }
}

/// A date that begins at `at`: with a day first, else with a month first. The day may stand alone.
pub fn first(scan: &Scan<'_>, at: usize) -> Option<Read<Part>> {
    if !scan.is_numeric(at) {
        return month_first(scan, at);
    }
    if !scan.is_free_before(at) || scan.is_labelled(at) {
        return None;
    }
    let lone_day = || scan.day(at).map(|day| Read { value: Part::of_day(day.value), next: day.next });
    year_first(scan, at).or_else(|| day_first(scan, at)).or_else(lone_day)
}

/// A date after a joint and the date `before`.
pub fn later(scan: &Scan<'_>, at: usize, before: Part) -> Option<Read<Part>> {
    if !scan.is_numeric(at) {
        return month_first(scan, at);
    }
    if let Some(part) = day_first(scan, at) {
        return Some(part);
    }
    let day = scan.day(at)?;
    let value = Part::of_day(day.value);
    if before.month.is_none() {
        return Some(Read { value, next: day.next });
    }
    // "May 18-20, 2009"; a number that goes on or counts something is no day.
    if before.day.is_none() || before.year.is_some() || scan.is_unit(day.next) {
        return None;
    }
    if let Some(year) = year_after_day(scan, day.next) {
        return Some(Read { value: Part { year: Some(year.value), ..value }, next: year.next });
    }
    (!scan.goes_on(day.next) || scan.is_sign(day.next, '-')).then_some(Read { value, next: day.next })
}

/// `4 April`, `22nd of December 2016`, `14. März 2016`, `14 de marzo de 2016`.
fn day_first(scan: &Scan<'_>, at: usize) -> Option<Read<Part>> {
    let day = scan.day(at)?;
    let stop = scan.past_stop(day.next);
    let month_at = scan.past_links(stop);
    let month = scan.month(month_at)?;
    let year = year_after_month(scan, month.next, month.value.full);
    let stopped = stop > day.next && scan.language == Some("en");
    if year.is_none() && (month.value.weak || stopped || is_small_verb(scan, month_at)) {
        return None;
    }
    let value = Part { day: Some(day.value), month: Some(month.value.number), year: year.map(|year| year.value) };
    Some(Read { value, next: year.map_or(month.next, |year| year.next) })
}

/// `June 24,2023`, `May 18`, `October 2014`, a month alone.
fn month_first(scan: &Scan<'_>, at: usize) -> Option<Read<Part>> {
    let month = scan.month(at)?;
    if month.value.weak || is_small_verb(scan, at) {
        return None;
    }
    let value = Part { month: Some(month.value.number), ..Part::default() };
    if let Some(year) = year_after_month(scan, month.next, month.value.full) {
        return Some(Read { value: Part { year: Some(year.value), ..value }, next: year.next });
    }
    let alone = Some(Read { value, next: month.next });
    let stop = if month.value.full { month.next } else { scan.past_stop(month.next) };
    let day_at = if scan.word(stop) == Some("the") { stop + 1 } else { stop };
    let Some(day) = scan.day(day_at).filter(|_| scan.spaced(day_at)) else { return alone };
    let value = Part { day: Some(day.value), ..value };
    if let Some(year) = year_after_day(scan, day.next) {
        return Some(Read { value: Part { year: Some(year.value), ..value }, next: year.next });
    }
    let joined = scan.is_sign(day.next, '-') || scan.is_sign(day.next, '/');
    if scan.is_unit(day.next) || scan.goes_on(day.next) && !joined {
        return alone;
    }
    Some(Read { value, next: day.next })
}

/// `2016. március 14.`, `2016 March 14`.
fn year_first(scan: &Scan<'_>, at: usize) -> Option<Read<Part>> {
    let year = scan.year(at)?;
    let month = scan.month(scan.past_stop(year.next)).filter(|month| month.value.full)?;
    let day = scan.day(month.next)?;
    if scan.is_unit(day.next) || scan.goes_on(day.next) || scan.year(day.next).is_some() {
        return None;
    }
    let value = Part { day: Some(day.value), month: Some(month.value.number), year: Some(year.value) };
    Some(Read { value, next: day.next })
}

/// The year after a month: `March 2016`, `Dec. 1998`, `March, 2016`, `marzo de 2016`.
fn year_after_month(scan: &Scan<'_>, next: usize, full: bool) -> Option<Read<i16>> {
    let stop = if full { next } else { scan.past_stop(next) };
    let comma = stop + usize::from(scan.is_sign(stop, ','));
    year_here(scan, scan.past_links(comma))
}

/// The year after a day that follows its month: `24, 2023`, `24,2023`, `24 2023`.
fn year_after_day(scan: &Scan<'_>, next: usize) -> Option<Read<i16>> {
    year_here(scan, next + usize::from(scan.is_sign(next, ',')))
}

/// A year that is not the first half of a range of its own: of `May 2013-14` nothing is sure.
fn year_here(scan: &Scan<'_>, at: usize) -> Option<Read<i16>> {
    scan.year(at).filter(|year| !scan.is_sign(year.next, ',') || scan.spaced(year.next + 1))
}

/// Whether the word at `at` is a small-letter word that is seldom a month: `may`, `march`.
fn is_small_verb(scan: &Scan<'_>, at: usize) -> bool {
    let english = scan.language.is_none_or(|code| code == "en");
    english && !scan.is_capital(at) && matches!(scan.word(at), Some("may" | "march" | "mar" | "august" | "dec" | "jan" | "jun"))
}
