//! Floor 5: the command line.

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program.
pub fn run(_args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::SUCCESS
}
