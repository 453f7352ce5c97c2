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

fn git(folder: &Path, args: &[&str]) -> String {
    let out = std::process::Command::new("git").current_dir(folder).args(args).output().expect("git");
    assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// A bare repository, and a look at the branch as a host would check it out.
struct Repository(tempfile::TempDir);

impl Repository {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        git(folder.path(), &["init", "--quiet", "--bare", "site.git"]);
        Self(folder)
    }

    fn address(&self) -> String {
        format!("file://{}", self.0.path().join("site.git").display())
    }

    fn online(&self) -> BTreeMap<String, Vec<u8>> {
        let look = tempfile::tempdir().expect("a folder");
        git(look.path(), &["clone", "--quiet", "--branch", "gh-pages", &self.address(), "look"]);
        online(&look.path().join("look")).into_iter().filter(|(path, _)| !path.starts_with(".git/")).collect()
    }

    fn commits(&self) -> usize {
        git(&self.0.path().join("site.git"), &["rev-list", "--count", "gh-pages"]).trim().parse().expect("a number")
    }

    /// Somebody commits a file to the branch.
    fn commit(&self, path: &str, text: &str) {
        let look = tempfile::tempdir().expect("a folder");
        git(look.path(), &["clone", "--quiet", "--branch", "gh-pages", &self.address(), "look"]);
        let look = look.path().join("look");
        fs::write(look.join(path), text).expect("a file");
        git(&look, &["add", "-A"]);
        git(&look, &["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "own"]);
        git(&look, &["push", "--quiet"]);
    }
}

#[test]
fn a_branch_gets_one_commit_for_each_publish() {
    let repository = Repository::new();
    let archive = with_place(&format!("kind = \"git\"\nremote = \"{}\"", repository.address()));
    story(&archive, &|| repository.online(), &|path, text| repository.commit(path, text));
    assert_eq!(repository.commits(), 4, "three publishes and a commit of somebody else");
    let before = repository.online();
    remove_two(&archive);
    publish(&archive);
    let run = archive.run(&["publish", "--rollback"]);
    assert_eq!(run.code, 0, "{}", run.err);
    same(&before, &repository.online(), "rolled back");
    let (sent, removed) = publish(&archive);
    assert!(sent > 0 && removed > 0);
    assert_eq!(repository.online().len(), site(&archive).len() + 1);
    assert!(archive.has(".dateline/publish/web.git/HEAD") && !archive.has(".git"));
}

fn remove_two(archive: &Archive) {
    fs::remove_file(archive.path("content/articles/georgian-foreign-minister-to-visit-lithuania-and-malta.md")).expect("an article");
}

#[test]
fn a_branch_of_somebody_else_is_not_taken_over_and_no_secret_is_told() {
    let repository = Repository::new();
    let archive = with_place(&format!("kind = \"git\"\nremote = \"{}\"", repository.address()));
    let seed = tempfile::tempdir().expect("a folder");
    git(seed.path(), &["init", "--quiet", "-b", "gh-pages"]);
    fs::write(seed.path().join("index.html"), "somebody's").expect("a file");
    git(seed.path(), &["add", "-A"]);
    git(seed.path(), &["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "own"]);
    git(seed.path(), &["push", "--quiet", &repository.address(), "gh-pages"]);
    let run = archive.run(&["publish", "--format", "json"]);
    assert_eq!((run.code, codes(&run), repository.commits()), (2, vec!["publish-foreign".to_owned()], 1));
    // A remote of the archive's own repository whose address holds a password.
    git(archive.root(), &["init", "--quiet"]);
    git(archive.root(), &["remote", "add", "origin", "https://u:SENTINEL@127.0.0.1:9/x.git"]);
    let settings = archive.read("dateline.toml").replace(&repository.address(), "origin");
    archive.write("dateline.toml", &settings);
    let run = archive.run(&["publish", "-v"]);
    assert!(run.code == 2 && !run.err.contains("SENTINEL") && run.err.contains("holds a password"), "{}", run.err);
    archive.write("dateline.toml", settings.replace("\"origin\"", "\"https://127.0.0.1:9/x.git\""));
    let mut command = archive.command(&["publish", "-v"]);
    let helper = "!f() { echo username=u; echo password=SENTINEL; }; f";
    command.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "credential.helper").env("GIT_CONFIG_VALUE_0", helper);
    let out = command.output().expect("it runs");
    let told = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.code() == Some(3) && !told.contains("SENTINEL") && told.contains("publish-failed"), "{told}");
}

#[test]
fn of_two_publishers_to_a_branch_one_is_told() {
    let repository = Repository::new();
    let archive = with_place(&format!("kind = \"git\"\nremote = \"{}\"", repository.address()));
    publish(&archive);
    edit_one(&archive);
    // A hook stands for the other publisher: it moves the branch while the push is under way.
    let bare = repository.0.path().join("site.git");
    let hook = bare.join("hooks/pre-receive");
    fs::create_dir_all(bare.join("hooks")).expect("a folder");
    let moves = "#!/bin/sh\nunset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n\
                 new=$(git -c user.name=x -c user.email=x commit-tree -m other -p gh-pages 'gh-pages^{tree}')\n\
                 git update-ref refs/heads/gh-pages $new\n";
    fs::write(&hook, moves).expect("a hook");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("rights");
        let run = archive.run(&["publish", "--format", "json"]);
        assert_eq!((run.code, codes(&run)), (3, vec!["publish-overtaken".to_owned()]), "{}", run.out);
        fs::remove_file(&hook).expect("the hook");
        assert!(publish(&archive).0 > 0);
        same(&site(&archive), &repository.online(), "after the other");
    }
}
