//! The program `dateline`: hands its arguments to the library and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run(std::env::args_os())
}
