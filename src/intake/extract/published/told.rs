//! Days that a text tells from its day of issue, beside what took place: `signed today`, `on Tuesday adopted`, `in today’s judgment`.
//!
//! A word for the day that only says when somebody spoke is passed over: `said on Thursday that it would pay`.

use super::Chosen;
use crate::base::date::When;
use crate::base::text::fold;
use crate::content::finding::Band;
use crate::intake::extract::Reading;
use crate::intake::extract::dates::Turn;
use crate::intake::extract::dates::{self, DateMention, DateValue, Relative};

/// What takes place on one day. Two words are one act: `spoke with`.
const ACTS: &str = "adopted|adopts|agreed|appeared|appearance|approved|approves|arrested|arrived|began|boarded|broke ground|commissioned|completed|\
    concluded|conducted|convened|convenes|convicted|deported|donated|extradited|gathered|handed over|held|hosted|inaugurated|intercepted|kicked off|\
    killed|launched|launches|left|marked|met|meeting|opened|opens|pleaded guilty|presented|published|publishes|received|receives|released|\
    repatriated|rescued|ruled|seized|sentenced|set off|signed|signs|spoke with|spoke at|stopped|submitted|swore in|sworn in|took place|towed|turned away|\
    turned back|unveiled|visited|visits|welcomed|endorsed|ratified|returned|chaired|commenced|commences|started|starts|landed|docked|\
    evacuated|attended|elected|appointed|closed|reopened|detained|granted|ordered|voted|brought ashore|raided|drowned|collapsed|sank|crashed";

/// What is named after its day: `today’s judgment`.
const OCCASIONS: &str =
    "judgment|judgement|meeting|conference|session|ceremony|launch|summit|hearing|event|vote|ruling|decision|announcement|agreement|visit";

/// Verbs that a word for the day may stand beside without saying when anything took place.
const SAYING: &str = "said|says|told|stated|added|warned|say|tells|reported|according|urged|called|condemned|expressed";

fn is_one_of(list: &str, word: &str) -> bool {
    list.split('|').any(|known| known == word)
}

/// The day of what took place, with how well its words say so; nothing when the day of issue is not known.
pub(super) fn told(reading: &Reading<'_>, mention: &DateMention, issued: Option<&Chosen>, paragraph: usize) -> Option<(Chosen, i32)> {
    let issued = issued.filter(|issued| issued.when.is_exact_day())?;
    let DateValue::Relative(relative) = &mention.value else { return None };
    if !matches!(relative, Relative::Day(-1 | 0) | Relative::Weekday { .. }) || paragraph > 1 {
        return None;
    }
    let text = reading.text();
    let block = reading.document.blocks[reading.document.block_at(mention.span.start)].span;
    let sentence = reading.document.sentence_at(mention.span.start);
    // Below the first two sentences of a paragraph other days are told.
    let earlier = reading.document.sentences.iter().filter(|other| block.contains(other) && other.start < sentence.start).count();
    if earlier > 1 {
        return None;
    }
    let before = fold(text.get(sentence.start..mention.span.start)?);
    let after = fold(text.get(mention.span.end..sentence.end)?);
    let last = before.split(' ').rev().find(|word| !matches!(*word, "on" | "late" | "earlier" | "here" | "has" | "have")).unwrap_or_default();
    let next = after.split(' ').next().unwrap_or_default();
    if is_one_of(SAYING, last) || is_one_of(SAYING, next) {
        return None;
    }
    let owned = after.strip_prefix("s ").or_else(|| text[mention.span.end..].starts_with(['’', '\'']).then_some(after.as_str()));
    let fits = match owned {
        Some(owned) => owned.split(' ').take(4).any(|word| is_one_of(OCCASIONS, word)),
        None => acts(&before, &after),
    };
    if !fits {
        return None;
    }
    // `launched a three-day workshop`: the day is only its first.
    let whole = text.get(sentence.start..sentence.end)?;
    if ["-day", " days of", "-week"].iter().any(|length| whole.contains(length)) && !whole.contains("conclude") && !whole.contains(" end") {
        return None;
    }
    // `signed a treaty on Tuesday that will …`: what will be stands behind the day, the act before it.
    let done = ![" will ", " shall ", " to "].iter().any(|word| format!(" {before} ").contains(word));
    let relative = match relative {
        Relative::Weekday { weekday, turn: Turn::Future } if done && acts(&before, "") => &Relative::Weekday { weekday: *weekday, turn: Turn::Past },
        other => other,
    };
    let when = dates::resolve(relative, &issued.when).or_else(|| (*relative == Relative::Day(0)).then(|| issued.when.clone()))?;
    let score = if paragraph == 0 { 5 } else { 4 };
    Some((Chosen { when, span: mention.span, rule: "event-told", band: Band::Likely, derived: true }, score))
}

/// Whether something takes place within a dozen words of the day, in its sentence.
fn acts(before: &str, after: &str) -> bool {
    let near: Vec<&str> = before.split(' ').rev().take(14).collect();
    let before: Vec<&str> = near.into_iter().rev().collect();
    let after: Vec<&str> = after.split(' ').take(12).collect();
    [before, after].iter().any(|words| {
        let line = format!(" {} ", words.join(" "));
        ACTS.split('|').any(|act| line.contains(&format!(" {act} ")))
    })
}

/// A day printed with the hours of an occasion, or behind a label that says so: `Event date: 23 November 2022, 2pm to 3.15pm`.
pub(super) fn timed(reading: &Reading<'_>) -> Option<Chosen> {
    reading.layout.date_lines.iter().find_map(|(mention, _)| {
        let when: &When = mention.stated().filter(|when| when.has_day())?;
        let block = reading.document.block_at(mention.span.start);
        let line = reading.document.blocks[block].span.of(reading.text());
        let folded = fold(line);
        let labelled = ["event date", "date of event", "when", "date and time", "event"]
            .iter()
            .any(|label| folded.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) && line.contains(':'));
        (labelled || has_hours(line)).then(|| Chosen {
            when: when.clone(),
            span: mention.span,
            rule: "event-hours",
            band: Band::Likely,
            derived: false,
        })
    })
}

/// Whether a line holds two times of one day: `5pm to 6.30pm`, `14:00 – 16:30`.
fn has_hours(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',', '(', ')', '–', '-', '—', '|']).filter(|word| !word.is_empty()).collect();
    let time = |word: &str| {
        let word = word.trim_end_matches('.');
        let bare = word.trim_end_matches("am").trim_end_matches("pm").trim_end_matches('h');
        let (hour, minute) = bare.split_once([':', '.']).unwrap_or((bare, "00"));
        let number = |part: &str, most: u32| !part.is_empty() && part.len() <= 2 && part.parse::<u32>().is_ok_and(|value| value <= most);
        number(hour, 24) && number(minute, 59) && (bare.len() < word.len() || bare.contains(':'))
    };
    words.iter().filter(|word| time(word)).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::has_hours;
    use crate::intake::trial::facts;

    fn event(lead: &str) -> String {
        let text = format!(
            "A plain headline for a short note\n\n26 August 2015\n\n{lead} The talks had been prepared for a long time by both of the sides.\n"
        );
        facts(&text).published.event.map(|chosen| chosen.when.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_day_told_beside_what_took_place_is_the_events() {
        assert_eq!(event("The two ministers today signed a treaty on the river."), "2015-08-26");
        assert_eq!(event("The two ministers signed a treaty on the river on Tuesday."), "2015-08-25");
        assert_eq!(event("In today’s judgment the court found for the farmers."), "2015-08-26");
        assert_eq!(event("The boat was towed to the port yesterday by the navy."), "2015-08-25");
    }

    #[test]
    fn a_day_of_speaking_is_not() {
        assert_eq!(event("The bank said on Tuesday that it would pay for the road."), "");
        assert_eq!(event("The two sides today are far from any agreement at all."), "");
    }

    #[test]
    fn hours_are_told_from_numbers() {
        assert!(has_hours("Tuesday, 12 November 2019, 5pm to 6.30pm"));
        assert!(has_hours("23 November 2022, 14:00–15:15 (GMT)"));
        assert!(!has_hours("23 November 2022, 14:00"));
        assert!(!has_hours("Nos 5 to 6, 2022"));
    }
}
