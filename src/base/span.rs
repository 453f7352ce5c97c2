//! Stretches of a text, and where they lie for a person: line and column.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A stretch of a text in bytes; both ends fall on character boundaries of the text it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text the span covers.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }

    /// Length in bytes.
    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same stretch, `by` bytes further on.
    #[must_use]
    pub const fn shifted(&self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Finds line and column of a byte offset. Lines and columns count from 1; columns count characters.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Reads the line starts of `text`.
    pub fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Line and column of `offset`; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let column = self.text[self.starts[line]..offset].chars().count() + 1;
        (line + 1, column)
    }

    /// The line with this number, without its line break; empty when there is none.
    pub fn line(&self, number: usize) -> &'t str {
        let Some(&start) = number.checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return "";
        };
        let end = self.starts.get(number).map_or(self.text.len(), |&next| next - 1);
        self.text[start..end].trim_end_matches('\r')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let lines = Lines::new("Genève\r\n– le 1er\n");
        assert_eq!(lines.position(0), (1, 1));
        assert_eq!(lines.position("Genè".len()), (1, 5));
        assert_eq!(lines.position("Genève\r\n– ".len()), (2, 3));
        assert_eq!(lines.line(1), "Genève");
        assert_eq!(lines.line(2), "– le 1er");
        assert_eq!(lines.position(999), (3, 1));
        assert_eq!(lines.line(9), "");
    }
}
