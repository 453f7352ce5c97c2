//! Reading EDTF.

use super::{Form, Mark, Part, Point, When, Year, order};
use std::fmt;

/// Why a text is no date of the subset, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDate {
    /// The text.
    pub text: String,
    /// The byte where the trouble starts.
    pub offset: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Not written as a date of the subset.
    Form,
    /// A month above 12, or a season outside 21 to 24.
    Month,
    /// A day that the month does not have.
    Day,
    /// An interval that ends before it starts.
    Order,
    /// Both ends of an interval are open, or the ends cannot stand together.
    Ends,
}

impl BadDate {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self.problem {
            Problem::Form => suggestion(&self.text).map_or_else(
                || "write `2015-08-26`, `2015-08`, `2015`, `2015-08-26/2015-08-28`, or `XXXX-12-07` when the year is not stated".to_owned(),
                |better| format!("write `{better}`"),
            ),
            Problem::Month => "months go from 01 to 12; the order is year-month-day".to_owned(),
            Problem::Day => "look at the day again; write `2015-02-XX` when it is not known".to_owned(),
            Problem::Order => "put the earlier date before the `/`".to_owned(),
            Problem::Ends => "give at least one end, both with or both without a year".to_owned(),
        }
    }
}

impl fmt::Display for BadDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.problem {
            Problem::Form => "is not a date this program reads",
            Problem::Month => "has a month that does not exist",
            Problem::Day => "has a day that does not exist",
            Problem::Order => "ends before it starts",
            Problem::Ends => "is an interval whose ends do not go together",
        };
        write!(f, "`{}` {what}", super::super::text::visible(&self.text))
    }
}

impl std::error::Error for BadDate {}

/// `26/08/2015` and `26.8.2015` as EDTF, when the order is beyond doubt.
fn suggestion(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let (first, second, year): (u8, u8, i16) =
        (first.parse().ok()?, second.parse().ok()?, year.parse().ok().filter(|year| (1000..=2200).contains(year))?);
    let (day, month) = if first > 12 {
        (first, second)
    } else if second > 12 {
        (second, first)
    } else {
        return None;
    };
    When::day_of(year, month, day).map(|when| when.to_string())
}

/// Reads a date of the subset.
pub fn parse(text: &str) -> Result<When, BadDate> {
    let fail = |offset, problem| BadDate { text: text.to_owned(), offset, problem };
    let form = match text.split_once('/') {
        None => Form::Point(point(text).map_err(|(at, problem)| fail(at, problem))?),
        Some(("..", end)) => Form::Until(point(end).map_err(|(at, problem)| fail(at + 3, if end == ".." { Problem::Ends } else { problem }))?),
        Some((start, "..")) => Form::Since(point(start).map_err(|(at, problem)| fail(at, problem))?),
        Some((start, end)) => {
            let at_end = start.len() + 1;
            let first = point(start).map_err(|(at, problem)| fail(at, problem))?;
            let second = point(end).map_err(|(at, problem)| fail(at_end + at, problem))?;
            if (first.year == Year::Unknown) != (second.year == Year::Unknown) {
                return Err(fail(at_end, Problem::Ends));
            }
            if first == second || order::ends_before(&first, &second) {
                return Err(fail(at_end, Problem::Order));
            }
            Form::Interval(first, second)
        }
    };
    Ok(When { form })
}

fn point(text: &str) -> Result<Point, (usize, Problem)> {
    let bytes = text.as_bytes();
    if !text.is_ascii() || bytes.len() < 4 {
        return Err((0, Problem::Form));
    }
    let year = year(&text[..4]).ok_or((0, Problem::Form))?;
    let mut at = 4;
    let mut point = Point { year, inferred: false, month: Part::Absent, day: Part::Absent, season: None, mark: None };
    if bytes.get(at) == Some(&b'?') && bytes.get(at + 1) == Some(&b'-') && matches!(year, Year::Known(_)) {
        point.inferred = true;
        at += 1;
    }
    if bytes.get(at) == Some(&b'-') {
        if matches!(year, Year::Decade(_) | Year::Century(_)) {
            return Err((at, Problem::Form));
        }
        let digits = text.get(at + 1..at + 3).ok_or((at, Problem::Form))?;
        match number(digits) {
            None if digits == "XX" && year != Year::Unknown => point.month = Part::Unknown,
            Some(season @ 21..=24) if year != Year::Unknown => point.season = Some(season),
            Some(month @ 1..=12) => point.month = Part::Known(month),
            Some(_) => return Err((at + 1, Problem::Month)),
            None => return Err((at + 1, Problem::Form)),
        }
        at += 3;
        if bytes.get(at) == Some(&b'-') && point.season.is_none() {
            let digits = text.get(at + 1..at + 3).ok_or((at, Problem::Form))?;
            match number(digits) {
                None if digits == "XX" && year != Year::Unknown => point.day = Part::Unknown,
                Some(day) => {
                    let Part::Known(month) = point.month else { return Err((at + 1, Problem::Form)) };
                    // A day without a year may be 29 February.
                    let year = if let Year::Known(year) = year { year } else { 2000 };
                    if jiff::civil::Date::new(year, month.cast_signed(), i8::try_from(day).unwrap_or(0)).is_err() {
                        return Err((at + 1, Problem::Day));
                    }
                    point.day = Part::Known(day);
                }
                None => return Err((at + 1, Problem::Form)),
            }
            at += 3;
        }
    } else if year == Year::Unknown {
        return Err((at, Problem::Form));
    }
    if let Some(mark) = bytes.get(at) {
        point.mark = Some(match mark {
            b'?' => Mark::Uncertain,
            b'~' => Mark::Approximate,
            b'%' => Mark::Both,
            _ => return Err((at, Problem::Form)),
        });
        at += 1;
    }
    if at == bytes.len() { Ok(point) } else { Err((at, Problem::Form)) }
}

/// Digits alone as a number: no sign, no space.
fn number(digits: &str) -> Option<u8> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

fn year(text: &str) -> Option<Year> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok()).flatten();
    match text {
        "XXXX" => Some(Year::Unknown),
        _ if text.ends_with("XX") => digits(&text[..2]).map(|century| Year::Century(century * 100)),
        _ if text.ends_with('X') => digits(&text[..3]).map(|decade| Year::Decade(decade * 10)),
        _ => digits(text).map(Year::Known),
    }
}
