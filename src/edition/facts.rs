//! What an article's notes say for a value or a term, and small questions about places and quotes.

use super::sheet::Sheet;
use crate::archive::Shelved;
use crate::archive::term::{ArticleId, TermId};
use crate::base::text::fold;
use crate::content::finding::{Band, Finding};
use crate::content::matter::EntityKind;
use std::collections::BTreeMap;

/// The findings of one article, ready to be asked.
pub(super) struct Found<'a> {
    shelved: &'a Shelved,
    by_value: BTreeMap<(&'a str, String), usize>,
    by_term: BTreeMap<TermId, usize>,
}

impl<'a> Found<'a> {
    pub(super) fn of(sheet: &Sheet<'a>, article: ArticleId) -> Self {
        let shelved = &sheet.e.archive.articles[article];
        let rank = |number: usize| (sheet.is_lost(article, number), rank(&shelved.notes.findings[number]));
        let mut found = Self { shelved, by_value: BTreeMap::new(), by_term: BTreeMap::new() };
        for (number, finding) in shelved.notes.findings.iter().enumerate().filter(|(_, finding)| finding.band != Band::Guess) {
            let better = |known: usize| rank(number) < rank(known);
            let slot = found.by_value.entry((&finding.field, comparable(&finding.value))).or_insert(number);
            if better(*slot) {
                *slot = number;
            }
            if let Some(term) = shelved.finding_terms.get(number).copied().flatten() {
                let slot = found.by_term.entry(term).or_insert(number);
                if better(*slot) {
                    *slot = number;
                }
            }
        }
        found
    }

    /// The best finding of a field with this value: one whose words are there before one that lost them, certain before likely, printed before derived, first before later.
    pub(super) fn value(&self, field: &str, value: &str) -> Option<(usize, &'a Finding)> {
        let number = *self.by_value.get(&(field, comparable(value)))?;
        Some((number, &self.shelved.notes.findings[number]))
    }

    /// The best finding that speaks of a term.
    pub(super) fn term(&self, term: TermId) -> Option<(usize, &'a Finding)> {
        let number = *self.by_term.get(&term)?;
        Some((number, &self.shelved.notes.findings[number]))
    }

    /// All findings of a field, in the order of the text.
    pub(super) fn field<'s>(&'s self, field: &'s str) -> impl Iterator<Item = (usize, &'a Finding)> + 's {
        let findings = self.shelved.notes.findings.iter().enumerate();
        findings.filter(move |(_, finding)| finding.field == field && finding.band != Band::Guess)
    }
}

const fn rank(finding: &Finding) -> (Band, bool) {
    (finding.band, finding.derived)
}

fn comparable(value: &str) -> String {
    let folded = fold(value);
    if folded.is_empty() { value.trim().to_owned() } else { folded }
}

/// The words of a quote without the marks around them.
pub(super) fn unquoted(quote: &str) -> String {
    let marks: &[char] = &['"', '“', '”', '„', '«', '»', '‘', '’', '\''];
    let quote = quote.trim();
    let inner = quote.strip_prefix(marks).and_then(|rest| rest.strip_suffix(marks));
    inner.unwrap_or(quote).trim().to_owned()
}

/// The ISO code of the country a place of issue lies in: the last part of `Bangkok, Thailand`, else what the gazetteer says of the whole.
pub(super) fn country_of_place(sheet: &Sheet<'_>, place: &str) -> Option<String> {
    let places = &sheet.e.lexicon.places;
    let parts: Vec<&str> = place.split([',', '(', ')', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    for part in parts.iter().rev() {
        if let Some(country) = places.country_named(part) {
            return Some(country.iso2.to_owned());
        }
    }
    let fact = places.resolve(parts.first()?, None)?;
    fact.code.map(str::to_owned)
}

/// The place of this name that an article lists, else the one the archive knows.
pub(super) fn place_term(sheet: &Sheet<'_>, article: ArticleId, name: &str) -> Option<TermId> {
    let archive = sheet.e.archive;
    let wanted = fold(name);
    let listed = archive.articles[article].terms(EntityKind::Place);
    let here = listed.into_iter().find(|&id| fold(&archive.terms[id].name) == wanted);
    here.or_else(|| archive.find(EntityKind::Place, name, None))
}
