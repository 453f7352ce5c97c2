//! Dates as the archive knows them: a subset of EDTF (ISO 8601-2), honest about what is not stated.
//!
//! | form | example |
//! |---|---|
//! | day, month, year | `2015-08-26` `2014-10` `2013` |
//! | day or month not stated | `2016-03-XX` `2016-XX` `2016-XX-XX` |
//! | decade, century | `201X` `20XX` |
//! | season (21 spring – 24 winter) | `2011-21` |
//! | **year not stated** | `XXXX-12-07` `XXXX-12` |
//! | interval, ends included | `2015-11-09/2015-11-14` `XXXX-12-07/XXXX-12-09` |
//! | open interval | `2003/..` `../2015` |
//! | uncertain, about, both | `2015?` `2015-08~` `2015-08-26%` |
//! | year inferred, day stated | `2022?-12-07` |
//!
//! The order is total: by earliest bound, then latest, then text; dates without a year come after all others, by month and day.

mod calendar;
mod order;
mod parse;
mod words;

pub use calendar::{weekday, years_with};
pub use parse::{BadDate, Problem};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A date. What is not stated stays unstated; [`When::earliest`] and [`When::latest`] bound what is.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct When {
    form: Form,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Form {
    Point(Point),
    Interval(Point, Point),
    Since(Point),
    Until(Point),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Year {
    Known(i16),
    /// The first year of the decade.
    Decade(i16),
    /// The first year of the century.
    Century(i16),
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Absent,
    Unknown,
    Known(u8),
}

/// A qualifier of EDTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Mark {
    Uncertain,
    Approximate,
    Both,
}

impl Mark {
    const fn sign(self) -> char {
        match self {
            Self::Uncertain => '?',
            Self::Approximate => '~',
            Self::Both => '%',
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Point {
    year: Year,
    /// Whether the year alone is inferred: `2022?-12-07`.
    inferred: bool,
    month: Part,
    day: Part,
    /// 21 to 24.
    season: Option<u8>,
    mark: Option<Mark>,
}

/// How exactly a date is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A century.
    Century,
    /// A decade.
    Decade,
    /// A year.
    Year,
    /// A season.
    Season,
    /// A month.
    Month,
    /// A day.
    Day,
}

impl When {
    /// Reads EDTF; see the module for the forms.
    pub fn parse(text: &str) -> Result<Self, BadDate> {
        parse::parse(text)
    }

    /// A day, or nothing when the calendar has none such.
    pub fn day_of(year: i16, month: u8, day: u8) -> Option<Self> {
        Self::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()
    }

    /// A month of a year.
    pub fn month_of(year: i16, month: u8) -> Option<Self> {
        Self::parse(&format!("{year:04}-{month:02}")).ok()
    }

    /// A year.
    pub fn year_of(year: i16) -> Option<Self> {
        Self::parse(&format!("{year:04}")).ok()
    }

    /// A day whose year is not stated.
    pub fn yearless(month: u8, day: u8) -> Option<Self> {
        Self::parse(&format!("XXXX-{month:02}-{day:02}")).ok()
    }

    /// From `start` to `end`, both included; nothing when either is an interval or the end lies before the start.
    pub fn interval(start: &Self, end: &Self) -> Option<Self> {
        match (&start.form, &end.form) {
            (Form::Point(_), Form::Point(_)) if start == end => Some(start.clone()),
            (Form::Point(_), Form::Point(_)) => Self::parse(&format!("{start}/{end}")).ok(),
            _ => None,
        }
    }

    /// The interval that both make when they touch or follow each other within a day; nothing otherwise.
    pub fn join(&self, other: &Self) -> Option<Self> {
        let (first, second) = if self.earliest()? <= other.earliest()? { (self, other) } else { (other, self) };
        let gap = first.latest()?.until(second.earliest()?).ok()?.get_days();
        let end = if second.latest()? >= first.latest()? { second.end() } else { first.end() };
        (gap <= 1 && self.has_day() && other.has_day()).then(|| Self::interval(&first.start(), &end)).flatten()
    }

    /// From a date on.
    pub fn since(start: &Self) -> Option<Self> {
        Self::parse(&format!("{start}/..")).ok()
    }

    /// The same date with a year put in for one that is not stated; marked as inferred.
    pub fn with_inferred_year(&self, year: i16) -> Option<Self> {
        Self::parse(&self.to_string().replace("XXXX", &format!("{year:04}?"))).ok().filter(|_| !self.has_year())
    }

    /// The first point: of an interval its start, of `../2015` its end.
    #[must_use]
    pub fn start(&self) -> Self {
        Self { form: Form::Point(*self.first()) }
    }

    /// The last point: of an interval its end, of `2003/..` its start.
    #[must_use]
    pub fn end(&self) -> Self {
        let point = match &self.form {
            Form::Point(point) | Form::Interval(_, point) | Form::Since(point) | Form::Until(point) => *point,
        };
        Self { form: Form::Point(point) }
    }

    fn first(&self) -> &Point {
        match &self.form {
            Form::Point(point) | Form::Interval(point, _) | Form::Since(point) | Form::Until(point) => point,
        }
    }

    fn points(&self) -> impl Iterator<Item = &Point> {
        let second = if let Form::Interval(_, second) = &self.form { Some(second) } else { None };
        std::iter::once(self.first()).chain(second)
    }

    /// The first day it can be; none when the year is not stated or the interval has no start.
    pub fn earliest(&self) -> Option<Date> {
        match &self.form {
            Form::Until(_) => None,
            _ => order::bounds(self.first()).map(|(first, _)| first),
        }
    }

    /// The last day it can be; none when the year is not stated or the interval has no end.
    pub fn latest(&self) -> Option<Date> {
        match &self.form {
            Form::Since(_) => None,
            Form::Interval(_, end) => order::bounds(end).map(|(_, last)| last),
            Form::Point(point) | Form::Until(point) => order::bounds(point).map(|(_, last)| last),
        }
    }

    /// The year of the first point, when it is stated or inferred as one year.
    pub fn year(&self) -> Option<i16> {
        match self.first().year {
            Year::Known(year) => Some(year),
            _ => None,
        }
    }

    /// The years it lies in, first and last; none when the year is not stated. An open interval ends where it is stated.
    pub fn years(&self) -> Option<(i16, i16)> {
        let first = self.earliest().or_else(|| self.latest())?;
        let last = self.latest().unwrap_or(first);
        Some((first.year(), last.year().max(first.year())))
    }

    /// The month of the first point.
    pub fn month(&self) -> Option<u8> {
        match self.first().month {
            Part::Known(month) => Some(month),
            _ => None,
        }
    }

    /// The day of the month of the first point.
    pub fn day(&self) -> Option<u8> {
        match self.first().day {
            Part::Known(day) => Some(day),
            _ => None,
        }
    }

    /// Whether a year is stated or inferred.
    pub fn has_year(&self) -> bool {
        self.points().all(|point| point.year != Year::Unknown)
    }

    /// Whether every point has a day of the month.
    pub fn has_day(&self) -> bool {
        self.points().all(|point| matches!(point.day, Part::Known(_)))
    }

    /// Whether it is one day, year or not.
    pub fn is_exact_day(&self) -> bool {
        matches!(self.form, Form::Point(_)) && self.has_day()
    }

    /// Whether it has two ends or an open one.
    pub fn is_interval(&self) -> bool {
        !matches!(self.form, Form::Point(_))
    }

    /// Whether one end is open.
    pub fn is_open(&self) -> bool {
        matches!(self.form, Form::Since(_) | Form::Until(_))
    }

    /// Whether it is marked `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.points().any(|point| matches!(point.mark, Some(Mark::Uncertain | Mark::Both)))
    }

    /// Whether it is marked `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.points().any(|point| matches!(point.mark, Some(Mark::Approximate | Mark::Both)))
    }

    /// Whether the year is inferred: `2022?-12-07`.
    pub fn is_inferred(&self) -> bool {
        self.points().any(|point| point.inferred)
    }

    /// How exactly the first point is stated.
    pub fn precision(&self) -> Precision {
        let point = self.first();
        match (point.day, point.month, point.season, point.year) {
            (Part::Known(_), ..) => Precision::Day,
            (_, Part::Known(_), ..) => Precision::Month,
            (_, _, Some(_), _) => Precision::Season,
            (.., Year::Decade(_)) => Precision::Decade,
            (.., Year::Century(_)) => Precision::Century,
            _ => Precision::Year,
        }
    }

    /// The date in words, in English, French, Spanish or German (`en` for any other): `7–9 December (year not stated)`.
    pub fn words(&self, language: &str) -> String {
        words::words(self, language)
    }

    /// Values for the `datetime` attribute of `<time>` elements: one for each end that HTML can say; of an inferred year only what is stated.
    pub fn html_datetime(&self) -> Vec<String> {
        self.points().filter_map(words::html).collect()
    }

    /// What JSON-LD may say: only a stated date without qualifier, as ISO 8601.
    pub fn json_ld(&self) -> Option<String> {
        let plain = |point: &Point| {
            point.mark.is_none()
                && !point.inferred
                && matches!(point.year, Year::Known(_))
                && point.season.is_none()
                && point.month != Part::Unknown
                && point.day != Part::Unknown
        };
        (self.points().all(plain) && !self.is_open()).then(|| self.to_string())
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.form {
            Form::Point(point) => write!(f, "{point}"),
            Form::Interval(start, end) => write!(f, "{start}/{end}"),
            Form::Since(start) => write!(f, "{start}/.."),
            Form::Until(end) => write!(f, "../{end}"),
        }
    }
}

impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "When({self})")
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Year::Known(year) => write!(f, "{year:04}")?,
            Year::Decade(year) => write!(f, "{:03}X", year / 10)?,
            Year::Century(year) => write!(f, "{:02}XX", year / 100)?,
            Year::Unknown => f.write_str("XXXX")?,
        }
        if self.inferred {
            f.write_str("?")?;
        }
        if let Some(season) = self.season {
            write!(f, "-{season}")?;
        }
        for part in [self.month, self.day] {
            match part {
                Part::Absent => {}
                Part::Unknown => f.write_str("-XX")?,
                Part::Known(number) => write!(f, "-{number:02}")?,
            }
        }
        self.mark.map_or(Ok(()), |mark| write!(f, "{}", mark.sign()))
    }
}

impl std::str::FromStr for When {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        Self::parse(text)
    }
}

impl TryFrom<String> for When {
    type Error = BadDate;

    fn try_from(text: String) -> Result<Self, BadDate> {
        Self::parse(&text)
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.to_string()
    }
}

#[cfg(test)]
mod tests;
