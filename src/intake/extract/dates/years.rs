//! Years without a month: bare years beside a word that makes them years, ranges of years, decades, quarters, seasons.

use super::found::{Found, stated};
use super::scan::{Scan, YEARS};
use super::tokens::Kind;
use crate::base::date::When;

/// The year, range or decade that begins at `at`.
pub fn read(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if let Kind::Decade(year) = scan.get(at)?.kind {
        let when = When::parse(&format!("{}X", year / 10)).ok().filter(|_| YEARS.contains(&year))?;
        return Some(stated(at, at + 1, when, "decade"));
    }
    let year = scan.year(at).filter(|_| scan.is_free_before(at))?;
    let word = scan.word_before(at)?;
    let rule = match word {
        "since" => "since",
        "until" | "till" => "until",
        "in" | "of" | "by" | "from" | "during" | "for" | "year" | "through" => "year",
        _ => return None,
    };
    Some(stated(at, year.next, When::year_of(year.value)?, rule))
}
