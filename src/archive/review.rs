//! Open questions: what only a person can answer, those that change most pages first.
//!
//! They come from the notes beside articles and entities (what extraction could not settle, what it would now write otherwise), from the date
//! detective, from names that may be one, and from facts whose words are gone. What a person has answered, in whatever way, is not asked again.

pub mod answer;

use super::detective::Case;
use super::evidence::{self, Evidence};
use super::near::near;
use super::term::{ArticleId, TermId};
use super::{Archive, Shelved};
use crate::base::path::RelPath;
use crate::base::text::{fold, shorten};
use crate::base::tree::Digest;
use crate::content::codec::same::{is_empty, same};
use crate::content::finding::{Question, Sidecar};
use crate::content::matter::EntityKind;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many characters of a value are shown.
const SHOWN: usize = 160;

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A year that is not stated.
    Year,
    /// A key of front matter that could not be settled.
    Field,
    /// The machine would now write otherwise.
    Proposal,
    /// Two names may be one.
    Names,
    /// The words for a fact are gone.
    Evidence,
}

impl Sort {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Field => "field",
            Self::Proposal => "proposal",
            Self::Names => "names",
            Self::Evidence => "evidence",
        }
    }
}

/// One open question.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Made of sort, file, field and question: the same in every run, until it is answered. Ten hexadecimal characters.
    pub id: String,
    /// What it is about.
    pub sort: Sort,
    /// The file it is about: of `content/`.
    pub file: RelPath,
    /// The article's or entity's name, to recognise it by.
    pub title: String,
    /// The front matter key; for names, the folder of their kind.
    pub field: String,
    /// The question, in one sentence.
    pub question: String,
    /// What the file says now.
    pub current: String,
    /// Possible answers, best first.
    pub candidates: Vec<String>,
    /// The sentence it arises from.
    pub sentence: String,
    /// What the detective knows.
    pub case: Option<Case>,
    /// About how many pages change with an answer.
    pub pages: usize,
    /// What to type where.
    pub help: String,
    /// Commands that answer it, ready to be typed.
    pub commands: Vec<String>,
    /// What the column `answer` of the table may say.
    pub answers: String,
    /// For names: the two.
    pub pair: Option<(TermId, TermId)>,
    /// For evidence: the value whose words are gone. For a proposal: what would be written.
    pub value: Value,
}

/// The id of a question: what makes it the same question in another run.
pub fn id(sort: Sort, file: &str, field: &str, question: &str) -> String {
    Digest::of(format!("{}\0{file}\0{field}\0{question}", sort.name())).to_string()[..10].to_owned()
}

/// All open questions, those that change most pages first. `notes` are those of entities, by the path of the entity's file.
pub fn open(archive: &Archive, notes: &BTreeMap<RelPath, Arc<Sidecar>>, language: &str) -> Vec<Open> {
    let mut all = Vec::new();
    for shelved in archive.articles.iter() {
        let desk = Desk { archive, shelved };
        all.extend(desk.years());
        all.extend(desk.fields());
        all.extend(desk.proposals());
        all.extend(desk.evidence(language));
    }
    for term in archive.terms.iter() {
        if let Some((file, notes)) = term.file.as_ref().and_then(|file| Some((file, notes.get(&file.path)?))) {
            let pages = term.mentions.len() + 2;
            let asked = notes.proposals.iter().map(|(field, value)| {
                let current = file.fields.get(field).cloned().unwrap_or_default();
                proposal(&file.path, file.name(), field, &current, value, pages)
            });
            all.extend(asked);
        }
    }
    all.extend(near(archive.terms.quiet()).into_iter().map(|pair| names(archive, pair.one, pair.two, &pair.why)));
    all.sort_by(|a, b| b.pages.cmp(&a.pages).then(a.sort.cmp(&b.sort)).then_with(|| (&a.file, &a.field, &a.id).cmp(&(&b.file, &b.field, &b.id))));
    all
}

/// One article's questions.
struct Desk<'a> {
    archive: &'a Archive,
    shelved: &'a Shelved,
}

impl Desk<'_> {
    fn question(&self, sort: Sort, field: &str, question: String) -> Open {
        let article = &self.shelved.article;
        Open {
            id: id(sort, article.path.as_str(), field, &question),
            sort,
            file: article.path.clone(),
            title: article.title().to_owned(),
            field: field.to_owned(),
            question,
            current: article.fields.get(field).map(shown).unwrap_or_default(),
            candidates: Vec::new(),
            sentence: String::new(),
            case: None,
            pages: 1,
            help: String::new(),
            commands: Vec::new(),
            answers: String::new(),
            pair: None,
            value: Value::Null,
        }
    }

    /// The pages that list the article, and those of what it names: what changes when its title or date does.
    fn reach(&self) -> usize {
        let terms: BTreeSet<TermId> = self.shelved.references.iter().flatten().copied().collect();
        // Its own page; the first page and the list of articles; year and month.
        terms.into_iter().filter(|&term| self.archive.has_page(term)).count() + 5
    }

    fn years(&self) -> Vec<Open> {
        let asked = |field: &str| self.shelved.notes.questions.iter().find(|question| question.field == field);
        let cases = self.shelved.cases.iter().filter(|case| !self.nobody_knows(case.field));
        cases
            .map(|case| {
                let known = asked(case.field);
                let printed = self.shelved.article.matter.date_text.as_deref();
                let words = printed.map_or_else(|| case.stated.words("en").replace(" (year not stated)", ""), str::to_owned);
                let mut open = self.question(Sort::Year, case.field, format!("in which year was `{words}`?"));
                open.sentence = known.map(|question| question.sentence.clone()).unwrap_or_default();
                open.candidates = case.candidates.iter().map(ToString::to_string).collect();
                open.pages = self.reach();
                let year = case.candidates.first().copied().unwrap_or(2015);
                let example = case.stated.to_string().replace("XXXX", &format!("{year:04}"));
                open.help = format!("type the year in place of XXXX, such as `{}: \"{example}\"`", case.field);
                open.answers = format!("the year, `{year}`, or the date, `{example}`; `?` if nobody knows");
                open.case = Some(case.clone());
                open
            })
            .collect()
    }

    fn fields(&self) -> Vec<Open> {
        let asked = self.shelved.notes.questions.iter().filter(|question| self.is_open(question));
        asked
            .map(|known| {
                let mut open = self.question(Sort::Field, &known.field, known.question.clone());
                open.candidates.clone_from(&known.candidates);
                open.sentence.clone_from(&known.sentence);
                open.pages = if matches!(known.field.as_str(), "date" | "event_date" | "title") { self.reach() } else { 3 };
                open.help.clone_from(&known.help);
                let example = match known.field.as_str() {
                    "date" | "event_date" => "a date, `2015-08-26`, `2015-08` or `2015`".to_owned(),
                    field => format!("the words for `{field}`"),
                };
                open.answers = format!("{example}; `?` if nobody knows");
                open
            })
            .collect()
    }

    /// Whether nobody has answered: neither by typing a value, nor by saying that nobody knows.
    fn is_open(&self, question: &Question) -> bool {
        let field = question.field.as_str();
        if self.shelved.cases.iter().any(|case| case.field == field) || self.nobody_knows(field) {
            return false;
        }
        let (file, base) = (self.shelved.article.fields.get(field), self.shelved.notes.fields.get(field));
        let said = |value: Option<&Value>| value.filter(|value| !is_empty(value)).cloned();
        match (said(file), said(base)) {
            (Some(file), Some(base)) => same(&file, &base),
            (None, None) => true,
            _ => false,
        }
    }

    fn nobody_knows(&self, field: &str) -> bool {
        self.shelved.notes.kept.get(field).is_some_and(|kept| kept.iter().any(|value| value == answer::UNKNOWN))
    }

    fn proposals(&self) -> Vec<Open> {
        let article = &self.shelved.article;
        let named = |field: &str| EntityKind::of_folder(field).map_or(1, |_| 3);
        let pages =
            |field: &str| if matches!(field, "date" | "event_date" | "title" | "summary" | "place" | "format") { self.reach() } else { named(field) };
        self.shelved
            .notes
            .proposals
            .iter()
            .map(|(field, value)| {
                let current = article.fields.get(field).cloned().unwrap_or_default();
                proposal(&article.path, article.title(), field, &current, value, pages(field))
            })
            .collect()
    }

    fn evidence(&self, language: &str) -> Vec<Open> {
        let Shelved { article, notes, .. } = self.shelved;
        let evidence = Evidence::of(article, notes, article.matter.language.as_deref().unwrap_or(language), false);
        if !evidence.edited {
            return Vec::new();
        }
        evidence::lost(article, notes, &evidence)
            .into_iter()
            .map(|finding| {
                let question = format!("does the text still say `{}`?", shorten(&finding.value, SHOWN));
                let mut open = self.question(Sort::Evidence, &finding.field, question);
                open.sentence = format!("{}{}{}", finding.quote.prefix, finding.quote.exact, finding.quote.suffix);
                open.help = format!("take `{}` out of `{}` if it is wrong now", shorten(&finding.value, SHOWN), finding.field);
                "`remove` if it is wrong now, `keep` if it still holds".clone_into(&mut open.answers);
                open.candidates = vec!["remove".to_owned(), "keep".to_owned()];
                open.value = Value::from(finding.value.clone());
                open
            })
            .collect()
    }
}

fn proposal(file: &RelPath, title: &str, field: &str, current: &Value, value: &Value, pages: usize) -> Open {
    let question = format!("`{field}` may be `{}` now", shorten(&shown(value), SHOWN));
    let stem = file.as_str().strip_prefix("content/articles/").map_or(file.as_str(), |_| file.stem());
    Open {
        id: id(Sort::Proposal, file.as_str(), field, &question),
        sort: Sort::Proposal,
        file: file.clone(),
        title: title.to_owned(),
        field: field.to_owned(),
        question,
        current: shown(current),
        candidates: vec!["accept".to_owned(), "keep".to_owned()],
        sentence: String::new(),
        case: None,
        pages,
        help: format!("type what is right at `{field}`"),
        commands: vec![format!("dateline import --accept {stem} {field}"), format!("dateline import --keep {stem} {field}")],
        answers: "`accept` to write it, `keep` to keep what stands there".to_owned(),
        pair: None,
        value: value.clone(),
    }
}

fn names(archive: &Archive, one: TermId, two: TermId, why: &str) -> Open {
    // The name of fewer articles becomes one of the other.
    let weight = |id: TermId| (archive.terms[id].file.is_some(), archive.terms[id].mentions.len(), archive.terms[id].name.len());
    let (from, into) = if weight(one) > weight(two) { (two, one) } else { (one, two) };
    let (loser, winner) = (&archive.terms[from], &archive.terms[into]);
    let kind = loser.kind.folder();
    let articles: BTreeSet<ArticleId> = loser.mentions.iter().chain(&winner.mentions).map(|mention| mention.article).collect();
    let first = articles.iter().next().and_then(|&id| archive.articles.get(id)).map(|shelved| shelved.article.path.clone());
    let file = winner.file.as_ref().or(loser.file.as_ref()).map(|file| file.path.clone()).or(first).unwrap_or_else(|| RelPath::known("content"));
    let question = format!("are `{}` and `{}` one?", loser.name, winner.name);
    let counted = |id: TermId| format!("`{}` in {} articles", archive.terms[id].name, archive.terms[id].mentions.len());
    Open {
        id: id(Sort::Names, kind, kind, &question),
        sort: Sort::Names,
        file,
        title: winner.name.clone(),
        field: kind.to_owned(),
        question,
        current: format!("{}, {}; {why}", counted(from), counted(into)),
        candidates: vec!["same".to_owned(), "different".to_owned()],
        sentence: String::new(),
        case: None,
        pages: articles.len() + 3,
        help: "look at both, then say one of these".to_owned(),
        commands: vec![
            format!("dateline merge {kind} {} {}", quoted(&loser.name), quoted(&winner.name)),
            format!("dateline distinct {kind} {} {}", quoted(&loser.name), quoted(&winner.name)),
        ],
        answers: "`same` or `different`".to_owned(),
        pair: Some((from, into)),
        value: Value::Null,
    }
}

/// A name as one argument of a command.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$").replace('`', "\\`"))
}

/// A front matter value in words.
pub fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join("; "),
        Value::Object(table) => {
            let name = table.get("name").map(shown).unwrap_or_default();
            let more: Vec<String> = table.iter().filter(|(key, _)| *key != "name").map(|(key, value)| format!("{key}: {}", shown(value))).collect();
            if more.is_empty() { name } else { format!("{name} ({})", more.join(", ")) }
        }
        other => other.to_string(),
    }
}

/// Whether a list's element, or a value, goes by this name.
fn goes_by(value: &Value, wanted: &str) -> bool {
    let name = match value {
        Value::Object(table) => table.get("name").map(shown).unwrap_or_default(),
        other => shown(other),
    };
    name == wanted || !fold(&name).is_empty() && fold(&name) == fold(wanted)
}

#[cfg(test)]
mod tests;
