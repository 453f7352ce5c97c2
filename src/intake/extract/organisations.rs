//! Organisations: listed ones by one automaton pass, others by their head noun, acronyms by what defines them.
//!
//! Method: EXTRACTION.md 9. A name grows from its head noun: to the left over capitalised words (`Asia Pacific Smart Card` **Association**),
//! to the right over `of|for|on …` (**Ministry** `of Foreign Affairs`). A possessor is its country or parent, not its name.

use super::acronyms::{self, Meaning};
use super::blocks::Role;
use super::names::{self, words_of};
use super::{Facts, OrganisationMention, Reading};
use crate::base::span::Span;
use crate::base::text::squeeze;
use crate::content::finding::Band;
use crate::intake::token::{Case, Kind, Token, stretch};
use crate::lexicon::heads::Head;
use std::collections::BTreeMap;

/// Finds organisations.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let mut mentions = Vec::new();
    let defined: BTreeMap<&str, &acronyms::Acronym> = reading.acronyms.iter().map(|acronym| (acronym.short.as_str(), acronym)).collect();
    for (block, role) in reading.layout.roles.iter().enumerate() {
        if matches!(role, Role::Title | Role::Subtitle | Role::Kicker | Role::Subhead) || role.is_prose() {
            let span = reading.document.blocks[block].span;
            listed(reading, span, &mut mentions);
            by_acronym(reading, span, &defined, &mut mentions);
        }
    }
    for (_, sentence) in reading.prose() {
        if is_shouted(sentence.of(reading.text())) {
            continue;
        }
        let scan = Scan { reading, tokens: reading.tokens(sentence) };
        scan.heads(&mut mentions);
        scan.companies(&mut mentions);
    }
    for acronym in reading.acronyms.iter().filter(|acronym| acronym.kind == Meaning::Organisation) {
        let name = clean_name(acronym.long_span.of(reading.text()));
        mentions.push(mention(reading, acronym.long_span, name, "org-definition", Band::Certain));
    }
    let mut mentions = without_overlaps(reading, mentions);
    for mention in &mut mentions {
        let definition = reading.acronyms.iter().find(|acronym| acronym.long_span.overlaps(&mention.span) && acronym.kind == Meaning::Organisation);
        if let Some(definition) = definition {
            mention.acronym = Some(definition.short.clone());
        }
    }
    mentions.retain(|mention| {
        !is_government(&mention.name, reading) && !is_other_kind(reading, mention) && reading.lexicon.places.former_named(&mention.name).is_none()
    });
    for mention in &mut mentions {
        keep_body_of_secretariat(reading, mention);
    }
    facts.organisations = mentions;
}

/// Whether a stretch is printed in capitals, where no new name can be told from plain words.
fn is_shouted(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 8 && capitals * 10 > letters * 7
}

fn mention(reading: &Reading<'_>, span: Span, name: String, rule: &'static str, band: Band) -> OrganisationMention {
    let entry = reading.lexicon.organisations.by_name(&name).and_then(|entry| reading.lexicon.organisations.index_of(entry));
    let kind = entry.map_or_else(|| kind_of(reading, &name), |entry| reading.lexicon.organisations.rows[entry].kind.as_str().to_owned());
    OrganisationMention { span, name, entry, kind, parent: None, country: None, acronym: None, rule, band, role: None }
}

fn kind_of(reading: &Reading<'_>, name: &str) -> String {
    let heads = name.split_whitespace().filter_map(|word| reading.lexicon.heads.get(&names::title_case(word)));
    heads.last().map_or("organisation", |head| head.kind.as_str()).to_owned()
}

/// A name without article, line breaks and trailing marks.
fn clean_name(text: &str) -> String {
    let name = squeeze(text);
    let name = name.trim_matches([' ', ',', ';', ':', '“', '”', '"', '‘', '(', ')']);
    for article in ["the ", "The ", "a ", "an "] {
        if let Some(rest) = name.strip_prefix(article) {
            return rest.to_owned();
        }
    }
    name.to_owned()
}

/// Names and acronyms of the built-in list.
fn listed(reading: &Reading<'_>, span: Span, mentions: &mut Vec<OrganisationMention>) {
    let text = span.of(reading.text());
    let shouted = is_shouted(text);
    for hit in reading.lexicon.organisations.find(text) {
        let surface = hit.span.of(text);
        let acronym = !surface.contains(' ') && surface.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let after = text[hit.span.end..].trim_start();
        if acronym && (shouted || after.starts_with(':') && surface == "WHO") {
            continue;
        }
        if acronym && defined_otherwise(reading, surface, hit.entry) {
            continue;
        }
        let entry = &reading.lexicon.organisations.rows[hit.entry];
        // A word that also names something else at the start of a longer name is no find: `Visa rules`, `Congress Hall`.
        let found = OrganisationMention {
            span: hit.span.shifted(span.start),
            name: clean_name(surface),
            entry: Some(hit.entry),
            kind: entry.kind.as_str().to_owned(),
            parent: entry.parent.map(str::to_owned),
            country: entry.country.map(str::to_owned),
            acronym: None,
            rule: if acronym { "org-list-acronym" } else { "org-list" },
            band: Band::Certain,
            role: None,
        };
        mentions.push(found);
    }
}

/// Whether the article itself, or the whole archive, gives an acronym another meaning than the list does.
fn defined_otherwise(reading: &Reading<'_>, short: &str, entry: usize) -> bool {
    let own = reading.acronyms.iter().find(|acronym| acronym.short == short);
    if let Some(own) = own {
        let long = own.long_span.of(reading.text());
        let same = reading.lexicon.organisations.by_name(long).and_then(|row| reading.lexicon.organisations.index_of(row)) == Some(entry);
        return !same && (own.kind != Meaning::Organisation || own.rule != "acronym-alias");
    }
    reading.tables.sense(short).is_some_and(|sense| {
        sense.kind != Meaning::Organisation
            && sense.articles > 1
            && reading.lexicon.organisations.by_name(&sense.long).and_then(|row| reading.lexicon.organisations.index_of(row)) != Some(entry)
    })
}

/// Short forms that are no organisations.
const NO_BODIES: &[&str] = &[
    "COVID", "HIV", "AIDS", "GDP", "GNP", "SDG", "SDGS", "MDG", "CEO", "CFO", "COO", "CTO", "NGO", "NGOS", "CSO", "CSOS", "MP", "MPS", "PM", "TV",
    "FM", "IT", "ICT", "AI", "PDF", "GMT", "UTC", "CET", "EST", "PST", "USD", "EUR", "GBP", "VAT", "HR", "PR", "QA", "FAQ", "GPS", "DNA", "PPE",
    "SME", "SMES", "MSME", "MSMES", "LGBT", "LGBTI", "LGBTQ", "LGBTQI", "IDP", "IDPS", "MOU", "TOR", "ENDS", "URL", "OK", "ID", "IDS", "BC", "AD",
    "AM", "PHD", "MD", "MBA", "DC", "NY", "ACT", "NSW", "UK", "US", "USA", "UAE", "DRC", "PNG", "DPRK", "PRC", "ASAP", "SOS", "VIP", "LDC", "LDCS",
    "SIDS", "LLDC", "FDI", "ODA", "PPP", "PPPS", "R&D", "RSVP", "CCTV", "SUV", "ATM", "SIM", "SMS", "API", "CV", "EV", "EVS", "WASH", "GBV", "TB",
    "NCD", "NCDS", "STEM", "TVET", "IUU", "CBRN", "WMD", "EEZ", "FIR", "FTA", "FTAS", "EPA", "RTA", "IPO", "REIT",
];

/// Acronyms that the article or the archive defines as bodies, or that stand where only bodies stand.
fn by_acronym(reading: &Reading<'_>, span: Span, defined: &BTreeMap<&str, &acronyms::Acronym>, mentions: &mut Vec<OrganisationMention>) {
    let text = reading.text();
    if is_shouted(span.of(text)) {
        return;
    }
    let tokens = reading.tokens(span);
    for (index, token) in tokens.iter().enumerate() {
        let word = token.of(text);
        if !acronyms::looks_like_acronym(token, text) {
            continue;
        }
        if let Some(definition) = defined.get(word) {
            if definition.kind == Meaning::Organisation {
                let mut found = mention(reading, token.span, word.to_owned(), "org-acronym", Band::Certain);
                found.acronym = Some(word.to_owned());
                mentions.push(found);
            }
            continue;
        }
        if !reading.lexicon.organisations.by_acronym(word).is_empty() || NO_BODIES.contains(&word.to_uppercase().as_str()) {
            continue;
        }
        if let Some(sense) = reading.tables.sense(word) {
            if sense.kind == Meaning::Organisation {
                let mut found = mention(reading, token.span, word.to_owned(), "org-acronym-archive", Band::Likely);
                found.acronym = Some(word.to_owned());
                mentions.push(found);
            }
            continue;
        }
        if token.case == Case::Upper
            && word.len() >= 3
            && reading.lexicon.places.country_named(word).is_none()
            && acts_as_body(reading, tokens, index)
            && occurrences(reading, word) >= 2
        {
            let mut found = mention(reading, token.span, word.to_owned(), "org-acronym-context", Band::Likely);
            found.acronym = Some(word.to_owned());
            mentions.push(found);
        }
    }
}

/// Whether a word stands where a body acts or employs: before a role or a verb of saying, as a possessor, behind `agency,`.
fn acts_as_body(reading: &Reading<'_>, tokens: &[Token], index: usize) -> bool {
    let text = reading.text();
    let after = &tokens[index + 1..];
    let next = after.first().map_or("", |token| token.of(text));
    let before = index.checked_sub(1).map_or("", |at| tokens[at].of(text));
    let before_that = index.checked_sub(2).map_or("", |at| tokens[at].of(text));
    let role = reading.lexicon.words.role_at(&words_of(text, after)) > 0;
    let says = reading.lexicon.words.is_speech_verb(next);
    let appositive = before == "," && reading.lexicon.heads.get(&capitalised(before_that)).is_some();
    role || says
        || appositive
        || matches!(before, "at" | "by") && !next.starts_with(|c: char| c.is_lowercase())
        || matches!(next, "is" | "has" | "will" | "was") && before != "of"
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

fn occurrences(reading: &Reading<'_>, word: &str) -> usize {
    reading.document.tokens.iter().filter(|token| token.of(reading.text()) == word).count()
}

/// One sentence under the eye of the head-noun rules.
struct Scan<'a> {
    reading: &'a Reading<'a>,
    tokens: &'a [Token],
}

/// Heads of bodies that sit in a place: `Mission to Moldova and Ukraine`, `Embassy in Skopje`.
fn is_posted(word: &str) -> bool {
    [
        "Mission",
        "Embassy",
        "Delegation",
        "Consulate",
        "Representation",
        "Office",
        "Representative",
        "Ambassador",
        "Monitor",
        "Operation",
        "Verification",
    ]
    .contains(&word)
}

const PREPOSITIONS: &[&str] =
    &["of", "for", "on", "against", "to", "in", "de", "des", "du", "d", "para", "del", "pour", "für", "di", "da", "do", "sur", "sobre"];

/// Possessors that are part of a name: `Women’s Commission`, `Veterans’ Affairs`.
const OWNERS: &[&str] = &[
    "Children",
    "Women",
    "Men",
    "People",
    "Peoples",
    "Workers",
    "Farmers",
    "Teachers",
    "Veterans",
    "Nurses",
    "Journalists",
    "Lawyers",
    "Judges",
    "Bishops",
    "Students",
    "Traders",
    "Employers",
    "Citizens",
    "Consumers",
    "Parents",
    "Girls",
    "Boys",
    "Youth",
    "Ministers",
    "Governors",
    "Lords",
    "Fishermen",
    "Producers",
    "Manufacturers",
    "Bankers",
    "Physicians",
    "Doctors",
    "Prosecutors",
    "Ombudsman",
    "Mayors",
    "Miners",
    "Writers",
    "Patients",
    "Prisoners",
    "Human",
    "World",
    "Nation",
    "King",
    "Queen",
    "Prince",
    "Crown",
];

impl<'a> Scan<'a> {
    fn text(&self) -> &'a str {
        self.reading.text()
    }

    fn word(&self, at: usize) -> &'a str {
        let word = self.tokens.get(at).map_or("", |token| token.of(self.text()));
        // An elision counts as its letter: `d’` as `d`.
        if word.chars().count() == 2 { word.trim_end_matches(['’', '\'']) } else { word }
    }

    fn head(&self, at: usize) -> Option<&'a Head> {
        let token = self.tokens.get(at)?;
        if !token.is_capital() {
            return None;
        }
        let word = token.of(self.text());
        let last = word.rsplit('-').next().unwrap_or(word);
        self.reading.lexicon.heads.get(&names::title_case(last))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_capital)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        stretch(self.tokens, from, to)
    }

    fn heads(&self, mentions: &mut Vec<OrganisationMention>) {
        let mut at = 0;
        while at < self.tokens.len() {
            let Some(head) = self.head(at) else {
                at += 1;
                continue;
            };
            let left = self.extend_left(at);
            let right = self.extend_right(at);
            // A later head in the run of capitals belongs to the same name: `Police Matters Unit`.
            if right == at + 1 && self.head(at + 1).is_some() {
                at += 1;
                continue;
            }
            self.name(left, at, right, head, mentions);
            at = right.max(at + 1);
        }
    }

    fn extend_left(&self, head: usize) -> usize {
        let mut left = head;
        while left > 0 {
            let before = left - 1;
            let word = self.word(before);
            if self.is_capital(before) {
                if self.ends_left(before, left) {
                    break;
                }
                left = before;
            } else if word == "&" && before > 0 && self.is_capital(before - 1) {
                left = before - 1;
            } else if word == "and" && self.joins_left(before) {
                left = self.run_start(before);
            } else if let Some(owner) = self.owner_in_name(before) {
                left = owner;
            } else {
                break;
            }
        }
        left
    }

    /// Whether the capitalised word at `before` cannot be part of the name to its right.
    fn ends_left(&self, before: usize, left: usize) -> bool {
        let word = self.word(before);
        let lower = word.to_lowercase();
        let lexicon = self.reading.lexicon;
        let first = before == 0;
        let stop = self.tokens[before].case != Case::Upper && lexicon.words.is_stop_word(&lower, "en") && !matches!(word, "For" | "All");
        let role = lexicon.words.is_role(word) && lexicon.heads.get(word).is_none() && !self.is_adjectival_role(before);
        let opener = first && SENTENCE_OPENERS.contains(&word);
        let honorific = lexicon.words.honorific_at(&[word]) > 0;
        let gap = self.tokens[left].span.start - self.tokens[before].span.end > 1;
        let speech = lexicon.words.is_speech_verb(&lower) && first;
        stop || role || opener || honorific || gap || names::is_calendar_word(word) || speech
    }

    /// Roles that also stand inside names of bodies: `Attorney General Office`, `National Governors Association`.
    fn is_adjectival_role(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "General"
                | "Commissioner"
                | "Governors"
                | "Ministers"
                | "Ministerial"
                | "Executive"
                | "Chief"
                | "Head"
                | "Expert"
                | "Experts"
                | "Guard"
                | "Representative"
                | "Representatives"
                | "Lawyers"
                | "Journalists"
                | "Officers"
                | "Bar"
                | "Workers"
                | "Monitor"
                | "Attorney"
        )
    }

    /// `the Food and Agriculture Organization`: common words joined before the head, behind an article.
    fn joins_left(&self, and: usize) -> bool {
        let Some(end) = and.checked_sub(1).filter(|&at| self.is_capital(at)) else { return false };
        let start = self.run_start(and);
        let article = start.checked_sub(1).is_some_and(|at| {
            matches!(self.word(at).to_lowercase().as_str(), "the" | "’s" | "'s" | "of" | "of the" | "," | "(" | "for")
                || self.tokens[at].kind == Kind::Possessive
        });
        let opening = start == 0;
        let plain = (start..=end).all(|at| {
            let word = self.word(at);
            self.head(at).is_none()
                && self.tokens[at].case == Case::Capital
                && self.reading.lexicon.places.country_named(word).is_none()
                && !self.reading.lexicon.words.is_role(word)
                && (!self.reading.lexicon.words.is_given_name(word) || self.reading.tables.is_common(word))
        });
        plain && (article || opening) && end + 1 - start <= 3
    }

    fn run_start(&self, and: usize) -> usize {
        let mut start = and;
        while start > 0 && self.is_capital(start - 1) && !self.ends_left(start - 1, start) {
            start -= 1;
        }
        start
    }

    /// Where a possessor that belongs to the name starts: `President’s Export Council`, `Women’s Fund`, `Veterans’ Board`.
    fn owner_in_name(&self, before: usize) -> Option<usize> {
        let possessive = self.tokens[before].kind == Kind::Possessive
            || matches!(self.word(before), "’" | "'") && self.word(before.checked_sub(1)?).ends_with('s');
        if !possessive || before == 0 || !self.is_capital(before - 1) {
            return None;
        }
        let owner = self.word(before - 1);
        if OWNERS.contains(&owner) {
            return Some(before - 1);
        }
        if !self.reading.lexicon.words.is_role(owner) {
            return None;
        }
        let mut start = before - 1;
        while start > 0
            && self.is_capital(start - 1)
            && self.reading.lexicon.words.role_at(&words_of(self.text(), &self.tokens[start - 1..before])) == before - (start - 1)
        {
            start -= 1;
        }
        Some(start)
    }

    fn extend_right(&self, head: usize) -> usize {
        let mut right = head + 1;
        let head_word = self.word(head);
        let kind = self.head(head).map_or("", |head| head.kind.as_str());
        let mut pieces = 0;
        while pieces < 4 {
            let preposition = self.word(right);
            if !PREPOSITIONS.contains(&preposition) {
                break;
            }
            let mut next = right + 1;
            while matches!(self.word(next), "the" | "la" | "le" | "les" | "los" | "las" | "l" | "’" | "'" | "der" | "das" | "die" | "el") {
                next += 1;
            }
            if !(self.is_capital(next) || self.word(next).starts_with(|c: char| c.is_ascii_digit()) && self.is_capital(next + 1)) {
                break;
            }
            let end = self.piece_end(next);
            let posted = is_posted(head_word);
            let place = self.is_place(next, end);
            let allowed = match preposition {
                "to" => posted,
                "in" => posted && place || pieces == 0 && place && matches!(kind, "university" | "programme" | "network" | "association" | "mission"),
                _ => true,
            };
            if !allowed
                || end == next
                || self.tokens.get(end).is_some_and(|token| token.kind == Kind::Possessive) && !OWNERS.contains(&self.word(end - 1))
            {
                break;
            }
            right = self.continue_list(end, next, posted, kind);
            pieces += 1;
            // A country or city closes the name.
            if place && !posted {
                break;
            }
        }
        right
    }

    /// The end of a run of capitalised words, without a role or person that begins behind it.
    fn piece_end(&self, from: usize) -> usize {
        let mut end = from;
        while end < self.tokens.len() && end < from + 8 {
            let word = self.word(end);
            let capital = self.is_capital(end) || word == "&" && self.is_capital(end + 1);
            if !capital {
                break;
            }
            if end > from && (self.tokens[end].span.start - self.tokens[end - 1].span.end > 1 || self.reading.lexicon.words.honorific_at(&[word]) > 0)
            {
                break;
            }
            end += 1;
        }
        // `Kazakhstan Marat Bashimov`: a place closes the piece, a person behind it is no part of it.
        for cut in from + 1..end {
            if self.is_country(from, cut) && !self.is_country(from, cut + 1) && !self.is_country(from, (cut + 2).min(end)) {
                return cut;
            }
        }
        if end - from >= 3
            && names::reads_as_person(self.text(), &self.tokens[end - 2..end], self.reading.lexicon, self.reading.tables)
            && self.head(end - 1).is_none()
        {
            return end - 2;
        }
        end
    }

    fn is_country(&self, from: usize, to: usize) -> bool {
        to > from && to <= self.tokens.len() && self.reading.lexicon.places.country_named(self.span(from, to).of(self.text())).is_some()
    }

    /// A country, region, state or well-known city: villages called `Justice` or `Republic` close no name.
    fn is_place(&self, from: usize, to: usize) -> bool {
        if to <= from {
            return false;
        }
        let name = self.span(from, to).of(self.text());
        let places = &self.reading.lexicon.places;
        places.country_named(name).is_some()
            || places.region_named(name).is_some()
            || places.subnational_named(name).is_some()
            || places.cities(name).first().is_some_and(|city| city.capital || city.population >= 150_000)
    }

    /// Goes on over `and X` and `, X and Y` where the parts are fields of work and not names of their own.
    fn continue_list(&self, end: usize, first: usize, posted: bool, kind: &str) -> usize {
        let places = self.is_place(first, end);
        let mut right = end;
        let mut commas = end;
        loop {
            let joint = self.word(commas);
            let next = commas + 1 + usize::from(self.word(commas + 1) == "the");
            match joint {
                "and" | "&" | "et" | "y" | "und" | "e" => {
                    let stop = self.piece_end(next);
                    if stop > next && self.may_continue(next, stop, places, posted, kind) {
                        right = stop;
                    }
                    return right;
                }
                "," if !places => {
                    let next = if matches!(self.word(next), "and") { next + 1 } else { next };
                    let stop = self.piece_end(next);
                    if stop == next || stop - next > 4 || !self.may_continue(next, stop, places, posted, kind) {
                        return right;
                    }
                    if self.word(commas + 1) == "and" {
                        return stop;
                    }
                    commas = stop;
                }
                _ => return right,
            }
        }
    }

    fn may_continue(&self, from: usize, to: usize, places: bool, posted: bool, kind: &str) -> bool {
        let lexicon = self.reading.lexicon;
        let text = self.span(from, to).of(self.text());
        if self.tokens.get(to).is_some_and(|token| token.kind == Kind::Possessive || token.is_capital()) {
            return false;
        }
        let place = self.is_place(from, to);
        if places || place {
            return places && place && posted;
        }
        if matches!(kind, "company" | "university" | "bank" | "media" | "museum")
            || lexicon.organisations.by_name(text).is_some()
            || lexicon.words.role_at(&words_of(self.text(), &self.tokens[from..to])) > 0
        {
            return false;
        }
        let person = lexicon.words.is_given_name(self.word(from)) && to - from >= 2 && !self.reading.tables.is_common(self.word(from));
        let own_head = (from..to).any(|at| self.head(at).is_some_and(|head| !head.weak && !head.programme));
        !person && !own_head && (from..to).all(|at| self.tokens[at].case != Case::Upper)
    }

    /// Checks a candidate and writes it down.
    fn name(&self, left: usize, head: usize, right: usize, noun: &Head, mentions: &mut Vec<OrganisationMention>) {
        let text = self.text();
        let reading = self.reading;
        let span = self.span(left, right);
        let name = clean_name(span.of(text));
        let listed = reading.lexicon.organisations.by_name(&name).is_some();
        if (noun.event || noun.programme || !noun.kind.is_organisation()) && !listed {
            return;
        }
        let capitals = (left..right).filter(|&at| self.is_capital(at)).count();
        let acronym_behind = self.word(right) == "("
            && self.tokens.get(right + 1).is_some_and(|token| acronyms::is_short_form(token.of(text)))
            && matches!(self.word(right + 2), ")" | ",");
        if !listed && (capitals < 2 || is_government(&name, reading) || noun.sub && !acronym_behind) {
            return;
        }
        let national = (left..head).any(|at| reading.lexicon.places.country_of_adjective(self.word(at)).is_some());
        if noun.weak && !listed && capitals < 3 && right == head + 1 && !acronym_behind && !(national && left < head) {
            return;
        }
        let idle_delegation = self.word(head) == "Delegation" && right == head + 1 && !listed;
        if self.is_themed(left) || self.is_trip(head) || idle_delegation {
            return;
        }
        if noun.two_faced && !listed && !acronym_behind && capitals < 3 {
            return;
        }
        if self.only_common_left(left, head, right) && !listed && !acronym_behind {
            return;
        }
        let (parent, country) = self.owner(left);
        let public = matches!(noun.kind.as_str(), "ministry" | "government" | "court" | "parliament" | "university" | "mission" | "agency");
        if noun.plural && right > head + 1 && !listed && !acronym_behind && !public {
            return;
        }
        if noun.plural
            && right == head + 1
            && matches!(
                self.word(head),
                "Offices"
                    | "Departments"
                    | "Ministries"
                    | "Units"
                    | "Centres"
                    | "Centers"
                    | "Groups"
                    | "Teams"
                    | "Sections"
                    | "Branches"
                    | "Divisions"
                    | "Agencies"
                    | "Organizations"
                    | "Organisations"
                    | "Institutions"
                    | "Companies"
                    | "Banks"
                    | "Committees"
                    | "Missions"
                    | "Embassies"
            )
            && !listed
            && !acronym_behind
        {
            return;
        }
        if noun.plural && public && self.coordinated(left, head, right, country.as_deref(), mentions) {
            return;
        }
        if let Some(split) = self.child_and_parent(head, right) {
            let child = self.span(left, split);
            if split > head + 1 {
                let (_, upper) = (split, self.span(split + 1 + usize::from(self.word(split + 1) == "the"), right));
                let mut found = mention(reading, child, clean_name(child.of(text)), "org-head-child", Band::Likely);
                found.parent = Some(clean_name(upper.of(text)));
                mentions.push(found);
                let mut above = mention(reading, upper, clean_name(upper.of(text)), "org-head-parent", Band::Likely);
                above.country = self.country_tail(&above.name);
                mentions.push(above);
                return;
            }
        }
        let rule = if right > head + 1 { "org-head-left" } else { "org-head-right" };
        let band = if listed || acronym_behind { Band::Certain } else { Band::Likely };
        let mut found = mention(reading, span, name, rule, band);
        found.country = country.or_else(|| self.country_tail(&found.name)).or_else(|| self.country_adjective(left, head));
        found.parent = parent;
        mentions.push(found);
    }

    /// Whether the name stands in what the sentence calls a theme, title or topic: a motto in capitals, not a body.
    fn is_themed(&self, left: usize) -> bool {
        (0..left).any(|at| {
            matches!(self.word(at), "theme" | "themed" | "titled" | "entitled" | "topic" | "motto" | "slogan" | "thème" | "lema" | "tema" | "Motto")
        })
    }

    /// `Trade Mission`, `Fact-Finding Mission`: a journey, not a body.
    fn is_trip(&self, head: usize) -> bool {
        self.word(head).starts_with("Mission")
            && head.checked_sub(1).is_some_and(|before| {
                matches!(
                    self.word(before),
                    "Trade" | "Investment" | "Business" | "Study" | "Fact-Finding" | "Evaluation" | "Assessment" | "Scoping" | "Election" | "Visit"
                )
            })
            && !self.tokens[..head].iter().any(|token| acronyms::looks_like_acronym(token, self.text()))
    }

    /// `a Regional Workshop Team`: capitals at the start of a sentence, or one common word before a head that is common too.
    fn only_common_left(&self, left: usize, head: usize, right: usize) -> bool {
        right == head + 1
            && head - left == 1
            && left == 0
            && self.reading.tables.is_common(self.word(left))
            && self.tokens.get(right).is_some_and(|token| token.case == Case::Lower && token.kind == Kind::Word)
            && self.reading.lexicon.words.is_stop_word(&self.word(left).to_lowercase(), "en")
    }

    /// Whose it is: the possessor right before the name, or `of` a parent behind: parent's name, country's code.
    fn owner(&self, left: usize) -> (Option<String>, Option<String>) {
        let Some(before) = left.checked_sub(1) else { return (None, None) };
        if self.tokens[before].kind != Kind::Possessive && !matches!(self.word(before), "’" | "'") {
            return (None, None);
        }
        let mut start = before;
        while start > 0
            && (self.is_capital(start - 1)
                || start >= 2 && matches!(self.word(start - 1), "of" | "for" | "and" | "the") && self.is_capital(start - 2))
        {
            start -= 1;
        }
        if start == before {
            return (None, None);
        }
        let owner = clean_name(self.span(start, before).of(self.text()));
        let places = &self.reading.lexicon.places;
        let last = self.word(before - 1);
        if let Some(country) = places.country_named(&owner).or_else(|| places.country_named(last)) {
            return (None, Some(country.iso2.to_owned()));
        }
        let adjective = (start..before).find_map(|at| places.country_of_adjective(self.word(at)));
        (Some(owner), adjective.map(|country| country.iso2.to_owned()))
    }

    /// `Georgian Foreign Ministry`.
    fn country_adjective(&self, left: usize, head: usize) -> Option<String> {
        (left..head).find_map(|at| self.reading.lexicon.places.country_of_adjective(self.word(at))).map(|country| country.iso2.to_owned())
    }

    /// `Ministry of Foreign Affairs of the Kingdom of Thailand`, `Ministry of Justice, Kenya`.
    fn country_tail(&self, name: &str) -> Option<String> {
        tail_country(name, self.reading).map(|(_, code)| code)
    }

    /// `Ministries of Interior and Justice`, `Ministries of Foreign Affairs of Armenia and Georgia`: one body each, singular.
    fn coordinated(&self, left: usize, head: usize, right: usize, country: Option<&str>, mentions: &mut Vec<OrganisationMention>) -> bool {
        let reading = self.reading;
        let text = self.text();
        let Some(singular) = reading.lexicon.heads.singular(self.word(head)) else { return false };
        // The tail may go on over `and` where two countries stand.
        let mut end = right;
        if self.word(end) == "and" {
            let stop = self.piece_end(end + 1 + usize::from(self.word(end + 1) == "the"));
            if stop > end + 1 && self.is_place(end + 1 + usize::from(self.word(end + 1) == "the"), stop) {
                end = stop;
            }
        }
        let whole = squeeze(self.span(head + 1, end).of(text));
        let Some(rest) = whole.strip_prefix("of ").or_else(|| whole.strip_prefix("for ")) else { return false };
        let preposition = &whole[..whole.len() - rest.len()];
        let prefix = if left < head { squeeze(self.span(left, head).of(text)) + " " } else { String::new() };
        let span = self.span(left, end);
        let mut push = |name: String, country: Option<String>| {
            let mut found = mention(reading, span, name, "org-coordinated", Band::Likely);
            found.country = country;
            mentions.push(found);
        };
        if let Some((field, countries)) = rest.split_once(" of ").filter(|(_, tail)| tail.contains(" and ")) {
            let codes: Option<Vec<(String, String)>> = countries
                .split(" and ")
                .flat_map(|part| part.split(", "))
                .map(|name| {
                    reading
                        .lexicon
                        .places
                        .country_named(name.trim())
                        .map(|country| (name.trim().trim_start_matches("the ").to_owned(), country.iso2.to_owned()))
                })
                .collect();
            if let Some(codes) = codes {
                for (name, code) in codes {
                    push(format!("{prefix}{singular} {preposition}{field} of {name}"), Some(code));
                }
                return true;
            }
        }
        let (fields, tail) = match tail_country(rest, reading) {
            Some((base, _)) => (base.clone(), rest[base.len()..].to_owned()),
            None => (rest.to_owned(), String::new()),
        };
        let parts: Vec<&str> = fields.split(" and ").flat_map(|part| part.split(", ")).map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() < 2 {
            return false;
        }
        let code = country.map(str::to_owned).or_else(|| tail_country(rest, reading).map(|(_, code)| code));
        for part in parts {
            push(format!("{prefix}{singular} {preposition}{part}{tail}"), code.clone());
        }
        true
    }

    /// Where ` of the … HEAD` begins that makes a parent of the rest: `Faculty of Law` | `of the University of X`.
    fn child_and_parent(&self, head: usize, right: usize) -> Option<usize> {
        (head + 1..right).rev().find(|&at| {
            matches!(self.word(at), "of" | "at" | "de" | "du")
                && (at + 1..right).find_map(|inner| self.head(inner)).is_some_and(|upper| {
                    matches!(upper.kind.as_str(), "ministry" | "government" | "university" | "parliament" | "igo" | "company" | "court")
                        && !upper.weak
                        && !upper.sub
                        && !upper.event
                        && !upper.programme
                })
        })
    }

    /// Names with a company's legal form: `GreenFire Energy, Inc.`, `Ultra Safe Nuclear Corp.`
    fn companies(&self, mentions: &mut Vec<OrganisationMention>) {
        let text = self.text();
        for at in 1..self.tokens.len() {
            let length = self.reading.lexicon.words.company_suffix_at(&words_of(text, &self.tokens[at..]));
            if length == 0 {
                continue;
            }
            let suffix = self.span(at, at + length).of(text);
            let mut start = at;
            if self.word(start - 1) == "," && start >= 2 {
                start -= 1;
            }
            while start > 0 && (self.is_capital(start - 1) || self.word(start - 1) == "&" && start >= 2) && !self.ends_left(start - 1, start) {
                start -= 1;
            }
            while start < at && !self.is_capital(start) {
                start += 1;
            }
            let strong = suffix.len() >= 3 || suffix.contains('.') || suffix.chars().all(char::is_uppercase);
            if start >= at || !strong {
                continue;
            }
            let mut end = self.tokens[at + length - 1].span.end;
            if text[end..].starts_with('.') && matches!(suffix, "Inc" | "Corp" | "Ltd" | "Co" | "S.A" | "L.L.C" | "Pty Ltd") {
                end += 1;
            }
            let span = Span::new(self.tokens[start].span.start, end);
            let mut found = mention(self.reading, span, clean_name(span.of(text)), "org-company", Band::Certain);
            "company".clone_into(&mut found.kind);
            mentions.push(found);
        }
    }
}

/// Capitalised words that begin sentences and not names.
const SENTENCE_OPENERS: &[&str] = &[
    "Former",
    "Meanwhile",
    "However",
    "Both",
    "Many",
    "Several",
    "Other",
    "Each",
    "Today",
    "Yesterday",
    "Recently",
    "Following",
    "During",
    "Under",
    "Through",
    "Since",
    "While",
    "When",
    "Because",
    "Although",
    "According",
    "Together",
    "Currently",
    "Additionally",
    "Moreover",
    "Furthermore",
    "Also",
    "Last",
    "This",
    "That",
    "These",
    "Those",
    "Our",
    "His",
    "Her",
    "Its",
    "Their",
    "Some",
    "Such",
    "Representatives",
    "Members",
    "Participants",
    "Officials",
    "Experts",
    "Delegates",
    "Speaking",
    "Addressing",
    "Attending",
    "Earlier",
    "Later",
    "Thanks",
    "Prior",
];

/// A country at the end of a name: the name before it and the country's code.
pub fn tail_country(name: &str, reading: &Reading<'_>) -> Option<(String, String)> {
    let mut from = 0;
    while let Some(at) = name[from..].find(" of ") {
        let at = from + at;
        let tail = name[at + 4..].trim_start_matches("the ");
        if let Some(country) = reading.lexicon.places.country_named(tail) {
            return Some((name[..at].to_owned(), country.iso2.to_owned()));
        }
        from = at + 4;
    }
    None
}

/// Governments and countries are places here, not organisations: `Government of Japan`, `Thai Government`, `Federal Government`.
fn is_government(name: &str, reading: &Reading<'_>) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.last().copied().unwrap_or("");
    let first = words.first().copied().unwrap_or("");
    let ruling =
        |word: &str| matches!(word, "Government" | "Governments" | "Administration" | "Authorities" | "Gouvernement" | "Gobierno" | "Regierung");
    let is = |word: &str| ruling(word) || matches!(word, "State" | "States" | "Republic" | "Kingdom");
    if is(first) && (words.len() == 1 || tail_country(name, reading).is_some()) {
        return true;
    }
    ruling(last) && words.len() <= 3
}

/// Whether a mention is, by what the article itself says, an event, programme or idea.
fn is_other_kind(reading: &Reading<'_>, mention: &OrganisationMention) -> bool {
    reading
        .acronyms
        .iter()
        .any(|acronym| acronym.kind != Meaning::Organisation && (acronym.long_span == mention.span || acronym.short == mention.name))
        && mention.entry.is_none()
}

/// `WCO Secretariat` is the body itself: its own office is no other body.
fn keep_body_of_secretariat(reading: &Reading<'_>, mention: &mut OrganisationMention) {
    let offices = ["Secretariat", "Headquarters", "Country Office", "Regional Office", "Field Office", "Liaison Office", "Country Team", "Office"];
    let Some(base) = offices.iter().find_map(|tail| mention.name.strip_suffix(tail)) else { return };
    let base = base.trim();
    if mention.entry.is_none() && !base.is_empty() {
        let list = &reading.lexicon.organisations;
        let entry = list.by_name(base).or_else(|| list.by_acronym(base).first().copied()).and_then(|entry| list.index_of(entry));
        if let Some(row) = entry {
            mention.span = Span::new(mention.span.start, mention.span.start + base.len());
            mention.name = base.to_owned();
            mention.entry = Some(row);
        }
    }
}

/// Keeps the longest of overlapping mentions; where two are equally long the surer rule. A listed name that a head-noun name merely
/// runs on from, without a connector, stays as listed: `International Organization for Migration | Ugochi Daniels`.
fn without_overlaps(reading: &Reading<'_>, mut mentions: Vec<OrganisationMention>) -> Vec<OrganisationMention> {
    let text = reading.text();
    let listed: Vec<Span> =
        mentions.iter().filter(|mention| mention.entry.is_some() && mention.rule.starts_with("org-list")).map(|mention| mention.span).collect();
    mentions.retain(|mention| {
        mention.entry.is_some()
            || !listed.iter().any(|span| {
                span.start <= mention.span.start && span.end < mention.span.end && span.end > mention.span.start && {
                    let rest = text[span.end..mention.span.end].trim_start();
                    rest.starts_with(|c: char| c.is_uppercase())
                        && !rest.split(' ').any(|word| reading.lexicon.heads.get(word).is_some_and(|head| !head.programme && !head.event))
                }
            })
    });
    mentions.sort_by(|a, b| b.span.len().cmp(&a.span.len()).then(a.span.cmp(&b.span)).then(a.band.cmp(&b.band)).then(a.rule.cmp(b.rule)));
    let mut kept: Vec<OrganisationMention> = Vec::new();
    for mention in mentions {
        let clash =
            kept.iter().any(|other| other.span.overlaps(&mention.span) && !(other.rule == "org-coordinated" && mention.rule == "org-coordinated"));
        if !clash {
            kept.push(mention);
        }
    }
    kept.sort_by(|a, b| a.span.cmp(&b.span).then(a.name.cmp(&b.name)));
    kept
}
