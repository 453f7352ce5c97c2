//! Cues: words that tell what a line of an article is. `Press contact:` begins a contact, `Photo:` a credit.

use super::own::Own;
use crate::base::text::straight_quote;

/// What a line with such a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// Whom to ask.
    Contact,
    /// Notes to editors and the like, behind the article proper.
    Notes,
    /// The kind of text, above the title. The cue's `extra` is the format it implies.
    Kicker,
    /// Who wrote it.
    Byline,
    /// Who took the picture.
    Credit,
    /// When it was published; `extra` is `updated` when the cue speaks of the last change.
    Published,
    /// Where it was taken from.
    Source,
    /// What the publisher says of itself everywhere.
    Boilerplate,
    /// The web page around the article.
    Noise,
}

const KINDS: &[(&str, CueKind)] = &[
    ("contact", CueKind::Contact),
    ("notes", CueKind::Notes),
    ("kicker", CueKind::Kicker),
    ("byline", CueKind::Byline),
    ("credit", CueKind::Credit),
    ("published", CueKind::Published),
    ("source", CueKind::Source),
    ("boilerplate", CueKind::Boilerplate),
    ("noise", CueKind::Noise),
];

/// One cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words as listed.
    pub text: &'static str,
    /// What the line is.
    pub kind: CueKind,
    /// The language of the words, ISO 639-1.
    pub lang: &'static str,
    /// For a kicker the format (`press release`, `op-ed`, …), for [`CueKind::Published`] `updated` or empty; else empty.
    pub extra: &'static str,
    folded: Vec<char>,
}

/// All cues, by kind.
#[derive(Debug)]
pub struct Cues {
    by_kind: Vec<(CueKind, Vec<Cue>)>,
}

impl Default for Cues {
    fn default() -> Self {
        Self::new(Own::none())
    }
}

impl Cues {
    /// The cues of the list, an archive's own first.
    pub(super) fn new(own: &Own) -> Self {
        let mut by_kind: Vec<(CueKind, Vec<Cue>)> = KINDS.iter().map(|(_, kind)| (*kind, Vec::new())).collect();
        for cells in own.rows("cues", include_str!("data/cues.tsv"), 4) {
            let &[text, kind, lang, extra] = cells.as_slice() else { continue };
            let Some(index) = KINDS.iter().position(|(name, _)| *name == kind) else { continue };
            by_kind[index].1.push(Cue { text, kind: KINDS[index].1, lang, extra, folded: text.chars().flat_map(plain).collect() });
        }
        for (_, cues) in &mut by_kind {
            cues.sort_by(|a, b| b.folded.len().cmp(&a.folded.len()).then_with(|| a.folded.cmp(&b.folded)));
        }
        Self { by_kind }
    }

    /// The cues of a kind, longest first; equal words in several languages stand in the order of the list.
    pub fn of(&self, kind: CueKind) -> &[Cue] {
        self.by_kind.iter().find(|(known, _)| *known == kind).map_or(&[], |(_, cues)| cues)
    }

    /// The longest cue of `kind` that `line` begins with, in any case and with any kind of quote, and the bytes up to its end.
    /// White space before it counts. A cue that ends in a letter ends at the end of a word.
    pub fn at_start(&self, kind: CueKind, line: &str) -> Option<(&Cue, usize)> {
        let indent = line.len() - line.trim_start().len();
        let rest = &line[indent..];
        let first = rest.chars().next().and_then(|c| plain(c).next())?;
        self.of(kind)
            .iter()
            .filter(|cue| cue.folded.first() == Some(&first))
            .find_map(|cue| starts_with(rest, &cue.folded).map(|length| (cue, indent + length)))
    }

    /// The cue of `kind` that is the whole of `line`, but for a colon, full stop or dashes around it.
    pub fn whole(&self, kind: CueKind, line: &str) -> Option<&Cue> {
        let ornament = |c: char| c.is_whitespace() || matches!(c, ':' | '.' | '-' | '\u{2013}' | '\u{2014}' | '|' | '*' | '_');
        let bare = line.trim_matches(ornament);
        [line.trim(), bare].into_iter().find_map(|text| {
            let (cue, end) = self.at_start(kind, text)?;
            text[end..].trim_matches(ornament).is_empty().then_some(cue)
        })
    }
}

/// A character as cues are compared: lower case, straight quotes.
fn plain(c: char) -> impl Iterator<Item = char> {
    straight_quote(c).to_lowercase()
}

/// The bytes of `text` that spell `cue`, when it begins with it.
fn starts_with(text: &str, cue: &[char]) -> Option<usize> {
    let mut wanted = cue.iter();
    let mut chars = text.char_indices();
    while !wanted.as_slice().is_empty() {
        let (_, c) = chars.next()?;
        for lower in plain(c) {
            if wanted.next() != Some(&lower) {
                return None;
            }
        }
    }
    let rest = chars.as_str();
    let word_goes_on = cue.last().is_some_and(|c| c.is_alphanumeric()) && rest.chars().next().is_some_and(char::is_alphanumeric);
    (!word_goes_on).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::super::table::rows;
    use super::super::table::tests::check_list;
    use super::*;

    #[test]
    fn the_list_is_whole() {
        let text = include_str!("data/cues.tsv");
        check_list(text, 3, 4, &[0, 1, 2]);
        for cells in rows(text, 4) {
            assert!(KINDS.iter().any(|(name, _)| *name == cells[1]), "{cells:?}");
            let formats = ["press release", "report", "op-ed", "speech", "statement", "interview", "news"];
            match cells[1] {
                "kicker" => assert!(formats.contains(&cells[3]), "{cells:?}"),
                "published" => assert!(["", "updated"].contains(&cells[3]), "{cells:?}"),
                _ => assert_eq!(cells[3], "", "{cells:?}"),
            }
        }
        let cues = Cues::default();
        assert!(KINDS.iter().all(|(_, kind)| cues.of(*kind).len() >= 40));
    }

    #[test]
    fn the_longest_cue_at_the_start_of_a_line() {
        let cues = Cues::default();
        let (cue, end) = cues.at_start(CueKind::Contact, "For more information, please contact Ms A").unwrap();
        assert_eq!((cue.text, end), ("For more information, please contact", 36));
        let (cue, end) = cues.at_start(CueKind::Published, "  LAST UPDATED: 3 May").unwrap();
        assert_eq!((cue.extra, end), ("updated", 15));
        assert_eq!(cues.at_start(CueKind::Notes, "Editor’s note: x").map(|(_, end)| end), Some("Editor’s note".len()));
        assert_eq!(cues.at_start(CueKind::Credit, "Crédit photo : OIM").unwrap().0.lang, "fr");
        assert!(cues.at_start(CueKind::Contact, "Contactless payment").is_none());
        assert!(cues.at_start(CueKind::Byline, "Bye for now").is_none());
        assert!(cues.at_start(CueKind::Contact, "").is_none());
    }

    #[test]
    fn a_whole_line() {
        let cues = Cues::default();
        assert_eq!(cues.whole(CueKind::Kicker, "PRESS RELEASE").unwrap().extra, "press release");
        assert_eq!(cues.whole(CueKind::Kicker, "Op-ed:").unwrap().extra, "op-ed");
        assert_eq!(cues.whole(CueKind::Kicker, "Comunicado de prensa").unwrap().lang, "es");
        assert!(cues.whole(CueKind::Kicker, "News from the border").is_none());
        assert!(cues.whole(CueKind::Noise, "– ENDS –").is_some());
        assert!(cues.whole(CueKind::Noise, "###").is_some());
        assert!(cues.whole(CueKind::Noise, "Share the burden").is_none());
        assert!(cues.whole(CueKind::Noise, "").is_none());
    }
}
