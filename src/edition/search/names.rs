//! Entities by the words of their names: all names they have or had.

use super::fold;
use super::groups::Groups;
use crate::archive::term::Term;
use crate::content::entity::Entity;
use crate::content::matter::EntityKind;
use crate::edition::address;
use crate::edition::list_pages::entry_id;
use crate::edition::plan::Edition;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// A word that more names have leads to those with most articles alone; their other words lead to the others.
const COMMON: usize = 200;

/// Each word of a name with the entity as the script gets it, in order.
///
/// `[name, kind, address, articles, other names, names that are matched and not shown]`; the last two may be left out.
pub(super) fn entries(edition: &Edition<'_>) -> Vec<(String, String)> {
    let mut entries: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (id, term) in edition.archive.terms.quiet().iter().enumerate() {
        let kind = EntityKind::ALL.iter().position(|kind| *kind == term.kind).unwrap_or(0);
        let href = if edition.archive.has_page(id) {
            edition.addresses.from_root(&address::term(term))
        } else {
            format!("{}#{}", edition.addresses.from_root(&address::facet(term.kind)), entry_id(term))
        };
        let shown: BTreeSet<&str> = others(term).filter(|other| *other != term.name).collect();
        let hidden: BTreeSet<&str> =
            term.file.iter().flat_map(|file| hidden(file)).filter(|other| *other != term.name && !shown.contains(other)).collect();
        let count = term.mentions.quiet().len();
        let entry = if !hidden.is_empty() {
            json!([term.name, kind, href, count, shown, hidden])
        } else if !shown.is_empty() {
            json!([term.name, kind, href, count, shown])
        } else {
            json!([term.name, kind, href, count])
        }
        .to_string();
        let mut words = BTreeSet::new();
        for name in [term.name.as_str()].into_iter().chain(shown).chain(hidden) {
            fold::words(name, |word| {
                words.insert(word.to_owned());
            });
        }
        for word in words {
            entries.entry(word).or_default().push((count, entry.clone()));
        }
    }
    let mut all = Vec::new();
    for (word, mut of) in entries {
        of.sort_by(|(one, a), (other, b)| other.cmp(one).then(a.cmp(b)));
        of.truncate(COMMON);
        all.extend(of.into_iter().map(|(_, entry)| (word.clone(), entry)));
    }
    all
}

fn others(term: &Term) -> impl Iterator<Item = &str> {
    let lists = term.aliases.iter().chain(&term.weak).chain(&term.acronym).map(String::as_str);
    lists.chain(term.former.iter().map(|former| former.name.as_str()))
}

fn hidden(file: &Entity) -> impl Iterator<Item = &str> {
    file.matter.hidden.iter().map(String::as_str)
}

/// The files: each a list of entities, each once.
pub(super) fn shards(entries: &[(String, String)], groups: &Groups, files: usize) -> Vec<String> {
    let mut shards: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); files];
    for (word, entry) in entries {
        if let Some(shard) = shards.get_mut(groups.file(word, files)) {
            shard.insert(entry);
        }
    }
    shards.into_iter().map(|shard| format!("[{}]", shard.into_iter().collect::<Vec<&str>>().join(","))).collect()
}
