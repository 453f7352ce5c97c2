//! What one build writes down so that the next need not do it again: `.dateline/cache/`, a file for each output folder.
//!
//! It is read only when it is whole, of this format, and of this very program; else it is as if there was none. Deleting it costs time, nothing else.

use super::root::{Root, SOURCES};
use crate::base::fingerprint::{Fingerprint, Parts};
use crate::base::path::RelPath;
use crate::base::report::Report;
use crate::base::tree::Digest;
use crate::config;
use crate::disk::folder::MOMENT;
use crate::disk::scan::{Scan, scan};
use crate::disk::stamp::Stamp;
use crate::disk::{self, DiskError, STATE};
use crate::edition::ledger::Ledger;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How the file begins. Raised with every change of what follows.
const HEAD: &[u8] = b"dateline cache 2\n";

/// What is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cache {
    /// What every page looked at.
    pub(super) ledger: Ledger,
    /// Each page of the ledger as it lay there after it was written: a page that lies there otherwise is made again.
    pub(super) stamps: Vec<Stamp>,
    /// The folders of a large site, as they lay there after everything was written.
    pub(super) folders: BTreeMap<String, Stamp>,
}

/// From how many files on a site is looked at folder by folder: a file that is new, gone or replaced is seen then, but not one that was written over in its place.
/// [`super::args::Build::full`] and `check` look at each file of any site.
const EACH: usize = 20_000;

impl Cache {
    /// What a run leaves: the stamps of what it made are given, those of pages that hold are as they were.
    pub(super) fn after(&self, ledger: Ledger, made: &BTreeMap<RelPath, Stamp>, output: &Path) -> Self {
        let before = self.ledger.numbers(ledger.pages());
        let stamp = |(path, before): (&str, Option<usize>)| {
            let made = RelPath::new(path).ok().and_then(|path| made.get(&path));
            made.or_else(|| self.stamps.get(before?)).copied().unwrap_or_default()
        };
        let stamps: Vec<Stamp> = ledger.pages().zip(before).map(stamp).collect();
        let folders = if stamps.len() > EACH { folders(output, ledger.pages()) } else { BTreeMap::new() };
        Self { ledger, stamps, folders }
    }

    /// The cache of the last run; an empty one where there is none that can be used.
    pub(super) fn read(root: &Root) -> Self {
        disk::read::file(&root.path, file(root).as_str()).ok().flatten().and_then(|bytes| parse(&bytes)).unwrap_or_default()
    }

    /// Puts it where the next run finds it.
    pub(super) fn write(&self, root: &Root) -> Result<(), DiskError> {
        disk::write::file(&root.path, &file(root), &bytes(self)).map(|_| ())
    }
}

/// What was written down, when it is whole.
pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let rest = bytes.strip_prefix(HEAD)?;
    let (digest, body) = rest.split_at_checked(64)?;
    (Digest::of(body).to_string().as_bytes() == digest).then(|| postcard::from_bytes(body).ok())?
}

pub(super) fn bytes(what: &impl Serialize) -> Vec<u8> {
    // Everything in it is plain numbers, texts and lists, which are written without fail.
    let body = postcard::to_stdvec(what).unwrap_or_default();
    let mut bytes = HEAD.to_vec();
    bytes.extend_from_slice(Digest::of(&body).to_string().as_bytes());
    bytes.extend_from_slice(&body);
    bytes
}

/// Where it lies, from the archive's root.
fn file(root: &Root) -> RelPath {
    RelPath::known(format!("{STATE}/cache/{}", Digest::of(root.output.to_string_lossy().as_bytes()).short()))
}

/// A build after which nothing was left to do: while everything lies as it did, the next one has nothing to do, either.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Still {
    /// Program, settings, switches.
    run: Fingerprint,
    /// Everything that is read.
    sources: Fingerprint,
    /// Everything that was written.
    output: Lying,
    /// What was told.
    pub(super) report: Report,
    /// How many articles the site has.
    pub(super) articles: usize,
}

impl Still {
    /// What the last build left, if all of it lies as it did.
    ///
    /// A file that was changed in the very moment the last build ended may look as it did and be another: then nothing is taken on trust.
    pub(super) fn read(root: &Root, switches: Fingerprint, sources: &Scan) -> Option<Self> {
        let bytes = disk::read::file(&root.path, still(root).as_str()).ok()??;
        let known: Self = parse(&bytes)?;
        let written = root.path.join(still(root).as_str()).metadata().ok()?.modified().ok()?;
        let settled = sources.newest? + MOMENT < written;
        (settled && known.run == run(root, switches) && known.sources == sources.print && known.output.is_so(&root.output)).then_some(known)
    }

    /// Writes down that there is nothing left to do. `before` is what the sources looked like before they were read: where they look otherwise now, somebody
    /// is at work on them, and nothing is written down.
    pub(super) fn write(
        root: &Root,
        switches: Fingerprint,
        before: Fingerprint,
        cache: &Cache,
        report: &Report,
        articles: usize,
    ) -> Result<(), DiskError> {
        let path = still(root);
        let now = sources(root).print;
        if now != before {
            return disk::write::remove(&root.path, &path);
        }
        let known = Self { run: run(root, switches), sources: now, output: Lying::of(cache, &root.output), report: report.clone(), articles };
        disk::write::file(&root.path, &path, &bytes(&known)).map(|_| ())
    }
}

fn run(root: &Root, switches: Fingerprint) -> Fingerprint {
    let mut parts = Parts::default();
    parts.print(run_print(root)).print(switches).done()
}

/// Everything a build reads.
pub(super) fn sources(root: &Root) -> Scan {
    scan(&root.path, SOURCES.iter().map(Path::new).chain([Path::new(config::FILE)]), true)
}

/// How a site lies in its folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Lying {
    /// Every file was looked at.
    Files(Fingerprint),
    /// Every folder was.
    Folders(BTreeMap<String, Stamp>),
}

impl Lying {
    fn of(cache: &Cache, output: &Path) -> Self {
        if cache.folders.is_empty() { Self::Files(scan(output, [Path::new("")], false).print) } else { Self::Folders(cache.folders.clone()) }
    }

    fn is_so(&self, output: &Path) -> bool {
        match self {
            Self::Files(print) => scan(output, [Path::new("")], false).print == *print,
            Self::Folders(folders) => folders.iter().all(|(folder, stamp)| Stamp::of_folder(&output.join(folder)) == Some(*stamp)),
        }
    }
}

/// The folders that hold these files, and those above them, as they lie.
fn folders<'p>(output: &Path, files: impl Iterator<Item = &'p str>) -> BTreeMap<String, Stamp> {
    let mut names = BTreeSet::from([""]);
    for file in files {
        let mut folder = file;
        while let Some((above, _)) = folder.rsplit_once('/') {
            if !names.insert(above) {
                break;
            }
            folder = above;
        }
    }
    names.into_iter().map(|name| (name.to_owned(), Stamp::of_folder(&output.join(name)).unwrap_or_default())).collect()
}

fn still(root: &Root) -> RelPath {
    RelPath::known(format!("{}.still", file(root)))
}

/// Stands for everything that is the same for all pages of a run: the program, the settings.
pub(super) fn run_print(root: &Root) -> Fingerprint {
    // Where the site is published says nothing about its pages.
    let settings = config::Settings { publish: Vec::new(), ..root.settings.clone() };
    Parts::default().print(program_print(root)).debug(&settings).done()
}

/// Stands for the program and the word lists.
pub(super) fn program_print(root: &Root) -> Fingerprint {
    let mut parts = Parts::default();
    parts.text(env!("CARGO_PKG_VERSION")).debug(&root.lexicon.digest());
    // Two programs of one version differ while one is being worked on.
    if let Some(program) = std::env::current_exe().ok().and_then(|program| program.metadata().ok()) {
        parts.debug(&program.len()).debug(&program.modified().ok());
    }
    parts.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_that_is_not_whole_is_none() {
        let cache = Cache { stamps: vec![Stamp::default()], ..Cache::default() };
        let bytes = bytes(&cache);
        assert_eq!(parse(&bytes), Some(cache));
        for cut in [0, 5, HEAD.len(), HEAD.len() + 20, bytes.len() - 1] {
            assert_eq!(parse::<Cache>(&bytes[..cut]), None, "cut at {cut}");
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            assert_eq!(parse::<Cache>(&bytes), None, "byte {at}");
        }
    }
}
