//! Trial texts for acronyms, organisations, one entity for many names, people and places: what must be found, and what must not.

use crate::extraction::{article, articles, in_paragraph, names, person, text as text_of};
use dateline::base::path::RelPath;
use dateline::base::tree::{Change, Tree};
use dateline::content::codec::{self, Kind};
use dateline::intake::{self, Input};
use dateline::lexicon::Lexicon;

/// Checks paragraphs: names that must be found in `field`, and names that must not.
fn check(field: &str, cases: &[(&str, &[&str], &[&str])]) {
    let mut wrong = Vec::new();
    for (paragraph, wanted, unwanted) in cases {
        let found = in_paragraph(field, paragraph);
        let missing: Vec<_> = wanted.iter().filter(|name| !found.iter().any(|other| other == **name)).collect();
        let invented: Vec<_> = unwanted.iter().filter(|name| found.iter().any(|other| other == **name)).collect();
        if !missing.is_empty() || !invented.is_empty() {
            wrong.push(format!("{paragraph}\n    found {found:?}\n    missing {missing:?}, not to be there {invented:?}"));
        }
    }
    assert!(wrong.is_empty(), "{field}:\n{}", wrong.join("\n"));
}

/// The acronym on the page of a body of this name.
fn acronym(paragraph: &str, name: &str) -> String {
    let text = format!("A plain headline for a short note\n\n{paragraph}\n");
    let seeds: Tree = [(RelPath::known("seeds/a.txt"), text.into_bytes())].into_iter().collect();
    let outcome = intake::run(&Input { seeds: &seeds, content: &Tree::new(), lexicon: Lexicon::built_in() });
    let pages = outcome.changes.into_iter().filter_map(|change| match change {
        Change::Write(path, bytes) if path.folder() == "content/organisations" => String::from_utf8(bytes).ok(),
        _ => None,
    });
    let mut bodies = pages.filter_map(|page| codec::fields(&page, Kind::Entity));
    bodies.find(|fields| text_of(fields, "name") == name).map(|fields| text_of(&fields, "acronym")).unwrap_or_default()
}

// --- acronyms

#[test]
fn bodies_are_found_by_their_short_forms_and_ideas_are_not() {
    check(
        "organisations",
        &[
            ("The method of ‘Integrated Border Management’ (IBM) was explained to the officers.", &[], &["IBM", "Integrated Border Management"]),
            ("The European Border and Coast Guard Agency (Frontex) sent two aircraft.", &["European Border and Coast Guard Agency"], &[]),
            ("Children were helped by the Fonds des Nations Unies pour l’enfance (UNICEF).", &["United Nations Children’s Fund"], &[]),
            ("The officers studied a common manual procedure (CMP) for a week.", &[], &["CMP", "common manual procedure"]),
            ("Many NGOs and the SDGs were named in the talks.", &[], &["NGOs", "NGO", "SDGs"]),
            ("WHO: The Minister of Health of the country. WHEN: Tuesday at noon.", &[], &["World Health Organization"]),
            ("Serotonin (5HT) was measured in all of the samples.", &[], &["5HT"]),
            ("H.E. the Minister thanked all who had come.", &[], &["H.E", "H.E."]),
            ("The Danish Refugee Council (DRC) opened a school.", &["Danish Refugee Council"], &[]),
            ("UN-Women and UNCTAD took part in the talks.", &["United Nations Conference on Trade and Development"], &[]),
            ("The Building and Stone Workers’ International (BSWI) agreed.", &["Building and Stone Workers’ International"], &[]),
        ],
    );
}

#[test]
fn a_short_form_stands_beside_its_body() {
    assert_eq!(acronym("The Asia Example Card Association (AECA) met in May.", "Asia Example Card Association"), "AECA");
    assert_eq!(acronym("ZIRD (Zonal Institute for Rural Development) met in May.", "Zonal Institute for Rural Development"), "ZIRD");
    assert_eq!(
        acronym(
            "The Strategic Example Matters Unit of the Example Threats Department (SEMU) met in May with the Example Threats Department.",
            "Example Threats Department"
        ),
        ""
    );
}

#[test]
fn a_programme_keeps_its_two_long_forms_and_is_no_body() {
    let pages = articles(&[
        ("a.txt", "A plain headline for a note\n\nThe Border Example Programme in Central Asia (BEPCA) was opened in May.\n"),
        ("b.txt", "Another headline for a note\n\nThe Border Examples Programme Central Asia (BEPCA) was closed in May.\n"),
    ]);
    for (fields, _) in &pages {
        assert!(!names(fields, "organisations").iter().any(|name| name.contains("BEPCA") || name.contains("Programme")), "{fields:?}");
    }
}

// --- organisations

#[test]
fn names_of_bodies_end_where_they_end() {
    check(
        "organisations",
        &[
            (
                "The Department of Consular Affairs of Thailand’s Ministry of Foreign Affairs agreed.",
                &["Department of Consular Affairs"],
                &["Department of Consular Affairs of Thailand’s Ministry of Foreign Affairs"],
            ),
            ("The West Bank and the Left Bank were visited.", &[], &["West Bank", "Left Bank"]),
            ("Police said that nobody was hurt.", &[], &["Police"]),
            ("The Arab Spring and the Soviet Union were named.", &[], &["Arab Spring", "Soviet Union"]),
            (
                "The Deputy Director General of the International Organization for Migration Ugochi Daniels spoke.",
                &["International Organization for Migration"],
                &["International Organization for Migration Ugochi Daniels"],
            ),
            (
                "A member of the Parliament of the Republic of Kazakhstan Marat Bashimov spoke to the press.",
                &[],
                &["Parliament of the Republic of Kazakhstan Marat Bashimov"],
            ),
            (
                "The Central Asian Regional Information and Coordination Centre for Combating Illicit Trafficking of Narcotic Drugs, Psychotropic \
                 Substances and their Precursors (CARICC) sent experts.",
                &["Central Asian Regional Information and Coordination Centre"],
                &["Psychotropic Substances"],
            ),
            ("The Minister spoke to Caritas Internationalis, Plan International and Oxfam.", &["Caritas Internationalis", "Plan International"], &[]),
            ("The Criminal Example Department of the Ministry of Interior freed them.", &["Criminal Example Department"], &[]),
        ],
    );
}

#[test]
fn bodies_without_a_noun_are_told_by_their_neighbours() {
    check(
        "organisations",
        &[
            ("It was paid for by the World Bank, Trafagura and Vectoris.", &["Trafagura", "Vectoris"], &[]),
            ("Help came from Norway, the World Bank and Japan.", &["World Bank"], &["Norway", "Japan"]),
            ("NGOs such as Ocalania and Homo Fabre help in the town.", &["Ocalania", "Homo Fabre"], &[]),
            ("The cocoa trader Toutin and the shipping line waited.", &["Toutin"], &[]),
            ("“We wait,” said Jane Roe, Head of Social Impact at Maerska.", &["Maerska"], &[]),
            ("Mr. Peter Sand (BIMKO) assisted her, as did Mr. John Roe (Ghana).", &["BIMKO"], &["Ghana"]),
            ("They came by ferry from Zadar and walked to Knin.", &[], &["Zadar", "Knin"]),
            ("The truck was found at the Maripoza Crossing by officers.", &[], &["Maripoza Crossing"]),
        ],
    );
}

#[test]
fn only_who_speaks_gives_an_employer() {
    let (fields, _) = article(
        "A plain headline for a short note\n\n“We are ready,” said Jane Roe, Director of the Example Institute of Trade.\n\n\
         The delegates were:\n\nJohn Doe, Director, Other Institute of Trade\nMary Poe, Director, Third Institute of Trade\n",
    );
    let found = fields["organisations"].to_string();
    assert!(found.contains("speaker's employer"), "{found}");
    assert_eq!(found.matches("speaker's employer").count(), 1, "{found}");
}

#[test]
fn laws_and_days_are_no_bodies_and_their_names_mention_none() {
    check(
        "organisations",
        &[
            ("Article 16 of the United Nations Convention Relating to the Status of Refugees says so.", &[], &["United Nations"]),
            ("They marked the United Nations Day and read from the Charter of Rights.", &[], &["United Nations", "Charter of Rights"]),
            ("They asked the United Nations for help with the harvest.", &["United Nations"], &[]),
            ("30 French-speaking Customs officers came to the school.", &[], &["French-speaking Customs"]),
        ],
    );
}

#[test]
fn names_keep_what_belongs_to_them() {
    check(
        "organisations",
        &[
            ("The Federal Department of Justice and Police, Swiss Confederation, agreed.", &["Federal Department of Justice and Police"], &[]),
            ("The Ministry of State Building sent a letter to the mayor.", &["Ministry of State Building"], &[]),
            ("They were met by the Emigrants’ Commission in the port.", &["Emigrants’ Commission"], &["Commission"]),
            (
                "The scanner at the gate was lent by Example Airports Company South Africa for the rest of the year.",
                &["Example Airports Company South Africa"],
                &[],
            ),
            ("The Delta State Task Force Against Human Trafficking (DSTF) was asked.", &["Delta State Task Force Against Human Trafficking"], &[]),
            ("The FIXTA World Congress will be held in Busan.", &[], &["Congress"]),
            ("According to Anyville Project and Other Rights, six died.", &["Anyville Project"], &[]),
            ("Lawyers of the NGO Tenzagita offered help.", &["Tenzagita"], &["NGO Tenzagita"]),
            (
                "The Ministries of Interior and Justice signed the plan.",
                &["Ministry of Interior", "Ministry of Justice"],
                &["Ministries of Interior and Justice"],
            ),
            ("The talks were hosted by Zorro Logistics GmbH in Vienna.", &["Zorro Logistics GmbH"], &[]),
        ],
    );
}

// --- one entity for many names

#[test]
fn many_names_of_one_body_are_one() {
    let pages = articles(&[
        ("a.txt", "A plain headline for a note\n\nThe Zonal Institute for Rural Development (ZIRD) met in May.\n"),
        ("b.txt", "Another headline for a note\n\nThe ZIRD said that it would meet again. ZIRD has forty members.\n"),
        ("c.txt", "A third headline for a note\n\nThe Zonal Institute for Rural Development met in June.\n"),
    ]);
    let each: Vec<Vec<String>> = pages.iter().map(|(fields, _)| names(fields, "organisations")).collect();
    assert!(each.iter().all(|found| found.len() == 1 && found[0] == "Zonal Institute for Rural Development"), "{each:?}");
}

#[test]
fn a_body_and_its_short_form_have_one_page() {
    let text = "A plain headline for a note\n\nThe Zoning Institute of Jamaica (ZIOJ) met in May. The ZIOJ said that it would meet again. ZIOJ has a plan.\n";
    let seeds: Tree = [(RelPath::known("seeds/a.txt"), text.as_bytes().to_vec())].into_iter().collect();
    let outcome = intake::run(&Input { seeds: &seeds, content: &Tree::new(), lexicon: Lexicon::built_in() });
    let pages = outcome.changes.iter().filter(|change| matches!(change, Change::Write(path, _) if path.folder() == "content/organisations"));
    assert_eq!(pages.count(), 1);
}

#[test]
fn spellings_of_one_body_are_one_and_near_names_stay_two() {
    for (text, count) in [
        ("The Example Labour Organisation met. The Example Labor Organization will meet again.", 1),
        ("The Republic’s Ministry of Foreign Affairs of Thailand met. Thailand’s Ministry of Foreign Affairs agreed.", 1),
        ("The World Bank agreed. The Asian Development Bank agreed.", 2),
    ] {
        let found = in_paragraph("organisations", text);
        assert_eq!(found.len(), count, "{text}: {found:?}");
    }
}

#[test]
fn ministries_of_two_countries_stay_two() {
    let found = in_paragraph("organisations", "The Ministry of Interior of Kenya and the Ministry of Interior of Uganda signed a plan.");
    assert_eq!(found.len(), 2, "{found:?}");
    let found = in_paragraph("organisations", "The Ministry of Interior of Kenya met. Kenya’s Ministry of Interior will meet again.");
    assert_eq!(found.len(), 1, "{found:?}");
}

// --- people

#[test]
fn people_of_many_shapes_are_found() {
    check(
        "people",
        &[
            ("The talks were opened by Ms Leonie Aquilina, who had come by sea.", &["Leonie Aquilina"], &[]),
            ("Seán Sherlock, TD, Minister of State, spoke to the guests.", &["Seán Sherlock"], &[]),
            ("Mr Miralizoda Rustam Aziz, Deputy Chairman, thanked them all.", &["Miralizoda Rustam Aziz"], &[]),
            ("Chairman Dr David Watson thanked them all for their work.", &["David Watson"], &[]),
            ("“We wait,” said Mr. Matthew Nice, an expert on border security.", &["Matthew Nice"], &["Nice"]),
            ("The Secretary General of the Council thanked them all.", &[], &["Council"]),
            ("The so-called “balanced” approach of Good Governance was praised.", &[], &["Good Governance"]),
            ("Mr. Md. Firoz Shah Alam, Member, took the floor first.", &["Md. Firoz Shah Alam"], &["Md", "Firoz Shah Alam"]),
            ("He received in Riyadh Mr. Kazunari Watabe of the embassy.", &["Kazunari Watabe"], &["Riyadh Mr"]),
            ("“We wait,” said Michael Ming-Chiao Lai, M.D., Ph.D., a guest of the house.", &["Michael Ming-Chiao Lai"], &[]),
            ("The talks were led by Ms YoungKyoung KIM of the institute.", &["YoungKyoung KIM"], &[]),
            ("António Vitorino, IOM Director General, said that it was good.", &["António Vitorino"], &[]),
            ("The office is headed by Hooten Homayounpoor, a lawyer.", &["Hooten Homayounpoor"], &[]),
            ("Write to the Communication Officer, Media Unit, at noon.", &[], &["Media Unit"]),
        ],
    );
}

#[test]
fn titles_and_quotes_belong_to_their_people() {
    let (fields, body) = article(
        "A plain headline for a short note\n\n“The work of the unit [ZEMU] goes on,” said Narong Boonsatheanwong, Acting Director-General, Department of \
         Consular Affairs. He added: “There is more to do.”\n",
    );
    let (title, of) = person(&fields, "Narong Boonsatheanwong");
    assert!(title.contains("Acting Director-General"), "{title}");
    assert!(of.contains("Department of Consular Affairs"), "{of}");
    assert!(body.contains("There is more to do"));
}

// --- places

#[test]
fn places_count_where_their_position_speaks() {
    check(
        "places",
        &[
            ("They met in Paris (Texas) and in Lebanon, Pennsylvania.", &[], &["Lebanon"]),
            ("The Georgian Border Police and Michael Jordan were there.", &[], &["Jordan"]),
            ("Delegates of Georgia, Lithuania and Kazakhstan were there.", &["Georgia", "Lithuania", "Kazakhstan"], &[]),
            ("They flew from Atlanta, Georgia, in the morning.", &["Atlanta"], &["Georgia"]),
            ("The Republic of North Macedonia and Equatorial Guinea signed.", &["North Macedonia", "Equatorial Guinea"], &["Guinea"]),
            ("Central Asian labour migrants came to neighbouring countries.", &[], &["Central Asia"]),
            ("The trucks waited at the Luao border post for days.", &["Luao"], &[]),
            ("They slept near the Canal Saint-Martin for many weeks.", &[], &["Saint Martin"]),
            ("The boat sank some miles south of Delzimara at dawn.", &["Delzimara"], &[]),
            ("They met at the Hofburg, Vienna, and in Türkiye.", &["Vienna", "Türkiye"], &[]),
            ("The police of the city ate turkey in the same jordan valley.", &[], &["Türkiye", "Turkey", "Jordan", "Police"]),
            ("The former Soviet Union had many republics.", &[], &["Soviet Union", "Russia"]),
        ],
    );
}

// --- events

#[test]
fn meetings_are_events_and_pillars_and_forums_with_a_chair_are_not() {
    check(
        "events",
        &[
            ("The Sixth Annual Interregional Meeting was opened in May.", &["Annual Interregional Meeting"], &[]),
            ("The third pillar and the fourth NGO project were praised.", &[], &["Pillar", "NGO project"]),
            ("She is chairman of the Anyville Diaspora Forum in the town.", &[], &["Anyville Diaspora Forum"]),
            ("He is Assistant Secretary General for Political Affairs and Negotiations.", &[], &["Political Affairs and Negotiations"]),
        ],
    );
}
