//! A year printed once for several dates of one clause: `visited Turkey on 4 April and Uzbekistan from 5-6 April 2016`.

use super::lexicon::{ALL, Kind};
use super::token::{Shape, Text};
use super::{DateValue, Raw};
use crate::base::date::When;

/// How many tokens may stand between the two dates.
const REACH: usize = 8;

/// Gives days without a year that of the date right behind them, when "and", "to" or a comma of a list joins both within a sentence and they
/// stand in order.
pub fn share_years(text: &Text<'_>, raws: &mut [Raw]) {
    for index in (1..raws.len()).rev() {
        let (before, behind) = raws.split_at_mut(index);
        if let (Some(earlier), [later, ..]) = (before.last_mut(), behind)
            && let Some(when) = shared(text, earlier, later)
        {
            earlier.value = DateValue::Stated(when);
            earlier.rule = "shared-year";
        }
    }
}

fn shared(text: &Text<'_>, earlier: &Raw, later: &Raw) -> Option<When> {
    let (DateValue::Stated(one), DateValue::Stated(other)) = (&earlier.value, &later.value) else { return None };
    let year = other.year().filter(|_| !one.has_year() && one.has_day() && other.has_day() && !other.is_inferred())?;
    let gap = text.tokens.get(earlier.to..later.from).filter(|gap| !gap.is_empty() && gap.len() <= REACH)?;
    if gap.iter().any(|token| matches!(token.shape, Shape::Mark('.' | '!' | '?' | ';' | ':' | '(' | ')'))) {
        return None;
    }
    let joins = |at: usize| text.connector(at).is_some_and(|connector| connector.join(ALL).is_some() && text.tokens[at].shape == Shape::Word);
    // Of `12 May, 15 June and 3 July 2019` the last two share the year already.
    let listed = gap.len() == 1 && text.is_mark(earlier.to, ',') && later.rule == "shared-year";
    let prepositions = gap.last().is_some_and(|token| token.is_any(&[Kind::In, Kind::From]));
    if !(joins(earlier.to) && (gap.len() == 1 || prepositions || joins(later.from - 1)) || joins(later.from - 1) || listed) {
        return None;
    }
    let filled = When::parse(&one.to_string().replace("XXXX", &format!("{year:04}"))).ok()?;
    (filled.latest()? <= other.earliest()?).then_some(filled)
}
