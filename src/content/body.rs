//! A Markdown body as HTML, in which every sentence can be led to.
//!
//! A body is a stranger's text: raw HTML is shown, not run; addresses pass [`address::allowed`]; no attribute comes from it but
//! what is named here. The parser is somebody else's: whoever renders an archive (`edition`) wraps [`render`] in `catch_unwind`,
//! so that a panic costs one article and is one error.

mod blocks;
mod escape;
mod inline;
mod locate;
mod run;

pub use escape::{escape, escape_into, escape_to};
pub use locate::{Locator, locate};

use super::address;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::sentence;
use crate::base::span::{Lines, Span};
use pulldown_cmark::{Event, Options, Parser};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A name in the body that becomes a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the body, in bytes.
    pub range: Range<usize>,
    /// The link's class, such as `ent org`.
    pub class: String,
    /// Where it leads.
    pub href: String,
}

/// What an address of the body becomes in the page; None: what it is.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

/// How a body is rendered.
#[derive(Default)]
pub struct BodyOptions<'a> {
    /// The file, for problems.
    pub path: &'a str,
    /// The line of the file where the body begins, from 1 (0 counts as 1).
    pub first_line: usize,
    /// ISO 639-1, for the ends of sentences.
    pub lang: &'a str,
    /// Names to link. One that lies in a link, in code, over the edge of a sentence or over an earlier mark is left out.
    pub marks: &'a [Mark],
    /// What a relative link is to become, such as `../organisations/iom.html` for `../organisations/iom.md`; None leaves it as it stands.
    pub resolve: Option<Resolve<'a>>,
}

/// One sentence of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its number, from 1: the element `s1` in the page.
    pub id: usize,
    /// Its words, without Markdown, line breaks as spaces.
    pub text: String,
    /// Where it stands in the body, in bytes, Markdown included.
    pub span: Span,
}

/// One heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6: the page's only first-level heading is its title.
    pub level: u8,
    /// The element's id; begins with `h-`.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// One link of the body, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFound {
    /// Where it leads.
    pub target: String,
    /// Where it stands in the body, in bytes.
    pub span: Span,
}

/// A body, rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML: blocks only, no page around them.
    pub html: String,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its links that a page may have, in order.
    pub links: Vec<LinkFound>,
    /// How many words it has.
    pub words: usize,
    /// What is wrong with it.
    pub report: Report,
}

/// Renders a body. The body has line feeds only, as [`super::article::Article::body`] has.
pub fn render(body: &str, options: &BodyOptions<'_>) -> Body {
    blocks::Writer::new(body, options).write()
}

/// The words of a body without Markdown, each block a paragraph: for search, exports and comparison.
pub fn plain_text(body: &str) -> String {
    let events = events(body);
    let mut paragraphs = Vec::new();
    let mut at = 0;
    while at < events.len() {
        if let Some(run) = run::Run::gather(body, &events, at) {
            at = run.end;
            let words = run.plain.trim();
            if !words.is_empty() {
                paragraphs.push(words.to_owned());
            }
        } else {
            at += 1;
        }
    }
    paragraphs.join("\n\n")
}

/// The sentences of a body without rendering it; numbered as [`render`] numbers them.
pub fn sentences(body: &str, lang: &str) -> Vec<Sentence> {
    let events = events(body);
    let mut sentences = Vec::new();
    let mut at = 0;
    while at < events.len() {
        if let Some(run) = run::Run::gather(body, &events, at) {
            at = run.end;
            number(&run, lang, &mut sentences);
        } else {
            at += 1;
        }
    }
    sentences
}

/// Adds the sentences of one block; gives their ranges in the block's plain text.
fn number(run: &run::Run, lang: &str, sentences: &mut Vec<Sentence>) -> Vec<Range<usize>> {
    let ranges = sentence::split(&run.plain, lang);
    for range in &ranges {
        let id = sentences.len() + 1;
        sentences.push(Sentence { id, text: run.plain[range.clone()].to_owned(), span: run.source(range) });
    }
    ranges
}

fn events(body: &str) -> Vec<(Event<'_>, Range<usize>)> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
    Parser::new_ext(body, options).into_offset_iter().collect()
}

/// How many words a text has, as UAX #29 cuts them.
fn words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut count = 0;
    let mut inside = false;
    for (at, &byte) in bytes.iter().enumerate() {
        inside = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                count += usize::from(!inside);
                true
            }
            // Between two letters or two digits these are part of the word.
            b'.' | b'\'' if inside => letter(at - 1) && letter(at + 1) || digit(at - 1) && digit(at + 1),
            b',' | b';' if inside => digit(at - 1) && digit(at + 1),
            b' ' | b',' | b';' | b'.' | b'\'' | b'-' | b'(' | b')' | b'"' | b'?' | b'!' | b'/' | b'%' | b'&' => false,
            _ => return text.unicode_words().count(),
        };
    }
    count
}

/// A problem at a place of the body, told at its place in the file.
fn problem(body: &str, options: &BodyOptions<'_>, span: Span, diagnostic: Diagnostic) -> Diagnostic {
    let lines = Lines::new(body);
    let (line, column) = lines.position(span.start);
    let width = body.get(span.start..span.end).map_or(1, |stretch| stretch.lines().next().unwrap_or_default().chars().count());
    diagnostic.at(Place::line_column(options.path, lines.line(line), options.first_line.max(1) + line - 1, column, width))
}

#[cfg(test)]
mod tests;
