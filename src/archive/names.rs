//! One entity for many names: what a name in front matter stands for.
//!
//! A name is known by any name of an entity, folded; an acronym only as it is written. A name with a country is not the same name with another.

use super::facet::Reference;
use super::shelf::Mentions;
use super::term::{Term, TermId};
use crate::base::text::fold_name;
use crate::content::entity::Entity;
use crate::content::matter::EntityKind;
use crate::lexicon::Lexicon;
use crate::lexicon::geo::PlaceFact;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every name of every term.
#[derive(Clone, Debug, Default)]
pub struct Names {
    folded: BTreeMap<(EntityKind, String), Vec<TermId>>,
    acronyms: BTreeMap<(EntityKind, String), Vec<TermId>>,
}

/// What a name is as an identity: two mentions with one key are one entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The kind of entity.
    pub kind: EntityKind,
    /// The name, folded; as it stands when folding leaves nothing.
    pub name: String,
    /// The country, as [`country_code`] gives it.
    pub country: Option<String>,
}

impl Names {
    /// Takes in the names of these terms, whose numbers are their places in the list.
    pub fn of(terms: &[Term]) -> Self {
        let mut names = Self::default();
        for (id, term) in terms.iter().enumerate() {
            names.add(id, term);
        }
        names
    }

    /// Takes in the names of one more term.
    pub fn add(&mut self, id: TermId, term: &Term) {
        let hidden = term.file.iter().flat_map(|file| &file.matter.hidden).map(String::as_str);
        let former = term.former.iter().map(|former| former.name.as_str());
        let aliases = term.aliases.iter().map(String::as_str);
        for name in std::iter::once(term.name.as_str()).chain(aliases).chain(former).chain(hidden) {
            if is_acronym(name) {
                push(self.acronyms.entry((term.kind, name.to_owned())).or_default(), id);
            }
            push(self.folded.entry((term.kind, folded(name))).or_default(), id);
        }
        if let Some(acronym) = &term.acronym {
            push(self.acronyms.entry((term.kind, acronym.trim().to_owned())).or_default(), id);
        }
    }

    /// The term a name of this kind stands for. None when nothing is called so, or when several are and nothing tells which.
    pub fn find(&self, terms: &[Term], kind: EntityKind, name: &str, country: Option<&str>) -> Option<TermId> {
        let name = name.trim();
        if is_acronym(name)
            && let Some(found) = self.acronyms.get(&(kind, name.to_owned())).and_then(|ids| choose(terms, ids, name, country))
        {
            return Some(found);
        }
        if let Some(found) = self.folded.get(&(kind, folded(name))).and_then(|ids| choose(terms, ids, name, country)) {
            return Some(found);
        }
        let (long, short) = with_acronym(name)?;
        let of_long = self.folded.get(&(kind, folded(long))).and_then(|ids| choose(terms, ids, long, country));
        of_long.or_else(|| self.acronyms.get(&(kind, short.to_owned())).and_then(|ids| choose(terms, ids, short, country)))
    }

    /// Names that several terms of a kind share, with those terms, in order.
    pub fn shared(&self) -> impl Iterator<Item = (EntityKind, &str, &[TermId])> {
        let both = self.folded.iter().chain(&self.acronyms);
        both.filter(|(_, ids)| ids.len() > 1).map(|((kind, name), ids)| (*kind, name.as_str(), ids.as_slice()))
    }
}

fn push(ids: &mut Vec<TermId>, id: TermId) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

/// The one of several terms of one name that is meant.
fn choose(terms: &[Term], ids: &[TermId], name: &str, country: Option<&str>) -> Option<TermId> {
    let of = |wanted: Option<&str>| ids.iter().copied().find(|&id| terms.get(id).is_some_and(|term| term.country.as_deref() == wanted));
    let Some(country) = country else {
        return if let [only] = ids
            && terms
                .get(*only)
                .is_some_and(|term| term.country.is_none() || term.file.is_some() || !is_generic(name) || term.kind == EntityKind::Place)
        {
            Some(*only)
        } else {
            of(None)
        };
    };
    of(Some(country)).or_else(|| of(None).filter(|_| !is_generic(name)))
}

/// The text names are compared by. What folds to nothing (`+++`) is compared as it stands.
pub fn folded(name: &str) -> String {
    let folded = fold_name(name);
    if folded.is_empty() { name.trim().to_owned() } else { folded }
}

/// Whether a name is written as an acronym: no small letters, at least two capitals, at most twelve characters, no space.
pub fn is_acronym(name: &str) -> bool {
    name.chars().count() <= 12
        && name.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !name.chars().any(|c| c.is_lowercase() || c.is_whitespace())
}

/// `Name (ACR)` as the two it is made of.
fn with_acronym(name: &str) -> Option<(&str, &str)> {
    let (long, rest) = name.rsplit_once(" (")?;
    let short = rest.strip_suffix(')')?;
    is_acronym(short).then_some((long.trim(), short))
}

/// First words of names that many bodies have: without a country they say nothing about which.
const GENERIC: &[&str] = &[
    "army",
    "bureau",
    "cabinet",
    "customs",
    "department",
    "embassy",
    "federal",
    "foreign",
    "general",
    "government",
    "immigration",
    "interior",
    "ministere",
    "ministerio",
    "ministerium",
    "ministero",
    "ministry",
    "national",
    "office",
    "parliament",
    "police",
    "royal",
    "senate",
    "state",
    "supreme",
];

/// Whether a name is one that bodies of several countries have: `Ministry of Foreign Affairs`.
pub fn is_generic(name: &str) -> bool {
    let folded = fold_name(name);
    let first = folded.split(' ').next().unwrap_or("");
    GENERIC.contains(&first)
}

/// A country as terms carry it: ISO 3166-1 alpha-2, or the folded words where they name no country we know.
pub fn country_code(text: &str, lexicon: &Lexicon) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let by_code = (text.len() == 2).then(|| lexicon.places.country(text)).flatten();
    let found = by_code.or_else(|| lexicon.places.country_named(text));
    Some(found.map_or_else(|| folded(text), |country| country.iso2.to_owned()))
}

/// What is known of a place: the reading that its country and sort allow, most likely first.
pub fn place(name: &str, country: Option<&str>, sort: Option<&str>, lexicon: &Lexicon) -> Option<PlaceFact> {
    if let Some(sort) = sort {
        let fits = |fact: &PlaceFact| fact.kind.name() == sort && country.is_none_or(|country| fact.code == Some(country));
        return lexicon.places.readings(name).into_iter().find(fits);
    }
    let fact = lexicon.places.resolve(name, country)?;
    if country.is_none_or(|country| fact.code == Some(country)) {
        return Some(fact);
    }
    lexicon.places.readings(name).into_iter().find(|fact| fact.code == country)
}

/// The identity of a mention that no entity's file claims.
pub fn key(kind: EntityKind, reference: &Reference<'_>, lexicon: &Lexicon) -> Key {
    let stated = reference.country.and_then(|text| country_code(text, lexicon));
    let name = with_acronym(reference.name.trim()).map_or(reference.name, |(long, _)| long);
    if kind == EntityKind::Place
        && let Some(fact) = place(name, stated.as_deref(), reference.sort, lexicon)
    {
        return Key { kind, name: folded(&fact.name), country: fact.code.map(str::to_owned) };
    }
    Key { kind, name: folded(name), country: stated }
}

/// The name to show for a mention: without an acronym in brackets.
pub fn shown<'a>(reference: &Reference<'a>) -> (&'a str, Option<&'a str>) {
    let name = reference.name.trim();
    let (name, in_brackets) = with_acronym(name).map_or((name, None), |(long, short)| (long, Some(short)));
    (name, reference.acronym.or(in_brackets))
}

/// A term made of an entity's own file.
pub fn term_of(entity: Arc<Entity>, lexicon: &Lexicon) -> Term {
    let matter = &entity.matter;
    let name = entity.name().trim().to_owned();
    let mut country = matter.country.as_deref().and_then(|text| country_code(text, lexicon));
    let mut sort = matter.kind.clone();
    if entity.kind == EntityKind::Place
        && let Some(fact) = place(&name, country.as_deref(), sort.as_deref(), lexicon)
    {
        country = country.or_else(|| fact.code.map(str::to_owned));
        sort = sort.or_else(|| Some(fact.kind.name().to_owned()));
    }
    Term {
        kind: entity.kind,
        slug: entity.slug.clone(),
        name,
        acronym: matter.acronym.clone(),
        aliases: matter.aliases.clone(),
        weak: matter.weak.clone(),
        former: matter.former.clone(),
        sort,
        country,
        parent: matter.parent.clone(),
        broader: matter.broader.clone(),
        related: matter.related.clone(),
        scope_note: matter.scope_note.clone(),
        mentions: Mentions::default(),
        file: Some(entity),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{organisation, term};
    use super::*;

    #[test]
    fn any_name_finds_the_entity_and_acronyms_only_as_written() {
        let mut iom = organisation("International Organization for Migration", Some("IOM"), &["OIM"]);
        iom.former.push(crate::content::matter::FormerName { name: "Provisional Committee".to_owned(), from: None, until: None });
        let terms = [iom];
        let names = Names::of(&terms);
        let find = |name| names.find(&terms, EntityKind::Organisation, name, None);
        for name in [
            "IOM",
            "OIM",
            "the international organization for migration",
            "Provisional  Committee",
            "International Organization for Migration (IOM)",
            "Migration Body (IOM)",
        ] {
            assert_eq!(find(name), Some(0), "{name}");
        }
        for name in ["iom", "International Organization", "IO", "(IOM)"] {
            assert_eq!(find(name), None, "{name}");
        }
        assert_eq!(names.find(&terms, EntityKind::Person, "IOM", None), None);
    }

    #[test]
    fn a_generic_name_is_told_apart_by_its_country() {
        let of =
            |country: Option<&str>| Term { country: country.map(str::to_owned), ..term(EntityKind::Organisation, "Ministry of Foreign Affairs") };
        let terms = [of(Some("TH")), of(Some("KH"))];
        let names = Names::of(&terms);
        let find = |country| names.find(&terms, EntityKind::Organisation, "Ministry of Foreign Affairs", country);
        assert_eq!(find(Some("TH")), Some(0));
        assert_eq!(find(Some("KH")), Some(1));
        assert_eq!(find(Some("LA")), None);
        assert_eq!(find(None), None);
        assert!(is_generic("Ministère des Affaires étrangères") && !is_generic("International Organization for Migration"));
    }

    #[test]
    fn names_of_countries_are_codes() {
        let lexicon = Lexicon::built_in();
        for text in ["Thailand", "TH", "th", "Kingdom of Thailand"] {
            assert_eq!(country_code(text, lexicon).as_deref(), Some("TH"), "{text}");
        }
        assert_eq!(country_code("NO", lexicon).as_deref(), Some("NO"));
        assert_eq!(country_code("Ruritania", lexicon).as_deref(), Some("ruritania"));
        assert_eq!(country_code(" ", lexicon), None);
    }

    #[test]
    fn one_country_by_two_names_is_one_place() {
        let lexicon = Lexicon::built_in();
        let key = |name| key(EntityKind::Place, &Reference { name, ..Reference::default() }, lexicon);
        assert_eq!(key("Viet Nam"), key("Vietnam"));
        assert_ne!(key("Niger"), key("Nigeria"));
        assert_eq!(key("Nowhere at all").country, None);
        assert_eq!(
            super::key(EntityKind::Place, &Reference { name: "Georgia", country: Some("US"), ..Reference::default() }, lexicon).country.as_deref(),
            Some("US")
        );
    }
}
