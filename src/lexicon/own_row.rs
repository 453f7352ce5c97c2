//! The shapes of the lists an archive may have, and a line of one as a row.

use super::geo_read::COUNTRIES;
use super::heads::Kind;
use super::table::rows;
use super::words::LANGUAGES;
use crate::base::text::fold_name;

/// A row of a list: its cells.
pub(super) type Row = Vec<&'static str>;

/// What may stand in a cell.
#[derive(Clone, Copy, Debug)]
enum Cell {
    /// Words; never empty.
    Words,
    /// Anything, or nothing.
    Any,
    /// A language of the lists; English when empty.
    Language,
    /// A code of ISO 3166-1, or nothing.
    Country,
    /// [`Cell::Country`], but never empty.
    InCountry,
    /// A kind of organisation; `body` when empty.
    Kind,
    /// A kind of name; never empty.
    HeadKind,
    /// A whole number, or nothing.
    Number,
    /// One of these.
    One(&'static [&'static str]),
    /// Any of these, between commas.
    Flags(&'static [&'static str]),
}

/// The shape of a list that an archive may have.
#[derive(Debug)]
pub(super) struct List {
    /// The file's name without `.tsv`.
    pub(super) name: &'static str,
    columns: &'static [(&'static str, Cell)],
    /// The columns two rows must share to be the same entry.
    pub(super) key: &'static [usize],
    /// Whether capitals and accents count in the key.
    exact: bool,
}

const fn list(name: &'static str, columns: &'static [(&'static str, Cell)], key: &'static [usize], exact: bool) -> List {
    List { name, columns, key, exact }
}

/// All lists an archive may have.
pub(super) const LISTS: &[List] = &[
    list(
        "organisations",
        &[
            ("name", Cell::Words),
            ("acronym", Cell::Any),
            ("kind", Cell::Kind),
            ("country", Cell::Country),
            ("parent", Cell::Any),
            ("other names", Cell::Any),
            ("flags", Cell::Flags(&["generic"])),
        ],
        &[0],
        false,
    ),
    list(
        "heads",
        &[
            ("noun", Cell::Words),
            ("language", Cell::Language),
            ("kind", Cell::HeadKind),
            ("flags", Cell::Flags(&["two-faced", "weak", "sub", "event", "programme"])),
        ],
        &[0, 1],
        false,
    ),
    list(
        "roles",
        &[("post", Cell::Words), ("language", Cell::Language), ("flags", Cell::Flags(&["prefix", "title", "weak", "role"]))],
        &[0, 1],
        false,
    ),
    list("speech_verbs", &[("verb", Cell::Words), ("language", Cell::Language)], &[0, 1], false),
    list(
        "names",
        &[("word", Cell::Words), ("kind", Cell::One(&["honorific", "rank", "particle", "postnominal"])), ("language", Cell::Any)],
        &[0, 1],
        true,
    ),
    list("given_names", &[("name", Cell::Words)], &[0], false),
    list("companies", &[("legal form", Cell::Words), ("country", Cell::Any), ("flags", Cell::Flags(&["weak"]))], &[0], true),
    list(
        "cues",
        &[
            ("words", Cell::Words),
            ("kind", Cell::One(&["contact", "notes", "kicker", "byline", "credit", "published", "source", "boilerplate", "noise"])),
            ("language", Cell::Language),
            ("what it implies", Cell::Any),
        ],
        &[0, 1, 2],
        false,
    ),
    list("stop_words", &[("word", Cell::Words), ("language", Cell::Language)], &[0, 1], false),
    list(
        "concepts",
        &[("label", Cell::Words), ("other wordings", Cell::Any), ("broader", Cell::Any), ("related", Cell::Any), ("note", Cell::Any)],
        &[0],
        false,
    ),
    list(
        "cities",
        &[
            ("name", Cell::Words),
            ("country", Cell::InCountry),
            ("population", Cell::Number),
            ("capital", Cell::Flags(&["capital"])),
            ("other names", Cell::Any),
        ],
        &[0, 1],
        false,
    ),
    list("subnational", &[("name", Cell::Words), ("country", Cell::InCountry), ("other names", Cell::Any), ("kind", Cell::Any)], &[0, 1], false),
    list("regions", &[("M49 code", Cell::Any), ("name", Cell::Words), ("other names", Cell::Any), ("adjectives", Cell::Any)], &[1], false),
];

impl List {
    pub(super) fn key(&self, row: &[&str]) -> String {
        let cells: Vec<String> = self.key.iter().map(|&at| if self.exact { row[at].to_owned() } else { fold_name(row[at]) }).collect();
        cells.join("\t")
    }
}

/// Column in characters, message, help.
pub(super) type Problem = (usize, String, String);

pub(super) fn read_row(list: &List, line: &str) -> Result<Row, Problem> {
    let names = || list.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let cells: Vec<&str> = line.trim_end().split('\t').collect();
    let width = list.columns.len();
    if cells.len() > width {
        let column = cells[..width].iter().map(|cell| cell.chars().count() + 1).sum::<usize>() + 1;
        let message = format!("the row has {} cells and was left out; `{}` has {width}", cells.len(), list.name);
        return Err((column, message, format!("its cells are {}; `;` parts other names", names())));
    }
    if let [only] = cells[..]
        && width > 1
        && let Some(at) = only.trim().find("  ")
    {
        let column = only.trim()[..at].chars().count() + 1;
        let message = "the row has spaces where cells are parted and was left out".to_owned();
        return Err((column, message, format!("put a tab between cells, which are {}", names())));
    }
    let mut column = 1;
    let mut row = Vec::with_capacity(width);
    for (at, (name, kind)) in list.columns.iter().enumerate() {
        let cell = cells.get(at).copied().unwrap_or("");
        let checked = kind.check(cell.trim());
        row.push(checked.map_err(|help| {
            let message = match cell.trim() {
                "" => format!("the row has no {name} and was left out"),
                cell => format!("`{cell}` is no {name} in this list; the row was left out"),
            };
            (column, message, help)
        })?);
        column += cell.chars().count() + 1;
    }
    Ok(row.into_iter().map(keep).collect())
}

/// The cell for as long as the program runs.
fn keep(cell: String) -> &'static str {
    if cell.is_empty() { "" } else { String::leak(cell) }
}

impl Cell {
    /// The cell as the lists have it, or what to do.
    fn check(self, cell: &str) -> Result<String, String> {
        let plain = Ok(cell.to_owned());
        match self {
            Self::Words if cell.is_empty() => Err("write the words first, then a tab, then the other cells".to_owned()),
            Self::Words | Self::Any => plain,
            Self::Language if cell.is_empty() => Ok("en".to_owned()),
            Self::Language => one_of(cell, LANGUAGES),
            Self::Country if cell.is_empty() => plain,
            Self::Country | Self::InCountry => country(cell),
            Self::Kind if cell.is_empty() => Ok(Kind::Body.as_str().to_owned()),
            Self::Kind => one_of(cell, &Kind::names().filter(|name| Kind::named(name).is_some_and(Kind::is_organisation)).collect::<Vec<_>>()),
            Self::HeadKind => one_of(cell, &Kind::names().collect::<Vec<_>>()),
            Self::Number if cell.is_empty() || cell.parse::<u32>().is_ok() => plain,
            Self::Number => Err("write a number, in figures without commas, or nothing".to_owned()),
            Self::One(words) => one_of(cell, words),
            Self::Flags(words) => {
                let flags: Result<Vec<String>, String> =
                    cell.split(',').map(str::trim).filter(|flag| !flag.is_empty()).map(|flag| one_of(flag, words)).collect();
                flags.map(|flags| flags.join(","))
            }
        }
    }
}

fn one_of(cell: &str, words: &[&str]) -> Result<String, String> {
    if words.contains(&cell) { Ok(cell.to_owned()) } else { Err(format!("write one of {}", words.join(", "))) }
}

fn country(cell: &str) -> Result<String, String> {
    let codes = rows(COUNTRIES, 5);
    if codes.iter().any(|row| row[0].eq_ignore_ascii_case(cell)) {
        return Ok(cell.to_ascii_uppercase());
    }
    let named = codes.iter().find(|row| !cell.is_empty() && [row[1], row[3], row[4]].iter().any(|name| fold_name(name) == fold_name(cell)));
    Err(match named {
        Some(row) => format!("write `{}`", row[0]),
        None => "write the country’s two letters of ISO 3166-1, such as `TH`".to_owned(),
    })
}
