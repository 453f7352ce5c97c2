//! Views of organisations, people, places, tags and events: their pages, and the indexes that list them.

use super::{Counted, DateView, Download, Evidence, External, Group, Link, Strip};
use serde::Serialize;

/// `view` of `entity.html`. One view for all kinds: lists that make no sense for a kind are empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EntityView {
    /// The address's last part; also the `id` in the data files.
    pub id: String,
    /// `organisation`, `person`, `place`, `tag` or `event`.
    pub kind: String,
    /// `kind` in words: `Organisation`.
    pub kind_label: String,
    /// The way to the index of its kind.
    pub index: Link,
    /// The name.
    pub name: String,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Earlier names, with their years in words: `Name (until 2013)`.
    pub former: Vec<String>,
    /// The line under the name, as words and links: `Ministry · Thailand · part of Government of Thailand`.
    pub label: Vec<Link>,
    /// What sort of organisation, place or event it is, in words.
    pub type_label: Option<String>,
    /// The country.
    pub country: Option<Link>,
    /// What it is part of.
    pub parent: Option<Link>,
    /// What is part of it, by name. For tags: narrower ones.
    pub children: Vec<Link>,
    /// Tags: broader ones.
    pub broader: Vec<Link>,
    /// Tags: related ones. Others: names it must not be taken for (`distinct_from`).
    pub related: Vec<Link>,
    /// Tags: what the tag is for.
    pub scope_note: Option<String>,
    /// Its own web site.
    pub homepage: Option<External>,
    /// Identifiers elsewhere: Wikidata, ROR.
    pub identifiers: Vec<External>,
    /// What people wrote about it; written with `| safe`. None: nothing.
    pub body_html: Option<String>,
    /// In how many articles.
    pub count: usize,
    /// One line: `In 12 articles, 2012–2022; publisher of 7, organiser of 2, mentioned in 3`.
    pub summary: String,
    /// Counts by role, those of most articles first; organisations and people (`author`) only.
    pub roles: Vec<RoleCount>,
    /// Articles by year.
    pub strip: Option<Strip>,
    /// Printed forms with years and counts, most frequent first. Empty when it is always printed as `name`.
    pub known_as: Vec<PrintedForm>,
    /// Articles by year, newest first, undated last; at most 50 listed, then each year leads to a page of its own.
    pub groups: Vec<Group>,
    /// People: titles over time, newest first.
    pub titles: Vec<TitleEntry>,
    /// Organisations and places: people whose title belongs to it, with title and date, newest first.
    pub people: Vec<TitleEntry>,
    /// What the person said; for organisations, what its people said. Newest first, at most 20.
    pub quotes: Vec<QuoteEntry>,
    /// Appears with: entities of the same kind, at least two articles shared, by lift.
    pub companions: Vec<Companion>,
    /// Organisations in the same articles, most frequent first, at most 12; empty for organisations (see `companions`).
    pub organisations: Vec<Counted>,
    /// People in the same articles; empty for people.
    pub persons: Vec<Counted>,
    /// Places in the same articles; empty for places.
    pub places: Vec<Counted>,
    /// Tags of the same articles; empty for tags.
    pub tags: Vec<Counted>,
    /// Events of the same articles; empty for events.
    pub events: Vec<Counted>,
    /// Event series: their editions, newest first; gaps are rows of their own.
    pub editions: Vec<EditionEntry>,
    /// Sentences that mention it, newest first, at most 60.
    pub sentences: Vec<SentenceEntry>,
    /// How many sentences there are in all.
    pub sentences_total: usize,
    /// Files about it.
    pub downloads: Vec<Download>,
    /// The file to edit: `content/organisations/iom.md`; it may not exist yet.
    pub edit: String,
}

/// How often an entity has a role.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoleCount {
    /// `publisher`, `organiser` …, `mentioned`.
    pub role: String,
    /// In words, with its number: `publisher of 7`.
    pub words: String,
    /// How many articles.
    pub count: usize,
}

/// A form in which a name is printed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PrintedForm {
    /// The form.
    pub form: String,
    /// In how many articles.
    pub count: usize,
    /// First and last year, `2012–2022`; empty when no year is known.
    pub span: String,
}

/// A title somebody had.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TitleEntry {
    /// The person. On the person's own page the same name each time.
    pub person: Link,
    /// The title as printed; none when only the organisation is known.
    pub title: Option<String>,
    /// The organisation or country.
    pub of: Option<Link>,
    /// When: the article's date.
    pub date: Option<DateView>,
    /// The article.
    pub article: Link,
    /// Where the text says so.
    pub evidence: Option<Evidence>,
}

/// Something said.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct QuoteEntry {
    /// The words, without quotation marks.
    pub text: String,
    /// Who said it.
    pub speaker: Link,
    /// The speaker's title at the time.
    pub title: Option<String>,
    /// The language of the words.
    pub language: String,
    /// When: the article's date.
    pub date: Option<DateView>,
    /// The article; `href` leads to the sentence.
    pub article: Link,
}

/// An entity that appears in the same articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Companion {
    /// The name.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// How many articles name both.
    pub shared: usize,
    /// In words: `3 of its 4 articles`.
    pub words: String,
}

/// An edition of a series of events.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EditionEntry {
    /// `6th`, or `2015` where editions have no number; `no number` without either.
    pub label: String,
    /// For `id`, unique on the page.
    pub id: String,
    /// When it was held.
    pub date: Option<DateView>,
    /// Where.
    pub place: Option<Link>,
    /// Who organised it.
    pub organisers: Vec<Link>,
    /// The articles on it.
    pub articles: Vec<Link>,
    /// Whether it is a gap: no article of the archive is on it. `label` may then name several: `2nd to 4th`.
    pub missing: bool,
}

/// A sentence that mentions an entity.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SentenceEntry {
    /// The words around the mention before it; may start with `…`.
    pub before: String,
    /// The mention, as printed: for `<mark>` or `<b>`.
    pub mention: String,
    /// The words after it.
    pub after: String,
    /// The language of the words.
    pub language: String,
    /// The article; `href` leads to the sentence.
    pub article: Link,
    /// The article's date in words; empty when nothing is stated.
    pub date: String,
}

/// `view` of `entity_year.html`: one year of an entity with many articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EntityYearView {
    /// `organisation`, `person`, `place`, `tag` or `event`.
    pub kind: String,
    /// The entity; `href` leads to its page.
    pub entity: Link,
    /// `2015`, or `Undated`.
    pub label: String,
    /// How many articles.
    pub count: usize,
    /// By month, newest first.
    pub groups: Vec<Group>,
    /// The year before that has articles.
    pub previous: Option<Link>,
    /// The year after.
    pub next: Option<Link>,
}

/// `view` of `facet.html`: the A–Z of one kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FacetView {
    /// `organisation`, `person`, `place`, `tag` or `event`.
    pub kind: String,
    /// The index's name: `Organisations`.
    pub title: String,
    /// How many there are.
    pub count: usize,
    /// How many of them have a page.
    pub pages: usize,
    /// The letters, A–Z, `#` last; empty letters are left out.
    pub letters: Vec<Letter>,
    /// The same by type (kind of organisation, of place), most first; empty for kinds without types.
    pub types: Vec<Counted>,
    /// The most frequent ones, at most 12.
    pub top: Vec<Counted>,
    /// Files: JSON and CSV.
    pub downloads: Vec<Download>,
}

/// One letter of an index.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Letter {
    /// The letter, or `#`.
    pub label: String,
    /// For `id`: `letter-a`.
    pub id: String,
    /// Its entries in order.
    pub entries: Vec<IndexEntry>,
}

/// One line of an index.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IndexEntry {
    /// For `id`, so that data files and “see” lines can lead here; empty for “see” lines.
    pub id: String,
    /// The name. People: as they are filed, `Eržen, Borut`, is `filed`.
    pub name: String,
    /// The name as it is filed, when that differs.
    pub filed: Option<String>,
    /// Its page; none for entities of one article.
    pub href: Option<String>,
    /// Its acronym.
    pub acronym: Option<String>,
    /// A word that tells it from others: the country, the kind.
    pub note: Option<String>,
    /// How many articles.
    pub count: usize,
    /// Entities without a page: their articles.
    pub articles: Vec<Link>,
    /// “See” lines (acronyms, other and former names): where to look. `href`, `count` and `articles` are then empty.
    pub see: Option<Link>,
}
