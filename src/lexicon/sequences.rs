//! Phrases over a list of tokens, when the text is cut into tokens already: posts, verbs of speech, honorifics, legal forms.

use crate::base::lookup::Lookup;
use crate::base::text::{lower, straight_quote};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How a token is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compare {
    /// Letter for letter, and written over several tokens if need be: `H.E.` is also `H`, `.`, `E`, `.`.
    Exact,
    /// In any case, with a hyphen as good as a space: `Director-General` is `director general`.
    Words,
}

/// A set of phrases, each with a value.
#[derive(Debug)]
pub(super) struct Sequences<V> {
    compare: Compare,
    /// By first word (or, compared exactly, by first letter) the phrases, longest first.
    phrases: Lookup<String, Vec<(Vec<String>, V)>>,
}

impl<V: Copy> Sequences<V> {
    /// The set of these phrases. The first of two equal ones stays; see [`Sequences::merged`] to join them.
    pub(super) fn new(compare: Compare, phrases: impl IntoIterator<Item = (String, V)>) -> Self {
        Self::merged(compare, phrases, |_, _| {})
    }

    /// The set of these phrases; `join` adds the value of an equal phrase to the one kept.
    pub(super) fn merged(compare: Compare, phrases: impl IntoIterator<Item = (String, V)>, join: impl Fn(&mut V, V)) -> Self {
        let mut set: BTreeMap<String, Vec<(Vec<String>, V)>> = BTreeMap::new();
        for (phrase, value) in phrases {
            let words = match compare {
                Compare::Exact => phrase.split_whitespace().map(straight).collect::<Vec<_>>(),
                Compare::Words => parts(&phrase).map(Cow::into_owned).collect(),
            };
            let Some(key) = words.first().map(|first| index_key(compare, first)) else { continue };
            let bucket = set.entry(key).or_default();
            if let Some((_, kept)) = bucket.iter_mut().find(|(known, _)| *known == words) {
                join(kept, value);
            } else {
                bucket.push((words, value));
            }
        }
        for bucket in set.values_mut() {
            bucket.sort_by(|(a, _), (b, _)| (b.len(), b.concat().len(), a).cmp(&(a.len(), a.concat().len(), b)));
        }
        Self { compare, phrases: set.into_iter().collect() }
    }

    /// The longest phrase at the beginning of `tokens`: its length in tokens and its value.
    pub(super) fn at(&self, tokens: &[&str]) -> Option<(usize, V)> {
        match self.compare {
            Compare::Exact => self.exactly_at(tokens),
            Compare::Words => self.words_at(tokens),
        }
    }

    /// Whether `word` alone is a phrase of the set, and its value.
    pub(super) fn whole(&self, word: &str) -> Option<V> {
        if !word.is_empty() && !word.contains(char::is_whitespace) {
            return self.at(&[word]).map(|(_, value)| value);
        }
        let tokens: Vec<&str> = word.split_whitespace().collect();
        self.at(&tokens).filter(|(length, _)| *length == tokens.len()).map(|(_, value)| value)
    }

    fn exactly_at(&self, tokens: &[&str]) -> Option<(usize, V)> {
        let first = straight_quote(tokens.first()?.chars().next()?);
        let found = self.phrases.get(&*first.encode_utf8(&mut [0; 4]))?.iter().filter_map(|(words, value)| Some((spelt(words, tokens)?, *value)));
        found.max_by_key(|(length, _)| *length)
    }

    fn words_at(&self, tokens: &[&str]) -> Option<(usize, V)> {
        // The words of the first tokens, each with how many tokens are used up when it is read; 0 inside a token.
        let bucket = self.phrases.get(&*parts(tokens.first()?).next()?)?;
        // No phrase is longer than the first.
        let longest = bucket.first()?.0.len();
        let mut words: Vec<(Cow<'_, str>, usize)> = Vec::with_capacity(longest);
        for (index, token) in tokens.iter().take(16).enumerate() {
            if words.len() >= longest {
                break;
            }
            let before = words.len();
            words.extend(parts(token).map(|part| (part, 0)));
            match words[before..].last_mut() {
                Some(last) => last.1 = index + 1,
                None if index > 0 && matches!(*token, "-" | "\u{2010}" | "\u{2011}") => {}
                None => break,
            }
        }
        bucket.iter().find_map(|(phrase, value)| {
            let fits = phrase.len() <= words.len() && phrase.iter().zip(&words).all(|(a, (b, _))| a == b);
            let end = words.get(phrase.len() - 1).map_or(0, |(_, end)| *end);
            (fits && end > 0).then_some((end, *value))
        })
    }
}

/// How many tokens spell `words`, each of which may lie over several tokens.
fn spelt(words: &[String], tokens: &[&str]) -> Option<usize> {
    let mut used = 0;
    for word in words {
        let mut rest = word.as_str();
        while !rest.is_empty() {
            let token = tokens.get(used).filter(|token| !token.is_empty())?;
            let mut left = rest.chars();
            if !token.chars().all(|c| left.next() == Some(straight_quote(c))) {
                return None;
            }
            rest = left.as_str();
            used += 1;
        }
    }
    Some(used)
}

fn index_key(compare: Compare, first: &str) -> String {
    match compare {
        Compare::Exact => first.chars().take(1).collect(),
        Compare::Words => first.to_owned(),
    }
}

fn straight(text: impl AsRef<str>) -> String {
    text.as_ref().chars().map(straight_quote).collect()
}

/// The words of a token or phrase in lower case: runs of letters and digits. Accents stay.
fn parts(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(compare: Compare, phrases: &[&str]) -> Sequences<usize> {
        Sequences::new(compare, phrases.iter().enumerate().map(|(value, phrase)| ((*phrase).to_owned(), value)))
    }

    #[test]
    fn words_in_any_case_with_hyphens_as_spaces() {
        let posts = set(Compare::Words, &["director", "director general", "chargé d’affaires"]);
        assert_eq!(posts.at(&["Director-General", "of"]), Some((1, 1)));
        assert_eq!(posts.at(&["DIRECTOR", "GENERAL"]), Some((2, 1)));
        assert_eq!(posts.at(&["Director", "-", "General"]), Some((3, 1)));
        assert_eq!(posts.at(&["Director", ",", "General"]), Some((1, 0)));
        assert_eq!(posts.at(&["Chargé", "d'", "affaires"]), Some((3, 2)));
        assert_eq!(posts.at(&["Chargé", "d’affaires"]), Some((2, 2)));
        assert_eq!(posts.at(&["Directorate"]), None);
        assert_eq!(posts.at(&["Director-Designate"]), None);
        assert_eq!(posts.at(&[]), None);
    }

    #[test]
    fn exact_forms_over_several_tokens() {
        let forms = set(Compare::Exact, &["H.E.", "Co.", "Co., Ltd.", "Dato’"]);
        assert_eq!(forms.at(&["H.E.", "Ms"]), Some((1, 0)));
        assert_eq!(forms.at(&["H", ".", "E", ".", "Ms"]), Some((4, 0)));
        assert_eq!(forms.at(&["Co.", ",", "Ltd."]), Some((3, 2)));
        assert_eq!(forms.at(&["Dato'"]), Some((1, 3)));
        assert_eq!(forms.at(&["he"]), None);
        assert_eq!(forms.whole("Co."), Some(1));
        assert_eq!(forms.whole("Co"), None);
    }
}
