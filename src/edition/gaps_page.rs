//! What the archive lacks: years, publishers, months, editions, and words nobody spells out.

use super::cards::card;
use super::sheet::Sheet;
use super::view::{Gap, GapsView, Page};
use crate::archive::names::is_acronym;
use crate::archive::order::is_undated;
use crate::archive::series::{editions, gaps};
use crate::archive::timeline::Dial;
use crate::base::date::When;
use crate::content::matter::EntityKind;
use std::collections::BTreeSet;

/// How many entries a list has at most; its count says how many there are.
const MOST: usize = 100;

/// Page and view of `gaps.html`.
pub(super) fn make(sheet: &Sheet<'_>) -> (Page, GapsView) {
    let archive = sheet.e.archive;
    let all = || archive.articles.iter().enumerate();
    let without_year = || all().filter(|(_, shelved)| is_undated(&shelved.article.matter));
    let without_source = || all().filter(|(_, shelved)| shelved.article.matter.source.is_none());
    let undated: Vec<_> = without_year().take(MOST).map(|(id, shelved)| card(sheet, id, shelved.article.matter.date_text.clone())).collect();
    let no_source: Vec<_> = without_source().take(MOST).map(|(id, _)| card(sheet, id, None)).collect();
    let (undated_count, no_source_count) = (without_year().count(), without_source().count());
    let (empty_months, empty_month_count) = empty_months(sheet);
    let missing_editions = archive
        .terms_of(EntityKind::Event)
        .filter_map(|(id, term)| {
            let found = editions(archive, id);
            let words: Vec<String> = gaps(&found).into_iter().rev().map(|gap| super::event_page::gap_label(sheet, gap)).collect();
            let articles = term.mentions.iter().map(|mention| sheet.article_link(mention.article)).collect();
            (!words.is_empty()).then(|| Gap { subject: sheet.term_link(id), words, articles })
        })
        .collect();
    let acronyms = archive
        .terms_of(EntityKind::Organisation)
        .filter(|(_, term)| term.file.is_none() && is_acronym(&term.name) && term.aliases.is_empty())
        .map(|(id, term)| Gap {
            subject: sheet.term_link(id),
            words: Vec::new(),
            articles: term.mentions.iter().map(|mention| sheet.article_link(mention.article)).collect(),
        })
        .collect();
    let questions = all()
        .filter(|(_, shelved)| !shelved.notes.questions.is_empty())
        .take(MOST)
        .map(|(id, shelved)| Gap {
            subject: sheet.article_link(id),
            words: shelved.notes.questions.iter().map(|question| question.question.clone()).collect(),
            articles: Vec::new(),
        })
        .collect();
    let parts = [("n_articles_undated", undated_count), ("n_no_publisher", no_source_count), ("n_months_empty", empty_month_count)];
    let words: Vec<String> = parts.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| sheet.count(key, n)).collect();
    let summary = if words.is_empty() { sheet.say("no_gaps") } else { words.join("; ") };
    let view = GapsView {
        summary,
        undated,
        undated_count,
        no_source,
        no_source_count,
        empty_months,
        empty_month_count,
        missing_editions,
        acronyms,
        questions,
    };
    let title = sheet.say("gaps");
    let mut page = sheet.page("gaps", title.clone(), view.summary.clone(), None);
    page.breadcrumbs = sheet.crumbs(vec![], title);
    (page, view)
}

/// Months without articles between the first and the last that has one, as runs in words, and how many months that are.
/// A date without a month says nothing about a month.
pub(super) fn empty_months(sheet: &Sheet<'_>) -> (Vec<String>, usize) {
    let months: BTreeSet<i32> = sheet
        .e
        .timeline(Dial::Published)
        .dated
        .iter()
        .filter_map(|moment| {
            let when = moment.when.as_ref()?;
            Some(i32::from(when.year()?) * 12 + i32::from(when.month()?) - 1)
        })
        .collect();
    let mut runs = Vec::new();
    let mut count = 0;
    for (&before, &after) in months.iter().zip(months.iter().skip(1)) {
        let empty = after - before - 1;
        if empty > 0 {
            count += usize::try_from(empty).unwrap_or(0);
            runs.push(run(sheet, before + 1, after - 1));
        }
    }
    runs.reverse();
    (runs, count)
}

fn run(sheet: &Sheet<'_>, from: i32, to: i32) -> String {
    let words = |month: i32| {
        let year = i16::try_from(month.div_euclid(12)).unwrap_or(0);
        let month = u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
        When::month_of(year, month).map(|when| sheet.words(&when)).unwrap_or_default()
    };
    if from == to { words(from) } else { sheet.fill("from_to", &[("from", &words(from)), ("to", &words(to))]) }
}
