//! What one paragraph comes to, for the tests beside the rules.

use super::extract::{Facts, Reading, extract};
use crate::base::path::RelPath;
use crate::base::report::Report;
use crate::intake::document::Document;
use crate::intake::reader;
use crate::intake::survey::asked::Asked;
use crate::intake::survey::tables::Tables;
use crate::intake::survey::{acronyms, blocks};
use crate::lexicon::Lexicon;

/// The facts of a whole text.
///
/// # Panics
/// When the text is empty.
pub fn facts(text: &str) -> Facts {
    let lexicon = Lexicon::built_in();
    let raw = reader::read(&RelPath::known("seeds/a.txt"), text.as_bytes(), &mut Report::default()).expect("a text");
    let document = Document::new(raw);
    let layout = blocks::layout(&document, lexicon);
    let acronyms = acronyms::find(&document, lexicon);
    let mut tables = Tables::default();
    tables.add(&document, &acronyms);
    extract(&Reading { document: &document, layout: &layout, acronyms: &acronyms, tables: &Asked::new(&tables), lexicon, language: "en" })
}

/// The facts of a paragraph below a plain headline.
fn paragraph(text: &str) -> Facts {
    facts(&format!("A plain headline for a short note\n\n{text}\n"))
}

/// Names in their order, each once.
fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    names.for_each(|name| {
        if !kept.contains(&name) {
            kept.push(name);
        }
    });
    kept
}

/// The organisations of a paragraph.
pub fn organisations(text: &str) -> Vec<String> {
    once(paragraph(text).organisations.into_iter().map(|body| body.name))
}

/// The people of a paragraph.
pub fn people(text: &str) -> Vec<String> {
    once(paragraph(text).people.into_iter().map(|person| person.name))
}

/// The places of a paragraph.
pub fn places(text: &str) -> Vec<String> {
    once(paragraph(text).places.into_iter().map(|place| place.name))
}
