//! The machine's notes on one file of `content/`: what was found, where it says so, and what we last wrote.
//!
//! Stand-off: findings point into the seed and quote it; the front matter is a projection of them that belongs to people.
//! One JSON file beside each article, `content/.findings/<slug>.json` (entities: `content/.findings/<kind>/<slug>.json`),
//! meant for version control. Losing it loses no edit: every differing field then counts as a person's.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::tree::Digest;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The version of the sidecar's format. A file with another version is read as absent.
pub const FORMAT: u32 = 1;

/// How sure a finding is. `Certain` and `Likely` reach the front matter, a `Guess` becomes a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// Precision of the rule at least 0.95.
    Certain,
    /// At least 0.80.
    Likely,
    /// Below: never written by itself.
    Guess,
}

impl Band {
    /// The band of a rule that is right this often.
    pub fn of(confidence: Confidence) -> Self {
        match confidence.0 {
            950.. => Self::Certain,
            800.. => Self::Likely,
            _ => Self::Guess,
        }
    }
}

/// How often what a rule finds is right, in thousandths; written as a number from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Confidence(u16);

impl Confidence {
    /// The most that evidence can come to together: rules that agree may be wrong for one reason.
    const MOST: f64 = 0.99;

    /// What several findings of one value come to: `1 − Π(1 − p)`, at most .99 unless one alone is surer. A rule counts once, and rules that read the
    /// same characters anywhere are no independent witnesses: of them the surest counts. `None` when no rule among them has been measured.
    pub fn together<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Option<Self> {
        let mut witnesses: Vec<(Self, Vec<&Finding>)> = Vec::new();
        for finding in findings {
            let Some(confidence) = finding.confidence else { continue };
            let akin = |(_, known): &(Self, Vec<&Finding>)| {
                known.iter().any(|other| other.rule == finding.rule || other.span.start < finding.span.end && finding.span.start < other.span.end)
            };
            let (mut same, apart): (Vec<_>, Vec<_>) = witnesses.into_iter().partition(akin);
            same.push((confidence, vec![finding]));
            let best = same.iter().map(|(confidence, _)| *confidence).max().unwrap_or(confidence);
            let all = same.into_iter().flat_map(|(_, findings)| findings).collect();
            witnesses = apart;
            witnesses.push((best, all));
        }
        let best = witnesses.iter().map(|(confidence, _)| *confidence).max()?;
        let wrong: f64 = witnesses.iter().map(|(confidence, _)| 1.0 - f64::from(*confidence)).product();
        Some(best.max(Self::from((1.0 - wrong).min(Self::MOST))))
    }
}

impl From<f64> for Confidence {
    /// Rounded down, so that no figure claims a band the rule has not got. The small addition undoes what binary fractions take away.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept between 0 and 1000 on the line itself")]
    fn from(share: f64) -> Self {
        Self((share * 1000.0 + 1e-6).clamp(0.0, 1000.0) as u16)
    }
}

impl From<Confidence> for f64 {
    fn from(confidence: Confidence) -> Self {
        Self::from(confidence.0) / 1000.0
    }
}

impl std::fmt::Display for Confidence {
    /// `.976`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 >= 1000 { f.write_str("1") } else { write!(f, ".{:03}", self.0) }
    }
}

/// The words that say so, with a little of what stands around them, so that they are found again after an edit
/// (the text-quote selector of the W3C Web Annotation model).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words themselves, as printed in the normalised seed.
    pub exact: String,
    /// Up to 32 characters before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// Up to 32 characters after.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
}

/// One fact and where it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable while other text moves: a digest of field, rule, exact words and occurrence; 12 hexadecimal characters.
    pub id: String,
    /// The front matter key it speaks for: `title`, `date`, `event_date`, `place`, `organisations`, `people`, `places`, `events`, `tags`,
    /// `authors`, `sdgs`, `contacts`, `photo_credit`, `source`, `format`, `language`, …; or `quotes`, which has no key.
    pub field: String,
    /// The value as the front matter has it: an EDTF date, a canonical name, the quoted words.
    pub value: String,
    /// The words that say so.
    pub quote: Quote,
    /// Where they stand in the normalised seed.
    pub span: Span,
    /// The rule that found it, such as `dateline` or `org-head-left`.
    pub rule: String,
    /// How sure.
    pub band: Band,
    /// How often the rule is right about this field; absent when that has not been measured, or on too few cases. The band follows from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Whether the value is not printed but computed by the rule (`derived` on the page; else `stated`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub derived: bool,
    /// More about it: `role` (of an organisation), `title`, `of`, `speaker` (of a quote), `printed` (the date's words), `edition`, `code`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub detail: BTreeMap<String, String>,
}

/// A line of the seed that is not part of the body: shown under “As printed”, so that facts taken from it can lead there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// `title`, `kicker`, `standfirst`, `byline`, `dateline`, `date`, `countries`, `caption`, `credit`, `contact`, `goals`, `bio`, `boilerplate`, `source`, `noise`.
    pub role: String,
    /// The words as printed, lines joined by a space.
    pub text: String,
}

/// Something only a person can answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The front matter key it is about.
    pub field: String,
    /// One sentence, such as ``no year is stated for `7–9 December` ``.
    pub question: String,
    /// Possible answers, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// The sentence it arises from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sentence: String,
    /// What to type where.
    pub help: String,
}

/// All notes on one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sidecar {
    /// [`FORMAT`].
    pub format: u32,
    /// The seed the file was made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<RelPath>,
    /// The digest of the seed's bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed_digest: Option<Digest>,
    /// The value last written for each front matter key: the *base* of every later merge.
    #[serde(default)]
    pub fields: IndexMap<String, Value>,
    /// The body last written.
    #[serde(default)]
    pub body: String,
    /// What a person removed: list elements by key (compared by folded name), or the whole key as `[null]`. It never returns.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub removed: BTreeMap<String, Vec<Value>>,
    /// Where the machine now thinks otherwise than the person: key and value, for `review`.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub proposals: IndexMap<String, Value>,
    /// Proposals a person turned down, by key: these values are not proposed again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kept: BTreeMap<String, Vec<Value>>,
    /// The last part of the article's address, where it is not the name of its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Addresses it had before: they become `aliases`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// What was found, in order of span.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Lines of the seed that are not in the body, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
    /// What only a person can answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
}

impl Sidecar {
    /// Reads a sidecar. None when it is none, is damaged, or has another format: then it counts as lost, which loses no edit.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str::<Self>(text.strip_prefix('\u{FEFF}').unwrap_or(text)).ok().filter(|sidecar| sidecar.format == FORMAT)
    }

    /// The text of its file: one fact a line group, keys in a fixed order, so that two versions compare well in git; ends with a line break.
    pub fn write(&self) -> String {
        // Every key of every map here is a text and every number finite: nothing that JSON could not say.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rule: &str, at: usize, confidence: Option<f64>) -> Finding {
        Finding {
            id: String::new(),
            field: "people".into(),
            value: "A".into(),
            quote: Quote::default(),
            span: Span::new(at, at + 10),
            rule: rule.into(),
            band: Band::Likely,
            confidence: confidence.map(Confidence::from),
            derived: false,
            detail: BTreeMap::new(),
        }
    }

    fn together(findings: &[Finding]) -> Option<f64> {
        Confidence::together(findings).map(f64::from)
    }

    #[test]
    fn bands_follow_from_precision() {
        let band = |share: f64| Band::of(Confidence::from(share));
        assert_eq!([0.95, 0.9499, 0.8, 0.7999].map(band), [Band::Certain, Band::Likely, Band::Likely, Band::Guess]);
        assert_eq!(Confidence::from(0.9769).to_string(), ".976");
    }

    #[test]
    fn independent_witnesses_add_up_and_others_do_not() {
        assert_eq!(together(&[]), None);
        assert_eq!(together(&[found("a", 0, None)]), None);
        assert_eq!(together(&[found("a", 0, Some(0.9)), found("b", 20, Some(0.8))]), Some(0.98));
        assert_eq!(together(&[found("a", 0, Some(0.9)), found("a", 20, Some(0.9))]), Some(0.9), "one rule is one witness");
        assert_eq!(together(&[found("a", 0, Some(0.9)), found("b", 5, Some(0.8))]), Some(0.9), "the same characters");
        assert_eq!(together(&[found("a", 0, Some(0.9)), found("b", 5, Some(0.8)), found("b", 40, Some(0.8))]), Some(0.9));
        assert_eq!(together(&[found("a", 0, Some(0.98)), found("b", 20, Some(0.97))]), Some(0.99), "never more");
        assert_eq!(together(&[found("a", 0, Some(0.995)), found("b", 20, Some(0.8))]), Some(0.995), "and never less than one alone");
        assert_eq!(together(&[found("a", 0, Some(0.9)), found("b", 20, None)]), Some(0.9));
    }

    #[test]
    fn a_sidecar_is_read_back_as_written_and_nothing_else_is_one() {
        let finding = Finding {
            id: "a1".into(),
            field: "date".into(),
            value: "2016".into(),
            quote: Quote { exact: "in 2016".into(), ..Quote::default() },
            span: Span::new(3, 10),
            rule: "dateline".into(),
            band: Band::Certain,
            confidence: Some(Confidence::from(0.97)),
            derived: false,
            detail: BTreeMap::new(),
        };
        let mut sidecar = Sidecar { format: FORMAT, body: "Text".into(), findings: vec![finding], ..Sidecar::default() };
        sidecar.fields.insert("title".into(), Value::from("x"));
        sidecar.fields.insert("date".into(), Value::from("2016"));
        let text = sidecar.write();
        assert!(text.ends_with("}\n"));
        assert_eq!(Sidecar::read(&text), Some(sidecar.clone()));
        assert_eq!(Sidecar::read(&text).unwrap().write(), text);
        assert_eq!(Sidecar::read(&text.replace("\"format\": 1", "\"format\": 2")), None);
        assert_eq!(Sidecar::read("{"), None);
        assert_eq!(Sidecar::read(""), None);
    }
}
