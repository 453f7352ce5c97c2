//! Dates in digits: `2015-08-26`, `26.8.2015`, `12/07/2018`.

use super::DateValue;
use super::found::{Found, impossible, one, stated};
use super::scan::{Scan, YEARS};
use super::words;
use crate::base::date::When;

/// The date that begins at `at`.
pub fn read(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is_numeric(at) || !scan.is_free_before(at) {
        return None;
    }
    let separator = scan.sign(at + 1).filter(|sign| matches!(sign, '-' | '.' | '/'))?;
    let glued = |index: usize| !scan.spaced(index);
    // "14. 3. 2016" is how Czech, Slovak and Finnish print a date.
    let loose = separator == '.' && glued(at + 1) && glued(at + 3) && scan.spaced(at + 2) && scan.spaced(at + 4);
    if !(scan.is_sign(at + 3, separator) && (loose || (1..=4).all(|step| glued(at + step)))) {
        return None;
    }
    let next = at + 5;
    if let Some(year) = scan.number(at, 4..=4) {
        let (month, day) = (scan.number(at + 2, 1..=2)?, scan.number(at + 4, 1..=2)?);
        if !YEARS.contains(&year) || scan.goes_on(next) && !scan.is_sign(next, ':') {
            return None;
        }
        let when = day_of(year, month, day);
        return Some(when.map_or_else(|| impossible(scan, at, next, "iso"), |when| stated(at, next, when, "iso")));
    }
    let (first, second) = (scan.number(at, 1..=2)?, scan.number(at + 2, 1..=2)?);
    let year = scan.number(at + 4, 4..=4).filter(|year| YEARS.contains(year)).or_else(|| short_year(scan, at, separator))?;
    if scan.goes_on(next) && !scan.is_sign(next, ':') && !scan.is_sign(next, '-') || scan.word_before(at).is_some_and(is_number_label) {
        return None;
    }
    let day_first = day_of(year, second, first);
    if separator != '/' {
        return Some(day_first.map_or_else(|| impossible(scan, at, next, "day.month.year"), |when| stated(at, next, when, "day.month.year")));
    }
    let month_first = day_of(year, first, second);
    Some(match (day_first, month_first) {
        (None, None) => impossible(scan, at, next, "numeric"),
        (Some(when), None) | (None, Some(when)) => stated(at, next, when, "numeric"),
        (Some(one), Some(other)) if one == other => stated(at, next, one, "numeric"),
        (Some(day_first), Some(month_first)) => settled(scan, at, next, day_first, month_first),
    })
}

/// Two readings: the weekday beside them settles which.
fn settled(scan: &Scan<'_>, at: usize, next: usize, day_first: When, month_first: When) -> Found {
    if let Some(weekday) = weekday_beside(scan, at, next) {
        let fits = |when: &When| when.earliest().is_some_and(|day| day.weekday().to_monday_one_offset().cast_unsigned() == weekday);
        match (fits(&day_first), fits(&month_first)) {
            (true, false) => return stated(at, next, day_first, "numeric-weekday"),
            (false, true) => return stated(at, next, month_first, "numeric-weekday"),
            _ => {}
        }
    }
    one(at, next, DateValue::Ambiguous(vec![day_first, month_first]), "numeric")
}

/// The weekday before a date, past a comma, a full stop or a bracket, or after it in brackets.
pub fn weekday_beside(scan: &Scan<'_>, at: usize, next: usize) -> Option<u8> {
    let skip = |sign: Option<char>| matches!(sign, Some(',' | '.' | '(' | '-'));
    let mut before = at.checked_sub(1)?;
    for _ in 0..2 {
        if skip(scan.sign(before)) {
            before = before.checked_sub(1)?;
        }
    }
    let word = |index: usize| scan.word(index).and_then(|word| words::weekday(word, scan.language));
    let after = if skip(scan.sign(next)) { next + 1 } else { next };
    word(before).or_else(|| word(after).filter(|_| !scan.is_sign(next, '.')))
}

/// `25.5.92` beside a weekday or a cue: 30 to 99 are 19xx, 00 to 29 are 20xx.
fn short_year(scan: &Scan<'_>, at: usize, separator: char) -> Option<u32> {
    let year = scan.number(at + 4, 2..=2).filter(|_| separator != '-')?;
    let before = at.checked_sub(1)?;
    let cue_at = if scan.is_sign(before, ':') { before.checked_sub(1)? } else { before };
    let cue = scan.word(cue_at).is_some_and(|word| {
        matches!(
            word,
            "date"
                | "dated"
                | "on"
                | "datum"
                | "fecha"
                | "data"
                | "du"
                | "le"
                | "am"
                | "vom"
                | "del"
                | "дата"
                | "от"
                | "posted"
                | "published"
                | "updated"
        )
    });
    (cue || weekday_beside(scan, at, at + 5).is_some()).then_some(if year >= 30 { 1900 + year } else { 2000 + year })
}

/// Words after which digits are a number of something.
fn is_number_label(word: &str) -> bool {
    matches!(word, "no" | "nos" | "number" | "nr" | "version" | "v" | "tel" | "fax" | "phone" | "ref" | "article" | "section" | "ip")
}

fn day_of(year: u32, month: u32, day: u32) -> Option<When> {
    When::day_of(i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
