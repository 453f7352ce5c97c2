//! Every address of the site, and the links between them.
//!
//! An address is written here as a file, `articles/x.html`, whatever the settings say; [`Addresses`] knows what becomes of it.

use crate::archive::term::Term;
use crate::archive::timeline::Dial;
use crate::base::path::RelPath;
use crate::content::matter::EntityKind;

/// How addresses become files and links.
#[derive(Clone, Copy, Debug, Default)]
pub struct Addresses {
    /// Folders instead of `.html` names.
    pub pretty: bool,
}

impl Addresses {
    /// The file an address is written to: `articles/x.html`, or `articles/x/index.html`.
    pub fn file(self, address: &RelPath) -> RelPath {
        let text = address.as_str();
        match text.strip_suffix(".html") {
            Some(stem) if self.pretty && address.name() != "index.html" && text != "404.html" => RelPath::made(format!("{stem}/index.html")),
            _ => address.clone(),
        }
    }

    /// What the page at `from` writes to lead to `to`.
    pub fn link(self, from: &RelPath, to: &RelPath) -> String {
        if !self.pretty {
            return from.link_to(to);
        }
        self.shown(self.file(from).link_to(&self.file(to)))
    }

    /// The address below the site's root, percent-encoded, as it follows `base_url` and a `/`.
    pub fn from_root(self, to: &RelPath) -> String {
        let home = RelPath::known("index.html");
        if !self.pretty {
            return home.link_to(to);
        }
        let shown = self.shown(home.link_to(&self.file(to)));
        if shown == "./" { String::new() } else { shown }
    }

    /// What the page writes to get to the site's root.
    pub fn root(self, from: &RelPath) -> String {
        self.file(from).to_root()
    }

    fn shown(self, link: String) -> String {
        match link.strip_suffix("index.html") {
            Some("") if self.pretty => "./".to_owned(),
            Some(folder) if self.pretty && folder.ends_with('/') => folder.to_owned(),
            _ => link,
        }
    }
}

/// `index.html`.
pub fn home() -> RelPath {
    RelPath::known("index.html")
}

/// A page at the site's root: `about.html`.
pub fn top(name: &str) -> RelPath {
    RelPath::made(format!("{name}.html"))
}

/// `articles/index.html`.
pub fn articles() -> RelPath {
    RelPath::known("articles/index.html")
}

/// `articles/<slug>.html`, or beside it with another extension.
pub fn article(slug: &str, extension: &str) -> RelPath {
    RelPath::made(format!("articles/{slug}.{extension}"))
}

/// `organisations/index.html` …
pub fn facet(kind: EntityKind) -> RelPath {
    RelPath::made(format!("{}/index.html", kind.folder()))
}

/// `organisations/<slug>.html` …
pub fn term(term: &Term) -> RelPath {
    RelPath::made(format!("{}/{}.html", term.kind.folder(), term.slug))
}

/// `organisations/<slug>/2015.html`, `…/undated.html`.
pub fn term_year(term: &Term, year: Option<i16>) -> RelPath {
    RelPath::made(format!("{}/{}/{}.html", term.kind.folder(), term.slug, year_name(year)))
}

/// `sources/index.html`.
pub fn sources() -> RelPath {
    RelPath::known("sources/index.html")
}

/// `sources/<slug>.html`.
pub fn source(term: &Term) -> RelPath {
    RelPath::made(format!("sources/{}.html", term.slug))
}

/// The overview of a view of the timeline.
pub fn timeline(dial: Dial) -> RelPath {
    RelPath::made(format!("{}index.html", dial_folder(dial)))
}

/// A year or month of a view of the timeline: `timeline/2015.html`, `timeline/2015-08.html`; `timeline/undated.html` without a year.
pub fn period(dial: Dial, year: Option<i16>, month: Option<u8>) -> RelPath {
    let folder = dial_folder(dial);
    let year = year_name(year);
    RelPath::made(month.map_or_else(|| format!("{folder}{year}.html"), |month| format!("{folder}{year}-{month:02}.html")))
}

/// A data file: `data/articles.json`.
pub fn data(name: &str, extension: &str) -> RelPath {
    RelPath::made(format!("data/{name}.{extension}"))
}

/// A file of the theme.
pub fn asset(name: &str) -> Option<RelPath> {
    RelPath::new(format!("assets/{name}")).ok()
}

fn dial_folder(dial: Dial) -> &'static str {
    match dial {
        Dial::Published => "timeline/",
        Dial::Events => "timeline/events/",
        Dial::Both => "timeline/both/",
    }
}

/// A year as it stands in an address.
pub fn year_name(year: Option<i16>) -> String {
    year.map_or_else(|| "undated".to_owned(), |year| format!("{year:04}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_files_or_folders() {
        let (plain, pretty) = (Addresses { pretty: false }, Addresses { pretty: true });
        let (from, to) = (article("x", "html"), facet(EntityKind::Tag));
        assert_eq!(plain.link(&from, &to), "../tags/index.html");
        assert_eq!(pretty.link(&from, &to), "../../tags/");
        assert_eq!(pretty.file(&from).as_str(), "articles/x/index.html");
        assert_eq!(pretty.link(&from, &article("x", "md")), "../x.md");
        assert_eq!(pretty.link(&from, &from), "./");
        assert_eq!(pretty.link(&home(), &home()), "./");
        assert_eq!(pretty.from_root(&home()), "");
        assert_eq!(plain.from_root(&from), "articles/x.html");
        assert_eq!(pretty.root(&from), "../../");
        assert_eq!(pretty.file(&top("404")).as_str(), "404.html");
    }

    #[test]
    fn periods_have_addresses_that_never_shift() {
        assert_eq!(period(Dial::Published, Some(2015), Some(8)).as_str(), "timeline/2015-08.html");
        assert_eq!(period(Dial::Events, Some(2015), None).as_str(), "timeline/events/2015.html");
        assert_eq!(period(Dial::Both, None, None).as_str(), "timeline/both/undated.html");
        assert_eq!(period(Dial::Published, Some(899), None).as_str(), "timeline/0899.html");
    }
}
