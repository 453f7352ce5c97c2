//! What people write in front matter, and what must come of it.

use super::*;
use crate::base::path::RelPath;
use crate::base::report::Report;
use crate::content::article::Article;
use crate::content::matter::EntityKind;
use serde_json::json;

fn article(text: &str) -> (Option<Article>, Report) {
    let mut report = Report::default();
    (read_article(&RelPath::known("content/articles/a-title.md"), text, &mut report), report)
}

/// The article of a text that has no problem.
#[track_caller]
fn good(text: &str) -> Article {
    let (article, report) = article(text);
    assert_eq!(report.diagnostics, []);
    article.unwrap()
}

#[track_caller]
fn problem(text: &str) -> (Option<Article>, String, usize, usize) {
    let (article, report) = article(text);
    assert_eq!(report.diagnostics.len(), 1, "{:?}", report.diagnostics);
    let place = report.diagnostics[0].place.clone().unwrap();
    (article, report.diagnostics[0].code.to_owned(), place.line.unwrap(), place.column.unwrap())
}

#[test]
fn a_whole_article_is_read() {
    let article = good(
        "---\ntitle: \"A title: with a colon\"\ndate: 2015-08-26\nformat: press release\nsdgs: [8, 16]\ntags: [\"border management\", crime]\norganisations:\n  - name: \"A Body\"\n    role: organiser\n  - \"ASEAN\"\n\
         people:\n- name: Ann Lee\n  title: Director\n  of: A Body\nplaces: [Bangkok]\nevents:\n  - name: Forum\n    edition: 5\n    date: 2015-08-26\ndraft: true\nseed: seeds/001.txt\nmood: 3\n---\n\n\nText.\n",
    );
    assert_eq!(article.title(), "A title: with a colon");
    assert_eq!(article.slug, "a-title");
    assert_eq!(article.body, "Text.");
    assert_eq!(article.body_line, 26);
    let matter = &article.matter;
    assert_eq!(matter.sdgs, [8, 16]);
    assert_eq!(matter.tags, ["border management", "crime"]);
    assert_eq!((matter.organisations[0].role.as_deref(), matter.organisations[1].name.as_str()), (Some("organiser"), "ASEAN"));
    assert_eq!(matter.people[0].of.as_deref(), Some("A Body"));
    assert_eq!(matter.events[0].edition, Some(5));
    assert!(matter.draft && matter.date.is_some());
    assert_eq!(matter.extra["mood"], json!(3));
    assert_eq!(article.fields["date"], json!("2015-08-26"));
    assert_eq!(article.fields["events"][0]["edition"], json!(5));
    assert_eq!(article.fields.keys().next_back().unwrap(), "mood");
}

#[test]
fn words_stay_words_and_years_years() {
    let article = good("---\ntitle: 2020\ndate: 2016\nplaces:\n  - name: Oslo\n    country: NO\ntags: [no, 1.10, 007]\nsubtitle: ~\nkicker:\n---\n");
    assert_eq!(article.title(), "2020");
    assert_eq!(article.fields["date"], json!("2016"));
    assert_eq!(article.matter.places[0].country.as_deref(), Some("NO"));
    assert_eq!(article.matter.tags, ["no", "1.10", "007"]);
    assert_eq!(article.matter.subtitle, None);
    assert_eq!(good("---\ndate: 2016-03-14T10:00:00Z\n---\n").matter.date, good("---\ndate: 2016-03-14\n---\n").matter.date);
}

#[test]
fn one_thing_stands_for_a_list_of_one() {
    let article = good("---\ntitle: x\ntags: one\norganisations: IOM\nauthors: {name: Ann}\nsdgs: 8\n---\n");
    assert_eq!(article.matter.tags, ["one"]);
    assert_eq!(article.matter.organisations[0].name, "IOM");
    assert_eq!(article.matter.authors[0].name, "Ann");
    assert_eq!(article.matter.sdgs, [8]);
}

#[test]
fn toml_says_the_same() {
    let article = good("+++\ntitle = \"x\"\ndate = 2015-08-26\ntags = [\"a\"]\n[[organisations]]\nname = \"IOM\"\nrole = \"host\"\n+++\nText");
    assert_eq!(article.fields["date"], json!("2015-08-26"));
    assert_eq!(article.matter.organisations[0].role.as_deref(), Some("host"));
    assert_eq!(article.fields.keys().collect::<Vec<_>>(), ["title", "date", "tags", "organisations"]);
    assert_eq!(problem("+++\ntitle = \"x\"\ndate = \n+++\n").2, 3);
}

#[test]
fn a_title_is_found_elsewhere() {
    let headed = good("---\ndate: 2016\n---\n\n# The heading #\n\nText");
    assert_eq!((headed.title(), headed.body.as_str(), headed.body_line), ("The heading", "Text", 7));
    assert_eq!(good("Only text").title(), "a-title");
    assert_eq!(good("").body, "");
}

#[test]
fn odd_line_breaks_and_marks_do_no_harm() {
    let article = good("\u{FEFF}---\r\ntitle: x\r\n---\r\nOne\r\ntwo\r\n");
    assert_eq!((article.title(), article.body.as_str(), article.body_line), ("x", "One\ntwo", 4));
    assert_eq!(good("---\rtitle: x\r---\rOne\r").title(), "x");
}

#[test]
fn a_date_that_is_none_is_a_named_error() {
    let (article, code, line, column) = problem("---\ntitle: x\ndate: 2015-13-40\n---\nText");
    assert_eq!((code.as_str(), line, column), ("date-invalid", 3, 12));
    assert_eq!(article.unwrap().matter.date, None);
}

#[test]
fn a_bad_value_costs_its_field_only() {
    let (article, code, line, _) = problem("---\ntitle: [a, b]\n---\n# Text");
    assert_eq!((code.as_str(), line), ("value-kind", 2));
    assert_eq!(article.unwrap().title(), "Text");
    assert_eq!(problem("---\norganisations:\n  - role: host\n---\n").1, "name-missing");
    assert_eq!(problem("---\nsdgs: [18]\n---\n").1, "value-kind");
    assert_eq!(problem("---\nsource_url: \"javascript:alert(1)\"\n---\n").1, "address-scheme");
    assert_eq!(problem("---\nseed: ../../etc/passwd\n---\n").1, "path-invalid");
    assert_eq!(problem("---\ndate_status: sure\n---\n").1, "value-unknown");
}

#[test]
fn a_mistyped_key_is_told_and_kept_and_a_strange_one_is_kept() {
    let (article, report) = article("---\ntilte: x\norganizations: [IOM]\nlayout: post\n---\n");
    assert_eq!(report.diagnostics.len(), 2);
    assert_eq!(report.diagnostics[1].help.as_deref(), Some("did you mean `organisations`?"));
    assert_eq!(article.unwrap().matter.extra.keys().collect::<Vec<_>>(), ["tilte", "organizations", "layout"]);
}

#[test]
fn unreadable_front_matter_is_one_error_with_its_place() {
    let (none, code, line, _) = problem("---\ntitle: One: two\ndate: 2016\n---\n");
    assert!(none.is_none());
    assert_eq!((code.as_str(), line), ("matter-unreadable", 2));
    assert_eq!(problem("---\na: 1\na: 2\n---\n").2, 3);
    assert_eq!(problem("---\ntitle: \"x\n---\n").1, "matter-unreadable");
    assert_eq!(problem("---\n- a\n- b\n---\n").1, "matter-unreadable");
    assert_eq!(problem("---\ntitle: x\n").1, "matter-open");
    let help = article("---\ntitle: One: two\n---\n").1.diagnostics.remove(0).help.unwrap();
    assert!(help.contains("`title: \"One: two\"`"), "{help}");
}

#[test]
fn bombs_are_answered_and_refused() {
    let nine = |level: usize| vec![format!("*a{level}"); 9].join(", ");
    let levels: Vec<String> = (1..12).map(|level| format!("a{level}: &a{level} [{}]\n", nine(level - 1))).collect();
    let aliases = format!("---\na0: &a0 [x]\n{}", levels.concat());
    assert_eq!(problem(&format!("{aliases}---\n")).1, "matter-unreadable");
    assert_eq!(problem(&format!("---\na: {}\n---\n", "[".repeat(60_000))).1, "matter-unreadable");
    assert_eq!(problem(&format!("+++\na = {}\n+++\n", "[".repeat(60_000))).1, "matter-unreadable");
}

#[test]
fn entities_are_read() {
    let mut report = Report::default();
    let text = "---\nname: \"International Organization for Migration\"\nacronym: IOM\naliases: [OIM]\nformer:\n  - name: ICEM\n    until: 1989\nwikidta: Q1\n---\n\nAbout it.\n";
    let entity = read_entity(&RelPath::known("content/organisations/iom.md"), EntityKind::Organisation, text, &mut report).unwrap();
    assert_eq!((entity.name(), entity.slug.as_str(), entity.body.as_str()), ("International Organization for Migration", "iom", "About it."));
    assert_eq!(entity.matter.former[0].name, "ICEM");
    assert!(entity.matter.former[0].until.is_some());
    assert_eq!(report.diagnostics.len(), 1);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in "(---|\\+\\+\\+)\n([a-z]{1,6}(:|=|: -) ?[\"'\\[{&*#|>é0-9a-z,: -]{0,12}\r?\n){0,6}(---|\\+\\+\\+)?\n?.{0,20}") {
        let _ = article(&text);
    }
}
