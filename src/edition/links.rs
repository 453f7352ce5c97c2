//! Links inside bodies: where they lead in the site, and which lead nowhere.

use super::plan::{Edition, PageKind};
use super::sheet::Sheet;
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::span::Lines;
use crate::content::address::is_external;
use crate::content::article::Article;
use crate::content::body::{BodyOptions, render};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What a relative link of a file in `content/` becomes on the page: to another file of `content/`, to a page, to a file of `static/`.
/// None when it is left as it stands.
pub(super) fn resolve(sheet: &Sheet<'_>, from: &RelPath, to: &str) -> Option<String> {
    let (path, fragment) = to.split_once('#').map_or((to, None), |(path, fragment)| (path, Some(fragment)));
    if path.is_empty() || is_external(path) {
        return None;
    }
    let address = target(sheet.e, from, path)?;
    let href = sheet.href(&address);
    Some(fragment.map_or_else(|| href.clone(), |fragment| format!("{href}#{fragment}")))
}

/// The address of the site that a link in a file of `content/` means.
fn target(edition: &Edition<'_>, from: &RelPath, path: &str) -> Option<RelPath> {
    let path = decoded(path.split('?').next().unwrap_or(path));
    if let Some(absolute) = path.strip_prefix('/') {
        let absolute = if absolute.is_empty() { "index.html" } else { absolute };
        return RelPath::new(absolute).ok();
    }
    let below_content = joined(from.folder(), &path)?;
    if let Some(address) = edition.address_of(below_content.as_str()) {
        return Some(address.clone());
    }
    let in_site = below_content.as_str().strip_prefix("content/").and_then(|path| RelPath::new(path.strip_prefix("pages/").unwrap_or(path)).ok())?;
    Some(in_site)
}

/// `folder` and `path` as one, `..` worked out; none when it leaves the archive.
fn joined(folder: &str, path: &str) -> Option<RelPath> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    RelPath::new(parts.join("/")).ok()
}

fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| path.get(at + 1..at + 3)).flatten().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// What is wrong with bodies: links that lead nowhere, and what the renderer has to tell. Renders every body once.
///
/// `statics` says whether the archive has a file of that name for the site.
pub fn check(edition: &Edition<'_>, statics: &(dyn Fn(&RelPath) -> bool + Sync)) -> Report {
    let articles: Vec<(&Arc<Article>, RelPath)> = edition
        .pages()
        .iter()
        .filter_map(|page| match page.kind {
            PageKind::Article(id) => Some((&edition.archive.articles[id].article, page.address.clone())),
            PageKind::Free(number) => Some((&edition.archive.pages[number], page.address.clone())),
            _ => None,
        })
        .collect();
    let reports: Vec<Report> = articles
        .par_iter()
        .map(|(article, at)| catch_unwind(AssertUnwindSafe(|| of_article(edition, article, at, statics))).unwrap_or_default())
        .collect();
    let mut report = Report::default();
    for part in reports {
        report.extend(part);
    }
    report.sorted()
}

fn of_article(edition: &Edition<'_>, article: &Article, at: &RelPath, statics: &dyn Fn(&RelPath) -> bool) -> Report {
    let language = article.matter.language.as_deref().unwrap_or(&edition.settings.language);
    let options = BodyOptions { path: article.path.as_str(), first_line: article.body_line, lang: language, ..BodyOptions::default() };
    let body = render(&article.body, &options);
    let mut report = body.report.clone();
    for link in &body.links {
        if is_external(&link.target) {
            continue;
        }
        let (path, fragment) = link.target.split_once('#').map_or((link.target.as_str(), ""), |(path, fragment)| (path, fragment));
        let wrong = if path.is_empty() {
            let known = fragment.is_empty()
                || body.headings.iter().any(|heading| heading.id == fragment)
                || body.sentences.iter().any(|sentence| format!("s{}", sentence.id) == fragment)
                || ["title", "text", "top", "cite", "found", "main"].contains(&fragment)
                || fragment.starts_with("fn");
            (!known).then(|| format!("there is no `#{fragment}` on this page"))
        } else {
            match target(edition, &article.path, path) {
                Some(address) if address == *at || edition.has(&address) || statics(&address) => None,
                Some(address) => Some(format!("there is no `{address}` in the site")),
                None => Some(format!("`{path}` leads out of the archive")),
            }
        };
        if let Some(message) = wrong {
            let lines = Lines::new(&article.body);
            let (line, column) = lines.position(link.span.start);
            let place = Place::line_column(article.path.as_str(), lines.line(line), article.body_line.max(1) + line - 1, column, link.span.len());
            let help = "lead to a file of `content/` (`../organisations/iom.md`) or of `static/`";
            report.push(Diagnostic::warning("link-nowhere", message).at(place).help(help));
        }
    }
    report
}
