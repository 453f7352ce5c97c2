//! An archive of any size, made of a number: the same articles on every machine. Article 17 is the same in an archive of a thousand and in one of
//! a million; links lead back, so that nothing leads to the last.

mod article;
mod content;
mod prose;
mod random;
mod seed;
mod words;
mod world;

use article::Article;
use std::path::Path;
use std::{fs, io};
use world::World;

/// What the articles are about, made once for all of them.
#[derive(Clone, Debug)]
pub struct Corpus {
    world: World,
}

/// The settings: feeds and a site map need an address.
pub const SETTINGS: &str = "title = \"An archive to measure\"\nbase_url = \"https://archive.example/\"\n";

/// A file of an archive: its name in the folder, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The name.
    pub name: String,
    /// The text.
    pub text: String,
}

/// How much was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files.
    pub files: usize,
    /// Bytes.
    pub bytes: u64,
}

impl Corpus {
    /// Makes bodies, people, meetings and tags.
    pub fn new() -> Self {
        Self { world: World::new() }
    }

    /// An article as people own it, for `content/articles/`.
    pub fn content(&self, number: usize) -> File {
        content::file(&Article::new(&self.world, number))
    }

    /// The same as it arrived, for `seeds/`.
    pub fn seed(&self, number: usize) -> File {
        seed::file(&Article::new(&self.world, number))
    }

    /// Writes an archive of so many finished articles. Holds one of them at a time.
    pub fn write_content(&self, root: &Path, articles: usize) -> io::Result<Written> {
        write(root, "content/articles", articles, |number| self.content(number))
    }

    /// Writes an archive of so many raw articles. Holds one of them at a time.
    pub fn write_seeds(&self, root: &Path, articles: usize) -> io::Result<Written> {
        write(root, "seeds", articles, |number| self.seed(number))
    }
}

fn write(root: &Path, folder: &str, articles: usize, make: impl Fn(usize) -> File) -> io::Result<Written> {
    let folder = root.join(folder);
    fs::create_dir_all(&folder)?;
    fs::write(root.join("dateline.toml"), SETTINGS)?;
    let mut written = Written::default();
    for number in 0..articles {
        let file = make(number);
        fs::write(folder.join(&file.name), &file.text)?;
        written.files += 1;
        written.bytes += file.text.len() as u64;
    }
    Ok(written)
}
