//! What was decided about key phrases, as a text file: one fact a line, sorted, so that two versions of it merge line by line.

use super::candidates;
use crate::base::path::RelPath;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Where the file lies. No notes of an article have this name: theirs end with `.json`.
pub const PATH: &str = "content/.findings/phrases.tsv";

/// The first line: what the file is, and the version of its format. A file that begins otherwise is read as absent.
const FIRST: &str = "# Key phrases of this archive, format 1. Written by Dateline; delete it to have them chosen anew.";

/// The vocabulary of key phrases, which article carries which, and the snapshot it was judged by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// How many articles the snapshot counted.
    pub articles: usize,
    /// In how many articles of the snapshot a phrase was; those of fewer than three are left out. By key.
    pub known: BTreeMap<String, usize>,
    /// The vocabulary: key and label. A label never changes.
    pub phrases: BTreeMap<String, String>,
    /// The phrases of each seed, by key.
    pub links: BTreeMap<RelPath, BTreeSet<String>>,
}

impl State {
    /// Reads the file. None when it is none, is damaged, or has another format: then it counts as lost, which loses no edit.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.strip_prefix('\u{FEFF}').unwrap_or(text).lines().map(str::trim_end);
        (lines.next()? == FIRST).then_some(())?;
        let mut state = Self::default();
        for line in lines.filter(|line| !line.is_empty()) {
            match line.split('\t').collect::<Vec<_>>().as_slice() {
                ["articles", number] => state.articles = number.parse().ok()?,
                ["known", key, number] => {
                    state.known.insert((*key).to_owned(), number.parse().ok()?);
                }
                ["phrase", language, label] => {
                    state.phrases.insert(candidates::key(language, label), (*label).to_owned());
                }
                ["seed", path, key] => {
                    state.links.entry(RelPath::new(*path).ok()?).or_default().insert((*key).to_owned());
                }
                _ => return None,
            }
        }
        Some(state)
    }

    /// The text of the file.
    pub fn write(&self) -> String {
        let mut text = format!("{FIRST}\narticles\t{}\n", self.articles);
        // Writing into a string does not fail.
        for (key, label) in &self.phrases {
            let _ = writeln!(text, "phrase\t{}\t{label}", key.split(' ').next().unwrap_or_default());
        }
        for (path, keys) in &self.links {
            for key in keys {
                let _ = writeln!(text, "seed\t{path}\t{key}");
            }
        }
        for (key, number) in &self.known {
            let _ = writeln!(text, "known\t{key}\t{number}");
        }
        text
    }

    /// Whether there is nothing to remember.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty() && self.links.is_empty() && self.known.is_empty()
    }
}
