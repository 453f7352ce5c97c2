//! Floor 4: puts a tree of files where the world sees it. Knows files, not sites.
//!
//! One contract for every place, whatever carries the files there ([`run`] keeps it, [`target::Target`] is what a place must be able to do):
//!
//! 1. *Plan first.* [`plan`] is a pure function of the local files and the place's [`manifest`]; showing a plan writes nothing.
//! 2. *Content decides.* A SHA-256 for each file; never a time, never a size.
//! 3. *No dangling link at any moment.* What is new comes before what leads to it, and nothing goes before everything that led to it is
//!    replaced. Precisely: whatever was online before, and every page one can come to from it, has no link to a file that is not there.
//! 4. *Deletes last*, of files in the manifest alone, never after an error, and not more than was allowed.
//! 5. *Resumable.* Before the first byte the manifest says what may be in doubt; a second run makes certain of it. It is replaced only
//!    when it is still the one that was read, so that of two publishers one is told.
//! 6. *Foreign files stay.* What the manifest does not list is never overwritten or removed, unless the person said to adopt it.
//!
//! Programs are called with lists of arguments, never through a local shell. Secrets are left to the environment, the agent and the
//! programs' own helpers: nothing here ever holds one.

pub mod folder;
pub mod git;
pub mod headers;
pub mod limits;
pub mod local;
pub mod manifest;
pub mod plan;
pub mod program;
pub mod releases;
pub mod run;
pub mod target;

use crate::base::report::Diagnostic;
use crate::config::publish::{Destination, Publish};
use folder::Folder;
use git::Git;
use releases::Releases;
use std::path::Path;
use target::Target;

/// What a place has to know of this computer.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'s> {
    /// The archive's folder.
    pub root: &'s Path,
    /// A text no other run has: letters and digits.
    pub run: &'s str,
    /// Whether a person is there to be asked for a password.
    pub interactive: bool,
    /// How git is to call ssh, where the environment says so.
    pub git_ssh: Option<&'s str>,
}

/// The place the settings mean. Nothing is looked at yet.
pub fn open(place: &Publish, around: &Surroundings<'_>) -> Result<Box<dyn Target>, Diagnostic> {
    Ok(match &place.to {
        Destination::Folder { path, releases: 0 } => Box::new(Folder::new(around.root.join(path))),
        Destination::Folder { path, releases } => Box::new(Releases::new(around.root.join(path), *releases, around.run)),
        Destination::Git { remote, branch } => Box::new(Git::new(around, &place.name, remote, branch)),
        Destination::Ssh { .. } | Destination::S3 { .. } => {
            return Err(Diagnostic::error("publish-place", "this kind of place cannot be published to yet"));
        }
    })
}
