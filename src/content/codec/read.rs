//! Files of `content/` as typed values. Every problem is a diagnostic with its place, and costs as little as it can.

mod lists;

use super::node::{self, Data, Entry, Node};
use super::{line_feeds, plain_body, shape, split_or_report};
use crate::base::date::When;
use crate::base::path::{self, RelPath};
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::span::{Lines, Span};
use crate::base::text::{nearest, squeeze};
use crate::content::address;
use crate::content::article::Article;
use crate::content::entity::Entity;
use crate::content::matter::{ArticleMatter, EntityKind, EntityMatter};

/// Reads an article. None when the front matter as a whole is unreadable; then the report says where and why.
pub fn read_article(path: &RelPath, text: &str, report: &mut Report) -> Option<Article> {
    let text = &*line_feeds(text);
    let file = Opened::new(path, text, report)?;
    let mut reader = Reader { path: path.as_str(), text, report };
    let mut matter = ArticleMatter::default();
    for entry in &file.table {
        reader.article_key(&mut matter, entry);
    }
    let (body, body_line) = file.titled_body(&mut matter.title, path);
    let slug = reader.slug(matter.slug.as_deref(), path);
    let fields = shape::fields(&file.table, &[shape::ARTICLE]);
    Some(Article { path: path.clone(), slug, matter, body, body_line, fields, format: file.split.format })
}

/// Reads an entity's file. None when the front matter as a whole is unreadable; then the report says where and why.
pub fn read_entity(path: &RelPath, kind: EntityKind, text: &str, report: &mut Report) -> Option<Entity> {
    let text = &*line_feeds(text);
    let file = Opened::new(path, text, report)?;
    let mut reader = Reader { path: path.as_str(), text, report };
    let mut matter = EntityMatter::default();
    for entry in &file.table {
        reader.entity_key(&mut matter, entry);
    }
    let (body, body_line) = file.titled_body(&mut matter.name, path);
    let slug = reader.slug(matter.slug.as_deref(), path);
    let fields = shape::fields(&file.table, &[shape::ENTITY]);
    Some(Entity { path: path.clone(), kind, slug, matter, body, body_line, fields, format: file.split.format })
}

/// A file split, with its front matter as a tree.
struct Opened<'t> {
    text: &'t str,
    split: super::Split,
    table: node::Table,
}

impl<'t> Opened<'t> {
    fn new(path: &RelPath, text: &'t str, report: &mut Report) -> Option<Self> {
        let split = split_or_report(path.as_str(), text, report)?;
        match node::parse(text, &split) {
            Ok(table) => Some(Self { text, split, table }),
            Err(problem) => {
                let mut diagnostic = Diagnostic::error("matter-unreadable", format!("the front matter cannot be read: {}", problem.message))
                    .at(Place::span(path.as_str(), text, problem.span));
                let quoted = quoted_line(text, &split, problem.span).map(|line| format!("a text with a colon needs quotes: write `{line}`"));
                diagnostic = diagnostic.help(
                    quoted.unwrap_or_else(|| "look for a quote or bracket that is not closed, and for lines that are not `key: value`".to_owned()),
                );
                report.push(diagnostic);
                None
            }
        }
    }

    /// The body and its line; a title the front matter lacks is taken from the first heading, else from the file's name.
    fn titled_body(&self, title: &mut Option<String>, path: &RelPath) -> (String, usize) {
        let raw = self.split.body.of(self.text);
        let blank = raw.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum::<usize>();
        let line = Lines::new(self.text).position(self.split.body.start + blank).0;
        let body = plain_body(raw);
        if title.is_some() {
            return (body, line);
        }
        let first = body.lines().next().unwrap_or_default();
        if let Some(heading) = heading(first) {
            *title = Some(heading);
            let rest = &body[first.len()..];
            let skipped = rest.len() - rest.trim_start_matches('\n').len();
            return (rest[skipped..].to_owned(), line + skipped);
        }
        *title = body.lines().find_map(heading).or_else(|| Some(path.stem().to_owned()));
        (body, line)
    }
}

/// The words of a `# ` heading.
fn heading(line: &str) -> Option<String> {
    let words = squeeze(line.strip_prefix("# ")?.trim_end_matches('#'));
    (!words.is_empty()).then_some(words)
}

/// The line of YAML at `span` with its value in quotes, when an unquoted colon may be what is wrong with it.
fn quoted_line(text: &str, split: &super::Split, span: Span) -> Option<String> {
    let lines = Lines::new(text);
    let (line, _) = lines.position(span.start);
    let first = lines.position(split.matter.start).0;
    (line.saturating_sub(1).max(first)..=line).rev().find_map(|line| {
        let (key, value) = lines.line(line).split_once(": ")?;
        let value = value.trim();
        let plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '#', '&', '*']);
        (plain && value.contains(": ")).then(|| format!("{key}: \"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")))
    })
}

/// Reads values; knows the file, for places.
struct Reader<'a> {
    path: &'a str,
    text: &'a str,
    report: &'a mut Report,
}

impl Reader<'_> {
    fn article_key(&mut self, matter: &mut ArticleMatter, entry: &Entry) {
        let node = &entry.node;
        match entry.key.as_str() {
            "title" => matter.title = self.text(entry),
            "subtitle" => matter.subtitle = self.text(entry),
            "kicker" => matter.kicker = self.text(entry),
            "summary" => matter.summary = self.text(entry),
            "date" => matter.date = self.date(&entry.key, node),
            "date_text" => matter.date_text = self.text(entry),
            "date_status" => matter.date_status = self.one_of(entry, shape::STATUSES),
            "event_date" => matter.event_date = self.date(&entry.key, node),
            "updated" => matter.updated = self.date(&entry.key, node),
            "place" => matter.place = self.text(entry),
            "format" => matter.format = self.one_of(entry, shape::FORMATS),
            "language" => matter.language = self.text(entry).map(|code| code.to_lowercase()),
            "source" => matter.source = self.text(entry),
            "source_url" => matter.source_url = self.address(entry),
            "sources" => matter.sources = self.texts(entry),
            "authors" => matter.authors = self.people(entry),
            "tags" => matter.tags = self.texts(entry),
            "organisations" => matter.organisations = self.organisations(entry),
            "people" => matter.people = self.people(entry),
            "places" => matter.places = self.places(entry),
            "events" => matter.events = self.events(entry),
            "sdgs" => matter.sdgs = self.goals(entry),
            "photo_credit" => matter.photo_credit = self.text(entry),
            "contacts" => matter.contacts = self.contacts(entry),
            "licence" => matter.licence = self.text(entry),
            "draft" => matter.draft = self.flag(entry),
            "slug" => matter.slug = self.text(entry),
            "aliases" => matter.aliases = self.texts(entry),
            "seed" => matter.seed = self.path(entry),
            _ => {
                self.unknown(entry, shape::ARTICLE);
                matter.extra.insert(entry.key.clone(), node.value());
            }
        }
    }

    fn entity_key(&mut self, matter: &mut EntityMatter, entry: &Entry) {
        match entry.key.as_str() {
            "name" => matter.name = self.text(entry),
            "acronym" => matter.acronym = self.text(entry),
            "aliases" => matter.aliases = self.texts(entry),
            "hidden" => matter.hidden = self.texts(entry),
            "weak" => matter.weak = self.texts(entry),
            "former" => matter.former = self.former(entry),
            "kind" => matter.kind = self.text(entry),
            "parent" => matter.parent = self.text(entry),
            "country" => matter.country = self.text(entry),
            "homepage" => matter.homepage = self.address(entry),
            "wikidata" => matter.wikidata = self.text(entry),
            "ror" => matter.ror = self.text(entry),
            "distinct_from" => matter.distinct_from = self.texts(entry),
            "broader" => matter.broader = self.texts(entry),
            "related" => matter.related = self.texts(entry),
            "scope_note" => matter.scope_note = self.text(entry),
            "slug" => matter.slug = self.text(entry),
            "redirects" => matter.redirects = self.texts(entry),
            _ => {
                self.unknown(entry, shape::ENTITY);
                matter.extra.insert(entry.key.clone(), entry.node.value());
            }
        }
    }

    fn push(&mut self, diagnostic: Diagnostic, span: Span) {
        self.report.push(diagnostic.at(Place::span(self.path, self.text, span)));
    }

    /// A key that is a known one mistyped is worth a warning; a key of somebody's own is nobody's business.
    fn unknown(&mut self, entry: &Entry, shapes: shape::Shapes) {
        if let Some(meant) = nearest(&entry.key, shapes.iter().map(|row| row.key)) {
            self.push(
                Diagnostic::warning("key-unknown", format!("`{}` is no known key", entry.key)).help(format!("did you mean `{meant}`?")),
                entry.key_span,
            );
        }
    }

    fn mistyped(&mut self, key: &str, expected: &str, span: Span) {
        self.push(Diagnostic::error("value-kind", format!("`{key}` should be {expected}")), span);
    }

    fn text(&mut self, entry: &Entry) -> Option<String> {
        self.text_of(&entry.key, &entry.node)
    }

    fn text_of(&mut self, key: &str, node: &Node) -> Option<String> {
        match &node.data {
            Data::Empty => None,
            Data::Scalar { text, .. } => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Data::List(items) if items.len() == 1 => self.text_of(key, &items[0]),
            Data::List(items) if items.is_empty() => None,
            Data::List(_) | Data::Table(_) => {
                self.mistyped(key, "one text", node.span);
                None
            }
        }
    }

    fn texts(&mut self, entry: &Entry) -> Vec<String> {
        self.texts_of(&entry.key, &entry.node)
    }

    /// A list of texts; one text stands for a list of one, and of a table the `name` counts.
    fn texts_of(&mut self, key: &str, node: &Node) -> Vec<String> {
        match &node.data {
            Data::List(items) => items
                .iter()
                .filter_map(|item| match &item.data {
                    Data::Table(table) => {
                        let name = table.iter().find(|inner| inner.key == "name");
                        if name.is_none() {
                            self.mistyped(key, "a list of texts", item.span);
                        }
                        name.and_then(|name| self.text(name))
                    }
                    _ => self.text_of(key, item),
                })
                .collect(),
            _ => self.text_of(key, node).into_iter().collect(),
        }
    }

    fn one_of(&mut self, entry: &Entry, known: &[&str]) -> Option<String> {
        let text = self.text(entry)?;
        let lower = text.to_lowercase();
        if !known.contains(&lower.as_str()) {
            let help = nearest(&lower, known.iter().copied()).map_or_else(
                || format!("it is one of {}", known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")),
                |meant| format!("did you mean `{meant}`?"),
            );
            self.push(Diagnostic::warning("value-unknown", format!("`{text}` is no known `{}`", entry.key)).help(help), entry.node.span);
        }
        Some(lower)
    }

    /// A date. The time of day that other programs write behind it is passed over.
    fn date(&mut self, key: &str, node: &Node) -> Option<When> {
        let text = self.text_of(key, node)?;
        let day = text.get(..10).filter(|_| {
            text.get(10..).is_some_and(|rest| rest.starts_with(['T', 't', ' ']) && rest[1..].trim_start().starts_with(|c: char| c.is_ascii_digit()))
        });
        match When::parse(day.unwrap_or(&text)) {
            Ok(date) => Some(date),
            Err(problem) => {
                let written = node.span.of(self.text);
                let quote = usize::from(written.starts_with(['"', '\'']));
                let start = node.span.start + quote + problem.offset;
                let exact = written[quote..].starts_with(&text) && self.text.is_char_boundary(start) && start < node.span.end;
                let span = if exact { Span::new(start, node.span.start + quote + text.len()) } else { node.span };
                self.push(Diagnostic::error("date-invalid", problem.to_string()).help(problem.help()), span);
                None
            }
        }
    }

    fn address(&mut self, entry: &Entry) -> Option<String> {
        let text = self.text(entry)?;
        let address = address::allowed(&text);
        if address.is_none() {
            self.push(
                Diagnostic::error("address-scheme", format!("`{text}` is no address a page may lead to"))
                    .help("write an address that begins with `https://`"),
                entry.node.span,
            );
        }
        address
    }

    fn flag(&mut self, entry: &Entry) -> bool {
        let text = self.text(entry).unwrap_or_default().to_lowercase();
        match text.as_str() {
            "true" | "yes" | "on" | "1" => true,
            "" | "false" | "no" | "off" | "0" => false,
            _ => {
                self.mistyped(&entry.key, "`true` or `false`", entry.node.span);
                false
            }
        }
    }

    fn path(&mut self, entry: &Entry) -> Option<RelPath> {
        let text = self.text(entry)?;
        match RelPath::new(&text) {
            Ok(path) => Some(path),
            Err(problem) => {
                self.push(
                    Diagnostic::error("path-invalid", problem.to_string()).help("write the path from the archive's folder, such as `seeds/001.txt`"),
                    entry.node.span,
                );
                None
            }
        }
    }

    fn slug(&mut self, own: Option<&str>, path: &RelPath) -> String {
        let wanted = own.unwrap_or_else(|| path.stem());
        let slug = path::slug(wanted);
        if own.is_some_and(|own| own != slug) {
            let diagnostic = Diagnostic::warning("slug-invalid", format!("`{wanted}` cannot be an address; it is `{slug}` instead"))
                .help(format!("write `slug: {slug}`"));
            self.report.push(diagnostic.at(Place::file(self.path)));
        }
        slug
    }

    fn goals(&mut self, entry: &Entry) -> Vec<u8> {
        let items = match &entry.node.data {
            Data::List(items) => items.as_slice(),
            Data::Empty => &[],
            _ => std::slice::from_ref(&entry.node),
        };
        let mut goals = Vec::new();
        for item in items {
            let number = self.text_of(&entry.key, item).and_then(|text| text.rsplit([' ', '-']).next().and_then(|number| number.parse::<u8>().ok()));
            match number {
                Some(goal @ 1..=17) if !goals.contains(&goal) => goals.push(goal),
                Some(1..=17) => {}
                _ => self.mistyped(&entry.key, "a list of numbers from 1 to 17", item.span),
            }
        }
        goals
    }
}
