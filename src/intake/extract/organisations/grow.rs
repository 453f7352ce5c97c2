//! How a name grows from its head noun, to the left and to the right.

use super::{Case, Kind, Scan, Token, names, words_of};

impl Scan<'_> {
    pub(super) fn extend_left(&self, head: usize) -> usize {
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
            } else if word == "and" && self.head(head).is_some_and(|head| head.lang == "en") && self.joins_left(before) {
                left = self.run_start(before);
            } else if matches!(word, "de" | "da" | "do" | "dos" | "del" | "von" | "van" | "bin")
                && before > 0
                && self.is_capital(before - 1)
                && self.head(before - 1).is_none()
            {
                left = before - 1;
            } else if let Some(owner) = self.owner_in_name(before) {
                left = owner;
            } else {
                break;
            }
        }
        left
    }

    /// Whether the capitalised word at `before` cannot be part of the name to its right.
    pub(super) fn ends_left(&self, before: usize, left: usize) -> bool {
        let word = self.word(before);
        let lower = word.to_lowercase();
        let lexicon = self.reading.lexicon;
        let first = before == 0;
        let stop = self.tokens[before].case != Case::Upper
            && (lexicon.words.is_stop_word(&lower, "en") || lexicon.words.is_stop_word(&lower, self.reading.language))
            && !matches!(word, "For" | "All");
        let role = lexicon.words.is_role(word) && lexicon.heads.get(word).is_none() && !self.is_adjectival_role(before);
        let opener = first && SENTENCE_OPENERS.contains(&word);
        // `Sri Lanka Navy` has no honorific, nor has a name that goes on to the left of it: `Bangabandhu Sheikh Mujibur Rahman University`.
        let goes_on = before > 0 && self.is_capital(before - 1) && self.tokens[before].span.start - self.tokens[before - 1].span.end == 1;
        // `General Authority of Customs`
        let honorific = lexicon.words.honorific_at(&[word]) > 0 && !self.is_country(before, before + 2) && !goes_on && word != "General";
        let gap = self.tokens[left].span.start - self.tokens[before].span.end > 1;
        let speech = lexicon.words.is_speech_verb(&lower) && first;
        // `Vienna-based`, `UN-backed`
        let attribute = ["-based", "-speaking", "-led", "-backed", "-funded", "-wide", "-run", "-sponsored", "-supported"]
            .iter()
            .any(|tail| lower.ends_with(tail));
        stop || role || opener || honorific || gap || names::is_calendar_word(word) || speech || attribute
    }

    /// Roles that also stand inside names of bodies: `Attorney General Office`, `National Governors Association`.
    pub(super) fn is_adjectival_role(&self, at: usize) -> bool {
        ADJECTIVAL.split(' ').any(|role| role == self.word(at))
    }

    /// `the Food and Agriculture Organization`: common words joined before the head, behind an article.
    pub(super) fn joins_left(&self, and: usize) -> bool {
        let Some(end) = and.checked_sub(1).filter(|&at| self.is_capital(at)) else { return false };
        let start = self.run_start(and);
        let article = start.checked_sub(1).is_some_and(|at| {
            matches!(self.word(at).to_lowercase().as_str(), "the" | "’s" | "'s" | "of" | "of the" | "," | "(" | "for")
                || self.tokens[at].kind == Kind::Possessive
        });
        let opening = start == 0;
        // `Ghana Ports and Harbours Authority`
        let country = (start + 1..=end).rev().find(|&to| self.is_country(start, to)).unwrap_or(start);
        let first = self.word(start);
        // `Hafeet Rail and Saudi Railway Company`: a run that a proper word opens is a name of its own.
        let own_name = end > start
            && country == start
            && !self.is_plain(first)
            && self.reading.lexicon.places.resolve(first, None).is_none()
            && self.reading.lexicon.places.country_of_adjective(first).is_none();
        let article = (article || country > start) && !own_name;
        let plain = (country..=end).all(|at| {
            let word = self.word(at);
            self.head(at).is_none_or(|head| head.event || head.programme || !head.kind.is_organisation())
                && self.tokens[at].case == Case::Capital
                && self.reading.lexicon.places.country_named(word).is_none()
                && !self.reading.lexicon.words.is_role(word)
                && (!self.reading.lexicon.words.is_given_name(word) || self.reading.tables.is_common(word))
        });
        plain && (article || opening) && end + 1 - start <= 3
    }

    /// Whether a word is one of the language or of a field of work, and no proper name.
    pub(super) fn is_plain(&self, word: &str) -> bool {
        self.reading.lexicon.words.is_common_word(word) || self.reading.tables.is_common(word) || names::is_never_person(word)
    }

    /// `Wolfsberg Group`, `Leverhulme Trust`: a proper word before a head that is evidence only beside one.
    pub(super) fn proper_left(&self, left: usize, head: usize) -> bool {
        let word = self.word(left);
        head > left
            && !matches!(self.head(head).map_or("", |head| head.kind.as_str()), "body" | "mission" | "government")
            && self.tokens[left].case != Case::Upper
            && !self.is_plain(word)
            && !self.reading.lexicon.words.is_stop_word(&word.to_lowercase(), "en")
            && !self.reading.lexicon.words.is_role(word)
            && self.reading.lexicon.places.region_named(word).is_none()
            && self.head(left).is_none()
            && !self.tokens.get(head + 1).is_some_and(Token::is_capital)
    }

    pub(super) fn run_start(&self, and: usize) -> usize {
        let mut start = and;
        while start > 0 && self.is_capital(start - 1) && !self.ends_left(start - 1, start) {
            start -= 1;
        }
        start
    }

    /// Where a possessor that belongs to the name starts: `President’s Export Council`, `Women’s Fund`, `Veterans’ Board`.
    pub(super) fn owner_in_name(&self, before: usize) -> Option<usize> {
        let many = matches!(self.word(before), "’" | "'") && before > 0 && self.is_capital(before - 1) && is_many(self.word(before - 1));
        if many {
            return Some(before - 1);
        }
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

    pub(super) fn extend_right(&self, head: usize) -> usize {
        let mut right = head + 1;
        let head_word = self.word(head);
        let kind = self.head(head).map_or("", |head| head.kind.as_str());
        let mut pieces = 0;
        // `Airports Company Example Country`: the country right behind closes the name.
        let country = (right + 1..=(right + 4).min(self.tokens.len()))
            .rev()
            .find(|&to| self.is_country(right, to) && !self.is_capital(to) && self.tokens[right].span.start == self.tokens[right - 1].span.end + 1);
        if let Some(to) = country.filter(|_| kind == "company" || kind == "foundation") {
            return to;
        }
        if self.head(head).is_some_and(|head| head.lang != "en") {
            right = self.romance_tail(right);
        }
        while pieces < 4 {
            let preposition = self.word(right);
            // `Task Force Against Human Trafficking`, `Médicos sin Fronteras`
            let capital = matches!(preposition, "Against" | "Without") && head_word != "Convention";
            let without = matches!(preposition, "sin" | "sans" | "sem" | "senza" | "without" | "ohne") && right == head + 1;
            if !PREPOSITIONS.contains(&preposition) && !capital && !without {
                break;
            }
            let mut next = right + 1;
            while matches!(self.word(next), "the" | "la" | "le" | "les" | "los" | "las" | "l" | "’" | "'" | "der" | "das" | "die" | "el") {
                next += 1;
            }
            if names::is_calendar_word(self.word(next)) || preposition == "on" && is_social(self.word(next)) {
                break;
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

    /// `Fundación Avina`, `Universität Mainz`, `Office français de …`: where the head comes first, its name and adjectives follow at once.
    fn romance_tail(&self, from: usize) -> usize {
        let mut right = from;
        while right < self.tokens.len() && right < from + 4 && self.tokens[right].span.start - self.tokens[right - 1].span.end == 1 {
            let word = self.word(right);
            let adjective = self.tokens[right].case == Case::Lower
                && ADJECTIVE_ENDS.iter().any(|end| word.ends_with(end))
                && word.chars().count() >= 5
                && !self.reading.lexicon.words.is_common_word(word)
                && (PREPOSITIONS.contains(&self.word(right + 1))
                    || self.is_capital(right + 1)
                    || matches!(self.word(right + 1), "," | "." | "(" | ")"));
            let name = self.is_capital(right) && self.reading.lexicon.words.honorific_at(&[word]) == 0 && !self.reading.lexicon.words.is_role(word);
            if !adjective && !name {
                break;
            }
            right += 1;
        }
        right
    }

    /// The end of a run of capitalised words, without a role or person that begins behind it.
    pub(super) fn piece_end(&self, from: usize) -> usize {
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
        // `Bosnia and Herzegovina`
        let joined = end + 1 + usize::from(self.word(end + 1) == "the");
        if self.word(end) == "and" && self.is_capital(joined) && self.is_country(from, joined + 1) {
            return joined + 1;
        }
        // `Kazakhstan Marat Bashimov`: a place closes the piece, a person behind it is no part of it.
        for cut in from + 1..end {
            if self.is_country(from, cut) && !self.is_country(from, cut + 1) && !self.is_country(from, (cut + 2).min(end)) {
                return cut;
            }
        }
        let initial = end >= from + 4 && names::is_initial(self.word(end - 2));
        if initial && names::reads_as_person(self.text(), &self.tokens[end - 3..end], self.reading.lexicon, self.reading.tables) {
            return end - 3;
        }
        if end - from >= 3
            && names::reads_as_person(self.text(), &self.tokens[end - 2..end], self.reading.lexicon, self.reading.tables)
            && self.head(end - 1).is_none()
        {
            return end - 2;
        }
        end
    }

    pub(super) fn is_country(&self, from: usize, to: usize) -> bool {
        to > from && to <= self.tokens.len() && self.reading.lexicon.places.country_named(self.span(from, to).of(self.text())).is_some()
    }

    /// A country, region, state or well-known city: villages called `Justice` or `Republic` close no name.
    pub(super) fn is_place(&self, from: usize, to: usize) -> bool {
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
    pub(super) fn continue_list(&self, end: usize, first: usize, posted: bool, kind: &str) -> usize {
        let places = self.is_place(first, end);
        let mut right = end;
        let mut commas = end;
        loop {
            let joint = self.word(commas);
            let next = commas + 1 + usize::from(self.word(commas + 1) == "the");
            match joint {
                "and" | "&" | "et" | "y" | "und" | "e" => {
                    let stop = self.piece_end(next);
                    if stop == next || !self.may_continue(next, stop, places, posted, kind) {
                        return right;
                    }
                    right = stop;
                    commas = stop;
                }
                "," if !places => {
                    let next = if matches!(self.word(next), "and") { next + 1 } else { next };
                    let stop = self.piece_end(next);
                    if stop == next || stop - next > 4 || !self.may_continue(next, stop, places, posted, kind) {
                        return right;
                    }
                    // `Identity, Citizenship, Customs & Port Security`
                    if self.word(commas + 1) == "and" || (next..stop).any(|at| self.word(at) == "&") {
                        return stop;
                    }
                    commas = stop;
                }
                _ => return right,
            }
        }
    }

    pub(super) fn may_continue(&self, from: usize, to: usize, places: bool, posted: bool, kind: &str) -> bool {
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
            || lexicon.words.role_at(&words_of(self.text(), &self.tokens[from..to])) > 0 && self.word(from) != "Justice"
        {
            return false;
        }
        // `… and Maritime New Zealand`: a name that ends with a country is one of its own.
        let own_country = (from + 1..to).any(|at| self.is_country(at, to));
        let field = (from..to).any(|at| names::is_never_person(self.word(at)));
        if own_country {
            return false;
        }
        let person = !field && lexicon.words.is_given_name(self.word(from)) && to - from >= 2 && !self.reading.tables.is_common(self.word(from));
        // One word is a field of work (`Interior and Administration`) unless it is a body by itself.
        let alone = to - from == 1
            && !matches!(
                self.word(from),
                "Parliament" | "Senate" | "Congress" | "Police" | "Customs" | "Army" | "Navy" | "Government" | "Court" | "Cabinet"
            )
            && !matches!(self.word(to), "of" | "for" | "on")
            // `Department of Justice and Police, …`
            || to - from == 1 && self.word(from) == "Police" && kind == "government" && matches!(self.word(to), "," | "(");
        // `… and Bienestar Familiar`: two words that are none of the language are a name of their own.
        let foreign = to - from >= 2
            && (from..to).all(|at| !self.is_plain(self.word(at)) && !lexicon.words.is_stop_word(self.word(at), "en") && self.head(at).is_none())
            && self.word(from).chars().all(char::is_alphabetic);
        if foreign {
            return false;
        }
        let own_head = !alone && (from..to).any(|at| self.head(at).is_some_and(|head| !head.weak && !head.programme));
        !person && !own_head && (from..to).all(|at| self.tokens[at].case != Case::Upper)
    }
}

/// Heads of bodies that sit in a place: `Mission to Moldova and Ukraine`, `Embassy in Skopje`.
pub(super) fn is_posted(word: &str) -> bool {
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

pub(super) const PREPOSITIONS: &[&str] =
    &["of", "for", "on", "against", "to", "in", "de", "des", "du", "d", "para", "del", "pour", "für", "di", "da", "do", "sur", "sobre"];

/// Possessors that are part of a name: `Women’s Commission`, `Veterans’ Affairs`.
pub(super) const OWNERS: &[&str] = &[
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

/// Capitalised words that begin sentences and not names.
pub(super) const SENTENCE_OPENERS: &[&str] = &[
    "Former",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Dozens",
    "Hundreds",
    "Thousands",
    "Another",
    "Most",
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

/// How adjectives of French, Spanish, Portuguese and Italian end.
const ADJECTIVE_ENDS: &[&str] = &[
    "al", "ale", "ales", "aux", "ano", "ana", "ais", "aise", "ain", "aine", "ien", "ienne", "éen", "éenne", "ique", "iques", "ico", "ica", "icos",
    "icas", "if", "ive", "ivo", "iva", "nel", "nelle", "eño", "eña", "ense", "és", "esa", "ário", "ária", "ario", "aria", "eiro", "eira", "aire",
    "aires", "ane",
];

/// Whether a word in `s` is one for many people, whose body it may be: `Emigrants’ Commission`, `Exporters’ Association`.
fn is_many(word: &str) -> bool {
    OWNERS.contains(&word)
        || word.chars().count() >= 6 && ["ers", "ors", "ants", "ents", "ists", "ees", "eers", "mates", "cians"].iter().any(|end| word.ends_with(end))
}

fn is_social(word: &str) -> bool {
    matches!(word, "Twitter" | "Facebook" | "X" | "Instagram" | "LinkedIn" | "YouTube" | "Telegram" | "WhatsApp" | "TikTok" | "Flickr")
}

/// Roles that also stand inside names of bodies.
const ADJECTIVAL: &str = "General Commissioner Governors Ministers Ministerial Executive Chief Head Expert Experts Guard Representative \
    Representatives Lawyers Journalists Officers Bar Workers Monitor Attorney Justice Refugee Migrant Victim Witness Youth \
    Farmer Trader Student Teacher Nurse Consumer Citizen Partner Seafarer Defender Volunteer Peasant Fisher Pilot Veteran \
    Editors Doctors Engineers Teachers Traders Farmers";
