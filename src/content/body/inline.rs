//! The inline content of one block as HTML: sentences as elements, names as links.

use super::blocks::Notes;
use super::escape::{escape, escape_into};
use super::run::{Events, Run};
use super::{Body, BodyOptions, LinkFound, Mark, address, problem};
use crate::base::report::Diagnostic;
use crate::base::span::Span;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::fmt::Write;
use std::ops::Range;

/// No more problems than these are told of one body; the rest is more of the same.
const MOST_PROBLEMS: usize = 20;

/// Writes one run. `sentences` are ranges of its plain text, the first of which has the number `first_id`.
pub(super) struct Inline<'w, 'b> {
    pub(super) text: &'b str,
    pub(super) events: &'w Events<'b>,
    pub(super) options: &'w BodyOptions<'w>,
    pub(super) body: &'w mut Body,
    pub(super) notes: &'w mut Notes,
    pub(super) out: &'w mut String,
}

/// What is open while a run is written.
#[derive(Default)]
struct State {
    /// The sentence whose element is open, and how many elements were open around it.
    sentence: Option<(usize, usize)>,
    /// Sentences that have had their element with an id.
    begun: usize,
    /// What closes each inline element that is open.
    closing: Vec<&'static str>,
    /// Whether a link of the text is open: marks stay out.
    linked: usize,
}

impl Inline<'_, '_> {
    pub(super) fn write(&mut self, run: &Run, first: usize, sentences: &[Range<usize>], first_id: usize) {
        let marks = self.marks(run, first, sentences);
        let mut state = State::default();
        let mut skip_to = 0;
        for (index, at) in run.at.iter().enumerate() {
            if index < skip_to {
                continue;
            }
            let (event, source) = &self.events[first + index];
            match event {
                Event::Start(tag) => {
                    self.around(run, at, sentences, first_id, &mut state);
                    if let Tag::Image { dest_url, title, .. } = tag {
                        skip_to = self.picture(run, first, index, dest_url, title);
                        continue;
                    }
                    self.start(tag, source, &mut state);
                }
                Event::End(tag) => {
                    if state.sentence.is_some_and(|(_, depth)| depth == state.closing.len()) {
                        self.close(&mut state);
                    }
                    state.linked -= usize::from(matches!(tag, TagEnd::Link)).min(state.linked);
                    self.out.push_str(state.closing.pop().unwrap_or_default());
                }
                Event::Code(_) => self.words(run, at, sentences, first_id, &[], &mut state, Some("code")),
                Event::HardBreak => {
                    self.out.push_str("<br>");
                }
                Event::FootnoteReference(name) => {
                    let link = self.notes.refer(name);
                    self.out.push_str(&link);
                }
                Event::TaskListMarker(done) => {
                    let _ = write!(self.out, "<input type=\"checkbox\" disabled{}> ", if *done { " checked" } else { "" });
                }
                _ => self.words(run, at, sentences, first_id, if state.linked == 0 { &marks } else { &[] }, &mut state, None),
            }
            let next = run.at.get(index + 1).map_or(run.plain.len(), |next| next.start);
            if state.sentence.is_some_and(|(sentence, depth)| next >= sentences[sentence].end && depth == state.closing.len()) {
                self.close(&mut state);
            }
        }
        self.close(&mut state);
    }

    /// Marks that can be set in this run, as ranges of its plain text.
    fn marks(&self, run: &Run, first: usize, sentences: &[Range<usize>]) -> Vec<(Range<usize>, usize)> {
        let covers = run.covers();
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        let inside = |mark: &&Mark| covers.start <= mark.range.start && mark.range.end <= covers.end && mark.range.start < mark.range.end;
        for (number, mark) in self.options.marks.iter().enumerate().filter(|(_, mark)| inside(mark)) {
            if let Some(plain) = run.plain_of(&mark.range, self.events, first) {
                let whole = run.plain.is_char_boundary(plain.start) && run.plain.is_char_boundary(plain.end);
                if whole && sentences.iter().any(|sentence| sentence.start <= plain.start && plain.end <= sentence.end) {
                    found.push((plain, number));
                }
            }
        }
        found.sort_by_key(|(range, number)| (range.start, *number));
        let mut end = 0;
        found.retain(|(range, _)| {
            let free = range.start >= end;
            if free {
                end = range.end;
            }
            free
        });
        found
    }

    /// Before an element opens: its sentence's element goes around it when the element holds no other sentence, else inside it.
    fn around(&mut self, run: &Run, at: &Range<usize>, sentences: &[Range<usize>], first_id: usize, state: &mut State) {
        let held = &run.plain[at.clone()];
        let begin = at.start + (held.len() - held.trim_start().len());
        let end = at.start + held.trim_end().len();
        if let Some((open, _)) = state.sentence {
            if end > sentences[open].end {
                self.close(state);
            }
        } else if let Some(sentence) = containing(sentences, begin).filter(|&sentence| begin < end && end <= sentences[sentence].end) {
            self.open(sentence, first_id, state);
        }
    }

    fn open(&mut self, sentence: usize, first_id: usize, state: &mut State) {
        if sentence >= state.begun {
            let _ = write!(self.out, "<span class=\"s\" id=\"s{}\">", first_id + sentence);
            state.begun = sentence + 1;
        } else {
            self.out.push_str("<span class=\"s\">");
        }
        state.sentence = Some((sentence, state.closing.len()));
    }

    fn close(&mut self, state: &mut State) {
        if state.sentence.take().is_some() {
            self.out.push_str("</span>");
        }
    }

    /// Writes the words of one event, cut where sentences and marks begin and end.
    #[expect(clippy::too_many_arguments, reason = "all of it is the state of one loop")]
    fn words(
        &mut self,
        run: &Run,
        at: &Range<usize>,
        sentences: &[Range<usize>],
        first_id: usize,
        marks: &[(Range<usize>, usize)],
        state: &mut State,
        element: Option<&str>,
    ) {
        let mut start = at.start;
        while start < at.end {
            let sentence = containing(sentences, start);
            let next_sentence = sentences.partition_point(|range| range.start <= start);
            let mut end = sentence
                .map_or_else(|| sentences.get(next_sentence).map_or(at.end, |next| next.start), |sentence| sentences[sentence].end)
                .min(at.end);
            let mark = marks.partition_point(|(range, _)| range.end <= start);
            let mark = marks.get(mark);
            if let Some((range, _)) = mark {
                end = end.min(if start < range.start { range.start } else { range.end });
            }
            // White space at the end of an element around which the sentence's own stands stays inside both.
            if state.sentence.is_some_and(|(open, depth)| Some(open) != sentence && depth == state.closing.len()) {
                self.close(state);
            }
            if let Some(sentence) = sentence.filter(|_| state.sentence.is_none()) {
                self.open(sentence, first_id, state);
            }
            if let Some((_, number)) = mark.filter(|(range, _)| range.start == start) {
                let mark = &self.options.marks[*number];
                let _ = write!(self.out, "<a class=\"{}\" href=\"{}\">", escape(&mark.class), escape(&mark.href));
            }
            let words = &run.plain[start..end];
            match element {
                Some(element) => {
                    let _ = write!(self.out, "<{element}>{}</{element}>", escape(words));
                }
                None => escape_into(self.out, words),
            }
            if mark.is_some_and(|(range, _)| range.end == end) {
                self.out.push_str("</a>");
            }
            if let Some((open, depth)) = state.sentence
                && end == sentences[open].end
                && depth == state.closing.len()
            {
                self.close(state);
            }
            start = end;
        }
    }

    fn start(&mut self, tag: &Tag<'_>, source: &Range<usize>, state: &mut State) {
        let (opening, closing) = match tag {
            Tag::Emphasis => ("<em>", "</em>"),
            Tag::Strong => ("<strong>", "</strong>"),
            Tag::Strikethrough => ("<del>", "</del>"),
            Tag::Superscript => ("<sup>", "</sup>"),
            Tag::Subscript => ("<sub>", "</sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                state.linked += 1;
                let target = if matches!(link_type, LinkType::Email) { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                state.closing.push(self.link(&target, title, source));
                return;
            }
            _ => ("", ""),
        };
        self.out.push_str(opening);
        state.closing.push(closing);
    }

    /// Opens a link; gives what closes it. An address no page may lead to leaves the words alone.
    fn link(&mut self, target: &str, title: &str, source: &Range<usize>) -> &'static str {
        let Some(address) = self.allowed(target, source) else {
            return "";
        };
        self.body.links.push(LinkFound { target: target.to_owned(), span: Span::new(source.start, source.end) });
        let external = address::is_external(&address);
        let resolved = if external { None } else { self.options.resolve.and_then(|resolve| resolve(&address)) };
        let _ = write!(self.out, "<a href=\"{}\"", escape(resolved.as_deref().unwrap_or(&address)));
        if !title.is_empty() {
            let _ = write!(self.out, " title=\"{}\"", escape(title));
        }
        self.out.push_str(if external { " rel=\"external noopener\">" } else { ">" });
        "</a>"
    }

    fn allowed(&mut self, target: &str, source: &Range<usize>) -> Option<String> {
        let address = address::allowed(target);
        if address.is_none() && self.body.report.diagnostics.len() < MOST_PROBLEMS {
            let shown = crate::base::text::shorten(&crate::base::text::visible(target), 60);
            let diagnostic = Diagnostic::warning("address-scheme", format!("`{shown}` is no address a page may lead to"))
                .help("write an address that begins with `https://`; its words are shown without a link");
            self.body.report.push(problem(self.text, self.options, Span::new(source.start, source.end), diagnostic));
        }
        address
    }

    /// Writes a picture; gives the index of the first event behind it.
    fn picture(&mut self, run: &Run, first: usize, start: usize, target: &str, title: &str) -> usize {
        let mut alt = String::new();
        let mut depth = 0_usize;
        let mut end = start;
        for (event, _) in &self.events[first + start..run.end] {
            end += 1;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        let source = self.events[first + start].1.clone();
        // A picture has no use for `mailto:` and `tel:`.
        let scheme = |address: &String| !address::is_external(address) || address.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
        match self.allowed(target, &source).filter(scheme) {
            Some(address) => {
                let resolved = if address::is_external(&address) { None } else { self.options.resolve.and_then(|resolve| resolve(&address)) };
                let _ =
                    write!(self.out, "<img src=\"{}\" alt=\"{}\" loading=\"lazy\"", escape(resolved.as_deref().unwrap_or(&address)), escape(&alt));
                if !title.is_empty() {
                    let _ = write!(self.out, " title=\"{}\"", escape(title));
                }
                self.out.push('>');
            }
            None => escape_into(self.out, &alt),
        }
        end
    }
}

/// The sentence that holds this place.
fn containing(sentences: &[Range<usize>], at: usize) -> Option<usize> {
    let index = sentences.partition_point(|range| range.end <= at);
    sentences.get(index).filter(|range| range.start <= at).map(|_| index)
}
