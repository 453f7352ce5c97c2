//! Plain text.

mod decode;

use super::RawDocument;
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::text::normalise;

/// Reads plain text of any common encoding.
pub fn read(seed: &RelPath, bytes: &[u8], report: &mut Report) -> Option<RawDocument> {
    let text = normalise(&decode::decode(seed, bytes, report)?);
    if text.trim().is_empty() {
        report.push(
            Diagnostic::warning("seed-empty", "the seed holds no text")
                .at(Place::file(seed.as_str()))
                .help("put the article's text into it, or remove the file"),
        );
        return None;
    }
    Some(RawDocument { seed: seed.clone(), text, marked: false, front: None })
}
