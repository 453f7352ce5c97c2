//! Events and programmes: a run of capitalised words round a head noun such as *Conference*, *Summit* or *Programme*.
//!
//! Method: The series' name stands without number and year; the edition comes from `18th`, `sixth`, `COP28`.
//! Nothing is computed between editions.

mod numbers;
mod spelled;

pub use self::numbers::ordinal;

use self::numbers::roman;
use super::touching;
use super::{EventMention, Facts, Reading};
use crate::base::date::When;
use crate::base::span::Span;
use crate::base::text::squeeze;
use crate::content::finding::Band;
use crate::intake::survey::acronyms::{self, Meaning};
use crate::intake::survey::blocks::Role;
use crate::intake::survey::names;
use crate::intake::token::{Case, Kind, Token, stretch};
use regex::Regex;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// Finds events and programmes.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let mut events = Vec::new();
    for &sentence in &reading.document.sentences {
        let role = reading.role(reading.document.block_at(sentence.start));
        if !(role.is_prose() || matches!(role, Role::Title | Role::Subtitle)) {
            continue;
        }
        let scan = Scan { reading, tokens: reading.tokens(sentence), sentence, headline: !role.is_prose(), day: OnceCell::new() };
        scan.heads(facts, &mut events);
        scan.acronyms(&mut events);
        scan.numbered(&mut events);
        scan.missions(&mut events);
        scan.of_bodies(facts, &mut events);
        scan.spelled_small(facts, &mut events);
        if role == Role::Title {
            scan.headline(&mut events);
        }
    }
    events.sort_by(|a, b| a.span.start.cmp(&b.span.start).then(b.span.len().cmp(&a.span.len())));
    events.dedup_by(|b, a| a.span.overlaps(&b.span));
    // A body named only inside the name of a law, programme or meeting is not acting there.
    facts.organisations.retain(|body| {
        body.entry.is_none()
            || !touching(&events, body.span).iter().any(|event| {
                // `United Nations Day`, `United Nations Decade of …`
                let span_of_time = event.name.split(' ').any(|part| matches!(part, "Day" | "Year" | "Decade"));
                event.span.contains(&body.span) && event.span != body.span && (event.programme || span_of_time)
            })
    });
    facts.events = events;
}

struct Scan<'a> {
    reading: &'a Reading<'a>,
    tokens: &'a [Token],
    sentence: Span,
    headline: bool,
    day: OnceCell<Option<When>>,
}

static COP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(COP|CMP|CMA|MOP)[ -]?(\d{1,2})\b").expect("a fixed pattern"));

/// Words of an event's name that do not tell it from others.
const GENERIC: &[&str] = &[
    "General",
    "Annual",
    "Joint",
    "Ministerial",
    "Plenary",
    "Special",
    "Regular",
    "Extraordinary",
    "Board",
    "Executive",
    "High-Level",
    "High-level",
    "Opening",
    "Closing",
    "Regional",
    "National",
    "International",
    "Press",
    "News",
    "Technical",
    "Working",
    "Public",
    "Final",
    "Party",
    "Video",
];

/// Adjectives that stand between a number and the name and do not belong to either.
const BETWEEN: &[&str] = &[
    "annual",
    "biennial",
    "edition",
    "regular",
    "special",
    "extraordinary",
    "high-level",
    "ministerial",
    "joint",
    "informal",
    "virtual",
    "consecutive",
    "round",
    "meeting",
];

/// Whether a rule reads a body from what stands beside it: a `Forum` that has a chairman is a body and no event.
fn is_told_by_neighbours(rule: &str) -> bool {
    matches!(rule, "org-employer" | "org-enumerated" | "org-described" | "org-called")
}

impl<'a> Scan<'a> {
    fn text(&self) -> &'a str {
        self.reading.text()
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text()))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_capital)
    }

    fn is_year(&self, at: usize) -> bool {
        self.word(at).len() == 4 && self.word(at).parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
    }

    fn span(&self, from: usize, to: usize) -> Span {
        stretch(self.tokens, from, to)
    }

    fn heads(&self, facts: &Facts, events: &mut Vec<EventMention>) {
        let mut at = 0;
        while at < self.tokens.len() {
            let head = self.is_capital(at).then(|| self.reading.lexicon.heads.get(&names::title_case(self.word(at)))).flatten();
            let Some(head) = head.filter(|head| head.event || head.programme || !head.kind.is_organisation()) else {
                at += 1;
                continue;
            };
            if touching(&facts.organisations, self.tokens[at].span).iter().any(|body| body.entry.is_some() || is_told_by_neighbours(body.rule)) {
                at += 1;
                continue;
            }
            // `Conference Centre`, `Training Officer`: the name goes on, and its last word says what it is.
            if self.goes_on(at) {
                at += 1;
                continue;
            }
            let (left, mut edition) = self.extend_left(at);
            let right = self.extend_right(at);
            let alone = right == at + 1;
            at = at.max(right.saturating_sub(1)) + 1;
            edition = edition.or_else(|| self.edition_of(left));
            let number = |index: usize| ordinal(self.word(index)).is_some() || index == left && roman(self.word(index)).is_some();
            let name_from = (left..right).find(|&index| self.is_capital(index) && !number(index) && !self.is_year(index)).unwrap_or(left);
            let capitals = (name_from..right).filter(|&index| self.is_capital(index)).count();
            let title_case = self.headline && self.all_capital();
            let numbered = edition.is_some();
            let year = (left..right).find(|&index| self.is_year(index));
            // `Council for Technical Education and Vocational Training` is a body; `General Conference` may be anybody's.
            let bare = head.event && alone && year.is_none() && (name_from..right - 1).all(|index| GENERIC.contains(&self.word(index)));
            if !numbered && (bare || self.in_name_of_body(left) || self.is_field_or_seat(left)) {
                continue;
            }
            if capitals < 2 && !(numbered && capitals == 1 && right > name_from + 1) || title_case && !numbered {
                continue;
            }
            // `Vital Strategies`: two words, the second in the plural, are rather a body's name.
            if capitals < 3 && !numbered && !head.event && (!head.programme || head.plural) {
                continue;
            }
            let acronym = self.acronym_behind(right);
            let name = series_name(self.span(name_from, right).of(self.text()));
            let end = acronym.as_ref().map_or(right, |(_, past)| *past);
            events.push(EventMention {
                span: self.span(left, right),
                name,
                acronym: acronym.map(|(short, _)| short),
                edition,
                date: self.date_in_sentence().or_else(|| {
                    let behind = if numbered && self.word(end) == "in" { end + 1 } else { end };
                    year.or_else(|| Some(behind).filter(|&index| self.is_year(index))).and_then(|index| self.word(index).parse().ok())
                }),
                programme: !head.event,
                rule: if head.event { "event-head" } else { "programme-head" },
                band: if numbered || capitals >= 3 { Band::Certain } else { Band::Likely },
            });
        }
    }

    /// Whether the capitalised run goes on behind the word at `at` with another word of the name, which is no head itself.
    fn goes_on(&self, at: usize) -> bool {
        let (Some(here), Some(next)) = (self.tokens.get(at), self.tokens.get(at + 1)) else { return false };
        let title_case = self.headline && self.all_capital();
        // `Convention Relating to the Status …`
        let tail = matches!(self.word(at + 1), "Relating" | "Concerning" | "Regarding" | "Governing" | "Respecting" | "Against" | "Between");
        next.is_capital()
            && !tail
            && next.span.start == here.span.end + 1
            && !title_case
            && !names::is_calendar_word(self.word(at + 1))
            && roman(self.word(at + 1)).is_none()
            && next.case != Case::Upper
    }

    /// The number of `the sixth edition of the …`, when the name that begins at `left` goes on so.
    fn edition_of(&self, left: usize) -> Option<u32> {
        let before = if self.word(left.checked_sub(1)?) == "the" { left - 1 } else { left };
        let edition = before.checked_sub(2)?;
        (self.word(before - 1) == "of" && self.word(edition) == "edition").then_some(())?;
        let mut at = edition.checked_sub(1)?;
        if BETWEEN.contains(&self.word(at)) {
            at = at.checked_sub(1)?;
        }
        ordinal(self.word(at))
    }

    /// Whether what begins at `left` is the end of a body's name: `Council for …`.
    fn in_name_of_body(&self, left: usize) -> bool {
        let Some(before) = left.checked_sub(2) else { return false };
        matches!(self.word(left - 1), "of" | "for" | "on")
            && self.is_capital(before)
            && self.reading.lexicon.heads.get(self.word(before)).is_some_and(|head| head.kind.is_organisation() && !head.event && !head.programme)
    }

    /// Whether what begins at `left` is somebody's field of work or has an office: `Secretary General for …`, `the offices of the …`.
    fn is_field_or_seat(&self, left: usize) -> bool {
        let before = |back: usize| left.checked_sub(back).map_or("", |at| self.word(at));
        let field = before(1) == "for"
            && (self.reading.lexicon.words.is_role(before(2)) || self.reading.lexicon.words.is_role(&format!("{} {}", before(3), before(2))));
        let seat = before(1) == "the"
            && before(2) == "of"
            && matches!(before(3), "office" | "offices" | "headquarters" | "members" | "staff" | "secretariat");
        field || seat
    }

    fn all_capital(&self) -> bool {
        let words: Vec<&Token> = self.tokens.iter().filter(|token| token.kind == Kind::Word && token.span.len() > 4).collect();
        words.iter().filter(|token| token.is_capital()).count() * 10 >= words.len() * 8
    }

    fn extend_left(&self, head: usize) -> (usize, Option<u32>) {
        let mut left = head;
        let mut edition = None;
        while left > 0 && head - left < LONGEST_NAME {
            let before = left - 1;
            let word = self.word(before);
            if let Some(number) = ordinal(word).or_else(|| roman(word)) {
                // `April 18th Conference` is no edition; `the first`, alone before a plain head, is handled by the caller's count of capitals.
                edition = Some(number);
                left = before;
                break;
            }
            if self.is_year(before) {
                left = before;
                break;
            }
            let stop = names::is_calendar_word(word)
                || self.reading.lexicon.words.is_stop_word(&word.to_lowercase(), "en")
                || self.reading.lexicon.words.is_role(word) && left - 1 == 0;
            let gap = self.tokens[left].span.start - self.tokens[before].span.end > 1;
            if self.is_capital(before) && !stop && !gap {
                left = before;
            } else if self.joins_left(before, left) {
                left = before - 1;
            } else if edition.is_none() && BETWEEN.contains(&word) && before > 0 && ordinal(self.word(before - 1)).is_some() {
                left = before;
            } else {
                break;
            }
        }
        (left, edition)
    }

    /// Whether the word at `before` joins the name to the capitalised word before it: `and`, a preposition behind a head, a short possessor.
    fn joins_left(&self, before: usize, left: usize) -> bool {
        let word = self.word(before);
        let Some(first) = before.checked_sub(1).filter(|&first| self.is_capital(first)) else { return false };
        let lexicon = self.reading.lexicon;
        let headed = lexicon.heads.get(self.word(first)).is_some_and(|head| head.event || head.programme);
        let body = lexicon.organisations.by_name(self.word(first)).is_some() || !lexicon.organisations.by_acronym(self.word(first)).is_empty();
        match word {
            "and" | "&" => !headed && !body,
            "of" | "for" | "on" | "against" => headed,
            _ => {
                self.tokens[before].kind == Kind::Possessive
                    && before + 1 == left
                    && self.tokens[first].span.len() <= 9
                    && !names::is_calendar_word(self.word(first))
                    && lexicon.places.country_named(self.word(first)).is_none()
                    && !body
            }
        }
    }

    fn extend_right(&self, head: usize) -> usize {
        let mut right = head + 1;
        // `Conference and Exhibition`
        if matches!(self.word(right), "and" | "&")
            && self.is_capital(right + 1)
            && self.reading.lexicon.heads.get(self.word(right + 1)).is_some_and(|head| head.event)
        {
            right += 2;
        }
        for _ in 0..3 {
            let preposition = self.word(right);
            if !matches!(preposition, "of" | "on" | "for" | "to" | "against" | "in") {
                break;
            }
            let next = right + 1 + usize::from(self.word(right + 1) == "the");
            if !self.is_capital(next) || preposition == "in" && right == head + 1 && !matches!(self.word(head), "Programme" | "Program" | "Project") {
                break;
            }
            let mut end = next;
            while self.is_capital(end) && !names::is_calendar_word(self.word(end))
                || matches!(self.word(end), "and" | ",")
                    && self.is_capital(end + 1)
                    && !names::is_calendar_word(self.word(end + 1))
                    && preposition != "in"
                    && self.word(end) == "and"
            {
                end += 1;
            }
            if preposition == "in"
                && self.reading.lexicon.places.region_named(self.span(next, end).of(self.text())).is_none()
                && self.reading.lexicon.places.country_named(self.span(next, end).of(self.text())).is_none()
            {
                break;
            }
            if preposition == "to" && self.reading.lexicon.places.resolve(self.span(next, end).of(self.text()), None).is_none() {
                break;
            }
            right = end;
        }
        right
    }

    fn acronym_behind(&self, at: usize) -> Option<(String, usize)> {
        if self.word(at) != "(" || self.word(at + 2) != ")" {
            return None;
        }
        let short = self.word(at + 1);
        acronyms::is_short_form(short).then(|| (short.to_owned(), at + 3))
    }

    /// A day that the sentence gives, with a verb that says the event was or will be then.
    fn date_in_sentence(&self) -> Option<When> {
        self.day
            .get_or_init(|| {
                let sentence = self.sentence.of(self.text());
                let days = || super::dates::find(sentence, None).into_iter().filter_map(|mention| mention.stated().cloned());
                super::published::speaks_of_holding(sentence).then(|| days().find(When::has_day)).flatten()
            })
            .clone()
    }

    /// `the first BMIC in 2010`, `the 18th AMMTC`: the acronym of a known event with its number.
    fn acronyms(&self, events: &mut Vec<EventMention>) {
        for at in 0..self.tokens.len() {
            let word = self.word(at);
            let Some(definition) = self.reading.acronyms.iter().find(|acronym| acronym.short == word && matches!(acronym.kind, Meaning::Event))
            else {
                continue;
            };
            if self.word(at.wrapping_sub(1)) == "(" {
                continue;
            }
            let edition = at.checked_sub(1).and_then(|before| ordinal(self.word(before)));
            let year = (self.word(at + 1) == "in" && self.is_year(at + 2)).then(|| at + 2).or_else(|| self.is_year(at + 1).then_some(at + 1));
            let from = if edition.is_some() { at - 1 } else { at };
            events.push(EventMention {
                span: self.span(from, at + 1),
                name: series_name(definition.long_span.of(self.text())),
                acronym: Some(definition.short.clone()),
                edition,
                date: year.filter(|_| edition.is_some() || self.is_year(at + 1)).and_then(|index| self.word(index).parse().ok()),
                programme: false,
                rule: "event-acronym",
                band: Band::Certain,
            });
        }
    }

    /// `COP28`, `COP 21`.
    fn numbered(&self, events: &mut Vec<EventMention>) {
        for found in COP.captures_iter(self.sentence.of(self.text())) {
            let whole = found.get(0).expect("the whole match");
            events.push(EventMention {
                span: Span::new(whole.start(), whole.end()).shifted(self.sentence.start),
                name: found[1].to_owned(),
                acronym: Some(found[1].to_owned()),
                edition: found[2].parse().ok(),
                date: None,
                programme: false,
                rule: "event-numbered",
                band: Band::Certain,
            });
        }
    }
}

/// How many tokens of a name may stand before its head: a page in capitals is no name.
const LONGEST_NAME: usize = 40;

/// A series' name: no leading number, year or article, no trailing year.
pub fn series_name(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &str| ordinal(word).is_some() || word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    let mut from = 0;
    while from + 1 < words.len()
        && (is_number(words[from])
            || matches!(words[from].to_lowercase().as_str(), "the" | "annual" | "edition" | "of") && from > 0
            || words[from].eq_ignore_ascii_case("the"))
    {
        from += 1;
    }
    let mut to = words.len();
    while to > from + 1 && is_number(words[to - 1]) {
        to -= 1;
    }
    squeeze(&words[from..to].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_has_no_number_and_no_year() {
        assert_eq!(series_name("6th Border Week"), "Border Week");
        assert_eq!(series_name("2022 Alliance Conference"), "Alliance Conference");
        assert_eq!(series_name("Third Annual Forum on Customs"), "Forum on Customs");
    }
}
