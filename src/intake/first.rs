//! Reading a seed: its blocks, the acronyms it defines, its language; and what all seeds together know.

use super::Input;
use super::document::Document;
use super::extract::Reading;
use super::reader;
use super::survey::acronyms::{self, Acronym};
use super::survey::blocks::{self, Layout};
use super::survey::tables::Tables;
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::tree::Digest;
use crate::lexicon::Lexicon;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A seed that can be read, by what stays of it between two readings.
#[derive(Debug)]
pub struct Known<'a> {
    /// Where it lies.
    pub path: &'a RelPath,
    /// Its bytes.
    bytes: &'a [u8],
    /// Their digest.
    pub digest: Digest,
    found: Found,
}

/// What the first reading finds: small beside the text, and dear to find again.
#[derive(Debug)]
struct Found {
    layout: Layout,
    acronyms: Vec<Acronym>,
    language: String,
    stops: &'static str,
}

/// A seed as it is read again.
#[derive(Debug)]
pub struct Seed<'a> {
    /// Its blocks.
    pub document: Document,
    /// What is known of it.
    pub known: &'a Known<'a>,
}

impl Seed<'_> {
    /// The seed as extractors see it.
    pub fn reading<'a>(&'a self, tables: &'a Tables, lexicon: &'a Lexicon) -> Reading<'a> {
        let Found { layout, acronyms, language, .. } = &self.known.found;
        Reading { document: &self.document, layout, acronyms, tables, lexicon, language }
    }
}

/// The first reading of every seed, in the order of their paths: which can be read, and what they know together. A panic in one of them is
/// one error. Two seeds with the same words are reported as a pair; both stay.
pub fn pass<'a>(input: &Input<'a>, report: &mut Report) -> (Vec<Known<'a>>, Tables) {
    let all: Vec<(&RelPath, &Vec<u8>)> = input.seeds.iter().collect();
    let mut known: Vec<Known<'a>> = Vec::with_capacity(all.len());
    let mut tables = Tables::default();
    let mut texts: BTreeMap<Digest, &RelPath> = BTreeMap::new();
    for batch in all.chunks(super::BATCH) {
        let read: Vec<(Option<(Document, Found)>, Report)> =
            batch.par_iter().map(|(path, bytes)| guarded(path, |report| read(path, bytes, input.lexicon, report))).collect();
        for ((path, bytes), (seed, problems)) in batch.iter().zip(read) {
            report.extend(problems);
            let Some((document, found)) = seed else { continue };
            tables.add(&document, &found.acronyms);
            let text = Digest::of(crate::base::text::squeeze(&document.text));
            if let Some(first) = texts.get(&text) {
                report.push(
                    Diagnostic::warning("seed-duplicate", format!("the seed has the same text as `{first}`"))
                        .at(Place::file(path.as_str()))
                        .help("remove one of the two files, or keep both if both were published"),
                );
            } else {
                texts.insert(text, path);
            }
            known.push(Known { path, bytes, digest: Digest::of(bytes), found });
        }
    }
    (known, tables)
}

/// Reads some seeds again. What is wrong with them was told the first time.
pub fn again<'a>(batch: &'a [Known<'a>]) -> Vec<Seed<'a>> {
    let seed = |known: &'a Known<'a>| {
        let read = |report: &mut Report| reader::read(known.path, known.bytes, report).map(|raw| Document::again(raw, known.found.stops));
        Some(Seed { document: guarded(known.path, read).0?, known })
    };
    batch.par_iter().filter_map(seed).collect()
}

fn guarded<T>(path: &RelPath, read: impl FnOnce(&mut Report) -> Option<T>) -> (Option<T>, Report) {
    let mut report = Report::default();
    let seed = catch_unwind(AssertUnwindSafe(|| read(&mut report))).unwrap_or_else(|_| {
        report.push(seed_panic(path));
        None
    });
    (seed, report)
}

/// The problem of a seed the program fails on.
pub fn seed_panic(seed: &RelPath) -> Diagnostic {
    Diagnostic::error("seed-panic", "reading this seed failed in the program itself")
        .at(Place::file(seed.as_str()))
        .help("please report it with the file; the other seeds were read")
}

fn read(path: &RelPath, bytes: &[u8], lexicon: &Lexicon, report: &mut Report) -> Option<(Document, Found)> {
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
    let stops = document.stops;
    Some((document, Found { layout, acronyms, language, stops }))
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
