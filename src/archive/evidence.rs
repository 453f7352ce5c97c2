//! Where the words of each finding stand today: in a sentence of the body, in a line under “As printed”, in the title; or nowhere any more.
//!
//! A body belongs to people, who rewrite it. A finding's words are looked for in the sentence they were found in, wherever it stands now; then by
//! what surrounds them; then as the only place with these words. What is found by none of these has lost its words, which is said and never papered over.

use crate::base::text::{fold, squeeze, straight_quote};
use crate::content::article::Article;
use crate::content::body::{Locator, Sentence, sentences};
use crate::content::finding::{Band, Finding, Line, Quote, Sidecar};
use std::collections::BTreeMap;
use std::panic::catch_unwind;

/// Fewer letters of a sentence's surroundings than this say nothing.
const CONTEXT: usize = 8;

/// How many letters right before or behind words are enough to tell them from the same words elsewhere.
const NEAR: usize = 14;

/// Where the words of one finding stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In the title.
    Title,
    /// In this line of the notes, from 0.
    Line(usize),
    /// In this sentence of [`Evidence::sentences`], from 0.
    Sentence(usize),
    /// They stood in the body, and a person took them out.
    Lost,
    /// They stand in what is not shown: contacts, scraps of the original.
    Unshown,
}

/// An article's text with the places of its findings.
#[derive(Debug)]
pub struct Evidence {
    /// The sentences of the body.
    pub sentences: Vec<Sentence>,
    /// For each finding of the notes, where its words stand.
    pub standings: Vec<Standing>,
    /// Whether a person has changed the body.
    pub edited: bool,
}

impl Evidence {
    /// Looks for the words of all findings. `language` is for the ends of sentences; contacts count as shown only with `contacts`.
    pub fn of(article: &Article, notes: &Sidecar, language: &str, contacts: bool) -> Self {
        if notes.findings.is_empty() {
            return Self { sentences: Vec::new(), standings: Vec::new(), edited: false };
        }
        let now = Text::new(&article.body, language);
        let base = &notes.body;
        let before = (!base.is_empty() && !same_letters(base, &article.body)).then(|| Text::new(base, language));
        let edited = before.is_some();
        let page = Page { article, notes, contacts, now, before };
        let standings = notes.findings.iter().map(|finding| page.standing(finding)).collect();
        Self { sentences: page.now.sentences, standings, edited }
    }
}

/// Whether a line of the original is shown on the page. The title is left out while the page's title is still the printed one.
pub fn shown(article: &Article, line: &Line, contacts: bool) -> bool {
    match line.role.as_str() {
        "noise" => false,
        "contact" => contacts,
        "title" => fold(&line.text) != fold(article.title()),
        _ => true,
    }
}

/// Facts of the front matter whose words are no longer in the text: the findings, each value of a field once. A fact that other words
/// still state is none of them, and neither is one a person has said to keep.
pub fn lost<'s>(article: &Article, notes: &'s Sidecar, evidence: &Evidence) -> Vec<&'s Finding> {
    let mut values: BTreeMap<(&str, String), (&Finding, bool)> = BTreeMap::new();
    let findings = notes.findings.iter().zip(&evidence.standings);
    for (finding, standing) in findings.filter(|(finding, standing)| finding.band != Band::Guess && **standing != Standing::Unshown) {
        let entry = values.entry((&finding.field, fold(&finding.value))).or_insert((finding, true));
        entry.1 &= *standing == Standing::Lost;
    }
    let kept = |finding: &Finding| notes.kept.get(&finding.field).is_some_and(|kept| kept.iter().any(|value| says(value, &finding.value)));
    let published = |finding: &Finding| !kept(finding) && article.fields.get(&finding.field).is_some_and(|value| says(value, &finding.value));
    let mut gone: Vec<&Finding> = values.into_values().filter(|(finding, lost)| *lost && published(finding)).map(|(finding, _)| finding).collect();
    gone.sort_by_key(|finding| finding.span);
    gone
}

/// Whether a front matter value is, or lists, this value.
fn says(value: &serde_json::Value, wanted: &str) -> bool {
    match value {
        serde_json::Value::Array(items) => items.iter().any(|item| says(item, wanted)),
        serde_json::Value::Object(table) => table.get("name").is_some_and(|name| says(name, wanted)),
        serde_json::Value::String(text) => text == wanted || fold(text) == fold(wanted),
        serde_json::Value::Number(number) => number.as_i64().is_some_and(|number| wanted.parse() == Ok(number)),
        _ => false,
    }
}

/// A body as plain sentences, ready for searches.
struct Text {
    sentences: Vec<Sentence>,
    letters: Vec<String>,
    /// Over all sentences, joined by line breaks.
    locator: Locator,
    /// Where each sentence begins in the joined text.
    starts: Vec<usize>,
}

impl Text {
    fn new(body: &str, language: &str) -> Self {
        // A body that breaks the parser is one error when its page is made; here it only has no sentences.
        let sentences = catch_unwind(|| sentences(body, language)).unwrap_or_default();
        let mut joined = String::new();
        let mut starts = Vec::with_capacity(sentences.len());
        for sentence in &sentences {
            starts.push(joined.len());
            joined.push_str(&sentence.text);
            joined.push('\n');
        }
        let letters = sentences.iter().map(|sentence| letters(&sentence.text)).collect();
        Self { locator: Locator::new(&joined), letters, sentences, starts }
    }

    /// The sentence that holds the quote: the only place, or the one whose surroundings fit best.
    fn find(&self, quote: &Quote) -> Option<usize> {
        self.locator.find(quote).map(|span| self.at(span.start))
    }

    /// The sentence with these words, when they stand in one place only.
    fn only(&self, words: &str) -> Option<usize> {
        self.locator.only(words).map(|span| self.at(span.start))
    }

    fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    fn first_with(&self, words: &str) -> Option<usize> {
        let wanted = letters(words);
        self.letters.iter().position(|letters| letters.contains(&wanted))
    }
}

struct Page<'s> {
    article: &'s Article,
    notes: &'s Sidecar,
    contacts: bool,
    now: Text,
    /// The body as it was last written, when a person has changed it since.
    before: Option<Text>,
}

impl Page<'_> {
    fn standing(&self, finding: &Finding) -> Standing {
        let (quote, title) = (&finding.quote, self.article.title());
        let exact = squeeze(&quote.exact);
        let lines = &self.notes.lines;
        if exact.is_empty() || finding.field == "contacts" && !self.contacts {
            return Standing::Unshown;
        }
        if finding.field == "title" && fold(title).contains(&fold(&exact)) {
            return Standing::Title;
        }
        let whole = letters(&format!("{}{}{}", quote.prefix, quote.exact, quote.suffix));
        if lines.iter().any(|line| line.role == "contact" && !self.contacts && letters(&line.text).contains(&whole)) {
            return Standing::Unshown;
        }
        let wanted = letters(&exact);
        let in_line = || lines.iter().position(|line| shown(self.article, line, self.contacts) && letters(&line.text).contains(&wanted));
        let in_title = || letters(title).contains(&wanted);
        let of_body = self.before.as_ref().unwrap_or(&self.now);
        let certain = of_body.locator.only(&format!("{}{}{}", quote.prefix, quote.exact, quote.suffix)).is_some();
        let line = if certain { None } else { in_line() };
        if let Some(line) = line {
            return Standing::Line(line);
        }
        let place = match &self.before {
            None => self.now.find(quote).or_else(|| self.now.first_with(&exact)),
            Some(before) => self.again(before, quote, &exact),
        };
        let home = || of_body.find(quote).or_else(|| of_body.first_with(&exact));
        match place {
            Some(sentence) => Standing::Sentence(sentence),
            None if in_title() => Standing::Title,
            None => match in_line() {
                Some(line) => Standing::Line(line),
                None if self.before.is_some() && home().is_some() => Standing::Lost,
                None => Standing::Unshown,
            },
        }
    }

    /// The sentence of the body as it is now that holds words found in the body as it was.
    fn again(&self, before: &Text, quote: &Quote, exact: &str) -> Option<usize> {
        let home = before.find(quote).or_else(|| before.first_with(exact))?;
        let same = |text: &Text| -> Vec<usize> {
            text.letters.iter().enumerate().filter(|(_, letters)| **letters == before.letters[home]).map(|(at, _)| at).collect()
        };
        let (then, now) = (same(before), same(&self.now));
        if then.len() == now.len() {
            return then.iter().position(|&at| at == home).map(|at| now[at]);
        }
        let (prefix, suffix) = (letters(&quote.prefix), letters(&quote.suffix));
        let around = format!("{prefix}{exact}{suffix}");
        // All that surrounded them, then what stood right before and right behind, so that half a sentence is enough.
        let near = |context: String| (context.chars().count() >= CONTEXT).then_some(context);
        let behind = near(suffix.chars().take(NEAR).collect()).map(|suffix| format!("{exact}{suffix}"));
        let count = prefix.chars().count();
        let ahead = near(prefix.chars().skip(count.saturating_sub(NEAR)).collect()).map(|prefix| format!("{prefix}{exact}"));
        let contexts = near(around).into_iter().filter(|_| !prefix.is_empty() || !suffix.is_empty()).chain(behind).chain(ahead);
        contexts.into_iter().find_map(|context| self.now.only(&context)).or_else(|| self.now.only(exact))
    }
}

fn same_letters(a: &str, b: &str) -> bool {
    letters(a) == letters(b)
}

/// A text as it is compared: without white space and Markdown's marks, quotation marks levelled.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\\' | '*' | '_')).map(straight_quote).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{article, finding};
    use super::*;

    const BEFORE: &str = "The IOM held the talks in Riga. Nobody slept.\n\nOn 3 May the talks ended. The IOM paid for all of it.";

    fn quoted(field: &str, exact: &str, prefix: &str, suffix: &str) -> Finding {
        let mut found = finding(field, exact, exact);
        found.quote.prefix = prefix.to_owned();
        found.quote.suffix = suffix.to_owned();
        found
    }

    fn findings() -> Vec<Finding> {
        vec![
            quoted("organisations", "IOM", "The ", " held the talks in Riga. Nobody s"),
            quoted("places", "Riga", "The IOM held the talks in ", ". Nobody slept."),
            quoted("dates", "3 May", "On ", " the talks ended. The IOM paid fo"),
            quoted("organisations", "IOM", "n 3 May the talks ended. The ", " paid for all of it."),
        ]
    }

    fn edited(body: &str) -> (Article, Sidecar) {
        let mut article = article("a", "2015", "");
        article.body = body.to_owned();
        article.fields.insert("places".to_owned(), serde_json::json!(["Riga"]));
        article.fields.insert("organisations".to_owned(), serde_json::json!([{ "name": "IOM", "role": "host" }]));
        let notes = Sidecar { findings: findings(), body: BEFORE.to_owned(), ..Sidecar::default() };
        (article, notes)
    }

    fn of(body: &str) -> Vec<Option<usize>> {
        let sentence = |standing: &Standing| if let Standing::Sentence(at) = standing { Some(*at) } else { None };
        let (article, notes) = edited(body);
        Evidence::of(&article, &notes, "en", false).standings.iter().map(sentence).collect()
    }

    #[test]
    fn words_are_where_they_were_in_an_untouched_body() {
        assert_eq!(of(BEFORE), [Some(0), Some(0), Some(2), Some(3)]);
        assert_eq!(of(&BEFORE.replace("held", "*held*")), [Some(0), Some(0), Some(2), Some(3)]);
    }

    #[test]
    fn a_new_paragraph_moves_everything_and_loses_nothing() {
        assert_eq!(of(&format!("The IOM is a body of 3 May and of Riga.\n\n{BEFORE}")), [Some(1), Some(1), Some(3), Some(4)]);
        let turned = "On 3 May the talks ended. The IOM paid for all of it.\n\nThe IOM held the talks in Riga. Nobody slept.";
        assert_eq!(of(turned), [Some(2), Some(2), Some(0), Some(1)]);
    }

    #[test]
    fn in_a_rewritten_sentence_words_are_found_by_what_surrounds_them() {
        let rewritten = BEFORE.replace("The IOM held the talks in Riga", "In spring, the IOM held the talks in Riga, at last");
        assert_eq!(of(&rewritten), [Some(0), Some(0), Some(2), Some(3)]);
        assert_eq!(of(&BEFORE.replace("On 3 May the talks ended", "All was over when 3 May had come"))[2], Some(2));
        let linked = BEFORE.replace("The IOM held", "The [IOM](https://iom.int) held");
        assert_eq!(of(&linked)[0], Some(0));
    }

    #[test]
    fn words_of_a_deleted_sentence_are_lost_and_no_other_place_stands_in() {
        let deleted = BEFORE.replace("The IOM held the talks in Riga. ", "");
        let (article, notes) = edited(&deleted);
        let evidence = Evidence::of(&article, &notes, "en", false);
        assert_eq!(evidence.standings[1], Standing::Lost);
        let gone: Vec<&str> = lost(&article, &notes, &evidence).iter().map(|finding| finding.value.as_str()).collect();
        assert_eq!(gone, ["Riga"], "the other sentence still names the IOM");
        let (article, notes) = edited(BEFORE);
        assert!(lost(&article, &notes, &Evidence::of(&article, &notes, "en", false)).is_empty());
    }
}
