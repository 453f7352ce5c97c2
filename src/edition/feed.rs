//! Feeds and the list of pages for search engines. They need the site's address and are left out without one.

use super::address;
use super::plan::{Edition, PageKind};
use crate::archive::term::ArticleId;
use crate::base::date::When;
use crate::base::text::squeeze;
use crate::content::body::escape;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// How many articles a feed has.
const ENTRIES: usize = 50;

/// The most addresses one list of pages may have.
const ADDRESSES: usize = 50_000;

/// The articles of a feed: the newest that have a year.
fn newest<'e>(edition: &'e Edition<'_>) -> impl Iterator<Item = (ArticleId, &'e When)> {
    let dated = edition.archive.articles.iter().enumerate().filter_map(|(id, shelved)| {
        let matter = &shelved.article.matter;
        let date = matter.date.as_ref().filter(|date| date.has_year())?;
        Some((id, date))
    });
    dated.take(ENTRIES)
}

/// Whether the Atom feed, which must say when it last changed, can say so.
pub(super) fn has_date(edition: &Edition<'_>) -> bool {
    newest(edition).any(|(_, date)| moment(date).is_some())
}

/// The first day a date can be, as a moment. Feeds know no vaguer ones; the exact words stand in the entry.
fn moment(when: &When) -> Option<String> {
    when.earliest().or_else(|| when.latest()).map(|day| format!("{:04}-{:02}-{:02}T00:00:00Z", day.year(), day.month(), day.day()))
}

fn full(edition: &Edition<'_>, to: &crate::base::path::RelPath) -> String {
    let base = edition.settings.base_url.as_deref().unwrap_or_default();
    format!("{base}/{}", edition.addresses.from_root(to))
}

/// `feed.xml`, Atom.
pub(super) fn atom(edition: &Edition<'_>) -> Vec<u8> {
    let settings = &edition.settings;
    let newest: Vec<(ArticleId, &When)> = newest(edition).collect();
    let latest = newest.iter().filter_map(|(id, date)| updated(edition, *id, date)).max().unwrap_or_default();
    let home = full(edition, &address::home());
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = writeln!(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", escape(&settings.language));
    let _ = writeln!(out, "<title>{}</title>", escape(&settings.title));
    if !settings.description.is_empty() {
        let _ = writeln!(out, "<subtitle>{}</subtitle>", escape(&settings.description));
    }
    let _ = writeln!(out, "<id>{}</id>", escape(&home));
    let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&home));
    let _ = writeln!(
        out,
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>",
        escape(&full(edition, &crate::base::path::RelPath::known("feed.xml")))
    );
    let _ = writeln!(out, "<updated>{latest}</updated>");
    let _ = writeln!(out, "<author><name>{}</name></author>", escape(settings.publisher.as_deref().unwrap_or(&settings.title)));
    for (id, date) in newest {
        let shelved = &edition.archive.articles[id];
        let matter = &shelved.article.matter;
        let Some(moment) = moment(date) else { continue };
        let link = full(edition, &address::article(&shelved.article.slug, "html"));
        let _ = writeln!(out, "<entry>\n<title>{}</title>\n<id>{}</id>", escape(&squeeze(shelved.article.title())), escape(&link));
        let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&link));
        let _ = writeln!(out, "<updated>{}</updated>", updated(edition, id, date).unwrap_or(moment.clone()));
        if date.is_exact_day() {
            let _ = writeln!(out, "<published>{moment}</published>");
        }
        for author in &matter.authors {
            let _ = writeln!(out, "<author><name>{}</name></author>", escape(&author.name));
        }
        for tag in &matter.tags {
            let _ = writeln!(out, "<category term=\"{}\"/>", escape(tag));
        }
        let words = date.words(&settings.language);
        let summary = if shelved.teaser.is_empty() { words } else { format!("{words}. {}", shelved.teaser) };
        let _ = writeln!(out, "<summary>{}</summary>\n</entry>", escape(&summary));
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

fn updated(edition: &Edition<'_>, id: ArticleId, date: &When) -> Option<String> {
    let changed = edition.archive.articles[id].article.matter.updated.as_ref().and_then(moment);
    changed.max(moment(date))
}

/// `feed.json`, JSON Feed 1.1. An exact day is said as such; a vaguer date only in words.
pub(super) fn json_feed(edition: &Edition<'_>) -> Vec<u8> {
    let settings = &edition.settings;
    let items: Vec<Value> = newest(edition)
        .map(|(id, date)| {
            let shelved = &edition.archive.articles[id];
            let matter = &shelved.article.matter;
            let link = full(edition, &address::article(&shelved.article.slug, "html"));
            let mut item = Map::new();
            item.insert("id".to_owned(), json!(link));
            item.insert("url".to_owned(), json!(link));
            if let Some(original) = matter.source_url.as_deref().and_then(super::article_page::external) {
                item.insert("external_url".to_owned(), json!(original.href));
            }
            item.insert("title".to_owned(), json!(squeeze(shelved.article.title())));
            item.insert("content_text".to_owned(), json!(if shelved.teaser.is_empty() { shelved.article.title() } else { &shelved.teaser }));
            if date.is_exact_day()
                && let Some(moment) = moment(date)
            {
                item.insert("date_published".to_owned(), json!(moment));
            }
            let authors: Vec<Value> = matter.authors.iter().map(|author| json!({ "name": author.name })).collect();
            if !authors.is_empty() {
                item.insert("authors".to_owned(), Value::Array(authors));
            }
            if !matter.tags.is_empty() {
                item.insert("tags".to_owned(), json!(matter.tags));
            }
            if let Some(language) = &matter.language {
                item.insert("language".to_owned(), json!(language));
            }
            item.insert("_dateline".to_owned(), json!({ "date": date.to_string() }));
            Value::Object(item)
        })
        .collect();
    let mut feed = Map::new();
    feed.insert("version".to_owned(), json!("https://jsonfeed.org/version/1.1"));
    feed.insert("title".to_owned(), json!(settings.title));
    feed.insert("home_page_url".to_owned(), json!(full(edition, &address::home())));
    feed.insert("feed_url".to_owned(), json!(full(edition, &crate::base::path::RelPath::known("feed.json"))));
    if !settings.description.is_empty() {
        feed.insert("description".to_owned(), json!(settings.description));
    }
    feed.insert("language".to_owned(), json!(settings.language));
    feed.insert("items".to_owned(), Value::Array(items));
    let mut text = serde_json::to_string_pretty(&Value::Object(feed)).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// `sitemap.xml`: every page but those nobody searches for, at most as many as the format allows.
pub(super) fn sitemap(edition: &Edition<'_>) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let pages = edition.pages().iter().filter(|page| page.kind.template().is_some());
    let wanted = pages.filter(|page| !matches!(page.kind, PageKind::NotFound | PageKind::Redirect(..) | PageKind::Search));
    for page in wanted.take(ADDRESSES) {
        let _ = writeln!(out, "<url><loc>{}</loc></url>", escape(&full(edition, &page.address)));
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::testing::when;

    #[test]
    fn xml_holds_no_character_it_must_not() {
        assert_eq!(escape("a<b>&\"'\u{1}\u{1b}\u{FFFF}\t"), "a&lt;b&gt;&amp;&quot;&#39;\t");
    }

    #[test]
    fn a_moment_is_the_first_day_a_date_can_be() {
        let of = |edtf| when(edtf).and_then(|when| moment(&when));
        assert_eq!(of("2015-08").as_deref(), Some("2015-08-01T00:00:00Z"));
        assert_eq!(of("XXXX-12-07"), None);
    }
}
