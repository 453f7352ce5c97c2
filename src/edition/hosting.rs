//! Files that hosts of pages read, and browsers do not: `_headers`, `_redirects`, `.nojekyll`. Elsewhere they do no harm.

use super::plan::{Edition, PageKind};
use crate::base::path::RelPath;
use std::fmt::Write as _;

/// A file for hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hosting {
    /// What is sent with each file, as Netlify and Cloudflare Pages read it.
    Headers,
    /// Old addresses, as Netlify, Cloudflare Pages and GitLab Pages read them.
    Redirects,
    /// Tells GitHub Pages to leave names that begin with `_` as they are.
    NoJekyll,
}

impl Hosting {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Headers, Self::Redirects, Self::NoJekyll];

    /// The name the host looks for.
    pub fn path(self) -> RelPath {
        RelPath::known(match self {
            Self::Headers => "_headers",
            Self::Redirects => "_redirects",
            Self::NoJekyll => ".nojekyll",
        })
    }
}

/// Headers for every file. Pages carry their own content policy; here is what a page cannot say itself. No file is named after its bytes, so
/// none may be kept for long without asking.
const HEADERS: &str = "\
/*
  Cache-Control: public, max-age=60, must-revalidate
  Content-Security-Policy: frame-ancestors 'self'
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff
";

/// The bytes of such a file.
pub(super) fn make(edition: &Edition<'_>, hosting: Hosting) -> Vec<u8> {
    match hosting {
        Hosting::Headers => {
            let mut text = HEADERS.to_owned();
            if edition.settings.base_url.is_some() {
                text.push_str("/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n");
            }
            text.into_bytes()
        }
        Hosting::Redirects => redirects(edition).into_bytes(),
        Hosting::NoJekyll => Vec::new(),
    }
}

/// A line for each old address. There is a page at each of them too, for hosts that read no such file.
pub(super) fn redirects(edition: &Edition<'_>) -> String {
    let base = edition.settings.base_url.as_deref().and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
    let base = base.map_or_else(String::new, |(_, path)| format!("/{path}"));
    let mut text = String::new();
    for page in edition.pages() {
        let PageKind::Redirect(_, to) = &page.kind else { continue };
        let old = RelPath::known("index.html").link_to(&page.path);
        let old = old.strip_suffix("index.html").unwrap_or(&old);
        let _ = writeln!(text, "{base}/{old} {base}/{} 301", edition.addresses.from_root(to));
    }
    text
}
