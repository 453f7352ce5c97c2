//! Dates with the month in words: `4 April 2016`, `March 16 to 20, 2009`, `28 April-2 May 2019`, `March/April 2015`.

use super::found::{Found, impossible, stated};
use super::scan::{Read, Scan};
use super::words::{self, Join};
use crate::base::date::When;

/// A day, a month, a month and a day, with or without the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Part {
    day: Option<u8>,
    month: Option<u8>,
    year: Option<i16>,
}

impl Part {
    fn when(self) -> Option<When> {
        match (self.day, self.month, self.year) {
            (Some(day), Some(month), Some(year)) => When::day_of(year, month, day),
            (Some(day), Some(month), None) => When::yearless(month, day),
            (None, Some(month), Some(year)) => When::month_of(year, month),
            _ => None,
        }
    }

    /// The same with what is missing taken from the other end.
    fn filled_from(self, other: Self) -> Self {
        Self { day: self.day, month: self.month.or(other.month), year: self.year.or(other.year) }
    }

    fn follows(self, other: Self) -> bool {
        let next = |day: Option<u8>| day.map(|day| day + 1);
        match (self.day, other.day) {
            (Some(_), Some(_)) => self.month == other.month && self.day == next(other.day),
            _ => self.month == next(other.month) || self.month == Some(1) && other.month == Some(12),
        }
    }
}

/// The date that begins at `at`.
pub fn read(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let mut parts = vec![(at, first(scan, at)?)];
    let mut range = false;
    while let Some((_, last)) = parts.last()
        && let Some(join) = joint(scan, last.next)
        && let Some(next) = later(scan, join.next, last.value)
    {
        if parts.len() > 1 && (range || join.value == Join::Range) {
            break;
        }
        range |= join.value == Join::Range;
        parts.push((join.next, next));
        if parts.len() == 8 {
            break;
        }
    }
    // Days alone that no month follows are numbers.
    while parts.len() > 1 && parts.last().is_some_and(|(_, part)| part.value.month.is_none()) && parts[0].1.value.month.is_none() {
        parts.pop();
    }
    if let [(_, one)] = parts.as_slice() {
        return single(scan, at, *one);
    }
    joined(scan, &parts, range)
}

fn single(scan: &Scan<'_>, at: usize, part: Read<Part>) -> Option<Found> {
    part.value.month?;
    let rule = match part.value {
        Part { day: Some(_), year: Some(_), .. } => "day-month-year",
        Part { day: Some(_), year: None, .. } => "day-month",
        _ => "month-year",
    };
    if part.value.day.is_none() && part.value.year.is_none() {
        return None;
    }
    Some(match part.value.when() {
        Some(when) => stated(at, part.next, when, rule),
        None => impossible(scan, at, part.next, rule),
    })
}

fn joined(scan: &Scan<'_>, parts: &[(usize, Read<Part>)], range: bool) -> Option<Found> {
    let (start, first) = *parts.first()?;
    let (last_start, last) = *parts.last()?;
    let next = last.next;
    // The month may stand before the first day or after the last one; the year at either end.
    let donor = Part { day: None, month: last.value.month.or(first.value.month), year: last.value.year.or(first.value.year) };
    let mut month = None;
    let mut values: Vec<Part> = parts.iter().map(|(_, part)| part.value).collect();
    if first.value.month.is_some() {
        for value in &mut values {
            month = value.month.or(month);
            value.month = month;
        }
    } else {
        for value in values.iter_mut().rev() {
            month = value.month.or(month);
            value.month = month;
        }
    }
    for value in &mut values {
        *value = value.filled_from(Part { month: None, ..donor });
    }
    let (one, other) = (*values.first()?, *values.last()?);
    if one.day.is_none() && one.year.is_none() {
        return None;
    }
    let between = scan.word_before(start).is_some_and(|word| matches!(word, "between" | "entre" | "zwischen"));
    let consecutive = values.windows(2).all(|pair| pair[1].follows(pair[0]));
    if range || between || consecutive {
        let (Some(begin), Some(end)) = (one.when(), other.when()) else { return Some(impossible(scan, start, next, "range")) };
        if let Some(when) = When::interval(&begin, &end) {
            return Some(stated(start, next, when, "range"));
        }
        // "28 December to 3 January 2016": the year of the end is not that of the start.
        let before = one.year.filter(|_| first.value.year.is_none() && range).and_then(|year| year.checked_sub(1));
        let begin = Part { year: before, ..one }.when().filter(|_| before.is_some());
        return match begin.and_then(|begin| When::interval(&begin, &end)) {
            Some(when) if one.month > other.month => Some(stated(start, next, when, "range")),
            _ => Some(impossible(scan, start, next, "range")),
        };
    }
    let mut found = Found { next, mentions: Vec::new() };
    for ((at, part), value) in parts.iter().zip(&values) {
        let rule = if *at == last_start || part.value.year.is_some() { "day-month-year" } else { "shared-month" };
        let one = value.when().map_or_else(|| impossible(scan, *at, part.next, rule), |when| stated(*at, part.next, when, rule));
        found.mentions.extend(one.mentions);
    }
    Some(found)
}

/// What joins two dates at `at`.
fn joint(scan: &Scan<'_>, at: usize) -> Option<Read<Join>> {
    // An ordinal's full stop may stand before the dash: `14.–16. März`.
    let sign = scan.sign(at);
    match sign {
        Some('-' | '/') => {
            let doubled = scan.is_sign(at + 1, '-') && sign == Some('-');
            let value = if sign == Some('-') { Join::Range } else { Join::List };
            Some(Read { value, next: at + 1 + usize::from(doubled) })
        }
        Some('.') if scan.is_sign(at + 1, '-') && !scan.spaced(at) => Some(Read { value: Join::Range, next: at + 2 }),
        Some('.') if !scan.spaced(at) && scan.word(at + 1).and_then(words::join).is_some() && !scan.is_capital(at + 1) => joint(scan, at + 1),
        Some(',') => {
            let and = scan.word(at + 1).and_then(words::join) == Some(Join::List);
            Some(Read { value: Join::List, next: at + 1 + usize::from(and) })
        }
        Some('&') => Some(Read { value: Join::List, next: at + 1 }),
        Some(_) => None,
        None => {
            let value = words::join(scan.word(at)?)?;
            // "from 3 up to 5", "de 3 a 5", "du 3 au 5": one word; "through to" two.
            let mut next = at + 1;
            while scan.word(next).is_some_and(|word| matches!(word, "to" | "the" | "el" | "le" | "zum" | "on")) {
                next += 1;
            }
            Some(Read { value, next })
        }
    }
}

/// The first part: a day alone, a day and a month, a month and a day or year.
fn first(scan: &Scan<'_>, at: usize) -> Option<Read<Part>> {
    if scan.is_numeric(at) {
        if !scan.is_free_before(at) {
            return None;
        }
        return day_first(scan, at)
            .or_else(|| scan.day(at).map(|day| Read { value: Part { day: Some(day.value), ..Part::default() }, next: day.next }));
    }
    month_first(scan, at)
}

/// A part after a joint.
fn later(scan: &Scan<'_>, at: usize, before: Part) -> Option<Read<Part>> {
    if scan.is_numeric(at) {
        if let Some(part) = day_first(scan, at) {
            return Some(part);
        }
        let day = scan.day(at)?;
        let mut part = Read { value: Part { day: Some(day.value), ..Part::default() }, next: day.next };
        if before.month.is_some() {
            // "May 18-20, 2009"; a number that goes on or counts something is no day.
            if before.day.is_none() || before.year.is_some() || scan.is_unit(day.next) {
                return None;
            }
            if let Some(year) = after_comma(scan, day.next) {
                part.value.year = Some(year.value);
                part.next = year.next;
            } else if scan.goes_on(day.next) {
                return None;
            }
        }
        return Some(part);
    }
    month_first(scan, at)
}

/// `4 April`, `22nd of December 2016`, `14. März 2016`, `14 de marzo de 2016`.
fn day_first(scan: &Scan<'_>, at: usize) -> Option<Read<Part>> {
    let day = scan.day(at)?;
    let month_at = scan.past_links(scan.past_stop(day.next));
    let month = scan.month(month_at)?;
    let year = year_after(scan, month.next);
    if year.is_none() && (month.value.weak || scan.language.is_none_or(|code| code == "en") && !scan.is_capital(month_at) && is_verb(scan, month_at))
    {
        return None;
    }
    let value = Part { day: Some(day.value), month: Some(month.value.number), year: year.map(|year| year.value) };
    Some(Read { value, next: year.map_or(month.next, |year| year.next) })
}

/// `June 24,2023`, `May 18`, `October 2014`, a month alone before a joint.
fn month_first(scan: &Scan<'_>, at: usize) -> Option<Read<Part>> {
    let month = scan.month(at)?;
    if month.value.weak || !scan.is_capital(at) && is_verb(scan, at) {
        return None;
    }
    let value = Part { day: None, month: Some(month.value.number), year: None };
    if let Some(year) = year_after(scan, month.next) {
        return Some(Read { value: Part { year: Some(year.value), ..value }, next: year.next });
    }
    let day_at = scan.past_links(scan.past_stop(month.next));
    let Some(day) = scan.day(day_at).filter(|_| scan.spaced(day_at)) else { return Some(Read { value, next: month.next }) };
    if let Some(year) = after_comma(scan, day.next) {
        return Some(Read { value: Part { day: Some(day.value), year: Some(year.value), ..value }, next: year.next });
    }
    let dash = scan.is_sign(day.next, '-') || scan.is_sign(day.next, '/');
    if scan.is_unit(day.next) || scan.goes_on(day.next) && !dash {
        return None;
    }
    Some(Read { value: Part { day: Some(day.value), ..value }, next: day.next })
}

/// The year after a month: `March 2016`, `Dec. 1998`, `march, 2016`, `marzo de 2016`.
fn year_after(scan: &Scan<'_>, next: usize) -> Option<Read<i16>> {
    let mut at = scan.past_stop(next);
    if scan.is_sign(at, ',') {
        at += 1;
    }
    scan.year(scan.past_links(at))
}

/// The year after a day that follows its month: `24, 2023`, `24,2023`, `24 2023`, `24 de 2023`.
fn after_comma(scan: &Scan<'_>, next: usize) -> Option<Read<i16>> {
    let comma = scan.is_sign(next, ',');
    scan.year(next + usize::from(comma))
}

/// Whether the word is written like a verb: `may`, `march`, small.
fn is_verb(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.word(at), Some("may" | "march" | "mar" | "august" | "dec" | "jan" | "jun"))
}
