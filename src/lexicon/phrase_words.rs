//! Words that decide what may be a key phrase: those that break a phrase, those that end none.

use super::table::rows;
use std::collections::BTreeMap;

pub(super) const PHRASE_WORDS: &str = include_str!("data/phrase_words.tsv");

/// The languages key phrases are found in.
const LANGUAGES: [&str; 4] = ["en", "fr", "es", "de"];

const BREAKS: u8 = 1;
const WEAK: u8 = 2;
const MAY: u8 = 4;
const VERB: u8 = 8;

/// The list, by word; for each language what the word is there.
#[derive(Debug)]
pub struct PhraseWords(BTreeMap<&'static str, [u8; LANGUAGES.len()]>);

impl Default for PhraseWords {
    fn default() -> Self {
        let mut words: BTreeMap<&'static str, [u8; LANGUAGES.len()]> = BTreeMap::new();
        for row in rows(PHRASE_WORDS, 3) {
            let flag = match row[2] {
                "breaks" => BREAKS,
                "weak" => WEAK,
                "verb" => VERB,
                _ => MAY,
            };
            if let Some(at) = place(row[1]) {
                words.entry(row[0]).or_default()[at] |= flag;
            }
        }
        Self(words)
    }
}

fn place(language: &str) -> Option<usize> {
    LANGUAGES.iter().position(|known| *known == language)
}

impl PhraseWords {
    /// Whether key phrases are found in this language: there are lists for it.
    pub fn speaks(language: &str) -> bool {
        place(language).is_some()
    }

    /// Whether the word, in lower case, is in no key phrase: a verb, an adverb, an adjective of any subject (`important`), a unit.
    pub fn breaks(&self, word: &str, language: &str) -> bool {
        let flags = self.flags(word, language);
        flags & BREAKS != 0 || flags & MAY == 0 && reads_as_verb_or_adverb(word, language)
    }

    /// Whether no key phrase ends with the word, in lower case and either number: `step`, `officials`, `importance`.
    pub fn is_weak(&self, word: &str, language: &str) -> bool {
        let weak = |word: &str| self.flags(word, language) & WEAK != 0;
        let singular = |ending: &str, instead: &str| word.strip_suffix(ending).is_some_and(|stem| weak(&format!("{stem}{instead}")));
        weak(word)
            || match language {
                "en" => singular("s", "") || singular("es", "") || singular("ies", "y"),
                "fr" => singular("s", "") || singular("x", "") || singular("aux", "al"),
                "es" => singular("s", "") || singular("es", "") || singular("ones", "ón"),
                _ => false,
            }
    }

    /// Whether the word, in lower case, is a noun that is also a verb: `train`, `process`.
    pub fn may_be_verb(&self, word: &str, language: &str) -> bool {
        self.flags(word, language) & VERB != 0
    }

    /// Whether the ending says that the word, in lower case, is an adjective or participle, and the list does not say otherwise: no phrase
    /// ends with it, or it is the rest of one.
    pub fn ends_like_adjective(&self, word: &str, language: &str) -> bool {
        let endings: &[&str] = match language {
            "en" => &["al", "ic", "ive", "ous", "ory", "able", "ible", "ary", "ful", "less", "ed", "ant", "ent"],
            _ => &[],
        };
        let nouns: &[&str] = &["ment", "eed", "dent", "tant", "rent", "grant", "plant", "tent"];
        endings.iter().any(|ending| word.ends_with(ending))
            && !nouns.iter().any(|noun| word.ends_with(noun))
            && (word.ends_with("ed") || self.flags(word, language) & MAY == 0)
    }

    fn flags(&self, word: &str, language: &str) -> u8 {
        place(language).and_then(|at| self.0.get(word).map(|flags| flags[at])).unwrap_or(0)
    }
}

/// Whether the ending says verb or adverb; the list names the exceptions.
fn reads_as_verb_or_adverb(word: &str, language: &str) -> bool {
    let ends = |longer_than: usize, endings: &[&str]| word.len() > longer_than && endings.iter().any(|ending| word.ends_with(ending));
    match language {
        "en" => ends(4, &["ed", "ly"]) && !word.ends_with("eed") || ends(5, &["ing"]),
        "fr" => {
            ends(4, &["er", "ant", "ants"]) && !word.ends_with("ier")
                || ends(6, &["èrent", "aient"])
                || ends(3, &["é", "ée", "és", "ées"]) && !ends(4, &["té", "tés", "tié", "tiés"])
        }
        "es" => ends(5, &["ando", "iendo", "mente", "aron", "ieron"]) || ends(6, &["arlo", "erlo", "arse", "erse", "irse"]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::tests::check_list;

    #[test]
    fn the_list_is_in_order() {
        check_list(PHRASE_WORDS, 3, 3, &[0, 1, 2]);
    }

    #[test]
    fn verbs_adverbs_and_adjectives_of_any_subject_break() {
        let words = PhraseWords::default();
        for (word, language) in
            [("strengthens", "en"), ("rapidly", "en"), ("launched", "en"), ("important", "en"), ("garantir", "fr"), ("además", "es")]
        {
            assert!(words.breaks(word, language), "{word}");
        }
        for (word, language) in [("displaced", "en"), ("fishing", "en"), ("seed", "en"), ("family", "en"), ("frontières", "fr"), ("trata", "es")] {
            assert!(!words.breaks(word, language), "{word}");
        }
        assert!(!PhraseWords::speaks("nl"));
    }

    #[test]
    fn weak_words_are_weak_in_both_numbers() {
        let words = PhraseWords::default();
        for (word, language) in [("step", "en"), ("steps", "en"), ("activities", "en"), ("reuniones", "es"), ("projets", "fr"), ("projekte", "de")] {
            assert!(words.is_weak(word, language), "{word}");
        }
        for (word, language) in [("migration", "en"), ("corridor", "en"), ("frontière", "fr")] {
            assert!(!words.is_weak(word, language), "{word}");
        }
    }
}
