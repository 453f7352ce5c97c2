//! Names of countries, regions and states in running text.

use super::geo::{Gazetteer, Marked};
use super::phrases::{Gap, Phrases, Prepared, unchanged};
use crate::base::span::Span;

/// What a stretch of text names; the number is the row in the gazetteer's list of that kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mention {
    /// A country by one of its names.
    Country(usize),
    /// A country by its adjective: weaker evidence than its name.
    Adjective(usize),
    /// A country by a noun for its people.
    Demonym(usize),
    /// A region by one of its names.
    Region(usize),
    /// A region by its adjective.
    RegionAdjective(usize),
    /// A state, province, territory or island.
    Subnational(usize),
    /// A country that exists no longer.
    Historical(usize),
    /// A country that exists no longer, by its adjective.
    HistoricalAdjective(usize),
}

/// A place named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceHit {
    /// Where, without a possessive `’s`.
    pub span: Span,
    /// What it names.
    pub what: Mention,
    /// The form of the list that was found.
    pub form: String,
}

/// How a word of a listed form has to be written in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    /// In any way: `of`, and adjectives of languages that write them small.
    Any,
    /// With a capital, or all in capitals.
    Capital,
    /// Exactly so: `US`, `PDR`, `eSwatini`.
    Exact,
}

#[derive(Debug)]
struct Form {
    text: String,
    words: Vec<(Span, Case)>,
    what: Mention,
    letters: usize,
}

/// All forms of one language.
#[derive(Debug)]
pub(super) struct Finder {
    phrases: Phrases,
    /// For each phrase the forms that fold to it, the one to prefer first.
    forms: Vec<Vec<Form>>,
}

/// Names up to this many letters are not recognised in capitals they are not listed in: `IS`, `US`, `LAO`.
const SHORT: usize = 3;

/// Acronyms that are another word when a whole line is in capitals.
const ALSO_WORDS: [&str; 1] = ["US"];

/// What stands before an apostrophe in languages that join an article or preposition to a name: `d’Italie`, `dell’Iran`.
const JOINED: [&str; 14] = ["l", "d", "qu", "s", "un", "dell", "nell", "all", "sull", "dall", "quest", "jusqu", "lorsqu", "puisqu"];

impl Finder {
    /// Collects the forms. Of two equal ones the first stays: names of the text's own language, names in English, then states and regions,
    /// adjectives last.
    pub(super) fn new(places: &Gazetteer, language: &str) -> Self {
        let mut finder = Self { phrases: Phrases::new(unchanged), forms: Vec::new() };
        let english = language == "en";
        let countries = || places.countries().iter().enumerate();
        let own = |list: &[Marked]| list.iter().filter(|(marked, _)| *marked == language).map(|(_, name)| *name).collect::<Vec<_>>();
        let held =
            |list: &[Marked]| list.iter().filter(|(marked, _)| *marked == language || *marked == "en").map(|(_, name)| *name).collect::<Vec<_>>();
        if !english {
            countries().for_each(|(row, country)| finder.add_all(own(&country.foreign_names), Mention::Country(row)));
        }
        for (row, country) in countries() {
            finder.add_all(country.names(), Mention::Country(row));
        }
        for (row, former) in places.former().iter().enumerate() {
            finder.add_all(std::iter::once(former.name).chain(held(&former.aliases)), Mention::Historical(row));
        }
        for (row, place) in places.subnational().iter().enumerate() {
            finder.add_all(std::iter::once(place.name).chain(place.aliases.iter().copied()), Mention::Subnational(row));
        }
        for (row, region) in places.regions().iter().enumerate() {
            finder.add_all(std::iter::once(region.name).chain(held(&region.aliases)), Mention::Region(row));
        }
        for (row, country) in countries() {
            if english {
                finder.add_all(country.adjectives.iter().copied(), Mention::Adjective(row));
            } else {
                finder.add_all(own(&country.foreign_adjectives), Mention::Adjective(row));
            }
        }
        for (row, former) in places.former().iter().enumerate().filter(|_| english) {
            finder.add_all(former.adjectives.iter().copied(), Mention::HistoricalAdjective(row));
        }
        for (row, region) in places.regions().iter().enumerate() {
            for adjective in own(&region.adjectives) {
                finder.add(adjective, Mention::RegionAdjective(row));
                if english && adjective.ends_with("an") {
                    finder.add(&format!("{adjective}s"), Mention::RegionAdjective(row));
                }
            }
        }
        for (row, country) in countries().filter(|_| english) {
            country.people().for_each(|noun| finder.add(&noun, Mention::Demonym(row)));
        }
        finder
    }

    fn add_all(&mut self, forms: impl IntoIterator<Item = &'static str>, what: Mention) {
        forms.into_iter().for_each(|form| self.add(form, what));
    }

    /// A form that is there already stays the first. A second spelling of the same place can allow small letters (`Pacific region`), and a form
    /// of another place counts where the first is not written as it has to be (`Suisse` and `suisse`).
    fn add(&mut self, text: &str, what: Mention) {
        let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let words: Vec<(Span, Case)> = super::phrases::words(text).iter().map(|word| (word.span, case(word.span.of(text)))).collect();
        let Some(held) = self.phrases.add(text, next) else { return };
        if held == next {
            self.forms.push(Vec::new());
        }
        let forms = &mut self.forms[held as usize];
        if let Some(form) = forms.iter_mut().find(|form| form.what == what) {
            form.words.iter_mut().zip(words).for_each(|((_, held), (_, case))| *held = (*held).min(case));
        } else if forms.iter().all(|form| form.words.iter().zip(&words).any(|((_, held), (_, case))| case < held)) {
            forms.push(Form { text: text.to_owned(), words, what, letters: text.chars().filter(|c| c.is_alphabetic()).count() });
        }
    }

    /// The places `text` names, in order; none overlaps another.
    pub(super) fn find(&self, text: &str) -> Vec<PlaceHit> {
        let prepared = self.phrases.prepare(text);
        let mut hits = Vec::new();
        let mut at = 0;
        while at < prepared.words.len() {
            let found = if may_begin(text, &prepared, at) {
                self.phrases.matches(&prepared, at).into_iter().find_map(|(length, forms)| {
                    self.forms[forms as usize].iter().find_map(|form| {
                        form.written_as(text, &prepared, at, length).map(|span| (length, PlaceHit { span, what: form.what, form: form.text.clone() }))
                    })
                })
            } else {
                None
            };
            if let Some((length, hit)) = found {
                hits.push(hit);
                at += length;
            } else {
                at += 1;
            }
        }
        hits
    }
}

/// Whether a name can begin at this word: not after `O’`, and not in an address.
fn may_begin(text: &str, prepared: &Prepared<'_>, at: usize) -> bool {
    let word = &prepared.words[at];
    let joined = word.gap == Gap::Apostrophe && at.checked_sub(1).is_some_and(|before| !JOINED.contains(&&*prepared.words[before].folded));
    !joined && !text[..word.span.start].ends_with('@') && !text[word.span.end..].starts_with('@')
}

/// Whether the words beside it in the same line are in capitals.
fn within_capitals(text: &str, prepared: &Prepared<'_>, at: usize) -> bool {
    let capitals = |word: &super::phrases::Word<'_>| word.span.len() > 1 && word.span.of(text).chars().all(char::is_uppercase);
    let before = at
        .checked_sub(1)
        .and_then(|before| prepared.words.get(before))
        .filter(|before| !text[before.span.end..prepared.words[at].span.start].contains('\n'));
    let after = prepared.words.get(at + 1).filter(|after| !text[prepared.words[at].span.end..after.span.start].contains('\n'));
    match (before, after) {
        (Some(before), Some(after)) => capitals(before) && capitals(after),
        (Some(only), None) | (None, Some(only)) => capitals(only),
        (None, None) => false,
    }
}

fn case(word: &str) -> Case {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let capital = letters().next().is_some_and(char::is_uppercase);
    match (capital, letters().skip(1).any(char::is_uppercase)) {
        (false, false) => Case::Any,
        (true, false) if letters().count() > 1 => Case::Capital,
        _ => Case::Exact,
    }
}

impl Form {
    /// The span of the form at word `at`, when the text writes it in a way that is allowed.
    fn written_as(&self, text: &str, prepared: &Prepared<'_>, at: usize, length: usize) -> Option<Span> {
        let words = &prepared.words[at..at + length];
        let span = Span::new(words.first()?.span.start, words.last()?.span.end);
        let shouted = self.letters > SHORT && !span.of(text).chars().any(char::is_lowercase);
        let right = words.iter().zip(&self.words).all(|(word, (listed, case))| {
            let written = word.span.of(text);
            match case {
                Case::Any => true,
                Case::Capital => shouted || starts_capital_only(written),
                Case::Exact => shouted && self.words.len() > 1 || written == listed.of(&self.text),
            }
        });
        if !right {
            return None;
        }
        if ALSO_WORDS.contains(&span.of(text)) && within_capitals(text, prepared, at) {
            return None;
        }
        let rest = &text[span.end..];
        match self.text.chars().last() {
            Some('.') if rest.starts_with('.') => Some(Span::new(span.start, span.end + 1)),
            Some('.') if !self.text.trim_end_matches('.').contains('.') => None,
            Some(')') => rest.starts_with(')').then(|| Span::new(span.start, span.end + 1)),
            Some('*') if rest.starts_with('*') => Some(Span::new(span.start, span.end + 1)),
            _ => Some(span),
        }
    }
}

/// A capital first, and not a short word all in capitals.
fn starts_capital_only(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|c| !c.is_uppercase())
        || word.chars().count() > SHORT && !word.chars().any(char::is_lowercase)
}
