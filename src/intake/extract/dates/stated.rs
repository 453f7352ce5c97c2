//! Dates with the month in words, alone, from one to another, or in a list: `March 16 to 20, 2009`, `7, 8 and 9 May`, `March/April 2015`.

use super::cues;
use super::found::{Found, impossible, stated};
use super::parts::{Part, first, later};
use super::scan::{Read, Scan};
use super::words::{self, Join};
use crate::base::date::When;

/// How many dates one list may have.
const MOST: usize = 8;

/// A part with the token it begins at, and what joins it to the one before.
#[derive(Clone, Copy, Debug)]
struct Member {
    at: usize,
    next: usize,
    part: Part,
    join: Join,
}

/// The date or list of dates that begins at `at`.
pub fn read(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let members = members(scan, at)?;
    match members.as_slice() {
        [] => None,
        [one] => single(scan, one),
        [first, .., last] if last.join == Join::Range || is_between(scan, first.at) && members.len() == 2 => range(scan, &members),
        _ => list(scan, &members),
    }
}

/// All parts that hang together, only as many as make sense as one.
fn members(scan: &Scan<'_>, at: usize) -> Option<Vec<Member>> {
    let Read { value: part, next } = first(scan, at)?;
    let mut members = vec![Member { at, next, part, join: Join::List }];
    while members.len() < MOST
        && let Some(&last) = members.last()
        && let Some(join) = joint(scan, last.next)
        && let Some(Read { value: part, next }) = later(scan, join.next, Part { month: last.part.month.or(part.month), ..last.part })
    {
        if part.day.is_some() != last.part.day.is_some() || join.value == Join::Range && members.len() > 1 {
            break;
        }
        if part.month.is_none() && (last.part.day >= part.day || !takes_lone_day(scan, &members, Read { value: join.value, next })) {
            break;
        }
        members.push(Member { at: join.next, next, part, join: join.value });
        if join.value == Join::Range {
            break;
        }
    }
    // What a comma joins belongs to the list only when "and" closes it, or the day before has no month of its own.
    while let [.., before, last] = members.as_slice()
        && (last.join == Join::Comma && (before.part.month.is_some() || part.month.is_some())
            || last.part.month.is_none() && members[0].part.month.is_none())
    {
        members.pop();
    }
    // "chapters 12 and 8 September": a list of days ascends.
    let descends = |pair: &[Member]| pair[0].part.month.is_none() && pair[0].part.day >= pair[1].part.day && pair[1].join != Join::Range;
    (!members.windows(2).any(descends)).then_some(members)
}

/// Whether a day alone may be the next member: not after `20 May`, nor when it counts what follows, as in "May 5 and 20 others".
fn takes_lone_day(scan: &Scan<'_>, members: &[Member], lone: Read<Join>) -> bool {
    let Some(first) = members.first() else { return false };
    let counts = || scan.word(lone.next).is_some_and(|word| !cues::is_function_word(word)) && !scan.is_capital(lone.next);
    match first.part.month {
        Some(_) => !scan.is_numeric(first.at) && (lone.value == Join::Range || !counts()),
        None => true,
    }
}

fn is_between(scan: &Scan<'_>, at: usize) -> bool {
    let article = at.checked_sub(1).filter(|before| matches!(scan.word(*before), Some("the" | "le" | "el" | "dem"))).unwrap_or(at);
    matches!(scan.word_before(article), Some("between" | "entre" | "zwischen" | "tra" | "fra" | "tussen" | "между"))
}

fn single(scan: &Scan<'_>, one: &Member) -> Option<Found> {
    one.part.month?;
    let rule = match (one.part.day, one.part.year) {
        (Some(_), Some(_)) => "day-month-year",
        (Some(_), None) => "day-month",
        (None, Some(_)) => "month-year",
        (None, None) => return None,
    };
    Some(one.part.when().map_or_else(|| impossible(scan, one.at, one.next, rule), |when| stated(one.at, one.next, when, rule)))
}

/// The parts with the month each takes from its neighbour: `May 18-20` from the left, `18-20 May` from the right.
fn with_months(members: &[Member]) -> Vec<Part> {
    let mut parts: Vec<Part> = members.iter().map(|member| member.part).collect();
    let mut month = None;
    let mut fill = |part: &mut Part| {
        month = part.month.or(month);
        part.month = month;
    };
    if members.first().is_some_and(|member| member.part.month.is_some()) {
        parts.iter_mut().for_each(&mut fill);
    } else {
        parts.iter_mut().rev().for_each(&mut fill);
    }
    parts
}

/// From the first part to the last; a year printed at one end counts for both.
fn range(scan: &Scan<'_>, members: &[Member]) -> Option<Found> {
    let (begins, ends) = (members.first()?, members.last()?);
    let parts = with_months(members);
    let (mut start, mut end) = (*parts.first()?, *parts.last()?);
    if start.day.is_none() && end.year.is_none() {
        return None;
    }
    let no_interval = || Some(impossible(scan, begins.at, ends.next, "range"));
    let distributed = start.year.is_none();
    start.year = start.year.or(end.year);
    end.year = end.year.or(start.year);
    let (Some(from), Some(to)) = (start.when(), end.when()) else { return no_interval() };
    // "28 December to 3 January 2016" begins in 2015: worked out, not printed.
    let year_before = || {
        let year = end.year.filter(|_| distributed && start.month > end.month)?.checked_sub(1)?;
        When::interval(&Part { year: None, ..start }.when()?.with_inferred_year(year)?, &to)
    };
    When::interval(&from, &to).or_else(year_before).map_or_else(no_interval, |when| Some(stated(begins.at, ends.next, when, "range")))
}

/// Days or months one by one: neighbours of the calendar that share a month or year are one interval, others are dates of their own.
fn list(scan: &Scan<'_>, members: &[Member]) -> Option<Found> {
    let (begins, ends) = (members.first()?, members.last()?);
    let mut parts = with_months(members);
    if begins.part.day.is_none() && ends.part.year.is_none() {
        return None;
    }
    for index in (0..parts.len().saturating_sub(1)).rev() {
        let (one, after) = (parts[index], parts[index + 1]);
        if one.year.is_none() && (one.month, one.day) <= (after.month, after.day) {
            parts[index].year = after.year;
        }
    }
    let shares = begins.part.year.is_none() && parts.windows(2).all(|pair| pair[1].follows(pair[0]));
    if shares
        && let (Some(from), Some(to)) = (parts.first()?.when(), parts.last()?.when())
        && let Some(when) = When::interval(&from, &to)
    {
        return Some(stated(begins.at, ends.next, when, "list"));
    }
    let mut found = Found { next: ends.next, mentions: Vec::new() };
    for (member, part) in members.iter().zip(&parts) {
        let rule = match (member.part.month, member.part.year, part.year) {
            (None, ..) => "shared-month",
            (_, None, Some(_)) => "shared-year",
            (_, None, None) => "day-month",
            _ if part.day.is_some() => "day-month-year",
            _ => "month-year",
        };
        if part.day.is_none() && part.year.is_none() {
            continue;
        }
        let one = part.when().map_or_else(|| impossible(scan, member.at, member.next, rule), |when| stated(member.at, member.next, when, rule));
        found.mentions.extend(one.mentions);
    }
    Some(found)
}

/// What joins two dates at `at`, and where the second begins, past articles and weekdays.
pub fn joint(scan: &Scan<'_>, at: usize) -> Option<Read<Join>> {
    let read = |value, next| Some(Read { value, next: past_weekday(scan, next) });
    match scan.sign(at) {
        Some('-') => read(Join::Range, at + 1 + usize::from(scan.is_sign(at + 1, '-'))),
        Some('/' | '&') => read(Join::List, at + 1),
        // An ordinal's full stop: `14.–16. März`, `3. bis 5. Mai`.
        Some('.') if !scan.spaced(at) && !scan.is_capital(at + 1) && !scan.is_sign(at + 1, '.') && !scan.is_sign(at + 1, ',') => joint(scan, at + 1),
        Some(',') => match scan.word(at + 1).and_then(words::join) {
            Some(Join::List) => read(Join::List, at + 2),
            _ => read(Join::Comma, at + 1),
        },
        Some(_) => None,
        None => {
            let value = words::join(scan.word(at)?)?;
            let mut next = at + 1;
            for _ in 0..2 {
                let more =
                    scan.word(next).is_some_and(|word| matches!(word, "to" | "the" | "el" | "le" | "zum" | "on" | "von" | "from" | "including"));
                next += usize::from(more);
            }
            read(value, next)
        }
    }
}

/// Past `Friday,` before the date it belongs to.
fn past_weekday(scan: &Scan<'_>, at: usize) -> usize {
    if scan.word(at).and_then(|word| words::weekday(word, scan.language)).is_none() || !scan.is_capital(at) && scan.language == Some("en") {
        return at;
    }
    let next = scan.past_stop(at + 1);
    let next = next + usize::from(scan.is_sign(next, ','));
    if scan.is_numeric(next) || scan.month(next).is_some() { next } else { at }
}
