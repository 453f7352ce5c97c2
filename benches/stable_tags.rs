//! How much of an archive's tags one more article changes: `cargo bench --bench stable_tags`.
//!
//! Makes articles about made-up topics, reads them as an import does, and adds 1,000 to an archive of 400, once each to the same archive and
//! once one after the other (another number can be given: `-- 100`). Prints in how many additions no other article's tags changed; fails below 99 %.

#[path = "../tests/suite/topics.rs"]
mod topics;

use dateline::base::path::RelPath;
use dateline::base::report::Report;
use dateline::content::finding::Band;
use dateline::intake::document::Document;
use dateline::intake::extract::{self, Facts, Reading};
use dateline::intake::phrases::{Candidates, State, give};
use dateline::intake::reader;
use dateline::intake::survey::asked::Asked;
use dateline::intake::survey::tables::Tables;
use dateline::intake::survey::{acronyms, blocks};
use dateline::lexicon::Lexicon;
use std::process::ExitCode;

const START: usize = 400;

struct Article {
    path: RelPath,
    facts: Facts,
    candidates: Candidates,
}

/// Reads one article as the first two passes of an import do.
fn read(number: usize, text: &str) -> Article {
    let lexicon = Lexicon::built_in();
    let path = RelPath::known(format!("seeds/{number:05}.txt"));
    let raw = reader::read(&path, text.as_bytes(), &mut Report::default()).expect("a text");
    let document = Document::new(raw);
    let layout = blocks::layout(&document, lexicon);
    let acronyms = acronyms::find(&document, lexicon);
    let mut tables = Tables::default();
    tables.add(&document, &acronyms);
    let reading = Reading { document: &document, layout: &layout, acronyms: &acronyms, tables: &Asked::new(&tables), lexicon, language: "en" };
    let facts = extract::extract(&reading);
    let candidates = Candidates::of(&reading, &facts);
    Article { path, facts, candidates }
}

fn state(previous: Option<&State>, articles: &[&Article]) -> State {
    let list: Vec<(&RelPath, &Candidates)> = articles.iter().map(|article| (&article.path, &article.candidates)).collect();
    State::next(previous, &list)
}

/// The tags of every article.
fn tags(state: &State, articles: &[&Article]) -> Vec<Vec<String>> {
    let written = |article: &&Article| {
        let mut facts = article.facts.clone();
        give(state, &article.path, &article.candidates, &mut facts);
        facts.tags.into_iter().filter(|tag| tag.band != Band::Guess).map(|tag| tag.label).collect()
    };
    articles.iter().map(written).collect()
}

fn main() -> ExitCode {
    let additions: usize = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1000);
    let mut numbers = topics::Numbers::new(7);
    let articles: Vec<Article> = (0..START + additions).map(|number| read(number, &topics::article(&mut numbers))).collect();
    let archive: Vec<&Article> = articles[..START].iter().collect();
    let first = state(None, &archive);
    let before = tags(&first, &archive);
    let tagged = before.iter().filter(|tags| !tags.is_empty()).count();
    println!("{START} articles, {} phrases, {tagged} articles with tags", first.phrases.len());

    let mut still = 0;
    for more in &articles[START..] {
        let grown: Vec<&Article> = archive.iter().copied().chain([more]).collect();
        still += usize::from(tags(&state(Some(&first), &grown), &archive) == before);
    }
    println!("each of {additions} articles added to these: {still} changed no tag of another article");

    let mut quiet = 0;
    let (mut grown, mut now, mut before) = (archive, first, before);
    for more in &articles[START..] {
        let next = state(Some(&now), &[grown.as_slice(), &[more]].concat());
        let after = tags(&next, &grown);
        quiet += usize::from(after == before);
        grown.push(more);
        before = tags(&next, &grown);
        now = next;
    }
    println!("one after the other: {quiet} changed no tag of another article; {} phrases at {} articles", now.phrases.len(), grown.len());
    if tagged * 2 < START || still * 100 < additions * 99 || quiet * 100 < additions * 99 {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
