//! Organisations known by name: what they are called, in which languages, and where they stand in a text.

use super::heads::Kind;
use super::own::Own;
use super::phrases::{Gap, Phrases, Prepared, unchanged};
use super::table::variants;
use crate::base::span::Span;
use crate::base::text::fold_name;
use std::collections::{BTreeMap, BTreeSet};

/// One organisation of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgEntry {
    /// Full official English name, or the name it goes by.
    pub name: &'static str,
    /// Its acronym in English.
    pub acronym: Option<&'static str>,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166-1 alpha-2 of the one country it belongs to.
    pub country: Option<&'static str>,
    /// The name of the organisation it is part of, an entry of the list itself.
    pub parent: Option<&'static str>,
    /// Other names and acronyms, also former ones and those in other languages.
    pub aliases: Vec<&'static str>,
    /// A different body in each country (`Senate`): the text says which one.
    pub generic: bool,
    /// Forms that are known but mean too many other things to be found alone.
    weak: Vec<&'static str>,
}

impl OrgEntry {
    /// Whether `form`, as listed, is one of those that are no evidence without more.
    pub fn is_weak(&self, form: &str) -> bool {
        self.weak.contains(&form)
    }
}

/// Names and acronyms that are ordinary words when a whole line is in capitals. Function words are added from their list.
const WORDS_IN_CAPITALS: &[&str] =
    &["accord", "acted", "bad", "bid", "carrefour", "find", "interaction", "moderna", "ops", "pace", "pam", "politico", "reach"];

/// Which kind of form was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrgForm {
    /// The name.
    Name,
    /// Another name.
    Alias,
    /// An acronym, in any language.
    Acronym,
}

/// A known organisation in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgHit {
    /// Where it stands.
    pub span: Span,
    /// Its place in [`Organisations::rows`].
    pub entry: usize,
    /// Which kind of form it is.
    pub form: OrgForm,
    /// Other entries with the same form: the text must decide.
    pub rivals: Vec<usize>,
}

/// One printed form of an entry.
#[derive(Clone, Copy, Debug)]
struct Form {
    printed: &'static str,
    entry: usize,
    how: OrgForm,
}

/// The organisations of the list.
#[derive(Debug)]
pub struct Organisations {
    /// All entries, in the order of the list.
    pub rows: Vec<OrgEntry>,
    /// How many of them are the archive's own.
    own: usize,
    names: BTreeMap<String, usize>,
    acronyms: BTreeMap<&'static str, Vec<usize>>,
    phrases: Phrases,
    /// What the phrases stand for: all forms that fold to the same words.
    forms: Vec<Vec<Form>>,
    /// Forms that are ordinary words in capitals: `WHO`.
    words: BTreeSet<&'static str>,
}

impl Default for Organisations {
    fn default() -> Self {
        Self::new(Own::none())
    }
}

impl Organisations {
    /// The organisations of the list, an archive's own first: a form one of them has is theirs alone.
    pub(super) fn new(own: &Own) -> Self {
        let mut organisations = Self {
            own: own.count("organisations"),
            rows: Vec::new(),
            names: BTreeMap::new(),
            acronyms: BTreeMap::new(),
            phrases: Phrases::new(unchanged),
            forms: Vec::new(),
            words: own
                .rows("stop_words", include_str!("data/stop_words.tsv"), 2)
                .iter()
                .filter(|cells| matches!(cells[1], "en" | "fr" | "es"))
                .map(|cells| cells[0])
                .chain(WORDS_IN_CAPITALS.iter().copied())
                .collect(),
        };
        for cells in own.rows("organisations", include_str!("data/organisations.tsv"), 7) {
            if let Some(entry) = read(&cells) {
                organisations.add(entry);
            }
        }
        organisations
    }
}

/// An entry from the cells of its row; None for a row with an unknown kind.
fn read(cells: &[&'static str]) -> Option<OrgEntry> {
    let &[name, acronym, kind, country, parent, aliases, flags] = cells else { return None };
    let mut weak = Vec::new();
    let mut plain = |form: &'static str| match form.strip_prefix('~') {
        Some(form) => {
            weak.push(form);
            form
        }
        None => form,
    };
    let filled = |cell: &'static str| Some(cell).filter(|cell| !cell.is_empty());
    Some(OrgEntry {
        name: plain(name),
        acronym: filled(plain(acronym)),
        kind: Kind::named(kind)?,
        country: filled(country),
        parent: filled(parent),
        aliases: variants(aliases).into_iter().map(&mut plain).collect(),
        generic: flags == "generic",
        weak,
    })
}

impl Organisations {
    fn add(&mut self, entry: OrgEntry) {
        let index = self.rows.len();
        let name = (entry.name, OrgForm::Name);
        let acronym = entry.acronym.map(|acronym| (acronym, OrgForm::Acronym));
        let aliases = entry.aliases.iter().map(|alias| (*alias, if is_acronym(alias) { OrgForm::Acronym } else { OrgForm::Alias }));
        for (printed, form) in std::iter::once(name).chain(acronym).chain(aliases) {
            if form == OrgForm::Acronym || is_acronym(printed) {
                let known = self.acronyms.entry(printed).or_default();
                let taken = index >= self.own && known.first().is_some_and(|&first| first < self.own);
                if !taken && !known.contains(&index) {
                    known.push(index);
                }
            }
            if form != OrgForm::Acronym {
                self.names.entry(fold_name(printed)).or_insert(index);
            }
            if !entry.is_weak(printed)
                && let Some(slot) = self.slot(printed)
                && !(index >= self.own && self.forms[slot].iter().any(|form| form.entry < self.own && form.printed == printed))
            {
                self.forms[slot].push(Form { printed, entry: index, how: form });
            }
        }
        self.rows.push(entry);
    }

    /// The number of the phrase with the words of `printed`, a new one if need be; None for a form without words.
    fn slot(&mut self, printed: &str) -> Option<usize> {
        let fresh = u32::try_from(self.forms.len()).ok()?;
        let slot = self.phrases.add(printed, fresh)?;
        if slot == fresh {
            self.forms.push(Vec::new());
        }
        usize::try_from(slot).ok()
    }

    /// The organisation with this name or other name, in any case, with or without accents and `the`. Acronyms are no names:
    /// see [`Organisations::by_acronym`].
    pub fn by_name(&self, name: &str) -> Option<&OrgEntry> {
        self.names.get(&fold_name(name)).map(|&index| &self.rows[index])
    }

    /// The row of an entry.
    pub fn index_of(&self, entry: &OrgEntry) -> Option<usize> {
        self.names.get(&fold_name(entry.name)).copied()
    }

    /// All organisations with this acronym, as printed, in any language; the most widely known first.
    pub fn by_acronym(&self, acronym: &str) -> Vec<&OrgEntry> {
        self.acronyms.get(acronym).into_iter().flatten().map(|&index| &self.rows[index]).collect()
    }

    /// The known organisations in `text`, in order, longest first where several begin, never overlapping.
    ///
    /// A form must be printed with its capitals, or, when it is long enough to be no accident, all in capitals. Kinds of
    /// apostrophe, accents and a line break inside make no difference. Forms that are ordinary words are left out of lines
    /// all in capitals.
    pub fn find(&self, text: &str) -> Vec<OrgHit> {
        let prepared = self.phrases.prepare(text);
        let mut hits = Vec::new();
        let mut at = 0;
        while at < prepared.words.len() {
            let mut used = 1;
            for (length, value) in self.phrases.matches(&prepared, at) {
                let spans: Vec<Span> = prepared.words[at..at + length].iter().map(|word| word.span).collect();
                let fits = |form: &&Form| printed_as(form, text, &spans) && !self.is_shouted_word(form, text, spans[0]);
                let mut forms = self.forms.get(value as usize).into_iter().flatten().filter(fits);
                let Some(first) = forms.next() else { continue };
                if first.printed.starts_with("The ") && self.goes_on(&prepared, text, at, length) {
                    continue;
                }
                let mut rivals: Vec<usize> = forms.map(|form| form.entry).filter(|entry| *entry != first.entry).collect();
                rivals.dedup();
                // A newspaper's article printed small is not part of its name: `the Guardian`.
                let small_article = length > 1 && first.printed.starts_with("The ") && spans[0].of(text) == "the";
                let start = spans[usize::from(small_article)].start;
                hits.push(OrgHit { span: Span::new(start, spans[length - 1].end), entry: first.entry, form: first.how, rivals });
                used = length;
                break;
            }
            at += used;
        }
        hits
    }

    /// Whether what looks like a newspaper with its article is the beginning of another name: `the East African Community`.
    fn goes_on(&self, prepared: &Prepared<'_>, text: &str, at: usize, length: usize) -> bool {
        let longer = self.phrases.matches(prepared, at + 1).first().is_some_and(|(next, _)| *next >= length);
        let behind = prepared.words.get(at + length).filter(|word| word.gap == Gap::Space);
        longer || behind.is_some_and(|word| word.span.of(text).chars().next().is_some_and(char::is_uppercase))
    }

    /// Whether a form that is an ordinary word stands in a line all in capitals: `PEOPLE WHO FLEE`.
    fn is_shouted_word(&self, form: &Form, text: &str, span: Span) -> bool {
        if !self.words.contains(form.printed.to_lowercase().as_str()) {
            return false;
        }
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
        let line = &text[start..end];
        line.chars().filter(|c| c.is_uppercase()).count() > span.len() && !line.chars().any(char::is_lowercase)
    }
}

/// Whether a form is an acronym: one word, at least half of it capitals or digits, a capital and one of either at least.
fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphanumeric()).count();
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    let strong = form.chars().filter(|c| c.is_uppercase() || c.is_ascii_digit()).count();
    !form.contains(' ') && letters <= 12 && capitals >= 1 && strong >= 2 && strong * 2 >= letters
}

/// Whether the words at `spans`, known to be those of the form, are printed as a name.
fn printed_as(form: &Form, text: &str, spans: &[Span]) -> bool {
    let words = form.printed.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|word| !word.is_empty());
    let many = spans.len() > 1 && form.printed.contains(' ');
    let found = || spans.iter().map(|span| span.of(text));
    let shouted = found().all(|word| !word.chars().any(char::is_lowercase)) && found().any(|word| word.chars().any(char::is_uppercase));
    let long = form.how != OrgForm::Acronym && form.printed.chars().count() >= 6;
    if shouted && (many || long) {
        return true;
    }
    words.zip(found()).enumerate().all(|(index, (listed, word))| {
        if index == 0 && listed == "The" && many {
            return true;
        }
        let listed_capital = listed.chars().next().is_some_and(char::is_uppercase);
        if many && !listed.chars().any(char::is_uppercase) {
            return true;
        }
        let capitals = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).map(char::is_uppercase).collect::<Vec<bool>>();
        let same = capitals(listed) == capitals(word);
        // In a name of several words a capital at the start is enough, but an acronym inside keeps its capitals.
        same || (many && listed_capital && !is_acronym(listed) && word.chars().next().is_some_and(char::is_uppercase))
    })
}

#[cfg(test)]
#[path = "organisations_tests.rs"]
mod tests;
