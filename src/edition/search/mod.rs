//! What the search page searches in: scripts below `search/`, each loaded when it is needed, because a page that lies on a disk may load
//! scripts and nothing else. `docs/data.md` has the format.
//!
//! Everything is made so that an edit of one article changes few shards: articles have numbers that others' edits leave alone
//! ([`number`]), words lie together by their beginnings ([`groups`]), and what is shown of an article lies in a file of its own ([`article`]).

pub(super) mod article;
mod facets;
pub(super) mod fold;
mod groups;
mod names;
pub(super) mod number;
mod postings;
mod words;

use super::jsonld::inert;
use super::plan::Edition;
use crate::archive::term::ArticleId;
use crate::archive::watch::{Cell, saw, unwatched};
use crate::base::path::RelPath;
use facets::Facet;
use groups::Groups;
use serde_json::{Value, json};

/// The version of the format; the script refuses another.
const VERSION: u32 = 1;

/// The bytes of a group of words that begin alike, from which on it is cut by one more letter.
const GROUP: usize = 20_000;

/// One file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shard {
    /// What there is, and how words are spread over the files.
    Manifest,
    /// Words with the articles that have them.
    Words(usize),
    /// Entities by the words of their names.
    Names(usize),
    /// Articles by kind, organisation, place.
    Facet(Facet),
    /// What is shown of an article, and its sentences.
    Article(ArticleId),
}

/// How many files the index has: known before it is built, from what the archive holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sizes {
    words: usize,
    names: usize,
}

impl Sizes {
    pub(super) fn of(edition: &Edition<'_>) -> Self {
        let archive = edition.archive;
        Self {
            words: (archive.articles.quiet().len() / 16).next_power_of_two().clamp(8, 8_192),
            names: (archive.terms.quiet().len() / 64).next_power_of_two().clamp(4, 2_048),
        }
    }

    /// Every file that is not about one article.
    pub(super) fn shards(self) -> impl Iterator<Item = Shard> {
        let facets = Facet::ALL.map(Shard::Facet);
        (0..self.words).map(Shard::Words).chain((0..self.names).map(Shard::Names)).chain(facets).chain([Shard::Manifest])
    }
}

/// The index of an edition, but for what is about one article.
#[derive(Debug)]
pub(super) struct Index {
    manifest: String,
    words: Vec<String>,
    names: Vec<String>,
    facets: [String; 3],
}

impl Index {
    /// Builds all of it.
    fn of(edition: &Edition<'_>) -> Self {
        let sizes = Sizes::of(edition);
        let words = words::lists(edition);
        let word_groups = Groups::of(words.iter().map(|(word, lists)| (word.as_str(), word.len() + lists.len() + 6)), GROUP);
        let names = names::entries(edition);
        let name_groups = Groups::of(names.iter().map(|(word, entry)| (word.as_str(), entry.len() + 1)), GROUP);
        let manifest = json!({
            "version": VERSION,
            "articles": edition.archive.articles.quiet().len(),
            "epoch": edition.numbers.epoch,
            "bits": edition.numbers.bits,
            "words": word_groups.manifest(sizes.words),
            "names": name_groups.manifest(sizes.names),
        });
        Self {
            manifest: manifest.to_string(),
            words: words::shards(&words, &word_groups, sizes.words),
            names: names::shards(&names, &name_groups, sizes.names),
            facets: Facet::ALL.map(|facet| facet.list(edition).to_string()),
        }
    }

    fn data(&self, shard: Shard) -> &str {
        match shard {
            Shard::Manifest => &self.manifest,
            Shard::Words(at) => self.words.get(at).map_or("", String::as_str),
            Shard::Names(at) => self.names.get(at).map_or("", String::as_str),
            Shard::Facet(facet) => &self.facets[facet as usize],
            Shard::Article(_) => "",
        }
    }
}

impl Edition<'_> {
    /// The data of a shard that is not about one article, by its [`name`]. None where there is no such shard.
    pub(super) fn shard_data(&self, name: &str) -> Option<&str> {
        Some(self.index().data(self.shard_named(name)?))
    }

    /// The shard of this name, if it is not about one article.
    pub(super) fn shard_named(&self, name: &str) -> Option<Shard> {
        let sizes = Sizes::of(self);
        let at = |number: &str, most: usize| usize::from_str_radix(number, 16).ok().filter(|at| *at < most);
        match name.split_once('/') {
            Some(("words", number)) => at(number, sizes.words).map(Shard::Words),
            Some(("names", number)) => at(number, sizes.names).map(Shard::Names),
            Some(_) => None,
            None if name == "manifest" => Some(Shard::Manifest),
            None => Facet::ALL.into_iter().find(|facet| facet.name() == name).map(Shard::Facet),
        }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| unwatched(|| Index::of(self)))
    }
}

/// What a shard is called: its file below `search/`, without extension.
pub(super) fn name(shard: Shard, edition: &Edition<'_>) -> String {
    match shard {
        Shard::Manifest => "manifest".to_owned(),
        Shard::Words(at) => format!("words/{at:x}"),
        Shard::Names(at) => format!("names/{at:x}"),
        Shard::Facet(facet) => facet.name().to_owned(),
        Shard::Article(id) => format!("articles/{:x}", edition.numbers.of(id)),
    }
}

/// Where a shard lies.
pub(super) fn address(shard: Shard, edition: &Edition<'_>) -> RelPath {
    RelPath::known(format!("search/{}.js", name(shard, edition)))
}

/// The bytes of a shard.
pub(super) fn make(edition: &Edition<'_>, shard: Shard) -> Vec<u8> {
    let name = name(shard, edition);
    let article;
    let data = if let Shard::Article(id) = shard {
        article = article::data(edition, id).to_string();
        &article
    } else {
        saw(Cell::Shard(name.clone()));
        edition.index().data(shard)
    };
    format!("datelineSearch({},{});\n", Value::from(name), inert(data)).into_bytes()
}

#[cfg(test)]
mod tests;
