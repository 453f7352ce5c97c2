//! What has to be done so that a place holds the local files, and in which order. Pure: two lists in, operations out.
//!
//! Why no link dangles: files that are new come before every page that was there already is touched, so what was online never leads to
//! something that is not there yet; and nothing is removed before every page that led to it has been replaced. Among the changed
//! pages those deepest in the tree come first and lists last, so that a list never praises what its page does not say yet.

use super::local::Entry;
use super::manifest::Manifest;
use crate::base::path::RelPath;
use std::collections::{BTreeMap, BTreeSet};

/// What belongs together on the way. Each group waits for the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Styles, scripts, images, texts: what pages need or lead to and is no page.
    Assets,
    /// Pages that are not there yet; nothing leads to them so far.
    NewPages,
    /// Data that is not there yet: parts of the search index, tables.
    NewData,
    /// Pages that say something else now.
    ChangedPages,
    /// Lists of pages: indexes, the first page.
    Indexes,
    /// Feeds, site map, search index and tables: read by programs, which follow at once.
    Data,
}

impl Group {
    /// What the group is called when it is shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assets => "assets",
            Self::NewPages => "new pages",
            Self::NewData => "new data",
            Self::ChangedPages => "changed pages",
            Self::Indexes => "indexes",
            Self::Data => "feeds, search and data",
        }
    }
}

/// What is to be done at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What to send, group by group; no group is empty.
    pub puts: Vec<(Group, Vec<RelPath>)>,
    /// What to remove when all of that is there: pages first, then what they used.
    pub deletes: Vec<RelPath>,
    /// Files that are new there.
    pub added: BTreeSet<RelPath>,
    /// Files that are there with other bytes, or perhaps with others.
    pub changed: BTreeSet<RelPath>,
    /// How many files stay as they are.
    pub same: usize,
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.deletes.is_empty()
    }
}

/// Compares the local files with what a place holds.
pub fn plan(local: &BTreeMap<RelPath, Entry>, remote: &Manifest) -> Plan {
    let mut plan = Plan::default();
    let mut groups: BTreeMap<Group, Vec<RelPath>> = BTreeMap::new();
    let shape = Shape::of(local);
    for (path, entry) in local {
        let there = remote.files.get(path);
        if there == Some(&entry.sha) {
            plan.same += 1;
            continue;
        }
        let new = there.is_none() && !remote.changing.contains(path);
        if new { &mut plan.added } else { &mut plan.changed }.insert(path.clone());
        groups.entry(shape.group(path, new)).or_default().push(path.clone());
    }
    for (group, paths) in &mut groups {
        paths.sort_by_key(|path| shape.rank(*group, path));
    }
    plan.puts = groups.into_iter().collect();
    plan.deletes = remote.owned().into_iter().filter(|path| !local.contains_key(*path)).cloned().collect();
    plan.deletes.sort_by_key(|path| (!is_page(path), std::cmp::Reverse(path.clone())));
    plan
}

/// How many files may go without being asked for: what the person says, else the larger of a hundred and a tenth of what is there.
pub fn allowed_deletes(said: Option<usize>, remote: &Manifest) -> usize {
    said.unwrap_or_else(|| (remote.owned().len() / 10).max(100))
}

/// The folders whose files programs read, which may lead to any page: the search index and the tables.
const DATA: &[&str] = &["data", "search"];

/// Files that programs read, wherever they lie.
const DATA_ENDS: &[&str] = &["xml", "json", "csv", "atom", "rss", "txt"];

/// What names say about the order of files.
struct Shape {
    /// Folders with pages below them.
    folders: BTreeSet<String>,
}

impl Shape {
    fn of(local: &BTreeMap<RelPath, Entry>) -> Self {
        let mut folders = BTreeSet::new();
        for path in local.keys().filter(|path| is_page(path)) {
            let own = if path.name() == "index.html" { parent(path.folder()) } else { Some(path.folder()) };
            let mut above = own;
            while let Some(folder) = above {
                if !folders.insert(folder.to_owned()) {
                    break;
                }
                above = parent(folder);
            }
        }
        Self { folders }
    }

    fn group(&self, path: &RelPath, new: bool) -> Group {
        match (is_page(path), is_data(path), new) {
            (true, _, true) => Group::NewPages,
            (true, _, false) if self.lists(path) => Group::Indexes,
            (true, _, false) => Group::ChangedPages,
            (false, true, true) => Group::NewData,
            (false, true, false) => Group::Data,
            (false, false, _) => Group::Assets,
        }
    }

    /// Whether a page lists others: it lies at the top, or is the first page of a folder with others below.
    fn lists(&self, path: &RelPath) -> bool {
        path.depth() == 0 || path.name() == "index.html" && self.folders.contains(path.folder())
    }

    /// The place in a group: the deepest first; the first page of all and the map of the search index last.
    fn rank(&self, group: Group, path: &RelPath) -> (bool, std::cmp::Reverse<usize>, bool, RelPath) {
        let last = path.as_str() == "index.html" || group >= Group::NewData && path.stem() == "manifest";
        (last, std::cmp::Reverse(path.depth()), self.lists(path), path.clone())
    }
}

fn parent(folder: &str) -> Option<&str> {
    if folder.is_empty() { None } else { Some(folder.rfind('/').map_or("", |at| &folder[..at])) }
}

/// Whether a browser shows the file as a page. Its precompressed form goes with it.
fn is_page(path: &RelPath) -> bool {
    ["html", "htm"].contains(&plain(path).extension().as_str())
}

fn is_data(path: &RelPath) -> bool {
    let top = path.as_str().split('/').next().unwrap_or_default();
    path.depth() > 0 && DATA.contains(&top) || path.depth() == 0 && DATA_ENDS.contains(&plain(path).extension().as_str())
}

/// The path without `.gz`.
fn plain(path: &RelPath) -> RelPath {
    path.as_str().strip_suffix(".gz").and_then(|path| RelPath::new(path).ok()).unwrap_or_else(|| path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::manifest::Sha;

    fn path(path: &str) -> RelPath {
        RelPath::known(path)
    }

    fn local(files: &[(&str, &str)]) -> BTreeMap<RelPath, Entry> {
        files.iter().map(|(name, text)| (path(name), Entry { sha: Sha::of(text), size: text.len() as u64 })).collect()
    }

    fn remote(files: &[(&str, &str)]) -> Manifest {
        Manifest { files: files.iter().map(|(name, text)| (path(name), Sha::of(text))).collect(), ..Manifest::new() }
    }

    fn puts(plan: &Plan) -> Vec<(&'static str, Vec<&str>)> {
        plan.puts.iter().map(|(group, paths)| (group.name(), paths.iter().map(RelPath::as_str).collect())).collect()
    }

    #[test]
    fn what_is_the_same_is_not_sent() {
        let files = [("index.html", "a"), ("a/b.html", "b")];
        let plan = plan(&local(&files), &remote(&files));
        assert!(plan.is_empty());
        assert_eq!(plan.same, 2);
    }

    #[test]
    fn what_is_new_comes_before_what_leads_to_it_and_removals_come_last() {
        let old = [("index.html", "1"), ("a/index.html", "1"), ("a/x.html", "1"), ("a/gone.html", "1"), ("assets/old.css", "1"), ("feed.xml", "1")];
        let new = [
            ("index.html", "2"),
            ("a/index.html", "2"),
            ("a/x.html", "2"),
            ("a/new.html", "1"),
            ("a/new.bib", "1"),
            ("assets/site.css", "1"),
            ("feed.xml", "2"),
            ("search/new.js", "1"),
            ("search/manifest.js", "1"),
        ];
        let plan = plan(&local(&new), &remote(&old));
        assert_eq!(
            puts(&plan),
            [
                ("assets", vec!["a/new.bib", "assets/site.css"]),
                ("new pages", vec!["a/new.html"]),
                ("new data", vec!["search/new.js", "search/manifest.js"]),
                ("changed pages", vec!["a/x.html"]),
                ("indexes", vec!["a/index.html", "index.html"]),
                ("feeds, search and data", vec!["feed.xml"]),
            ]
        );
        assert_eq!(plan.deletes, [path("a/gone.html"), path("assets/old.css")]);
        assert_eq!((plan.added.len(), plan.changed.len(), plan.same), (5, 4, 0));
    }

    #[test]
    fn a_folder_s_own_page_is_an_index_only_when_others_lie_below() {
        let old =
            local(&[("index.html", "1"), ("a/index.html", "1"), ("a/x/index.html", "1"), ("a/x/2015/index.html", "1"), ("a/y/index.html", "1")]);
        let there: Vec<(&str, &str)> = old.keys().map(|path| (path.as_str(), "0")).collect();
        let plan = plan(&old, &remote(&there));
        assert_eq!(
            puts(&plan),
            [("changed pages", vec!["a/x/2015/index.html", "a/y/index.html"]), ("indexes", vec!["a/x/index.html", "a/index.html", "index.html"])]
        );
    }

    #[test]
    fn what_was_in_doubt_is_sent_again_and_counts_as_new_when_it_may_be_missing() {
        let mut there = remote(&[("index.html", "1")]);
        there.changing.insert(path("a/x.html"));
        there.doubtful.extend([path("a/y.html"), path("a/z.html")]);
        let plan = plan(&local(&[("index.html", "1"), ("a/x.html", "1"), ("a/y.html", "1")]), &there);
        assert_eq!(puts(&plan), [("new pages", vec!["a/y.html"]), ("changed pages", vec!["a/x.html"])]);
        assert_eq!(plan.deletes, [path("a/z.html")]);
    }

    #[test]
    fn the_guard_allows_a_hundred_or_a_tenth_or_what_is_said() {
        let many: BTreeMap<RelPath, Sha> = (0..3000).map(|n| (path(&format!("{n}.html")), Sha::of(""))).collect();
        let many = Manifest { files: many, ..Manifest::new() };
        assert_eq!([allowed_deletes(None, &Manifest::new()), allowed_deletes(None, &many), allowed_deletes(Some(0), &many)], [100, 300, 0]);
    }

    #[test]
    fn precompressed_pages_go_with_pages() {
        assert!(is_page(&path("a/x.html.gz")) && !is_page(&path("a/x.bib.gz")) && is_data(&path("sitemap.xml.gz")) && is_data(&path("robots.txt")));
        assert!(!is_data(&path("a/b.json")) && !is_data(&path("CNAME")));
    }
}
