//! What people throw at an archive: each a problem with its place and advice, all of them in one run, and everything else built.

use crate::program::{Archive, Run};
use serde_json::Value;

const SEED: &str = "Border commission meets in Vienna\n\nVienna, 3 May 2016 - The commission met on Tuesday. It agreed on nothing new.\n";

/// The problems a run told about one file.
fn about<'r>(problems: &'r [Value], file: &str) -> Vec<&'r Value> {
    problems.iter().filter(|problem| problem["place"]["file"] == file).collect()
}

/// There is a problem with this file, and each says what to do about it.
fn named(problems: &[Value], file: &str) {
    let found = about(problems, file);
    assert!(!found.is_empty(), "nothing is said about `{file}`: {problems:#?}");
    for problem in found {
        assert!(problem["help"].is_string(), "no advice: {problem}");
    }
}

/// There is a problem in this line of this file, with advice.
fn named_at(problems: &[Value], file: &str, line: u64) {
    named(problems, file);
    assert!(about(problems, file).iter().any(|problem| problem["place"]["line"] == line), "none in line {line}: {:#?}", about(problems, file));
}

fn build(archive: &Archive) -> (Run, Vec<Value>) {
    let run = archive.run(&["build", "--format", "json"]);
    let problems = run.problems();
    (run, problems)
}

/// The article whose text this is has its page in the site.
fn has_page(archive: &Archive, title: &str) {
    let site = archive.tree("public");
    let found = site
        .iter()
        .any(|(path, bytes)| path.starts_with("articles/") && path != "articles/index.html" && String::from_utf8_lossy(bytes).contains(title));
    assert!(found, "no page holds “{title}”: {:?}", site.keys().collect::<Vec<_>>());
}

/// Nothing unfinished is left anywhere.
fn nothing_half_written(archive: &Archive) {
    let half: Vec<String> = archive.tree("").into_keys().filter(|path| path.contains(".dateline-new-")).collect();
    assert!(half.is_empty(), "{half:?}");
    assert!(!archive.has(".dateline/unfinished"));
}

#[test]
fn an_empty_seed_and_a_binary_one_are_named_and_the_rest_is_built() {
    let archive = Archive::new();
    archive.write("seeds/good.txt", SEED);
    archive.write("seeds/empty.txt", "");
    archive.write("seeds/blank.txt", " \n\n\t\n");
    archive.write("seeds/binary.txt", [0x7f, b'E', b'L', b'F', 0, 0, 0, 1, 2, 0xff, 0xfe, 0]);
    let (run, problems) = build(&archive);
    for file in ["seeds/empty.txt", "seeds/blank.txt", "seeds/binary.txt"] {
        named(&problems, file);
    }
    assert_ne!(run.code, 3);
    has_page(&archive, "Border commission meets in Vienna");
    assert_eq!(archive.tree("content/articles").len(), 1);
    nothing_half_written(&archive);
}

#[test]
fn a_line_of_forty_megabytes_is_named_and_the_rest_is_built() {
    let archive = Archive::new();
    archive.write("seeds/good.txt", SEED);
    archive.write("seeds/line.txt", "word ".repeat(8 * 1024 * 1024));
    let (_, problems) = build(&archive);
    named(&problems, "seeds/line.txt");
    assert!(problems.iter().all(|problem| problem.to_string().len() < 10_000), "a problem shows the whole line");
    has_page(&archive, "Border commission meets in Vienna");
    nothing_half_written(&archive);
}

#[test]
fn other_encodings_and_line_ends_are_read_as_they_were_meant() {
    let archive = Archive::new();
    let text = "Réunion à Genève – premières décisions\r\n\r\nGenève, 3 mai 2016 - La commission s’est réunie mardi. Elle a tout décidé.\r\n";
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.replace("Réunion", "Seconde réunion").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    archive.write("seeds/utf16.txt", utf16);
    let cp1252 = text.replace("Réunion", "Troisième réunion");
    let cp1252: Vec<u8> = cp1252
        .chars()
        .map(|c| match c {
            '–' => 0x96,
            '’' => 0x92,
            c => u8::try_from(u32::from(c)).expect("a character of Windows-1252"),
        })
        .collect();
    archive.write("seeds/cp1252.txt", cp1252);
    archive.write("seeds/crlf.txt", text);
    let (_, problems) = build(&archive);
    for title in ["Réunion à Genève", "Seconde réunion à Genève", "Troisième réunion à Genève"] {
        has_page(&archive, title);
    }
    // A guess is told, what the file itself says is not.
    named(&problems, "seeds/cp1252.txt");
    for (path, bytes) in archive.tree("content/articles") {
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(!text.contains('\r') && !text.contains('\u{fffd}'), "{path}: {text}");
    }
}

#[test]
fn a_seed_without_a_title_is_named_and_has_a_page_all_the_same() {
    let archive = Archive::new();
    archive.write("seeds/note.txt", "Vienna, 3 May 2016 - the commission, which had met on Tuesday in the presence of its members, agreed on nothing that would be new to those who have followed it.\n");
    let (_, problems) = build(&archive);
    named(&problems, "seeds/note.txt");
    assert_eq!(archive.tree("content/articles").len(), 1);
    has_page(&archive, "agreed on nothing that would be new");
}

#[test]
fn two_seeds_with_one_title_have_two_pages() {
    let archive = Archive::new();
    archive.write("seeds/a.txt", SEED);
    archive.write("seeds/b.txt", SEED.replace("3 May 2016", "4 June 2017").replace("nothing new", "something else"));
    let (_, problems) = build(&archive);
    assert_eq!(archive.tree("content/articles").len(), 2);
    has_page(&archive, "nothing new");
    has_page(&archive, "something else");
    assert!(problems.iter().any(|problem| problem["message"].as_str().is_some_and(|message| message.contains("title"))), "{problems:#?}");
    let first = archive.tree("content");
    build(&archive);
    assert_eq!(archive.tree("content"), first);
}

#[test]
fn broken_front_matter_in_one_of_many_pages_is_named_by_line_and_the_others_are_built() {
    let archive = Archive::new();
    for number in 0..5 {
        archive.write(&format!("content/articles/page-{number}.md"), format!("---\ntitle: \"Page {number}\"\n---\n\nText of page {number}.\n"));
    }
    archive.write("content/articles/broken.md", "---\ntitle: \"Broken\ntags: [a, b\n---\n\nIts text.\n");
    let (run, problems) = build(&archive);
    assert_eq!(run.code, 1);
    named(&problems, "content/articles/broken.md");
    assert!(about(&problems, "content/articles/broken.md").iter().any(|problem| problem["place"]["line"].is_u64()));
    for number in 0..5 {
        has_page(&archive, &format!("Text of page {number}."));
    }
    assert_eq!(archive.read("content/articles/broken.md"), "---\ntitle: \"Broken\ntags: [a, b\n---\n\nIts text.\n");
}

#[test]
fn a_page_that_breaks_keeps_its_last_good_version_in_the_site() {
    let archive = Archive::new();
    archive.write("content/articles/a.md", "---\ntitle: \"First\"\n---\n\nGood text.\n");
    archive.write("content/articles/b.md", "---\ntitle: \"Second\"\n---\n\nOther text.\n");
    assert_eq!(build(&archive).0.code, 0);
    let good = archive.read("public/articles/a.html");
    archive.write("content/articles/a.md", "---\ntitle: [\n---\n\nNew text.\n");
    assert_eq!(build(&archive).0.code, 1);
    assert_eq!(archive.read("public/articles/a.html"), good);
    archive.write("content/articles/a.md", "---\ntitle: \"First\"\n---\n\nMended text.\n");
    assert_eq!(build(&archive).0.code, 0);
    assert!(archive.read("public/articles/a.html").contains("Mended text."));
}

#[test]
fn an_unknown_key_is_named_with_what_was_meant_and_kept() {
    let archive = Archive::new();
    let page = "---\ntitle: \"Page\"\norganizations: [\"IOM\"]\n---\n\nText.\n";
    archive.write("content/articles/page.md", page);
    let (_, problems) = build(&archive);
    named_at(&problems, "content/articles/page.md", 3);
    let told = about(&problems, "content/articles/page.md");
    assert!(told.iter().any(|problem| problem["help"].as_str().is_some_and(|help| help.contains("organisations"))), "{told:#?}");
    assert_eq!(archive.read("content/articles/page.md"), page);
    has_page(&archive, "Page");
}

#[test]
fn a_date_that_is_none_is_named_at_its_line_and_never_guessed() {
    let archive = Archive::new();
    archive.write("content/articles/page.md", "---\ntitle: \"Page\"\ndate: \"2015-13-40\"\n---\n\nText.\n");
    let (_, problems) = build(&archive);
    named_at(&problems, "content/articles/page.md", 3);
    assert!(!archive.has("public/timeline/2015.html"));
    has_page(&archive, "Page");
}

#[test]
fn an_unquoted_year_is_a_year_and_an_unquoted_no_is_norway() {
    let archive = Archive::new();
    archive.write(
        "content/articles/page.md",
        "---\ntitle: \"Page\"\ndate: 2016\norganisations:\n  - name: \"Ministry of Justice\"\n    country: NO\n---\n\nText.\n",
    );
    archive.write("content/organisations/ministry-of-justice.md", "---\nname: \"Ministry of Justice\"\ncountry: NO\n---\n");
    let (run, problems) = build(&archive);
    assert_eq!(run.code, 0, "{problems:#?}");
    assert!(archive.has("public/timeline/2016.html"));
    let data: Value = serde_json::from_str(&archive.read("public/data/articles.json")).expect("JSON");
    assert_eq!(data[0]["date"], "2016");
    assert_eq!(data[0]["organisations"][0]["country"], "NO");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_archive_is_named_and_what_it_leads_to_is_nowhere_in_the_site() {
    let archive = Archive::new();
    let outside = Archive::empty();
    outside.write("secret.txt", "A secret headline\n\nVienna, 3 May 2016 - TOPSECRET was said.\n");
    archive.write("seeds/good.txt", SEED);
    archive.write("static/a.txt", "a");
    archive.write("content/articles/a.md", "---\ntitle: \"A\"\n---\n\nText.\n");
    for link in ["seeds/link.txt", "content/articles/link.md", "static/link.txt"] {
        std::os::unix::fs::symlink(outside.path("secret.txt"), archive.path(link)).expect("a link");
    }
    std::os::unix::fs::symlink("..", archive.path("seeds/up")).expect("a link");
    std::os::unix::fs::symlink("self", archive.path("seeds/self")).expect("a link");
    let (run, problems) = build(&archive);
    assert_eq!(run.code, 1);
    for link in ["seeds/link.txt", "content/articles/link.md", "static/link.txt", "seeds/up", "seeds/self"] {
        named(&problems, link);
    }
    for (path, bytes) in archive.tree("public") {
        assert!(!String::from_utf8_lossy(&bytes).contains("TOPSECRET"), "{path}");
    }
    has_page(&archive, "Border commission meets in Vienna");
}

#[test]
fn a_template_error_is_named_by_line_and_the_other_pages_are_built() {
    let archive = Archive::new();
    archive.write("content/articles/page.md", "---\ntitle: \"Page\"\n---\n\nText of the page.\n");
    assert_eq!(build(&archive).0.code, 0);
    let good = archive.read("public/gaps.html");
    archive.write("theme/templates/gaps.html", "<p>one</p>\n{{ nothing.at.all }}\n");
    let (run, problems) = build(&archive);
    assert_eq!(run.code, 1);
    named(&problems, "theme/templates/gaps.html");
    assert_eq!(archive.read("public/gaps.html"), good);
    has_page(&archive, "Text of the page.");
    archive.write("theme/templates/gaps.html", "{% if %}\n");
    let (run, problems) = build(&archive);
    assert_eq!(run.code, 1);
    named_at(&problems, "theme/templates/gaps.html", 1);
    assert_eq!(archive.read("public/gaps.html"), good);
}

#[test]
fn all_of_it_at_once_is_told_in_one_run() {
    let archive = Archive::new();
    archive.write("seeds/good.txt", SEED);
    archive.write("seeds/empty.txt", "");
    archive.write("seeds/binary.txt", [0, 1, 2, 3, 0, 255]);
    archive.write("content/articles/broken.md", "---\ntitle: [\n---\n");
    archive.write("content/articles/date.md", "---\ntitle: \"Date\"\ndate: \"2015-13-40\"\n---\n\nText.\n");
    archive.write("content/articles/key.md", "---\ntitle: \"Key\"\norganizations: []\n---\n\nText.\n");
    archive.write("content/articles/fine.md", "---\ntitle: \"Fine\"\n---\n\nA fine text.\n");
    let (run, problems) = build(&archive);
    assert_eq!(run.code, 1);
    for file in ["seeds/empty.txt", "seeds/binary.txt", "content/articles/broken.md", "content/articles/date.md", "content/articles/key.md"] {
        named(&problems, file);
    }
    has_page(&archive, "A fine text.");
    has_page(&archive, "Border commission meets in Vienna");
    nothing_half_written(&archive);
}

#[test]
fn escapes_in_titles_and_names_never_reach_the_terminal() {
    let archive = Archive::new();
    archive.write(
        "content/articles/a.md",
        "---\ntitle: \"x \u{1b}]0;owned\u{7} y\"\norganizations: [\"\u{1b}[31m\"]\ndate: \"\u{1b}[2J\"\n---\n\nText.\n",
    );
    let run = archive.run(&["build", "--color", "never"]);
    assert!(!run.err.contains(['\u{1b}', '\u{7}']), "{:?}", run.err);
    for command in [["list", "articles"], ["explain", "a"], ["check", "-v"]] {
        let run = archive.run(&command);
        assert!(!format!("{}{}", run.err, run.out).contains(['\u{1b}', '\u{7}']), "{command:?}");
    }
}
