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
pub mod links;
pub mod local;
pub mod manifest;
pub mod plan;
pub mod program;
pub mod releases;
pub mod rsync;
pub mod run;
#[cfg(feature = "s3")]
pub mod s3;
pub mod sftp;
pub mod ssh;
pub mod target;

use crate::base::report::Diagnostic;
use crate::config::publish::{Destination, Publish, Via};
use folder::Folder;
use git::Git;
use releases::Releases;
use rsync::Rsync;
use sftp::Sftp;
use ssh::Host;
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
        Destination::Ssh { host, port, path, via, releases, ssh_config } => {
            let config = ssh_config.as_ref().map(|file| around.root.join(file).display().to_string());
            let host = Host::new(host.clone(), *port, config, around.interactive);
            match via {
                Via::Rsync => Box::new(Rsync::new(host, path, *releases, around.run)),
                Via::Sftp if *releases > 0 => {
                    let problem = Diagnostic::error("publish-place", "releases need a shell on the other computer, which sftp has not");
                    return Err(problem.help("take out `releases`, or `via = \"sftp\"`"));
                }
                Via::Sftp => Box::new(Sftp::new(host, path, around.run)),
            }
        }
        #[cfg(feature = "s3")]
        Destination::S3 { bucket, prefix, endpoint, region } => Box::new(s3::S3::new(bucket, prefix, endpoint.as_deref(), region.as_deref())?),
        #[cfg(not(feature = "s3"))]
        Destination::S3 { .. } => {
            let problem = Diagnostic::error("publish-place", "this program was built without what it takes to publish to S3");
            return Err(problem.help("build it with `cargo install --path . --features s3`"));
        }
    })
}
