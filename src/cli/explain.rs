//! `dateline explain`: what was found in an article, in which words, and what became of it.

use super::args::{Common, Explain};
use super::console::Console;
use super::content::Content;
use super::layout;
use super::make::arrange;
use super::root::Root;
use super::{Exit, Stop};
use crate::archive::Archive;
use crate::archive::detective::Case;
use crate::archive::evidence::{Evidence, Standing};
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::span::Span;
use crate::base::text::{fold_name, nearest};
use crate::content::article::Article;
use crate::content::finding::{Band, Confidence, Finding, Sidecar};
use crate::disk::read::{self, Dots};
use crate::intake::reader;
use indexmap::IndexMap;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::sync::Arc;

pub(super) fn run(common: &Common, options: &Explain, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let (tree, _) = read::tree(&root.path, "content", Dots::Findings);
    let content = Content::read(&tree);
    let article = find(&content, &options.article)?;
    let none = Arc::new(Sidecar::default());
    let notes = content.notes.get(&article.path).unwrap_or(&none);
    let seed = notes.seed.as_ref().or(article.matter.seed.as_ref());
    let text = match seed {
        Some(seed) => read::file(&root.path, seed.as_str())?.and_then(|bytes| reader::read(seed, &bytes, &mut Report::default())).map(|raw| raw.text),
        None => None,
    };
    let language = article.matter.language.as_deref().unwrap_or(&root.settings.language);
    let evidence = Evidence::of(article, notes, language, true);
    let (archive, _) = arrange(&root, &content, true);
    let cases = archive.articles.iter().find(|shelved| shelved.article.path == article.path).map(|shelved| shelved.cases.clone()).unwrap_or_default();
    let explained = Explained {
        article,
        notes,
        evidence,
        cases,
        archive: &archive,
        seed: seed.map(ToString::to_string).unwrap_or_default(),
        text: text.unwrap_or_default(),
    };
    if console.json() {
        explained.json().iter().for_each(|line| console.json_line(line));
    } else {
        console.data(&explained.text());
    }
    Ok(Exit::Fine)
}

/// The article a person means by a slug, a path, a seed or a title.
pub(super) fn find<'c>(content: &'c Content, asked: &str) -> Result<&'c Arc<Article>, Stop> {
    let stem = |article: &Arc<Article>| article.path.stem().to_owned();
    let plain = asked.trim_start_matches("./");
    let found = content.articles.iter().find(|article| {
        article.slug == plain
            || stem(article) == plain
            || article.path.as_str() == plain
            || article.matter.seed.as_ref().is_some_and(|seed| seed.as_str() == plain)
            || fold_name(article.title()) == fold_name(plain)
    });
    found.ok_or_else(|| {
        let slugs: Vec<String> = content.articles.iter().map(stem).collect();
        let (words, part) = (fold_name(plain), plain.to_lowercase());
        let holds =
            |article: &&Arc<Article>| article.path.stem().contains(&part) || (!words.is_empty() && fold_name(article.title()).contains(&words));
        let holding = content.articles.iter().find(holds).map(|article| article.path.stem());
        let help = holding
            .or_else(|| nearest(plain, slugs.iter().map(String::as_str)))
            .map_or_else(|| "`dateline list articles` shows them all".to_owned(), |slug| format!("did you mean `{slug}`?"));
        Stop::usage(Diagnostic::error("no-article", format!("there is no article `{asked}`")).help(help))
    })
}

struct Explained<'c> {
    article: &'c Article,
    notes: &'c Sidecar,
    /// Where the words of the findings stand in the article as it is now.
    evidence: Evidence,
    /// What is known of its years that are not stated.
    cases: Vec<Case>,
    archive: &'c Archive,
    /// The seed's path; empty for an article that was not made of one.
    seed: String,
    /// The seed as the extractors saw it; empty when it is gone.
    text: String,
}

impl Explained<'_> {
    fn text(&self) -> String {
        let mut out = format!("{}\n{}\n", self.article.title(), self.article.path);
        let origin = match (self.seed.is_empty(), self.text.is_empty()) {
            (true, _) => "written by hand; nothing was looked for in it".to_owned(),
            (false, true) => format!("made of {}, which is not there any more", self.seed),
            (false, false) => format!("made of {}", self.seed),
        };
        let _ = writeln!(out, "{origin}");
        for field in self.fields() {
            let _ = writeln!(out, "\n{field}: {}", self.article.fields.get(field).map_or_else(|| "not set".to_owned(), shown));
            if self.edited(field) {
                let _ = writeln!(
                    out,
                    "  a person wrote this; Dateline had written: {}",
                    self.notes.fields.get(field).map_or_else(|| "nothing".to_owned(), shown)
                );
            }
            if let Some(proposal) = self.notes.proposals.get(field) {
                let _ = writeln!(out, "  Dateline would now write: {}", shown(proposal));
            }
            self.cases.iter().filter(|case| case.field == field).for_each(|case| out.push_str(&layout::case(case, self.archive, "  ", "")));
            for (number, finding) in self.notes.findings.iter().enumerate().filter(|(_, finding)| finding.field == field) {
                let _ = writeln!(out, "  {}  ({}, {}, {})", finding.value, sureness(finding), finding.rule, self.fate(finding));
                for (key, value) in &finding.detail {
                    let _ = writeln!(out, "    {key}: {value}");
                }
                out.push_str(&self.evidence(number, finding));
            }
            for (value, confidence) in self.together(field) {
                let _ = writeln!(out, "  {value}: {confidence} together, by several rules in different words");
            }
        }
        if !self.notes.questions.is_empty() {
            out.push_str("\nquestions\n");
        }
        for question in &self.notes.questions {
            let _ = writeln!(out, "  {}: {}", question.field, question.question);
            if !question.sentence.is_empty() {
                let _ = writeln!(out, "    “{}”", question.sentence);
            }
            if !question.candidates.is_empty() {
                let _ = writeln!(out, "    perhaps: {}", question.candidates.join(" | "));
            }
            let _ = writeln!(out, "    help: {}", question.help);
        }
        out
    }

    fn json(&self) -> Vec<Value> {
        let mut lines =
            vec![json!({ "article": self.article.path, "title": self.article.title(), "seed": self.seed, "fields": self.article.fields })];
        for (number, finding) in self.notes.findings.iter().enumerate() {
            lines.push(json!({
                "finding": finding.id,
                "field": finding.field,
                "value": finding.value,
                "detail": finding.detail,
                "rule": finding.rule,
                "band": finding.band,
                "confidence": finding.confidence,
                "derived": finding.derived,
                "status": self.fate(finding),
                "quote": finding.quote.exact,
                "place": self.place(finding),
                "standing": self.standing(number),
                "in_article": self.in_article(number, finding).map(|(text, span)| Place::span(self.article.path.as_str(), &text, span)),
            }));
        }
        for field in self.fields() {
            lines.extend(self.together(field).into_iter().map(|(value, sure)| json!({ "field": field, "value": value, "confidence": sure })));
        }
        lines.extend(self.notes.proposals.iter().map(|(field, value)| json!({ "proposal": field, "value": value })));
        lines.extend(self.notes.questions.iter().map(|question| json!({ "question": question })));
        lines
    }

    /// The values of a field that several independent rules found, with what their evidence comes to.
    fn together(&self, field: &str) -> Vec<(String, Confidence)> {
        let mut of_value: IndexMap<&str, Vec<&Finding>> = IndexMap::new();
        for finding in self.notes.findings.iter().filter(|finding| finding.field == field) {
            of_value.entry(&finding.value).or_default().push(finding);
        }
        let more = |(value, findings): (&'_ str, Vec<&Finding>)| {
            let all = Confidence::together(findings.iter().copied())?;
            let best = findings.iter().filter_map(|finding| finding.confidence).max()?;
            (all > best).then(|| (value.to_owned(), all))
        };
        of_value.into_iter().filter_map(more).collect()
    }

    /// The keys of the front matter in the order of the file, then what was found for others.
    fn fields(&self) -> Vec<&str> {
        let mut fields: Vec<&str> = self.article.fields.keys().map(String::as_str).collect();
        let found = self.notes.findings.iter().map(|finding| finding.field.as_str());
        for field in found.chain(self.notes.proposals.keys().map(String::as_str)) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    fn edited(&self, field: &str) -> bool {
        !self.seed.is_empty() && self.notes.fields.contains_key(field) && self.notes.fields.get(field) != self.article.fields.get(field)
    }

    /// What became of a finding.
    fn fate(&self, finding: &Finding) -> &'static str {
        let holds = |value: &Value| values(value).iter().any(|value| same(value, &finding.value));
        if self.article.fields.get(&finding.field).is_some_and(holds) {
            return "chosen";
        }
        let removed = self.notes.removed.get(&finding.field).is_some_and(|removed| removed.iter().any(|value| value.is_null() || holds(value)));
        match () {
            () if removed => "a person removed it",
            () if finding.field == "quotes" => "kept as a quote",
            () if self.edited(&finding.field) => "set aside: a person wrote otherwise",
            () if finding.band == Band::Guess => "set aside: a guess is never written by itself",
            () => "set aside: another was surer",
        }
    }

    fn place(&self, finding: &Finding) -> Option<Place> {
        self.text.get(finding.span.start..finding.span.end).filter(|words| !words.is_empty())?;
        Some(Place::span(&self.seed, &self.text, finding.span))
    }

    /// Where the words stand in the article's own file, when a person has changed its text: the text with line numbers of the file, and the words.
    fn in_article(&self, number: usize, finding: &Finding) -> Option<(String, Span)> {
        let Standing::Sentence(at) = *self.evidence.standings.get(number)? else { return None };
        let sentence = self.evidence.sentences.get(at).filter(|_| self.evidence.edited)?;
        let above = "\n".repeat(self.article.body_line.saturating_sub(1));
        let inside = sentence.span.of(&self.article.body).find(&finding.quote.exact).map_or(sentence.span, |at| {
            let start = sentence.span.start + at;
            Span::new(start, start + finding.quote.exact.len())
        });
        Some((format!("{above}{}", self.article.body), inside.shifted(above.len())))
    }

    /// Where the words of a finding stand today, in a word.
    fn standing(&self, number: usize) -> &'static str {
        match self.evidence.standings.get(number) {
            Some(Standing::Title) => "title",
            Some(Standing::Line(_)) => "line",
            Some(Standing::Sentence(_)) => "text",
            Some(Standing::Lost) => "lost",
            Some(Standing::Unshown) | None => "not shown",
        }
    }

    fn evidence(&self, number: usize, finding: &Finding) -> String {
        if let Some((text, span)) = self.in_article(number, finding) {
            return layout::evidence(self.article.path.as_str(), &text, span);
        }
        let lost = if self.standing(number) == "lost" { "    no longer in the text; it was found here:\n" } else { "" };
        match self.place(finding) {
            Some(_) => format!("{lost}{}", layout::evidence(&self.seed, &self.text, finding.span)),
            None => format!("{lost}    “{}”\n", finding.quote.exact),
        }
    }
}

/// The single values of a front matter value: the names of a list's elements, the text of anything else.
fn values(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(values).collect(),
        Value::Object(table) => table.get("name").map(values).unwrap_or_default(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

fn same(a: &str, b: &str) -> bool {
    a == b || (!fold_name(a).is_empty() && fold_name(a) == fold_name(b))
}

/// How sure a finding is: the band, and the measured precision of its rule.
fn sureness(finding: &Finding) -> String {
    let band = match finding.band {
        Band::Certain => "certain",
        Band::Likely => "likely",
        Band::Guess => "a guess",
    };
    match finding.confidence {
        Some(confidence) => format!("{band} {confidence}"),
        None => format!("{band}, not measured"),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "nothing".to_owned(),
        Value::Array(_) => values(value).join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_lists_are_their_names() {
        assert_eq!(values(&json!(["A", { "name": "B", "role": "host" }, 3])), ["A", "B", "3"]);
        assert_eq!(shown(&json!(["A", { "name": "B" }])), "A, B");
        assert!(same("The Hague", "Hague") && !same("a", "b") && !same("–", "…"));
    }
}
