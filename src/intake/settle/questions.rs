//! Names that nothing in the archive or in the lists settles: one question each.

use super::{Desk, Key, Question, fold, squeeze};
use std::collections::BTreeSet;

/// Acronyms that are asked about in one article: more would be a form, not a question.
const MOST_ACRONYMS: usize = 2;

impl Desk<'_> {
    /// Short forms of bodies that no article spells out and no list knows.
    pub(super) fn undefined_acronyms(&mut self, keys: &[Key]) {
        let mut asked: BTreeSet<&str> = BTreeSet::new();
        let (facts, reading) = (self.facts, self.reading);
        for (mention, key) in facts.organisations.iter().zip(keys) {
            let undefined = mention.rule == "org-acronym-context" && mention.entry.is_none() && matches!(key, Key::Named(..));
            if !undefined || asked.len() >= MOST_ACRONYMS || !asked.insert(&mention.name) {
                continue;
            }
            let mut candidates: Vec<String> = Vec::new();
            for other in facts.organisations.iter().filter(|other| has_initials(&other.name, &mention.name)) {
                if !candidates.contains(&other.name) {
                    candidates.push(other.name.clone());
                }
            }
            self.questions.push(Question {
                field: "organisations".to_owned(),
                question: format!("`{}` is never spelt out", mention.name),
                candidates,
                sentence: squeeze(reading.document.sentence_at(mention.span.start).of(reading.text())),
                help: format!("type its full name in place of `{}` at `organisations`, if you know it", mention.name),
            });
        }
    }

    /// The first city that two countries have, where neither the article nor the number of people says which is meant.
    pub(super) fn undecided_city(&mut self) {
        let (facts, reading) = (self.facts, self.reading);
        let gazetteer = &reading.lexicon.places;
        let named: BTreeSet<&str> = facts.places.iter().filter(|place| place.kind != "city").filter_map(|place| place.code.as_deref()).collect();
        for place in facts.places.iter().filter(|place| place.rule == "place-city") {
            let mut cities = gazetteer.cities(&place.name);
            cities.sort_by_key(|city| std::cmp::Reverse(city.population));
            let [first, second, ..] = cities.as_slice() else { continue };
            let close = first.country != second.country && first.population < second.population.saturating_mul(2);
            let decided = cities.iter().any(|city| city.capital || named.contains(city.country));
            if !close || decided {
                continue;
            }
            let shown = |country: &str| gazetteer.country(country).map_or_else(|| country.to_owned(), |country| country.name.to_owned());
            self.questions.push(Question {
                field: "places".to_owned(),
                question: format!("there is a `{}` in {} and one in {}", place.name, shown(first.country), shown(second.country)),
                candidates: [first, second].map(|city| format!("{}, {}", place.name, shown(city.country))).to_vec(),
                sentence: squeeze(reading.document.sentence_at(place.span.start).of(reading.text())),
                help: format!("type the right one in place of `{}` at `places`", place.name),
            });
            return;
        }
    }
}

/// Whether the capitals of a name spell the short form.
fn has_initials(name: &str, short: &str) -> bool {
    let initials: String =
        name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).filter_map(|word| word.chars().next()).collect();
    name.contains(' ') && fold(&initials) == fold(short)
}
