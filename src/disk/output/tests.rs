//! What a run does to a folder it shares with people.

use super::*;

struct Archive {
    root: tempfile::TempDir,
}

impl Archive {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        Self { root }
    }

    fn open(&self) -> Output {
        Output::open(self.root.path(), Path::new("public"), None, &["content"], false).unwrap()
    }

    fn build(&self, pages: &[(&str, &str)]) -> Finished {
        let output = self.open();
        for (path, text) in pages {
            output.put(&RelPath::known(path), text.as_bytes()).unwrap();
        }
        output.finish()
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.root.path().join("public").join(path), text).unwrap();
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.root.path().join("public").join(path)).ok()
    }
}

fn counts(finished: &Finished) -> (usize, usize, usize, usize) {
    (finished.written, finished.removed, finished.report.diagnostics.len(), finished.failures.len())
}

#[test]
fn a_second_build_writes_nothing_and_stale_pages_go() {
    let archive = Archive::new();
    assert_eq!(counts(&archive.build(&[("index.html", "1"), ("articles/a.html", "a")])), (2, 0, 0, 0));
    assert_eq!(counts(&archive.build(&[("index.html", "1"), ("articles/a.html", "a")])), (0, 0, 0, 0));
    assert_eq!(counts(&archive.build(&[("index.html", "2")])), (1, 1, 0, 0));
    assert_eq!((archive.read("index.html").as_deref(), archive.read("articles/a.html")), (Some("2"), None));
    assert!(!archive.root.path().join("public/articles").exists());
}

#[test]
fn foreign_and_edited_files_stay_and_are_told() {
    let archive = Archive::new();
    archive.build(&[("index.html", "1"), ("old.html", "o")]);
    archive.write("CNAME", "example.org");
    archive.write("index.html", "edited");
    archive.write("old.html", "edited");
    archive.write("new.html", "theirs");
    assert_eq!(counts(&archive.build(&[("index.html", "2"), ("new.html", "ours")])), (0, 0, 3, 0));
    for (path, text) in [("CNAME", "example.org"), ("index.html", "edited"), ("old.html", "edited"), ("new.html", "theirs")] {
        assert_eq!(archive.read(path).as_deref(), Some(text), "{path}");
    }
    fs::remove_file(archive.root.path().join("public/index.html")).unwrap();
    archive.build(&[("index.html", "2")]);
    assert_eq!(archive.read("index.html").as_deref(), Some("2"));
}

#[test]
fn losing_the_state_folder_changes_nothing() {
    let archive = Archive::new();
    archive.build(&[("index.html", "1"), ("old.html", "o")]);
    fs::remove_dir_all(archive.root.path().join(STATE)).unwrap();
    assert_eq!(counts(&archive.build(&[("index.html", "1")])), (0, 1, 0, 0));
}

#[test]
fn a_killed_run_leaves_nothing_that_looks_like_an_edit() {
    let archive = Archive::new();
    archive.build(&[("index.html", "1"), ("b.html", "1")]);
    let killed = archive.open();
    killed.put(&RelPath::known("index.html"), b"2").unwrap();
    drop(killed);
    archive.write(&format!("{UNFINISHED}x"), "half");
    assert_eq!(counts(&archive.build(&[("index.html", "3"), ("b.html", "1")])), (1, 0, 0, 0));
    assert_eq!(archive.read("index.html").as_deref(), Some("3"));
    assert_eq!(archive.read(&format!("{UNFINISHED}x")), None);
    assert!(!archive.root.path().join(".dateline/unfinished").exists());
}

#[test]
fn a_run_killed_before_its_first_list_is_ours_too() {
    let archive = Archive::new();
    let killed = archive.open();
    killed.put(&RelPath::known("index.html"), b"1").unwrap();
    drop(killed);
    assert!(archive.open().unproven().is_empty());
    assert_eq!(counts(&archive.build(&[("index.html", "2")])), (1, 0, 0, 0));
}

#[test]
fn a_folder_with_other_files_has_to_be_adopted() {
    let archive = Archive::new();
    fs::create_dir(archive.root.path().join("public")).unwrap();
    archive.write("index.html", "theirs");
    archive.write(".nojekyll", "");
    let output = archive.open();
    assert_eq!(output.unproven(), [RelPath::known("index.html")]);
    assert!(output.holds(&RelPath::known("index.html"), b"theirs"));
    let adopted = Output::open(archive.root.path(), Path::new("public"), None, &["content"], true).unwrap();
    assert!(adopted.unproven().is_empty());
    adopted.put(&RelPath::known("index.html"), b"ours").unwrap();
    assert_eq!(counts(&adopted.finish()), (1, 0, 0, 0));
    assert_eq!(archive.read("index.html").as_deref(), Some("ours"));
}

#[test]
fn a_page_that_could_not_be_made_keeps_its_last_version() {
    let archive = Archive::new();
    archive.build(&[("a.html", "good")]);
    let output = archive.open();
    output.keep(&RelPath::known("a.html"));
    output.keep(&RelPath::known("never.html"));
    assert_eq!(counts(&output.finish()), (0, 0, 0, 0));
    assert_eq!(archive.read("a.html").as_deref(), Some("good"));
    assert_eq!(counts(&archive.build(&[])), (0, 1, 0, 0));
}

#[test]
fn folders_that_are_no_place_for_a_site_are_refused() {
    let archive = Archive::new();
    let root = archive.root.path();
    let home = tempfile::tempdir().unwrap();
    let refused = |folder: &Path| Output::open(root, folder, Some(home.path()), &["content", "seeds"], true).is_err();
    for folder in [
        Path::new("/"),
        home.path(),
        root,
        Path::new("."),
        Path::new(".."),
        Path::new("content"),
        Path::new("seeds/x"),
        Path::new(".dateline"),
        Path::new("public/../content"),
    ] {
        assert!(refused(folder), "{}", folder.display());
    }
    assert!(!refused(Path::new("public")) && !refused(&home.path().join("site")));
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_never_followed() {
    let victim = tempfile::tempdir().unwrap();
    fs::write(victim.path().join("a.html"), "theirs").unwrap();
    let archive = Archive::new();
    archive.build(&[("articles/a.html", "theirs")]);
    fs::remove_dir_all(archive.root.path().join("public/articles")).unwrap();
    std::os::unix::fs::symlink(victim.path(), archive.root.path().join("public/articles")).unwrap();
    assert!(archive.open().put(&RelPath::known("articles/a.html"), b"ours").is_err() || victim.path().join("a.html").exists());
    let finished = archive.build(&[]);
    assert_eq!(finished.removed, 0);
    assert_eq!(fs::read(victim.path().join("a.html")).unwrap(), b"theirs");
}

#[test]
fn cleaning_removes_ours_alone() {
    let archive = Archive::new();
    archive.build(&[("index.html", "1"), ("a/b.html", "2")]);
    archive.write("CNAME", "x");
    assert_eq!(archive.open().clean().removed, 2);
    let left: Vec<_> = fs::read_dir(archive.root.path().join("public")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["CNAME"]);
}
