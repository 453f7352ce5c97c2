//! Trial texts for reading files, the parts of an article, sentences and the language: what must be found, and what must not.

use crate::extraction::{Page, article, articles, articles_of_bytes, names, text};

const BODY: &str = "The council of the region adopted a common plan for the protection of the coast on the last day of its meeting in the capital.";
const MORE: &str =
    "Work on the plan began two years ago, when storms had washed away part of the old road along the shore, and it will go on for ten years.";

fn one(name: &str, bytes: &[u8]) -> Page {
    let mut all = articles_of_bytes([(name, bytes.to_vec())]);
    assert_eq!(all.len(), 1, "one seed, one article");
    all.remove(0)
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

/// Title and body below one another.
fn short(head: &str) -> Page {
    article(&format!("{head}\n\n{BODY}\n\n{MORE}\n"))
}

// --- reading

#[test]
fn text_comes_in_many_encodings() {
    let source = "Délégués réunis à Génève – “déjà vu”\n\nLe comité s’est réuni à Genève pour parler de l’année écoulée et des travaux à venir, a dit le président.\n";
    let windows: Vec<u8> = source
        .chars()
        .map(|c| match c {
            '–' => 0x96,
            '“' => 0x93,
            '”' => 0x94,
            '’' => 0x92,
            c => u8::try_from(u32::from(c)).expect("Latin-1"),
        })
        .collect();
    let mut marked = "\u{FEFF}".as_bytes().to_vec();
    marked.extend(source.as_bytes());
    let title = "Délégués réunis à Génève – “déjà vu”";
    for (what, bytes) in [
        ("UTF-8", source.as_bytes().to_vec()),
        ("UTF-8 with a mark", marked),
        ("UTF-16 LE", utf16(source, true)),
        ("UTF-16 BE", utf16(source, false)),
        ("Windows-1252", windows),
        ("carriage returns", source.replace('\n', "\r\n").into_bytes()),
    ] {
        let (fields, body) = one("a.txt", &bytes);
        assert_eq!(text(&fields, "title"), title, "{what}");
        assert!(body.contains("l’année écoulée"), "{what}: {body}");
        assert!(!body.contains('\u{FEFF}') && !body.contains('\r'), "{what}");
    }
}

#[test]
fn composed_and_decomposed_letters_are_one() {
    let composed = "A note on the plan\n\nThe plan was read by Mr. José Vitórino, Director of Ports, who asked for more time to think it over.\n";
    let decomposed = composed.replace('é', "e\u{301}").replace('ó', "o\u{301}");
    let (one_fields, one_body) = one("a.txt", composed.as_bytes());
    let (other_fields, other_body) = one("a.txt", decomposed.as_bytes());
    assert_eq!(names(&one_fields, "people"), ["José Vitórino"]);
    assert_eq!((one_fields["people"].clone(), one_body), (other_fields["people"].clone(), other_body));
}

#[test]
fn invisible_characters_are_no_letters() {
    let (fields, _) =
        article("A note\u{a0}on the\u{200b} plan\n\nThe plan was read by Mr.\u{a0}José Vito\u{ad}rino, Director of Ports, who asked for time.\n");
    assert_eq!(text(&fields, "title"), "A note on the plan");
    assert_eq!(names(&fields, "people"), ["José Vitorino"]);
}

#[test]
fn a_wrapped_line_is_no_paragraph_in_text_and_in_markdown() {
    let wrapped = "The council of the region adopted a common plan for\nthe protection of the coast on the last day of its\nmeeting in the capital of the eastern province, and\nthe members went home by the evening train, while\nthe rest stayed for another day of talks by the sea.";
    for (name, head) in [("a.txt", "The coast has a plan\n\n"), ("a.md", "# The coast has a plan\n\n")] {
        let (fields, body) = one(name, format!("{head}{wrapped}\n").as_bytes());
        assert_eq!(text(&fields, "title"), "The coast has a plan", "{name}");
        assert!(body.contains("plan for the protection of the coast on the last day of its meeting"), "{name}: {body}");
    }
}

#[test]
fn markdown_keeps_its_structure() {
    let (fields, body) = one("a.md", format!("# The coast has a plan\n\n{BODY}\n\n## What comes next\n\n- a wall\n- a road\n\n{MORE}\n").as_bytes());
    assert_eq!(text(&fields, "title"), "The coast has a plan");
    assert!(body.contains("## What comes next"), "{body}");
    assert!(body.contains("- a wall"), "{body}");
}

#[test]
fn empty_and_endless_files_do_no_harm() {
    assert!(articles(&[("a.txt", "")]).is_empty());
    assert!(articles(&[("a.txt", " \n\u{a0}\n")]).is_empty());
    let endless = "the plan of the coast ".repeat(500);
    assert_eq!(articles(&[("a.txt", &endless)]).len(), 1);
}

// --- parts

#[test]
fn a_dateline_may_lie_over_two_lines() {
    for (lines, place, date) in [
        (
            "Bangkok (Thailand), 26 August 2015\n- High-level delegates met for a week of talks on the border, and agreed on a plan.",
            "Bangkok, Thailand",
            "2015-08-26",
        ),
        ("Vienna,\n4 April 2021 – Delegates met for a week of talks on the border, and agreed on a plan for it.", "Vienna, Austria", "2021-04-04"),
    ] {
        let (fields, _) = article(&format!("Delegates agree on a plan for the border\n\n{lines}\n\n{MORE}\n"));
        assert_eq!(text(&fields, "place"), place, "{lines}");
        assert_eq!(text(&fields, "date"), date, "{lines}");
    }
}

#[test]
fn an_opinion_piece_has_all_its_parts() {
    let (fields, body) = article(&format!(
        "Guest View\n\nA wall is not the only way to hold the sea\n\n14/03/2016\n\nKenya, Tanzania, Uganda\n\nThe shore has moved by ten metres in a year, and those who live there ask for help that lasts.\n\nBy Ann Roe, Bob Poe and Carla Moe\n\n{BODY} {MORE}\n\nTime to think again\n\n{MORE} {BODY}\n\nAnn Roe is a Project Officer at Oxfam. Bob Poe and Carla Moe are engineers at the same place.\n\nPhoto: Quiet Shores on Flickr\n"
    ));
    assert_eq!(text(&fields, "title"), "A wall is not the only way to hold the sea");
    assert_eq!(text(&fields, "kicker"), "Guest View");
    assert_eq!(text(&fields, "date"), "2016-03-14");
    assert_eq!(names(&fields, "authors"), ["Ann Roe", "Bob Poe", "Carla Moe"]);
    assert_eq!(text(&fields, "photo_credit"), "Quiet Shores on Flickr");
    assert!(text(&fields, "summary").starts_with("The shore has moved"), "{fields:?}");
    for country in ["Kenya", "Tanzania", "Uganda"] {
        assert!(names(&fields, "places").contains(&country.to_owned()), "{country}");
    }
    assert!(body.contains("Time to think again"));
    assert!(!body.contains("on Flickr"), "{body}");
}

#[test]
fn captions_are_told_by_their_credit_and_credits_name_no_author() {
    for credit in ["Photo: IOM", "Photo: © IOM", "© IOM 2019", "(Photo: IOM)", "Photo credit: IOM", "Photo by IOM", "Picture: IOM"] {
        let (fields, body) = article(&format!(
            "The wall is open\n\nPeople look at the new wall, which is the longest of the whole coast, on its first day. {credit}\n\n{BODY}\n\n{MORE}\n"
        ));
        assert!(text(&fields, "photo_credit").contains("IOM"), "{credit}: {fields:?}");
        assert!(names(&fields, "authors").is_empty(), "{credit}");
        assert!(!body.contains("People look at"), "{credit}: {body}");
    }
    let (fields, _) = short("The wall is open\n\nPhotos of the old wall were shown to all who came to the place by the river that day.");
    assert_eq!(text(&fields, "photo_credit"), "");
}

#[test]
fn contacts_are_read_as_they_are_written() {
    for (lines, name, phone, mail) in [
        ("For more information, please contact:\nLaura Example:, +66 653 485 317", "Laura Example", "+66 653 485 317", ""),
        ("Media contact: Omar Sample, Tel. +254 20 555 0100, osample@example.org", "Omar Sample", "+254 20 555 0100", "osample@example.org"),
        ("Press contacts\nOmar Sample\n+254 20 555 0100\nosample@example.org", "Omar Sample", "+254 20 555 0100", "osample@example.org"),
        ("Contact presse :\nAwa Modèle, +221 33 555 01 00, amodele@example.org", "Awa Modèle", "+221 33 555 01 00", "amodele@example.org"),
        ("Para más información:\nLuz Muestra, +51 1 555 0100, lmuestra@example.org", "Luz Muestra", "+51 1 555 0100", "lmuestra@example.org"),
        ("Rückfragen bitte an:\nUwe Muster, +49 30 555 0100, muster@example.org", "Uwe Muster", "+49 30 555 0100", "muster@example.org"),
    ] {
        let (fields, body) = article(&format!("The wall is open\n\n{BODY}\n\n{MORE}\n\n{lines}\n"));
        let contacts = fields.get("contacts").and_then(|value| value.as_array()).cloned().unwrap_or_default();
        let all = serde_json::to_string(&contacts).expect("JSON");
        assert!(all.contains(name) && all.contains(phone) && all.contains(mail), "{lines}: {all}");
        assert!(!body.contains("555") && !body.contains("485"), "{lines}: {body}");
    }
    let (fields, _) =
        article(&format!("The wall is open\n\n{BODY} The contact between both sides is good, and more than 555 people came.\n\n{MORE}\n"));
    assert!(fields.get("contacts").is_none(), "{fields:?}");
}

#[test]
fn what_begins_like_a_line_of_its_kind_need_not_be_one() {
    let (fields, body) = short("The wall is open\n\nBy the end of the year, the wall will be closed for a week while the gates are painted.");
    assert!(names(&fields, "authors").is_empty());
    assert!(body.contains("By the end of the year"));
    let (_, body) = article(&format!("The wall is open\n\n{BODY}\n\n{MORE}\n\nAbout 400 participants came to the place by the river on that day.\n"));
    assert!(body.contains("About 400 participants"), "{body}");
    let (fields, _) = short("The wall is open\n\nBackground noise was the subject of the first of the talks that day, and of the last.");
    assert_eq!(text(&fields, "title"), "The wall is open");
}

#[test]
fn kickers_of_many_houses_stand_above_the_headline() {
    for kicker in [
        "PRESS RELEASE",
        "Media Advisory",
        "Op-ed",
        "For immediate release",
        "COMMUNIQUÉ DE PRESSE",
        "Nota de prensa",
        "Pressemitteilung",
        "Comunicado de imprensa",
    ] {
        let (fields, _) = short(&format!("{kicker}\n\nCommon plan for the coast adopted"));
        assert_eq!(text(&fields, "title"), "Common plan for the coast adopted", "{kicker}");
    }
    let (fields, _) = short("Nota de prensa n.º 12/AB/2021\n\nCommon plan for the coast adopted");
    assert_eq!(text(&fields, "title"), "Common plan for the coast adopted");
}

#[test]
fn headlines_end_as_they_like() {
    for title in [
        "Who will hold the sea?",
        "The sea is back!",
        "COAST PLAN ADOPTED BY ALL",
        "Plan for the coast: a road, a wall and a wood",
        "Plan for the coast adopted by U.S. council",
    ] {
        assert_eq!(text(&short(title).0, "title"), title);
    }
    assert_eq!(
        text(&short("Council adopts the common plan for the\nprotection of the coast").0, "title"),
        "Council adopts the common plan for the protection of the coast"
    );
}

#[test]
fn goals_and_hashtags_are_lines_of_their_own() {
    let (fields, body) =
        article(&format!("The wall is open\n\n{BODY}\n\n{MORE}\n\nSDG 3 - GOOD HEALTH AND WELL BEING\nSDG 13 - CLIMATE ACTION\n\n#coast #sea\n"));
    let goals: Vec<u64> = fields["sdgs"].as_array().expect("goals").iter().filter_map(serde_json::Value::as_u64).collect();
    assert_eq!(goals, [3, 13]);
    assert!(!body.contains("SDG 3") && !body.contains("#coast"), "{body}");
    let (fields, _) = article(&format!("The wall is open\n\n{BODY} It helps to reach SDG 13, people say.\n\nSDG 18 - NO SUCH GOAL\n\n{MORE}\n"));
    assert!(
        fields.get("sdgs").and_then(|goals| goals.as_array()).is_none_or(|goals| goals.iter().all(|goal| goal.as_u64() != Some(18))),
        "{fields:?}"
    );
}

#[test]
fn date_lines_hold_dates_and_little_else() {
    for (line, date) in [
        ("Published on 4 June 2020", "2020-06-04"),
        ("Issue Date: June 4, 2020", "2020-06-04"),
        ("Publié le jeudi 4 juin 2020", "2020-06-04"),
        ("Publicado: 4 de junio de 2020", "2020-06-04"),
        ("Pressemitteilung 04.06.2020", "2020-06-04"),
        ("Datum: 4. Juni 2020", "2020-06-04"),
        ("Fri, 12/07/2018 - 06:17", "2018-12-07"),
    ] {
        assert_eq!(text(&short(&format!("The wall is open\n\n{line}")).0, "date"), date, "{line}");
    }
    let (fields, _) = short("The wall is open\n\nThe wall was first opened on 4 June 2020 and closed again on the day after it.");
    assert_eq!(text(&fields, "date"), "", "a date in running text");
}

#[test]
fn a_place_and_a_date_may_sign_a_text_off() {
    for (line, place, date) in [
        ("Geneva, 5 May 2011", "Geneva, Switzerland", "2011-05-05"),
        ("Lima, 5 de mayo de 2011", "Lima, Peru", "2011-05-05"),
        ("Fait à Genève, le 5 mai 2011", "Genève, Switzerland", "2011-05-05"),
    ] {
        let (fields, _) = article(&format!("The wall is open\n\n{BODY}\n\n{MORE}\n\n{line}\n"));
        assert_eq!(text(&fields, "place"), place, "{line}");
        assert_eq!(text(&fields, "date"), date, "{line}");
    }
}

#[test]
fn datelines_end_with_the_signs_of_their_language() {
    for (line, place, date) in [
        ("Niamey, le 1er avril 2022 – Le comité", "Niamey, Niger", "2022-04-01"),
        ("Lima, 27 de octubre de 2022.- El comité", "Lima, Peru", "2022-10-27"),
        ("Ciudad de México, 19 de junio de 2023.- El comité", "Ciudad de México, Mexico", "2023-06-19"),
        ("Bern, 24.01.2018 - Der Rat", "Bern, Switzerland", "2018-01-24"),
        ("Wien (AB/OTS) - Der Rat", "Wien, Austria", ""),
        ("Brasília, 5 de agosto de 2019 – O comitê", "Brasília, Brazil", "2019-08-05"),
        ("Roma, 5 maggio 2011 - Il comitato", "Roma, Italy", "2011-05-05"),
    ] {
        let (fields, _) = article(&format!("The wall is open\n\n{line} {BODY}\n\n{MORE}\n"));
        assert_eq!(text(&fields, "date"), date, "{line}");
        assert_eq!(text(&fields, "place"), place, "{line}");
    }
}

// --- sentences and language

#[test]
fn stops_inside_names_end_no_sentence() {
    let (fields, _) = article(
        "The wall is open\n\nThe plan was read by Mr. Kofi Ansah. It was seen by the U.S. Department of State, and by St. Petersburg State University.\n",
    );
    assert_eq!(names(&fields, "people"), ["Kofi Ansah"]);
    assert_eq!(names(&fields, "organisations"), ["US Department of State", "St. Petersburg State University"]);
}

#[test]
fn the_language_is_told_by_the_running_text() {
    let texts = [
        ("en", BODY.to_owned() + " " + MORE),
        ("fr", "Le conseil de la région a adopté un plan commun pour la protection de la côte au dernier jour de sa réunion dans la capitale, où il pleuvait.".to_owned()),
        ("es", "El consejo de la región aprobó un plan común para la protección de la costa en el último día de su reunión, que se celebró en la capital.".to_owned()),
        ("de", "Der Rat der Region hat am letzten Tag seiner Sitzung einen gemeinsamen Plan für den Schutz der Küste beschlossen, der zehn Jahre gelten soll.".to_owned()),
        ("pt", "O conselho da região aprovou um plano comum para a proteção da costa no último dia da sua reunião, que não foi realizada na capital.".to_owned()),
        ("it", "Il consiglio della regione ha approvato un piano comune per la protezione della costa nell’ultimo giorno della sua riunione nella capitale.".to_owned()),
        ("ar", "اعتمد مجلس المنطقة خطة مشتركة لحماية الساحل في اليوم الأخير من اجتماعه الذي عقد في العاصمة، وقال الرئيس إن العمل سيستمر عشر سنوات.".to_owned()),
    ];
    for (language, body) in &texts {
        let (fields, _) = article(&format!("Zagreb 2011\n\n{body}\n"));
        assert_eq!(text(&fields, "language"), *language);
    }
    // Both languages, the longer one counts; names and figures have none.
    let (fields, _) = article(&format!("Zagreb 2011\n\n{BODY} {MORE}\n\n{}\n", texts[1].1));
    assert_eq!(text(&fields, "language"), "en");
    let (fields, _) = article("Zagreb 2011\n\nAnn Roe 12\n\nBob Poe 14\n\nCarla Moe 16\n");
    assert_eq!(text(&fields, "language"), "");
}
