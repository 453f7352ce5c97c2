//! Pages that list: the home page, all articles, the A–Z of each kind, publishers.

use super::address;
use super::cards::card;
use super::entity_page::{timeline_year, year_id, year_label};
use super::plan::{PageKind, publishes, shelf_year};
use super::sheet::{Sheet, span};
use super::strip::strip;
use super::timeline_page::whole_span;
use super::view::{
    ArticlesView, Counted, Download, External, FacetView, Group, HomeView, IndexEntry, Letter, Link, Page, SourceEntry, SourceView, SourcesView,
    TopList, Way,
};
use crate::archive::term::{ArticleId, Term, TermId};
use crate::archive::timeline::Dial;
use crate::base::text::fold_name;
use crate::content::matter::EntityKind;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many articles the home page shows.
const LATEST: usize = 8;

/// How many entities of a kind it names.
const TOP: usize = 10;

/// Page and view of the home page.
pub(super) fn home(sheet: &Sheet<'_>) -> (Page, HomeView) {
    let archive = sheet.e.archive;
    let count = archive.articles.len();
    let publishers = archive.terms_of(EntityKind::Organisation).filter(|(id, _)| publishes(archive, *id).next().is_some()).count();
    let mut summary = vec![sheet.count("n_articles", count)];
    let span = whole_span(sheet.e);
    summary.extend((!span.is_empty()).then_some(span));
    summary.extend((publishers > 0).then(|| sheet.count("from_n_publishers", publishers)));
    let own = archive.page_named("home");
    let view = HomeView {
        summary: summary.join(", "),
        body_html: own.map(|page| super::text_pages::body(sheet, page).html).filter(|html| !html.trim().is_empty()),
        ways: ways(sheet),
        strip: strip(sheet, (0..count).map(|article| shelf_year(sheet.e, article)), |year| timeline_year(sheet, year)),
        latest: (0..count).filter(|&article| shelf_year(sheet.e, article).is_some()).take(LATEST).map(|article| card(sheet, article, None)).collect(),
        top: EntityKind::ALL.into_iter().filter_map(|kind| top_list(sheet, kind)).collect(),
        missing: missing(sheet),
        downloads: data_files(sheet),
        count,
    };
    let description = if sheet.e.settings.description.is_empty() { view.summary.clone() } else { sheet.e.settings.description.clone() };
    let mut page = sheet.page("home", sheet.e.settings.title.clone(), description, None);
    page.json_ld_html = Some(super::jsonld::site(sheet));
    (page, view)
}

fn top_list(sheet: &Sheet<'_>, kind: EntityKind) -> Option<TopList> {
    let entries = most_named(sheet, kind, TOP);
    (!entries.is_empty()).then(|| TopList {
        key: kind.folder().to_owned(),
        index: sheet.link(sheet.say(kind.folder()), &address::facet(kind)),
        entries,
    })
}

fn most_named(sheet: &Sheet<'_>, kind: EntityKind, most: usize) -> Vec<Counted> {
    let archive = sheet.e.archive;
    let mut terms: Vec<(TermId, usize)> = archive
        .terms_of(kind)
        .filter(|(id, term)| archive.has_page(*id) && !term.mentions.is_empty())
        .map(|(id, term)| (id, term.mentions.len()))
        .collect();
    terms.sort_by_key(|&(id, count)| (Reverse(count), id));
    terms.into_iter().take(most).map(|(id, count)| sheet.counted(id, count)).collect()
}

/// The ways into the archive, with their numbers.
pub(super) fn ways(sheet: &Sheet<'_>) -> Vec<Way> {
    let archive = sheet.e.archive;
    let mut ways = Vec::new();
    let mut way = |key: &str, to, number: String| ways.push(Way { key: key.to_owned(), label: sheet.say(key), href: sheet.href(&to), number });
    way("timeline", address::timeline(Dial::Published), whole_span(sheet.e));
    way("articles", address::articles(), super::strings::grouped(archive.articles.len()));
    for kind in EntityKind::ALL {
        let count = archive.terms_of(kind).count();
        if count > 0 {
            way(kind.folder(), address::facet(kind), super::strings::grouped(count));
        }
    }
    let publishers = archive.terms_of(EntityKind::Organisation).filter(|(id, _)| publishes(archive, *id).next().is_some()).count();
    if publishers > 0 {
        way("sources", address::sources(), super::strings::grouped(publishers));
    }
    ways
}

fn missing(sheet: &Sheet<'_>) -> Vec<Link> {
    let archive = sheet.e.archive;
    let mut missing = Vec::new();
    let undated = archive.undated();
    if undated > 0 {
        missing.push(sheet.link(sheet.count("n_articles_undated", undated), &address::period(Dial::Published, None, None)));
    }
    let gaps = super::gaps_page::empty_months(sheet).1;
    // In an archive of a few articles from many years the empty months are no news.
    if gaps > 0 && gaps < archive.articles.len() {
        missing.push(sheet.link(sheet.count("n_months_empty", gaps), &address::top("gaps")));
    }
    missing
}

/// The data files and feeds.
pub(super) fn data_files(sheet: &Sheet<'_>) -> Vec<Download> {
    let mut files = Vec::new();
    let mut add = |label: String, name: &str| {
        files.push(sheet.download(&format!("{label} (JSON)"), &address::data(name, "json"), "application/json"));
        files.push(sheet.download(&format!("{label} (CSV)"), &address::data(name, "csv"), "text/csv"));
    };
    add(sheet.say("articles"), "articles");
    for kind in EntityKind::ALL {
        if sheet.e.archive.has_any(kind) {
            add(sheet.say(kind.folder()), kind.folder());
        }
    }
    for (name, label, media) in [("feed.xml", "Atom", "application/atom+xml"), ("feed.json", "JSON Feed", "application/feed+json")] {
        let to = crate::base::path::RelPath::known(name);
        if sheet.e.has(&to) {
            files.push(sheet.download(label, &to, media));
        }
    }
    files
}

/// Page and view of the list of all articles.
pub(super) fn articles(sheet: &Sheet<'_>) -> (Page, ArticlesView) {
    let archive = sheet.e.archive;
    let mut by_year: BTreeMap<Option<i16>, Vec<ArticleId>> = BTreeMap::new();
    let mut formats: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, shelved) in archive.articles.iter().enumerate() {
        by_year.entry(shelf_year(sheet.e, id)).or_default().push(id);
        if let Some(format) = shelved.article.matter.format.as_deref() {
            *formats.entry(format).or_default() += 1;
        }
    }
    let large = archive.articles.len() > 500;
    let groups = by_year
        .into_iter()
        .rev()
        .map(|(year, articles)| {
            let address = address::period(Dial::Both, year, None);
            let more = (large && sheet.e.has(&address)).then(|| sheet.link(sheet.count("all_n_articles", articles.len()), &address));
            let shown = if more.is_some() { articles.len().min(5) } else { articles.len() };
            Group {
                label: year_label(sheet, year),
                id: year_id(year),
                count: articles.len(),
                cards: articles[..shown].iter().map(|&article| card(sheet, article, None)).collect(),
                more,
            }
        })
        .collect();
    let mut formats: Vec<Counted> =
        formats.into_iter().map(|(format, count)| Counted { name: sheet.value("format", format), href: None, count }).collect();
    formats.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    let view = ArticlesView { count: archive.articles.len(), groups, formats, undated: archive.undated() };
    let mut page = sheet.page("articles", sheet.say("articles"), sheet.count("n_articles", view.count), None);
    page.breadcrumbs = sheet.crumbs(Vec::new(), sheet.say("articles"));
    (page, view)
}

/// Page and view of the A–Z of a kind.
pub(super) fn facet(sheet: &Sheet<'_>, kind: EntityKind) -> (Page, FacetView) {
    let archive = sheet.e.archive;
    let mut letters: BTreeMap<(bool, String), Vec<(String, IndexEntry)>> = BTreeMap::new();
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut count, mut pages) = (0, 0);
    for (id, term) in archive.terms_of(kind) {
        count += 1;
        pages += usize::from(archive.has_page(id));
        if let Some(sort) = term.sort.as_deref() {
            *types.entry(sort).or_default() += 1;
        }
        let key = term.filing_key();
        letters.entry(letter(&key)).or_default().push((key, index_entry(sheet, id, term)));
        for (key, entry) in see_lines(sheet, id, term) {
            letters.entry(letter(&key)).or_default().push((key, entry));
        }
    }
    let letters = letters
        .into_iter()
        .map(|((other, label), mut entries)| {
            entries.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.see.is_some().cmp(&b.1.see.is_some())));
            let id = if other { "letter-other".to_owned() } else { format!("letter-{}", crate::base::path::slug(&label)) };
            Letter { label, id, entries: entries.into_iter().map(|(_, entry)| entry).collect() }
        })
        .collect();
    let prefix = format!("sort_{}", kind.singular());
    let mut types: Vec<Counted> = types.into_iter().map(|(sort, count)| Counted { name: sheet.value(&prefix, sort), href: None, count }).collect();
    types.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    let view = FacetView {
        kind: kind.singular().to_owned(),
        title: sheet.say(kind.folder()),
        count,
        pages,
        letters,
        types,
        top: most_named(sheet, kind, 12),
        downloads: vec![
            sheet.download("JSON", &address::data(kind.folder(), "json"), "application/json"),
            sheet.download("CSV", &address::data(kind.folder(), "csv"), "text/csv"),
        ],
    };
    let mut page = sheet.page("facet", view.title.clone(), sheet.count("n_names", count), Some(&address::facet(kind)));
    page.breadcrumbs = sheet.crumbs(Vec::new(), view.title.clone());
    (page, view)
}

/// The letter a name is filed under; what begins with no letter comes last, under `#`.
fn letter(key: &str) -> (bool, String) {
    let first = crate::base::path::slug(key).chars().next().filter(char::is_ascii_alphabetic);
    first.map_or_else(|| (true, "#".to_owned()), |first| (false, first.to_ascii_uppercase().to_string()))
}

/// The element of a term's line in its index.
pub(super) fn entry_id(term: &Term) -> String {
    format!("e-{}", term.slug)
}

fn index_entry(sheet: &Sheet<'_>, id: TermId, term: &Term) -> IndexEntry {
    let href = sheet.term_href(id);
    let articles = if href.is_none() { term.mentions.iter().map(|mention| sheet.article_link(mention.article)).collect() } else { Vec::new() };
    let country = term.country.as_deref().filter(|_| term.kind != EntityKind::Place || term.sort.as_deref() != Some("country"));
    IndexEntry {
        id: entry_id(term),
        name: term.name.clone(),
        filed: term.filed(),
        href,
        acronym: term.acronym.clone().filter(|acronym| *acronym != term.name),
        note: country.map(|code| sheet.country_name(code)),
        count: term.mentions.len(),
        articles,
        see: None,
    }
}

fn see_lines(sheet: &Sheet<'_>, id: TermId, term: &Term) -> Vec<(String, IndexEntry)> {
    let mut seen = BTreeSet::from([fold_name(&term.name)]);
    let mut lines = Vec::new();
    for name in term.other_names() {
        let key = fold_name(name);
        if key.is_empty() || !seen.insert(key.clone()) {
            continue;
        }
        let href = sheet.term_href(id).unwrap_or_else(|| format!("#{}", entry_id(term)));
        let see = Some(Link { text: term.name.clone(), href: Some(href) });
        lines.push((key, IndexEntry { id: String::new(), name: name.to_owned(), see, ..IndexEntry::default() }));
    }
    lines
}

/// Page and view of the list of publishers.
pub(super) fn sources(sheet: &Sheet<'_>) -> (Page, SourcesView) {
    let archive = sheet.e.archive;
    let mut sources: Vec<SourceEntry> = archive
        .terms_of(EntityKind::Organisation)
        .filter_map(|(id, term)| {
            let articles: Vec<ArticleId> = publishes(archive, id).collect();
            (!articles.is_empty()).then(|| SourceEntry {
                name: term.name.clone(),
                href: sheet.href(&address::source(term)),
                count: articles.len(),
                span: span(articles.iter().filter_map(|&article| shelf_year(sheet.e, article))),
                hosts: hosts(sheet, &articles),
            })
        })
        .collect();
    sources.sort_by_key(|source| Reverse(source.count));
    let unknown = archive.articles.iter().filter(|shelved| shelved.article.matter.source.is_none()).count();
    let view = SourcesView { sources, unknown };
    let title = sheet.say("sources");
    let mut page = sheet.page("sources", title.clone(), sheet.count("from_n_publishers", view.sources.len()), None);
    page.breadcrumbs = sheet.crumbs(Vec::new(), title);
    (page, view)
}

fn original(sheet: &Sheet<'_>, article: ArticleId) -> Option<External> {
    sheet.e.archive.articles[article].article.matter.source_url.as_deref().and_then(super::article_page::external)
}

fn hosts(sheet: &Sheet<'_>, articles: &[ArticleId]) -> Vec<String> {
    let hosts: BTreeSet<String> = articles.iter().filter_map(|&article| original(sheet, article)).map(|link| link.text).collect();
    hosts.into_iter().collect()
}

/// Page and view of one publisher.
pub(super) fn source(sheet: &Sheet<'_>, id: TermId) -> (Page, SourceView) {
    let archive = sheet.e.archive;
    let term = &archive.terms[id];
    let articles: Vec<ArticleId> = publishes(archive, id).collect();
    let originals = articles.iter().filter_map(|&article| {
        let link = original(sheet, article)?;
        Some(External { text: archive.articles[article].article.title().to_owned(), href: link.href })
    });
    let view = SourceView {
        name: term.name.clone(),
        organisation: sheet.term_link(id),
        count: articles.len(),
        strip: strip(sheet, articles.iter().map(|&article| shelf_year(sheet.e, article)), |year| Some(format!("#{}", year_id(year)))),
        originals: originals.take(super::plan::CUT).collect(),
        groups: super::entity_page::groups(sheet, id, articles.iter().copied()),
    };
    let mut page = sheet.page("source", view.name.clone(), sheet.count("n_articles", view.count), None);
    page.breadcrumbs = sheet.crumbs(vec![sheet.link(sheet.say("sources"), &address::sources())], view.name.clone());
    (page, view)
}

/// Every name and title that has a page, for the page to search from.
pub(super) fn everything(sheet: &Sheet<'_>, most: usize) -> Vec<TopList> {
    let archive = sheet.e.archive;
    let total = sheet.e.pages().iter().filter(|page| matches!(page.kind, PageKind::Article(_) | PageKind::Entity(_))).count();
    if total > most {
        return Vec::new();
    }
    let articles = (0..archive.articles.len()).map(|id| {
        let link = sheet.article_link(id);
        Counted { name: link.text, href: link.href, count: 0 }
    });
    let mut lists =
        vec![TopList { key: "articles".to_owned(), index: sheet.link(sheet.say("articles"), &address::articles()), entries: articles.collect() }];
    for kind in EntityKind::ALL {
        let entries: Vec<Counted> =
            archive.terms_of(kind).filter(|(id, _)| archive.has_page(*id)).map(|(id, term)| sheet.counted(id, term.mentions.len())).collect();
        lists.push(TopList { key: kind.folder().to_owned(), index: sheet.link(sheet.say(kind.folder()), &address::facet(kind)), entries });
    }
    lists.retain(|list| !list.entries.is_empty());
    lists
}
