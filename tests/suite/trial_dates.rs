//! Trial texts for dates: which of them become the date of issue and of the event, and which stay mere words.

use crate::extraction::{article, text};

const BODY: &str = "The council of the region adopted a common plan for the protection of the coast, and its members went home by the evening train.";

fn dates(head: &str, paragraph: &str) -> (String, String) {
    let (fields, _) = article(&format!("The coast has a plan\n\n{head}{paragraph} {BODY}\n"));
    (text(&fields, "date"), text(&fields, "event_date"))
}

#[test]
fn the_dateline_says_when_it_was_issued_and_nothing_in_the_text_does() {
    let (date, _) =
        dates("", "Bangkok (Thailand), 26 August 2015 - Delegates met again after the first talks in October 2014, and will meet in 2016.");
    assert_eq!(date, "2015-08-26");
    let (date, _) = dates("", "The region has had a council since October 2014, and a coast guard since 2015.");
    assert_eq!(date, "");
}

#[test]
fn days_in_a_row_are_one_span() {
    for (words, expected) in [
        ("on 7 and 8 May 2019", "2019-05-07/2019-05-08"),
        ("from 9 - 14 November 2015", "2015-11-09/2015-11-14"),
        ("on November 9-14, 2015", "2015-11-09/2015-11-14"),
        ("from 28 April to 2 May 2019", "2019-04-28/2019-05-02"),
        ("from 30 December 2018 to 2 January 2019", "2018-12-30/2019-01-02"),
        ("between 9 and 14 November 2015", "2015-11-09/2015-11-14"),
        ("on the 21st and 22nd February", "XXXX-02-21/XXXX-02-22"),
        ("from 7 to 9 December", "XXXX-12-07/XXXX-12-09"),
        ("this week (7-9 December)", "XXXX-12-07/XXXX-12-09"),
    ] {
        let (date, event) = dates("", &format!("The meeting was held in the capital {words}."));
        assert_eq!((date.as_str(), event.as_str()), ("", expected), "{words}");
    }
}

#[test]
fn figures_are_read_when_only_one_reading_is_possible() {
    for (line, date) in [
        ("Fri, 12/07/2018", "2018-12-07"),
        ("Thursday 12/07/2018", "2018-07-12"),
        ("24/12/2018", "2018-12-24"),
        ("12/24/2018", "2018-12-24"),
        ("2018-12-07", "2018-12-07"),
        ("07.12.2018", "2018-12-07"),
        ("12/07/2018", ""),
        ("12-07-2018", ""),
    ] {
        let (found, _) = dates(&format!("{line}\n\n"), "");
        assert_eq!(found, date, "{line}");
    }
}

#[test]
fn a_weekday_makes_no_year() {
    for line in ["Thursday 22nd of December", "Monday, 7 December", "le lundi 7 décembre", "Montag, 7. Dezember", "lunes 7 de diciembre"] {
        let (date, event) = dates("", &format!("The meeting was held on {line}."));
        assert!(date.is_empty() && (event.is_empty() || event.starts_with("XXXX-12-")), "{line}: {date} {event}");
    }
}

#[test]
fn a_later_event_keeps_its_own_year() {
    let (date, event) = dates("", "VIENNA, 4 April 2021 – The ministers spoke about the 2022 Alliance Conference.");
    assert_eq!(date, "2021-04-04");
    assert!(!event.starts_with("2022-"), "{event}");
}

#[test]
fn what_looks_like_a_date_is_none() {
    for words in [
        "It is a 2,5 year project along the 495km-long shore and took more than five years.",
        "Call +66 65 119 0912 or 2015 555 0100 to join.",
        "Resolution No. 2005/12 and document 12/2018 were quoted.",
        "About 2015 people and 4,000 boats were counted, at a price of $2015.",
        "The COVID-19 pandemic and the 2030 Agenda were named, and SDG 16.",
        "We work for those who may enter, and they march on as august guests sat in the sun.",
        "Version 2.10.2015 of the program runs at 10.12.20.15 on the net.",
        "March on Rome, said one; May I, asked another.",
    ] {
        let (fields, _) = article(&format!("The coast has a plan\n\nDate: {words}\n\n{BODY}\n"));
        assert_eq!((text(&fields, "date"), text(&fields, "event_date")), (String::new(), String::new()), "{words}");
    }
}

#[test]
fn a_span_of_years_is_no_date_of_an_event() {
    let (date, event) = dates("", "The programme for 2022 – 2025 was presented to the members in the morning.");
    assert_eq!(date, "");
    assert!(event.is_empty() || event == "2022/2025", "{event}");
}

#[test]
fn a_day_that_does_not_exist_is_no_date() {
    for line in ["29 February 2015", "31 April 2019", "Bangkok, 30 February 2015 – The council met."] {
        let (date, _) = dates(&format!("{line}\n\n"), "");
        assert_eq!(date, "", "{line}");
    }
}

#[test]
fn months_have_names_in_many_languages() {
    for (line, date) in [
        ("le 1er mars 2016", "2016-03-01"),
        ("14. März 2016", "2016-03-14"),
        ("14 de marzo de 2016", "2016-03-14"),
        ("14 de março de 2016", "2016-03-14"),
        ("14 marzo 2016", "2016-03-14"),
        ("14 марта 2016 г.", "2016-03-14"),
        ("14 maart 2016", "2016-03-14"),
        ("14 mars 2016", "2016-03-14"),
        ("14 Mart 2016", "2016-03-14"),
        ("14 marca 2016", "2016-03-14"),
        ("8 jul. 2024", "2024-07-08"),
        ("3 févr. 2024", "2024-02-03"),
        ("01 diciembre 2017", "2017-12-01"),
        ("Wien, 4. November 2019", "2019-11-04"),
    ] {
        let (found, _) = dates(&format!("{line}\n\n"), "");
        assert_eq!(found, date, "{line}");
    }
}

#[test]
fn the_hour_is_no_part_of_the_day() {
    for line in ["19 March 2015, 09:30 GMT", "Published at 09:30 GMT on 19 March 2015", "19/03/2015 09:30", "March 19, 2015 9:30 AM"] {
        let (date, _) = dates(&format!("{line}\n\n"), "");
        assert_eq!(date, "2015-03-19", "{line}");
    }
}

#[test]
fn words_like_yesterday_lean_on_the_date_of_issue_or_mean_nothing() {
    let (_, event) = dates("", "GENEVA, 9 May 2019 – The meeting was held in the capital yesterday.");
    assert_eq!(event, "2019-05-08");
    let (_, event) = dates("", "GENEVA, 9 May 2019 – The meeting was held in the capital yesterday (8 May).");
    assert_eq!(event, "2019-05-08");
    for words in ["yesterday", "last week", "on Tuesday", "today", "over a decade ago", "recently"] {
        let (date, event) = dates("", &format!("The meeting was held in the capital {words}."));
        assert_eq!((date.as_str(), event.as_str()), ("", ""), "{words}");
    }
}
