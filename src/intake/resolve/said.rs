//! What one article says of an organisation, apart from all others.

use super::names::{Authority, Names};
use super::{Facts, Key, OrganisationMention, Reading, article_keys};
use crate::intake::memory::Texts;
use serde::{Deserialize, Serialize};

/// What one mention says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Of which organisation.
    pub key: Key,
    /// The acronym printed with it.
    pub(super) acronym: Option<String>,
    /// The name it goes by.
    pub(super) form: String,
    pub(super) kind: String,
    pub(super) country: Option<String>,
    pub(super) parent: Option<String>,
}

impl Said {
    /// What an article says of all organisations it names, mention by mention.
    pub fn of(reading: &Reading<'_>, facts: &Facts, names: &Names<'_>) -> Vec<Self> {
        let keys = article_keys(reading, facts, names);
        keys.into_iter().zip(&facts.organisations).map(|(key, mention)| said(key, mention, reading, names)).collect()
    }
}

fn said(key: Key, mention: &OrganisationMention, reading: &Reading<'_>, names: &Names<'_>) -> Said {
    let apart = |name: &str| names.are_apart(name, &key);
    let own_acronym = mention.acronym.as_deref() == Some(&mention.name);
    let mut form = mention.name.clone();
    if own_acronym {
        let long =
            reading.acronyms.iter().find(|acronym| acronym.short == mention.name).map(|acronym| acronym.long_span.of(reading.text()).to_owned());
        let long = long.or_else(|| reading.tables.sense(&mention.name).map(|sense| sense.long.clone()));
        form = long.filter(|long| !apart(long)).unwrap_or(form);
    }
    Said {
        acronym: mention.acronym.clone().filter(|acronym| !apart(acronym)),
        form,
        kind: mention.kind.clone(),
        country: mention.country.clone(),
        parent: mention.parent.clone(),
        key,
    }
}

/// [`Said`], written down: its texts by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    key: WrittenKey,
    acronym: Option<u32>,
    form: u32,
    kind: u32,
    country: Option<u32>,
    parent: Option<u32>,
}

/// Indices of files differ from one import to the next; their names do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum WrittenKey {
    Owned(u32),
    Listed(u32),
    Named(u32, Option<u32>),
}

impl Written {
    /// None for a number beyond all measure.
    pub fn new(said: &Said, authority: &Authority<'_>, texts: &mut Texts) -> Option<Self> {
        let mut number = |text: &str| u32::try_from(texts.number(text)).ok();
        let key = match &said.key {
            Key::Owned(index) => WrittenKey::Owned(number(authority.file(*index)?.as_str())?),
            Key::Listed(row) => WrittenKey::Listed(u32::try_from(*row).ok()?),
            Key::Named(name, country) => WrittenKey::Named(number(name)?, country.as_deref().and_then(&mut number)),
        };
        let acronym = said.acronym.as_deref().and_then(&mut number);
        let (form, kind) = (number(&said.form)?, number(&said.kind)?);
        let country = said.country.as_deref().and_then(&mut number);
        Some(Self { key, acronym, form, kind, country, parent: said.parent.as_deref().and_then(number) })
    }

    /// None when it speaks of a file that is not there any more.
    pub fn read(&self, authority: &Authority<'_>, texts: &Texts) -> Option<Said> {
        let text = |number: u32| texts.text(number as usize).to_owned();
        let key = match self.key {
            WrittenKey::Owned(file) => Key::Owned(authority.index(texts.text(file as usize))?),
            WrittenKey::Listed(row) => Key::Listed(row as usize),
            WrittenKey::Named(name, country) => Key::Named(text(name), country.map(text)),
        };
        Some(Said {
            key,
            acronym: self.acronym.map(text),
            form: text(self.form),
            kind: text(self.kind),
            country: self.country.map(text),
            parent: self.parent.map(text),
        })
    }
}
