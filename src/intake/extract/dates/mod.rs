//! Dates in prose: found by rules, with the stretch of text that says them, never with a year that is not stated.
//!
//! The text becomes tokens; at each token every form of [`FORMS`] is tried, and the longest reading wins.
//! What depends on the day of publication is a [`Relative`] and gets its date from [`resolve`].

mod cues;
mod found;
mod numeric;
mod parts;
mod relative;
mod scan;
mod shared;
mod stated;
mod tokens;
mod weekday;
mod words;
mod years;

pub use relative::{Relative, resolve};
pub use weekday::{weekday_beside, years_with};
pub use words::{is_month, is_weekday};

use super::{Facts, Reading};
use crate::base::date::When;
use crate::base::span::Span;
use crate::intake::survey::blocks::Role;
use found::Found;
use scan::Scan;

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The words that say it, in the given text; without weekday, time or zone.
    pub span: Span,
    /// What they say.
    pub value: DateValue,
    /// The rule that read them.
    pub rule: &'static str,
}

/// What a mention says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateValue {
    /// A date, as exact as it is stated.
    Stated(When),
    /// `12/07/2018` alone: all readings, day first before month first.
    Ambiguous(Vec<When>),
    /// A date seen from the day of publication.
    Relative(Relative),
    /// Written as a date that no calendar has, such as 30 February; the words.
    Impossible(String),
}

impl DateMention {
    /// The date, when there is one and only one.
    pub fn stated(&self) -> Option<&When> {
        match &self.value {
            DateValue::Stated(when) => Some(when),
            _ => None,
        }
    }

    /// Whether several readings are equally good.
    pub fn is_ambiguous(&self) -> bool {
        matches!(self.value, DateValue::Ambiguous(_))
    }

    /// The readings of an ambiguous date.
    pub fn candidates(&self) -> Option<&[When]> {
        match &self.value {
            DateValue::Ambiguous(readings) => Some(readings),
            _ => None,
        }
    }
}

/// The forms of dates; of readings of the same length the first wins.
const FORMS: [fn(&Scan<'_>, usize) -> Option<Found>; 4] = [numeric::read, stated::read, years::read, relative::read];

/// All dates of a text in order, without overlap. The language, a two-letter code, settles words that differ between languages.
pub fn find(text: &str, language: Option<&str>) -> Vec<DateMention> {
    let scan = Scan::new(text, language);
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < scan.tokens.len() {
        let mut best: Option<Found> = None;
        for form in FORMS {
            if let Some(found) = form(&scan, at)
                && best.as_ref().is_none_or(|best| found.next > best.next)
            {
                best = Some(found);
            }
        }
        match best {
            Some(found) if found.next > at => {
                at = found.next;
                mentions.extend(found.mentions);
            }
            _ => at += 1,
        }
    }
    shared::share_years(&scan, &mut mentions);
    mentions.into_iter().map(|raw| raw.placed(&scan)).collect()
}

/// Finds every date in the text.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    for (block, role) in reading.layout.roles.iter().enumerate() {
        if matches!(role, Role::Contact | Role::Noise) {
            continue;
        }
        let span = reading.document.blocks[block].span;
        let language = Some(reading.language).filter(|language| *language != "und");
        facts.dates.extend(find(span.of(reading.text()), language).into_iter().map(|mut mention| {
            mention.span = mention.span.shifted(span.start);
            mention
        }));
    }
}

#[cfg(test)]
mod cases;

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        find(text, None).iter().filter_map(|mention| mention.stated().map(When::to_string)).collect()
    }

    #[test]
    fn spans_leave_out_weekday_and_time() {
        let text = "Fri, 12/07/2018 - 06:17";
        let found = find(text, None);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.of(text), "12/07/2018");
        assert_eq!(found[0].stated().map(When::to_string).as_deref(), Some("2018-12-07"));
    }

    #[test]
    fn an_ambiguous_date_keeps_both_readings() {
        let found = find("12/07/2018", None);
        assert!(found[0].is_ambiguous());
        let readings: Vec<String> = found[0].candidates().unwrap_or_default().iter().map(When::to_string).collect();
        assert_eq!(readings, ["2018-07-12", "2018-12-07"]);
    }

    #[test]
    fn a_year_is_never_made_up() {
        assert_eq!(values("on 21st and 22nd February"), ["XXXX-02-21/XXXX-02-22"]);
        assert!(values("We may march, and sat 20 minutes").is_empty());
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in ["", "1", "31", "٣ May", "1. 1. ", "May", "and", "(", "99999999999999999999 May 2019", "é12 mai–", "–", "1er"] {
            let _ = find(text, Some("é"));
        }
    }
}
