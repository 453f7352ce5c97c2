//! Places: countries, regions and states wherever they are named; cities only where their position speaks for them.
//!
//! Method: The list of cities holds `Of`, `Police`, `Nice` and `Reading`, so a city needs `in`, `at`, `from` … before it,
//! its country behind it, or another city beside it.

use super::touching;
use super::{Facts, PlaceMention, Reading};
use crate::base::span::Span;
use crate::base::text::squeeze;
use crate::content::finding::Band;
use crate::intake::survey::blocks::Role;
use crate::intake::token::{Case, Kind, Token, stretch};
use crate::lexicon::geo::{City, PlaceKind};
use crate::lexicon::geo_find::Mention;
use std::collections::BTreeMap;

/// Finds places.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let mut places = Vec::new();
    dateline(reading, &mut places);
    for (block, role) in reading.layout.roles.iter().enumerate() {
        if matches!(
            role,
            Role::Contact
                | Role::Noise
                | Role::Byline
                | Role::DateLine
                | Role::Source
                | Role::Credit
                | Role::Hashtags
                | Role::Goals
                | Role::Boilerplate
        ) {
            continue;
        }
        let span = reading.document.blocks[block].span;
        named(reading, facts, span, &mut places);
    }
    places.sort_by_key(|place| place.span);
    places.dedup_by(|b, a| a.span.overlaps(&b.span));
    let near = countries_by_weight(&places);
    let mut cities = Vec::new();
    for (block, role) in reading.layout.roles.iter().enumerate() {
        if role.is_prose() || matches!(role, Role::Title | Role::Subtitle | Role::Subhead) {
            let span = reading.document.blocks[block].span;
            Cities { reading, facts, tokens: reading.tokens(span), near: &near }.run(&places, &mut cities);
        }
    }
    places.extend(cities);
    places.sort_by_key(|a| a.span);
    places.dedup_by(|b, a| a.span.overlaps(&b.span));
    facts.places = places;
}

/// Languages that are called like no country: `printed in Arabic and Urdu` names no towns.
const LANGUAGES: &str = "Acholi Afrikaans Amharic Arabic Aymara Bahasa Basque Bengali Cantonese Catalan Creole Dari Dinka Farsi Fula Galician Guarani Gujarati \
    Hausa Hebrew Hindi Igbo Kannada Kinyarwanda Kiswahili Kurdish Latin Lingala Malayalam Mandarin Marathi Nahuatl Nuer Oromo Pashto Persian \
    Pidgin Punjabi Quechua Rohingya Romani Shona Sinhala Swahili Tagalog Tamil Telugu Tetum Tibetan Tigrinya Turkana Urdu Uyghur Wolof Xhosa \
    Yiddish Yoruba Zulu";

fn push(places: &mut Vec<PlaceMention>, span: Span, name: &str, kind: &'static str, code: Option<&str>, rule: &'static str, band: Band) {
    places.push(PlaceMention { span, name: name.to_owned(), kind, code: code.map(str::to_owned), rule, band });
}

fn dateline(reading: &Reading<'_>, places: &mut Vec<PlaceMention>) {
    let Some(dateline) = &reading.layout.dateline else { return };
    let country = dateline.country.and_then(|span| country_code(reading, span.of(reading.text())));
    for &place in &dateline.places {
        let printed = squeeze(place.of(reading.text()));
        match reading.lexicon.places.resolve(&printed, country.as_deref()) {
            // The name as printed where the list prefers another: `New York`, `Genève`.
            Some(fact) => {
                let same = crate::base::text::fold(&fact.name) == crate::base::text::fold(&printed);
                let name = if same || fact.kind != PlaceKind::City { fact.name.clone() } else { shown(&printed) };
                push(places, place, &name, fact.kind.name(), fact.code, "place-dateline", Band::Certain);
            }
            None => {
                push(places, place, &crate::intake::survey::names::title_case(&printed), "city", country.as_deref(), "place-dateline", Band::Likely);
            }
        }
    }
    if let Some(span) = dateline.country
        && let Some(fact) = reading.lexicon.places.resolve(span.of(reading.text()), None)
        && fact.kind == PlaceKind::Country
    {
        push(places, span, &fact.name, "country", fact.code, "place-dateline", Band::Certain);
    }
}

/// A place's name as it is written in running text: `NEW YORK` as `New York`.
fn shown(printed: &str) -> String {
    printed.split(' ').map(crate::intake::survey::names::title_case).collect::<Vec<_>>().join(" ")
}

fn country_code(reading: &Reading<'_>, name: &str) -> Option<String> {
    let places = &reading.lexicon.places;
    places.country_named(name).map(|country| country.iso2).or_else(|| places.subnational_named(name).map(|place| place.country)).map(str::to_owned)
}

/// Countries, regions and states by name.
fn named(reading: &Reading<'_>, facts: &Facts, span: Span, places: &mut Vec<PlaceMention>) {
    let gazetteer = &reading.lexicon.places;
    let text = span.of(reading.text());
    let language = if reading.language == "und" { "en" } else { reading.language };
    for hit in gazetteer.find_in(text, language) {
        let at = hit.span.shifted(span.start);
        // `US$9.4 million` is money.
        if reading.text()[at.end..].starts_with(['$', '€', '£']) {
            continue;
        }
        // `les mineurs étrangers non accompagnés (MENA)` are no region.
        let printed = at.of(reading.text());
        if printed.len() <= 6 && reading.acronyms.iter().any(|acronym| acronym.short == printed && gazetteer.region_named(printed).is_some()) {
            continue;
        }
        if !touching(&facts.people, at).is_empty() || is_inside_name(facts, at) && !is_post(reading, at) || is_hyphenated(reading, at) {
            continue;
        }
        match hit.what {
            Mention::Country(row) => {
                let country = &gazetteer.countries()[row];
                // `Canal Saint-Martin`
                let printed = at.of(reading.text());
                let joined = printed.contains('-') && !country.name.contains('-');
                let named = reading.text()[..at.start].trim_end().rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase));
                if joined && named {
                    continue;
                }
                // `Mexico City`, `Belize City`
                if reading.text()[at.end..].starts_with(" City") {
                    continue;
                }
                if is_state_behind_city(reading, at, country.name) {
                    continue;
                }
                push(places, at, country.name, "country", Some(country.iso2), "place-country", Band::Certain);
            }
            // Regions and states keep the name the text gives them: `South Asia` is not renamed `Southern Asia`.
            Mention::Region(_) => {
                let printed = squeeze(at.of(reading.text()));
                // `Central` of `Central and South Asia` alone names nothing.
                let direction =
                    ["Central", "South", "North", "East", "West", "Eastern", "Western", "Northern", "Southern"].contains(&printed.as_str());
                if !direction && gazetteer.region_named(&printed).is_some() {
                    push(places, at, &printed, "region", None, "place-region", Band::Likely);
                }
            }
            Mention::Subnational(row) => {
                let place = &gazetteer.subnational()[row];
                let printed = squeeze(at.of(reading.text()));
                // `the case of N.H.`: an abbreviated state stands behind its city.
                if printed.contains('.') && !reading.text()[..at.start].trim_end().ends_with(',') {
                    continue;
                }
                let before = reading.text()[..at.start].trim_end().rsplit([' ', '\n']).next().unwrap_or("").to_lowercase();
                if reading.lexicon.words.is_given_name(&printed) && !matches!(before.as_str(), "in" | "of" | "from" | "to" | "near" | "at") {
                    continue;
                }
                push(places, at, &printed, "subnational", Some(place.country), "place-subnational", Band::Likely);
            }
            Mention::Adjective(_) | Mention::Demonym(_) | Mention::RegionAdjective(_) | Mention::Historical(_) | Mention::HistoricalAdjective(_) => {}
        }
    }
}

/// Whether a place is a part of an organisation's or event's name. The country of a generic body (`Ministry of Foreign Affairs of Thailand`)
/// counts as named all the same.
fn is_inside_name(facts: &Facts, at: Span) -> bool {
    let in_body = touching(&facts.organisations, at).iter().any(|organisation| {
        organisation.span.overlaps(&at) && !(organisation.country.is_some() && organisation.entry.is_none() && organisation.kind != "university")
    });
    in_body || touching(&facts.events, at).iter().any(|event| event.span.start != at.start && !event.programme)
}

/// Where a mission or embassy works: `Mission to Moldova and Ukraine`, `Embassy in Skopje`.
fn is_post(reading: &Reading<'_>, at: Span) -> bool {
    let before = reading.text()[..at.start].trim_end();
    let before = before.strip_suffix("the").map_or(before, str::trim_end);
    let direct = before.ends_with(" to") || before.ends_with(" in");
    let second = before.strip_suffix(" and").is_some_and(|rest| {
        let words: Vec<&str> = rest.split_whitespace().rev().take(4).collect();
        words.iter().skip(1).any(|word| matches!(*word, "to" | "in"))
    });
    direct || second
}

/// `US-based`, `Tunisian-Libyan`, `UN-Women`.
fn is_hyphenated(reading: &Reading<'_>, at: Span) -> bool {
    let text = reading.text();
    text[at.end..].starts_with('-')
        && text[at.end + 1..].starts_with(char::is_alphabetic)
        && !text[at.end + 1..].starts_with("based")
        && !text[at.end + 1..].starts_with(char::is_uppercase)
}

/// `Atlanta, Georgia`: the state, not the country.
fn is_state_behind_city(reading: &Reading<'_>, at: Span, name: &str) -> bool {
    // `Lebanon, Pennsylvania`: a city there has the country's name.
    let printed = at.of(reading.text());
    let gazetteer = &reading.lexicon.places;
    let behind = reading.text()[at.end..].strip_prefix(", ").or_else(|| reading.text()[at.end..].strip_prefix(" ("));
    let state = behind.and_then(|behind| {
        let end = behind.find(|c: char| !c.is_alphabetic() && c != ' ').unwrap_or(behind.len());
        let words: Vec<&str> = behind[..end].split(' ').take(2).collect();
        gazetteer.subnational_named(words.join(" ").trim()).or_else(|| gazetteer.subnational_named(words.first()?)).map(|state| state.country)
    });
    let elsewhere = |country: &str| {
        gazetteer.country_named(printed).is_some_and(|own| own.iso2 != country)
            && gazetteer.cities(printed).iter().any(|city| city.country == country)
    };
    if state.is_some_and(elsewhere) {
        return true;
    }
    if name != "Georgia" {
        return false;
    }
    let before = reading.text()[..at.start].trim_end();
    let Some(city) = before.strip_suffix(',').and_then(|rest| rest.rsplit([' ', '\n']).next()) else { return false };
    reading.lexicon.places.cities(city).iter().any(|city| city.country == "US")
}

/// How often each country is named: the ones named most decide between cities of one name.
fn countries_by_weight(places: &[PlaceMention]) -> BTreeMap<String, usize> {
    let mut weights = BTreeMap::new();
    for place in places {
        if let Some(code) = &place.code {
            *weights.entry(code.clone()).or_default() += if place.rule == "place-dateline" { 3 } else { 1 };
        }
    }
    weights
}

struct Cities<'a> {
    reading: &'a Reading<'a>,
    facts: &'a Facts,
    tokens: &'a [Token],
    near: &'a BTreeMap<String, usize>,
}

/// Words before which a city's name counts without more.
const STRONG: &[&str] = &["in", "at", "near", "en", "à", "a", "em", "outside", "around", "capital", "city", "town", "port", "off"];
/// Words before which a larger city's name counts.
const FAIR: &[&str] = &[
    "from", "to", "of", "between", "depuis", "vers", "hacia", "bis", "via", "through", "visited", "visits", "visiting", "visit", "reach", "reached",
    "left", "leaving", "and", "or", ",", "de", "desde", "von", "aus", "nach", "sur",
];
/// Words behind a city's name that speak for it.
const BEHIND: &[&str] =
    &["headquarters", "office", "airport", "port", "residents", "suburb", "market", "municipality", "city", "region", "province", "district"];

impl<'a> Cities<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.reading.text()))
    }

    fn run(&self, named: &[PlaceMention], cities: &mut Vec<PlaceMention>) {
        let mut at = 0;
        let mut after_city = false;
        while at < self.tokens.len() {
            if let Some((end, mention)) = self.city_at(at, after_city) {
                if touching(named, mention.span).is_empty() {
                    cities.push(mention);
                }
                at = end;
                after_city = true;
            } else {
                after_city = after_city && matches!(self.word(at), "," | "and" | "&" | "/" | "y" | "et" | "und" | "in");
                at += 1;
            }
        }
    }

    fn span(&self, from: usize, to: usize) -> Span {
        stretch(self.tokens, from, to)
    }

    fn city_at(&self, at: usize, after_city: bool) -> Option<(usize, PlaceMention)> {
        let token = &self.tokens[at];
        if !token.is_capital()
            || at > 0
                && self.tokens[at - 1].is_capital()
                && self.tokens[at].span.start - self.tokens[at - 1].span.end == 1
                && !matches!(self.word(at - 1), "In" | "At" | "From" | "To" | "Near")
        {
            return None;
        }
        let before = at.checked_sub(1).map_or(String::new(), |before| self.word(before).to_lowercase());
        let mut run = at + 1;
        while run < self.tokens.len()
            && run < at + 5
            && (self.tokens[run].is_capital()
                || matches!(self.word(run), "de" | "da" | "do" | "del" | "of" | "la" | "/" | "am" | "sur")
                    && self.tokens.get(run + 1).is_some_and(Token::is_capital))
        {
            run += 1;
        }
        for end in (at + 1..=run).rev() {
            if !self.tokens[end - 1].is_capital() {
                continue;
            }
            let span = self.span(at, end);
            // `Office in Doha`, `Embassy in Skopje`: where a body sits is named all the same.
            let seat = matches!(before.as_str(), "in" | "at")
                && touching(&self.facts.organisations, span).iter().all(|body| body.entry.is_none() || body.rule.split('-').nth(1) == Some("head"));
            if !touching(&self.facts.people, span).is_empty()
                || !touching(&self.facts.organisations, span).is_empty() && !seat
                || !touching(&self.facts.events, span).is_empty()
            {
                continue;
            }
            let name = squeeze(span.of(self.reading.text()));
            let variants: Vec<&str> = name.split('/').map(str::trim).collect();
            if end == at + 1 && self.is_recurring_town(at, end, &before) {
                let code = self.near.iter().max_by_key(|(_, weight)| **weight).map(|(code, _)| code.clone());
                return Some((end, PlaceMention { span, name, kind: "city", code, rule: "place-city-recurring", band: Band::Likely }));
            }
            let cities: Vec<&City> = variants.iter().flat_map(|name| self.reading.lexicon.places.cities(name)).collect();
            let explicit = self.country_behind(end);
            if self.reading.lexicon.places.country_named(&name).is_some() || self.reading.lexicon.places.region_named(&name).is_some() {
                break;
            }
            if cities.is_empty() {
                if let Some((code, past)) =
                    explicit.as_ref().filter(|_| end == run && STRONG.contains(&before.as_str()) && self.is_plain_name(at, end))
                {
                    let mention = PlaceMention { span, name, kind: "city", code: Some(code.clone()), rule: "place-city-country", band: Band::Likely };
                    return Some((*past, mention));
                }
                continue;
            }
            let city = self.choose(&cities, explicit.as_ref().map(|(code, _)| code.as_str()));
            let spoken_for = explicit.as_ref().is_some_and(|(code, _)| cities.iter().any(|city| city.country == code));
            if !spoken_for && !self.position_speaks(at, end, &before, after_city, city) {
                continue;
            }
            let shown = if variants.len() > 1 { name.clone() } else { city.name.to_owned() };
            let shown = if crate::base::text::fold(&shown) == crate::base::text::fold(&name) { shown } else { name };
            let mention =
                PlaceMention { span, name: shown, kind: "city", code: Some(city.country.to_owned()), rule: "place-city", band: Band::Certain };
            return Some((end, mention));
        }
        // A town missing from the list, beside one that is on it: `in Chisinau, Giurgiulesti and Otaci`.
        let end = at + 1;
        if after_city
            && matches!(self.word(at - 1), "," | "and")
            && end == run
            && self.is_plain_name(at, end)
            && self.reading.lexicon.places.resolve(self.word(at), None).is_none()
            && self.closes(end)
            && !self.is_explained(end)
        {
            let code = self.near.iter().max_by_key(|(_, weight)| **weight).map(|(code, _)| code.clone());
            let mention = PlaceMention {
                span: self.span(at, end),
                name: self.word(at).to_owned(),
                kind: "city",
                code,
                rule: "place-city-list",
                band: Band::Likely,
            };
            return Some((end, mention));
        }
        None
    }

    /// A town missing from the list: one capitalised word behind `in` or `at`, named at least twice, that is no other thing.
    fn is_recurring_town(&self, at: usize, end: usize, before: &str) -> bool {
        let word = self.word(at);
        // `the village of Nancefield`, `the Luau border post`
        let settled = before == "of"
            && at >= 2
            && matches!(
                self.word(at - 2),
                "village"
                    | "town"
                    | "city"
                    | "port"
                    | "township"
                    | "hamlet"
                    | "municipality"
                    | "villagers"
                    | "residents"
                    | "inhabitants"
                    | "mayor"
                    | "villages"
                    | "north"
                    | "south"
                    | "east"
                    | "west"
                    | "north-east"
                    | "north-west"
                    | "south-east"
                    | "south-west"
            )
            || before == "at"
                && at >= 2
                && matches!(
                    self.word(at - 2),
                    "held" | "stationed" | "arrested" | "intercepted" | "stopped" | "camped" | "seized" | "arrived" | "docked" | "landed"
                )
            || matches!(
                (self.word(end), self.word(end + 1)),
                ("border", "post" | "crossing" | "point") | ("refugee" | "transit", "camp") | ("village" | "town" | "township" | "checkpoint", _)
            );
        (settled || matches!(before, "in" | "at" | "near" | "off"))
            && self.is_plain_name(at, end)
            && !self.reading.lexicon.words.is_common_word(word)
            && self.reading.lexicon.places.resolve(word, None).is_none()
            && word.chars().count() >= 4
            && (self.closes(end) || self.word(end) == "Field")
            && (settled
                || matches!(before, "in" | "near" | "off") && matches!(self.word(end), "and" | "," | ".")
                || self.reading.document.tokens.iter().filter(|token| token.of(self.reading.text()) == word).count() >= 2)
            && !self.reading.lexicon.words.is_given_name(word)
    }

    /// Whether what stands behind a name says that it is no town: `Deltares, a Dutch institute`, and `Cox’s`, which goes on.
    fn is_explained(&self, end: usize) -> bool {
        let next = self.tokens.get(end).map(|token| token.span.start).and_then(|start| self.reading.text()[..start].chars().next_back());
        let possessive =
            next.is_some_and(|c| crate::base::text::straight_quote(c) == '\'') || matches!(self.word(end), "s" | "'s" | "’s" | "'" | "’");
        let noun = || (end + 2..end + 6).any(|at| matches!(self.word(at), "town" | "city" | "village" | "port" | "capital" | "settlement"));
        possessive || self.word(end) == "," && matches!(self.word(end + 1), "a" | "an") && !noun()
    }

    fn closes(&self, end: usize) -> bool {
        matches!(self.word(end), "." | "," | "and" | "" | ";" | ")") || self.tokens.get(end).is_some_and(|token| token.case == Case::Lower)
    }

    /// A capitalised word that is no other thing.
    fn is_plain_name(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| {
            let word = self.word(at);
            self.tokens[at].case == Case::Capital
                && self.tokens[at].kind == Kind::Word
                && !self.reading.tables.is_common(word)
                && self.reading.lexicon.heads.get(word).is_none()
                && !self.reading.lexicon.words.is_role(word)
                && !crate::intake::survey::names::is_calendar_word(word)
                && self.reading.lexicon.places.country_of_adjective(word).is_none()
                && !LANGUAGES.split(' ').any(|language| language == word)
        })
    }

    /// `Odesa (Ukraine)`, `Tashkent, Uzbekistan`, `Atlanta, Georgia`: the code and where it ends.
    fn country_behind(&self, end: usize) -> Option<(String, usize)> {
        if !matches!(self.word(end), "," | "(") {
            return None;
        }
        (1..=4).rev().map(|length| end + 1 + length).filter(|&to| to <= self.tokens.len() && self.tokens[end + 1].is_capital()).find_map(|to| {
            let name = self.span(end + 1, to).of(self.reading.text()).to_owned();
            country_code(self.reading, &name).map(|code| (code, to))
        })
    }

    fn choose(&self, cities: &[&'a City], explicit: Option<&str>) -> &'a City {
        let weight = |city: &City| self.near.get(city.country).copied().unwrap_or(0);
        let largest = cities.iter().max_by_key(|city| city.population).copied().unwrap_or(cities[0]);
        if let Some(code) = explicit
            && let Some(city) = cities.iter().find(|city| city.country == code)
        {
            return city;
        }
        let nearest = cities.iter().max_by_key(|city| (weight(city), city.population)).copied().unwrap_or(largest);
        // A capital or metropolis is meant unless the article speaks of the smaller one's country.
        if weight(nearest) > 0 && (largest.population < nearest.population.saturating_mul(60) || weight(largest) == 0 && !largest.capital) {
            nearest
        } else {
            largest
        }
    }

    fn position_speaks(&self, at: usize, end: usize, before: &str, after_city: bool, city: &City) -> bool {
        let word = self.word(at);
        if crate::intake::survey::names::is_calendar_word(word) || matches!(self.word(end), "-" | "’") && end - at == 1 && city.population < 500_000
        {
            return false;
        }
        let single = end - at == 1;
        let common = single
            && (self.reading.tables.is_common(word) || self.reading.lexicon.heads.get(word).is_some() || self.reading.lexicon.words.is_role(word));
        let given = single && self.reading.lexicon.words.is_given_name(word);
        if common && city.population < 300_000 && !city.capital || self.tokens[at].case == Case::Upper && word.chars().count() <= 4 {
            return false;
        }
        let large = city.capital || city.population >= 100_000;
        if STRONG.contains(&before) {
            return !given || large;
        }
        if BEHIND.contains(&self.word(end)) {
            return large;
        }
        let near = self.near.get(city.country).copied().unwrap_or(0) > 0;
        // `nurses from Bitola`: a town of some size whose name is no word.
        let spoken = before == "from" && !common && !given && !self.reading.lexicon.words.is_common_word(word) && word.chars().count() >= 5;
        if spoken && city.population >= 30_000 && self.closes(end) {
            return true;
        }
        if FAIR.contains(&before) {
            let listed = !matches!(before, "," | "and" | "or") || after_city;
            return (large || near && !common) && !(given && city.population < 500_000) && (listed || city.capital || near && large);
        }
        // A capital at the start of a sentence or behind another mark: large and in a country the article names.
        (city.capital || city.population >= 1_000_000) && near && !given && !common
    }
}

#[cfg(test)]
mod tests {
    use crate::intake::trial::places;

    #[test]
    fn small_towns_are_told_by_their_position() {
        assert_eq!(places("The trucks waited at the Lzuau border post."), ["Lzuau"]);
        assert_eq!(places("Shots were heard in Pzyla, in the zone."), ["Pzyla"]);
        assert_eq!(places("The roadblock was held at Nzancefield and Mzadimbo."), ["Nzancefield", "Mzadimbo"]);
        assert!(places("The trucks waited at the Central border post.").is_empty());
    }

    #[test]
    fn where_an_office_sits_is_named() {
        assert!(places("The talks were watched by the Field Office in Doha.").contains(&"Doha".to_owned()));
        assert!(places("They slept near the Canal Saint-Martin for weeks.").is_empty());
        assert!(places("In the case of N.H. the court said no.").is_empty());
    }
}
