//! What templates may see. A page is `{{ site… }}`, `{{ page… }}` and `{{ view… }}`; nothing else reaches a theme.
//!
//! For theme authors:
//!
//! - Every field of a view is always there; what is not known is none (false in an `if`) or an empty list.
//! - Every `href` is ready to be written between the quotes of an attribute: relative to the page that is being made, percent-encoded.
//! - Fields that end in `_html` are checked HTML and are written with `| safe`. All others are plain text, escaped by being written.
//! - Words (dates, counts, roles, reasons) are made here, in the language of the site. Headings and labels of a template come from
//!   `{{ t(key="related") }}`, which reads `theme/strings/en.toml`; with a number, `{{ t(key="n_articles", n=view.count) }}` picks `one` or `other`.
//! - `{{ url(path="assets/site.css") }}` is the link from this page to a file of the site, for files the theme knows by name.
//! - `{{ view | json }}` is its value as JSON that is safe inside `<script>`; `{{ 1234 | number }}` groups digits.
//! - Lists come sorted and grouped. `group_by`, `keys`, `values` and `pairs` are not needed.
//!
//! | template | view | addresses |
//! |---|---|---|
//! | `home.html` | [`HomeView`] | `index.html` |
//! | `article.html` | [`ArticleView`] | `articles/<slug>.html` |
//! | `articles.html` | [`ArticlesView`] | `articles/index.html` |
//! | `entity.html` | [`EntityView`] | `organisations/<slug>.html`, `people/…`, `places/…`, `tags/…`, `events/…` |
//! | `entity_year.html` | [`EntityYearView`] | `organisations/<slug>/2015.html` … |
//! | `facet.html` | [`FacetView`] | `organisations/index.html`, `people/index.html` … |
//! | `timeline.html` | [`TimelineView`] | `timeline/index.html`, `timeline/events/index.html`, `timeline/both/index.html` |
//! | `period.html` | [`PeriodView`] | `timeline/2015.html`, `timeline/2015-08.html`, `timeline/undated.html`, the same below `timeline/events/` and `timeline/both/` |
//! | `sources.html` | [`SourcesView`] | `sources/index.html` |
//! | `source.html` | [`SourceView`] | `sources/<slug>.html` |
//! | `gaps.html` | [`GapsView`] | `gaps.html` |
//! | `about.html` | [`AboutView`] | `about.html` |
//! | `page.html` | [`FreeView`] | `<slug>.html` for each `content/pages/<slug>.md` |
//! | `search.html` | [`SearchView`] | `search.html` |
//! | `404.html` | [`NotFoundView`] | `404.html` |
//! | `redirect.html` | [`RedirectView`] | old addresses |

mod article;
mod entity;
mod listing;

pub use article::*;
pub use entity::*;
pub use listing::*;

use serde::Serialize;

/// Every template a theme must have, in the order of the table above.
pub const TEMPLATES: &[&str] = &[
    "home.html",
    "article.html",
    "articles.html",
    "entity.html",
    "entity_year.html",
    "facet.html",
    "timeline.html",
    "period.html",
    "sources.html",
    "source.html",
    "gaps.html",
    "about.html",
    "page.html",
    "search.html",
    "404.html",
    "redirect.html",
];

/// `site`: what is the same on every page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Site {
    /// The archive's name.
    pub title: String,
    /// One sentence on what it is; may be empty.
    pub description: String,
    /// The language of the interface, for `<html lang>`.
    pub language: String,
    /// Who answers for the archive.
    pub publisher: Option<String>,
    /// Rights statement for the footer.
    pub rights: Option<String>,
    /// Where it will be published, without `/` at its end; feeds exist only when it is known.
    pub base_url: Option<String>,
    /// Program name for the footer's “made with”.
    pub generator: String,
}

/// `page`: what every page has, whatever its kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Page {
    /// The kind of page: `home`, `article`, `articles`, `organisation`, `person`, `place`, `tag`, `event`, `facet`, `timeline`, `period`, `sources`,
    /// `source`, `gaps`, `about`, `page`, `search`, `404`, `redirect`. For a class on `<body>`.
    pub kind: String,
    /// The page's own address in the site, `articles/x.html`.
    pub path: String,
    /// The way to the site's root folder: `""`, `"../"`, `"../../"`.
    pub root: String,
    /// For `<title>`: the page's name and, where both fit into 70 characters, the site's.
    pub title: String,
    /// One or two plain sentences for `<meta name="description">`.
    pub description: String,
    /// The language of the page's main text, for `lang` on `<main>`.
    pub language: String,
    /// `ltr` or `rtl`, after `language`.
    pub dir: String,
    /// The page's full address; only with `base_url`.
    pub canonical: Option<String>,
    /// `true` when search engines should leave the page out (404, redirects).
    pub noindex: bool,
    /// The main navigation, the same order everywhere.
    pub nav: Vec<NavItem>,
    /// The way from the home page to here; empty on the home page. The last one is the page itself and has no `href`.
    pub breadcrumbs: Vec<Link>,
    /// Meta elements for the head, in order: `citation_*`, `z:itemType`, `og:*`, `DCTERMS.*`.
    pub meta: Vec<Meta>,
    /// Other forms of this page: `<link rel="alternate" type title href>` (Markdown, BibTeX, RIS, feeds).
    pub alternates: Vec<Download>,
    /// JSON-LD, ready for `<script type="application/ld+json">`; written with `| safe`. None where there is nothing to say.
    pub json_ld_html: Option<String>,
}

/// One entry of the main navigation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NavItem {
    /// The words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether the page is inside that part: `aria-current`.
    pub current: bool,
}

/// A `<meta>` element.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Meta {
    /// `name` or `property`: the attribute that holds the key.
    pub attribute: String,
    /// The key, `citation_title`.
    pub key: String,
    /// The value.
    pub content: String,
}

/// Words that lead somewhere, or only words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// Where they lead; none: plain words (a name without a page of its own).
    pub href: Option<String>,
}

/// A link that leaves the site.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct External {
    /// The words: the host for addresses, `Q7189` for identifiers.
    pub text: String,
    /// The address; `http` or `https`, checked.
    pub href: String,
}

/// A file that can be taken away.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Download {
    /// The words: `BibTeX`.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// Its media type: `application/x-bibtex`.
    pub media: String,
}

/// A name with a count.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Counted {
    /// The name.
    pub name: String,
    /// Its page; none when it has none.
    pub href: Option<String>,
    /// How many articles.
    pub count: usize,
}

/// A date in words and for machines.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DateView {
    /// The words people read, qualifier included: `7–9 December (year not stated)`.
    pub words: String,
    /// EDTF, `XXXX-12-07/XXXX-12-09`.
    pub edtf: String,
    /// For `<time datetime>`; for a span, its first day. None when HTML has no form for it: then write the words without `<time>`.
    pub datetime: Option<String>,
    /// For a span, the `datetime` of its end; none when HTML has no form for it or there is no end.
    pub datetime_end: Option<String>,
    /// Whether no year is stated.
    pub undated: bool,
    /// The words as printed, where they say more: `this week (7–9 December)`.
    pub printed: Option<String>,
    /// `stated` (printed in the text), `derived` (computed by a rule), `edited` (a person's), `gone` (its words were taken out of the text).
    pub status: String,
    /// `status` in words.
    pub status_label: String,
    /// Where the text says so; none when a person wrote it.
    pub evidence: Option<Evidence>,
    /// What is known of a year that is not stated: on the article's own page.
    pub case: Option<YearCase>,
}

/// What is known of a year that is not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct YearCase {
    /// The years that are possible, or the one that is inferred, in words.
    pub summary: String,
    /// Why, surest first.
    pub reasons: Vec<YearReason>,
}

/// One reason for a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct YearReason {
    /// The reason, in one clause.
    pub words: String,
    /// How it counts, in words: surely, probably, or not at all because surer ones say otherwise.
    pub weight: String,
    /// The words it comes from; none when it comes from the calendar.
    pub quote: Option<String>,
    /// The article that says so; none for this one.
    pub from: Option<Link>,
}

/// Where a fact stands in the article.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Evidence {
    /// A fragment of the article's page: `#s12` a sentence, `#l3` a line under “As printed”, `#title`. On other pages with the article's address before it.
    pub href: String,
    /// The words that say so, as printed; may be shortened with `…`.
    pub quote: String,
    /// The rule that found it: `org-head-left`.
    pub rule: String,
    /// `stated` or `derived`.
    pub status: String,
    /// `status` in words.
    pub status_label: String,
}

/// One fact of an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fact {
    /// The value: a name, a goal, the words of a date.
    pub name: String,
    /// The page of that name.
    pub href: Option<String>,
    /// Its acronym, where it has one and the name does not hold it.
    pub acronym: Option<String>,
    /// What it is here, in words: the role of an organisation, the title of a person, edition and date of an event, the kind of a place.
    pub note: Option<String>,
    /// For people: the organisation or country the title belongs to, when `note` does not name it.
    pub of: Option<Link>,
    /// Where the text says so; none when a person wrote it.
    pub evidence: Option<Evidence>,
    /// `stated`, `derived`, `edited`, or `gone` when a person has taken its words out of the text.
    pub status: String,
    /// `status` in words.
    pub status_label: String,
}

/// What lists show of an article: the same everywhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Card {
    /// The headline.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The language of title and summary.
    pub language: String,
    /// The date the list is sorted by: published, else the event's.
    pub date: Option<DateView>,
    /// What `date` is, in words: `Published` or `Event`; empty without a date.
    pub date_label: String,
    /// Where it was issued.
    pub place: Option<String>,
    /// `Press release` …, in words.
    pub format: Option<String>,
    /// Some 200 characters of summary or body.
    pub summary: String,
    /// Up to three organisations, those with a role first.
    pub organisations: Vec<Link>,
    /// How many more there are.
    pub more_organisations: usize,
    /// Why it is in this list: the role of the organisation whose page it is, the reason it is related. None where there is nothing to say.
    pub note: Option<String>,
    /// None for an archive's own templates. The built-in ones get most cards ready made, as HTML, and nothing else of them.
    pub ready_html: Option<String>,
}

/// A [`Card`] in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum CardView {
    /// With all its fields.
    Full(Box<Card>),
    /// As HTML, made by the theme's `card` component.
    Ready {
        /// The HTML.
        ready_html: String,
    },
}

/// Cards under one heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    /// The heading: `2015`, `August 2015`, `Undated`.
    pub label: String,
    /// For `id`, unique on the page: `y2015`, `m2015-08`, `undated`.
    pub id: String,
    /// How many articles there are, those included that are not listed here.
    pub count: usize,
    /// The articles, in order.
    pub cards: Vec<CardView>,
    /// Where the rest is, when not all are listed.
    pub more: Option<Link>,
}

/// Articles by year as a strip of bars, each with its number: for an inline SVG and the table behind it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Strip {
    /// One bar for each year from the first to the last, empty ones included; at most 120, else one for each ten years.
    pub bars: Vec<Bar>,
    /// Width of the `viewBox`: bars are 10 wide and 12 apart.
    pub width: usize,
    /// Height of the `viewBox`.
    pub height: usize,
    /// First and last year in words: `1997–2022`.
    pub span: String,
    /// The largest count.
    pub max: usize,
    /// How many articles have no year and are not drawn.
    pub undated: usize,
    /// What is drawn, for `<title>` and the table's caption: `Articles by year, 1997–2022; 3 undated`.
    pub caption: String,
}

/// One bar of a [`Strip`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Bar {
    /// `2015`, or `2010s`.
    pub label: String,
    /// How many articles.
    pub count: usize,
    /// Left edge in the `viewBox`.
    pub x: usize,
    /// Top edge.
    pub y: usize,
    /// Height; 0 for an empty year, at least 2 for others.
    pub height: usize,
    /// Where these articles are listed.
    pub href: Option<String>,
    /// In full, for `aria-label` and the table: `2015: 12 articles`.
    pub words: String,
}
