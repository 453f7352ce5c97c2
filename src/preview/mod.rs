//! Floor 4: the preview. Serves a tree of files on the loopback interface, watches folders, and tells open pages when something changed.
//!
//! It knows files and problems, not sites: what to build is the caller's. Nothing is read from disk to answer a
//! request: whoever makes the files is asked for an address, so there is no path to escape from. Other pages in the same browser are treated as
//! hostile: the host's name is checked against rebinding, no header lets another origin read, and only GET and HEAD are answered.

mod answer;
mod server;
mod watch;

pub use answer::{Answer, Request, answer};
pub use server::{Listeners, bind, serve};
pub use watch::{Watch, watch};

use crate::base::path::RelPath;
use serde::Serialize;
use std::sync::Arc;

/// The port that is tried first.
pub const PORT: u16 = 1440;

/// Who makes the files of a site, by their address below the root. Asked from many threads, and allowed to take its time.
pub trait Files: Send + Sync {
    /// Whether there is a file at this address.
    fn has(&self, path: &RelPath) -> bool;
    /// The file's bytes.
    fn file(&self, path: &RelPath) -> Option<Vec<u8>>;
}

/// What is served.
#[derive(Clone, Default)]
pub struct Site {
    /// Its files; none before there is a site.
    pub files: Option<Arc<dyn Files>>,
    /// What is wrong, as plain text, one item for each problem. Shown over every page.
    pub problems: Vec<String>,
    /// Another one when pages may have changed: an open page loads itself again.
    pub version: String,
}

/// What an open page is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct State {
    version: String,
    problems: Vec<String>,
}

impl Site {
    fn state(&self) -> State {
        State { version: self.version.clone(), problems: self.problems.clone() }
    }
}
