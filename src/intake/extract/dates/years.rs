//! Years without a month: bare years beside a word that makes them years, stretches of years, decades, quarters, seasons.

use super::cues::{self, Cue};
use super::found::{Found, Raw, one, stated};
use super::scan::{Read, Scan, YEARS};
use super::tokens::Kind;
use super::words::{self, Join};
use super::{DateValue, stated::joint};
use crate::base::date::When;

/// How many years one list may have.
const MOST: usize = 12;

/// The year, stretch of years, decade, quarter or season that begins at `at`.
pub fn read(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.get(at)?.kind {
        Kind::Decade(year) => decade(at, year),
        Kind::Number { .. } => stretch(scan, at).or_else(|| bare(scan, at)),
        Kind::Word { .. } => quarter(scan, at).or_else(|| season(scan, at)).or_else(|| about(scan, at)),
        _ => None,
    }
}

/// `1990s`.
fn decade(at: usize, year: u32) -> Option<Found> {
    let when = When::parse(&format!("{:03}X", year / 10)).ok().filter(|_| YEARS.contains(&year))?;
    Some(stated(at, at + 1, when, "decade"))
}

/// `2016-2025`, `2003 to 2005`, `2013-14` beside a word for a period, `2015-present`.
fn stretch(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let start = scan.year(at).filter(|_| scan.is_free_before(at))?;
    let before = scan.word_before(at);
    if scan.is_labelled(at) {
        return None;
    }
    let join = joint(scan, start.next).filter(|join| join.value != Join::Comma)?;
    let begin = When::year_of(start.value)?;
    if join.value == Join::Range
        && scan.word(join.next).is_some_and(|word| matches!(word, "present" | "now" | "today" | "date" | "heute" | "ongoing"))
    {
        return Some(stated(at, join.next + 1, When::since(&begin)?, "open-range"));
    }
    let slash = scan.is_sign(start.next, '/');
    if let Some(end) = scan.year(join.next) {
        let cued = before.and_then(cues::cue).is_some() || in_brackets(scan, at);
        let between = before.is_some_and(|word| matches!(word, "between" | "entre" | "zwischen" | "tra" | "fra"));
        let listed = join.value == Join::List && !between && !(slash && cued);
        if listed || scan.goes_on(end.next) || start.value < 1800 && !cued || is_counted(scan, start.value, end.next) {
            return None;
        }
        let when = When::interval(&begin, &When::year_of(end.value)?).filter(|_| end.value > start.value)?;
        return Some(stated(at, end.next, when, "years"));
    }
    let short = i16::try_from(scan.number(join.next, 2..=2)?).ok()?;
    let sign = scan.sign(start.next).is_some_and(|sign| matches!(sign, '-' | '/'));
    let glued = !scan.spaced(start.next) && !scan.spaced(start.next + 1);
    let cued = before.is_some_and(cues::is_period_cue) || in_brackets(scan, at);
    if !sign || !glued || !cued || short <= start.value % 100 || scan.goes_on(join.next + 1) || scan.is_unit(join.next + 1) {
        return None;
    }
    let when = When::interval(&begin, &When::year_of(start.value - start.value % 100 + short)?)?;
    Some(stated(at, join.next + 1, when, "years"))
}

/// A bare year, with those that follow it in a list: `in 2013, 2014 and 2015`.
fn bare(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let year = scan.year(at).filter(|_| scan.is_free_before(at))?;
    let rule = reason(scan, at, year)?;
    let mut years = vec![(at, year, rule, Join::List)];
    while years.len() < MOST
        && let Some((_, last, ..)) = years.last()
        && let Some(join) = joint(scan, last.next).filter(|join| join.value != Join::Range && scan.spaced(join.next))
        && let Some(next) = scan.year(join.next).filter(|next| !scan.goes_on(next.next) && !is_counted(scan, next.value, next.next))
        && !starts_stretch(scan, next)
    {
        years.push((join.next, next, "year", join.value));
    }
    while years.len() > 1 && years.last().is_some_and(|(_, year, _, join)| *join == Join::Comma && !scan.is_sign(year.next, ',')) {
        years.pop();
    }
    let mut found = Found { next: at, mentions: Vec::new() };
    for (at, year, rule, _) in years {
        found.next = year.next;
        found.mentions.push(Raw { first: at, next: year.next, value: DateValue::Stated(When::year_of(year.value)?), rule });
    }
    Some(found)
}

fn starts_stretch(scan: &Scan<'_>, year: Read<i16>) -> bool {
    joint(scan, year.next).is_some_and(|join| join.value == Join::Range && scan.year(join.next).is_some())
}

/// Why the number is a year; nothing when it is not.
fn reason(scan: &Scan<'_>, at: usize, year: Read<i16>) -> Option<&'static str> {
    let next = year.next;
    let resolution = scan.is_sign(next, '(') && scan.year(next + 1).is_some();
    // Of "2013-14" without a word for a period, or "2005/12", no half is a year; neither is the label "2030 Agenda".
    if resolution || scan.goes_on(next) || scan.word(next).is_some_and(|word| word == "agenda") || is_counted(scan, year.value, next) {
        return None;
    }
    if in_brackets(scan, at) {
        return Some("bracketed-year");
    }
    if scan.word(next).is_some_and(cues::is_year_word) {
        return Some("year");
    }
    let before = at.checked_sub(1)?;
    if scan.is_sign(before, ')') {
        return (before >= 2 && scan.is_sign(before - 2, '(') && ends_event(scan, before - 1, next)).then_some("event-year");
    }
    let word = scan.word(before)?;
    if matches!(word, "and" | "to") && matches!(scan.word_before(before), Some("year" | "now")) {
        return Some("year");
    }
    match cues::cue(word) {
        Some(Cue::Sure(rule)) => Some(rule),
        Some(Cue::Weak) => {
            let amount = scan.word_before(before).is_some_and(cues::is_amount);
            (!amount && year.value >= 1500 && !cues::needs_pair(word, scan.language)).then_some("year")
        }
        None => ends_event(scan, before, next).then_some("event-year"),
    }
}

/// `(2010)`, `[2010]`, `(2016-2025)`, `(2010, revised)`.
fn in_brackets(scan: &Scan<'_>, at: usize) -> bool {
    let opened = at.checked_sub(1).is_some_and(|before| scan.is_sign(before, '(') || scan.is_sign(before, '['));
    let closed = [at + 1, at + 3].into_iter().any(|after| scan.sign(after).is_some_and(|sign| matches!(sign, ')' | ']' | ',' | ';')));
    opened && closed
}

/// Whether the word before the year ends the name of an event or a document: `AICE 2022`, `Conference 2022`.
fn ends_event(scan: &Scan<'_>, before: usize, next: usize) -> bool {
    let (Some(token), Some(word)) = (scan.get(before), scan.word(before)) else { return false };
    let printed = token.span.of(scan.text);
    let acronym = printed.len() >= 3 && printed.chars().all(|c| c.is_ascii_uppercase()) && !NO_EVENTS.contains(&printed);
    let noun = scan.is_capital(before) && cues::is_event_noun(word);
    let hyphen = scan.sign(next).is_some_and(|sign| matches!(sign, '-' | '/' | ':')) && !scan.spaced(next);
    (acronym || noun) && !hyphen
}

/// Capital words before numbers that are no years.
const NO_EVENTS: [&str; 24] = [
    "AGENDA", "BOX", "CHF", "COVID", "ETS", "EUR", "FAX", "GBP", "GMT", "IEC", "IEEE", "ISO", "MAY", "NGN", "PIN", "RFC", "SDG", "SDGS", "TEL",
    "URL", "USD", "UTC", "VISION", "ZIP",
];

/// Whether the number counts what follows: a small word after a round or an early number.
fn is_counted(scan: &Scan<'_>, year: i16, next: usize) -> bool {
    let small = scan.word(next).is_some_and(|word| !cues::is_function_word(word) && !cues::is_year_word(word)) && !scan.is_capital(next);
    let english = scan.language.is_none_or(|code| code == "en");
    scan.is_unit(next) || small && english && (year < 1800 || year % 100 == 0)
}

/// `Q3 2015`, `H1 2015`, `third quarter of 2015`: the months.
fn quarter(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let word = scan.word(at)?;
    let (months, number, next) = if let Some((kind, digit)) = word.split_at_checked(1).filter(|(kind, _)| matches!(*kind, "q" | "h")) {
        (if kind == "q" { 3 } else { 6 }, digit.parse::<u8>().ok()?, at + 1)
    } else {
        let number = (1..).zip(["first", "second", "third", "fourth"]).find(|(_, name)| *name == word)?.0;
        let months = match scan.word(at + 1)? {
            "quarter" => 3,
            "half" => 6,
            _ => return None,
        };
        (months, number, at + 2)
    };
    let year = scan.year(if matches!(scan.word(next), Some("of" | "in")) { next + 1 } else { next })?;
    let last = number.checked_mul(months).filter(|last| (1..=12).contains(last))?;
    let when = When::interval(&When::month_of(year.value, last - months + 1)?, &When::month_of(year.value, last)?)?;
    Some(stated(at, year.next, when, "quarter"))
}

/// `spring 2015`, `summer of 2015`; not the Prague Spring, nor a fall of something.
fn season(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let word = scan.word(at)?;
    let number = cues::season(word)?;
    if scan.word_before(at).is_some_and(|before| matches!(before, "arab" | "prague" | "black" | "african" | "croatian" | "berlin")) {
        return None;
    }
    let linked = scan.word(at + 1).is_some_and(words::is_link);
    if word == "fall" && (linked && !matches!(scan.word_before(at), Some("the" | "in" | "last" | "this")) || scan.word_before(at) == Some("to")) {
        return None;
    }
    let year = scan.year(if linked { at + 2 } else { at + 1 })?;
    if scan.goes_on(year.next) {
        return None;
    }
    Some(stated(at, year.next, When::parse(&format!("{:04}-{number}", year.value)).ok()?, "season"))
}

/// `early 2013`, `mid-2013`, `late October 2014`, `circa 1800`.
fn about(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let short = match scan.word(at)? {
        "early" | "mid" | "late" | "circa" => false,
        "c" | "ca" => true,
        _ => return None,
    };
    let stop = if short { scan.past_stop(at + 1) } else { at + 1 };
    let next = if scan.is_sign(stop, '-') { stop + 1 } else { stop };
    let next = if short || scan.word(next) != Some("in") { next } else { next + 1 };
    let (text, end) = match scan.month(next) {
        Some(month) if scan.is_capital(next) => {
            let year = scan.year(scan.past_stop(month.next))?;
            (format!("{:04}-{:02}~", year.value, month.value.number), year.next)
        }
        _ => {
            let year = scan.year(next)?;
            (format!("{:04}~", year.value), year.next)
        }
    };
    if scan.goes_on(end) {
        return None;
    }
    Some(one(at, end, DateValue::Stated(When::parse(&text).ok()?), "about"))
}
