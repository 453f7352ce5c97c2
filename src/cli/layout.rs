//! How things look when they are printed. Values in, text out; [`super::console`] sends it somewhere.

use crate::archive::Archive;
use crate::archive::detective::Case;
use crate::base::report::{Diagnostic, Place, Severity};
use crate::base::span::{Lines, Span};
use crate::base::text::{shorten, squeeze, visible};
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use std::fmt::Write as _;
use std::time::Duration;

/// A problem with its line, a caret and what to do. With `colour`, in terminal colours. Control characters are shown as their escapes.
pub(super) fn diagnostic(problem: &Diagnostic, colour: bool) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = level.primary_title(visible(&problem.message)).id(problem.code).elements(Vec::<Element<'_>>::new());
    if let Some(place) = &problem.place {
        group = match snippet(place) {
            Some(snippet) => group.element(snippet),
            None => group.element(origin(place)),
        };
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The line with its caret; `None` where a place has no line, or no text to show of it.
fn snippet(place: &Place) -> Option<Snippet<'static, annotate_snippets::Annotation<'static>>> {
    let line = place.line?;
    let excerpt = place.excerpt.as_deref().filter(|excerpt| !excerpt.trim().is_empty())?;
    let from = place.column.unwrap_or(1).saturating_sub(1);
    let until = from.saturating_add(place.width);
    let (mut shown, mut start, mut end) = (String::new(), None, None);
    for (at, c) in excerpt.chars().enumerate() {
        if at == from {
            start = Some(shown.len());
        }
        if at == until {
            end = Some(shown.len());
        }
        if c == '\t' { shown.push(' ') } else { shown.push_str(&visible(c.encode_utf8(&mut [0; 4]))) }
    }
    // A place right behind the line's end is where something is missing.
    let start = start.unwrap_or(shown.len());
    let end = end.unwrap_or(shown.len()).max(start);
    Some(Snippet::source(shown).line_start(line).path(visible(&place.file)).annotation(AnnotationKind::Primary.span(start..end)))
}

fn origin(place: &Place) -> Origin<'static> {
    let origin = Origin::path(visible(&place.file));
    match (place.line, place.column) {
        (Some(line), Some(column)) => origin.line(line).char_column(column),
        (Some(line), None) => origin.line(line),
        _ => origin,
    }
}

/// Where some words stand: the file with line and column, the words with a little around them, and a caret line below.
pub(super) fn evidence(file: &str, text: &str, span: Span) -> String {
    let place = Place::span(file, text, span);
    let (line, column) = (place.line.unwrap_or(1), place.column.unwrap_or(1));
    let words: Vec<char> = Lines::new(text).line(line).chars().collect();
    let from = (column - 1).min(words.len());
    let until = from.saturating_add(place.width).min(words.len());
    let (start, end) = (from.saturating_sub(BEFORE), until.saturating_add(BEHIND).min(words.len()));
    let piece = |range: std::ops::Range<usize>| visible(&words[range].iter().map(|&c| if c == '\t' { ' ' } else { c }).collect::<String>());
    let before = format!("{}{}", if start > 0 { "…" } else { "" }, piece(start..from));
    let (shown, end) = if until - from > MEANT { (from + MEANT, from + MEANT) } else { (until, end) };
    let (meant, behind) = (piece(from..shown), piece(shown..end));
    let more = if end < words.len() { "…" } else { "" };
    let number = line.to_string();
    let (margin, blank) = (" ".repeat(number.len()), " ".repeat(before.chars().count()));
    let carets = "^".repeat(meant.chars().count().max(1));
    format!("    {}:{line}:{column}\n    {number} | {before}{meant}{behind}{more}\n    {margin} | {blank}{carets}\n", visible(file))
}

/// What is known of a year that is not stated, a line for each reason, with the words it comes from unless they are `said` already; each line behind `indent`,.
pub(super) fn case(case: &Case, archive: &Archive, indent: &str, said: &str) -> String {
    let said = squeeze(said);
    let mut out = String::new();
    let head = match (&case.inferred, case.contradiction, case.candidates.is_empty()) {
        (Some(when), ..) => format!("the archive leaves one year: {}", when.words("en")),
        (None, true, _) => "the reasons contradict each other: one of them must be wrong".to_owned(),
        (None, false, true) => "nothing bounds the year".to_owned(),
        (None, false, false) => format!("possible years: {}", case.years()),
    };
    let _ = writeln!(out, "{indent}{head}");
    for bound in &case.bounds {
        let weight = match (bound.set_aside, bound.hard) {
            (true, _) => "set aside",
            (false, true) => "certain",
            (false, false) => "likely",
        };
        out.push_str(&wrapped(&format!("{} ({weight})", bound.says), &format!("{indent}- "), &format!("{indent}  ")));
        let from = bound.article.and_then(|id| archive.articles.get(id)).map(|shelved| format!("{}: ", shelved.article.path));
        let known = from.is_none() && !said.is_empty() && said.starts_with(bound.quote.trim_end_matches('…'));
        if !known && (!bound.quote.is_empty() || from.is_some()) {
            let quote = if bound.quote.is_empty() { String::new() } else { format!("“{}”", shorten(&bound.quote, 160)) };
            out.push_str(&wrapped(&format!("{}{quote}", from.unwrap_or_default()), &format!("{indent}    "), &format!("{indent}    ")));
        }
    }
    out
}

/// How wide running text is.
const WIDTH: usize = 78;

/// A text in lines of at most [`WIDTH`] characters, where its words allow it.
pub(super) fn wrapped(text: &str, first: &str, next: &str) -> String {
    let mut out = String::new();
    let mut line = first.to_owned();
    let mut empty = true;
    for word in unbroken(text) {
        let word = visible(&word);
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(line.trim_end());
            out.push('\n');
            next.clone_into(&mut line);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(&word);
        empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
    out
}

/// The words of a text; what stands between backticks is one word, to be typed as it stands.
fn unbroken(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut().filter(|last| last.matches('`').count() % 2 == 1 && last.chars().count() < WIDTH) {
            Some(last) => {
                last.push(' ');
                last.push_str(word);
            }
            None => words.push(word.to_owned()),
        }
    }
    words
}

/// How many characters are shown before and behind the words that are meant, and of these.
const BEFORE: usize = 40;
const BEHIND: usize = 40;
const MEANT: usize = 100;

/// What one run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(super) struct Summary {
    /// Articles of the site.
    pub(super) articles: usize,
    /// Files of `content/` that were made or changed by the import.
    pub(super) changed: usize,
    /// Files of the site that hold new bytes.
    pub(super) written: usize,
    /// Files of the site that are gone.
    pub(super) removed: usize,
    /// Problems.
    pub(super) errors: usize,
    /// Problems that were worked around.
    pub(super) warnings: usize,
}

impl Summary {
    /// `12,040 articles, 18 changed, 41 pages written, 0 removed, 2 warnings, 0.6 s`; errors are named when there are any.
    pub(super) fn line(&self, time: Duration) -> String {
        let mut line = format!(
            "{}, {} changed, {} written, {} removed, ",
            count(self.articles, "article"),
            number(self.changed),
            count(self.written, "page"),
            number(self.removed),
        );
        if self.errors > 0 {
            let _ = write!(line, "{}, ", count(self.errors, "error"));
        }
        let _ = write!(line, "{}, {}", count(self.warnings, "warning"), seconds(time));
        line
    }
}

/// `1 article`, `12,040 articles`.
pub(super) fn count(number_of: usize, thing: &str) -> String {
    format!("{} {thing}{}", number(number_of), if number_of == 1 { "" } else { "s" })
}

/// A number with commas between thousands.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A time with one decimal of a second.
pub(super) fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// Rows as columns of equal width, two spaces apart, without blanks at the ends of lines.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell:width$}  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_shows_its_line_a_caret_and_what_to_do() {
        let place = Place::line_column("content/articles/a.md", "organizations: [\"IOM\"]", 4, 1, 13);
        let problem = Diagnostic::error("key-unknown", "there is no key `organizations`").at(place).help("did you mean `organisations`?");
        let expected = "\
error[key-unknown]: there is no key `organizations`
 --> content/articles/a.md:4:1
  |
4 | organizations: [\"IOM\"]
  | ^^^^^^^^^^^^^
  |
  = help: did you mean `organisations`?";
        assert_eq!(diagnostic(&problem, false), expected);
        assert!(diagnostic(&problem, true).contains("\u{1b}["));
    }

    #[test]
    fn a_problem_of_a_whole_file_names_the_file() {
        let problem = Diagnostic::warning("seed-empty", "`seeds/a.txt` is empty").at(Place::file("seeds/a.txt")).help("remove it");
        assert_eq!(diagnostic(&problem, false), "warning[seed-empty]: `seeds/a.txt` is empty\n--> seeds/a.txt\n = help: remove it");
        let problem = Diagnostic::note("base-url", "there is no `base_url`");
        assert_eq!(diagnostic(&problem, false), "note[base-url]: there is no `base_url`");
    }

    #[test]
    fn carets_count_characters_and_stay_inside_the_line() {
        let shown =
            |excerpt: &str, column, width| diagnostic(&Diagnostic::error("x", "y").at(Place::line_column("f", excerpt, 1, column, width)), false);
        assert!(shown("Genève – 7 mai", 10, 5).contains("\n  |          ^^^^^"), "{}", shown("Genève – 7 mai", 10, 5));
        shown("short", 900, 900);
        shown("", 1, 1);
        shown("é", usize::MAX, usize::MAX);
    }

    #[test]
    fn no_control_character_of_an_article_reaches_the_terminal() {
        let place = Place::line_column("seeds/\u{1b}[2J.txt", "title\u{1b}]0;x\u{7}\r\u{202e}", 1, 1, 5);
        let problem = Diagnostic::error("x", "a \u{1b}[31m title").at(place).help("\u{7}");
        let shown = diagnostic(&problem, false);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n') && !shown.contains('\u{202e}'), "{shown:?}");
    }

    #[test]
    fn the_summary_is_one_line() {
        let summary = Summary { articles: 12_040, changed: 18, written: 41, removed: 0, errors: 0, warnings: 2 };
        assert_eq!(summary.line(Duration::from_millis(640)), "12,040 articles, 18 changed, 41 pages written, 0 removed, 2 warnings, 0.6 s");
        let summary = Summary { articles: 1, written: 1, errors: 1, warnings: 1, ..Summary::default() };
        assert_eq!(summary.line(Duration::from_secs(61)), "1 article, 0 changed, 1 page written, 0 removed, 1 error, 1 warning, 61.0 s");
    }

    #[test]
    fn numbers_have_commas_between_thousands() {
        assert_eq!([0, 999, 1000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn evidence_shows_the_words_with_a_caret_below_each() {
        let text = "Title\n\nGenève, 3 May 2016 – it met.\n";
        let at = text.find("3 May").unwrap();
        let expected = "    seeds/a.txt:3:9\n    3 | Genève, 3 May 2016 – it met.\n      |         ^^^^^^^^^^\n";
        assert_eq!(evidence("seeds/a.txt", text, Span::new(at, at + 10)), expected);
        let long = format!("{}HERE{}", "a ".repeat(500), " b".repeat(500));
        let shown = evidence("f", &long, Span::new(1000, 1004));
        assert!(shown.contains("HERE") && shown.lines().all(|line| line.chars().count() < 120), "{shown}");
        let shown = evidence("f", &long, Span::new(0, 2004));
        assert!(shown.lines().all(|line| line.chars().count() < 120) && shown.contains("…\n"), "{shown}");
    }

    #[test]
    fn running_text_is_wrapped_and_what_is_to_be_typed_is_not_broken() {
        let text = wrapped("type the day of publication there, such as `date: \"2015-08-26\"`, if you know it from elsewhere", "   ", "     ");
        assert_eq!(text, "   type the day of publication there, such as `date: \"2015-08-26\"`, if you\n     know it from elsewhere\n");
        assert_eq!(wrapped("`never closed", "", ""), "`never closed\n");
        assert_eq!(wrapped("", "x ", ""), "x\n");
    }

    #[test]
    fn columns_line_up() {
        let rows = vec![vec!["a".to_owned(), "é1".to_owned(), String::new()], vec!["bcd".to_owned(), "x".to_owned()]];
        assert_eq!(table(&rows), "a    é1\nbcd  x\n");
    }
}
