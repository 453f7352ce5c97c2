//! What several tests share: the repository, its example archive, a build and what it came to.

use crate::program::Archive;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of that name beside the repository or beside a folder above it, if there is one: texts that are measured with and not published.
pub fn beside(name: &str) -> Option<PathBuf> {
    repository().ancestors().skip(1).map(|folder| folder.join(name)).find(|folder| folder.is_dir())
}

/// The example archive of the repository, as it is committed: settings, seeds, content with its notes, static files. The theme is the built-in one.
pub fn example() -> Archive {
    let archive = Archive::empty();
    for part in ["dateline.toml", "seeds", "content", "static"] {
        copy(&repository().join(part), &archive, part);
    }
    archive
}

/// Copies a file or a folder into an archive.
pub fn copy(from: &Path, archive: &Archive, to: &str) {
    for entry in walkdir::WalkDir::new(from).sort_by_file_name().into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(from).expect("below").to_string_lossy().into_owned();
            let path = if below.is_empty() { to.to_owned() } else { format!("{to}/{below}") };
            archive.write(&path, fs::read(entry.path()).expect("a file"));
        }
    }
}

/// What the last line of a build says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    pub articles: u64,
    pub changed: u64,
    pub written: u64,
    pub removed: u64,
    pub errors: u64,
}

/// Builds, and expects no errors.
pub fn build(archive: &Archive) -> Summary {
    let run = archive.run(&["build", "--format", "json"]);
    let problems: Vec<Value> = run.problems().into_iter().filter(|problem| problem["severity"] == "error").collect();
    assert_eq!((run.code, problems.as_slice()), (0, [].as_slice()), "{}", run.err);
    let lines = run.json();
    let summary = &lines.last().expect("a summary")["summary"];
    let number = |key: &str| summary[key].as_u64().unwrap_or_else(|| panic!("no `{key}` in the summary: {summary}"));
    Summary {
        articles: number("articles"),
        changed: number("changed"),
        written: number("written"),
        removed: number("removed"),
        errors: number("errors"),
    }
}

/// Fails with the names of the files that differ and the first line that does.
pub fn same(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>, what: &str) {
    let names: std::collections::BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    let mut told = Vec::new();
    for name in names {
        match (left.get(name), right.get(name)) {
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) => told.push(format!("{name}: {}", first_difference(one, other))),
            (Some(_), None) => told.push(format!("{name}: only before")),
            _ => told.push(format!("{name}: only after")),
        }
    }
    assert!(told.is_empty(), "{what}: {} files differ\n{}", told.len(), told[..told.len().min(20)].join("\n"));
}

fn first_difference(left: &[u8], right: &[u8]) -> String {
    let (left, right) = (String::from_utf8_lossy(left), String::from_utf8_lossy(right));
    let cut = |line: &str| line.chars().take(160).collect::<String>();
    left.lines()
        .zip(right.lines())
        .enumerate()
        .find(|(_, (one, other))| one != other)
        .map_or_else(|| "one is longer".to_owned(), |(at, (one, other))| format!("line {}\n  - {}\n  + {}", at + 1, cut(one), cut(other)))
}

/// The files of the repository that are, or would be, under version control.
pub fn tracked() -> Vec<PathBuf> {
    let ignored = ["target", "public", ".dateline", ".git", "node_modules", "out"];
    walkdir::WalkDir::new(repository())
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !ignored.contains(&entry.file_name().to_string_lossy().as_ref()))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}
