//! `dateline schema`: the front matter as a JSON Schema.

use super::Exit;
use super::args::Schema;
use super::console::Console;
use super::new::entity;
use crate::content::schema::schema;

pub(super) fn run(options: &Schema, console: &Console) -> Exit {
    let text = serde_json::to_string_pretty(&schema(entity(options.what))).unwrap_or_default();
    console.script(format!("{text}\n").as_bytes());
    Exit::Fine
}
