//! `dateline completions`: what a shell needs to complete our commands.

use super::Exit;
use super::args::{Args, Completions};
use super::console::Console;
use clap::CommandFactory;

pub(super) fn run(options: &Completions, console: &Console) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Args::command(), "dateline", &mut script);
    console.script(&script);
    Exit::Fine
}
