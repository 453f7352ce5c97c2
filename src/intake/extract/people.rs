//! People, with the title they had at the time.
//!
//! Method: By falling certainty: honorific + name; role + name; name, role; role of body, name; lines of a list
//! (`NAME, ROLE, BODY`); a known given name with a proper family name. Later short forms (`Mr Scott`) lead back to the full name.

mod beside;
mod lists;
mod titles;

use self::lists::{list_line, signature};

use super::organisations::german;
use super::touching;
use super::{Facts, OrganisationMention, PersonMention, Reading};
use crate::base::span::Span;
use crate::base::text::{fold, squeeze};
use crate::content::finding::Band;
use crate::intake::survey::blocks::Role;
use crate::intake::survey::names::{self, words_of};
use crate::intake::token::{Case, Kind, Token, stretch};
use crate::lexicon::geo_find::Mention;
use std::collections::{BTreeMap, BTreeSet};

/// Finds people.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let mut mentions = Vec::new();
    let mut employers = Vec::new();
    for (block, role) in reading.layout.roles.iter().enumerate() {
        let span = reading.document.blocks[block].span;
        match role {
            Role::Subhead if signature(reading, block, &mut mentions) => {}
            Role::Title | Role::Subtitle | Role::Subhead => {
                let reader = Scan {
                    reading,
                    tokens: reading.tokens(span),
                    organisations: touching(&facts.organisations, span),
                    places: place_names(reading, span),
                    headline: true,
                    bio: false,
                };
                reader.run(&mut mentions);
            }
            Role::Kicker if reading.tokens(span).len() <= 4 => {}
            role if role.is_prose() || *role == Role::Kicker => {
                if *role == Role::Body && list_line(reading, block, facts, &mut mentions, &mut employers) {
                    continue;
                }
                if *role == Role::Body && signature(reading, block, &mut mentions) {
                    continue;
                }
                for &sentence in reading.document.sentences_in(span) {
                    let start = match &reading.layout.dateline {
                        Some(dateline) if dateline.span.start == sentence.start => dateline.span.end,
                        _ => sentence.start,
                    };
                    let tokens = reading.tokens(Span::new(start.min(sentence.end), sentence.end));
                    let reader = Scan {
                        reading,
                        tokens,
                        organisations: touching(&facts.organisations, sentence),
                        places: place_names(reading, sentence),
                        headline: false,
                        bio: *role == Role::Bio,
                    };
                    reader.run(&mut mentions);
                }
            }
            _ => {}
        }
    }
    for &author in &reading.layout.authors {
        mentions.push(PersonMention {
            span: author,
            name: plain_name(reading, author),
            title: None,
            of: None,
            rule: "person-byline",
            band: Band::Certain,
        });
    }
    // `Vice President, Office of the President, Example Corp.`: in a list line the middle part is no body of its own.
    let listed: BTreeSet<usize> =
        mentions.iter().filter(|mention| mention.rule == "person-list").map(|mention| reading.document.block_at(mention.span.start)).collect();
    facts.organisations.retain(|body| {
        let office = body.name.starts_with("Office of the ") && body.entry.is_none();
        !(office && listed.contains(&reading.document.block_at(body.span.start)))
    });
    // The body of a list line is the whole part: `Google Asia Pacific`, not the name inside it.
    employers.sort_by_key(|employer: &OrganisationMention| employer.span);
    facts.organisations.retain(|body| !touching(&employers, body.span).iter().any(|employer| employer.span.contains(&body.span)));
    facts.organisations.extend(employers);
    facts.organisations.sort_by_key(|a| a.span);
    facts.people = resolve_short_forms(mentions);
    drop_people_from_organisations(facts);
}

fn plain_name(reading: &Reading<'_>, span: Span) -> String {
    squeeze(span.of(reading.text())).trim_end_matches(['.', ',']).to_owned()
}

/// An organisation that is a person's name after all (`Grace Church` said by a role rule) gives way where a surer rule found the person.
fn drop_people_from_organisations(facts: &mut Facts) {
    let people = &facts.people;
    facts.organisations.retain(|body| {
        body.entry.is_some() || body.rule == "org-list-employer" || !touching(people, body.span).iter().any(|person| person.band == Band::Certain)
    });
}

struct Scan<'a> {
    reading: &'a Reading<'a>,
    tokens: &'a [Token],
    organisations: &'a [OrganisationMention],
    /// Names of countries and regions of two words and more.
    places: Vec<Span>,
    headline: bool,
    /// Whether the block says who its authors are.
    bio: bool,
}

fn place_names(reading: &Reading<'_>, span: Span) -> Vec<Span> {
    let text = span.of(reading.text());
    let hits = reading.lexicon.places.find(text).into_iter().filter(|hit| hit.span.of(text).contains(' '));
    hits.map(|hit| hit.span.shifted(span.start)).collect()
}

impl<'a> Scan<'a> {
    fn text(&self) -> &'a str {
        self.reading.text()
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text()))
    }

    fn role_at(&self, at: usize) -> usize {
        if at >= self.tokens.len() {
            return 0;
        }
        let role = self.reading.lexicon.words.role(&words_of(self.text(), &self.tokens[at..self.tokens.len().min(at + 6)]));
        // In a headline a word that is more often no post is none: `Migrants Mean Business`.
        let listed = role.filter(|role| !(role.weak && self.headline)).map_or(0, |role| role.tokens);
        // `Bundesinnenministerin`, `Caritas-Direktorin`: a compound is the post it ends with.
        if listed == 0 && self.reading.language == "de" { usize::from(german::is_role(self.word(at))) } else { listed }
    }

    fn honorific_at(&self, at: usize) -> usize {
        if at >= self.tokens.len() || self.tokens[at].case == Case::Lower {
            return 0;
        }
        let length = self.reading.lexicon.words.honorific_at(&words_of(self.text(), &self.tokens[at..self.tokens.len().min(at + 4)]));
        // `Ms M. Sulka`: behind another form of address `M.` is an initial.
        let length = if length > 1 && self.word(at + length - 1) == "M." { length - 1 } else { length };
        // `Sri Lanka` is a country.
        if length > 0 && self.in_place(at) { 0 } else { length }
    }

    /// Whether a token is part of a country's or region's name.
    fn in_place(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.places.iter().any(|place| place.overlaps(&token.span)))
    }

    fn in_organisation(&self, at: usize) -> Option<&'a OrganisationMention> {
        let span = self.tokens.get(at)?.span;
        self.organisations.iter().find(|mention| mention.span.overlaps(&span))
    }

    /// Ranks, honorifics and roles before a name: `Senator the Hon.`, `Dr the Rt. Hon.`, `Ambassador`.
    fn skip_styles(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            // `Ms M. Sulka`: behind another form of address an initial.
            let initial = at > from && self.word(at) == "M." && self.tokens.get(at + 1).is_some_and(Token::is_capital);
            let honorific = if initial { 0 } else { self.honorific_at(at) };
            let bracket = at > from && self.word(at) == "(";
            let closed = if bracket { (at + 1..at + 5).find(|&end| self.word(end) == ")").map_or(0, |end| end + 1 - at) } else { 0 };
            let stop = at > from && self.word(at) == ".";
            let style = honorific.max(usize::from(stop)).max(closed);
            let article = self.word(at) == "the" && self.honorific_at(at + 1) > 0;
            let role = if !article && (at == from || self.tokens.get(at).is_some_and(Token::is_capital)) { self.role_at(at) } else { 0 };
            let passed = style.max(usize::from(article)).max(role);
            if passed == 0 {
                return at;
            }
            at += passed;
        }
    }

    fn run(&self, mentions: &mut Vec<PersonMention>) {
        let mut at = 0;
        let mut own = Vec::new();
        while at < self.tokens.len() {
            at = self.try_at(at, &mut own).unwrap_or(at + 1).max(at + 1);
        }
        if !self.headline {
            self.between_people(&mut own);
        }
        mentions.append(&mut own);
    }

    fn try_at(&self, at: usize, mentions: &mut Vec<PersonMention>) -> Option<usize> {
        if self.in_organisation(at).is_some_and(|mention| mention.span.start <= self.tokens[at].span.start)
            && self.role_at(at) == 0
            && self.honorific_at(at) == 0
        {
            // The name of a body; a person may stand right behind it, never inside.
            return None;
        }
        let honorific = self.honorific_at(at);
        let role = self.role_at(at);
        if honorific > 0 || role > 0 {
            let after = self.skip_styles(at);
            if after > at
                && let Some(next) = self.styled(at, after, honorific > 0 || self.styles_hold_honorific(at, after), mentions)
            {
                return Some(next);
            }
            if role > 0
                && let Some(next) = self.role_colon_name(at, role, mentions)
            {
                return Some(next);
            }
            if role > 0
                && let Some(next) = self.role_then_name(at, role, mentions)
            {
                return Some(next);
            }
            return Some(at + role.max(honorific));
        }
        self.name_first(at, mentions)
    }

    fn styles_hold_honorific(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.honorific_at(at) > 0)
    }

    fn all_common(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| self.reading.tables.is_common(self.word(at)) && !self.reading.lexicon.words.is_given_name(self.word(at)))
    }

    fn person_end(&self, from: usize) -> (usize, usize) {
        let (mut end, mut words) = names::person_run(self.text(), self.tokens, from, self.reading.lexicon);
        // A name never runs into a body that is known: `Ban Ki-moon United Nations`.
        if let Some(inside) = (from + 1..end).find(|&at| {
            self.in_organisation(at)
                .is_some_and(|mention| mention.entry.is_some() && mention.span.start == self.tokens[at].span.start && mention.span.len() > 6)
        }) {
            words -= end - inside;
            end = inside;
        }
        while words > 2 && self.reading.lexicon.words.is_postnominal(self.word(end - 1)) {
            end -= 1;
            words -= 1;
        }
        (end, words)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        stretch(self.tokens, from, to)
    }
}

/// One name for each person: a short form leads to the last full name with that word; a single name stays only with an honorific.
fn resolve_short_forms(mut mentions: Vec<PersonMention>) -> Vec<PersonMention> {
    mentions.sort_by(|a, b| a.span.cmp(&b.span).then(b.name.len().cmp(&a.name.len())));
    mentions.dedup_by(|b, a| a.span.overlaps(&b.span));
    // Full names by each of their words.
    let mut full: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.name.split_whitespace().count() >= 2) {
        let folded = fold(&mention.name);
        for word in folded.split(' ') {
            let bearers = full.entry(word.to_owned()).or_default();
            if !bearers.iter().any(|(known, _)| *known == folded) {
                bearers.push((folded.clone(), mention.name.clone()));
            }
        }
    }
    let mut kept: Vec<PersonMention> = Vec::new();
    for mut mention in mentions {
        let folded = fold(&mention.name);
        let bearers = full.get(folded.rsplit(' ').next().unwrap_or_default());
        let longer = bearers.and_then(|bearers| bearers.iter().find(|(name, _)| *name != folded && contains_words(name, &folded)));
        if let Some((_, name)) = longer {
            mention.name.clone_from(name);
        } else if mention.name.split_whitespace().count() == 1 && mention.rule != "person-honorific" && mention.rule != "person-role" {
            continue;
        }
        kept.push(mention);
    }
    kept
}

/// Whether all words of `short` stand in `long`, the last one as its last word.
fn contains_words(long: &str, short: &str) -> bool {
    let long_words: Vec<&str> = long.split(' ').collect();
    let short_words: Vec<&str> = short.split(' ').collect();
    short_words.len() < long_words.len()
        && short_words.iter().all(|word| long_words.contains(word))
        && (long_words.last() == short_words.last() || short_words.len() == 1 && long_words.len() >= 2)
}

#[cfg(test)]
mod tests {
    use crate::intake::trial::{facts, people};

    #[test]
    fn a_position_tells_a_person() {
        assert_eq!(people("The office in Doha is headed by Zzoutan Omayounp, a lawyer."), ["Zzoutan Omayounp"]);
        assert_eq!(people("Tendaix Mushaikez (34) will appear before the court."), ["Tendaix Mushaikez"]);
        assert_eq!(people("The scheme was led by Copperbelt Energy in Kitwe."), Vec::<String>::new());
        assert!(people("The plan was carried by Social Market (12) and others.").is_empty());
    }

    #[test]
    fn between_two_people_stands_a_third() {
        let found = people("The defendants are Maria Roe, Zzizeth Montanx and John Doe, the court said.");
        assert!(found.contains(&"Zzizeth Montanx".to_owned()), "{found:?}");
        let found = people("They met Maria Roe, Northern Province and John Doe.");
        assert!(!found.iter().any(|name| name.contains("Province")), "{found:?}");
    }

    #[test]
    fn a_signature_is_a_person() {
        let text = "A plain headline for a short note\n\nWe have agreed to do this together in the years to come and beyond.\n\nZzimon Missirix\n\
                    Regional Director for Africa, IFRC\n";
        assert!(facts(text).people.iter().any(|person| person.name == "Zzimon Missirix"));
        let text = "A plain headline for a short note\n\nWe have agreed to do this together in the years to come and beyond.\n\nNext Steps\n\
                    The partners will meet again in May to see what was done.\n";
        assert!(facts(text).people.is_empty());
    }

    #[test]
    fn forms_of_address_begin_a_name_and_units_end_none() {
        assert_eq!(people("He received in Riyadh Mr. Kazunari Watabe and his wife."), ["Kazunari Watabe"]);
        assert_eq!(people("Ms M. Sulka spoke first."), ["M. Sulka"]);
        assert!(people("Write to the Communication Officer, Media Unit, before noon.").is_empty());
    }
}
