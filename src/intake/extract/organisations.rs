//! Organisations: listed ones by one automaton pass, others by their head noun, acronyms by what defines them.
//!
//! Method: A name grows from its head noun: to the left over capitalised words (`Asia Pacific Smart Card` **Association**),
//! to the right over `of|for|on …` (**Ministry** `of Foreign Affairs`). A possessor is its country or parent, not its name.

pub mod beside;
pub mod german;
mod grow;
mod judge;
mod known;
mod latin;
mod sift;

use self::known::{by_acronym, listed};
use self::sift::{is_government, is_other_kind, keep_body_of_secretariat, without_overlaps};

use super::{Facts, OrganisationMention, Reading};
use crate::base::span::Span;
use crate::base::text::squeeze;
use crate::content::finding::Band;
use crate::intake::survey::acronyms::{self, Meaning};
use crate::intake::survey::blocks::Role;
use crate::intake::survey::names::{self, words_ahead, words_of};
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
        match reading.language {
            "de" => scan.german(&mut mentions),
            lang @ ("fr" | "es" | "pt" | "it") => scan.latin(lang, &mut mentions),
            _ => scan.heads(&mut mentions),
        }
        scan.companies(&mut mentions);
        scan.worldwide(&mut mentions);
    }
    letterheads(reading, &mut mentions);
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
        !is_government(&mention.name, reading)
            && !is_other_kind(reading, mention)
            && reading.lexicon.places.country_named(&mention.name).is_none()
            && reading.lexicon.places.former_named(&mention.name).is_none()
    });
    if matches!(reading.language, "de" | "fr" | "es" | "pt" | "it") {
        for mention in &mut mentions {
            keep_printed(reading, mention);
        }
    }
    for mention in &mut mentions {
        keep_body_of_secretariat(reading, mention);
    }
    facts.organisations = mentions;
}

/// Bodies that have a line above the headline to themselves: `MINISTRY OF INTERIOR`, `Refugee Studies Centre`.
fn letterheads(reading: &Reading<'_>, mentions: &mut Vec<OrganisationMention>) {
    for block in reading.layout.with(Role::Kicker) {
        let span = reading.document.blocks[block].span;
        let text = span.of(reading.text()).trim();
        let words: Vec<&str> = text.split_whitespace().collect();
        let name = if is_shouted(text) { titled(&words) } else { text.to_owned() };
        let plain = (2..=10).contains(&words.len()) && name.split(' ').all(|word| word.starts_with(char::is_uppercase) || names::is_connector(word));
        let lasting = |word: &str| {
            reading
                .lexicon
                .heads
                .get(word)
                .is_some_and(|head| head.kind.is_organisation() && !head.weak && !head.sub && !head.event && !head.programme)
        };
        let headed = name.split(' ').next_back().is_some_and(lasting)
            || name.split(' ').zip(name.split(' ').skip(1)).any(|(word, next)| next == "of" && lasting(word));
        if plain && headed && !name.starts_with("Office of") && !is_government(&name, reading) {
            mentions.push(mention(reading, Span::new(span.start, span.start + text.len()), clean_name(&name), "org-letterhead", Band::Likely));
        }
    }
}

/// A name printed in capitals as names are written: `Ministry of Interior and Coordination`. Short words of a name stay small.
fn titled(words: &[&str]) -> String {
    let word = |(at, word): (usize, &&str)| {
        let lower = word.to_lowercase();
        if at > 0 && names::is_connector(&lower) { lower } else { word.split('-').map(names::title_case).collect::<Vec<_>>().join("-") }
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// `Policía Nacional` in a Spanish text is a body of its country, and stays under its own name: the list only knows what kind of body it is.
fn keep_printed(reading: &Reading<'_>, mention: &mut OrganisationMention) {
    let generic = mention.entry.and_then(|row| reading.lexicon.organisations.rows.get(row)).is_some_and(|entry| entry.generic);
    if generic {
        mention.entry = None;
    }
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

/// The kind of body that a name's last head noun gives.
pub fn kind_of(reading: &Reading<'_>, name: &str) -> String {
    let heads = name.split_whitespace().filter_map(|word| reading.lexicon.heads.get(&names::title_case(word)));
    heads.last().map_or("organisation", |head| head.kind.as_str()).to_owned()
}

/// A name without article, line breaks and trailing marks.
fn clean_name(text: &str) -> String {
    let name = squeeze(text);
    let name = name.trim_matches([' ', ',', ';', ':', '“', '”', '"', '‘', '(', ')']);
    for article in [
        "the ", "The ", "a ", "an ", "its ", "their ", "his ", "her ", "our ", "Die ", "Der ", "Das ", "die ", "der ", "das ", "Le ", "La ", "Les ",
        "El ", "Los ", "Las ",
    ] {
        if let Some(rest) = name.strip_prefix(article) {
            return rest.to_owned();
        }
    }
    name.to_owned()
}

/// One sentence under the eye of the head-noun rules.
struct Scan<'a> {
    reading: &'a Reading<'a>,
    tokens: &'a [Token],
}

impl<'a> Scan<'a> {
    fn text(&self) -> &'a str {
        self.reading.text()
    }

    fn word(&self, at: usize) -> &'a str {
        let word = self.tokens.get(at).map_or("", |token| token.of(self.text()));
        // An elision counts as its letter: `d’` as `d`.
        if (2..=6).contains(&word.chars().count()) { word.trim_end_matches(['’', '\'']) } else { word }
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

    /// `VFS Global`, `Philip Morris International`: a proper name before the word for the whole world.
    fn worldwide(&self, mentions: &mut Vec<OrganisationMention>) {
        for at in 1..self.tokens.len() {
            if !matches!(self.word(at), "International" | "Global" | "Worldwide" | "Internacional" | "Internationale") || self.is_capital(at + 1) {
                continue;
            }
            let mut start = at;
            while start > 0 && self.is_capital(start - 1) && !self.ends_left(start - 1, start) {
                start -= 1;
            }
            let proper = (start..at).any(|word| !self.is_plain(self.word(word)) && self.head(word).is_none());
            let open = self.word(at + 1) == "of" || self.tokens.get(at + 1).is_some_and(|token| token.kind == Kind::Number);
            if start < at && at - start <= 4 && proper && !open && !(start == 0 && at == 1) {
                let span = self.span(start, at + 1);
                mentions.push(mention(self.reading, span, clean_name(span.of(self.text())), "org-worldwide", Band::Likely));
            }
        }
    }

    /// Names with a company's legal form: `GreenFire Energy, Inc.`, `Ultra Safe Nuclear Corp.`
    fn companies(&self, mentions: &mut Vec<OrganisationMention>) {
        let text = self.text();
        for at in 1..self.tokens.len() {
            let length = self.reading.lexicon.words.company_suffix_at(&words_ahead(text, &self.tokens[at..]));
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

#[cfg(test)]
mod tests {
    use crate::intake::trial::{facts, organisations};

    #[test]
    fn names_grow_over_what_belongs_to_them() {
        for (text, name) in [
            ("He praised the General Authority of Customs today.", "General Authority of Customs"),
            ("Funds go to the Ghana Ports and Harbours Authority in May.", "Ghana Ports and Harbours Authority"),
            ("The Board of Directors of the Example Bank of Trade agreed.", "Example Bank of Trade"),
            ("Members of the Committee on Civil Liberties, Justice and Home Affairs met.", "Committee on Civil Liberties, Justice and Home Affairs"),
            ("Applicants queue at the counters of VFXS Global in town.", "VFXS Global"),
            ("The work was paid for by the Zeverhulme Trust in part.", "Zeverhulme Trust"),
            ("It is run with Fundación Zorona in two towns.", "Fundación Zorona"),
            ("The Office français de l’immigration et de l’intégration (OFII) refused.", "Office français de l’immigration et de l’intégration"),
        ] {
            assert!(organisations(text).contains(&name.to_owned()), "{text}: {:?}", organisations(text));
        }
    }

    #[test]
    fn what_only_looks_like_a_body_is_none() {
        for text in [
            "The Advisory Group met.",
            "They flew from Ninoy Aquino International Airport (NAIA) at dawn.",
            "The truck left the Kasumu Border Post at noon.",
        ] {
            assert!(organisations(text).is_empty(), "{text}: {:?}", organisations(text));
        }
        assert!(organisations("The Zafeet Rail and Zaudi Railway Company signed.").contains(&"Zaudi Railway Company".to_owned()));
    }

    #[test]
    fn a_letterhead_names_its_body() {
        let text = "MINISTRY OF INTERIOR AND COORDINATION OF NATIONAL GOVERNMENT\n\nNew coast guard vessels arrive in the harbour\n\n\
                    The vessels were handed over to the crews on the quay this morning in the presence of the families and friends of all of them.\n";
        let found = facts(text).organisations;
        assert!(found.iter().any(|body| body.name == "Ministry of Interior and Coordination of National Government"), "{found:?}");
    }
}
