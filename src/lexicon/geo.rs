//! Places by name: countries, regions, states and provinces, countries that are no more, and cities.

use super::geo_find::Finder;
pub use super::geo_find::{Mention, PlaceHit};
use super::geo_read::{Cities, Tables};
use super::lazy::{Lazy, lazy};
use super::own::Own;
use std::sync::OnceLock;

/// Languages with names of countries of their own. English comes first and holds everywhere.
pub const LANGUAGES: [&str; 6] = ["en", "fr", "es", "de", "pt", "it"];

/// Whose data a list is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// What was taken.
    pub what: &'static str,
    /// From whom.
    pub source: &'static str,
    /// Where they are.
    pub source_url: &'static str,
    /// The licence's name.
    pub licence: &'static str,
    /// Where its text is.
    pub licence_url: &'static str,
    /// What was changed.
    pub changes: &'static str,
}

/// Who the names of places, months and weekdays come from, for a page of the site: the licences ask for it.
pub const ATTRIBUTIONS: &[Attribution] = &[
    Attribution {
        what: "Cities",
        source: "GeoNames",
        source_url: "https://www.geonames.org/",
        licence: "CC BY 4.0",
        licence_url: "https://creativecommons.org/licenses/by/4.0/",
        changes: "selected and shortened, other names added",
    },
    Attribution {
        what: "Names of countries, months and weekdays in other languages",
        source: "Unicode CLDR",
        source_url: "https://cldr.unicode.org/",
        licence: "Unicode License v3",
        licence_url: "https://www.unicode.org/license.txt",
        changes: "selected, other forms added",
    },
];

/// A word or name with its language, `en` for English.
pub type Marked = (&'static str, &'static str);

/// A country or territory of ISO 3166-1, or Kosovo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2; `XK` for Kosovo.
    pub iso2: &'static str,
    /// ISO 3166-1 alpha-3; `XKX` for Kosovo.
    pub iso3: &'static str,
    /// UN M49, three digits; empty for Kosovo.
    pub m49: &'static str,
    /// The name English readers expect.
    pub name: &'static str,
    /// The official name in English.
    pub official: &'static str,
    /// Other names in English, former ones included.
    pub aliases: Vec<&'static str>,
    /// Nouns for its people, in English.
    pub demonyms: Vec<&'static str>,
    /// Adjectives, in English.
    pub adjectives: Vec<&'static str>,
    /// M49 code of the region it lies in.
    pub region: &'static str,
    /// Its capital; empty where there is none.
    pub capital: &'static str,
    /// Names in other languages.
    pub foreign_names: Vec<Marked>,
    /// Adjectives in other languages, every form.
    pub foreign_adjectives: Vec<Marked>,
}

/// A part of the world that is no country: a continent, a sea, "Central Asia".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// UN M49, three digits; empty for regions the standard does not have.
    pub m49: &'static str,
    /// The name in English.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<Marked>,
    /// Adjectives.
    pub adjectives: Vec<Marked>,
}

/// A state, province, territory or island that belongs to a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subnational {
    /// The name in English; names that several places bear have the country in brackets.
    pub name: &'static str,
    /// The country it lies in, ISO 3166-1 alpha-2. Lists of the United Nations are followed; no opinion on any claim is meant.
    pub country: &'static str,
    /// Other names.
    pub aliases: Vec<&'static str>,
    /// "state", "province", "island" …
    pub kind: &'static str,
}

/// A country that exists no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The name in English.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<Marked>,
    /// Adjectives in English.
    pub adjectives: Vec<&'static str>,
    /// When it existed.
    pub note: &'static str,
}

/// A city of 15,000 people or more, or a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct City {
    /// The name in English or, where English has none, in the country's own spelling.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// People, after `GeoNames`; 0 when unknown.
    pub population: u32,
    /// Whether it is the capital.
    pub capital: bool,
}

/// What sort of place a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A country or territory of ISO 3166-1, or Kosovo.
    Country,
    /// A city or town.
    City,
    /// A region of the world or a sea.
    Region,
    /// A state, province or island of a country.
    Subnational,
    /// A country that exists no longer.
    Historical,
}

impl PlaceKind {
    /// The word for it, as front matter and data files write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::City => "city",
            Self::Region => "region",
            Self::Subnational => "subnational",
            Self::Historical => "historical",
        }
    }
}

/// What is known about a place of some name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceFact {
    /// The name to show.
    pub name: String,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// The country, ISO 3166-1 alpha-2, for countries and for what lies in one.
    pub code: Option<&'static str>,
    /// The UN M49 code of a country or region.
    pub m49: Option<&'static str>,
}

/// All places. Each part is read when first used.
#[derive(Debug)]
pub struct Gazetteer {
    tables: Lazy<Tables>,
    cities: Lazy<Cities>,
    finders: [OnceLock<Finder>; LANGUAGES.len()],
}

impl Default for Gazetteer {
    fn default() -> Self {
        Self::new(Own::none())
    }
}

impl Gazetteer {
    /// The places of the lists, an archive's own first.
    pub(super) fn new(own: &'static Own) -> Self {
        Self { tables: lazy(|| Tables::read(own)), cities: lazy(|| Cities::read(own)), finders: [const { OnceLock::new() }; LANGUAGES.len()] }
    }

    /// The country with this ISO 3166-1 alpha-2 code, in capitals or small letters.
    pub fn country(&self, iso2: &str) -> Option<&Country> {
        self.tables.countries.iter().find(|country| country.iso2.eq_ignore_ascii_case(iso2))
    }

    /// The country of this name: common, official or former, in English or, failing that, another language. Accents, case, punctuation and
    /// a leading "the" do not count.
    pub fn country_named(&self, name: &str) -> Option<&Country> {
        let tables = &*self.tables;
        tables.country_names.first(name).or_else(|| tables.foreign_country_names.first(name)).map(|row| &tables.countries[row])
    }

    /// The country that an adjective or a noun for its people belongs to: `Thai`, `Ghanaians`, `française`.
    pub fn country_of_adjective(&self, word: &str) -> Option<&Country> {
        self.tables.country_adjectives.first(word).map(|row| &self.tables.countries[row])
    }

    /// The region of this name.
    pub fn region_named(&self, name: &str) -> Option<&Region> {
        self.tables.region_names.first(name).map(|row| &self.tables.regions[row])
    }

    /// The state, province, territory or island of this name.
    pub fn subnational_named(&self, name: &str) -> Option<&Subnational> {
        self.tables.subnational_names.first(name).map(|row| &self.tables.subnational[row])
    }

    /// Every state, province, territory or island called so, those included that a country in brackets tells from others: `Georgia` and
    /// `Punjab` are states, too.
    pub fn all_subnational_named(&self, name: &str) -> Vec<&Subnational> {
        self.tables.shared_names.all(name).map(|row| &self.tables.subnational[row]).collect()
    }

    /// The country of the past of this name.
    pub fn former_named(&self, name: &str) -> Option<&Former> {
        self.tables.former_names.first(name).map(|row| &self.tables.former[row])
    }

    /// The cities of this name or other name: the archive's own, then the most populous first.
    pub fn cities(&self, name: &str) -> Vec<&City> {
        let mut found: Vec<usize> = self.cities.names.all(name).collect();
        let city = |row: usize| &self.cities.all[row];
        found.sort_by_key(|&row| (row >= self.cities.own, std::cmp::Reverse(city(row).population), city(row).country));
        found.into_iter().map(city).collect()
    }

    /// All countries, by code.
    pub fn countries(&self) -> &[Country] {
        &self.tables.countries
    }

    /// All regions, by name.
    pub fn regions(&self) -> &[Region] {
        &self.tables.regions
    }

    /// All states, provinces, territories and islands, by name.
    pub fn subnational(&self) -> &[Subnational] {
        &self.tables.subnational
    }

    /// All countries of the past, by name.
    pub fn former(&self) -> &[Former] {
        &self.tables.former
    }

    /// The countries, regions, states and adjectives that an English text names, in order, none inside another. Cities are not among them:
    /// too many are common words, so they need a position that speaks for them.
    pub fn find(&self, text: &str) -> Vec<PlaceHit> {
        self.find_in(text, "en")
    }

    /// [`Gazetteer::find`] for a text in another language, `fr` or `fr-CA`. English names hold in every language, English adjectives do not.
    pub fn find_in(&self, text: &str, language: &str) -> Vec<PlaceHit> {
        let wanted = language.get(..2).unwrap_or("en");
        let at = LANGUAGES.iter().position(|known| wanted.eq_ignore_ascii_case(known)).unwrap_or(0);
        self.finders[at].get_or_init(|| Finder::new(self, LANGUAGES[at])).find(text)
    }

    /// What a name of a place stands for: a country before a region, a state and a city. `Bangkok, Thailand` and `Paris (Texas)` are read as
    /// city and country. `near` is the country other words of the article speak for: it decides between places of one name.
    pub fn resolve(&self, name: &str, near: Option<&str>) -> Option<PlaceFact> {
        let name = name.trim();
        let tables = &*self.tables;
        if let Some(place) = near
            .and_then(|near| tables.shared_names.all(name).map(|row| &tables.subnational[row]).find(|place| place.country.eq_ignore_ascii_case(near)))
        {
            return Some(place.fact());
        }
        if let Some(row) = tables.country_names.first(name) {
            return Some(tables.countries[row].fact());
        }
        if let Some(former) = self.former_named(name) {
            return Some(former.fact());
        }
        if let Some(region) = self.region_named(name) {
            return Some(region.fact());
        }
        if let Some(place) = self.subnational_named(name) {
            return Some(place.fact());
        }
        let cities = self.cities(name);
        let close = cities.iter().find(|city| near.is_some_and(|near| city.country.eq_ignore_ascii_case(near)));
        if let Some(row) = tables.foreign_country_names.first(name)
            && close.is_none()
            && cities.first().is_none_or(|city| city.population < FOREIGN_NAME_YIELDS)
        {
            return Some(tables.countries[row].fact());
        }
        if let Some(city) = close.or(cities.first()) {
            return Some(city.fact());
        }
        self.city_in(name)
    }

    /// Everything a name may stand for, most likely first: country, country of the past, region, state, then cities by population.
    /// Context has to decide.
    pub fn readings(&self, name: &str) -> Vec<PlaceFact> {
        let tables = &*self.tables;
        let country = tables.country_names.all(name).map(|row| tables.countries[row].fact());
        let former = tables.former_names.all(name).map(|row| tables.former[row].fact());
        let region = tables.region_names.all(name).map(|row| tables.regions[row].fact());
        let states = self.all_subnational_named(name).into_iter().map(Subnational::fact);
        country.chain(former).chain(region).chain(states).chain(self.cities(name).into_iter().map(City::fact)).collect()
    }

    /// Reads `City, Country`, `City, State` and `City (Country)`.
    fn city_in(&self, name: &str) -> Option<PlaceFact> {
        let (city, within) = match name.rsplit_once(" (") {
            Some((city, within)) => (city, within.strip_suffix(')')?),
            None => name.rsplit_once(',')?,
        };
        let (city, within) = (city.trim(), within.trim());
        let place = self.subnational_named(within).map(|place| place.country);
        let countries = [
            self.country_named(within).map(|country| country.iso2),
            self.tables.shared_names.first(within).map(|row| self.tables.subnational[row].country),
            place,
        ];
        let mut known = countries.into_iter().flatten();
        let first = known.clone().next()?;
        let cities = self.cities(city);
        let code = known.find(|code| cities.iter().any(|city| city.country == *code));
        let shown =
            code.and_then(|code| cities.iter().find(|city| city.country == code)).map_or_else(|| city.to_owned(), |found| found.name.to_owned());
        Some(PlaceFact { name: shown, kind: PlaceKind::City, code: Some(code.unwrap_or(first)), m49: None })
    }
}

/// A city with as many people keeps its name from a country called so in another language: Granada is no Grenada.
const FOREIGN_NAME_YIELDS: u32 = 100_000;

fn some(code: &'static str) -> Option<&'static str> {
    Some(code).filter(|code| !code.is_empty())
}

impl Country {
    /// Every name in English.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.name, self.official].into_iter().chain(self.aliases.iter().copied())
    }

    /// The nouns for its people with their plurals.
    pub fn people(&self) -> impl Iterator<Item = String> {
        let endings = ["s", "sh", "ch", "ese", "men"];
        self.demonyms.iter().flat_map(move |noun| {
            let plural = (!endings.iter().any(|ending| noun.ends_with(ending))).then(|| format!("{noun}s"));
            std::iter::once((*noun).to_owned()).chain(plural)
        })
    }

    fn fact(&self) -> PlaceFact {
        PlaceFact { name: self.name.to_owned(), kind: PlaceKind::Country, code: Some(self.iso2), m49: some(self.m49) }
    }
}

impl Subnational {
    /// The name without the country in brackets, where it has one.
    pub fn shared_name(&self) -> Option<&'static str> {
        self.name.split_once(" (").map(|(name, _)| name)
    }

    fn fact(&self) -> PlaceFact {
        PlaceFact { name: self.name.to_owned(), kind: PlaceKind::Subnational, code: Some(self.country), m49: None }
    }
}

impl Region {
    fn fact(&self) -> PlaceFact {
        PlaceFact { name: self.name.to_owned(), kind: PlaceKind::Region, code: None, m49: some(self.m49) }
    }
}

impl Former {
    fn fact(&self) -> PlaceFact {
        PlaceFact { name: self.name.to_owned(), kind: PlaceKind::Historical, code: None, m49: None }
    }
}

impl City {
    fn fact(&self) -> PlaceFact {
        PlaceFact { name: self.name.to_owned(), kind: PlaceKind::City, code: Some(self.country), m49: None }
    }
}

#[cfg(test)]
#[path = "geo_tests.rs"]
mod tests;
