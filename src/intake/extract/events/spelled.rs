//! Events whose head noun is written small, that are a headline of their own, or journeys of a delegation.

use super::super::{EventMention, Facts, touching};
use super::numbers::ordinal;
use super::{Scan, series_name};
use crate::content::finding::Band;
use crate::intake::survey::names;
use crate::intake::token::Kind;

/// Heads that name a meeting in small letters too.
const MEETINGS: &[&str] =
    &["conference", "workshop", "seminar", "summit", "forum", "symposium", "congress", "meeting", "webinar", "roundtable", "colloquium"];

impl Scan<'_> {
    fn push(&self, from: usize, to: usize, rule: &'static str, events: &mut Vec<EventMention>) {
        let edition = (from..to).find_map(|at| ordinal(self.word(at)));
        events.push(EventMention {
            span: self.span(from, to),
            name: series_name(self.span(from, to).of(self.text())),
            acronym: self.acronym_behind(to).map(|(short, _)| short),
            edition,
            date: self.date_in_sentence(),
            programme: false,
            rule,
            band: Band::Likely,
        });
    }

    /// Whether the word, in any case, is the head of an event's name that a house holds again and again.
    fn is_meeting(&self, at: usize) -> bool {
        MEETINGS.contains(&self.word(at).to_lowercase().as_str())
    }

    /// `Presidential Trade and Investment Mission to the Philippines`: a journey of a delegation, no body.
    pub(super) fn missions(&self, events: &mut Vec<EventMention>) {
        for at in 1..self.tokens.len() {
            let journey = self.word(at) == "Mission" && matches!(self.word(at - 1), "Trade" | "Investment" | "Business" | "Study" | "Fact-Finding");
            if !journey || self.goes_on(at) || self.headline && self.all_capital() {
                continue;
            }
            let (left, _) = self.extend_left(at);
            if (left..=at).filter(|&index| self.is_capital(index)).count() >= 3 {
                self.push(left, self.extend_right(at), "event-mission", events);
            }
        }
    }

    /// `the annual conference of the Oceania Customs Organisation`: a series by whose it is.
    pub(super) fn of_bodies(&self, facts: &Facts, events: &mut Vec<EventMention>) {
        for at in 1..self.tokens.len() {
            let series = matches!(self.word(at - 1), "annual" | "biennial" | "triennial") && !self.is_capital(at) && self.is_meeting(at);
            if !series || self.word(at + 1) != "of" {
                continue;
            }
            let name = at + 2 + usize::from(self.word(at + 2) == "the");
            let Some(start) = self.tokens.get(name).map(|token| token.span) else { continue };
            if let Some(body) = touching(&facts.organisations, start).iter().find(|body| body.span.start <= start.start) {
                let to = (name..self.tokens.len()).find(|&index| self.tokens[index].span.start >= body.span.end).unwrap_or(self.tokens.len());
                let numbered = at.checked_sub(2).is_some_and(|before| ordinal(self.word(before)).is_some());
                self.push(at - 1 - usize::from(numbered), to, "event-of-body", events);
            }
        }
    }

    /// `a Customs Modernisation Advisers accreditation workshop`: three capitalised words or more that are nobody's name, and a head in small
    /// letters, with at most one word between.
    pub(super) fn spelled_small(&self, facts: &Facts, events: &mut Vec<EventMention>) {
        for at in 3..self.tokens.len() {
            if self.is_capital(at) || !self.is_meeting(at) {
                continue;
            }
            let last = if self.is_capital(at - 1) { at - 1 } else { at - 2 };
            let mut from = last + 1;
            while from > 0 && self.is_capital(from - 1) && (from > last || self.tokens[from].span.start == self.tokens[from - 1].span.end + 1) {
                from -= 1;
            }
            let span = self.span(from, last + 1);
            let between = (last + 1..at).all(|index| {
                let word = self.word(index);
                let words = &self.reading.lexicon;
                self.tokens[index].kind == Kind::Word && !words.words.is_stop_word(word, "en") && !words.phrase_words.breaks(word, "en")
            });
            let article = from > 0 && matches!(self.word(from - 1), "a" | "an" | "the");
            let named = !touching(&facts.organisations, span).is_empty() || !touching(&facts.people, span).is_empty();
            if last + 1 - from >= 3 && between && article && !named {
                self.push(from, at + 1, "event-small-head", events);
            }
        }
    }

    /// A headline that is an event's name: `Regional conference on …`, up to a colon; or nothing but capitalised words before a head.
    pub(super) fn headline(&self, events: &mut Vec<EventMention>) {
        let end = (0..self.tokens.len()).find(|&at| matches!(self.word(at), ":" | "–" | "—")).unwrap_or(self.tokens.len());
        let words = &self.reading.lexicon.phrase_words;
        let verb = |at: usize| {
            let word = self.word(at).to_lowercase();
            (word.ends_with('s') || word.ends_with("ed")) && words.breaks(&word, "en")
                || matches!(word.as_str(), "to" | "is" | "are" | "will" | "has")
        };
        if end < 4 || (0..end).any(verb) {
            return;
        }
        if self.all_capital() {
            let joined = |at: usize| self.is_capital(at) || matches!(self.word(at), "and" | "of" | "on" | "for" | "the");
            let head = self.reading.lexicon.heads.get(&names::title_case(self.word(end - 1))).is_some_and(|head| head.event);
            if head && self.is_meeting(end - 1) && end == self.tokens.len() && (0..end).all(joined) && end <= 8 {
                self.push(0, end, "event-headline", events);
            }
            return;
        }
        let head = (0..end.min(5)).find(|&at| self.is_meeting(at));
        let plain = |at: usize| {
            self.tokens[at].kind == Kind::Word && (at == 0 || !self.is_capital(at)) && !self.reading.lexicon.words.is_stop_word(self.word(at), "en")
        };
        let Some(head) = head.filter(|&head| (0..head).all(plain)) else { return };
        if matches!(self.word(head + 1), "on" | "for" | "about" | "against") && end > head + 3 {
            self.push(0, end, "event-headline", events);
        }
    }
}
