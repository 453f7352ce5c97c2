//! The vocabulary of tags: concepts of public affairs and the wordings they are recognised by.

use super::lazy::{Lazy, lazy};
use super::own::Own;
use super::phrases::Phrases;
use super::table::{marked, variants};
use crate::base::span::Span;
use crate::base::text::fold;
use std::borrow::Cow;
use std::sync::OnceLock;

pub(super) const CONCEPTS: &str = include_str!("data/concepts.tsv");

/// Languages the vocabulary has wordings in, English first.
pub const LANGUAGES: [&str; 4] = ["en", "fr", "es", "de"];

/// Something an article can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// The tag, in English.
    pub label: &'static str,
    /// Other wordings, each with its language.
    pub alternatives: Vec<(&'static str, &'static str)>,
    /// The label of the concept this one is a part of; none for the broadest, which say little as a tag when a narrower one is there.
    pub broader: Option<&'static str>,
    /// Labels of concepts that often go with this one.
    pub related: Vec<&'static str>,
    /// What the concept takes in, where the label does not say it.
    pub note: &'static str,
}

/// A place in a text that speaks of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConceptHit {
    /// The words.
    pub span: Span,
    /// Number of the concept, for [`Concepts::concept`].
    pub concept: usize,
    /// Whether the words are the concept's label, in a language other than English its first wording.
    pub preferred: bool,
}

/// The vocabulary, read when first used.
#[derive(Debug)]
pub struct Concepts {
    all: Lazy<Vec<Concept>>,
    /// How many of them are the archive's own.
    own: usize,
    finders: [OnceLock<Finder>; LANGUAGES.len()],
}

impl Default for Concepts {
    fn default() -> Self {
        Self::new(Own::none())
    }
}

impl Concepts {
    /// The concepts of the list, an archive's own first.
    pub(super) fn new(own: &'static Own) -> Self {
        Self { all: lazy(|| read(own)), own: own.count("concepts"), finders: [const { OnceLock::new() }; LANGUAGES.len()] }
    }

    /// The concepts a text in this language (`en`, `fr-CA`) speaks of, in order; of wordings inside one another only the longest.
    /// Case and plurals do not count, except that acronyms are written as listed. Nothing for languages without wordings.
    pub fn find(&self, text: &str, language: &str) -> Vec<ConceptHit> {
        let language = language.get(..2).unwrap_or("");
        let Some(at) = LANGUAGES.iter().position(|known| language.eq_ignore_ascii_case(known)) else {
            return Vec::new();
        };
        self.finders[at].get_or_init(|| Finder::new(&self.all, self.own, LANGUAGES[at])).find(text)
    }

    /// The concept with this number.
    pub fn concept(&self, index: usize) -> Option<&Concept> {
        self.all.get(index)
    }

    /// The concept with this label; case and punctuation do not count.
    pub fn by_label(&self, label: &str) -> Option<&Concept> {
        let wanted = fold(label);
        self.all.iter().find(|concept| fold(concept.label) == wanted)
    }

    /// All concepts, by label.
    pub fn all(&self) -> &[Concept] {
        &self.all
    }
}

fn read(own: &Own) -> Vec<Concept> {
    own.rows("concepts", CONCEPTS, 5)
        .into_iter()
        .map(|row| Concept {
            label: row[0],
            alternatives: variants(row[1]).into_iter().map(marked).collect(),
            broader: Some(row[2]).filter(|broader| !broader.is_empty()),
            related: variants(row[3]),
            note: row[4],
        })
        .collect()
}

#[derive(Debug)]
struct Finder {
    phrases: Phrases,
    wordings: Vec<Wording>,
}

#[derive(Debug)]
struct Wording {
    concept: usize,
    preferred: bool,
    /// The exact spelling an acronym must have.
    acronym: Option<&'static str>,
}

impl Finder {
    /// Labels come before alternatives: a wording that two concepts share belongs to the one it is the label of. The first `own` concepts
    /// keep every wording they have.
    fn new(concepts: &[Concept], own_count: usize, language: &str) -> Self {
        let mut finder = Self { phrases: Phrases::new(reducer(language)), wordings: Vec::new() };
        let own = |concept: &Concept| {
            let label = (language == "en").then_some(concept.label);
            let others = concept.alternatives.iter().filter(|(marked, _)| *marked == language).map(|(_, wording)| *wording);
            label.into_iter().chain(others).collect::<Vec<_>>()
        };
        let rounds = [(true, true), (true, false), (false, true), (false, false)];
        for (is_own, preferred) in rounds {
            for (row, concept) in concepts.iter().enumerate().filter(|(row, _)| (*row < own_count) == is_own) {
                let wordings = own(concept);
                let (first, others) = wordings.split_at(wordings.len().min(1));
                for wording in if preferred { first } else { others } {
                    finder.add(wording, row, preferred);
                }
            }
        }
        finder
    }

    fn add(&mut self, wording: &'static str, concept: usize, preferred: bool) {
        let next = u32::try_from(self.wordings.len()).unwrap_or(u32::MAX);
        if self.phrases.add(wording, next) == Some(next) {
            let acronym = wording.chars().any(char::is_uppercase) && !wording.chars().any(|c| c.is_lowercase() || c.is_whitespace());
            self.wordings.push(Wording { concept, preferred, acronym: acronym.then_some(wording) });
        }
    }

    fn find(&self, text: &str) -> Vec<ConceptHit> {
        let prepared = self.phrases.prepare(text);
        let mut hits = Vec::new();
        let mut at = 0;
        while at < prepared.words.len() {
            let found = self.phrases.matches(&prepared, at).into_iter().find_map(|(length, wording)| {
                let wording = &self.wordings[wording as usize];
                let span = Span::new(prepared.words[at].span.start, prepared.words[at + length - 1].span.end);
                wording.written_as(span.of(text)).then_some((length, ConceptHit { span, concept: wording.concept, preferred: wording.preferred }))
            });
            at += found.map_or(1, |(length, hit)| {
                hits.push(hit);
                length
            });
        }
        hits
    }
}

impl Wording {
    fn written_as(&self, words: &str) -> bool {
        self.acronym.is_none_or(|acronym| words == acronym || words.strip_suffix('s') == Some(acronym))
    }
}

/// What takes off plural endings and levels spellings in a language; in one that is not known, English. The result need not be a word.
pub fn reducer(language: &str) -> fn(&str) -> Cow<'_, str> {
    match language {
        "fr" => reduce_french,
        "es" => reduce_spanish,
        "de" => reduce_german,
        _ => reduce_english,
    }
}

/// Words whose last `s` is no plural, or makes another word of them.
const NO_PLURAL: [&str; 10] = ["news", "customs", "goods", "arms", "politics", "economics", "ethics", "this", "developments", "waters"];

/// Takes off a plural ending and levels British and American spelling, so that both sides of a comparison come out the same. The result
/// need not be a word.
fn reduce_english(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.is_ascii() || NO_PLURAL.contains(&word) {
        return Cow::Borrowed(word);
    }
    match word {
        "women" => return Cow::Borrowed("woman"),
        "children" => return Cow::Borrowed("child"),
        "labour" => return Cow::Borrowed("labor"),
        "centre" | "centres" => return Cow::Borrowed("center"),
        "defence" => return Cow::Borrowed("defens"),
        "programme" | "programmes" => return Cow::Borrowed("program"),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return Cow::Owned(format!("{stem}y"));
    }
    let stem = if let Some(stem) = word.strip_suffix("sis") {
        &word[..=stem.len()]
    } else if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word
    } else {
        word.strip_suffix('s').unwrap_or(word)
    };
    let stem = stem.strip_suffix('e').filter(|stem| stem.len() > 2).unwrap_or(stem);
    for (british, american) in [("isation", "ization"), ("ised", "ized"), ("ising", "izing")] {
        if let Some(start) = stem.strip_suffix(british) {
            return Cow::Owned(format!("{start}{american}"));
        }
    }
    Cow::Borrowed(stem)
}

fn reduce_french(word: &str) -> Cow<'_, str> {
    Cow::Borrowed(if word.len() > 3 { word.strip_suffix(['s', 'x']).unwrap_or(word) } else { word })
}

fn reduce_spanish(word: &str) -> Cow<'_, str> {
    if word.len() < 5 {
        return Cow::Borrowed(word);
    }
    let stem = word.strip_suffix('s').unwrap_or(word);
    Cow::Borrowed(stem.strip_suffix('e').unwrap_or(stem))
}

fn reduce_german(word: &str) -> Cow<'_, str> {
    if word.len() < 6 {
        return Cow::Borrowed(word);
    }
    Cow::Borrowed(["en", "er", "es", "em", "e", "n", "s"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn concepts() -> &'static Concepts {
        &crate::lexicon::Lexicon::built_in().concepts
    }

    fn found_in(text: &str, language: &str) -> Vec<&'static str> {
        concepts().find(text, language).into_iter().map(|hit| concepts().concept(hit.concept).expect("hits name concepts").label).collect()
    }

    fn found(text: &str) -> Vec<&'static str> {
        found_in(text, "en")
    }

    #[test]
    fn labels_and_alternatives_in_any_number_and_case() {
        assert_eq!(found("Integrated Border Management and trafficking in persons"), ["border management", "human trafficking"]);
        assert_eq!(found("MIGRATION POLICIES for migrant workers"), ["migration management", "labour migration"]);
        assert_eq!(found("a refugee, two asylum-seekers"), ["refugees", "asylum"]);
        assert_eq!(found("diseases; one disease outbreak; health crises"), ["epidemics", "health"]);
        assert_eq!(
            found("violence against women, women’s rights and women's empowerment"),
            ["gender-based violence", "gender equality", "women’s empowerment"]
        );
    }

    #[test]
    fn british_and_american_spelling_are_one() {
        assert_eq!(found("organised crime and organized crime groups"), ["organised crime", "organised crime"]);
        assert_eq!(found("labor migration, digitization programs, decentralization"), ["labour migration", "decentralisation"]);
        assert_eq!(found("radicalisation / radicalization"), ["violent extremism", "violent extremism"]);
    }

    #[test]
    fn the_longest_wording_wins_and_words_are_whole() {
        assert_eq!(found("climate change adaptation"), ["climate adaptation"]);
        assert_eq!(found("forced labour migration"), ["forced labour", "migration"]);
        assert_eq!(found("a local custom, the new media manager, healthy, further developments"), ["media"]);
        assert_eq!(found("human. Trafficking"), Vec::<&str>::new());
    }

    #[test]
    fn acronyms_are_written_as_listed() {
        assert_eq!(found("HIV and AIDS; WASH; SMEs"), ["hiv and aids", "water and sanitation", "private sector development"]);
        assert_eq!(found("she aids those who wash"), Vec::<&str>::new());
    }

    #[test]
    fn the_label_is_the_preferred_wording() {
        let text = "Human trafficking, that is trafficking in persons";
        let preferred: Vec<bool> = concepts().find(text, "en").iter().map(|hit| hit.preferred).collect();
        assert_eq!(preferred, [true, false]);
    }

    #[test]
    fn other_languages_by_their_own_wordings() {
        assert_eq!(found_in("La traite des êtres humains et les demandeurs d'asile", "fr"), ["human trafficking", "asylum"]);
        assert_eq!(found_in("trata de personas, cambio climático y derechos humanos", "es"), ["human trafficking", "climate change", "human rights"]);
        assert_eq!(
            found_in("Menschenhandel, Flüchtlingen und irregulärer Migration", "de-AT"),
            ["human trafficking", "refugees", "irregular migration"]
        );
        assert_eq!(found_in("media", "it"), Vec::<&str>::new());
        assert_eq!(found_in("border management", ""), Vec::<&str>::new());
    }

    #[test]
    fn the_vocabulary_is_whole() {
        let all = concepts().all();
        assert!(all.len() >= 220);
        let head: Vec<&str> = CONCEPTS.lines().take(3).collect();
        assert!(head[0].starts_with("# ") && head[1].starts_with("# Source: ") && head[2].starts_with("# Licence: "));
        let labels: BTreeMap<&str, &Concept> = all.iter().map(|concept| (concept.label, concept)).collect();
        assert_eq!(labels.len(), all.len(), "labels are unique");
        for concept in all {
            let names_a_disease = concept.label == "COVID-19";
            assert!(names_a_disease || concept.label == concept.label.to_lowercase(), "{}", concept.label);
            let mut seen = BTreeSet::from([concept.label]);
            let mut above = concept.broader;
            while let Some(broader) = above {
                assert!(seen.insert(broader), "{} is its own broader concept", concept.label);
                above = labels.get(broader).unwrap_or_else(|| panic!("{}: no concept {broader}", concept.label)).broader;
            }
            for related in &concept.related {
                assert!(labels.contains_key(related) && *related != concept.label, "{}: related {related}", concept.label);
            }
        }
        for language in LANGUAGES {
            let of = |concept: &Concept| concept.alternatives.iter().filter(|(marked, _)| *marked == language).count();
            assert!(all.iter().filter(|concept| of(concept) > 0).count() >= 80, "{language}");
        }
    }

    #[test]
    fn no_wording_belongs_to_two_concepts() {
        let mut shared = Vec::new();
        for language in LANGUAGES {
            let mut set = Phrases::new(reducer(language));
            for (row, concept) in (0..).zip(concepts().all()) {
                let label = (language == "en").then_some(("en", concept.label));
                for (_, wording) in label.iter().chain(concept.alternatives.iter().filter(|(marked, _)| *marked == language)) {
                    let owner = set.add(wording, row).expect("a wording has words");
                    if owner != row {
                        shared.push(format!("{wording}: {} and {}", concepts().all()[owner as usize].label, concept.label));
                    }
                }
            }
        }
        assert_eq!(shared, Vec::<String>::new());
    }

    #[test]
    fn a_label_is_found_whatever_its_case() {
        assert_eq!(concepts().by_label("Border Management").map(|concept| concept.label), Some("border management"));
        assert!(concepts().by_label("no such tag").is_none());
    }
}
