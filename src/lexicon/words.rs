//! Words about people and what they do: posts, verbs of speech, honorifics, ranks, given names, legal forms, function words.

use super::cues::{Cue, CueKind, Cues};
use super::inflect::plural;
use super::own::Own;
use super::sequences::{Compare, Sequences};
use crate::base::lookup::{Listed, Lookup};
use crate::base::text::{fold, lower, lower_straight};

/// A post found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleHit {
    /// How many tokens it takes.
    pub tokens: usize,
    /// The noun is more often no post: `head`, `member`, `witness`.
    pub weak: bool,
    /// The post stands before a name: `Minister Abela`.
    pub title: bool,
    /// The post is in the plural: `Ministers`.
    pub plural: bool,
}

/// What is known of one phrase of the list of posts.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the flags of the list, independent of each other")]
struct Role {
    prefix: bool,
    post: bool,
    weak: bool,
    title: bool,
    plural: bool,
}

/// The word lists about people.
#[derive(Debug)]
pub struct Words {
    roles: Sequences<Role>,
    speech: Sequences<u32>,
    honorifics: Sequences<()>,
    ranks: Sequences<()>,
    particles: Sequences<()>,
    postnominals: Sequences<()>,
    companies: Sequences<bool>,
    given: Listed<String>,
    common: Listed<&'static str>,
    stop: Lookup<String, u32>,
    abbreviations: Lookup<&'static str, Abbreviation>,
    cues: Cues,
}

/// What is known of an abbreviation.
#[derive(Clone, Copy, Debug, Default)]
struct Abbreviation {
    languages: u32,
    may_end: bool,
}

/// The languages of the lists; a word's languages are a set of bits in this order.
pub(super) const LANGUAGES: &[&str] = &["en", "fr", "es", "de", "pt", "it", "nl"];

/// The bit of a language; none for one without lists.
fn language(lang: &str) -> u32 {
    LANGUAGES.iter().position(|known| *known == lang).map_or(0, |index| 1 << index)
}

impl Default for Words {
    fn default() -> Self {
        Self::new(Own::none())
    }
}

impl Words {
    /// The words of the lists, an archive's own first.
    pub(super) fn new(own: &Own) -> Self {
        let names = own.rows("names", include_str!("data/names.tsv"), 3);
        let of = |kind: &'static str| {
            let forms = names.iter().filter(move |cells| cells[1] == kind).map(|cells| (cells[0].to_owned(), ()));
            Sequences::new(Compare::Exact, forms)
        };
        let companies =
            own.rows("companies", include_str!("data/companies.tsv"), 3).into_iter().map(|cells| (cells[0].to_owned(), cells[2] == "weak"));
        let speech =
            own.rows("speech_verbs", include_str!("data/speech_verbs.tsv"), 2).into_iter().map(|cells| (cells[0].to_owned(), language(cells[1])));
        let mut stop: Lookup<String, u32> = Lookup::new();
        for cells in own.rows("stop_words", include_str!("data/stop_words.tsv"), 2) {
            *stop.entry(lower_straight(cells[0]).into_owned()).or_default() |= language(cells[1]);
        }
        let mut abbreviations: Lookup<&str, Abbreviation> = Lookup::new();
        for cells in super::table::rows(include_str!("data/abbreviations.tsv"), 3) {
            let known = abbreviations.entry(cells[0]).or_default();
            known.languages |= language(cells[1]);
            known.may_end |= cells[2] == "ends";
        }
        Self {
            roles: roles(own),
            speech: Sequences::merged(Compare::Words, speech, |kept, more| *kept |= more),
            honorifics: of("honorific"),
            ranks: of("rank"),
            particles: of("particle"),
            postnominals: of("postnominal"),
            companies: Sequences::new(Compare::Exact, companies),
            given: own.rows("given_names", include_str!("data/given_names.tsv"), 1).into_iter().map(|cells| fold(cells[0])).collect(),
            common: super::table::rows(include_str!("data/common_words.tsv"), 1).into_iter().map(|cells| cells[0]).collect(),
            stop,
            abbreviations,
            cues: Cues::new(own),
        }
    }
}

fn roles(own: &Own) -> Sequences<Role> {
    let mut phrases: Vec<(String, Role)> = Vec::new();
    for cells in own.rows("roles", include_str!("data/roles.tsv"), 3) {
        let &[text, lang, flags] = cells.as_slice() else { continue };
        let flag = |name: &str| flags.split(',').any(|flag| flag == name);
        let prefix = flag("prefix");
        let role = Role { prefix, post: !prefix || flag("weak") || flag("role"), weak: flag("weak"), title: flag("title"), plural: false };
        phrases.push((text.to_owned(), role));
        if role.post
            && let Some(many) = plural(text, lang)
        {
            phrases.push((many, Role { prefix: false, plural: true, ..role }));
        }
    }
    // Equal phrases: of two languages the stronger reading counts, and a noun listed in the singular is no plural.
    Sequences::merged(Compare::Words, phrases, |kept, more| {
        kept.plural &= more.plural;
        kept.weak &= more.weak;
        kept.title |= more.title;
        kept.prefix |= more.prefix;
        kept.post |= more.post;
    })
}

impl Words {
    /// Whether `word` is a post: `Director`, `spokeswomen`, `Director-General`, `prime minister`. In any case and number.
    pub fn is_role(&self, word: &str) -> bool {
        let tokens: Vec<&str> = word.split_whitespace().collect();
        self.role(&tokens).is_some_and(|hit| hit.tokens == tokens.len())
    }

    /// The longest post at the beginning of `tokens`, with what goes before it: `Acting`, `Deputy`, `Regional`.
    pub fn role(&self, tokens: &[&str]) -> Option<RoleHit> {
        self.role_within(tokens, 4)
    }

    /// The length in tokens of [`Words::role`]; 0 when there is none.
    pub fn role_at(&self, tokens: &[&str]) -> usize {
        self.role(tokens).map_or(0, |hit| hit.tokens)
    }

    fn role_within(&self, tokens: &[&str], prefixes: usize) -> Option<RoleHit> {
        let (length, role) = self.roles.at(tokens)?;
        let hit = role.post.then_some(RoleHit { tokens: length, weak: role.weak, title: role.title, plural: role.plural });
        // `chief` is a post, and a prefix of `chief economist`; a phrase may also begin with a shorter prefix.
        let behind = if role.prefix { length } else { 1 };
        let is_prefix = role.prefix || self.roles.at(tokens.get(..1)?).is_some_and(|(_, first)| first.prefix);
        let longer = (prefixes > 0 && is_prefix)
            .then(|| self.role_within(tokens.get(behind..)?, prefixes - 1))
            .flatten()
            .map(|rest| RoleHit { tokens: behind + rest.tokens, ..rest });
        match (hit, longer) {
            (Some(hit), Some(longer)) if longer.tokens <= hit.tokens => Some(hit),
            (hit, longer) => longer.or(hit),
        }
    }

    /// Whether `word` only goes before a post: `deputy`, `acting`.
    pub fn is_role_prefix(&self, word: &str) -> bool {
        self.roles.whole(word).is_some_and(|role| role.prefix)
    }

    /// Whether `word` is a form of a verb of speech, in any language of the list.
    pub fn is_speech_verb(&self, word: &str) -> bool {
        self.speech.whole(word).is_some()
    }

    /// The length in tokens of the longest verb of speech at the beginning of `tokens`; 0 when there is none.
    pub fn speech_verb_at(&self, tokens: &[&str]) -> usize {
        self.speech.at(tokens).map_or(0, |(length, _)| length)
    }

    /// [`Words::speech_verb_at`] in one language.
    pub fn speech_verb_in(&self, tokens: &[&str], lang: &str) -> usize {
        self.speech.at(tokens).filter(|(_, languages)| languages & language(lang) != 0).map_or(0, |(length, _)| length)
    }

    /// The length in tokens of the honorific or rank at the beginning of `tokens`, several in a row counted together:
    /// `H.E. Mr.`, `Police General Dr.`; 0 when there is none. Case counts: `Hon`, not `hon`.
    pub fn honorific_at(&self, tokens: &[&str]) -> usize {
        let mut length = 0;
        loop {
            let rest = &tokens[length..];
            let longest = [&self.honorifics, &self.ranks].into_iter().filter_map(|set| set.at(rest)).map(|(length, ())| length).max();
            let Some(more) = longest.filter(|more| *more > 0) else { return length };
            length += more;
        }
    }

    /// Whether `word` is a military or police rank, as printed: `Lt. Col.`, `General`.
    pub fn is_rank(&self, word: &str) -> bool {
        self.ranks.whole(word).is_some()
    }

    /// Whether `word` is a particle of names, as printed: `van`, `bin`, `Ould`; also `van der`.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.whole(word).is_some()
    }

    /// Whether `word` follows a name without being one: `MP`, `PhD`, `Jr.`.
    pub fn is_postnominal(&self, word: &str) -> bool {
        self.postnominals.whole(word).is_some()
    }

    /// The length in tokens of the post-nominal at the beginning of `tokens`, also when its full stops are tokens; 0 when there is none.
    pub fn postnominal_at(&self, tokens: &[&str]) -> usize {
        self.postnominals.at(tokens).map_or(0, |(length, ())| length)
    }

    /// Whether `word` is a common given name and printed like one. Evidence beside other evidence, never alone.
    pub fn is_given_name(&self, word: &str) -> bool {
        // `Kees-Jan` is as good as `Kees`.
        let double =
            || word.split_once('-').is_some_and(|(first, second)| second.starts_with(char::is_uppercase) && self.given.contains(&fold(first)));
        word.chars().next().is_some_and(char::is_uppercase) && (self.given.contains(&fold(word)) || double())
    }

    /// Whether `word` is one that English writes small: capitalised, it proves no name. Forms in `s` count as their singular.
    pub fn is_common_word(&self, word: &str) -> bool {
        let lower = lower(word);
        self.common.contains(&*lower)
            || lower.strip_suffix('s').is_some_and(|stem| self.common.contains(stem))
            || lower.strip_suffix("ies").is_some_and(|stem| self.common.contains(format!("{stem}y").as_str()))
    }

    /// Whether `word` is the legal form of a company: `GmbH`, `Sdn Bhd`. Weak ones (`AS`, `Company`) included.
    pub fn is_company_suffix(&self, word: &str) -> bool {
        self.companies.whole(word).is_some()
    }

    /// The length in tokens of the legal form at the beginning of `tokens`; 0 when there is none.
    pub fn company_suffix_at(&self, tokens: &[&str]) -> usize {
        self.companies.at(tokens).map_or(0, |(length, _)| length)
    }

    /// Whether a legal form is also an ordinary word or abbreviation and counts only directly behind a name.
    pub fn is_weak_company_suffix(&self, word: &str) -> bool {
        self.companies.whole(word) == Some(true)
    }

    /// The cues of a kind, longest first.
    pub fn cues(&self, kind: CueKind) -> &[Cue] {
        self.cues.of(kind)
    }

    /// The longest cue of `kind` at the start of `line`, and the bytes up to its end. See [`Cues::at_start`].
    pub fn cue_at_start(&self, kind: CueKind, line: &str) -> Option<(&Cue, usize)> {
        self.cues.at_start(kind, line)
    }

    /// The cue of `kind` that is all of `line`. See [`Cues::whole`].
    pub fn cue_line(&self, kind: CueKind, line: &str) -> Option<&Cue> {
        self.cues.whole(kind, line)
    }

    /// Whether `word` is a function word of `lang`, in any case. False for a language without a list.
    pub fn is_stop_word(&self, word: &str, lang: &str) -> bool {
        self.stop.get(&*lower_straight(word)).is_some_and(|languages| languages & language(lang) != 0)
    }

    /// Whether `token`, with its full stop, is an abbreviation in any language, as printed: `Dr.`, `approx.`, `Sept.`.
    pub fn is_abbreviation(&self, token: &str) -> bool {
        self.abbreviations.contains_key(token)
    }

    /// [`Words::is_abbreviation`] in one language.
    pub fn is_abbreviation_in(&self, token: &str, lang: &str) -> bool {
        self.abbreviations.get(token).is_some_and(|known| known.languages & language(lang) != 0)
    }

    /// Whether an abbreviation is as likely the last word of a sentence: `etc.`, `p.m.`, `Inc.`.
    pub fn may_end_sentence(&self, token: &str) -> bool {
        self.abbreviations.get(token).is_some_and(|known| known.may_end)
    }
}
