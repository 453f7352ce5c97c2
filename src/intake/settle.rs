//! Findings become one draft: which value each front matter key gets, with its evidence, and what is left to ask.
//!
//! Precedence is stated once, here: printed before derived, certain before likely, a guess never.

mod entity;
mod header;
mod lists;
mod questions;
mod stated;

pub use self::entity::organisation;

use super::document::{Document, Mark};
use super::draft::{Draft, DraftKind};
use super::extract::dates;
use super::extract::published::Chosen;
use super::extract::{Facts, Reading};
use super::markdown;
use super::resolve::{Key, Organisation, Resolved};
use super::survey::blocks::{Layout, Role};
use super::survey::names::title_case;
use crate::base::path;
use crate::base::span::Span;
use crate::base::text::{fold, shorten, squeeze};
use crate::base::tree::Digest;
use crate::content::finding::{Band, Confidence, Finding, Line, Question, Quote};
use crate::content::matter::EntityKind;
use crate::lexicon::cues::CueKind;
use crate::lexicon::precision;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// One article's draft.
pub fn article(reading: &Reading<'_>, facts: &Facts, keys: &[Key], resolved: &Resolved, seed_digest: Digest) -> Draft {
    let mut desk = Desk { reading, facts, fields: IndexMap::new(), findings: Vec::new(), questions: Vec::new(), seen: BTreeMap::new() };
    desk.headline();
    desk.dates();
    desk.place();
    desk.nature(keys, resolved);
    desk.authors();
    desk.tags();
    desk.organisations(keys, resolved);
    desk.people(keys, resolved);
    desk.places();
    desk.events();
    desk.rest();
    desk.quotes();
    desk.undefined_acronyms(keys);
    desk.undecided_city();
    desk.withhold();
    let Desk { mut fields, mut findings, questions, .. } = desk;
    fields.insert("seed".to_owned(), json!(reading.document.seed.as_str()));
    findings.sort_by(|a, b| a.span.cmp(&b.span).then(a.field.cmp(&b.field)).then(a.value.cmp(&b.value)));
    let title = fields.get("title").and_then(Value::as_str).unwrap_or(reading.document.seed.stem()).to_owned();
    let mut draft = Draft {
        kind: DraftKind::Article,
        slug: path::slug(&title),
        seed: Some(reading.document.seed.clone()),
        seed_digest: Some(seed_digest),
        fields,
        body: body(reading.document, reading.layout),
        findings,
        lines: lines(reading.document, reading.layout),
        questions,
    };
    if let Some(front) = &reading.document.front {
        stated::apply(&mut draft, front);
    }
    draft
}

/// The Markdown body: running text and its headings; everything else stands in the front matter or under “As printed”.
fn body(document: &Document, layout: &Layout) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for (block, role) in layout.roles.iter().enumerate().filter(|(_, role)| role.is_body()) {
        let text = document.block_text(block);
        let item = document.blocks[block].mark == Mark::Item && *role == Role::Body;
        if !out.is_empty() {
            out.push_str(if item && in_list { "\n" } else { "\n\n" });
        }
        if *role == Role::Subhead {
            let level = if let Mark::Heading(level) = document.blocks[block].mark { usize::from(level.max(2)) } else { 2 };
            out.push_str(&"#".repeat(level));
            out.push(' ');
            out.push_str(&markdown::escape_inline(text));
        } else if item {
            out.push_str("- ");
            out.push_str(&markdown::escape(text));
        } else {
            out.push_str(&markdown::escape(text));
        }
        in_list = item;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn lines(document: &Document, layout: &Layout) -> Vec<Line> {
    layout
        .roles
        .iter()
        .enumerate()
        .filter(|(_, role)| !role.is_body())
        .map(|(block, role)| Line { role: role.name().to_owned(), text: document.block_text(block).to_owned() })
        .collect()
}

struct Desk<'a> {
    reading: &'a Reading<'a>,
    facts: &'a Facts,
    fields: IndexMap<String, Value>,
    findings: Vec<Finding>,
    questions: Vec<Question>,
    seen: BTreeMap<(String, String, String), usize>,
}

/// Evidence to write down beside a value.
struct Evidence<'a> {
    span: Span,
    rule: &'a str,
    band: Band,
    derived: bool,
    detail: Vec<(&'a str, String)>,
}

impl<'a> Evidence<'a> {
    fn new(span: Span, rule: &'a str, band: Band) -> Self {
        Self { span, rule, band, derived: false, detail: Vec::new() }
    }
}

impl<'a> Desk<'a> {
    fn text(&self) -> &'a str {
        self.reading.text()
    }

    fn set(&mut self, key: &str, value: Value) {
        let empty = match &value {
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Null => true,
            _ => false,
        };
        if !empty {
            self.fields.insert(key.to_owned(), value);
        }
    }

    fn find(&mut self, field: &str, value: &str, evidence: Evidence<'_>) {
        let text = self.text();
        let exact = evidence.span.of(text).to_owned();
        let occurrence = self.seen.entry((field.to_owned(), evidence.rule.to_owned(), exact.clone())).or_default();
        let id = blake3::hash(format!("{field}|{}|{exact}|{occurrence}", evidence.rule).as_bytes()).to_hex()[..12].to_owned();
        *occurrence += 1;
        let block = self.reading.document.blocks.get(self.reading.document.block_at(evidence.span.start)).map_or(evidence.span, |block| block.span);
        let prefix: String =
            text.get(block.start..evidence.span.start).unwrap_or("").chars().rev().take(32).collect::<Vec<_>>().into_iter().rev().collect();
        let suffix: String = text.get(evidence.span.end..block.end).unwrap_or("").chars().take(32).collect();
        let confidence = precision::of(evidence.rule, field).map(Confidence::from);
        let band = confidence.map_or(evidence.band, Band::of);
        self.findings.push(Finding {
            id,
            field: field.to_owned(),
            value: value.to_owned(),
            quote: Quote { exact, prefix, suffix },
            span: self.reading.document.in_seed(evidence.span),
            rule: evidence.rule.to_owned(),
            band,
            confidence,
            derived: evidence.derived,
            detail: evidence.detail.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (key.to_owned(), value)).collect(),
        });
    }

    /// Takes out of the front matter what only guesses speak for, and asks instead. A headline is kept: a page needs one, and its question is asked.
    fn withhold(&mut self) {
        let (findings, questions) = (&self.findings, &mut self.questions);
        let guessed = |field: &str, value: &Value| {
            let name = value.as_str().or_else(|| value.get("name").and_then(Value::as_str)).unwrap_or_default();
            let mut of_value = findings.iter().filter(|finding| finding.field == field && finding.value == name).peekable();
            let first = of_value.peek().map(|finding| (name.to_owned(), finding.quote.clone()))?;
            of_value.all(|finding| finding.band == Band::Guess).then_some(first)
        };
        let mut ask = |field: &str, (value, quote): (String, Quote)| {
            questions.push(Question {
                field: field.to_owned(),
                question: format!("is `{value}` right? The rule that found it is often wrong"),
                candidates: vec![value],
                sentence: format!("{}{}{}", quote.prefix, quote.exact, quote.suffix),
                help: format!("if it is, type it at `{field}`"),
            });
        };
        self.fields.retain(|field, value| match value {
            _ if field == "title" => true,
            Value::Array(items) => {
                items.retain(|item| guessed(field, item).map(|found| ask(field, found)).is_none());
                !items.is_empty()
            }
            value => guessed(field, value).map(|found| ask(field, found)).is_none(),
        });
    }

    fn first_with(&self, role: Role) -> Option<Span> {
        self.reading.layout.with(role).next().map(|block| self.reading.document.blocks[block].span)
    }

    fn rest(&mut self) {
        let mut goals: Vec<u8> = Vec::new();
        for block in self.reading.layout.with(Role::Goals) {
            let span = self.reading.document.blocks[block].span;
            let number: String = span.of(self.text()).chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
            if let Some(number) = number.parse::<u8>().ok().filter(|number| self.reading.lexicon.goals.goal(*number).is_some()) {
                self.find("sdgs", &number.to_string(), Evidence::new(span, "goal-line", Band::Certain));
                if !goals.contains(&number) {
                    goals.push(number);
                }
            }
        }
        self.set("sdgs", json!(goals));
        if let Some(span) = self.reading.layout.credit {
            let credit = squeeze(span.of(self.text()));
            self.find("photo_credit", &credit, Evidence::new(span, "credit", Band::Certain));
            self.set("photo_credit", json!(credit));
        }
        let contacts: Vec<Value> = self
            .facts
            .contacts
            .iter()
            .map(|contact| {
                let mut entry = Map::new();
                // A contact nobody is named for goes by its first address or number.
                let reach = contact.emails.first().or(contact.phones.first());
                let name = if contact.name.is_empty() { reach.map_or("", String::as_str) } else { &contact.name };
                entry.insert("name".to_owned(), json!(name));
                if !contact.phones.is_empty() {
                    entry.insert("phones".to_owned(), json!(contact.phones));
                }
                if !contact.emails.is_empty() {
                    entry.insert("emails".to_owned(), json!(contact.emails));
                }
                Value::Object(entry)
            })
            .collect();
        for contact in &self.facts.contacts {
            if let Some(span) = contact.span {
                self.find("contacts", &contact.name, Evidence::new(span, "contact", Band::Certain));
            }
        }
        self.set("contacts", Value::Array(contacts));
    }

    fn quotes(&mut self) {
        for quote in &self.facts.quotes {
            let words = squeeze(quote.span.of(self.text()));
            let detail = vec![("speaker", quote.speaker.clone().unwrap_or_default())];
            self.find("quotes", &words, Evidence { detail, ..Evidence::new(quote.span, "quote", Band::Certain) });
        }
        for mention in self.facts.dates.iter().filter(|mention| mention.stated().is_some()) {
            let value = mention.stated().map(ToString::to_string).unwrap_or_default();
            self.find("dates", &value, Evidence::new(mention.span, mention.rule, Band::Certain));
        }
        for mention in &self.facts.dates {
            if let dates::DateValue::Impossible(_) = &mention.value {
                self.questions.push(Question {
                    field: "date".to_owned(),
                    question: format!("`{}` is no day of the calendar", mention.span.of(self.text())),
                    candidates: Vec::new(),
                    sentence: self.reading.document.sentence_at(mention.span.start).of(self.text()).to_owned(),
                    help: "look at the original; type the right date at `date` or `event_date` if it is one of them".to_owned(),
                });
            }
        }
    }
}
