use super::plan::plan;
use super::*;
use crate::archive::Archive;
use crate::archive::testing::*;
use crate::base::path::RelPath;
use crate::base::report::Report;
use crate::base::tree::Tree;
use crate::config::Settings;
use crate::content::article::Article;
use crate::content::entity::Entity;
use crate::content::finding::{Line, Sidecar};
use crate::content::matter::{ContactRef, EntityKind, EntityMatter, EventRef, PersonRef, PlaceRef};
use crate::lexicon::Lexicon;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};

const HOSTILE: &str = "</script><img src=x onerror=alert(1)>\"'&=1+1 {{ 7*7 }} \u{1b}[31m \u{202e}";

/// An archive with something of everything.
fn articles() -> Vec<Article> {
    let mut one = article("talks-end", "2015-08-26", "2015-08-25/2015-08-26");
    one.matter.title = Some("Talks end".to_owned());
    one.matter.source = Some("UNODC".to_owned());
    one.matter.source_url = Some("https://www.unodc.org/x?a=1&b=2".to_owned());
    one.matter.place = Some("Bangkok, Thailand".to_owned());
    one.matter.format = Some("press release".to_owned());
    one.matter.language = Some("en".to_owned());
    one.matter.organisations = vec![org_ref("UNODC", "organiser"), org_ref("ASEAN", "")];
    one.matter.people = vec![PersonRef { name: "Jo Doe".to_owned(), title: Some("Director".to_owned()), of: Some("UNODC".to_owned()) }];
    one.matter.places = ["Thailand", "Bangkok"].map(|name| PlaceRef { name: name.to_owned(), country: None, kind: None }).to_vec();
    let talks = |edition, date| EventRef { name: "Border Talks".to_owned(), edition: Some(edition), date: when(date), ..EventRef::default() };
    one.matter.events = vec![talks(3, "2015-08-25"), talks(1, "2010")];
    one.matter.tags = vec!["border management".to_owned()];
    one.matter.sdgs = vec![16];
    one.matter.aliases = vec!["old-talks".to_owned(), "/2015/talks/".to_owned()];
    one.matter.contacts = vec![ContactRef { name: "Press Desk".to_owned(), phones: vec!["+66 555".to_owned()], ..ContactRef::default() }];
    one.body = "The United Nations Office on Drugs and Crime (UNODC) held talks. “We agreed,” said Jo Doe.\n\n## Next\n\nSee [the other](talks-begin.md) and [ASEAN](../organisations/asean.md).".to_owned();
    let mut two = article("talks-begin", "2014-10", "");
    two.matter.organisations = vec![org_ref("ASEAN", "host"), org_ref("UNODC", "")];
    two.matter.people = vec![PersonRef { name: "Jo Doe".to_owned(), title: Some("Deputy".to_owned()), of: None }];
    two.matter.events = vec![EventRef { name: "Border Talks".to_owned(), edition: Some(1), ..EventRef::default() }];
    two.matter.places = vec![PlaceRef { name: "Thailand".to_owned(), country: None, kind: None }];
    two.matter.tags = vec!["border management".to_owned(), "rare tag".to_owned()];
    two.body = "ASEAN began.".to_owned();
    let mut three = article("no-year", "", "XXXX-12-07/XXXX-12-09");
    three.matter.date_text = Some("this week".to_owned());
    three.body = "It was held.".to_owned();
    let mut about = article("about", "", "");
    about.path = RelPath::known("content/pages/about.md");
    about.body = "Our [archive](../articles/talks-end.md).".to_owned();
    let mut imprint = about.clone();
    imprint.path = RelPath::known("content/pages/imprint.md");
    imprint.slug = "imprint".to_owned();
    vec![one, two, three, about, imprint]
}

fn entities() -> Vec<Entity> {
    let of = |slug: &str, name: &str, acronym: &str| {
        let matter = EntityMatter {
            name: Some(name.to_owned()),
            acronym: (!acronym.is_empty()).then(|| acronym.to_owned()),
            redirects: vec![format!("old-{slug}")],
            ..EntityMatter::default()
        };
        entity(EntityKind::Organisation, slug, matter)
    };
    vec![of("unodc", "United Nations Office on Drugs and Crime", "UNODC"), of("asean", "Association of Southeast Asian Nations", "ASEAN")]
}

fn notes() -> Sidecar {
    let mut quote = finding("quotes", "“We agreed,”", "“We agreed,”");
    quote.detail.insert("speaker".to_owned(), "Jo Doe".to_owned());
    let mut place = finding("place", "Bangkok, Thailand", "Bangkok");
    place.derived = true;
    let contact = finding("contacts", "Press Desk", "Press Desk");
    let findings = vec![
        finding("organisations", "United Nations Office on Drugs and Crime", "United Nations Office on Drugs and Crime (UNODC)"),
        finding("people", "Jo Doe", "Jo Doe"),
        finding("title", "Talks end", "Talks end"),
        place,
        quote,
        contact,
    ];
    let line = |role: &str, text: &str| Line { role: role.to_owned(), text: text.to_owned() };
    let lines = vec![line("title", "Talks end"), line("dateline", "Bangkok"), line("contact", "Press Desk, +66 555")];
    Sidecar { findings, lines, ..Sidecar::default() }
}

fn sidecars() -> BTreeMap<String, Sidecar> {
    BTreeMap::from([("talks-end".to_owned(), notes())])
}

/// Every file of the site.
fn site(archive: &Archive, settings: &Settings) -> Tree {
    let (theme, report) = Theme::new(&Tree::new(), settings);
    assert_eq!(report, Report::default());
    let edition = plan(archive, &theme, settings, Lexicon::built_in(), &Tree::new());
    let paths: Vec<&RelPath> = edition.pages().iter().map(|page| &page.path).collect();
    assert!(paths.is_sorted());
    edition.pages().iter().map(|page| (page.path.clone(), edition.render(page).unwrap_or_else(|problem| panic!("{problem:#?}")))).collect()
}

/// The archive of these tests, planned as a site.
pub(super) fn with_edition(look: impl FnOnce(&Edition<'_>)) {
    let settings = Settings::default();
    let archive = arranged_with(articles(), &settings);
    let (theme, _) = Theme::new(&Tree::new(), &settings);
    look(&plan(&archive, &theme, &settings, Lexicon::built_in(), &Tree::new()));
}

fn arranged_with(articles: Vec<Article>, settings: &Settings) -> Archive {
    let (archive, report) = Archive::arrange(articles, entities(), sidecars(), settings, Lexicon::built_in());
    assert_eq!(report, Report::default());
    archive
}

fn page(site: &Tree, path: &str) -> String {
    String::from_utf8(site.get(&RelPath::known(path)).unwrap_or_else(|| panic!("no {path}")).clone()).expect("UTF-8")
}

/// Links that lead nowhere, and pages nothing leads to.
fn broken(site: &Tree) -> Vec<String> {
    let attribute = Regex::new(r#"\s(href|src|id)="([^"]*)""#).expect("a pattern");
    let script = Regex::new(r"(?s)<script type.*?</script>|<pre.*?</pre>").expect("a pattern");
    let html = |path: &RelPath| path.extension() == "html";
    let texts: BTreeMap<&RelPath, String> = site
        .iter()
        .filter(|(path, _)| html(path))
        .map(|(path, bytes)| (path, script.replace_all(&String::from_utf8_lossy(bytes), "").into_owned()))
        .collect();
    let ids: BTreeMap<&RelPath, BTreeSet<String>> = texts
        .iter()
        .map(|(path, text)| (*path, attribute.captures_iter(text).filter(|hit| &hit[1] == "id").map(|hit| hit[2].to_owned()).collect()))
        .collect();
    let mut wrong = Vec::new();
    let mut reached = BTreeSet::from([RelPath::known("index.html"), RelPath::known("404.html")]);
    for (path, text) in &texts {
        for hit in attribute.captures_iter(text).filter(|hit| &hit[1] != "id") {
            let to = hit[2].replace("&amp;", "&").replace("&#x2F;", "/");
            if to.contains("://") || to.starts_with("mailto:") {
                continue;
            }
            let (file, fragment) = to.split_once('#').map_or((to.as_str(), ""), |(file, fragment)| (file, fragment));
            let mut parts: Vec<&str> = path.folder().split('/').filter(|part| !part.is_empty()).collect();
            for part in file.split('/') {
                match part {
                    ".." => {
                        parts.pop();
                    }
                    "" | "." => {}
                    part => parts.push(part),
                }
            }
            let mut target =
                if file.is_empty() { (*path).clone() } else { RelPath::new(parts.join("/")).unwrap_or_else(|_| RelPath::known("index.html")) };
            if file.ends_with('/') && !parts.is_empty() {
                target = target.join("index.html").expect("a path");
            }
            if !site.contains_key(&target) {
                wrong.push(format!("{path}: {to} leads nowhere"));
            } else if !fragment.is_empty() && fragment != "main" && ids.get(&target).is_some_and(|ids| !ids.contains(fragment)) {
                wrong.push(format!("{path}: {to}: no such place"));
            }
            reached.insert(target);
        }
    }
    let redirects = |path: &&RelPath| texts[*path].contains("http-equiv=\"refresh\"");
    wrong.extend(texts.keys().filter(|path| !reached.contains(path) && !redirects(path)).map(|path| format!("{path}: nothing leads there")));
    wrong
}

#[test]
fn every_link_of_every_page_leads_somewhere_and_every_page_is_reached() {
    for pretty_urls in [false, true] {
        let settings = Settings { pretty_urls, ..Settings::default() };
        let site = site(&arranged_with(articles(), &settings), &settings);
        assert_eq!(broken(&site), Vec::<String>::new(), "pretty_urls = {pretty_urls}");
    }
}

#[test]
fn the_addresses_are_those_of_the_design() {
    let settings = Settings::default();
    let site = site(&arranged_with(articles(), &settings), &settings);
    for path in [
        "index.html",
        "about.html",
        "404.html",
        "search.html",
        "gaps.html",
        "imprint.html",
        "sources/index.html",
        "sources/unodc.html",
        "articles/index.html",
        "articles/talks-end.html",
        "articles/talks-end.md",
        "articles/talks-end.bib",
        "articles/talks-end.ris",
        "organisations/index.html",
        "organisations/unodc.html",
        "people/jo-doe.html",
        "places/thailand.html",
        "tags/border-management.html",
        "events/border-talks.html",
        "timeline/index.html",
        "timeline/2015.html",
        "timeline/2015-08.html",
        "timeline/undated.html",
        "timeline/events/index.html",
        "timeline/events/2015-08.html",
        "timeline/events/undated.html",
        "timeline/both/index.html",
        "timeline/both/2014-10.html",
        "data/articles.json",
        "data/articles.csv",
        "data/organisations.json",
        "data/events.csv",
        "assets/site.css",
        "assets/site.js",
        "articles/old-talks.html",
        "2015/talks/index.html",
        "organisations/old-unodc.html",
    ] {
        assert!(site.contains_key(&RelPath::known(path)), "{path}");
    }
    for path in ["tags/rare-tag.html", "places/bangkok.html", "feed.xml", "feed.json", "sitemap.xml"] {
        assert!(!site.contains_key(&RelPath::known(path)), "{path}");
    }
}

#[test]
fn two_renderings_are_equal_and_no_order_of_files_matters() {
    let settings = Settings::default();
    let mut reversed = articles();
    reversed.reverse();
    assert!(site(&arranged_with(articles(), &settings), &settings) == site(&arranged_with(reversed, &settings), &settings));
}

#[test]
fn facts_lead_to_their_words_and_edited_ones_say_so() {
    let settings = Settings::default();
    let archive = arranged_with(articles(), &settings);
    let (theme, _) = Theme::new(&Tree::new(), &settings);
    let edition = plan(&archive, &theme, &settings, Lexicon::built_in(), &Tree::new());
    let id = archive.article("talks-end").expect("the article");
    let (_, view) = article_page::make(&sheet::Sheet::new(&edition, address::article("talks-end", "html")), id);
    let organisation = &view.organisations[0];
    assert_eq!(organisation.note.as_deref(), Some("organiser, publisher"));
    assert_eq!(organisation.evidence.as_ref().map(|evidence| evidence.href.as_str()), Some("#s1"));
    assert_eq!(view.organisations[1].status, "edited");
    assert_eq!(view.title_evidence.as_ref().map(|evidence| evidence.href.as_str()), Some("#title"));
    let place = view.place.as_ref().expect("a place");
    assert_eq!((place.status.as_str(), place.evidence.as_ref().map(|evidence| evidence.href.as_str())), ("derived", Some("#l2")));
    assert_eq!(view.quotes[0].name, "We agreed,");
    assert!(view.body_html.contains("href=\"../organisations/unodc.html\""));
    assert!(view.body_html.contains("href=\"talks-begin.html\""));
    assert_eq!(view.series[0].previous.as_ref().map(|link| link.href.is_none()), Some(true), "the 2nd is missing");
    let editions: Vec<_> = view.events.iter().filter_map(|fact| fact.note.as_deref()).collect();
    assert_eq!(editions, ["3rd edition, 25 August 2015", "1st edition, 2010"]);
    assert_eq!(view.label.iter().map(|link| link.text.as_str()).collect::<Vec<_>>(), ["Thailand", "Press release"]);
}

#[test]
fn an_entity_page_quotes_the_sentence_that_names_it() {
    let settings = Settings::default();
    let site = site(&arranged_with(articles(), &settings), &settings);
    let unodc = page(&site, "organisations/unodc.html");
    assert!(unodc.contains("../articles/talks-end.html#s1"));
    assert!(page(&site, "events/border-talks.html").contains("2nd"));
    assert!(page(&site, "organisations/index.html").contains("ASEAN"));
}

#[test]
fn contacts_are_nowhere_unless_the_settings_say_so() {
    for publish_contacts in [false, true] {
        let settings = Settings { publish_contacts, ..Settings::default() };
        let mut articles = articles();
        articles[0].fields.insert("contacts".to_owned(), serde_json::json!([{ "name": "Press Desk", "phones": ["+66 555"] }]));
        let site = site(&arranged_with(articles, &settings), &settings);
        let holds = |word: &str| site.values().any(|bytes| String::from_utf8_lossy(bytes).contains(word));
        assert_eq!((holds("+66 555"), holds("Press Desk")), (publish_contacts, publish_contacts));
    }
}

#[test]
fn what_a_stranger_wrote_stays_text() {
    let settings = Settings { base_url: Some("https://example.org/a".to_owned()), publish_contacts: true, ..Settings::default() };
    let mut articles = articles();
    for article in &mut articles {
        let matter = &mut article.matter;
        let text = || Some(HOSTILE.to_owned());
        matter.title = text();
        matter.subtitle = text();
        matter.kicker = text();
        matter.summary = text();
        matter.place = text();
        matter.format = text();
        matter.source = text();
        matter.source_url = Some("javascript:alert(1)".to_owned());
        matter.sources = vec!["javascript:alert(1)".to_owned(), HOSTILE.to_owned()];
        matter.photo_credit = text();
        matter.licence = text();
        matter.date_text = text();
        matter.authors = vec![PersonRef { name: HOSTILE.to_owned(), title: text(), of: text() }];
        matter.tags = vec![HOSTILE.to_owned()];
        matter.events = vec![EventRef { name: HOSTILE.to_owned(), place: text(), acronym: text(), ..EventRef::default() }];
        matter.places = vec![PlaceRef { name: HOSTILE.to_owned(), country: text(), kind: text() }];
        matter.organisations = vec![org_ref(HOSTILE, HOSTILE)];
        article.body = format!("{HOSTILE}\n\n[x](javascript:alert(1)) <script>alert(1)</script>");
    }
    let (archive, _) = Archive::arrange(articles, entities(), sidecars(), &settings, Lexicon::built_in());
    let site = site(&archive, &settings);
    let element = Regex::new(r#"<img|<script>|<script src=[^"]|\son[a-z]+="|javascript:[^<]*">"#).expect("a pattern");
    let data = Regex::new(r#"(?s)<script type="application/ld\+json">[^<]*</script>"#).expect("a pattern");
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes);
        match path.extension().as_str() {
            "html" => {
                let plain = data.replace_all(&text, "");
                assert!(!element.is_match(&plain), "{path}: {:?}", element.find(&plain));
                assert!(!text.contains("href=\"javascript") && !text.contains('\u{1b}'), "{path}");
                assert!(!text.contains(" 49 "), "{path}: a template in content was run");
            }
            "xml" => assert!(!text.contains("<img") && !text.contains('\u{1b}'), "{path}"),
            "csv" => assert!(text.lines().all(|line| !line.starts_with('=')), "{path}"),
            "json" => {
                serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            }
            _ => {}
        }
    }
}

#[test]
fn feeds_need_an_address_and_invent_no_date() {
    let settings = Settings { base_url: Some("https://example.org/a".to_owned()), ..Settings::default() };
    let site = site(&arranged_with(articles(), &settings), &settings);
    let atom = page(&site, "feed.xml");
    assert!(atom.contains("<id>https://example.org/a/articles/talks-end.html</id>"));
    assert!(!atom.contains("no-year") && !atom.contains("1970"));
    assert_eq!(atom.matches("<published>").count(), 1, "only one date is an exact day");
    assert!(page(&site, "sitemap.xml").contains("<loc>https://example.org/a/timeline/undated.html</loc>"));
    assert!(page(&site, "404.html").contains("href=\"https://example.org/a/timeline/index.html\""));
    let json: serde_json::Value = serde_json::from_str(&page(&site, "feed.json")).expect("JSON");
    assert!(json["items"][1].get("date_published").is_none());
}

#[test]
fn the_data_files_say_what_the_pages_say() {
    let settings = Settings::default();
    let site = site(&arranged_with(articles(), &settings), &settings);
    let read = |path: &str| -> Vec<serde_json::Value> { serde_json::from_str(&page(&site, path)).expect("JSON") };
    let articles = read("data/articles.json");
    assert_eq!(articles.len(), 3);
    let one = &articles[0];
    assert_eq!((one["id"].as_str(), one["url"].as_str()), (Some("talks-end"), Some("articles/talks-end.html")));
    assert_eq!(one["organisations"][0]["name"], "United Nations Office on Drugs and Crime");
    assert_eq!(one["organisations"][0]["acronym"], "UNODC");
    assert_eq!(one["organisations"].as_array().map(Vec::len), Some(2), "the publisher is in `source`");
    assert_eq!((one["places"][0]["code"].as_str(), one["places"][0]["kind"].as_str()), (Some("TH"), Some("country")));
    assert_eq!((one["events"][0]["edition"].as_u64(), one["people"][0]["of"].as_str()), (Some(3), Some("UNODC")));
    assert!(one.get("contacts").is_none());
    assert!(one["findings"].as_array().is_some_and(|findings| findings.iter().all(|finding| finding["field"] != "contacts")));
    assert_eq!(articles[2]["event_date"], "XXXX-12-07/XXXX-12-09");
    let organisations = read("data/organisations.json");
    assert!(organisations.iter().any(|organisation| organisation["name"] == one["organisations"][0]["name"]));
    let tags = read("data/tags.json");
    assert!(tags.iter().any(|tag| tag["url"] == "tags/index.html#e-rare-tag"));
}

#[test]
fn long_lists_are_cut_by_year() {
    let settings = Settings::default();
    let many: Vec<Article> = (0..70)
        .map(|number| {
            let mut article = article(&format!("a{number:02}"), &format!("{}-0{}", 2000 + number / 10, 1 + number % 9), "");
            article.matter.organisations = vec![org_ref("ASEAN", "")];
            article
        })
        .collect();
    let site = site(&arranged_with(many, &settings), &settings);
    assert_eq!(broken(&site), Vec::<String>::new());
    assert!(site.contains_key(&RelPath::known("organisations/asean/2000.html")));
    assert!(page(&site, "timeline/index.html").contains("class=\"grid\""));
}

#[test]
fn an_own_template_replaces_one_and_a_broken_one_is_told_with_its_line() {
    let settings = Settings::default();
    let archive = arranged_with(articles(), &settings);
    let own = |text: &str| Tree::from([(RelPath::known("theme/templates/gaps.html"), text.as_bytes().to_vec())]);
    let (theme, report) = Theme::new(&own("{% extends \"default/gaps.html\" %}{% block main %}<b>own</b>{% endblock main %}"), &settings);
    assert_eq!(report, Report::default());
    let edition = plan(&archive, &theme, &settings, Lexicon::built_in(), &Tree::new());
    let gaps = edition.pages().iter().find(|page| page.kind == PageKind::Gaps).expect("the page");
    assert!(String::from_utf8_lossy(&edition.render(gaps).expect("the page")).contains("<b>own</b>"));

    let (_, report) = Theme::new(&own("<p>\n{% if %}</p>"), &settings);
    let place = report.diagnostics[0].place.as_ref().expect("a place");
    assert_eq!((report.diagnostics[0].code, place.file.as_str(), place.line), ("template", "theme/templates/gaps.html", Some(2)));

    let (theme, report) = Theme::new(&own("<p>\n\n{{ view.summry }}</p>"), &settings);
    assert_eq!(report, Report::default());
    let edition = plan(&archive, &theme, &settings, Lexicon::built_in(), &Tree::new());
    let problem = edition.render(gaps).expect_err("an unknown field");
    assert_eq!(problem.place.and_then(|place| place.line), Some(3));
    assert!(edition.pages().iter().filter(|page| page.kind != PageKind::Gaps).all(|page| edition.render(page).is_ok()), "the others are made");

    for endless in
        ["{% for a in range(end=2000000000) %}x{% endfor %}", "{% include \"../../etc/passwd\" %}", "{{ get_env(name=\"HOME\") }}", "{{ now() }}"]
    {
        let (theme, report) = Theme::new(&own(endless), &settings);
        let edition = plan(&archive, &theme, &settings, Lexicon::built_in(), &Tree::new());
        assert!(report.has_errors() || edition.render(gaps).is_err(), "{endless}");
    }
}

#[test]
fn a_file_of_ones_own_takes_the_place_of_a_page() {
    let settings = Settings::default();
    let archive = arranged_with(articles(), &settings);
    let (theme, _) = Theme::new(&Tree::new(), &settings);
    let statics = Tree::from([(RelPath::known("static/about.html"), b"mine".to_vec())]);
    let edition = plan(&archive, &theme, &settings, Lexicon::built_in(), &statics);
    assert!(edition.pages().iter().all(|page| page.path.as_str() != "about.html"));
    assert!(edition.report().diagnostics.iter().any(|problem| problem.code == "static-instead"));
}

#[test]
fn links_in_texts_that_lead_nowhere_are_told_at_their_place() {
    let settings = Settings::default();
    let mut articles = articles();
    articles[1].body = "Fine [a](talks-end.md#s1), [b](#nowhere) and\n[c](gone.md).".to_owned();
    articles[1].body_line = 10;
    let archive = arranged_with(articles, &settings);
    let (theme, _) = Theme::new(&Tree::new(), &settings);
    let edition = plan(&archive, &theme, &settings, Lexicon::built_in(), &Tree::new());
    let report = links::check(&edition, &|_| false);
    let lines: Vec<_> = report.diagnostics.iter().map(|problem| (problem.code, problem.place.as_ref().and_then(|place| place.line))).collect();
    assert_eq!(lines, [("link-nowhere", Some(10)), ("link-nowhere", Some(11))]);
}

#[test]
fn an_empty_archive_is_a_site() {
    let settings = Settings::default();
    let site = site(
        &Archive::arrange(Vec::<Article>::new(), Vec::<Entity>::new(), BTreeMap::<String, Sidecar>::new(), &settings, Lexicon::built_in()).0,
        &settings,
    );
    assert_eq!(broken(&site), Vec::<String>::new());
}

#[test]
fn every_word_the_program_says_is_in_the_list() {
    let folder = format!("{}/src/edition", env!("CARGO_MANIFEST_DIR"));
    let call = Regex::new(r#"\b(?:say|count|fill)\(\s*"([a-z_]+)""#).expect("a pattern");
    let (theme, _) = Theme::new(&Tree::new(), &Settings::default());
    let mut missing = BTreeSet::new();
    for file in std::fs::read_dir(folder).expect("the folder").filter_map(Result::ok) {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        missing.extend(call.captures_iter(text).map(|hit| hit[1].to_owned()).filter(|key| !theme.strings.has(key)));
    }
    let made = ["status_stated", "status_derived", "status_edited", "n_stated", "n_derived", "n_edited"];
    missing.extend(made.map(str::to_owned).into_iter().filter(|key| !theme.strings.has(key)));
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn hosts_get_their_files_and_old_addresses_as_rules() {
    let with = |base: &str, pretty_urls| {
        let settings = Settings { base_url: Some(base.to_owned()), pretty_urls, ..Settings::default() };
        site(&arranged_with(articles(), &settings), &settings)
    };
    let (plain, pretty) = (with("https://example.org", false), with("https://example.org/a", true));
    let of = page;
    let rules = of(&plain, "_redirects");
    assert!(rules.lines().any(|rule| rule == "/articles/old-talks.html /articles/talks-end.html 301"), "{rules}");
    assert!(rules.lines().any(|rule| rule.starts_with("/2015/talks/ /articles/")), "{rules}");
    assert!(of(&pretty, "_redirects").contains("/a/articles/old-talks/ /a/articles/talks-end/ 301\n"), "{}", of(&pretty, "_redirects"));
    assert!(of(&plain, "_headers").starts_with("/*\n") && of(&plain, ".nojekyll").is_empty());
}

#[test]
fn the_page_for_missing_addresses_works_at_any_depth() {
    let settings = Settings::default();
    let without = site(&arranged_with(articles(), &settings), &settings);
    let html = page(&without, "404.html");
    let address = Regex::new("(?:href|src)=\"([^\"#][^\"]*)\"").expect("a pattern");
    let addresses: Vec<&str> = address.captures_iter(&html).map(|hit| hit.get(1).expect("it").as_str()).collect();
    assert!(addresses.iter().all(|to| *to == "/" || *to == "&#x2F;") && !addresses.is_empty(), "{addresses:?}");
    assert!(html.contains("<style>") && html.contains("style-src 'unsafe-inline'"));
}
