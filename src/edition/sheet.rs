//! One page being made: links from it, dates and names as it says them, and what every page has.

use super::address;
use super::plan::Edition;
use super::spots::Spot;
use super::view::{Card, Counted, DateView, Download, Evidence, Fact, Link, Meta, NavItem, Page};
use crate::archive::order::{Clock, shelf_date};
use crate::archive::term::{ArticleId, TermId};
use crate::archive::timeline::Dial;
use crate::archive::watch::{Cell, saw};
use crate::base::date::When;
use crate::base::path::RelPath;
use crate::base::text::shorten;
use crate::content::finding::Finding;
use crate::content::matter::EntityKind;

/// Languages written from right to left.
const RIGHT_TO_LEFT: &[&str] = &["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

/// How many characters of a quote evidence shows.
const QUOTE: usize = 160;

/// A page being made.
pub(super) struct Sheet<'e> {
    pub(super) e: &'e Edition<'e>,
    /// Its address.
    pub(super) at: RelPath,
}

impl<'e> Sheet<'e> {
    pub(super) const fn new(e: &'e Edition<'e>, at: RelPath) -> Self {
        Self { e, at }
    }

    /// A word of the interface.
    pub(super) fn say(&self, key: &str) -> String {
        self.e.theme.strings.get(key)
    }

    /// A word with a number.
    pub(super) fn count(&self, key: &str, n: usize) -> String {
        self.e.theme.strings.count(key, n)
    }

    /// A word with names put in.
    pub(super) fn fill(&self, key: &str, with: &[(&str, &str)]) -> String {
        self.e.theme.strings.fill(key, with)
    }

    /// The words for a value of a closed list.
    pub(super) fn value(&self, prefix: &str, value: &str) -> String {
        self.e.theme.strings.value(prefix, value)
    }

    /// What this page writes to lead to an address. The page for addresses that do not exist is served at any depth, and writes them in full where it can.
    pub(super) fn href(&self, to: &RelPath) -> String {
        match &self.e.settings.base_url {
            Some(base) if self.at.as_str() == "404.html" => format!("{base}/{}", self.e.addresses.from_root(to)),
            _ => self.e.addresses.link(&self.at, to),
        }
    }

    /// Like [`Self::href`], to an element of the page there.
    pub(super) fn href_at(&self, to: &RelPath, fragment: &str) -> String {
        if *to == self.at { format!("#{fragment}") } else { format!("{}#{fragment}", self.href(to)) }
    }

    /// The full address; only with `base_url`.
    pub(super) fn permalink(&self, to: &RelPath) -> Option<String> {
        self.e.settings.base_url.as_ref().map(|base| format!("{base}/{}", self.e.addresses.from_root(to)))
    }

    /// A link to an address that is always there.
    pub(super) fn link(&self, text: impl Into<String>, to: &RelPath) -> Link {
        Link { text: text.into(), href: Some(self.href(to)) }
    }

    pub(super) fn download(&self, label: &str, to: &RelPath, media: &str) -> Download {
        Download { label: label.to_owned(), href: self.href(to), media: media.to_owned() }
    }

    /// The address of an article.
    pub(super) fn article_address(&self, id: ArticleId) -> RelPath {
        address::article(&self.e.archive.articles[id].article.slug, "html")
    }

    pub(super) fn article_link(&self, id: ArticleId) -> Link {
        self.link(self.e.archive.articles[id].article.title(), &self.article_address(id))
    }

    /// An article, or the place on its page where a finding stands.
    pub(super) fn article_link_at(&self, id: ArticleId, spot: Option<&Spot>) -> Link {
        let address = self.article_address(id);
        let href = spot.map_or_else(|| self.href(&address), |spot| self.href_at(&address, &spot.fragment));
        Link { text: self.e.archive.articles[id].article.title().to_owned(), href: Some(href) }
    }

    /// The page of a term; none when it has none.
    pub(super) fn term_href(&self, id: TermId) -> Option<String> {
        self.e.archive.has_page(id).then(|| self.href(&address::term(&self.e.archive.terms[id])))
    }

    pub(super) fn term_link(&self, id: TermId) -> Link {
        Link { text: self.e.archive.terms[id].name.clone(), href: self.term_href(id) }
    }

    /// A name that may be one of the archive's.
    pub(super) fn name_link(&self, kinds: &[EntityKind], name: &str) -> Link {
        let found = kinds.iter().find_map(|&kind| self.e.archive.find(kind, name, None));
        Link { text: name.to_owned(), href: found.and_then(|id| self.term_href(id)) }
    }

    pub(super) fn counted(&self, id: TermId, count: usize) -> Counted {
        Counted { name: self.e.archive.terms[id].name.clone(), href: self.term_href(id), count }
    }

    /// The name of a country, for its code.
    pub(super) fn country_name(&self, code: &str) -> String {
        self.e.lexicon.places.country(code).map_or_else(|| code.to_owned(), |country| country.name.to_owned())
    }

    /// A country by its code, with the page of the place.
    pub(super) fn country_link(&self, code: &str) -> Link {
        let name = self.country_name(code);
        let id = self.e.archive.find(EntityKind::Place, &name, Some(code));
        Link { href: id.and_then(|id| self.term_href(id)), text: name }
    }

    fn language(&self) -> &str {
        &self.e.settings.language
    }

    pub(super) fn words(&self, when: &When) -> String {
        when.words(self.language())
    }

    /// A date whose evidence is not looked for.
    pub(super) fn date(&self, when: &When) -> DateView {
        let times = when.html_datetime();
        DateView {
            words: self.words(when),
            edtf: when.to_string(),
            datetime: times.first().cloned(),
            datetime_end: times.get(1).cloned(),
            undated: !when.has_year(),
            printed: None,
            status: "stated".to_owned(),
            status_label: self.say("status_stated"),
            evidence: None,
            case: None,
        }
    }

    /// The name of a month: `August`.
    pub(super) fn month_name(&self, month: u8) -> String {
        let words = When::month_of(2001, month).map(|when| self.words(&when)).unwrap_or_default();
        words.split(' ').next().unwrap_or_default().to_owned()
    }

    /// A month of a year: `August 2015`.
    pub(super) fn month_words(&self, year: i16, month: u8) -> String {
        When::month_of(year, month).map(|when| self.words(&when)).unwrap_or_default()
    }

    pub(super) fn status_label(&self, status: &str) -> String {
        self.say(&format!("status_{status}"))
    }

    pub(super) fn spot(&self, article: ArticleId, finding: usize) -> Option<&'e Spot> {
        self.any_spot(article, finding).filter(|spot| !spot.is_lost())
    }

    /// Whether the words of a finding are no longer in the text.
    pub(super) fn is_lost(&self, article: ArticleId, finding: usize) -> bool {
        self.any_spot(article, finding).is_some_and(Spot::is_lost)
    }

    fn any_spot(&self, article: ArticleId, finding: usize) -> Option<&'e Spot> {
        saw(Cell::Article(article));
        self.e.spots.get(article).and_then(|spots| spots.get(finding)).and_then(Option::as_ref)
    }

    /// How a fact came about: `stated`, `derived`, `gone` when its words are no longer in the text, `edited` when nothing was found for it.
    pub(super) fn status(&self, article: ArticleId, found: Option<(usize, &Finding)>) -> &'static str {
        match found {
            None => "edited",
            Some((number, _)) if self.is_lost(article, number) => "gone",
            Some((_, finding)) if finding.derived => "derived",
            Some(_) => "stated",
        }
    }

    /// Where an article says so; none when its words are not shown.
    pub(super) fn evidence(&self, article: ArticleId, number: usize, finding: &Finding) -> Option<Evidence> {
        let spot = self.spot(article, number)?;
        let status = if finding.derived { "derived" } else { "stated" };
        Some(Evidence {
            href: self.href_at(&self.article_address(article), &spot.fragment),
            quote: shorten(&finding.quote.exact, QUOTE),
            rule: finding.rule.clone(),
            status: status.to_owned(),
            status_label: self.status_label(status),
        })
    }

    /// A fact with its evidence; edited by a person when nothing was found for it.
    pub(super) fn fact(&self, article: ArticleId, name: impl Into<String>, found: Option<(usize, &Finding)>) -> Fact {
        let status = self.status(article, found);
        Fact {
            name: name.into(),
            evidence: found.and_then(|(number, finding)| self.evidence(article, number, finding)),
            status: status.to_owned(),
            status_label: self.status_label(status),
            ..Fact::default()
        }
    }

    /// A plain row of a list: no evidence is expected.
    pub(super) fn plain(&self, name: impl Into<String>) -> Fact {
        Fact { name: name.into(), status: "stated".to_owned(), status_label: self.say("status_stated"), ..Fact::default() }
    }

    /// What lists show of an article, as a view; as a list shows it: [`super::cards::card`].
    pub(super) fn card(&self, id: ArticleId, note: Option<String>) -> Card {
        let shelved = &self.e.archive.articles[id];
        let matter = &shelved.article.matter;
        let (organisations, more_organisations) = self.organisations_of_card(id);
        let placed = shelf_date(matter);
        Card {
            title: shelved.article.title().to_owned(),
            href: self.href(&self.article_address(id)),
            language: matter.language.clone().unwrap_or_else(|| self.language().to_owned()),
            date: placed.map(|(_, date)| self.date(date)),
            date_label: placed.map(|(clock, _)| self.clock_label(clock)).unwrap_or_default(),
            place: matter.place.clone(),
            format: matter.format.as_deref().map(|format| self.value("format", format)),
            summary: shelved.teaser.clone(),
            more_organisations,
            organisations: organisations.into_iter().map(|term| self.term_link(term)).collect(),
            note,
            ready_html: None,
        }
    }

    /// The organisations a card shows, those with a role first, and how many more there are.
    pub(super) fn organisations_of_card(&self, id: ArticleId) -> (Vec<TermId>, usize) {
        let mut organisations = self.e.archive.articles[id].terms(EntityKind::Organisation);
        organisations.sort_by_key(|term| self.e.archive.roles(id, *term).is_empty());
        let more = organisations.len().saturating_sub(3);
        organisations.truncate(3);
        (organisations, more)
    }

    pub(super) fn clock_label(&self, clock: Clock) -> String {
        self.say(match clock {
            Clock::Published => "published",
            Clock::Event => "event",
        })
    }

    /// What every page has. `part` is the address of the main navigation's entry it belongs to.
    pub(super) fn page(&self, kind: &str, title: impl Into<String>, description: impl Into<String>, part: Option<&RelPath>) -> Page {
        let title = title.into();
        let language = self.language().to_owned();
        let canonical = self.permalink(&self.at);
        let mut meta = vec![property("og:title", &title), property("og:site_name", &self.e.settings.title)];
        if let Some(url) = &canonical {
            meta.push(property("og:url", url));
        }
        let root = match &self.e.settings.base_url {
            Some(base) if self.at.as_str() == "404.html" => format!("{base}/"),
            _ => self.e.addresses.root(&self.at),
        };
        Page {
            kind: kind.to_owned(),
            path: self.e.addresses.file(&self.at).to_string(),
            root,
            description: shorten(&description.into(), 300),
            dir: direction(&language).to_owned(),
            language,
            canonical,
            noindex: matches!(kind, "404" | "redirect" | "search"),
            nav: self.nav(part),
            breadcrumbs: Vec::new(),
            meta,
            alternates: self.feeds(),
            json_ld_html: None,
            title: head_title(&title, &self.e.settings.title),
        }
    }

    fn feeds(&self) -> Vec<Download> {
        let feeds = [("feed.xml", "application/atom+xml"), ("feed.json", "application/feed+json")].map(|(name, media)| (RelPath::known(name), media));
        feeds.iter().filter(|(to, _)| self.e.has(to)).map(|(to, media)| self.download(&self.e.settings.title, to, media)).collect()
    }

    fn nav(&self, part: Option<&RelPath>) -> Vec<NavItem> {
        let mut nav = vec![(self.say("timeline"), address::timeline(Dial::Published))];
        for kind in EntityKind::ALL {
            if self.e.archive.has_any(kind) {
                nav.push((self.say(kind.folder()), address::facet(kind)));
            }
        }
        nav.push((self.say("search"), address::top("search")));
        nav.into_iter().map(|(label, to)| NavItem { label, href: self.href(&to), current: part == Some(&to) }).collect()
    }

    /// The way from the home page: pages with their addresses, then this one.
    pub(super) fn crumbs(&self, way: Vec<Link>, here: impl Into<String>) -> Vec<Link> {
        let mut crumbs = vec![self.link(self.e.settings.title.clone(), &address::home())];
        crumbs.extend(way);
        crumbs.push(Link { text: here.into(), href: None });
        crumbs
    }
}

/// How many characters of a title search engines and tabs show.
const TITLE: usize = 70;

/// The words for `<title>`: the page's, and the site's where both fit.
fn head_title(page: &str, site: &str) -> String {
    let both = format!("{page} · {site}");
    if page == site || both.chars().count() > TITLE { shorten(page, TITLE - 1) } else { both }
}

/// `ltr` or `rtl`.
pub(super) fn direction(language: &str) -> &'static str {
    let base = language.split('-').next().unwrap_or("");
    if RIGHT_TO_LEFT.contains(&base) { "rtl" } else { "ltr" }
}

pub(super) fn named(key: &str, content: impl Into<String>) -> Meta {
    Meta { attribute: "name".to_owned(), key: key.to_owned(), content: content.into() }
}

pub(super) fn property(key: &str, content: impl Into<String>) -> Meta {
    Meta { attribute: "property".to_owned(), key: key.to_owned(), content: content.into() }
}

/// First and last year in words: `2012–2022`, `2015`; empty without any.
pub(super) fn span(years: impl IntoIterator<Item = i16>) -> String {
    let years: Vec<i16> = years.into_iter().collect();
    match (years.iter().min(), years.iter().max()) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first}–{last}"),
        _ => String::new(),
    }
}
