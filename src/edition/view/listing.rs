//! Views of the home page, the timeline, sources, gaps, and the few pages of text.

use super::{Card, CardView, Counted, Download, External, Group, Link, Strip};
use serde::Serialize;

/// `view` of `home.html`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HomeView {
    /// One sentence: `14 articles, 1992–2024, from 9 publishers`.
    pub summary: String,
    /// A person's own words from `content/pages/home.md`; written with `| safe`.
    pub body_html: Option<String>,
    /// The ways in, with live numbers: timeline, organisations, people, places, tags, events, sources.
    pub ways: Vec<Way>,
    /// Articles by year.
    pub strip: Option<Strip>,
    /// The latest by date, at most eight.
    pub latest: Vec<CardView>,
    /// Those most articles name, at most ten of each kind that has entities.
    pub top: Vec<TopList>,
    /// What is missing: undated articles, months without articles. Each leads to the gaps page or the undated shelf.
    pub missing: Vec<Link>,
    /// The whole archive as open data, and the feeds.
    pub downloads: Vec<Download>,
    /// How many articles there are. 0: an empty archive; say what to do.
    pub count: usize,
}

/// A way into the archive.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Way {
    /// `timeline`, `organisations` …: for classes.
    pub key: String,
    /// `Organisations`.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// The number beside it: `214`, `1997–2022`.
    pub number: String,
}

/// The most frequent entities of a kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TopList {
    /// `organisations` …: for classes.
    pub key: String,
    /// The index: `Organisations`.
    pub index: Link,
    /// The entities; on the search page also articles, with count 0.
    pub entries: Vec<Counted>,
}

/// `view` of `timeline.html`: the whole span in one of three views.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimelineView {
    /// `published`, `events` or `both`.
    pub clock: String,
    /// The heading.
    pub title: String,
    /// One sentence on what is counted and how it is sorted.
    pub caption: String,
    /// The three views.
    pub tabs: Vec<Tab>,
    /// How many dated entries there are.
    pub count: usize,
    /// `list` up to 60 dated entries: the entries themselves are in `groups`, `rows` is empty. `grid` above: rows of months in `rows`, `groups` empty.
    pub form: String,
    /// Entries by year, newest first.
    pub groups: Vec<EntryGroup>,
    /// The month grid, newest year first.
    pub rows: Vec<GridRow>,
    /// The names of the months, for the grid's head: twelve, shortened.
    pub months: Vec<String>,
    /// Articles by year.
    pub strip: Option<Strip>,
    /// The undated shelf; none when every entry has a year.
    pub undated: Option<Counted>,
}

/// One of the three views of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tab {
    /// The words.
    pub label: String,
    /// The same period in that view; the overview when that view has nothing there.
    pub href: String,
    /// Whether it is this one.
    pub current: bool,
    /// How many dated entries the view has.
    pub count: usize,
}

/// Entries of the timeline under one heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EntryGroup {
    /// `2015`, `August 2015`, `December, year not stated`.
    pub label: String,
    /// For `id`: `y2015`, `m2015-08`, `m12`.
    pub id: String,
    /// How many entries.
    pub count: usize,
    /// The page of that period; none when this is it.
    pub href: Option<String>,
    /// The entries, newest first; none where the group only sums up (then `href` leads to them).
    pub entries: Vec<Entry>,
    /// Summaries only: up to three titles.
    pub titles: Vec<Link>,
    /// Summaries only: the organisations named most.
    pub organisations: Vec<Counted>,
}

/// One entry of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Entry {
    /// `published` or `event`.
    pub clock: String,
    /// `clock` in words.
    pub clock_label: String,
    /// The mark in the rail, also said in words by `date`: `dot` (published that day), `ring` (event that day), `bar` (a span of days), `open` (since, until),
    /// `square` (month or year only), `dashed` (uncertain or inferred).
    pub glyph: String,
    /// The entry's date is `card.date`.
    pub card: Card,
}

/// One row of the month grid: a year, or a run of years without entries.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GridRow {
    /// `2015`, or `1998–2002`.
    pub label: String,
    /// The page of the year; none for empty years.
    pub href: Option<String>,
    /// How many entries, those included that have no month.
    pub total: usize,
    /// Twelve cells; empty for a run of years without entries.
    pub cells: Vec<GridCell>,
    /// How many entries have a year only.
    pub without_month: usize,
    /// Share of the largest year, 0 to 100, for a bar.
    pub share: usize,
    /// In full: `2015: 88 articles`, `1998–2002: none`.
    pub words: String,
}

/// One month of the grid.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GridCell {
    /// How many entries.
    pub count: usize,
    /// The month's page, or its place on the year's page; none when empty.
    pub href: Option<String>,
    /// 0 (none) to 5, on an absolute scale: 1, 2–4, 5–9, 10–24, 25 and more.
    pub shade: u8,
    /// In full, for `aria-label`: `August 2015: 12 articles`.
    pub words: String,
}

/// `view` of `period.html`: a year, a month, or the undated shelf.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PeriodView {
    /// `published`, `events` or `both`.
    pub clock: String,
    /// `year`, `month` or `undated`.
    pub period: String,
    /// The heading: `2015`, `August 2015`, `Undated`.
    pub title: String,
    /// One sentence on what is listed and how it is sorted.
    pub caption: String,
    /// The three views.
    pub tabs: Vec<Tab>,
    /// How many entries.
    pub count: usize,
    /// A year: by month, newest first, entries without a month last. A month: by day. Undated: by month and day, nothing known last.
    pub groups: Vec<EntryGroup>,
    /// The period before that has entries.
    pub previous: Option<Link>,
    /// The period after.
    pub next: Option<Link>,
    /// A month: its year. A year: the overview.
    pub up: Link,
}

/// `view` of `sources.html`: who published what.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourcesView {
    /// Publishers, most articles first; `href` leads to the publisher's list.
    pub sources: Vec<SourceEntry>,
    /// How many articles name no publisher; they are listed on the gaps page.
    pub unknown: usize,
}

/// One publisher.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceEntry {
    /// The name.
    pub name: String,
    /// The list of its articles.
    pub href: String,
    /// How many articles it published.
    pub count: usize,
    /// First and last year, `2012–2022`; empty when no year is known.
    pub span: String,
    /// Hosts the originals are at.
    pub hosts: Vec<String>,
}

/// `view` of `source.html`: the articles of one publisher.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceView {
    /// The name.
    pub name: String,
    /// Its page as an organisation; without `href` when it has none.
    pub organisation: Link,
    /// How many articles.
    pub count: usize,
    /// Articles by year.
    pub strip: Option<Strip>,
    /// By year, newest first, undated last; where there are many, the newest are listed and each year leads to its page.
    pub groups: Vec<Group>,
    /// The originals of the newest articles.
    pub originals: Vec<External>,
}

/// `view` of `review.html`: what only a person can answer. The preview alone shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReviewView {
    /// How many questions there are, in words.
    pub summary: String,
    /// Those that change most pages first, the first two hundred.
    pub asked: Vec<AskedView>,
    /// How many more there are.
    pub more: usize,
}

/// One open question.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AskedView {
    /// Its id in tables.
    pub id: String,
    /// The question, escaped; what is quoted stands in `<code>`.
    pub question_html: String,
    /// The article or the entities it is about.
    pub about: Vec<Link>,
    /// What it is about, in words.
    pub title: String,
    /// The file.
    pub file: String,
    /// How many pages change, in words.
    pub pages: String,
    /// The sentence it arises from.
    pub sentence: Option<String>,
    /// What the file says now.
    pub current: Option<String>,
    /// Possible answers.
    pub candidates: Vec<String>,
    /// What is known of a year.
    pub case: Option<super::YearCase>,
    /// What to type where, escaped likewise.
    pub help_html: String,
    /// Commands that answer it.
    pub commands: Vec<String>,
}

/// `view` of `gaps.html`: what is missing. Every list may be empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GapsView {
    /// One sentence with the counts.
    pub summary: String,
    /// Articles without a year, the first hundred; `note` says what the text states.
    pub undated: Vec<CardView>,
    /// How many there are.
    pub undated_count: usize,
    /// Articles without a publisher, the first hundred.
    pub no_source: Vec<CardView>,
    /// How many there are.
    pub no_source_count: usize,
    /// Months without articles between the first and the last, as runs: `March to June 2015`.
    pub empty_months: Vec<String>,
    /// How many months that are.
    pub empty_month_count: usize,
    /// Event series with editions the archive has no article on: the series, and which.
    pub missing_editions: Vec<Gap>,
    /// Acronyms in texts that nothing spells out, with the articles.
    pub acronyms: Vec<Gap>,
    /// Questions only a person can answer, by article; the first hundred articles.
    pub questions: Vec<Gap>,
}

/// Something missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Gap {
    /// What it is about.
    pub subject: Link,
    /// What is missing, in words.
    pub words: Vec<String>,
    /// Where it shows.
    pub articles: Vec<Link>,
}

/// `view` of `about.html`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AboutView {
    /// A person's own words from `content/pages/about.md`; written with `| safe`.
    pub body_html: Option<String>,
    /// Numbers in words: `14 articles`, `9 publishers`, `31 organisations` …
    pub counts: Vec<String>,
    /// How the facts were found, over the whole archive, in one sentence.
    pub found: String,
    /// The whole archive as open data.
    pub downloads: Vec<Download>,
    /// Where the program's word lists come from; licences ask for it.
    pub attributions: Vec<Attribution>,
}

/// Whose data a word list of the program is made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Attribution {
    /// What was taken.
    pub what: String,
    /// From whom.
    pub source: String,
    /// Their site.
    pub source_href: String,
    /// The licence’s name.
    pub licence: String,
    /// Its text.
    pub licence_href: String,
    /// What was changed.
    pub changes: String,
}

/// `view` of `page.html`: a free page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FreeView {
    /// The heading.
    pub title: String,
    /// The text; written with `| safe`.
    pub body_html: String,
    /// Headings inside the text.
    pub headings: Vec<super::Heading>,
}

/// `view` of `search.html`: every way in, and every name and title on one page for the browser's own search.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SearchView {
    /// The ways in.
    pub ways: Vec<Way>,
    /// Everything that has a page, by kind: articles first, then entities, each list in its own order. Above 2,000 names the lists are empty.
    pub lists: Vec<TopList>,
}

/// `view` of `404.html`. It may be served at any depth: its links are full when there is a `base_url`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NotFoundView {
    /// The ways in.
    pub ways: Vec<Way>,
}

/// `view` of `redirect.html`: an old address.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RedirectView {
    /// Where it is now; `text` is its title.
    pub target: RedirectTarget,
}

/// Where an old address leads.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RedirectTarget {
    /// The title.
    pub text: String,
    /// The address, for `<meta http-equiv="refresh" content="0; url=…">`, `<link rel="canonical">` and a link.
    pub href: String,
}
