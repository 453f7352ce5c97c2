//! Facts found by rules: one file for each extractor, and the table of them.
//!
//! Two passes. The first reads every article and gathers what the archive knows ([`tables::Tables`](super::survey::tables::Tables): acronyms, lower-case words);
//! the second runs [`EXTRACTORS`] in order over each article. Certain before likely: a later extractor uses what earlier ones
//! found and never overrules it. Every find keeps its place in the text and the name of its rule.

pub mod contacts;
pub mod dates;
pub mod events;
pub mod organisations;
pub mod people;
pub mod places;
pub mod published;
pub mod quotes;
pub mod roles;
pub mod tags;

use super::document::Document;
use super::survey::acronyms::Acronym;
use super::survey::asked::Asked;
use super::survey::blocks::{Layout, Role};

use super::token::Token;
use crate::base::span::Span;
use crate::content::finding::Band;
use crate::lexicon::Lexicon;

/// What an extractor reads: one article and what the archive knows.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The article.
    pub document: &'a Document,
    /// Its parts.
    pub layout: &'a Layout,
    /// The acronyms it defines itself.
    pub acronyms: &'a [Acronym],
    /// What all articles together know.
    pub tables: &'a Asked<'a>,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// ISO 639-1 of its text, `und` when unknown.
    pub language: &'a str,
}

impl<'a> Reading<'a> {
    /// The clean text.
    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    /// The role of a block.
    pub fn role(&self, block: usize) -> Role {
        self.layout.roles[block]
    }

    /// The sentences of blocks whose names may be read, with their block, the dateline cut off.
    pub fn prose(&self) -> impl Iterator<Item = (usize, Span)> + '_ {
        self.document.sentences.iter().filter_map(|sentence| {
            let block = self.document.block_at(sentence.start);
            if !self.role(block).is_prose() {
                return None;
            }
            let start = match &self.layout.dateline {
                Some(dateline) if !dateline.alone && dateline.span.contains(&Span::new(sentence.start, sentence.start)) => dateline.span.end,
                _ => sentence.start,
            };
            (start < sentence.end).then_some((block, Span::new(start.min(sentence.end), sentence.end)))
        })
    }

    /// The tokens of a stretch.
    pub fn tokens(&self, span: Span) -> &'a [Token] {
        self.document.tokens_in(span)
    }
}

/// An organisation, where one article names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationMention {
    /// Where.
    pub span: Span,
    /// The name it goes by there: without article, possessor and line breaks.
    pub name: String,
    /// Row of the built-in list, when it is one of them.
    pub entry: Option<usize>,
    /// Its kind, where the head noun or the list says.
    pub kind: String,
    /// What it is a part of, as named there.
    pub parent: Option<String>,
    /// ISO 3166-1 code of its country, where a possessor or tail says.
    pub country: Option<String>,
    /// The acronym printed with it.
    pub acronym: Option<String>,
    /// The rule.
    pub rule: &'static str,
    /// How sure.
    pub band: Band,
    /// `organiser`, `funder`, …, where the sentence says.
    pub role: Option<&'static str>,
}

/// A person, where one article names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonMention {
    /// Where the name stands.
    pub span: Span,
    /// The name without honorifics and post-nominals.
    pub name: String,
    /// The title beside it.
    pub title: Option<String>,
    /// Whose title it is: an organisation or country as printed.
    pub of: Option<String>,
    /// The rule.
    pub rule: &'static str,
    /// How sure.
    pub band: Band,
}

/// A place, where one article names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    /// Where.
    pub span: Span,
    /// The name as the gazetteer prefers it, or as printed.
    pub name: String,
    /// `country`, `city`, `region`, `subnational`.
    pub kind: &'static str,
    /// ISO 3166-1 alpha-2.
    pub code: Option<String>,
    /// The rule.
    pub rule: &'static str,
    /// How sure.
    pub band: Band,
}

/// Direct speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteMention {
    /// The words between the quotation marks.
    pub span: Span,
    /// Who said them, when the text says.
    pub speaker: Option<String>,
}

/// An event, where one article names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMention {
    /// Where.
    pub span: Span,
    /// The series' name, without number and year.
    pub name: String,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Which edition.
    pub edition: Option<u32>,
    /// When, where the same sentence says.
    pub date: Option<crate::base::date::When>,
    /// Whether it is a programme, law or treaty and not an event.
    pub programme: bool,
    /// The rule.
    pub rule: &'static str,
    /// How sure.
    pub band: Band,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagMention {
    /// Where its first words stand.
    pub span: Span,
    /// The label.
    pub label: String,
    /// The rule.
    pub rule: &'static str,
    /// How sure: a guess is for an editor to take up.
    pub band: Band,
}

/// A press contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactMention {
    /// Where.
    pub span: Option<Span>,
    /// The person or desk.
    pub name: String,
    /// Telephone numbers as printed.
    pub phones: Vec<String>,
    /// Mail addresses.
    pub emails: Vec<String>,
}

/// Something that was found in a place.
pub trait Placed {
    /// Where.
    fn span(&self) -> Span;
}

macro_rules! placed {
    ($($kind:ty),*) => {
        $(impl Placed for $kind {
            fn span(&self) -> Span {
                self.span
            }
        })*
    };
}

placed!(OrganisationMention, PersonMention, PlaceMention, EventMention, dates::DateMention);

/// The finds that share a byte with `span`. The list is in order of place and its finds do not overlap one another (or have one span), so
/// that the search takes no longer for a long article than for a short one.
pub fn touching<T: Placed>(finds: &[T], span: Span) -> &[T] {
    let from = finds.partition_point(|find| find.span().end <= span.start);
    let to = from + finds[from..].partition_point(|find| find.span().start < span.end);
    &finds[from..to]
}

/// All that was found in one article.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Dates in the text, in order.
    pub dates: Vec<dates::DateMention>,
    /// When it was published and when the event took place.
    pub published: published::Published,
    /// Organisations.
    pub organisations: Vec<OrganisationMention>,
    /// People.
    pub people: Vec<PersonMention>,
    /// Direct speech.
    pub quotes: Vec<QuoteMention>,
    /// Places.
    pub places: Vec<PlaceMention>,
    /// Events and programmes.
    pub events: Vec<EventMention>,
    /// Tags.
    pub tags: Vec<TagMention>,
    /// Press contacts.
    pub contacts: Vec<ContactMention>,
    /// Whether an extractor failed on the article; then nothing was found.
    pub failed: bool,
}

/// One extractor.
#[derive(Debug)]
pub struct Extractor {
    /// Its name.
    pub name: &'static str,
    /// Adds what it finds.
    pub run: fn(&Reading<'_>, &mut Facts),
}

/// Every extractor of the second pass, in the order they run.
pub const EXTRACTORS: &[Extractor] = &[
    Extractor { name: "dates", run: dates::extract },
    Extractor { name: "contacts", run: contacts::extract },
    Extractor { name: "organisations", run: organisations::extract },
    Extractor { name: "people", run: people::extract },
    Extractor { name: "bodies beside", run: organisations::beside::extract },
    Extractor { name: "events", run: events::extract },
    Extractor { name: "places", run: places::extract },
    Extractor { name: "quotes", run: quotes::extract },
    Extractor { name: "roles", run: roles::extract },
    Extractor { name: "published", run: published::extract },
    Extractor { name: "tags", run: tags::extract },
];

/// Runs all extractors over one article.
pub fn extract(reading: &Reading<'_>) -> Facts {
    let mut facts = Facts::default();
    for extractor in EXTRACTORS {
        (extractor.run)(reading, &mut facts);
    }
    facts
}
