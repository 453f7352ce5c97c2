//! Acronyms and what they stand for: `World Customs Organization (WCO)`, `IHR (International Health Regulations)`.
//!
//! Method, after Schwartz & Hearst 2003 and `Ab3P` 2008: initials first, other letters only when most of them
//! begin words, and the alias rule for names whose letters do not fit (`Committee on Civilian Aspects … (CIVCOM)`).

use super::names;
use crate::base::span::Span;
use crate::intake::document::Document;
use crate::intake::extract::organisations::german;
use crate::intake::token::{Case, Kind, Token};
use crate::lexicon::Lexicon;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A short form and the long form that an article gives for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// The short form, without plural s.
    pub short: String,
    /// Where the short form stands.
    pub short_span: Span,
    /// Where the long form stands.
    pub long_span: Span,
    /// What the long form's head noun makes of it.
    pub kind: Meaning,
    /// The rule.
    pub rule: &'static str,
}

/// What an acronym stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Meaning {
    /// A body.
    Organisation,
    /// A conference, forum, week.
    Event,
    /// A programme, law or treaty.
    Programme,
    /// Anything else: a method, a disease, a kind of document.
    Concept,
}

/// The acronyms an article defines.
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Acronym> {
    let mut found: Vec<Acronym> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for &sentence in &document.sentences {
        let tokens = document.tokens_in(sentence);
        for open in 0..tokens.len() {
            if tokens[open].of(&document.text) != "(" {
                continue;
            }
            let Some(close) = (open + 1..tokens.len().min(open + 40)).find(|&at| tokens[at].of(&document.text) == ")") else { continue };
            let inside = &tokens[open + 1..close];
            let from = (open.saturating_sub(40)..open)
                .rev()
                .find(|&at| matches!(tokens[at].of(&document.text), ")" | "(" | ";"))
                .map_or(open.saturating_sub(40), |at| at + 1);
            let pair = bracketed(document, lexicon, &tokens[from..open], inside);
            let Some(pair) = pair else { continue };
            if known.insert(pair.short.clone()) {
                found.push(pair);
            }
        }
    }
    found
}

/// Reads `before (inside)`.
fn bracketed(document: &Document, lexicon: &Lexicon, before: &[Token], inside: &[Token]) -> Option<Acronym> {
    let text = &document.text;
    let short = inside.iter().find(|token| !matches!(token.of(text), "“" | "”" | "\"" | "‘" | "’" | "'") && !is_lead_in(token.of(text)))?;
    let after: Vec<&Token> = inside.iter().filter(|token| token.span.start > short.span.start).collect();
    let alone = after.iter().all(|token| token.kind == Kind::Mark) || after.first().is_some_and(|token| matches!(token.of(text), "," | ";"));
    let place = short.of(text).chars().filter(|c| c.is_uppercase()).count() == 1 && lexicon.places.resolve(short.of(text), None).is_some();
    if alone && is_short_form(short.of(text)) && !place {
        let (letters, plain) = letters_of(short.of(text));
        let words: Vec<&Token> = strip_quotes(before, text);
        return long_form(text, lexicon, &words, &letters).map(|(long_span, rule)| Acronym {
            short: plain,
            short_span: short.span,
            long_span,
            kind: meaning(long_span.of(text), lexicon),
            rule,
        });
    }
    // Reversed: `IHR (International Health Regulations)`.
    let outer = before.last()?;
    if !is_short_form(outer.of(text)) || inside.len() < 2 {
        return None;
    }
    let (letters, plain) = letters_of(outer.of(text));
    let words: Vec<&Token> = inside.iter().collect();
    let start = match_initials(text, &words, &letters)?;
    (start == 0).then(|| {
        let long_span = Span::new(inside[0].span.start, inside[inside.len() - 1].span.end);
        Acronym { short: plain, short_span: outer.span, long_span, kind: meaning(long_span.of(text), lexicon), rule: "acronym-reverse" }
    })
}

fn is_lead_in(word: &str) -> bool {
    ["the", "or", "hereinafter", "hereafter", "known", "as", "henceforth", "abbreviated", "called"].contains(&word.to_lowercase().as_str())
}

fn strip_quotes<'t>(tokens: &'t [Token], text: &str) -> Vec<&'t Token> {
    let end = tokens.iter().rposition(|token| !matches!(token.of(text), "“" | "”" | "\"" | "‘" | "’" | "'")).map_or(0, |at| at + 1);
    tokens[..end].iter().collect()
}

/// Whether a word may be an acronym: 2 to 12 characters, two capitals or a capital and a digit, no Roman numeral.
pub fn is_short_form(word: &str) -> bool {
    let length = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let starts = word.chars().next().is_some_and(char::is_alphanumeric);
    let digits = word.chars().any(|c| c.is_ascii_digit());
    let roman = word.len() <= 4 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (2..=12).contains(&length)
        && starts
        && (capitals >= 2 || capitals == 1 && (digits || length <= 8 && word.chars().next().is_some_and(char::is_uppercase)))
        && !roman
        && !word.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The letters to match, in lower case, and the short form without a plural s.
fn letters_of(short: &str) -> (Vec<char>, String) {
    let plain = match short.strip_suffix('s') {
        Some(stem) if stem.chars().filter(|c| c.is_uppercase()).count() >= 2 && stem.chars().all(|c| !c.is_lowercase()) => stem,
        _ => short,
    };
    let plain = plain.trim_matches(['’', '\'']);
    (plain.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect(), plain.to_owned())
}

/// Finds the long form that ends right before the bracket.
fn long_form(text: &str, lexicon: &Lexicon, words: &[&Token], letters: &[char]) -> Option<(Span, &'static str)> {
    let last = words.len().checked_sub(1)?;
    let window = words.len().saturating_sub(24);
    let near = &words[window..];
    let capitals = letters.len() >= 2;
    if capitals && let Some(start) = match_initials(text, near, letters) {
        let start = extend_left(text, near, start);
        return Some((Span::new(near[start].span.start, words[last].span.end), "acronym-initials"));
    }
    // A name with a tail: `European Union Border Assistance Mission to Moldova (EUBAM)`.
    let tails = (1..near.len()).rev().filter(|&at| matches!(near[at].of(text), "to" | "for" | "of" | "in" | "on"));
    for tail in tails {
        if near[tail + 1..].iter().all(|token| token.is_capital() || token.kind == Kind::Word && token.of(text).len() <= 3)
            && letters.len() >= 3
            && let Some(start) = match_initials(text, &near[..tail], letters)
        {
            return Some((Span::new(near[start].span.start, words[last].span.end), "acronym-tail"));
        }
    }
    if let Some(start) = match_letters(text, near, letters) {
        return Some((Span::new(near[start].span.start, words[last].span.end), "acronym-letters"));
    }
    // A name with an organisation's head noun whose letters do not fit.
    let tokens: Vec<Token> = near.iter().map(|token| **token).collect();
    let start = names::name_ending_at(text, &tokens, lexicon)?;
    // `Anyname and the Platform … (PPXY)`: what stands before the article is another body.
    let start = (start + 1..tokens.len().saturating_sub(3))
        .find(|&at| tokens[at].of(text) == "and" && tokens[at + 1].of(text) == "the" && tokens[at + 2].is_capital())
        .map_or(start, |and| and + 2);
    Some((Span::new(tokens[start].span.start, words[last].span.end), "acronym-alias"))
}

/// Words that a long form may hold without a letter for them.
fn is_function_word(word: &str) -> bool {
    let word = if word.chars().count() == 2 { word.trim_end_matches(['’', '\'']) } else { word };
    [
        "of", "the", "and", "for", "on", "in", "to", "a", "an", "at", "by", "with", "against", "from", "de", "des", "du", "la", "le", "les", "l",
        "d", "et", "pour", "en", "sur", "para", "del", "los", "las", "el", "y", "e", "contra", "da", "do", "dos", "das", "der", "die", "und", "für",
        "zur", "di", "della", "dei", "delle", "per", "aux", "às", "aos", "zum", "vom", "von", "gegen", "&", ",", "-", "–", "’", "'",
    ]
    .contains(&word.to_lowercase().as_str())
}

/// Matches the letters against word starts from right to left; hyphenated parts count as words, two to four letters of one word may
/// stand together. Gives the first word of the long form.
fn match_initials(text: &str, words: &[&Token], letters: &[char]) -> Option<usize> {
    let parts = parts(text, words);
    let at = parts.len();
    if letters.is_empty() || at == 0 {
        return None;
    }
    let start = back(&parts, at, letters, letters.len(), &mut vec![0; at + 1])?;
    let first = &parts[start];
    (first.first && (first.capital || parts[start..].iter().any(|part| !part.capital && !part.function))).then_some(first.token)
}

struct Part {
    letters: Vec<char>,
    token: usize,
    /// Whether it begins its token.
    first: bool,
    function: bool,
    capital: bool,
}

fn parts(text: &str, words: &[&Token]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, token) in words.iter().enumerate() {
        let word = token.of(text);
        if token.kind == Kind::Possessive || token.kind == Kind::Mark && !matches!(word, "," | "&" | "-" | "–" | "’" | "'" | "/") {
            // A bracket, quotation mark or stop ends the long form.
            if matches!(word, "“" | "”" | "\"" | "‘") || token.kind == Kind::Possessive {
                continue;
            }
            parts.clear();
            continue;
        }
        for (piece_index, piece) in word.split(['-', '‐', '/']).filter(|piece| !piece.is_empty()).enumerate() {
            parts.push(Part {
                letters: piece.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(plain_letter).collect(),
                token: index,
                first: piece_index == 0,
                function: is_function_word(piece),
                capital: piece.starts_with(|c: char| c.is_uppercase()),
            });
        }
    }
    parts
}

fn plain_letter(c: char) -> char {
    any_ascii::any_ascii_char(c).chars().next().map_or(c, |plain| plain.to_ascii_lowercase())
}

/// Consumes `letters[..left]` ending at `parts[..at]`; gives the index of the part that takes the first letter. `failed` has a bit for each
/// number of letters that cannot be placed from a part on: no way is tried twice.
fn back(parts: &[Part], at: usize, letters: &[char], left: usize, failed: &mut [u64]) -> Option<usize> {
    let part = parts.get(at.checked_sub(1)?)?;
    let bit = 1_u64.checked_shl(u32::try_from(left).unwrap_or(64)).unwrap_or(0);
    if failed[at] & bit != 0 {
        return None;
    }
    for take in 1..=4.min(left).min(part.letters.len()) {
        if part.letters[..take] == letters[left - take..left] {
            if left == take {
                return Some(at - 1);
            }
            if let Some(start) = back(parts, at - 1, letters, left - take, failed) {
                return Some(start);
            }
        }
    }
    // A function word without a letter, never the last word of the long form.
    if part.function && at < parts.len() {
        let start = back(parts, at - 1, letters, left, failed);
        if start.is_some() {
            return start;
        }
    }
    failed[at] |= bit;
    None
}

/// Schwartz–Hearst leftovers: letters in order, at least half of them at word starts, no more than four words beyond the letters.
fn match_letters(text: &str, words: &[&Token], letters: &[char]) -> Option<usize> {
    if letters.len() < 3 {
        return None;
    }
    let parts = parts(text, words);
    let shortest = parts.len().saturating_sub(letters.len() + 4);
    for start in (shortest..parts.len()).rev() {
        if !parts[start].first || parts[start].letters.first() != letters.first() || !parts[start].capital {
            continue;
        }
        if let Some(starts) = starts_used(&parts[start..], letters)
            && starts * 2 > letters.len()
        {
            return Some(parts[start].token);
        }
    }
    None
}

/// Walks through the parts greedily; how many letters fell on word starts, when all were placed and the last two words took part.
fn starts_used(parts: &[Part], letters: &[char]) -> Option<usize> {
    let (mut next, mut starts, mut last_used) = (0, 0, 0);
    for (index, part) in parts.iter().enumerate() {
        for (position, letter) in part.letters.iter().enumerate() {
            if next < letters.len() && *letter == letters[next] && (position == 0 || last_used == index && position <= 3) {
                starts += usize::from(position == 0);
                next += 1;
                last_used = index;
            }
        }
    }
    (next == letters.len() && last_used + 2 >= parts.len()).then_some(starts)
}

/// `Office of the United Nations High Commissioner …`: a head noun before `of the` belongs to the name.
fn extend_left(text: &str, words: &[&Token], start: usize) -> usize {
    if start >= 3 && words[start - 1].of(text) == "the" && words[start - 2].of(text) == "of" && words[start - 3].of(text) == "Office" {
        start - 3
    } else {
        start
    }
}

/// What the head noun of a long form makes of it.
pub fn meaning(long: &str, lexicon: &Lexicon) -> Meaning {
    if lexicon.organisations.by_name(long).is_some() {
        return Meaning::Organisation;
    }
    let words: Vec<&str> = long.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let capitals = words.iter().filter(|word| word.starts_with(|c: char| c.is_uppercase())).count();
    let first = words.first().copied().unwrap_or_default();
    // `Office français de l’immigration`: only the head is capitalised there.
    let romance = capitals == 1
        && first.starts_with(|c: char| c.is_uppercase())
        && words.iter().any(|word| {
            matches!(*word, "de" | "du" | "des" | "para" | "pour" | "del" | "da" | "do")
                || word.starts_with("d’")
                || word.starts_with("l’")
                || word.starts_with("d'")
                || word.starts_with("l'")
        })
        && lexicon.heads.get(first).is_some_and(|head| head.kind.is_organisation() && !head.event && !head.programme);
    if romance {
        return Meaning::Organisation;
    }
    // `Conseil national de secours d’urgence`: French and Italian write only the head noun with a capital.
    let chain = ["de", "des", "du", "pour", "aux", "di", "della", "dei", "per"];
    let small = words.first().is_some_and(|word| {
        word.starts_with(|c: char| c.is_uppercase())
            && ["fr", "it"].iter().any(|lang| lexicon.heads.get_in(word, lang).is_some_and(|head| head.kind.is_organisation()))
    }) && words.iter().any(|word| chain.contains(word) || word.starts_with("d’") || word.starts_with("d'"));
    if capitals < 2 && !small {
        return Meaning::Concept;
    }
    if words.last().is_some_and(|last| matches!(*last, "Airport" | "Stadium" | "Hotel")) {
        return Meaning::Concept;
    }
    // The last head noun before a preposition names the thing: `Border Management Programme in Central Asia`.
    let main = words
        .iter()
        .position(|word| ["of", "for", "on", "in", "to", "against", "de", "des", "du", "para", "pour"].contains(word))
        .unwrap_or(words.len());
    if words.iter().any(|word| german::names_body(word)) {
        return Meaning::Organisation;
    }
    let heads = words[..main].iter().rev().find_map(|word| lexicon.heads.get(word)).or_else(|| words.iter().find_map(|word| lexicon.heads.get(word)));
    match heads {
        Some(head) if head.event => Meaning::Event,
        Some(head) if head.programme || !head.kind.is_organisation() => Meaning::Programme,
        Some(_) => Meaning::Organisation,
        None if words.last().is_some_and(|last| matches!(*last, "International" | "Worldwide" | "Global")) => Meaning::Organisation,
        None => Meaning::Concept,
    }
}

/// Whether a word is printed as acronyms are: capitals (and digits) only, two to eight of them.
pub fn looks_like_acronym(token: &Token, text: &str) -> bool {
    let word = token.of(text);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    token.kind == Kind::Word
        && (token.case == Case::Upper || token.case == Case::Mixed && capitals * 2 > word.chars().count())
        && (2..=10).contains(&word.chars().count())
        && is_short_form(word)
}
