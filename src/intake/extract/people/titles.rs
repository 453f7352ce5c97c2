//! The title beside a name, and whose title it is.

use super::{Case, Kind, Mention, Scan, Span, Token, names, squeeze};

impl Scan<'_> {
    /// The role before a name with the words that specify it: `Indonesian President`, `UNODC Regional Representative`.
    pub(super) fn title_before(&self, from: usize, name_at: usize) -> Option<(String, Option<String>)> {
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
    pub(super) fn employer(&self, title: Span) -> Option<String> {
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

    /// What a bio says: `Jane Roe is a Senior Manager at ICMPD and leads …`, `A and B are Project Managers in the Centre`.
    pub(super) fn bio_title(&self, end: usize) -> Option<Behind> {
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
    pub(super) fn title_behind(&self, end: usize) -> Option<Behind> {
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

    pub(super) fn is_adjective(&self, at: usize) -> bool {
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

pub(super) struct Behind {
    pub(super) title: String,
    pub(super) of: Option<String>,
    pub(super) end: usize,
}
