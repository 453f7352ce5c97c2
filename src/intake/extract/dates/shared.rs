//! A year printed once for two dates of a sentence: `4 April and Uzbekistan from 5-6 April 2016`.

use super::DateValue;
use super::found::Raw;
use super::scan::Scan;
use super::tokens::Kind;
use super::words::{self, Join};
use crate::base::date::When;

/// How many tokens may stand between the two.
const REACH: usize = 8;

/// Gives days without a year that of the date right after them, when `and`, `to` or the like joins both in one sentence.
pub fn share_years(scan: &Scan<'_>, mentions: &mut [Raw]) {
    for index in (1..mentions.len()).rev() {
        let Some((before, [later, ..])) = mentions.split_at_mut_checked(index) else { continue };
        let Some(earlier) = before.last_mut() else { continue };
        if let Some(when) = shared(scan, earlier, later) {
            earlier.value = DateValue::Stated(when);
            earlier.rule = "shared-year";
        }
    }
}

fn shared(scan: &Scan<'_>, earlier: &Raw, later: &Raw) -> Option<When> {
    let (DateValue::Stated(one), DateValue::Stated(other)) = (&earlier.value, &later.value) else { return None };
    let year = other.year().filter(|_| !one.has_year() && other.has_day() && !other.is_inferred())?;
    let gap = scan.tokens.get(earlier.next..later.first).filter(|gap| !gap.is_empty() && gap.len() <= REACH)?;
    let ends_sentence = |kind: &Kind| matches!(kind, Kind::Break | Kind::Sign('.' | '!' | '?' | ';' | ':' | '(' | ')'));
    let joins = |at: usize| scan.word(at).and_then(words::join).is_some_and(|join| join != Join::Comma);
    if gap.iter().any(|token| ends_sentence(&token.kind)) || !(joins(earlier.next) || joins(later.first.checked_sub(1)?)) {
        return None;
    }
    let filled = When::parse(&one.to_string().replace("XXXX", &format!("{year:04}"))).ok()?;
    (filled.latest()? <= other.earliest()?).then_some(filled)
}
