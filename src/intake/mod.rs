//! Floor 2, left wing: seeds become changes to `content/`. Imports nothing of the archive's wing.
//!
//! [`run`] reads as the list of its stages: read, gather, extract, resolve, settle, merge. Start reading there.

pub mod document;
pub mod draft;
pub mod extract;
pub mod front;
pub mod markdown;
pub mod merge;
pub mod owned;
pub mod phrases;
pub mod reader;
pub mod resolve;
pub mod settle;
pub mod survey;
pub mod token;
#[cfg(test)]
pub mod trial;

use self::document::Document;
use self::draft::Draft;
use self::extract::{Facts, Reading};
use self::owned::Owned;
use self::survey::acronyms::{self, Acronym};
use self::survey::blocks::{self, Layout};
use self::survey::tables::Tables;
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::tree::{Change, Digest, Tree};
use crate::lexicon::Lexicon;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a run reads.
#[derive(Debug)]
pub struct Input<'a> {
    /// Files below `seeds/`, with paths from the archive's root (`seeds/001.txt`).
    pub seeds: &'a Tree,
    /// Files below `content/`, with paths from the archive's root, sidecars included.
    pub content: &'a Tree,
    /// The word lists: ours, or an archive's own before ours.
    pub lexicon: &'a Lexicon,
}

/// What a run gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Files of `content/` to write. Deleted are only notes whose article was renamed, when they move to its new name.
    pub changes: Vec<Change>,
    /// Files among the changes that a person had touched: their old bytes are worth keeping.
    pub touched: Vec<RelPath>,
    /// Problems.
    pub report: Report,
    /// How many seeds were read.
    pub seeds: usize,
    /// Articles that were made.
    pub created: usize,
    /// Articles that were changed.
    pub updated: usize,
}

/// Reads all seeds, extracts, settles, and merges with what people own.
pub fn run(input: &Input<'_>) -> Outcome {
    let lexicon = input.lexicon;
    let (seeds, mut report) = read(input.seeds, lexicon);
    same_text_twice(&seeds, &mut report);
    let tables = gather(&seeds);
    let readings: Vec<Reading<'_>> = seeds.iter().map(|seed| seed.reading(&tables, lexicon)).collect();
    let (owned, problems) = Owned::read(input.content);
    report.extend(problems);
    let (mut facts, problems) = find(&readings);
    report.extend(problems);
    let phrases = phrases::stage(&readings, &mut facts, input.content);
    let resolved = resolve::resolve(&readings, &facts, &owned.names());
    let mut drafts: Vec<Draft> = seeds
        .iter()
        .zip(&readings)
        .zip(facts.iter().zip(&resolved.mentions))
        .map(|((seed, reading), (facts, keys))| settle::article(reading, facts, keys, &resolved, seed.digest))
        .collect();
    drafts.extend(resolved.organisations.values().filter_map(settle::organisation));
    let mut outcome = owned.merge(&drafts, input.seeds, report);
    outcome.changes.extend(phrases);
    outcome.seeds = seeds.len();
    outcome
}

/// Runs the extractors over every article, in parallel. A panic in one of them is one error, and that article has no facts.
fn find(readings: &[Reading<'_>]) -> (Vec<Facts>, Report) {
    let mut report = Report::default();
    let results: Vec<Option<Facts>> = readings.par_iter().map(|reading| catch_unwind(AssertUnwindSafe(|| extract::extract(reading))).ok()).collect();
    for (reading, facts) in readings.iter().zip(&results) {
        if facts.is_none() {
            report.push(seed_panic(&reading.document.seed));
        }
    }
    (results.into_iter().map(Option::unwrap_or_default).collect(), report)
}

fn seed_panic(seed: &RelPath) -> Diagnostic {
    Diagnostic::error("seed-panic", "reading this seed failed in the program itself")
        .at(Place::file(seed.as_str()))
        .help("please report it with the file; the other seeds were read")
}

/// A seed after the first pass.
struct Seed {
    document: Document,
    layout: Layout,
    acronyms: Vec<Acronym>,
    language: String,
    digest: Digest,
}

impl Seed {
    fn reading<'a>(&'a self, tables: &'a Tables, lexicon: &'a Lexicon) -> Reading<'a> {
        Reading { document: &self.document, layout: &self.layout, acronyms: &self.acronyms, tables, lexicon, language: &self.language }
    }
}

/// Reads and lays out every seed, in parallel; the order is that of their paths. A panic in one of them is one error.
fn read(seeds: &Tree, lexicon: &Lexicon) -> (Vec<Seed>, Report) {
    let results: Vec<(Option<Seed>, Report)> = seeds
        .par_iter()
        .map(|(path, bytes)| {
            let mut report = Report::default();
            let seed = catch_unwind(AssertUnwindSafe(|| read_one(path, bytes, lexicon, &mut report)));
            let seed = seed.unwrap_or_else(|_| {
                report.push(seed_panic(path));
                None
            });
            (seed, report)
        })
        .collect();
    let mut read = Vec::with_capacity(results.len());
    let mut report = Report::default();
    for (seed, problems) in results {
        read.extend(seed);
        report.extend(problems);
    }
    (read, report)
}

fn read_one(path: &RelPath, bytes: &[u8], lexicon: &Lexicon, report: &mut Report) -> Option<Seed> {
    let raw = reader::read(path, bytes, report)?;
    let document = Document::new(raw);
    if document.blocks.is_empty() {
        report.push(
            Diagnostic::warning("seed-empty", "the seed holds no words")
                .at(Place::file(path.as_str()))
                .help("put the article's text into it, or remove the file"),
        );
        return None;
    }
    let layout = blocks::layout(&document, lexicon);
    let acronyms = acronyms::find(&document, lexicon);
    let language = language(&document, &layout);
    Some(Seed { document, layout, acronyms, language, digest: Digest::of(bytes) })
}

/// The language of the running text, by trigrams of its first 20 kB; `und` when the detector is not sure or the text is short.
fn language(document: &Document, layout: &Layout) -> String {
    let mut sample = String::new();
    for (block, _) in layout.roles.iter().enumerate().filter(|(_, role)| role.is_prose()) {
        sample.push_str(document.block_text(block));
        sample.push(' ');
        if sample.len() > 20_000 {
            break;
        }
    }
    language_of(&sample).unwrap_or_else(|| language_of_most(document, layout)).to_owned()
}

fn language_of(sample: &str) -> Option<&'static str> {
    let info = whatlang::detect(sample)?;
    let sure = sample.chars().count() >= 60 && (info.is_reliable() || info.confidence() >= 0.5);
    sure.then(|| two_letters(info.lang()))
}

/// The language of most of a text in several: of its long paragraphs, by their length.
fn language_of_most(document: &Document, layout: &Layout) -> &'static str {
    let mut lengths: BTreeMap<&str, usize> = BTreeMap::new();
    for (block, _) in layout.roles.iter().enumerate().filter(|(_, role)| role.is_prose()) {
        let text = document.block_text(block);
        if let Some(language) = (text.len() >= 120).then(|| language_of(text)).flatten() {
            *lengths.entry(language).or_default() += text.len();
        }
    }
    let all: usize = lengths.values().sum();
    lengths.into_iter().max_by_key(|(_, length)| *length).filter(|(_, length)| *length * 2 > all).map_or("und", |(language, _)| language)
}

fn two_letters(language: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match language {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Deu => "de",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Tha => "th",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Cat => "ca",
        other => other.code(),
    }
}

/// Two seeds with the same words are reported as a pair; both stay.
fn same_text_twice(seeds: &[Seed], report: &mut Report) {
    let mut seen: BTreeMap<Digest, &RelPath> = BTreeMap::new();
    for seed in seeds {
        let digest = Digest::of(crate::base::text::squeeze(&seed.document.text));
        if let Some(first) = seen.get(&digest) {
            report.push(
                Diagnostic::warning("seed-duplicate", format!("the seed has the same text as `{first}`"))
                    .at(Place::file(seed.document.seed.as_str()))
                    .help("remove one of the two files, or keep both if both were published"),
            );
        } else {
            seen.insert(digest, &seed.document.seed);
        }
    }
}

fn gather(seeds: &[Seed]) -> Tables {
    let mut tables = Tables::default();
    for seed in seeds {
        tables.add(&seed.document, &seed.acronyms);
    }
    tables
}
