//! What an organisation does in the story: organiser, host, partner, funder, participant. Named is not acting.

use super::{Facts, Reading};
use crate::base::span::Span;
use crate::base::text::fold;
use crate::intake::token::{Case, Token};
use std::collections::BTreeSet;

/// Cues that stand before an organisation's name, with the role they give. The nearest cue wins; a list after a cue shares it.
const BEFORE: &[(&str, &str)] = &[
    ("organised by", "organiser"),
    ("organized by", "organiser"),
    ("co organised by", "organiser"),
    ("co organized by", "organiser"),
    ("jointly organised by", "organiser"),
    ("jointly organized by", "organiser"),
    ("convened by", "organiser"),
    ("arranged by", "organiser"),
    ("on the initiative of", "organiser"),
    ("at the initiative of", "organiser"),
    ("launched by", "organiser"),
    ("led by", "organiser"),
    ("hosted by", "host"),
    ("co hosted by", "host"),
    ("at the invitation of", "host"),
    ("under the auspices of", "host"),
    ("under the patronage of", "host"),
    ("in partnership with", "partner"),
    ("in collaboration with", "partner"),
    ("in cooperation with", "partner"),
    ("in co operation with", "partner"),
    ("in coordination with", "partner"),
    ("in association with", "partner"),
    ("together with", "partner"),
    ("jointly with", "partner"),
    ("alongside", "partner"),
    ("with the support of", "partner"),
    ("supported by", "partner"),
    ("funded by", "funder"),
    ("co funded by", "funder"),
    ("financed by", "funder"),
    ("co financed by", "funder"),
    ("with funding from", "funder"),
    ("with financial support from", "funder"),
    ("thanks to funding from", "funder"),
    ("donated by", "funder"),
    ("representatives from", "participant"),
    ("representatives of", "participant"),
    ("officials from", "participant"),
    ("delegates from", "participant"),
    ("participants from", "participant"),
    ("experts from", "participant"),
    ("attended by", "participant"),
    ("members of", "participant"),
];

/// Verbs right behind a name, with the role they give its bearer.
const BEHIND: &[(&str, &str)] = &[
    ("organised", "organiser"),
    ("organized", "organiser"),
    ("organises", "organiser"),
    ("organizes", "organiser"),
    ("will organise", "organiser"),
    ("will organize", "organiser"),
    ("convened", "organiser"),
    ("convenes", "organiser"),
    ("launched", "organiser"),
    ("held", "organiser"),
    ("hosted", "host"),
    ("hosts", "host"),
    ("will host", "host"),
    ("funded", "funder"),
    ("financed", "funder"),
];

/// Gives organisations their roles.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let employers = employers_of_speakers(reading, facts);
    for mention in &mut facts.organisations {
        let (before, after) = reading.document.around(mention.span, 240);
        let (before, after) = (fold(before), fold(after));
        mention.role = role_before(&before).or_else(|| role_behind(&after)).or_else(|| {
            let name = fold(&mention.name);
            employers.contains(&name).then_some("speaker's employer")
        });
    }
}

/// Whose people speak in the article, in direct or reported speech. Being on a list of delegates is no speech.
fn employers_of_speakers(reading: &Reading<'_>, facts: &Facts) -> BTreeSet<String> {
    let mut speakers: BTreeSet<&str> = facts.quotes.iter().filter_map(|quote| quote.speaker.as_deref()).collect();
    speakers.extend(facts.people.iter().filter(|person| speaks(reading, person.span)).map(|person| person.name.as_str()));
    facts.people.iter().filter(|person| speakers.contains(person.name.as_str())).filter_map(|person| person.of.as_deref().map(fold)).collect()
}

/// Whether a verb of saying stands right before the name, or behind it, its title passed over: `Jane Roe, Director of X, said`.
fn speaks(reading: &Reading<'_>, name: Span) -> bool {
    let sentence = reading.document.sentence_at(name.start);
    let tokens = reading.tokens(sentence);
    let text = reading.text();
    let verb = |token: &Token| token.case == Case::Lower && reading.lexicon.words.is_speech_verb(token.of(text));
    let first = tokens.partition_point(|token| token.span.start < name.start);
    let behind = tokens.partition_point(|token| token.span.start < name.end);
    let before = tokens[..first].iter().rev().take(1).any(verb);
    let adverb =
        |token: &Token| token.case == Case::Lower && (token.of(text).ends_with("ly") || matches!(token.of(text), "also" | "who" | "has" | "then"));
    let direct = tokens[behind..].iter().find(|token| !adverb(token)).is_some_and(verb);
    let past = tokens[behind..].iter().take(26).skip(1).position(|token| token.of(text) == ",").map(|at| behind + at + 2);
    let apposition = tokens.get(behind).is_some_and(|token| token.of(text) == ",") && past.is_some_and(|at| tokens[at..].iter().take(1).any(verb));
    before || direct || apposition
}

/// The nearest cue before the name, when nothing but a short list or owner stands between.
fn role_before(before: &str) -> Option<&'static str> {
    BEFORE
        .iter()
        .filter_map(|(cue, role)| before.rfind(cue).map(|at| (at + cue.len(), *role)))
        .filter(|(end, _)| before[*end..].split_whitespace().count() <= 14 && !before[*end..].split_whitespace().any(|word| STOPS.contains(&word)))
        .max_by_key(|(end, _)| *end)
        .map(|(_, role)| role)
}

/// Words behind which a cue counts no longer: a new clause has begun.
const STOPS: &[&str] =
    &["to", "which", "who", "that", "was", "were", "is", "are", "has", "have", "will", "said", "in", "at", "on", "during", "with", "by"];

fn role_behind(after: &str) -> Option<&'static str> {
    let after = after.trim_start();
    let after = after.strip_prefix("has ").or_else(|| after.strip_prefix("have ")).or_else(|| after.strip_prefix("today ")).unwrap_or(after);
    BEHIND.iter().find(|(verb, _)| after.strip_prefix(verb).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))).map(|(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_cue_gives_the_role() {
        assert_eq!(role_before("a workshop organised by the"), Some("organiser"));
        assert_eq!(role_before("organised by the red cross and the"), Some("organiser"));
        assert_eq!(role_before("organised by x under the auspices of the"), Some("host"));
        assert_eq!(role_before("organised by x to discuss the rules of the"), None);
        assert_eq!(role_behind(" has launched a series"), Some("organiser"));
        assert_eq!(role_behind(" said that it organised"), None);
    }

    #[test]
    fn only_who_speaks_makes_an_employer() {
        let facts = crate::intake::trial::facts(
            "A plain headline for a short note\n\n“We are ready,” said Jane Roe, Director of the Example Institute of Trade. John Doe, Head of the Other \
             Institute of Trade, attended.\n",
        );
        let role = |name: &str| facts.organisations.iter().find(|body| body.name == name).and_then(|body| body.role);
        assert_eq!(role("Example Institute of Trade"), Some("speaker's employer"));
        assert_eq!(role("Other Institute of Trade"), None);
    }
}
