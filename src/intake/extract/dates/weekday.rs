//! The weekday printed beside a date, and the years in which both agree.

use super::scan::Scan;
use super::words;
use crate::base::date::When;
use crate::base::span::Span;
use std::ops::RangeInclusive;

/// How many bytes beside a date are looked at.
const REACH: usize = 40;

/// The weekday beside the date from one token up to another: before it, past a comma, full stop, dash or bracket, or after it.
pub fn beside(scan: &Scan<'_>, at: usize, next: usize) -> Option<u8> {
    let skip = |sign: Option<char>| matches!(sign, Some(',' | '.' | '(' | '-'));
    let word = |index: usize| scan.word(index).and_then(|word| words::weekday(word, scan.language));
    let mut before = at;
    while before > 0 && at - before < 2 && (skip(scan.sign(before - 1)) || scan.word_before(before) == Some("the")) {
        before -= 1;
    }
    let after = if skip(scan.sign(next)) { next + 1 } else { next };
    before.checked_sub(1).and_then(word).or_else(|| word(after).filter(|_| !scan.is_sign(next, '.')))
}

/// The weekday printed beside a date in a text, 1 for Monday.
pub fn weekday_beside(text: &str, date: Span, language: Option<&str>) -> Option<u8> {
    let start = (date.start.saturating_sub(REACH)..=date.start).find(|at| text.is_char_boundary(*at))?;
    let end = (date.end..=date.end.saturating_add(REACH).min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let scan = Scan::new(text.get(start..end)?, language);
    let within = date.start - start..date.end - start;
    let first = scan.tokens.iter().position(|token| token.span.start >= within.start)?;
    let next = scan.tokens.iter().position(|token| token.span.start >= within.end).unwrap_or(scan.tokens.len());
    beside(&scan, first, next)
}

/// The years in which a day without a year falls on this weekday, 1 for Monday: what "Thursday 22nd of December" can mean, never what it does.
pub fn years_with(when: &When, weekday: u8, within: RangeInclusive<i16>) -> Vec<i16> {
    let (Some(month), Some(day), false) = (when.month(), when.day(), when.has_year()) else { return Vec::new() };
    let falls = |year: &i16| {
        let date = When::day_of(*year, month, day).and_then(|when| when.earliest());
        date.is_some_and(|date| date.weekday().to_monday_one_offset().cast_unsigned() == weekday)
    };
    within.filter(falls).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::extract::dates::find;

    #[test]
    fn a_weekday_leaves_several_years() {
        let text = "It opens on Thursday 22nd of December in Geneva";
        let mention = &find(text, Some("en"))[0];
        let weekday = weekday_beside(text, mention.span, Some("en"));
        assert_eq!(weekday, Some(4));
        let when = mention.stated().cloned();
        assert_eq!(when.map(|when| years_with(&when, 4, 2010..=2025)), Some(vec![2011, 2016, 2022]));
    }

    #[test]
    fn no_weekday_is_made_up() {
        let text = "on 22 December. Monday was free";
        assert_eq!(weekday_beside(text, find(text, None)[0].span, None), None);
        let text = "é 22 décembre (jeudi)";
        assert_eq!(weekday_beside(text, find(text, Some("fr"))[0].span, Some("fr")), Some(4));
        assert!(When::day_of(2016, 12, 22).is_some_and(|when| years_with(&when, 4, 2010..=2025).is_empty()));
    }
}
