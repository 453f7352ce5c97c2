//! Markdown: text whose heading and list marks count. Emphasis and links are reduced to their words.

use super::{RawDocument, text};
use crate::base::path::RelPath;
use crate::base::report::Report;
use regex::Regex;
use std::sync::LazyLock;

static LINK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"!?\[([^\]\n]*)\]\([^)\s]*(?:\s+\x22[^\x22\n]*\x22)?\)").expect("a fixed pattern"));
static EMPHASIS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\*\*|__)([^*_\n]+)(\*\*|__)|\*([^*\n]+)\*").expect("a fixed pattern"));

/// Reads Markdown.
pub fn read(seed: &RelPath, bytes: &[u8], report: &mut Report) -> Option<RawDocument> {
    let raw = text::read(seed, bytes, report)?;
    let plain = LINK.replace_all(&raw.text, "$1");
    let plain = EMPHASIS.replace_all(&plain, "$2$4").into_owned();
    Some(RawDocument { text: plain, marked: true, ..raw })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_emphasis_become_their_words() {
        let seed = RelPath::known("seeds/a.md");
        let raw = read(&seed, b"# A *fine* title\n\nThe [IOM](https://iom.int) said **no**.", &mut Report::default()).unwrap();
        assert_eq!(raw.text, "# A fine title\n\nThe IOM said no.");
        assert!(raw.marked);
    }
}
