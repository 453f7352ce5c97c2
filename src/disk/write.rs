//! Writing single files and changes to what people own.

use super::{DiskError, STATE, UNFINISHED, link, regular};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::tree::{Change, Tree};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What became of a file that was to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It holds the new bytes now.
    Changed,
    /// It held them already and was not touched.
    Same,
}

/// Gives the file these bytes: as a whole, or not at all. Never writes through a link. Makes missing folders.
pub fn file(root: &Path, path: &RelPath, bytes: &[u8]) -> Result<Written, DiskError> {
    let target = folder_of(root, path)?;
    if regular(&target, path.as_str())?.as_deref() == Some(bytes) {
        return Ok(Written::Same);
    }
    replace(&target, path, bytes).map(|()| Written::Changed)
}

/// Like [`file`], where it is known already that the file holds other bytes or is not there.
pub(super) fn over(root: &Path, path: &RelPath, bytes: &[u8]) -> Result<(), DiskError> {
    replace(&folder_of(root, path)?, path, bytes)
}

fn replace(target: &Path, path: &RelPath, bytes: &[u8]) -> Result<(), DiskError> {
    let new = unfinished(target, bytes).map_err(DiskError::on("write", path))?;
    if let Ok(before) = target.symlink_metadata() {
        if before.is_symlink() {
            return Err(DiskError::on("write", path)(link()));
        }
        fs::set_permissions(new.path(), before.permissions()).map_err(DiskError::on("write", path))?;
    }
    new.persist(target).map(|_| ()).map_err(|error| DiskError::on("write", path)(error.error))
}

/// Makes the folder of a new archive, and those it lies in.
pub fn folder(path: &Path) -> Result<(), DiskError> {
    fs::create_dir_all(path).map_err(DiskError::on("make", path.display()))
}

/// Makes the file, unless there is one of that name; then it is left alone and the answer is no.
pub fn create(root: &Path, path: &RelPath, bytes: &[u8]) -> Result<bool, DiskError> {
    let target = folder_of(root, path)?;
    let new = unfinished(&target, bytes).map_err(DiskError::on("write", path))?;
    match new.persist_noclobber(&target) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(DiskError::on("write", path)(error.error)),
    }
}

/// Removes the file, and folders that are empty then. Nothing is removed through a link.
pub fn remove(root: &Path, path: &RelPath) -> Result<(), DiskError> {
    let mut folder = no_link_above(root, path, "remove")?;
    match fs::remove_file(root.join(path.as_str())) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(DiskError::on("remove", path)(error)),
        _ => {}
    }
    while folder != root && fs::remove_dir(&folder).is_ok() {
        folder.pop();
    }
    Ok(())
}

/// What a run did to files people own.
#[derive(Debug, Default)]
pub struct Applied {
    /// Files that hold new bytes.
    pub written: usize,
    /// Files that are gone.
    pub removed: usize,
    /// The folder with the bytes as they were, when something was overwritten.
    pub undo: Option<RelPath>,
    /// Files that were left alone, and why.
    pub report: Report,
    /// What the system refused.
    pub failures: Vec<DiskError>,
}

/// Makes changes to files people own. `before` is the tree the changes were worked out from: a file that is not as it was there has been
/// edited meanwhile, and is left to its editor. The bytes of files that are `touched` by a person are saved below `.dateline/undo/<n>/` first.
pub fn apply(root: &Path, before: &Tree, changes: &[Change], touched: &[RelPath]) -> Applied {
    let mut applied = Applied::default();
    applied.more(root, before, changes, touched);
    applied
}

impl Applied {
    /// Makes more changes of the same run, as [`apply`] does.
    pub fn more(&mut self, root: &Path, before: &Tree, changes: &[Change], touched: &[RelPath]) {
        for change in changes {
            match apply_one(root, before, change, touched.contains(change.path()), &mut self.undo) {
                Ok(Outcome::Same) => {}
                Ok(Outcome::Done) => match change {
                    Change::Write(..) => self.written += 1,
                    Change::Delete(_) => self.removed += 1,
                },
                Ok(Outcome::EditedMeanwhile) => {
                    let path = change.path();
                    let problem = Diagnostic::warning("edited-meanwhile", format!("`{path}` was edited while Dateline worked, and was left alone"));
                    self.report.push(problem.at(Place::file(path.as_str())).help("run again"));
                }
                Err(failure) => self.failures.push(failure),
            }
        }
    }
}

enum Outcome {
    Same,
    Done,
    EditedMeanwhile,
}

fn apply_one(root: &Path, before: &Tree, change: &Change, touched: bool, undo: &mut Option<RelPath>) -> Result<Outcome, DiskError> {
    let path = change.path();
    let now = regular(&folder_of(root, path)?, path.as_str())?;
    let wanted = match change {
        Change::Write(_, bytes) => Some(bytes),
        Change::Delete(_) => None,
    };
    if now.as_ref() == wanted {
        return Ok(Outcome::Same);
    }
    if now.as_ref() != before.get(path) {
        return Ok(Outcome::EditedMeanwhile);
    }
    if let Some(bytes) = now.as_ref().filter(|_| touched) {
        save(root, path, bytes, undo)?;
    }
    match wanted {
        Some(bytes) => file(root, path, bytes).map(|_| Outcome::Done),
        None => remove(root, path).map(|()| Outcome::Done),
    }
}

/// Saves bytes below this run's own undo folder, whose number is one more than the highest there.
fn save(root: &Path, path: &RelPath, bytes: &[u8], undo: &mut Option<RelPath>) -> Result<(), DiskError> {
    let folder = undo.get_or_insert_with(|| {
        let numbers = fs::read_dir(root.join(STATE).join("undo")).into_iter().flatten().flatten();
        let last = numbers.filter_map(|entry| entry.file_name().to_str().and_then(|name| name.parse::<u64>().ok())).max().unwrap_or(0);
        RelPath::known(format!("{STATE}/undo/{}", last.saturating_add(1)))
    });
    file(root, &RelPath::known(format!("{folder}/{path}")), bytes).map(|_| ())
}

/// The folder the file lies in. Refuses when it, or one on the way to it, is a link.
pub(super) fn no_link_above(root: &Path, path: &RelPath, action: &'static str) -> Result<PathBuf, DiskError> {
    let mut folder = root.to_owned();
    for part in Path::new(path.folder()) {
        folder.push(part);
        if folder.is_symlink() {
            return Err(DiskError::on(action, path)(link()));
        }
    }
    Ok(folder)
}

/// Where the file lies on disk, after making its folders. Refuses when one of them is a link.
fn folder_of(root: &Path, path: &RelPath) -> Result<PathBuf, DiskError> {
    let mut folder = root.to_owned();
    for part in Path::new(path.folder()) {
        folder.push(part);
        match folder.symlink_metadata() {
            Ok(metadata) if metadata.is_symlink() => return Err(DiskError::on("write", path)(link())),
            Ok(_) => {}
            Err(_) => match fs::create_dir(&folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(DiskError::on("write", path)(error)),
                _ => {}
            },
        }
    }
    Ok(folder.join(path.name()))
}

/// The bytes in a file without its own name yet, in the folder of the target so that renaming it is one step.
fn unfinished(target: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    // The person's umask still applies; the default of temporary files would hide the site from a web server.
    #[cfg(unix)]
    builder.permissions(permissions);
    let mut new = builder.tempfile_in(target.parent().unwrap_or(target))?;
    new.write_all(bytes)?;
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str) -> RelPath {
        RelPath::known(path)
    }

    fn entries(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn equal_bytes_are_not_written_again() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(file(root.path(), &path("a/b/c.txt"), b"x").unwrap(), Written::Changed);
        let time = root.path().join("a/b/c.txt").metadata().unwrap().modified().unwrap();
        assert_eq!(file(root.path(), &path("a/b/c.txt"), b"x").unwrap(), Written::Same);
        assert_eq!(root.path().join("a/b/c.txt").metadata().unwrap().modified().unwrap(), time);
        assert_eq!(entries(&root.path().join("a/b")), ["c.txt"]);
    }

    #[test]
    fn making_a_file_never_overwrites_one() {
        let root = tempfile::tempdir().unwrap();
        assert!(create(root.path(), &path("a.md"), b"mine").unwrap());
        assert!(!create(root.path(), &path("a.md"), b"yours").unwrap());
        assert_eq!(fs::read(root.path().join("a.md")).unwrap(), b"mine");
        assert_eq!(entries(root.path()), ["a.md"]);
    }

    #[test]
    fn a_persons_bytes_are_saved_before_they_are_overwritten_under_a_new_number_for_each_run() {
        let root = tempfile::tempdir().unwrap();
        let article = path("content/articles/a.md");
        for (old, new, run) in [("1", "2", 1), ("2", "3", 2)] {
            file(root.path(), &article, old.as_bytes()).unwrap();
            let before = Tree::from([(article.clone(), old.into())]);
            let applied = apply(root.path(), &before, &[Change::Write(article.clone(), new.into())], std::slice::from_ref(&article));
            assert_eq!((applied.written, applied.failures.len()), (1, 0));
            assert_eq!(fs::read_to_string(root.path().join(format!(".dateline/undo/{run}/content/articles/a.md"))).unwrap(), old);
        }
    }

    #[test]
    fn a_file_edited_meanwhile_is_left_to_its_editor() {
        let root = tempfile::tempdir().unwrap();
        let article = path("content/articles/a.md");
        file(root.path(), &article, b"typed just now").unwrap();
        let before = Tree::from([(article.clone(), b"as read".to_vec())]);
        let applied = apply(root.path(), &before, &[Change::Write(article.clone(), b"ours".to_vec()), Change::Delete(article.clone())], &[]);
        assert_eq!((applied.written, applied.removed, applied.report.diagnostics.len()), (0, 0, 2));
        assert_eq!(fs::read(root.path().join("content/articles/a.md")).unwrap(), b"typed just now");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_or_removed_through_a_link() {
        let victim = tempfile::tempdir().unwrap();
        fs::write(victim.path().join("a.md"), "theirs").unwrap();
        let root = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(victim.path(), root.path().join("content")).unwrap();
        std::os::unix::fs::symlink(victim.path().join("a.md"), root.path().join("b.md")).unwrap();
        assert!(file(root.path(), &path("content/a.md"), b"x").is_err());
        assert!(file(root.path(), &path("content/new.md"), b"x").is_err());
        assert!(file(root.path(), &path("b.md"), b"x").is_err());
        assert!(remove(root.path(), &path("content/a.md")).is_err());
        assert_eq!(entries(victim.path()), ["a.md"]);
        assert_eq!(fs::read(victim.path().join("a.md")).unwrap(), b"theirs");
    }

    #[test]
    fn removing_the_last_file_removes_its_folders() {
        let root = tempfile::tempdir().unwrap();
        file(root.path(), &path("a/b/c.txt"), b"x").unwrap();
        file(root.path(), &path("a/d.txt"), b"x").unwrap();
        remove(root.path(), &path("a/b/c.txt")).unwrap();
        assert_eq!(entries(&root.path().join("a")), ["d.txt"]);
        remove(root.path(), &path("a/d.txt")).unwrap();
        assert_eq!(entries(root.path()), Vec::<String>::new());
        remove(root.path(), &path("gone.txt")).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn files_can_be_read_by_a_web_server_and_keep_the_rights_they_have() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        file(root.path(), &path("a.txt"), b"x").unwrap();
        let mode = |name: &str| root.path().join(name).metadata().unwrap().permissions().mode() & 0o777;
        assert_ne!(mode("a.txt"), 0o600);
        fs::set_permissions(root.path().join("a.txt"), fs::Permissions::from_mode(0o640)).unwrap();
        file(root.path(), &path("a.txt"), b"y").unwrap();
        assert_eq!(mode("a.txt"), 0o640);
    }
}
