//! People, with the title they had at the time.
//!
//! Method: EXTRACTION.md 11. By falling certainty: honorific + name; role + name; name, role; role of body, name; lines of a list
//! (`NAME, ROLE, BODY`); a known given name with a proper family name. Later short forms (`Mr Scott`) lead back to the full name.

use super::blocks::Role;
use super::names::{self, words_of};
use super::{Facts, OrganisationMention, PersonMention, Reading};
use crate::base::span::Span;
use crate::base::text::{fold, squeeze};
use crate::content::finding::Band;
use crate::intake::token::{Case, Kind, Token, stretch};
use crate::lexicon::geo_find::Mention;

/// Finds people.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let mut mentions = Vec::new();
    let mut employers = Vec::new();
    for (block, role) in reading.layout.roles.iter().enumerate() {
        let span = reading.document.blocks[block].span;
        match role {
            Role::Title | Role::Subtitle | Role::Subhead => {
                let reader = Scan {
                    reading,
                    tokens: reading.tokens(span),
                    organisations: &facts.organisations,
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
                for &sentence in reading.document.sentences.iter().filter(|sentence| span.contains(sentence)) {
                    let start = match &reading.layout.dateline {
                        Some(dateline) if dateline.span.start == sentence.start => dateline.span.end,
                        _ => sentence.start,
                    };
                    let tokens = reading.tokens(Span::new(start.min(sentence.end), sentence.end));
                    let reader = Scan {
                        reading,
                        tokens,
                        organisations: &facts.organisations,
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
    let listed: Vec<Span> = mentions.iter().filter(|mention| mention.rule == "person-list").map(|mention| mention.span).collect();
    facts.organisations.retain(|body| {
        let office = body.name.starts_with("Office of the ") && body.entry.is_none();
        !(office && listed.iter().any(|person| reading.document.block_at(person.start) == reading.document.block_at(body.span.start)))
    });
    // The body of a list line is the whole part: `Google Asia Pacific`, not the name inside it.
    facts.organisations.retain(|body| !employers.iter().any(|employer: &OrganisationMention| employer.span.contains(&body.span)));
    facts.organisations.extend(employers);
    facts.organisations.sort_by_key(|a| a.span);
    facts.people = resolve_short_forms(reading, mentions);
    drop_people_from_organisations(facts);
}

fn plain_name(reading: &Reading<'_>, span: Span) -> String {
    squeeze(span.of(reading.text())).trim_end_matches(['.', ',']).to_owned()
}

/// An organisation that is a person's name after all (`Grace Church` said by a role rule) gives way where a surer rule found the person.
fn drop_people_from_organisations(facts: &mut Facts) {
    let people: Vec<Span> = facts.people.iter().filter(|person| person.band == Band::Certain).map(|person| person.span).collect();
    facts.organisations.retain(|organisation| {
        organisation.entry.is_some() || !people.iter().any(|person| person.overlaps(&organisation.span) && organisation.rule != "org-list-employer")
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
        role.filter(|role| !(role.weak && self.headline)).map_or(0, |role| role.tokens)
    }

    fn honorific_at(&self, at: usize) -> usize {
        if at >= self.tokens.len() || self.tokens[at].case == Case::Lower {
            return 0;
        }
        let length = self.reading.lexicon.words.honorific_at(&words_of(self.text(), &self.tokens[at..self.tokens.len().min(at + 4)]));
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
            let honorific = self.honorific_at(at);
            let style = if honorific > 0 { honorific } else { usize::from(at > from && self.word(at) == ".") };
            let article = self.word(at) == "the" && self.honorific_at(at + 1) > 0;
            let role = if !article && (at == from || self.tokens.get(at).is_some_and(Token::is_capital)) { self.role_at(at) } else { 0 };
            let step = style.max(usize::from(article)).max(role);
            if step == 0 {
                return at;
            }
            at += step;
        }
    }

    fn run(&self, mentions: &mut Vec<PersonMention>) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.try_at(at, mentions).unwrap_or(at + 1).max(at + 1);
        }
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

    /// A name right behind its honorific or role.
    fn styled(&self, from: usize, name_at: usize, honorific: bool, mentions: &mut Vec<PersonMention>) -> Option<usize> {
        let (end, words) = self.person_end(name_at);
        if words == 0 || words == 1 && !honorific && !self.single_after_role(name_at, end) {
            return None;
        }
        let first = self.word(name_at);
        if !honorific
            && (self.reading.tables.is_common(first) && !self.reading.lexicon.words.is_given_name(first)
                || words >= 2 && self.all_common(name_at, end)
                || self.reading.lexicon.places.resolve(self.span(name_at, end).of(self.text()), None).is_some()
                    && !self.reading.lexicon.words.is_given_name(first))
        {
            return None;
        }
        // In a headline of capitals only a known given name tells a person from plain words.
        if self.headline
            && !honorific
            && !self.reading.lexicon.words.is_given_name(first)
            && (self.reading.tables.is_common(first) || !self.sentence_case())
        {
            return None;
        }
        let title = self.title_before(from, name_at);
        let behind = self.title_behind(end);
        let title_text =
            behind.as_ref().map(|behind| behind.title.clone()).filter(|behind| !behind.is_empty()).or_else(|| title.clone().map(|title| title.0));
        let of = behind.as_ref().and_then(|behind| behind.of.clone()).or_else(|| title.as_ref().and_then(|title| title.1.clone()));
        mentions.push(PersonMention {
            span: self.span(name_at, end),
            name: plain_name(self.reading, self.span(name_at, end)),
            title: title_text,
            of,
            rule: if honorific { "person-honorific" } else { "person-role" },
            band: if words >= 2 { Band::Certain } else { Band::Likely },
        });
        Some(behind.map_or(end, |behind| behind.end.max(end)))
    }

    /// `President Biden said`: one name behind a role with a capital, and no body or thing.
    fn single_after_role(&self, at: usize, end: usize) -> bool {
        let word = self.word(at);
        let role_before = at.checked_sub(1).is_some_and(|before| self.tokens[before].is_capital());
        !self.headline
            && role_before
            && end == at + 1
            && self.is_style(at - 1)
            && !self.reading.tables.is_common(word)
            && self.tokens[at].case == Case::Capital
            && self.reading.lexicon.places.resolve(word, None).is_none()
            && !matches!(self.word(end), "of" | "for" | "and" | "-")
    }

    /// A role that people are called by: `President Biden`, `Minister Abela`.
    fn is_style(&self, at: usize) -> bool {
        [
            "president",
            "minister",
            "secretary",
            "senator",
            "ambassador",
            "commissioner",
            "judge",
            "justice",
            "chancellor",
            "governor",
            "mayor",
            "king",
            "queen",
            "prince",
            "princess",
            "pope",
            "bishop",
            "premier",
            "speaker",
            "chairman",
            "congressman",
            "congresswoman",
            "representative",
            "sheikh",
            "emir",
            "imam",
        ]
        .contains(&self.word(at).to_lowercase().as_str())
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
        (end, words)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        stretch(self.tokens, from, to)
    }

    /// The role before a name with the words that specify it: `Indonesian President`, `UNODC Regional Representative`.
    fn title_before(&self, from: usize, name_at: usize) -> Option<(String, Option<String>)> {
        let role_from = (from..name_at).find(|&at| self.role_at(at) > 0)?;
        let mut role_to = role_from;
        let mut at = role_from;
        while at < name_at {
            let length = self.role_at(at);
            if length == 0 {
                break;
            }
            at += length;
            role_to = at;
        }
        let mut start = role_from;
        while start > 0
            && self.tokens[start - 1].is_capital()
            && self.honorific_at(start - 1) == 0
            && self.tokens[start].span.start - self.tokens[start - 1].span.end == 1
        {
            start -= 1;
        }
        let before = self.span(start, role_to.max(start + 1));
        let of = self.employer(Span::new(before.start, before.end)).or_else(|| {
            let possessor = start.checked_sub(2).filter(|_| self.tokens[start - 1].kind == Kind::Possessive)?;
            Some(self.word(possessor).to_owned())
        });
        let own = self.span(role_from, role_to.max(role_from + 1)).of(self.text());
        let modifiers = self.organisations.iter().any(|mention| mention.span.overlaps(&before) && mention.span.start == before.start);
        let title = if modifiers { own } else { before.of(self.text()) };
        Some((squeeze(title), of))
    }

    /// The body or country named inside a title.
    fn employer(&self, title: Span) -> Option<String> {
        let body = self.organisations.iter().filter(|mention| mention.span.overlaps(&title)).max_by_key(|mention| mention.span.len());
        if let Some(body) = body {
            return Some(body.name.clone());
        }
        let text = title.of(self.text());
        self.reading.lexicon.places.find(text).into_iter().find_map(|hit| match hit.what {
            Mention::Country(row) | Mention::Adjective(row) | Mention::Demonym(row) => {
                Some(self.reading.lexicon.places.countries()[row].name.to_owned())
            }
            _ => None,
        })
    }

    /// `The Minister for Central Asia, Tobias Ellwood, …`, `the President of the Law Council, Mr Fabian Dixon`,
    /// `Secretary General of the Council Jane Roe`.
    fn role_then_name(&self, at: usize, role: usize, mentions: &mut Vec<PersonMention>) -> Option<usize> {
        let mut end = at + role;
        let limit = self.tokens.len().min(at + 26);
        let mut comma = None;
        while end < limit {
            let token = &self.tokens[end];
            let word = token.of(self.text());
            if word == "," {
                // `Industry, Investment and Commerce, Senator …`: the name is behind the last comma that a name follows.
                let after = self.skip_styles(end + 1);
                let (name_end, words) = self.person_end(after);
                let styled = after > end + 1;
                let bounded = matches!(self.word(name_end), "," | "." | "" | ")" | "(" | ";" | "–" | "-" | "and" | "of" | "from" | "at" | "with")
                    || self.tokens.get(name_end).is_some_and(|token| token.case == Case::Lower);
                if (words >= 2 || words == 1 && styled)
                    && bounded
                    && !self.all_common(after, name_end)
                    && self.in_organisation(after).is_none_or(|mention| mention.entry.is_none() && mention.span.start > self.tokens[after].span.start)
                    && self.reading.lexicon.places.resolve(self.span(after, name_end).of(self.text()), None).is_none()
                {
                    comma = Some((after, name_end, words));
                    break;
                }
                // Only a list inside the title may hold commas.
                if !self.tokens.get(end + 1).is_some_and(Token::is_capital) {
                    return None;
                }
            } else if matches!(word, "." | ";" | ":" | "“" | "\"" | "(" | "–" | "—") && !(word == "(" && self.word(end + 2) == ")")
                || self.reading.lexicon.words.is_speech_verb(word)
                || matches!(word, "who" | "which" | "that" | "will" | "has" | "have" | "is" | "was" | "are" | "were")
            {
                break;
            }
            end += 1;
        }
        if let Some((name_at, name_end, words)) = comma {
            let title = self.span(at, end);
            mentions.push(PersonMention {
                span: self.span(name_at, name_end),
                name: plain_name(self.reading, self.span(name_at, name_end)),
                title: Some(squeeze(title.of(self.text())).trim_end_matches(',').to_owned()),
                of: self.employer(title),
                rule: "person-role-comma",
                band: if words >= 2 { Band::Certain } else { Band::Likely },
            });
            return Some(name_end);
        }
        self.role_of_body_name(at, role, mentions)
    }

    /// `Deputy Director General of the International Organization for Migration Ugochi Daniels`.
    fn role_of_body_name(&self, at: usize, role: usize, mentions: &mut Vec<PersonMention>) -> Option<usize> {
        if !matches!(self.word(at + role), "of" | "for" | "at" | "to") {
            return None;
        }
        let from = at + role + 1 + usize::from(self.word(at + role + 1) == "the");
        let closes = self
            .organisations
            .iter()
            .find(|mention| self.tokens.get(from).is_some_and(|token| mention.span.start <= token.span.start && token.span.start < mention.span.end))
            .map(|mention| self.tokens.partition_point(|token| token.span.end <= mention.span.end))
            .or_else(|| self.place_end(from))
            .or_else(|| self.field_end(from))?;
        let name_at = self.skip_styles(closes);
        let (end, words) = self.person_end(name_at);
        if words < 2 || self.all_common(name_at, end) || self.headline {
            return None;
        }
        let title = self.span(at, closes);
        mentions.push(PersonMention {
            span: self.span(name_at, end),
            name: plain_name(self.reading, self.span(name_at, end)),
            title: Some(squeeze(title.of(self.text()))),
            of: self.employer(title),
            rule: "person-role-body",
            band: Band::Likely,
        });
        Some(end)
    }

    /// Where a field of work ends before a name: `Minister of External Affairs | Subrahmanyam Jaishankar`. The last two words must be no words of the
    /// language, the one before them must be one.
    fn field_end(&self, from: usize) -> Option<usize> {
        let end = (from..self.tokens.len()).find(|&at| !self.tokens[at].is_capital()).unwrap_or(self.tokens.len());
        let cut = end.checked_sub(2).filter(|&cut| cut > from)?;
        let proper = |at: usize| {
            names::may_be_person_word(&self.tokens[at], self.text(), self.reading.lexicon) && !self.reading.tables.is_common(self.word(at))
        };
        let field = self.word(cut - 1);
        let plain = self.reading.tables.is_common(field) || field.ends_with('s') || self.reading.lexicon.heads.get(field).is_some();
        (proper(cut) && proper(cut + 1) && plain && !self.reading.lexicon.words.is_given_name(field)).then_some(cut)
    }

    /// Where a place that starts at `from` ends: `Special Representative for Afghanistan`.
    fn place_end(&self, from: usize) -> Option<usize> {
        (1..=5).rev().map(|length| from + length).filter(|&to| to <= self.tokens.len()).find(|&to| {
            let text = self.span(from, to).of(self.text());
            self.tokens[from].is_capital() && self.reading.lexicon.places.resolve(text, None).is_some()
        })
    }

    /// A name followed by its role, by a verb of saying, or supported by a given name.
    fn name_first(&self, at: usize, mentions: &mut Vec<PersonMention>) -> Option<usize> {
        let token = &self.tokens[at];
        if !token.is_capital()
            || self.in_place(at)
            || at > 0
                && self.tokens[at - 1].is_capital()
                && self.word(at - 1) != "."
                && names::may_be_person_word(&self.tokens[at - 1], self.text(), self.reading.lexicon)
                && !is_opener(self.word(at - 1))
        {
            return None;
        }
        let (mut end, words) = self.person_end(at);
        if !(2..=5).contains(&words) {
            return None;
        }
        let span = self.span(at, end);
        if self.reading.lexicon.places.resolve(span.of(self.text()), None).is_some()
            || self.organisations.iter().any(|mention| mention.span.overlaps(&span))
            || self.is_place_pair(at, end)
        {
            return None;
        }
        let given = names::reads_as_person(self.text(), &self.tokens[at..end], self.reading.lexicon, self.reading.tables);
        let common = (at..end).any(|index| {
            self.reading.tables.is_common(self.word(index))
                && !self.reading.lexicon.words.is_given_name(self.word(index))
                && !names::is_initial(self.word(index))
        });
        let behind = self.title_behind(end).or_else(|| self.bio.then(|| self.bio_title(end)).flatten());
        let next = self.word(end);
        let bracketed = next == "(" && behind.is_none() && !self.headline && given;
        let (rule, band) = if behind.is_some() && (given || !common && !self.headline) {
            ("person-name-role", Band::Certain)
        } else if !common
            && !self.headline
            && (self.reading.lexicon.words.is_speech_verb(next) || self.says_before(at))
            && self.looks_personal(at, end)
        {
            ("person-speaks", if given { Band::Certain } else { Band::Likely })
        } else if given && !common && (!self.headline || self.sentence_case()) || bracketed && !common {
            ("person-given", Band::Likely)
        } else {
            return None;
        };
        // Post-nominals behind the name are no part of it.
        while end > at + 2 && self.reading.lexicon.words.is_postnominal(self.word(end - 1)) {
            end -= 1;
        }
        mentions.push(PersonMention {
            span: self.span(at, end),
            name: plain_name(self.reading, self.span(at, end)),
            title: behind.as_ref().map(|behind| behind.title.clone()).filter(|title| !title.is_empty()),
            of: behind.as_ref().and_then(|behind| behind.of.clone()),
            rule,
            band,
        });
        Some(behind.map_or(end, |behind| behind.end))
    }

    /// Whether a headline is written as a sentence, so that capitals mean names.
    fn sentence_case(&self) -> bool {
        let words: Vec<&Token> = self.tokens.iter().filter(|token| token.kind == Kind::Word && token.span.len() >= 5).collect();
        words.iter().filter(|token| token.case == Case::Lower).count() * 2 >= words.len()
    }

    fn looks_personal(&self, at: usize, end: usize) -> bool {
        (at..end).all(|index| {
            let word = self.word(index);
            self.tokens[index].case != Case::Upper || word.chars().count() > 3
        }) && self.reading.lexicon.places.country_named(self.word(at)).is_none()
            && self.reading.lexicon.places.region_named(self.word(at)).is_none()
    }

    fn is_place_pair(&self, at: usize, end: usize) -> bool {
        (at..end).any(|index| {
            let word = self.word(index);
            let country = self.reading.lexicon.places.country_named(word).is_some() || self.reading.lexicon.places.region_named(word).is_some();
            country && !self.reading.lexicon.words.is_given_name(word) && !self.reading.lexicon.words.is_given_name(self.word(at))
        })
    }

    fn says_before(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.reading.lexicon.words.is_speech_verb(self.word(before)) && self.tokens[before].case == Case::Lower)
    }

    /// What a bio says: `Jane Roe is a Senior Manager at ICMPD and leads …`, `A and B are Project Managers in the Centre`.
    fn bio_title(&self, end: usize) -> Option<Behind> {
        let mut at = end;
        while matches!(self.word(at), "and" | "," | "&") && self.tokens.get(at + 1).is_some_and(Token::is_capital) {
            let (next, words) = self.person_end(at + 1);
            if words < 2 {
                return None;
            }
            at = next;
        }
        let verb = self.word(at);
        if !matches!(verb, "is" | "are" | "was" | "serves") {
            return None;
        }
        let from = at + 1 + usize::from(matches!(self.word(at + 1), "a" | "an" | "the" | "as" | "currently"));
        let role = (from..self.tokens.len().min(from + 5)).find(|&index| self.role_at(index) > 0)?;
        let plain = (from..role).all(|index| self.tokens[index].is_capital() || self.is_adjective(index));
        let closes = |index: usize| {
            let verb_behind = self.word(index) == "and" && self.tokens.get(index + 1).is_some_and(|token| token.case == Case::Lower);
            matches!(self.word(index), "." | "," | ";" | "at" | "with" | "who" | "in") || verb_behind
        };
        let stop = (role..self.tokens.len().min(from + 24)).find(|&index| closes(index))?;
        let reach = self.tokens.get(stop + 2).map_or(0, |token| token.span.end);
        let of = self.organisations.iter().find(|body| body.span.start >= self.tokens[role].span.start && body.span.start <= reach);
        let title = squeeze(self.span(from, stop).of(self.text()));
        let title = if verb == "are" { title.strip_suffix('s').map(str::to_owned).unwrap_or(title) } else { title };
        plain.then(|| Behind { title, of: of.map(|body| body.name.clone()), end })
    }

    /// A title behind a name: `, IOM Director General,` `, the Acting Chief of …,` `, who is Chair of …`, `of Poland`.
    fn title_behind(&self, end: usize) -> Option<Behind> {
        let mut at = end;
        while self.word(at) == "," && self.reading.lexicon.words.is_postnominal(self.word(at + 1)) {
            at += 2;
        }
        let comma = self.word(at);
        if !matches!(comma, "," | "(" | "–" | "—" | "-") {
            return None;
        }
        let mut from = at + 1;
        while matches!(
            self.word(from).to_lowercase().as_str(),
            "the" | "a" | "an" | "who" | "is" | "was" | "currently" | "also" | "le" | "la" | "then"
        ) {
            from += 1;
        }
        // A role begins at once, or behind the body that gives it: `IOM Director General`, `Ministry of Health Permanent Secretary`.
        let role = (from..self.tokens.len().min(from + 9)).find(|&index| self.role_at(index) > 0)?;
        let between = (from..role).all(|index| {
            self.tokens[index].is_capital()
                || self.tokens[index].kind == Kind::Possessive
                || names::is_connector(self.word(index)) && self.in_organisation(index).is_some()
                || self.word(index) == "of"
                || self.is_adjective(index)
        });
        if !between || role > from && matches!(self.word(role - 1), "of" | "the") && self.in_organisation(role).is_none() && self.role_at(from) == 0 {
            return None;
        }
        // Another person's role: `Prime Minister Kubilius, Foreign Minister Ažubalis`.
        let behind_role = self.skip_styles(role);
        let (next_name, words) = self.person_end(behind_role);
        if words >= 2
            && self.tokens.get(behind_role).is_some_and(Token::is_capital)
            && !self.all_common(behind_role, next_name)
            && self.in_organisation(behind_role).is_none()
        {
            return None;
        }
        let mut stop = role + self.role_at(role);
        while stop < self.tokens.len() && stop < from + 18 {
            let word = self.word(stop);
            let token = &self.tokens[stop];
            if matches!(word, "," | ";" | ":" | "(" | ")" | "“" | "”" | "\"" | "–" | "—" | "?" | "!")
                || matches!(word, "who" | "which" | "that" | "will" | "has" | "have" | "had" | "is" | "was" | "were" | "are" | "on" | "during" | "in" if token.case == Case::Lower && !(word == "in" && self.tokens.get(stop + 1).is_some_and(Token::is_capital)) && word != "on" || word == "on" && !self.tokens.get(stop + 1).is_some_and(Token::is_capital))
            {
                break;
            }
            // `…, the Deputy Minister of Armenia and Lasha Darsalia, …`: the next person is no part of the title.
            if word == "and" && stop > role {
                let next = self.skip_styles(stop + 1);
                let (next_end, words) = self.person_end(next);
                if words >= 2
                    && matches!(self.word(next_end), "," | "(" | ".")
                    && !self.all_common(next, next_end)
                    && self.in_organisation(next).is_none()
                {
                    break;
                }
            }
            if word == "." && stop + 1 >= self.tokens.len() || self.reading.lexicon.words.is_speech_verb(word) && token.case == Case::Lower {
                break;
            }
            stop += 1;
        }
        let title_span = self.span(from, stop.max(from + 1));
        let mut of = self.employer(title_span);
        let mut past = stop;
        // The body may stand in the next part: `Acting Director-General, Department of Consular Affairs`.
        if self.word(stop) == "," && of.is_none() {
            let next = stop + 1 + usize::from(self.word(stop + 1) == "the");
            if let Some(body) = self.in_organisation(next) {
                of = Some(body.name.clone());
                past = self.tokens.partition_point(|token| token.span.end <= body.span.end);
            }
        }
        let lead = self.organisations.iter().find(|mention| mention.span.start == title_span.start && mention.span.end < title_span.end);
        let own = lead.map_or(title_span, |body| Span::new(body.span.end, title_span.end));
        let title = squeeze(own.of(self.text()).trim_start_matches(['’', '\'', 's']).trim_end_matches(['.', ',']));
        let title = if lead.is_some_and(|_| own.of(self.text()).starts_with(['’', '\''])) {
            title
        } else {
            squeeze(own.of(self.text()).trim_end_matches(['.', ',']))
        };
        Some(Behind { title, of, end: past })
    }

    fn is_adjective(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "and"
                | "former"
                | "acting"
                | "deputy"
                | "senior"
                | "chief"
                | "then"
                | "new"
                | "outgoing"
                | "incoming"
                | "also"
                | "assistant"
                | "associate"
                | "honorary"
                | "co"
                | "’s"
        )
    }
}

struct Behind {
    title: String,
    of: Option<String>,
    end: usize,
}

fn is_opener(word: &str) -> bool {
    matches!(word, "In" | "On" | "At" | "The" | "Meanwhile" | "And" | "But" | "For" | "By" | "With" | "As" | "When" | "While" | "Today" | "Earlier")
}

/// A line of a list of people: `NAME, ROLE, BODY`. Gives the body of the last part as an organisation.
fn list_line(
    reading: &Reading<'_>,
    block: usize,
    facts: &Facts,
    mentions: &mut Vec<PersonMention>,
    employers: &mut Vec<OrganisationMention>,
) -> bool {
    let span = reading.document.blocks[block].span;
    let text = span.of(reading.text());
    let bare = text.trim_end_matches([';', '.']);
    if crate::intake::document::ends_sentence(text)
        && !text.ends_with("Inc.")
        && !text.ends_with("Corp.")
        && !text.ends_with("Ltd.")
        && !text.ends_with("Co.")
        && !text.ends_with(';')
        || !bare.contains(',')
        || bare.split_whitespace().count() > 40
    {
        return false;
    }
    let tokens = reading.tokens(span);
    let reader = Scan { reading, tokens, organisations: &facts.organisations, places: Vec::new(), headline: false, bio: false };
    let name_at = reader.skip_styles(0);
    let (end, words) = reader.person_end(name_at);
    let aka = reader.word(end) == "(";
    let after_aka = if aka { (end..tokens.len()).find(|&at| reader.word(at) == ")").map_or(end, |at| at + 1) } else { end };
    if !(2..=5).contains(&words) || reader.word(after_aka) != "," {
        return false;
    }
    let parts = comma_parts(reading, tokens, after_aka + 1);
    let roles: Vec<bool> = parts.iter().map(|part| holds_role(&reader, part.0, part.1)).collect();
    if !roles.first().copied().unwrap_or(false) {
        return false;
    }
    let last = parts.last().copied().filter(|_| parts.len() >= 2 && !roles[parts.len() - 1]);
    // Every line of such a list has the same form; one line alone must end in a body that is known.
    let neighbour = [block.checked_sub(1), Some(block + 1)]
        .into_iter()
        .flatten()
        .any(|other| other < reading.document.blocks.len() && looks_like_list_line(reading, other));
    if last.is_none() && !neighbour {
        return false;
    }
    let title_to = parts.iter().zip(&roles).take_while(|(_, role)| **role).last().map_or(after_aka + 1, |(part, _)| part.1);
    let mut of = None;
    for (part, role) in parts.iter().zip(&roles).skip(1) {
        if *role || part.0 >= part.1 {
            continue;
        }
        let name_span = reader.span(part.0, part.1);
        let printed = squeeze(name_span.of(reading.text()).trim_end_matches(';'));
        let (name, acronym) = match printed.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
            Some((long, short)) if super::acronyms::is_short_form(short) => (long.to_owned(), Some(short.to_owned())),
            _ => (printed, None),
        };
        let region = name.split(" and ").all(|half| is_region(reading, half));
        let is_last = Some(*part) == last;
        let listed = facts.organisations.iter().any(|mention| mention.span.overlaps(&name_span) && mention.span.len() + 2 >= name_span.len());
        if is_last && name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && (neighbour || listed) {
            of = Some(name.clone());
            if !listed && !region {
                employers.push(OrganisationMention {
                    span: name_span,
                    name: name.clone(),
                    entry: None,
                    kind: "organisation".to_owned(),
                    parent: None,
                    country: None,
                    acronym,
                    rule: "org-list-employer",
                    band: Band::Likely,
                    role: None,
                });
            }
        }
    }
    if of.is_none() {
        of = reader.employer(reader.span(after_aka + 1, tokens.len()));
    }
    mentions.push(PersonMention {
        span: reader.span(name_at, end),
        name: plain_name(reading, reader.span(name_at, end)),
        title: Some(squeeze(reader.span(after_aka + 1, title_to.max(after_aka + 2)).of(reading.text()))),
        of,
        rule: "person-list",
        band: Band::Certain,
    });
    true
}

fn is_region(reading: &Reading<'_>, text: &str) -> bool {
    let text = [" Region", " Frontier", " Market", " Division"].iter().find_map(|tail| text.strip_suffix(tail)).unwrap_or(text);
    reading.lexicon.places.resolve(text.trim(), None).is_some()
}

fn looks_like_list_line(reading: &Reading<'_>, block: usize) -> bool {
    let text = reading.document.block_text(block);
    let tokens = reading.tokens(reading.document.blocks[block].span);
    let (end, words) = names::person_run(reading.text(), tokens, 0, reading.lexicon);
    (2..=5).contains(&words)
        && tokens.get(end).is_some_and(|token| matches!(token.of(reading.text()), "," | "("))
        && text.split_whitespace().count() <= 40
}

/// The parts between commas outside brackets; a company's `, Inc.` stays with its name.
fn comma_parts(reading: &Reading<'_>, tokens: &[Token], from: usize) -> Vec<(usize, usize)> {
    let text = reading.text();
    let mut parts = Vec::new();
    let mut start = from;
    for at in from..tokens.len() {
        if tokens[at].of(text) == "," && reading.lexicon.words.company_suffix_at(&words_of(text, &tokens[at + 1..])) == 0 {
            parts.push((start, at));
            start = at + 1;
        }
    }
    parts.push((start, tokens.len()));
    parts.retain(|(from, to)| from < to);
    parts
}

fn holds_role(reader: &Scan<'_>, from: usize, to: usize) -> bool {
    let first = from + usize::from(matches!(reader.word(from), "and" | "the"));
    (first..to.min(first + 6)).any(|at| {
        reader.role_at(at) > 0
            && (first..at).all(|before| reader.tokens[before].is_capital() || matches!(reader.word(before), "&" | "-" | "/" | "and"))
    }) && !reader
        .organisations
        .iter()
        .any(|mention| mention.span.start == reader.tokens[first].span.start && mention.span.end >= reader.tokens[to - 1].span.end)
}

/// One name for each person: a short form leads to the last full name with that word; a single name stays only with an honorific.
fn resolve_short_forms(reading: &Reading<'_>, mut mentions: Vec<PersonMention>) -> Vec<PersonMention> {
    mentions.sort_by(|a, b| a.span.cmp(&b.span).then(b.name.len().cmp(&a.name.len())));
    mentions.dedup_by(|b, a| a.span.overlaps(&b.span));
    let full: Vec<(String, String)> = mentions
        .iter()
        .filter(|mention| mention.name.split_whitespace().count() >= 2)
        .map(|mention| (fold(&mention.name), mention.name.clone()))
        .collect();
    let mut kept: Vec<PersonMention> = Vec::new();
    for mut mention in mentions {
        let folded = fold(&mention.name);
        let longer = full.iter().find(|(name, _)| *name != folded && contains_words(name, &folded));
        if let Some((_, name)) = longer {
            mention.name.clone_from(name);
        } else if mention.name.split_whitespace().count() == 1 && mention.rule != "person-honorific" && mention.rule != "person-role" {
            continue;
        }
        kept.push(mention);
    }
    let _ = reading;
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
