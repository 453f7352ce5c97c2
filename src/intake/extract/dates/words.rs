//! The words dates are made of, folded: months and weekdays of many languages from their lists, and the small words between numbers.

use crate::base::text::fold;
use crate::lexicon::table::{rows, variants};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One meaning of a word in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sense {
    language: &'static str,
    /// 1 to 12, or 1 (Monday) to 7.
    number: u8,
    /// Whether it is a full name.
    full: bool,
}

type Table = BTreeMap<String, Vec<Sense>>;

static MONTHS: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../../lexicon/data/months.tsv"), 12));
static WEEKDAYS: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../../lexicon/data/weekdays.tsv"), 7));

fn table(text: &'static str, numbers: u8) -> Table {
    let mut table = Table::new();
    for row in rows(text, usize::from(numbers) + 1) {
        let Some((language, cells)) = row.split_first() else { continue };
        for (number, cell) in (1..=numbers).zip(cells) {
            for form in variants(cell) {
                table.entry(fold(form)).or_default().push(Sense { language, number, full: !form.ends_with('.') });
            }
        }
    }
    table
}

/// A month as a word names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// 1 to 12.
    pub number: u8,
    /// Whether the word is also common English, or short and of another language: it then needs a day and a year beside it.
    pub weak: bool,
    /// Whether the word is a full name.
    pub full: bool,
}

/// Names of months that are something else in English or in several languages.
const WEAK: [&str; 14] = ["ag", "ago", "ara", "des", "gen", "lis", "lip", "mag", "maj", "mar", "mars", "out", "pro", "set"];

/// The month a folded word names in a text of this language. Words that name different months elsewhere need the language.
pub fn month(word: &str, language: Option<&str>) -> Option<Month> {
    let senses = MONTHS.get(word)?;
    let own = senses.iter().find(|sense| language == Some(sense.language));
    let english = senses.iter().find(|sense| sense.language == "en");
    let sense = own.or(english).or_else(|| {
        let first = senses.first()?;
        senses.iter().all(|sense| sense.number == first.number).then_some(first)
    })?;
    let weak = own.is_none() && (WEAK.contains(&word) && (english.is_none() || word == "mar") || english.is_none() && !sense.full);
    Some(Month { number: sense.number, weak, full: sense.full })
}

/// The weekday a folded word names, 1 for Monday; short forms of two letters only in the text's own language.
pub fn weekday(word: &str, language: Option<&str>) -> Option<u8> {
    let senses = WEEKDAYS.get(word)?;
    let own = senses.iter().find(|sense| language == Some(sense.language));
    let long = |sense: &&Sense| word.chars().count() > 2 && sense.number > 0;
    let sense = own.or_else(|| senses.iter().find(|sense| sense.language == "en")).or_else(|| senses.iter().find(long))?;
    Some(sense.number)
}

/// Whether a folded word is the full name of a weekday in English or in this language.
pub fn full_weekday(word: &str, language: Option<&str>) -> Option<u8> {
    let senses = WEEKDAYS.get(word)?;
    senses.iter().find(|sense| sense.full && (language == Some(sense.language) || sense.language == "en")).map(|sense| sense.number)
}

/// Whether any language has a weekday of at least three letters of this name.
pub fn is_weekday(word: &str) -> bool {
    word.chars().count() >= 3 && WEEKDAYS.contains_key(word)
}

/// Whether any language has a month of at least three letters of this name.
pub fn is_month(word: &str) -> bool {
    word.chars().count() >= 3 && MONTHS.contains_key(word)
}

/// How two dates are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// From one to the other.
    Range,
    /// Both, or the last of a list.
    List,
    /// A comma: more of a list follows, or something else.
    Comma,
}

/// Words that join two dates.
pub fn join(word: &str) -> Option<Join> {
    match word {
        "to" | "until" | "till" | "through" | "thru" | "au" | "a" | "al" | "bis" | "tot" | "do" | "по" | "до" | "til" | "ate" | "hasta" | "pana" => {
            Some(Join::Range)
        }
        "and" | "et" | "y" | "e" | "und" | "en" | "i" | "и" | "та" | "і" | "och" | "og" | "ja" | "ve" | "si" | "or" => Some(Join::List),
        _ => None,
    }
}

/// Words between the parts of a date: `22nd of December`, `14 de marzo de 2016`.
pub fn is_link(word: &str) -> bool {
    matches!(word, "of" | "de" | "del" | "do" | "d" | "di" | "the" | "in")
}

/// Ordinal endings glued to a day.
pub fn is_ordinal(ending: &str) -> bool {
    matches!(ending, "st" | "nd" | "rd" | "th" | "er" | "re" | "e" | "eme" | "º" | "ª" | "°" | "o" | "ste" | "de" | "го" | "е" | "ro")
}
