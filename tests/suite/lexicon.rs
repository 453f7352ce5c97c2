//! An archive with word lists of its own, as a person runs it.

use crate::program::Archive;
use crate::support::build;

const ARTICLE: &str = "Lamps are cleaned in Lampstead

LAMPSTEAD, 12 March 2019 – The WHO opened a course on wick trimming on Tuesday.

Wickster Pryce Oddling walked to the gate. “Good wick trimming saves oil,” he said. Wick trimming is old, and wick trimming is new.
";

fn archive(lists: &[(&str, &str)]) -> Archive {
    let archive = Archive::new();
    archive.write("seeds/1.txt", ARTICLE);
    for (name, text) in lists {
        archive.write(&format!("lexicon/{name}"), text);
    }
    archive
}

fn page(archive: &Archive) -> String {
    let pages = archive.tree("content/articles");
    assert_eq!(pages.len(), 1);
    String::from_utf8(pages.into_values().next().expect("a page")).expect("text")
}

#[test]
fn own_lists_win_over_ours() {
    let plain = archive(&[]);
    assert_eq!(plain.run(&["build"]).code, 0);
    let before = page(&plain);
    assert!(before.contains("World Health Organization") && !before.contains("Oddling\"") && !before.contains("tags"), "{before}");
    let own = archive(&[
        ("organisations.tsv", "# Ours\nWorld Heritage Observatory\tWHO\tmedia\n"),
        ("roles.tsv", "wickster\ten\ttitle\n"),
        ("concepts.tsv", "lamp keeping\twick trimming\n"),
        ("cities.tsv", "Lampstead\tGB\n"),
    ]);
    let run = own.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let page = page(&own);
    for part in ["tags: [\"lamp keeping\"]", "World Heritage Observatory", "name: \"Pryce Oddling\"", "place: \"Lampstead, United Kingdom\""] {
        assert!(page.contains(part), "no `{part}` in\n{page}");
    }
    assert!(!page.contains("World Health Organization"), "{page}");
    assert_eq!(build(&own).changed, 0);
}

#[test]
fn the_site_knows_a_town_of_its_own_list() {
    let article = "---\ntitle: \"Lamps\"\nplace: \"Lampstead\"\n---\n\nThey are clean.\n";
    let country_of = |lists: &[(&str, &str)]| {
        let archive = archive(lists);
        archive.write("content/articles/lamps.md", article);
        archive.run(&["build"]);
        archive.read("public/articles/lamps.html").contains("United Kingdom")
    };
    assert!(!country_of(&[]));
    assert!(country_of(&[("cities.tsv", "Lampstead\tGB\n")]));
}

#[test]
fn a_bad_row_is_told_with_its_line_and_costs_nothing_else() {
    let own = archive(&[("concepts.tsv", "lamp keeping\twick trimming\na\tb\tc\td\te\tf\n"), ("verbs.tsv", "")]);
    for command in ["build", "check"] {
        let run = own.run(&[command, "--format", "json"]);
        assert_eq!(run.code, 1);
        let told: Vec<_> = run.problems().into_iter().filter(|problem| problem["severity"] == "error").collect();
        let place = |problem: &serde_json::Value| format!("{} {}", problem["code"], problem["place"]["line"]);
        assert_eq!(told.iter().map(place).collect::<Vec<_>>(), ["\"lexicon-row\" 2", "\"lexicon-file\" null"], "{command}");
    }
    assert!(page(&own).contains("lamp keeping"));
}

#[test]
fn a_list_that_changes_changes_the_pages() {
    let own = archive(&[]);
    own.run(&["build"]);
    assert!(!page(&own).contains("lamp keeping"));
    own.write("lexicon/concepts.tsv", "lamp keeping\twick trimming\n");
    own.run(&["import"]);
    assert!(page(&own).contains("lamp keeping"));
}
