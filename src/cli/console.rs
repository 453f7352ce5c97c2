//! Everything that is printed. Data goes to standard output, everything else to standard error; with `--format json` problems and results
//! are data too, one JSON object on a line.

use super::args::{Color, Common, Format};
use super::layout::{self, Summary};
use crate::base::report::{Diagnostic, Report, Severity};
use crate::base::text::visible;
use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How many problems are shown to a person in one run.
const SHOWN: usize = 200;

/// How loud it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Volume {
    Quiet,
    Normal,
    Verbose,
}

/// Where a run prints, and how.
#[derive(Clone, Debug)]
pub(super) struct Console {
    format: Format,
    color: ColorChoice,
    volume: Volume,
    started: Instant,
}

#[expect(clippy::unused_self, reason = "all printing goes through a console, so that no call site can print without one")]
impl Console {
    /// A console as the command line asks for.
    pub(super) fn new(common: &Common) -> Self {
        let color = match common.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        // Tells clap's and the progress bar's own printing as well.
        color.write_global();
        let volume = match (common.quiet, common.verbose) {
            (true, _) => Volume::Quiet,
            (false, 0) => Volume::Normal,
            (false, _) => Volume::Verbose,
        };
        Self { format: common.format, color, volume, started: Instant::now() }
    }

    /// Whether results are wanted as JSON.
    pub(super) fn json(&self) -> bool {
        self.format == Format::Json
    }

    /// Whether a table is wanted.
    pub(super) fn csv(&self) -> bool {
        self.format == Format::Csv
    }

    /// Whether everything is to be listed.
    pub(super) fn verbose(&self) -> bool {
        self.volume == Volume::Verbose
    }

    /// How long the program has been running.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Prints the problems in the order given: all of them as JSON or with `-v`, at most [`SHOWN`] for people otherwise, errors before the rest.
    pub(super) fn report(&self, report: &Report) {
        let loud_enough = |problem: &&Diagnostic| self.volume > Volume::Quiet || problem.severity == Severity::Error;
        let problems: Vec<&Diagnostic> = report.diagnostics.iter().filter(loud_enough).collect();
        if self.json() {
            for problem in problems {
                self.json_line(problem);
            }
            return;
        }
        let shown = if self.volume == Volume::Verbose { problems.clone() } else { most_important(&problems) };
        let mut out = AutoStream::new(io::stderr(), self.color).lock();
        for problem in &shown {
            // Colours are stripped by the stream where they are not wanted.
            let _ = writeln!(out, "{}\n", layout::diagnostic(problem, true));
        }
        let more = problems.len() - shown.len();
        if more > 0 {
            let _ = writeln!(out, "… and {}; `-v` or `--format json` lists all of them\n", layout::count(more, "more problem"));
        }
    }

    /// The one line at the end of a run.
    pub(super) fn summary(&self, summary: &Summary, time: Duration) {
        if self.json() {
            self.json_line(&serde_json::json!({ "summary": summary }));
        } else {
            self.say(&summary.line(time));
        }
    }

    /// A sentence for the person at the terminal; silent with `-q`.
    pub(super) fn say(&self, text: &str) {
        if self.volume > Volume::Quiet {
            self.line(text);
        }
    }

    /// A detail, with `-v` only.
    pub(super) fn detail(&self, text: &str) {
        if self.volume == Volume::Verbose {
            self.line(text);
        }
    }

    /// What the command was asked for, on standard output. Lines are kept, other control characters shown as their escapes.
    pub(super) fn data(&self, text: &str) {
        let mut out = io::stdout().lock();
        for line in text.lines() {
            let _ = writeln!(out, "{}", visible(line));
        }
        let _ = out.flush();
    }

    /// Bytes of our own making, such as a completion script, on standard output.
    pub(super) fn script(&self, bytes: &[u8]) {
        let _ = io::stdout().lock().write_all(bytes);
    }

    /// One JSON object on standard output.
    pub(super) fn json_line(&self, value: &impl Serialize) {
        if let Ok(line) = serde_json::to_string(value) {
            let _ = writeln!(io::stdout().lock(), "{line}");
        }
    }

    /// A bar for long work, on a terminal; elsewhere it shows nothing. Its length is set by who does the work.
    pub(super) fn progress(&self, what: &'static str) -> ProgressBar {
        if self.volume == Volume::Quiet || self.json() || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template("{msg:>14} {bar:32} {human_pos}/{human_len}");
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())).with_message(what)
    }

    /// A bar for files on their way, with their bytes; on a terminal alone.
    pub(super) fn transfer(&self) -> ProgressBar {
        let bar = self.progress("sending");
        let style = ProgressStyle::with_template("{msg:>23} {bar:20} {human_pos}/{human_len} files {prefix}");
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }

    /// Whether a person is there to be asked, as programs do for a password.
    pub(super) fn interactive(&self) -> bool {
        self.volume > Volume::Quiet && !self.json() && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// What a run came to: a sentence for people, data where that is wanted.
    pub(super) fn result(&self, data: &impl Serialize, line: &str) {
        if self.json() { self.json_line(data) } else { self.say(line) }
    }

    fn line(&self, text: &str) {
        let mut out = io::stderr().lock();
        for line in text.lines() {
            let _ = writeln!(out, "{}", visible(line));
        }
    }
}

/// The first [`SHOWN`] problems by severity, in the order they came.
fn most_important<'p>(problems: &[&'p Diagnostic]) -> Vec<&'p Diagnostic> {
    let mut by_severity: Vec<(usize, &Diagnostic)> = problems.iter().copied().enumerate().collect();
    by_severity.sort_by_key(|(at, problem)| (problem.severity, *at));
    by_severity.truncate(SHOWN);
    by_severity.sort_by_key(|(at, _)| *at);
    by_severity.into_iter().map(|(_, problem)| problem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_never_crowded_out_by_warnings() {
        let mut problems = vec![Diagnostic::warning("w", "w"); SHOWN + 50];
        problems.push(Diagnostic::error("e", "e"));
        let problems: Vec<&Diagnostic> = problems.iter().collect();
        let shown = most_important(&problems);
        assert_eq!(shown.len(), SHOWN);
        assert_eq!(shown.last().map(|problem| problem.code), Some("e"));
    }
}
