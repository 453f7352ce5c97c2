use super::*;
use proptest::prelude::*;

fn when(text: &str) -> When {
    When::parse(text).unwrap()
}

const GOOD: &[&str] = &[
    "2015-08-26",
    "2014-10",
    "2013",
    "201X",
    "20XX",
    "2016-03-XX",
    "2016-XX",
    "2016-XX-XX",
    "2011-21",
    "2015-11-09/2015-11-14",
    "2003/..",
    "../2015",
    "2022-12-07?",
    "2015~",
    "2015-08%",
    "XXXX-12-07",
    "XXXX-12",
    "XXXX-12-07/XXXX-12-09",
    "XXXX-12-30/XXXX-01-02",
    "2022?-12-07",
    "2022?-12-07/2022?-12-09",
    "2016-02-29",
    "XXXX-02-29",
];

#[test]
fn every_form_is_printed_as_it_was_read() {
    for text in GOOD {
        assert_eq!(when(text).to_string(), *text);
    }
}

#[test]
fn everything_else_is_refused_with_its_place_and_a_way_out() {
    let bad = |text: &str| When::parse(text).unwrap_err();
    assert_eq!((bad("2015-13-40").offset, bad("2015-13-40").problem), (5, Problem::Month));
    assert_eq!((bad("2015-02-30").offset, bad("2015-02-30").problem), (8, Problem::Day));
    assert_eq!(bad("2015-02-29").problem, Problem::Day);
    assert_eq!(bad("2016-05-02/2016-05-01").problem, Problem::Order);
    assert_eq!(bad("XXXX-05-02/2016-05-03").problem, Problem::Ends);
    assert_eq!(bad("../..").problem, Problem::Ends);
    assert_eq!(bad("26/08/2015").help(), "write `2015-08-26`");
    for text in ["", "15", "2015-8-26", "XXXX", "2015-08-26x", "201X-05", "2015/2015", "26 August 2015", "２０１５", "2015-99", "+015", "2015-+1"]
    {
        assert!(When::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn words_say_what_is_not_stated() {
    let words = |text: &str| when(text).words("en");
    assert_eq!(words("2015-08-26"), "26 August 2015");
    assert_eq!(words("XXXX-12-07/XXXX-12-09"), "7–9 December (year not stated)");
    assert_eq!(words("2019-04-28/2019-05-02"), "28 April – 2 May 2019");
    assert_eq!(words("2018-12-30/2019-01-02"), "30 December 2018 – 2 January 2019");
    assert_eq!(words("2003/.."), "since 2003");
    assert_eq!(words("../2015"), "until 2015");
    assert_eq!(words("2015-08~"), "about August 2015");
    assert_eq!(words("201X"), "the 2010s");
    assert_eq!(words("2016-03-XX"), "some day in March 2016");
    assert_eq!(words("2011-21"), "spring 2011");
    assert_eq!(words("2022?-12-07/2022?-12-09"), "7–9 December 2022 (year inferred)");
    assert_eq!(words("2013/2015"), "2013–2015");
    assert_eq!(when("2016-03-01").words("fr"), "1er mars 2016");
    assert_eq!(when("2016-03-14").words("es"), "14 de marzo de 2016");
    assert_eq!(when("2016-03-14/2016-03-16").words("de"), "14.–16. März 2016");
    assert_eq!(when("2016-03-14").words("xx"), "14 March 2016");
}

#[test]
fn html_and_json_ld_are_silent_where_unsure() {
    assert_eq!(when("XXXX-12-07/XXXX-12-09").html_datetime(), ["12-07", "12-09"]);
    assert_eq!(when("2022?-12-07").html_datetime(), ["12-07"]);
    assert_eq!(when("201X").html_datetime(), Vec::<String>::new());
    assert_eq!(when("2014-10").html_datetime(), ["2014-10"]);
    assert_eq!(when("2015-08-26").json_ld().as_deref(), Some("2015-08-26"));
    for text in ["XXXX-12-07", "2022?-12-07", "2015~", "201X", "2016-03-XX", "2003/.."] {
        assert_eq!(when(text).json_ld(), None, "{text}");
    }
}

#[test]
fn undated_comes_after_dated_by_month_and_day() {
    let mut dates: Vec<When> =
        ["XXXX-12-07", "2015", "XXXX-02-21", "2015-08-26", "201X", "../2015", "2014-10"].iter().map(|text| when(text)).collect();
    dates.sort();
    let order: Vec<String> = dates.iter().map(ToString::to_string).collect();
    assert_eq!(order, ["../2015", "201X", "2014-10", "2015", "2015-08-26", "XXXX-02-21", "XXXX-12-07"]);
    let mut dates: Vec<Option<When>> = vec![None, Some(when("XXXX-12-07")), Some(when("2014")), Some(when("2016"))];
    dates.sort_by(|a, b| When::newest_first(a.as_ref(), b.as_ref()));
    assert_eq!(dates[0], Some(when("2016")));
    assert_eq!(dates[2], Some(when("XXXX-12-07")));
    assert_eq!(dates[3], None);
}

#[test]
fn days_that_touch_join() {
    assert_eq!(when("2016-04-04").join(&when("2016-04-05/2016-04-06")).unwrap().to_string(), "2016-04-04/2016-04-06");
    assert_eq!(when("2016-04-04").join(&when("2016-04-09")), None);
    assert_eq!(when("XXXX-04-04").join(&when("XXXX-04-05")), None);
}

#[test]
fn an_inferred_year_is_marked() {
    assert_eq!(when("XXXX-12-07/XXXX-12-09").with_inferred_year(2022).unwrap().to_string(), "2022?-12-07/2022?-12-09");
    assert_eq!(when("2015").with_inferred_year(2022), None);
}

fn any_point() -> impl Strategy<Value = String> {
    let mark = prop_oneof![Just(""), Just("?"), Just("~"), Just("%")];
    let year = prop_oneof![(1i16..2200).prop_map(|year| format!("{year:04}")), Just("XXXX".to_owned())];
    (year, 1u8..=12, 1u8..=28, 0u8..5, mark).prop_map(|(year, month, day, form, mark)| match (form, year.as_str()) {
        (0, _) => format!("{year}-{month:02}-{day:02}{mark}"),
        (1, _) => format!("{year}-{month:02}{mark}"),
        (_, "XXXX") => format!("XXXX-{month:02}-{day:02}"),
        (2, _) => format!("{year}{mark}"),
        (3, _) => format!("{}X", &year[..3]),
        _ => format!("{year}?-{month:02}-{day:02}"),
    })
}

fn any_when() -> impl Strategy<Value = When> {
    prop_oneof![
        any_point(),
        (any_point(), any_point()).prop_map(|(a, b)| format!("{a}/{b}")),
        any_point().prop_map(|a| format!("{a}/..")),
        any_point().prop_map(|a| format!("../{a}")),
    ]
    .prop_filter_map("no date", |text| When::parse(&text).ok())
}

proptest! {
    #[test]
    fn printing_and_reading_is_the_identity(date in any_when()) {
        prop_assert_eq!(When::parse(&date.to_string()).unwrap(), date);
    }

    #[test]
    fn the_order_is_total(a in any_when(), b in any_when(), c in any_when()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
    }

    #[test]
    fn bounds_hold(date in any_when()) {
        if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
            prop_assert!(first <= last);
        }
        prop_assert!(!date.words("en").is_empty() && !date.words("de").is_empty());
        if !date.has_year() {
            prop_assert!(date.earliest().is_none() && date.json_ld().is_none());
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,24}") {
        let _ = When::parse(&text);
    }
}
