//! Words as they are searched. `theme/static/search.js` folds queries by the same rules; a change here is a change there.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The longest word, in letters; what is longer is cut.
const LONGEST: usize = 32;

/// Letters that are no letter with a mark, and what they are searched as.
const LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ı', "i"),
    ('ð', "d"),
    ('þ', "th"),
    ('ħ', "h"),
    ('ŋ', "ng"),
    ('ς', "σ"),
];

/// Gives each word of a plain text: without case and marks; `U.S.` is one word, `s` in `Thailand’s` and `l` in `l’eau` are none.
pub(in super::super) fn words(text: &str, each: impl FnMut(&str)) {
    split(text, false, each);
}

/// Like [`words`], for Markdown: addresses of links are no words.
pub(super) fn markdown_words(text: &str, each: impl FnMut(&str)) {
    split(text, true, each);
}

fn split(text: &str, markdown: bool, each: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut splitter = Splitter { word: String::new(), letters: 0, initials: String::new(), before: ' ', each };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            splitter.push(char::from(byte.to_ascii_lowercase()));
            at += 1;
        } else if byte.is_ascii() {
            let rest = &bytes[at..];
            if markdown && rest.starts_with(b"](") {
                splitter.stop(' ');
                at += rest.iter().position(|byte| *byte == b')' || byte.is_ascii_whitespace()).unwrap_or(rest.len());
            } else if markdown && rest.starts_with(b"://") {
                splitter.forget();
                at += rest.iter().position(|byte| matches!(byte, b')' | b'>' | b'"') || byte.is_ascii_whitespace()).unwrap_or(rest.len());
            } else {
                splitter.stop(if byte == b'`' { '\'' } else { char::from(byte) });
                at += 1;
            }
        } else if let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            splitter.other(c);
            at += c.len_utf8();
        } else {
            at += 1;
        }
    }
    splitter.stop(' ');
    splitter.stop(' ');
}

struct Splitter<F> {
    word: String,
    letters: usize,
    /// Single letters with full stops after them, so far.
    initials: String,
    /// What stands before the word.
    before: char,
    each: F,
}

impl<F: FnMut(&str)> Splitter<F> {
    fn push(&mut self, c: char) {
        if self.letters < LONGEST {
            self.word.push(c);
        }
        self.letters += 1;
    }

    /// A character that is not ASCII.
    fn other(&mut self, c: char) {
        if matches!(c, '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}') {
            return self.stop('\'');
        }
        decompose_compatible(c, |c| {
            if is_combining_mark(c) {
                return;
            }
            if !c.is_alphanumeric() {
                return self.stop(c);
            }
            let alone = stands_alone(c);
            if alone {
                self.stop(' ');
            }
            for c in c.to_lowercase().filter(|c| !is_combining_mark(*c)) {
                match LETTERS.iter().find(|(letter, _)| *letter == c) {
                    Some((_, as_written)) => as_written.chars().for_each(|c| self.push(c)),
                    None => self.push(c),
                }
            }
            if alone {
                self.stop(' ');
            }
        });
    }

    /// Something that is no letter.
    fn stop(&mut self, by: char) {
        if self.word.is_empty() {
            self.flush();
        } else {
            let single = self.letters == 1 && !self.word.starts_with(char::is_numeric);
            if single && (by == '\'' || self.before == '\'') {
                self.flush();
            } else if single && (by == '.' || !self.initials.is_empty()) {
                self.initials.push_str(&self.word);
                if by != '.' {
                    self.flush();
                }
            } else {
                self.flush();
                (self.each)(&self.word);
            }
            self.word.clear();
            self.letters = 0;
        }
        self.before = by;
    }

    /// What was begun is no word.
    fn forget(&mut self) {
        self.word.clear();
        self.letters = 0;
        self.stop(' ');
    }

    fn flush(&mut self) {
        if !self.initials.is_empty() {
            (self.each)(&self.initials);
            self.initials.clear();
        }
    }
}

/// Whether a character of a script without spaces is a word of its own.
const fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        let mut all = Vec::new();
        words(text, |word| all.push(word.to_owned()));
        all.join(" ")
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(of("Borut Eržen, STRASSE Straße"), "borut erzen strasse strasse");
        assert_eq!(of("Łódź Đorđe Ærø Œuvre ŞIŞLI ırmak"), "lodz dorde aero oeuvre sisli irmak");
        assert_eq!(of("co-operation 2015/16, 3.5%"), "co operation 2015 16 3 5");
        assert_eq!(of("ΟΔΟΣ ﬁne ½"), "οδοσ fine 1 2");
        assert_eq!(of("e\u{301}te\u{301}"), "ete");
        assert_eq!(of("  --  "), "");
    }

    #[test]
    fn initials_are_one_word_and_possessives_none() {
        assert_eq!(of("the U.S. and U.S.A., J. Smith, J.Smith"), "the us and usa j smith j smith");
        assert_eq!(of("Thailand’s l'eau O`Brien d'Ivoire"), "thailand eau brien ivoire");
        assert_eq!(of("plan B"), "plan b");
        assert_eq!(of("G.7"), "g 7");
    }

    #[test]
    fn scripts_without_spaces_are_words_by_the_character() {
        assert_eq!(of("東京 Tokyo"), "東 京 tokyo");
        assert_eq!(of("บ้าน"), "บาน");
    }

    #[test]
    fn a_word_has_an_end() {
        assert_eq!(of(&"a".repeat(100)).len(), LONGEST);
    }

    #[test]
    fn addresses_are_no_words() {
        let mut all = Vec::new();
        markdown_words("See [the *report*](https://example.org/a-b.html) and https://x.example/yes now", |word| all.push(word.to_owned()));
        assert_eq!(all.join(" "), "see the report and now");
    }
}
