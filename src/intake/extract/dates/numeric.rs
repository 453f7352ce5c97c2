//! Dates in figures.
//!
//! `2015-08-26` · `14.03.2016` · `25.5.92` · `19/09/2018` · `Fri, 12/07/2018` · `14.–16.03.2016` · `28.4.–2.5.2019` · `2016年3月14日`.
//! Whether `12/07/2018` is in July or December only a weekday decides; without one both readings are given.

use super::grammar::{between, point};
use super::lexicon::Kind;
use super::parts::{Join, short_year};
use super::token::{Gap, Shape, Text, veto};
use super::{DateValue, Found, Raw};
use crate::base::date::{When, weekday};

/// A date in figures, its value, and the token behind it.
struct Figures {
    value: DateValue,
    rule: &'static str,
    to: usize,
}

impl Text<'_> {
    /// The date in figures that starts at `at`, a weekday before it included.
    pub fn dates_in_figures(&self, at: usize) -> Option<Found> {
        let (day_name, start) = self.weekday(at).map_or((None, at), |(number, next)| (Some(number), next));
        if let Some(figures) = self.day_range_in_figures(start) {
            return Some(Found::one(Raw { from: at, to: figures.to, value: figures.value, rule: figures.rule, weekday: day_name }));
        }
        let first = self.figures(start, day_name).or_else(|| self.east_asian(start))?;
        if let Some(found) = self.iso_interval(&first) {
            return Some(Found::one(Raw { from: at, to: found.to, value: found.value, rule: found.rule, weekday: day_name }));
        }
        let second = self.connector(first.to).and_then(|connector| {
            let ranged = connector.join(self.hint | 1).is_some_and(Join::is_range);
            let second = ranged.then(|| self.figures(connector.next, None)).flatten()?;
            let both = matches!((&first.value, &second.value), (DateValue::Stated(_), DateValue::Stated(_)));
            let value = between(first.value.clone(), second.value);
            (both && matches!(value, DateValue::Stated(_))).then_some(Figures { value, rule: "range", to: second.to })
        });
        let found = second.unwrap_or(first);
        Some(Found::one(Raw { from: at, to: found.to, value: found.value, rule: found.rule, weekday: day_name }))
    }

    /// `2015-08-26/2015-08-28`
    fn iso_interval(&self, first: &Figures) -> Option<Figures> {
        let slash = first.rule == "iso" && self.is_mark(first.to, '/') && self.glued(first.to);
        let part = |index: usize, digits: usize| self.glued_number(index).filter(|(_, count)| slash && *count == digits);
        let dash = |index: usize| self.is_mark(index, '-') && self.glued(index);
        let at = first.to + 1;
        let ((year, _), (month, _), (day, _)) = (part(at, 4)?, part(at + 2, 2)?, part(at + 4, 2)?);
        if !dash(at + 1) || !dash(at + 3) || !self.ends_clean(at + 5) {
            return None;
        }
        let last = When::day_of(i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        Some(Figures { value: between(first.value.clone(), DateValue::Stated(last)), rule: "iso", to: at + 5 })
    }

    /// Whether a number stands on its own on the left.
    fn starts_clean(&self, at: usize) -> bool {
        if !self.glued(at) {
            return true;
        }
        match self.tokens[at - 1].shape {
            Shape::Number(..) | Shape::Word => false,
            Shape::Mark(c) => !matches!(c, '/' | '.' | '_' | '+' | '-' | '$' | '€' | '£' | '\\' | '=' | '#' | '§'),
        }
    }

    /// Whether nothing is close behind a number that would make it longer.
    fn ends_clean(&self, at: usize) -> bool {
        if !self.glued(at) {
            return true;
        }
        match self.tokens[at].shape {
            Shape::Number(..) => false,
            // `2015-08-26T10:00:00Z`
            Shape::Word => self.tokens[at].word == "t" && self.glued_number(at + 1).is_some() || self.skip_year_noun(at) > at,
            Shape::Mark('.' | ',' | '/' | '-') => !(self.glued(at + 1) && self.tokens[at + 1].is_solid()),
            Shape::Mark(c) => !matches!(c, '%' | '_' | '\\'),
        }
    }

    fn figures(&self, at: usize, day_name: Option<u8>) -> Option<Figures> {
        let (first, first_digits) = self.number(at).filter(|_| self.starts_clean(at))?;
        if self.tokens[at].veto & (veto::HARD | veto::LABEL) != 0 {
            return None;
        }
        let separator = match self.tokens.get(at + 1)?.shape {
            Shape::Mark(c @ ('/' | '.')) => c,
            Shape::Mark('-' | '\u{2010}' | '\u{2011}' | '–') => '-',
            _ => return None,
        };
        // `14. 3. 2016`
        let spaced = separator == '.' && !self.glued(at + 2);
        let part = |index: usize| {
            let joined =
                self.glued(index - 1) && (self.glued(index) || spaced && self.tokens.get(index).is_some_and(|token| token.gap == Gap::Space));
            let alike = self.tokens.get(index - 1).is_some_and(|token| match token.shape {
                Shape::Mark(c) => c == separator || separator == '-' && token.is_dash(),
                _ => false,
            });
            if joined && alike { self.number(index) } else { None }
        };
        let (second, second_digits) = part(at + 2)?;
        let (third, third_digits) = part(at + 4)?;
        let interval =
            first_digits == 4 && self.is_mark(at + 5, '/') && self.glued(at + 5) && self.glued_number(at + 6).is_some_and(|(_, digits)| digits == 4);
        let version = separator == '.' && self.follows(at, Kind::Version);
        if !interval && !self.ends_clean(at + 5) || spaced && third_digits != 4 || version {
            return None;
        }
        // `12/07/2018 (Friday)`
        let behind = self.is_mark(at + 5, '(') && self.is_mark(at + 7, ')');
        let day_name = day_name.or_else(|| self.near(at + 6).filter(|_| behind).and_then(|token| token.weekday).map(|(number, _)| number));
        let byte = |value: u32| u8::try_from(value).unwrap_or(0);
        let year = |value: u32| i16::try_from(value).ok().filter(|year| (1400..=2100).contains(year));
        let to = self.skip_year_noun(at + 5);
        match (first_digits, second_digits, third_digits) {
            (4, 1..=2, 1..=2) if !spaced => {
                let (month, day) = (byte(second), byte(third));
                let value = match When::day_of(year(first)?, month, day) {
                    Some(when) => DateValue::Stated(when),
                    None if separator == '-' && second_digits == 2 && third_digits == 2 => {
                        let digits = format!("{first:04}-{second:02}-{third:02}");
                        DateValue::Impossible(format!("there is no day `{digits}`"))
                    }
                    None => return None,
                };
                Some(Figures { value, rule: "iso", to: at + 5 })
            }
            (1..=2, 1..=2, 4) => Self::either_order(separator, byte(first), byte(second), year(third)?, day_name, to),
            (1..=2, 1..=2, 2) => {
                let cue = day_name.is_some() || self.has_date_label(at);
                let padded = first_digits == 2 && second_digits == 2;
                if !cue && (separator != '.' || !(padded || first > 12 || third >= 30)) {
                    return None;
                }
                let found = Self::either_order(separator, byte(first), byte(second), short_year(third)?, day_name, to)?;
                (!matches!(found.value, DateValue::Impossible(_))).then_some(Figures { rule: "figures-short-year", ..found })
            }
            _ => None,
        }
    }

    fn has_date_label(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else { return false };
        let label = if before.shape == Shape::Mark(':') { self.before(at - 1) } else { Some(before) };
        label.is_some_and(|token| token.is(Kind::DateLabel))
    }

    /// Day first or month first: by what is possible, by the full stop, by the weekday; else both.
    fn either_order(separator: char, first: u8, second: u8, year: i16, day_name: Option<u8>, to: usize) -> Option<Figures> {
        let day_first = When::day_of(year, second, first);
        let month_first = When::day_of(year, first, second).filter(|_| first != second);
        let value = match (day_first, month_first) {
            (Some(day_first), Some(month_first)) => {
                let falls = |month, day| weekday(year, month, day).map(|found| found.to_monday_one_offset().cast_unsigned());
                let settled = day_name.and_then(|name| match (falls(second, first) == Some(name), falls(first, second) == Some(name)) {
                    (true, false) => Some((day_first.clone(), "figures-weekday")),
                    (false, true) => Some((month_first.clone(), "figures-weekday")),
                    _ => None,
                });
                if let Some((when, rule)) = settled {
                    return Some(Figures { value: DateValue::Stated(when), rule, to });
                }
                if separator == '.' { DateValue::Stated(day_first) } else { DateValue::Ambiguous(vec![day_first, month_first]) }
            }
            (Some(when), None) | (None, Some(when)) => DateValue::Stated(when),
            (None, None) if (1..=31).contains(&first) && (1..=12).contains(&second) => point(Some(year), second, Some(first)),
            (None, None) => return None,
        };
        let rule = if matches!(value, DateValue::Ambiguous(_)) { "figures-ambiguous" } else { "figures" };
        Some(Figures { value, rule, to })
    }

    /// `14.–16.03.2016`, `14-16.03.2016`, `28.4.–2.5.2019`: the first end leaves out what both share.
    fn day_range_in_figures(&self, at: usize) -> Option<Figures> {
        let (day, digits) = self.number(at).filter(|_| self.starts_clean(at))?;
        if digits > 2 || self.tokens[at].veto & (veto::HARD | veto::LABEL) != 0 {
            return None;
        }
        let stop = |index: usize| self.is_mark(index, '.') && self.glued(index);
        let mut next = at + 1;
        let mut month = None;
        if stop(next) {
            next += 1;
            if let Some((value, 1..=2)) = self.glued_number(next) {
                month = u8::try_from(value).ok();
                next += 1 + usize::from(stop(next + 1));
            }
        }
        if !self.near(next)?.is_dash() {
            return None;
        }
        let last = self.figures(next + 1, None).or_else(|| self.figures_behind_dash(next + 1))?;
        if !self.is_mark(last.to.checked_sub(2)?, '.') {
            return None;
        }
        let DateValue::Stated(end) = &last.value else { return None };
        let month = month.or_else(|| end.month())?;
        let start = When::day_of(end.year()?, month, u8::try_from(day).ok()?)?;
        let value = between(DateValue::Stated(start), DateValue::Stated(end.clone()));
        matches!(value, DateValue::Stated(_)).then_some(Figures { value, rule: "figures-range", to: last.to })
    }

    /// A date in figures close behind a dash.
    fn figures_behind_dash(&self, at: usize) -> Option<Figures> {
        let part = |index: usize| self.number(index).filter(|_| self.is_mark(index - 1, '.') && self.glued(index - 1) && self.glued(index));
        let (day, 1..=2) = self.number(at)? else { return None };
        let (month, 1..=2) = part(at + 2)? else { return None };
        let (year, 4) = part(at + 4)? else { return None };
        let year = i16::try_from(year).ok().filter(|year| (1400..=2100).contains(year))?;
        let when = When::day_of(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        self.ends_clean(at + 5).then_some(Figures { value: DateValue::Stated(when), rule: "figures", to: at + 5 })
    }

    /// `2016年3月14日`, `2016년 3월 14일`
    fn east_asian(&self, at: usize) -> Option<Figures> {
        let (year, 4) = self.number(at)? else { return None };
        let year = i16::try_from(year).ok().filter(|year| (1400..=2100).contains(year))?;
        let sign = |index: usize, signs: [char; 2]| {
            let token = self.tokens.get(index).filter(|_| self.glued(index))?;
            self.whole.get(token.span.start..token.span.end)?.chars().next().filter(|c| signs.contains(c))
        };
        sign(at + 1, ['年', '년'])?;
        let (month, 1..=2) = self.number(at + 2)? else { return None };
        sign(at + 3, ['月', '월'])?;
        let month = u8::try_from(month).ok()?;
        let day = self.number(at + 4).filter(|_| sign(at + 5, ['日', '일']).is_some()).and_then(|(day, _)| u8::try_from(day).ok());
        let value = point(Some(year), month, day);
        Some(Figures { value, rule: "east-asian", to: if day.is_some() { at + 6 } else { at + 4 } })
    }
}

/// The date in a path or file name: `/2023/06/24/`, `2023-06-24`, `20230624`, `/2023/06/`. What stands there is no word of the text: a likely value at best.
pub fn in_path(path: &str) -> Option<When> {
    let numbers: Vec<(usize, &str)> = numbers(path);
    let whole = numbers.iter().filter(|(_, digits)| digits.len() == 8).find_map(|(_, digits)| day(&digits[..4], &digits[4..6], &digits[6..]));
    let parts = numbers.windows(3).find_map(|three| {
        let [(first, year), (second, month), (third, last)] = three else { return None };
        let joined = first + year.len() + 1 == *second && second + month.len() + 1 == *third;
        if joined { day(year, month, last) } else { None }
    });
    let months = || {
        numbers.windows(2).find_map(|two| {
            let [(first, year), (second, month)] = two else { return None };
            let folders = path.get(first.checked_sub(1)?..*first) == Some("/") && path.get(second + month.len()..=second + month.len()) == Some("/");
            let joined = first + year.len() + 1 == *second && folders && year.len() == 4 && month.len() == 2;
            if joined { When::month_of(plausible(year)?, month.parse().ok()?) } else { None }
        })
    };
    whole.or(parts).or_else(months)
}

fn plausible(year: &str) -> Option<i16> {
    year.parse().ok().filter(|year| (1900..=2100).contains(year))
}

fn day(year: &str, month: &str, day: &str) -> Option<When> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    When::day_of(plausible(year)?, month.parse().ok()?, day.parse().ok()?)
}

/// The runs of digits of a text, with where they start.
fn numbers(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().chain(std::iter::once(b' ')).enumerate() {
        match (byte.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_can_hold_a_date() {
        let date = |path: &str| in_path(path).map(|when| when.to_string());
        assert_eq!(date("en.aravot.am/2023/06/24/328570").as_deref(), Some("2023-06-24"));
        assert_eq!(date("releases/2015-08-26-bangkok.html").as_deref(), Some("2015-08-26"));
        assert_eq!(date("img_20230624.txt").as_deref(), Some("2023-06-24"));
        assert_eq!(date("/news/2023/06/title.html").as_deref(), Some("2023-06"));
        assert_eq!(date("/news/2023/13/40"), None);
        assert_eq!(date("seeds/001.txt"), None);
        assert_eq!(date("A/RES/70/1"), None);
    }
}
