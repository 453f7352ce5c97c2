//! The inline content of one block: its plain text, and where each letter of it stands in the body.

use crate::base::span::Span;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Events with their places in the body.
pub(super) type Events<'b> = [(Event<'b>, Range<usize>)];

/// A longest sequence of inline events: a paragraph's, a heading's, a table cell's.
pub(super) struct Run {
    /// One past its last event.
    pub(super) end: usize,
    /// The words, without Markdown; line breaks are spaces, pictures and notes nothing.
    pub(super) plain: String,
    /// For each event, where its words begin and end in `plain`; for a start tag, those of all it holds.
    pub(super) at: Vec<Range<usize>>,
    /// Stretches of `plain` with their places in the body, in order.
    pieces: Vec<Piece>,
}

struct Piece {
    plain: Range<usize>,
    source: Range<usize>,
    /// Whether the words stand in the body letter for letter, and may be part of a marked name.
    letters: bool,
    /// The event, from the run's first.
    event: usize,
}

impl Run {
    /// The run that begins at event `first`; None when that is no inline event.
    pub(super) fn gather(body: &str, events: &Events<'_>, first: usize) -> Option<Self> {
        let end = first + events[first..].iter().take_while(|(event, _)| is_inline(event)).count();
        if end == first {
            return None;
        }
        let mut run = Self { end, plain: String::new(), at: Vec::with_capacity(end - first), pieces: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        let mut pictures = 0;
        for (index, (event, source)) in events[first..end].iter().enumerate() {
            let start = run.plain.len();
            match event {
                Event::Start(tag) => {
                    open.push(index);
                    pictures += usize::from(matches!(tag, Tag::Image { .. }));
                }
                Event::End(tag) => {
                    pictures -= usize::from(matches!(tag, TagEnd::Image)).min(pictures);
                    if let Some(opened) = open.pop() {
                        let range: &mut Range<usize> = &mut run.at[opened];
                        range.end = start;
                    }
                }
                _ if pictures > 0 => {}
                Event::Text(text) => run.push(text, source, index, body.get(source.clone()) == Some(text)),
                Event::Code(text) | Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                    run.push(text, source, index, false);
                }
                Event::Html(text) => run.push(&text.replace(['\n', '\r'], " "), source, index, false),
                Event::SoftBreak | Event::HardBreak => run.push(" ", source, index, false),
                Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::Rule => {}
            }
            let end = run.plain.len();
            run.at.push(start..end);
        }
        Some(run)
    }

    fn push(&mut self, text: &str, source: &Range<usize>, event: usize, letters: bool) {
        let start = self.plain.len();
        self.plain.push_str(text);
        if !text.is_empty() {
            self.pieces.push(Piece { plain: start..self.plain.len(), source: source.clone(), letters, event });
        }
    }

    /// Where a stretch of the plain text stands in the body.
    pub(super) fn source(&self, plain: &Range<usize>) -> Span {
        let first = self.pieces.partition_point(|piece| piece.plain.end <= plain.start);
        let last = self.pieces.partition_point(|piece| piece.plain.start < plain.end);
        let start = self
            .pieces
            .get(first)
            .map_or(0, |piece| if piece.letters { piece.source.start + (plain.start - piece.plain.start) } else { piece.source.start });
        let end = last
            .checked_sub(1)
            .and_then(|last| self.pieces.get(last))
            .map_or(start, |piece| if piece.letters { piece.source.start + (plain.end - piece.plain.start) } else { piece.source.end });
        Span::new(start, end.max(start))
    }

    /// Where a stretch of the body stands in the plain text, when it is plain words from end to end, with line breaks at most.
    pub(super) fn plain_of(&self, source: &Range<usize>, events: &Events<'_>, first: usize) -> Option<Range<usize>> {
        let from = self.pieces.partition_point(|piece| piece.source.end <= source.start);
        let to = self.pieces.partition_point(|piece| piece.source.start < source.end).checked_sub(1)?;
        let (start, end) = (self.pieces.get(from)?, self.pieces.get(to)?);
        let inside = start.letters && end.letters && start.source.start <= source.start && source.end <= end.source.end;
        if !inside || from > to {
            return None;
        }
        let between = &events[first + start.event..=first + end.event];
        let words = between.iter().all(|(event, _)| matches!(event, Event::Text(_) | Event::SoftBreak));
        words.then(|| start.plain.start + (source.start - start.source.start)..end.plain.start + (source.end - end.source.start))
    }

    /// The body's bytes that the run covers.
    pub(super) fn covers(&self) -> Range<usize> {
        self.pieces.first().map_or(0..0, |first| first.source.start..self.pieces.last().map_or(0, |last| last.source.end))
    }
}

/// Whether the event belongs to a line of text rather than to the blocks around it.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            matches!(
                tag,
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link | TagEnd::Image
            )
        }
        Event::Rule => false,
        _ => true,
    }
}
