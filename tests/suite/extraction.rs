//! Trial texts: what is found in a short article, and what must not be. Text in, front matter out.

use dateline::base::path::RelPath;
use dateline::base::tree::{Change, Tree};
use dateline::content::codec::{self, Kind};
use dateline::intake::{self, Input};
use dateline::lexicon::Lexicon;
use indexmap::IndexMap;
use serde_json::Value;

/// Front matter and body.
pub type Page = (IndexMap<String, Value>, String);

/// The only article made of `text`.
pub fn article(text: &str) -> Page {
    let mut all = articles(&[("a.txt", text)]);
    assert_eq!(all.len(), 1, "one seed, one article");
    all.remove(0)
}

/// The articles made of these seeds, in the order of their names.
pub fn articles(seeds: &[(&str, &str)]) -> Vec<Page> {
    articles_of_bytes(seeds.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())))
}

/// The same of files that need not be UTF-8.
pub fn articles_of_bytes<'n>(seeds: impl IntoIterator<Item = (&'n str, Vec<u8>)>) -> Vec<Page> {
    let seeds: Tree = seeds.into_iter().map(|(name, bytes)| (RelPath::known(format!("seeds/{name}")), bytes)).collect();
    let outcome = intake::run(&Input { seeds: &seeds, content: &Tree::new(), lexicon: Lexicon::built_in() });
    let mut found: Vec<(String, Page)> = outcome
        .changes
        .into_iter()
        .filter_map(|change| match change {
            Change::Write(path, bytes) if path.folder() == "content/articles" => {
                let text = String::from_utf8(bytes).expect("text");
                let fields = codec::fields(&text, Kind::Article).expect("front matter");
                let seed = fields["seed"].as_str().expect("a seed").to_owned();
                Some((seed, (fields, codec::body(&text).expect("a body"))))
            }
            _ => None,
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, article)| article).collect()
}

/// A text field.
pub fn text(fields: &IndexMap<String, Value>, key: &str) -> String {
    fields.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The names of a list.
pub fn names(fields: &IndexMap<String, Value>, key: &str) -> Vec<String> {
    let items = fields.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    items.iter().filter_map(|item| item.as_str().or_else(|| item.get("name").and_then(Value::as_str))).map(str::to_owned).collect()
}

/// The names of a list in an article with a plain headline and this paragraph.
pub fn in_paragraph(key: &str, paragraph: &str) -> Vec<String> {
    names(&article(&format!("A plain headline for a short note\n\n{paragraph}\n")).0, key)
}

/// The title of a person and whose it is.
pub fn person(fields: &IndexMap<String, Value>, name: &str) -> (String, String) {
    let people = fields.get("people").and_then(Value::as_array).cloned().unwrap_or_default();
    let found = people.iter().find(|person| person.get("name").and_then(Value::as_str) == Some(name)).cloned().unwrap_or_default();
    let part = |key: &str| found.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    (part("title"), part("of"))
}

// --- parts of an article

#[test]
fn datelines_of_many_houses_give_place_and_date() {
    let long = "The ministers met for two days of talks on the management of common borders and agreed on a plan of work for the year to come.";
    for (line, place, date) in [
        ("JEDDAH, Saudi Arabia, March 16, 2015/African Press Organization (APO)/ — ", "Jeddah, Saudi Arabia", "2015-03-16"),
        ("Brasília – ", "Brasília, Brazil", ""),
        ("MANILA (Reuters) - ", "Manila, Philippines", ""),
        ("Geneva, 5 May 2011 – ", "Geneva, Switzerland", "2011-05-05"),
        ("NAIROBI, 3 June 2019 (UNEP) -- ", "Nairobi, Kenya", "2019-06-03"),
        ("Suva, Fiji – ", "Suva, Fiji", ""),
        ("LAGOS, Nigeria (AP) — ", "Lagos, Nigeria", ""),
    ] {
        let (fields, body) = article(&format!("Ministers agree on a plan of work\n\n{line}{long}\n"));
        assert_eq!(text(&fields, "place"), place, "{line}");
        assert_eq!(text(&fields, "date"), date, "{line}");
        assert!(body.contains("The ministers met"), "{line}");
    }
}

#[test]
fn a_dash_in_a_sentence_is_no_dateline() {
    for start in [
        "Tunisia - a country of eleven million people on the shore of the sea - has asked for help with the work at its borders.",
        "The union has promoted the method - first tried at home - in many countries of the region for years.",
    ] {
        let (fields, _) =
            article(&format!("A note on the method of the year\n\n{start} More will follow in the course of the year, as officials said.\n"));
        assert_eq!(text(&fields, "place"), "", "{start}");
    }
}

#[test]
fn headlines_are_found_below_kickers_in_capitals_and_over_two_lines() {
    let body = "The council of the region adopted a common plan for the protection of the coast on the last day of its meeting in the capital.";
    assert_eq!(text(&article(&format!("Expert Voice\n\nWhat borders are for\n\n{body}\n")).0, "title"), "What borders are for");
    assert_eq!(text(&article(&format!("MEDIA RELEASE\n\nCOAST PLAN ADOPTED BY COUNCIL\n\n{body}\n")).0, "title"), "COAST PLAN ADOPTED BY COUNCIL");
    assert_eq!(
        text(&article(&format!("Council adopts a common plan for\nthe protection of the coast\n\n{body}\n")).0, "title"),
        "Council adopts a common plan for the protection of the coast"
    );
    assert_eq!(text(&article(&format!("Who guards the coast?\n\n{body}\n")).0, "title"), "Who guards the coast?");
    assert_eq!(
        text(&article(&format!("Ministers meet on the coast:\nA common plan is near\n\n{body}\n")).0, "title"),
        "Ministers meet on the coast: A common plan is near"
    );
}

#[test]
fn a_text_without_a_headline_gets_its_first_sentence_as_a_guess() {
    let (fields, _) = article(
        "The council of the region adopted a common plan for the protection of the coast on the last day of its meeting. It starts in May.\n",
    );
    assert_eq!(text(&fields, "title"), "The council of the region adopted a common plan for the protection of the coast on the…");
}

#[test]
fn bylines_name_authors_and_nothing_else() {
    let body = "The council of the region adopted a common plan for the protection of the coast on the last day of its meeting in the capital.";
    let authors = |line: &str| names(&article(&format!("A plan for the coast of the region\n\n{line}\n\n{body}\n")).0, "authors");
    assert_eq!(authors("By Jane Roe and José María Pérez"), ["Jane Roe", "José María Pérez"]);
    assert_eq!(authors("Written by: Charles Okello"), ["Charles Okello"]);
    assert!(authors("By the end of the year").is_empty());
}

#[test]
fn a_credit_is_no_author_and_contacts_are_kept() {
    let (fields, body) = article(
        "New centre opens its doors\n\nThe new centre by the river on its first day. Photo: IOM/Ann Roe\n\nThe centre opened today with a short ceremony that was attended by many of the people who will use it in the years to come.\n\nFor more information, please contact:\nLaura Example:, +66 2 555 0100\nPress desk, press@example.org\n",
    );
    assert_eq!(text(&fields, "photo_credit"), "IOM/Ann Roe");
    assert!(names(&fields, "authors").is_empty());
    let contacts = fields["contacts"].as_array().expect("contacts");
    assert_eq!(contacts[0]["phones"][0], "+66 2 555 0100");
    assert!(!body.contains("555"), "contacts are not in the body");
}

// --- organisations

#[test]
fn a_name_grows_from_its_head_noun() {
    for (paragraph, expected) in [
        (
            "The talks were opened by the Ministry of Labour, Employment and Social Security of Peru in the morning.",
            "Ministry of Labour, Employment and Social Security of Peru",
        ),
        ("They were received at the Northern Lakes Fisheries Association for a short visit.", "Northern Lakes Fisheries Association"),
        ("A study by the University of Cape Coast was presented to the members.", "University of Cape Coast"),
        ("The Office for the Protection of Minors said that it would look into it.", "Office for the Protection of Minors"),
    ] {
        assert_eq!(in_paragraph("organisations", paragraph), [expected], "{paragraph}");
    }
}

#[test]
fn possessors_are_countries_or_parents_and_no_part_of_the_name() {
    assert_eq!(in_paragraph("organisations", "The text was signed at Kenya’s Ministry of Health on Friday."), ["Ministry of Health of Kenya"]);
    assert_eq!(in_paragraph("organisations", "Officers of the Ghanaian Foreign Ministry were present at the talks."), ["Ghanaian Foreign Ministry"]);
}

#[test]
fn two_ministries_of_one_name_stay_two() {
    let found =
        in_paragraph("organisations", "Experts of the Ministry of Foreign Affairs of Peru met experts of the Ministry of Foreign Affairs of Chile.");
    assert_eq!(found, ["Ministry of Foreign Affairs of Peru", "Ministry of Foreign Affairs of Chile"]);
    let found = in_paragraph("organisations", "On Monday the Ministries of Foreign Affairs of Peru and Chile exchanged notes.");
    assert_eq!(found, ["Ministry of Foreign Affairs of Peru", "Ministry of Foreign Affairs of Chile"]);
}

#[test]
fn an_acronym_is_one_with_the_name_that_defines_it() {
    let (fields, _) = article(
        "Smart cards at the border\n\nThe Eastern Lakes Smart Card Association (ELSCA) met on Friday. ELSCA has nine members, and ELSCA wants more.\n",
    );
    assert_eq!(names(&fields, "organisations"), ["Eastern Lakes Smart Card Association"]);
}

#[test]
fn an_acronym_defined_in_another_article_is_known() {
    let all = articles(&[
        ("a.txt", "Smart cards at the border\n\nThe Eastern Lakes Smart Card Association (ELSCA) met on Friday in a small town.\n"),
        ("b.txt", "New rules for smart cards\n\nThe rules were written by ELSCA and will hold from the first day of the next year.\n"),
    ]);
    assert_eq!(names(&all[1].0, "organisations"), ["Eastern Lakes Smart Card Association"]);
}

#[test]
fn ideas_events_programmes_and_governments_are_no_organisations() {
    for paragraph in [
        "Integrated Coast Watching (ICW) is a method. ICW is used by many.",
        "The Third Regional Forum on Lakes and Rivers ended on Friday.",
        "The River Guard Training Programme (RGTP) began in May. RGTP ends in June.",
        "The Government of Peru and the Peruvian Government are one and the same.",
        "The theme was Partners for a Better Council of Tomorrow.",
        "A Trade and Investment Mission will travel to the islands.",
    ] {
        assert_eq!(in_paragraph("organisations", paragraph), Vec::<String>::new(), "{paragraph}");
    }
}

// --- people

#[test]
fn people_are_found_with_the_title_they_had() {
    for (paragraph, name, title, of) in [
        ("“We will begin,” said Ana Ruiz, Director of Programmes at Oxfam.", "Ana Ruiz", "Director of Programmes at Oxfam", "Oxfam"),
        (
            "The plan was read by Mr. Kofi Ansah, UNICEF Regional Adviser for Nutrition, on Friday.",
            "Kofi Ansah",
            "Regional Adviser for Nutrition",
            "United Nations Children’s Fund",
        ),
        ("Deputy Foreign Minister Li Wei opened the meeting.", "Li Wei", "Deputy Foreign Minister", ""),
        ("The Minister for Lakes, Marta Nilsen, will travel north.", "Marta Nilsen", "Minister for Lakes", ""),
    ] {
        let (fields, _) = article(&format!("A plain headline for a short note\n\n{paragraph}\n"));
        assert_eq!(names(&fields, "people"), [name], "{paragraph}");
        let (found_title, found_of) = person(&fields, name);
        assert_eq!(found_title, title, "{paragraph}");
        if !of.is_empty() {
            assert_eq!(found_of.replace('\'', "’"), of, "{paragraph}");
        }
    }
}

#[test]
fn a_short_form_is_the_person_named_before() {
    assert_eq!(in_paragraph("people", "Dr Amina Yusuf spoke first. Dr Yusuf said that it was late. Yusuf then left."), ["Amina Yusuf"]);
}

#[test]
fn names_of_things_and_places_are_no_people() {
    for paragraph in [
        "They flew from Sri Lanka to Costa Rica and back.",
        "Good Governance and Human Rights were the subjects.",
        "Our Sri Lankan guests came by boat.",
        "The Migrants Mean Business campaign goes on.",
        "On Monday Morning Radio read the news.",
    ] {
        assert_eq!(in_paragraph("people", paragraph), Vec::<String>::new(), "{paragraph}");
    }
}

// --- places

#[test]
fn countries_count_by_name_and_cities_by_position() {
    assert_eq!(in_paragraph("places", "Talks between Niger and Nigeria were held in Vienna."), ["Niger", "Nigeria", "Vienna"]);
    assert_eq!(in_paragraph("places", "Police of Papua New Guinea met police of Equatorial Guinea."), ["Papua New Guinea", "Equatorial Guinea"]);
    assert_eq!(in_paragraph("places", "Reading and Nice Same things are of no use."), Vec::<String>::new());
    assert_eq!(in_paragraph("places", "German and Kenyan officers were there."), Vec::<String>::new());
}

// --- dates

#[test]
fn a_year_that_is_not_stated_is_not_invented() {
    let (fields, _) = article(
        "Border week ends\n\nThe border week was held in the capital this week (7-9 December). Some four hundred people came to the hall by the river for it.\n",
    );
    assert_eq!(text(&fields, "event_date"), "XXXX-12-07/XXXX-12-09");
    assert_eq!(text(&fields, "date"), "");
}

#[test]
fn the_date_of_publication_stands_in_its_own_line() {
    let body = "The council of the region adopted a common plan for the protection of the coast on 3 May 2010, after two years of work on the text.";
    for (line, date) in [
        ("Published: 4 June 2020 | 10:00", "2020-06-04"),
        ("Fri, 12/07/2018 - 06:17", "2018-12-07"),
        ("01 diciembre 2017", "2017-12-01"),
        ("March 2009", "2009-03"),
        ("Monday 7 Dec. 1998", "1998-12-07"),
    ] {
        let (fields, _) = article(&format!("A plan for the coast of the region\n\n{line}\n\n{body}\n"));
        assert_eq!(text(&fields, "date"), date, "{line}");
    }
    let (fields, _) = article(&format!("A plan for the coast of the region\n\n12/07/2018\n\n{body}\n"));
    assert_eq!(text(&fields, "date"), "", "two readings are a question");
}

// --- quotes keep their speaker; scare quotes are none

#[test]
fn the_body_reads_as_the_text_did() {
    let (_, body) = article(
        "A list and a hash\n\n# 1 of the points is this one, and it is a long one that goes on for a while.\n\n1. It begins with a number and a stop, as some paragraphs of old texts do.\n",
    );
    assert!(body.contains("\\# 1 of the points"), "{body}");
    assert!(body.contains("1\\. It begins"), "{body}");
}

#[test]
fn a_part_of_a_longer_name_is_no_event() {
    for text in [
        "They met in the Nairobi Conference Centre on Monday.",
        "They will convene the Joint Ministerial Commission next year.",
        "She works for the Council for Technical Education and Vocational Training.",
    ] {
        assert!(in_paragraph("events", text).is_empty(), "{text}");
    }
    assert_eq!(in_paragraph("events", "They met at the Border Management Conference in Nairobi."), ["Border Management Conference"]);
}

#[test]
fn what_stands_beside_a_town_is_no_town_when_its_words_say_otherwise() {
    let places = |text: &str| in_paragraph("places", text);
    assert!(places("They met in Chisinau, Giurgiulesti and Otaci.").contains(&"Otaci".to_owned()));
    assert!(!places("It was made in Bangkok and Deltares, a Dutch institute, tested it.").contains(&"Deltares".to_owned()));
    assert!(places("They work in Chisinau and Otaci, a town on the river.").contains(&"Otaci".to_owned()));
    assert!(!places("Staff sit in Dhaka and Plimptor’s Bazaar.").contains(&"Plimptor".to_owned()));
    assert!(places("The forms are printed in Arabic and in Urdu.").is_empty());
}
