//! The example archive, built and walked from its first page: every page is reached, no link and no anchor leads nowhere, and the
//! site is left only where the page says that a source is meant.

use crate::program::Archive;
use crate::support::{build, copy, example, repository, same};
use regex::Regex;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Pages no page need lead to: the one for addresses that do not exist.
const UNLINKED: &[&str] = &["404.html"];

/// One page as a reader's program sees it.
#[derive(Debug, Default)]
struct Page {
    ids: BTreeSet<String>,
    twice: Vec<String>,
    links: Vec<Link>,
}

#[derive(Debug)]
struct Link {
    /// Tag and attribute: `a href`.
    kind: String,
    /// The address with its entities resolved.
    to: String,
    /// What `rel` says.
    rel: String,
}

/// Reads the tags of a page we wrote ourselves: attributes in double quotes, no `<` or `>` in them.
fn parse(html: &str) -> Page {
    let comment = Regex::new(r"(?s)<!--.*?-->|<(script|style)\b[^>]*>(.*?)</(?:script|style)>").expect("a pattern");
    let tag = Regex::new(r#"<([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s<>="/]+(?:="[^"<>]*"|=[^\s"'<>]+)?)*)\s*/?>"#).expect("a pattern");
    let attribute = Regex::new(r#"([^\s<>="/]+)(?:="([^"]*)"|=([^\s"'<>]+))?"#).expect("a pattern");
    let mut page = Page::default();
    // The tag of a script stays, what it holds does not.
    let html = comment.replace_all(html, |hit: &regex::Captures<'_>| {
        hit.get(2).map_or(String::new(), |inside| hit[0].replacen(inside.as_str(), "", usize::from(!inside.is_empty())))
    });
    for hit in tag.captures_iter(&html) {
        let name = hit[1].to_ascii_lowercase();
        let attributes: BTreeMap<String, String> = attribute
            .captures_iter(&hit[2])
            .map(|hit| (hit[1].to_ascii_lowercase(), unescape(hit.get(2).or(hit.get(3)).map_or("", |value| value.as_str()))))
            .collect();
        let id = attributes.get("id").cloned();
        if let Some(id) = id.filter(|id| !page.ids.insert(id.clone())) {
            page.twice.push(id);
        }
        for key in ["href", "src", "poster", "action"] {
            if let Some(to) = attributes.get(key) {
                let rel = attributes.get("rel").cloned().unwrap_or_default();
                page.links.push(Link { kind: format!("{name} {key}"), to: to.clone(), rel });
            }
        }
    }
    page
}

fn unescape(text: &str) -> String {
    let entity = Regex::new(r"&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+);").expect("a pattern");
    entity
        .replace_all(text, |hit: &regex::Captures<'_>| {
            let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
            let c = match &hit[1] {
                "amp" => Some('&'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                "lt" => Some('<'),
                "gt" => Some('>'),
                other => {
                    other.strip_prefix("#x").map_or_else(|| other.strip_prefix('#').and_then(|digits| number(digits, 10)), |hex| number(hex, 16))
                }
            };
            c.map_or_else(|| hit[0].to_owned(), String::from)
        })
        .into_owned()
}

/// Percent escapes as the bytes they stand for.
fn decode(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| address.get(at + 1..at + 3)).flatten().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Where an address on a page leads, as a path in the site; `None` when it climbs out of it.
fn resolve(page: &str, to: &str) -> Option<String> {
    let mut steps: Vec<&str> = page.split('/').collect();
    steps.pop();
    if to.is_empty() {
        return Some(page.to_owned());
    }
    for step in to.split('/') {
        match step {
            "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

fn leaves(to: &str) -> bool {
    to.contains("://") || to.starts_with("//") || to.starts_with("mailto:") || to.starts_with("tel:") || to.starts_with("data:")
}

/// Whether a file of the site is a page.
fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "html")
}

/// The files of the site that a page leads to or is made of.
pub fn targets(path: &str, html: &str) -> BTreeSet<String> {
    let links = parse(html).links.into_iter().filter(|link| !leaves(&link.to) && !link.to.starts_with('/'));
    links.filter_map(|link| resolve(path, &decode(link.to.split('#').next().unwrap_or_default()))).collect()
}

/// Everything that is wrong with the links of a site, and the pages that were reached from its first.
fn crawl(site: &BTreeMap<String, Vec<u8>>) -> (Vec<String>, BTreeSet<String>, usize) {
    let pages: BTreeMap<&str, Page> =
        site.iter().filter(|(path, _)| is_page(path)).map(|(path, bytes)| (path.as_str(), parse(&String::from_utf8_lossy(bytes)))).collect();
    let mut wrong = Vec::new();
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut queue = vec!["index.html".to_owned()];
    queue.extend(UNLINKED.iter().filter(|path| pages.contains_key(*path)).map(|path| (*path).to_owned()));
    let mut links = 0;
    while let Some(path) = queue.pop() {
        let Some(page) = pages.get(path.as_str()) else {
            wrong.push(format!("{path}: there is no such page"));
            continue;
        };
        wrong.extend(page.twice.iter().map(|id| format!("{path}: two elements have the id `{id}`")));
        for link in &page.links {
            links += 1;
            let told = format!("{path}: {} `{}`", link.kind, link.to);
            if leaves(&link.to) {
                if link.kind != "a href" || !link.rel.split_whitespace().any(|word| word == "external") {
                    wrong.push(format!("{told} leaves the site and is not marked as a source (`rel=\"external\"`)"));
                }
                continue;
            }
            let (file, anchor) = link.to.split_once('#').map_or((link.to.as_str(), None), |(file, anchor)| (file, Some(anchor)));
            // Shown at any depth, and never from disk.
            if UNLINKED.contains(&path.as_str()) && file == "/" {
                continue;
            }
            if file.starts_with('/') || file.contains('?') {
                wrong.push(format!("{told} does not work from disk"));
                continue;
            }
            let Some(target) = resolve(&path, &decode(file)) else {
                wrong.push(format!("{told} climbs out of the site"));
                continue;
            };
            if !site.contains_key(&target) {
                wrong.push(format!("{told} leads nowhere"));
                continue;
            }
            if let (Some(anchor), Some(page)) =
                (anchor.map(decode).filter(|anchor| !anchor.is_empty() && anchor != "top"), pages.get(target.as_str()))
                && !page.ids.contains(&anchor)
            {
                wrong.push(format!("{told}: no such place on the page"));
            }
            if is_page(&target) && link.kind == "a href" && reached.insert(target.clone()) {
                queue.push(target);
            }
        }
    }
    (wrong, reached, links)
}

#[test]
fn every_page_is_reached_and_every_link_leads_somewhere() {
    let archive = example();
    build(&archive);
    let site = archive.tree("public");
    let (wrong, reached, links) = crawl(&site);
    assert!(wrong.is_empty(), "{} of {links} links\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    let unreached: Vec<&String> =
        site.keys().filter(|path| is_page(path) && !reached.contains(*path) && !UNLINKED.contains(&path.as_str())).collect();
    assert!(unreached.is_empty(), "no way leads from index.html to {unreached:?}");
    println!("{} pages, {links} links, 0 broken", reached.len());
}

#[test]
fn the_walk_notices_what_it_is_meant_to_notice() {
    let page = |body: &str| format!("<!doctype html><p id=\"a\">{body}</p>").into_bytes();
    let site = BTreeMap::from([
        (
            "index.html".to_owned(),
            page(r##"<a href="x/y.html">y</a><a href="no.html">n</a><a href="#gone">g</a><a href="https://example.org/">e</a>"##),
        ),
        (
            "x/y.html".to_owned(),
            page(r#"<a href="../../up.html">u</a><a href="/index.html">r</a><i id="a"></i><a rel="external" href="https://example.org/">e</a>"#),
        ),
        ("lost.html".to_owned(), page("")),
    ]);
    let (wrong, reached, links) = crawl(&site);
    assert_eq!(links, 7);
    assert_eq!(reached, BTreeSet::from(["index.html".to_owned(), "x/y.html".to_owned()]));
    for sign in ["`no.html` leads nowhere", "`#gone`: no such place", "not marked as a source", "climbs out", "does not work from disk", "the id `a`"]
    {
        assert!(wrong.iter().any(|line| line.contains(sign)), "{sign}: {wrong:#?}");
    }
    assert_eq!(wrong.len(), 6);
}

#[test]
fn the_pages_the_design_names_are_there() {
    let archive = example();
    build(&archive);
    let always =
        ["index.html", "about.html", "404.html", "search.html", "gaps.html", "articles/index.html", "timeline/index.html", "timeline/undated.html"];
    let indexes = ["organisations", "people", "places", "tags", "events"].map(|kind| format!("{kind}/index.html"));
    let data = ["data/articles.json", "data/articles.csv", "data/organisations.json"];
    for path in always.into_iter().map(str::to_owned).chain(indexes).chain(data.map(str::to_owned)) {
        assert!(archive.has(&format!("public/{path}")), "{path}");
    }
    for absent in ["feed.xml", "feed.json", "sitemap.xml"] {
        assert!(!archive.has(&format!("public/{absent}")), "{absent} needs an address, and there is none");
    }
}

#[test]
fn the_data_files_agree_with_the_pages() {
    let archive = example();
    let summary = build(&archive);
    let read = |path: &str| -> Vec<Value> { serde_json::from_str(&archive.read(path)).unwrap_or_else(|error| panic!("{path}: {error}")) };
    let articles = read("public/data/articles.json");
    assert_eq!(articles.len() as u64, summary.articles);
    let ids: BTreeSet<&str> = articles.iter().map(|article| article["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), articles.len(), "ids are unique");
    for article in &articles {
        let url = article["url"].as_str().expect("a url");
        assert!(archive.has(&format!("public/{url}")), "{url}");
        assert!(article.get("contacts").is_none(), "contacts are private: {article}");
        for key in ["organisations", "people", "places", "events"] {
            let list = article.get(key).and_then(Value::as_array);
            assert!(list.is_none_or(|list| list.iter().all(|entry| entry["name"].is_string())), "{url}: `{key}` holds tables with a name");
        }
    }
    for organisation in read("public/data/organisations.json") {
        let named = organisation["articles"].as_array().expect("a list of ids");
        assert!(named.iter().all(|id| ids.contains(id.as_str().expect("an id"))), "{organisation}");
    }
}

#[test]
fn contacts_are_nowhere_in_the_site_unless_the_settings_say_so() {
    let archive = example();
    build(&archive);
    let leaked = |archive: &Archive| -> Vec<String> {
        let site = archive.tree("public");
        let holds = |bytes: &[u8]| {
            ["555 0100", "555 01 00", "5550 0100", "@desk.example.org"].iter().any(|sign| String::from_utf8_lossy(bytes).contains(sign))
        };
        site.into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
    };
    assert_eq!(leaked(&archive), Vec::<String>::new());
    archive.write("dateline.toml", format!("{}\npublish_contacts = true\n", archive.read("dateline.toml")));
    build(&archive);
    assert!(!leaked(&archive).is_empty(), "with `publish_contacts = true` they are shown");
}

#[test]
fn the_theme_on_disk_is_the_one_in_the_program() {
    let archive = example();
    build(&archive);
    let built_in = archive.tree("public");
    assert!(built_in.len() > 20);
    copy(&repository().join("theme"), &archive, "theme");
    build(&archive);
    same(&built_in, &archive.tree("public"), "the built-in theme against theme/ of the repository");
}

#[test]
fn no_page_tells_where_it_was_made() {
    let archive = example();
    build(&archive);
    let root = archive.root().to_string_lossy().into_owned();
    assert!(archive.has("public/index.html"));
    for (path, bytes) in archive.tree("public") {
        assert!(!String::from_utf8_lossy(&bytes).contains(&root), "{path}");
    }
}
