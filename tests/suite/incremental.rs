//! Only what changed is made again, and the result is that of a clean build, whatever was changed.

use crate::edits::{self, Dice, article};
use crate::program::Archive;
use crate::support::{copy, example, same};
use std::fs;

#[test]
fn after_any_edit_a_build_gives_what_a_clean_one_gives() {
    let archive = Archive::empty();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    edits::begin(archive.root(), &mut dice);
    let mut story = Vec::new();
    // `cargo bench --bench incremental` takes a thousand.
    for step in 0..100 {
        let run = archive.run(&["build", "--no-import"]);
        assert!(run.code <= 1, "{}", run.err);
        let clean = archive.path("clean");
        let run = archive.run(&["build", "--no-import", "--full", "--output-dir", &clean.to_string_lossy()]);
        assert!(run.code <= 1, "{}", run.err);
        same(&archive.tree("clean"), &archive.tree("public"), &format!("step {step}, a clean build against one after\n{}", story.join("\n")));
        fs::remove_dir_all(clean).expect("removed");
        story.push(edits::edit(archive.root(), &mut dice));
    }
}

/// The archive as it is, without what earlier builds remember.
fn twin(archive: &Archive) -> Archive {
    let twin = Archive::empty();
    for part in ["dateline.toml", "seeds", "content", "lexicon", "public"] {
        copy(&archive.path(part), &twin, part);
    }
    twin
}

/// One thing a person does to pages that were made of seeds.
type Step = (&'static str, fn(&Archive, &[String]));

const EDITS: &[Step] = &[
    ("a title", |archive, pages| change(archive, &pages[0], "title: \"", "title: \"Another ")),
    ("a person taken out", |archive, pages| {
        let text = archive.read(&pages[1]);
        let person = text.lines().position(|line| line.starts_with("people:")).expect("people") + 1;
        let lines: Vec<&str> = text.lines().enumerate().filter(|(at, _)| *at != person).map(|(_, line)| line).collect();
        archive.write(&pages[1], lines.join("\n") + "\n");
    }),
    ("a paragraph", |archive, pages| archive.write(&pages[2], archive.read(&pages[2]) + "\nA paragraph more.\n")),
    ("the paragraph again", |archive, pages| change(archive, &pages[2], "\nA paragraph more.\n", "")),
    ("a page of one's own", |archive, _| archive.write("content/articles/own.md", "---\ntitle: \"Own\"\n---\n\nText.\n")),
    ("that page gone", |archive, _| fs::remove_file(archive.path("content/articles/own.md")).expect("removed")),
    ("a page without its language", |archive, pages| change(archive, &pages[3], "language: en\n", "")),
    ("another slug", |archive, pages| change(archive, &pages[4], "title: \"", "slug: \"elsewhere\"\ntitle: \"")),
    ("broken front matter", |archive, pages| change(archive, &pages[5], "title: \"", "title: [\"")),
    ("mended front matter", |archive, pages| change(archive, &pages[5], "title: [\"", "title: \"")),
    ("a body's other name", |archive, _| {
        archive.write("content/organisations/board.md", "---\nname: \"Board of Ports\"\naliases: [\"IOM\"]\n---\n");
    }),
    ("a new seed", |archive, _| {
        archive.write(
            "seeds/new.txt",
            "Pilots meet\n\nMANILA, 3 May 2016 – The Board of Ports and IOM met.\n\nThe Society of Pilots (IOM) was there.\n",
        );
    }),
    ("that seed changed", |archive, _| change(archive, "seeds/new.txt", "met.", "met again, and Ana Lund was there.")),
    ("that seed under another name", |archive, _| {
        fs::rename(archive.path("seeds/new.txt"), archive.path("seeds/a-new.txt")).expect("renamed");
    }),
    ("the body's file gone", |archive, _| fs::remove_file(archive.path("content/organisations/board.md")).expect("removed")),
    ("its page edited", |archive, _| change(archive, "content/articles/pilots-meet.md", "met again", "did not meet")),
    ("a conflict", |archive, _| change(archive, "seeds/a-new.txt", "met again", "met twice")),
    ("own words", |archive, _| archive.write("lexicon/concepts.tsv", "piloting\tpilots\n")),
    ("no own words", |archive, _| fs::remove_dir_all(archive.path("lexicon")).expect("removed")),
    ("that seed gone", |archive, _| fs::remove_file(archive.path("seeds/a-new.txt")).expect("removed")),
    ("a page gone", |archive, pages| fs::remove_file(archive.path(&pages[6])).expect("removed")),
    ("a page under another name", |archive, pages| {
        fs::rename(archive.path(&pages[7]), archive.path("content/articles/renamed.md")).expect("renamed");
    }),
    ("a seed that is a copy", |archive, _| {
        let (name, bytes) = archive.tree("seeds").pop_first().expect("a seed");
        archive.write(&format!("seeds/copy-of-{name}"), bytes);
    }),
];

fn change(archive: &Archive, page: &str, from: &str, to: &str) {
    archive.write(page, archive.read(page).replacen(from, to, 1));
}

#[test]
fn an_import_after_an_edit_gives_what_a_whole_one_gives() {
    let archive = example();
    archive.run(&["build"]);
    archive.run(&["build"]);
    let pages: Vec<String> = archive.tree("content/articles").into_keys().map(|name| format!("content/articles/{name}")).collect();
    for (what, step) in EDITS {
        step(&archive, &pages);
        // Files that were changed this very moment are read whatever is known of them, which would prove nothing.
        std::thread::sleep(std::time::Duration::from_millis(40));
        let twin = twin(&archive);
        let (run, whole) = (archive.run(&["build"]), twin.run(&["build"]));
        same(&twin.tree("content"), &archive.tree("content"), &format!("after {what}, content/ of a whole import against the other"));
        same(&twin.tree("public"), &archive.tree("public"), &format!("after {what}, the site"));
        let problems = |err: &str| err.lines().filter(|line| line.contains('[')).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(problems(&whole.err), problems(&run.err), "after {what}");
    }
}

#[test]
fn an_edit_makes_few_pages_and_a_second_build_none() {
    let archive = Archive::empty();
    let mut dice = Dice(7);
    archive.write("dateline.toml", "title = \"Harbours\"\n");
    for at in 0..9 {
        archive.write(&format!("content/articles/a{at}.md"), article(&mut dice));
    }
    archive.run(&["build"]);
    let path = "content/articles/a3.md";
    archive.write(path, "---\ntitle: \"Pilots\"\nsummary: \"What lists show.\"\norganisations: [\"IOM\"]\n---\n\nPilots met.\n");
    archive.run(&["build"]);
    archive.write(path, archive.read(path).trim_end().to_owned() + " Pilots met.\n");
    let run = archive.run(&["build", "--verify"]);
    assert!(run.err.contains("3 pages written"), "the page, its Markdown and what searches show of it; its words are as they were: {}", run.err);
    assert!(archive.run(&["build"]).err.contains("0 pages written"));
}

#[test]
fn what_somebody_did_to_the_site_s_folder_is_seen() {
    let archive = Archive::empty();
    archive.write("dateline.toml", "title = \"Harbours\"\n");
    archive.write("content/articles/a.md", article(&mut Dice(3)));
    archive.run(&["build"]);
    let before = archive.tree("public");
    fs::remove_file(archive.path("public/articles/a.html")).expect("removed");
    let run = archive.run(&["build"]);
    assert!(run.err.contains("1 pages written") || run.err.contains("1 page written"), "{}", run.err);
    same(&before, &archive.tree("public"), "a removed page is made again");
    archive.write("public/articles/a.html", "edited");
    let run = archive.run(&["build"]);
    assert!(run.err.contains("output-edited"), "{}", run.err);
    for cache in fs::read_dir(archive.path(".dateline/cache")).expect("a cache") {
        fs::write(cache.expect("a file").path(), "nonsense").expect("written");
    }
    fs::remove_file(archive.path("public/articles/a.html")).expect("removed");
    archive.run(&["build"]);
    same(&before, &archive.tree("public"), "with a broken cache");
}
