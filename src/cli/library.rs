//! `content/` as it was last read, file by file: only what was touched since is read again.

use super::content::{Content, Part, Read, read};
use crate::base::files::Files;
use crate::base::fingerprint::Fingerprint;
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Report};
use crate::content::article::Article;
use crate::disk::folder::Folder;
use crate::disk::read::{self as files, Dots};
use crate::disk::stamp::Stamp;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The files, as they were read.
#[derive(Debug, Default)]
pub(super) struct Library {
    held: BTreeMap<RelPath, Held>,
    /// What is wrong with the folders.
    report: Report,
}

/// One file.
#[derive(Clone, Debug)]
struct Held {
    /// How it lay there before it was read; none when a change since might not show.
    mark: Option<Fingerprint>,
    read: Read,
}

/// What another look found.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Touched {
    /// Articles that say something else now.
    pub(super) articles: Vec<Arc<Article>>,
    /// Whether anything else is new, gone or different.
    pub(super) others: bool,
}

impl Library {
    /// Everything below an archive's `content/`, read for once. Of no file more is held than what it says.
    pub(super) fn read(root: &Path) -> Content {
        let mut library = Self::default();
        library.look(root);
        library.content()
    }

    /// Looks at every file, reads those that were touched since the last look, and says what came of it.
    pub(super) fn look(&mut self, root: &Path) -> Touched {
        let before = std::mem::take(self);
        let (folder, mut report) = Folder::look(root, "content", Dots::Findings);
        let one = |path: &RelPath| -> Result<Option<Held>, Diagnostic> {
            let mark = folder.mark(path);
            if let Some(held) = before.held.get(path).filter(|held| mark.is_some() && held.mark == mark) {
                return Ok(Some(held.clone()));
            }
            Ok(folder.bytes(path)?.map(|bytes| Held { mark, read: read(path, &bytes) }))
        };
        let paths: Vec<&RelPath> = folder.paths().collect();
        let read: Vec<Result<Option<Held>, Diagnostic>> = paths.par_iter().map(|path| one(path)).collect();
        let mut held = BTreeMap::new();
        for (path, read) in paths.into_iter().zip(read) {
            match read {
                Ok(read) => held.extend(read.map(|read| (path.clone(), read))),
                Err(problem) => report.push(problem),
            }
        }
        let mut touched = Touched { others: before.report != report || before.held.len() != held.len(), ..Touched::default() };
        for (path, now) in &mut held {
            match (before.held.get(path).map(|held| &held.read), &now.read) {
                // The same again is the same value, too.
                (Some(before), same) if before == same => now.read = before.clone(),
                (Some((Part::Article(_), was)), (Part::Article(article), is)) if was == is => touched.articles.push(Arc::clone(article)),
                _ => touched.others = true,
            }
        }
        *self = Self { held, report };
        touched
    }

    /// Reads these articles again, and says which of them say something else. None when one of them is not an article as before, or the import may
    /// have to do with it; then nothing was taken in, and everything has to be looked at.
    pub(super) fn read_again(&mut self, root: &Path, articles: &[RelPath]) -> Option<Vec<Arc<Article>>> {
        let mut again = Vec::new();
        for path in articles {
            // A link is looked at with everything else.
            if !self.is_typed_article(path) || Stamp::of(&root.join(path.as_str())).is_none() {
                return None;
            }
            let now = read(path, &files::file(root, path.as_str()).ok()??);
            match (&self.held.get(path)?.read, &now) {
                (before, now) if before == now => {}
                ((_, was), (Part::Article(article), is)) if was == is && article.matter.seed.is_none() => {
                    again.push((path.clone(), Arc::clone(article), now));
                }
                _ => return None,
            }
        }
        let mut edited = Vec::new();
        for (path, article, read) in again {
            self.held.insert(path, Held { mark: None, read });
            edited.push(article);
        }
        Some(edited)
    }

    /// Whether a file of this name is an article that no seed and no notes belong to.
    fn is_typed_article(&self, path: &RelPath) -> bool {
        let notes = RelPath::new(format!("content/.findings/{}.json", path.stem()));
        let without_seed = |held: &Held| matches!(&held.read.0, Part::Article(article) if article.matter.seed.is_none());
        self.held.get(path).is_some_and(without_seed) && notes.is_ok_and(|notes| !self.held.contains_key(&notes))
    }

    /// Everything as it was read last.
    pub(super) fn content(&self) -> Content {
        let mut content = Content::of(self.held.values().map(|held| held.read.clone()));
        content.report.diagnostics.splice(0..0, self.report.diagnostics.iter().cloned());
        content
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn archive() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("content/articles")).unwrap();
        root
    }

    fn titles(library: &Library) -> Vec<String> {
        library.content().articles.iter().map(|article| format!("{}: {}", article.title(), article.body)).collect()
    }

    #[test]
    fn every_change_is_seen_and_nothing_else() {
        let root = archive();
        let page = root.path().join("content/articles/a.md");
        fs::write(&page, "---\ntitle: A\n---\n\nOne.\n").unwrap();
        let mut library = Library::default();
        assert!(library.look(root.path()).others);
        assert_eq!(library.look(root.path()), Touched::default());
        // As many bytes, in the same moment.
        fs::write(&page, "---\ntitle: A\n---\n\nTwo.\n").unwrap();
        let touched = library.look(root.path());
        assert_eq!((touched.articles.len(), touched.others), (1, false));
        assert_eq!(titles(&library), ["A: Two."]);
        fs::write(root.path().join("content/articles/b.md"), "---\ntitle: B\n---\n").unwrap();
        assert!(library.look(root.path()).others);
        fs::remove_file(&page).unwrap();
        assert!(library.look(root.path()).others);
        assert_eq!(titles(&library), ["B: "]);
    }

    #[test]
    fn what_was_set_back_to_the_same_size_and_time_is_read_again() {
        let root = archive();
        let page = root.path().join("content/articles/a.md");
        let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        let write = |text: &str| {
            fs::write(&page, format!("---\ntitle: A\n---\n\n{text}\n")).unwrap();
            fs::File::options().write(true).open(&page).unwrap().set_modified(long_ago).unwrap();
        };
        write("One.");
        let mut library = Library::default();
        library.look(root.path());
        write("Two.");
        library.look(root.path());
        if cfg!(unix) {
            assert_eq!(titles(&library), ["A: Two."]);
        }
    }

    #[test]
    fn what_is_not_taken_in_alone_is_seen_with_everything_else() {
        let root = archive();
        let write = |name: &str, text: &str| fs::write(root.path().join("content/articles").join(name), text).unwrap();
        let paths = ["a", "b"].map(|name| RelPath::known(format!("content/articles/{name}.md")));
        write("a.md", "---\ntitle: A\n---\n\nOne.\n");
        write("b.md", "---\ntitle: B\n---\n");
        let mut library = Library::default();
        library.look(root.path());
        write("a.md", "---\ntitle: A\n---\n\nTwo.\n");
        assert_eq!(library.read_again(root.path(), &paths).map(|edited| edited.len()), Some(1));
        // The import has to do with one of a seed, and a broken one has to be told: neither hides what else was edited.
        for other in ["---\ntitle: B\nseed: seeds/b.txt\n---\n", "---\ntitle: [\n---\n"] {
            write("a.md", &format!("---\ntitle: A\n---\n\n{}\n", other.len()));
            write("b.md", other);
            assert_eq!(library.read_again(root.path(), &paths), None);
            let touched = library.look(root.path());
            assert!(touched.articles.iter().any(|article| article.title() == "A"), "{touched:?}");
        }
    }
}
