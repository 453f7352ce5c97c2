//! What the site consists of: every file, and what each is made of.

use super::address::{self, Addresses};
use super::cards::Cards;
use super::hosting::Hosting;
use super::search::number::Numbers;
use super::search::{self, Index, Shard, Sizes};
use super::spots::{Spot, spots};
use super::theme::Theme;
use crate::archive::order::shelf_date;
use crate::archive::term::{ArticleId, TermId};
use crate::archive::timeline::{Dial, Timeline, by_month};
use crate::archive::watch::{Cell, saw, saw_with};
use crate::archive::{Archive, Shelved};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::tree::Tree;
use crate::config::Settings;
use crate::content::matter::EntityKind;
use crate::lexicon::Lexicon;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// From how many articles on an entity's articles are cut into a page for each year.
pub const CUT: usize = 50;

/// One kind of file, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The first page.
    Home,
    /// An article.
    Article(ArticleId),
    /// The list of all articles.
    Articles,
    /// An entity.
    Entity(TermId),
    /// One year of an entity with many articles; none: without a year.
    EntityYear(TermId, Option<i16>),
    /// The index of a kind.
    Facet(EntityKind),
    /// The overview of a view of the timeline.
    Timeline(Dial),
    /// A year (none: undated) or a month of a view of the timeline.
    Period(Dial, Option<i16>, Option<u8>),
    /// The list of publishers.
    Sources,
    /// A publisher's articles.
    Source(TermId),
    /// What is missing.
    Gaps,
    /// About the archive.
    About,
    /// A free page, by its number in [`Archive::pages`].
    Free(usize),
    /// The page to search from.
    Search,
    /// A file the search page searches in.
    Shard(Shard),
    /// The page for addresses that do not exist.
    NotFound,
    /// An old address, with the title and the address it leads to.
    Redirect(String, RelPath),
    /// An article's Markdown.
    Markdown(ArticleId),
    /// An article's reference as BibTeX.
    Bibtex(ArticleId),
    /// An article's reference as RIS.
    Ris(ArticleId),
    /// An article's reference as CSL-JSON.
    Csl(ArticleId),
    /// All articles as JSON.
    ArticlesJson,
    /// All articles as CSV.
    ArticlesCsv,
    /// All entities of a kind as JSON.
    EntitiesJson(EntityKind),
    /// All entities of a kind as CSV.
    EntitiesCsv(EntityKind),
    /// The Atom feed.
    Atom,
    /// The JSON feed.
    JsonFeed,
    /// The list of pages for search engines.
    Sitemap,
    /// A file of the theme, by its address.
    Asset(RelPath),
    /// A file that hosts read.
    Hosting(Hosting),
}

impl PageKind {
    /// The template that makes it; none for files that are no pages.
    pub const fn template(&self) -> Option<&'static str> {
        Some(match self {
            Self::Home => "home.html",
            Self::Article(_) => "article.html",
            Self::Articles => "articles.html",
            Self::Entity(_) => "entity.html",
            Self::EntityYear(..) => "entity_year.html",
            Self::Facet(_) => "facet.html",
            Self::Timeline(_) => "timeline.html",
            Self::Period(..) => "period.html",
            Self::Sources => "sources.html",
            Self::Source(_) => "source.html",
            Self::Gaps => "gaps.html",
            Self::About => "about.html",
            Self::Free(_) => "page.html",
            Self::Search => "search.html",
            Self::NotFound => "404.html",
            Self::Redirect(..) => "redirect.html",
            _ => return None,
        })
    }
}

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSpec {
    /// Where it is written.
    pub path: RelPath,
    /// Its address, before `pretty_urls` is looked at: what links are made from.
    pub address: RelPath,
    /// What it is.
    pub kind: PageKind,
}

/// A site that is planned and not yet made. Holds what pages have in common; each page is made when it is asked for.
#[derive(Debug)]
pub struct Edition<'a> {
    pub(super) archive: &'a Archive,
    pub(super) theme: &'a Theme,
    pub(super) settings: &'a Settings,
    pub(super) lexicon: &'a Lexicon,
    pub(super) addresses: Addresses,
    /// What lists show of each article.
    pub(super) cards: Cards,
    /// The year each article is shelved in.
    years: Vec<Option<i16>>,
    pub(super) spots: Vec<Vec<Option<Spot>>>,
    pub(super) timelines: [Timeline; 3],
    /// Files of `content/` by the address of their page.
    pub(super) of_content: BTreeMap<String, RelPath>,
    /// The numbers that stand for articles in the index.
    pub(super) numbers: Numbers,
    /// What the search page searches in, built when it is first asked for.
    pub(super) index: OnceLock<Index>,
    pages: Vec<PageSpec>,
    planned: BTreeSet<RelPath>,
    report: Report,
}

impl Edition<'_> {
    /// Every file of the site, by path.
    pub fn pages(&self) -> &[PageSpec] {
        saw(Cell::Site);
        &self.pages
    }

    /// Problems met while planning.
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// Whether there is something at this address.
    pub(super) fn has(&self, address: &RelPath) -> bool {
        saw_with(|| Cell::Address(address.to_string()));
        self.planned.contains(address)
    }

    /// The file of the site with this path.
    pub fn page_at(&self, path: &RelPath) -> Option<&PageSpec> {
        self.pages.binary_search_by(|page| page.path.cmp(path)).ok().map(|at| &self.pages[at])
    }

    /// The address of the page that a file of `content/` has.
    pub(super) fn address_of(&self, file: &str) -> Option<&RelPath> {
        saw_with(|| Cell::File(file.to_owned()));
        self.of_content.get(file)
    }

    /// The timeline of a view.
    pub(super) fn timeline(&self, dial: Dial) -> &Timeline {
        saw(Cell::Timeline(dial));
        &self.timelines[dial as usize]
    }
}

/// What of a plan does not hang on the texts of articles: it holds while nothing but texts is edited.
#[derive(Debug)]
pub struct Outline {
    spots: Vec<Vec<Option<Spot>>>,
    timelines: [Timeline; 3],
    of_content: BTreeMap<String, RelPath>,
    numbers: Numbers,
    pages: Vec<PageSpec>,
    planned: BTreeSet<RelPath>,
    report: Report,
}

impl Edition<'_> {
    /// What can be used again.
    pub fn into_outline(self) -> Outline {
        let Self { spots, timelines, of_content, numbers, pages, planned, report, .. } = self;
        Outline { spots, timelines, of_content, numbers, pages, planned, report }
    }
}

/// The site again, after nothing but the texts of these articles was edited.
pub fn resume<'a>(
    outline: Outline,
    archive: &'a Archive,
    theme: &'a Theme,
    settings: &'a Settings,
    lexicon: &'a Lexicon,
    edited: &[ArticleId],
) -> Edition<'a> {
    let Outline { mut spots, timelines, of_content, numbers, pages, planned, report } = outline;
    for &id in edited {
        if let (Some(own), Some(shelved)) = (spots.get_mut(id), archive.articles.quiet().get(id)) {
            *own = spots_of(shelved, settings);
        }
    }
    let addresses = Addresses { pretty: settings.pretty_urls };
    let cards = Cards::of(archive.articles.quiet().len());
    let years = shelf_years(archive);
    Edition {
        archive,
        theme,
        settings,
        lexicon,
        addresses,
        cards,
        years,
        spots,
        timelines,
        of_content,
        numbers,
        index: OnceLock::new(),
        pages,
        planned,
        report,
    }
}

fn spots_of(shelved: &Shelved, settings: &Settings) -> Vec<Option<Spot>> {
    spots(shelved, shelved.article.matter.language.as_deref().unwrap_or(&settings.language), settings.publish_contacts)
}

/// Plans the site. `statics` are the archive's own files for the site (`static/…`): where one has the address of a page, the page is not made.
pub fn plan<'a>(archive: &'a Archive, theme: &'a Theme, settings: &'a Settings, lexicon: &'a Lexicon, statics: &Tree) -> Edition<'a> {
    let spots = archive.articles.quiet().par_iter().map(|shelved| spots_of(shelved, settings)).collect();
    let mut edition = Edition {
        archive,
        theme,
        settings,
        lexicon,
        addresses: Addresses { pretty: settings.pretty_urls },
        cards: Cards::of(archive.articles.quiet().len()),
        years: shelf_years(archive),
        spots,
        timelines: Dial::ALL.map(|dial| Timeline::of(archive, dial)),
        of_content: BTreeMap::new(),
        numbers: Numbers::of_all(archive),
        index: OnceLock::new(),
        pages: Vec::new(),
        planned: BTreeSet::new(),
        report: Report::default(),
    };
    let mut planner = Planner { statics, edition: &mut edition, files: BTreeMap::new() };
    planner.articles();
    planner.entities();
    planner.timelines();
    planner.rest();
    planner.search();
    planner.redirects();
    planner.hosting();
    let files = planner.files;
    edition.pages = files.into_values().collect();
    edition
}

/// An address that leads on to a page of today.
struct OldAddress<'a> {
    /// As it stands in the file.
    old: &'a str,
    /// The folder a bare name is meant in.
    folder: &'static str,
    /// What the page is called.
    title: &'a str,
    /// The file that claims it.
    file: &'a RelPath,
    /// Where it leads.
    target: RelPath,
}

/// An edition while its files are collected.
struct Planner<'p, 'a> {
    statics: &'p Tree,
    edition: &'p mut Edition<'a>,
    files: BTreeMap<RelPath, PageSpec>,
}

impl Planner<'_, '_> {
    /// Adds a file, unless somebody else has its place. Says whether it was added.
    fn add(&mut self, address: RelPath, kind: PageKind) -> bool {
        let path = self.edition.addresses.file(&address);
        let own = RelPath::new(format!("static/{path}")).is_ok_and(|own| self.statics.contains_key(&own)) || self.statics.contains_key(&path);
        if own {
            let message = format!("`static/{path}` takes the place of a page");
            self.edition.report.push(Diagnostic::note("static-instead", message).at(Place::file(format!("static/{path}"))));
        } else if self.files.contains_key(&path) {
            return false;
        } else {
            self.files.insert(path.clone(), PageSpec { path, address: address.clone(), kind });
        }
        self.edition.planned.insert(address);
        true
    }

    fn articles(&mut self) {
        self.add(address::articles(), PageKind::Articles);
        for (id, shelved) in self.edition.archive.articles.iter().enumerate() {
            let slug = &shelved.article.slug;
            self.edition.of_content.insert(shelved.article.path.to_string(), address::article(slug, "html"));
            self.add(address::article(slug, "html"), PageKind::Article(id));
            self.add(address::article(slug, "md"), PageKind::Markdown(id));
            self.add(address::article(slug, "bib"), PageKind::Bibtex(id));
            self.add(address::article(slug, "ris"), PageKind::Ris(id));
            self.add(address::article(slug, "csl.json"), PageKind::Csl(id));
        }
        self.add(address::data("articles", "json"), PageKind::ArticlesJson);
        self.add(address::data("articles", "csv"), PageKind::ArticlesCsv);
    }

    fn entities(&mut self) {
        let archive = self.edition.archive;
        for kind in EntityKind::ALL {
            self.add(address::facet(kind), PageKind::Facet(kind));
            self.add(address::data(kind.folder(), "json"), PageKind::EntitiesJson(kind));
            self.add(address::data(kind.folder(), "csv"), PageKind::EntitiesCsv(kind));
        }
        for (id, term) in archive.terms.iter().enumerate() {
            if !archive.has_page(id) {
                continue;
            }
            if let Some(file) = &term.file {
                self.edition.of_content.insert(file.path.to_string(), address::term(term));
            }
            self.add(address::term(term), PageKind::Entity(id));
            if term.mentions.len() > CUT {
                for year in years(self.edition, id) {
                    self.add(address::term_year(term, year), PageKind::EntityYear(id, year));
                }
            }
        }
        self.add(address::sources(), PageKind::Sources);
        for (id, term) in archive.terms_of(EntityKind::Organisation) {
            if publishes(archive, id).next().is_some() {
                self.add(address::source(term), PageKind::Source(id));
            }
        }
    }

    fn timelines(&mut self) {
        for dial in Dial::ALL {
            self.add(address::timeline(dial), PageKind::Timeline(dial));
            let timeline = self.edition.timeline(dial);
            let mut periods: Vec<(i16, Option<u8>)> = Vec::new();
            for (year, moments) in timeline.years() {
                periods.push((year, None));
                periods.extend(by_month(&moments).into_iter().filter_map(|(month, _)| month).map(|month| (year, Some(month))));
            }
            let undated = !timeline.undated.is_empty();
            for (year, month) in periods {
                self.add(address::period(dial, Some(year), month), PageKind::Period(dial, Some(year), month));
            }
            if undated || dial == Dial::Published {
                self.add(address::period(dial, None, None), PageKind::Period(dial, None, None));
            }
        }
    }

    fn search(&mut self) {
        let articles = (0..self.edition.archive.articles.quiet().len()).map(Shard::Article);
        for shard in Sizes::of(self.edition).shards().chain(articles).collect::<Vec<Shard>>() {
            self.add(search::address(shard, self.edition), PageKind::Shard(shard));
        }
    }

    fn rest(&mut self) {
        self.add(address::home(), PageKind::Home);
        self.add(address::top("about"), PageKind::About);
        self.add(address::top("gaps"), PageKind::Gaps);
        self.add(address::top("search"), PageKind::Search);
        self.add(address::top("404"), PageKind::NotFound);
        if self.edition.settings.base_url.is_some() {
            if super::feed::has_date(self.edition) {
                self.add(RelPath::known("feed.xml"), PageKind::Atom);
            }
            self.add(RelPath::known("feed.json"), PageKind::JsonFeed);
            self.add(RelPath::known("sitemap.xml"), PageKind::Sitemap);
        } else {
            let help = "add `base_url = \"https://…\"` to dateline.toml, or build with `--base-url`";
            self.edition.report.push(Diagnostic::note("no-base-url", "feeds and sitemap are left out: they need the site's address").help(help));
        }
        for asset in self.edition.theme.assets.keys() {
            self.add(asset.clone(), PageKind::Asset(asset.clone()));
        }
        for (number, page) in self.edition.archive.pages.iter().enumerate() {
            let address = match page.slug.as_str() {
                "home" => address::home(),
                slug => address::top(slug),
            };
            self.edition.of_content.insert(page.path.to_string(), address.clone());
            if !matches!(page.slug.as_str(), "home" | "about") && !self.add(address.clone(), PageKind::Free(number)) {
                let message = format!("the site has a page `{address}` of its own");
                self.edition.report.push(Diagnostic::error("address-taken", message).at(Place::file(page.path.as_str())).help("rename the file"));
            }
        }
    }

    /// Old addresses: `aliases` of articles and free pages, `redirects` of entities. A name without `/` and extension is one beside the page.
    fn redirects(&mut self) {
        let archive = self.edition.archive;
        let mut wanted = Vec::new();
        for shelved in archive.articles.iter() {
            let article = &shelved.article;
            for old in &article.matter.aliases {
                let target = address::article(&article.slug, "html");
                wanted.push(OldAddress { old, folder: "articles", title: article.title(), file: &article.path, target });
            }
        }
        for page in &archive.pages {
            if let Some(address) = self.edition.of_content.get(page.path.as_str()) {
                for old in &page.matter.aliases {
                    wanted.push(OldAddress { old, folder: "", title: page.title(), file: &page.path, target: address.clone() });
                }
            }
        }
        for term in archive.terms.iter() {
            if let Some(file) = &term.file {
                for old in &file.matter.redirects {
                    wanted.push(OldAddress { old, folder: term.kind.folder(), title: &term.name, file: &file.path, target: address::term(term) });
                }
            }
        }
        for OldAddress { old, folder, title, file, target } in wanted {
            match super::redirects::old_address(old, folder) {
                Some(address) if address == target => {}
                Some(address) => {
                    if !self.add(address.clone(), PageKind::Redirect(title.to_owned(), target)) {
                        let message = format!("the old address `{address}` belongs to a page");
                        self.edition.report.push(Diagnostic::warning("redirect-taken", message).at(Place::file(file.as_str())).help("take it out"));
                    }
                }
                None => {
                    let message = format!("`{}` is no address of a page", crate::base::text::visible(old));
                    let help = "write it from the site's root, such as `old/name.html`";
                    self.edition.report.push(Diagnostic::error("redirect-invalid", message).at(Place::file(file.as_str())).help(help));
                }
            }
        }
        self.redirects_below();
    }

    /// Files that hosts read.
    fn hosting(&mut self) {
        let moved = self.files.values().any(|file| matches!(file.kind, PageKind::Redirect(..)));
        for hosting in Hosting::ALL.into_iter().filter(|hosting| moved || *hosting != Hosting::Redirects) {
            self.add(hosting.path(), PageKind::Hosting(hosting));
        }
    }

    /// An entity's old address had pages beside and below it, too: as a publisher, and for single years. They lead to those of today.
    fn redirects_below(&mut self) {
        let archive = self.edition.archive;
        for (id, term) in archive.terms.iter().enumerate() {
            let names = term.file.iter().flat_map(|file| &file.matter.redirects).filter(|old| !old.contains('/'));
            for old in names.map(|old| old.trim().trim_end_matches(".html")) {
                let as_publisher = (format!("/sources/{old}"), address::source(term));
                let folder = term.kind.folder();
                let of_years = years(self.edition, id)
                    .into_iter()
                    .map(|year| (format!("/{folder}/{old}/{}", address::year_name(year)), address::term_year(term, year)));
                for (old, target) in std::iter::once(as_publisher).chain(of_years) {
                    if let Some(old) = super::redirects::old_address(&old, "").filter(|old| *old != target && self.edition.planned.contains(&target))
                    {
                        self.add(old, PageKind::Redirect(term.name.clone(), target));
                    }
                }
            }
        }
    }
}

/// The years of an entity's articles, newest first, none last.
pub(super) fn years(edition: &Edition<'_>, term: TermId) -> Vec<Option<i16>> {
    let years: BTreeSet<Option<i16>> = edition.archive.terms[term].mentions.iter().map(|mention| shelf_year(edition, mention.article)).collect();
    years.into_iter().rev().collect()
}

/// The year an article is shelved in.
pub(super) fn shelf_year(edition: &Edition<'_>, article: ArticleId) -> Option<i16> {
    saw(Cell::Article(article));
    edition.years.get(article).copied().flatten()
}

/// The years all articles are shelved in: lists ask for them again and again.
fn shelf_years(archive: &Archive) -> Vec<Option<i16>> {
    let year = |shelved: &Shelved| {
        let (_, date) = shelf_date(&shelved.article.matter)?;
        date.years().filter(|_| date.has_year()).map(|(first, _)| first)
    };
    archive.articles.quiet().iter().map(year).collect()
}

/// The articles an organisation published, in order.
pub(super) fn publishes(archive: &Archive, term: TermId) -> impl Iterator<Item = ArticleId> {
    let mentions = archive.terms.get(term).into_iter().flat_map(|term| &term.mentions);
    mentions.filter(|mention| mention.roles.iter().any(|role| role == "publisher")).map(|mention| mention.article)
}
