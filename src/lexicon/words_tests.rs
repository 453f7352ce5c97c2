//! Tests of [`super::words`].

use super::cues::CueKind;
use super::table::rows;
use super::table::tests::check_list;
use super::words::Words;

const LANGUAGES: &[&str] = &["en", "fr", "es", "de", "pt", "it"];

#[test]
fn the_lists_are_whole() {
    let count = |text: &'static str, columns: usize, filled: usize, key: &[usize], least: usize| {
        check_list(text, filled, columns, key);
        let rows = rows(text, columns).len();
        assert!(rows >= least, "{rows}: {}", text.lines().next().unwrap_or(""));
    };
    count(include_str!("data/roles.tsv"), 3, 2, &[0, 1], 600);
    count(include_str!("data/speech_verbs.tsv"), 2, 2, &[0, 1], 600);
    count(include_str!("data/names.tsv"), 3, 2, &[0, 1], 400);
    count(include_str!("data/companies.tsv"), 3, 2, &[0], 200);
    count(include_str!("data/given_names.tsv"), 1, 1, &[0], 1200);
    count(include_str!("data/stop_words.tsv"), 2, 2, &[0, 1], 1200);
    count(include_str!("data/common_words.tsv"), 1, 1, &[0], 1500);
    count(include_str!("data/abbreviations.tsv"), 3, 2, &[0, 1], 400);
    for cells in rows(include_str!("data/names.tsv"), 2) {
        assert!(["honorific", "rank", "particle", "postnominal"].contains(&cells[1]), "{cells:?}");
    }
    for cells in rows(include_str!("data/roles.tsv"), 3) {
        assert_eq!(cells[0], cells[0].to_lowercase());
        assert!(cells[2].split(',').all(|flag| ["", "prefix", "title", "weak", "role"].contains(&flag)), "{cells:?}");
    }
    for lang in LANGUAGES {
        let of = |text: &'static str| rows(text, 2).iter().filter(|cells| cells[1] == *lang).count();
        assert!(of(include_str!("data/stop_words.tsv")) >= 120, "{lang}");
        assert!(of(include_str!("data/roles.tsv")) >= 35, "{lang}");
    }
}

#[test]
fn posts_with_what_goes_before_and_in_any_number() {
    let words = Words::default();
    for (text, length) in [
        ("Director-General of", 1),
        ("Deputy Director General of", 3),
        ("Acting Director-General ,", 2),
        ("Under-Secretary-General for", 1),
        ("Special Representative of the Secretary-General for", 5),
        ("UN", 0),
        ("Regional Representative for", 2),
        ("Chief of Mission in", 3),
        ("Chief Economist at", 2),
        ("Senior Policy Adviser", 3),
        ("Permanent Representatives", 2),
        ("Ministers of Foreign Affairs", 4),
        ("former Prime Minister", 3),
        ("First Deputy Minister of", 3),
        ("Minister of the Environment", 4),
        ("CEO and", 1),
        ("spokeswomen", 1),
        ("Co-Founder", 1),
        ("Deputy", 0),
        ("Acting on", 0),
        ("The Director", 0),
        ("Directora Ejecutiva de", 2),
        ("stellvertretende Generalsekretärin", 2),
    ] {
        let tokens: Vec<&str> = text.split(' ').collect();
        assert_eq!(words.role_at(&tokens), length, "{text}");
    }
    assert!(words.is_role("DIRECTOR") && words.is_role("prime minister") && words.is_role("vice-president"));
    assert!(!words.is_role("Deputy") && words.is_role_prefix("Deputy"));
    assert!(!words.is_role("Management") && !words.is_role(""));
    let hit = words.role(&["Ministers"]).unwrap();
    assert!(hit.plural && hit.title && !hit.weak);
    assert!(words.role(&["head"]).unwrap().weak);
    assert_eq!(words.role_at(&["deputy"; 50]), 0);
}

#[test]
fn verbs_of_speech() {
    let words = Words::default();
    assert!(words.is_speech_verb("said") && words.is_speech_verb("Stressed") && words.is_speech_verb("emphasised"));
    assert!(words.is_speech_verb("emphasized") && words.is_speech_verb("souligne") && words.is_speech_verb("betonte"));
    assert!(!words.is_speech_verb("border") && !words.is_speech_verb(""));
    assert_eq!(words.speech_verb_at(&["went", "on", "to", "comment", "that"]), 4);
    assert_eq!(words.speech_verb_at(&["made", "the", "point", "that"]), 4);
    assert_eq!(words.speech_verb_at(&["went", "home"]), 0);
    assert_eq!(words.speech_verb_in(&["dijo"], "es"), 1);
    assert_eq!(words.speech_verb_in(&["dijo"], "en"), 0);
}

#[test]
fn what_stands_around_names() {
    let words = Words::default();
    assert_eq!(words.honorific_at(&["Mr.", "Jeremy"]), 1);
    assert_eq!(words.honorific_at(&["Mr", ".", "Jeremy"]), 2);
    assert_eq!(words.honorific_at(&["H.E.", "Mr", "X"]), 2);
    assert_eq!(words.honorific_at(&["Tan", "Sri", "X"]), 2);
    assert_eq!(words.honorific_at(&["Pol.", "Maj.", "Gen.", "X"]), 3);
    assert_eq!(words.honorific_at(&["he", "said"]), 0);
    assert_eq!(words.honorific_at(&[]), 0);
    assert!(words.is_rank("Lt. Col.") && words.is_rank("General") && !words.is_rank("general"));
    assert!(words.is_particle("van") && words.is_particle("van der") && words.is_particle("Ould") && !words.is_particle("Van Halen"));
    assert!(words.is_postnominal("PhD") && words.is_postnominal("TD") && !words.is_postnominal("phd"));
    assert_eq!(words.postnominal_at(&["M", ".", "D", "."]), 4);
    assert!(words.is_given_name("Laura") && words.is_given_name("MOHAMMED") && words.is_given_name("José"));
    assert!(!words.is_given_name("laura") && !words.is_given_name("Border"));
}

#[test]
fn legal_forms_of_companies() {
    let words = Words::default();
    assert_eq!(words.company_suffix_at(&["Pty", "Ltd", "in"]), 2);
    assert_eq!(words.company_suffix_at(&["Co", ".", ",", "Ltd", "."]), 5);
    assert_eq!(words.company_suffix_at(&["S.p.A."]), 1);
    assert!(words.is_company_suffix("GmbH") && words.is_company_suffix("Sdn Bhd") && !words.is_company_suffix("gmbh"));
    assert!(words.is_weak_company_suffix("AS") && !words.is_weak_company_suffix("GmbH"));
}

#[test]
fn function_words_and_abbreviations() {
    let words = Words::default();
    assert!(words.is_stop_word("The", "en") && words.is_stop_word("des", "fr") && words.is_stop_word("don’t", "en"));
    assert!(!words.is_stop_word("border", "en") && !words.is_stop_word("the", "fr") && !words.is_stop_word("the", "xx"));
    assert!(words.is_abbreviation("Dr.") && words.is_abbreviation("approx.") && words.is_abbreviation("U.S."));
    assert!(!words.is_abbreviation("ago.") && !words.is_abbreviation("Dr") && !words.is_abbreviation("border."));
    assert!(words.is_abbreviation_in("janv.", "fr") && !words.is_abbreviation_in("janv.", "en"));
    assert!(words.may_end_sentence("etc.") && !words.may_end_sentence("Dr."));
}

#[test]
fn cues_are_reached_through_the_words() {
    let words = Words::default();
    assert_eq!(words.cue_at_start(CueKind::Credit, "Photo: IOM").map(|(_, end)| end), Some(6));
    assert_eq!(words.cue_line(CueKind::Kicker, "Media Advisory").unwrap().extra, "press release");
    assert!(words.cues(CueKind::Contact).iter().any(|cue| cue.lang == "de"));
}
