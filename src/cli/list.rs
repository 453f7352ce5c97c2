//! `dateline list`: what the archive holds, as lines for people and for programs.

use super::args::{Common, List, What};
use super::console::Console;
use super::content::Content;
use super::layout::table;
use super::make::arrange;
use super::root::Root;
use super::{Exit, Stop};
use crate::archive::Archive;
use crate::base::text::shorten;
use crate::content::matter::EntityKind;
use crate::disk::read::{self, Dots};
use serde_json::{Value, json};

pub(super) fn run(common: &Common, options: &List, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let (tree, _) = read::tree(&root.path, "content", Dots::Findings);
    let content = Content::read(&tree);
    let (archive, _) = arrange(&root, &content, common.drafts);
    let rows = match options.what {
        What::Articles => articles(&archive),
        What::Organisations => terms(&archive, EntityKind::Organisation),
        What::People => terms(&archive, EntityKind::Person),
        What::Places => terms(&archive, EntityKind::Place),
        What::Tags => terms(&archive, EntityKind::Tag),
        What::Events => terms(&archive, EntityKind::Event),
    };
    if console.json() {
        for (_, value) in &rows {
            console.json_line(value);
        }
    } else {
        console.data(&table(&rows.into_iter().map(|(row, _)| row).collect::<Vec<_>>()));
    }
    Ok(Exit::Fine)
}

/// One line, as columns and as JSON.
type Row = (Vec<String>, Value);

fn articles(archive: &Archive) -> Vec<Row> {
    let rows = archive.articles.iter().map(|shelved| {
        let article = &shelved.article;
        let date = |when: &Option<crate::base::date::When>| when.as_ref().map(ToString::to_string);
        let (published, event) = (date(&article.matter.date), date(&article.matter.event_date));
        let shown = match (&published, &event) {
            (Some(published), _) => published.clone(),
            (None, Some(event)) => format!("event {event}"),
            (None, None) => "undated".to_owned(),
        };
        let value = json!({
            "id": article.slug, "title": article.title(), "date": published, "event_date": event, "format": article.matter.format,
            "source": article.matter.source, "path": article.path, "seed": article.matter.seed, "draft": article.matter.draft,
        });
        (vec![shown, article.slug.clone(), shorten(article.title(), 80)], value)
    });
    rows.collect()
}

fn terms(archive: &Archive, kind: EntityKind) -> Vec<Row> {
    let rows = archive.terms_of(kind).map(|(id, term)| {
        let value = json!({
            "id": term.slug, "name": term.name, "acronym": term.acronym, "aliases": term.aliases, "country": term.country,
            "articles": term.mentions.len(), "page": archive.has_page(id), "file": term.file.as_ref().map(|file| &file.path),
        });
        let name = term.acronym.as_ref().map_or_else(|| term.name.clone(), |acronym| format!("{} ({acronym})", term.name));
        (vec![format!("{:>6}", term.mentions.len()), term.slug.clone(), shorten(&name, 80)], value)
    });
    rows.collect()
}
