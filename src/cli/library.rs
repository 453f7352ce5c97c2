//! `content/` as it was last read, file by file: only what was touched since is read again.

use super::content::{Content, Part, Read, read};
use crate::base::path::RelPath;
use crate::base::report::Report;
use crate::content::article::Article;
use crate::disk::folder::MOMENT;
use crate::disk::output::Stamp;
use crate::disk::read::{self as files, Dots};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

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
    /// How it lay there before it was read; none when it may have been changed in the same moment, and cannot be told from what it is now.
    stamp: Option<Stamp>,
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
    /// Looks at every file, reads those that were touched since the last look, and says what came of it.
    pub(super) fn look(&mut self, root: &Path) -> Touched {
        let before = std::mem::take(self);
        #[expect(clippy::disallowed_methods, reason = "says only whether a file is worth reading again")]
        let now = SystemTime::now();
        let known = |path: &RelPath, stamp: Option<Stamp>| before.held.get(path).filter(|held| stamp.is_some() && held.stamp == stamp).cloned();
        let again = |path: &RelPath, stamp: Option<Stamp>, bytes: Vec<u8>| Held {
            stamp: stamp.filter(|stamp| stamp.is_older(now, MOMENT)),
            read: read(path, &bytes),
        };
        let (mut held, report) = files::each(root, "content", Dots::Findings, known, again);
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

    /// Reads these articles again, and says which of them say something else; none when one of them is not an article as before, and
    /// everything has to be looked at.
    pub(super) fn read_again(&mut self, root: &Path, articles: &[RelPath]) -> Option<Vec<Arc<Article>>> {
        let mut edited = Vec::new();
        for path in articles {
            let held = self.held.get_mut(path)?;
            // A link is looked at with everything else.
            Stamp::of(&root.join(path.as_str()))?;
            let now = read(path, &files::file(root, path.as_str()).ok()??);
            match (&held.read, &now) {
                (before, now) if before == now => {}
                ((Part::Article(_), was), (Part::Article(article), is)) if was == is => {
                    edited.push(Arc::clone(article));
                    *held = Held { stamp: None, read: now };
                }
                _ => return None,
            }
        }
        Some(edited)
    }

    /// The article in a file of this name, if it is one that no seed and no notes belong to.
    pub(super) fn typed_article(&self, path: &RelPath) -> Option<&Arc<Article>> {
        let notes = RelPath::new(format!("content/.findings/{}.json", path.stem())).ok()?;
        match &self.held.get(path)?.read.0 {
            Part::Article(article) if article.matter.seed.is_none() && !self.held.contains_key(&notes) => Some(article),
            _ => None,
        }
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
        let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
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
}
