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
use crate::disk::output::Stamp;
use crate::disk::scan::{Scan, scan};
use crate::disk::{self, DiskError, STATE};
use crate::edition::ledger::Ledger;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// How the file begins. Raised with every change of what follows.
const HEAD: &[u8] = b"dateline cache 1\n";

/// What is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cache {
    /// What every page looked at.
    pub(super) ledger: Ledger,
    /// Each file of the site as it lay there after it was written: a file that lies there otherwise is made again.
    pub(super) stamps: BTreeMap<String, Stamp>,
}

impl Cache {
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
    output: Fingerprint,
    /// What was told.
    pub(super) report: Report,
    /// How many articles the site has.
    pub(super) articles: usize,
}

impl Still {
    /// What the last build left, if all of it lies as it did.
    ///
    /// A file that was changed in the very moment the last build ended may look as it did and be another: then nothing is taken on trust.
    pub(super) fn read(root: &Root, switches: Fingerprint) -> Option<Self> {
        let bytes = disk::read::file(&root.path, still(root).as_str()).ok()??;
        let known: Self = parse(&bytes)?;
        let written = root.path.join(still(root).as_str()).metadata().ok()?.modified().ok()?;
        let sources = sources(root);
        let settled = sources.newest? + MOMENT < written;
        (settled && known.run == run(root, switches) && known.sources == sources.print && known.output == output(root)).then_some(known)
    }

    /// Writes down that there is nothing left to do. `before` is what the sources looked like before they were read: where they look otherwise now, somebody
    /// is at work on them, and nothing is written down.
    pub(super) fn write(root: &Root, switches: Fingerprint, before: Fingerprint, report: &Report, articles: usize) -> Result<(), DiskError> {
        let path = still(root);
        let now = sources(root).print;
        if now != before {
            return disk::write::remove(&root.path, &path);
        }
        let known = Self { run: run(root, switches), sources: now, output: output(root), report: report.clone(), articles };
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

fn output(root: &Root) -> Fingerprint {
    scan(&root.output, [Path::new("")], false).print
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
        let mut cache = Cache::default();
        cache.stamps.insert("index.html".to_owned(), Stamp::default());
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
