//! Trial texts for topics, tags and events: what must be found, and what must not.

use crate::extraction::{article, articles, names};
use serde_json::Value;

/// Name, edition and date of each event.
fn events(headline: &str, paragraph: &str) -> Vec<(String, Option<u64>, String)> {
    let (fields, _) = article(&format!("{headline}\n\n{paragraph}\n"));
    let list = fields.get("events").and_then(Value::as_array).cloned().unwrap_or_default();
    list.iter()
        .map(|event| {
            let part = |key: &str| event.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let name = event.as_str().map_or_else(|| part("name"), str::to_owned);
            (name, event.get("edition").and_then(Value::as_u64), part("date"))
        })
        .collect()
}

/// Events of a paragraph under a plain headline.
fn below(paragraph: &str) -> Vec<(String, Option<u64>, String)> {
    events("A plain headline for a short note", paragraph)
}

fn event(name: &str, edition: Option<u64>, date: &str) -> (String, Option<u64>, String) {
    (name.to_owned(), edition, date.to_owned())
}

fn tags(headline: &str, paragraphs: &str) -> Vec<String> {
    names(&article(&format!("{headline}\n\n{paragraphs}\n")).0, "tags")
}

// --- events

#[test]
fn editions_are_read_from_ordinals_words_numerals_and_years() {
    for (paragraph, name, edition) in [
        ("They spoke at the 6th Harbour Safety Conference in the capital.", "Harbour Safety Conference", Some(6)),
        ("They met at the Sixth Annual Interregional Meeting on Timber Trade.", "Annual Interregional Meeting on Timber Trade", Some(6)),
        ("The Third Regional Meeting for Central Asia and Azerbaijan ended.", "Regional Meeting for Central Asia and Azerbaijan", Some(3)),
        ("Guests came to the XXIV Ibero-American Summit in the spring.", "Ibero-American Summit", Some(24)),
        ("It was the tenth edition of the Coastal Cities Forum, a success.", "Coastal Cities Forum", Some(10)),
        ("She spoke at the 2022 Harbour Alliance Conference on a Monday.", "Harbour Alliance Conference", None),
        ("It goes back to COP28 and to what was said there by all.", "COP", Some(28)),
    ] {
        let found = below(paragraph);
        assert!(found.iter().any(|(found, number, _)| found == name && *number == edition), "{paragraph}: {found:?}");
        assert_eq!(found.len(), 1, "{paragraph}: {found:?}");
    }
}

#[test]
fn editions_of_a_series_are_one_series_with_the_year_stated_for_each() {
    let found = below(
        "The 6th Harbour Safety and Lighthouse Conference (HSLC) was opened by the mayor. “It has grown,” he said. \
         The first HSLC in 2010 had forty guests. The HSLC will come again.",
    );
    let name = "Harbour Safety and Lighthouse Conference";
    assert_eq!(found, [event(name, Some(6), ""), event(name, Some(1), "2010")]);
}

#[test]
fn nothing_is_computed_between_editions() {
    let found = below("The 3rd Harbour Safety Conference (HSC) follows the first HSC in 2010, and it is held every two years.");
    assert!(found.iter().all(|(_, edition, date)| *edition != Some(3) || date.is_empty()), "{found:?}");
}

#[test]
fn series_with_different_names_are_joined_by_an_editor_only() {
    let found = below(
        "The 24th Conference of the Alliance against Trafficking in Persons was long. So was the 22nd high-level OSCE Alliance Conference before it.",
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[0].1, found[1].1), (Some(24), Some(22)));
    assert_ne!(found[0].0, found[1].0);
}

#[test]
fn a_headline_in_small_letters_can_be_an_event() {
    let body = "The two-day conference was opened by the mayor of the town, and some forty guests came to it from the coast and from the hills.";
    let name = "Regional conference on the care of lighthouses";
    assert_eq!(events(&format!("{name}: what is to be done"), body), [event(name, None, "")]);
    assert_eq!(events("Coastal Rescue Orientation Workshop", body), [event("Coastal Rescue Orientation Workshop", None, "")]);
    for headline in [
        "Regional conference calls on mayors for help",
        "Conference Presents Solutions",
        "Council Opens Harbour Conference",
        "What the conference was about",
        "Three days of talks on the coast",
    ] {
        assert_eq!(events(headline, body), [], "{headline}");
    }
}

#[test]
fn events_whose_head_is_small_need_more_than_a_word() {
    for (paragraph, name) in [
        (
            "The plan was told at the annual conference of the World Customs Organization, which was held by the sea.",
            "annual conference of the World Customs Organization",
        ),
        ("They held a Harbour Lighthouse Keepers accreditation workshop in the north.", "Harbour Lighthouse Keepers accreditation workshop"),
        ("He led the Presidential Trade and Investment Mission to Chile.", "Presidential Trade and Investment Mission to Chile"),
    ] {
        let found: Vec<String> = below(paragraph).into_iter().map(|(name, ..)| name).collect();
        assert_eq!(found, [name], "{paragraph}");
    }
    for paragraph in [
        "The annual conference of the town was long, and so was the meeting after it.",
        "They held a workshop in the north, and a conference in the south of the country.",
        "The Ministry of Foreign Affairs meeting was short, and nobody said much.",
    ] {
        assert_eq!(below(paragraph), [], "{paragraph}");
    }
}

#[test]
fn numbers_bodies_and_halls_are_no_events() {
    for paragraph in [
        "Health is the third pillar of the plan, and it is the weakest of all.",
        "It is the fourth Palestinian NGO project in the valley since the war.",
        "They met at the Nelson Mandela Hall of the Union Conference Centre on the hill.",
        "She is the Overseas Harbour Assistance and Training Officer in the capital.",
        "The Council for Technical Education and Vocational Training gives the papers.",
        "They agreed that the Joint Ministerial Commission should meet in the spring.",
        "The report goes to the General Conference in the autumn of the year.",
        "In the first quarter of the year there was a second meeting of the two.",
    ] {
        assert_eq!(below(paragraph), [], "{paragraph}");
    }
}

// --- tags

#[test]
fn printed_goals_are_certain_and_words_about_them_are_not_goals() {
    let body = "The council of the region adopted a plan against hunger and poverty for the towns of the coast on the last day of its meeting.";
    let (fields, _) = article(&format!("A plan for the coast\n\n{body}\n\nSDG 13 - Climate action\n"));
    assert_eq!(fields.get("sdgs").and_then(Value::as_array).map(|goals| goals.iter().filter_map(Value::as_u64).collect()), Some(vec![13]));
    let (fields, _) = article(&format!("A plan for the coast\n\n{body}\n"));
    assert_eq!(fields.get("sdgs"), None);
}

#[test]
fn the_vocabulary_is_matched_in_any_number_and_spelling() {
    let text = "The talks were about organised crime. Organized crime takes many forms, as was said there by all those who had come.";
    assert_eq!(tags("A plain headline for a short note", text), ["organised crime"]);
    let text = "Les ministres ont parlé de la traite des êtres humains. La traite des êtres humains est un crime, ont-ils dit, et il faut agir.";
    assert_eq!(tags("Une réunion des ministres", text), ["human trafficking"]);
    let text = "Los ministros hablaron de la trata de personas. La trata de personas es un delito, dijeron todos los que estaban en la sala.";
    assert_eq!(tags("Una reunión de los ministros", text), ["human trafficking"]);
    let text = "Die Minister sprachen über den Menschenhandel. Der Menschenhandel ist ein Verbrechen, sagten alle, die in dem Saal waren.";
    assert_eq!(tags("Ein Treffen der Minister", text), ["human trafficking"]);
}

#[test]
fn what_stands_in_a_name_is_no_tag() {
    for paragraph in [
        "The World Customs Organization met on Monday. The World Customs Organization has a house by the river, and it was full of guests.",
        "Nothing was said of it on 3 May 2012, and nothing on 4 June 2013. The hall was empty, and those who had come went home again.",
    ] {
        assert_eq!(tags("A plain headline for a short note", paragraph), Vec::<String>::new(), "{paragraph}");
    }
}

#[test]
fn a_word_said_once_at_the_end_is_no_tag() {
    let long = "The mayor spoke for a long time of the house by the river and of those who had been in it. ".repeat(3);
    let paragraphs = format!("{long}\n\n{long}\n\n{long}\n\nIn the end somebody asked about fisheries, and there was no answer.");
    assert_eq!(tags("A plain headline for a short note", &paragraphs), Vec::<String>::new());
}

#[test]
fn an_article_has_at_most_eight_tags() {
    let subjects = [
        "migration",
        "asylum",
        "human trafficking",
        "corruption",
        "drought",
        "malaria",
        "fisheries",
        "taxation",
        "tourism",
        "forced labour",
        "elections",
        "press freedom",
    ];
    let said: String = subjects.map(|subject| format!("What is to be done about {subject} was asked. ")).concat();
    assert_eq!(tags("A plain headline for a short note", &format!("{said}\n\n{said}")).len(), 8);
}

/// Twelve texts; the first three speak of oyster farms.
fn archive() -> Vec<(String, String)> {
    let rest = "The mayor of the town was there and spoke for a while, and then all those who had come went home again before it was dark.";
    (0..12)
        .map(|at| {
            let own =
                if at < 3 { "What is to be done about the oyster farms was not said. The oyster farms are the oldest of the coast." } else { rest };
            (format!("{at:02}.txt"), format!("Oyster Farms Presented To Mayor {at}\n\n{own}\n\n{rest} Of the oyster was much said.\n"))
        })
        .collect()
}

#[test]
fn key_phrases_of_three_articles_are_tags_and_headlines_are_not() {
    let archive = archive();
    let seeds: Vec<(&str, &str)> = archive.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let pages = articles(&seeds);
    for (at, (fields, _)) in pages.iter().enumerate() {
        let wanted: &[&str] = if at < 3 { &["oyster farms"] } else { &[] };
        assert_eq!(names(fields, "tags"), wanted, "{at}");
    }
    let few = articles(&seeds[..9]);
    assert!(few.iter().all(|(fields, _)| names(fields, "tags").is_empty()), "too few articles to know what is common");
}
