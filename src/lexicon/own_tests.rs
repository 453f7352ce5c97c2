use super::*;
use crate::lexicon::Lexicon;
use crate::lexicon::heads::Kind;

fn files(lists: &[(&str, &str)]) -> Tree {
    lists.iter().map(|(name, text)| (RelPath::known(format!("lexicon/{name}")), text.as_bytes().to_vec())).collect()
}

/// Line, column, message and help of each problem.
fn problems(name: &str, text: &str) -> Vec<(usize, usize, String, String)> {
    let (_, report) = Lexicon::with(&files(&[(name, text)]));
    let told = |problem: &Diagnostic| {
        let place = problem.place.clone().unwrap();
        (place.line.unwrap_or(0), place.column.unwrap_or(0), problem.message.clone(), problem.help.clone().unwrap_or_default())
    };
    report.diagnostics.iter().map(told).collect()
}

#[test]
fn without_own_rows_the_built_in_lists_are_shared() {
    for lists in [files(&[]), files(&[("README.md", "# why"), ("roles.tsv", "# none yet\n\n")])] {
        let (lexicon, report) = Lexicon::with(&lists);
        assert!(std::ptr::eq(&raw const *lexicon, Lexicon::built_in()));
        assert_eq!(report, Report::default());
    }
}

#[test]
fn equal_lists_are_kept_once_and_have_one_digest() {
    let lists = files(&[("given_names.tsv", "Zubbadour\n")]);
    assert!(std::ptr::eq(Own::read(&lists).0, Own::read(&lists.clone()).0));
    let (one, other) = (Lexicon::with(&lists).0, Lexicon::with(&files(&[("given_names.tsv", "Zubbadine\n")])).0);
    assert!(one.digest() != other.digest() && one.digest() != Lexicon::built_in().digest());
    assert_eq!(one.digest(), Lexicon::with(&lists).0.digest());
    assert!(one.words.is_given_name("Zubbadour") && !other.words.is_given_name("Zubbadour") && one.words.is_given_name("Maria"));
}

#[test]
fn an_own_organisation_has_its_name_and_acronym_for_itself() {
    let text = "World Chess Organisation\tWHO\t\tCH\t\tWorld Meteorological Organization\nInternational Organization for Migration\tIOM\tngo\n";
    let (lexicon, report) = Lexicon::with(&files(&[("organisations.tsv", text)]));
    assert_eq!(report, Report::default());
    let list = &lexicon.organisations;
    let names = |acronym: &str| list.by_acronym(acronym).iter().map(|entry| entry.name).collect::<Vec<_>>();
    assert_eq!(names("WHO"), ["World Chess Organisation"]);
    assert_eq!(list.by_name("world meteorological organization").unwrap().name, "World Chess Organisation");
    assert_eq!(list.by_name("International Organization for Migration").unwrap().kind, Kind::Ngo);
    assert!(names("OIM").is_empty(), "a row with our name replaces ours");
    assert!(list.by_name("World Health Organization").is_some(), "only the acronym is taken from ours");
    let hits = list.find("The WHO met the World Health Organization.");
    let found: Vec<_> = hits.iter().map(|hit| (list.rows[hit.entry].name, hit.rivals.len())).collect();
    assert_eq!(found, [("World Chess Organisation", 0), ("World Health Organization", 0)]);
}

#[test]
fn own_rows_of_every_list_are_used() {
    let lists = files(&[
        ("heads.tsv", "Stewardry\t\tagency\n"),
        ("roles.tsv", "lamp warden\nsecretary\ten\tweak\n"),
        ("speech_verbs.tsv", "quothed\n"),
        ("names.tsv", "Hochw.\thonorific\n"),
        ("companies.tsv", "Xyz Ltda\n"),
        ("cues.tsv", "The Lamp Society is\tboilerplate\n"),
        ("stop_words.tsv", "hence\t\n"),
        ("concepts.tsv", "lamp keeping\twick trimming;refugees\n"),
        ("cities.tsv", "Lampstead\tgb\nParis\tUS\n"),
        ("subnational.tsv", "Lampshire\tGB\n"),
        ("regions.tsv", "\tLamp Coast\n"),
    ]);
    let (lexicon, report) = Lexicon::with(&lists);
    assert_eq!(report, Report::default());
    assert_eq!(lexicon.heads.get("Stewardries").unwrap().kind, Kind::Agency);
    assert!(lexicon.words.is_role("Lamp Wardens") && lexicon.words.role(&["secretary"]).unwrap().weak);
    assert!(lexicon.words.is_speech_verb("quothed") && lexicon.words.honorific_at(&["Hochw."]) == 1);
    assert!(lexicon.words.is_company_suffix("Xyz Ltda"));
    assert!(lexicon.words.cue_at_start(crate::lexicon::cues::CueKind::Boilerplate, "The Lamp Society is old").is_some());
    let labels: Vec<_> =
        lexicon.concepts.find("Wick trimming by refugees.", "en").iter().map(|hit| lexicon.concepts.concept(hit.concept).unwrap().label).collect();
    assert_eq!(labels, ["lamp keeping", "lamp keeping"], "an own wording is no longer ours");
    assert_eq!(lexicon.places.cities("Lampstead")[0].country, "GB");
    assert_eq!(lexicon.places.cities("Paris").iter().map(|city| city.country).take(2).collect::<Vec<_>>(), ["US", "FR"]);
    assert_eq!(lexicon.places.find("from Lampshire to the Lamp Coast").len(), 2);
}

#[test]
fn a_bad_row_is_told_with_its_place_and_the_others_are_read() {
    let text = "# ours\nGood Body\tGB1\nBad Body\tBB\tclub\nOther Body\t\t\tThailand\nA\tb\tbody\t\t\t\t\tmore\nGood Body\n\tX\nLast Body   LB\n";
    assert_eq!(
        problems("organisations.tsv", text).iter().map(|(line, column, ..)| (*line, *column)).collect::<Vec<_>>(),
        [(3, 13), (4, 14), (5, 14), (6, 1), (7, 1), (8, 10)]
    );
    let told = problems("organisations.tsv", text);
    assert!(told[0].2.contains("`club` is no kind") && told[0].3.contains("agency"), "{told:?}");
    assert_eq!(told[1].3, "write `TH`");
    assert!(told[3].2.contains("line 2"), "{told:?}");
    let (lexicon, _) = Lexicon::with(&files(&[("organisations.tsv", text)]));
    assert!(lexicon.organisations.by_name("Good Body").is_some() && lexicon.organisations.by_name("Bad Body").is_none());
    let mut bytes = b"\xef\xbb\xbfgood warden\r\nm\xfcder warden\r\nlast warden\r\n".to_vec();
    bytes.extend_from_slice("träger warden\txx".as_bytes());
    let lists = Tree::from([(RelPath::known("lexicon/roles.tsv"), bytes)]);
    let (lexicon, report) = Lexicon::with(&lists);
    assert_eq!(report.diagnostics.iter().map(|d| d.place.as_ref().unwrap().line).collect::<Vec<_>>(), [Some(2), Some(4)]);
    assert!(lexicon.words.is_role("good warden") && lexicon.words.is_role("last warden"));
}

#[test]
fn an_unknown_file_is_told_with_the_name_that_was_meant() {
    assert!(problems("organizations.tsv", "A\n")[0].3.contains("lexicon/organisations.tsv"));
    assert!(problems("tags.tsv", "A\n")[0].3.contains("lexicon/concepts.tsv"));
    assert!(problems("role.txt", "A\n")[0].3.contains("lexicon/roles.tsv"));
    assert!(problems("zebra.tsv", "A\n")[0].3.contains("stop_words"));
}

#[test]
fn the_shapes_are_those_of_our_lists() {
    let text = |name: &str| match name {
        "organisations" => include_str!("data/organisations.tsv"),
        "heads" => include_str!("data/heads.tsv"),
        "roles" => include_str!("data/roles.tsv"),
        "speech_verbs" => include_str!("data/speech_verbs.tsv"),
        "names" => include_str!("data/names.tsv"),
        "given_names" => include_str!("data/given_names.tsv"),
        "companies" => include_str!("data/companies.tsv"),
        "cues" => include_str!("data/cues.tsv"),
        "stop_words" => include_str!("data/stop_words.tsv"),
        "concepts" => include_str!("data/concepts.tsv"),
        "cities" => include_str!("data/cities.tsv"),
        "subnational" => include_str!("data/subnational.tsv"),
        "regions" => include_str!("data/regions.tsv"),
        other => panic!("{other}"),
    };
    for list in LISTS {
        for line in text(list.name).lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).step_by(if list.name == "cities" {
            97
        } else {
            1
        }) {
            assert!(read_row(list, line).is_ok(), "{}: {line}: {:?}", list.name, read_row(list, line));
        }
    }
}
