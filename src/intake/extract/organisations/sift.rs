//! What is kept of overlapping finds.

use super::{Meaning, OrganisationMention, Reading, Span, tail_country};
use std::collections::BTreeMap;

/// Governments and countries are places here, not organisations: `Government of Japan`, `Thai Government`, `Federal Government`.
pub(super) fn is_government(name: &str, reading: &Reading<'_>) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.last().copied().unwrap_or("");
    let first = words.first().copied().unwrap_or("");
    let ruling =
        |word: &str| matches!(word, "Government" | "Governments" | "Administration" | "Authorities" | "Gouvernement" | "Gobierno" | "Regierung");
    let is = |word: &str| ruling(word) || matches!(word, "State" | "States" | "Republic" | "Kingdom");
    let first_is = ruling(first) || is(first) && words.get(1).is_some_and(|word| *word == "of");
    if first_is && (words.len() == 1 || tail_country(name, reading).is_some()) {
        return true;
    }
    ruling(last) && words.len() <= 3
}

/// Whether a mention is, by what the article itself says, an event, programme or idea.
pub(super) fn is_other_kind(reading: &Reading<'_>, mention: &OrganisationMention) -> bool {
    reading
        .acronyms
        .iter()
        .any(|acronym| acronym.kind != Meaning::Organisation && (acronym.long_span == mention.span || acronym.short == mention.name))
        && mention.entry.is_none()
}

/// `WCO Secretariat` is the body itself: its own office is no other body.
pub(super) fn keep_body_of_secretariat(reading: &Reading<'_>, mention: &mut OrganisationMention) {
    let offices = [
        "Agency",
        "Secretariat",
        "Headquarters",
        "Country Office",
        "Regional Office",
        "Field Office",
        "Liaison Office",
        "Project Office",
        "Sub-Office",
        "Country Team",
        "Office",
    ];
    // `ILO Project Office in Doha`
    let seated = mention.name.split(" in ").next().unwrap_or_default();
    let Some(base) = offices.iter().find_map(|tail| seated.strip_suffix(tail)) else { return };
    let base = base.trim();
    if mention.entry.is_none() && !base.is_empty() {
        let list = &reading.lexicon.organisations;
        let entry = list.by_name(base).or_else(|| list.by_acronym(base).first().copied()).and_then(|entry| list.index_of(entry));
        if let Some(row) = entry {
            // `ILO Project Office` keeps its words: `ILO Project` alone would read as a programme.
            if !seated.contains(" Project ") {
                mention.span = Span::new(mention.span.start, mention.span.start + base.len());
            }
            mention.name = base.to_owned();
            mention.entry = Some(row);
        }
    }
}

/// Keeps the longest of overlapping mentions; where two are equally long the surer rule. A listed name that a head-noun name merely
/// runs on from, without a connector, stays as listed: `International Organization for Migration | Jane Roe`.
pub(super) fn without_overlaps(reading: &Reading<'_>, mut mentions: Vec<OrganisationMention>) -> Vec<OrganisationMention> {
    let text = reading.text();
    let mut listed: Vec<Span> =
        mentions.iter().filter(|mention| mention.entry.is_some() && mention.rule.starts_with("org-list")).map(|mention| mention.span).collect();
    listed.sort_unstable();
    mentions.retain(|mention| {
        let before = listed[..listed.partition_point(|span| span.start <= mention.span.start)].last();
        let runs_on = before.is_some_and(|span| {
            span.end < mention.span.end && span.end > mention.span.start && {
                let rest = text[span.end..mention.span.end].trim_start();
                let headed = rest.split(' ').any(|word| reading.lexicon.heads.get(word).is_some_and(|head| !head.programme && !head.event));
                rest.starts_with(|c: char| c.is_uppercase()) && !headed
            }
        });
        mention.entry.is_some() || !runs_on
    });
    mentions.sort_by(|a, b| b.span.len().cmp(&a.span.len()).then(a.span.cmp(&b.span)).then(a.band.cmp(&b.band)).then(a.rule.cmp(b.rule)));
    let mut taken: BTreeMap<usize, (usize, &'static str)> = BTreeMap::new();
    let mut kept: Vec<OrganisationMention> = Vec::new();
    for mention in mentions {
        let neighbour = taken.range(..mention.span.end).next_back();
        let clash = neighbour.is_some_and(|(_, (end, rule))| *end > mention.span.start && !(*rule == "org-coordinated" && mention.rule == *rule));
        if !clash {
            taken.insert(mention.span.start, (mention.span.end, mention.rule));
            kept.push(mention);
        }
    }
    kept.sort_by_key(|a| a.span);
    kept
}
