//! Everything the archive names: the entities with a file of their own, and one for each other name.

use super::facet::{self, FACETS};
use super::names::{self, Key, Names};
use super::shelf::Mentions;
use super::term::{Term, TermId};
use crate::base::path::free_slug;
use crate::content::article::Article;
use crate::content::entity::Entity;
use crate::content::matter::EntityKind;
use crate::lexicon::Lexicon;
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A name as front matter has it, with all that says which entity is meant.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Asked<'a> {
    kind: EntityKind,
    name: &'a str,
    country: Option<&'a str>,
    sort: Option<&'a str>,
}

impl<'a> Asked<'a> {
    pub(super) const fn of(kind: EntityKind, reference: &facet::Reference<'a>) -> Self {
        Self { kind, name: reference.name, country: reference.country, sort: reference.sort }
    }
}

/// What names came to that were met before: an archive says most of its names again and again.
pub(super) type Met<'a, T> = IndexMap<Asked<'a>, Option<T>>;

pub(super) fn resolve(names: &Names, terms: &[Term], kind: EntityKind, reference: &facet::Reference<'_>, lexicon: &Lexicon) -> Option<TermId> {
    let stated = reference.country.and_then(|text| names::country_code(text, lexicon));
    if kind == EntityKind::Place {
        let key = names::key(kind, reference, lexicon);
        let exact = |id: &TermId| terms[*id].country == key.country && names::folded(&terms[*id].name) == key.name;
        if let Some(id) = names.find(terms, kind, reference.name, key.country.as_deref()) {
            return Some(id);
        }
        return terms.iter().enumerate().filter(|(_, term)| term.kind == kind).map(|(id, _)| id).find(exact);
    }
    names.find(terms, kind, reference.name, stated.as_deref())
}

/// What is counted of a name that no entity's file claims.
#[derive(Default)]
struct Loose<'a> {
    forms: BTreeMap<&'a str, usize>,
    acronyms: BTreeMap<&'a str, usize>,
    sorts: BTreeMap<&'a str, usize>,
}

/// All terms: those with a file, and one for each other name, sorted by kind and as they are filed.
pub(super) fn collect(entities: Vec<Arc<Entity>>, articles: &[Arc<Article>], lexicon: &Lexicon) -> Vec<Term> {
    let mut terms: Vec<Term> = entities.into_iter().map(|entity| names::term_of(entity, lexicon)).collect();
    let names = Names::of(&terms);
    let mut loose: IndexMap<Key, Loose<'_>> = IndexMap::new();
    let mut met: Met<'_, usize> = Met::new();
    for article in articles {
        for row in FACETS {
            for reference in (row.references)(&article.matter) {
                let at = *met.entry(Asked::of(row.kind, &reference)).or_insert_with(|| {
                    let claimed = reference.name.trim().is_empty() || resolve(&names, &terms, row.kind, &reference, lexicon).is_some();
                    (!claimed).then(|| {
                        let entry = loose.entry(names::key(row.kind, &reference, lexicon));
                        let at = entry.index();
                        entry.or_default();
                        at
                    })
                });
                let Some((_, entry)) = at.and_then(|at| loose.get_index_mut(at)) else { continue };
                let (name, acronym) = names::shown(&reference);
                *entry.forms.entry(name).or_default() += 1;
                if let Some(acronym) = acronym {
                    *entry.acronyms.entry(acronym).or_default() += 1;
                }
                if let Some(sort) = reference.sort {
                    *entry.sorts.entry(sort).or_default() += 1;
                }
            }
        }
    }
    let mut loose: BTreeMap<Key, Loose<'_>> = loose.into_iter().collect();
    join_countries(&mut loose);
    let mut taken: BTreeMap<EntityKind, BTreeSet<String>> = BTreeMap::new();
    for term in &terms {
        taken.entry(term.kind).or_default().insert(term.slug.clone());
    }
    for (key, found) in loose {
        let term = loose_term(&key, &found, lexicon, taken.entry(key.kind).or_default());
        terms.push(term);
    }
    terms.sort_by_cached_key(|term| (term.kind, term.filing_key(), term.country.clone(), term.slug.clone()));
    terms
}

/// A name that stands once with a country and otherwise without is one entity, unless bodies of several countries have it.
fn join_countries(loose: &mut BTreeMap<Key, Loose<'_>>) {
    let bare: Vec<Key> = loose.keys().filter(|key| key.country.is_none() && !names::is_generic(&key.name)).cloned().collect();
    for key in bare.into_iter().filter(|key| key.kind != EntityKind::Place) {
        let same_name = loose.range(&key..).map(|(other, _)| other).take_while(|other| other.kind == key.kind && other.name == key.name);
        let with_country: Vec<Key> = same_name.filter(|other| other.country.is_some()).cloned().collect();
        if let [only] = with_country.as_slice()
            && let Some(mine) = loose.remove(&key)
            && let Some(other) = loose.get_mut(only)
        {
            for (form, count) in mine.forms {
                *other.forms.entry(form).or_default() += count;
            }
            for (acronym, count) in mine.acronyms {
                *other.acronyms.entry(acronym).or_default() += count;
            }
            for (sort, count) in mine.sorts {
                *other.sorts.entry(sort).or_default() += count;
            }
        }
    }
}

fn most_frequent<'a>(counts: &BTreeMap<&'a str, usize>) -> Option<&'a str> {
    counts.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(form, _)| *form)
}

fn loose_term(key: &Key, found: &Loose<'_>, lexicon: &Lexicon, taken: &mut BTreeSet<String>) -> Term {
    let mut name = most_frequent(&found.forms).unwrap_or(&key.name).to_owned();
    let mut aliases: Vec<String> = Vec::new();
    let mut sort = most_frequent(&found.sorts).map(str::to_owned);
    let (mut broader, mut related, mut scope_note) = (Vec::new(), Vec::new(), None);
    if key.kind == EntityKind::Place
        && let Some(fact) = names::place(&name, key.country.as_deref(), sort.as_deref(), lexicon)
    {
        name.clone_from(&fact.name);
        sort = sort.or_else(|| Some(fact.kind.name().to_owned()));
    }
    if key.kind == EntityKind::Tag
        && let Some(concept) = lexicon.concepts.by_label(&name)
    {
        broader = concept.broader.iter().map(|label| (*label).to_owned()).collect();
        related = concept.related.iter().map(|label| (*label).to_owned()).collect();
        scope_note = Some(concept.note.to_owned()).filter(|note| !note.is_empty());
    }
    for form in found.forms.keys() {
        if names::folded(form) != names::folded(&name) {
            aliases.push((*form).to_owned());
        }
    }
    let acronym = most_frequent(&found.acronyms).filter(|acronym| *acronym != name).map(str::to_owned);
    let country_name = key.country.as_deref().map(|code| lexicon.places.country(code).map_or(code, |country| country.name));
    let words = match country_name {
        Some(country) if key.kind == EntityKind::Organisation && names::is_generic(&name) => format!("{name} {country}"),
        _ => name.clone(),
    };
    let slug = free_slug(&words, &format!("{}/{}/{}", key.kind.folder(), key.name, key.country.as_deref().unwrap_or("")), taken);
    taken.insert(slug.clone());
    Term {
        kind: key.kind,
        slug,
        name,
        acronym,
        aliases,
        weak: Vec::new(),
        former: Vec::new(),
        sort,
        country: key.country.clone(),
        parent: None,
        broader,
        related,
        scope_note,
        file: None,
        mentions: Mentions::default(),
    }
}
