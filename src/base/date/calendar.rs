//! Weekdays, and the dates that only a recogniser makes: decades, seasons, what is near a date.

use super::{Form, Mark, Point, When};
use jiff::civil::{Date, Weekday};

/// The weekday of a day; nothing when the calendar has no such day.
pub fn weekday(year: i16, month: u8, day: u8) -> Option<Weekday> {
    Date::new(year, month.cast_signed(), day.cast_signed()).ok().map(Date::weekday)
}

/// The years in which this day falls on this weekday. They are candidates and never a value: a year must be stated somewhere.
pub fn years_with(weekday_printed: Weekday, month: u8, day: u8, years: std::ops::RangeInclusive<i16>) -> Vec<i16> {
    years.filter(|&year| weekday(year, month, day) == Some(weekday_printed)).collect()
}

impl When {
    /// Until a date.
    pub fn until(end: &Self) -> Option<Self> {
        Self::parse(&format!("../{end}")).ok()
    }

    /// A season of a year: 21 spring, 22 summer, 23 autumn, 24 winter.
    pub fn season_of(year: i16, season: u8) -> Option<Self> {
        (21..=24).contains(&season).then(|| Self::parse(&format!("{year:04}-{season}")).ok()).flatten()
    }

    /// The decade that a year lies in.
    pub fn decade_of(year: i16) -> Option<Self> {
        Self::parse(&format!("{:03}X", year / 10)).ok()
    }

    /// A month whose year is not stated.
    pub fn yearless_month(month: u8) -> Option<Self> {
        Self::parse(&format!("XXXX-{month:02}")).ok()
    }

    /// The same date, marked as approximate (`~`) at each stated end.
    #[must_use]
    pub fn approximate(&self) -> Self {
        let about = |point: &Point| {
            let mark = match point.mark {
                None | Some(Mark::Approximate) => Mark::Approximate,
                Some(Mark::Uncertain | Mark::Both) => Mark::Both,
            };
            Point { mark: Some(mark), ..*point }
        };
        let form = match &self.form {
            Form::Point(point) => Form::Point(about(point)),
            Form::Interval(start, end) => Form::Interval(about(start), about(end)),
            Form::Since(start) => Form::Since(about(start)),
            Form::Until(end) => Form::Until(about(end)),
        };
        Self { form }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_of_a_weekday_are_candidates() {
        assert_eq!(years_with(Weekday::Thursday, 12, 22, 2010..=2024), [2011, 2016, 2022]);
        assert_eq!(years_with(Weekday::Friday, 2, 29, 2000..=2030), [2008]);
        assert_eq!(weekday(2015, 2, 29), None);
        assert_eq!(weekday(2018, 9, 19), Some(Weekday::Wednesday));
    }

    #[test]
    fn what_is_made_reads_back() {
        let text = |when: Option<When>| when.unwrap().to_string();
        assert_eq!(text(When::season_of(2015, 22)), "2015-22");
        assert_eq!(When::season_of(2015, 25), None);
        assert_eq!(text(When::decade_of(1994)), "199X");
        assert_eq!(text(When::yearless_month(12)), "XXXX-12");
        assert_eq!(text(When::year_of(2013).and_then(|year| When::until(&year))), "../2013");
        let about = When::parse("2013/2015?").unwrap().approximate();
        assert_eq!(about.to_string(), "2013~/2015%");
        assert_eq!(When::parse(&about.to_string()), Ok(about));
    }
}
