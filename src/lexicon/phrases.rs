//! Finding many phrases in a text at once: a trie of words.
//!
//! Words instead of bytes, so that a match always ends at a word, accents and kinds of apostrophe or dash make no difference,
//! and a line break inside a name does not hide it. A comma or a full stop between two words is kept apart from a space, so that
//! a phrase is never found across the end of a sentence.

use crate::base::lookup::Lookup;
use crate::base::span::Span;
use crate::base::text::{fold, straight_quote};
use std::borrow::Cow;

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Anything a phrase does not reach across: a blank line, a semicolon, the start of the text.
    Barrier,
    /// White space with at most one line break, a hyphen or dash, or both.
    Space,
    /// A full stop without space: `U.S`.
    Stop,
    /// A full stop and a space: `St. Lucia`.
    StopSpace,
    /// A single apostrophe of any kind: `d’Ivoire`.
    Apostrophe,
    /// A comma, with or without space: `Korea, Republic of`.
    Comma,
    /// An opening bracket: `Iran (Islamic`.
    Bracket,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it stands.
    pub span: Span,
    /// Lower case, without accents.
    pub folded: Cow<'t, str>,
    /// What stands before it.
    pub gap: Gap,
}

/// The words of a text in order: runs of letters and digits; `&` is the word `and`.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / 6);
    let mut end_before = 0;
    let mut push = |start: usize, end: usize, first: bool| {
        let surface = &text[start..end];
        let folded = if surface == "&" {
            Cow::Borrowed("and")
        } else if surface.is_ascii() {
            if surface.bytes().any(|byte| byte.is_ascii_uppercase()) { Cow::Owned(surface.to_ascii_lowercase()) } else { Cow::Borrowed(surface) }
        } else {
            Cow::Owned(fold(surface))
        };
        let gap = if first { Gap::Barrier } else { gap(&text[end_before..start]) };
        words.push(Word { span: Span::new(start, end), folded, gap });
        end_before = end;
    };
    let mut start = None;
    let mut first = true;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || (start.is_some() && unicode_normalization::char::is_combining_mark(c)) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            push(from, at, first);
            first = false;
        }
        if c == '&' {
            push(at, at + 1, first);
            first = false;
        }
    }
    if let Some(from) = start {
        push(from, text.len(), first);
    }
    words
}

fn gap(between: &str) -> Gap {
    match between {
        " " | "-" | "" | "\n" => return Gap::Space,
        "." => return Gap::Stop,
        ". " => return Gap::StopSpace,
        ", " | "," => return Gap::Comma,
        " (" => return Gap::Bracket,
        _ => {}
    }
    let mut chars = between.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && (straight_quote(c) == '\'' || matches!(c, '\u{02BB}' | '\u{02BF}'))
    {
        return Gap::Apostrophe;
    }
    let soft = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}');
    let breaks = between.matches('\n').count();
    if breaks <= 1 && between.chars().all(soft) && between.chars().filter(|c| !c.is_whitespace()).count() <= 1 {
        return Gap::Space;
    }
    if breaks <= 1 {
        return match between.trim() {
            "," => Gap::Comma,
            "(" => Gap::Bracket,
            _ => Gap::Barrier,
        };
    }
    Gap::Barrier
}

/// A set of phrases, each with a number of the caller's.
#[derive(Debug)]
pub struct Phrases {
    reduce: fn(&str) -> Cow<'_, str>,
    words: Lookup<Box<str>, u32>,
    edges: Lookup<(u32, Gap, u32), u32>,
    values: Vec<Option<u32>>,
}

/// A text prepared for [`Phrases::matches`]: its words, and which of them occur in the phrases at all.
#[derive(Debug)]
pub struct Prepared<'t> {
    /// The words of the text.
    pub words: Vec<Word<'t>>,
    known: Vec<Option<u32>>,
}

impl Phrases {
    /// No phrases yet. `reduce` is applied to every folded word of phrases and texts: it may take off plural endings.
    pub fn new(reduce: fn(&str) -> Cow<'_, str>) -> Self {
        Self { reduce, words: Lookup::new(), edges: Lookup::new(), values: vec![None] }
    }

    /// Adds a phrase and returns the value it now has: of two phrases that fold to the same words, the first keeps its value.
    /// A phrase without words has none.
    pub fn add(&mut self, phrase: &str, value: u32) -> Option<u32> {
        let mut node = 0;
        for word in words(phrase) {
            let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let id = *self.words.entry((self.reduce)(&word.folded).into()).or_insert(next);
            let fresh = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
            let gap = if node == 0 { Gap::Barrier } else { word.gap };
            node = *self.edges.entry((node, gap, id)).or_insert_with(|| {
                self.values.push(None);
                fresh
            });
        }
        let slot = self.values.get_mut(node as usize).filter(|_| node != 0)?;
        Some(*slot.get_or_insert(value))
    }

    /// The words of a text, ready for [`Phrases::matches`].
    pub fn prepare<'t>(&self, text: &'t str) -> Prepared<'t> {
        let words = words(text);
        let known = words.iter().map(|word| self.words.get(&*(self.reduce)(&word.folded)).copied()).collect();
        Prepared { words, known }
    }

    /// The phrases that begin at word `at`: number of words and value, longest first.
    pub fn matches(&self, text: &Prepared<'_>, at: usize) -> Vec<(usize, u32)> {
        let mut found = Vec::new();
        let mut node = 0;
        for (length, (word, known)) in text.words.iter().zip(&text.known).skip(at).enumerate() {
            let gap = if length == 0 { Gap::Barrier } else { word.gap };
            let Some(&next) = known.and_then(|id| self.edges.get(&(node, gap, id))) else { break };
            node = next;
            if let Some(value) = self.values[node as usize] {
                found.push((length + 1, value));
            }
        }
        found.reverse();
        found
    }
}

/// Leaves a word as it is: for phrases that are names.
pub fn unchanged(word: &str) -> Cow<'_, str> {
    Cow::Borrowed(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<(usize, u32)> {
        let mut set = Phrases::new(unchanged);
        for (value, phrase) in (0..).zip(phrases) {
            set.add(phrase, value);
        }
        let text = set.prepare(text);
        set.matches(&text, 0)
    }

    #[test]
    fn longest_first_and_only_whole_words() {
        assert_eq!(found(&["Guinea", "Guinea-Bissau"], "Guinea-Bissau and"), [(2, 1), (1, 0)]);
        assert_eq!(found(&["Niger"], "Nigeria"), []);
    }

    #[test]
    fn accents_apostrophes_and_line_breaks_make_no_difference() {
        assert_eq!(found(&["Côte d’Ivoire"], "Cote d'Ivoire"), [(3, 0)]);
        assert_eq!(found(&["United States"], "United\n States"), [(2, 0)]);
        assert_eq!(found(&["Trinidad and Tobago"], "Trinidad & Tobago"), [(3, 0)]);
    }

    #[test]
    fn no_phrase_reaches_over_a_stop_a_comma_or_a_blank_line() {
        assert_eq!(found(&["New Guinea"], "New. Guinea"), []);
        assert_eq!(found(&["New Guinea"], "New, Guinea"), []);
        assert_eq!(found(&["New Guinea"], "New\n\nGuinea"), []);
        assert_eq!(found(&["U.S."], "U.S. troops"), [(2, 0)]);
        assert_eq!(found(&["Korea, Republic of"], "Korea, Republic of"), [(3, 0)]);
    }

    #[test]
    fn the_first_of_two_equal_phrases_stays() {
        let mut set = Phrases::new(unchanged);
        assert_eq!(set.add("Burkina Faso", 1), Some(1));
        assert_eq!(set.add("BURKINA-FASO", 2), Some(1));
        assert_eq!(set.add("  ", 3), None);
    }
}
