//! Front matter that a seed brings along: pages of Jekyll, Hugo, Zola, Eleventy and others become articles.
//!
//! What it states is certain. Keys that mean what one of ours means take its name; all others are carried over as they are. The body is kept
//! as Markdown, byte for byte.

use crate::base::date::When;
use crate::base::path::{self, RelPath};
use crate::base::text::fold_name;
use crate::content::codec::same::is_empty;
use crate::content::codec::{self, Format, Kind};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What stands above the text of a seed, in our words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// Values by key: ours in the order of a new file, then the seed's own.
    pub fields: IndexMap<String, Value>,
    /// For each of our keys the line of the seed that says so.
    pub printed: BTreeMap<String, String>,
    /// The text below it, as it is.
    pub body: String,
    /// The stem for a new file, made of the seed's name: addresses change as little as they can.
    pub slug: String,
}

impl Front {
    /// Reads the front matter of a seed; None when there is none or it cannot be read.
    pub fn read(seed: &RelPath, text: &str) -> Option<Self> {
        let split = codec::split(text).ok().filter(|split| split.format != Format::None)?;
        let stated = codec::fields(text, Kind::Article)?;
        let mut desk = Desk { dated: file_date(seed), fields: IndexMap::new(), lines: lines(split.matter.of(text)), printed: BTreeMap::new() };
        for (key, value) in stated {
            desk.take(&key, value);
        }
        if let Some((date, _)) = desk.dated.clone()
            && !desk.fields.contains_key("date")
        {
            desk.fields.insert("date".to_owned(), json!(date));
            desk.printed.insert("date".to_owned(), seed.name().to_owned());
        }
        let stem = desk.dated.map_or_else(|| stem(seed).to_owned(), |(_, rest)| rest);
        desk.fields.retain(|_, value| !is_empty(value));
        desk.fields.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
        Some(Self { fields: desk.fields, printed: desk.printed, body: split.body.of(text).to_owned(), slug: path::slug(&stem) })
    }
}

/// Where a key stands in a new file; somebody's own stand behind ours.
fn place(key: &str) -> usize {
    codec::keys(Kind::Article).position(|known| known == key).unwrap_or(usize::MAX)
}

/// The name a page goes by: its file's, or its folder's where the file is called `index`.
fn stem(seed: &RelPath) -> &str {
    let folder = seed.folder().rsplit('/').next().unwrap_or_default();
    if matches!(seed.stem(), "index" | "_index") && !folder.is_empty() { folder } else { seed.stem() }
}

/// `2015-08-26-a-title` as the day and the rest, as Jekyll names its posts.
fn file_date(seed: &RelPath) -> Option<(String, String)> {
    let stem = stem(seed);
    let (day, rest) = (stem.get(..10)?, stem.get(10..)?.strip_prefix('-')?);
    let whole = When::parse(day).is_ok_and(|date| date.is_exact_day());
    (whole && !rest.is_empty()).then(|| (day.to_owned(), rest.to_owned()))
}

/// The first line of each key.
fn lines(matter: &str) -> BTreeMap<String, String> {
    let mut lines = BTreeMap::new();
    for line in matter.lines().filter(|line| !line.starts_with(['#', '-', ' ', '\t'])) {
        if let Some((key, _)) = line.split_once([':', '=']) {
            lines.entry(key.trim().trim_matches(['"', '\'']).to_owned()).or_insert_with(|| line.trim().to_owned());
        }
    }
    lines
}

struct Desk {
    dated: Option<(String, String)>,
    fields: IndexMap<String, Value>,
    lines: BTreeMap<String, String>,
    printed: BTreeMap<String, String>,
}

impl Desk {
    fn take(&mut self, key: &str, value: Value) {
        let ours = match key.to_lowercase().as_str() {
            "seed" => return,
            "date" | "publishdate" | "pubdate" | "published_at" => "date",
            "updated" | "lastmod" | "last_modified_at" | "modified" | "last_updated" => "updated",
            "tags" | "tag" | "categories" | "category" => "tags",
            "author" | "authors" => "authors",
            "description" | "summary" | "excerpt" => "summary",
            "aliases" | "redirect_from" | "permalink" => "aliases",
            "lang" | "language" | "locale" => "language",
            "license" => "licence",
            "draft" => "draft",
            "published" => {
                if falsy(&value) {
                    self.note(key, "draft");
                    self.fields.insert("draft".to_owned(), json!(true));
                } else if !value.is_boolean() && value.as_str() != Some("true") {
                    self.say(key, "date", value);
                }
                return;
            }
            "taxonomies" => return self.inside(key, value, &["tags", "categories", "authors"]),
            "extra" | "params" => return self.inside(key, value, &["author", "authors", "subtitle", "summary", "description"]),
            other => match codec::keys(Kind::Article).find(|known| *known == other) {
                Some(known) => known,
                None => return self.own(key, value),
            },
        };
        self.say(key, ours, value);
    }

    /// Tables in which Zola and Hugo keep what others keep at the top; what is not ours stays in them.
    fn inside(&mut self, key: &str, value: Value, known: &[&str]) {
        let Value::Object(table) = value else { return self.own(key, value) };
        let mut rest = Map::new();
        for (inner, value) in table {
            if known.contains(&inner.as_str()) {
                self.take(&inner, value);
            } else {
                rest.insert(inner, value);
            }
        }
        self.own(key, Value::Object(rest));
    }

    fn own(&mut self, key: &str, value: Value) {
        self.fields.entry(key.to_owned()).or_insert(value);
    }

    fn note(&mut self, key: &str, ours: &str) {
        let line = self.lines.get(key).cloned().unwrap_or_default();
        if !line.is_empty() {
            self.printed.entry(ours.to_owned()).or_insert(line);
        }
    }

    /// Takes a value for one of our keys in the shape it has there. What does not fit is kept under its own name.
    fn say(&mut self, key: &str, ours: &str, value: Value) {
        let fitting = match ours {
            "date" | "updated" | "event_date" => day(&value),
            "tags" => Some(self.list(&value, &["post", "posts", "all"])),
            "authors" => Some(people(&value)),
            "aliases" => Some(addresses(&value)),
            "draft" => Some(if falsy(&value) { Value::Null } else { json!(true) }),
            "language" => value.as_str().and_then(|code| code.split(['-', '_']).next()).map(|code| json!(code.to_lowercase())),
            _ => Some(value.clone()),
        };
        let Some(fitting) = fitting else {
            // A date in words of somebody's own is told as it is printed.
            let kept = if ours == "date" { "date_text" } else { key };
            if kept != ours {
                self.fields.entry(kept.to_owned()).or_insert(value);
            }
            return;
        };
        if is_empty(&fitting) {
            return;
        }
        self.note(key, ours);
        match (self.fields.get_mut(ours), fitting) {
            (Some(Value::Array(there)), Value::Array(more)) => {
                for item in more {
                    if !there.iter().any(|other| label(other) == label(&item)) {
                        there.push(item);
                    }
                }
            }
            (Some(_), _) if key != ours => {}
            (_, fitting) => {
                self.fields.insert(ours.to_owned(), fitting);
            }
        }
    }

    /// A list of words: as a list, with commas, or, in Jekyll's posts, with spaces between. Words that only say that a page is one are left out.
    fn list(&self, value: &Value, but: &[&str]) -> Value {
        let words: Vec<String> = match value {
            Value::Array(items) => items.iter().map(label).collect(),
            Value::String(text) if text.contains(',') => text.split(',').map(|word| word.trim().to_owned()).collect(),
            Value::String(text) if self.dated.is_some() => text.split_whitespace().map(str::to_owned).collect(),
            other => vec![label(other)],
        };
        words.into_iter().filter(|word| !word.is_empty() && !but.contains(&word.to_lowercase().as_str())).map(Value::from).collect()
    }
}

fn falsy(value: &Value) -> bool {
    match value {
        Value::Bool(value) => !value,
        Value::String(text) => matches!(text.trim().to_lowercase().as_str(), "" | "false" | "no" | "off" | "0"),
        Value::Null => true,
        _ => false,
    }
}

fn label(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Object(table) => table.get("name").map(label).unwrap_or_default(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A date; a time of day behind it is passed over, and one-figure months and days are filled up.
fn day(value: &Value) -> Option<Value> {
    let text = label(value);
    let day = text.split(['T', 't', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    let filled = match parts.as_slice() {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => day.to_owned(),
    };
    [text.as_str(), filled.as_str()].into_iter().find(|text| When::parse(text).is_ok()).map(|text| json!(text))
}

/// Persons; tables keep their name and title.
fn people(value: &Value) -> Value {
    let one = |value: &Value| match value {
        Value::Object(table) => {
            let kept = ["name", "title", "of"].iter().filter_map(|key| Some(((*key).to_owned(), table.get(*key)?.clone())));
            Value::Object(kept.collect())
        }
        other => json!(label(other)),
    };
    match value {
        Value::Array(items) => items.iter().map(one).filter(|item| !is_empty(item)).collect(),
        other if is_empty(other) => Value::Null,
        other => json!([one(other)]),
    }
}

/// Old addresses, from the site's root. A pattern (`/:year/:title/`) is none.
fn addresses(value: &Value) -> Value {
    let items = match value {
        Value::Array(items) => items.iter().map(label).collect(),
        other => vec![label(other)],
    };
    items.into_iter().filter(|text| !text.is_empty() && !text.contains([':', '{', '?', '#'])).map(Value::from).collect()
}

/// Whether two elements of a list name the same.
pub(super) fn one_name(a: &Value, b: &Value) -> bool {
    let (a, b) = (label(a), label(b));
    a == b || !fold_name(&a).is_empty() && fold_name(&a) == fold_name(&b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(seed: &str, text: &str) -> Value {
        json!(Front::read(&RelPath::known(seed), text).unwrap().fields)
    }

    #[test]
    fn jekyll_posts_carry_their_day_in_the_name() {
        let text = "---\nlayout: post\ntitle: \"Borders: a view\"\ncategories: news borders\ntags: [Thailand, news]\nauthor: Jane Roe\npublished: false\npermalink: /2015/borders/\nredirect_from:\n  - /old/\n---\n\nText *here*.\n";
        let front = Front::read(&RelPath::known("seeds/_posts/2015-08-26-borders-a-view.md"), text).unwrap();
        assert_eq!(
            json!(front.fields),
            json!({ "title": "Borders: a view", "date": "2015-08-26", "authors": ["Jane Roe"], "tags": ["news", "borders", "Thailand"], "draft": true,
                "aliases": ["/2015/borders/", "/old/"], "layout": "post" })
        );
        assert_eq!((front.slug.as_str(), front.body.as_str()), ("borders-a-view", "\nText *here*.\n"));
        assert_eq!(front.printed["tags"], "categories: news borders");
    }

    #[test]
    fn hugo_pages_in_yaml_and_toml() {
        let yaml = "---\ntitle: A\ndate: 2016-03-04T10:00:00+07:00\nlastmod: 2016-3-9\ndescription: What it is\naliases: [/a/, /b/]\nslug: a-page\ntype: news\nweight: 3\n---\n";
        let expected = json!({ "title": "A", "summary": "What it is", "date": "2016-03-04", "updated": "2016-03-09", "slug": "a-page", "aliases": ["/a/", "/b/"], "type": "news", "weight": 3 });
        assert_eq!(fields("seeds/post/a/index.md", yaml), expected);
        let toml = "+++\ntitle = \"A\"\ndate = 2016-03-04T10:00:00+07:00\nlastmod = 2016-03-09\ndescription = \"What it is\"\naliases = [\"/a/\", \"/b/\"]\nslug = \"a-page\"\ntype = \"news\"\nweight = 3\n+++\n";
        assert_eq!(fields("seeds/post/a/index.md", toml), expected);
        assert_eq!(Front::read(&RelPath::known("seeds/post/a-name/index.md"), yaml).unwrap().slug, "a-name");
    }

    #[test]
    fn zola_keeps_its_terms_in_tables() {
        let text = "+++\ntitle = \"A\"\ndate = 2016-03-04\n[taxonomies]\ntags = [\"x\", \"y\"]\nseries = [\"z\"]\n[extra]\nauthor = \"Jane Roe\"\ncover = \"a.png\"\n+++\n";
        assert_eq!(
            fields("seeds/a.md", text),
            json!({ "title": "A", "date": "2016-03-04", "authors": ["Jane Roe"], "tags": ["x", "y"], "taxonomies": {"series": ["z"]}, "extra": {"cover": "a.png"} })
        );
    }

    #[test]
    fn eleventy_tags_a_page_as_a_page() {
        let text = "---\ntitle: A\ntags:\n  - posts\n  - cats and dogs\nlayout: base.njk\nlang: en-GB\neleventyNavigation: {key: A}\n---\n";
        assert_eq!(
            fields("seeds/a.md", text),
            json!({ "title": "A", "language": "en", "tags": ["cats and dogs"], "layout": "base.njk", "eleventyNavigation": {"key": "A"} })
        );
        assert_eq!(fields("seeds/a.md", "---\ntags: cats and dogs\n---\n"), json!({ "tags": ["cats and dogs"] }));
    }

    #[test]
    fn what_does_not_fit_is_kept_and_what_is_not_there_is_none() {
        assert_eq!(
            fields("seeds/a.md", "---\ndate: last spring\nlastmod: soon\ndraft: no\n---\n"),
            json!({ "date_text": "last spring", "lastmod": "soon" })
        );
        assert_eq!(
            fields("seeds/a.md", "---\nauthors:\n  - name: A B\n    title: Editor\n    email: x@y\n---\n"),
            json!({ "authors": [{"name": "A B", "title": "Editor"}] })
        );
        assert_eq!(Front::read(&RelPath::known("seeds/a.md"), "Text.\n"), None);
        assert_eq!(Front::read(&RelPath::known("seeds/a.md"), "---\na: [\n---\n"), None);
    }
}
