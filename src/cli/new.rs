//! `dateline new`: a page to write on.

use super::args::{Common, Kind, New};
use super::console::Console;
use super::root::Root;
use super::{Exit, Stop};
use crate::base::path::{RelPath, free_slug};
use crate::base::report::Diagnostic;
use crate::base::text::squeeze;
use crate::content::matter::EntityKind;
use crate::disk;
use std::collections::BTreeSet;

pub(super) fn run(common: &Common, options: &New, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let title = squeeze(&options.title);
    if title.is_empty() {
        return Err(Stop::usage(Diagnostic::error("title-missing", "the title is empty").help("write `dateline new \"A title\"`")));
    }
    let (folder, text) = match entity(options.kind) {
        None => ("articles", format!("---\ntitle: {}\ndraft: true\n---\n\n", quoted(&title))),
        Some(kind) => (kind.folder(), format!("---\nname: {}\n---\n\n", quoted(&title))),
    };
    let mut taken = BTreeSet::new();
    loop {
        let slug = free_slug(&title, &taken.len().to_string(), &taken);
        let path = RelPath::known(format!("content/{folder}/{slug}.md"));
        if disk::write::create(&root.path, &path, text.as_bytes())? {
            console.data(path.as_str());
            if options.kind == Kind::Article {
                console.say("it is a draft: remove the line `draft: true` when it may be seen");
            }
            return Ok(Exit::Fine);
        }
        if options.kind != Kind::Article {
            let help = format!("edit `{path}`");
            return Err(Stop::usage(Diagnostic::error("page-exists", format!("there is a page for `{title}` already")).help(help)));
        }
        taken.insert(slug);
    }
}

pub(super) fn entity(kind: Kind) -> Option<EntityKind> {
    match kind {
        Kind::Article => None,
        Kind::Organisation => Some(EntityKind::Organisation),
        Kind::Person => Some(EntityKind::Person),
        Kind::Place => Some(EntityKind::Place),
        Kind::Tag => Some(EntityKind::Tag),
        Kind::Event => Some(EntityKind::Event),
    }
}

/// A text in double quotes. JSON's quoting is YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
