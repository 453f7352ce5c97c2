//! Where a name stands beside its honorific, role or verb.

use super::{Band, Case, Kind, PersonMention, Scan, Token, names, plain_name, squeeze};

impl Scan<'_> {
    /// A name right behind its honorific or role.
    pub(super) fn styled(&self, from: usize, name_at: usize, honorific: bool, mentions: &mut Vec<PersonMention>) -> Option<usize> {
        let (end, words) = self.person_end(name_at);
        if words == 0 || words == 1 && !honorific && !self.single_after_role(name_at, end) {
            return None;
        }
        // `Communication Officer, Media Unit`, `Queen Elizabeth House`: a noun of bodies closes no person's name.
        let last = self.word(end - 1);
        if words >= 2
            && !self.reading.lexicon.words.is_given_name(last)
            && self.reading.lexicon.heads.get(last).is_some_and(|head| {
                head.kind.is_organisation()
                    && (!honorific || head.sub || matches!(self.word(name_at - 1), "Queen" | "King" | "Prince" | "Princess" | "St" | "St."))
            })
        {
            return None;
        }
        // `Agricultural Workers’ Union` is no person.
        if matches!(self.word(end), "’" | "'") && !honorific {
            return None;
        }
        let first = self.word(name_at);
        // A capitalised word that is more often no post (`‘Migrants Mean Business’`) needs a given name behind it.
        let post = self.reading.lexicon.words.role(&super::words_of(self.text(), &self.tokens[from..self.tokens.len().min(from + 6)]));
        let doubtful = post.is_some_and(|post| post.weak) && self.tokens[from].is_capital();
        if doubtful && !honorific && !self.reading.lexicon.words.is_given_name(first) {
            return None;
        }
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
    pub(super) fn single_after_role(&self, at: usize, end: usize) -> bool {
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
    pub(super) fn is_style(&self, at: usize) -> bool {
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

    /// `The Minister for Central Asia, Tobias Ellwood, …`, `the President of the Law Council, Mr Fabian Dixon`,
    /// `Secretary General of the Council Jane Roe`.
    /// `Spokesperson: Kris Janowski`.
    pub(super) fn role_colon_name(&self, at: usize, role: usize, mentions: &mut Vec<PersonMention>) -> Option<usize> {
        if self.word(at + role) != ":" {
            return None;
        }
        let name_at = self.skip_styles(at + role + 1);
        let (end, words) = self.person_end(name_at);
        if !(2..=5).contains(&words) || self.all_common(name_at, end) || self.in_organisation(name_at).is_some() {
            return None;
        }
        mentions.push(PersonMention {
            span: self.span(name_at, end),
            name: plain_name(self.reading, self.span(name_at, end)),
            title: Some(squeeze(self.span(at, at + role).of(self.text()))),
            of: None,
            rule: "person-role-colon",
            band: Band::Certain,
        });
        Some(end)
    }

    pub(super) fn role_then_name(&self, at: usize, role: usize, mentions: &mut Vec<PersonMention>) -> Option<usize> {
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
                let unit = words >= 1 && self.reading.lexicon.heads.get(self.word(name_end - 1)).is_some_and(|head| head.kind.is_organisation());
                if (words >= 2 || words == 1 && styled)
                    && !unit
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
    pub(super) fn role_of_body_name(&self, at: usize, role: usize, mentions: &mut Vec<PersonMention>) -> Option<usize> {
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
        // `High Commissioner of India to Bangladesh Jane Roe`
        let closes = if matches!(self.word(closes), "to" | "in") {
            self.place_end(closes + 1 + usize::from(self.word(closes + 1) == "the")).unwrap_or(closes)
        } else {
            closes
        };
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
    pub(super) fn field_end(&self, from: usize) -> Option<usize> {
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
    pub(super) fn place_end(&self, from: usize) -> Option<usize> {
        (1..=5).rev().map(|length| from + length).filter(|&to| to <= self.tokens.len()).find(|&to| {
            let text = self.span(from, to).of(self.text());
            self.tokens[from].is_capital() && self.reading.lexicon.places.resolve(text, None).is_some()
        })
    }

    /// A name followed by its role, by a verb of saying, or supported by a given name.
    pub(super) fn name_first(&self, at: usize, mentions: &mut Vec<PersonMention>) -> Option<usize> {
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
        // `the hospital group Acıbadem Sistina`
        let called = at.checked_sub(1).is_some_and(|before| {
            self.tokens[before].case == Case::Lower && crate::intake::extract::organisations::beside::is_body_noun(self.word(before))
        });
        if !(2..=5).contains(&words) || called {
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
        let placed = (!common && !self.headline && self.looks_personal(at, end) && words <= 4).then(|| self.person_by_position(at, end)).flatten();
        // `Shannon Group`, `Media Unit`: a given name before a noun of bodies is no person.
        let headed = self.reading.lexicon.heads.get(self.word(end - 1)).is_some() && !self.reading.lexicon.words.is_given_name(self.word(end - 1));
        let (rule, band) = if behind.is_some() && (given || !common && !self.headline) {
            ("person-name-role", Band::Certain)
        } else if !common
            && !self.headline
            && (self.reading.lexicon.words.is_speech_verb(next) || self.says_before(at))
            // `Jane Roe of Anyname Other told us`
            && !(at >= 2 && matches!(self.word(at - 1), "of" | "from" | "at") && self.tokens[at - 2].is_capital())
            && self.looks_personal(at, end)
        {
            ("person-speaks", if given { Band::Certain } else { Band::Likely })
        } else if let Some(rule) = placed {
            (rule, if given { Band::Certain } else { Band::Likely })
        } else if given && !common && !headed && (!self.headline || self.sentence_case()) || bracketed && !common && !headed {
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

    /// A name that its position tells: `headed by NAME`, `NAME (34),`, `IMO’s NAME, who`, `NAME of IMO`, `NAME, also known as`.
    fn person_by_position(&self, at: usize, end: usize) -> Option<&'static str> {
        let plain = (at..end).any(|index| {
            let word = self.word(index);
            self.reading.lexicon.words.is_common_word(word) && !self.reading.lexicon.words.is_given_name(word) && index + 1 < end
        });
        let proper = !plain && !self.reading.lexicon.heads.get(self.word(end - 1)).is_some_and(|head| !head.weak || !head.event);
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let verb = at.checked_sub(2).map_or("", |before| self.word(before));
        if before == "by" && LEADING.contains(&verb) {
            return Some("person-led");
        }
        let number = |index: usize| self.word(index).parse::<u32>().is_ok_and(|age| (10..=99).contains(&age));
        if self.word(end) == "(" && number(end + 1) && self.word(end + 2) == ")"
            || self.word(end) == "," && number(end + 1) && self.word(end + 2) == ","
        {
            return Some("person-age");
        }
        if self.word(end) == "," && matches!(self.word(end + 1), "also" | "better" | "otherwise") && self.word(end + 2) == "known"
            || matches!(self.word(end), "alias" | "aka")
        {
            return Some("person-alias");
        }
        if !proper {
            return None;
        }
        let owned = at >= 2 && self.tokens[at - 1].kind == Kind::Possessive && self.in_organisation(at - 2).is_some();
        let acts = self.word(end) == "," && self.word(end + 1) == "who"
            || self.word(end) == "who"
            || self.reading.lexicon.words.is_speech_verb(self.word(end));
        if owned && acts {
            return Some("person-owned");
        }
        let employer = matches!(self.word(end), "of" | "from")
            && self
                .in_organisation(end + 1 + usize::from(self.word(end + 1) == "the"))
                .is_some_and(|body| body.kind != "university" || self.word(end) == "of");
        (employer && self.in_organisation(at).is_none()).then_some("person-of-body")
    }

    /// A name between two persons of an enumeration: `Ramón Roe, Lizeth Doe and Jesús Poe`.
    pub(super) fn between_people(&self, mentions: &mut Vec<PersonMention>) {
        let ends: Vec<(usize, usize)> = mentions
            .iter()
            .map(|person| {
                let from = self.tokens.partition_point(|token| token.span.start < person.span.start);
                (from, self.tokens.partition_point(|token| token.span.end <= person.span.end))
            })
            .collect();
        let is_joint = |at: usize| matches!(self.word(at), "," | "and" | "&" | "y" | "et");
        let mut found = Vec::new();
        for pair in ends.windows(2) {
            let ((_, left), (right, _)) = (pair[0], pair[1]);
            let Some(last) = right.checked_sub(1).filter(|&last| last > left && is_joint(left) && is_joint(last)) else { continue };
            let from = left + 1 + usize::from(is_joint(left + 1));
            let to = if last > 0 && is_joint(last - 1) { last - 1 } else { last };
            let (end, words) = self.person_end(from);
            let free = from < end && end == to && (2..=4).contains(&words);
            if free && !self.all_common(from, end) && self.in_organisation(from).is_none() && !self.in_place(from) && !self.is_place_pair(from, end) {
                found.push(PersonMention {
                    span: self.span(from, end),
                    name: plain_name(self.reading, self.span(from, end)),
                    title: None,
                    of: None,
                    rule: "person-enumerated",
                    band: Band::Likely,
                });
            }
        }
        mentions.extend(found);
    }

    /// Whether a headline is written as a sentence, so that capitals mean names.
    pub(super) fn sentence_case(&self) -> bool {
        let words: Vec<&Token> = self.tokens.iter().filter(|token| token.kind == Kind::Word && token.span.len() >= 5).collect();
        words.iter().filter(|token| token.case == Case::Lower).count() * 2 >= words.len()
    }

    pub(super) fn looks_personal(&self, at: usize, end: usize) -> bool {
        (at..end).all(|index| {
            let word = self.word(index);
            self.tokens[index].case != Case::Upper || word.chars().count() > 3
        }) && self.reading.lexicon.places.country_named(self.word(at)).is_none()
            && self.reading.lexicon.places.region_named(self.word(at)).is_none()
    }

    pub(super) fn is_place_pair(&self, at: usize, end: usize) -> bool {
        (at..end).any(|index| {
            let word = self.word(index);
            let country = self.reading.lexicon.places.country_named(word).is_some() || self.reading.lexicon.places.region_named(word).is_some();
            country && !self.reading.lexicon.words.is_given_name(word) && !self.reading.lexicon.words.is_given_name(self.word(at))
        })
    }

    pub(super) fn says_before(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.reading.lexicon.words.is_speech_verb(self.word(before)) && self.tokens[before].case == Case::Lower)
    }
}

pub(super) fn is_opener(word: &str) -> bool {
    matches!(word, "In" | "On" | "At" | "The" | "Meanwhile" | "And" | "But" | "For" | "By" | "With" | "As" | "When" | "While" | "Today" | "Earlier")
}

/// What people do before a `by`: `headed by`, `opened by`.
const LEADING: &[&str] = &[
    "headed",
    "led",
    "chaired",
    "opened",
    "moderated",
    "represented",
    "facilitated",
    "accompanied",
    "delivered",
    "signed",
    "read",
    "presided",
    "welcomed",
    "joined",
    "briefed",
    "succeeded",
    "assisted",
    "inaugurated",
    "co-chaired",
    "represented",
    "directed",
    "founded",
    "interviewed",
    "introduced",
    "coordinated",
];
