//! The few pages of text: about, free pages, search, addresses that do not exist, old addresses.

use super::address;
use super::list_pages::{data_files, everything, ways};
use super::sheet::{Sheet, direction};
use super::view::{AboutView, Attribution, FreeView, Heading, NotFoundView, Page, RedirectTarget, RedirectView, SearchView};
use crate::base::path::RelPath;
use crate::content::article::Article;
use crate::content::body::{Body, BodyOptions, render};
use crate::content::finding::Band;
use crate::content::matter::EntityKind;
use crate::lexicon::geo;

/// The search page lists names while there are at most this many.
const SEARCHABLE: usize = 2_000;

/// The body of a free page.
pub(super) fn body(sheet: &Sheet<'_>, page: &Article) -> Body {
    let resolve = |to: &str| super::links::resolve(sheet, &page.path, to);
    let options = BodyOptions {
        path: page.path.as_str(),
        first_line: page.body_line,
        lang: page.matter.language.as_deref().unwrap_or(&sheet.e.settings.language),
        marks: &[],
        resolve: Some(&resolve),
    };
    render(&page.body, &options)
}

/// Page and view of a free page.
pub(super) fn free(sheet: &Sheet<'_>, number: usize) -> (Page, FreeView) {
    let article = sheet.e.archive.page(number);
    let body = body(sheet, article);
    let title = article.title().to_owned();
    let description = article.matter.summary.clone().unwrap_or_else(|| title.clone());
    let mut page = sheet.page("page", title.clone(), description, None);
    if let Some(language) = &article.matter.language {
        page.language.clone_from(language);
        direction(language).clone_into(&mut page.dir);
    }
    page.breadcrumbs = sheet.crumbs(Vec::new(), title.clone());
    let headings = body.headings.into_iter().map(|heading| Heading { level: heading.level, text: heading.text, href: format!("#{}", heading.id) });
    (page, FreeView { title, body_html: body.html, headings: headings.collect() })
}

/// Page and view of `about.html`.
pub(super) fn about(sheet: &Sheet<'_>) -> (Page, AboutView) {
    let archive = sheet.e.archive;
    let own = archive.page_named("about");
    let mut counts = vec![sheet.count("n_articles", archive.articles.len())];
    for kind in EntityKind::ALL {
        let count = archive.terms_of(kind).count();
        if count > 0 {
            counts.push(sheet.count(&format!("n_{}", kind.folder()), count));
        }
    }
    let findings = archive.articles.iter().flat_map(|shelved| &shelved.notes.findings).filter(|finding| finding.band != Band::Guess);
    let (mut stated, mut derived) = (0, 0);
    for finding in findings {
        if finding.derived {
            derived += 1;
        } else {
            stated += 1;
        }
    }
    let found = if stated + derived == 0 {
        sheet.say("no_findings")
    } else {
        let (stated, derived) = (super::strings::grouped(stated), super::strings::grouped(derived));
        sheet.fill("found_in_all", &[("stated", &stated), ("derived", &derived)])
    };
    let view = AboutView {
        body_html: own.map(|page| body(sheet, page).html).filter(|html| !html.trim().is_empty()),
        counts,
        found,
        downloads: data_files(sheet),
        attributions: geo::ATTRIBUTIONS.iter().map(attribution).collect(),
    };
    let title = own.filter(|page| page.matter.title.is_some()).map_or_else(|| sheet.say("about"), |page| page.title().to_owned());
    let mut page = sheet.page("about", title.clone(), sheet.e.settings.description.clone(), None);
    page.breadcrumbs = sheet.crumbs(Vec::new(), title);
    (page, view)
}

fn attribution(of: &geo::Attribution) -> Attribution {
    let text = |text: &str| text.to_owned();
    Attribution {
        what: text(of.what),
        source: text(of.source),
        source_href: text(of.source_url),
        licence: text(of.licence),
        licence_href: text(of.licence_url),
        changes: text(of.changes),
    }
}

/// Page and view of `search.html`.
pub(super) fn search(sheet: &Sheet<'_>) -> (Page, SearchView) {
    let mut page = sheet.page("search", sheet.say("search"), String::new(), Some(&address::top("search")));
    page.breadcrumbs = sheet.crumbs(Vec::new(), sheet.say("search"));
    (page, SearchView { ways: ways(sheet), lists: everything(sheet, SEARCHABLE) })
}

/// Page and view of `404.html`.
pub(super) fn not_found(sheet: &Sheet<'_>) -> (Page, NotFoundView) {
    let mut page = sheet.page("404", sheet.say("not_found"), String::new(), None);
    page.canonical = None;
    if sheet.e.settings.base_url.is_some() {
        return (page, NotFoundView { ways: ways(sheet) });
    }
    // It is shown at any depth, and without the site's address no link but `/` is right at all of them.
    page.nav.clear();
    page.alternates.clear();
    (page, NotFoundView { ways: Vec::new() })
}

/// Page and view of an old address.
pub(super) fn redirect(sheet: &Sheet<'_>, title: &str, to: &RelPath) -> (Page, RedirectView) {
    let mut page = sheet.page("redirect", title, String::new(), None);
    page.canonical = sheet.permalink(to);
    (page, RedirectView { target: RedirectTarget { text: title.to_owned(), href: sheet.href(to) } })
}
