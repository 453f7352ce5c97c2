//! Direct speech and its speaker.
//!
//! Method: A pair of quotation marks with at least four words and an attribution in the same sentence, in the one
//! before (`He added:`), or running on in the same paragraph. Scare quotes (`a “one size fits all” approach`) are no speech.

use super::touching;
use super::{Facts, PersonMention, QuoteMention, Reading};
use crate::base::span::Span;
use crate::base::text::fold;
use crate::intake::survey::names::words_of;
use crate::intake::token::Kind;

/// Finds direct speech.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let mut quotes = Vec::new();
    let mut last: Option<String> = None;
    let mut carried = false;
    for (block, role) in reading.layout.roles.iter().enumerate() {
        if !role.is_prose() {
            continue;
        }
        let span = reading.document.blocks[block].span;
        let text = span.of(reading.text());
        let (pairs, open) = pairs(text);
        let mut said_here = false;
        let first_open = carried && text.starts_with(['“', '"', '«']);
        for (index, pair) in pairs.iter().enumerate() {
            let at = pair.shifted(span.start);
            let context = Context { reading, facts, block: span, quote: at };
            let attributed = context.attribution(last.as_deref());
            let speaker = match attributed {
                Attribution::Person(name) => Some(name),
                Attribution::Last => last.clone(),
                Attribution::Unknown => None,
                Attribution::None if said_here && context.runs_on(index, &pairs) => last.clone(),
                Attribution::None if first_open && index == 0 => last.clone(),
                Attribution::None => continue,
            };
            said_here = true;
            if speaker.is_some() {
                last.clone_from(&speaker);
            }
            quotes.push(QuoteMention { span: at, speaker });
        }
        carried = open && said_here;
    }
    facts.quotes = quotes;
}

/// The insides of quotation marks with at least four words; whether a quotation was left open at the end.
fn pairs(text: &str) -> (Vec<Span>, bool) {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let last_close = text.rfind('’').unwrap_or(0);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match (open, c) {
            (None, '“' | '„' | '«' | '‟' | '"') => open = Some((end, c)),
            (None, '‘')
                if end <= last_close
                    && text[end..].starts_with(char::is_uppercase)
                    && text[end..].find('’').is_some_and(|close| text[end..end + close].split_whitespace().nth(3).is_some()) =>
            {
                open = Some((end, c));
            }
            (Some((start, opener)), close) if closes(opener, close) => {
                let apostrophe = close == '’' && text[end..].starts_with(char::is_alphabetic);
                if apostrophe {
                    continue;
                }
                let inside = text[start..at].trim();
                if inside.split_whitespace().count() >= 4 {
                    let lead = text[start..at].len() - text[start..at].trim_start().len();
                    found.push(Span::new(start + lead, start + lead + inside.len()));
                }
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, _)) = open {
        // A paragraph that goes on with the quotation in the next one.
        let inside = text[start..].trim_end();
        if inside.split_whitespace().count() >= 8 && start <= 4 {
            found.push(Span::new(start, start + inside.len()));
        }
    }
    (found, open.is_some())
}

fn closes(open: char, close: char) -> bool {
    matches!((open, close), ('“', '”' | '"' | '“') | ('„', '“' | '”') | ('«', '»') | ('"', '"' | '”') | ('‘', '’') | ('‟', '”'))
}

enum Attribution {
    Person(String),
    Last,
    Unknown,
    None,
}

struct Context<'a> {
    reading: &'a Reading<'a>,
    facts: &'a Facts,
    block: Span,
    quote: Span,
}

/// How many bytes before and behind a quotation may say who speaks.
const REACH: usize = 3000;

impl Context<'_> {
    /// Who said it, by the words around the quotation inside its paragraph.
    fn attribution(&self, last: Option<&str>) -> Attribution {
        let text = self.reading.text();
        let from = text.ceil_char_boundary(self.block.start.max(self.quote.start.saturating_sub(REACH))).min(self.quote.start);
        let before_start = text[from..self.quote.start].rfind(['.', '!', '?', '”', '»']).map_or(from, |at| from + at + 1);
        let before = Span::new(text.ceil_char_boundary(before_start).min(self.quote.start), self.quote.start);
        let after_text = &text[self.quote.end..text.floor_char_boundary(self.block.end.min(self.quote.end + REACH)).max(self.quote.end)];
        let after_len = after_text
            .char_indices()
            .skip(1)
            .find(|(at, c)| matches!(c, '“' | '"' | '«' | '„') && *at > 2 || *c == '.' && ends_clause(after_text, *at))
            .map_or(after_text.len(), |(at, _)| at);
        let after = Span::new(self.quote.end, self.quote.end + after_len);
        let (said_before, said_after) = (self.speaks(before), self.speaks(after));
        if !said_before && !said_after {
            return Attribution::None;
        }
        if said_after && let Some(person) = self.person_in(after) {
            return Attribution::Person(person.name.clone());
        }
        if said_before && let Some(person) = self.person_before(before) {
            return Attribution::Person(person.name.clone());
        }
        let clause = fold(if said_after { after.of(text) } else { before.of(text) });
        let pronoun = clause
            .split(' ')
            .any(|word| matches!(word, "he" | "she" | "they" | "minister" | "president" | "director" | "il" | "elle" | "el" | "ella" | "er" | "sie"));
        if pronoun && last.is_some() { Attribution::Last } else { Attribution::Unknown }
    }

    fn speaks(&self, span: Span) -> bool {
        let words: Vec<&str> = words_of(self.reading.text(), self.reading.tokens(span));
        (0..words.len())
            .any(|at| self.reading.lexicon.words.speech_verb_at(&words[at..]) > 0 || matches!(words[at].to_lowercase().as_str(), "according"))
            || self.reading.text()[..self.quote.start].trim_end_matches(['“', '"', '«', '‘', ' ']).ends_with(':') && span.end == self.quote.start
    }

    fn person_in(&self, span: Span) -> Option<&PersonMention> {
        touching(&self.facts.people, span).iter().find(|person| span.contains(&person.span))
    }

    /// The person nearest before the quotation, in the clause that leads to it; else the sentence's.
    fn person_before(&self, span: Span) -> Option<&PersonMention> {
        let inside = touching(&self.facts.people, span).iter().rfind(|person| span.contains(&person.span));
        let sentence = self.reading.document.sentence_at(span.end.saturating_sub(1));
        inside.or_else(|| {
            let tokens = self.reading.tokens(span);
            let names = tokens.iter().any(|token| token.kind == Kind::Word && token.is_capital() && token.span.len() > 3);
            (!names).then(|| touching(&self.facts.people, sentence).iter().rfind(|person| person.span.end <= self.quote.start)).flatten()
        })
    }

    /// Whether the quotation goes on from the one before it in the paragraph.
    fn runs_on(&self, index: usize, pairs: &[Span]) -> bool {
        let Some(previous) = index.checked_sub(1).and_then(|at| pairs.get(at)) else { return false };
        let between = self.block.of(self.reading.text()).get(previous.end..self.quote.start - self.block.start).unwrap_or("");
        between.split_whitespace().count() <= 24
    }
}

/// Whether the stop at `at` ends a sentence and is no part of `Mr.` or an initial.
fn ends_clause(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit([' ', '\u{a0}']).next().unwrap_or("");
    let next = text[at + 1..].trim_start().chars().next();
    word.chars().count() > 3 && next.is_none_or(|c| c.is_uppercase() || matches!(c, '“' | '"' | '«'))
}
