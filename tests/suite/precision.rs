//! Every rule is measured, or says why it is not; and what is measured exists.

use crate::support::{repository, tracked};
use dateline::content::finding::{Band, Sidecar};
use dateline::intake::extract::dates;
use dateline::lexicon::precision::{self, UNMEASURED};
use regex::Regex;
use std::collections::BTreeSet;
use std::fs;

/// The sources of `intake`, without their tests and without the grammar of dates, which lists its own rules.
fn sources() -> Vec<(String, String)> {
    let folder = repository().join("src/intake");
    let files = tracked().into_iter().filter(|path| path.starts_with(&folder) && path.extension().is_some_and(|end| end == "rs"));
    files
        .map(|path| (path.strip_prefix(repository()).expect("below").to_string_lossy().into_owned(), fs::read_to_string(&path).expect("a file")))
        .filter(|(name, _)| !name.contains("/dates/") && !name.contains("tests") && !name.contains("properties"))
        .map(|(name, text)| (name, text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()))
        .collect()
}

#[test]
fn every_rule_is_measured_or_says_why_not() {
    let patterns = [
        r#"rule(?::|\s*=)\s*(?:if\s[^{]*\{\s*)?"([a-z][a-z0-9-]*)"(?:\s*\}\s*else\s*\{\s*"([a-z-]+)")?"#,
        r#""([a-z][a-z0-9-]*)"\s*,\s*(?:Band::|if [^"]*Band::)"#,
        r#""((?:org|person|place|event|date|title|tag|source|format|programme|acronym|goal)-[a-z-]+)""#,
    ];
    let patterns: Vec<Regex> = patterns.iter().map(|pattern| Regex::new(pattern).expect("a pattern")).collect();
    let known: BTreeSet<&str> = precision::all().map(|(rule, ..)| rule).chain(UNMEASURED.iter().map(|(rule, _)| *rule)).collect();
    let mut unknown = BTreeSet::new();
    for (name, text) in sources() {
        for hit in patterns.iter().flat_map(|pattern| pattern.captures_iter(&text)) {
            let rules = hit.iter().skip(1).flatten().map(|rule| rule.as_str());
            unknown.extend(rules.filter(|rule| !known.contains(rule)).map(|rule| format!("{name}: {rule}")));
        }
    }
    assert!(unknown.is_empty(), "measure these rules (`cargo bench --bench precision`), or give a reason in `UNMEASURED`: {unknown:#?}");
}

#[test]
fn what_is_measured_exists_and_is_measured_once() {
    let all: String = sources().into_iter().map(|(_, text)| text).collect();
    let measured: BTreeSet<&str> = precision::all().map(|(rule, ..)| rule).collect();
    let unmeasured: BTreeSet<&str> = UNMEASURED.iter().map(|(rule, _)| *rule).collect();
    assert!(measured.is_disjoint(&unmeasured), "measured, and said not to be: {:?}", measured.intersection(&unmeasured).collect::<Vec<_>>());
    let gone: Vec<&&str> = measured.union(&unmeasured).filter(|rule| !all.contains(&format!("\"{rule}\""))).collect();
    assert!(gone.is_empty(), "no rule of `src/intake` is called so any more: {gone:?}");
}

#[test]
fn findings_are_as_sure_as_their_rules() {
    let of_dates: BTreeSet<&str> = dates::RULES.iter().map(|(rule, _)| *rule).collect();
    let unmeasured: BTreeSet<&str> = UNMEASURED.iter().map(|(rule, _)| *rule).collect();
    let mut seen = 0;
    for path in tracked().into_iter().filter(|path| path.parent().is_some_and(|folder| folder == repository().join("content/.findings"))) {
        let notes = Sidecar::read(&fs::read_to_string(&path).expect("a file")).expect("notes");
        for finding in notes.findings {
            seen += 1;
            let measured = precision::of(&finding.rule, &finding.field);
            assert_eq!(finding.confidence, measured.map(Into::into), "{}: {}", path.display(), finding.rule);
            if let Some(confidence) = finding.confidence {
                assert_eq!(finding.band, Band::of(confidence), "{}: {}", path.display(), finding.rule);
            }
            let known = precision::counted(&finding.rule, &finding.field).is_some() || unmeasured.contains(finding.rule.as_str());
            assert!(known || finding.field == "dates" && of_dates.contains(finding.rule.as_str()), "{}: {}", finding.field, finding.rule);
        }
    }
    assert!(seen > 100, "{seen} findings in the example archive");
}
