//! One entity for many names, over the whole archive.
//!
//! Method: Merged by themselves are only: names that fold to the same, a name and the acronym that some article
//! defines for it, names of the built-in list, a short form and the one longer name of its article, spelling pairs, and a body with its
//! country in another form (`X of Thailand`, `Thailand’s X`). A generic name is known by name *and* country. What people wrote in
//! `content/` decides first.

mod apart;
mod identity;
mod names;
mod said;

pub use self::apart::Ground;
pub use self::names::{Asked as AskedNames, Authority, NameQuestions, Names};
pub use self::said::{Said, Written};

use self::identity::{abridges, contains_run, identity, is_generic, shares_words, spell_out, with_country};

use super::extract::{Facts, OrganisationMention, Reading, organisations};
use super::owned::OwnedName;
use super::survey::acronyms::Meaning;
use crate::base::fingerprint::{Fingerprint, Parts};
use crate::base::text::{fold, fold_name};
use crate::lexicon::Lexicon;
use crate::lexicon::organisations::OrgEntry;
use std::collections::{BTreeMap, BTreeSet};

/// What identifies an organisation while an archive is resolved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A file in `content/`, by its place in the list.
    Owned(usize),
    /// A row of the built-in list.
    Listed(usize),
    /// A folded name, with a country where the name is generic and the country known.
    Named(String, Option<String>),
}

/// An organisation of the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// The name to show.
    pub name: String,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Other forms as printed, without the acronym.
    pub aliases: Vec<String>,
    /// Its kind.
    pub kind: String,
    /// ISO 3166-1 code.
    pub country: Option<String>,
    /// What it is a part of.
    pub parent: Option<String>,
    /// Whether a word list or definition says more than its name.
    pub known: bool,
}

/// All organisations of the archive.
#[derive(Debug, Default)]
pub struct Resolved {
    /// The organisations by key.
    pub organisations: BTreeMap<Key, Organisation>,
}

/// Resolves the organisations of all articles: what each says of them is added, in the order of their paths.
pub struct Resolver<'a> {
    owned: &'a [OwnedName],
    lexicon: &'a Lexicon,
    organisations: BTreeMap<Key, Organisation>,
}

impl<'a> Resolver<'a> {
    /// Begins with nothing.
    pub fn new(owned: &'a [OwnedName], lexicon: &'a Lexicon) -> Self {
        Self { owned, lexicon, organisations: BTreeMap::new() }
    }

    /// Adds what one article says.
    pub fn add(&mut self, article: &[Said]) {
        for said in article {
            self.organisations.entry(said.key.clone()).or_default().learn(said);
        }
    }

    /// Names each organisation, now that all of its forms are known.
    pub fn done(self) -> Resolved {
        let Self { owned, lexicon, mut organisations } = self;
        for (key, organisation) in &mut organisations {
            settle(key, organisation, owned, lexicon);
        }
        drop_shared_aliases(&mut organisations, lexicon);
        Resolved { organisations }
    }
}

impl Resolved {
    /// Differs when an article that names these would call one of them otherwise.
    pub fn print_of<'k>(&self, keys: impl IntoIterator<Item = &'k Key>) -> Fingerprint {
        let mut parts = Parts::default();
        for organisation in keys.into_iter().map(|key| self.organisations.get(key)) {
            parts.maybe(organisation.map(|organisation| organisation.name.as_str()));
            parts.maybe(organisation.and_then(|organisation| organisation.acronym.as_deref()));
        }
        parts.done()
    }
}

/// A form that two organisations go by (`Ministry of Foreign Affairs`, `OSCE Mission`) is an alias of neither: it leads nowhere for certain.
fn drop_shared_aliases(organisations: &mut BTreeMap<Key, Organisation>, lexicon: &Lexicon) {
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for organisation in organisations.values() {
        let forms = organisation.aliases.iter().chain(std::iter::once(&organisation.name));
        let forms: BTreeSet<String> = forms.map(|form| identity(form, lexicon)).collect();
        for form in forms {
            *bearers.entry(form).or_default() += 1;
        }
    }
    for organisation in organisations.values_mut() {
        let base = organisation.country.as_ref().map(|_| identity(&organisation.name, lexicon));
        organisation.aliases.retain(|alias| {
            let form = identity(alias, lexicon);
            let without_country = base.as_ref().is_some_and(|name| name.strip_prefix(&form).is_some_and(|rest| rest.starts_with(" of ")));
            bearers.get(&form).copied().unwrap_or(0) < 2 && !without_country
        });
    }
}

fn article_keys(reading: &Reading<'_>, facts: &Facts, names: &Names<'_>) -> Vec<Key> {
    let mut keys: Vec<Key> = facts.organisations.iter().map(|mention| mention_key(reading, mention, names)).collect();
    let article = ArticleNames::new(reading, facts, &keys);
    let mut longer: BTreeMap<Key, Option<Key>> = BTreeMap::new();
    for (key, mention) in keys.iter_mut().zip(&facts.organisations) {
        if mention.entry.is_some() || !matches!(key, Key::Named(name, _) if name.contains(' ')) {
            continue;
        }
        let found = longer.entry(key.clone()).or_insert_with_key(|key| article.longer(key, names));
        if let Some(found) = found.as_ref().filter(|found| !names.are_apart(&mention.name, found)) {
            *key = found.clone();
        }
    }
    keys
}

/// The names one article gives to organisations, each once.
struct ArticleNames {
    named: BTreeSet<(String, Option<String>)>,
    listed: BTreeSet<(String, Key)>,
}

impl ArticleNames {
    fn new(reading: &Reading<'_>, facts: &Facts, keys: &[Key]) -> Self {
        let mut names = Self { named: BTreeSet::new(), listed: BTreeSet::new() };
        for (key, mention) in keys.iter().zip(&facts.organisations) {
            if let Key::Named(name, country) = key {
                names.named.insert((name.clone(), country.clone()));
                continue;
            }
            let row = mention.entry.map(|row| identity(reading.lexicon.organisations.rows[row].name, reading.lexicon));
            for name in std::iter::once(identity(&mention.name, reading.lexicon)).chain(row) {
                names.listed.insert((name, key.clone()));
            }
        }
        names
    }

    /// The one longer name a short form stands for: `Law Council` for `Law Council of Australia`; or the listed body that a longer name
    /// wraps: `White House National Security Council`.
    fn longer(&self, key: &Key, names: &Names<'_>) -> Option<Key> {
        let Key::Named(name, country) = key else { return None };
        let longer_named = self.named.iter().filter(|(other, other_country)| {
            let spelled_out =
                other != name && (contains_run(other, name) || abridges(other, name)) && (country.is_none() || country == other_country);
            spelled_out || other == name && country.is_none() && other_country.is_some()
        });
        let longer_listed = self.listed.iter().filter(|(other, _)| other != name && contains_run(other, name));
        let found: BTreeSet<Key> = longer_named
            .map(|(other, country)| Key::Named(other.clone(), country.clone()))
            .chain(longer_listed.map(|(_, key)| key.clone()))
            .filter(|key| !names.are_apart(name, key))
            .collect();
        if found.len() == 1 {
            return found.into_iter().next();
        }
        let wrapped = self.listed.iter().find(|(other, _)| {
            let before = name.strip_suffix(other.as_str());
            other.contains(' ') && before.is_some_and(|rest| rest.ends_with(' ') && (1..=2).contains(&rest.split_whitespace().count()))
        });
        wrapped.map(|(_, key)| key.clone())
    }
}

/// What a mention is; a name that a person set apart from that is itself and nothing else.
fn mention_key(reading: &Reading<'_>, mention: &OrganisationMention, names: &Names<'_>) -> Key {
    let key = likely_key(reading, mention, names);
    if names.are_apart(&mention.name, &key) { Key::Named(identity(&mention.name, reading.lexicon), None) } else { key }
}

fn likely_key(reading: &Reading<'_>, mention: &OrganisationMention, names: &Names<'_>) -> Key {
    let lexicon = reading.lexicon;
    if let Some(index) = names.find(&mention.name) {
        return Key::Owned(index);
    }
    if let Some(row) = mention.entry {
        return names.find(lexicon.organisations.rows[row].name).map_or(Key::Listed(row), Key::Owned);
    }
    if mention.acronym.as_deref() == Some(&mention.name) {
        let own =
            reading.acronyms.iter().find(|acronym| acronym.short == mention.name).map(|acronym| acronym.long_span.of(reading.text()).to_owned());
        let long =
            own.or_else(|| reading.tables.sense(&mention.name).filter(|sense| sense.kind == Meaning::Organisation).map(|sense| sense.long.clone()));
        return long.map_or_else(
            || Key::Named(identity(&mention.name, lexicon), None),
            |long| {
                // What kind of body it is, the long form says: both forms must come to one key.
                let full = OrganisationMention { kind: organisations::kind_of(reading, &long), ..mention.clone() };
                name_key(reading, &long, &full, names)
            },
        );
    }
    if let Some(acronym) = &mention.acronym {
        let rows = lexicon.organisations.by_acronym(acronym);
        // A definition under another wording of a listed body: `UN Migration Agency (IOM)`.
        if let [row] = rows.as_slice()
            && (shares_words(row.name, &mention.name, 2) || acronym.len() >= 4 && shares_words(row.name, &mention.name, 1))
        {
            let index = lexicon.organisations.index_of(row).unwrap_or_default();
            return names.find(row.name).map_or(Key::Listed(index), Key::Owned);
        }
    }
    name_key(reading, &mention.name, mention, names)
}

fn name_key(reading: &Reading<'_>, name: &str, mention: &OrganisationMention, names: &Names<'_>) -> Key {
    if let Some(index) = names.find(name) {
        return Key::Owned(index);
    }
    let list = &reading.lexicon.organisations;
    if let Some(row) = list
        .by_name(name)
        .or_else(|| list.by_name(&spell_out(name, reading.lexicon)))
        .filter(|entry| !entry.generic || entry.name == name || reading.language == "en")
        .and_then(|entry| reading.lexicon.organisations.index_of(entry))
    {
        return names.find(list.rows[row].name).map_or(Key::Listed(row), Key::Owned);
    }
    if is_generic(name, &mention.kind) {
        let (base, tail) = match organisations::tail_country(name, reading) {
            Some((base, code)) => (base, Some(code)),
            None => (name.to_owned(), None),
        };
        let country = mention.country.clone().or(tail);
        if let Some(index) = names.find(&with_country(name, country.as_deref(), reading.lexicon)) {
            return Key::Owned(index);
        }
        return Key::Named(identity(&base, reading.lexicon), country);
    }
    Key::Named(identity(name, reading.lexicon), None)
}

impl Organisation {
    fn learn(&mut self, said: &Said) {
        if let Some(acronym) = &said.acronym {
            self.acronym.get_or_insert_with(|| acronym.clone());
            self.known = true;
        }
        add_alias(self, &said.form);
        if self.kind.is_empty() || self.kind == "organisation" {
            self.kind.clone_from(&said.kind);
        }
        if self.country.is_none() {
            self.country.clone_from(&said.country);
        }
        if self.parent.is_none() {
            self.parent.clone_from(&said.parent);
        }
    }
}

fn add_alias(organisation: &mut Organisation, name: &str) {
    if !organisation.aliases.iter().any(|alias| alias == name) {
        organisation.aliases.push(name.to_owned());
    }
}

/// What the list knows of an organisation.
fn listed(entry: &OrgEntry, organisation: &mut Organisation, forms: &[String], lexicon: &Lexicon) {
    // The acronym an article prints beside the name wins; the list's is added only where some article uses it.
    let printed = organisation.acronym.take();
    let listed = entry.acronym.filter(|acronym| forms.iter().any(|form| form == acronym));
    let used = forms.iter().find(|form| !form.contains(' ') && lexicon.organisations.by_acronym(form).iter().any(|other| other.name == entry.name));
    organisation.acronym = printed.or_else(|| listed.map(str::to_owned)).or_else(|| used.cloned());
    entry.kind.as_str().clone_into(&mut organisation.kind);
    organisation.country = entry.country.map(str::to_owned);
    organisation.parent = entry.parent.map(str::to_owned);
}

/// Chooses the name to show and sorts out the others.
fn settle(key: &Key, organisation: &mut Organisation, owned: &[OwnedName], lexicon: &Lexicon) {
    let mut forms = std::mem::take(&mut organisation.aliases);
    let name = match key {
        Key::Owned(index) => {
            let matter = &owned[*index].names;
            let name = matter.name.clone().unwrap_or_else(|| forms.first().cloned().unwrap_or_default());
            // Having a file changes nothing about what the list knows, or a second run would take back what the first one wrote.
            if let Some(entry) = lexicon.organisations.by_name(&name) {
                listed(entry, organisation, &forms, lexicon);
            }
            organisation.acronym = matter.acronym.clone().or(organisation.acronym.take());
            organisation.known = true;
            name
        }
        Key::Listed(row) => {
            let entry = &lexicon.organisations.rows[*row];
            listed(entry, organisation, &forms, lexicon);
            organisation.known = true;
            entry.name.to_owned()
        }
        Key::Named(_, country) => {
            let longest = forms.iter().max_by(|a, b| a.chars().count().cmp(&b.chars().count()).then(b.cmp(a))).cloned().unwrap_or_default();
            with_country(&longest, country.as_deref(), lexicon)
        }
    };
    let folded = fold_name(&name);
    let acronym = organisation.acronym.clone().unwrap_or_default();
    forms.retain(|form| fold_name(form) != folded && *form != acronym);
    forms.sort();
    let mut seen = Vec::new();
    forms.retain(|form| {
        let folded = fold_name(form);
        let new = !seen.contains(&folded);
        seen.push(folded);
        new
    });
    organisation.aliases = forms;
    if acronym == name {
        // A short form nobody spells out stays its own name.
        organisation.acronym = Some(name.clone()).filter(|_| organisation.known);
    }
    organisation.name = name;
}
