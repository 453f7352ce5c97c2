//! Dates written with the name of the month: single, in lists, as ranges.
//!
//! `26 August 2015` · `March 3, 2017` · `the 18th of October 2014` · `7 and 8 May 2019` · `21st and 22nd February` · `November 9 - 14, 2015` ·
//! `28 April-2 May 2019` · `14 de marzo de 2016` · `14. März 2016` · `14 марта 2016 г.` · `October 2014` · `March–May 2015`.
//! Left alone: `March on Rome`, `we may enter`, `May 20 people`, `Article 5 March`.

use super::lexicon::{ALL, DE, EN, HU, Kind, Month, Words};
use super::parts::{Connector, Join, short_year};
use super::token::{Shape, Text, Token, veto};
use super::{DateValue, Found, Raw};
use crate::base::date::When;

/// The order of a date's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `26 August 2015`
    DayMonth,
    /// `August 26, 2015`
    MonthDay,
    /// `August 2015`
    Month,
    /// `2016. március 14.`
    YearFirst,
}

/// One date as it is printed.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The weekday printed with it.
    pub weekday: Option<u8>,
    /// The order of its parts.
    pub order: Order,
    /// The day.
    pub day: Option<u8>,
    /// The month.
    pub month: Month,
    /// The year, when printed.
    pub year: Option<i16>,
}

/// A day of a list, before the month is known.
struct Listed {
    from: usize,
    to: usize,
    weekday: Option<u8>,
    day: u8,
    /// What stands before it.
    join: Option<Join>,
}

/// The value of a day or month, or why there is none.
pub fn point(year: Option<i16>, month: u8, day: Option<u8>) -> DateValue {
    let made = match (year, day) {
        (Some(year), Some(day)) => When::day_of(year, month, day),
        (Some(year), None) => When::month_of(year, month),
        (None, Some(day)) => When::yearless(month, day),
        (None, None) => When::yearless_month(month),
    };
    made.map_or_else(|| DateValue::Impossible(impossible(year, month, day.unwrap_or(0))), DateValue::Stated)
}

fn impossible(year: Option<i16>, month: u8, day: u8) -> String {
    match year {
        Some(year) => format!("there is no day {day} in month {month} of {year}"),
        None => format!("there is no day {day} in month {month}"),
    }
}

/// A day or month of the year next to one that is printed: `30 December – 2 January 2019`. The year is marked as inferred.
fn beside_printed(year: i16, month: u8, day: Option<u8>) -> DateValue {
    match point(None, month, day) {
        DateValue::Stated(when) if day.is_some() => when.with_inferred_year(year).map_or_else(|| point(Some(year), month, day), DateValue::Stated),
        DateValue::Stated(_) => point(Some(year), month, day),
        other => other,
    }
}

/// The interval between two values; the first trouble when one has none.
pub fn between(first: DateValue, last: DateValue) -> DateValue {
    match (first, last) {
        (DateValue::Stated(first), DateValue::Stated(last)) => {
            When::interval(&first, &last).map_or_else(|| DateValue::Impossible(format!("`{first}/{last}` ends before it starts")), DateValue::Stated)
        }
        (DateValue::Stated(_), other) | (other, _) => other,
    }
}

impl Text<'_> {
    /// Whether the name of a month may stand with a day and no year, or alone with a year.
    fn month_counts(&self, at: usize, month: Month, with_day: bool) -> bool {
        let capital = self.tokens[at].capital;
        let languages = if capital { month.languages } else { month.languages & !(EN | DE) };
        if languages == 0 {
            return false;
        }
        if languages & (self.hint | EN) != 0 {
            return true;
        }
        if month.short {
            return false;
        }
        !month.weak || self.hint == 0 && (with_day || !capital)
    }

    /// One date at `at`.
    pub fn element(&self, at: usize) -> Option<Element> {
        let (weekday, start) = match self.weekday(at) {
            Some((weekday, next)) => (Some(weekday), next),
            None => (None, at),
        };
        let element =
            self.day_month(start, weekday.is_some()).or_else(|| self.month_first(start, weekday.is_some())).or_else(|| self.year_first(start))?;
        if weekday.is_some() && element.day.is_none() {
            return None;
        }
        Some(Element { from: at, weekday, ..element })
    }

    fn day_month(&self, at: usize, weekday: bool) -> Option<Element> {
        let (day, mut next) = self.day(at)?;
        // `26-Aug-2015`
        let dashed = self.near(next).is_some_and(Token::is_dash) && self.glued(next) && self.glued(next + 1);
        if dashed && self.near(next + 1).is_some_and(|token| token.month.is_some()) {
            let (month, behind) = self.month(next + 1)?;
            let year = (self.near(behind).is_some_and(Token::is_dash) && self.glued(behind)).then(|| self.glued_number(behind + 1)).flatten();
            let year = match year? {
                (_, 4) => self.four_digits(behind + 1)?,
                (value, 2) => short_year(value)?,
                _ => return None,
            };
            return Some(Element { from: at, to: behind + 2, weekday: None, order: Order::DayMonth, day: Some(day), month, year: Some(year) });
        }
        if self.is_mark(next, '.') && self.glued(next) {
            next += 1;
        }
        // `14 de marzo`, `the 18th of October`, `18 октября`
        let mut of = ALL;
        if let Some(token) = self.near(next) {
            let languages = Words::built_in().languages(&token.word, Kind::Of);
            if languages != 0 && token.month.is_none() {
                of = languages;
                next += 1;
                if self.near(next).is_some_and(Token::is_apostrophe) {
                    next += 1;
                }
            }
        }
        let (month, behind) = self.month(next)?;
        if of & month.languages == 0 {
            return None;
        }
        let year = self.year_behind(behind, month.languages, weekday);
        if year.is_none() && !self.month_counts(next, month, true) {
            return None;
        }
        let (year, to) = year.map_or((None, self.without_last_stop(behind)), |(year, to)| (Some(year), to));
        Some(Element { from: at, to, weekday: None, order: Order::DayMonth, day: Some(day), month, year })
    }

    fn month_first(&self, at: usize, weekday: bool) -> Option<Element> {
        let (month, behind) = self.month(at)?;
        let capital = self.tokens[at].capital;
        let start =
            if self.has(behind, Kind::Determiner) && self.near(behind).is_some_and(|token| token.word == "the") { behind + 1 } else { behind };
        if month.languages & (EN | HU) != 0
            && let Some((day, next)) = self.day(start)
            && !(self.glued(start) && behind == start && !self.is_mark(start - 1, '.'))
        {
            let year = self.year_behind(next, month.languages, weekday);
            let clear = capital || month.languages & HU & self.hint != 0 || year.is_some() && !month.weak;
            let counted = year.is_none() && self.tokens[start].veto & (veto::MEASURE | veto::COUNTED) != 0;
            if clear && !counted {
                let (year, to) = year.map_or((None, next), |(year, to)| (Some(year), to));
                return Some(Element { from: at, to, weekday: None, order: Order::MonthDay, day: Some(day), month, year });
            }
        }
        let (year, to) = self.year_behind(behind, month.languages, false)?;
        self.month_counts(at, month, false).then_some(Element {
            from: at,
            to,
            weekday: None,
            order: Order::Month,
            day: None,
            month,
            year: Some(year),
        })
    }

    fn year_first(&self, at: usize) -> Option<Element> {
        let year = self.four_digits(at)?;
        let next = at + 1 + usize::from(self.is_mark(at + 1, '.') && self.glued(at + 1));
        let (month, behind) = self.month(next)?;
        let (day, to) = self.day(behind)?;
        let counted = self.tokens[behind].veto & (veto::MEASURE | veto::COUNTED) != 0;
        // "In 2015 May 26 people" is no date; Hungarian and lists of dates are.
        if counted || self.year_behind(to, month.languages, false).is_some() || self.month(to).is_some() || !self.tokens[next].capital && month.weak {
            return None;
        }
        Some(Element { from: at, to, weekday: None, order: Order::YearFirst, day: Some(day), month, year: Some(year) })
    }

    /// `to`, less a full stop that ends it.
    fn without_last_stop(&self, to: usize) -> usize {
        if self.is_mark(to - 1, '.') { to - 1 } else { to }
    }

    /// The longest date with the name of a month that starts at `at`.
    pub fn dates_with_months(&self, at: usize) -> Option<Found> {
        self.day_list(at).or_else(|| self.joined(at)).or_else(|| self.month_list(at))
    }

    /// `7 and 8 May 2019`, `8-10 May`, `7, 8 and 10 May`.
    fn day_list(&self, at: usize) -> Option<Found> {
        let mut items: Vec<(Listed, Connector)> = Vec::new();
        let mut start = at;
        let last = loop {
            if !items.is_empty()
                && let Some(element) = self.element(start).filter(|element| element.order == Order::DayMonth)
            {
                break element;
            }
            let (weekday, from) = self.weekday(start).map_or((None, start), |(weekday, next)| (Some(weekday), next));
            let (day, mut to) = self.day(from)?;
            if self.is_mark(to, '.') && self.glued(to) {
                to += 1;
            }
            let connector = self.connector(to)?;
            if items.len() > 8 {
                return None;
            }
            items.push((Listed { from: start, to, weekday, day, join: None }, connector));
            start = connector.next;
        };
        let mut days = Vec::with_capacity(items.len() + 1);
        let mut join = None;
        for (item, connector) in items {
            days.push(Listed { join, ..item });
            join = Some(connector.join(last.month.languages)?);
        }
        days.push(Listed { from: last.from, to: last.to, weekday: last.weekday, day: last.day?, join });
        self.listed(&days, last.month.number, last.year)
    }

    /// `March 16 to 20, 2009`, `November 9 - 14, 2015`, `May 5 and 6`.
    fn days_behind_month(&self, first: &Element) -> Option<Found> {
        let mut items = vec![Listed { from: first.from, to: first.to, weekday: first.weekday, day: first.day?, join: None }];
        let mut end = first.to;
        while let Some(connector) = self.connector(end) {
            let Some(join) = connector.join(first.month.languages).filter(|_| items.len() <= 8) else { break };
            let (weekday, from) = self.weekday(connector.next).map_or((None, connector.next), |(weekday, next)| (Some(weekday), next));
            let Some((day, to)) = self.day(from) else { break };
            if self.element(connector.next).is_some_and(|element| element.order == Order::DayMonth) {
                break;
            }
            items.push(Listed { from: connector.next, to, weekday, day, join: Some(join) });
            end = to;
        }
        let last = items.last().filter(|_| items.len() > 1)?;
        let year = self.year_behind(end, first.month.languages, false);
        let marks = self.tokens[last.from].veto;
        if year.is_none() {
            let open = last.join == Some(Join::LooseDash) && self.near(end).is_some_and(|next| next.shape == Shape::Word && !next.is(Kind::In));
            if marks & (veto::MEASURE | veto::COUNTED) != 0 || open || last.join == Some(Join::Comma) {
                return None;
            }
        }
        if let Some(last) = items.last_mut() {
            last.to = year.map_or(end, |(_, to)| to);
        }
        self.listed(&items, first.month.number, year.map(|(year, _)| year))
    }

    /// Days of one month, as ranges, as one stretch, or each for itself.
    fn listed(&self, items: &[Listed], month: u8, year: Option<i16>) -> Option<Found> {
        let first = items.first()?;
        let between_cue = self.follows(first.from, Kind::Between);
        let ranged = |item: &Listed| item.join.is_some_and(|join| join.is_range() || between_cue && join == Join::And);
        if items.iter().any(|item| item.join == Some(Join::Comma)) && !items.iter().any(|item| item.join == Some(Join::And)) {
            return None;
        }
        // Stretches: what ranges join.
        let mut stretches: Vec<Vec<&Listed>> = Vec::new();
        for item in items {
            match stretches.last_mut() {
                Some(stretch) if ranged(item) => stretch.push(item),
                _ => stretches.push(vec![item]),
            }
        }
        for stretch in &stretches {
            if stretch.windows(2).any(|pair| pair[0].day >= pair[1].day) {
                let tight = items.len() == 2 && items[1].join == Some(Join::TightDash) && year.is_some();
                let (from, to) = (first.from, items.last()?.to);
                let message = format!("day {} comes before day {}", items.last()?.day, first.day);
                return tight.then(|| Found::one(Raw { from, to, value: DateValue::Impossible(message), rule: "days", weekday: None }));
            }
        }
        // "chapters 12 and 8 September": days are listed in their order.
        if items.windows(2).any(|pair| pair[0].day >= pair[1].day) {
            return None;
        }
        let ends = |stretch: &[&Listed]| Some((stretch.first()?.day, stretch.last()?.day));
        let touching = stretches.windows(2).all(|pair| match (ends(&pair[0]), ends(&pair[1])) {
            (Some((_, last)), Some((first, _))) => first == last + 1,
            _ => false,
        });
        let value = |from: u8, to: u8| {
            if from == to { point(year, month, Some(from)) } else { between(point(year, month, Some(from)), point(year, month, Some(to))) }
        };
        if touching {
            let last = items.last()?;
            let rule = if stretches.len() == 1 { "day-range" } else { "days" };
            return Some(Found::one(Raw { from: first.from, to: last.to, value: value(first.day, last.day), rule, weekday: first.weekday }));
        }
        let mentions = stretches
            .iter()
            .filter_map(|stretch| {
                let (from, to) = ends(stretch)?;
                let (start, end) = (stretch.first()?, stretch.last()?);
                Some(Raw { from: start.from, to: end.to, value: value(from, to), rule: "days", weekday: start.weekday })
            })
            .collect();
        Some(Found { mentions })
    }

    /// One date, or two that are joined.
    fn joined(&self, at: usize) -> Option<Found> {
        let first = self.element(at)?;
        if first.order == Order::MonthDay
            && first.year.is_none()
            && let Some(found) = self.days_behind_month(&first)
        {
            return Some(found);
        }
        let pair = self.connector(first.to).and_then(|connector| {
            let second = self.element(connector.next)?;
            self.pair(&first, connector.join(first.month.languages & second.month.languages)?, &second)
        });
        let single = || {
            let rule = match first.order {
                Order::DayMonth => "day-month",
                Order::MonthDay => "month-day",
                Order::Month => "month-year",
                Order::YearFirst => "year-month-day",
            };
            Found::one(first.raw(first.year, rule))
        };
        Some(pair.unwrap_or_else(single))
    }

    /// Two dates as a range, as one stretch, or as two that share a year.
    fn pair(&self, first: &Element, join: Join, second: &Element) -> Option<Found> {
        let same_kind = first.day.is_some() == second.day.is_some();
        let ranged = join.is_range() || join == Join::And && self.follows(first.from, Kind::Between);
        let key = |element: &Element| (element.month.number, element.day.unwrap_or(0));
        let new_year = first.month.number >= 9 && second.month.number <= 4;
        let (from, to, first_weekday) = (first.from, second.to, first.weekday);
        let interval = |first_year, second_year, rule| {
            let value = between(point(first_year, first.month.number, first.day), point(second_year, second.month.number, second.day));
            Some(Found::one(Raw { from, to, value, rule, weekday: first.weekday }))
        };
        if !ranged {
            if join == Join::Comma || second.year.is_some() == first.year.is_some() && first.year.is_some() || !same_kind || first.year.is_some() {
                return None;
            }
            // `31 May and 1 June 2016` is one stretch, `28 April and 2 May 2019` two days that share the year.
            let value = |element: &Element| point(second.year, element.month.number, element.day);
            if let (DateValue::Stated(one), DateValue::Stated(other)) = (value(first), value(second))
                && one.join(&other).is_some()
            {
                return interval(second.year, second.year, "days");
            }
            second.year.filter(|_| key(first) < key(second))?;
            return Some(Found { mentions: vec![first.raw(second.year, "shared-year"), second.raw(second.year, "day-month")] });
        }
        let derived = |first: DateValue, second: DateValue| {
            let value = between(first, second);
            Some(Found::one(Raw { from, to, value, rule: "range-over-new-year", weekday: first_weekday }))
        };
        match (first.year, second.year) {
            (Some(one), Some(other)) => {
                let ordered = (one, key(first)) < (other, key(second));
                if ordered { interval(Some(one), Some(other), "range") } else { None }
            }
            _ if !same_kind => None,
            (None, Some(year)) if key(first) < key(second) => interval(Some(year), Some(year), "range"),
            (None, Some(year)) if new_year => {
                derived(beside_printed(year - 1, first.month.number, first.day), point(Some(year), second.month.number, second.day))
            }
            (Some(year), None) if key(first) < key(second) => interval(Some(year), Some(year), "range"),
            (Some(year), None) if new_year => {
                derived(point(Some(year), first.month.number, first.day), beside_printed(year + 1, second.month.number, second.day))
            }
            (None, None) if key(first) < key(second) || new_year => interval(None, None, "range"),
            _ => None,
        }
    }

    /// `March–May 2015`, `October and November 2014`, `between May and July 2015`.
    fn month_list(&self, at: usize) -> Option<Found> {
        let (month, behind) = self.month(at)?;
        let connector = self.connector(behind)?;
        let second = self.element(connector.next).filter(|element| element.order == Order::Month)?;
        let join = connector.join(month.languages & second.month.languages)?;
        if !self.month_counts(at, month, false) || join == Join::Comma {
            return None;
        }
        let year = second.year?;
        let ranged = join.is_range() || self.follows(at, Kind::Between);
        let (one, other) = (month.number, second.month.number);
        let raw = |from, to, value, rule| Raw { from, to, value, rule, weekday: None };
        if ranged || one + 1 == other {
            let first_year = match one.cmp(&other) {
                std::cmp::Ordering::Less => year,
                _ if one >= 9 && other <= 4 => year - 1,
                _ => return None,
            };
            let value = between(point(Some(first_year), one, None), point(Some(year), other, None));
            return Some(Found::one(raw(at, second.to, value, "month-range")));
        }
        let first = raw(at, behind, point(Some(year), one, None), "shared-year");
        Some(Found { mentions: vec![first, second.raw(Some(year), "month-year")] })
    }
}

impl Element {
    fn raw(&self, year: Option<i16>, rule: &'static str) -> Raw {
        Raw { from: self.from, to: self.to, value: point(year, self.month.number, self.day), rule, weekday: self.weekday }
    }
}
