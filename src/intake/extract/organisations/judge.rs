//! Which grown names are organisations, and whose they are.

use super::{Band, Case, Head, Kind, OrganisationMention, Scan, acronyms, clean_name, is_government, mention, squeeze, tail_country};

impl Scan<'_> {
    /// Checks a candidate and writes it down.
    pub(super) fn name(&self, left: usize, head: usize, right: usize, noun: &Head, mentions: &mut Vec<OrganisationMention>) {
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
        if !listed && (capitals < 2 || is_government(&name, reading) || noun.sub && !acronym_behind && !self.word(head).starts_with("Directorate")) {
            return;
        }
        let national = (left..head)
            .any(|at| reading.lexicon.places.country_of_adjective(self.word(at)).is_some() || (at + 1..=head).any(|to| self.is_country(at, to)));
        if noun.weak && !listed && capitals < 3 && right == head + 1 && !acronym_behind && !(national && left < head) && !self.proper_left(left, head)
        {
            return;
        }
        // `West Bank`, `Left Bank`: the side of a river.
        let bank_of_river = self.word(head) == "Bank"
            && right == head + 1
            && head == left + 1
            && matches!(self.word(left), "West" | "East" | "Left" | "Right" | "North" | "South" | "Outer" | "Grand");
        if bank_of_river && !listed {
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
        // `Board of Directors of the X Bank`: an organ acts for its body, and the body is meant.
        if let Some(whole) = self.organ_of(left, right) {
            let upper = self.span(whole, right);
            let mut body = mention(reading, upper, clean_name(upper.of(text)), "org-head-whole", Band::Likely);
            body.country = self.country_tail(&body.name);
            mentions.push(body);
            return;
        }
        let (parent, country) = self.owner(left);
        let public = matches!(noun.kind.as_str(), "ministry" | "government" | "court" | "parliament" | "university" | "mission" | "agency");
        if noun.plural && right > head + 1 && !listed && !acronym_behind && !public {
            return;
        }
        // In the plural a head alone means several bodies, but for those whose names are plurals.
        let by_nature = [
            "Services",
            "Forces",
            "Nations",
            "Industries",
            "Airlines",
            "Railways",
            "Courts",
            "Customs",
            "Archives",
            "Laboratories",
            "Holdings",
            "Partners",
            "Associates",
            "Guards",
            "Chambers",
            "Doctors",
            "Lawyers",
            "Trusts",
            "Investigations",
            "Studies",
        ];
        if noun.plural && right == head + 1 && !listed && !acronym_behind && !by_nature.contains(&self.word(head)) {
            return;
        }
        // Places where things are held.
        let post =
            matches!(self.word(head), "Post" | "Posts") && head > left && matches!(self.word(head - 1), "Border" | "Check" | "Command" | "Trading");
        if matches!(self.word(head), "Airport" | "Hotel" | "Stadium" | "Hall" | "Port") && !listed && !acronym_behind || post {
            return;
        }
        if noun.plural && public && self.coordinated(left, head, right, country.as_deref(), mentions) {
            return;
        }
        if let Some(split) = self.child_and_parent(head, right) {
            let child = self.span(left, split);
            if split > head + 1 || head >= left + 2 && noun.kind.as_str() != "mission" {
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

    /// Where the body begins whose organ the name is: `Board of Directors of the` | `X Bank`, `Secretariat of` | `X`.
    fn organ_of(&self, left: usize, right: usize) -> Option<usize> {
        let whole = squeeze(self.span(left, right).of(self.text()));
        let organ =
            ORGANS.iter().find(|organ| whole.strip_prefix(**organ).is_some_and(|rest| rest.starts_with(" of ") || rest.starts_with(" at ")))?;
        let at = left + organ.split(' ').count() + 1;
        let at = at + usize::from(self.word(at) == "the");
        let body = self.span(at, right).of(self.text());
        let named = self.reading.lexicon.organisations.by_name(body).is_some() || (at..right).any(|at| self.head(at).is_some_and(|head| !head.weak));
        (at < right && named).then_some(at)
    }

    /// Whether the name stands in what the sentence calls a theme, title or topic: a motto in capitals, not a body.
    pub(super) fn is_themed(&self, left: usize) -> bool {
        (left.saturating_sub(30)..left).any(|at| {
            matches!(self.word(at), "theme" | "themed" | "titled" | "entitled" | "topic" | "motto" | "slogan" | "thème" | "lema" | "tema" | "Motto")
        })
    }

    /// `Trade Mission`, `Fact-Finding Mission`: a journey, not a body.
    pub(super) fn is_trip(&self, head: usize) -> bool {
        self.word(head).starts_with("Mission")
            && head.checked_sub(1).is_some_and(|before| {
                matches!(
                    self.word(before),
                    "Trade" | "Investment" | "Business" | "Study" | "Fact-Finding" | "Evaluation" | "Assessment" | "Scoping" | "Election" | "Visit"
                )
            })
            && !self.tokens[head.saturating_sub(8)..head].iter().any(|token| acronyms::looks_like_acronym(token, self.text()))
    }

    /// `a Regional Workshop Team`: capitals at the start of a sentence, or one common word before a head that is common too.
    pub(super) fn only_common_left(&self, left: usize, head: usize, right: usize) -> bool {
        right == head + 1
            && head - left == 1
            && left == 0
            && self.reading.tables.is_common(self.word(left))
            && self.tokens.get(right).is_some_and(|token| token.case == Case::Lower && token.kind == Kind::Word)
            && self.reading.lexicon.words.is_stop_word(&self.word(left).to_lowercase(), "en")
    }

    /// Whose it is: the possessor right before the name, or `of` a parent behind: parent's name, country's code.
    pub(super) fn owner(&self, left: usize) -> (Option<String>, Option<String>) {
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
    pub(super) fn country_adjective(&self, left: usize, head: usize) -> Option<String> {
        (left..head).find_map(|at| self.reading.lexicon.places.country_of_adjective(self.word(at))).map(|country| country.iso2.to_owned())
    }

    /// `Ministry of Foreign Affairs of the Kingdom of Thailand`, `Ministry of Justice, Kenya`.
    pub(super) fn country_tail(&self, name: &str) -> Option<String> {
        tail_country(name, self.reading).map(|(_, code)| code)
    }

    /// `Ministries of Interior and Justice`, `Ministries of Foreign Affairs of Armenia and Georgia`: one body each, singular.
    pub(super) fn coordinated(&self, left: usize, head: usize, right: usize, country: Option<&str>, mentions: &mut Vec<OrganisationMention>) -> bool {
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
    pub(super) fn child_and_parent(&self, head: usize, right: usize) -> Option<usize> {
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
}

/// Organs that every larger body has.
const ORGANS: &[&str] = &[
    "Board of Directors",
    "Board of Executive Directors",
    "Board of Governors",
    "Board of Trustees",
    "Executive Board",
    "Governing Board",
    "Governing Body",
    "Governing Council",
    "Management Board",
    "Supervisory Board",
    "Board",
    "General Assembly of Members",
    "Headquarters",
];
