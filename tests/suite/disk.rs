//! What the program does to files: only to its own, whole or not at all.

use crate::program::Archive;
use std::fs;

#[test]
fn a_new_archive_builds_and_nothing_in_it_is_ever_overwritten() {
    let archive = Archive::empty();
    archive.write(".gitignore", "mine\n");
    let run = archive.run(&["init"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(archive.read(".gitignore"), "mine\n");
    for path in ["dateline.toml", "seeds", "content", "static"] {
        assert!(archive.has(path), "{path}");
    }
    archive.write("dateline.toml", "title = \"Mine\"\n");
    assert_eq!(archive.run(&["init"]).code, 0);
    assert_eq!(archive.read("dateline.toml"), "title = \"Mine\"\n");
    let run = archive.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn outside_an_archive_the_program_says_how_to_get_one_and_writes_nothing() {
    let folder = Archive::empty();
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("dateline init"), "{}", run.err);
    assert_eq!(folder.run(&[]).code, 0);
    assert!(folder.tree("").is_empty());
}

#[test]
fn the_archive_is_found_from_any_folder_in_it() {
    let archive = Archive::new();
    archive.write("content/articles/deep/.keep", "");
    archive.write("static/robots.txt", "x");
    let run = archive.command(&["build", "--no-import"]).current_dir(archive.path("content/articles/deep")).output().expect("runs");
    assert!(run.status.success());
    assert!(archive.has("public/robots.txt"));
}

#[test]
fn a_second_build_writes_nothing_and_losing_the_state_folder_changes_nothing() {
    let archive = Archive::new();
    archive.write("static/a.txt", "a");
    archive.write("content/articles/one.md", "---\ntitle: \"One\"\n---\n\nText.\n");
    assert_eq!(archive.run(&["build"]).code, 0);
    let first = archive.tree("public");
    let again = archive.run(&["build"]);
    assert!(again.err.contains(" 0 pages written, 0 removed"), "{}", again.err);
    fs::remove_dir_all(archive.path(".dateline")).expect("removed");
    let after = archive.run(&["build"]);
    assert!(after.err.contains(" 0 pages written, 0 removed"), "{}", after.err);
    assert_eq!(archive.tree("public"), first);
}

#[test]
fn foreign_files_stay_stale_ones_go_and_edited_ones_are_told() {
    let archive = Archive::new();
    archive.write("static/a.txt", "a");
    archive.write("static/b.txt", "b");
    archive.run(&["build"]);
    archive.write("public/CNAME", "example.org");
    archive.write("public/.git/HEAD", "ref");
    archive.write("public/b.txt", "edited");
    fs::remove_file(archive.path("static/a.txt")).expect("removed");
    archive.write("static/b.txt", "b2");
    let run = archive.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("edited `b.txt`"), "{}", run.err);
    assert!(!archive.has("public/a.txt"));
    assert_eq!(archive.read("public/b.txt"), "edited");
    assert_eq!(archive.read("public/CNAME"), "example.org");
    assert_eq!(archive.read("public/.git/HEAD"), "ref");
}

#[test]
fn a_folder_with_other_peoples_files_is_not_built_into_unasked() {
    let archive = Archive::new();
    archive.write("static/index.txt", "ours");
    archive.write("www/index.txt", "theirs");
    archive.write("www/keep.txt", "theirs");
    let refused = archive.run(&["build", "-o", "www"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("--adopt"));
    assert_eq!(archive.read("www/index.txt"), "theirs");
    assert_eq!(archive.run(&["build", "-o", "www", "--adopt"]).code, 0);
    assert_eq!(archive.read("www/index.txt"), "ours");
    assert_eq!(archive.read("www/keep.txt"), "theirs");
}

#[test]
fn folders_people_own_are_no_output_folder() {
    let archive = Archive::new();
    archive.write("content/articles/a.md", "---\ntitle: \"A\"\n---\n");
    for folder in [".", "..", "content", "content/site", "seeds", "static", "/", ".dateline"] {
        let run = archive.run(&["build", "--adopt", "-o", folder]);
        assert_eq!(run.code, 2, "{folder}: {}", run.err);
    }
    let before = archive.read("content/articles/a.md");
    assert_eq!(before, "---\ntitle: \"A\"\n---\n");
}

#[test]
fn cleaning_leaves_what_people_own() {
    let archive = Archive::new();
    archive.write("static/a.txt", "a");
    archive.write("content/articles/one.md", "---\ntitle: \"One\"\n---\n\nText.\n");
    archive.run(&["build"]);
    archive.write("public/CNAME", "example.org");
    assert_eq!(archive.run(&["clean", "--dry-run"]).code, 0);
    assert!(archive.has("public/a.txt"));
    assert_eq!(archive.run(&["clean"]).code, 0);
    assert_eq!(archive.tree("public").into_keys().collect::<Vec<_>>(), ["CNAME"]);
    assert!(archive.has("content/articles/one.md") && archive.has("static/a.txt"));
}

#[test]
fn importing_files_copies_them_once_and_overwrites_none() {
    let archive = Archive::new();
    let desk = Archive::empty();
    desk.write("a.txt", "A headline\n\nOne text.\n");
    desk.write("folder/deep/b.txt", "Another headline\n\nTwo text.\n");
    let path = desk.root().to_str().expect("a path");
    archive.write("seeds/a.txt", "A third headline\n\nThree text.\n");
    archive.run(&["import", path]);
    assert_eq!(archive.read("seeds/a.txt"), "A third headline\n\nThree text.\n");
    assert_eq!(archive.read("seeds/folder/deep/b.txt"), "Another headline\n\nTwo text.\n");
    let first = archive.tree("seeds");
    assert_eq!(first.len(), 3);
    let again = archive.run(&["import", path]);
    assert!(again.err.contains("0 files copied into `seeds/`, 2 there already"), "{}", again.err);
    assert_eq!(archive.tree("seeds"), first);
}

#[test]
fn two_builds_at_once_give_one_whole_site() {
    let archive = Archive::new();
    for number in 0..40 {
        archive.write(&format!("static/{number}.txt"), number.to_string());
    }
    let children: Vec<_> = (0..4).map(|_| archive.command(&["build", "-q"]).spawn().expect("starts")).collect();
    for mut child in children {
        assert!(child.wait().expect("ends").success());
    }
    let site = archive.tree("public");
    for number in 0..40 {
        assert_eq!(site.get(&format!("{number}.txt")).map(Vec::as_slice), Some(number.to_string().as_bytes()));
    }
    assert!(archive.run(&["build"]).err.contains(" 0 pages written, 0 removed"));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link_in_the_output() {
    let archive = Archive::new();
    let victim = Archive::empty();
    victim.write("a.txt", "theirs");
    archive.write("static/folder/a.txt", "ours");
    archive.run(&["build"]);
    fs::remove_dir_all(archive.path("public/folder")).expect("removed");
    std::os::unix::fs::symlink(victim.root(), archive.path("public/folder")).expect("a link");
    let run = archive.run(&["build"]);
    assert_ne!(run.code, 0, "{}", run.err);
    archive.run(&["clean"]);
    assert_eq!(victim.read("a.txt"), "theirs");
    assert_eq!(victim.tree("").len(), 1);
}

#[cfg(unix)]
#[test]
fn a_disk_that_refuses_is_named_and_what_was_there_stays() {
    use std::os::unix::fs::PermissionsExt;
    let archive = Archive::new();
    archive.write("static/a.txt", "1");
    archive.run(&["build"]);
    archive.write("static/a.txt", "2");
    let public = archive.path("public");
    fs::set_permissions(&public, fs::Permissions::from_mode(0o555)).expect("set");
    // A superuser is refused nothing.
    if fs::write(public.join("probe"), "").is_ok() {
        fs::remove_file(public.join("probe")).expect("removed");
        return;
    }
    let run = archive.run(&["build"]);
    fs::set_permissions(&public, fs::Permissions::from_mode(0o755)).expect("set");
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("a.txt"));
    assert_eq!(archive.read("public/a.txt"), "1");
}

#[test]
fn results_and_problems_are_json_lines_for_programs() {
    let archive = Archive::new();
    archive.write("static/a.txt", "a");
    let run = archive.run(&["build", "--format", "json"]);
    assert_eq!(run.json().last().map(|line| line["summary"]["written"].is_u64()), Some(true), "{}", run.out);
    assert_eq!(run.err, "");
    archive.write("dateline.toml", "titel = 1\nlanguage = 2\n");
    let run = archive.run(&["build", "--format", "json"]);
    assert_eq!(run.code, 2);
    let problems = run.problems();
    assert_eq!(problems.len(), 2, "{}", run.out);
    assert_eq!((problems[0]["place"]["line"].as_u64(), problems[0]["help"].as_str()), (Some(1), Some("did you mean `title`?")));
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_heals() {
    let archive = Archive::new();
    let version = |round: usize| {
        for number in 0..150 {
            archive.write(&format!("static/{number}.txt"), format!("{round} ").repeat(20_000));
        }
    };
    version(0);
    assert_eq!(archive.run(&["build", "-q"]).code, 0);
    for round in 1..12 {
        version(round);
        let mut child = archive.command(&["build", "-q", "--no-import"]).spawn().expect("starts");
        std::thread::sleep(std::time::Duration::from_millis(round as u64 * 15));
        child.kill().expect("killed");
        child.wait().expect("ends");
        for number in 0..150 {
            let text = archive.read(&format!("public/{number}.txt"));
            let whole = (0..=round).any(|round| text == format!("{round} ").repeat(20_000));
            assert!(whole, "{number}.txt is half written");
        }
    }
    version(99);
    let healed = archive.run(&["build"]);
    assert_eq!(healed.code, 0, "{}", healed.err);
    assert!(!healed.err.contains("edited"), "{}", healed.err);
    assert!(!archive.has(".dateline/unfinished"));
    let site = archive.tree("public");
    archive.run(&["clean"]);
    archive.run(&["build"]);
    assert_eq!(archive.tree("public"), site);
}

#[test]
fn a_first_build_leaves_nothing_unfinished_and_takes_away_what_a_killed_one_left() {
    let archive = Archive::new();
    archive.write("content/articles/one.md", "---\ntitle: \"One\"\n---\n\nText.\n");
    archive.write("public/.dateline-new-Xy12/articles/half.html", "<p>hal");
    let run = archive.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let files = archive.tree("public");
    assert!(files.contains_key("articles/one.html") && !files.keys().any(|path| path.contains(".dateline-new-")), "{:?}", files.keys());
    assert!(!archive.has("public/.dateline-new-Xy12"));
}

#[test]
fn timings_are_told_and_leave_no_trace() {
    let archive = Archive::new();
    archive.write("content/articles/one.md", "---\ntitle: \"One\"\n---\n\nText.\n");
    assert_eq!(archive.run(&["build"]).out, "");
    let site = archive.tree("public");
    let run = archive.run(&["build", "--full", "--timings"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for told in ["phase", "making and writing pages", "article.html", "slowest pages"] {
        assert!(run.out.contains(told), "{}", run.out);
    }
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    assert_eq!(archive.tree("public"), site);
    let run = archive.run(&["build", "--timings", "--format", "json"]);
    assert!(run.out.lines().any(|line| line.starts_with("{\"timings\":")), "{}", run.out);
}
