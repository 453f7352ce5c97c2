//! The cases of `tests/fixtures/dates.tsv`.

use super::{DateMention, DateValue, find, resolve};
use crate::base::date::When;
use crate::lexicon::table::rows;

/// What was found, written as the cases are.
fn written(mention: &DateMention, text: &str, anchor: Option<&When>) -> String {
    let surface = mention.span.of(text);
    match &mention.value {
        DateValue::Stated(when) => format!("{surface}={when}"),
        DateValue::Ambiguous(readings) => {
            let readings: Vec<String> = readings.iter().map(When::to_string).collect();
            format!("?{surface}={}", readings.join(","))
        }
        DateValue::Relative(relative) => {
            let when = anchor.and_then(|anchor| resolve(relative, anchor));
            format!("~{surface}={}", when.map(|when| when.to_string()).unwrap_or_default())
        }
        DateValue::Impossible(words) => format!("!{words}"),
    }
}

#[test]
fn every_case_is_read_as_expected() {
    let cases = rows(include_str!("../../../../tests/fixtures/dates.tsv"), 4);
    assert!(cases.len() >= 300);
    let mut wrong = Vec::new();
    for case in &cases {
        let text = case[0].replace("\\n", "\n");
        let language = Some(case[1]).filter(|code| *code != "-");
        let anchor = When::parse(case[3]).ok();
        let found: Vec<String> = find(&text, language).iter().map(|mention| written(mention, &text, anchor.as_ref())).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join(" | ") };
        if found != case[2] {
            wrong.push(format!("{} ({}): expected {}, found {found}", case[0], case[1], case[2]));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn spans_are_in_order_and_within_the_text() {
    for case in rows(include_str!("../../../../tests/fixtures/dates.tsv"), 4) {
        for cut in case[0].char_indices().map(|(at, _)| at) {
            let text = &case[0][cut..];
            let mut end = 0;
            for mention in find(text, None) {
                assert!(mention.span.start >= end && mention.span.end <= text.len() && !mention.span.is_empty(), "{text}");
                assert!(!mention.span.of(text).is_empty());
                end = mention.span.end;
            }
        }
    }
}

#[test]
fn long_texts_of_unfinished_dates_end() {
    for part in ["1 and ", "May 1, ", "2013, ", "in 2013-", "on Friday ", "12/", "1.", "the "] {
        let text = part.repeat(4_000);
        assert!(find(&text, None).iter().all(|mention| mention.span.end <= text.len()), "{part}");
    }
}
