//! Dates in a text: where they stand, what they say, and what they leave open.
//!
//! [`find`] reads a text once, paragraph by paragraph: at each token every rule is tried, the longest reading wins. A year that is not printed
//! is not there: `7-9 December` is `XXXX-12-07/XXXX-12-09`. What could be two days is [`DateValue::Ambiguous`]; what counts from the day of
//! writing is [`DateValue::Relative`] and means something only to [`resolve`] with a known anchor.
//!
//! Start reading in [`grammar`] (dates with the name of a month, made of [`parts`]), then [`numeric`], [`years`] and [`relative`]; [`veto`] says which numbers are no
//! dates. The words are in `src/lexicon/data/months.tsv`, `weekdays.tsv` and `date_words.tsv`.

mod grammar;
mod lexicon;
mod numeric;
mod parts;
mod relative;
mod shared;
mod token;
mod veto;
mod years;

pub use numeric::in_path;
pub use relative::{Relative, Turn, resolve};

use self::lexicon::{Kind, Words, folded};
use self::token::{Shape, Text};
use super::{Facts, Reading};
use crate::base::date::{Precision, When, weekday};
use crate::base::span::Span;
use crate::intake::survey::blocks::Role;
use jiff::civil::Weekday;

/// What the words of a date say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateValue {
    /// A date, as far as it is stated.
    Stated(When),
    /// One of several, and nothing here decides which.
    Ambiguous(Vec<When>),
    /// A date that counts from the day of writing.
    Relative(Relative),
    /// A day that does not exist; why.
    Impossible(String),
}

/// Whether a date is the beginning or the end of something that is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// `since 2003`, `from 2003 onwards`
    Since,
    /// `until 2015`
    Until,
}

/// A date where a text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where, in the text given to [`find`]: without weekday, time and zone.
    pub span: Span,
    /// The words.
    pub surface: String,
    /// What they say.
    pub value: DateValue,
    /// The rule that read them; one of [`RULES`].
    pub rule: &'static str,
    /// The weekday printed with the date.
    pub weekday: Option<Weekday>,
    /// How exactly it is stated; only of a stated date.
    pub precision: Option<Precision>,
    /// Whether it opens or closes a stretch of time.
    pub open: Option<Open>,
}

impl DateMention {
    /// The date, when it is stated as one.
    pub fn stated(&self) -> Option<&When> {
        match &self.value {
            DateValue::Stated(when) => Some(when),
            _ => None,
        }
    }

    /// The readings of an ambiguous date.
    pub fn candidates(&self) -> Option<&[When]> {
        match &self.value {
            DateValue::Ambiguous(readings) => Some(readings),
            _ => None,
        }
    }

    /// Whether it can be read as several days.
    pub fn is_ambiguous(&self) -> bool {
        self.candidates().is_some()
    }

    /// The weekday printed with the date, when the calendar has another for that day.
    pub fn wrong_weekday(&self) -> Option<Weekday> {
        let when = self.stated()?;
        let day = weekday(when.year()?, when.month()?, when.day()?)?;
        self.weekday.filter(|printed| *printed != day)
    }
}

/// Every rule and an example of what it reads.
pub const RULES: &[(&str, &str)] = &[
    ("day-month", "26 August 2015"),
    ("month-day", "August 26, 2015"),
    ("month-year", "August 2015"),
    ("year-month-day", "2016. március 14."),
    ("day-range", "8-10 May 2018"),
    ("days", "7 and 8 May 2019"),
    ("shared-year", "28 April and 2 May 2019"),
    ("range", "28 April-2 May 2019"),
    ("range-over-new-year", "30 December - 2 January 2019"),
    ("month-range", "March-May 2015"),
    ("iso", "2015-08-26"),
    ("figures", "26/08/2015"),
    ("figures-weekday", "Fri, 12/07/2018"),
    ("figures-ambiguous", "12/07/2018"),
    ("figures-short-year", "25.5.92"),
    ("figures-range", "14.-16.03.2016"),
    ("east-asian", "2016年3月14日"),
    ("decade", "the 1990s"),
    ("season", "the summer of 2015"),
    ("part-of-year", "Q3 2015"),
    ("year-range", "2022-2025"),
    ("short-range", "in 2013-14"),
    ("year-list", "in 2000, 2005 and 2013"),
    ("year-noun", "the year 2015"),
    ("year-part", "mid-2013"),
    ("year-bracket", "(2015)"),
    ("fiscal-year", "FY 2015"),
    ("year-preposition", "in 2015"),
    ("year-event", "Conference 2015"),
    ("year-possessive", "2015's"),
    ("year-attribute", "the 2022 conference"),
    ("relative", "this week"),
    ("relative-ago", "two weeks ago"),
    ("relative-turn", "last October"),
    ("relative-weekday", "on Wednesday"),
];

/// A date among tokens.
#[derive(Debug)]
struct Raw {
    /// First token.
    from: usize,
    /// One past the last token.
    to: usize,
    value: DateValue,
    rule: &'static str,
    weekday: Option<u8>,
}

/// What one rule found: one date, or several that share a month or year.
#[derive(Debug)]
struct Found {
    mentions: Vec<Raw>,
}

impl Found {
    fn one(raw: Raw) -> Self {
        Self { mentions: vec![raw] }
    }

    fn end(&self) -> usize {
        self.mentions.last().map_or(0, |raw| raw.to)
    }
}

/// Every date in a text, in order, none inside another.
///
/// The language, an ISO 639-1 code, is a hint: months and figures are read in all languages of the lists, single words such as "gestern" only in
/// their own.
pub fn find(text: &str, language: Option<&str>) -> Vec<DateMention> {
    Text::paragraphs(text, language).iter().flat_map(find_in).collect()
}

/// Finds every date in the text.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    for (block, role) in reading.layout.roles.iter().enumerate() {
        if matches!(role, Role::Contact | Role::Noise) {
            continue;
        }
        let span = reading.document.blocks[block].span;
        let language = Some(reading.language).filter(|language| *language != "und");
        facts.dates.extend(find(span.of(reading.text()), language).into_iter().map(|mut mention| {
            mention.span = mention.span.shifted(span.start);
            mention
        }));
    }
}

fn find_in(text: &Text<'_>) -> Vec<DateMention> {
    let mut raws = Vec::new();
    // One past a year that had a context: `in 2000, 2005 and 2013`.
    let mut year_end = None;
    let mut at = 0;
    while at < text.tokens.len() {
        let listed = year_end.is_some_and(|end| text.continues_list(end, at));
        let Some(best) = longest(text, at, listed) else {
            at += 1;
            continue;
        };
        let end = best.end();
        year_end = best.mentions.last().filter(|raw| raw.rule.starts_with("year") && raw.to == raw.from + 1).map(|raw| raw.to);
        at = end.max(at + 1);
        for raw in best.mentions {
            at = at.max(text.weekday_behind(raw.to).map_or(raw.to, |(_, end)| end));
            raws.push(raw);
        }
    }
    shared::share_years(text, &mut raws);
    raws.into_iter().map(|raw| text.mention(raw)).collect()
}

fn longest(text: &Text<'_>, at: usize, listed: bool) -> Option<Found> {
    let token = text.tokens.get(at)?;
    // Only these can open a date; everything else is most of a text.
    if matches!(token.shape, Shape::Mark(_)) || token.shape == Shape::Word && token.veto & token::veto::HARD != 0 {
        return None;
    }
    let mut best: Option<Found> = None;
    for found in [text.dates_with_months(at), text.dates_in_figures(at), text.years(at, listed), text.relative(at)].into_iter().flatten() {
        if best.as_ref().is_none_or(|best| found.end() > best.end()) {
            best = Some(found);
        }
    }
    best
}

impl Text<'_> {
    /// Whether only a comma or "and" lies between the year that ended at `end` and the number at `at`.
    fn continues_list(&self, end: usize, at: usize) -> bool {
        let or = at == end + 1 && self.has(end, Kind::Or);
        or || end < at
            && self
                .connector(end)
                .is_some_and(|connector| connector.next == at && connector.join(self.hint | lexicon::EN).is_some_and(|join| !join.is_range()))
    }

    /// A mention, with what stands around it: "early" and "about" before it, a weekday in brackets behind it, "since", "until", "onwards".
    fn mention(&self, raw: Raw) -> DateMention {
        let Raw { mut from, to, mut value, rule, mut weekday } = raw;
        if let DateValue::Stated(when) = &value {
            let dash = usize::from(from >= 2 && self.tokens[from - 1].is_dash() && self.glued(from));
            let word = from.checked_sub(1 + dash).map(|index| (index, &self.tokens[index]));
            // `principios de 2013`
            let of = word.filter(|(index, token)| dash == 0 && token.is(Kind::Of) && !token.is(Kind::Early) && self.follows(*index, Kind::Early));
            let word = of
                .map(|(index, _)| (index - 1, &self.tokens[index - 1]))
                .filter(|(_, token)| token.word != "late" && token.word != "early" && token.word != "mid")
                .or(word);
            if let Some((index, token)) = word {
                let coarse = when.precision() != Precision::Day;
                if token.is(Kind::Early) && coarse || token.is(Kind::About) || token.word == "c" && self.is_mark(index + 1, '.') {
                    value = DateValue::Stated(when.approximate());
                    from = index;
                }
            }
        }
        if weekday.is_some() {
            from = self.weekday(from).map_or(from, |(_, behind)| behind);
        } else {
            weekday = self.weekday_behind(to).map(|(number, _)| number);
        }
        let open = if matches!(&value, DateValue::Stated(when) if !when.is_interval()) { self.openness(from, to) } else { None };
        let span = Span::new(self.tokens[from].span.start, self.tokens[to - 1].span.end);
        let precision = if let DateValue::Stated(when) = &value { Some(when.precision()) } else { None };
        DateMention { span, surface: span.of(self.whole).to_owned(), value, rule, weekday: weekday.and_then(weekday_of), precision, open }
    }

    /// The weekday in brackets behind a date and the token behind it: `26 August 2015 (Wednesday)`.
    fn weekday_behind(&self, at: usize) -> Option<(u8, usize)> {
        let brackets = self.is_mark(at, '(') && self.is_mark(at + 2, ')');
        let (number, _) = self.near(at + 1).filter(|_| brackets)?.weekday?;
        Some((number, at + 3))
    }

    fn openness(&self, from: usize, to: usize) -> Option<Open> {
        let onwards = self.has(to, Kind::Onwards)
            || self.follows(from, Kind::From) && self.near(to).is_some_and(|token| matches!(token.word.as_str(), "on" | "forward"));
        if onwards {
            return Some(Open::Since);
        }
        let mut index = from.checked_sub(1)?;
        for _ in 0..3 {
            let token = &self.tokens[index];
            if token.is(Kind::Since) {
                return Some(Open::Since);
            }
            if token.is(Kind::Until) {
                return Some(Open::Until);
            }
            let between = token.is_apostrophe() || token.is_any(&[Kind::Article, Kind::In, Kind::To, Kind::Year, Kind::Of]);
            index = index.checked_sub(1).filter(|_| between)?;
        }
        None
    }
}

/// The weekday with this number: 1 Monday to 7 Sunday.
fn weekday_of(number: u8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number.cast_signed()).ok()
}

/// Whether a word is the name of a weekday, in full in any language of the lists or as an English abbreviation.
pub fn is_weekday(word: &str) -> bool {
    Words::built_in().weekday(&folded(word), lexicon::EN).is_some()
}

/// Whether a word is the name of a month: any in English, and those of other languages that are nothing else.
pub fn is_month(word: &str) -> bool {
    Words::built_in().month(&folded(word), lexicon::EN).is_some_and(|month| month.languages & lexicon::EN != 0 || !month.weak && !month.short)
}

#[cfg(test)]
mod cases;
