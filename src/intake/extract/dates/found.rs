//! What a rule hands back.

use super::scan::Scan;
use super::{DateMention, DateValue};
use crate::base::date::When;
use crate::base::span::Span;

/// One mention in tokens: from the first to the one after the last.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The first token.
    pub first: usize,
    /// The token after the last.
    pub next: usize,
    /// What it says.
    pub value: DateValue,
    /// The rule that read it.
    pub rule: &'static str,
}

impl Raw {
    /// With its place in the text.
    pub fn placed(self, scan: &Scan<'_>) -> DateMention {
        DateMention { span: scan.span(self.first, self.next), value: self.value, rule: self.rule }
    }
}

/// What a rule found: one mention, or several that share a month or a year.
#[derive(Clone, Debug)]
pub struct Found {
    /// The token where reading goes on.
    pub next: usize,
    /// The mentions, in order.
    pub mentions: Vec<Raw>,
}

/// One mention of any value.
pub fn one(first: usize, next: usize, value: DateValue, rule: &'static str) -> Found {
    Found { next, mentions: vec![Raw { first, next, value, rule }] }
}

/// One mention of a date.
pub fn stated(first: usize, next: usize, when: When, rule: &'static str) -> Found {
    one(first, next, DateValue::Stated(when), rule)
}

/// One mention of a day that does not exist, or an interval that ends before it starts.
pub fn impossible(scan: &Scan<'_>, first: usize, next: usize, rule: &'static str) -> Found {
    let Span { start, end } = scan.span(first, next);
    one(first, next, DateValue::Impossible(scan.text[start..end].to_owned()), rule)
}
