//! Finding the words of a finding again in a body that people may have changed since.

use super::Sentence;
use crate::base::span::Span;
use crate::base::text::straight_quote;
use crate::content::finding::Quote;

/// In how many places words may stand and still be told apart by what surrounds them. Words in more places lead nowhere, so that
/// a text of one sentence, said thousands of times, takes no longer than another.
const MOST_PLACES: usize = 200;

/// A body made ready for many searches. White space, kinds of quotation marks and Markdown's own marks make no difference.
#[derive(Debug)]
pub struct Locator {
    letters: String,
    /// Where each byte of `letters` comes from.
    places: Vec<Span>,
}

impl Locator {
    /// Reads the body.
    pub fn new(body: &str) -> Self {
        let mut letters = String::with_capacity(body.len());
        let mut places = Vec::with_capacity(body.len());
        for (at, c) in body.char_indices().filter(|&(_, c)| counts(c)) {
            let before = letters.len();
            letters.push(straight_quote(c));
            places.extend(std::iter::repeat_n(Span::new(at, at + c.len_utf8()), letters.len() - before));
        }
        Self { letters, places }
    }

    /// Where the quote's words stand in the body, in bytes: the only place, or the one whose surroundings fit best.
    /// None when they are gone, when several places fit equally, or when there are more than [`MOST_PLACES`].
    pub fn find(&self, quote: &Quote) -> Option<Span> {
        let exact = letters(&quote.exact);
        if exact.is_empty() {
            return None;
        }
        let places: Vec<usize> = self.letters.match_indices(&exact).map(|(at, _)| at).take(MOST_PLACES + 1).collect();
        let first = match places.as_slice() {
            [only] => return Some(self.span(*only, exact.len())),
            [first, ..] if places.len() <= MOST_PLACES => *first,
            _ => return None,
        };
        let (prefix, suffix) = (letters(&quote.prefix), letters(&quote.suffix));
        let mut best = (0, first, false);
        for at in places {
            let before = self.letters[..at].chars().rev().zip(prefix.chars().rev()).take_while(|(a, b)| a == b).count();
            let after = self.letters[at + exact.len()..].chars().zip(suffix.chars()).take_while(|(a, b)| a == b).count();
            let fit = before + after;
            if fit > best.0 {
                best = (fit, at, true);
            } else if fit == best.0 {
                best.2 = false;
            }
        }
        best.2.then(|| self.span(best.1, exact.len()))
    }

    /// Where these words stand, when it is one place and no more.
    pub fn only(&self, words: &str) -> Option<Span> {
        let words = letters(words);
        if words.is_empty() {
            return None;
        }
        let mut places = self.letters.match_indices(&words).map(|(at, _)| at);
        let first = places.next()?;
        places.next().is_none().then(|| self.span(first, words.len()))
    }

    fn span(&self, at: usize, length: usize) -> Span {
        Span::new(self.places[at].start, self.places[at + length - 1].end)
    }
}

/// The number of the sentence that holds the quote's words; see [`Locator::find`].
pub fn locate(quote: &Quote, locator: &Locator, sentences: &[Sentence]) -> Option<usize> {
    let span = locator.find(quote)?;
    let index = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    sentences.get(index).filter(|sentence| sentence.span.start < span.end).map(|sentence| sentence.id)
}

fn letters(text: &str) -> String {
    text.chars().filter(|&c| counts(c)).map(straight_quote).collect()
}

fn counts(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\\' | '*' | '_')
}
