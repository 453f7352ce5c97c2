//! The blocks of a body as HTML: paragraphs, headings, lists, tables, code, notes.

use super::escape::{escape, escape_into};
use super::inline::Inline;
use super::run::Run;
use super::{Body, BodyOptions, Heading, events, number, words};
use crate::base::path::slug;
use crate::base::text::squeeze;
use crate::content::highlight;
use indexmap::IndexMap;
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// Notes at the foot, in the order they are first referred to.
#[derive(Default)]
pub(super) struct Notes {
    /// How often each is referred to, and its HTML.
    found: IndexMap<String, (usize, String)>,
    /// The note being written, and what was being written before.
    open: Vec<(String, String)>,
}

impl Notes {
    /// The HTML of a reference to a note.
    pub(super) fn refer(&mut self, name: &str) -> String {
        let entry = self.found.entry(name.to_owned()).or_default();
        entry.0 += 1;
        let times = entry.0;
        let number = self.number(name);
        format!("<sup class=\"fn\"><a href=\"#fn-{number}\" id=\"{}\" role=\"doc-noteref\">{number}</a></sup>", back(number, times))
    }

    fn number(&self, name: &str) -> usize {
        self.found.get_index_of(name).map_or(0, |index| index + 1)
    }

    fn write(&self, out: &mut String) {
        if self.found.is_empty() {
            return;
        }
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
        for (index, (times, html)) in self.found.values().enumerate() {
            let _ = write!(out, "<li id=\"fn-{}\">\n{html}", index + 1);
            for time in 1..=*times {
                let _ = writeln!(out, "<a href=\"#{}\" role=\"doc-backlink\" class=\"back\">↩</a>", back(index + 1, time));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }
}

/// The id of the `times`th reference to a note.
fn back(number: usize, times: usize) -> String {
    if times == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{times}") }
}

/// Writes a whole body.
pub(super) struct Writer<'w, 'b> {
    text: &'b str,
    options: &'w BodyOptions<'w>,
    body: Body,
    out: String,
    notes: Notes,
    ids: BTreeMap<String, usize>,
    /// 1 when the body has first-level headings, which the page keeps for its title.
    demote: u8,
    /// The table being written: alignments, column, whether in its head.
    tables: Vec<(Vec<Alignment>, usize, bool)>,
    /// The heading that has begun; its tag needs its words, for the id, and waits for them.
    heading: Option<HeadingLevel>,
    /// The level of the heading whose tag is written and not yet closed.
    open_heading: Option<u8>,
}

impl<'w, 'b> Writer<'w, 'b> {
    pub(super) fn new(text: &'b str, options: &'w BodyOptions<'w>) -> Self {
        Self {
            text,
            options,
            body: Body::default(),
            out: String::with_capacity(text.len() * 2),
            notes: Notes::default(),
            ids: BTreeMap::new(),
            demote: 0,
            tables: Vec::new(),
            heading: None,
            open_heading: None,
        }
    }

    pub(super) fn write(mut self) -> Body {
        let events = events(self.text);
        self.demote = u8::from(events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))));
        let mut at = 0;
        while at < events.len() {
            if let Event::Start(Tag::CodeBlock(kind)) = &events[at].0 {
                at = self.code(kind, &events, at);
            } else if let Some(run) = Run::gather(self.text, &events, at) {
                self.run(&run, &events, at);
                at = run.end;
            } else {
                match &events[at].0 {
                    Event::Start(tag) => self.start(tag),
                    Event::End(tag) => self.end(*tag),
                    _ => self.out.push_str("<hr>\n"),
                }
                at += 1;
            }
        }
        self.notes.write(&mut self.out);
        self.body.html = self.out;
        self.body
    }

    fn run(&mut self, run: &Run, events: &[(Event<'b>, Range<usize>)], first: usize) {
        let first_id = self.body.sentences.len() + 1;
        let sentences = number(run, self.options.lang, &mut self.body.sentences);
        self.body.words += words(&run.plain);
        if let Some(level) = self.heading.take() {
            let id = free_id(&slug(&run.plain), &mut self.ids);
            let level = level_of(level, self.demote);
            let _ = write!(self.out, "<h{level} id=\"{id}\">");
            self.body.headings.push(Heading { level, id, text: squeeze(&run.plain) });
            self.open_heading = Some(level);
        }
        let mut inline = Inline { text: self.text, events, options: self.options, body: &mut self.body, notes: &mut self.notes, out: &mut self.out };
        inline.write(run, first, &sentences, first_id);
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::HtmlBlock => self.out.push_str("<p class=\"html\">"),
            Tag::Heading { level, .. } => self.heading = Some(*level),
            Tag::BlockQuote(kind) => {
                let _ = match kind.map(alert) {
                    Some(class) => writeln!(self.out, "<blockquote class=\"alert {class}\">"),
                    None => writeln!(self.out, "<blockquote>"),
                };
            }
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(start)) => {
                let _ = writeln!(self.out, "<ol start=\"{start}\">");
            }
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::Table(alignments) => {
                self.tables.push((alignments.clone(), 0, false));
                self.out.push_str("<div class=\"table\"><table>\n");
            }
            Tag::TableHead => {
                self.row(true);
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.row(false);
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::FootnoteDefinition(name) => {
                let before = std::mem::take(&mut self.out);
                self.notes.open.push((name.to_string(), before));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let closing = match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => "</p>\n",
            TagEnd::Heading(_) => {
                self.heading = None;
                if let Some(level) = self.open_heading.take() {
                    let _ = writeln!(self.out, "</h{level}>");
                }
                ""
            }
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => {
                self.tables.pop();
                "</tbody></table></div>\n"
            }
            TagEnd::TableHead => "</tr></thead><tbody>\n",
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                let head = self.tables.last().is_some_and(|(_, _, head)| *head);
                if head { "</th>" } else { "</td>" }
            }
            TagEnd::FootnoteDefinition => {
                if let Some((name, before)) = self.notes.open.pop() {
                    let html = std::mem::replace(&mut self.out, before);
                    self.notes.found.entry(name).or_default().1.push_str(&html);
                }
                ""
            }
            _ => "",
        };
        self.out.push_str(closing);
    }

    fn row(&mut self, head: bool) {
        if let Some((_, column, in_head)) = self.tables.last_mut() {
            *column = 0;
            *in_head = head;
        }
    }

    fn cell(&mut self) {
        let Some((alignments, column, head)) = self.tables.last_mut() else { return };
        let class = match alignments.get(*column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        *column += 1;
        let _ = if *head { write!(self.out, "<th scope=\"col\"{class}>") } else { write!(self.out, "<td{class}>") };
    }

    /// Writes a block of code; gives the index of the first event behind it.
    fn code(&mut self, kind: &CodeBlockKind<'_>, events: &[(Event<'b>, Range<usize>)], start: usize) -> usize {
        let mut code = String::new();
        let mut at = start + 1;
        while at < events.len() && !matches!(events[at].0, Event::End(TagEnd::CodeBlock)) {
            if let Event::Text(text) = &events[at].0 {
                code.push_str(text);
            }
            at += 1;
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.out.push_str("<pre tabindex=\"0\"><code>");
        match highlight::highlight(&code, language) {
            Some(html) => self.out.push_str(&html),
            None => escape_into(&mut self.out, &code),
        }
        self.out.push_str("</code></pre>\n");
        at + 1
    }
}

/// The level a heading gets under the page's title: 2 to 6.
fn level_of(level: HeadingLevel, demote: u8) -> u8 {
    (level as u8 + demote).clamp(2, 6)
}

/// An id no other heading of the body has. `taken` holds, for each id, the number to try next behind it.
fn free_id(slug: &str, taken: &mut BTreeMap<String, usize>) -> String {
    let plain = format!("h-{}", escape(slug));
    let mut id = plain.clone();
    while let Some(next) = taken.get(&id).copied() {
        let number = taken.get(&plain).copied().unwrap_or(next);
        taken.insert(plain.clone(), number + 1);
        id = format!("{plain}-{number}");
    }
    taken.insert(id.clone(), 2);
    id
}

const fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
