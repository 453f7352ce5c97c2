//! Where on an article's page the words of each finding stand: a sentence, a line under “As printed”, the title.

use crate::archive::Shelved;
use crate::archive::evidence::{Evidence, Standing, shown};
use crate::base::text::squeeze;
use crate::content::finding::Line;

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
    /// Whether the words were in the body and a person took them out: then there is nothing to lead to.
    pub fn is_lost(&self) -> bool {
        self.fragment.is_empty()
    }

    /// Whether it is a sentence of the body.
    pub fn in_body(&self) -> bool {
        self.fragment.starts_with('s')
    }
}

/// The lines of the original that a page shows, with their ids. The title is left out while the page's title is still the printed one,
/// and contacts unless they are to be published.
pub fn printed(shelved: &Shelved, contacts: bool) -> Vec<(String, &Line)> {
    let lines = shelved.notes.lines.iter().enumerate();
    lines.filter(|(_, line)| shown(&shelved.article, line, contacts)).map(|(at, line)| (line_id(at), line)).collect()
}

fn line_id(at: usize) -> String {
    format!("l{}", at + 1)
}

/// The spot of each finding of an article; a lost one where its words are no longer there, none where they are not shown.
pub fn spots(shelved: &Shelved, language: &str, contacts: bool) -> Vec<Option<Spot>> {
    let evidence = Evidence::of(&shelved.article, &shelved.notes, language, contacts);
    let findings = shelved.notes.findings.iter().zip(&evidence.standings);
    findings
        .map(|(finding, standing)| {
            let exact = squeeze(&finding.quote.exact);
            match *standing {
                Standing::Title => Some(spot("title", shelved.article.title(), &exact)),
                Standing::Line(at) => shelved.notes.lines.get(at).map(|line| spot(&line_id(at), &line.text, &exact)),
                Standing::Sentence(at) => evidence.sentences.get(at).map(|sentence| spot(&format!("s{}", sentence.id), &sentence.text, &exact)),
                Standing::Lost => Some(Spot::default()),
                Standing::Unshown => None,
            }
        })
        .collect()
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
