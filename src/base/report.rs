//! Problems as values: what is the case, where, and what to do. Nothing here prints; `cli::console` does.

use super::span::{Lines, Span};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// How bad it is. `Error` makes a run end with exit code 1; nothing here stops a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something could not be used as it stands.
    Error,
    /// Something is odd and was worked around.
    Warning,
    /// Something worth knowing.
    Note,
}

/// Where a problem lies. Holds the line itself, so that showing it needs no file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path from the archive's root, with `/`.
    pub file: String,
    /// Line, from 1; absent when the problem is the whole file's.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// The line as it stands, without its break; cut at 400 characters.
    pub excerpt: Option<String>,
    /// How many characters of the excerpt are meant, from `column` on; at least 1.
    pub width: usize,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, column: None, excerpt: None, width: 1 }
    }

    /// A stretch of a file's text.
    pub fn span(file: impl Into<String>, text: &str, span: Span) -> Self {
        let lines = Lines::new(text);
        let (line, column) = lines.position(span.start);
        let width = text.get(span.start..span.end).map_or(1, |stretch| stretch.lines().next().unwrap_or("").chars().count()).max(1);
        Self::line_column(file, lines.line(line), line, column, width)
    }

    /// A place given by line and column, as parsers report it.
    pub fn line_column(file: impl Into<String>, excerpt: &str, line: usize, column: usize, width: usize) -> Self {
        let excerpt: String = excerpt.chars().take(400).collect();
        Self { file: file.into(), line: Some(line), column: Some(column), excerpt: Some(excerpt), width: width.max(1) }
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name such as `date-invalid`; each is explained in `docs/diagnostics.md`.
    pub code: &'static str,
    /// One sentence, lower case start, no full stop; names and values in backticks.
    pub message: String,
    /// Where, when it is somewhere.
    pub place: Option<Place>,
    /// What to do, in the same style.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem that makes something unusable.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), place: None, help: None }
    }

    /// A problem that was worked around.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Something worth knowing.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, message) }
    }

    /// The same, with its place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, with what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl<'de> Deserialize<'de> for Diagnostic {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Written {
            severity: Severity,
            code: String,
            message: String,
            place: Option<Place>,
            help: Option<String>,
        }
        let Written { severity, code, message, place, help } = Written::deserialize(deserializer)?;
        Ok(Self { severity, code: known_code(code), message, place, help })
    }
}

/// A code that was written down, as one of the few there are. Each is kept once for the life of the program.
fn known_code(code: String) -> &'static str {
    static CODES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = codes.get(code.as_str()) {
        return known;
    }
    let known: &'static str = code.leak();
    codes.insert(known);
    known
}

/// The problems of one run, in the order they were met; [`Report::sorted`] is the order to show them in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The problems.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds one problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds all problems of another report.
    pub fn extend(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// How many problems of this severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether anything is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// The problems by file, line and column, then code: the same order on every machine and for every number of threads.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.diagnostics.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        self.diagnostics.dedup();
        self
    }
}

fn sort_key(diagnostic: &Diagnostic) -> (&str, usize, usize, Severity, &str, &str) {
    let place = diagnostic.place.as_ref();
    (
        place.map_or("", |place| place.file.as_str()),
        place.and_then(|place| place.line).unwrap_or(0),
        place.and_then(|place| place.column).unwrap_or(0),
        diagnostic.severity,
        diagnostic.code,
        &diagnostic.message,
    )
}
