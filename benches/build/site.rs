//! An archive that is built again and again, with an edit before each time.

use crate::bench::measure::{self, Figures};
use crate::corpus::Corpus;
use serde_json::Value;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// What is done before a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The site and all working files are removed.
    Full,
    /// Nothing.
    Nothing,
    /// A sentence is added to an article.
    Body,
    /// An article gets another title.
    Title,
    /// An article gets a tag that no other has.
    Tag,
    /// The template of all articles is changed.
    Template,
    /// An article to which none leads is removed.
    Deletion,
    /// Nothing; all pages are made, and compared with those that would have been kept.
    Verify,
}

/// In this order.
pub const STEPS: [Step; 8] = [Step::Full, Step::Nothing, Step::Body, Step::Title, Step::Tag, Step::Template, Step::Deletion, Step::Verify];

impl Step {
    /// What it is called in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full build",
            Self::Nothing => "no change",
            Self::Body => "one body edit",
            Self::Title => "one title edit",
            Self::Tag => "one new tag",
            Self::Template => "one template edit",
            Self::Deletion => "one deletion",
            Self::Verify => "build --verify",
        }
    }
}

/// The archive.
#[derive(Debug)]
pub struct Site<'a> {
    root: &'a Path,
    corpus: &'a Corpus,
    articles: usize,
}

impl<'a> Site<'a> {
    /// An archive of so many finished articles that lies in `root`.
    pub fn new(root: &'a Path, corpus: &'a Corpus, articles: usize) -> Self {
        Self { root, corpus, articles }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.root
    }

    /// The site's folder.
    pub fn public(&self) -> PathBuf {
        self.root.join("public")
    }

    /// The articles' folder.
    pub fn articles(&self) -> PathBuf {
        self.root.join("content/articles")
    }

    /// Makes what a step starts from. Each run of a step edits another article.
    pub fn prepare(&self, step: Step, run: usize) -> io::Result<()> {
        match step {
            Step::Full => {
                for folder in ["public", ".dateline"] {
                    if self.root.join(folder).exists() {
                        fs::remove_dir_all(self.root.join(folder))?;
                    }
                }
                Ok(())
            }
            Step::Nothing | Step::Verify => Ok(()),
            Step::Body => self.edit(self.articles / 2 + run, |text| format!("{text}\nThe figures were checked again in the evening.\n")),
            Step::Title => self.edit(self.articles / 3 + run, |text| text.replacen("title: \"", "title: \"Once more: ", 1)),
            Step::Tag => self.edit(self.articles / 4 + run, |text| text.replacen("tags: [", &format!("tags: [\"salvage of wrecks {run}\", "), 1)),
            Step::Template => self.template(run),
            Step::Deletion => fs::remove_file(self.file((self.articles - 1).saturating_sub(run))),
        }
    }

    fn file(&self, number: usize) -> PathBuf {
        self.articles().join(self.corpus.content(number % self.articles.max(1)).name)
    }

    fn edit(&self, number: usize, change: impl Fn(&str) -> String) -> io::Result<()> {
        let file = self.file(number);
        let text = fs::read_to_string(&file)?;
        let changed = change(&text);
        if changed == text {
            return Err(io::Error::other(format!("nothing to edit in {}", file.display())));
        }
        fs::write(file, changed)
    }

    /// Puts a comment into the articles' template, so that every article's page has other bytes.
    fn template(&self, run: usize) -> io::Result<()> {
        const NAME: &str = "theme/templates/article.html";
        const START: &str = "{% block main %}";
        let built_in = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(NAME))?;
        let changed = built_in.replacen(START, &format!("{START}<!-- {run} -->"), 1);
        if changed == built_in {
            return Err(io::Error::other(format!("`{NAME}` has no `{START}`")));
        }
        let own = self.root.join(NAME);
        fs::create_dir_all(own.parent().unwrap_or(self.root))?;
        fs::write(own, changed)
    }

    /// Builds the site as a person would, in a process of its own.
    pub fn build(&self, step: Step) -> Result<Figures, Box<dyn Error>> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.arg("-C").arg(self.root).args(["build", "--format", "json"]);
        if step == Step::Verify {
            command.arg("--verify");
        }
        build(&mut command)
    }
}

/// Runs a build of ours and reads what it says of itself. Problems in the articles are none of the program; a page kept wrongly is.
pub fn build(command: &mut Command) -> Result<Figures, Box<dyn Error>> {
    let run = measure::run(command)?;
    let lines: Vec<Value> = run.out.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let wrong = lines.iter().any(|line| line["code"] == "cache-wrong" || line["code"] == "internal");
    if wrong || !matches!(run.status.code(), Some(0 | 1)) {
        return Err(format!("`dateline build` ended with {}\n{}{}", run.status, run.out, run.err).into());
    }
    let told = |what: &str| lines.iter().rev().find_map(|line| line["summary"][what].as_u64());
    Ok(Figures { written: told("written"), removed: told("removed"), ..run.figures })
}
