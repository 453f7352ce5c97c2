//! An archive's own word lists: files in `lexicon/` beside its settings, in the format of ours. An own row replaces ours of the same key.

use super::own_row::{LISTS, List, Problem, Row, read_row};
use super::table::{rows, variants};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::text::{fold_name, nearest};
use crate::base::tree::{Digest, Tree};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

/// The folder of an archive with its own lists.
pub const FOLDER: &str = "lexicon";

/// The own lists of one archive, read.
#[derive(Debug, Default)]
pub(super) struct Own {
    lists: BTreeMap<&'static str, Vec<Row>>,
    report: Report,
}

static NONE: Own = Own { lists: BTreeMap::new(), report: Report { diagnostics: Vec::new() } };

/// The lists that were read so far, by digest. Entries of all lists are `&'static str`, so a text of an archive is kept for as long as the
/// program runs, and the same text never twice: an edit of a list while `serve` runs costs its size.
static READ: Mutex<BTreeMap<Digest, &'static Own>> = Mutex::new(BTreeMap::new());

impl Own {
    /// No own lists.
    pub(super) fn none() -> &'static Self {
        &NONE
    }

    /// The lists of these files, and the digest of them.
    pub(super) fn read(files: &Tree) -> (&'static Self, Digest) {
        let digest = digest(files);
        if files.is_empty() {
            return (Self::none(), digest);
        }
        let mut known = READ.lock().unwrap_or_else(PoisonError::into_inner);
        let own: &'static Self = known.entry(digest).or_insert_with(|| Box::leak(Box::new(parse(files))));
        (own, digest)
    }

    /// Whether there is any row.
    pub(super) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// What is wrong with the files.
    pub(super) fn report(&self) -> &Report {
        &self.report
    }

    /// How many own rows a list has; they stand before ours.
    pub(super) fn count(&self, list: &str) -> usize {
        self.lists.get(list).map_or(0, Vec::len)
    }

    /// The own rows of a list and then those of `ours` that no own row replaces.
    pub(super) fn rows(&self, list: &str, ours: &'static str, columns: usize) -> Vec<Row> {
        let ours = rows(ours, columns);
        let (Some(own), Some(shape)) = (self.lists.get(list), LISTS.iter().find(|known| known.name == list)) else { return ours };
        let mut taken: BTreeSet<String> = own.iter().map(|row| shape.key(row)).collect();
        if list == "organisations" {
            taken.extend(own.iter().flat_map(|row| variants(row[5])).map(fold_name));
        }
        own.iter().cloned().chain(ours.into_iter().filter(|row| !taken.contains(&shape.key(row)))).collect()
    }
}

/// Of the program's version and the files: what is found in a text depends on nothing else of ours.
fn digest(files: &Tree) -> Digest {
    let mut all = format!("{}\n", env!("CARGO_PKG_VERSION"));
    for (path, bytes) in files {
        let _ = writeln!(all, "{path}\0{}", Digest::of(bytes));
    }
    Digest::of(all)
}

fn parse(files: &Tree) -> Own {
    let mut own = Own::default();
    for (path, bytes) in files {
        if path.extension() == "md" {
            continue;
        }
        match LISTS.iter().find(|list| path.as_str() == format!("{FOLDER}/{}.tsv", list.name)) {
            Some(list) => {
                let read = read_list(list, path, bytes, &mut own.report);
                if !read.is_empty() {
                    own.lists.insert(list.name, read);
                }
            }
            None => own.report.push(unknown(path)),
        }
    }
    own
}

fn unknown(path: &RelPath) -> Diagnostic {
    let stem = path.name().split('.').next().unwrap_or_default();
    let lists = || LISTS.iter().map(|list| list.name);
    let help = match nearest(stem, lists()).or_else(|| meant(stem)) {
        Some(list) => format!("did you mean `{FOLDER}/{list}.tsv`?"),
        None => format!("lists are {}, each with `.tsv` behind its name", lists().collect::<Vec<_>>().join(", ")),
    };
    Diagnostic::error("lexicon-file", format!("no word list is called `{}`", path.name())).at(Place::file(path.as_str())).help(help)
}

/// The list that people call otherwise.
fn meant(name: &str) -> Option<&'static str> {
    let others: &[(&str, &str)] = &[
        ("organizations", "organisations"),
        ("orgs", "organisations"),
        ("bodies", "organisations"),
        ("tags", "concepts"),
        ("topics", "concepts"),
        ("vocabulary", "concepts"),
        ("posts", "roles"),
        ("titles", "roles"),
        ("verbs", "speech_verbs"),
        ("places", "cities"),
        ("towns", "cities"),
        ("provinces", "subnational"),
        ("states", "subnational"),
        ("honorifics", "names"),
        ("boilerplate", "cues"),
    ];
    others.iter().find(|(other, _)| *other == name).map(|(_, list)| *list)
}

fn read_list(list: &List, path: &RelPath, bytes: &[u8], report: &mut Report) -> Vec<Row> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut read = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (number, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        let shown = String::from_utf8_lossy(line);
        let shown = shown.trim_end();
        let problem = |(column, message, help): Problem| {
            Diagnostic::error("lexicon-row", message).at(Place::line_column(path.as_str(), shown, number + 1, column, 1)).help(help)
        };
        if shown.is_empty() || shown.starts_with('#') {
            continue;
        }
        let row = match std::str::from_utf8(line) {
            Ok(line) => read_row(list, line),
            Err(_) => Err((1, "the row is not UTF-8 and was left out".to_owned(), "save the list as UTF-8".to_owned())),
        };
        match row {
            Ok(row) => match seen.entry(list.key(&row)) {
                Entry::Vacant(free) => {
                    free.insert(number + 1);
                    read.push(row);
                }
                Entry::Occupied(first) => {
                    let message = format!("`{}` stands in line {} already, which counts", row[list.key[0]], first.get());
                    report.push(problem((1, message, "remove one of the two rows".to_owned())));
                }
            },
            Err(wrong) => report.push(problem(wrong)),
        }
    }
    read
}

#[cfg(test)]
#[path = "own_tests.rs"]
mod tests;
