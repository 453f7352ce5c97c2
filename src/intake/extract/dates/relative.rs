//! Dates seen from the day of publication: `today`, `last October`, `two years ago`, `on Wednesday`.

use super::DateValue;
use super::found::{Found, one};
use super::scan::Scan;
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
    /// The day itself, or the latest before: `on Wednesday`.
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
    let word = scan.word(at)?;
    let found = |next, relative, rule| Some(one(at, next, DateValue::Relative(relative), rule));
    match word {
        "today" | "tonight" => return found(at + 1, Relative::Step(0, Unit::Day), "day"),
        "yesterday" => return found(at + 1, Relative::Step(-1, Unit::Day), "day"),
        "tomorrow" => return found(at + 1, Relative::Step(1, Unit::Day), "day"),
        _ => {}
    }
    let side = match word {
        "this" => Some(0),
        "last" => Some(-1),
        "next" => Some(1),
        _ => None,
    };
    if let Some(step) = side {
        let next = scan.word(at + 1)?;
        if let Some(unit) = unit(next, true).filter(|unit| *unit != Unit::Day) {
            return found(at + 2, Relative::Step(step, unit), "this-last-next");
        }
        let side = [Side::Last, Side::On, Side::Next][usize::try_from(step + 1).ok()?];
        if let Some(weekday) = words::full_weekday(next, scan.language)
            && step != 0
        {
            return found(at + 2, Relative::Weekday(weekday, side), "weekday");
        }
        if let Some(month) = words::month(next, scan.language).filter(|month| month.full && !month.weak)
            && scan.is_capital(at + 1)
            && !scan.is_numeric(at + 2)
        {
            return found(at + 2, Relative::Month(month.number, side), "month");
        }
    }
    None
}

fn unit(word: &str, one: bool) -> Option<Unit> {
    match (word, one) {
        ("day", true) | ("days", false) => Some(Unit::Day),
        ("week", true) | ("weeks", false) => Some(Unit::Week),
        ("month", true) | ("months", false) => Some(Unit::Month),
        ("year", true) | ("years", false) => Some(Unit::Year),
        _ => None,
    }
}
