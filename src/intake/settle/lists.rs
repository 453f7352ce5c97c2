//! The lists of names: authors, tags, organisations, people, places, events.

use super::{BTreeMap, Band, Desk, Evidence, IndexMap, Key, Map, Resolved, Value, fold, json, squeeze};

impl Desk<'_> {
    pub(super) fn authors(&mut self) {
        let mut names: Vec<String> = Vec::new();
        for &span in &self.reading.layout.authors {
            let name = squeeze(span.of(self.text()));
            if !names.contains(&name) {
                self.find("authors", &name, Evidence::new(span, "byline", Band::Certain));
                names.push(name);
            }
        }
        let authors = names.into_iter().map(|name| {
            let known = self.facts.people.iter().find(|person| fold(&person.name) == fold(&name) && person.title.is_some());
            known.map_or_else(
                || json!(name),
                |person| table(&[("name", Some(name.clone())), ("title", person.title.clone()), ("of", person.of.clone())]),
            )
        });
        let authors: Vec<Value> = authors.collect();
        self.set("authors", Value::Array(authors));
    }

    pub(super) fn tags(&mut self) {
        let tags: Vec<Value> = self.facts.tags.iter().filter(|tag| tag.band != Band::Guess).map(|tag| json!(tag.label)).collect();
        for tag in &self.facts.tags {
            self.find("tags", &tag.label, Evidence { derived: true, ..Evidence::new(tag.span, tag.rule, tag.band) });
        }
        self.set("tags", Value::Array(tags));
    }

    pub(super) fn organisations(&mut self, keys: &[Key], resolved: &Resolved) {
        let mut order: Vec<&Key> = Vec::new();
        let mut roles: BTreeMap<&Key, &'static str> = BTreeMap::new();
        for (key, mention) in keys.iter().zip(&self.facts.organisations) {
            let Some(organisation) = resolved.organisations.get(key) else { continue };
            let role = mention.role.unwrap_or_default();
            self.find(
                "organisations",
                &organisation.name,
                Evidence { detail: vec![("role", role.to_owned())], ..Evidence::new(mention.span, mention.rule, mention.band) },
            );
            if !order.contains(&key) {
                order.push(key);
            }
            if let Some(role) = mention.role {
                let rank = |role: &str| {
                    ["organiser", "host", "funder", "partner", "speaker's employer", "participant"]
                        .iter()
                        .position(|known| *known == role)
                        .unwrap_or(9)
                };
                let known = roles.entry(key).or_insert(role);
                if rank(role) < rank(known) {
                    *known = role;
                }
            }
        }
        let list = order
            .into_iter()
            .map(|key| {
                let organisation = &resolved.organisations[key];
                let role = roles.get(key).map(|role| (*role).to_owned());
                plain_or_table(&organisation.name, &[("role", role)])
            })
            .collect();
        self.set("organisations", Value::Array(list));
    }

    pub(super) fn people(&mut self, keys: &[Key], resolved: &Resolved) {
        let mut people: IndexMap<String, (String, Option<String>, Option<String>)> = IndexMap::new();
        let mut bodies: BTreeMap<&str, &Key> = BTreeMap::new();
        for (mention, key) in self.facts.organisations.iter().zip(keys) {
            bodies.entry(mention.name.as_str()).or_insert(key);
        }
        let by_name = |name: &str| bodies.get(name).and_then(|key| resolved.organisations.get(key));
        let mut evidence = Vec::new();
        for person in &self.facts.people {
            let of = person.of.as_deref().map(|of| by_name(of).map_or_else(|| of.to_owned(), |organisation| organisation.name.clone()));
            evidence.push((person, of.clone()));
            let entry = people.entry(fold(&person.name)).or_insert_with(|| (person.name.clone(), None, None));
            if entry.1.is_none() && person.title.is_some() {
                entry.1.clone_from(&person.title);
                entry.2 = of;
            }
        }
        for (person, of) in evidence {
            let detail = vec![("title", person.title.clone().unwrap_or_default()), ("of", of.unwrap_or_default())];
            self.find("people", &person.name, Evidence { detail, ..Evidence::new(person.span, person.rule, person.band) });
        }
        let authors: Vec<String> = self.reading.layout.authors.iter().map(|span| fold(span.of(self.text()))).collect();
        let list = people
            .into_iter()
            .filter(|(folded, (_, title, _))| !authors.contains(folded) || title.is_some())
            .map(|(_, (name, title, of))| plain_or_table(&name, &[("title", title), ("of", of)]))
            .collect();
        self.set("people", Value::Array(list));
    }

    pub(super) fn places(&mut self) {
        let mut order: Vec<(String, Value)> = Vec::new();
        for place in &self.facts.places {
            self.find(
                "places",
                &place.name,
                Evidence {
                    detail: vec![("code", place.code.clone().unwrap_or_default()), ("kind", place.kind.to_owned())],
                    ..Evidence::new(place.span, place.rule, place.band)
                },
            );
            // One place under two names (`Brussels`, `Bruxelles`) is listed once, as first printed.
            let fact = self.reading.lexicon.places.resolve(&place.name, place.code.as_deref());
            let key = fact.map_or_else(|| fold(&place.name), |fact| format!("{} {}", fold(&fact.name), fact.code.unwrap_or_default()));
            if order.iter().any(|(known, _)| *known == key) {
                continue;
            }
            // What the gazetteer would answer for the bare name need not be written.
            let known = self.reading.lexicon.places.resolve(&place.name, None);
            let same = known.as_ref().is_some_and(|fact| fact.code == place.code.as_deref() && fact.kind.name() == place.kind);
            let value = if same {
                json!(place.name)
            } else {
                let country = place
                    .code
                    .as_deref()
                    .filter(|_| place.kind != "country")
                    .and_then(|code| self.reading.lexicon.places.country(code))
                    .map(|country| country.name.to_owned());
                plain_or_table(&place.name, &[("country", country), ("kind", Some(place.kind.to_owned()))])
            };
            order.push((key, value));
        }
        self.set("places", Value::Array(order.into_iter().map(|(_, value)| value).collect()));
    }

    pub(super) fn events(&mut self) {
        let mut list: IndexMap<(String, Option<u32>), Map<String, Value>> = IndexMap::new();
        let mut alone: BTreeMap<String, u32> = BTreeMap::new();
        for event in self.facts.events.iter().filter(|event| !event.programme) {
            if let Some(edition) = event.edition {
                alone.entry(fold(&event.name)).or_insert(edition);
            }
        }
        for event in &self.facts.events {
            let field = if event.programme { "programmes" } else { "events" };
            let edition = event.edition.or_else(|| alone.get(&fold(&event.name)).copied());
            let detail = vec![
                ("edition", event.edition.map(|number| number.to_string()).unwrap_or_default()),
                ("acronym", event.acronym.clone().unwrap_or_default()),
            ];
            self.find(field, &event.name, Evidence { detail, ..Evidence::new(event.span, event.rule, event.band) });
            if event.programme {
                continue;
            }
            let entry = list.entry((fold(&event.name), edition)).or_default();
            entry.entry("name").or_insert_with(|| json!(event.name));
            if let Some(acronym) = &event.acronym {
                entry.entry("acronym").or_insert_with(|| json!(acronym));
            }
            if let Some(edition) = edition {
                entry.entry("edition").or_insert_with(|| json!(edition));
            }
            if let Some(date) = &event.date {
                entry.entry("date").or_insert_with(|| json!(date.to_string()));
            }
        }
        let list = list.into_values().map(|mut event| {
            if event.len() == 1 { event.remove("name").unwrap_or_default() } else { ordered(event, &["name", "acronym", "edition", "date", "place"]) }
        });
        let list: Vec<Value> = list.collect();
        self.set("events", Value::Array(list));
    }
}

/// A name alone, or a table when more is known.
pub(super) fn plain_or_table(name: &str, more: &[(&str, Option<String>)]) -> Value {
    if more.iter().all(|(_, value)| value.is_none()) {
        return json!(name);
    }
    let mut entries = vec![("name", Some(name.to_owned()))];
    entries.extend(more.iter().map(|(key, value)| (*key, value.clone())));
    table(&entries)
}

pub(super) fn table(entries: &[(&str, Option<String>)]) -> Value {
    Value::Object(entries.iter().filter_map(|(key, value)| value.as_ref().map(|value| ((*key).to_owned(), json!(value)))).collect())
}

pub(super) fn ordered(mut map: Map<String, Value>, keys: &[&str]) -> Value {
    Value::Object(keys.iter().filter_map(|key| map.remove(*key).map(|value| ((*key).to_owned(), value))).collect())
}
