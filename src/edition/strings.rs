//! The words of the interface: one file for each language, the archive's own words first, English last.

use crate::base::report::{Diagnostic, Place, Report};
use crate::base::span::Span;
use std::collections::BTreeMap;

/// A word, with its form for one where there is a number.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    one: Option<String>,
    other: String,
}

/// The words of one language, with English where a word is missing.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    words: BTreeMap<String, Words>,
    /// Whether nothing is counted as one thing is: `0 article`.
    none_as_one: bool,
}

impl Strings {
    /// No words yet, of this language.
    pub fn of(language: &str) -> Self {
        Self { none_as_one: matches!(language.split('-').next(), Some("fr" | "pt")), ..Self::default() }
    }

    /// Adds the words of a file; words that are known already stay.
    pub fn add(&mut self, file: &str, text: &str) -> Report {
        let mut report = Report::default();
        match text.parse::<toml::Table>() {
            Ok(table) => {
                for (key, value) in table {
                    match words(&value) {
                        Some(words) => {
                            self.words.entry(key).or_insert(words);
                        }
                        None => report.push(
                            Diagnostic::warning("strings-value", format!("`{key}` is no text"))
                                .at(Place::file(file))
                                .help("write `key = \"words\"`, or `key = { one = \"…\", other = \"…\" }`"),
                        ),
                    }
                }
            }
            Err(error) => {
                let span = error.span().map_or(Span::new(0, 0), Span::from);
                let message = format!("this is not TOML: {}", error.message().lines().next().unwrap_or_default());
                report.push(
                    Diagnostic::error("strings-syntax", message).at(Place::span(file, text, span)).help("write `key = \"words\"`, one on a line"),
                );
            }
        }
        report
    }

    /// Whether there is such a word.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// Every word with its key, as it is without a number.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(key, words)| (key.as_str(), words.other.as_str()))
    }

    /// The word; the key itself where there is none.
    pub fn get(&self, key: &str) -> String {
        self.words.get(key).map_or_else(|| key.to_owned(), |words| words.other.clone())
    }

    /// The word with a number: `{n}` is replaced by it.
    pub fn count(&self, key: &str, n: usize) -> String {
        let Some(words) = self.words.get(key) else {
            return key.to_owned();
        };
        let form = if n == 1 || n == 0 && self.none_as_one { words.one.as_ref().unwrap_or(&words.other) } else { &words.other };
        form.replace("{n}", &grouped(n))
    }

    /// The word with `{name}` replaced for each pair. What is put in is not looked at again.
    pub fn fill(&self, key: &str, with: &[(&str, &str)]) -> String {
        let pattern = self.get(key);
        let mut out = String::with_capacity(pattern.len());
        let mut rest = pattern.as_str();
        while let Some(start) = rest.find('{') {
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            let found = rest.find('}').and_then(|end| with.iter().find(|(name, _)| *name == &rest[1..end]).map(|(_, value)| (end, *value)));
            if let Some((end, value)) = found {
                out.push_str(value);
                rest = &rest[end + 1..];
            } else {
                out.push('{');
                rest = &rest[1..];
            }
        }
        out.push_str(rest);
        out
    }

    /// The word for a value of a closed list, such as a role: `role_organiser`; the value itself where there is none.
    pub fn value(&self, prefix: &str, value: &str) -> String {
        let key = format!("{prefix}_{}", crate::base::path::slug(value).replace('-', "_"));
        self.words.get(&key).map_or_else(|| value.to_owned(), |words| words.other.clone())
    }
}

fn words(value: &toml::Value) -> Option<Words> {
    match value {
        toml::Value::String(text) => Some(Words { one: None, other: text.clone() }),
        toml::Value::Table(table) => {
            let text = |key: &str| table.get(key).and_then(toml::Value::as_str).map(str::to_owned);
            Some(Words { one: text("one"), other: text("other")? })
        }
        _ => None,
    }
}

/// A number with its digits in groups of three, with a thin no-break space, which every language reads.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202F}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn words_have_numbers_and_names() {
        let mut strings = Strings::default();
        assert!(
            strings
                .add("x", "a = \"A {x} {y}\"\nn = { one = \"{n} article\", other = \"{n} articles\" }\nrole_author_s_employer = \"E\"")
                .diagnostics
                .is_empty()
        );
        assert_eq!(strings.count("n", 1), "1 article");
        assert_eq!(strings.count("n", 12_345), "12\u{202F}345 articles");
        assert_eq!(strings.fill("a", &[("x", "{y}"), ("y", "z")]), "A {y} z");
        assert_eq!(strings.fill("a", &[]), "A {x} {y}");
        assert_eq!(strings.get("none"), "none");
        assert_eq!(strings.value("role", "host"), "host");
        assert_eq!(grouped(1234), "1234");
    }

    #[test]
    fn what_was_added_first_wins_and_mistakes_are_told() {
        let mut strings = Strings::default();
        strings.add("own", "a = \"own\"");
        strings.add("built in", "a = \"other\"\nb = \"b\"");
        assert_eq!((strings.get("a"), strings.get("b")), ("own".to_owned(), "b".to_owned()));
        assert_eq!(strings.add("x", "c = 1").diagnostics[0].code, "strings-value");
        assert_eq!(strings.add("x", "c = ").diagnostics[0].code, "strings-syntax");
    }

    #[test]
    fn nothing_is_counted_as_the_language_has_it() {
        let words = "n = { one = \"{n} article\", other = \"{n} articles\" }";
        let count = |language: &str, n| {
            let mut strings = Strings::of(language);
            strings.add("x", words);
            strings.count("n", n)
        };
        assert_eq!((count("en", 0), count("fr-BE", 0), count("fr", 2)), ("0 articles".to_owned(), "0 article".to_owned(), "2 articles".to_owned()));
    }

    #[test]
    fn every_language_has_every_word_with_the_same_places_to_fill() {
        let of = |language: &str| -> toml::Table {
            let path = format!("{}/theme/strings/{language}.toml", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(path).unwrap().parse().unwrap()
        };
        let places = |value: &toml::Value| -> Vec<BTreeSet<String>> {
            let of = |text: &str| text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
            match value {
                toml::Value::Table(table) => ["one", "other"].iter().filter_map(|form| table.get(*form)?.as_str()).map(of).collect(),
                value => value.as_str().map(of).into_iter().collect(),
            }
        };
        let english = of("en");
        for language in ["fr", "es", "de"] {
            let other = of(language);
            assert_eq!(other.keys().collect::<BTreeSet<_>>(), english.keys().collect(), "{language}");
            for (key, value) in &english {
                let same = |other: &toml::Value| places(other).last() == places(value).last() && places(other).len() == places(value).len();
                assert!(other.get(key).is_some_and(same), "{language}: {key}");
            }
        }
    }
}
