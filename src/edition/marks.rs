//! The first mention of each known name in a body becomes a link: the longest name wins, once for each entity, not in headings.

use super::sheet::Sheet;
use crate::archive::term::{ArticleId, TermId};
use crate::base::text::squeeze;
use crate::content::body::Mark;
use crate::content::matter::EntityKind;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::{BTreeMap, BTreeSet};

/// Longer printed forms are sentences, not names.
const LONGEST: usize = 120;

/// The links of an article's body.
pub(super) fn marks(sheet: &Sheet<'_>, article: ArticleId) -> Vec<Mark> {
    let archive = sheet.e.archive;
    let body = archive.text(article);
    let forms = forms(sheet, article);
    if forms.is_empty() || body.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = forms.keys().map(String::as_str).collect();
    let terms: Vec<TermId> = forms.values().copied().collect();
    // Used for one text, so what is quick to build wins over what is quick to search with.
    let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::NoncontiguousNFA)).build(&names);
    let Ok(finder) = builder else {
        return Vec::new();
    };
    let headings = headings(body);
    let mut seen = BTreeSet::new();
    let mut marks = Vec::new();
    for hit in finder.find_iter(body) {
        let term = terms[hit.pattern().as_usize()];
        let in_heading = headings.iter().any(|heading| heading.contains(&hit.start()));
        if in_heading || !whole_word(body, hit.start(), hit.end()) || seen.contains(&term) {
            continue;
        }
        if let Some(href) = sheet.term_href(term) {
            seen.insert(term);
            marks.push(Mark { range: hit.start()..hit.end(), class: format!("ent {}", archive.terms[term].kind.singular()), href });
        }
    }
    marks
}

/// Every form in which the article's entities may be printed, with the entity. A form that two of them share is nobody's.
fn forms(sheet: &Sheet<'_>, article: ArticleId) -> BTreeMap<String, TermId> {
    let archive = sheet.e.archive;
    let shelved = &archive.articles[article];
    let mut forms: BTreeMap<String, TermId> = BTreeMap::new();
    let mut shared: BTreeSet<String> = BTreeSet::new();
    let mut add = |form: &str, term: TermId| {
        let form = squeeze(form);
        if form.chars().count() >= 2 && form.len() <= LONGEST && forms.insert(form.clone(), term).is_some_and(|other| other != term) {
            shared.insert(form);
        }
    };
    for kind in [EntityKind::Organisation, EntityKind::Person, EntityKind::Place, EntityKind::Event] {
        for id in shelved.terms(kind).into_iter().filter(|&id| archive.has_page(id)) {
            let term = &archive.terms[id];
            add(&term.name, id);
            term.other_names().for_each(|name| add(name, id));
            term.file.iter().flat_map(|file| &file.matter.hidden).for_each(|name| add(name, id));
        }
    }
    for (finding, term) in shelved.notes.findings.iter().zip(&shelved.finding_terms) {
        if let Some(id) = term.filter(|&id| archive.terms[id].kind != EntityKind::Tag && archive.has_page(id)) {
            add(&finding.quote.exact, id);
        }
    }
    for form in shared {
        forms.remove(&form);
    }
    forms
}

fn whole_word(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !joins(before) && !joins(after)
}

fn headings(body: &str) -> Vec<std::ops::Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in body.split_inclusive('\n') {
        if line.trim_start().starts_with('#') {
            found.push(at..at + line.len());
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_headings_are_known() {
        assert!(whole_word("(IOM)", 1, 4));
        assert!(!whole_word("IOMX", 0, 3));
        assert!(!whole_word("éIOM", 2, 5));
        assert_eq!(headings("# a\ntext # b\n  ## c"), [0..4, 13..19]);
    }
}
