//! The dateline: where (and often when) an article was issued, printed before its first sentence.
//!
//! `Bangkok (Thailand), 26 August 2015 -` · `MANILA (Reuters) -` · `JEDDAH, Saudi Arabia, March 16, 2015/Agency (APO)/ —` ·
//! `Iran -` · `Genève, le 3 mai 2011 –` · alone on a line: `Vienna, 4 April 2021`.
//! Not: `Tunisia - a country of …` (the sentence goes on in lower case), `The EU has been promoting it - first …`.

use super::names;
use crate::base::span::Span;
use crate::base::text::fold;
use crate::intake::extract::dates::{self, DateMention};
use crate::lexicon::Lexicon;

/// A dateline.
#[derive(Clone, Debug)]
pub struct Dateline {
    /// All of it, with the dash.
    pub span: Span,
    /// The places it names, as printed; at least one.
    pub places: Vec<Span>,
    /// The country or state that stands beside the place.
    pub country: Option<Span>,
    /// Its date.
    pub date: Option<DateMention>,
    /// The agency in brackets or between slashes.
    pub agency: Option<Span>,
    /// Whether no text stands behind it.
    pub alone: bool,
}

impl Dateline {
    /// The same, `by` bytes further on.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.shifted(by);
        for place in &mut self.places {
            *place = place.shifted(by);
        }
        self.country = self.country.map(|span| span.shifted(by));
        self.agency = self.agency.map(|span| span.shifted(by));
        if let Some(date) = &mut self.date {
            date.span = date.span.shifted(by);
        }
        self
    }
}

/// What stands before the place in the last line of a declaration.
const SIGNED: &[&str] = &["Done at ", "Done in ", "Signed in ", "Fait à ", "Hecho en ", "Dado en ", "Feito em ", "Fatto a ", "Geschehen zu "];

/// The longest dateline, in characters.
const LONGEST: usize = 110;

/// Reads the dateline at the start of a block.
pub fn parse(text: &str, lexicon: &Lexicon) -> Option<Dateline> {
    let limit = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    if let Some(found) = in_brackets(&text[..limit], text, lexicon) {
        return Some(found);
    }
    for (start, end, strong) in separators(&text[..limit]) {
        let after = text[end..].trim_start();
        let Some(next) = after.chars().next() else { continue };
        // `Tunisia - a country of …` goes on in lower case; `Vienna, 3 May 2016 - the commission …` may, its date says what it is.
        let new_sentence = !next.is_lowercase();
        if let Some(found) = read_prefix(&text[..start], lexicon)
            && (strong && new_sentence || found.date.is_some() || new_sentence && found.agency.is_some())
        {
            return Some(Dateline { span: Span::new(0, end), ..found });
        }
    }
    let alone = text.trim_end().trim_end_matches('.');
    // `Done at Geneva, 5 May 2011`
    let signed = SIGNED.iter().find_map(|words| alone.strip_prefix(words)).unwrap_or(alone);
    if alone.chars().count() <= 80
        && let Some(found) = read_prefix(signed, lexicon)
        && found.date.is_some()
    {
        let found = found.shifted(alone.len() - signed.len());
        return Some(Dateline { span: Span::new(0, text.len()), alone: true, ..found });
    }
    None
}

/// `(Beirut, October 3, 2024) – …`, `(Press office, Georgetown, Guyana) …`: all of it in brackets.
fn in_brackets(start: &str, text: &str, lexicon: &Lexicon) -> Option<Dateline> {
    let inner = start.strip_prefix('(')?;
    let close = inner.find(')')?;
    let after = text[close + 2..].trim_start_matches([' ', '-', '–', '—', ':', '.']);
    if !after.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"')) {
        return None;
    }
    let end = text.len() - after.len();
    let whole = &inner[..close];
    // A body may stand before the place.
    let starts = std::iter::once(0).chain(whole.match_indices(", ").map(|(at, _)| at + 2));
    for from in starts {
        let Some(found) = read_prefix(&whole[from..], lexicon) else { continue };
        let place = found.places.first()?.of(&whole[from..]);
        if is_place(place, lexicon) && (from == 0 || names::is_organisation_name(&whole[..from], lexicon)) {
            let shifted = found.shifted(from + 1);
            return Some(Dateline { span: Span::new(0, end), ..shifted });
        }
    }
    None
}

/// Where a dateline may end: start and end of each dash or colon, and whether it counts without a date.
fn separators(text: &str) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let before = text[..at].chars().next_back();
        let spaced = before.is_some_and(|b| b == ' ' || b == '/' || b == ')');
        match c {
            '—' | '–' if spaced || text[end..].starts_with(' ') => found.push((at, end, true)),
            '—' => found.push((at, end, true)),
            '-' if spaced && (text[end..].starts_with(' ') || text[end..].starts_with('-')) => {
                let dashes = text[at..].len() - text[at..].trim_start_matches('-').len();
                found.push((at, at + dashes, true));
            }
            ':' if text[end..].starts_with(' ') => found.push((at, end, false)),
            // `San Salvador, El Salvador. June 3rd, 2021. The …`
            '.' if text[end..].starts_with(' ') && before.is_some_and(|b| b.is_ascii_digit()) => found.push((at, end, false)),
            // `Lima, 27 de octubre de 2022.- El comité`
            '.' if text[end..].starts_with(['-', '–', '—']) => {
                let dashes = text[end..].len() - text[end..].trim_start_matches(['-', '–', '—']).len();
                found.push((at, end + dashes, true));
            }
            '.' if end < text.len() && text[..at].chars().all(|c| !c.is_lowercase()) && text[end..].starts_with([' ', '—', '–']) => {
                found.push((at, end, false));
            }
            _ => {}
        }
    }
    found
}

/// Reads `PLACE[, REGION][ (COUNTRY)][, DATE][ (AGENCY)]`, and nothing else.
fn read_prefix(prefix: &str, lexicon: &Lexicon) -> Option<Dateline> {
    if prefix.chars().count() > LONGEST || prefix.trim().is_empty() {
        return None;
    }
    let mentions = dates::find(prefix, None);
    let date = mentions.iter().find(|mention| mention.stated().is_some() || mention.is_ambiguous()).cloned();
    let mut dateline = Dateline { span: Span::new(0, prefix.len()), places: Vec::new(), country: None, date, agency: None, alone: false };
    for piece in pieces(prefix, &mentions) {
        read_piece(prefix, &piece, lexicon, &mut dateline)?;
    }
    let first = dateline.places.first()?.of(prefix);
    let known = is_place(first, lexicon);
    let capitals = is_capitals(first);
    let words =
        ["DAY", "SESSION", "PART", "ANNEX", "NOTE", "BACKGROUND", "SUMMARY", "PANEL", "AGENDA", "UPDATE", "NEWS", "TODAY", "REPORT", "DATE", "EVENT"];
    // `Date: 6 February 2024`: a label, though a town bears the name.
    if matches!(first, "Date" | "Place" | "Time" | "Venue" | "Subject" | "Source" | "Contact" | "Note") {
        return None;
    }
    if words.iter().any(|word| first.split(' ').any(|part| part == *word)) {
        return None;
    }
    let supported = dateline.date.is_some() || dateline.country.is_some() || dateline.agency.is_some();
    (known || capitals && (supported || first.chars().count() >= 4)).then_some(dateline)
}

/// The stretches between commas, slashes, brackets and dates.
fn pieces(prefix: &str, mentions: &[DateMention]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut start, mut bracket) = (0, false);
    let mut skip_to = 0;
    for (at, c) in prefix.char_indices() {
        if at < skip_to {
            continue;
        }
        if let Some(mention) = mentions.iter().find(|mention| mention.span.start == at) {
            push_piece(prefix, start, at, bracket, &mut pieces);
            skip_to = mention.span.end;
            start = skip_to;
            continue;
        }
        if matches!(c, ',' | '/' | '(' | ')' | '|' | ';' | '[' | ']' | '•' | '·') {
            push_piece(prefix, start, at, bracket, &mut pieces);
            bracket = c == '(' || c == '[' || c == '/' && !bracket && !pieces.is_empty();
            start = at + c.len_utf8();
        }
    }
    push_piece(prefix, start, prefix.len(), bracket, &mut pieces);
    pieces
}

struct Piece {
    span: Span,
    bracket: bool,
}

fn push_piece(prefix: &str, start: usize, end: usize, bracket: bool, pieces: &mut Vec<Piece>) {
    let text = prefix.get(start..end).unwrap_or("");
    let trimmed = text.trim_matches([' ', '.', '-', '–', '—', ':', '*']);
    if trimmed.is_empty() {
        return;
    }
    let lead = text.find(trimmed).unwrap_or(0);
    pieces.push(Piece { span: Span::new(start + lead, start + lead + trimmed.len()), bracket });
}

/// Small words that stand beside a date in a dateline.
const FILLERS: &[&str] = &["le", "el", "den", "am", "the", "on", "a", "utc", "gmt", "d c", "dc", "for immediate release", "issued", "press release"];

fn read_piece(prefix: &str, piece: &Piece, lexicon: &Lexicon, dateline: &mut Dateline) -> Option<()> {
    let text = piece.span.of(prefix);
    let folded = fold(text);
    if folded.is_empty()
        || folded.len() <= 2 && text.chars().all(|c| !c.is_lowercase())
        || FILLERS.contains(&folded.as_str())
        || dates::is_weekday(&folded)
    {
        return Some(());
    }
    let words = text.split_whitespace().count();
    if words > 6 || text.chars().any(|c| matches!(c, '"' | '“' | '?' | '!')) {
        return None;
    }
    if !dateline.places.is_empty()
        && prefix[..piece.span.start].trim_end().ends_with('/')
        && (!lexicon.places.cities(text).is_empty() || is_capitals(text) && !is_agency(text, lexicon))
    {
        dateline.places.push(piece.span);
        return Some(());
    }
    let country = lexicon.places.country_named(text).is_some() || lexicon.places.subnational_named(text).is_some();
    if dateline.places.is_empty() {
        if piece.bracket {
            return None;
        }
        // `Brussels and Kinshasa`, one place after the other.
        for part in split_and(piece.span, text) {
            let name = part.of(prefix);
            if !(is_place(name, lexicon) || is_capitals(name))
                || name.split_whitespace().count() > if is_place(name, lexicon) { 6 } else { 4 }
                || names::starts_like_sentence(name, lexicon)
            {
                return None;
            }
            dateline.places.push(part);
        }
        return Some(());
    }
    if country {
        dateline.country.get_or_insert(piece.span);
        return Some(());
    }
    if is_agency(text, lexicon) {
        dateline.agency.get_or_insert(piece.span);
        return Some(());
    }
    let capital_words =
        text.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase()) || ["of", "and", "the", "de", "la", "du"].contains(&word));
    if capital_words && words <= 3 && !piece.bracket {
        if !lexicon.places.cities(text).is_empty() && dateline.country.is_none() && prefix[..piece.span.start].trim_end().ends_with('/') {
            dateline.places.push(piece.span);
        } else {
            dateline.country.get_or_insert(piece.span);
        }
        return Some(());
    }
    (capital_words && piece.bracket && words <= 5).then(|| {
        dateline.agency.get_or_insert(piece.span);
    })
}

fn split_and(span: Span, text: &str) -> Vec<Span> {
    for joint in [" and ", " et ", " y ", " und ", " & "] {
        if let Some(at) = text.find(joint) {
            let second = at + joint.len();
            return vec![Span::new(span.start, span.start + at), Span::new(span.start + second, span.end)];
        }
    }
    vec![span]
}

fn is_place(name: &str, lexicon: &Lexicon) -> bool {
    let named = lexicon.places.resolve(name, None).is_some();
    named && name.starts_with(|c: char| c.is_uppercase())
}

/// Whether a name is printed in capitals, as agencies print places: at least two letters, no lower case.
fn is_capitals(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !name.chars().any(char::is_lowercase) && !name.chars().any(|c| c.is_ascii_digit())
}

fn is_agency(text: &str, lexicon: &Lexicon) -> bool {
    (is_capitals(text) && text.split_whitespace().count() <= 2)
        || lexicon.organisations.by_name(text).is_some()
        || names::is_organisation_name(text, lexicon)
}
