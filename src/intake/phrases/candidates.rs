//! The phrases one article offers: nouns of its running text, counted and weighed without a look at other articles.

use crate::base::span::Span;
use crate::base::text::fold;
use crate::intake::extract::{Facts, Reading, touching};
use crate::intake::survey::blocks::Role;
use crate::intake::token::{Case, Kind, Token};
use crate::lexicon::concepts::reducer;
use crate::lexicon::phrase_words::PhraseWords;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most phrases kept for one article, the strongest first.
const KEPT: usize = 32;
/// The most words of a phrase, small words inside not counted.
const LONGEST: usize = 4;

/// The strongest phrases of one article, in little space: about 1.5 kB.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidates {
    language: String,
    labels: String,
    rows: Vec<Row>,
}

/// One phrase: where its words end in `labels`, and where it first stands in the clean text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    end: u32,
    at: u32,
    length: u16,
    /// In hundredths.
    weight: u16,
    /// Of the key.
    digest: u64,
}

/// One phrase of an article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate<'a> {
    language: &'a str,
    /// The words as first printed.
    pub label: &'a str,
    /// Where they first stand in the clean text.
    pub span: Span,
    /// How much of the article it is about: length, mentions, spread over paragraphs, headline.
    pub weight: f64,
    /// A digest of the key, to tell phrases apart cheaply. Two keys may share one.
    pub digest: u64,
}

impl Candidate<'_> {
    /// The phrase as it is compared: its language and words without plural endings.
    pub fn key(&self) -> String {
        key(self.language, self.label)
    }
}

/// Language and words without plural endings, accents, hyphens.
pub(super) fn key(language: &str, label: &str) -> String {
    let reduce = reducer(language);
    let mut key = language.to_owned();
    for word in fold(label).split(' ') {
        key.push(' ');
        key.push_str(&reduce(word));
    }
    key
}

/// FNV-1a: quick, and the same on every machine.
pub(super) fn digest(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What is known of one phrase while an article is read.
struct Found {
    label: String,
    first: Span,
    words: usize,
    count: u32,
    /// The most mentions inside one longer phrase.
    inside: u32,
    blocks: BTreeSet<usize>,
}

impl Candidates {
    /// The phrases of an article. None in a language without word lists.
    pub fn of(reading: &Reading<'_>, facts: &Facts) -> Self {
        let language = reading.language;
        if !PhraseWords::speaks(language) {
            return Self::default();
        }
        let scan = Scan { reading, facts, language };
        let found = scan.all();
        let headline = scan.headline();
        let body: Vec<usize> = reading.layout.with(Role::Body).collect();
        let length = f64::from(u32::try_from(reading.document.tokens.len()).unwrap_or(u32::MAX));
        let long = 1.0 + (length / 1000.0).max(1.0).ln();
        let mut rows: Vec<(f64, String, Found)> = found
            .into_iter()
            .filter(|(_, found)| found.count > found.inside)
            .map(|(key, found)| {
                let mentions = f64::from(found.count - found.inside);
                let blocks = f64::from(u32::try_from(found.blocks.len().min(5)).unwrap_or(5));
                let words = f64::from(u32::try_from(found.words).unwrap_or(4));
                let place = if headline.contains(&format!("{} ", &key[language.len()..])) {
                    1.5
                } else if found.blocks.iter().any(|block| body.iter().take(2).any(|lead| lead == block)) {
                    1.2
                } else {
                    1.0
                };
                let weight = (words + 1.0).log2() * (1.0 + mentions.ln()) * (1.0 + 0.2 * (blocks - 1.0)) * place / long;
                (weight, key, found)
            })
            .collect();
        rows.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.first.cmp(&b.2.first)).then_with(|| a.1.cmp(&b.1)));
        let mut candidates = Self { language: language.to_owned(), ..Self::default() };
        for (weight, _, found) in rows {
            if candidates.rows.len() == KEPT {
                break;
            }
            if !scan.is_concept(&found.label) {
                candidates.push(&found.label, found.first, weight);
            }
        }
        candidates
    }

    /// Adds a phrase. What is too long or too far down for the small numbers of a row is left out.
    pub fn push(&mut self, label: &str, span: Span, weight: f64) {
        let end = u32::try_from(self.labels.len() + label.len());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in the range of the type")]
        let weight = (weight * 100.0).round().clamp(0.0, f64::from(u16::MAX)) as u16;
        if let (Ok(end), Ok(at), Ok(length)) = (end, u32::try_from(span.start), u16::try_from(span.len())) {
            self.labels.push_str(label);
            self.rows.push(Row { end, at, length, weight, digest: digest(&key(&self.language, label)) });
        }
    }

    /// No phrases yet, in this language.
    pub fn new(language: &str) -> Self {
        Self { language: language.to_owned(), ..Self::default() }
    }

    /// The phrases, strongest first.
    pub fn iter(&self) -> impl Iterator<Item = Candidate<'_>> {
        let mut start = 0;
        self.rows.iter().map(move |row| {
            let end = row.end as usize;
            let label = self.labels.get(start..end).unwrap_or_default();
            start = end;
            let span = Span::new(row.at as usize, row.at as usize + usize::from(row.length));
            Candidate { language: &self.language, label, span, weight: f64::from(row.weight) / 100.0, digest: row.digest }
        })
    }
}

/// Words behind which a noun that is also a verb is a verb.
const BEFORE_VERBS: &[&str] = &[
    "to", "will", "would", "can", "could", "may", "might", "shall", "should", "must", "not", "they", "we", "you", "i", "who", "that", "which",
    "also", "and",
];

struct Scan<'a> {
    reading: &'a Reading<'a>,
    facts: &'a Facts,
    language: &'a str,
}

/// A word of a run: its token, and whether it only joins (`gestion des frontières`).
#[derive(Clone, Copy)]
struct Part<'a> {
    token: &'a Token,
    joins: bool,
}

impl<'a> Scan<'a> {
    fn all(&self) -> BTreeMap<String, Found> {
        let mut found = BTreeMap::new();
        // Each longer phrase with the keys inside it.
        let mut nested: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (block, sentence) in self.reading.prose().filter(|(block, _)| self.reading.role(*block) == Role::Body) {
            let tokens = self.reading.tokens(sentence);
            if is_title_case(tokens) {
                continue;
            }
            for run in self.runs(tokens) {
                self.windows(&run, block, &mut found, &mut nested);
            }
        }
        for (longer, parts) in nested {
            let count = found.get(&longer).map_or(0, |longer| longer.count);
            for part in parts {
                if let Some(part) = found.get_mut(&part) {
                    part.inside = part.inside.max(count);
                }
            }
        }
        found
    }

    /// Runs of words that may be in a phrase.
    fn runs(&self, tokens: &'a [Token]) -> Vec<Vec<Part<'a>>> {
        let text = self.reading.text();
        let mut runs = Vec::new();
        let mut run: Vec<Part<'a>> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let apart = at > 0 && token.span.start > tokens[at - 1].span.end + 1;
            if apart && !run.is_empty() {
                runs.push(std::mem::take(&mut run));
            }
            if self.fits(token, at == 0) {
                if self.is_verb(tokens, at, run.last()) {
                    runs.push(std::mem::take(&mut run));
                    at += 1;
                    continue;
                }
                run.push(Part { token, joins: false });
                at += 1;
                continue;
            }
            let joining = if run.is_empty() { 0 } else { self.joining(&tokens[at..]) };
            if joining > 0 && tokens.get(at + joining).is_some_and(|next| self.fits(next, false)) {
                run.extend(tokens[at..at + joining].iter().map(|token| Part { token, joins: true }));
                at += joining;
                continue;
            }
            if !run.is_empty() {
                runs.push(std::mem::take(&mut run));
            }
            at += 1;
        }
        runs.push(run);
        runs.retain(|run| match (run.first(), run.last()) {
            (Some(first), Some(last)) => {
                let span = Span::new(first.token.span.start, last.token.span.end);
                !self.is_name(span) && !text[span.end..].starts_with(['’', '\'', '@', '/'])
            }
            _ => false,
        });
        runs
    }

    fn fits(&self, token: &Token, first: bool) -> bool {
        if token.kind != Kind::Word {
            return false;
        }
        let word = token.of(self.reading.text());
        let german_noun = self.language == "de" && token.case == Case::Capital && !first;
        if token.case != Case::Lower && !german_noun || word.chars().count() < 3 || !word.chars().all(|c| c.is_alphabetic() || c == '-') {
            return false;
        }
        let lower = word.to_lowercase();
        let words = &self.reading.lexicon.words;
        if words.is_stop_word(&lower, self.language) || self.reading.lexicon.phrase_words.breaks(&lower, self.language) {
            return false;
        }
        (german_noun || self.language != "de" || is_german_adjective(&lower)) && !words.is_particle(word)
    }

    /// Whether a noun that is also a verb is one here: behind `to`, a modal or a pronoun, or behind a plural (`companies hire`).
    fn is_verb(&self, tokens: &[Token], at: usize, before: Option<&Part<'_>>) -> bool {
        let text = self.reading.text();
        if !self.reading.lexicon.phrase_words.may_be_verb(tokens[at].of(text), self.language) {
            return false;
        }
        match before {
            Some(before) => before.token.of(text).ends_with('s') && !before.token.of(text).ends_with("ss"),
            None => at.checked_sub(1).is_some_and(|before| BEFORE_VERBS.contains(&tokens[before].of(text).to_lowercase().as_str())),
        }
    }

    /// How many tokens join two nouns here: `de`, `des`, `de la`. None in languages that set nouns side by side.
    fn joining(&self, tokens: &[Token]) -> usize {
        let word = |at: usize| tokens.get(at).map_or("", |token: &Token| token.of(self.reading.text()));
        match (self.language, word(0), word(1)) {
            ("fr", "de", "la" | "l’" | "l'") | ("es", "de", "la" | "las" | "los") => 2,
            ("fr", "de" | "du" | "des" | "d’" | "d'", _) | ("es", "de" | "del", _) => 1,
            _ => 0,
        }
    }

    fn is_name(&self, span: Span) -> bool {
        let facts = self.facts;
        let dates = facts.dates.partition_point(|date| date.span.end <= span.start);
        !touching(&facts.organisations, span).is_empty()
            || !touching(&facts.people, span).is_empty()
            || !touching(&facts.places, span).is_empty()
            || !touching(&facts.events, span).is_empty()
            || facts.dates.get(dates).is_some_and(|date| date.span.overlaps(&span))
    }

    /// All phrases inside a run.
    fn windows(&self, run: &[Part<'a>], block: usize, found: &mut BTreeMap<String, Found>, nested: &mut BTreeMap<String, BTreeSet<String>>) {
        let text = self.reading.text();
        let mut here: Vec<(usize, usize, String)> = Vec::new();
        for from in 0..run.len() {
            let mut words = 0;
            for to in from..run.len() {
                if run[to].joins {
                    continue;
                }
                words += 1;
                if run[from].joins || words > LONGEST {
                    break;
                }
                if !self.is_phrase(&run[from..=to], words) {
                    continue;
                }
                let span = Span::new(run[from].token.span.start, run[to].token.span.end);
                let surface = span.of(text);
                let key = key(self.language, surface);
                let entry = found.entry(key.clone()).or_insert_with(|| Found {
                    label: if self.language == "de" { surface.to_owned() } else { surface.to_lowercase() },
                    first: span,
                    words,
                    count: 0,
                    inside: 0,
                    blocks: BTreeSet::new(),
                });
                entry.count += 1;
                entry.blocks.insert(block);
                here.push((from, to, key));
            }
        }
        for (from, to, longer) in &here {
            let parts = here.iter().filter(|(other_from, other_to, key)| other_from >= from && other_to <= to && key != longer);
            let parts: Vec<String> = parts.map(|(_, _, key)| key.clone()).collect();
            if !parts.is_empty() {
                nested.entry(longer.clone()).or_default().extend(parts);
            }
        }
    }

    fn is_phrase(&self, parts: &[Part<'a>], words: usize) -> bool {
        let text = self.reading.text();
        let Some(last) = parts.last() else { return false };
        let last_word = last.token.of(text);
        let lower = last_word.to_lowercase();
        if self.language == "de" {
            let long_compound = last_word.chars().count() >= 12;
            if last.token.case != Case::Capital
                || words == 1 && !long_compound
                || parts[..parts.len() - 1].iter().any(|part| part.token.case == Case::Capital)
            {
                return false;
            }
        } else if words < 2 {
            return false;
        }
        // In languages that put what qualifies behind, the noun that counts comes first.
        let head_first = matches!(self.language, "fr" | "es");
        let weak = |word: &str| self.reading.lexicon.phrase_words.is_weak(word, self.language);
        let head = if head_first { parts.first().map_or("", |part| part.token.of(text)) } else { lower.as_str() };
        let adjective = self.reading.lexicon.phrase_words.ends_like_adjective(&lower, self.language);
        !(adjective || weak(head) || self.reading.lexicon.words.is_role(head) || head_first && weak(&lower))
    }

    /// The headline's words as keys are made, between spaces.
    fn headline(&self) -> String {
        let mut all = String::new();
        for block in self.reading.layout.with(Role::Title) {
            all.push_str(&key(self.language, self.reading.document.block_text(block))[self.language.len()..]);
            all.push_str(" |");
        }
        all
    }

    /// Whether the vocabulary says the same.
    fn is_concept(&self, label: &str) -> bool {
        let hits = self.reading.lexicon.concepts.find(label, self.language);
        hits.iter().any(|hit| hit.span.len() * 3 > label.len() * 2 || hit.span.of(label).contains([' ', '-']))
    }
}

/// Whether most words are written with a capital: a headline set as text.
fn is_title_case(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.kind == Kind::Word && token.span.len() > 3);
    let (all, capital) = words.fold((0, 0), |(all, capital), token| (all + 1, capital + usize::from(token.is_capital())));
    all >= 3 && capital * 10 >= all * 7
}

fn is_german_adjective(word: &str) -> bool {
    let stem = ["en", "er", "es", "em", "e"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or("");
    ["isch", "lich", "ig", "ell", "al", "är", "iv", "los", "bar", "sam", "haft"]
        .iter()
        .any(|ending| stem.ends_with(ending) && stem.len() > ending.len() + 1)
}
