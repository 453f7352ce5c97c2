//! Where UAX #29 ends sentences: its rules for the letters and signs that most texts are made of alone, a library for all others.

use unicode_segmentation::UnicodeSegmentation;

/// Where the sentences of a text begin, the first at 0.
pub(super) fn bounds(text: &str) -> Vec<usize> {
    common(text).unwrap_or_else(|| text.split_sentence_bound_indices().map(|(at, _)| at).collect())
}

/// What a character is to a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Upper,
    Lower,
    Digit,
    FullStop,
    /// `!` and `?`.
    Mark,
    /// Quotes and brackets.
    Close,
    Space,
    /// Signs after which a sentence goes on: `,`.
    GoesOn,
    Other,
}

/// None for characters that are left to the library: those of other scripts, line ends, those that join others.
const fn class(c: char) -> Option<Class> {
    Some(match c {
        'a'..='z' | 'ª' | 'µ' | 'º' | 'ß'..='ö' | 'ø'..='ÿ' => Class::Lower,
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => Class::Upper,
        ' ' | '\u{A0}' | '\u{202F}' => Class::Space,
        '0'..='9' => Class::Digit,
        '.' => Class::FullStop,
        '!' | '?' => Class::Mark,
        ',' | '-' | ':' | ';' | '–' | '—' => Class::GoesOn,
        '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '«' | '»' | '\u{2018}'..='\u{201F}' | '‹' | '›' => Class::Close,
        '#'..='&'
        | '*'
        | '+'
        | '/'
        | '<'..='>'
        | '@'
        | '\\'
        | '^'..='`'
        | '|'
        | '~'
        | '¡'..='©'
        | '¬'
        | '®'..='´'
        | '¶'..='¹'
        | '¼'..='¿'
        | '×'
        | '÷'
        | '\u{2010}'..='\u{2012}'
        | '•'
        | '…'
        | '€' => Class::Other,
        _ => return None,
    })
}

/// A sign that may have ended a sentence, and what stands behind it so far.
#[derive(Clone, Copy)]
struct Stop {
    sign: Class,
    /// Whether a letter stands before it.
    after_letter: bool,
    /// Whether the next letter is a small one: then a full stop ended nothing.
    small_follows: bool,
    behind: Behind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    Nothing,
    Closers,
    Spaces,
}

impl Stop {
    /// Whether what comes now begins a sentence.
    fn cuts_before(self, class: Class) -> bool {
        let right_behind = self.behind == Behind::Nothing && self.sign == Class::FullStop;
        let within_a_word = right_behind && (class == Class::Digit || self.after_letter && class == Class::Upper);
        !within_a_word
            && !self.small_follows
            && match class {
                Class::GoesOn | Class::FullStop | Class::Mark | Class::Space => false,
                Class::Close => self.behind == Behind::Spaces,
                _ => true,
            }
    }
}

/// What most of a sentence is made of, and what never ends one.
const INSIDE: [bool; 256] = {
    let mut inside = [false; 256];
    let mut byte: u8 = 0;
    while byte < 0x80 {
        inside[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'-' | b'(' | b')' | b'"' | b'\'' | b':' | b';');
        byte += 1;
    }
    inside
};

fn common(text: &str) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = (!text.is_empty()).then_some(0).into_iter().collect();
    let mut stop: Option<Stop> = None;
    let mut after_letter = false;
    let mut at = 0;
    while at < text.len() {
        if stop.is_none() {
            let inside = text.as_bytes()[at..].iter().take_while(|byte| INSIDE[usize::from(**byte)]).count();
            if inside > 0 {
                at += inside;
                after_letter = text.as_bytes()[at - 1].is_ascii_alphabetic();
                continue;
            }
        }
        let c = text[at..].chars().next()?;
        let class = class(c)?;
        if let Some(open) = stop {
            if open.cuts_before(class) {
                found.push(at);
            }
            stop = match class {
                Class::Close if open.behind != Behind::Spaces => Some(Stop { behind: Behind::Closers, ..open }),
                Class::Space => Some(Stop { behind: Behind::Spaces, ..open }),
                _ => None,
            };
        }
        if matches!(class, Class::FullStop | Class::Mark) {
            let small_follows = class == Class::FullStop && small_follows(&text[at + 1..])?;
            stop = Some(Stop { sign: class, after_letter, small_follows, behind: Behind::Nothing });
        }
        after_letter = matches!(class, Class::Upper | Class::Lower);
        at += c.len_utf8();
    }
    Some(found)
}

/// Whether the next letter is a small one, with no end of a sentence before it.
fn small_follows(text: &str) -> Option<bool> {
    for c in text.chars() {
        match class(c)? {
            Class::Lower => return Some(true),
            Class::Upper | Class::FullStop | Class::Mark => return Some(false),
            _ => {}
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(text: &str) {
        let by_library: Vec<usize> = text.split_sentence_bound_indices().map(|(at, _)| at).collect();
        assert_eq!(bounds(text), by_library, "{text:?}");
    }

    #[test]
    fn every_common_character_is_read_as_the_standard_says() {
        let common: Vec<char> = ('\0'..='\u{2FFF}').filter(|c| class(*c).is_some()).collect();
        assert!(common.len() > 190);
        for c in common {
            for text in
                ["a.{}b", "a. {}B", "A.{}B", "a{}.B", "a.{} B", "a. {} b", "a!{}B", "a! {}b", "a.){}B", "a.” {}B", "{}", "a.b{}! C", "1.{}x. Y"]
            {
                same(&text.replace("{}", &c.to_string()));
            }
        }
        same("");
    }

    proptest::proptest! {
        #[test]
        fn what_is_common_is_read_as_the_library_reads_it(text in "[a-cA-Cé0-2 .!?,;()“”’«»–…$\u{A0}]{0,40}") {
            same(&text);
        }

        #[test]
        fn what_is_not_common_is_left_to_the_library(text in "[aB .!?“”\u{301}\u{AD}А。؟\n\u{85}\u{2028}]{0,20}") {
            same(&text);
        }
    }
}
