//! Bounds and the total order.

use super::{Form, Part, Point, When, Year};
use jiff::civil::Date;
use std::cmp::Ordering;

fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, month.cast_signed(), day.cast_signed()).ok()
}

fn last_day(year: i16, month: u8) -> Option<Date> {
    date(year, month, 1).map(Date::last_of_month)
}

/// The first and last day a point can be; none without a year.
pub fn bounds(point: &Point) -> Option<(Date, Date)> {
    let (first_year, last_year) = match point.year {
        Year::Known(year) => (year, year),
        Year::Decade(year) => (year, year + 9),
        Year::Century(year) => (year, year + 99),
        Year::Unknown => return None,
    };
    if let Some(season) = point.season {
        // Seasons of the northern half-year; winter is the one that begins in December.
        let (from, to) = match season {
            21 => (3, 5),
            22 => (6, 8),
            23 => (9, 11),
            _ => return Some((date(first_year, 12, 1)?, last_day(first_year + 1, 2)?)),
        };
        return Some((date(first_year, from, 1)?, last_day(last_year, to)?));
    }
    match (point.month, point.day) {
        (Part::Known(month), Part::Known(day)) => {
            let day = date(first_year, month, day)?;
            Some((day, day))
        }
        (Part::Known(month), _) => Some((date(first_year, month, 1)?, last_day(last_year, month)?)),
        _ => Some((date(first_year, 1, 1)?, last_day(last_year, 12)?)),
    }
}

/// Month and day of a point, for dates without a year.
fn within_year(point: &Point) -> (u8, u8) {
    let number = |part| if let Part::Known(number) = part { number } else { 0 };
    (number(point.month), number(point.day))
}

/// Whether an interval from `first` to `second` would end before it starts. Without a year it may run over New Year.
pub fn ends_before(first: &Point, second: &Point) -> bool {
    match (bounds(first), bounds(second)) {
        (Some((earliest, _)), Some((_, latest))) => latest < earliest,
        _ => false,
    }
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.has_year(), other.has_year()) {
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => {
                let ends = |when: &Self| {
                    let last = if let Form::Interval(_, end) = &when.form { within_year(end) } else { within_year(when.first()) };
                    (within_year(when.first()), last)
                };
                return ends(self).cmp(&ends(other)).then_with(|| self.to_string().cmp(&other.to_string()));
            }
            (true, true) => {}
        }
        let start = |when: &Self| when.earliest().unwrap_or(Date::MIN);
        let end = |when: &Self| when.latest().unwrap_or(Date::MAX);
        start(self).cmp(&start(other)).then_with(|| end(self).cmp(&end(other))).then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl When {
    /// The order of lists that begin with what is newest: by latest bound, descending; dates without a year last, by month and day; nothing at all after them.
    pub fn newest_first(one: Option<&Self>, other: Option<&Self>) -> Ordering {
        match (one, other) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(one), Some(other)) => match (one.has_year(), other.has_year()) {
                (true, true) => {
                    let key = |when: &Self| (when.latest().unwrap_or(Date::MAX), when.earliest().unwrap_or(Date::MIN));
                    key(other).cmp(&key(one)).then_with(|| other.cmp(one))
                }
                _ => one.cmp(other),
            },
        }
    }
}
