//! Floor 4: the preview. Serves a tree of files on the loopback interface, watches folders, and tells open pages when something changed.
//!
//! It knows trees and problems, not sites: what to build is the caller's closure. Nothing is read from disk to answer a
//! request: an address is looked up in the tree, so there is no path to escape from. Other pages in the same browser are treated as
//! hostile: the host's name is checked against rebinding, no header lets another origin read, and only GET and HEAD are answered.

mod answer;
mod server;
mod watch;

pub use answer::{Answer, Request, answer};
pub use server::{Listeners, bind, serve};
pub use watch::{Watch, watch};

use crate::base::tree::{Digest, Tree};
use serde::Serialize;

/// The port that is tried first.
pub const PORT: u16 = 1440;

/// What is served.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The files, by their address below the root.
    pub files: Tree,
    /// What is wrong, as plain text, one item for each problem. Shown over every page.
    pub problems: Vec<String>,
    /// Changes with the files, and only with them.
    version: String,
}

/// What an open page is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct State {
    version: String,
    problems: Vec<String>,
}

impl Site {
    /// A site of these files, with what is wrong with it.
    pub fn new(files: Tree, problems: Vec<String>) -> Self {
        let mut all = Vec::new();
        for (path, bytes) in &files {
            all.extend_from_slice(path.as_str().as_bytes());
            all.push(0);
            all.extend_from_slice(Digest::of(bytes).to_string().as_bytes());
        }
        Self { files, problems, version: Digest::of(all).short() }
    }

    fn state(&self) -> State {
        State { version: self.version.clone(), problems: self.problems.clone() }
    }
}
