//! Plain text: folding for comparison, white space, characters that must not reach a page or a terminal.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text as names are compared: no accents, case, quotes, dashes or punctuation; words separated by one space.
///
/// `&` reads as `and`, a possessive `’s` is dropped, full stops inside abbreviations vanish (`U.S.` = `US`).
pub fn fold(text: &str) -> String {
    if text.is_ascii() && !text.contains('&') { fold_ascii(text.as_bytes()) } else { fold_any(text) }
}

/// [`fold`] of what most names are made of.
fn fold_ascii(text: &[u8]) -> String {
    let mut folded = String::with_capacity(text.len());
    let is_solid = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let mut index = 0;
    while let Some(&c) = text.get(index) {
        if matches!(c, b'\'' | b'`') && matches!(text.get(index + 1), Some(b's' | b'S')) && !is_solid(index + 2) {
            index += 2;
            continue;
        }
        let stop_of_a_letter = c == b'.' && index > 0 && is_solid(index - 1) && !(index > 1 && is_solid(index - 2));
        if c.is_ascii_alphanumeric() {
            folded.push(char::from(c.to_ascii_lowercase()));
        } else if !stop_of_a_letter && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
        index += 1;
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn fold_any(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).map(straight_quote).collect();
    let plain = plain.replace('&', " and ");
    let chars: Vec<char> = plain.chars().collect();
    let mut folded = String::with_capacity(plain.len());
    let mut index = 0;
    while index < chars.len() {
        let c = chars[index];
        let previous = index.checked_sub(1).map(|before| chars[before]);
        let next = chars.get(index + 1).copied();
        if c == '\'' && next.is_some_and(|n| n == 's' || n == 'S') && !chars.get(index + 2).is_some_and(|n| n.is_alphanumeric()) {
            index += 2;
            continue;
        }
        if c == '.' && previous.is_some_and(char::is_alphanumeric) && single_letter_before(&chars, index) {
            index += 1;
            continue;
        }
        if c.is_alphanumeric() {
            match c {
                'ß' => folded.push_str("ss"),
                'ø' | 'Ø' => folded.push('o'),
                'ł' | 'Ł' => folded.push('l'),
                'đ' | 'Đ' => folded.push('d'),
                'æ' | 'Æ' => folded.push_str("ae"),
                'œ' | 'Œ' => folded.push_str("oe"),
                'ı' => folded.push('i'),
                _ => folded.extend(c.to_lowercase()),
            }
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
        index += 1;
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether the full stop at `index` follows a letter that stands alone, as in `U.S.` or `J.`.
fn single_letter_before(chars: &[char], index: usize) -> bool {
    let before = index.checked_sub(2).map(|at| chars[at]);
    before.is_none_or(|c| !c.is_alphanumeric())
}

/// [`fold`] without a leading article: how names of organisations and places are compared.
pub fn fold_name(text: &str) -> String {
    let mut folded = fold(text);
    if folded.starts_with("the ") {
        folded.drain(..4);
    }
    folded
}

/// The text in lower case; the text itself where it is so already, as most words are.
pub fn lower(text: &str) -> Cow<'_, str> {
    match text.is_ascii() {
        true if text.bytes().any(|byte| byte.is_ascii_uppercase()) => Cow::Owned(text.to_ascii_lowercase()),
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.to_lowercase()),
    }
}

/// The text in lower case and with straight quotes, character by character.
pub fn lower_straight(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.contains('`') {
        lower(text)
    } else {
        Cow::Owned(text.chars().map(straight_quote).flat_map(char::to_lowercase).collect())
    }
}

/// Typographic quotes as plain ones, one character for one character.
pub fn straight_quote(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{02BC}' | '\u{00B4}' | '`' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{00AB}' | '\u{00BB}' => '"',
        other => other,
    }
}

/// The text with each run of white space as one space, trimmed.
pub fn squeeze(text: &str) -> String {
    if is_squeezed(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether there is nothing to squeeze, as far as that is seen at a glance: ASCII, spaces single and inside.
fn is_squeezed(text: &str) -> bool {
    let mut before = b' ';
    for &byte in text.as_bytes() {
        if !matches!(byte, b' '..=b'~') || before == b' ' && byte == b' ' {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// A text as the extractors see it: NFC, line feeds only, no byte order mark, no soft hyphens or zero-width characters,
/// every other kind of space as a plain one, no control characters.
pub fn normalise(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.nfc().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() == Some(&'\n') {
                    chars.next();
                }
                out.push('\n');
            }
            '\n' | '\u{2028}' | '\u{2029}' | '\u{0085}' | '\u{000C}' | '\u{000B}' => out.push('\n'),
            '\u{00AD}' | '\u{200B}' | '\u{200C}' | '\u{2060}' | '\u{FEFF}' => {}
            '\t' | '\u{00A0}' | '\u{202F}' | '\u{2007}' | '\u{3000}' | '\u{2000}'..='\u{200A}' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The text with control characters shown as their escapes, for terminals and messages.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || is_bidi_control(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether the character changes the direction of text unseen.
pub const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// The first characters of a text, cut at a word, with `…` where something is left out.
pub fn shorten(text: &str, characters: usize) -> String {
    let mut beginning = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        if !beginning.is_empty() {
            beginning.push(' ');
            count += 1;
        }
        beginning.push_str(word);
        count += word.chars().count();
        if count > characters {
            break;
        }
    }
    if count <= characters {
        return beginning;
    }
    let cut: String = beginning.chars().take(characters).collect();
    let kept = cut.rfind(' ').filter(|&at| at > cut.len() / 2).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", kept.trim_end_matches([',', ';', ':', '.', '-', '–', ' ']))
}

/// The known word somebody most likely meant by `word`: for "did you mean". Ignores case, and `-` against `_`.
/// None when nothing is within a third of the word's length, at most three letters away.
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let plain = |text: &str| -> Vec<char> { text.chars().take(64).flat_map(char::to_lowercase).map(|c| if c == '-' { '_' } else { c }).collect() };
    let word = plain(word);
    let allowed = (word.len() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|candidate| (distance(&word, &plain(candidate)), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, candidate)| (distance, candidate))
        .map(|(_, candidate)| candidate)
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour to get from one word to the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &to) in b.iter().enumerate() {
            let mut best = (above[j] + usize::from(from != to)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && from == b[j - 1] && a[i - 1] == to {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_without_accents_case_quotes_and_possessives() {
        assert_eq!(fold("Thailand’s Ministry"), "thailand ministry");
        assert_eq!(fold("U.S. Department of State"), "us department of state");
        assert_eq!(fold("Food & Agriculture"), "food and agriculture");
        assert_eq!(fold("Borut Eržen"), "borut erzen");
        assert_eq!(fold("Łódź – Đorđe"), "lodz dorde");
        assert_eq!(fold("Co-operation"), "co operation");
        assert_eq!(fold("  "), "");
        assert_eq!(fold_name("The Hague"), "hague");
        assert_eq!(fold_name("Theatre"), "theatre");
    }

    #[test]
    fn the_short_way_for_plain_letters_leads_to_the_same() {
        let pieces = ["'s", "`S", "s", "U.", "Co.", ".", " ", "-", "'", "9", "\t", "B", "..", "x.y."];
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    let text = [a, b, c, a].concat();
                    assert_eq!(fold_ascii(text.as_bytes()), fold_any(&text), "{text:?}");
                }
            }
        }
        assert_eq!((lower("Straße").as_ref(), lower("ABC-1").as_ref(), lower_straight("L’ÎLE`").as_ref()), ("straße", "abc-1", "l'île'"));
    }

    #[test]
    fn white_space_is_squeezed() {
        for (text, squeezed) in
            [("a b", "a b"), (" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a\tb", "a b"), ("", ""), (" ", ""), ("é\u{A0} b", "é b")]
        {
            assert_eq!(squeeze(text), squeezed);
        }
    }

    #[test]
    fn odd_characters_become_plain_text() {
        assert_eq!(normalise("\u{FEFF}a\r\nb\rc\u{00A0}d\u{200B}e\u{00AD}f\u{0007}"), "a\nb\nc def");
        assert_eq!(normalise("Vito\u{0301}rino"), "Vitórino");
    }

    #[test]
    fn escapes_never_reach_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(visible("a\u{202E}b"), "a\\u{202e}b");
    }

    #[test]
    fn shortening_cuts_at_a_word() {
        assert_eq!(shorten("one two three", 20), "one two three");
        assert_eq!(shorten("one two, three", 9), "one two…");
        assert_eq!(shorten("One two. Three", 9), "One two…");
    }

    #[test]
    fn a_mistyped_word_finds_the_known_one() {
        let known = ["organisations", "title", "base_url"];
        assert_eq!(nearest("organizations", known), Some("organisations"));
        assert_eq!(nearest("tilte", known), Some("title"));
        assert_eq!(nearest("base-url", known), Some("base_url"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("", known), None);
    }
}
