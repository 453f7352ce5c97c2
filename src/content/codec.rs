//! Text ⇄ article: splits a file into front matter and body, reads both, writes new files, and edits the lines of single keys in old ones.
//!
//! Reading never fails as a whole where a part can be used: a bad date costs its field, bad YAML costs the file, nothing costs the archive.

mod edit;
mod edit_toml;
mod layout;
mod node;
mod read;
pub mod same;
mod shape;
mod witness;
mod write;

pub use edit::{FieldChange, Refused, edit, set_body};
pub use read::{read_article, read_entity};
pub use shape::{Holds, Row, of as rows};
pub use write::write_new;

use crate::base::report::{Diagnostic, Place, Report};
use crate::base::span::Span;
use indexmap::IndexMap;
use serde_json::Value;

/// The longest front matter that is read, in bytes: no parser meets more of a stranger's text.
pub const MATTER_MAX: usize = 64 * 1024;

/// How front matter is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// YAML between lines of `---`.
    #[default]
    Yaml,
    /// TOML between lines of `+++`.
    Toml,
    /// There is none.
    None,
}

/// Where front matter and body lie in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// How the front matter is written.
    pub format: Format,
    /// The lines between the fences.
    pub matter: Span,
    /// Everything after the closing fence's line; the whole text, but for a byte order mark, when there is no front matter.
    pub body: Span,
}

/// Why a file cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsplit {
    /// The front matter has no closing fence; here is the opening one.
    Open(Span),
    /// The front matter is longer than [`MATTER_MAX`].
    Long(Span),
}

/// Finds front matter and body. Fences are whole lines; a byte order mark and any kind of line break are allowed.
///
/// A first line `---` that nothing closes and no `key:` follows is a rule in the body.
pub fn split(text: &str) -> Result<Split, Unsplit> {
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut lines = line_spans(text, start);
    let first = lines.next().unwrap_or(Span::new(start, start));
    let (format, fence) = match first.of(text).trim_end() {
        "---" => (Format::Yaml, "---"),
        "+++" => (Format::Toml, "+++"),
        _ => return Ok(Split { format: Format::None, matter: Span::new(start, start), body: Span::new(start, text.len()) }),
    };
    let mut second = None;
    for line in lines {
        let words = line.of(text).trim_end();
        if words == fence || words == "..." && format == Format::Yaml {
            let matter = Span::new(first.end, line.start);
            let opening = Span::new(start, start + fence.len());
            return if matter.len() > MATTER_MAX {
                Err(Unsplit::Long(opening))
            } else {
                Ok(Split { format, matter, body: Span::new(line.end, text.len()) })
            };
        }
        if second.is_none() && !words.is_empty() {
            second = Some(words);
        }
    }
    let key = second.is_some_and(|line| line.split([':', '=']).next().is_some_and(|key| key.len() < line.len() && !key.trim().contains(' ')));
    if key || format == Format::Toml {
        return Err(Unsplit::Open(Span::new(start, start + fence.len())));
    }
    Ok(Split { format: Format::None, matter: Span::new(start, start), body: Span::new(start, text.len()) })
}

/// The same, with what is wrong as a diagnostic.
fn split_or_report(path: &str, text: &str, report: &mut Report) -> Option<Split> {
    match split(text) {
        Ok(split) => Some(split),
        Err(Unsplit::Open(span)) => {
            let fence = span.of(text);
            report.push(
                Diagnostic::error("matter-open", format!("the front matter that begins with `{fence}` is not closed"))
                    .at(Place::span(path, text, span))
                    .help(format!("put a line `{fence}` between the front matter and the text")),
            );
            None
        }
        Err(Unsplit::Long(span)) => {
            report.push(
                Diagnostic::error("matter-long", format!("the front matter is longer than {} KiB", MATTER_MAX / 1024))
                    .at(Place::span(path, text, span))
                    .help("move the text below the line that closes the front matter"),
            );
            None
        }
    }
}

/// The keys and values of a file's front matter, in order, without any diagnostics: for comparing. None when it cannot be read.
pub fn fields(text: &str, of: Kind) -> Option<IndexMap<String, Value>> {
    let text = line_feeds(text);
    let split = split(&text).ok()?;
    let table = node::parse(&text, &split).ok()?;
    Some(shape::fields(&table, &[shape::of(of)]))
}

/// The keys we know, in the order of a new file.
pub fn keys(of: Kind) -> impl Iterator<Item = &'static str> {
    shape::of(of).iter().map(|row| row.key)
}

/// The body of a file as it is compared: line feeds only, without blank lines before and after.
pub fn body(text: &str) -> Option<String> {
    let split = split(text).ok()?;
    Some(plain_body(split.body.of(text)))
}

/// A body with line feeds only, without blank lines before and white space after.
pub fn plain_body(body: &str) -> String {
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        if !line.trim().is_empty() {
            break;
        }
        start += line.len();
    }
    body[start..].trim_end().to_owned()
}

/// Which keys a file may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Those of an article.
    Article,
    /// Those of an entity.
    Entity,
}

/// Texts that break lines with a carriage return alone, with line feeds instead: as many bytes, at the same places.
fn line_feeds(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') { text.replace('\r', "\n").into() } else { text.into() }
}

/// Lines with their breaks (`\n`, `\r\n` or `\r`), from `start` on.
fn line_spans(text: &str, start: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        if rest.is_empty() {
            return None;
        }
        let length = match rest.find(['\n', '\r']) {
            None => rest.len(),
            Some(end) if rest[end..].starts_with("\r\n") => end + 2,
            Some(end) => end + 1,
        };
        let span = Span::new(at, at + length);
        at += length;
        Some(span)
    })
}

#[cfg(test)]
mod edit_tests;
#[cfg(test)]
mod read_tests;
#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Format, &str, &str) {
        let split = split(text).unwrap();
        (split.format, split.matter.of(text), split.body.of(text))
    }

    #[test]
    fn front_matter_is_what_stands_between_fences() {
        assert_eq!(parts("---\na: 1\n---\nText"), (Format::Yaml, "a: 1\n", "Text"));
        assert_eq!(parts("\u{FEFF}---\r\na: 1\r\n---  \r\nText"), (Format::Yaml, "a: 1\r\n", "Text"));
        assert_eq!(parts("+++\na = 1\n+++"), (Format::Toml, "a = 1\n", ""));
        assert_eq!(parts("---\ra: 1\r---\rText"), (Format::Yaml, "a: 1\r", "Text"));
        assert_eq!(parts("---\n---\n"), (Format::Yaml, "", ""));
        assert_eq!(parts("Text\n---\n"), (Format::None, "", "Text\n---\n"));
        assert_eq!(parts(""), (Format::None, "", ""));
    }

    #[test]
    fn a_rule_is_no_front_matter_and_an_open_fence_is_a_problem() {
        assert_eq!(parts("---\nOnce upon a time: a tale\n").0, Format::None);
        assert_eq!(split("---\ntitle: x\nText"), Err(Unsplit::Open(Span::new(0, 3))));
        assert_eq!(split(&format!("---\na: \"{}\"\n---\n", "x".repeat(MATTER_MAX))), Err(Unsplit::Long(Span::new(0, 3))));
    }

    #[test]
    fn bodies_compare_without_blank_lines_around_and_kinds_of_line_breaks() {
        assert_eq!(plain_body("\r\n  \r\n  code\r\nb\r\n\r\n"), "  code\nb");
        assert_eq!(body("---\na: 1\n---\n\nText\n").unwrap(), "Text");
    }
}
