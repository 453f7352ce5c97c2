//! Series of events: their editions, and the gaps between them.

use super::sheet::Sheet;
use super::view::EditionEntry;
use crate::archive::series::{Edition, Gap, editions, gaps};
use crate::archive::term::TermId;
use crate::content::matter::EntityKind;

/// The rows of a series, newest first, gaps among them. Empty when the archive knows one edition without a number.
pub(super) fn rows(sheet: &Sheet<'_>, event: TermId) -> Vec<EditionEntry> {
    let editions = editions(sheet.e.archive, event);
    if editions.len() == 1 && editions[0].number.is_none() {
        return Vec::new();
    }
    let mut missing = gaps(&editions);
    let mut rows = Vec::new();
    for edition in &editions {
        while missing.first().is_some_and(|gap| edition.number.is_none_or(|number| gap.from > number)) {
            rows.push(gap_row(sheet, missing.remove(0)));
        }
        rows.push(row(sheet, edition));
    }
    rows.extend(missing.into_iter().map(|gap| gap_row(sheet, gap)));
    rows
}

fn row(sheet: &Sheet<'_>, edition: &Edition) -> EditionEntry {
    let archive = sheet.e.archive;
    let mut organisers = Vec::new();
    for &article in &edition.articles {
        for term in archive.articles[article].terms(EntityKind::Organisation) {
            if archive.roles(article, term).iter().any(|role| role == "organiser" || role == "host") && !organisers.contains(&term) {
                organisers.push(term);
            }
        }
    }
    // An article about one event and no other says with its own event date when that was.
    let reports = edition.articles.iter().filter_map(|&article| archive.articles.get(article));
    let mut reported =
        reports.filter(|shelved| shelved.terms(EntityKind::Event).len() == 1).filter_map(|shelved| shelved.article.matter.event_date.as_ref());
    EditionEntry {
        label: edition_label(sheet, edition),
        id: edition_id(edition),
        date: edition.date.as_ref().or_else(|| reported.next()).map(|date| sheet.date(date)),
        place: edition.place.as_deref().map(|place| {
            let first = place.split([',', '(']).next().unwrap_or(place).trim();
            super::view::Link { text: place.to_owned(), href: sheet.name_link(&[EntityKind::Place], first).href }
        }),
        organisers: organisers.into_iter().map(|term| sheet.term_link(term)).collect(),
        articles: edition.articles.iter().map(|&article| sheet.article_link(article)).collect(),
        missing: false,
    }
}

fn gap_row(sheet: &Sheet<'_>, gap: Gap) -> EditionEntry {
    EditionEntry { label: gap_label(sheet, gap), id: format!("edition-{}-missing", gap.from), missing: true, ..EditionEntry::default() }
}

/// `3rd`, or `2nd to 4th`.
pub(super) fn gap_label(sheet: &Sheet<'_>, gap: Gap) -> String {
    let (from, to) = (ordinal(sheet, gap.from), ordinal(sheet, gap.to));
    if gap.from == gap.to { from } else { sheet.fill("from_to", &[("from", &from), ("to", &to)]) }
}

/// `6th`, `2015`, or the words for neither.
pub(super) fn edition_label(sheet: &Sheet<'_>, edition: &Edition) -> String {
    match (edition.number, &edition.date) {
        (Some(number), _) => ordinal(sheet, number),
        (None, Some(date)) => date.year().map_or_else(|| sheet.words(date), |year| year.to_string()),
        (None, None) => sheet.say("no_number"),
    }
}

fn edition_id(edition: &Edition) -> String {
    match (edition.number, edition.date.as_ref().and_then(crate::base::date::When::year)) {
        (Some(number), _) => format!("edition-{number}"),
        (None, Some(year)) => format!("edition-of-{year}"),
        (None, None) => "edition-unknown".to_owned(),
    }
}

/// `6th`, in the language of the site.
pub(super) fn ordinal(sheet: &Sheet<'_>, number: u32) -> String {
    ordinal_in(&sheet.e.settings.language, number)
}

fn ordinal_in(language: &str, number: u32) -> String {
    match language.split('-').next().unwrap_or("en") {
        "fr" if number == 1 => "1re".to_owned(),
        "fr" => format!("{number}e"),
        "es" | "it" | "pt" => format!("{number}.ª"),
        "de" => format!("{number}."),
        _ => {
            let suffix = match (number % 100, number % 10) {
                (11..=13, _) => "th",
                (_, 1) => "st",
                (_, 2) => "nd",
                (_, 3) => "rd",
                _ => "th",
            };
            format!("{number}{suffix}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ordinal_in;

    #[test]
    fn numbers_of_editions_are_said_in_the_language_of_the_site() {
        let english: Vec<String> = [1, 2, 3, 4, 11, 12, 21, 111].into_iter().map(|number| ordinal_in("en", number)).collect();
        assert_eq!(english, ["1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "111th"]);
        assert_eq!((ordinal_in("fr", 1), ordinal_in("de-AT", 6)), ("1re".to_owned(), "6.".to_owned()));
    }
}
