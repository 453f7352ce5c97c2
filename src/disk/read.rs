//! Reading folders as trees.

use super::{DiskError, UNFINISHED};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::tree::Tree;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The largest file that is read, in bytes. Larger ones are no articles.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What happens to names that begin with a dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dots {
    /// They are passed over.
    Skip,
    /// They are passed over, but for `.findings`.
    Findings,
    /// They are read: `.well-known`, `.nojekyll`. What systems and editors leave behind is passed over still.
    Keep,
}

/// Reads all files below `folder`, with paths from `root`. A folder that is not there is an empty tree.
pub fn tree(root: &Path, folder: &str, dots: Dots) -> (Tree, Report) {
    let (found, mut report) = list(root, folder, dots);
    let read: Vec<Result<(RelPath, Vec<u8>), Diagnostic>> =
        found.into_par_iter().map(|(path, file)| bytes(&path, &file).map(|bytes| (path, bytes))).collect();
    let mut tree = Tree::new();
    for file in read {
        match file {
            Ok((path, bytes)) => drop(tree.insert(path, bytes)),
            Err(problem) => report.push(problem),
        }
    }
    (tree, report)
}

/// Where the files lie that [`tree`] reads: each path once, sorted by name in each folder.
pub(super) fn list(root: &Path, folder: &str, dots: Dots) -> (Vec<(RelPath, PathBuf)>, Report) {
    let mut report = Report::default();
    let top = root.join(folder);
    if top.symlink_metadata().is_err() {
        return (Vec::new(), report);
    }
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut found = walk(root, &top, &inside, dots, &mut report);
    let mut known = BTreeSet::new();
    found.retain(|(path, _)| {
        let new = known.insert(path.clone());
        if !new {
            let problem = Diagnostic::error("name-twice", format!("two files are called `{path}`, spelled with different Unicode"));
            report.push(problem.at(Place::file(path.as_str())).help("rename one of them"));
        }
        new
    });
    (found, report)
}

/// Reads one file; `None` when there is none.
pub fn file(root: &Path, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
    match std::fs::read(root.join(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(DiskError::on("read", path)(error)),
    }
}

/// The regular files below `top`, sorted by name in each folder.
fn walk(root: &Path, top: &Path, inside: &Path, dots: Dots, report: &mut Report) -> Vec<(RelPath, PathBuf)> {
    let mut found = Vec::new();
    let mut entries = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                report.push(walk_problem(root, &error));
                continue;
            }
        };
        let below_top = entry.depth() > 0;
        if below_top && passed_over(&entry.file_name().to_string_lossy(), dots) {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|target| target.starts_with(inside)) {
            report.push(leads_out(&shown(root, entry.path())));
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        match checked(root, entry.path()) {
            Ok(path) if entry.file_type().is_file() => found.push((path, entry.into_path())),
            Ok(path) => report.push(
                Diagnostic::warning("no-file", format!("`{path}` is no file that can be read"))
                    .at(Place::file(path.as_str()))
                    .help("move it out of the archive"),
            ),
            Err(problem) => report.push(problem),
        }
    }
    found
}

/// Whether a file of this name is no part of `content/`: what editors write beside a file while they save it.
pub fn is_left_behind(name: &str) -> bool {
    passed_over(name, Dots::Findings)
}

/// Names that are never part of an archive: dotfiles as asked for, and what editors and systems leave behind.
fn passed_over(name: &str, dots: Dots) -> bool {
    let left_behind = name.ends_with('~')
        || name.starts_with(UNFINISHED)
        || (name.starts_with('#') && name.ends_with('#'))
        || name.rsplit_once('.').is_some_and(|(_, end)| ["swp", "swo", "swx", "bak", "orig"].iter().any(|known| end.eq_ignore_ascii_case(known)))
        || ["4913", "Thumbs.db", "desktop.ini", ".DS_Store", ".git", ".gitignore", ".gitkeep", ".svn", ".hg"].contains(&name);
    left_behind
        || name.starts_with('.')
            && match dots {
                Dots::Skip => true,
                Dots::Findings => name != ".findings",
                Dots::Keep => name.starts_with(".#"),
            }
}

fn checked(root: &Path, path: &Path) -> Result<RelPath, Diagnostic> {
    let bad = |why: String| {
        Diagnostic::error("name-unusable", format!("a file cannot be used because of its name: {why}"))
            .at(Place::file(shown(root, path)))
            .help("rename it; letters, digits, `-` and `_` always work")
    };
    let below = path.strip_prefix(root).unwrap_or(path);
    let mut parts = Vec::new();
    for part in below {
        parts.push(part.to_str().ok_or_else(|| bad("it is no Unicode text".to_owned()))?);
    }
    RelPath::new(parts.join("/")).map_err(|error| bad(error.to_string()))
}

pub(super) fn bytes(path: &RelPath, file: &Path) -> Result<Vec<u8>, Diagnostic> {
    let at = || Place::file(path.as_str());
    let unreadable = |error: &std::io::Error| {
        Diagnostic::error("unreadable", format!("`{path}` cannot be read: {}", super::reason(error)))
            .at(at())
            .help("give yourself the right to read it, or move it out of the archive")
    };
    let size = file.metadata().map_err(|error| unreadable(&error))?.len();
    if size > LARGEST {
        let message = format!("`{path}` has {} MB; the largest file that is read has {}", size / 1_048_576, LARGEST / 1_048_576);
        return Err(Diagnostic::error("too-large", message).at(at()).help("move it out of the archive, or cut it into articles"));
    }
    std::fs::read(file).map_err(|error| unreadable(&error))
}

fn walk_problem(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let file = error.path().map_or_else(String::new, |path| shown(root, path));
    if let Some(ancestor) = error.loop_ancestor() {
        let ancestor = shown(root, ancestor);
        return Diagnostic::error("link-loop", format!("the link `{file}` leads back to `{ancestor}`, a folder it lies in"))
            .at(Place::file(file))
            .help("remove the link");
    }
    // A link whose target is missing, or that leads to itself, cannot be followed at all.
    if error.path().is_some_and(Path::is_symlink) {
        return Diagnostic::error("link-broken", format!("the link `{file}` leads nowhere")).at(Place::file(file)).help("remove the link");
    }
    let reason = error.io_error().map_or_else(|| "it cannot be walked".to_owned(), super::reason);
    Diagnostic::error("unreadable", format!("`{file}` cannot be read: {reason}"))
        .at(Place::file(file))
        .help("give yourself the right to read it, or move it out of the archive")
}

fn leads_out(file: &str) -> Diagnostic {
    Diagnostic::error("link-outside", format!("the link `{file}` leads out of the archive and was not followed"))
        .at(Place::file(file))
        .help("put a copy of the file in its place")
}

/// The path as people see it: from the root where it lies below it.
fn shown(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn archive(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        root
    }

    fn names(tree: &Tree) -> Vec<&str> {
        tree.keys().map(RelPath::as_str).collect()
    }

    #[test]
    fn dotfiles_and_what_editors_leave_are_passed_over() {
        let root = archive(&["content/a.md", "content/a.md~", "content/.a.md.swp", "content/.git/x", "content/.findings/a.json", "content/#a.md#"]);
        assert_eq!(names(&tree(root.path(), "content", Dots::Findings).0), ["content/.findings/a.json", "content/a.md"]);
        assert_eq!(names(&tree(root.path(), "content", Dots::Skip).0), ["content/a.md"]);
        let root = archive(&["static/.nojekyll", "static/.well-known/x", "static/.DS_Store"]);
        assert_eq!(names(&tree(root.path(), "static", Dots::Keep).0), ["static/.nojekyll", "static/.well-known/x"]);
    }

    #[test]
    fn a_missing_folder_is_an_empty_tree() {
        let root = archive(&[]);
        assert_eq!(tree(root.path(), "seeds", Dots::Skip), (Tree::new(), Report::default()));
    }

    #[cfg(unix)]
    #[test]
    fn links_out_loops_and_dead_ends_are_told_and_the_rest_is_read() {
        use std::os::unix::fs::symlink;
        let outside = archive(&["secret.txt", "folder/x.txt"]);
        let root = archive(&["seeds/a.txt", "shared/b.txt"]);
        let seeds = root.path().join("seeds");
        symlink(outside.path().join("secret.txt"), seeds.join("out.txt")).unwrap();
        symlink(outside.path().join("folder"), seeds.join("outfolder")).unwrap();
        symlink(&seeds, seeds.join("loop")).unwrap();
        symlink("self", seeds.join("self")).unwrap();
        symlink(root.path().join("shared/b.txt"), seeds.join("inside.txt")).unwrap();
        let (tree, report) = tree(root.path(), "seeds", Dots::Skip);
        assert_eq!(names(&tree), ["seeds/a.txt", "seeds/inside.txt"]);
        let mut told: Vec<(&str, String)> = report.diagnostics.iter().map(|d| (d.code, d.place.as_ref().unwrap().file.clone())).collect();
        told.sort();
        let expected =
            [("link-broken", "seeds/self"), ("link-loop", "seeds/loop"), ("link-outside", "seeds/out.txt"), ("link-outside", "seeds/outfolder")];
        assert_eq!(told, expected.map(|(code, file)| (code, file.to_owned())));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn one_name_in_two_spellings_is_told() {
        let root = archive(&["seeds/e\u{301}.txt", "seeds/é.txt"]);
        let (tree, report) = tree(root.path(), "seeds", Dots::Skip);
        assert_eq!(names(&tree), ["seeds/é.txt"]);
        assert_eq!(report.diagnostics[0].code, "name-twice");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_no_address_can_hold_is_told() {
        use std::os::unix::ffi::OsStrExt;
        let root = archive(&["seeds/a.txt", "seeds/b\\c.txt"]);
        fs::write(root.path().join("seeds").join(std::ffi::OsStr::from_bytes(b"\xff.txt")), "x").unwrap();
        let (tree, report) = tree(root.path(), "seeds", Dots::Skip);
        assert_eq!(names(&tree), ["seeds/a.txt"]);
        assert_eq!(report.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["name-unusable", "name-unusable"]);
    }
}
