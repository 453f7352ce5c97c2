//! Dates that count from the day of writing: found as phrases, resolved only against a known anchor.
//!
//! `today` · `this week` · `last October` · `on Wednesday` · `two weeks ago` · `la semaine dernière` · `vor zwei Jahren`.
//! Without a value: "over a decade ago", "recently", "years ago", "Black Friday", "every Monday".

use super::lexicon::{EN, Kind, Words};
use super::token::{Shape, Text, Token};
use super::{DateValue, Found, Raw, weekday_of};
use crate::base::date::When;
use jiff::civil::{Date, Weekday};
use jiff::{Span as Stretch, ToSpan};

/// Which one is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The last one wholly before the anchor.
    Last,
    /// The one of the anchor's year.
    This,
    /// The first one after the anchor.
    Next,
    /// The nearest one, the anchor's own day included, in a sentence that does not speak of what is to come.
    Past,
    /// The nearest one after the anchor, in a sentence that speaks of what is to come.
    Future,
}

/// A date that counts from the day of writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relative {
    /// Days from the anchor.
    Day(i32),
    /// Weeks from the anchor's, Monday to Sunday.
    Week(i32),
    /// Months from the anchor's.
    Month(i32),
    /// Years from the anchor's.
    Year(i32),
    /// "last October"
    NamedMonth {
        /// 1 to 12.
        month: u8,
        /// Which one.
        turn: Turn,
    },
    /// "last spring"
    Season {
        /// 21 to 24, as in EDTF.
        season: u8,
        /// Which one.
        turn: Turn,
    },
    /// "on Wednesday"
    Weekday {
        /// The weekday.
        weekday: Weekday,
        /// Which one.
        turn: Turn,
    },
}

/// How many tokens around a weekday are read for the tense of its sentence.
const SENTENCE: usize = 40;

impl Text<'_> {
    /// The phrase that starts at `at`.
    pub fn relative(&self, at: usize) -> Option<Found> {
        let (relative, to, rule) = self
            .phrase(at)
            .or_else(|| self.ago(at))
            .or_else(|| self.turned(at))
            .or_else(|| self.turned_behind(at))
            .or_else(|| self.bare_weekday(at))?;
        Some(Found::one(Raw { from: at, to, value: DateValue::Relative(relative), rule, weekday: None }))
    }

    fn phrase(&self, at: usize) -> Option<(Relative, usize, &'static str)> {
        let phrases = Words::built_in().phrases(&self.near(at)?.word);
        let found = phrases
            .iter()
            .filter(|phrase| phrase.kind == Kind::Relative && phrase.languages & (self.hint | if self.hint == 0 { EN } else { 0 } | EN) != 0)
            .filter_map(|phrase| Some((phrase, self.reads(at, &phrase.words)?)))
            .max_by_key(|(_, to)| *to)?;
        let (phrase, to) = found;
        // "Morgen" is a morning, "the today's" fine; German words keep their case.
        if phrase.languages & EN == 0 && phrase.words.len() == 1 && self.tokens[at].capital && at > 0 && !self.ends_sentence(at - 1) {
            return None;
        }
        // "the last week of term", "over the next year": not the one before or after the day of writing.
        let side = matches!(phrase.words[0].as_str(), "last" | "next" | "previous");
        if side && phrase.languages & EN != 0 && self.before(at).is_some_and(|token| token.word == "the") {
            return None;
        }
        let (unit, count) = phrase.value.split_at(phrase.value.find(['+', '-'])?);
        let count: i32 = count.parse().ok()?;
        let relative = match unit {
            "day" => Relative::Day(count),
            "week" => Relative::Week(count),
            "month" => Relative::Month(count),
            _ => Relative::Year(count),
        };
        // "last year’s", "last week" stand; "this year 2015" is the year.
        Some((relative, to, "relative"))
    }

    /// The token behind these words; apostrophes and hyphens between them count for nothing.
    fn reads(&self, at: usize, words: &[String]) -> Option<usize> {
        let mut next = at;
        for (index, word) in words.iter().enumerate() {
            if index > 0 && self.near(next).is_some_and(|token| token.is_apostrophe() || token.is_dash() && self.glued(next)) {
                next += 1;
            }
            if &self.near(next)?.word != word {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    fn ends_sentence(&self, at: usize) -> bool {
        matches!(self.tokens[at].shape, Shape::Mark('.' | '!' | '?' | ':' | '"' | '“' | '«' | '–' | '-'))
    }

    /// "two weeks ago", "il y a deux semaines".
    fn ago(&self, at: usize) -> Option<(Relative, usize, &'static str)> {
        let words = Words::built_in();
        let before = words
            .phrases(&self.near(at)?.word)
            .iter()
            .filter(|phrase| phrase.kind == Kind::AgoBefore && phrase.languages & self.hint != 0)
            .find_map(|phrase| self.reads(at, &phrase.words))
            .or_else(|| (self.has(at, Kind::AgoBefore)).then_some(at + 1));
        let start = before.unwrap_or(at);
        let token = self.near(start)?;
        let amount = match token.shape {
            Shape::Number(value @ 1..=200, 1..=3) if token.veto == 0 || token.veto == super::token::veto::MEASURE => i32::try_from(value).ok()?,
            Shape::Word => i32::from(words.value(&token.word, Kind::Amount, self.hint)?),
            _ => return None,
        };
        let unit = self.near(start + 1)?;
        let unit = words.value(&unit.word, Kind::Unit, self.hint)?;
        let to = if before.is_some() {
            start + 2
        } else if self.has(start + 2, Kind::Ago) {
            start + 3
        } else {
            return None;
        };
        if self.follows(at, Kind::Vague) || self.follows(start, Kind::Vague) {
            return None;
        }
        let relative = match unit {
            1 => Relative::Day(-amount),
            2 => Relative::Week(-amount),
            3 => Relative::Month(-amount),
            _ => Relative::Year(-amount),
        };
        Some((relative, to, "relative-ago"))
    }

    /// "last October", "next Wednesday", "this spring", "letzten Oktober".
    fn turned(&self, at: usize) -> Option<(Relative, usize, &'static str)> {
        let token = self.near(at)?;
        let turn = if token.is_any(&[Kind::Last, Kind::LastBefore]) {
            Turn::Last
        } else if token.is_any(&[Kind::Next, Kind::NextBefore]) {
            Turn::Next
        } else if token.is(Kind::This) {
            Turn::This
        } else {
            return None;
        };
        // "the last May", "over the next March": no single one is meant with an article; "last October 2014" is a date by itself.
        let relative = self.named(at + 1, turn)?;
        self.is_unnumbered(at + 2).then_some((relative, at + 2, "relative-turn"))
    }

    /// "octobre dernier", "miércoles pasado".
    fn turned_behind(&self, at: usize) -> Option<(Relative, usize, &'static str)> {
        let behind = self.near(at + 1)?;
        let turn = if behind.is(Kind::LastBehind) {
            Turn::Last
        } else if behind.is(Kind::NextBehind) {
            Turn::Next
        } else {
            return None;
        };
        Some((self.named(at, turn)?, at + 2, "relative-turn"))
    }

    /// A month, season or weekday by name.
    fn named(&self, at: usize, turn: Turn) -> Option<Relative> {
        let token = self.near(at)?;
        let languages = if self.hint == 0 { EN } else { self.hint | EN };
        if let Some((weekday, false)) = token.weekday
            && Words::built_in().weekday_languages(&token.word) & languages != 0
        {
            let turn = match turn {
                Turn::This if self.speaks_of_future(at) => Turn::Future,
                Turn::This => Turn::Past,
                other => other,
            };
            return Some(Relative::Weekday { weekday: weekday_of(weekday)?, turn });
        }
        if let Some(month) = token.month.filter(|month| month.languages & languages != 0 && !month.short) {
            let lower_case_word = !token.capital && month.languages & languages == EN;
            return (!lower_case_word).then_some(Relative::NamedMonth { month: month.number, turn });
        }
        let season = Words::built_in().value(&token.word, Kind::Season, self.hint)?;
        Some(Relative::Season { season, turn })
    }

    /// Whether no day or year follows that would make a date of it.
    fn is_unnumbered(&self, at: usize) -> bool {
        let next = at + usize::from(self.is_mark(at, ',') || self.has(at, Kind::Of));
        !self.number(next).is_some_and(|(value, digits)| digits == 4 && value >= 1400 || value <= 31 && next == at)
    }

    /// A weekday alone, in full.
    fn bare_weekday(&self, at: usize) -> Option<(Relative, usize, &'static str)> {
        let token = self.near(at)?;
        let (weekday, false) = token.weekday? else { return None };
        let languages = Words::built_in().weekday_languages(&token.word);
        let own = languages & if self.hint == 0 { EN } else { self.hint | EN };
        if own == 0 || own & EN != 0 && !token.capital {
            return None;
        }
        if self.follows(at, Kind::NotDayBefore) || self.has(at + 1, Kind::NotDayBehind) || self.glued(at) && self.tokens[at - 1].is_dash() {
            return None;
        }
        // A day of the month follows: the date is read elsewhere, or is not whole.
        let next = at + 1 + usize::from(self.is_mark(at + 1, ','));
        if self.day(self.skip_articles(next)).is_some() {
            return None;
        }
        let turn = if self.speaks_of_future(at) { Turn::Future } else { Turn::Past };
        Some((Relative::Weekday { weekday: weekday_of(weekday)?, turn }, at + 1, "relative-weekday"))
    }

    /// Whether the sentence around `at` speaks of what is to come.
    fn speaks_of_future(&self, at: usize) -> bool {
        let stop = |token: &Token| matches!(token.shape, Shape::Mark('.' | '!' | '?' | ';'));
        let before = self.tokens[at.saturating_sub(SENTENCE)..at].iter().rev().take_while(|token| !stop(token));
        let behind = self.tokens[at..].iter().take(SENTENCE).take_while(|token| !stop(token));
        before.chain(behind).any(|token| token.is(Kind::Future))
    }
}

/// What a relative date means when it was written on `anchor`; nothing when the anchor does not say enough.
///
/// A day or week needs an exact day with a stated year, a month needs a month, a year needs a year. An anchor that is itself uncertain,
/// inferred or an interval settles nothing.
pub fn resolve(relative: &Relative, anchor: &When) -> Option<When> {
    if *relative == Relative::Day(0) && anchor.is_exact_day() && !anchor.is_inferred() {
        return Some(anchor.clone());
    }
    if !anchor.has_year() || anchor.is_interval() || anchor.is_uncertain() || anchor.is_approximate() || anchor.is_inferred() {
        return None;
    }
    let year = anchor.year()?;
    let exact = || if anchor.is_exact_day() { anchor.earliest() } else { None };
    match *relative {
        Relative::Day(days) => day_value(shift(exact()?, i64::from(days).days())?),
        Relative::Week(weeks) => {
            let day = shift(exact()?, i64::from(weeks).weeks())?;
            let monday = shift(day, i64::from(-i32::from(day.weekday().to_monday_zero_offset())).days())?;
            When::interval(&day_value(monday)?, &day_value(shift(monday, 6.days())?)?)
        }
        Relative::Month(months) => {
            let first = Date::new(year, anchor.month()?.cast_signed(), 1).ok()?;
            let moved = shift(first, i64::from(months).months())?;
            When::month_of(moved.year(), moved.month().cast_unsigned())
        }
        Relative::Year(years) => When::year_of(i16::try_from(i32::from(year) + years).ok()?),
        Relative::NamedMonth { month, turn } => {
            let own = anchor.month();
            let year = match turn {
                Turn::Last | Turn::Past => year - i16::from(month >= own?),
                Turn::Next | Turn::Future => year + i16::from(month <= own?),
                Turn::This => year,
            };
            When::month_of(year, month)
        }
        Relative::Season { season, turn } => {
            let day = exact()?;
            let mut candidates = (year - 2..=year + 1).filter_map(|year| When::season_of(year, season));
            match turn {
                Turn::Last | Turn::Past => candidates.rfind(|when| when.latest().is_some_and(|last| last < day)),
                Turn::Next | Turn::Future => candidates.filter(|when| when.earliest().is_some_and(|first| first > day)).min(),
                // Winter belongs to two years: the word alone does not say which.
                Turn::This => (season != 24).then(|| When::season_of(year, season)).flatten(),
            }
        }
        Relative::Weekday { weekday, turn } => {
            let day = exact()?;
            let back = i64::from(day.weekday().since(weekday));
            let ahead = i64::from(weekday.since(day.weekday()));
            let days = match turn {
                Turn::Past | Turn::This => -back,
                Turn::Last => -(if back == 0 { 7 } else { back }),
                Turn::Next => {
                    if ahead == 0 {
                        7
                    } else {
                        ahead
                    }
                }
                // "will meet on Monday", written on a Monday: today or in a week.
                Turn::Future if ahead == 0 => return None,
                Turn::Future => ahead,
            };
            day_value(shift(day, days.days())?)
        }
    }
}

fn shift(date: Date, by: Stretch) -> Option<Date> {
    date.checked_add(by).ok()
}

fn day_value(date: Date) -> Option<When> {
    When::day_of(date.year(), date.month().cast_unsigned(), date.day().cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(relative: &Relative, anchor: &str) -> String {
        resolve(relative, &When::parse(anchor).unwrap()).map_or_else(|| "-".to_owned(), |when| when.to_string())
    }

    #[test]
    fn an_anchor_settles_what_it_can() {
        // 26 August 2015 is a Wednesday.
        assert_eq!(meant(&Relative::Day(-1), "2015-08-26"), "2015-08-25");
        assert_eq!(meant(&Relative::Week(0), "2015-08-26"), "2015-08-24/2015-08-30");
        assert_eq!(meant(&Relative::Month(-8), "2015-08"), "2014-12");
        assert_eq!(meant(&Relative::Year(-2), "2015"), "2013");
        let october = |turn| Relative::NamedMonth { month: 10, turn };
        assert_eq!(meant(&october(Turn::Last), "2015-08-26"), "2014-10");
        assert_eq!(meant(&october(Turn::Last), "2015-10-26"), "2014-10");
        assert_eq!(meant(&october(Turn::Last), "2015-11-01"), "2015-10");
        assert_eq!(meant(&october(Turn::Next), "2015-10-26"), "2016-10");
        let weekday = |turn| Relative::Weekday { weekday: Weekday::Wednesday, turn };
        assert_eq!(meant(&weekday(Turn::Past), "2015-08-26"), "2015-08-26");
        assert_eq!(meant(&weekday(Turn::Last), "2015-08-26"), "2015-08-19");
        assert_eq!(meant(&weekday(Turn::Future), "2015-08-24"), "2015-08-26");
        assert_eq!(meant(&Relative::Season { season: 21, turn: Turn::Last }, "2015-04-01"), "2014-21");
        assert_eq!(meant(&Relative::Season { season: 24, turn: Turn::Last }, "2015-02-01"), "2013-24");
    }

    #[test]
    fn what_the_anchor_does_not_say_stays_open() {
        for anchor in ["XXXX-08-26", "2015?", "2015-08-26~", "2022?-08-26", "2015-08-24/2015-08-26", "201X"] {
            assert_eq!(meant(&Relative::Day(-1), anchor), "-", "{anchor}");
            assert_eq!(meant(&Relative::Month(-1), anchor), "-", "{anchor}");
        }
        assert_eq!(meant(&Relative::Day(-1), "2015-08"), "-");
        assert_eq!(meant(&Relative::Month(0), "2015"), "-");
        assert_eq!(meant(&Relative::Weekday { weekday: Weekday::Wednesday, turn: Turn::Future }, "2015-08-26"), "-");
        assert_eq!(meant(&Relative::Day(0), "XXXX-08-26"), "XXXX-08-26");
    }
}
