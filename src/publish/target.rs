//! What a place must be able to do. [`super::run`] decides what is done, and in which order.

use super::local::Local;
use super::manifest::Manifest;
use crate::base::path::RelPath;
use crate::base::report::Diagnostic;
use std::collections::BTreeSet;

/// Why something could not be done at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The place, the way there or this computer refused.
    Failed(Diagnostic),
    /// It would be wrong to go on as things are: a place that is not ours, a limit, something asked for that the place cannot do.
    Refused(Diagnostic),
    /// More files would go than may.
    TooManyDeletes(Diagnostic),
    /// The manifest is no longer the one that was read: somebody else published meanwhile.
    Overtaken,
}

impl Trouble {
    /// Something refused, as `cannot <what>: <why>`.
    pub fn failed(what: &str, why: impl std::fmt::Display) -> Self {
        let help = "nothing was removed; when this is put right, `dateline publish` goes on where it stopped";
        Self::Failed(Diagnostic::error("publish-failed", format!("cannot {what}: {}", one_line(&why.to_string()))).help(help))
    }

    /// It can be told to a person.
    pub fn diagnostic(self) -> Diagnostic {
        match self {
            Self::Failed(problem) | Self::Refused(problem) | Self::TooManyDeletes(problem) => problem,
            Self::Overtaken => {
                Diagnostic::error("publish-overtaken", "somebody else published to the same place meanwhile; this run stopped and removed nothing")
                    .help("look whether what is online is what you want, then run `dateline publish` again: it puts right what the two left mixed")
            }
        }
    }
}

/// What programs and libraries say, in one line of bearable length and without anything that looks like a password in an address.
pub fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let line = lines.join("; ");
    let mut clean: Vec<String> = line.split(' ').map(without_secret).collect();
    let mut length = 0;
    let cut = clean.iter().position(|word| {
        length += word.chars().count() + 1;
        length > 400
    });
    if let Some(cut) = cut {
        clean.truncate(cut.max(1));
        clean.push("…".to_owned());
    }
    clean.join(" ")
}

/// `https://user:secret@host/` as `https://…@host/`.
fn without_secret(word: &str) -> String {
    match word.split_once("://").and_then(|(scheme, rest)| rest.split('/').next().and_then(|place| place.rfind('@')).map(|at| (scheme, rest, at))) {
        Some((scheme, rest, at)) if rest[..at].contains(':') || scheme.ends_with("http") || scheme.ends_with("https") => {
            format!("{scheme}://…{}", &rest[at..])
        }
        _ => word.to_owned(),
    }
}

/// What lies at a place before a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remote {
    /// The manifest, when there is one.
    pub manifest: Option<Manifest>,
    /// Whether there is nothing at all.
    pub empty: bool,
}

/// What is told of each file that is done.
pub type Done<'d> = &'d mut dyn FnMut(&RelPath);

/// A place to publish to.
pub trait Target {
    /// Where it is, for a person to check before anything is written. Holds no secret.
    fn place(&self) -> String;

    /// Whether all changes become visible in one moment, with [`Target::commit`].
    fn atomic(&self) -> bool;

    /// Reads the manifest, and keeps it in mind for [`Target::commit`].
    fn read(&mut self) -> Result<Remote, Trouble>;

    /// Which of these files lie there.
    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble>;

    /// Sends these files. Each holds its old bytes or its new ones, never a part. They may come in any order, but all are there at the end.
    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble>;

    /// Removes these files, in this order where it can be had, and folders that are empty then. Files that are not there are no error.
    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble>;

    /// Replaces the manifest, if it still is the one that was read or written last; else it is [`Trouble::Overtaken`].
    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble>;

    /// Whether the manifest still is the one that was read or written last.
    fn check(&mut self) -> Result<(), Trouble> {
        Ok(())
    }

    /// Makes the release before this one visible again, and says which that is.
    fn roll_back(&mut self) -> Result<String, Trouble> {
        Err(Trouble::Refused(
            Diagnostic::error("publish-no-release", format!("{} keeps no earlier releases", self.place()))
                .help("set `releases = 5` for a folder or a server with rsync; a git branch keeps all. Here, build what was before and publish it"),
        ))
    }
}

impl<T: Target + ?Sized> Target for Box<T> {
    fn place(&self) -> String {
        (**self).place()
    }
    fn atomic(&self) -> bool {
        (**self).atomic()
    }
    fn read(&mut self) -> Result<Remote, Trouble> {
        (**self).read()
    }
    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble> {
        (**self).present(paths)
    }
    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        (**self).put(local, paths, done)
    }
    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        (**self).delete(paths, done)
    }
    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        (**self).commit(manifest)
    }
    fn check(&mut self) -> Result<(), Trouble> {
        (**self).check()
    }
    fn roll_back(&mut self) -> Result<String, Trouble> {
        (**self).roll_back()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_in_an_address_is_told() {
        let told =
            one_line("fatal: unable to access 'https://u:SENTINEL@example.org/a.git/':\n  403\nhttps://SENTINEL@example.org ssh://git@example.org/x");
        assert!(!told.contains("SENTINEL") && told.contains("ssh://git@example.org/x") && told.contains("@example.org/a.git"), "{told}");
        assert!(one_line(&"é ".repeat(1000)).chars().count() < 420);
    }
}
