//! What pages say to machines, as JSON-LD in the vocabulary of schema.org. Silent where the archive is not sure.

use super::address;
use super::cite::Reference;
use super::sheet::Sheet;
use super::view::{ArticleView, EntityView, Fact};
use crate::archive::term::{ArticleId, TermId};
use crate::content::matter::EntityKind;
use serde_json::{Map, Value, json};

/// JSON text that cannot end a `<script>` element or begin a comment in it.
pub fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn graph(node: &Map<String, Value>) -> String {
    inert(&json!({ "@context": "https://schema.org", "@graph": [node] }).to_string())
}

fn put(node: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value.filter(|value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty())) {
        node.insert(key.to_owned(), value);
    }
}

/// The graph of the home page.
pub(super) fn site(sheet: &Sheet<'_>) -> String {
    let settings = &sheet.e.settings;
    let mut node = Map::new();
    node.insert("@type".to_owned(), json!("WebSite"));
    node.insert("name".to_owned(), json!(settings.title));
    put(&mut node, "url", settings.base_url.as_ref().map(|url| json!(format!("{url}/"))));
    put(&mut node, "description", Some(&settings.description).filter(|text| !text.is_empty()).map(|text| json!(text)));
    put(&mut node, "inLanguage", Some(json!(settings.language)));
    put(&mut node, "publisher", settings.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name })));
    graph(&node)
}

/// The graph of an article. A date is said only when it is stated as such.
pub(super) fn article(sheet: &Sheet<'_>, id: ArticleId, view: &ArticleView, cite: &Reference) -> String {
    let matter = &sheet.e.archive.articles[id].article.matter;
    let kind = match matter.format.as_deref() {
        Some("op-ed") => "OpinionNewsArticle",
        Some("report") => "Report",
        _ => "NewsArticle",
    };
    let mut node = Map::new();
    node.insert("@type".to_owned(), json!(kind));
    node.insert("headline".to_owned(), json!(view.title));
    put(&mut node, "alternativeHeadline", view.subtitle.as_ref().map(|text| json!(text)));
    put(&mut node, "url", sheet.permalink(&address::article(&view.id, "html")).map(Value::String));
    put(&mut node, "dateline", matter.place.as_ref().map(|text| json!(text)));
    let stated = |date: &super::view::DateView| date.status != "derived";
    let published = matter.date.as_ref().filter(|_| view.published.as_ref().is_some_and(stated)).and_then(crate::base::date::When::json_ld);
    put(&mut node, "datePublished", published.map(Value::String));
    put(&mut node, "dateModified", matter.updated.as_ref().and_then(crate::base::date::When::json_ld).map(Value::String));
    let event = matter.event_date.as_ref().filter(|_| view.event.as_ref().is_some_and(stated)).and_then(crate::base::date::When::json_ld);
    put(&mut node, "temporalCoverage", event.map(Value::String));
    put(&mut node, "inLanguage", matter.language.as_ref().filter(|language| *language != "und").map(|language| json!(language)));
    put(&mut node, "wordCount", Some(json!(view.words)));
    let authors: Vec<Value> = cite.authors.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    put(&mut node, "author", Some(Value::Array(authors)));
    put(&mut node, "publisher", cite.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name })));
    let named = |kind: &str, facts: &[Fact]| -> Vec<Value> { facts.iter().map(|fact| json!({ "@type": kind, "name": fact.name })).collect() };
    let mut mentions = named("Organization", &view.organisations);
    mentions.extend(named("Person", &view.people));
    mentions.extend(named("Event", &view.events));
    put(&mut node, "mentions", Some(Value::Array(mentions)));
    put(&mut node, "contentLocation", Some(Value::Array(named("Place", &view.places))));
    let tags: Vec<Value> = view.tags.iter().map(|fact| json!({ "@type": "DefinedTerm", "name": fact.name })).collect();
    put(&mut node, "keywords", Some(Value::Array(tags)));
    put(&mut node, "isBasedOn", view.original.as_ref().map(|link| json!(link.href)));
    put(&mut node, "creditText", matter.photo_credit.as_ref().map(|text| json!(text)));
    put(&mut node, "license", matter.licence.as_ref().map(|text| json!(text)));
    put(&mut node, "sdPublisher", sheet.e.settings.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name })));
    graph(&node)
}

/// The graph of an entity's page.
pub(super) fn entity(sheet: &Sheet<'_>, id: TermId, view: &EntityView) -> String {
    let term = &sheet.e.archive.terms[id];
    let matter = term.file.as_ref().map(|file| &file.matter);
    let mut node = Map::new();
    let kind = match (term.kind, term.sort.as_deref()) {
        (EntityKind::Organisation, Some("ministry" | "government" | "agency")) => "GovernmentOrganization",
        (EntityKind::Organisation, Some("ngo")) => "NGO",
        (EntityKind::Organisation, Some("company")) => "Corporation",
        (EntityKind::Organisation, Some("university")) => "CollegeOrUniversity",
        (EntityKind::Organisation, _) => "Organization",
        (EntityKind::Person, _) => "Person",
        (EntityKind::Place, Some("country")) => "Country",
        (EntityKind::Place, Some("city")) => "City",
        (EntityKind::Place, _) => "Place",
        (EntityKind::Tag, _) => "DefinedTerm",
        (EntityKind::Event, _) => "EventSeries",
    };
    node.insert("@type".to_owned(), json!(kind));
    node.insert("name".to_owned(), json!(view.name));
    let alternate: Vec<&str> = view.acronym.iter().chain(&term.aliases).map(String::as_str).collect();
    put(&mut node, "alternateName", Some(json!(alternate)));
    put(&mut node, "url", view.homepage.as_ref().map(|link| json!(link.href)));
    let same: Vec<&str> = view.identifiers.iter().map(|link| link.href.as_str()).collect();
    put(&mut node, "sameAs", Some(json!(same)));
    if term.kind == EntityKind::Organisation {
        put(&mut node, "parentOrganization", view.parent.as_ref().map(|parent| json!({ "@type": "Organization", "name": parent.text })));
    }
    put(&mut node, "description", matter.and(view.scope_note.as_ref()).map(|note| json!(note)));
    graph(&node)
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn json_cannot_leave_its_element() {
        let text = inert(&serde_json::json!({ "a": "</script><!-- & \u{2028}" }).to_string());
        assert!(!text.contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["a"], "</script><!-- & \u{2028}");
    }
}
