//! The view of an article's page.

use super::{CardView, Counted, DateView, Download, Evidence, External, Fact, Link};
use serde::Serialize;

/// `view` of `article.html`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ArticleView {
    /// The address's last part; also the article's `id` in the data files.
    pub id: String,
    /// The line above the title: country of the place, format.
    pub label: Vec<Link>,
    /// The words printed above the headline.
    pub kicker: Option<String>,
    /// The headline. Its element needs `id="title"`: evidence leads there.
    pub title: String,
    /// Where the title comes from.
    pub title_evidence: Option<Evidence>,
    /// A second headline.
    pub subtitle: Option<String>,
    /// The standfirst.
    pub summary: Option<String>,
    /// When it was published. None: write `t(key="not_stated")`. This must be the first `<time>` of the page.
    pub published: Option<DateView>,
    /// When the reported event took place.
    pub event: Option<DateView>,
    /// When it was changed after publication.
    pub updated: Option<DateView>,
    /// Whether neither date has a year: the article stands on the undated shelf.
    pub undated: bool,
    /// The way to the undated shelf; only when `undated`.
    pub undated_href: Option<String>,
    /// Where it was issued.
    pub place: Option<Fact>,
    /// Who published it.
    pub publisher: Option<Fact>,
    /// The original.
    pub original: Option<External>,
    /// The text, with sentence anchors `#s1` …, first mentions linked, quotes marked. Written with `| safe` into an element with `id="text"`.
    pub body_html: String,
    /// ISO 639-1 of the text.
    pub language: String,
    /// The language in words.
    pub language_label: String,
    /// Headings inside the text; a jump menu is worth it from three on.
    pub headings: Vec<Heading>,
    /// How many words the text has.
    pub words: usize,
    /// “In this article”: organisations with their roles.
    pub organisations: Vec<Fact>,
    /// People with their title at the time.
    pub people: Vec<Fact>,
    /// Places.
    pub places: Vec<Fact>,
    /// Events.
    pub events: Vec<Fact>,
    /// Tags.
    pub tags: Vec<Fact>,
    /// Sustainable Development Goals, `SDG 16: Peace, Justice and Strong Institutions`.
    pub goals: Vec<Fact>,
    /// Dates that the text mentions, in the order of the text.
    pub dates: Vec<Fact>,
    /// Quotes: `name` is the quoted words, `note` the speaker's name, `of` the speaker's page.
    pub quotes: Vec<Fact>,
    /// Bylines.
    pub authors: Vec<Fact>,
    /// The details list, complete rows only, in order: authors, format, goals, language, source, licence, contacts, photo.
    pub details: Vec<Detail>,
    /// Lines of the original that are not in the text, in order. Each needs `id="{{ line.id }}"`: evidence leads there.
    pub printed: Vec<PrintedLine>,
    /// Whether any fact came from the machine's reading: else the whole article is a person's.
    pub read_by_rules: bool,
    /// How the facts were found.
    pub found: Found,
    /// For each event that is a series: the articles on the editions before and after.
    pub series: Vec<SeriesView>,
    /// Related articles, best first, at most four; `note` says why.
    pub related: Vec<CardView>,
    /// The article before this one in time.
    pub previous: Option<Neighbour>,
    /// The article after it.
    pub next: Option<Neighbour>,
    /// How to cite it.
    pub cite: CiteView,
    /// The Markdown source beside the page.
    pub markdown_href: String,
}

/// A heading inside an article's text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// The words.
    pub text: String,
    /// `#id`.
    pub href: String,
}

/// A row of the details list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Detail {
    /// Stable name for classes: `authors`, `format`, `goals`, `language`, `source`, `sources`, `licence`, `contacts`, `photo_credit`, `seed`.
    pub key: String,
    /// The words for `<dt>`.
    pub label: String,
    /// The values, one `<dd>` each.
    pub values: Vec<Fact>,
}

/// A line under “As printed”.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PrintedLine {
    /// `l1`, `l2` …: for `id`.
    pub id: String,
    /// `byline`, `dateline`, `credit`, `goals` …: for classes.
    pub role: String,
    /// `role` in words.
    pub label: String,
    /// The words as printed.
    pub text: String,
}

/// How the facts of an article were found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Found {
    /// Printed in the text.
    pub stated: usize,
    /// Computed by a rule.
    pub derived: usize,
    /// Written by a person.
    pub edited: usize,
    /// Found in words that a person has taken out of the text since.
    pub gone: usize,
    /// Questions only a person can answer.
    pub questions: Vec<String>,
    /// The counts in one sentence.
    pub words: String,
}

/// Neighbours in a series of events.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SeriesView {
    /// The series.
    pub event: Link,
    /// This edition: `6th`; none when it is not known.
    pub edition: Option<String>,
    /// The edition before, with its first article; `text` says which. Without `href` when the archive has none.
    pub previous: Option<Link>,
    /// The edition after.
    pub next: Option<Link>,
}

/// The article before or after.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Neighbour {
    /// The headline.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its date in words; empty when undated.
    pub date: String,
}

/// How to cite an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CiteView {
    /// A reference in words; `n.d.` when no year is stated.
    pub text: String,
    /// A BibTeX entry.
    pub bibtex: String,
    /// Files: BibTeX, RIS, CSL-JSON, Markdown.
    pub downloads: Vec<Download>,
    /// The lasting address; only with `base_url`.
    pub permalink: Option<String>,
}

/// `view` of `articles.html`: every article by year. Long years lead to the timeline.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ArticlesView {
    /// How many there are.
    pub count: usize,
    /// By year, newest first, `Undated` last.
    pub groups: Vec<super::Group>,
    /// By format.
    pub formats: Vec<Counted>,
    /// How many have no year.
    pub undated: usize,
}
