//! Bodies in enumerations and columns: beside a known body the other names are bodies too.

use super::super::{Band, OrganisationMention, Reading, Scan, acronyms, clean_name, mention};
use super::{Beside, Known, TWO_FACED, is_body_noun, is_one_of};
use crate::intake::extract::{Facts, touching};
use crate::intake::survey::acronyms::Meaning;
use crate::intake::survey::blocks::Role;
use crate::intake::survey::names::{self, words_ahead};
use crate::intake::token::{Case, Kind};
use std::cell::RefCell;

/// How many items of an enumeration are read together.
const LONGEST_LIST: usize = 200;

impl Beside<'_> {
    /// Enumerations that hold a known body: `the Wellcome Trust, Merck and ALIMA`.
    pub(super) fn lists(&self, found: &mut Vec<OrganisationMention>) {
        let mut at = 0;
        while at < self.scan.tokens.len() {
            let items = self.list_at(at);
            let Some(last) = items.last() else {
                at += 1;
                continue;
            };
            let next = last.to;
            let known = items.iter().filter(|item| item.known).count() + usize::from(self.introduced(items[0].from));
            if items.len() >= 2 && known >= 1 {
                for item in items.iter().filter(|item| !item.known) {
                    let strong = !self.all_plain(item.from, item.to) || known >= 2 || items.len() >= 3 && item.to - item.from >= 2;
                    if strong && !(item.from == 0 && item.to == 1 && self.scan.tokens[0].case == Case::Capital) {
                        self.push(item.from, item.to, "org-enumerated", Band::Likely, found);
                    }
                }
            }
            at = next.max(at + 1);
        }
    }

    /// `NGOs such as X and Y`, `the contractors X and Y`.
    fn introduced(&self, from: usize) -> bool {
        // `according to Anyname and Other Rights`
        let article = usize::from(from > 0 && self.word(from - 1) == "the");
        if from >= 2 + article && self.word(from - 1 - article) == "to" && self.word(from - 2 - article).eq_ignore_ascii_case("according") {
            return true;
        }
        let lead = match (from.checked_sub(2).map(|at| self.word(at)), from.checked_sub(1).map(|at| self.word(at))) {
            (Some("such"), Some("as")) => 2,
            (_, Some("including" | "like" | "namely")) => 1,
            _ => 0,
        };
        let Some(noun) = from.checked_sub(lead + 1) else { return false };
        let noun = if lead > 0 && self.word(noun) == "," { noun.saturating_sub(1) } else { noun };
        let word = self.word(noun).to_lowercase();
        let singular = word.strip_suffix("ies").map_or_else(|| word.strip_suffix('s').unwrap_or_default().to_owned(), |stem| format!("{stem}y"));
        is_body_noun(&singular) || is_one_of("partner|donor|signatory|lab|ngo|body|agency", &singular)
    }

    fn list_at(&self, start: usize) -> Vec<Item> {
        let mut items = Vec::new();
        let mut at = start;
        let mut closed = false;
        while let Some(item) = self.item(at, items.is_empty()).filter(|_| items.len() < LONGEST_LIST) {
            let end = item.end;
            let stop = self.scan.tokens.get(end).is_some_and(|token| token.kind == Kind::Possessive);
            let seated = item.end > item.to && self.word(item.to) != "(" && self.scan.tokens[item.end - 1].is_capital();
            items.push(item);
            let (comma, mut joint) = if self.word(end) == "," { (true, end + 1) } else { (false, end) };
            if stop {
                break;
            }
            if matches!(self.word(joint), "and" | "or" | "&") {
                joint += 1;
                closed = true;
            } else if self.word(joint) == "as" && self.word(joint + 1) == "well" && self.word(joint + 2) == "as" {
                joint += 3;
                closed = true;
            } else if !comma || closed {
                break;
            }
            at = joint;
            // `the Methodist Church in Fiji and Rotuma`: two places, not two bodies.
            let lone =
                self.item(at, false).is_some_and(|next| !next.known && next.to == next.from + 1 && self.scan.tokens[next.from].case == Case::Capital);
            if closed && (self.item(at, false).is_none() || seated && lone) {
                // What cannot be read closes the enumeration all the same where two bodies of it are known.
                closed = items.iter().filter(|item| item.known).count() >= 2 && !lone;
                break;
            }
        }
        // `IOM, Anyname, said`: commas alone make no enumeration.
        if closed {
            items
        } else {
            items.truncate(1);
            items
        }
    }

    /// The item at `start`. Each is read once, however often an enumeration it stands in is walked through.
    fn item(&self, start: usize, first: bool) -> Option<Item> {
        let known = self.items.borrow().get(&(start, first)).copied();
        known.unwrap_or_else(|| {
            let item = self.read_item(start, first);
            self.items.borrow_mut().insert((start, first), item);
            item
        })
    }

    fn read_item(&self, start: usize, first: bool) -> Option<Item> {
        let mut from = start;
        if matches!(self.word(from), "the" | "its" | "their" | "a" | "an") {
            from += 1;
        }
        let token = self.scan.tokens.get(from)?;
        if let Some(body) = touching(&self.facts.organisations, token.span).first() {
            // A body that somebody speaks for may stand in an enumeration of people: `A of IOM and B`.
            let spoken = from.checked_sub(2).is_some_and(|person| {
                matches!(self.word(from - 1), "of" | "from" | "at") && !touching(&self.facts.people, self.scan.tokens[person].span).is_empty()
            });
            if body.span.start != token.span.start || spoken && first {
                return None;
            }
            let mut to = self.scan.tokens.partition_point(|token| token.span.end <= body.span.end);
            to = to.max(from + 1);
            // `UNICEF Ghana`, `Caritas Mongu`
            while to < self.scan.tokens.len() && self.scan.is_capital(to) && self.scan.tokens[to].span.start == self.scan.tokens[to - 1].span.end + 1
            {
                to += 1;
            }
            let mut end = self.bracket_end(to);
            // `… (SADC) Secretariat`
            if end > to && self.scan.is_capital(end) && self.reading().lexicon.heads.get(self.word(end)).is_some() {
                end += 1;
            }
            return Some(Item { from, to, end: self.place_tail(end), known: true });
        }
        // `Kenya’s Nubian Rights Forum`
        if let Some(owner) = (from + 1..from + 4).find(|&at| self.scan.tokens.get(at).is_some_and(|token| token.kind == Kind::Possessive))
            && self.scan.is_country(from, owner)
        {
            from = owner + 1;
        }
        // `the Open Society Initiative for Southern Africa (OSISA)`: what runs a programme may bear its name.
        let two_faced = self.scan.tokens.get(from).and_then(|token| {
            self.reading().acronyms.iter().find(|acronym| {
                acronym.long_span.start == token.span.start
                    && acronym.kind != Meaning::Organisation
                    && acronym.long_span.of(self.reading().text()).split_whitespace().any(|word| TWO_FACED.contains(&word))
            })
        });
        if let Some(acronym) = two_faced.filter(|acronym| touching(&self.facts.organisations, acronym.long_span).is_empty()) {
            let to = self.scan.tokens.partition_point(|token| token.span.end <= acronym.long_span.end);
            return Some(Item { from, to, end: self.bracket_end(to), known: false });
        }
        // `the private company Fidelity`
        let mut known = false;
        if self.lower(from)
            && let Some(noun) = (from..from + 4).find(|&at| self.noun(at))
            && self.scan.is_capital(noun + 1)
            && (from..noun).all(|at| self.lower(at))
        {
            from = noun + 1;
            known = true;
        }
        let to = self.run(from);
        let seat = self.place_tail(to);
        let next = self.word(seat);
        let open = matches!(next, "of" | "from" | "de") || self.scan.is_capital(to) || next == "(" && !self.acronym_bracket(to);
        let titled = next == "," && {
            let after = to + 1 + usize::from(matches!(self.word(to + 1), "the" | "a" | "an" | "who"));
            self.reading().lexicon.words.role_at(&words_ahead(self.reading().text(), &self.scan.tokens[after.min(self.scan.tokens.len())..])) > 0
        };
        // `… (UNODC) Global Maritime Crime Programme` goes on from the name before its bracket.
        let behind_bracket = from > 0 && self.word(from - 1) == ")";
        let loose = start == 0 && to == 1 && self.scan.tokens[0].case == Case::Capital || behind_bracket;
        (!open && !titled && !loose && self.may_be_body(from, to)).then(|| Item { from, to, end: self.bracket_end(seat), known })
    }

    /// Behind `in Lima`, `of the Philippines`: where a body sits.
    fn place_tail(&self, at: usize) -> usize {
        if !matches!(self.word(at), "in" | "of") {
            return at;
        }
        let from = at + 1 + usize::from(self.word(at + 1) == "the");
        (1..=3)
            .rev()
            .map(|length| from + length)
            .filter(|&to| to <= self.scan.tokens.len() && self.scan.is_capital(from))
            .find(|&to| self.reading().lexicon.places.resolve(self.scan.span(from, to).of(self.reading().text()), None).is_some())
            .unwrap_or(at)
    }

    fn acronym_bracket(&self, at: usize) -> bool {
        self.word(at) == "(" && matches!(self.word(at + 2), ")") && acronyms::is_short_form(self.word(at + 1))
            || self.word(at) == "(" && matches!(self.word(at + 3), ")") && acronyms::is_short_form(self.word(at + 1))
    }

    /// Behind the bracket at `at`, if there is one.
    fn bracket_end(&self, at: usize) -> usize {
        if self.word(at) != "(" {
            return at;
        }
        (at + 1..(at + 9).min(self.scan.tokens.len())).find(|&close| self.word(close) == ")").map_or(at, |close| close + 1)
    }
}

/// One body, or what may be one, of an enumeration.
#[derive(Clone, Copy)]
pub(super) struct Item {
    from: usize,
    to: usize,
    /// Behind its bracket.
    end: usize,
    known: bool,
}

/// Signatories, one a line: where most lines of a column are bodies, the others are too.
pub(super) fn lines(reading: &Reading<'_>, facts: &Facts, known: &Known<'_>, found: &mut Vec<OrganisationMention>) {
    let text = reading.text();
    let blocks = &reading.document.blocks;
    let short = |block: usize| {
        let line = blocks[block].span.of(text).trim();
        let words = line.split_whitespace().count();
        matches!(reading.layout.roles[block], Role::Body | Role::Subhead)
            && (1..=10).contains(&words)
            && line.starts_with(char::is_uppercase)
            && !line.ends_with(['.', ':', '?', '!'])
            && !line.contains([',', ':', '“', '"'])
            && !line.chars().any(|c| c.is_ascii_digit())
    };
    let body = |block: usize| {
        let span = blocks[block].span;
        touching(&facts.organisations, span).iter().any(|body| body.span.len() * 10 >= span.len() * 6)
    };
    let mut block = 0;
    while block < blocks.len() {
        let mut end = block;
        while end < blocks.len() && short(end) {
            end += 1;
        }
        let bodies = (block..end).filter(|&line| body(line)).count();
        if end - block >= 4 && bodies * 2 >= end - block {
            for line in (block..end).filter(|&line| !body(line)) {
                let span = blocks[line].span;
                let tokens = reading.tokens(span);
                let one = Beside { scan: Scan { reading, tokens }, facts, known, items: RefCell::default() };
                let stop = tokens.iter().position(|token| token.of(text) == "(").unwrap_or(tokens.len());
                // `ASGI – Association for …`: the long name behind its short form.
                if tokens.len() > 3 && matches!(tokens[1].of(text), "–" | "-" | "—") && acronyms::looks_like_acronym(&tokens[0], text) {
                    let span = one.scan.span(2, tokens.len());
                    let mut body = mention(reading, span, clean_name(span.of(text)), "org-line-beside", Band::Likely);
                    body.acronym = Some(tokens[0].of(text).to_owned());
                    found.push(body);
                    continue;
                }
                let plain = tokens[..stop].iter().all(|token| token.is_capital() || names::is_connector(token.of(text)) || token.kind == Kind::Mark);
                let person = facts.people.iter().any(|person| person.span.overlaps(&span));
                if stop > 0
                    && plain
                    && !person
                    && reading.lexicon.places.resolve(one.scan.span(0, stop).of(text), None).is_none()
                    && touching(&facts.organisations, span).is_empty()
                {
                    one.push(0, stop, "org-line-beside", Band::Likely, found);
                }
            }
        }
        block = end.max(block + 1);
    }
}

#[cfg(test)]
mod tests {
    use crate::intake::trial::organisations;

    #[test]
    fn bodies_stand_beside_bodies() {
        let found = organisations("Funds came from the World Bank, Trafigura and Vecturis.");
        assert!(["Trafigura", "Vecturis"].iter().all(|name| found.contains(&(*name).to_owned())), "{found:?}");
        let found = organisations("The talks were attended by the World Bank, Norway and Japan.");
        assert_eq!(found, ["World Bank"]);
        assert_eq!(organisations("The report of the World Bank, Mrabit, is out."), ["World Bank"]);
        assert_eq!(organisations("The World Bank and Budget 2019 were discussed."), ["World Bank"]);
    }
}
