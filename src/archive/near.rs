//! Names that may be two names of one thing. A hint for a person, never a merge.

use super::names::folded;
use super::term::{Term, TermId};
use crate::content::matter::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// Names that begin or end with one word are compared only while there are at most this many of them.
const BLOCK: usize = 200;

/// Two terms that may be one, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    /// The first, in the archive's order.
    pub one: TermId,
    /// The second.
    pub two: TermId,
    /// Why, in words.
    pub why: String,
}

/// Pairs of terms of one kind that may be one, in order. Pairs that a file declares distinct are left out, and so are two countries' bodies.
pub fn near(terms: &[Term]) -> Vec<Near> {
    let mut blocks: BTreeMap<(EntityKind, String), Vec<TermId>> = BTreeMap::new();
    for (id, term) in terms.iter().enumerate().filter(|(_, term)| term.kind != EntityKind::Place) {
        let name = folded(&term.name);
        let words: Vec<&str> = name.split(' ').collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let keys = [format!("first {}", words[0]), format!("last {}", words[words.len() - 1]), format!("all {}", sorted.join(" "))];
        for key in keys {
            blocks.entry((term.kind, key)).or_default().push(id);
        }
        if let Some(initials) = initials(&term.name) {
            blocks.entry((term.kind, format!("initials {initials}"))).or_default().push(id);
        }
        if super::names::is_acronym(&term.name) {
            blocks.entry((term.kind, format!("initials {}", term.name))).or_default().push(id);
        }
    }
    let mut pairs: BTreeSet<(TermId, TermId)> = BTreeSet::new();
    for ids in blocks.values().filter(|ids| ids.len() <= BLOCK) {
        for (at, &one) in ids.iter().enumerate() {
            pairs.extend(ids[at + 1..].iter().filter(|&&two| two != one).map(|&two| (one.min(two), one.max(two))));
        }
    }
    pairs.into_iter().filter_map(|(one, two)| why(&terms[one], &terms[two]).map(|why| Near { one, two, why })).collect()
}

fn why(one: &Term, two: &Term) -> Option<String> {
    if declared_distinct(one, two) || declared_distinct(two, one) || one.country.is_some() && two.country.is_some() && one.country != two.country {
        return None;
    }
    let (a, b) = (folded(&one.name), folded(&two.name));
    if a == b {
        return (one.country == two.country).then(|| "the same name but for accents and punctuation".to_owned());
    }
    let sorted = |name: &str| {
        let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    if sorted(&a) == sorted(&b) {
        return Some("the same words in another order".to_owned());
    }
    if one.kind == EntityKind::Organisation || one.kind == EntityKind::Event {
        for (short, long) in [(one, two), (two, one)] {
            if super::names::is_acronym(&short.name) && initials(&long.name).as_deref() == Some(short.name.as_str()) {
                return Some(format!("`{}` are the initials of `{}`", short.name, long.name));
            }
        }
    }
    let joined = |name: &str| name.replace(' ', "");
    if joined(&a) == joined(&b) {
        return Some("the same letters, parted otherwise".to_owned());
    }
    if digits(&a) == digits(&b)
        && let Some(apart) = misspelt(&a, &b)
    {
        return Some(if apart == 1 { "one letter apart".to_owned() } else { format!("{apart} letters apart") });
    }
    if one.kind == EntityKind::Person { same_person(&a, &b) } else { None }
}

/// How many letters two names are apart in one word of the same beginning, all other words being equal. A word of five letters or more may be one
/// letter off, a long one two: `Internal` and `External`, `Iran` and `Iraq`, `Slovakia` and `Slovenia` are words of their own.
fn misspelt(a: &str, b: &str) -> Option<usize> {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let mut differ = a.iter().zip(&b).filter(|(one, two)| one != two);
    let (one, two) = differ.next().filter(|_| a.len() == b.len())?;
    let shorter = one.chars().count().min(two.chars().count());
    let most = match shorter {
        0..5 => return None,
        5..10 => 1,
        _ => 2,
    };
    if differ.next().is_some() || one.chars().next() != two.chars().next() {
        return None;
    }
    if swapped(one, two) {
        return Some(1);
    }
    Some(distance(one, two, most)).filter(|&apart| apart <= most)
}

/// Whether two words are one but for two letters side by side: `center`, `centre`.
fn swapped(one: &str, two: &str) -> bool {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    let at: Vec<usize> = (0..one.len().min(two.len())).filter(|&at| one[at] != two[at]).collect();
    one.len() == two.len() && matches!(at.as_slice(), [a, b] if a + 1 == *b && one[*a] == two[*b] && one[*b] == two[*a])
}

fn declared_distinct(one: &Term, two: &Term) -> bool {
    let names = one.file.iter().flat_map(|file| &file.matter.distinct_from).map(|name| folded(name));
    let of_two: BTreeSet<String> = std::iter::once(two.name.as_str()).chain(two.other_names()).map(folded).collect();
    names.into_iter().any(|name| of_two.contains(&name))
}

/// One surname, and first names that agree as far as they are given.
fn same_person(a: &str, b: &str) -> Option<String> {
    let (first_a, last_a) = a.rsplit_once(' ')?;
    let (first_b, last_b) = b.rsplit_once(' ')?;
    if last_a != last_b {
        return None;
    }
    let (a, b) = (first_a.split(' ').next()?, first_b.split(' ').next()?);
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    if a == b {
        Some("the same first and last name".to_owned())
    } else if initial(a, b) || initial(b, a) {
        Some("the same last name, and an initial that fits".to_owned())
    } else {
        None
    }
}

fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

/// The capitals that begin the words of a name: `International Organization for Migration` gives `IOM`. None for fewer than two.
fn initials(name: &str) -> Option<String> {
    let initials: String = name.split([' ', '-', '/']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    (initials.chars().count() >= 2).then_some(initials)
}

/// How many letters must be put in, taken out or replaced; more than `most` counts as `most + 1`.
fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(200).collect(), b.chars().take(200).collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            row.push((above[j] + usize::from(from != to)).min(above[j + 1] + 1).min(row[j] + 1));
        }
        if row.iter().min().is_none_or(|&least| least > most) {
            return most + 1;
        }
        above = row;
    }
    above[b.len()].min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{entity, organisation, term};
    use super::*;
    use crate::content::matter::EntityMatter;

    fn found(terms: &[Term]) -> Vec<String> {
        near(terms).into_iter().map(|near| near.why).collect()
    }

    #[test]
    fn names_that_may_be_one_are_told_with_the_reason() {
        let org = |name| organisation(name, None, &[]);
        assert_eq!(found(&[org("International Organization for Migration"), org("International Organisation for Migration")]), ["one letter apart"]);
        assert_eq!(found(&[org("IOM"), org("International Organization for Migration")]).len(), 1);
        assert_eq!(found(&[org("Border Police Kosovo"), org("Kosovo Border Police")]), ["the same words in another order"]);
        assert_eq!(found(&[org("Center for Border Studies"), org("Centre for Border Studies")]), ["one letter apart"]);
        assert_eq!(found(&[org("Interparliamentary Union"), org("Inter-Parliamentary Union")]), ["the same letters, parted otherwise"]);
        let person = |name| term(EntityKind::Person, name);
        assert_eq!(found(&[person("J. Douglas"), person("Jeremy Douglas")]).len(), 1);
    }

    #[test]
    fn names_that_share_a_word_are_not_near() {
        let org = |name| organisation(name, None, &[]);
        assert!(found(&[org("Royal Bank"), org("Royal Mail")]).is_empty());
        assert!(found(&[org("Ministry of External Affairs"), org("Ministry of Internal Affairs")]).is_empty());
        assert!(found(&[org("Government of Iran"), org("Government of Iraq")]).is_empty());
        assert!(found(&[org("Embassy of Slovakia"), org("Embassy of Slovenia")]).is_empty());
        assert!(found(&[term(EntityKind::Person, "Anna Douglas"), term(EntityKind::Person, "Jeremy Douglas")]).is_empty());
        assert!(found(&[term(EntityKind::Event, "Summit on Borders 2015"), term(EntityKind::Event, "Summit on Borders 2016")]).is_empty());
        let of = |country: &str| Term { country: Some(country.to_owned()), ..org("Ministry of Interior") };
        assert!(found(&[of("TH"), of("KH")]).is_empty());
    }

    #[test]
    fn what_a_file_declares_distinct_stays_so() {
        let mut one = organisation("International Organization for Migration", None, &[]);
        let matter = EntityMatter { distinct_from: vec!["International Organisation for Migration".to_owned()], ..EntityMatter::default() };
        one.file = Some(entity(EntityKind::Organisation, "x", matter).into());
        assert!(found(&[one, organisation("International Organisation for Migration", None, &[])]).is_empty());
    }
}
