//! How often a rule is right, measured on articles in which people marked what should be found.

use super::table::rows;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("data/rule_precision.tsv");

/// The fields whose findings can be compared with what people marked.
pub const FIELDS: [&str; 10] = ["title", "date", "event_date", "place", "authors", "organisations", "people", "places", "events", "photo_credit"];

/// A rule with fewer cases than this has not been measured: its precision would be an accident.
pub const ENOUGH: usize = 10;

/// What was counted for one rule and field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Values that people had marked, too.
    pub right: usize,
    /// Values that nobody had marked.
    pub wrong: usize,
}

impl Measured {
    /// How many cases there were.
    pub const fn cases(self) -> usize {
        self.right + self.wrong
    }

    /// The share of right values, estimated by [`estimate`].
    pub fn precision(self) -> f64 {
        estimate(self.right, self.wrong)
    }
}

/// The rule of succession: one right and one wrong case are added, so that few cases never make a rule certain: eighteen right ones without a
/// wrong one are .95.
pub fn estimate(right: usize, wrong: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    (count(right) + 1.0) / (count(right) + count(wrong) + 2.0)
}

static ALL: LazyLock<BTreeMap<(&'static str, &'static str), Measured>> = LazyLock::new(|| {
    let read = |row: Vec<&'static str>| Some(((row[0], row[1]), Measured { right: row[2].parse().ok()?, wrong: row[3].parse().ok()? }));
    rows(TABLE, 5).into_iter().filter_map(read).collect()
});

/// What was counted for a rule that speaks for a field, however few the cases.
pub fn counted(rule: &str, field: &str) -> Option<Measured> {
    ALL.iter().find(|((known, of), _)| *known == rule && *of == field).map(|(_, measured)| *measured)
}

/// How often a rule is right about a field; `None` when that has not been measured on enough cases.
pub fn of(rule: &str, field: &str) -> Option<f64> {
    counted(rule, field).filter(|measured| measured.cases() >= ENOUGH).map(Measured::precision)
}

/// All rows of the table: rule, field, counts.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str, Measured)> {
    ALL.iter().map(|((rule, field), measured)| (*rule, *field, *measured))
}

/// Rules without a row in the table, with the reason. They keep the band that the code states.
pub const UNMEASURED: &[(&str, &str)] = &[
    ("acronym-alias", NO_FINDING),
    ("acronym-initials", NO_FINDING),
    ("acronym-letters", NO_FINDING),
    ("acronym-reverse", NO_FINDING),
    ("acronym-tail", NO_FINDING),
    ("contact", "a contact is judged by its numbers and addresses, not by the name it goes by"),
    ("event-counted", NO_CASE),
    ("event-day-of-issue", NO_CASE),
    ("event-numbered", NO_CASE),
    ("format-contacts", NOT_MARKED),
    ("format-headline", NOT_MARKED),
    ("format-kicker", NOT_MARKED),
    ("goal-line", NOT_MARKED),
    ("kicker", NOT_MARKED),
    ("meta", "stated by the seed itself"),
    ("org-acronym-archive", NO_CASE),
    ("org-head-whole", NO_CASE),
    ("person-enumerated", NO_CASE),
    ("place-city-country", NO_CASE),
    ("programme-head", "programmes are no field of the front matter"),
    ("quote", NOT_MARKED),
    ("source-agency", NOT_MARKED),
    ("source-line", NOT_MARKED),
    ("source-mail-domain", NOT_MARKED),
    ("standfirst", NOT_MARKED),
    ("subtitle", NOT_MARKED),
    ("tag-vocabulary", "which tags are right is for people to say, and they do not agree"),
    ("title-first-sentence", "stands in where there is no headline"),
];

const NO_CASE: &str = "no article that was measured needs it";
const NO_FINDING: &str = "joins a short form to its name; what it finds is measured under the rule that reads the name";
const NOT_MARKED: &str = "people did not mark it in the articles that were measured";

#[cfg(test)]
mod tests {
    use super::super::table::tests::check_list;
    use super::*;

    #[test]
    fn the_table_is_whole() {
        check_list(TABLE, 5, 5, &[0, 1]);
        for row in rows(TABLE, 5) {
            let measured = counted(row[0], row[1]).unwrap();
            assert_eq!(format!("{:.3}", measured.precision()), row[4], "{row:?}");
            assert!(FIELDS.contains(&row[1]) && measured.cases() > 0, "{row:?}");
        }
    }

    #[test]
    fn few_cases_never_make_a_rule_certain() {
        assert!(estimate(17, 0) < 0.95 && estimate(18, 0) >= 0.95 && (estimate(0, 0) - 0.5).abs() < 1e-9);
        for (rule, field, measured) in all() {
            assert_eq!(of(rule, field).is_some(), measured.cases() >= ENOUGH, "{rule}");
        }
        assert_eq!(of("dateline", "people"), None);
        assert_eq!(of("no-such-rule", "people"), None);
    }

    #[test]
    fn no_measured_rule_is_a_guess() {
        let guesses: Vec<&str> = all().filter(|(rule, field, _)| of(rule, field).is_some_and(|share| share < 0.8)).map(|(rule, ..)| rule).collect();
        assert!(guesses.is_empty(), "mend or split these rules, or say in docs/decisions.md why their values are only asked about: {guesses:?}");
    }
}
