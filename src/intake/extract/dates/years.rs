//! Years without a month: in a context that makes a number one, as ranges, decades, seasons, quarters.
//!
//! `in 2015` · `since 2003` · `(2016-2025)` · `the 2022 conference` · `between 2013 and 2015` · `the period 2013-14` · `the 1990s` · `Q3 2015` ·
//! `in the spring of 2011`. Left alone: `2000 refugees`, `a total of 2000`, `Agenda 2030`, `No. 2005/12`, `the Arab Spring of 2011` as a season.

use super::grammar::{between, point};
use super::lexicon::{self, Kind, Words};
use super::parts::Join;
use super::token::{Shape, Text, Token, veto};
use super::{DateValue, Found, Raw};
use crate::base::date::When;

fn year_value(year: i16) -> DateValue {
    When::year_of(year).map_or_else(|| DateValue::Impossible(format!("there is no year {year}")), DateValue::Stated)
}

fn stated(when: Option<When>) -> Option<DateValue> {
    when.map(DateValue::Stated)
}

impl Text<'_> {
    /// What starts at `at` and is a year, years, a decade, a season or a quarter. `listed` says that a year with a context stands just before.
    pub fn years(&self, at: usize, listed: bool) -> Option<Found> {
        let raw = |to, value, rule| Found::one(Raw { from: at, to, value, rule, weekday: None });
        if let Some((value, to)) = self.decade(at) {
            return Some(raw(to, value, "decade"));
        }
        if let Some((value, to)) = self.season(at) {
            return Some(raw(to, value, "season"));
        }
        if let Some((value, to)) = self.part_of_year(at) {
            return Some(raw(to, value, "part-of-year"));
        }
        let year = self.bare_year(at)?;
        if let Some((value, to, rule)) = self.year_range(at, year) {
            return Some(raw(to, value, rule));
        }
        let rule = self.year_context(at, year, listed)?;
        Some(raw(self.skip_year_noun(at + 1), year_value(year), rule))
    }

    /// Four digits that stand alone.
    fn bare_year(&self, at: usize) -> Option<i16> {
        let year = self.four_digits(at).filter(|_| self.tokens[at].veto & (veto::LABEL | veto::MEASURE) == 0)?;
        // "of 2030 Agenda", "in 1888 (2009)", "from 1400 to 1600 GMT"
        let resolution = self.is_mark(at + 1, '(') && self.is_mark(at + 3, ')') && self.number(at + 2).is_some_and(|(_, digits)| digits == 4);
        let measured = self.connector(at + 1).is_some_and(|connector| {
            self.number(connector.next).is_some_and(|(_, digits)| digits == 4) && self.tokens[connector.next].veto & veto::MEASURE != 0
        });
        if self.has(at + 1, Kind::Programme) || resolution || measured {
            return None;
        }
        let left = !self.glued(at)
            || match self.tokens[at - 1].shape {
                Shape::Mark('/' | '.' | ',' | '+' | '_' | '#' | ':' | '=') => !(self.glued(at - 1) && at >= 2),
                Shape::Mark(_) => self.tokens[at - 1].is_dash() && self.opens_part(at) || !self.tokens[at - 1].is_dash(),
                _ => false,
            };
        let right = !self.glued(at + 1)
            || match self.tokens[at + 1].shape {
                Shape::Mark('/') if self.glued_number(at + 2).is_some_and(|(_, digits)| digits == 4) => true,
                Shape::Mark('.' | ',' | '/') => !self.glued(at + 2) || !self.tokens[at + 2].is_solid() || self.short_end(at).is_some(),
                Shape::Mark(_) => true,
                _ => self.skip_year_noun(at + 1) > at + 1,
            };
        (left && right).then_some(year)
    }

    /// Whether the dash before `at` joins it to a word such as "mid".
    fn opens_part(&self, at: usize) -> bool {
        at >= 2 && (self.tokens[at - 2].is(Kind::Early) || self.tokens[at - 2].is(Kind::About))
    }

    /// The second year of `2013-14` and `2013/14`, when it is one to come.
    fn short_end(&self, at: usize) -> Option<(i16, usize)> {
        let (first, 4) = self.number(at)? else { return None };
        let mark = self.near(at + 1).filter(|token| (token.is_dash() || token.shape == Shape::Mark('/')) && self.glued(at + 1));
        mark?;
        let (last, 2) = self.glued_number(at + 2)? else { return None };
        let century = if first % 100 == 99 && last == 0 { 100 } else { 0 };
        let last = first - first % 100 + century + last;
        let behind = self.glued(at + 3) && (self.tokens[at + 3].is_solid() || self.tokens[at + 3].is_dash() && self.glued(at + 4));
        (last > first && last - first < 30 && !behind).then(|| Some((i16::try_from(last).ok()?, at + 3))).flatten()
    }

    fn year_range(&self, at: usize, year: i16) -> Option<(DateValue, usize, &'static str)> {
        if let Some((last, to)) = self.short_end(at) {
            let before = self.before(at);
            let cue = before.is_some_and(|token| {
                token.is_any(&[Kind::In, Kind::From, Kind::Between, Kind::Fiscal, Kind::Since, Kind::Year])
                    || token.is(Kind::OfYear) && self.period_near(at)
            }) || before.is_some_and(|token| token.is(Kind::Determiner)) && self.has(to, Kind::Fiscal);
            let value = between(year_value(year), year_value(last));
            return cue.then_some((value, to, "short-range"));
        }
        let connector = self.connector(at + 1)?;
        let join = connector.join(self.hint | 1)?;
        // `2015-present`
        if join.is_range() && self.has(connector.next, Kind::Present) && join != Join::LooseDash {
            let value = stated(When::year_of(year).and_then(|year| When::since(&year)))?;
            return Some((value, connector.next + 1, "year-range"));
        }
        let last = self.bare_end(connector.next)?;
        let to = self.skip_year_noun(connector.next + 1);
        let marks = self.tokens[at].veto | self.tokens[connector.next].veto;
        if last <= year || marks & (veto::LABEL | veto::MEASURE) != 0 || self.unlikely_amount(connector.next, last) {
            return None;
        }
        let from = self.follows(at, Kind::From) || self.follows(at, Kind::Since);
        let growth = self.tokens[at.saturating_sub(3)..at].iter().any(|token| token.is(Kind::Growth));
        let amounts = growth && year % 50 == 0 && last % 50 == 0;
        let ranged = match join {
            Join::TightDash | Join::LooseDash => last - year <= 200,
            Join::To => from || self.follows(at, Kind::Between) || self.period_near(at),
            // `in 2015/2016`
            Join::And if self.is_mark(at + 1, '/') => {
                last == year + 1 && self.before(at).is_some_and(|token| token.is_any(&[Kind::In, Kind::Fiscal, Kind::Year]))
            }
            Join::And => self.follows(at, Kind::Between),
            Join::Comma => false,
        };
        (ranged && !amounts).then(|| (between(year_value(year), year_value(last)), to, "year-range"))
    }

    /// The second year of a range.
    fn bare_end(&self, at: usize) -> Option<i16> {
        let year = self.four_digits(at)?;
        let right = !self.glued(at + 1)
            || match self.tokens[at + 1].shape {
                Shape::Mark('.' | ',' | '/') => !self.glued(at + 2) || !self.tokens[at + 2].is_solid(),
                Shape::Mark(_) => !(self.tokens[at + 1].is_dash() && self.glued_number(at + 2).is_some()),
                _ => self.skip_year_noun(at + 1) > at + 1,
            };
        right.then_some(year)
    }

    /// Whether a word such as "period" stands within three tokens before `at`.
    fn period_near(&self, at: usize) -> bool {
        self.tokens[at.saturating_sub(3)..at].iter().any(|token| token.is(Kind::Fiscal))
    }

    /// Whether what is counted behind a number makes it an amount.
    fn unlikely_amount(&self, at: usize, year: i16) -> bool {
        let plural = self.near(at + 1).is_some_and(|next| {
            next.shape == Shape::Word
                && !next.capital
                && next.word.ends_with('s')
                && !matches!(next.word.as_str(), "is" | "was" | "as" | "has" | "its" | "this" | "us")
        });
        self.tokens[at].veto & veto::COUNTED != 0 || year % 50 == 0 && plural
    }

    /// Why four digits are a year here.
    fn year_context(&self, at: usize, year: i16, listed: bool) -> Option<&'static str> {
        if listed && !self.unlikely_amount(at, year) {
            return Some("year-list");
        }
        if self.skip_year_noun(at + 1) > at + 1 {
            return Some("year-noun");
        }
        let modern = (1900..=2050).contains(&year);
        let possessive = self.near(at + 1).is_some_and(Token::is_apostrophe) && self.glued_word(at + 2) && self.tokens[at + 2].word == "s";
        if possessive && modern {
            return Some("year-possessive");
        }
        let before = self.before(at)?;
        // `mid-2013`
        if before.is_dash() && self.glued(at) && self.opens_part(at) {
            return Some("year-part");
        }
        if before.is(Kind::Early) || before.is(Kind::About) {
            return (!self.unlikely_amount(at, year)).then_some("year-part");
        }
        if matches!(before.shape, Shape::Mark('(' | '[')) {
            let closed = self.near(at + 1).is_some_and(|token| matches!(token.shape, Shape::Mark(')' | ']')));
            let glued = at >= 2 && self.glued(at - 1) && self.tokens[at - 2].is_solid();
            return (closed && !glued).then_some("year-bracket");
        }
        if before.is(Kind::Year) && !before.is(Kind::Unit) || before.is(Kind::Year) && !self.unlikely_amount(at, year) {
            return Some("year-noun");
        }
        if before.is(Kind::Fiscal) && before.word != "a" && modern {
            return Some("fiscal-year");
        }
        if modern && self.ends_stretch(at) {
            return (!self.unlikely_amount(at, year)).then_some("year-preposition");
        }
        if self.unlikely_amount(at, year) && !(before.is_any(&[Kind::In, Kind::Since]) && (1950..=2049).contains(&year) && year % 10 != 0) {
            return None;
        }
        if before.is_any(&[Kind::In, Kind::Since, Kind::Until, Kind::From]) {
            let range_of_amounts =
                before.is(Kind::From) && year % 50 == 0 && self.tokens[at.saturating_sub(3)..at].iter().any(|token| token.is(Kind::Growth));
            let up_to = before.word == "to";
            return (!range_of_amounts && !up_to).then_some("year-preposition");
        }
        if before.is(Kind::OfYear) {
            let total = at >= 2 && self.tokens[at.saturating_sub(3)..at - 1].iter().any(|token| token.is(Kind::Total));
            let round = year % 100 == 0 && !self.before(at - 1).is_some_and(|token| token.capital || token.month.is_some() || token.is(Kind::Season));
            return (!total && !round).then_some("year-preposition");
        }
        if before.is(Kind::By) {
            let grown = self.tokens[at.saturating_sub(3)..at].iter().any(|token| token.is(Kind::Growth));
            let amount = before.word == "for" && year % 100 == 0;
            return ((1950..=2100).contains(&year) && !grown && !amount).then_some("year-preposition");
        }
        if before.is(Kind::Event) && modern {
            return Some("year-event");
        }
        if modern && self.acronym_before(at) {
            return Some("year-event");
        }
        let follows_determiner = before.is(Kind::Determiner) || before.shape == Shape::Word && (possessive_before(self, at));
        let named = self.near(at + 1).is_some_and(|next| {
            next.shape == Shape::Word
                && !self.glued(at + 1)
                && !next.is_any(&[Kind::Programme, Kind::Measure, Kind::And, Kind::In, Kind::Of])
                && next.month.is_none()
        });
        (follows_determiner && named && modern && before.word != "a").then_some("year-attribute")
    }

    /// Whether the number at `at` closes a stretch that opens with no figure: `between this year and 2021`, `between now and 2030`.
    fn ends_stretch(&self, at: usize) -> bool {
        let and = at.checked_sub(1).filter(|and| {
            self.connector(*and).is_some_and(|connector| connector.next == at && connector.join(self.hint | lexicon::EN) == Some(Join::And))
        });
        let opens = |index: &usize| self.tokens[*index].is(Kind::Between);
        and.and_then(|and| Some((and, (and.saturating_sub(4)..and).rev().find(opens)?)))
            .is_some_and(|(and, between)| self.tokens[between + 1..and].iter().any(|token| token.is_any(&[Kind::Year, Kind::Present])))
    }

    /// `AICE 2022`, `the Annual Exhibition (AICE) 2022`; not `GPO BOX 1989 CANBERRA`, which is an address.
    fn acronym_before(&self, at: usize) -> bool {
        let capitals = |index: Option<usize>| {
            index.and_then(|index| self.tokens.get(index)).is_some_and(|token| {
                let word = self.whole.get(token.span.start..token.span.end).unwrap_or("");
                token.shape == Shape::Word
                    && word.chars().count() >= 3
                    && word.chars().all(char::is_uppercase)
                    && !token.is_any(&[Kind::Label, Kind::Programme, Kind::Currency])
            })
        };
        let bracket = at >= 3 && self.is_mark(at - 1, ')') && self.is_mark(at - 3, '(');
        let index = if bracket { at.checked_sub(2) } else { at.checked_sub(1) };
        let alone = index.is_some_and(|index| bracket || !capitals(index.checked_sub(1)));
        capitals(index) && alone && !capitals(Some(at + 1)) && !self.glued(at)
    }

    fn decade(&self, at: usize) -> Option<(DateValue, usize)> {
        let (value, 4) = self.number(at)? else { return None };
        let year = i16::try_from(value).ok().filter(|year| (1400..=2100).contains(year) && year % 10 == 0)?;
        if self.tokens[at].veto & (veto::HARD | veto::DECIMAL) != 0 || self.glued(at) && self.tokens[at - 1].is_solid() {
            return None;
        }
        let when = || stated(When::decade_of(year));
        if self.glued_word(at + 1) && matches!(self.tokens[at + 1].word.as_str(), "s" | "er") {
            return Some((when()?, at + 2));
        }
        let apostrophe = self.glued(at + 1) && self.tokens[at + 1].is_apostrophe() && self.glued_word(at + 2) && self.tokens[at + 2].word == "s";
        if apostrophe && self.before(at).is_some_and(|before| before.is(Kind::Early) || before.word == "the") {
            return Some((when()?, at + 3));
        }
        // `1990-х годов`
        if self.glued(at + 1)
            && self.tokens[at + 1].is_dash()
            && self.glued_word(at + 2)
            && matches!(self.tokens[at + 2].word.as_str(), "х" | "их" | "ті" | "тих")
        {
            return Some((when()?, at + 3));
        }
        let noun = match self.before(at) {
            Some(token) if token.is(Kind::Decade) => true,
            Some(token) if token.is(Kind::Of) => self.follows(at - 1, Kind::Decade),
            _ => false,
        };
        (noun && !self.glued(at + 1)).then(|| Some((when()?, at + 1))).flatten()
    }

    fn season(&self, at: usize) -> Option<(DateValue, usize)> {
        let token = self.near(at)?;
        let words = Words::built_in();
        let weak = words.value(&token.word, Kind::SeasonWeak, self.hint);
        let season = words.value(&token.word, Kind::Season, self.hint).or(weak)?;
        if self.follows(at, Kind::NotSeason) {
            return None;
        }
        let mut next = at + 1;
        let of = self.has(next, Kind::Of);
        if of {
            next += 1;
        } else if self.is_mark(next, ',') {
            return None;
        }
        if weak.is_some() {
            // `the fall of 1989` and `a été 2015` are no seasons.
            let before = self.before(at);
            let season_before = before.is_none_or(|token| matches!(token.shape, Shape::Mark(_)) || token.is_any(&[Kind::In, Kind::This]));
            let in_the = before.is_some_and(|token| token.word == "the")
                && self.before(at - 1).is_some_and(|token| matches!(token.word.as_str(), "in" | "during" | "since" | "until" | "by"));
            if of && !in_the || self.hint != 0 && self.hint & 2 != 0 && !season_before {
                return None;
            }
        }
        let year = self.four_digits(next).filter(|_| self.tokens[next].veto & (veto::MEASURE | veto::COUNTED) == 0)?;
        let to = match self.short_end(next) {
            Some((last, to)) if last == year + 1 => to,
            _ => next + 1,
        };
        Some((stated(When::season_of(year, season))?, to))
    }

    /// `Q3 2015`, `the third quarter of 2015`, `H1 2015`, `the first half of 2015`, `3. Quartal 2015`.
    fn part_of_year(&self, at: usize) -> Option<(DateValue, usize)> {
        let token = self.near(at)?;
        let words = Words::built_in();
        let mut next = at + 1;
        let (length, part) = if matches!(token.word.as_str(), "q" | "h") && token.capital {
            let (number, 1) = self.glued_number(next)? else { return None };
            next += 1;
            (if token.word == "q" { 3 } else { 6 }, u8::try_from(number).ok()?)
        } else {
            let part = match token.shape {
                Shape::Word => words.value(&token.word, Kind::Ordinal, self.hint)?,
                Shape::Number(value @ 1..=4, 1) => {
                    if self.glued_word(next) || self.is_mark(next, '.') {
                        next += 1;
                    }
                    u8::try_from(value).ok()?
                }
                _ => return None,
            };
            let noun = self.near(next)?;
            let length = if noun.is(Kind::Quarter) {
                3
            } else if noun.is(Kind::Half) {
                6
            } else {
                return None;
            };
            next += 1;
            (length, part)
        };
        if part == 0 || part > 12 / length {
            return None;
        }
        let joined = self.has(next, Kind::Of)
            || self.is_mark(next, ',')
            || self.is_mark(next, '/')
            || self.near(next).is_some_and(|token| token.is_dash() && self.glued(next));
        if joined {
            next += 1;
        }
        let year = self.four_digits(next)?;
        let first = (part - 1) * length + 1;
        let value = between(point(Some(year), first, None), point(Some(year), first + length - 1, None));
        Some((value, next + 1))
    }
}

/// `ASEAN’s 2015 summit`
fn possessive_before(text: &Text<'_>, at: usize) -> bool {
    at >= 2 && text.tokens[at - 1].word == "s" && text.tokens[at - 2].is_apostrophe() && text.glued(at - 1)
}
