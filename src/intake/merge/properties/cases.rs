//! Random drafts, random people: what a machine says, what a person does to the file, and what must be true afterwards.
//!
//! Used twice: by the tests beside it, and by the program `benches/merge.rs`, which runs a hundred thousand cases.

use super::{Draft, DraftKind, Kind, Merged, Sidecar, codec, merge, same};
use indexmap::IndexMap;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;

/// What went wrong in a case.
#[derive(Debug)]
pub(crate) enum Wrong {
    /// So many bytes of a person's are gone, or what they deleted is back.
    Lost(usize, String),
    /// A second run changed something.
    Unstable(String),
}

/// One case: three versions of what the machine says, and what a person does in between.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    said: [Said; 3],
    acts: Vec<Act>,
    later: Vec<Act>,
    /// Whether the notes are lost on the way.
    lost: bool,
}

/// Random cases.
pub(crate) fn case() -> impl Strategy<Value = Case> {
    let acts = |most| proptest::collection::vec(act(), 0..most);
    let said = [said(), said(), said()];
    (said, acts(6), acts(3), proptest::bool::weighted(0.2)).prop_map(|(said, acts, later, lost)| Case { said, acts, later, lost })
}

const TEXTS: [&str; 3] = ["title", "place", "summary"];
const LISTS: [&str; 2] = ["tags", "people"];

/// What the machine might say.
#[derive(Clone, Debug)]
struct Said {
    texts: [Option<String>; 3],
    tags: Vec<String>,
    people: Vec<(String, Option<String>)>,
    paragraphs: Vec<String>,
}

impl Said {
    fn draft(&self) -> Draft {
        let mut fields = IndexMap::new();
        for (key, text) in TEXTS.iter().zip(&self.texts) {
            fields.extend(text.clone().map(|text| ((*key).to_owned(), Value::String(text))));
        }
        if !self.tags.is_empty() {
            fields.insert("tags".into(), json!(self.tags));
        }
        if !self.people.is_empty() {
            let people =
                self.people.iter().map(|(name, title)| title.as_ref().map_or_else(|| json!(name), |title| json!({"name": name, "title": title})));
            fields.insert("people".into(), people.collect());
        }
        let kind = DraftKind::Article;
        let body = self.paragraphs.join("\n\n");
        Draft { kind, slug: "a".into(), seed: None, seed_digest: None, fields, body, findings: Vec::new(), lines: Vec::new(), questions: Vec::new() }
    }
}

fn said() -> impl Strategy<Value = Said> {
    let text = || proptest::option::of("m[a-c]");
    let unique = |names: BTreeSet<String>| names.into_iter().collect::<Vec<_>>();
    (
        [text(), text(), text()],
        proptest::collection::btree_set("[A-E]x", 0..4).prop_map(unique).prop_shuffle(),
        proptest::collection::btree_map("[A-E]y", proptest::option::of("t[a-b]"), 0..4)
            .prop_map(|people| people.into_iter().collect::<Vec<_>>())
            .prop_shuffle(),
        proptest::collection::btree_set("M[a-f]\\.", 0..5).prop_map(unique),
    )
        .prop_map(|(texts, tags, people, paragraphs)| Said { texts, tags, people, paragraphs })
}

/// What a person might do to a file.
#[derive(Clone, Debug)]
enum Act {
    SetText(usize, String),
    DropKey(usize),
    AddItem(usize, String),
    /// The item at this place, counted round.
    DropItem(usize, usize),
    Retitle(usize, String),
    Swap(usize),
    /// Another name for the item at this place.
    Rename(usize, usize, String),
    /// Another name for a key.
    RenameKey(usize),
    SwapParagraphs(usize),
    Comment(usize, String),
    Own(String, String),
    AddParagraph(usize, String),
    EditParagraph(usize, String),
    DropParagraph(usize),
    Returns,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0_usize..3, "p[a-z]{2}").prop_map(|(key, text)| Act::SetText(key, text)),
        (0_usize..5).prop_map(Act::DropKey),
        (0_usize..2, "P[a-z]{2}").prop_map(|(key, name)| Act::AddItem(key, name)),
        (0_usize..2, 0_usize..4).prop_map(|(key, at)| Act::DropItem(key, at)),
        (0_usize..4, "q[a-z]{2}").prop_map(|(at, title)| Act::Retitle(at, title)),
        (0_usize..2).prop_map(Act::Swap),
        (0_usize..2, 0_usize..4, "R[a-z]{2}").prop_map(|(key, at, name)| Act::Rename(key, at, name)),
        (0_usize..3).prop_map(Act::RenameKey),
        (0_usize..5).prop_map(Act::SwapParagraphs),
        (0_usize..12, "[a-z]{6}").prop_map(|(at, text)| Act::Comment(at, text)),
        ("own[a-z]{2}", "[a-z]{4}").prop_map(|(key, text)| Act::Own(key, text)),
        (0_usize..5, "Person[a-z]{3}\\.").prop_map(|(at, text)| Act::AddParagraph(at, text)),
        (0_usize..5, "Person[a-z]{3}\\.").prop_map(|(at, text)| Act::EditParagraph(at, text)),
        (0_usize..5).prop_map(Act::DropParagraph),
        Just(Act::Returns),
    ]
}

/// A file in a person's hands: they write it in a style of their own, and we remember what they did.
#[derive(Debug)]
struct Hand {
    /// Each key with its lines.
    keys: Vec<(String, Vec<String>)>,
    fields: IndexMap<String, Value>,
    /// The keys it had when they took it.
    had: Vec<String>,
    paragraphs: Vec<String>,
    returns: bool,
    /// Texts of keys they set; None where they deleted the key.
    set: IndexMap<String, Option<String>>,
    added: BTreeSet<(String, String)>,
    dropped: BTreeSet<(String, String)>,
    retitled: IndexMap<String, String>,
    /// Words that must be in the file.
    words: BTreeSet<String>,
    /// Paragraphs of ours that they took out.
    gone: BTreeSet<String>,
}

impl Hand {
    fn take(text: &str) -> Self {
        let matter = text.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n")).map_or("", |(matter, _)| matter);
        let mut keys: Vec<(String, Vec<String>)> = Vec::new();
        for line in matter.lines() {
            match line.split_once(':').filter(|_| !line.starts_with([' ', '-', '#'])) {
                Some((key, _)) => keys.push((key.to_owned(), vec![line.to_owned()])),
                None => {
                    if let Some((_, lines)) = keys.last_mut() {
                        lines.push(line.to_owned());
                    }
                }
            }
        }
        Self {
            had: keys.iter().map(|(key, _)| key.clone()).collect(),
            keys,
            fields: codec::fields(text, Kind::Article).unwrap(),
            paragraphs: codec::body(text).unwrap().split("\n\n").filter(|text| !text.is_empty()).map(str::to_owned).collect(),
            returns: false,
            set: IndexMap::new(),
            added: BTreeSet::new(),
            dropped: BTreeSet::new(),
            retitled: IndexMap::new(),
            words: BTreeSet::new(),
            gone: BTreeSet::new(),
        }
    }

    fn text(&self) -> String {
        let mut text = "---\n".to_owned();
        self.keys.iter().flat_map(|(_, lines)| lines).for_each(|line| writeln!(text, "{line}").unwrap());
        text.push_str("---\n");
        if !self.paragraphs.is_empty() {
            let _ = write!(text, "\n{}\n", self.paragraphs.join("\n\n"));
        }
        if self.returns { text.replace('\n', "\r\n") } else { text }
    }

    fn rewrite(&mut self, key: &str, lines: Vec<String>) {
        match self.keys.iter_mut().find(|(other, _)| other == key) {
            Some((_, old)) => {
                // Their own comments they leave.
                let comments: Vec<String> = old.iter().filter(|line| line.trim_start().starts_with('#')).cloned().collect();
                *old = lines;
                old.extend(comments);
            }
            None => self.keys.push((key.to_owned(), lines)),
        }
    }

    fn list(&self, key: &str) -> Vec<Value> {
        self.fields.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
    }

    /// Writes a list as a person might: hyphens at the margin, no quotes.
    fn write_list(&mut self, key: &str, items: Vec<Value>) {
        let mut lines = vec![format!("{key}:")];
        for item in &items {
            match item.get("title").and_then(Value::as_str) {
                Some(title) => lines.extend([format!("- name: {}", label(item)), format!("  title: {title}")]),
                None => lines.push(format!("- {}", label(item))),
            }
        }
        if items.is_empty() {
            lines = vec![format!("{key}: []")];
        }
        self.fields.insert(key.to_owned(), Value::Array(items));
        self.rewrite(key, lines);
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::SetText(index, text) => {
                let key = TEXTS[*index];
                self.rewrite(key, vec![format!("{key}: '{text}'")]);
                self.set.insert(key.to_owned(), Some(text.clone()));
            }
            Act::DropKey(index) => {
                let key = TEXTS.iter().chain(&LISTS).nth(*index).copied().unwrap_or_default();
                if let Some(at) = self.keys.iter().position(|(other, _)| other == key) {
                    self.keys.remove(at);
                    self.added.retain(|(other, _)| other != key);
                    self.dropped.retain(|(other, _)| other != key);
                    if key == "people" {
                        self.retitled.clear();
                    }
                    self.fields.shift_remove(key);
                    self.set.shift_remove(key);
                    if self.had.iter().any(|other| other == key) {
                        self.set.insert(key.to_owned(), None);
                    }
                }
            }
            Act::AddItem(index, name) => {
                let key = LISTS[*index];
                let mut items = self.list(key);
                if !items.iter().any(|item| label(item) == *name) {
                    items.push(json!(name));
                    self.write_list(key, items);
                    self.added.insert((key.to_owned(), name.clone()));
                    self.dropped.remove(&(key.to_owned(), name.clone()));
                    self.set.shift_remove(key);
                }
            }
            Act::DropItem(index, at) => {
                let key = LISTS[*index];
                let mut items = self.list(key);
                if !items.is_empty() {
                    let item = items.remove(at % items.len());
                    self.write_list(key, items);
                    self.added.remove(&(key.to_owned(), label(&item)));
                    self.retitled.shift_remove(&label(&item));
                    self.dropped.insert((key.to_owned(), label(&item)));
                }
            }
            Act::Retitle(at, title) => {
                let mut items = self.list("people");
                if !items.is_empty() {
                    let at = at % items.len();
                    let name = label(&items[at]);
                    items[at] = json!({"name": name, "title": title});
                    self.write_list("people", items);
                    self.retitled.insert(name, title.clone());
                }
            }
            Act::Swap(index) => {
                let mut items = self.list(LISTS[*index]);
                if items.len() > 1 {
                    items.swap(0, 1);
                    self.write_list(LISTS[*index], items);
                }
            }
            Act::Rename(index, at, name) => {
                let key = LISTS[*index];
                let mut items = self.list(key);
                if !items.is_empty() && !items.iter().any(|item| label(item) == *name) {
                    let at = at % items.len();
                    let old = label(&items[at]);
                    let title = items[at].get("title").cloned();
                    items[at] = title.map_or_else(|| json!(name), |title| json!({"name": name, "title": title}));
                    self.write_list(key, items);
                    if let Some(title) = self.retitled.shift_remove(&old).filter(|_| key == "people") {
                        self.retitled.insert(name.clone(), title);
                    }
                    self.added.remove(&(key.to_owned(), old.clone()));
                    self.dropped.insert((key.to_owned(), old));
                    self.dropped.remove(&(key.to_owned(), name.clone()));
                    self.added.insert((key.to_owned(), name.clone()));
                }
            }
            Act::RenameKey(index) => {
                let key = TEXTS[*index];
                let new = format!("own_{key}");
                if !self.keys.iter().any(|(other, _)| *other == new)
                    && let Some(at) = self.keys.iter().position(|(other, _)| other == key)
                {
                    let (_, mut lines) = self.keys.remove(at);
                    lines[0] = lines[0].replacen(key, &new, 1);
                    self.words.insert(lines[0].clone());
                    self.keys.push((new, lines));
                    self.fields.shift_remove(key);
                    self.set.shift_remove(key);
                    if self.had.iter().any(|other| other == key) {
                        self.set.insert(key.to_owned(), None);
                    }
                }
            }
            Act::SwapParagraphs(at) => {
                if self.paragraphs.len() > 1 {
                    let at = at % (self.paragraphs.len() - 1);
                    self.paragraphs.swap(at, at + 1);
                }
            }
            Act::Comment(at, text) => {
                let lines: Vec<&mut String> =
                    self.keys.iter_mut().flat_map(|(_, lines)| lines.iter_mut()).filter(|line| !line.contains('#')).collect();
                let count = lines.len().max(1);
                if let Some(line) = lines.into_iter().nth(at % count) {
                    let _ = write!(line, " # {text}");
                    self.words.insert(format!("# {text}"));
                }
            }
            Act::Own(key, text) => {
                self.rewrite(key, vec![format!("{key}: {{a: '{text}'}}  # own")]);
                self.words.retain(|word| !word.starts_with(&format!("{key}:")));
                self.words.insert(format!("{key}: {{a: '{text}'}}  # own"));
            }
            Act::AddParagraph(at, text) => {
                let at = at % (self.paragraphs.len() + 1);
                self.paragraphs.insert(at, text.clone());
                self.words.insert(text.clone());
            }
            Act::EditParagraph(at, text) => {
                if !self.paragraphs.is_empty() {
                    let at = at % self.paragraphs.len();
                    let old = std::mem::replace(&mut self.paragraphs[at], text.clone());
                    self.lose(&old);
                    self.words.insert(text.clone());
                }
            }
            Act::DropParagraph(at) => {
                if !self.paragraphs.is_empty() {
                    let old = self.paragraphs.remove(at % self.paragraphs.len());
                    self.lose(&old);
                }
            }
            Act::Returns => self.returns = true,
        }
        // A comment goes with the line a person rewrote.
        let text = self.text().replace("\r\n", "\n");
        self.words.retain(|word| text.contains(word.as_str()));
    }

    fn lose(&mut self, paragraph: &str) {
        if !self.paragraphs.iter().any(|other| other == paragraph) {
            self.words.remove(paragraph);
            self.gone.insert(paragraph.to_owned());
        }
    }

    /// Everything they did is still there.
    fn check(&self, text: &str) -> Result<(), Wrong> {
        let lost = |what: &str| Err(Wrong::Lost(what.len(), format!("{what}:\n{text}")));
        let Some(fields) = codec::fields(text, Kind::Article) else { return lost(text) };
        for (key, value) in &self.set {
            let now = fields.get(key).cloned().unwrap_or_default();
            if !same(&now, &value.as_ref().map_or(Value::Null, |text| json!(text))) {
                return lost(&format!("`{key}` should be {value:?}"));
            }
        }
        let names = |key: &str| -> Vec<String> { fields.get(key).and_then(Value::as_array).into_iter().flatten().map(label).collect() };
        for (key, name) in &self.added {
            if !names(key).contains(name) {
                return lost(&format!("{name} lost from {key}"));
            }
        }
        for (key, name) in &self.dropped {
            if names(key).contains(name) {
                return lost(&format!("{name} came back to {key}"));
            }
        }
        for (name, title) in &self.retitled {
            let item = json!({"name": name, "title": title});
            if !fields.get("people").and_then(Value::as_array).is_some_and(|items| items.iter().any(|other| same(other, &item))) {
                return lost(&item.to_string());
            }
        }
        if let Some(word) = self.words.iter().find(|word| !text.contains(word.as_str())) {
            return lost(word);
        }
        if self.returns != text.contains("\r\n") || self.returns && text.replace("\r\n", "").contains('\n') {
            return lost("line breaks");
        }
        Ok(())
    }
}

fn label(item: &Value) -> String {
    item.as_str().or_else(|| item.get("name").and_then(Value::as_str)).unwrap_or_default().to_owned()
}

/// Merges twice; the second time nothing happens.
fn run(draft: &Draft, text: &str, sidecar: Option<&Sidecar>) -> Result<(String, Merged), Wrong> {
    let merged = merge(draft, Some(text), sidecar);
    let now = merged.text.clone().unwrap_or_else(|| text.to_owned());
    let kept = Sidecar::read(&merged.sidecar.write());
    if !merged.report.diagnostics.is_empty() || kept.as_ref() != Some(&merged.sidecar) {
        return Err(Wrong::Unstable(format!("{:?}\n{now}", merged.report.diagnostics)));
    }
    let again = merge(draft, Some(&now), kept.as_ref());
    if (&again.text, again.sidecar_changed, &again.incoming) != (&None, false, &None) {
        return Err(Wrong::Unstable(format!("{now}\nbecame {:?}", again.text)));
    }
    Ok((now, merged))
}

impl Case {
    /// Goes through the case. What is wrong first is told.
    pub(crate) fn check(&self) -> Result<(), Wrong> {
        let Self { said: [first, second, third], acts, later, lost } = self;
        let made = merge(&first.draft(), None, None);
        let text = made.text.unwrap_or_default();
        let mut hand = Hand::take(&text);
        for act in acts {
            hand.act(act);
        }
        let edited = hand.text();
        let (now, merged) = run(&second.draft(), &edited, Some(&made.sidecar).filter(|_| !lost))?;
        hand.check(&now)?;
        if !lost {
            let back = |paragraph: &&String| {
                let stayed = first.paragraphs.contains(*paragraph) && second.paragraphs.contains(*paragraph);
                stayed && !edited.contains(paragraph.as_str()) && now.contains(paragraph.as_str())
            };
            if let Some(paragraph) = hand.gone.iter().find(back) {
                return Err(Wrong::Lost(paragraph.len(), format!("{paragraph} came back:\n{now}")));
            }
            let ours = codec::fields(&now, Kind::Article).as_ref() == Some(&second.draft().fields)
                && codec::body(&now).as_ref() == Some(&second.draft().body)
                && !merged.person_touched;
            if acts.is_empty() && !ours {
                return Err(Wrong::Unstable(format!("what nobody touched is not brought up to date:\n{now}")));
            }
            if edited.replace("\r\n", "\n") != text && !merged.person_touched {
                return Err(Wrong::Lost(edited.len(), "an edit that is not saved before the file is written".to_owned()));
            }
        }
        // The notes are lost now, or the rules change again, or both.
        let (then, merged) = run(&third.draft(), &now, Some(&merged.sidecar).filter(|_| !lost))?;
        hand.check(&then)?;
        // And the person goes on.
        let mut hand = Hand { returns: hand.returns, ..Hand::take(&then.replace("\r\n", "\n")) };
        for act in later {
            hand.act(act);
        }
        // What we never wrote, or forgot with the notes, and a person deletes, we may find and write for the first time.
        let base = |key: &str| merged.sidecar.fields.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        hand.dropped.retain(|(key, name)| base(key).iter().any(|item| label(item) == *name));
        hand.set.retain(|key, value| value.is_some() || merged.sidecar.fields.contains_key(key));
        let (last, _) = run(&first.draft(), &hand.text(), Some(&merged.sidecar))?;
        hand.check(&last)
    }
}
