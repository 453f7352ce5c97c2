//! The text under the reader's eye, and the smallest parts of a date: a day, a month, a year.

use super::cues;
use super::tokens::{Kind, Token, tokens};
use super::words::{self, Month};
use crate::base::span::Span;

/// The years prose may mean.
pub const YEARS: std::ops::RangeInclusive<u32> = 1400..=2100;

/// A text in tokens, with its language when it is known.
#[derive(Debug)]
pub struct Scan<'t> {
    /// The text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Two-letter code.
    pub language: Option<&'t str>,
}

/// A part read from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read<T> {
    /// The value.
    pub value: T,
    /// The token after it.
    pub next: usize,
}

impl<'t> Scan<'t> {
    /// Prepares a text.
    pub fn new(text: &'t str, language: Option<&'t str>) -> Self {
        Self { text, tokens: tokens(text), language: language.map(|code| code.get(..2).unwrap_or(code)) }
    }

    /// The token at `at`.
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The folded word at `at`.
    pub fn word(&self, at: usize) -> Option<&str> {
        match &self.get(at)?.kind {
            Kind::Word { folded, .. } => Some(folded),
            _ => None,
        }
    }

    /// The folded word before `at`.
    pub fn word_before(&self, at: usize) -> Option<&str> {
        self.word(at.checked_sub(1)?)
    }

    /// Whether the word at `at` begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        matches!(self.get(at).map(|token| &token.kind), Some(Kind::Word { capital: true, .. }))
    }

    /// Whether the sign `c` is at `at`.
    pub fn is_sign(&self, at: usize, c: char) -> bool {
        self.get(at).is_some_and(|token| token.kind == Kind::Sign(c))
    }

    /// The sign at `at`.
    pub fn sign(&self, at: usize) -> Option<char> {
        match self.get(at)?.kind {
            Kind::Sign(c) => Some(c),
            _ => None,
        }
    }

    /// The number at `at`, if it has this many digits.
    pub fn number(&self, at: usize, digits: std::ops::RangeInclusive<u8>) -> Option<u32> {
        match self.get(at)?.kind {
            Kind::Number { value, digits: count, ordinal: false } if digits.contains(&count) => Some(value),
            _ => None,
        }
    }

    /// Whether white space stands before the token at `at`, or nothing follows.
    pub fn spaced(&self, at: usize) -> bool {
        self.get(at).is_none_or(|token| token.spaced)
    }

    /// The span from one token up to another.
    pub fn span(&self, first: usize, next: usize) -> Span {
        let start = self.get(first).map_or(self.text.len(), |token| token.span.start);
        let end = next.checked_sub(1).and_then(|last| self.get(last)).map_or(start, |token| token.span.end);
        Span::new(start, end.max(start))
    }

    /// Whether a date may begin with the number at `at`: not in the middle of a decimal, a telephone number, a path, a code.
    pub fn is_free_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        if self.spaced(at) {
            return !(matches!(self.sign(before), Some('+' | '$' | '€' | '£' | '#' | '№' | '¥' | '§')));
        }
        match self.sign(before) {
            Some('(' | '[' | '"' | '\'' | '“' | '”' | '„' | '«' | '»' | ';' | '*' | '|' | '!' | '…') => true,
            // "Budapest-12 May" and "COVID-19" look alike; a dash between spaces is harmless.
            Some('-') => {
                self.spaced(before) && !self.is_numeric(before.wrapping_sub(1)) || matches!(self.word_before(before), Some("post" | "pre" | "mid"))
            }
            Some(',' | '.' | ':' | '/') => !self.is_numeric(before.wrapping_sub(1)) && !self.spaced(before) && !self.is_sign(before, '/'),
            Some(_) | None => false,
        }
    }

    /// Whether the number at `at` is numbered, not dated: `Article 14`, `No. 2005`, `Tel: 2015`.
    pub fn is_labelled(&self, at: usize) -> bool {
        let sign = at.checked_sub(1).is_some_and(|before| self.is_sign(before, '.') || self.is_sign(before, ':'));
        self.word_before(if sign { at - 1 } else { at }).is_some_and(cues::is_number_label)
    }

    /// Whether the token at `at` is a number.
    pub fn is_numeric(&self, at: usize) -> bool {
        matches!(self.get(at).map(|token| &token.kind), Some(Kind::Number { .. } | Kind::Decade(_)))
    }

    /// Whether the number that ends before `next` goes on: decimals, thousands, percentages, times, codes.
    pub fn goes_on(&self, next: usize) -> bool {
        if self.spaced(next) {
            return self.is_sign(next, '%') || self.is_sign(next, '€') || self.is_sign(next, '$');
        }
        match self.sign(next) {
            Some('.' | ',' | ':' | '/' | '-') => !self.spaced(next + 1) && self.is_numeric(next + 1),
            Some('%' | '‰' | '€' | '$' | '£' | '+' | '@' | '_' | '=' | '&' | '°') => true,
            _ => {
                let time =
                    self.word(next).is_some_and(|word| word.strip_prefix('t').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())));
                !time && !matches!(self.get(next).map(|token| &token.kind), Some(Kind::Sign(_) | Kind::Break))
            }
        }
    }

    /// A day of the month: `7`, `7th`, `07`, `7.` before a month.
    pub fn day(&self, at: usize) -> Option<Read<u8>> {
        let Kind::Number { value, digits: 1..=2, .. } = self.get(at)?.kind else { return None };
        let value = u8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
        Some(Read { value, next: at + 1 })
    }

    /// The full stop after an ordinal day or a short month, when something of the date follows.
    pub fn past_stop(&self, next: usize) -> usize {
        if self.is_sign(next, '.') && !self.spaced(next) { next + 1 } else { next }
    }

    /// The month at `at`; a full stop after a short form is not read.
    pub fn month(&self, at: usize) -> Option<Read<Month>> {
        let value = words::month(self.word(at)?, self.language)?;
        Some(Read { value, next: at + 1 })
    }

    /// A year of four digits that is not a count of something.
    pub fn year(&self, at: usize) -> Option<Read<i16>> {
        let value = self.number(at, 4..=4).filter(|year| YEARS.contains(year))?;
        let next = at + 1;
        if self.is_unit(next) || self.goes_on(next) && !self.is_sign(next, '-') && !self.is_sign(next, ':') && !self.is_sign(next, '/') {
            return None;
        }
        Some(Read { value: i16::try_from(value).ok()?, next })
    }

    /// Whether the word at `at` is something that is counted or measured.
    pub fn is_unit(&self, at: usize) -> bool {
        self.word(at).is_some_and(cues::is_unit)
    }

    /// Skips words between the parts of a date (`of`, `de`, `the`, `d'`).
    pub fn past_links(&self, mut at: usize) -> usize {
        for _ in 0..2 {
            if self.word(at).is_some_and(words::is_link) && !self.is_capital(at) {
                at += 1;
                if self.is_sign(at, '\'') {
                    at += 1;
                }
            }
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_inside_others_are_not_free() {
        for (text, at) in [("COVID-19 May", 2), ("3.12 May", 2), ("€12 May", 1), ("+66 12 May", 1)] {
            assert!(!Scan::new(text, None).is_free_before(at), "{text}");
        }
        assert!(Scan::new("(12 May)", None).is_free_before(1));
        assert!(Scan::new("Paris, 12 May", None).is_free_before(2));
    }
}
