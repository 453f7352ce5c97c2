//! Where sentences begin and end, for pages that lead to them and extractors that must not read across them.
//!
//! UAX #29 gives the first cut. It breaks after `Mr.` and `St.` and does not break before a figure, so the cuts are then
//! weighed one by one: joined again after abbreviations and initials, inside quotations and brackets, and before what can only
//! be a continuation.

mod abbreviations;
mod bounds;
#[cfg(test)]
mod golden;
mod items;

use abbreviations::Abbreviations;
use std::borrow::Cow;
use std::ops::Range;

/// Sentences of `text` in order, without the white space around them. `lang` is an ISO 639-1 code; an unknown one reads like English.
///
/// Guaranteed: ranges do not overlap, are not empty, lie on character boundaries, and leave out nothing but white space.
/// A single line break is a space; a blank line ends a sentence always. Linear in the length of the text.
pub fn split(text: &str, lang: &str) -> Vec<Range<usize>> {
    let words = Abbreviations::of(lang);
    let mut sentences = Vec::new();
    for paragraph in paragraphs(text) {
        let inner = &text[paragraph.clone()];
        let flat = flatten(inner);
        let shut = enclosures(&flat);
        let mut start = 0;
        let items = items::cuts(&flat);
        let mut all = cuts(&flat);
        all.extend(&items);
        all.sort_unstable();
        for cut in all {
            if cut > start && (items.binary_search(&cut).is_ok() || !joined(&flat, start, cut, &shut, &words)) {
                push(&mut sentences, inner, start, cut, paragraph.start);
                start = cut;
            }
        }
        push(&mut sentences, inner, start, inner.len(), paragraph.start);
    }
    sentences
}

fn push(sentences: &mut Vec<Range<usize>>, text: &str, start: usize, end: usize, offset: usize) {
    let stretch = &text[start..end];
    let lead = stretch.len() - stretch.trim_start().len();
    let trimmed = stretch.trim();
    if !trimmed.is_empty() {
        sentences.push(offset + start + lead..offset + start + lead + trimmed.len());
    }
}

/// Stretches between blank lines.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            found.push(start..at);
            start = at + line.len();
        }
        at += line.len();
    }
    found.push(start..text.len());
    found.retain(|range| !range.is_empty());
    found
}

/// The same text, byte for byte as long, with line breaks as spaces: UAX #29 would end a sentence at each.
fn flatten(text: &str) -> Cow<'_, str> {
    let breaks = ['\n', '\r', '\t'];
    if text.contains(breaks) { Cow::Owned(text.replace(breaks, " ")) } else { Cow::Borrowed(text) }
}

/// Where a sentence might end: UAX #29, moved behind a closing guillemet that stands off by a space, and places before figures.
fn cuts(text: &str) -> Vec<usize> {
    let mut found: Vec<usize> = bounds::bounds(text).into_iter().map(|at| behind_closers(text, at)).collect();
    for (at, _) in text.match_indices(". ") {
        let rest = &text[at + 1..];
        let after = rest.trim_start();
        let word = last_word(&text[..at]);
        let letters = word.chars().count();
        let is_word = word.chars().all(|c| c.is_alphabetic() || c == '-') && (letters > 4 || letters > 2 && word.starts_with(char::is_lowercase));
        let is_year = letters == 4 && word.bytes().all(|b| b.is_ascii_digit());
        if (is_word || is_year) && after.starts_with(|c: char| c.is_ascii_digit()) {
            found.push(text.len() - after.len());
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn behind_closers(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if at == 0 || !rest.starts_with(['»', '”', ')', ']']) {
        return at;
    }
    let after = rest.trim_start_matches(['»', '”', ')', ']', '.', ',']).trim_start();
    text.len() - after.len()
}

/// A quotation longer than this is cut at its sentences: an anchor to a whole column of talk helps nobody.
const LONGEST_ENCLOSURE: usize = 400;

/// Quotations and brackets that close in the same paragraph, outermost only, in order.
fn enclosures(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | '.') {
            before = c;
            continue;
        }
        // `guard’s`: an apostrophe closes nothing.
        let apostrophe = c == '’' && text[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
        let closes = open
            .iter()
            .rposition(|&(closer, _)| closer == c || closer == '”' && c == '"')
            .filter(|_| (c != '"' || !before.is_whitespace()) && !apostrophe);
        if let Some(index) = closes {
            let (_, start) = open[index];
            open.truncate(index);
            if at - start <= LONGEST_ENCLOSURE {
                while found.last().is_some_and(|inner| inner.start >= start) {
                    found.pop();
                }
                found.push(start..at);
            }
        } else if let Some(closer) = closer_of(c).filter(|_| open.len() < 16) {
            open.push((closer, at));
        }
        before = c;
    }
    found
}

const fn closer_of(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '‘' => '’',
        '„' => '“',
        '«' => '»',
        '"' => '"',
        '(' => ')',
        '[' => ']',
        '「' => '」',
        _ => return None,
    })
}

/// Whether the text goes on over the cut at `at`, as one sentence that begins at `start`.
fn joined(text: &str, start: usize, at: usize, shut: &[Range<usize>], words: &Abbreviations) -> bool {
    let right = text[at..].trim_start_matches(|c: char| c.is_whitespace() || is_opener(c));
    let left = text[start..at].trim();
    if right.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';')) || left.is_empty() || is_number_of_a_list(left) {
        return true;
    }
    let enclosing = shut.partition_point(|range| range.start < at).checked_sub(1).map(|index| &shut[index]);
    if enclosing.is_some_and(|range| at <= range.end && range.start >= start) {
        return true;
    }
    let bare = left.trim_end_matches(is_closer);
    if bare.len() < left.len() && left.ends_with(is_quote) && bare.ends_with(['?', '!']) && is_attribution(right) {
        return true;
    }
    if bare.len() == left.len() && bare.ends_with('.') {
        return words.join(last_word(&bare[..bare.len() - 1]), &bare[..bare.len() - 1], right);
    }
    false
}

const fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '«' | '„' | '"' | '\'' | '(' | '[' | '¿' | '¡')
}

const fn is_closer(c: char) -> bool {
    is_quote(c) || matches!(c, ')' | ']' | ' ' | '\u{A0}' | '\u{202F}')
}

const fn is_quote(c: char) -> bool {
    matches!(c, '”' | '’' | '»' | '“' | '"' | '\'')
}

/// `1.`, `(a).`, `iv.`: the mark before an item.
fn is_number_of_a_list(left: &str) -> bool {
    let mark = left.trim_start_matches(items::BULLETS).trim_start().trim_matches(['(', ')', '.']);
    let roman = mark.chars().all(|c| "ivxIVX".contains(c)) && mark.len() <= 4;
    let short = mark.len() <= 3 && mark.bytes().all(|b| b.is_ascii_digit()) || mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase());
    !mark.is_empty() && (roman || short)
}

/// `Mr. Douglas said`: a verb of speaking among the first words, before any stop.
fn is_attribution(right: &str) -> bool {
    right.split_whitespace().take(6).any(|word| SPEAKING.contains(&word.trim_end_matches([',', '.', ':'])))
}

const SPEAKING: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "added",
    "adds",
    "replied",
    "stated",
    "told",
    "noted",
    "wrote",
    "explained",
    "stressed",
    "warned",
    "concluded",
    "remarked",
    "exclaimed",
    "wondered",
    "declared",
    "commented",
];

/// The last run of characters without white space, brackets or quotes.
fn last_word(text: &str) -> &str {
    let start = text
        .rfind(|c: char| c.is_whitespace() || is_opener(c) || matches!(c, '/' | '–' | '—'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts<'t>(text: &'t str, lang: &str) -> Vec<&'t str> {
        split(text, lang).into_iter().map(|range| &text[range]).collect()
    }

    #[track_caller]
    fn one(text: &str) {
        assert_eq!(parts(text, "en"), [text]);
    }

    #[track_caller]
    fn cut(expected: &[&str]) {
        let text = expected.join(" ");
        assert_eq!(parts(&text, "en"), expected);
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        one("Mr. Jeremy Douglas opened the meeting.");
        one("A grant by the U.S. Department of State paid for it.");
        one("He spoke at the St. Petersburg Forum.");
        one("H.E. Dr. Somchai K. Wong and J. F. Smith met.");
        one("See Resolution No. 1373 and Art. 5 of the Charter.");
        one("It starts at 9 a.m. Bangkok time on Sept. 3.");
        one("Acme Inc. Europe and Smith & Co. Ltd. Asia signed.");
        one("Several tools, e.g. Passport readers, i.e. Machines, cost approx. 500 dollars.");
    }

    #[test]
    fn an_abbreviation_at_the_end_ends_a_sentence() {
        cut(&["She works for Acme Inc.", "The firm is old."]);
        cut(&["It ended at 5 p.m.", "Participants left."]);
        cut(&["He lives in the U.S.", "However, he is often away."]);
        cut(&["They went for plan B.", "The rest stayed."]);
    }

    #[test]
    fn plain_sentences_are_cut() {
        cut(&["Hello world.", "My name is Jonas."]);
        cut(&["Is it so?", "Yes!", "Good."]);
        cut(&["It was held in Paris.", "400 specialists came."]);
        cut(&["That was in 2015.", "12 came back in 2016."]);
        cut(&["The answer was no.", "They left."]);
        cut(&["They went east ...", "We signed."]);
        one("It cost $5.50 and 1.10 euros on www.example.org today.");
    }

    #[test]
    fn quotations_and_brackets_stay_whole() {
        one("“We came. We signed. We left,” said the director.");
        one("“We need more programmes,” echoed Ms. Tan.");
        one("“Why now?” Mr. Douglas asked.");
        one("“Why now?” she asked.");
        one("The office (opened in 2012. Closed in 2014.) was small.");
        cut(&["“We signed. We left.”", "The director smiled."]);
        cut(&["He said: \"We came. We left.\"", "Nobody answered."]);
        assert_eq!(parts("“It goes on. And on", "en").len(), 2, "a quotation that does not close holds nothing together");
    }

    #[test]
    fn other_languages_and_scripts() {
        assert_eq!(parts("M. Dupont a dit : « C’est fini. » Il est parti.", "fr"), ["M. Dupont a dit : « C’est fini. »", "Il est parti."]);
        assert_eq!(parts("Hr. Dr. Kraus kam z.B. Montag. Er ging.", "de"), ["Hr. Dr. Kraus kam z.B. Montag.", "Er ging."]);
        assert_eq!(parts("هل انتهى؟ نعم انتهى.", "ar").len(), 2);
        assert_eq!(parts("会议结束。大家离开。", "zh"), ["会议结束。", "大家离开。"]);
    }

    #[test]
    fn lines_are_spaces_and_blank_lines_are_ends() {
        assert_eq!(parts("One\nsentence. Two\r\nhere", "en"), ["One\nsentence.", "Two\r\nhere"]);
        assert_eq!(parts("A title\n\nA text\n \nMore", "en"), ["A title", "A text", "More"]);
        assert_eq!(parts("1. The first item stays whole.", "en"), ["1. The first item stays whole."]);
        assert!(split(" \n\n ", "en").is_empty());
        assert!(split("", "").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_white_space_is_left_out(text in "[a-zA-Z .?!“”«»()\"\n0-9éА؟。]{0,80}") {
            let sentences = split(&text, "en");
            let mut end = 0;
            for range in &sentences {
                proptest::prop_assert!(text[end..range.start].trim().is_empty() && !text[range.clone()].is_empty());
                end = range.end;
            }
            proptest::prop_assert!(text[end..].trim().is_empty());
        }
    }
}
