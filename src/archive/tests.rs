use super::testing::*;
use super::*;
use crate::content::matter::{EntityMatter, OrganisationRef, PlaceRef};

fn iom() -> Entity {
    let matter = EntityMatter {
        name: Some("International Organization for Migration".to_owned()),
        acronym: Some("IOM".to_owned()),
        ..EntityMatter::default()
    };
    entity(EntityKind::Organisation, "iom", matter)
}

fn with_orgs(slug: &str, date: &str, names: &[&str]) -> Article {
    let mut article = article(slug, date, "");
    article.matter.organisations = names.iter().map(|name| org_ref(name, "")).collect();
    article
}

#[test]
fn any_name_of_an_entity_leads_to_it_and_other_names_are_entities_of_their_own() {
    let articles = vec![with_orgs("a", "2015", &["IOM", "APSCA"]), with_orgs("b", "2014", &["the International organization for Migration"])];
    let (archive, report) = arranged(articles, vec![iom()], Vec::new());
    assert_eq!(report, Report::default());
    let names: Vec<(&str, usize)> = archive.terms.iter().map(|term| (term.name.as_str(), term.mentions.len())).collect();
    assert_eq!(names, [("APSCA", 1), ("International Organization for Migration", 2)]);
    assert!(archive.has_page(1) && !archive.has_page(0));
}

#[test]
fn the_arrangement_does_not_depend_on_the_order_of_its_parts() {
    let articles = vec![with_orgs("a", "2015", &["X Body", "Y"]), with_orgs("b", "2014", &["x body"]), with_orgs("c", "", &["Y", "y"])];
    let mut reversed = articles.clone();
    reversed.reverse();
    let (one, _) = arranged(articles, vec![iom()], Vec::new());
    let (two, _) = arranged(reversed, vec![iom()], Vec::new());
    assert_eq!((one.articles, one.terms), (two.articles, two.terms));
}

#[test]
fn generic_names_of_two_countries_are_two_entities() {
    let of = |slug: &str, country: Option<&str>| {
        let mut article = article(slug, "2015", "");
        let country = country.map(str::to_owned);
        article.matter.organisations = vec![OrganisationRef { name: "Ministry of Foreign Affairs".to_owned(), role: None, country }];
        article
    };
    let (archive, _) = arranged(vec![of("a", Some("Thailand")), of("b", Some("KH")), of("c", None), of("d", Some("TH"))], Vec::new(), Vec::new());
    let found: Vec<(&str, usize)> = archive.terms.iter().map(|term| (term.slug.as_str(), term.mentions.len())).collect();
    assert_eq!(found, [("ministry-of-foreign-affairs", 1), ("ministry-of-foreign-affairs-cambodia", 1), ("ministry-of-foreign-affairs-thailand", 2)]);
}

#[test]
fn roles_add_up_and_the_publisher_is_one() {
    let mut article = with_orgs("a", "2015", &[]);
    article.matter.organisations = vec![org_ref("IOM", "organiser"), org_ref("IOM", "organiser"), org_ref("IOM", "host"), org_ref("X", "mentioned")];
    article.matter.source = Some("IOM".to_owned());
    let (archive, _) = arranged(vec![article], vec![iom()], Vec::new());
    assert_eq!(archive.terms[0].mentions[0].roles, ["organiser", "host", "publisher"]);
    assert!(archive.terms[1].mentions[0].roles.is_empty());
    assert_eq!(archive.articles[0].terms(EntityKind::Organisation).len(), 2);
}

#[test]
fn a_place_is_one_by_all_its_names() {
    let mut one = article("a", "2015", "");
    one.matter.places = ["Viet Nam", "Bangkok"].map(|name| PlaceRef { name: name.to_owned(), country: None, kind: None }).to_vec();
    let mut two = article("b", "2014", "");
    two.matter.places = vec![PlaceRef { name: "Vietnam".to_owned(), country: None, kind: None }];
    let (archive, _) = arranged(vec![one, two], Vec::new(), Vec::new());
    assert_eq!(archive.terms_of(EntityKind::Place).count(), 2);
    let (_, bangkok) = archive.terms_of(EntityKind::Place).next().expect("a place");
    assert_eq!((bangkok.name.as_str(), bangkok.country.as_deref(), bangkok.sort.as_deref()), ("Bangkok", Some("TH"), Some("city")));
}

#[test]
fn two_articles_of_one_address_are_both_kept_and_told() {
    let mut other = article("a", "2014", "");
    other.path = RelPath::known("content/articles/more/a.md");
    let (archive, report) = arranged(vec![article("a", "2015", ""), other], Vec::new(), Vec::new());
    assert_eq!(report.diagnostics.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["address-taken"]);
    assert_eq!(archive.articles[0].article.slug, "a");
    assert!(archive.articles[1].article.slug.starts_with("a-"));
    assert_eq!(archive.article("a"), Some(0));
}

#[test]
fn a_name_that_two_files_claim_is_told() {
    let other = entity(
        EntityKind::Organisation,
        "other",
        EntityMatter {
            name: Some("Other".to_owned()),
            aliases: vec!["International Organization for Migration".to_owned()],
            ..EntityMatter::default()
        },
    );
    let (_, report) = arranged(Vec::new(), vec![iom(), other], Vec::new());
    assert_eq!(report.diagnostics.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["name-shared"]);
}

#[test]
fn findings_lead_to_the_terms_of_their_article() {
    let findings = vec![
        finding("organisations", "International Organization for Migration", "IOM"),
        finding("organisations", "APSCA", "APSCA"),
        finding("title", "a", "a"),
    ];
    let notes = Sidecar { findings, ..Sidecar::default() };
    let (archive, _) = arranged(vec![with_orgs("a", "2015", &["IOM"])], vec![iom()], vec![("a", notes)]);
    assert_eq!(archive.articles[0].finding_terms, [Some(0), None, None]);
}

#[test]
fn hostile_names_do_no_harm() {
    let names = ["", "  ", "+++", "../../x", "<script>", "(", "A (", "\u{202e}", "()", " (IOM)"];
    let (archive, _) = arranged(vec![with_orgs("a", "2015", &names)], vec![iom()], Vec::new());
    for term in archive.terms.iter() {
        assert!(term.slug.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{}", term.slug);
    }
}

#[test]
fn lists_show_the_summary_or_the_first_sentences() {
    let teaser = |summary: &str, body: &str| {
        let mut article = article("a", "", "");
        article.matter.summary = Some(summary.to_owned());
        article.body = body.to_owned();
        arranged(vec![article], Vec::new(), Vec::new()).0.articles[0].teaser.clone()
    };
    assert_eq!(teaser("Short.", "Long."), "Short.");
    assert_eq!(teaser(" ", "A heading\n\nIt *began*.\n\nIt ended."), "It began. It ended.");
    assert_eq!(teaser("", "Only words"), "Only words");
    assert_eq!(teaser("", ""), "");
}

#[test]
fn an_edited_text_gives_what_arranging_again_gives() {
    let mut articles = vec![with_orgs("a", "2015", &["IOM"]), with_orgs("b", "2014", &["APSCA"])];
    let (mut archive, _) = arranged(articles.clone(), vec![iom()], Vec::new());
    articles[0].body = "Another text. It is longer.".to_owned();
    let edited = Arc::new(articles[0].clone());
    assert_eq!(archive.with_texts(&[edited]), Some(vec![0]));
    let (again, _) = arranged(articles.clone(), vec![iom()], Vec::new());
    assert_eq!(archive.articles, again.articles);
    // A year is looked for in the article's own text alone.
    articles.push(article("c", "XXXX-12-07", ""));
    let (mut archive, _) = arranged(articles.clone(), vec![iom()], Vec::new());
    articles[0].body = "A third text.".to_owned();
    assert!(archive.with_texts(&[Arc::new(articles[0].clone())]).is_some());
    let (again, _) = arranged(articles.clone(), vec![iom()], Vec::new());
    assert_eq!(archive.articles, again.articles);
    articles[2].body = "It was in 2015.".to_owned();
    assert_eq!(archive.with_texts(&[Arc::new(articles[2].clone())]), None);
    // What else says something new has to be arranged.
    articles[1].matter.organisations.clear();
    assert_eq!(archive.with_texts(&[Arc::new(articles[1].clone())]), None);
    assert_eq!(archive.with_texts(&[Arc::new(article("new", "2016", ""))]), None);
}

#[test]
fn the_teaser_of_a_long_text_is_that_of_its_whole() {
    let paragraphs =
        ["Overview", "A **short** one.", "See [it][it] and more.", "- a list", "| a | b |", "```\ncode.\n```", "…", &"Long words. ".repeat(30)];
    for first in 0..paragraphs.len() {
        for count in [2, 8, 60, 400] {
            let body = (0..count).map(|at| paragraphs[(first + at * 3) % paragraphs.len()]).collect::<Vec<_>>().join("\n\n");
            for body in [format!("{body}\n\n[it]: https://example.org"), body] {
                assert_eq!(beginning(&body).and_then(|text| of_text(text, true)).or_else(|| of_text(&body, false)), of_text(&body, false), "{body}");
            }
        }
    }
}
