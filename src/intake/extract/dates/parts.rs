//! The parts of dates: days, months by name, years, weekdays, and what joins two dates.

use super::lexicon::{EN, Kind, Languages, Month, Words};
use super::token::{Shape, Text, Token, veto};

/// How two dates are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// `–` without space around it.
    TightDash,
    /// `–` with space around it.
    LooseDash,
    /// `to`, `bis`, `au`.
    To,
    /// `and`, `&`, `/`.
    And,
    /// `,`
    Comma,
}

impl Join {
    /// Whether the two ends enclose what lies between.
    pub fn is_range(self) -> bool {
        matches!(self, Self::TightDash | Self::LooseDash | Self::To)
    }
}

/// What joins two dates.
#[derive(Clone, Copy, Debug)]
pub struct Connector {
    /// How, when a mark joins them; a word says it by its language.
    mark: Option<Join>,
    /// The languages in which it means `to`.
    to: Languages,
    /// The languages in which it means `and`.
    and: Languages,
    /// The token behind it.
    pub next: usize,
}

impl Connector {
    fn mark(join: Join, next: usize) -> Self {
        Self { mark: Some(join), to: 0, and: 0, next }
    }

    /// How it joins dates in these languages: `a` is `to` in Spanish and `and` in Czech.
    pub fn join(&self, languages: Languages) -> Option<Join> {
        match self.mark {
            Some(join) if self.and == 0 || self.and & languages != 0 => Some(join),
            None if self.to & languages != 0 => Some(Join::To),
            None if self.and & languages != 0 => Some(Join::And),
            _ => None,
        }
    }
}

impl Text<'_> {
    /// A day of the month: its number and the token behind it, a closing ordinal ending or full stop included.
    pub fn day(&self, at: usize) -> Option<(u8, usize)> {
        let (value, digits) = self.number(at)?;
        let day = u8::try_from(value).ok().filter(|day| (1..=31).contains(day) && digits <= 2)?;
        if self.tokens[at].veto & (veto::HARD | veto::DECIMAL | veto::LABEL) != 0 || self.is_mark(at + 1, ':') && self.glued(at + 1) {
            return None;
        }
        if at > 0 && self.glued(at) && matches!(self.tokens[at - 1].shape, Shape::Mark('.' | ':' | '+' | '_')) {
            let time = self.tokens.get(at.wrapping_sub(2)).is_some_and(|token| matches!(token.shape, Shape::Number(..)));
            if time {
                return None;
            }
        }
        // `24/7 May` is no list of days, `5/6 May` is.
        if at >= 2 && self.glued(at) && self.is_mark(at - 1, '/') && self.number(at - 2).is_some_and(|(before, _)| before >= value) {
            return None;
        }
        let mut next = at + 1;
        if self.glued_word(next) {
            let ending = Words::built_in().languages(&self.tokens[next].word, Kind::OrdinalEnding) != 0;
            if !ending {
                return None;
            }
            next += 1;
        } else if self.glued(next) && self.near(next).is_some_and(Token::is_dash) && self.glued_word(next + 1) {
            // `14-го марта`
            if Words::built_in().languages(&self.tokens[next + 1].word, Kind::OrdinalEnding) & !EN != 0 {
                next += 2;
            }
        } else if (self.is_mark(next, '°') || self.is_mark(next, 'º')) && self.glued(next) {
            next += 1;
        }
        Some((day, next))
    }

    /// A month by name and the token behind it, the full stop of an abbreviation included.
    pub fn month(&self, at: usize) -> Option<(Month, usize)> {
        let month = self.near(at)?.month?;
        let dot = self.is_mark(at + 1, '.') && self.glued(at + 1) && month.short;
        Some((month, at + 1 + usize::from(dot)))
    }

    /// Four digits that can be a year, as they stand in a date or in a context that makes them one.
    pub fn four_digits(&self, at: usize) -> Option<i16> {
        let (value, digits) = self.number(at)?;
        let year = i16::try_from(value).ok().filter(|year| (1400..=2100).contains(year) && digits == 4)?;
        let spoilt = self.tokens[at].veto & (veto::HARD | veto::DECIMAL) != 0
            || self.glued_word(at + 1) && !self.year_noun_behind(at + 1)
            || self.glued(at + 1) && matches!(self.tokens[at + 1].shape, Shape::Mark('%' | '_'))
            || self.is_mark(at + 1, ':') && self.glued_number(at + 2).is_some();
        (!spoilt).then_some(year)
    }

    fn year_noun_behind(&self, at: usize) -> bool {
        self.near(at).is_some_and(|token| Words::built_in().languages(&token.word, Kind::YearBehind) != 0)
    }

    /// The token behind a year's noun: `2016 г.`, `2015 року`.
    pub fn skip_year_noun(&self, at: usize) -> usize {
        if !self.year_noun_behind(at) || self.tokens[at].capital {
            return at;
        }
        let short = self.tokens[at].word.chars().count() <= 2;
        at + 1 + usize::from(short && self.is_mark(at + 1, '.') && self.glued(at + 1))
    }

    /// The year behind a day or month: `2015`, `, 2015`, `of 2015`, `’92`.
    pub fn year_behind(&self, at: usize, languages: Languages, weekday: bool) -> Option<(i16, usize)> {
        let mut next = at;
        let comma = self.is_mark(next, ',') && self.glued(next);
        if comma {
            next += 1;
        } else if let Some(token) = self.near(next)
            && Words::built_in().languages(&token.word, Kind::Of) & languages != 0
        {
            next += 1;
            if self.has(next, Kind::Determiner) {
                next += 1;
            }
            if self.has(next, Kind::Year) {
                next += 1;
            }
        }
        if let Some(year) = self.four_digits(next) {
            let marks = self.tokens[next].veto;
            let measured = marks & veto::MEASURE != 0 && (comma || !(1950..=2049).contains(&year))
                || marks & veto::COUNTED != 0 && (comma || !(1900..=2100).contains(&year));
            let apart = comma || !self.glued(next);
            return (apart && !measured).then(|| (year, self.skip_year_noun(next + 1)));
        }
        let short = if self.near(next).is_some_and(Token::is_apostrophe) {
            self.glued_number(next + 1).filter(|_| !comma).map(|number| (number, next + 2))
        } else {
            self.number(next).filter(|_| weekday && !comma && !self.is_mark(next + 1, ':')).map(|number| (number, next + 1))
        };
        let ((value, 2), next) = short? else { return None };
        if self.glued_word(next) {
            return None;
        }
        Some((short_year(value)?, next))
    }

    /// A weekday before a date: its number and the token behind it, a full stop, comma or article included.
    pub fn weekday(&self, at: usize) -> Option<(u8, usize)> {
        let (number, short) = self.near(at)?.weekday?;
        let mut next = at + 1;
        // `segunda-feira`
        if self.near(next).is_some_and(Token::is_dash) && self.glued_word(next + 1) && self.tokens[next + 1].word == "feira" {
            next += 2;
        }
        if short && self.is_mark(next, '.') {
            next += 1;
        }
        if self.is_mark(next, ',') {
            next += 1;
        }
        Some((number, self.skip_articles(next)))
    }

    /// What joins the date before `at` with one behind it.
    pub fn connector(&self, at: usize) -> Option<Connector> {
        let words = Words::built_in();
        let token = self.near(at)?;
        match token.shape {
            Shape::Mark('&') => Some(Connector::mark(Join::And, at + 1)),
            Shape::Mark('/') if self.glued(at) == self.glued(at + 1) => Some(Connector::mark(Join::And, at + 1)),
            Shape::Mark(',') => {
                let and = self.near(at + 1).map_or(0, |next| words.languages(&next.word, Kind::And));
                Some(if and == 0 {
                    Connector::mark(Join::Comma, at + 1)
                } else {
                    Connector { and, ..Connector::mark(Join::And, self.skip_articles(at + 2)) }
                })
            }
            _ if token.is_dash() => {
                let join = if self.glued(at) && self.glued(at + 1) { Join::TightDash } else { Join::LooseDash };
                Some(Connector::mark(join, at + 1))
            }
            Shape::Word => {
                let to = words.languages(&token.word, Kind::To);
                let and = words.languages(&token.word, Kind::And);
                if to | and == 0 {
                    return None;
                }
                let mut next = at + 1;
                if self.near(next).is_some_and(Token::is_apostrophe) {
                    next += 1;
                }
                // `jusqu’au`, `bis zum`, `až do`
                if self.near(next).is_some_and(|second| words.languages(&second.word, Kind::To) & to != 0) {
                    next += 1;
                }
                Some(Connector { mark: None, to, and, next: self.skip_articles(next) })
            }
            _ => None,
        }
    }
}

/// The year of two digits, by the nearest past when no clock is known: 30 to 99 in the 1900s, 00 to 29 in the 2000s.
pub fn short_year(value: u32) -> Option<i16> {
    let value = i16::try_from(value).ok().filter(|value| *value < 100)?;
    Some(if value >= 30 { 1900 + value } else { 2000 + value })
}
