use super::*;
use crate::base::text::fold_name;
use crate::lexicon::geo_read::{CITIES, COUNTRIES, COUNTRY_ADJECTIVES, COUNTRY_NAMES, FORMER, REGIONS, SUBNATIONAL};
use std::collections::{BTreeMap, BTreeSet};

fn places() -> &'static Gazetteer {
    &crate::lexicon::Lexicon::built_in().places
}

/// What a text names, in short: `TH`, `adj TH`, `people TH`, or the name of a region, state or former country.
fn named(text: &str) -> Vec<String> {
    named_in(text, "en")
}

fn named_in(text: &str, language: &str) -> Vec<String> {
    let places = places();
    places
        .find_in(text, language)
        .into_iter()
        .map(|hit| match hit.what {
            Mention::Country(row) => places.countries()[row].iso2.to_owned(),
            Mention::Adjective(row) => format!("adj {}", places.countries()[row].iso2),
            Mention::Demonym(row) => format!("people {}", places.countries()[row].iso2),
            Mention::Region(row) => places.regions()[row].name.to_owned(),
            Mention::RegionAdjective(row) => format!("adj {}", places.regions()[row].name),
            Mention::Subnational(row) => places.subnational()[row].name.to_owned(),
            Mention::Historical(row) => format!("former {}", places.former()[row].name),
            Mention::HistoricalAdjective(row) => format!("adj former {}", places.former()[row].name),
        })
        .collect()
}

#[test]
fn the_longest_name_wins() {
    assert_eq!(named("Equatorial Guinea, Guinea, Guinea-Bissau and Papua New Guinea"), ["GQ", "GN", "GW", "PG"]);
    assert_eq!(named("South Sudan and Sudan; Niger and Nigeria"), ["SS", "SD", "NE", "NG"]);
    assert_eq!(named("the Dominican Republic and Dominica"), ["DO", "DM"]);
    assert_eq!(named("the Democratic Republic of the Congo and the Republic of the Congo"), ["CD", "CG"]);
    assert_eq!(named("the Republic of Korea, Korea, the Democratic People's Republic of Korea"), ["KR", "KR", "KP"]);
    assert_eq!(named("New Mexico, Mexico, Northern Ireland, Ireland"), ["New Mexico", "MX", "Northern Ireland", "IE"]);
    assert_eq!(named("The Republic of North Macedonia and the former Yugoslav Republic of Macedonia"), ["MK", "MK"]);
    assert_eq!(named("Latin America and the Caribbean"), ["Latin America and the Caribbean"]);
}

#[test]
fn a_name_is_a_whole_word_with_a_capital() {
    assert_eq!(named("Nigeriana, Chadwick, a turkey, iran, the oman"), Vec::<String>::new());
    assert_eq!(named("a US-based firm, Thailand’s and Jordan's kings"), ["US", "TH", "JO"]);
    assert_eq!(named("BANGKOK, THAILAND"), ["TH"]);
    assert_eq!(named("between us; LET US GO"), Vec::<String>::new());
    assert_eq!(named("the US and UK; US: THE COUNTRY"), ["US", "GB"]);
    assert_eq!(named("Lao PDR, LAO PDR, Viet Nam, VIET NAM"), ["LA", "LA", "VN", "VN"]);
    assert_eq!(named("Mr. O’Mali wrote to Chad@example.org"), Vec::<String>::new());
    assert_eq!(named("Member States meet"), Vec::<String>::new());
}

#[test]
fn spellings_and_breaks_do_not_hide_a_name() {
    for text in ["Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast", "CÔTE D’IVOIRE"] {
        assert_eq!(named(text), ["CI"], "{text}");
    }
    assert_eq!(named("Türkiye, Turkiye and Turkey"), ["TR", "TR", "TR"]);
    assert_eq!(named("the United\nStates"), ["US"]);
    assert_eq!(named("Trinidad & Tobago; St. Lucia"), ["TT", "LC"]);
    assert_eq!(named("Iran (Islamic Republic of), Korea, Republic of"), ["IR", "KR"]);
    assert_eq!(named("in New. Guinea"), ["GN"]);
}

#[test]
fn spans_cover_the_words_of_the_name() {
    let text = "In the U.S., the U.K. and Georgia’s north";
    let found: Vec<&str> = places().find(text).iter().map(|hit| hit.span.of(text)).collect();
    assert_eq!(found, ["U.S.", "U.K.", "Georgia"]);
    let text = "Bolivia (Plurinational State of) joined";
    assert_eq!(places().find(text)[0].span.of(text), "Bolivia (Plurinational State of)");
}

#[test]
fn adjectives_people_regions_and_the_past() {
    assert_eq!(named("Georgian Border Police"), ["adj GE"]);
    assert_eq!(named("Thais and Ghanaians, Frenchmen"), ["people TH", "people GH", "people FR"]);
    assert_eq!(named("Central Asian labour migrants"), ["adj Central Asia"]);
    assert_eq!(
        named("the former Soviet Union; South-East Asia; Sub-Saharan Africa; the Mediterranean"),
        ["former Soviet Union", "Southeast Asia", "Sub-Saharan Africa", "Mediterranean"]
    );
    assert_eq!(named("Tunisia, Libya, neighbouring countries"), ["TN", "LY"]);
    assert_eq!(named("Asia’s largest, Europeans"), ["Asia", "adj Europe"]);
    assert_eq!(
        named("Chechnya, Gaza, the West Bank, Nagorno-Karabakh and East Nusa Tenggara"),
        ["Chechnya", "Gaza Strip", "West Bank", "Nagorno-Karabakh", "East Nusa Tenggara"]
    );
    assert_eq!(named("Georgia, Lithuania, Kazakhstan"), ["GE", "LT", "KZ"]);
}

#[test]
fn other_languages_have_names_of_their_own() {
    assert_eq!(named_in("la République démocratique du Congo, l’Iran et la ministre thaïlandaise en Allemagne", "fr"), ["CD", "IR", "adj TH", "DE"]);
    assert_eq!(named_in("Costa de Marfil, EE. UU. y Tailandia", "es"), ["CI", "US", "TH"]);
    assert_eq!(named_in("die deutsche Regierung, Weißrussland und Zentralasien", "de"), ["adj DE", "BY", "Central Asia"]);
    assert_eq!(named_in("la Suisse et la ville suisse", "fr"), ["CH", "adj CH"]);
    assert_eq!(named("Maurice and Dominique met Allemagne"), Vec::<String>::new());
}

#[test]
fn countries_by_code_and_by_any_name() {
    let places = places();
    let thailand = places.country("th").expect("Thailand is listed");
    assert_eq!(
        (thailand.iso3, thailand.m49, thailand.name, thailand.official, thailand.region),
        ("THA", "764", "Thailand", "Kingdom of Thailand", "035")
    );
    let code = |name: &str| places.country_named(name).map(|country| country.iso2);
    for (name, expected) in [
        ("The Netherlands", "NL"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Holland", "NL"),
        ("Swaziland", "SZ"),
        ("Burma", "MM"),
        ("Cape Verde", "CV"),
        ("East Timor", "TL"),
        ("FYROM", "MK"),
        ("Bosnia-Herzegovina", "BA"),
        ("U.S.A.", "US"),
        ("DR Congo", "CD"),
        ("Kosovo*", "XK"),
        ("Thaïlande", "TH"),
        ("cote d'ivoire", "CI"),
        ("Republic of Moldova", "MD"),
    ] {
        assert_eq!(code(name), Some(expected), "{name}");
    }
    assert_eq!(code("Atlantis"), None);
    assert_eq!(code(""), None);
    let of = |word: &str| places.country_of_adjective(word).map(|country| country.iso2);
    assert_eq!(
        (of("Thai"), of("Congolese"), of("Dutch"), of("française"), of("Spaniards"), of("Martian")),
        (Some("TH"), Some("CD"), Some("NL"), Some("FR"), Some("ES"), None)
    );
}

#[test]
fn cities_by_name_and_other_name() {
    let places = places();
    let first = |name: &str| places.cities(name).first().map(|city| (city.name, city.country));
    assert_eq!(first("Bangkok"), Some(("Bangkok", "TH")));
    assert_eq!(first("Kiev"), Some(("Kyiv", "UA")));
    assert_eq!(first("Wien"), Some(("Vienna", "AT")));
    assert_eq!(first("GENEVE"), Some(("Geneva", "CH")));
    assert_eq!(first("The Hague"), Some(("The Hague", "NL")));
    assert_eq!(first("New York"), Some(("New York City", "US")));
    assert!(places.cities("Vienna").windows(2).all(|pair| pair[0].population >= pair[1].population));
    assert!(places.cities("Vienna").len() > 1);
    assert!(places.cities("Bangkok").first().is_some_and(|city| city.capital));
    assert!(places.cities("No Such Town").is_empty());
}

#[test]
fn a_place_is_resolved_with_what_stands_near() {
    let fact = |name: &str, near: Option<&str>| places().resolve(name, near).map(|fact| (fact.name, fact.kind, fact.code.unwrap_or("")));
    let is = |name: &str, kind, code: &'static str| Some((name.to_owned(), kind, code));
    assert_eq!(fact("Georgia", None), is("Georgia", PlaceKind::Country, "GE"));
    assert_eq!(fact("Georgia", Some("US")), is("Georgia (US state)", PlaceKind::Subnational, "US"));
    assert_eq!(fact("Bangkok, Thailand", None), is("Bangkok", PlaceKind::City, "TH"));
    assert_eq!(fact("Paris (Texas)", None), is("Paris", PlaceKind::City, "US"));
    assert_eq!(fact("Paris", None), is("Paris", PlaceKind::City, "FR"));
    assert_eq!(fact("Paris", Some("US")), is("Paris", PlaceKind::City, "US"));
    assert_eq!(fact("Atlanta, Georgia", None), is("Atlanta", PlaceKind::City, "US"));
    assert_eq!(fact("Hofburg, Vienna", None), None);
    assert_eq!(fact("Lebanon, Pennsylvania", None), is("Lebanon", PlaceKind::City, "US"));
    assert_eq!(fact("Washington, D.C.", None), is("Washington", PlaceKind::City, "US"));
    assert_eq!(fact("San Jose", Some("CR")), is("San José", PlaceKind::City, "CR"));
    assert_eq!(fact("Punjab", None), is("Punjab", PlaceKind::Subnational, "IN"));
    assert_eq!(fact("Punjab", Some("PK")), is("Punjab (Pakistan)", PlaceKind::Subnational, "PK"));
    assert_eq!(fact("Soviet Union", None), is("Soviet Union", PlaceKind::Historical, ""));
    assert_eq!(fact("South-East Asia", None), is("Southeast Asia", PlaceKind::Region, ""));
    assert_eq!(places().resolve("South-East Asia", None).and_then(|fact| fact.m49), Some("035"));
    assert_eq!(fact("Granada", None), is("Granada", PlaceKind::City, "ES"));
    assert_eq!(fact("Allemagne", None), is("Germany", PlaceKind::Country, "DE"));
    assert_eq!(fact("Nowhere at all", None), None);
    assert_eq!(fact("", None), None);
}

#[test]
fn places_of_one_name_are_all_known() {
    let states = |name: &str| places().all_subnational_named(name).iter().map(|place| place.country).collect::<Vec<_>>();
    assert_eq!(states("Georgia"), ["US"]);
    assert_eq!(states("Punjab"), ["IN", "PK"]);
    assert_eq!(states("Thailand"), Vec::<&str>::new());
    let countries: BTreeSet<&str> = places().cities("SAN JOSE").iter().map(|city| city.country).collect();
    assert!(countries.contains("CR") && countries.contains("US"));
}

#[test]
fn a_name_has_all_its_readings() {
    let readings = |name: &str| places().readings(name).into_iter().map(|fact| (fact.kind, fact.code.unwrap_or(""))).take(2).collect::<Vec<_>>();
    assert_eq!(readings("Georgia"), [(PlaceKind::Country, "GE"), (PlaceKind::Subnational, "US")]);
    assert_eq!(readings("Luxembourg"), [(PlaceKind::Country, "LU"), (PlaceKind::City, "LU")]);
    assert_eq!(readings("Tripoli"), [(PlaceKind::City, "LY"), (PlaceKind::City, "LB")]);
    assert_eq!(readings("Nowhere at all"), []);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "([A-Za-zÀ-ž ’'.,&()\\-\n]|U\\.S\\.|Korea|Guinea|İ|ß|½|\u{301}|Côte d’Ivoire){0,40}", language in "en|fr|es|de|xx|é") {
        let mut end = 0;
        for hit in places().find_in(&text, &language) {
            proptest::prop_assert!(hit.span.start >= end && text.get(hit.span.start..hit.span.end).is_some_and(|words| !words.is_empty()));
            end = hit.span.end;
        }
        let mut end = 0;
        for hit in crate::lexicon::Lexicon::built_in().concepts.find(&text, &language) {
            proptest::prop_assert!(hit.span.start >= end && text.get(hit.span.start..hit.span.end).is_some_and(|words| !words.is_empty()));
            end = hit.span.end;
        }
        let _ = places().resolve(&text, Some(&language));
    }
}

#[test]
fn every_list_says_what_it_is_and_where_from() {
    for list in [COUNTRIES, COUNTRY_NAMES, COUNTRY_ADJECTIVES, FORMER, REGIONS, SUBNATIONAL, CITIES] {
        let head: Vec<&str> = list.lines().take(3).collect();
        assert!(head[0].starts_with("# ") && head[1].starts_with("# Source: ") && head[2].starts_with("# Licence: "), "{}", head[0]);
    }
}

#[test]
fn the_lists_are_whole() {
    let places = places();
    assert_eq!(places.countries().len(), 250);
    assert!(places.countries().windows(2).all(|pair| pair[0].iso2 < pair[1].iso2));
    assert!(places.regions().len() > 90 && places.subnational().len() > 600 && places.former().len() > 25);
    let mut owner: BTreeMap<String, &str> = BTreeMap::new();
    for country in places.countries() {
        assert!(country.iso2.len() == 2 && country.iso3.len() == 3 && !country.name.is_empty() && country.region.len() == 3, "{}", country.iso2);
        assert!(country.m49.len() == 3 || country.iso2 == "XK", "{}", country.iso2);
        for name in country.names() {
            assert_eq!(*owner.entry(fold_name(name)).or_insert(country.iso2), country.iso2, "{name} names two countries");
        }
    }
    let codes: BTreeSet<&str> = places.countries().iter().map(|country| country.iso2).collect();
    let mut names = BTreeSet::new();
    for place in places.subnational() {
        assert!(codes.contains(place.country), "{}", place.name);
        assert!(names.insert((place.name, place.country)), "{} is listed twice", place.name);
        assert!(!place.kind.is_empty(), "{}", place.name);
    }
    let mut last = (String::new(), "");
    for city in &places.cities.all {
        assert!(codes.contains(city.country), "{}", city.name);
        assert!((fold_name(city.name).as_str(), city.country) != (last.0.as_str(), last.1) || !city.name.is_ascii(), "{} is listed twice", city.name);
        last = (fold_name(city.name), city.country);
    }
    assert!(places.cities.all.len() > 30_000);
    assert!(CITIES.len() < 1_200_000);
}
