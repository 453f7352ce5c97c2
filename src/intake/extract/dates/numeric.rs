//! Dates in digits: `2015-08-26`, `26.8.2015`, `12/07/2018`.

use super::DateValue;
use super::cues;
use super::found::{self, Found, Raw, impossible, one};
use super::scan::{Scan, YEARS};
use super::stated;
use super::weekday;
use super::words::Join;
use crate::base::date::When;

/// The date or range of dates that begins at `at`.
pub fn read(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is_numeric(at) || !scan.is_free_before(at) || scan.is_labelled(at) {
        return None;
    }
    if let Some(found) = short_range(scan, at) {
        return Some(found);
    }
    let start = full(scan, at)?;
    let range = |start: &Found| {
        let join = stated::joint(scan, start.next).filter(|join| join.value == Join::Range || scan.is_sign(start.next, '/'))?;
        let end = full(scan, join.next)?;
        let when = When::interval(&value(start)?, &value(&end)?)?;
        Some(found::stated(at, end.next, when, "range"))
    };
    if let Some(found) = range(&start) {
        return Some(found);
    }
    (!scan.goes_on(start.next) || scan.is_sign(start.next, ':') || scan.is_sign(start.next, '-')).then_some(start)
}

fn value(found: &Found) -> Option<When> {
    match found.mentions.as_slice() {
        [Raw { value: DateValue::Stated(when), .. }] => Some(when.clone()),
        _ => None,
    }
}

/// `12.-14.05.2016`, `28.4.-2.5.2019`.
fn short_range(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let day = scan.day(at)?;
    let stop = scan.past_stop(day.next);
    let month = scan.number(stop, 1..=2).filter(|_| stop > day.next && !scan.spaced(stop));
    let dash = if month.is_some() { scan.past_stop(stop + 1) } else { stop };
    if !scan.is_sign(dash, '-') || !scan.is_sign(dash + 2, '.') {
        return None;
    }
    let end = full(scan, dash + 1)?;
    let last = value(&end)?;
    let month = month.map_or(last.month()?, |month| u8::try_from(month).unwrap_or(0));
    let when = When::interval(&When::day_of(last.year()?, month, day.value)?, &last)?;
    Some(found::stated(at, end.next, when, "range"))
}

/// One date of three numbers.
fn full(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let separator = scan.sign(at + 1).filter(|sign| matches!(sign, '-' | '.' | '/'))?;
    let glued = |index: usize| !scan.spaced(index);
    // "14. 3. 2016" is how Czech, Slovak and Finnish print a date.
    let loose = separator == '.' && glued(at + 1) && glued(at + 3) && scan.spaced(at + 2) && scan.spaced(at + 4);
    if !(scan.is_sign(at + 3, separator) && (loose || (1..=4).all(|step| glued(at + step)))) {
        return None;
    }
    let next = at + 5;
    let found = |when: Option<When>, rule| when.map_or_else(|| impossible(scan, at, next, rule), |when| found::stated(at, next, when, rule));
    if let Some(year) = scan.number(at, 4..=4).filter(|year| YEARS.contains(year)) {
        let (month, day) = (scan.number(at + 2, 1..=2)?, scan.number(at + 4, 1..=2)?);
        return (month <= 12 && day <= 31).then(|| found(day_of(year, month, day), "iso"));
    }
    let (first, second) = (scan.number(at, 1..=2)?, scan.number(at + 2, 1..=2)?);
    let year = scan.number(at + 4, 4..=4).filter(|year| YEARS.contains(year)).or_else(|| short_year(scan, at, separator))?;
    if first.max(second) > 31 || first.min(second) > 12 {
        return None;
    }
    let day_first = day_of(year, second, first);
    if separator == '.' {
        return (second <= 12).then(|| found(day_first, "day.month.year"));
    }
    Some(match (day_first, day_of(year, first, second)) {
        (Some(day_first), Some(month_first)) if day_first != month_first => settled(scan, at, next, day_first, month_first),
        (day_first, month_first) => found(day_first.or(month_first), "numeric"),
    })
}

/// Two readings: the weekday beside them settles which.
fn settled(scan: &Scan<'_>, at: usize, next: usize, day_first: When, month_first: When) -> Found {
    if let Some(weekday) = weekday::beside(scan, at, next) {
        let fits = |when: &When| when.earliest().is_some_and(|day| day.weekday().to_monday_one_offset().cast_unsigned() == weekday);
        match (fits(&day_first), fits(&month_first)) {
            (true, false) => return found::stated(at, next, day_first, "numeric-weekday"),
            (false, true) => return found::stated(at, next, month_first, "numeric-weekday"),
            _ => {}
        }
    }
    one(at, next, DateValue::Ambiguous(vec![day_first, month_first]), "numeric")
}

/// `25.5.92` beside a weekday or a cue: 30 to 99 are 19xx, 00 to 29 are 20xx.
fn short_year(scan: &Scan<'_>, at: usize, separator: char) -> Option<u32> {
    let year = scan.number(at + 4, 2..=2).filter(|_| separator != '-')?;
    let colon = at.checked_sub(1).is_some_and(|before| scan.is_sign(before, ':'));
    let cue = scan.word_before(if colon { at - 1 } else { at }).is_some_and(cues::is_date_label);
    (cue || weekday::beside(scan, at, at + 5).is_some()).then_some(if year >= 30 { 1900 + year } else { 2000 + year })
}

fn day_of(year: u32, month: u32, day: u32) -> Option<When> {
    When::day_of(i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
