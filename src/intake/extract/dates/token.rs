//! A text as numbers, words and marks, with what each can mean beside a date.

use super::lexicon::{Kind, Languages, Month, Words, folded, language};
use crate::base::span::Span;
use unicode_normalization::char::is_combining_mark;

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// White space within a line.
    Space,
    /// One line break.
    Line,
    /// An empty line, or the start of a paragraph.
    Blank,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Digits: their value (0 when too long for one) and how many there are.
    Number(u32, usize),
    /// Letters.
    Word,
    /// Any other character.
    Mark(char),
}

/// Why a number is no part of a date.
pub mod veto {
    /// Part of an address, a telephone number, an amount of money.
    pub const HARD: u8 = 1;
    /// Part of a number with decimals or thousands.
    pub const DECIMAL: u8 = 2;
    /// The number of an article, a page, a disease.
    pub const LABEL: u8 = 4;
    /// What follows is measured.
    pub const MEASURE: u8 = 8;
    /// What follows is counted.
    pub const COUNTED: u8 = 16;
}

/// A token.
#[derive(Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What stands before it.
    pub gap: Gap,
    /// What it is.
    pub shape: Shape,
    /// A word, folded; empty for others.
    pub word: String,
    /// Bits of [`Kind`].
    pub flags: u64,
    /// The month it names.
    pub month: Option<Month>,
    /// The weekday it names, and whether by an abbreviation.
    pub weekday: Option<(u8, bool)>,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Bits of [`veto`].
    pub veto: u8,
}

/// A paragraph, its tokens, and the language it is thought to be in.
#[derive(Debug)]
pub struct Text<'t> {
    /// The whole text; the spans of the tokens point into it.
    pub whole: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The language, empty when unknown.
    pub hint: Languages,
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '\u{0660}'..='\u{0669}' => Some(u32::from(c) - 0x0660),
        '\u{06F0}'..='\u{06F9}' => Some(u32::from(c) - 0x06F0),
        _ => None,
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' | '\u{2060}')
}

/// Hyphens and dashes.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Apostrophes.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}')
}

impl<'t> Text<'t> {
    /// Reads a text: one for each paragraph, because no date runs over an empty line.
    pub fn paragraphs(text: &'t str, hint: Option<&str>) -> Vec<Self> {
        let hint = hint.map_or(0, language);
        let words = Words::built_in();
        let mut paragraphs = Vec::new();
        let mut tokens = Vec::new();
        let mut chars = text.char_indices().peekable();
        let mut gap = Gap::Blank;
        while let Some((start, c)) = chars.next() {
            if is_gap(c) {
                gap = match (gap, c) {
                    (Gap::Line, '\n') => Gap::Blank,
                    (Gap::None | Gap::Space, '\n') => Gap::Line,
                    (Gap::None, _) => Gap::Space,
                    (before, _) => before,
                };
                continue;
            }
            if gap == Gap::Blank && !tokens.is_empty() {
                paragraphs.push(Self::marked(text, std::mem::take(&mut tokens), hint));
            }
            let mut end = start + c.len_utf8();
            let shape = if let Some(first) = digit(c) {
                let (mut value, mut count) = (first, 1);
                while let Some((at, next)) = chars.next_if(|(_, next)| digit(*next).is_some()) {
                    count += 1;
                    value = if count > 8 { 0 } else { value * 10 + digit(next).unwrap_or(0) };
                    end = at + next.len_utf8();
                }
                Shape::Number(value, count)
            } else if c.is_alphabetic() {
                while let Some((at, next)) = chars.next_if(|(_, next)| next.is_alphabetic() || is_combining_mark(*next)) {
                    end = at + next.len_utf8();
                }
                Shape::Word
            } else {
                Shape::Mark(c)
            };
            let word = if shape == Shape::Word { folded(&text[start..end]) } else { String::new() };
            tokens.push(Token {
                span: Span::new(start, end),
                gap,
                shape,
                flags: words.flags(&word, hint),
                month: words.month(&word, hint),
                weekday: words.weekday(&word, hint),
                capital: c.is_uppercase(),
                veto: 0,
                word,
            });
            gap = Gap::None;
        }
        paragraphs.push(Self::marked(text, tokens, hint));
        paragraphs
    }

    fn marked(text: &'t str, tokens: Vec<Token>, hint: Languages) -> Self {
        let mut read = Self { whole: text, tokens, hint };
        super::veto::mark(&mut read);
        read
    }

    /// The token at `at`.
    pub fn near(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token before `at`.
    pub fn before(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at.checked_sub(1)?)
    }

    /// Whether a token follows the one before it without a gap.
    pub fn glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether a token is this mark.
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.shape == Shape::Mark(mark))
    }

    /// Whether the token at `at` has this kind.
    pub fn has(&self, at: usize, kind: Kind) -> bool {
        self.near(at).is_some_and(|token| token.is(kind))
    }

    /// Whether the token before `at` has this kind.
    pub fn follows(&self, at: usize, kind: Kind) -> bool {
        self.before(at).is_some_and(|token| token.is(kind))
    }

    /// The number at `at`.
    pub fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.near(at)?.shape {
            Shape::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    /// The number at `at` when it is close to what stands before.
    pub fn glued_number(&self, at: usize) -> Option<(u32, usize)> {
        self.glued(at).then(|| self.number(at)).flatten()
    }

    /// Whether the token at `at` is a word close to what stands before.
    pub fn glued_word(&self, at: usize) -> bool {
        self.glued(at) && self.tokens[at].shape == Shape::Word
    }

    /// The first token behind articles.
    pub fn skip_articles(&self, mut at: usize) -> usize {
        let words = Words::built_in();
        for _ in 0..2 {
            match self.near(at) {
                Some(token) if words.languages(&token.word, Kind::Article) != 0 => at += 1,
                _ => break,
            }
        }
        at
    }
}

impl Token {
    /// Whether it does this.
    pub fn is(&self, kind: Kind) -> bool {
        self.flags & kind.bit() != 0
    }

    /// Whether it does any of these.
    pub fn is_any(&self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.is(*kind))
    }

    /// Whether it is a dash.
    pub fn is_dash(&self) -> bool {
        matches!(self.shape, Shape::Mark(c) if is_dash(c))
    }

    /// Whether it is an apostrophe.
    pub fn is_apostrophe(&self) -> bool {
        matches!(self.shape, Shape::Mark(c) if is_apostrophe(c))
    }

    /// Whether it is letters or digits.
    pub fn is_solid(&self) -> bool {
        !matches!(self.shape, Shape::Mark(_))
    }
}
