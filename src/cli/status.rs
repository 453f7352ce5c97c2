//! `dateline` alone: help, and how the archive stands. Writes nothing.

use super::args::{Args, Common};
use super::console::Console;
use super::layout::{count, table};
use super::root::Root;
use super::{Exit, Stop};
use crate::base::tree::Tree;
use crate::content::matter::EntityKind;
use crate::disk::read::{Dots, tree};
use clap::CommandFactory;

pub(super) fn run(common: &Common, console: &Console) -> Result<Exit, Stop> {
    if !console.json() {
        console.data(&Args::command().render_help().to_string());
    }
    if common.root.is_none() && Root::look(common).is_none() {
        console.say("there is no archive here; `dateline init` makes one");
        return Ok(Exit::Fine);
    }
    let root = Root::find(common)?;
    let (seeds, seed_problems) = tree(&root.path, "seeds", Dots::Skip);
    let (content, content_problems) = tree(&root.path, "content", Dots::Skip);
    let (site, _) = tree(&root.output, "", Dots::Skip);
    let pages = |folder: &str| below(&content, &format!("content/{folder}/"));
    if console.json() {
        console.json_line(&serde_json::json!({
            "title": root.settings.title,
            "root": root.path,
            "seeds": seeds.len(),
            "articles": pages("articles"),
            "site": site.len(),
        }));
    } else {
        let mut rows = vec![
            vec!["archive".to_owned(), format!("{} in {}", root.settings.title, root.path.display())],
            vec!["seeds/".to_owned(), count(seeds.len(), "file")],
            vec!["content/articles/".to_owned(), count(pages("articles"), "page")],
        ];
        for kind in EntityKind::ALL.into_iter().filter(|kind| pages(kind.folder()) > 0) {
            rows.push(vec![format!("content/{}/", kind.folder()), count(pages(kind.folder()), "page")]);
        }
        rows.push(vec![format!("{}/", root.settings.output), count(site.len(), "file")]);
        console.data(&format!("\n{}", table(&rows)));
    }
    let mut report = seed_problems;
    report.extend(content_problems);
    console.report(&report.sorted());
    Ok(Exit::Fine)
}

fn below(tree: &Tree, folder: &str) -> usize {
    tree.keys().filter(|path| path.as_str().starts_with(folder) && path.extension() == "md").count()
}
