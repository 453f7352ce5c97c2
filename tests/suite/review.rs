//! People answer what texts leave open: years that are not stated, names, proposals; and facts keep their words when texts are edited.

use crate::program::Archive;
use crate::support::build;
use std::fs;

const SIXTH: &str = "\
River conference looks at locks after a long wait

Riga \u{2013} Following a four-year hiatus, the 6th Inland Waterways and Locks Conference (IWLC) was held in Riga this week (7-9 December). It is normally held every second year.

Since the first IWLC in 2010 the conference has grown. Keepers of locks who had fallen ill with COVID-19 sent their reports by post.
";

const FIFTH: &str = "\
Lock keepers compare gates

Riga (Latvia), 17 December 2018 - The 5th Inland Waterways and Locks Conference (IWLC) took place in Riga on 11-13 December 2018. Lock keepers compared gates of wood and of steel.
";

const OTHER: &str = "\
Ferries of the delta get new engines

Gdansk (Poland), 3 May 2016 - Two ferries of the delta were given new engines on Tuesday. The Baltic Ferry Trust paid for both.
";

/// The only article whose file name begins so, with its text.
fn article(archive: &Archive, begins: &str) -> (String, String) {
    let found: Vec<String> = archive.tree("content/articles").into_keys().filter(|name| name.starts_with(begins)).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    let path = format!("content/articles/{}", found[0]);
    let text = archive.read(&path);
    (path, text)
}

fn archive_of(seeds: &[(&str, &str)]) -> Archive {
    let archive = Archive::new();
    for (name, text) in seeds {
        archive.write(&format!("seeds/{name}.txt"), text);
    }
    build(&archive);
    archive
}

#[test]
fn a_year_is_narrowed_by_the_archive_and_written_by_people_alone() {
    let archive = archive_of(&[("sixth", SIXTH), ("other", OTHER)]);
    let (path, before) = article(&archive, "river-conference");
    assert!(before.contains("event_date: \"XXXX-12-07/XXXX-12-09\""), "{before}");
    let page = archive.read("public/articles/river-conference-looks-at-locks-after-a-long-wait.html");
    assert!(page.contains("Possible years: 2020, 2021, 2022") && page.contains("year not stated"), "{page}");
    assert!(archive.read("public/timeline/undated.html").contains("River conference"));

    archive.write("seeds/fifth.txt", FIFTH);
    build(&archive);
    let page = archive.read("public/articles/river-conference-looks-at-locks-after-a-long-wait.html");
    assert!(page.contains("7\u{2013}9 December 2022 (year inferred)") && page.contains("Why 2022?"), "{page}");
    assert!(page.contains("a pause of 4 years") && page.contains("lock-keepers-compare-gates.html"), "{page}");
    assert!(archive.read("public/timeline/events/2022.html").contains("River conference"));
    assert!(archive.read("public/data/articles.json").contains("2022?-12-07/2022?-12-09"));
    assert_eq!(archive.read(&path), before, "nobody has typed a year");
    let again = build(&archive);
    assert_eq!((again.changed, again.written), (0, 0));

    // Without the article that dates the edition before, the year is open again.
    let (fifth, _) = article(&archive, "lock-keepers");
    fs::remove_file(archive.path(&fifth)).expect("a file");
    build(&archive);
    let page = archive.read("public/articles/river-conference-looks-at-locks-after-a-long-wait.html");
    assert!(page.contains("Possible years: 2020, 2021, 2022"));
}

const SLUICE: &str = "\
Sluice keepers open a school

Ghent (Belgium), 4 April 2017 - The Sluice Training Institute opened a school for keepers on Tuesday. The Flemish Towpath Trust gave the house.

Ms. Hilde Maertens, Director of the Sluice Training Institute, handed over the keys. Pupils will come from Portugal in summer. The Delta Water Board pays their way.
";

/// The part of a page's HTML about a name in the box beside the text: up to the end of its list item.
fn fact<'p>(page: &'p str, name: &str) -> &'p str {
    let start = page.match_indices(name).map(|(at, _)| at).find(|&at| page[..at].ends_with("<li><span class=\"nm\">") || page[..at].ends_with("\">"));
    let rest = &page[start.unwrap_or_else(|| panic!("no `{name}` in {page}"))..];
    &rest[..rest.find("</li>").unwrap_or(rest.len())]
}

#[test]
fn facts_find_their_words_again_after_edits_or_say_that_they_are_gone() {
    let archive = archive_of(&[("sluice", SLUICE)]);
    let (path, text) = article(&archive, "sluice-keepers");
    let public = "public/articles/sluice-keepers-open-a-school.html";
    let page = archive.read(public);
    assert!(fact(&page, "Delta Water Board").contains("href=\"#s5\""), "{}", fact(&page, "Delta Water Board"));
    assert!(fact(&page, "Portugal").contains("href=\"#s4\""));

    // A new paragraph above, a sentence written anew, another taken out, and an editor that breaks lines its own way.
    let edited = text
        .replace("Ms. Hilde Maertens", "It had rained for days.\n\nMs. Hilde Maertens")
        .replace("The Delta Water Board pays their way.", "For all of them the Delta Water Board pays, as it did before.")
        .replace("Pupils will come from Portugal in summer. ", "")
        .replace('\n', "\r\n");
    archive.write(&path, &edited);
    let run = build(&archive);
    assert_eq!(run.changed, 0);
    assert_eq!(archive.read(&path), edited, "a person's file stays as it is");
    let page = archive.read(public);
    assert!(fact(&page, "Delta Water Board").contains("href=\"#s5\""), "{}", fact(&page, "Delta Water Board"));
    assert!(fact(&page, "Hilde Maertens").contains("href=\"#s4\""), "{}", fact(&page, "Hilde Maertens"));
    let gone = fact(&page, "Portugal");
    assert!(!gone.contains("class=\"ev\"") && gone.contains("no longer in the text"), "{gone}");

    let explained = archive.run(&["explain", "sluice-keepers-open-a-school"]).out;
    let line = edited.lines().position(|line| line.contains("For all of them")).expect("the line") + 1;
    assert!(explained.contains(&format!("{path}:{line}:")), "{explained}");
    assert!(explained.contains("no longer in the text; it was found here:"), "{explained}");

    let told = archive.run(&["check", "--format", "json"]).problems();
    let lost: Vec<&str> =
        told.iter().filter(|problem| problem["code"] == "evidence-lost").filter_map(|problem| problem["message"].as_str()).collect();
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert!(lost[0].contains("Portugal"));
}

/// The table of open questions with these answers, each by the beginning of its question.
fn answered(archive: &Archive, answers: &[(&str, &str)]) -> String {
    let table = archive.run(&["review", "--format", "csv"]).out;
    let mut lines: Vec<String> = Vec::new();
    let mut found = 0;
    for line in table.lines() {
        let answer =
            answers.iter().find(|(begins, _)| line.split_once(',').is_some_and(|(_, rest)| rest.trim_start_matches('"').starts_with(begins)));
        let (id, rest) = line.split_once(',').expect("columns");
        let Some((_, answer)) = answer else {
            lines.push(line.to_owned());
            continue;
        };
        // The question is the second cell, and none of these holds a quotation mark.
        let quoted = rest.strip_prefix('"').map(|inner| inner.find('"').expect("its end") + 2);
        let end = quoted.unwrap_or_else(|| rest.find(',').expect("its end"));
        lines.push(format!("{id},{},{answer}{}", &rest[..end], &rest[end + 1..]));
        found += 1;
    }
    assert_eq!(found, answers.len(), "{table}");
    lines.join("\n") + "\n"
}

#[test]
fn questions_come_with_what_to_type_and_take_their_answers_from_a_table() {
    let archive = archive_of(&[
        ("sixth", SIXTH),
        ("other", OTHER),
        ("undated", "Nobody says when this was\n\nThe Baltic Ferry Trust met in Gdansk. It chose a new chair.\n"),
    ]);
    let (path, before) = article(&archive, "river-conference");
    let all = archive.run(&["review", "--format", "json"]).json();
    let year = all.iter().find(|question| question["kind"] == "year").expect("the year");
    assert_eq!(year["candidates"], serde_json::json!(["2020", "2021", "2022", "2026"]));
    assert!(year["help"].as_str().expect("help").contains("event_date: \"2020-12-07/2020-12-09\""));
    let pages: Vec<u64> = all.iter().filter_map(|question| question["pages"].as_u64()).collect();
    assert!(pages.is_sorted_by(|a, b| a >= b), "{pages:?}");
    let shown = archive.run(&["review"]);
    assert!(shown.code == 0 && shown.out.contains("possible years: 2020, 2021, 2022") && shown.out.contains("→ type the year"), "{}", shown.out);
    assert!(shown.out.lines().filter(|line| !line.contains("content/")).all(|line| line.chars().count() <= 80), "{}", shown.out);

    let table = answered(&archive, &[("in which year", "2022"), ("the text states no date", "soon")]);
    let table = table + "0123456789,made up,yes\n";
    archive.write("answers.csv", &table);
    let file = archive.path("answers.csv").to_string_lossy().into_owned();
    let content = archive.tree("content");
    let dry = archive.run(&["review", "--apply", &file]);
    assert!(dry.out.contains("event_date: \"XXXX-12-07/XXXX-12-09\" → \"2022-12-07/2022-12-09\""), "{}\n{}", dry.out, dry.err);
    assert_eq!(archive.tree("content"), content, "nothing is written yet");

    let done = archive.run(&["review", "--apply", &file, "--yes", "--format", "json"]);
    assert_eq!(done.code, 1, "{}", done.err);
    let problems = done.problems();
    let told: Vec<(&str, u64)> =
        problems.iter().map(|problem| (problem["code"].as_str().expect("a code"), problem["place"]["line"].as_u64().expect("a line"))).collect();
    let line = |begins: &str| 1 + table.lines().position(|line| line.contains(begins)).expect("the row") as u64;
    let mut expected = vec![("answer-invalid", line(",soon,")), ("answer-unknown", line("made up"))];
    expected.sort_by_key(|(_, line)| *line);
    assert_eq!(told, expected);
    assert_eq!(archive.read(&path), before.replace("XXXX", "2022"), "one good answer is not lost by two bad ones");
    assert_eq!(archive.read(&format!(".dateline/undo/1/{path}")), before);

    let content = archive.tree("content");
    archive.run(&["review", "--apply", &file, "--yes"]);
    assert_eq!(archive.tree("content"), content, "answering twice changes nothing");
    build(&archive);
    assert_eq!(archive.read(&path), before.replace("XXXX", "2022"), "and it stays");
    assert!(archive.run(&["review", "--format", "json"]).json().iter().all(|question| question["kind"] != "year"));
    assert!(!archive.tree("public").keys().any(|path| path.contains("__dateline") || path.contains("review")));
}

#[test]
fn names_proposals_and_lost_words_are_settled_from_a_table() {
    let archive = archive_of(&[("sluice", SLUICE), ("other", OTHER)]);
    let (path, text) = article(&archive, "sluice-keepers");
    archive.write(
        &path,
        text.replace("Pupils will come from Portugal in summer. ", "")
            .replace("\"Flemish Towpath Trust\"", "\"Towpath Trust Flemish\", \"Flemish Towpath Trust\""),
    );
    build(&archive);
    let table = answered(&archive, &[("does the text still say", "remove"), ("are `", "different")]);
    archive.write("answers.csv", &table);
    let file = archive.path("answers.csv").to_string_lossy().into_owned();
    let done = archive.run(&["review", "--apply", &file, "--yes"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(!archive.read(&path).contains("Portugal"));
    assert!(archive.tree("content/organisations").values().any(|bytes| String::from_utf8_lossy(bytes).contains("distinct_from")));
    build(&archive);
    assert!(!archive.read(&path).contains("Portugal"), "what was taken out does not come back");
    assert_eq!(archive.run(&["review", "--format", "json"]).json().iter().filter(|question| question["kind"] != "field").count(), 0);
}
