//! The words of dates in many languages, read from the lists under `src/lexicon/data`.

use crate::base::lookup::Lookup;
use crate::base::text::fold;
use crate::lexicon::table::{rows, variants};
use std::sync::LazyLock;

/// The languages of the lists; the place of a language is its bit in a [`Languages`].
const LANGUAGES: &[&str] = &[
    "en", "fr", "es", "de", "pt", "it", "nl", "pl", "ru", "uk", "cs", "sk", "sl", "hr", "ro", "sv", "da", "nb", "fi", "tr", "hu", "el", "bg", "ar",
    "sr", "ca", "id",
];

/// A set of languages, a bit for each.
pub type Languages = u32;

/// English.
pub const EN: Languages = 1;
/// German, which writes months with a capital as English does.
pub const DE: Languages = 1 << 3;
/// Hungarian, which puts the month before the day.
pub const HU: Languages = 1 << 20;
/// Every language: what marks such as dashes belong to.
pub const ALL: Languages = u32::MAX;

/// The set of one language; empty for a language without lists.
pub fn language(code: &str) -> Languages {
    let code = code.get(..2).unwrap_or(code);
    let code = if code.eq_ignore_ascii_case("no") { "nb" } else { code };
    LANGUAGES.iter().position(|known| known.eq_ignore_ascii_case(code)).map_or(0, |at| 1 << at)
}

macro_rules! kinds {
    ($($kind:ident $name:literal $doc:literal;)*) => {
        /// What a word does beside a date.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = $doc] $kind,)*
        }

        impl Kind {
            fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$kind),)*
                    _ => None,
                }
            }

            /// Its bit in the flags of a token.
            pub const fn bit(self) -> u64 {
                1 << self as u64
            }
        }
    };
}

kinds! {
    To "to" "Joins the ends of a range.";
    And "and" "Joins the last two of a list.";
    Of "of" "Between day, month and year.";
    Article "article" "Before a day.";
    OrdinalEnding "ordinal-ending" "Written close behind a day: `21st`.";
    In "in" "Before a year.";
    OfYear "of-year" "Before a year, weaker.";
    By "by" "Before a year, weaker still.";
    Or "or" "Between years that are listed.";
    Version "version" "Before figures with full stops that are no date.";
    Present "present" "The end of a stretch that goes on.";
    Since "since" "What follows is a beginning.";
    Until "until" "What follows is an end.";
    From "from" "Before the first end of a range.";
    Between "between" "Before two ends joined by `and`.";
    Onwards "onwards" "What stands before is a beginning.";
    Early "early" "A part of a month or year.";
    About "about" "What follows is not exact.";
    Season "season" "A season; the value is EDTF's number.";
    SeasonWeak "season-weak" "A season that is an ordinary word, too.";
    NotSeason "not-season" "Before a season that is none: `Arab Spring`.";
    Quarter "quarter" "A quarter of a year.";
    Half "half" "Half a year.";
    Ordinal "ordinal" "A number of order in words.";
    Year "year" "The noun before a year.";
    YearBehind "year-after" "The noun behind a year.";
    Decade "decade" "The noun before a decade.";
    Determiner "determiner" "Before a year that tells one event from others: `the 2022 conference`.";
    Fiscal "fiscal" "Makes `2013-14` two years.";
    DateLabel "date-label" "A label of date lines.";
    Last "last" "The one before.";
    LastBefore "last-before" "The one before; stands before the noun.";
    LastBehind "last-behind" "The one before; stands behind the noun.";
    This "this" "The one that is.";
    Next "next" "The one to come.";
    NextBefore "next-before" "The one to come; stands before the noun.";
    NextBehind "next-behind" "The one to come; stands behind the noun.";
    Future "future" "Says that a sentence speaks of what is to come.";
    Relative "relative" "A phrase that counts from the day of writing.";
    Ago "ago" "Behind a stretch of time that has passed.";
    AgoBefore "ago-before" "Before a stretch of time that has passed.";
    Unit "unit" "A unit of time: 1 day, 2 week, 3 month, 4 year.";
    Amount "amount" "A number in words.";
    Vague "vague" "Makes a stretch of time inexact.";
    NotDayBefore "not-day-before" "Before a weekday that is a name.";
    NotDayBehind "not-day-behind" "Behind a weekday that is a name.";
    Counted "counted" "What is counted: the number before is no year.";
    Measure "measure" "What is measured: the number before is no year.";
    Currency "currency" "Before an amount of money.";
    Label "label" "Before a number that is a name.";
    Phone "phone" "Before a telephone number.";
    Programme "programme" "Programmes named after a year.";
    Event "event" "Events named with a year behind them.";
    Total "total" "Before `of` and a number that is no year.";
    Growth "growth" "Before `from … to …` that are no years.";
}

/// A month as a word can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// 1 to 12.
    pub number: u8,
    /// The languages it is a month in.
    pub languages: Languages,
    /// Whether it is an ordinary word or a name, too.
    pub weak: bool,
    /// Whether it is an abbreviation.
    pub short: bool,
}

struct MonthName {
    month: Month,
    hint_only: bool,
}

struct DayName {
    number: u8,
    languages: Languages,
    short: bool,
}

struct Entry {
    kind: Kind,
    languages: Languages,
    value: i8,
}

/// A phrase of several words.
#[derive(Debug)]
pub struct Phrase {
    /// Its folded words; an apostrophe or hyphen between them is no word.
    pub words: Vec<String>,
    /// What it does.
    pub kind: Kind,
    /// `day-1` and the like.
    pub value: &'static str,
    /// Its language.
    pub languages: Languages,
}

/// All words.
pub struct Words {
    months: Lookup<String, Vec<MonthName>>,
    weekdays: Lookup<String, Vec<DayName>>,
    others: Lookup<String, Vec<Entry>>,
    phrases: Lookup<String, Vec<Phrase>>,
}

const MONTHS: &str = include_str!("../../../lexicon/data/months.tsv");
const WEEKDAYS: &str = include_str!("../../../lexicon/data/weekdays.tsv");
const WORDS: &str = include_str!("../../../lexicon/data/date_words.tsv");

static BUILT_IN: LazyLock<Words> = LazyLock::new(Words::read);

/// A word as the lists are looked up.
pub fn folded(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { fold(word) }
}

impl Words {
    /// The lists that come with the program.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn read() -> Self {
        let mut read = Self { months: Lookup::new(), weekdays: Lookup::new(), others: Lookup::new(), phrases: Lookup::new() };
        for row in rows(MONTHS, 4) {
            let (languages, number) = (language(row[0]), row[1].parse().unwrap_or(0));
            for (cell, short) in [(row[2], false), (row[3], true)] {
                for name in variants(cell) {
                    let plain = name.trim_start_matches(['~', '=']);
                    let month = Month { number, languages, weak: name.starts_with('~'), short };
                    read.months.entry(folded(plain)).or_default().push(MonthName { month, hint_only: name.starts_with('=') });
                }
            }
        }
        for row in rows(WEEKDAYS, 4) {
            let (languages, number) = (language(row[0]), row[1].parse().unwrap_or(0));
            for (cell, short) in [(row[2], false), (row[3], true)] {
                for name in variants(cell) {
                    read.weekdays.entry(folded(name).replace(' ', "")).or_default().push(DayName { number, languages, short });
                }
            }
        }
        for row in rows(WORDS, 4) {
            let Some(kind) = Kind::named(row[0]) else { continue };
            let languages = language(row[1]);
            for name in variants(row[3]) {
                let words: Vec<String> = name.split([' ', '\'', '-']).map(folded).collect();
                if kind == Kind::Relative || words.len() > 1 {
                    let phrase = Phrase { words, kind, value: row[2], languages };
                    read.phrases.entry(phrase.words[0].clone()).or_default().push(phrase);
                } else {
                    read.others.entry(folded(name)).or_default().push(Entry { kind, languages, value: row[2].parse().unwrap_or(0) });
                }
            }
        }
        read
    }

    /// The month a word names; nothing when languages disagree and no hint settles it. The word is folded.
    pub fn month(&self, word: &str, hint: Languages) -> Option<Month> {
        let names = self.months.get(word)?;
        let mut found: Option<Month> = None;
        let hinted = names.iter().any(|name| name.month.languages & hint != 0);
        for name in names {
            let own = name.month.languages & hint != 0;
            if name.hint_only && !own {
                continue;
            }
            match &mut found {
                None => found = Some(name.month),
                Some(month) if month.number == name.month.number => {
                    // A stop behind it belongs to it where it is an abbreviation; what English says goes before the others.
                    month.short = match (month.languages & EN != 0, name.month.languages & EN != 0) {
                        (true, false) => month.short,
                        (false, true) => name.month.short,
                        _ => month.short || name.month.short,
                    };
                    month.languages |= name.month.languages;
                    month.weak &= name.month.weak;
                }
                Some(month) if hinted => {
                    if own {
                        *month = name.month;
                    }
                }
                Some(_) => return None,
            }
        }
        found
    }

    /// The weekday a word names, and whether it is an abbreviation: 1 Monday to 7 Sunday.
    ///
    /// Abbreviations other than English ones are read in a text of their own language only.
    pub fn weekday(&self, word: &str, hint: Languages) -> Option<(u8, bool)> {
        let names = self.weekdays.get(word)?;
        let usable = |name: &&DayName| !name.short || name.languages & (hint | EN) != 0;
        let own = names.iter().filter(usable).find(|name| name.languages & hint != 0);
        let name = own.or_else(|| names.iter().find(usable))?;
        let settled = own.is_some() || names.iter().filter(usable).all(|other| other.number == name.number);
        settled.then_some((name.number, name.short))
    }

    /// The languages in which a weekday is written out by this word.
    pub fn weekday_languages(&self, word: &str) -> Languages {
        self.weekdays.get(word).map_or(0, |names| names.iter().filter(|name| !name.short).fold(0, |all, name| all | name.languages))
    }

    /// Everything the word does, in English and the languages of the hint.
    pub fn flags(&self, word: &str, hint: Languages) -> u64 {
        self.others
            .get(word)
            .map_or(0, |entries| entries.iter().filter(|entry| entry.languages & (hint | EN) != 0).fold(0, |flags, entry| flags | entry.kind.bit()))
    }

    /// The languages in which the word does this.
    pub fn languages(&self, word: &str, kind: Kind) -> Languages {
        self.others.get(word).map_or(0, |entries| entries.iter().filter(|entry| entry.kind == kind).fold(0, |all, entry| all | entry.languages))
    }

    /// The value of a word of this kind.
    pub fn value(&self, word: &str, kind: Kind, hint: Languages) -> Option<u8> {
        let entries = self.others.get(word)?;
        let entry = entries.iter().find(|entry| entry.kind == kind && entry.languages & (hint | EN) != 0)?;
        u8::try_from(entry.value).ok()
    }

    /// The phrases that begin with this word.
    pub fn phrases(&self, word: &str) -> &[Phrase] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_say_where_they_come_from_and_every_kind_and_language_is_known() {
        for list in [MONTHS, WEEKDAYS, WORDS] {
            let mut lines = list.lines();
            assert!(lines.next().unwrap().starts_with("# "));
            assert!(lines.next().unwrap().starts_with("# Source: "));
            assert!(lines.next().unwrap().starts_with("# Licence: "));
        }
        for row in rows(WORDS, 4) {
            assert!(Kind::named(row[0]).is_some(), "{row:?}");
            assert!(language(row[1]) != 0 && !row[3].is_empty(), "{row:?}");
        }
        for (list, count) in [(MONTHS, 12), (WEEKDAYS, 7)] {
            let listed: Vec<_> = rows(list, 4);
            assert_eq!(listed.len() % count, 0);
            assert!(listed.iter().enumerate().all(|(at, row)| row[1] == (at % count + 1).to_string() && language(row[0]) != 0));
        }
    }

    #[test]
    fn months_of_many_languages() {
        let month = |word: &str, hint: &str| Words::built_in().month(&folded(word), language(hint)).map(|month| month.number);
        for (word, number) in
            [("March", 3), ("März", 3), ("août", 8), ("diciembre", 12), ("марта", 3), ("października", 10), ("Ağustos", 8), ("lokakuuta", 10)]
        {
            assert_eq!(month(word, ""), Some(number), "{word}");
        }
        assert_eq!(month("listopada", ""), None, "November in Polish, October in Croatian");
        assert_eq!((month("listopada", "pl"), month("listopada", "hr")), (Some(11), Some(10)));
        assert_eq!((month("out", "en"), month("out", "pt")), (None, Some(10)));
    }
}
