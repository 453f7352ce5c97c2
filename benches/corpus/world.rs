//! Who and what the corpus writes about: bodies, people, meetings and tags, the same in every corpus.

use super::random::{Numbers, Ranks};
use super::words;
use std::collections::BTreeSet;

const ORGANISATIONS: usize = 2000;
const PEOPLE: usize = 5000;
const SERIES: usize = 120;

/// A body.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Its full name.
    pub name: String,
    /// Its initials, where it goes by them.
    pub acronym: Option<String>,
    /// The country it belongs to.
    pub country: Option<&'static str>,
    /// What posts there are in it.
    posts: &'static [&'static str],
}

impl Organisation {
    /// What it is called once it was named in full.
    pub fn short(&self) -> &str {
        self.acronym.as_deref().unwrap_or(&self.name)
    }

    /// The name with its initials.
    pub fn long(&self) -> String {
        self.acronym.as_ref().map_or_else(|| self.name.clone(), |acronym| format!("{} ({acronym})", self.name))
    }
}

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Given and family name.
    pub name: String,
    /// What is said before the name.
    pub honorific: &'static str,
    /// The post, without the body.
    pub post: &'static str,
    /// The body, by number.
    pub of: usize,
}

/// Meetings that are held again and again.
#[derive(Clone, Debug)]
pub struct Series {
    /// What they are called, without a number.
    pub name: String,
    /// The initials.
    pub acronym: String,
    first: usize,
    every: usize,
}

impl Series {
    /// Which edition a year saw, if it was one of its years.
    pub fn edition(&self, year: usize) -> Option<usize> {
        year.checked_sub(self.first).filter(|years| years % self.every == 0).map(|years| years / self.every + 1)
    }
}

/// All of them.
#[derive(Clone, Debug)]
pub struct World {
    /// Bodies, those that are written about most first.
    pub organisations: Vec<Organisation>,
    /// People, likewise.
    pub people: Vec<Person>,
    /// Meetings.
    pub series: Vec<Series>,
    /// Tags.
    pub tags: Vec<String>,
    /// How often each body is named.
    pub organisation_ranks: Ranks,
    /// How often each person is.
    pub person_ranks: Ranks,
    /// How often each tag is given.
    pub tag_ranks: Ranks,
    /// How often each town and country is.
    pub place_ranks: Ranks,
}

impl World {
    /// The one world there is.
    pub fn new() -> Self {
        let mut numbers = Numbers::of(1, 0);
        let mut organisations = organisations(&mut numbers);
        numbers.shuffle(&mut organisations);
        organisations.truncate(ORGANISATIONS);
        let people = people(&mut numbers, &organisations);
        let series = series(&mut numbers);
        let mut tags: Vec<String> =
            words::TAG_STARTS.iter().flat_map(|start| words::TAG_ENDS.iter().map(move |end| format!("{start} {end}"))).collect();
        numbers.shuffle(&mut tags);
        Self {
            organisation_ranks: Ranks::new(organisations.len()),
            person_ranks: Ranks::new(people.len()),
            tag_ranks: Ranks::new(tags.len()),
            place_ranks: Ranks::new(words::PLACES.len()),
            organisations,
            people,
            series,
            tags,
        }
    }
}

const OF_MINISTRIES: &[&str] = &["Minister", "Deputy Minister", "Permanent Secretary", "Director of Planning"];
const OF_AGENCIES: &[&str] = &["Director-General", "Deputy Director", "Head of Operations", "Spokesperson"];
const OF_BODIES: &[&str] = &["Secretary-General", "Executive Director", "Regional Director", "Programme Manager", "Legal Adviser"];
const OF_COMPANIES: &[&str] = &["Chief Executive", "Chairman", "Head of Sales"];
const OF_UNIVERSITIES: &[&str] = &["Rector", "Professor of Law", "Dean"];

/// More than are needed, each name once.
fn organisations(numbers: &mut Numbers) -> Vec<Organisation> {
    let mut all = Vec::new();
    for &(city, country) in words::PLACES {
        let article = if matches!(country, "Philippines" | "Solomon Islands") { "the " } else { "" };
        for portfolio in words::PORTFOLIOS.iter().filter(|_| !numbers.one_in(3)) {
            all.push(body(format!("Ministry of {portfolio} of {article}{country}"), false, Some(country), OF_MINISTRIES));
        }
        for _ in 0..4 {
            let purpose = numbers.pick(words::PURPOSES);
            all.push(body(format!("National Agency for {purpose} of {article}{country}"), true, Some(country), OF_AGENCIES));
        }
        all.push(body(format!("University of {city}"), false, Some(country), OF_UNIVERSITIES));
    }
    for scope in words::SCOPES {
        for kind in words::BODIES {
            for _ in 0..6 {
                all.push(body(format!("{scope} {kind} for {}", numbers.pick(words::PURPOSES)), true, None, OF_BODIES));
            }
        }
    }
    for start in words::COINED {
        for end in words::COINED_ENDS {
            let (trade, form) = (numbers.pick(words::TRADES), numbers.pick(words::COMPANY_FORMS));
            all.push(match numbers.below(3) {
                0 => body(format!("{start}{end} Foundation"), false, None, OF_BODIES),
                _ => body(format!("{start}{end} {trade} {form}"), false, None, OF_COMPANIES),
            });
        }
    }
    let mut seen = BTreeSet::new();
    all.retain(|organisation| seen.insert(organisation.name.clone()));
    all
}

fn body(name: String, initials: bool, country: Option<&'static str>, posts: &'static [&'static str]) -> Organisation {
    let acronym = initials.then(|| capitals(&name));
    Organisation { name, acronym, country, posts }
}

fn capitals(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase()).collect()
}

fn people(numbers: &mut Numbers, organisations: &[Organisation]) -> Vec<Person> {
    let mut names: Vec<String> = words::GIVEN.iter().flat_map(|given| words::FAMILY.iter().map(move |family| format!("{given} {family}"))).collect();
    numbers.shuffle(&mut names);
    names.truncate(PEOPLE);
    let person = |name| {
        let of = numbers.below(organisations.len());
        Person { name, honorific: numbers.pick(&["Mr. ", "Ms. ", "Dr. ", "Mr ", "Mrs ", ""]), post: numbers.pick(organisations[of].posts), of }
    };
    names.into_iter().map(person).collect()
}

fn series(numbers: &mut Numbers) -> Vec<Series> {
    let mut names: Vec<String> = words::MEETINGS
        .iter()
        .flat_map(|meeting| words::PURPOSES.iter().map(move |purpose| (meeting, purpose)))
        .map(|(meeting, purpose)| format!("{} {meeting} {purpose}", numbers.pick(words::SCOPES)))
        .collect();
    numbers.shuffle(&mut names);
    names.truncate(SERIES);
    let series = |name: String| Series { acronym: capitals(&name), name, first: numbers.between(1980, 1996), every: numbers.between(1, 2) };
    names.into_iter().map(series).collect()
}
