//! Dates seen from the day of publication: `today`, `last October`, `two years ago`, `on Wednesday`.

use super::DateValue;
use super::found::{Found, one};
use super::scan::Scan;
use super::tokens::Kind;
use super::words;
use crate::base::date::When;
use jiff::ToSpan;
use jiff::civil::Date;

/// A step of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Which of the days, months of one name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The latest wholly before.
    Last,
    /// The same, or the latest before: `on Wednesday`.
    On,
    /// The first wholly after.
    Next,
}

/// A date seen from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// So many steps away: yesterday is -1 day, this week 0 weeks.
    Step(i32, Unit),
    /// A weekday, 1 for Monday.
    Weekday(u8, Side),
    /// A month, 1 to 12.
    Month(u8, Side),
}

/// The date a relative one means, seen from `anchor`; nothing when the anchor is less exact than needed.
pub fn resolve(relative: &Relative, anchor: &When) -> Option<When> {
    if anchor.is_interval() || anchor.is_inferred() {
        return None;
    }
    let year = anchor.year()?;
    match *relative {
        Relative::Step(count, Unit::Year) => When::year_of(i16::try_from(i32::from(year).checked_add(count)?).ok()?),
        Relative::Step(count, Unit::Month) => {
            let months = i32::from(year) * 12 + i32::from(anchor.month()?) - 1;
            let months = months.checked_add(count)?;
            When::month_of(i16::try_from(months.div_euclid(12)).ok()?, u8::try_from(months.rem_euclid(12) + 1).ok()?)
        }
        Relative::Month(month, side) => {
            let at = anchor.month()?;
            let year = match side {
                Side::Last if month >= at => year.checked_sub(1)?,
                Side::On if month > at => year.checked_sub(1)?,
                Side::Next if month <= at => year.checked_add(1)?,
                _ => year,
            };
            When::month_of(year, month)
        }
        Relative::Step(count, Unit::Week) => {
            let day = exact(anchor)?;
            let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
            let monday = monday.checked_add(i64::from(count).checked_mul(7)?.days()).ok()?;
            When::interval(&when(monday)?, &when(monday.checked_add(6.days()).ok()?)?)
        }
        Relative::Step(count, Unit::Day) => when(exact(anchor)?.checked_add(i64::from(count).days()).ok()?),
        Relative::Weekday(weekday, side) => {
            let day = exact(anchor)?;
            let back = (i64::from(day.weekday().to_monday_one_offset()) - i64::from(weekday)).rem_euclid(7);
            let step = match side {
                Side::Last if back == 0 => -7,
                Side::Last | Side::On => -back,
                Side::Next => 7 - back,
            };
            when(day.checked_add(step.days()).ok()?)
        }
    }
}

fn exact(anchor: &When) -> Option<Date> {
    anchor.is_exact_day().then(|| anchor.earliest()).flatten()
}

fn when(day: Date) -> Option<When> {
    When::day_of(day.year(), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?)
}

/// The relative date that begins at `at`.
pub fn read(scan: &Scan<'_>, at: usize) -> Option<Found> {
    named_day(scan, at).or_else(|| this_last_next(scan, at)).or_else(|| on_weekday(scan, at)).or_else(|| ago(scan, at))
}

fn relative(first: usize, next: usize, value: Relative, rule: &'static str) -> Found {
    one(first, next, DateValue::Relative(value), rule)
}

/// Days by name: language, steps from today, word. The English ones count in every language.
const NAMED: [(&str, i32, &str); 24] = [
    ("en", 0, "today"),
    ("en", 0, "tonight"),
    ("en", -1, "yesterday"),
    ("en", 1, "tomorrow"),
    ("fr", -1, "hier"),
    ("fr", 1, "demain"),
    ("es", 0, "hoy"),
    ("es", -1, "ayer"),
    ("de", 0, "heute"),
    ("de", -1, "gestern"),
    ("it", 0, "oggi"),
    ("it", -1, "ieri"),
    ("it", 1, "domani"),
    ("pt", 0, "hoje"),
    ("pt", -1, "ontem"),
    ("pt", 1, "amanha"),
    ("nl", 0, "vandaag"),
    ("nl", -1, "gisteren"),
    ("ru", 0, "сегодня"),
    ("ru", -1, "вчера"),
    ("ru", 1, "завтра"),
    ("uk", 0, "сьогодні"),
    ("uk", -1, "вчора"),
    ("pl", -1, "wczoraj"),
];

/// `today`, `the day before yesterday`, `aujourd'hui`.
fn named_day(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let day = |steps, words| relative(at, at + words, Relative::Step(steps, Unit::Day), "relative-day");
    match (scan.word(at)?, scan.word(at + 1), scan.word(at + 2)) {
        ("day", Some("before"), Some("yesterday")) => Some(day(-2, 3)),
        ("day", Some("after"), Some("tomorrow")) => Some(day(2, 3)),
        ("aujourd", _, Some("hui")) => Some(day(0, 3)),
        (word, ..) => {
            let spoken = |language: &str| language == "en" || scan.language == Some(language);
            let (_, steps, _) = NAMED.into_iter().find(|(language, _, name)| *name == word && spoken(language))?;
            Some(day(steps, 1))
        }
    }
}

/// `this week`, `last month`, `next year`, `last October`, `next Monday`. A stretch that is not of the calendar stays out: `the last year`.
fn this_last_next(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let step = match scan.word(at)? {
        "this" => 0,
        "last" => -1,
        "next" => 1,
        _ => return None,
    };
    let stretch =
        step != 0 && matches!(scan.word_before(at), Some("the" | "past" | "these" | "over" | "his" | "her" | "their" | "its" | "our" | "at"));
    let word = scan.word(at + 1)?;
    if let Some(unit) = unit(word).filter(|unit| *unit != Unit::Day && !word.ends_with('s')) {
        return (!stretch && scan.word(at + 2) != Some("of")).then(|| relative(at, at + 2, Relative::Step(step, unit), "this-last-next"));
    }
    if scan.is_numeric(at + 2) || scan.is_sign(at + 2, ',') && scan.is_numeric(at + 3) || !scan.is_capital(at + 1) {
        return None;
    }
    let side = match step {
        -1 => Side::Last,
        0 => Side::On,
        _ => Side::Next,
    };
    if let Some(weekday) = words::full_weekday(word, scan.language) {
        return (step != 0).then(|| relative(at, at + 2, Relative::Weekday(weekday, side), "weekday"));
    }
    let month = words::month(word, scan.language).filter(|month| month.full && !month.weak && step != 0)?;
    Some(relative(at, at + 2, Relative::Month(month.number, side), "month"))
}

/// `on Wednesday`, without a date beside it: the day itself or the latest before; the first after in a sentence about what will be.
fn on_weekday(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let weekday = words::full_weekday(scan.word(at + 1)?, Some("en")).filter(|_| scan.word(at) == Some("on") && scan.is_capital(at + 1))?;
    let next = at + 2;
    let date_at = next + usize::from(scan.is_sign(next, ',') || scan.is_sign(next, '('));
    let date_at = if scan.word(date_at) == Some("the") { date_at + 1 } else { date_at };
    if scan.is_numeric(date_at) || scan.month(date_at).is_some() {
        return None;
    }
    let sentence = |step: &usize| scan.get(*step).is_some_and(|token| !matches!(token.kind, Kind::Break | Kind::Sign('.' | '!' | '?' | ';')));
    let ahead = |step: usize| scan.word(step).is_some_and(|word| matches!(word, "will" | "shall" | "upcoming" | "ll" | "going" | "scheduled"));
    let back = (at.saturating_sub(12)..at).rev().take_while(sentence).any(ahead);
    let side = if back || (next..next + 12).take_while(sentence).any(ahead) { Side::Next } else { Side::On };
    Some(relative(at + 1, next, Relative::Weekday(weekday, side), "weekday"))
}

/// `two years ago`, `a week ago`; not "over two years ago".
fn ago(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.word(at + 2) != Some("ago") {
        return None;
    }
    let count = match scan.word(at) {
        Some(word) => {
            (1..).zip(COUNTS).find(|(_, name)| *name == word).map(|(count, _)| count).or_else(|| matches!(word, "a" | "an").then_some(1))?
        }
        None => scan.number(at, 1..=3).filter(|_| scan.is_free_before(at))?,
    };
    let unit = unit(scan.word(at + 1)?)?;
    let vague = |word: &str| {
        matches!(word, "about" | "over" | "than" | "nearly" | "almost" | "around" | "least" | "approximately" | "some" | "under" | "roughly" | "half")
    };
    if scan.word_before(at).is_some_and(vague) {
        return None;
    }
    let count = i32::try_from(count).ok()?;
    Some(relative(at, at + 3, Relative::Step(count.checked_neg()?, unit), "ago"))
}

const COUNTS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

fn unit(word: &str) -> Option<Unit> {
    match word {
        "day" | "days" => Some(Unit::Day),
        "week" | "weeks" => Some(Unit::Week),
        "month" | "months" => Some(Unit::Month),
        "year" | "years" => Some(Unit::Year),
        _ => None,
    }
}
