//! Findings become one draft: which value each front matter key gets, with its evidence, and what is left to ask.
//!
//! Precedence is stated once, here: printed before derived, certain before likely, a guess never.

use super::document::{Document, Mark};
use super::draft::{Draft, DraftKind};
use super::extract::blocks::{Layout, Role};
use super::extract::dates;
use super::extract::names::title_case;
use super::extract::published::Chosen;
use super::extract::{Facts, Reading};
use super::markdown;
use super::resolve::{Key, Organisation, Resolved};
use crate::base::path;
use crate::base::span::Span;
use crate::base::text::{fold, shorten, squeeze};
use crate::base::tree::Digest;
use crate::content::finding::{Band, Finding, Line, Question, Quote};
use crate::content::matter::EntityKind;
use crate::lexicon::cues::CueKind;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// One article's draft.
pub fn article(reading: &Reading<'_>, facts: &Facts, keys: &[Key], resolved: &Resolved, seed_digest: Digest) -> Draft {
    let mut desk = Desk { reading, facts, fields: IndexMap::new(), findings: Vec::new(), questions: Vec::new(), seen: BTreeMap::new() };
    desk.headline();
    desk.dates();
    desk.place();
    desk.nature(keys, resolved);
    desk.authors();
    desk.tags();
    desk.organisations(keys, resolved);
    desk.people(keys, resolved);
    desk.places();
    desk.events();
    desk.rest();
    desk.quotes();
    let Desk { mut fields, mut findings, questions, .. } = desk;
    fields.insert("seed".to_owned(), json!(reading.document.seed.as_str()));
    findings.sort_by(|a, b| a.span.cmp(&b.span).then(a.field.cmp(&b.field)).then(a.value.cmp(&b.value)));
    let title = fields.get("title").and_then(Value::as_str).unwrap_or(reading.document.seed.stem()).to_owned();
    Draft {
        kind: DraftKind::Article,
        slug: path::slug(&title),
        seed: Some(reading.document.seed.clone()),
        seed_digest: Some(seed_digest),
        fields,
        body: body(reading.document, reading.layout),
        findings,
        lines: lines(reading.document, reading.layout),
        questions,
    }
}

/// The Markdown body: running text and its headings; everything else stands in the front matter or under “As printed”.
fn body(document: &Document, layout: &Layout) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for (block, role) in layout.roles.iter().enumerate().filter(|(_, role)| role.is_body()) {
        let text = document.block_text(block);
        let item = document.blocks[block].mark == Mark::Item && *role == Role::Body;
        if !out.is_empty() {
            out.push_str(if item && in_list { "\n" } else { "\n\n" });
        }
        if *role == Role::Subhead {
            let level = if let Mark::Heading(level) = document.blocks[block].mark { usize::from(level.max(2)) } else { 2 };
            out.push_str(&"#".repeat(level));
            out.push(' ');
            out.push_str(&markdown::escape_inline(text));
        } else if item {
            out.push_str("- ");
            out.push_str(&markdown::escape(text));
        } else {
            out.push_str(&markdown::escape(text));
        }
        in_list = item;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn lines(document: &Document, layout: &Layout) -> Vec<Line> {
    layout
        .roles
        .iter()
        .enumerate()
        .filter(|(_, role)| !role.is_body())
        .map(|(block, role)| Line { role: role.name().to_owned(), text: document.block_text(block).to_owned() })
        .collect()
}

struct Desk<'a> {
    reading: &'a Reading<'a>,
    facts: &'a Facts,
    fields: IndexMap<String, Value>,
    findings: Vec<Finding>,
    questions: Vec<Question>,
    seen: BTreeMap<(String, String, String), usize>,
}

/// Evidence to write down beside a value.
struct Evidence<'a> {
    span: Span,
    rule: &'a str,
    band: Band,
    derived: bool,
    detail: Vec<(&'a str, String)>,
}

impl<'a> Evidence<'a> {
    fn new(span: Span, rule: &'a str, band: Band) -> Self {
        Self { span, rule, band, derived: false, detail: Vec::new() }
    }
}

impl<'a> Desk<'a> {
    fn text(&self) -> &'a str {
        self.reading.text()
    }

    fn set(&mut self, key: &str, value: Value) {
        let empty = match &value {
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Null => true,
            _ => false,
        };
        if !empty {
            self.fields.insert(key.to_owned(), value);
        }
    }

    fn find(&mut self, field: &str, value: &str, evidence: Evidence<'_>) {
        let text = self.text();
        let exact = evidence.span.of(text).to_owned();
        let occurrence = self.seen.entry((field.to_owned(), evidence.rule.to_owned(), exact.clone())).or_default();
        let id = blake3::hash(format!("{field}|{}|{exact}|{occurrence}", evidence.rule).as_bytes()).to_hex()[..12].to_owned();
        *occurrence += 1;
        let block = self.reading.document.blocks.get(self.reading.document.block_at(evidence.span.start)).map_or(evidence.span, |block| block.span);
        let prefix: String =
            text.get(block.start..evidence.span.start).unwrap_or("").chars().rev().take(32).collect::<Vec<_>>().into_iter().rev().collect();
        let suffix: String = text.get(evidence.span.end..block.end).unwrap_or("").chars().take(32).collect();
        self.findings.push(Finding {
            id,
            field: field.to_owned(),
            value: value.to_owned(),
            quote: Quote { exact, prefix, suffix },
            span: self.reading.document.in_seed(evidence.span),
            rule: evidence.rule.to_owned(),
            band: evidence.band,
            derived: evidence.derived,
            detail: evidence.detail.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (key.to_owned(), value)).collect(),
        });
    }

    fn first_with(&self, role: Role) -> Option<Span> {
        self.reading.layout.with(role).next().map(|block| self.reading.document.blocks[block].span)
    }

    fn headline(&mut self) {
        if let Some(span) = self.reading.layout.title {
            let title = squeeze(span.of(self.text()));
            self.find("title", &title, Evidence::new(span, "title", Band::Certain));
            self.set("title", json!(title));
        } else if let Some(sentence) = self.first_sentence() {
            let title = shorten(sentence.of(self.text()), 90);
            self.find("title", &title, Evidence { derived: true, ..Evidence::new(sentence, "title-first-sentence", Band::Guess) });
            self.set("title", json!(title));
            self.questions.push(Question {
                field: "title".to_owned(),
                question: "the text has no headline; its first sentence stands in for one".to_owned(),
                candidates: Vec::new(),
                sentence: sentence.of(self.text()).to_owned(),
                help: "type a headline at `title`".to_owned(),
            });
        }
        for (role, key) in [(Role::Subtitle, "subtitle"), (Role::Kicker, "kicker"), (Role::Standfirst, "summary")] {
            if let Some(span) = self.first_with(role) {
                let text = squeeze(span.of(self.text()));
                if key == "kicker" && (text.split_whitespace().count() > 8 || text.chars().all(|c| !c.is_alphabetic())) {
                    continue;
                }
                self.find(key, &text, Evidence::new(span, role.name(), Band::Certain));
                self.set(key, json!(text));
            }
        }
    }

    fn first_sentence(&self) -> Option<Span> {
        let body = self.reading.layout.with(Role::Body).next().or_else(|| self.reading.layout.with(Role::Caption).next())?;
        let start = self.reading.document.blocks[body].span.start;
        let sentence = self.reading.document.sentence_at(start);
        let after =
            self.reading.layout.dateline.as_ref().filter(|dateline| sentence.contains(&dateline.span)).map_or(start, |dateline| dateline.span.end);
        let lead = self.text()[after..sentence.end].len() - self.text()[after..sentence.end].trim_start().len();
        Some(Span::new(after + lead, sentence.end))
    }

    fn dates(&mut self) {
        let published = &self.facts.published;
        let mut words = None;
        for (key, chosen) in [("date", &published.date), ("event_date", &published.event)] {
            let Some(chosen) = chosen else { continue };
            let printed = squeeze(chosen.span.of(self.text()));
            self.find(
                key,
                &chosen.when.to_string(),
                Evidence {
                    span: chosen.span,
                    rule: chosen.rule,
                    band: chosen.band,
                    derived: chosen.derived,
                    detail: vec![("printed", printed.clone())],
                },
            );
            self.set(key, json!(chosen.when.to_string()));
            if !chosen.when.has_year() && words.is_none() {
                words = Some((printed, chosen));
            }
        }
        // The order of front matter: date, date_text, event_date.
        if let Some((printed, chosen)) = words {
            self.set("date_text", json!(printed));
            if let (Some(from), Some(to)) = (self.fields.get_index_of("date_text"), self.fields.get_index_of("event_date")) {
                self.fields.move_index(from, to);
            }
            self.ask_for_year(&printed, chosen);
        }
        if let [first, second, ..] = published.ambiguous.as_slice() {
            self.questions.push(Question {
                field: "date".to_owned(),
                question: format!("the date in figures can be {} or {}", first.words("en"), second.words("en")),
                candidates: published.ambiguous.iter().map(ToString::to_string).collect(),
                sentence: self.reading.layout.date_lines.first().map(|(mention, _)| mention.span.of(self.text()).to_owned()).unwrap_or_default(),
                help: "type the right one at `date`".to_owned(),
            });
        }
        if published.date.is_none() && published.event.is_none() && published.ambiguous.is_empty() {
            self.questions.push(Question {
                field: "date".to_owned(),
                question: "the text states no date".to_owned(),
                candidates: Vec::new(),
                sentence: String::new(),
                help: "type the day, month or year of publication at `date`, if you know it from elsewhere".to_owned(),
            });
        }
    }

    fn ask_for_year(&mut self, printed: &str, chosen: &Chosen) {
        let sentence = self.reading.document.sentence_at(chosen.span.start).of(self.text()).to_owned();
        self.questions.push(Question {
            field: if self.facts.published.date.as_ref() == Some(chosen) { "date" } else { "event_date" }.to_owned(),
            question: format!("no year is stated for `{printed}`"),
            candidates: Vec::new(),
            sentence,
            help: format!("type the date with its year, such as `{}`", chosen.when.to_string().replace("XXXX", "2015")),
        });
    }

    fn place(&mut self) {
        let Some(dateline) = &self.reading.layout.dateline else { return };
        let gazetteer = &self.reading.lexicon.places;
        let country = dateline.country.map(|span| squeeze(span.of(self.text())));
        let code = country.as_deref().and_then(|name| gazetteer.country_named(name).map(|country| country.iso2));
        let names: Vec<String> = dateline
            .places
            .iter()
            .map(|span| {
                let printed = squeeze(span.of(self.text()));
                let proper = if printed.chars().any(char::is_lowercase) {
                    printed.clone()
                } else {
                    printed.split(' ').map(title_case).collect::<Vec<_>>().join(" ")
                };
                gazetteer.resolve(&printed, code).filter(|fact| fold(&fact.name) == fold(&printed)).map_or(proper, |fact| fact.name)
            })
            .collect();
        let mut place = names.join(" and ");
        if let [span] = dateline.places.as_slice() {
            let fact = gazetteer.resolve(span.of(self.text()), code);
            let beside = country.clone().filter(|country| gazetteer.resolve(country, None).is_some());
            let in_country = fact.as_ref().and_then(|fact| fact.code).and_then(|code| gazetteer.country(code)).map(|country| country.name.to_owned());
            let names_country = fact.as_ref().is_some_and(|fact| fact.kind == crate::lexicon::geo::PlaceKind::Country);
            if let Some(country) = beside.or(in_country).filter(|country| !names_country && fold(country) != fold(&place)) {
                place = format!("{place}, {country}");
            }
        }
        let span = Span::new(
            dateline.places[0].start,
            dateline.country.map_or(dateline.places[dateline.places.len() - 1].end, |country| country.end.max(dateline.places[0].end)),
        );
        self.find("place", &place, Evidence::new(span, "dateline", Band::Certain));
        self.set("place", json!(place));
    }

    /// Format, language and publisher.
    fn nature(&mut self, keys: &[Key], resolved: &Resolved) {
        if let Some((format, span, rule)) = self.format() {
            self.find("format", &format, Evidence { derived: true, ..Evidence::new(span, rule, Band::Likely) });
            self.set("format", json!(format));
        }
        if self.reading.language != "und" {
            self.set("language", json!(self.reading.language));
        }
        if let Some((source, span, rule, derived)) = self.source(keys, resolved) {
            self.find("source", &source, Evidence { derived, ..Evidence::new(span, rule, Band::Likely) });
            self.set("source", json!(source));
        }
    }

    fn format(&self) -> Option<(String, Span, &'static str)> {
        let words = &self.reading.lexicon.words;
        let cued = |role: Role| {
            self.reading.layout.with(role).find_map(|block| {
                let span = self.reading.document.blocks[block].span;
                let text = span.of(self.text());
                text.split([',', '|', '/'])
                    .map(str::trim)
                    .find_map(|part| words.cue_at_start(CueKind::Kicker, part).filter(|(cue, _)| !cue.extra.is_empty()))
                    .map(|(cue, _)| (cue.extra.to_owned(), span, "format-kicker"))
            })
        };
        if let Some(found) = cued(Role::Kicker).or_else(|| cued(Role::Noise)) {
            return Some(found);
        }
        let title = self.reading.layout.title?;
        let text = title.of(self.text());
        if let Some((cue, _)) = words.cue_at_start(CueKind::Kicker, text).filter(|(cue, length)| {
            !cue.extra.is_empty() && (text[*length..].starts_with([':', ' ']) || text[*length..].trim_start().starts_with("by "))
        }) {
            return Some((cue.extra.to_owned(), title, "format-headline"));
        }
        let contact = self.first_with(Role::Contact);
        contact.map(|span| ("press release".to_owned(), span, "format-contacts"))
    }

    fn source(&self, keys: &[Key], resolved: &Resolved) -> Option<(String, Span, &'static str, bool)> {
        if let Some(span) = self.first_with(Role::Source) {
            let text = span.of(self.text());
            let (_, skip) = self.reading.lexicon.words.cue_at_start(CueKind::Source, text)?;
            let name = squeeze(text[skip..].trim_matches([':', ' ', '.', '-', '–']));
            let bare = name.split(" (").next().unwrap_or(&name).to_owned();
            let start = span.start + text.find(bare.split(' ').next().unwrap_or("")).unwrap_or(0);
            return Some((self.canonical(&bare), Span::new(start, span.end), "source-line", false));
        }
        if let Some(agency) = self.reading.layout.dateline.as_ref().and_then(|dateline| dateline.agency) {
            let name = squeeze(agency.of(self.text()));
            return Some((self.canonical(&name), agency, "source-agency", false));
        }
        // The mail domain of the press contact is the publisher's: `press@unhcr.org`.
        let contact = self.facts.contacts.iter().find_map(|contact| contact.emails.first().map(|mail| (mail, contact.span)))?;
        let domain = contact.0.rsplit('@').next()?;
        let label = domain
            .split('.')
            .find(|label| label.len() >= 3 && !["www", "mail", "press", "media", "info", "gov", "org", "com", "int", "net"].contains(label))?;
        let (key, mention) = keys.iter().zip(&self.facts.organisations).find(|(key, mention)| {
            let organisation = resolved.organisations.get(key);
            organisation.is_some_and(|organisation| organisation.acronym.as_deref().is_some_and(|acronym| acronym.eq_ignore_ascii_case(label)))
                || mention.name.eq_ignore_ascii_case(label)
        })?;
        let organisation = resolved.organisations.get(key)?;
        Some((organisation.name.clone(), contact.1.unwrap_or(mention.span), "source-mail-domain", true))
    }

    fn canonical(&self, name: &str) -> String {
        let list = &self.reading.lexicon.organisations;
        list.by_name(name).or_else(|| list.by_acronym(name).first().copied()).map_or_else(|| name.to_owned(), |entry| entry.name.to_owned())
    }

    fn authors(&mut self) {
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

    fn tags(&mut self) {
        let tags: Vec<Value> = self.facts.tags.iter().map(|tag| json!(tag.label)).collect();
        for tag in &self.facts.tags {
            self.find("tags", &tag.label, Evidence { derived: true, ..Evidence::new(tag.span, tag.rule, Band::Likely) });
        }
        self.set("tags", Value::Array(tags));
    }

    fn organisations(&mut self, keys: &[Key], resolved: &Resolved) {
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
            if mention.band == Band::Guess {
                continue;
            }
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

    fn people(&mut self, keys: &[Key], resolved: &Resolved) {
        let mut people: IndexMap<String, (String, Option<String>, Option<String>)> = IndexMap::new();
        let by_name = |name: &str| -> Option<&Organisation> {
            let at = self.facts.organisations.iter().position(|mention| mention.name == name)?;
            resolved.organisations.get(keys.get(at)?)
        };
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

    fn places(&mut self) {
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
            let key = fold(&place.name);
            if order.iter().any(|(known, _)| *known == key) {
                continue;
            }
            // What the gazetteer would answer for the bare name need not be written.
            let known = self.reading.lexicon.places.resolve(&place.name, None);
            let same =
                known.as_ref().is_some_and(|fact| fact.code == place.code.as_deref() && super::extract::places::kind_name(fact.kind) == place.kind);
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

    fn events(&mut self) {
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

    fn rest(&mut self) {
        let mut goals: Vec<u8> = Vec::new();
        for block in self.reading.layout.with(Role::Goals) {
            let span = self.reading.document.blocks[block].span;
            let number: String = span.of(self.text()).chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
            if let Some(number) = number.parse::<u8>().ok().filter(|number| self.reading.lexicon.goals.goal(*number).is_some()) {
                self.find("sdgs", &number.to_string(), Evidence::new(span, "goal-line", Band::Certain));
                if !goals.contains(&number) {
                    goals.push(number);
                }
            }
        }
        self.set("sdgs", json!(goals));
        if let Some(span) = self.reading.layout.credit {
            let credit = squeeze(span.of(self.text()));
            self.find("photo_credit", &credit, Evidence::new(span, "credit", Band::Certain));
            self.set("photo_credit", json!(credit));
        }
        let contacts: Vec<Value> = self
            .facts
            .contacts
            .iter()
            .map(|contact| {
                let mut entry = Map::new();
                entry.insert("name".to_owned(), json!(contact.name));
                if !contact.phones.is_empty() {
                    entry.insert("phones".to_owned(), json!(contact.phones));
                }
                if !contact.emails.is_empty() {
                    entry.insert("emails".to_owned(), json!(contact.emails));
                }
                Value::Object(entry)
            })
            .collect();
        for contact in &self.facts.contacts {
            if let Some(span) = contact.span {
                self.find("contacts", &contact.name, Evidence::new(span, "contact", Band::Certain));
            }
        }
        self.set("contacts", Value::Array(contacts));
    }

    fn quotes(&mut self) {
        for quote in &self.facts.quotes {
            let words = squeeze(quote.span.of(self.text()));
            let detail = vec![("speaker", quote.speaker.clone().unwrap_or_default())];
            self.find("quotes", &words, Evidence { detail, ..Evidence::new(quote.span, "quote", Band::Certain) });
        }
        for mention in self.facts.dates.iter().filter(|mention| mention.stated().is_some()) {
            let value = mention.stated().map(ToString::to_string).unwrap_or_default();
            self.find("dates", &value, Evidence::new(mention.span, mention.rule, Band::Certain));
        }
        for mention in &self.facts.dates {
            if let dates::DateValue::Impossible(_) = &mention.value {
                self.questions.push(Question {
                    field: "date".to_owned(),
                    question: format!("`{}` is no day of the calendar", mention.span.of(self.text())),
                    candidates: Vec::new(),
                    sentence: self.reading.document.sentence_at(mention.span.start).of(self.text()).to_owned(),
                    help: "look at the original; type the right date at `date` or `event_date` if it is one of them".to_owned(),
                });
            }
        }
    }
}

/// A name alone, or a table when more is known.
fn plain_or_table(name: &str, more: &[(&str, Option<String>)]) -> Value {
    if more.iter().all(|(_, value)| value.is_none()) {
        return json!(name);
    }
    let mut entries = vec![("name", Some(name.to_owned()))];
    entries.extend(more.iter().map(|(key, value)| (*key, value.clone())));
    table(&entries)
}

fn table(entries: &[(&str, Option<String>)]) -> Value {
    Value::Object(entries.iter().filter_map(|(key, value)| value.as_ref().map(|value| ((*key).to_owned(), json!(value)))).collect())
}

fn ordered(mut map: Map<String, Value>, keys: &[&str]) -> Value {
    Value::Object(keys.iter().filter_map(|key| map.remove(*key).map(|value| ((*key).to_owned(), value))).collect())
}

/// A file for an organisation about which more is known than its name.
pub fn organisation(organisation: &Organisation) -> Option<Draft> {
    if !organisation.known && organisation.aliases.is_empty() && organisation.parent.is_none() {
        return None;
    }
    let mut fields = IndexMap::new();
    fields.insert("name".to_owned(), json!(organisation.name));
    let text = [
        ("acronym", organisation.acronym.clone().filter(|acronym| *acronym != organisation.name)),
        ("kind", Some(organisation.kind.clone()).filter(|kind| !kind.is_empty() && kind != "organisation")),
        ("parent", organisation.parent.clone()),
        ("country", organisation.country.clone()),
    ];
    if !organisation.aliases.is_empty() {
        fields.insert("aliases".to_owned(), json!(organisation.aliases));
    }
    for (key, value) in text {
        if let Some(value) = value {
            fields.insert(key.to_owned(), json!(value));
        }
    }
    fields.sort_by(|a, _, b, _| order_of(a).cmp(&order_of(b)));
    (fields.len() > 1).then(|| Draft {
        kind: DraftKind::Entity(EntityKind::Organisation),
        slug: path::slug(&organisation.name),
        seed: None,
        seed_digest: None,
        fields,
        body: String::new(),
        findings: Vec::new(),
        lines: Vec::new(),
        questions: Vec::new(),
    })
}

fn order_of(key: &str) -> usize {
    ["name", "acronym", "aliases", "kind", "parent", "country"].iter().position(|known| *known == key).unwrap_or(9)
}
