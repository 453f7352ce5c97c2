//! Numbers that are no dates: addresses, telephone numbers, money, decimals, numbers of articles and pages, what is counted.
//!
//! `+66 65 119 0912` · `4,000` · `$2015` · `No. 2005/12` · `COVID-19` · `SDG 16` · `a 2,5 year project` · `https://x.org/2015/08/26`

use super::lexicon::Kind;
use super::token::{Shape, Text, veto};

/// Marks the numbers of a text that are no part of a date.
pub fn mark(text: &mut Text<'_>) {
    addresses(text);
    let mut index = 0;
    while index < text.tokens.len() {
        let marks = number_veto(text, index);
        if let Some(token) = text.tokens.get_mut(index) {
            token.veto |= marks;
        }
        index = phone(text, index).map_or(index + 1, |end| {
            text.tokens[index..end].iter_mut().for_each(|token| token.veto |= veto::HARD);
            end
        });
    }
    separated(text);
}

/// Addresses of the web and of mail: everything between two gaps.
fn addresses(text: &mut Text<'_>) {
    let mut start = 0;
    while start < text.tokens.len() {
        let mut end = start + 1;
        while text.glued(end) {
            end += 1;
        }
        let from = text.tokens[start].span.start;
        let chunk = &text.whole[from..text.tokens[end - 1].span.end];
        if end > start + 2 && is_address(chunk) {
            text.tokens[start..end].iter_mut().for_each(|token| {
                token.veto |= veto::HARD;
                token.flags = 0;
                token.month = None;
                token.weekday = None;
            });
        }
        start = end;
    }
}

fn is_address(chunk: &str) -> bool {
    if chunk.contains("://") || chunk.starts_with("www.") || chunk.contains('@') && chunk.contains('.') {
        return true;
    }
    let bytes = chunk.as_bytes();
    let host = bytes.windows(4).any(|four| four[0].is_ascii_alphanumeric() && four[1] == b'.' && four[2..].iter().all(u8::is_ascii_lowercase));
    let path = chunk.contains('/') && chunk.bytes().any(|byte| byte.is_ascii_alphabetic());
    let file = [".pdf", ".doc", ".docx", ".html", ".htm", ".jpg", ".jpeg", ".png", ".txt", ".md", ".xlsx"]
        .iter()
        .any(|end| chunk.to_ascii_lowercase().trim_end_matches([')', ',', '.', ';']).ends_with(end));
    host && path || file || chunk.contains('_') && bytes.iter().any(u8::is_ascii_digit)
}

/// What speaks against a number, by the tokens on both sides of it.
fn number_veto(text: &Text<'_>, at: usize) -> u8 {
    let Some(token) = text.tokens.get(at) else { return 0 };
    let Shape::Number(..) = token.shape else { return 0 };
    let mut marks = 0;
    if let Some(before) = text.before(at) {
        let money = matches!(before.shape, Shape::Mark('$' | '€' | '£' | '¥' | '₹' | '₽'));
        if money || before.is(Kind::Currency) && before.capital {
            marks |= veto::HARD;
        }
        let shape = before.shape;
        let abbreviated = shape == Shape::Mark('.') || shape == Shape::Mark(':');
        let word = if abbreviated || before.is_dash() && text.glued(at) { text.before(at - 1) } else { Some(before) };
        if let Some(word) = word.filter(|word| word.shape == Shape::Word) {
            // "no" is a label as "No 5" and "no. 5", and a word elsewhere.
            let no = word.word == "no" && !abbreviated && !word.capital;
            let hyphened = before.is_dash();
            let single = hyphened && word.word.chars().count() == 1;
            if word.is(Kind::Label) && !no && word.month.is_none() || single {
                marks |= veto::LABEL;
            }
            if !abbreviated && !hyphened && text.glued(at) {
                // `G20`, `Q3`: read by rules of their own.
                marks |= veto::LABEL;
            }
        }
        if matches!(shape, Shape::Mark('№' | '#' | '§' | '°')) {
            marks |= veto::LABEL;
        }
    }
    let mut next = at + 1;
    if text.tokens.get(next).is_some_and(super::token::Token::is_dash) && text.glued(next) && text.glued(next + 1) {
        next += 1;
    }
    if let Some(after) = text.near(next) {
        if matches!(after.shape, Shape::Mark('%' | '€' | '$' | '£' | '‰')) {
            marks |= veto::HARD;
        }
        // "10 May": a month is no measure. "28 mm", "2015 km".
        if after.is(Kind::Measure) && after.month.is_none() {
            marks |= veto::MEASURE;
        }
        if after.is(Kind::Counted) {
            marks |= veto::COUNTED;
        }
    }
    marks
}

/// A telephone number that starts at `at`: the index behind it.
fn phone(text: &Text<'_>, at: usize) -> Option<usize> {
    let token = text.tokens.get(at)?;
    let (mut index, least) = if token.shape == Shape::Mark('+') && text.glued_number(at + 1).is_some() {
        (at + 1, 7)
    } else if token.is(Kind::Phone) && !token.flags_only_verb(text, at) {
        (at + 1, 5)
    } else {
        return None;
    };
    let (mut digits, mut end) = (0, at + 1);
    while let Some(token) = text.near(index) {
        match token.shape {
            Shape::Number(_, count) if digits + count <= 16 => {
                digits += count;
                end = index + 1;
            }
            Shape::Mark('(' | ')' | '-' | '.' | '/' | '+' | ':' | '–' | '‑') => {}
            _ => break,
        }
        index += 1;
    }
    (digits >= least).then_some(end)
}

impl super::token::Token {
    /// "call", "mobile", "cell" are labels only before a number or a colon.
    fn flags_only_verb(&self, text: &Text<'_>, at: usize) -> bool {
        matches!(self.word.as_str(), "call" | "mobile" | "cell")
            && !text.near(at + 1).is_some_and(|next| matches!(next.shape, Shape::Mark(':' | '+' | '.' | '(')))
    }
}

/// Thousands and decimals: `4,000`, `2.5`, `10 000`; not `14.03.2016`, `June 24,2023`, `2015,2016`.
fn separated(text: &mut Text<'_>) {
    let mut index = 0;
    while index < text.tokens.len() {
        let Some((value, digits)) = text.number(index) else {
            index += 1;
            continue;
        };
        // A run of numbers joined by one kind of separator.
        let mut end = index + 1;
        let mut counts = vec![digits];
        let separator = match text.tokens.get(end).map(|token| token.shape) {
            Some(Shape::Mark(c @ (',' | '.' | '\'' | '’'))) if text.glued(end) => Some(c),
            _ => None,
        };
        if let Some(separator) = separator {
            while text.is_mark(end, separator) && text.glued(end) {
                let Some((_, next)) = text.glued_number(end + 1) else { break };
                counts.push(next);
                end += 2;
            }
        }
        let thousands = counts.len() > 1 && counts[0] <= 3 && counts[1..].iter().all(|&count| count == 3);
        let listed = separator == Some(',') && counts.last() == Some(&4) && (value <= 31 || digits == 4);
        let decimal = counts.len() == 2 && !listed && !matches!(separator, Some('\'' | '’'));
        let version = counts.len() > 3;
        if thousands || decimal || version {
            text.tokens[index..end].iter_mut().for_each(|token| token.veto |= veto::DECIMAL);
        }
        // `10 000`, `2 000 000`
        if counts.len() == 1 && digits <= 3 && text.number(end).is_some_and(|(_, next)| next == 3) && !text.glued(end) {
            let close = text.tokens.get(end).is_some_and(|token| token.gap == super::token::Gap::Space);
            if close {
                text.tokens[index].veto |= veto::DECIMAL;
                text.tokens[end].veto |= veto::DECIMAL;
            }
        }
        index = end;
    }
}
