//! The table of cases, `tests/fixtures/dates.tsv`: text, language, what is found, anchor.

use super::{DateMention, DateValue, Open, RULES, find, resolve};
use crate::base::date::When;
use proptest::prelude::*;

const CASES: &str = include_str!("../../../../tests/fixtures/dates.tsv");

fn shown(mention: &DateMention, anchor: Option<&When>) -> String {
    let value = match &mention.value {
        DateValue::Stated(when) => when.to_string(),
        DateValue::Ambiguous(readings) => format!("one of {}", readings.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")),
        DateValue::Relative(relative) => {
            let meant = anchor.and_then(|anchor| resolve(relative, anchor));
            format!("relative {}", meant.map_or_else(|| "-".to_owned(), |when| when.to_string()))
        }
        DateValue::Impossible(_) => "impossible".to_owned(),
    };
    let open = match mention.open {
        Some(Open::Since) => " since",
        Some(Open::Until) => " until",
        None => "",
    };
    format!("{} = {value}{open}", mention.surface.replace('\n', "\\n"))
}

#[test]
fn every_case_of_the_table_reads_as_it_says() {
    let mut failures = Vec::new();
    let mut count = 0;
    for line in CASES.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (text, language, expected) = (cells[0].replace("\\n", "\n"), cells[1], cells[2]);
        let anchor = cells.get(3).map(|anchor| When::parse(anchor).unwrap());
        let mentions = find(&text, Some(language).filter(|language| !language.is_empty()));
        let found: Vec<String> = mentions.iter().map(|mention| shown(mention, anchor.as_ref())).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join(" ; ") };
        count += 1;
        if found != expected {
            failures.push(format!("{line}\n    found {found}"));
        }
        for mention in &mentions {
            assert_eq!(mention.span.of(&text), mention.surface, "{line}");
            assert!(RULES.iter().any(|(rule, _)| *rule == mention.rule), "the rule `{}` is not listed", mention.rule);
        }
    }
    assert!(count >= 300, "{count} cases");
    assert!(failures.is_empty(), "{} of {count} cases:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_reads_its_own_example() {
    for (rule, example) in RULES {
        let mentions = find(example, Some("en"));
        assert!(mentions.iter().any(|mention| mention.rule == *rule), "{rule}: {example}: {mentions:?}");
    }
}

#[test]
fn a_weekday_that_does_not_fit_is_told() {
    let found = find("Monday, 26 August 2015", Some("en"));
    assert_eq!(found[0].wrong_weekday(), Some(jiff::civil::Weekday::Monday));
    assert_eq!(find("Wednesday, 26 August 2015", Some("en"))[0].wrong_weekday(), None);
}

/// Every number of four digits in a value stands in the text, or as its last two digits: years are read, never made.
fn years_are_printed(text: &str, when: &When) -> bool {
    when.to_string().split(['/', '-', '?', '~', '%']).filter(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())).all(|year| {
        let number: i32 = year.parse().unwrap_or(0);
        [number - 1, number, number + 1].iter().any(|year| text.contains(&year.to_string())) || text.contains(&year[2..])
    })
}

const PIECES: &[&str] = &[
    "7",
    "26",
    "31",
    "2015",
    "1998",
    "92",
    "May",
    "may",
    "March",
    "December",
    "Dec.",
    "mars",
    "de",
    "of",
    "the",
    ",",
    "-",
    "–",
    "/",
    ".",
    "and",
    "to",
    "from",
    "between",
    "in",
    "since",
    "Monday",
    "Wed",
    "last",
    "this",
    "week",
    "ago",
    "two",
    "(",
    ")",
    "%",
    "$",
    "+41",
    "No.",
    "people",
    "st",
    "'",
    "’s",
    "1990s",
    "Q3",
    "\n",
    "\n\n",
    "é",
    "марта",
    "г.",
    "年",
    "月",
    "spring",
    "early",
    "mid",
    "10:30",
    "4,000",
];

proptest! {
    #[test]
    fn no_text_breaks_it_and_no_year_is_made_up(pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..14), hint in prop::sample::select(&["", "en", "fr", "de"][..])) {
        let text: String = pieces.iter().flat_map(|(piece, space)| [*piece, if *space { " " } else { "" }]).collect();
        let mut end = 0;
        for mention in find(&text, Some(hint)) {
            prop_assert!(mention.span.start >= end && mention.span.end > mention.span.start, "{:?}", text);
            prop_assert_eq!(mention.span.of(&text), mention.surface.as_str());
            end = mention.span.end;
            if let Some(when) = mention.stated() {
                prop_assert!(years_are_printed(&text, when), "{:?}: {}", text, when);
            }
        }
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,60}") {
        let _ = find(&text, None);
    }
}
