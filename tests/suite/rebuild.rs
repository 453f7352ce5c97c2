//! Running again: nothing is written that has not changed, the same input gives the same bytes, and what a person typed stays.

use crate::program::Archive;
use crate::support::{Summary, build, copy, example, same};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

const SEED: &str = "\
Border agencies meet in Bangkok before the community opens

Bangkok (Thailand), 26 August 2015 - Border agencies of the region met in Bangkok on Wednesday. They had been invited by the United Nations Office on Drugs and Crime (UNODC) and the International Organization for Migration (IOM).

The agencies compared what they see at their crossings. Mr. Jeremy Douglas, UNODC Regional Representative, asked for common training and for agencies that talk to each other.

Customs officers from Malaysia and Viet Nam described how they share what they know. The World Customs Organization (WCO) supports them.

The next meeting will be held in Vientiane.
";

/// An archive of one seed, built, and the path of its article.
fn one() -> (Archive, String) {
    let archive = Archive::new();
    archive.write("seeds/meeting.txt", SEED);
    build(&archive);
    let article = only_article(&archive);
    (archive, article)
}

fn only_article(archive: &Archive) -> String {
    let articles: Vec<String> = archive.tree("content/articles").into_keys().collect();
    assert_eq!(articles.len(), 1, "{articles:?}");
    format!("content/articles/{}", articles[0])
}

/// The lines of a front matter key, and where they begin and end among all lines.
fn key(text: &str, key: &str) -> std::ops::Range<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|line| line.starts_with(&format!("{key}:"))).unwrap_or_else(|| panic!("no `{key}` in\n{text}"));
    let more = lines[start + 1..].iter().take_while(|line| line.starts_with([' ', '-']) && **line != "---").count();
    start..start + 1 + more
}

fn key_lines(text: &str, name: &str) -> String {
    text.lines().collect::<Vec<_>>()[key(text, name)].join("\n")
}

/// Puts other lines in the place of a key's.
fn replace_key(text: &str, name: &str, with: &str) -> String {
    let range = key(text, name);
    let mut lines: Vec<&str> = text.lines().collect();
    lines.splice(range, with.lines());
    lines.join("\n") + "\n"
}

/// A list as a person would edit it: one entry out, one in. Entries stand one on a line, perhaps with lines of their own, or in brackets.
fn edit_list(text: &str, name: &str, out: &str, new: &str) -> String {
    let lines = key_lines(text, name);
    assert!(lines.contains(out), "`{name}` does not name {out}:\n{lines}");
    if lines.contains('[') {
        let kept: Vec<&str> =
            lines[lines.find('[').unwrap_or(0) + 1..].trim_end_matches(']').split(", ").filter(|entry| !entry.contains(out)).collect();
        return replace_key(text, name, &format!("{name}: [{}{}\"{new}\"]", kept.join(", "), if kept.is_empty() { "" } else { ", " }));
    }
    let mut entries: Vec<Vec<&str>> = Vec::new();
    for line in lines.lines().skip(1) {
        match entries.last_mut() {
            Some(entry) if !line.trim_start().starts_with("- ") => entry.push(line),
            _ => entries.push(vec![line]),
        }
    }
    let indent = entries[0][0].len() - entries[0][0].trim_start().len();
    let mut kept: Vec<String> = entries.into_iter().map(|entry| entry.join("\n")).filter(|entry| !entry.contains(out)).collect();
    kept.push(format!("{}- \"{new}\"", " ".repeat(indent)));
    replace_key(text, name, &format!("{name}:\n{}", kept.join("\n")))
}

/// The archive of [`one`] with everything a person does to a page.
fn edited() -> (Archive, String) {
    let (archive, path) = one();
    let mut text = archive.read(&path);
    text = replace_key(&text, "title", "title: \"A title of my own: with a colon\" # shorter");
    text = edit_list(&text, "organisations", "World Customs Organization", "Border Agencies Network");
    text = edit_list(&text, "people", "Jeremy Douglas", "Ines Halvorsen");
    text = text.replacen("\n---\n", "\n# checked against the printed copy\nshelf: \"B 12\"\n---\n", 1);
    text = text.replace("Customs officers from Malaysia", "Officers of the customs services of Malaysia");
    archive.write(&path, &text);
    (archive, path)
}

fn holds_the_edits(text: &str) {
    for sign in [
        "title: \"A title of my own: with a colon\" # shorter",
        "Border Agencies Network",
        "Ines Halvorsen",
        "# checked against the printed copy",
        "shelf: \"B 12\"",
        "Officers of the customs services of Malaysia",
    ] {
        assert!(text.contains(sign), "{sign}\n{text}");
    }
    assert!(!key_lines(text, "organisations").contains("World Customs Organization"), "what was deleted came back\n{text}");
    assert!(!key_lines(text, "people").contains("Jeremy Douglas"), "what was deleted came back\n{text}");
}

fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_string_lossy().into_owned(), entry.metadata().ok().and_then(|data| data.modified().ok()).expect("a time")))
        .collect()
}

/// A new archive with the same sources and nothing that was built.
fn fresh(archive: &Archive) -> Archive {
    let new = Archive::empty();
    for part in ["dateline.toml", "seeds", "content", "static", "theme"] {
        copy(&archive.path(part), &new, part);
    }
    new
}

#[test]
fn a_second_build_writes_no_file() {
    let archive = example();
    let first = build(&archive);
    assert!(first.written > 0);
    let before = (archive.tree("content"), archive.tree("public"), times(archive.root()));
    let second = build(&archive);
    assert_eq!(second, Summary { changed: 0, written: 0, removed: 0, ..first });
    same(&before.0, &archive.tree("content"), "content/ after a second build");
    same(&before.1, &archive.tree("public"), "public/ after a second build");
    let after = times(archive.root());
    let touched: Vec<&String> =
        before.2.iter().filter(|(path, time)| !path.contains(".dateline") && after.get(*path) != Some(time)).map(|(path, _)| path).collect();
    assert!(touched.is_empty(), "{touched:?}");
}

#[test]
fn the_committed_content_is_what_a_build_leaves() {
    let archive = example();
    let before = archive.tree("content");
    assert!(before.keys().any(|path| path.starts_with("articles/")), "content/ is committed");
    assert_eq!(build(&archive).changed, 0);
    same(&before, &archive.tree("content"), "content/ of the repository after a build");
}

#[test]
fn the_working_files_can_be_deleted() {
    let archive = example();
    build(&archive);
    let before = (archive.tree("content"), archive.tree("public"));
    fs::remove_dir_all(archive.path(".dateline")).expect("the folder");
    assert_eq!(build(&archive).written, 0);
    same(&before.0, &archive.tree("content"), "content/ without .dateline");
    same(&before.1, &archive.tree("public"), "public/ without .dateline");
    fs::remove_dir_all(archive.path(".dateline")).expect("the folder");
    fs::remove_dir_all(archive.path("public")).expect("the folder");
    build(&archive);
    same(&before.1, &archive.tree("public"), "public/ from nothing");
}

#[test]
fn the_same_input_gives_the_same_bytes_anywhere() {
    let seeds_only = || {
        let archive = example();
        let _ = fs::remove_dir_all(archive.path("content"));
        archive
    };
    let one = seeds_only();
    build(&one);
    assert!(one.tree("public").len() > 20 && one.tree("content/articles").len() > 10);
    let elsewhere = Archive::empty();
    for (path, bytes) in seeds_only().tree("").into_iter().rev() {
        elsewhere.write(&format!("deep/er/{path}"), bytes);
    }
    for (threads, locale, zone) in [("1", "tr_TR.UTF-8", "Pacific/Kiritimati"), ("2", "C", "America/St_Johns"), ("8", "th_TH.UTF-8", "UTC")] {
        for folder in ["public", "content", ".dateline"] {
            let _ = fs::remove_dir_all(elsewhere.path("deep/er").join(folder));
        }
        let run = elsewhere
            .command(&["build", "-C"])
            .arg(elsewhere.path("deep/er"))
            .env("RAYON_NUM_THREADS", threads)
            .env("LANG", locale)
            .env("LC_ALL", locale)
            .env("TZ", zone)
            .output()
            .expect("the program runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let how = format!("{threads} threads, {locale}, {zone}");
        same(&one.tree("content"), &elsewhere.tree("deep/er/content"), &format!("content/ with {how}"));
        same(&one.tree("public"), &elsewhere.tree("deep/er/public"), &format!("public/ with {how}"));
    }
}

#[test]
fn an_edited_page_is_left_as_it_is() {
    let (archive, path) = edited();
    let before = archive.read(&path);
    build(&archive);
    assert_eq!(archive.read(&path), before);
    build(&archive);
    assert_eq!(archive.read(&path), before);
    assert!(archive.tree("public").values().any(|bytes| String::from_utf8_lossy(bytes).contains("A title of my own")));
}

#[test]
fn losing_the_notes_loses_no_edit() {
    let (archive, path) = edited();
    build(&archive);
    let before = archive.read(&path);
    fs::remove_dir_all(archive.path("content/.findings")).expect("the notes");
    build(&archive);
    assert_eq!(archive.read(&path), before);
    archive.write("seeds/meeting.txt", SEED.replace("26 August", "27 August").replace("The next meeting", "A second meeting"));
    build(&archive);
    holds_the_edits(&archive.read(&path));
}

#[test]
fn edits_stay_when_the_seed_changes_and_the_rest_follows_it() {
    for build_between in [true, false] {
        let (archive, path) = edited();
        if build_between {
            build(&archive);
        }
        archive.write(
            "seeds/meeting.txt",
            SEED.replace("26 August", "27 August").replace("Wednesday", "Thursday").replace("The next meeting", "A second meeting"),
        );
        build(&archive);
        let text = archive.read(&path);
        holds_the_edits(&text);
        assert!(key_lines(&text, "date").contains("2015-08-27"), "{text}");
        assert!(text.contains("A second meeting"), "{text}");
        assert_eq!(build(&archive).changed, 0);
        assert_eq!(archive.read(&path), text);
    }
}

#[test]
fn a_field_that_was_deleted_stays_deleted() {
    let (archive, path) = one();
    let text = archive.read(&path);
    assert!(text.contains("\nplace:"), "{text}");
    archive.write(&path, replace_key(&replace_key(&text, "place", ""), "date", "").replace("\n\n---", "\n---"));
    build(&archive);
    archive.write("seeds/meeting.txt", SEED.replace("26 August", "27 August"));
    build(&archive);
    let text = archive.read(&path);
    assert!(!text.contains("\nplace:") && !text.contains("\ndate:"), "{text}");
}

#[test]
fn when_person_and_seed_change_the_same_words_the_person_s_stay_and_the_others_lie_beside() {
    let (archive, path) = edited();
    build(&archive);
    archive.write("seeds/meeting.txt", SEED.replace("Customs officers from Malaysia", "Inspectors from Malaysia"));
    build(&archive);
    holds_the_edits(&archive.read(&path));
    let beside = path.replace(".md", ".incoming.md");
    assert!(archive.read(&beside).contains("Inspectors from Malaysia"));
    let titles = archive.tree("public").keys().filter(|path| path.contains("incoming")).count();
    assert_eq!(titles, 0, "what lies beside is no article");
}

#[test]
fn a_seed_that_disappears_or_is_renamed_keeps_its_article() {
    let (archive, path) = edited();
    build(&archive);
    let before = archive.read(&path);
    fs::rename(archive.path("seeds/meeting.txt"), archive.path("seeds/renamed.txt")).expect("a new name");
    build(&archive);
    assert_eq!(only_article(&archive), path);
    holds_the_edits(&archive.read(&path));
    fs::remove_file(archive.path("seeds/renamed.txt")).expect("no seed");
    let run = archive.run(&["build", "--format", "json"]);
    assert!(run.problems().iter().any(|problem| problem.to_string().contains("renamed.txt")), "{}", run.out);
    holds_the_edits(&archive.read(&path));
    assert!(before.contains("shelf"));
}

#[test]
fn an_article_that_was_deleted_does_not_come_back() {
    let (archive, path) = one();
    fs::remove_file(archive.path(&path)).expect("no article");
    build(&archive);
    archive.write("seeds/meeting.txt", SEED.replace("26 August", "27 August"));
    build(&archive);
    assert!(!archive.has(&path));
}

#[test]
fn the_bytes_before_an_overwrite_are_kept() {
    let (archive, path) = edited();
    build(&archive);
    let before = archive.read(&path);
    archive.write("seeds/meeting.txt", SEED.replace("26 August", "27 August"));
    build(&archive);
    assert_ne!(archive.read(&path), before);
    assert!(archive.tree(".dateline/undo").values().any(|bytes| bytes == before.as_bytes()));
}

/// One thing a person does to the example archive. The articles are given in order of their names.
type Step = (&'static str, fn(&Archive, &[String]));

const STEPS: &[Step] = &[
    ("a title", |archive, articles| {
        archive.write(&articles[0], replace_key(&archive.read(&articles[0]), "title", "title: \"Another title\""));
    }),
    ("a tag of one's own", |archive, articles| {
        archive.write(&articles[1], archive.read(&articles[1]).replacen("\n---\n", "\nkept_by: \"desk 2\"\n---\n", 1));
        archive.write(&articles[2], replace_key(&archive.read(&articles[2]), "tags", "tags: [\"a tag of my own\", \"border management\"]"));
    }),
    ("a paragraph", |archive, articles| {
        archive.write(&articles[3], archive.read(&articles[3]) + "\nA paragraph more, with IOM in it.\n");
    }),
    ("a new page", |archive, _| {
        let page = "---\ntitle: \"A page without a seed\"\ndate: \"1999-05\"\norganisations: [\"International Organization for Migration\"]\n---\n\nIts text.\n";
        archive.write("content/articles/new.md", page);
    }),
    ("an entity", |archive, _| {
        archive.write("content/organisations/a-body.md", "---\nname: \"A body\"\naliases: [\"UNHCR\"]\n---\n\nWhat it is.\n");
    }),
    ("a renamed page", |archive, _| {
        fs::rename(archive.path("content/articles/new.md"), archive.path("content/articles/newer.md")).expect("renamed");
    }),
    ("a removed page", |archive, _| fs::remove_file(archive.path("content/articles/newer.md")).expect("removed")),
    ("a setting", |archive, _| archive.write("dateline.toml", archive.read("dateline.toml") + "page_from = 1\n")),
    ("a template", |archive, _| {
        let page = "<!doctype html>\n<html lang=\"en\"><head><title>Nothing here</title></head><body><p>Nothing here.</p></body></html>\n";
        archive.write("theme/templates/404.html", page);
    }),
    ("a removed entity", |archive, _| fs::remove_file(archive.path("content/organisations/a-body.md")).expect("removed")),
];

#[test]
fn after_each_edit_a_build_gives_what_a_clean_one_gives() {
    let archive = example();
    build(&archive);
    let articles: Vec<String> = archive.tree("content/articles").into_keys().map(|name| format!("content/articles/{name}")).collect();
    for (what, step) in STEPS {
        step(&archive, &articles);
        build(&archive);
        let clean = fresh(&archive);
        build(&clean);
        same(&clean.tree("public"), &archive.tree("public"), &format!("after {what}, a clean build against an incremental one"));
    }
}
