//! Tags: concepts of the vocabulary, by weight of where and how often their labels stand.
//!
//! Method, after MLLM and Maui without training: preferred labels count more than alternatives, the headline and the
//! first paragraph more than the rest, concepts that are related support each other.

use super::touching;
use super::{Facts, Reading, TagMention};
use crate::base::span::Span;
use crate::content::finding::Band;
use crate::intake::survey::blocks::Role;
use std::collections::BTreeMap;

/// The most tags an article gets.
const MOST: usize = 8;
/// The least weight of a tag: two mentions in the text, or one in the headline or first paragraph with support.
const LEAST: f64 = 2.0;

#[derive(Clone, Copy)]
struct Weight {
    score: f64,
    first: Span,
    mentions: usize,
    prominent: bool,
}

/// Finds tags.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let concepts = &reading.lexicon.concepts;
    let mut weights: BTreeMap<usize, Weight> = BTreeMap::new();
    let mut body = 0;
    for (block, role) in reading.layout.roles.iter().enumerate() {
        let place = match role {
            Role::Title => 2.0,
            Role::Subtitle | Role::Standfirst => 1.5,
            Role::Body => {
                body += 1;
                if body <= 2 { 1.5 } else { 1.0 }
            }
            Role::Subhead | Role::Caption => 1.0,
            _ => continue,
        };
        let span = reading.document.blocks[block].span;
        for hit in concepts.find(span.of(reading.text()), reading.language) {
            let at = hit.span.shifted(span.start);
            if is_name(facts, at) {
                continue;
            }
            let words = at.of(reading.text()).split_whitespace().count();
            // A longer label says more; an alternative wording a little less.
            let worth = place * if hit.preferred { 1.0 } else { 0.8 } * if words >= 2 { 1.3 } else { 1.0 };
            let weight = weights.entry(hit.concept).or_insert(Weight { score: 0.0, first: at, mentions: 0, prominent: false });
            weight.score += worth / (1.0 + 0.25 * f64::from(u32::try_from(weight.mentions).unwrap_or(u32::MAX)));
            weight.mentions += 1;
            weight.prominent |= place > 1.0;
        }
    }
    let found: Vec<usize> = weights.keys().copied().collect();
    let supported: Vec<(usize, Weight, f64)> = weights
        .iter()
        .map(|(&concept, &weight)| {
            let related = concepts.concept(concept).map_or(0, |one| {
                found
                    .iter()
                    .filter(|&&other| {
                        other != concept
                            && concepts.concept(other).is_some_and(|other| {
                                one.related.contains(&other.label) || other.broader == Some(one.label) || one.broader == Some(other.label)
                            })
                    })
                    .count()
            });
            (concept, weight, weight.score * (1.0 + 0.2 * f64::from(u32::try_from(related.min(5)).unwrap_or(5))))
        })
        .collect();
    // A broad field says nothing where one of its concepts is said.
    let covered = |concept: usize| {
        let label = concepts.concept(concept).map_or("", |one| one.label);
        let narrower = |other: usize| concepts.concept(other).is_some_and(|other| other.broader == Some(label));
        supported.iter().any(|(other, _, score)| *other != concept && *score >= LEAST && narrower(*other))
    };
    let is_field = |concept: usize| concepts.concept(concept).is_some_and(|one| one.broader.is_none());
    let broad: Vec<usize> = supported.iter().map(|(concept, ..)| *concept).filter(|&concept| is_field(concept) && covered(concept)).collect();
    let mut ranked: Vec<(usize, Weight, f64)> = supported
        .into_iter()
        .filter(|(concept, ..)| !broad.contains(concept))
        .filter(|(_, weight, score)| *score >= LEAST && (weight.mentions >= 2 || weight.prominent))
        .collect();
    ranked.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.1.first.cmp(&b.1.first)));
    ranked.truncate(MOST);
    ranked.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    facts.tags = ranked
        .into_iter()
        .filter_map(|(concept, weight, _)| {
            concepts.concept(concept).map(|concept| TagMention {
                span: weight.first,
                label: concept.label.to_owned(),
                rule: "tag-vocabulary",
                band: Band::Likely,
            })
        })
        .collect();
}

/// Whether a stretch is part of a name: `Customs` in `World Customs Organization` is no subject.
fn is_name(facts: &Facts, at: Span) -> bool {
    !touching(&facts.organisations, at).is_empty() || !touching(&facts.people, at).is_empty()
}
