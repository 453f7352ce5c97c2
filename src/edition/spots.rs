//! Where on an article's page the words of each finding stand: a sentence, a line under “As printed”, the title.

use crate::archive::Shelved;
use crate::base::text::{fold, squeeze, straight_quote};
use crate::content::body::{Locator, Sentence, locate, sentences};
use crate::content::finding::{Finding, Line, Quote};
use std::panic::catch_unwind;

/// How many characters of a sentence are kept before and after the words that count.
const AROUND: usize = 220;

/// Where the words of a finding stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The element on the article's page, without `#`: `s12`, `l3`, `title`.
    pub fragment: String,
    /// The sentence or line up to the words; shortened at its beginning.
    pub before: String,
    /// The words.
    pub mention: String,
    /// The rest of the sentence or line; shortened at its end.
    pub after: String,
}

impl Spot {
    /// Whether it is a sentence of the body.
    pub fn in_body(&self) -> bool {
        self.fragment.starts_with('s')
    }
}

/// The lines of the original that a page shows, with their ids. The title is left out while the page's title is still the printed one,
/// and contacts unless they are to be published.
pub fn printed(shelved: &Shelved, contacts: bool) -> Vec<(String, &Line)> {
    let shown = |line: &Line| match line.role.as_str() {
        "noise" => false,
        "contact" => contacts,
        "title" => fold(&line.text) != fold(shelved.article.title()),
        _ => true,
    };
    let lines = shelved.notes.lines.iter().enumerate();
    lines.filter(|(_, line)| shown(line)).map(|(at, line)| (format!("l{}", at + 1), line)).collect()
}

/// The spot of each finding of an article; none where its words are no longer there, or are not shown.
pub fn spots(shelved: &Shelved, language: &str, contacts: bool) -> Vec<Option<Spot>> {
    let findings = &shelved.notes.findings;
    if findings.is_empty() {
        return Vec::new();
    }
    // A body that breaks the parser is one error when its page is made; here it only has no sentences.
    let sentences = catch_unwind(|| sentences(&shelved.article.body, language)).unwrap_or_default();
    let page = Reading {
        body: letters(&shelved.article.body),
        locator: Locator::new(&shelved.article.body),
        letters: sentences.iter().map(|sentence| letters(&sentence.text)).collect(),
        sentences,
        lines: printed(shelved, contacts),
        title: shelved.article.title(),
        hidden: shelved.notes.lines.iter().filter(|line| line.role == "contact" && !contacts).map(|line| letters(&line.text)).collect(),
    };
    findings.iter().map(|finding| if finding.field == "contacts" && !contacts { None } else { page.spot(finding) }).collect()
}

struct Reading<'a> {
    body: String,
    locator: Locator,
    sentences: Vec<Sentence>,
    letters: Vec<String>,
    lines: Vec<(String, &'a Line)>,
    title: &'a str,
    hidden: Vec<String>,
}

impl Reading<'_> {
    fn spot(&self, finding: &Finding) -> Option<Spot> {
        let quote = &finding.quote;
        let exact = squeeze(&quote.exact);
        if exact.is_empty() {
            return None;
        }
        if finding.field == "title" && fold(self.title).contains(&fold(&exact)) {
            return Some(spot("title", self.title, &exact));
        }
        if self.hidden.iter().any(|line| line.contains(&letters(&whole(quote)))) {
            return None;
        }
        let certain = self.body.contains(&letters(&whole(quote))).then(|| self.in_body(quote, &exact)).flatten();
        certain.or_else(|| self.in_lines(&exact)).or_else(|| self.in_body(quote, &exact)).or_else(|| self.in_title(&exact))
    }

    fn in_body(&self, quote: &Quote, exact: &str) -> Option<Spot> {
        let id = locate(quote, &self.locator, &self.sentences);
        let wanted = letters(exact);
        let sentence = match id {
            Some(id) => self.sentences.iter().find(|sentence| sentence.id == id),
            None => self.sentences.iter().zip(&self.letters).find(|(_, letters)| letters.contains(&wanted)).map(|(sentence, _)| sentence),
        }?;
        Some(spot(&format!("s{}", sentence.id), &sentence.text, exact))
    }

    fn in_lines(&self, exact: &str) -> Option<Spot> {
        let wanted = letters(exact);
        let (id, line) = self.lines.iter().find(|(_, line)| letters(&line.text).contains(&wanted))?;
        Some(spot(id, &line.text, exact))
    }

    fn in_title(&self, exact: &str) -> Option<Spot> {
        letters(self.title).contains(&letters(exact)).then(|| spot("title", self.title, exact))
    }
}

fn whole(quote: &Quote) -> String {
    format!("{}{}{}", quote.prefix, quote.exact, quote.suffix)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\\' | '*' | '_')).map(straight_quote).collect()
}

fn spot(fragment: &str, text: &str, exact: &str) -> Spot {
    let text = squeeze(text);
    let Some(at) = text.find(exact) else {
        return Spot { fragment: fragment.to_owned(), mention: text, ..Spot::default() };
    };
    let (before, after) = (&text[..at], &text[at + exact.len()..]);
    Spot { fragment: fragment.to_owned(), before: tail(before), mention: exact.to_owned(), after: head(after) }
}

/// The last characters of a text, from a word on.
fn tail(text: &str) -> String {
    let count = text.chars().count();
    if count <= AROUND {
        return text.to_owned();
    }
    let cut: String = text.chars().skip(count - AROUND).collect();
    let from = cut.find(' ').map_or(0, |at| at + 1);
    format!("…{}", &cut[from..])
}

/// The first characters of a text, up to a word.
fn head(text: &str) -> String {
    if text.chars().count() <= AROUND {
        return text.to_owned();
    }
    let cut: String = text.chars().take(AROUND).collect();
    let to = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..to])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::testing::{arranged, article, finding};
    use crate::content::finding::Sidecar;

    fn of(body: &str, lines: &[(&str, &str)], found: &[(&str, &str)], contacts: bool) -> Vec<Option<String>> {
        let mut article = article("a", "2015", "");
        article.matter.title = Some("A talk in Bangkok".to_owned());
        article.body = body.to_owned();
        let lines = lines.iter().map(|&(role, text)| Line { role: role.to_owned(), text: text.to_owned() }).collect();
        let findings = found.iter().map(|&(field, exact)| finding(field, exact, exact)).collect();
        let notes = Sidecar { findings, lines, ..Sidecar::default() };
        let (archive, _) = arranged(vec![article], Vec::new(), vec![("a", notes)]);
        spots(&archive.articles[0], "en", contacts).into_iter().map(|spot| spot.map(|spot| spot.fragment)).collect()
    }

    #[test]
    fn each_finding_leads_to_its_sentence_line_or_title() {
        let body = "The talk was long. IOM held *it* all day.\n\nNobody slept.";
        let lines = [("title", "A talk in Bangkok"), ("contact", "Jo Do, +66 1"), ("credit", "Photo: A. Smith")];
        let found = [
            ("title", "A talk in Bangkok"),
            ("organisations", "IOM"),
            ("people", "Jo Do"),
            ("photo_credit", "A. Smith"),
            ("places", "Bangkok"),
            ("tags", "gone"),
            ("tags", ""),
        ];
        let expected = ["title", "s2", "", "l3", "title", "", ""].map(|id| (!id.is_empty()).then(|| id.to_owned()));
        assert_eq!(of(body, &lines, &found, false), expected);
        assert_eq!(of(body, &lines, &found, true)[2].as_deref(), Some("l2"));
    }

    #[test]
    fn long_sentences_are_cut_at_words_around_the_mention() {
        let text = format!("{}IOM {}", "before ".repeat(60), "after ".repeat(60));
        let spot = spot("s1", &text, "IOM");
        assert!(spot.before.starts_with("…before") && spot.after.ends_with("after…") && spot.mention == "IOM");
    }
}
