//! From bytes to text: one file for each input format, and the table of them.
//!
//! A reader gives normalised text in which a blank line ends a paragraph; marks that a format carries (headings, list items)
//! stay in the text as Markdown writes them, and [`super::document`] reads them there.

mod markdown;
mod text;

use super::front::Front;
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};

/// A seed as text: the first stage of intake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawDocument {
    /// Where the seed lies.
    pub seed: RelPath,
    /// Its text, [normalised](crate::base::text::normalise); lines as in the file.
    pub text: String,
    /// Whether heading and list marks of Markdown mean what Markdown says.
    pub marked: bool,
    /// The front matter it brings along.
    pub front: Option<Front>,
}

/// An input format.
#[derive(Debug)]
pub struct Reader {
    /// Its name in messages.
    pub name: &'static str,
    /// File name endings in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Reads one seed.
    pub read: fn(&RelPath, &[u8], &mut Report) -> Option<RawDocument>,
}

/// Every input format. A seed is read by the first reader that knows its ending.
pub const READERS: &[Reader] = &[
    Reader { name: "plain text", extensions: &["txt", "text", ""], read: text::read },
    Reader { name: "Markdown", extensions: &["md", "markdown"], read: markdown::read },
];

/// The largest seed that is read, in bytes.
pub const LARGEST: usize = 100 << 20;

/// The longest line that is read, in bytes. A paragraph of that length is no writing of a person.
pub const LONGEST_LINE: usize = 256 << 10;

/// Reads one seed, or says why not.
pub fn read(seed: &RelPath, bytes: &[u8], report: &mut Report) -> Option<RawDocument> {
    let extension = seed.extension();
    let Some(reader) = READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str())) else {
        report.push(
            Diagnostic::warning("seed-format", format!("`.{extension}` files are not read"))
                .at(Place::file(seed.as_str()))
                .help("save the article as `.txt` or `.md`"),
        );
        return None;
    };
    if bytes.len() > LARGEST {
        report.push(
            Diagnostic::error("seed-too-large", format!("the seed has {} MB; at most {} MB are read", bytes.len() >> 20, LARGEST >> 20))
                .at(Place::file(seed.as_str()))
                .help("split the file into one file for each article"),
        );
        return None;
    }
    let raw = (reader.read)(seed, bytes, report)?;
    let (number, longest) = raw.text.lines().enumerate().max_by_key(|(_, line)| line.len())?;
    if longest.len() > LONGEST_LINE {
        let message = format!("line {} has {} kB; at most {} kB are read", number + 1, longest.len() >> 10, LONGEST_LINE >> 10);
        report.push(
            Diagnostic::error("seed-line", message)
                .at(Place::line_column(seed.as_str(), "", number + 1, 1, 1))
                .help("put an empty line between paragraphs; if this is no article, take it out of `seeds/`"),
        );
        return None;
    }
    Some(raw)
}
