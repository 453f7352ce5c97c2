//! `dateline publish` as a person runs it: to a folder, and to a branch of a git repository.

use crate::program::{Archive, Run};
use crate::support::{example, same};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const MANIFEST: &str = ".dateline-publish.json";

/// The example archive with one place to publish to.
fn with_place(settings: &str) -> Archive {
    let archive = example();
    archive.write("dateline.toml", format!("{}\n[publish.web]\n{settings}\n", archive.read("dateline.toml")));
    archive
}

fn folder(path: &Path, more: &str) -> Archive {
    with_place(&format!("kind = \"folder\"\npath = '{}'\n{more}", path.display()))
}

/// Files sent and files removed.
fn published(run: &Run) -> (u64, u64) {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let lines = run.json();
    let done = lines.iter().find_map(|line| line.get("published")).unwrap_or_else(|| panic!("nothing was published: {}", run.out));
    (done["sent"].as_u64().expect("a number"), done["removed"].as_u64().expect("a number"))
}

fn publish(archive: &Archive) -> (u64, u64) {
    published(&archive.run(&["publish", "--format", "json"]))
}

fn codes(run: &Run) -> Vec<String> {
    run.problems()
        .iter()
        .filter(|problem| problem["severity"] != "note")
        .map(|problem| problem["code"].as_str().expect("a code").to_owned())
        .collect()
}

/// What is online, without what is only ours to read.
fn online(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| (entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file")))
        .filter(|(path, _)| path != MANIFEST)
        .collect()
}

fn site(archive: &Archive) -> BTreeMap<String, Vec<u8>> {
    let mut site = archive.tree("public");
    site.remove(".dateline-site");
    site
}

fn edit_one(archive: &Archive) {
    let path = "content/articles/asean-ministers-meet-in-vientiane.md";
    archive.write(path, format!("{}\nOne more sentence.\n", archive.read(path)));
}

fn remove_one(archive: &Archive) {
    fs::remove_file(archive.path("content/articles/asean-ministers-meet-in-vientiane.md")).expect("an article");
}

/// First publish, nothing to do, one edit, a removal, a file of somebody else.
fn story(archive: &Archive, online: &dyn Fn() -> BTreeMap<String, Vec<u8>>, foreign: &dyn Fn(&str, &str)) {
    let files = site(archive).len();
    assert_eq!(files, 0, "not built yet");
    let (sent, removed) = publish(archive);
    assert_eq!((sent, removed), (site(archive).len() as u64, 0));
    same(&site(archive), &online(), "first publish");
    assert_eq!(publish(archive), (0, 0), "nothing has changed");
    foreign("CNAME", "archive.example.org");
    edit_one(archive);
    let (sent, removed) = publish(archive);
    assert!(sent > 0 && sent < 40 && removed == 0, "{sent} {removed}");
    remove_one(archive);
    let (_, removed) = publish(archive);
    assert!((5..100).contains(&removed), "{removed}");
    let mut expected = site(archive);
    expected.insert("CNAME".to_owned(), b"archive.example.org".to_vec());
    same(&expected, &online(), "after an edit and a removal");
    assert_eq!(publish(archive), (0, 0));
}

#[test]
fn a_folder_gets_what_differs_and_keeps_what_is_not_ours() {
    let place = tempfile::tempdir().expect("a folder");
    let www = place.path().join("www");
    let archive = folder(&www, "");
    story(&archive, &|| online(&www), &|path, text| fs::write(www.join(path), text).expect("a file"));
}

#[cfg(unix)]
#[test]
fn a_folder_with_releases_shows_each_as_a_whole_and_the_one_before_again() {
    let place = tempfile::tempdir().expect("a folder");
    let current = place.path().join("current");
    let archive = folder(place.path(), "releases = 3");
    story(&archive, &|| online(&current), &|path, text| fs::write(current.join(path), text).expect("a file"));
    let before = online(&current);
    edit_two(&archive);
    publish(&archive);
    assert_ne!(online(&current), before);
    let run = archive.run(&["publish", "--rollback"]);
    assert_eq!(run.code, 0, "{}", run.err);
    same(&before, &online(&current), "rolled back");
}

#[cfg(unix)]
fn edit_two(archive: &Archive) {
    let path = "content/articles/georgian-foreign-minister-to-visit-lithuania-and-malta.md";
    archive.write(path, format!("{}\nOne more sentence.\n", archive.read(path)));
}

#[test]
fn a_plan_writes_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let www = place.path().join("www");
    let archive = folder(&www, "");
    let run = archive.run(&["publish", "--plan"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains(" added, 0 changed, 0 removed, 0 as they were; "), "{}", run.err);
    let shown = run.err.split("web: ").nth(1).expect("the place");
    assert!(shown.lines().skip(1).all(|line| line.chars().count() <= 80), "{shown}");
    assert!(!www.exists());
    let run = archive.run(&["publish", "--plan", "--format", "json"]);
    let plan = run.json().iter().find_map(|line| line.get("plan").cloned()).expect("a plan");
    assert_eq!(plan["added"].as_array().map(Vec::len), Some(site(&archive).len()));
    assert!(plan["bytes"].as_u64().is_some_and(|bytes| bytes > 100_000) && plan["same"] == 0);
}

#[test]
fn a_place_that_is_not_ours_needs_to_be_adopted() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("index.html"), "somebody's").expect("a file");
    fs::write(place.path().join("other.html"), "somebody's").expect("a file");
    let archive = folder(place.path(), "");
    let run = archive.run(&["publish", "--format", "json"]);
    assert_eq!((run.code, codes(&run)), (2, vec!["publish-foreign".to_owned()]));
    assert_eq!(online(place.path()).len(), 2);
    assert_eq!(archive.run(&["publish", "--adopt"]).code, 0);
    assert_eq!(fs::read_to_string(place.path().join("other.html")).expect("a file"), "somebody's");
    assert_eq!(online(place.path()).len(), site(&archive).len() + 1);
}

#[test]
fn too_many_removals_are_refused() {
    let place = tempfile::tempdir().expect("a folder");
    let archive = folder(place.path(), "max_delete = 2");
    publish(&archive);
    let before = online(place.path());
    remove_one(&archive);
    let run = archive.run(&["publish", "--format", "json"]);
    assert_eq!((run.code, codes(&run)), (4, vec!["publish-deletes".to_owned()]));
    same(&before, &online(place.path()), "after a refusal");
    assert_eq!(archive.run(&["publish", "--max-delete", "50"]).code, 0);
    same(&site(&archive), &online(place.path()), "after it was allowed");
}

#[test]
fn errors_in_the_content_stop_a_publish_unless_it_is_to_go_on() {
    let place = tempfile::tempdir().expect("a folder");
    let archive = folder(place.path(), "");
    archive.write("content/articles/broken.md", "---\ntitle: \"open\n---\n");
    let run = archive.run(&["publish"]);
    assert_eq!((run.code, online(place.path()).len()), (1, 0), "{}", run.err);
    let run = archive.run(&["publish", "--keep-going"]);
    assert_eq!((run.code, online(place.path()).len()), (1, site(&archive).len()), "{}", run.err);
}

#[test]
fn the_archive_itself_is_no_place_to_publish_to() {
    for path in [".", "..", "content", "public", "public/web", "static/x"] {
        let archive = with_place(&format!("kind = \"folder\"\npath = \"{path}\"\n"));
        let run = archive.run(&["publish", "--format", "json"]);
        assert_eq!((run.code, codes(&run)), (2, vec!["publish-place".to_owned()]), "{path}: {}", run.out);
        assert!(!archive.has("public"), "{path}");
    }
    let run = Archive::new().run(&["publish"]);
    assert!(run.code == 2 && run.err.contains("[publish.web]"), "{}", run.err);
}

#[test]
fn what_the_host_does_not_take_is_told_before_anything_is_sent() {
    let place = tempfile::tempdir().expect("a folder");
    let archive = folder(place.path(), "host_limits = \"cloudflare-pages\"");
    archive.write("static/film.bin", vec![0; 26 * 1024 * 1024 + 1]);
    let run = archive.run(&["publish", "--format", "json"]);
    assert_eq!((run.code, codes(&run)), (2, vec!["publish-limit".to_owned()]));
    assert_eq!(online(place.path()).len(), 0);
}

#[test]
fn packed_files_lie_beside_the_others_where_that_is_wanted() {
    let place = tempfile::tempdir().expect("a folder");
    let archive = folder(place.path(), "precompress = true");
    publish(&archive);
    let packed = fs::read(place.path().join("index.html.gz")).expect("a packed page");
    assert_eq!(packed[..8], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0], "no name and no time");
    assert!(!archive.has("public/index.html.gz") && !place.path().join("index.html.gz.gz").exists());
    assert_eq!(publish(&archive), (0, 0));
}
