//! What an article's own words, file name and address say of its year.

use super::{Bound, Limit, days, holds, words};
use crate::archive::Shelved;
use crate::base::date::When;
use crate::base::text::{shorten, squeeze};
use crate::content::body::{Locator, Sentence, locate, sentences};
use crate::content::finding::{Finding, Quote};
use crate::lexicon::Lexicon;
use crate::lexicon::chronology::{Chronology, TimeWord};
use std::panic::catch_unwind;

/// How many characters of a sentence a reason quotes.
const QUOTED: usize = 240;

/// Monday to Friday, as [`Limit::Weekdays`] has them.
const WORKING: u8 = 0b001_1111;

/// A meeting of more days than this goes over a weekend.
const MEETING: i32 = 5;

/// An article's text, cut into sentences once.
pub(super) struct Page<'a> {
    shelved: &'a Shelved,
    sentences: Vec<Sentence>,
    locator: Locator,
    language: &'a str,
}

impl<'a> Page<'a> {
    pub(super) fn of(shelved: &'a Shelved) -> Self {
        let language = shelved.article.matter.language.as_deref().unwrap_or("en");
        let body = &shelved.article.body;
        // A body that breaks the parser is one error when its page is made; here it only has no sentences.
        let sentences = catch_unwind(|| sentences(body, language)).unwrap_or_default();
        Self { shelved, sentences, locator: Locator::new(body), language: language.get(..2).unwrap_or("en") }
    }

    /// What the text itself says of a date.
    pub(super) fn bounds(&self, field: &str, stated: &When, lexicon: &Lexicon) -> Vec<Bound> {
        let lists: &Chronology = &lexicon.chronology;
        let mut bounds = self.weekday(field, stated, lists);
        bounds.extend(self.terms(lists));
        bounds.extend(self.past_years(field, lists));
        bounds.extend(self.addresses(field, stated));
        bounds
    }

    /// The sentence of the body that holds a finding's words; else the words themselves.
    pub(super) fn sentence<'s>(&'s self, finding: &'s Finding) -> &'s str {
        let id = locate(&finding.quote, &self.locator, &self.sentences);
        let found = id.and_then(|id| self.sentences.iter().find(|sentence| sentence.id == id));
        found.map_or(finding.quote.exact.as_str(), |sentence| sentence.text.as_str())
    }

    fn findings(&self, field: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.shelved.notes.findings.iter().filter(move |finding| finding.field == field)
    }

    /// `Thursday 22 December`; without one, that meetings of several days are held on working days.
    fn weekday(&self, field: &str, stated: &When, lists: &Chronology) -> Vec<Bound> {
        let value = stated.to_string();
        let printed = self.shelved.notes.findings.iter().find(|finding| finding.field == field && finding.value == value);
        if let Some(finding) = printed {
            let Quote { exact, prefix, suffix } = &finding.quote;
            let beside = words(prefix).last().copied().filter(|_| !prefix.trim_end().ends_with(['.', ';', ':']));
            let behind = words(suffix).first().copied().filter(|_| suffix.trim_start().starts_with(['(', ',']));
            let named = words(exact).into_iter().chain(beside).chain(behind).find_map(|word| Some((word, lists.weekday(word, self.language)?)));
            if let Some((word, number)) = named.filter(|_| days(stated).len() == 2) {
                let (month, day) = days(stated)[0];
                let day = When::yearless(month, day).map(|day| day.words("en").replace(" (year not stated)", "")).unwrap_or_default();
                let single = !stated.is_interval();
                let says = format!("{day} is a {word} only every 5, 6 or 11 years");
                let limit = Limit::Weekdays(1 << (number - 1));
                return single.then(|| own("weekday", limit, true, says, self.sentence(finding))).into_iter().collect();
            }
        }
        let length = || Some(stated.with_inferred_year(2001)?.earliest()?.until(stated.with_inferred_year(2001)?.latest()?).ok()?.get_days() + 1);
        let meeting = stated.is_interval() && days(stated).len() == 2 && length().is_some_and(|days| days <= MEETING);
        let says = || "meetings of several days are mostly held on working days".to_owned();
        meeting.then(|| own("working-days", Limit::Weekdays(WORKING), false, says(), "")).into_iter().collect()
    }

    /// Names that have a first year.
    fn terms(&self, lists: &Chronology) -> Vec<Bound> {
        let mut bounds = Vec::new();
        for term in &lists.terms {
            let found = self.sentences.iter().find_map(|sentence| {
                let name = term.names.iter().find(|name| holds(&sentence.text, name))?;
                Some((name, sentence))
            });
            if let Some((name, sentence)) = found {
                let says = format!("“{name}” has been said since {} ({})", term.year, term.source);
                bounds.push(own("dated-term", Limit::From(term.year), true, says, &sentence.text));
            }
        }
        bounds
    }

    /// The latest year the text names in the past tense; and, less surely, the latest it names without saying that it is to come.
    fn past_years(&self, field: &str, lists: &Chronology) -> Option<Bound> {
        let mut latest: Option<(bool, i16, &str)> = None;
        let other = if field == "date" { "event_date" } else { "date" };
        for finding in self.findings("dates").chain(self.findings(other)).filter(|finding| !finding.derived) {
            let Some(year) = When::parse(&finding.value).ok().filter(When::has_year).and_then(|when| when.earliest()) else { continue };
            let sentence = self.sentence(finding);
            let has = |sort: TimeWord| words(sentence).into_iter().any(|word| lists.is(word, self.language, sort));
            if has(TimeWord::Future) || sentence == finding.quote.exact && !has(TimeWord::Past) {
                continue;
            }
            let found = (has(TimeWord::Past), year.year(), sentence);
            if latest.is_none_or(|(past, year, _)| (found.0, found.1) > (past, year)) {
                latest = Some(found);
            }
        }
        let (past, year, sentence) = latest?;
        let says = if past { format!("the text looks back on {year}") } else { format!("the text names {year}") };
        Some(own("past-year", Limit::From(year), past, says, sentence))
    }

    /// A date in the address the article was taken from, or in the name of its seed.
    fn addresses(&self, field: &str, stated: &When) -> Vec<Bound> {
        let matter = &self.shelved.article.matter;
        let seed = self.shelved.notes.seed.as_ref().or(matter.seed.as_ref());
        let sources = matter.source_url.iter().map(String::as_str).chain(matter.sources.iter().map(String::as_str));
        let mut bounds = Vec::new();
        for (text, what) in sources.map(|url| (url, "address")).chain(seed.map(|seed| (seed.as_str(), "name of the seed"))) {
            let Some((year, month)) = dated(text) else { continue };
            let event = stated.month().zip(month).map(|(stated, month)| i16::from(month) - i16::from(stated));
            // What happened in December is told in January: the nearest of the years, when the months leave no doubt.
            let year = match event {
                Some(apart) if field == "event_date" && apart < -6 => year - 1,
                Some(apart) if field == "event_date" && apart > 6 => year + 1,
                _ => year,
            };
            let hard = event.is_some_and(|apart| apart.abs() != 6);
            bounds.push(own("address", Limit::In(vec![year]), hard, format!("the {what} has a date: `{}`", shorten(text, 120)), ""));
        }
        bounds
    }

    /// `Following a four-year hiatus`: how many years ago the edition before was, with the sentence and whether it speaks of this event.
    pub(super) fn pause(&self, names: &[&str], lists: &Chronology) -> Option<(u8, &str, bool)> {
        let found = self.sentences.iter().filter_map(|sentence| {
            let words = words(&sentence.text);
            let gap = words.iter().position(|word| lists.is(word, self.language, TimeWord::Gap))?;
            let near = gap.saturating_sub(4)..(gap + 5).min(words.len());
            let years = near.clone().filter(|&at| lists.is(words[at], self.language, TimeWord::Years));
            let number =
                years.filter_map(|at| at.checked_sub(1)).filter(|at| near.contains(at)).find_map(|at| lists.number(words[at], self.language))?;
            let here = names.iter().any(|name| holds(&sentence.text, name));
            Some((number, sentence.text.as_str(), here))
        });
        found.min_by_key(|(_, _, here)| !here)
    }
}

/// A reason found in the article itself.
pub(super) fn own(rule: &'static str, limit: Limit, hard: bool, says: String, quote: &str) -> Bound {
    Bound { rule, limit, hard, set_aside: false, says, quote: shorten(&squeeze(quote), QUOTED), article: None }
}

/// The year, and perhaps the month, in a path or file name: `/2022/12/`, `2022-12-09-x`, `20221209`, `/2022/`.
fn dated(path: &str) -> Option<(i16, Option<u8>)> {
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let parts: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| text.len() == 4 && (1900..2100).contains(year));
    let month = |text: &str| text.parse::<u8>().ok().filter(|month| text.len() <= 2 && (1..=12).contains(month));
    let mut found = None;
    for (at, part) in parts.iter().enumerate() {
        let all_digits = part.bytes().all(|byte| byte.is_ascii_digit());
        let this = if part.len() == 8 && all_digits {
            year(&part[..4]).zip(month(&part[4..6])).map(|(year, month)| (year, Some(month)))
        } else {
            year(part).map(|year| (year, parts.get(at + 1).and_then(|next| month(next))))
        };
        match (found, this) {
            (None, Some(this)) => found = Some(this),
            // Two years in one name say nothing of either.
            (Some((year, _)), Some(this)) if year != this.0 => return None,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_paths_are_whole_parts() {
        assert_eq!(dated("https://x.org/news/2022/12/bmic"), Some((2022, Some(12))));
        assert_eq!(dated("seeds/2022-12-09-bmic.txt"), Some((2022, Some(12))));
        assert_eq!(dated("seeds/20221209.txt"), Some((2022, Some(12))));
        assert_eq!(dated("seeds/2015/a.txt"), Some((2015, None)));
        assert_eq!(dated("seeds/a-2015-2019.txt"), None);
        assert_eq!(dated("https://x.org/?id=120155"), None);
        assert_eq!(dated("seeds/000_dc17779702673f80.txt"), None);
    }
}
