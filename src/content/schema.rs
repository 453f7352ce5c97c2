//! The front matter as a JSON Schema (draft 2020-12), for editors: made from the table of keys that reading goes by.

use super::codec::{Holds, Kind, Row, rows};
use super::matter::EntityKind;
use serde_json::{Map, Value, json};

/// The schema of an article's front matter, or of an entity's when a kind is given. Keys of somebody's own are allowed everywhere.
pub fn schema(of: Option<EntityKind>) -> Value {
    let (name, kind) = of.map_or(("article", Kind::Article), |kind| (kind.singular(), Kind::Entity));
    let tags_only = |row: &&Row| of.is_none() || of == Some(EntityKind::Tag) || !matches!(row.key, "broader" | "related" | "scope_note");
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Front matter of Dateline: {name}"),
    });
    if let (Value::Object(schema), Value::Object(body)) = (&mut schema, object(rows(kind).iter().filter(tags_only))) {
        schema.extend(body);
    }
    schema
}

fn object<'r>(rows: impl Iterator<Item = &'r Row>) -> Value {
    let properties: Map<String, Value> = rows.map(|row| (row.key.to_owned(), property(row))).collect();
    json!({ "type": "object", "properties": properties })
}

fn property(row: &Row) -> Value {
    let mut schema = match row.holds {
        Holds::Text => text(),
        Holds::Date => json!({
            "type": ["string", "integer", "null"],
            "examples": ["2015-08-26", "2014-10", "2013", "XXXX-12-07", "2016-03-14/2016-03-16", "2016-03~"],
        }),
        Holds::OneOf(words) => json!({ "enum": words }),
        Holds::Mostly(words) => json!({ "anyOf": [{ "enum": words }, text()] }),
        Holds::Address => json!({ "type": ["string", "null"], "pattern": "^(?:[Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:|[^:]*$)" }),
        Holds::Switch => json!({ "type": "boolean" }),
        Holds::Number => json!({ "type": "integer", "minimum": 1 }),
        Holds::Texts => one_or_many(&text()),
        Holds::Goals => one_or_many(&json!({ "type": "integer", "minimum": 1, "maximum": 17 })),
        Holds::Things(rows) => {
            let mut table = object(rows.iter());
            table["required"] = json!(["name"]);
            one_or_many(&json!({ "anyOf": [text(), table] }))
        }
    };
    schema["description"] = json!(row.about);
    schema
}

/// A text; unquoted, YAML may take it for a number or a switch, and it is a text still.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
}

fn one_or_many(one: &Value) -> Value {
    json!({ "anyOf": [{ "type": "array", "items": one }, one] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::RelPath;
    use crate::base::report::Report;
    use crate::content::codec::{read_article, read_entity};

    #[test]
    fn every_key_of_the_schema_is_read_and_every_key_that_is_read_is_in_it() {
        for of in std::iter::once(None).chain(EntityKind::ALL.map(Some)) {
            let schema = schema(of);
            let properties = schema["properties"].as_object().unwrap();
            for key in properties.keys() {
                let text = format!("---\n{key}: x\n---\n");
                let (path, mut report) = (RelPath::known("content/articles/a.md"), Report::default());
                let extra = match of {
                    None => read_article(&path, &text, &mut report).unwrap().matter.extra,
                    Some(kind) => read_entity(&path, kind, &text, &mut report).unwrap().matter.extra,
                };
                assert!(extra.is_empty(), "`{key}` is in the schema, and no key we read");
            }
        }
        let article = schema(None);
        assert_eq!(article["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(article["properties"]["format"]["enum"].as_array().unwrap().contains(&json!("op-ed")));
        let people = &article["properties"]["people"]["anyOf"][0]["items"]["anyOf"][1];
        assert_eq!(people["properties"].as_object().unwrap().keys().collect::<Vec<_>>(), ["name", "title", "of"]);
        assert!(
            schema(Some(EntityKind::Tag))["properties"]["broader"].is_object() && schema(Some(EntityKind::Person))["properties"]["broader"].is_null()
        );
    }

    #[test]
    fn a_mistyped_key_is_asked_about_once_and_kept_and_ones_own_is_nobodys_business() {
        let text = "---\norganizations: [A]\nshelf: B\npeople:\n  - name: X\n    titel: Y\n---\n";
        let mut report = Report::default();
        let article = read_article(&RelPath::known("content/articles/a.md"), text, &mut report).unwrap();
        let helps: Vec<&str> = report.diagnostics.iter().filter_map(|problem| problem.help.as_deref()).collect();
        assert_eq!(helps, ["did you mean `organisations`?", "did you mean `title`?"]);
        assert_eq!(article.matter.extra.keys().collect::<Vec<_>>(), ["organizations", "shelf"]);
    }
}
