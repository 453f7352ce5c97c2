//! What results show of one article, and its sentences, of which the one that matches is shown.

use crate::archive::order::shelf_date;
use crate::archive::term::ArticleId;
use crate::content::body::sentences;
use crate::edition::address;
use crate::edition::plan::Edition;
use serde_json::{Map, Value, json};

/// The data of an article's shard; keys that have no value are left out.
pub(super) fn data(edition: &Edition<'_>, id: ArticleId) -> Value {
    let shelved = &edition.archive.articles[id];
    let matter = &shelved.article.matter;
    let settings = edition.settings;
    let language = matter.language.as_deref().unwrap_or(&settings.language);
    let mut out = Map::new();
    out.insert("href".to_owned(), json!(edition.addresses.from_root(&address::article(&shelved.article.slug, "html"))));
    out.insert("title".to_owned(), json!(shelved.article.title()));
    if let Some((_, date)) = shelf_date(matter) {
        out.insert("date".to_owned(), json!(date.words(&settings.language)));
    }
    for (key, value) in [("kind", &matter.format), ("source", &matter.source)] {
        if let Some(value) = value {
            out.insert(key.to_owned(), json!(value));
        }
    }
    if language != settings.language {
        out.insert("language".to_owned(), json!(language));
    }
    let sentences: Vec<String> = sentences(edition.archive.text(id), language).into_iter().map(|sentence| sentence.text).collect();
    out.insert("sentences".to_owned(), json!(sentences));
    Value::Object(out)
}
