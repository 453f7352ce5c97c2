//! Reading a seed: its blocks, the acronyms it defines, its language; and what all seeds together know.

use super::Input;
use super::document::Document;
use super::extract::Reading;
use super::memory::{Found, Read, Remembered};
use super::reader;
use super::survey::acronyms::{self, Acronym};
use super::survey::asked::Asked;
use super::survey::blocks::{self, Layout};
use super::survey::tables::{Share, Tables};
use crate::base::fingerprint::Fingerprint;
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
    /// What it looks like from outside.
    pub mark: Option<Fingerprint>,
    /// The digest of its bytes.
    pub digest: Digest,
    /// What reading it told.
    pub problems: Vec<Diagnostic>,
    text: Fingerprint,
    share: Share,
    /// What the first reading found, where this run has made it.
    pub first: Option<First>,
    /// What was found in it: by the last import, then by this one.
    pub found: Option<Found>,
}

/// What the first reading finds: small beside the text, and dear to find again.
#[derive(Debug)]
pub struct First {
    layout: Layout,
    acronyms: Vec<Acronym>,
    language: String,
    stops: &'static str,
}

/// A seed as it is read again.
#[derive(Debug)]
pub struct Seed {
    /// Its blocks.
    pub document: Document,
    /// What is known of it.
    pub first: First,
}

impl Seed {
    /// The seed as extractors see it.
    pub fn reading<'a>(&'a self, tables: &'a Asked<'a>, lexicon: &'a Lexicon) -> Reading<'a> {
        let First { layout, acronyms, language, .. } = &self.first;
        Reading { document: &self.document, layout, acronyms, tables, lexicon, language }
    }
}

impl Known<'_> {
    /// What the next import gets; what was found only where it may rely on it.
    pub fn remembered(self, reliable: bool) -> Remembered {
        let read = Read { text: self.text, share: self.share, found: self.found.filter(|_| reliable) };
        Remembered { mark: self.mark, digest: self.digest, problems: self.problems, read: Some(read) }
    }
}

/// What a look at one file gave.
enum Look {
    /// It is as the last import left it.
    AsBefore(Box<Remembered>),
    /// It was read.
    New(Digest, Option<Box<(Document, First)>>, Report),
    /// There is none, or it cannot be read.
    Nothing(Report),
}

/// The first reading of every seed, in the order of their paths: which can be read, and what they know together; then those that hold no
/// article. A seed that is as `before` is not read again. A panic in one of them is one error. Two seeds with the same words are reported as a
/// pair; both stay.
pub fn pass<'a>(
    input: &Input<'a>,
    mut before: BTreeMap<RelPath, Remembered>,
    tables: &mut Tables,
    report: &mut Report,
) -> (Vec<Known<'a>>, BTreeMap<RelPath, Remembered>) {
    let all: Vec<(&'a RelPath, Option<Remembered>)> = input.seeds.paths().map(|path| (path, before.remove(path))).collect();
    let (mut known, mut others): (Vec<Known<'a>>, BTreeMap<_, _>) = (Vec::with_capacity(all.len()), BTreeMap::new());
    let mut texts: BTreeMap<Fingerprint, &RelPath> = BTreeMap::new();
    let mut all = all.into_iter();
    loop {
        let batch: Vec<_> = all.by_ref().take(super::BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let looks: Vec<(&RelPath, Look)> = batch.into_par_iter().map(|(path, before)| (path, look(input, path, before))).collect();
        for (path, look) in looks {
            let mark = input.seeds.mark(path);
            let seed = match look {
                Look::Nothing(problems) => {
                    report.extend(problems);
                    continue;
                }
                Look::AsBefore(before) => {
                    let Remembered { digest, problems, read, .. } = *before;
                    report.diagnostics.extend(problems.iter().cloned());
                    let Some(Read { text, share, found }) = read else {
                        others.insert(path.clone(), Remembered { mark, digest, problems, read: None });
                        continue;
                    };
                    tables.take(&share);
                    Known { path, mark, digest, problems, text, share, first: None, found }
                }
                Look::New(digest, seed, problems) => {
                    let problems = problems.diagnostics;
                    report.diagnostics.extend(problems.iter().cloned());
                    let Some((document, first)) = seed.map(|seed| *seed) else {
                        others.insert(path.clone(), Remembered { mark, digest, problems, read: None });
                        continue;
                    };
                    let share = tables.add(&document, &first.acronyms);
                    let text = Fingerprint::of(crate::base::text::squeeze(&document.text));
                    Known { path, mark, digest, problems, text, share, first: Some(first), found: None }
                }
            };
            if let Some(first) = texts.get(&seed.text) {
                report.push(
                    Diagnostic::warning("seed-duplicate", format!("the seed has the same text as `{first}`"))
                        .at(Place::file(path.as_str()))
                        .help("remove one of the two files, or keep both if both were published"),
                );
            } else {
                texts.insert(seed.text, path);
            }
            known.push(seed);
        }
    }
    (known, others)
}

fn look(input: &Input<'_>, path: &RelPath, before: Option<Remembered>) -> Look {
    let mark = input.seeds.mark(path);
    let before = match before {
        Some(before) if mark.is_some() && before.mark == mark => return Look::AsBefore(Box::new(before)),
        before => before,
    };
    let bytes = match input.seeds.bytes(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Look::Nothing(Report::default()),
        Err(problem) => return Look::Nothing(Report { diagnostics: vec![problem] }),
    };
    let digest = Digest::of(&bytes);
    match before {
        Some(before) if before.digest == digest => Look::AsBefore(Box::new(before)),
        _ => {
            let (seed, problems) = guarded(path, |report| read(path, &bytes, input.lexicon, report));
            Look::New(digest, seed.map(Box::new), problems)
        }
    }
}

/// Reads a seed again, with what the first reading found or else wholly. What is wrong with it was told the first time; the problem here is that it
/// is not what it was then.
pub fn again(path: &RelPath, digest: Digest, first: Option<First>, input: &Input<'_>) -> Result<Seed, Diagnostic> {
    let Some(bytes) = input.seeds.bytes(path)?.filter(|bytes| Digest::of(bytes) == digest) else {
        let problem = Diagnostic::warning("edited-meanwhile", format!("`{path}` was edited while Dateline worked, and was left alone"));
        return Err(problem.at(Place::file(path.as_str())).help("run again"));
    };
    let read = |report: &mut Report| match first {
        Some(first) => reader::read(path, &bytes, report).map(|raw| (Document::again(raw, first.stops), first)),
        None => read(path, &bytes, input.lexicon, report),
    };
    guarded(path, read).0.map(|(document, first)| Seed { document, first }).ok_or_else(|| seed_panic(path))
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

fn read(path: &RelPath, bytes: &[u8], lexicon: &Lexicon, report: &mut Report) -> Option<(Document, First)> {
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
    Some((document, First { layout, acronyms, language, stops }))
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
