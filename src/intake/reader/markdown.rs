//! Markdown: text whose heading and list marks count. Emphasis and links are reduced to their words.

use super::{Front, RawDocument, text};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::content::codec::{self, Format};
use regex::Regex;
use std::sync::LazyLock;

static LINK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"!?\[([^\]\n]*)\]\([^)\s]*(?:\s+\x22[^\x22\n]*\x22)?\)").expect("a fixed pattern"));
static EMPHASIS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\*\*|__)([^*_\n]+)(\*\*|__)|\*([^*\n]+)\*").expect("a fixed pattern"));

/// Reads Markdown.
pub fn read(seed: &RelPath, bytes: &[u8], report: &mut Report) -> Option<RawDocument> {
    let raw = text::read(seed, bytes, report)?;
    let front = Front::read(seed, &raw.text);
    if front.is_none() && codec::split(&raw.text).is_ok_and(|split| split.format != Format::None) {
        let problem = Diagnostic::warning("seed-matter", "the front matter of the seed cannot be read, and is left out but for its title");
        report.push(problem.at(Place::file(seed.as_str())).help("look for a quote or bracket that is not closed; a text with a colon needs quotes"));
    }
    let raw = RawDocument { text: without_front_matter(&raw.text), front, ..raw };
    let plain = LINK.replace_all(&raw.text, "$1");
    let plain = EMPHASIS.replace_all(&plain, "$2$4").into_owned();
    Some(RawDocument { text: plain, marked: true, ..raw })
}

/// A seed that has front matter of its own: its title, if any, becomes the first heading; the rest of the block is left out, its lines kept
/// empty so that line numbers stay true.
fn without_front_matter(text: &str) -> String {
    let fence = ["---", "+++"].into_iter().find(|fence| text.lines().next().is_some_and(|line| line.trim_end() == *fence));
    let Some(fence) = fence else { return text.to_owned() };
    let Some(end) = text.lines().skip(1).position(|line| line.trim_end() == fence).map(|at| at + 1) else { return text.to_owned() };
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.lines().enumerate() {
        if number > end {
            out.push_str(line);
        } else if let Some(title) = line.strip_prefix("title:").or_else(|| line.strip_prefix("title =")).filter(|_| number > 0) {
            out.push_str("# ");
            out.push_str(title.trim().trim_matches(['"', '\'']));
        }
        out.push('\n');
    }
    out
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

    #[test]
    fn front_matter_of_a_seed_gives_its_title_and_is_no_text() {
        let seed = RelPath::known("seeds/a.md");
        let raw = read(&seed, b"---\ntitle: \"Borders: a view\"\ndate: 2016\n---\nThe text.", &mut Report::default()).unwrap();
        assert_eq!(raw.text.trim(), "# Borders: a view\n\n\nThe text.");
        let raw = read(&seed, b"---\nNo fence closes this.", &mut Report::default()).unwrap();
        assert_eq!(raw.text, "---\nNo fence closes this.");
    }
}
