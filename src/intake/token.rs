//! Words and marks of a text, with their places.

use crate::base::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word; hyphenated words, `U.S.`, `O’Brien` and `Aravot.am` are one.
    Word,
    /// Digits, perhaps with `,` `.` or letters behind (`21st`, `2,5`).
    Number,
    /// The possessive `’s`.
    Possessive,
    /// Any other single character.
    Mark,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital at the start.
    Lower,
    /// A capital at the start, lower case behind.
    Capital,
    /// Two capitals or more and no lower case.
    Upper,
    /// Capitals inside: `McHugo`, `FedEx`, `eHealth`.
    Mixed,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// How it is written; `Lower` for anything but words.
    pub case: Case,
}

impl Token {
    /// Its text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// A word that starts with a capital.
    pub fn is_capital(&self) -> bool {
        self.kind == Kind::Word && self.case != Case::Lower
    }
}

/// The stretch from token `from` up to, not including, token `to`; empty where there is none between them.
pub fn stretch(tokens: &[Token], from: usize, to: usize) -> Span {
    let start = tokens.get(from).map_or_else(|| tokens.last().map_or(0, |token| token.span.end), |token| token.span.start);
    let end = to.checked_sub(1).and_then(|last| tokens.get(last)).map_or(start, |token| token.span.end);
    Span::new(start, end.max(start))
}

/// The tokens of `text`, with `offset` added to their places.
pub fn tokenize(text: &str, offset: usize) -> Vec<Token> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let end_of = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
    let char_at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let mut tokens = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        let (start, c) = chars[index];
        if c.is_whitespace() {
            index += 1;
            continue;
        }
        if is_apostrophe(c)
            && index > 0
            && matches!(char_at(index + 1), Some('s' | 'S'))
            && !char_at(index + 2).is_some_and(char::is_alphanumeric)
            && chars[index - 1].1.is_alphanumeric()
        {
            tokens.push(Token { span: Span::new(start, end_of(index + 2)).shifted(offset), kind: Kind::Possessive, case: Case::Lower });
            index += 2;
            continue;
        }
        if !c.is_alphanumeric() {
            tokens.push(Token { span: Span::new(start, end_of(index + 1)).shifted(offset), kind: Kind::Mark, case: Case::Lower });
            index += 1;
            continue;
        }
        let first = index;
        index += 1;
        while index < chars.len() && joins(&chars, first, index) {
            index += 1;
        }
        let span = Span::new(start, end_of(index));
        let word = span.of(text);
        let kind = if c.is_ascii_digit() && !word.chars().any(char::is_uppercase) { Kind::Number } else { Kind::Word };
        tokens.push(Token { span: span.shifted(offset), kind, case: case_of(word) });
    }
    tokens
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Words before whose apostrophe a new word starts: French and Italian elisions.
const ELISIONS: &[&str] = &["l", "d", "s", "n", "j", "m", "c", "qu", "dell", "all", "nell", "sull", "dall", "un", "lorsqu", "puisqu"];

/// Whether the character at `index` goes on with the word that began at `first`.
fn joins(chars: &[(usize, char)], first: usize, index: usize) -> bool {
    let c = chars[index].1;
    let before = chars[index - 1].1;
    let next = chars.get(index + 1).map(|(_, c)| *c);
    if c.is_alphanumeric() {
        if is_apostrophe(before) {
            let prefix: String = chars[first..index - 1].iter().map(|(_, c)| *c).collect();
            // `L’Office`, `D’après`, `Dell’Arno`; not `O’Brien`, `D’Angelo`, `N’Djamena`.
            let mut letters = prefix.chars();
            let large = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
            let vowel = matches!(c.to_lowercase().next(), Some('a' | 'e' | 'i' | 'o' | 'u' | 'é' | 'è' | 'ê' | 'â' | 'î' | 'ô' | 'h' | 'y'));
            let opens =
                large && vowel && ELISIONS.contains(&prefix.to_lowercase().as_str()) && (c.is_lowercase() || prefix == "L" || prefix.len() > 2);
            return !(opens || ELISIONS.contains(&prefix.as_str()));
        }
        return true;
    }
    if unicode_normalization::char::is_combining_mark(c) {
        return true;
    }
    let next_word = next.is_some_and(char::is_alphanumeric);
    match c {
        '-' | '\u{2010}' | '\u{2011}' => next_word,
        '\'' | '’' | 'ʼ' => {
            let possessive = matches!(next, Some('s' | 'S')) && !chars.get(index + 2).is_some_and(|(_, c)| c.is_alphanumeric());
            before.is_alphabetic() && next.is_some_and(char::is_alphabetic) && !possessive
        }
        '.' => {
            let numeric = before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit());
            let letter_before = before.is_alphabetic();
            let alone = index - first == 1 || chars[first..index].iter().any(|(_, c)| *c == '.');
            if numeric || letter_before && next.is_some_and(char::is_alphabetic) {
                // `Aravot.am`, `U.S`, but not a sentence glued to the next: `end.The`.
                return numeric
                    || alone
                    || next.is_some_and(char::is_lowercase)
                    || chars[first..index].iter().all(|(_, c)| c.is_uppercase() || *c == '.');
            }
            // The stop of an initial, of `U.S.` or of `St.` belongs to it.
            let word: String = chars[first..index].iter().map(|(_, c)| *c).collect();
            letter_before
                && (alone && chars[first].1.is_uppercase()
                    || matches!(word.as_str(), "St" | "Ste" | "Ma" | "Md" | "Mohd" | "Muhd") && next == Some(' '))
        }
        ',' => before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
        '&' => before.is_uppercase() && next.is_some_and(char::is_uppercase),
        // One letter lost in scanning: `A?ubalis`.
        '?' | '\u{FFFD}' => before.is_alphabetic() && next.is_some_and(char::is_lowercase),
        '+' => before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()) && chars[first].1.is_uppercase(),
        _ => false,
    }
}

/// How a word is written.
pub fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Lower };
    if !word.chars().next().is_some_and(char::is_alphanumeric) || !first.is_uppercase() {
        return if word.chars().skip(1).any(char::is_uppercase) && word.chars().next().is_some_and(char::is_lowercase) {
            Case::Mixed
        } else {
            Case::Lower
        };
    }
    let rest: Vec<char> = letters.collect();
    if rest.is_empty() {
        return Case::Capital;
    }
    if rest.iter().all(|c| !c.is_lowercase()) {
        return Case::Upper;
    }
    let parts_capital = word.split(['-', '\u{2010}', '\u{2011}', '’', '\'']).all(|part| part.chars().skip(1).all(|c| !c.is_uppercase()));
    if parts_capital { Case::Capital } else { Case::Mixed }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text, 0).iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(words("Thailand’s U.S. Director-General, J. O’Brien."), ["Thailand", "’s", "U.S.", "Director-General", ",", "J.", "O’Brien", "."]);
        assert_eq!(words("l’Organisation d’appui"), ["l’", "Organisation", "d’", "appui"]);
        assert_eq!(words("Aravot.am A?ubalis R&D C5+1"), ["Aravot.am", "A?ubalis", "R&D", "C5+1"]);
        assert_eq!(words("in 2,5 years (21st)"), ["in", "2,5", "years", "(", "21st", ")"]);
        assert_eq!(words("the end.The next"), ["the", "end", ".", "The", "next"]);
    }

    #[test]
    fn case_is_read() {
        assert_eq!(case_of("ASEAN"), Case::Upper);
        assert_eq!(case_of("McHugo"), Case::Mixed);
        assert_eq!(case_of("Anne-Marie"), Case::Capital);
        assert_eq!(case_of("eHealth"), Case::Mixed);
        assert_eq!(case_of("word"), Case::Lower);
    }
}
