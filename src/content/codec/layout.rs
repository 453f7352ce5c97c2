//! Where the keys, values, list items and comments of YAML front matter lie, to the byte: what an edit needs to touch one and leave the rest.

use serde_saphyr::granit_parser::{Event, Parser, ScanError, Span, StructureStyle};
use std::ops::Range;

/// The places in a front matter; offsets count from its first byte.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) entries: Vec<Placed>,
    /// From the `#` to the end of its line.
    pub(super) comments: Vec<Range<usize>>,
}

/// One top-level key.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) key: String,
    pub(super) key_range: Range<usize>,
    pub(super) value: Value,
}

/// One value. An empty value has an empty range.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) range: Range<usize>,
    pub(super) form: Form,
}

/// How a value is written.
#[derive(Debug)]
pub(super) enum Form {
    Scalar,
    /// `[a, b]`, with the places of its items.
    FlowList(Vec<Range<usize>>),
    /// A hyphen for each, with the places of what stands behind the hyphens.
    BlockList(Vec<Range<usize>>),
    Other,
}

/// Reads the layout; None when there is anything at the top but `key: value` lines.
pub(super) fn layout(matter: &str) -> Option<Layout> {
    let mut reader = Reader { events: Parser::new_from_str(matter), comments: Vec::new() };
    let mut entries = Vec::new();
    loop {
        match reader.next()? {
            (Event::StreamStart | Event::DocumentStart(..), _) => {}
            (Event::MappingStart(StructureStyle::Block, ..), _) => break,
            (Event::StreamEnd, _) => return Some(Layout { entries, comments: reader.comments }),
            (Event::Scalar(text, ..), range) if text.is_empty() && range.is_empty() => {}
            (Event::DocumentEnd, _) if entries.is_empty() => {}
            _ => return None,
        }
    }
    loop {
        match reader.next()? {
            (Event::MappingEnd, _) => break,
            (Event::Scalar(key, ..), key_range) => {
                let key = key.into_owned();
                let (event, range) = reader.next()?;
                let value = reader.node(&event, range)?;
                entries.push(Placed { key, key_range, value });
            }
            _ => return None,
        }
    }
    while reader.next().is_some() {}
    Some(Layout { entries, comments: reader.comments })
}

struct Reader<P> {
    events: P,
    comments: Vec<Range<usize>>,
}

impl<'m, P: Iterator<Item = Result<(Event<'m>, Span), ScanError>>> Reader<P> {
    /// The next event that is no comment, with its place.
    fn next(&mut self) -> Option<(Event<'m>, Range<usize>)> {
        loop {
            let (event, span) = self.events.next()?.ok()?;
            let range = span.byte_range()?;
            if matches!(event, Event::Comment(..)) {
                self.comments.push(range);
            } else {
                return Some((event, range));
            }
        }
    }

    /// The value that begins with this event. As deep as the front matter, which its reader has bounded.
    fn node(&mut self, event: &Event<'m>, range: Range<usize>) -> Option<Value> {
        match event {
            Event::Scalar(..) | Event::Alias(_) => Some(Value { range, form: Form::Scalar }),
            Event::SequenceStart(style, ..) => {
                let mut items: Vec<Range<usize>> = Vec::new();
                let end = loop {
                    let (event, item) = self.next()?;
                    if matches!(event, Event::SequenceEnd) {
                        break item.end;
                    }
                    items.push(self.node(&event, item)?.range);
                };
                Some(match style {
                    StructureStyle::Flow => Value { range: range.start..end, form: Form::FlowList(items) },
                    StructureStyle::Block => {
                        Value { range: range.start..items.last().map_or(range.end, |last| last.end), form: Form::BlockList(items) }
                    }
                })
            }
            Event::MappingStart(style, ..) => {
                let mut last = range.end;
                let end = loop {
                    let (event, inner) = self.next()?;
                    if matches!(event, Event::MappingEnd) {
                        break inner.end;
                    }
                    last = last.max(self.node(&event, inner)?.range.end);
                };
                Some(Value { range: range.start..if *style == StructureStyle::Flow { end } else { last }, form: Form::Other })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_values_items_and_comments_are_found() {
        let text =
            "# top\na: \"x # y\" # mine\nb:\n  # in\n  - one\n  - name: two\n    of: it's # so\nc: [1, \"é\"]\nd: |\n  # text\ne:\nf: {a: 1}\n";
        let layout = layout(text).unwrap();
        let comments: Vec<&str> = layout.comments.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(comments, ["# top", "# mine", "# in", "# so"]);
        let values: Vec<&str> = layout.entries.iter().map(|entry| text[entry.value.range.clone()].trim_end()).collect();
        assert_eq!(values[0], "\"x # y\"");
        assert_eq!(values[1], "- one\n  - name: two\n    of: it's");
        assert_eq!(values[2], "[1, \"é\"]");
        assert!(values[3].ends_with("# text"));
        assert_eq!(values[4], "");
        assert_eq!(values[5], "{a: 1}");
        let Form::BlockList(items) = &layout.entries[1].value.form else { panic!("a list") };
        assert_eq!(&text[items[1].clone()], "name: two\n    of: it's");
    }

    #[test]
    fn only_lines_of_keys_have_a_layout() {
        assert!(layout("").unwrap().entries.is_empty());
        assert_eq!(layout("# only\n").unwrap().comments.len(), 1);
        assert!(layout("{a: 1}\n").is_none());
        assert!(layout("- a\n").is_none());
        assert!(layout("a: [\n").is_none());
    }
}
