//! A text as words, numbers and signs.

use crate::base::span::Span;
use crate::base::text::fold;

use super::words::is_ordinal;

/// A piece of the text without white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Whether white space or the start of the text stands before it.
    pub spaced: bool,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, or letters and digits mixed; folded.
    Word {
        /// The word as names are compared.
        folded: String,
        /// Whether it begins with a capital.
        capital: bool,
    },
    /// Digits alone, or with an ordinal ending.
    Number {
        /// The value; more than nine digits are no number.
        value: u32,
        /// How many digits.
        digits: u8,
        /// Whether it is printed as an ordinal: `1st`, `1er`.
        ordinal: bool,
    },
    /// `1990s`: the first year.
    Decade(u32),
    /// Any other character.
    Sign(char),
    /// A blank line: no date goes across.
    Break,
    /// An address on the web or of mail: nothing in it is a date.
    Address,
}

/// The tokens of a text, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut list = Vec::new();
    let mut spaced = true;
    let mut lines = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            spaced = true;
            lines += u8::from(c == '\n');
            if lines == 2 {
                list.push(Token { span: Span::new(start, start + 1), spaced, kind: Kind::Break });
            }
            lines = lines.min(2);
            continue;
        }
        lines = 0;
        if spaced && let Some(end) = address(&text[start..]).map(|length| start + length) {
            while chars.next_if(|(at, _)| *at < end).is_some() {}
            list.push(Token { span: Span::new(start, end), spaced, kind: Kind::Address });
            spaced = false;
            continue;
        }
        let mut end = start + c.len_utf8();
        if is_word(c) {
            while let Some(&(at, next)) = chars.peek() {
                // The `T` of `2015-08-26T10:00`.
                let time = next == 'T' && at - start == 2 && text[start..at].bytes().all(|byte| byte.is_ascii_digit());
                if !is_word(next) || time {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            list.push(Token { span: Span::new(start, end), spaced, kind: kind(&text[start..end]) });
        } else {
            list.push(Token { span: Span::new(start, end), spaced, kind: Kind::Sign(dash(c)) });
        }
        spaced = false;
    }
    list
}

/// The length of the address of a page, a file or a mailbox that the text begins with.
fn address(text: &str) -> Option<usize> {
    let length = text.find(char::is_whitespace).unwrap_or(text.len());
    let chunk = text[..length].trim_end_matches(['.', ',', ';', ')', ']', '"', '”', '’', '»', '>']);
    let host = chunk.split('/').next().unwrap_or_default();
    let dotted = || {
        let mut labels = host.rsplit('.').map(|label| label.len() > 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic()));
        labels.next() == Some(true) && labels.next() == Some(true)
    };
    let found = chunk.contains("://") || chunk.contains("www.") || chunk.contains('@') && !chunk.starts_with('@') || chunk.contains('/') && dotted();
    (found && !chunk.is_empty()).then_some(chunk.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, 'º' | 'ª' | '°' | '_') || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Every dash as a hyphen, every apostrophe as a plain one.
const fn dash(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '’' | '‘' | 'ʼ' => '\'',
        _ => c,
    }
}

fn kind(word: &str) -> Kind {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, ending) = word.split_at(digits);
    if let Ok(value) = number.parse::<u32>()
        && digits < 10
    {
        let folded = ending.to_lowercase();
        let length = u8::try_from(digits).unwrap_or(u8::MAX);
        if ending.is_empty() {
            return Kind::Number { value, digits: length, ordinal: false };
        }
        if digits <= 2 && (is_ordinal(&folded) || is_ordinal(&fold(&folded))) {
            return Kind::Number { value, digits: length, ordinal: true };
        }
        if folded == "s" && digits == 4 && value % 10 == 0 {
            return Kind::Decade(value);
        }
    }
    let folded = if word.is_ascii() { word.to_ascii_lowercase() } else { fold(word) };
    Kind::Word { folded, capital: word.chars().next().is_some_and(char::is_uppercase) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_ordinals_decades_signs() {
        let kinds: Vec<Kind> = tokens("Août 1er–22nd, 1990s 495km").into_iter().map(|token| token.kind).collect();
        let word = |folded: &str, capital| Kind::Word { folded: folded.to_owned(), capital };
        assert_eq!(
            kinds,
            [
                word("aout", true),
                Kind::Number { value: 1, digits: 1, ordinal: true },
                Kind::Sign('-'),
                Kind::Number { value: 22, digits: 2, ordinal: true },
                Kind::Sign(','),
                Kind::Decade(1990),
                word("495km", false),
            ]
        );
    }

    #[test]
    fn addresses_are_one_token() {
        for text in ["https://example.org/2015/08/26/x", "mail.2015@example.org", "www.example.org/in-2015", "example.org/2015/03"] {
            let kinds: Vec<Kind> = tokens(&format!("see {text}, and")).into_iter().map(|token| token.kind).collect();
            assert_eq!(kinds.get(1), Some(&Kind::Address), "{text}");
            assert_eq!(kinds.get(2), Some(&Kind::Sign(',')), "{text}");
        }
    }

    #[test]
    fn spans_cover_what_is_printed() {
        let text = "le 1er mars\n\n2016";
        let printed: Vec<&str> = tokens(text).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(printed, ["le", "1er", "mars", "\n", "2016"]);
    }
}
