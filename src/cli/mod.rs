//! Floor 5: the command line. Joins the wings, reads the environment, and prints; everything it prints goes through [`console`].

mod args;
mod build;
mod cache;
mod check;
mod clean;
mod completions;
mod console;
mod content;
mod diff;
mod explain;
mod import;
mod init;
mod last_import;
mod layout;
mod library;
mod list;
mod make;
mod names;
mod new;
mod pipeline;
mod proposals;
mod publish;
mod review;
mod root;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod status;
mod timings;

use crate::base::report::{Diagnostic, Report};
use crate::disk::DiskError;
use args::{Args, Command, Format};
use clap::Parser;
use console::Console;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// How a run ended, as scripts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Everything was done.
    Fine = 0,
    /// Everything was done that could be; the content has problems.
    Problems = 1,
    /// What was asked for makes no sense, or the settings do not.
    Usage = 2,
    /// The disk or the network refused.
    System = 3,
    /// More files would have been removed than may.
    Guard = 4,
}

impl Exit {
    /// What a report comes to.
    fn of(report: &Report) -> Self {
        if report.has_errors() { Self::Problems } else { Self::Fine }
    }
}

/// Why a command could not go on.
#[derive(Debug)]
struct Stop {
    exit: Exit,
    report: Report,
}

impl Stop {
    fn usage(problem: Diagnostic) -> Self {
        Self { exit: Exit::Usage, report: Report { diagnostics: vec![problem] } }
    }
}

impl From<DiskError> for Stop {
    fn from(error: DiskError) -> Self {
        Self { exit: Exit::System, report: Report { diagnostics: vec![error.diagnostic()] } }
    }
}

/// Runs the program: reads its arguments, does what they say, and gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            // Nothing can be done about a closed pipe, and nobody is there to be told.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Fine }.into();
        }
    };
    let console = Console::new(&args.common);
    match dispatch(&args, &console) {
        Ok(exit) => exit.into(),
        Err(stop) => {
            console.report(&stop.report.sorted());
            stop.exit.into()
        }
    }
}

fn dispatch(args: &Args, console: &Console) -> Result<Exit, Stop> {
    let common = &args.common;
    if common.format == Format::Csv && !matches!(args.command, Some(Command::Review(_))) {
        let problem = Diagnostic::error("format", "only `review` prints a table");
        return Err(Stop::usage(problem.help("`--format json` prints everything as data; the site has tables in `data/`")));
    }
    match &args.command {
        None => status::run(common, console),
        Some(Command::Init(options)) => init::run(common, options, console),
        Some(Command::New(options)) => new::run(common, options, console),
        Some(Command::Import(options)) => import::run(common, options, console),
        Some(Command::Build(options)) => build::run(common, options, console),
        #[cfg(feature = "serve")]
        Some(Command::Serve(options)) => serve::run(common, options, console),
        Some(Command::Explain(options)) => explain::run(common, options, console),
        Some(Command::Review(options)) => review::run(common, options, console),
        Some(Command::Check) => check::run(common, console),
        Some(Command::Merge(options)) => names::merge(common, options, console),
        Some(Command::Split(options)) => names::split(common, options, console),
        Some(Command::Rename(options)) => names::rename(common, options, console),
        Some(Command::Distinct(options)) => names::distinct(common, options, console),
        Some(Command::List(options)) => list::run(common, options, console),
        Some(Command::Publish(options)) => publish::run(common, options, console),
        Some(Command::Clean(options)) => clean::run(common, options, console),
        Some(Command::Schema(options)) => Ok(schema::run(options, console)),
        Some(Command::Completions(options)) => Ok(completions::run(options, console)),
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The folder the program was started in.
#[expect(clippy::disallowed_methods, reason = "the one place where it is read; everything below takes it as an argument")]
fn started_in() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
}
