//! How the gazetteer is read from its files, and its indexes by name.

use super::geo::{City, Country, Former, Marked, Region, Subnational};
use super::own::Own;
use super::table::{marked, rows, variants};
use crate::base::text::fold_name;

pub(super) const COUNTRIES: &str = include_str!("data/countries.tsv");
pub(super) const COUNTRY_NAMES: &str = include_str!("data/country_names.tsv");
pub(super) const COUNTRY_ADJECTIVES: &str = include_str!("data/country_adjectives.tsv");
pub(super) const FORMER: &str = include_str!("data/former_countries.tsv");
pub(super) const REGIONS: &str = include_str!("data/regions.tsv");
pub(super) const SUBNATIONAL: &str = include_str!("data/subnational.tsv");
pub(super) const CITIES: &str = include_str!("data/cities.tsv");

/// The small tables with their index by folded name.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) countries: Vec<Country>,
    pub(super) regions: Vec<Region>,
    pub(super) subnational: Vec<Subnational>,
    pub(super) former: Vec<Former>,
    pub(super) country_names: Index,
    pub(super) foreign_country_names: Index,
    pub(super) country_adjectives: Index,
    pub(super) region_names: Index,
    pub(super) subnational_names: Index,
    pub(super) shared_names: Index,
    pub(super) former_names: Index,
}

#[derive(Debug)]
pub(super) struct Cities {
    pub(super) all: Vec<City>,
    /// How many of them are the archive's own; they stand first.
    pub(super) own: usize,
    pub(super) names: Index,
}

/// Row numbers by folded name, sorted by name and then row.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: Vec<(Box<str>, u32)>,
    /// A bit for each hash of a name: most words that are asked for are no place, and need no search.
    seen: Box<[u64]>,
}

impl Index {
    fn new(names: impl Iterator<Item = (usize, &'static str)>) -> Self {
        let mut entries: Vec<(Box<str>, u32)> = names
            .map(|(row, name)| (key(name).into(), u32::try_from(row).unwrap_or(u32::MAX)))
            .filter(|(name, _): &(Box<str>, u32)| !name.is_empty())
            .collect();
        entries.sort();
        entries.dedup();
        Self::sorted(entries)
    }

    fn sorted(entries: Vec<(Box<str>, u32)>) -> Self {
        let mut seen = vec![0; (entries.len() / 4).next_power_of_two()].into_boxed_slice();
        for (name, _) in &entries {
            let (word, bit) = place_of(name, seen.len());
            seen[word] |= bit;
        }
        Self { entries, seen }
    }

    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = usize> {
        let name = key(name);
        let (word, bit) = place_of(&name, self.seen.len());
        let start = match self.seen.get(word) {
            Some(bits) if bits & bit != 0 => self.entries.partition_point(|(other, _)| **other < *name),
            _ => self.entries.len(),
        };
        self.entries[start..].iter().take_while(move |(other, _)| **other == *name).map(|(_, row)| *row as usize)
    }

    pub(super) fn first(&self, name: &str) -> Option<usize> {
        self.all(name).next()
    }
}

/// Where the bit of a name is kept among `words` (a power of two) of 64 bits: by FNV-1a.
fn place_of(name: &str, words: usize) -> (usize, u64) {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = hash ^ (hash >> 29);
    (usize::try_from(mixed >> 6).unwrap_or(usize::MAX) & words.wrapping_sub(1), 1 << (mixed & 63))
}

/// [`fold_name`], with a short way for plain ASCII words: tens of thousands of names are folded when the cities are read.
fn key(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ';
    if name.bytes().all(plain)
        && !name.contains("  ")
        && name.trim() == name
        && !name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the "))
    {
        return name.to_ascii_lowercase();
    }
    fold_name(name)
}

fn all_marked(cell: &'static str) -> Vec<Marked> {
    variants(cell).into_iter().map(marked).collect()
}

impl Tables {
    pub(super) fn read(own: &Own) -> Self {
        let countries = read_countries();
        let regions: Vec<Region> = own
            .rows("regions", REGIONS, 4)
            .into_iter()
            .map(|row| Region { m49: row[0], name: row[1], aliases: all_marked(row[2]), adjectives: all_marked(row[3]) })
            .collect();
        let subnational: Vec<Subnational> = own
            .rows("subnational", SUBNATIONAL, 4)
            .into_iter()
            .map(|row| Subnational { name: row[0], country: row[1], aliases: variants(row[2]), kind: row[3] })
            .collect();
        let former: Vec<Former> = rows(FORMER, 4)
            .into_iter()
            .map(|row| Former { name: row[0], aliases: all_marked(row[1]), adjectives: variants(row[2]), note: row[3] })
            .collect();
        let foreign = |country: &Country| country.foreign_names.iter().map(|(_, name)| *name).collect::<Vec<_>>();
        let aliases = |aliases: &[Marked]| aliases.iter().map(|(_, name)| *name).collect::<Vec<_>>();
        Self {
            country_names: Index::new(countries.iter().enumerate().flat_map(|(row, country)| country.names().map(move |name| (row, name)))),
            foreign_country_names: Index::new(
                countries.iter().enumerate().flat_map(|(row, country)| foreign(country).into_iter().map(move |name| (row, name))),
            ),
            country_adjectives: adjectives(&countries),
            region_names: Index::new(
                regions
                    .iter()
                    .enumerate()
                    .flat_map(|(row, region)| std::iter::once(region.name).chain(aliases(&region.aliases)).map(move |name| (row, name))),
            ),
            subnational_names: Index::new(
                subnational
                    .iter()
                    .enumerate()
                    .flat_map(|(row, place)| std::iter::once(place.name).chain(place.aliases.iter().copied()).map(move |name| (row, name))),
            ),
            shared_names: Index::new(subnational.iter().enumerate().flat_map(|(row, place)| {
                let names = std::iter::once(place.name).chain(place.shared_name()).chain(place.aliases.iter().copied());
                names.map(move |name| (row, name))
            })),
            former_names: Index::new(
                former
                    .iter()
                    .enumerate()
                    .flat_map(|(row, former)| std::iter::once(former.name).chain(aliases(&former.aliases)).map(move |name| (row, name))),
            ),
            countries,
            regions,
            subnational,
            former,
        }
    }
}

fn read_countries() -> Vec<Country> {
    let mut countries: Vec<Country> = rows(COUNTRIES, 10)
        .into_iter()
        .map(|row| Country {
            iso2: row[0],
            iso3: row[1],
            m49: row[2],
            name: row[3],
            official: row[4],
            aliases: variants(row[5]),
            demonyms: variants(row[6]),
            adjectives: variants(row[7]),
            region: row[8],
            capital: row[9],
            foreign_names: Vec::new(),
            foreign_adjectives: Vec::new(),
        })
        .collect();
    let mut extend = |text: &'static str, list: fn(&mut Country) -> &mut Vec<Marked>| {
        for row in rows(text, 3) {
            if let Ok(at) = countries.binary_search_by_key(&row[0], |country| country.iso2) {
                list(&mut countries[at]).extend(variants(row[2]).into_iter().map(|name| (row[1], name)));
            }
        }
    };
    extend(COUNTRY_NAMES, |country| &mut country.foreign_names);
    extend(COUNTRY_ADJECTIVES, |country| &mut country.foreign_adjectives);
    countries
}

/// Adjectives of a language before nouns for people, English before others: the first country that claims a word keeps it.
fn adjectives(countries: &[Country]) -> Index {
    let mut entries: Vec<(Box<str>, u32)> = Vec::new();
    let mut claim = |row: usize, word: &str| {
        entries.push((key(word).into(), u32::try_from(row).unwrap_or(u32::MAX)));
    };
    for (row, country) in countries.iter().enumerate() {
        country.adjectives.iter().for_each(|word| claim(row, word));
        country.people().for_each(|word| claim(row, &word));
        country.foreign_adjectives.iter().for_each(|(_, word)| claim(row, word));
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    entries.dedup_by(|later, first| later.0 == first.0);
    Index::sorted(entries)
}

impl Cities {
    pub(super) fn read(own: &Own) -> Self {
        let mut cities = Vec::with_capacity(34_000);
        let mut names: Vec<(Box<str>, u32)> = Vec::with_capacity(36_000);
        let mut add = |cells: &mut dyn Iterator<Item = &'static str>| {
            let mut cell = || cells.next().unwrap_or("");
            let (name, country, population, capital, others) = (cell(), cell(), cell(), cell(), cell());
            let row = u32::try_from(cities.len()).unwrap_or(u32::MAX);
            cities.push(City { name, country, population: population.parse().unwrap_or(0), capital: capital == "capital" });
            names.push((key(name).into(), row));
            names.extend(others.split(';').filter(|other| !other.is_empty()).map(|other| (key(other).into(), row)));
        };
        let count = own.count("cities");
        if count > 0 {
            own.rows("cities", CITIES, 5).into_iter().for_each(|row| add(&mut row.into_iter()));
        } else {
            // The longest list by far is cut without a vector for each row.
            CITIES.lines().filter(|line| !line.starts_with('#')).for_each(|line| add(&mut line.split('\t')));
        }
        names.sort();
        Self { all: cities, own: count, names: Index::sorted(names) }
    }
}
