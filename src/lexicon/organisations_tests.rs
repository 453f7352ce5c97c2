//! Tests of [`super`].

use super::super::table::tests::check_list;
use super::*;
use crate::lexicon::table::rows;

fn found(text: &str) -> Vec<(&'static str, &str, OrgForm)> {
    static LIST: std::sync::LazyLock<Organisations> = std::sync::LazyLock::new(Organisations::default);
    LIST.find(text).into_iter().map(|hit| (LIST.rows[hit.entry].name, hit.span.of(text), hit.form)).collect()
}

fn names(text: &str) -> Vec<&str> {
    found(text).into_iter().map(|(_, surface, _)| surface).collect()
}

#[test]
fn the_list_is_whole() {
    let text = include_str!("data/organisations.tsv");
    check_list(text, 1, 7, &[0]);
    let list = Organisations::default();
    assert_eq!(list.rows.len(), rows(text, 7).len());
    assert!(list.rows.len() >= 1000, "{}", list.rows.len());
    let count = |kind: Kind| list.rows.iter().filter(|entry| entry.kind == kind).count();
    assert!(count(Kind::Igo) >= 100 && count(Kind::Ngo) >= 100 && count(Kind::Media) >= 100 && count(Kind::Mission) >= 30);
    let all: BTreeSet<&str> = list.rows.iter().map(|entry| entry.name).collect();
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for entry in &list.rows {
        assert!(entry.kind.is_organisation(), "{}", entry.name);
        assert!(entry.parent.is_none_or(|parent| all.contains(parent) && parent != entry.name), "{}: no such parent", entry.name);
        assert!(entry.country.is_none_or(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())), "{}", entry.name);
        let printed: Vec<&str> = std::iter::once(entry.name).chain(entry.acronym).chain(entry.aliases.iter().copied()).collect();
        let once: BTreeSet<&str> = printed.iter().copied().collect();
        assert_eq!(once.len(), printed.len(), "{}: the same form twice", entry.name);
        for form in printed {
            assert!(!form.contains(['~', '\t', '\'']) && form.trim() == form, "{form}");
            if Some(form) != entry.acronym && !is_acronym(form) {
                let owner = *owners.entry(fold_name(form)).or_insert(entry.name);
                assert_eq!(owner, entry.name, "{form} names two organisations");
            }
        }
    }
}

#[test]
fn names_and_acronyms_are_looked_up() {
    let list = Organisations::default();
    assert_eq!(list.by_name("the international organisation for migration").unwrap().acronym, Some("IOM"));
    assert_eq!(list.by_name("Médecins sans frontières").unwrap().acronym, Some("MSF"));
    assert_eq!(list.by_name("Medecins Sans Frontieres").unwrap().acronym, Some("MSF"));
    assert_eq!(list.by_name("UN Refugee Agency").unwrap().acronym, Some("UNHCR"));
    assert_eq!(list.by_name("US State Department").unwrap().country, Some("US"));
    assert!(list.by_name("Senate").unwrap().generic && list.by_name("Senate").unwrap().country.is_none());
    assert!(list.by_name("Ministry of Silly Walks").is_none() && list.by_name("").is_none());
    let name = |acronym: &str| list.by_acronym(acronym).iter().map(|entry| entry.name).collect::<Vec<_>>();
    assert_eq!(name("OIM"), ["International Organization for Migration"]);
    assert_eq!(name("ONU"), ["United Nations"]);
    assert_eq!(name("OTAN"), ["North Atlantic Treaty Organization"]);
    assert_eq!(name("ONUDC"), ["United Nations Office on Drugs and Crime"]);
    assert_eq!(name("DRC"), ["Danish Refugee Council"]);
    assert_eq!(name("Frontex"), ["European Border and Coast Guard Agency"]);
    assert!(name("AUC").len() == 2 && name("oim").is_empty() && name("").is_empty());
    assert!(list.by_acronym("DRC")[0].is_weak("DRC"));
}

#[test]
fn names_in_a_text_longest_first_at_word_boundaries() {
    assert_eq!(
        found("The International Organization for Migration (IOM) and the United Nations Office on Drugs and Crime met UNHCR’s staff."),
        [
            ("International Organization for Migration", "International Organization for Migration", OrgForm::Name),
            ("International Organization for Migration", "IOM", OrgForm::Acronym),
            ("United Nations Office on Drugs and Crime", "United Nations Office on Drugs and Crime", OrgForm::Name),
            ("United Nations High Commissioner for Refugees", "UNHCR", OrgForm::Acronym),
        ]
    );
    assert_eq!(names("the World Bank Group and the World Bank"), ["World Bank Group", "World Bank"]);
    assert_eq!(names("UN-Habitat, UN Women and the UN"), ["UN-Habitat", "UN Women", "UN"]);
    assert_eq!(names("IOMs, SIOM and Unions"), [""; 0]);
    assert_eq!(names("l’OIM et l'UNICEF"), ["OIM", "UNICEF"]);
    assert_eq!(names("Save the Children and the UN Children's Fund"), ["Save the Children", "UN Children's Fund"]);
    assert_eq!(names("World Health\nOrganization"), ["World Health\nOrganization"]);
    assert_eq!(names("Fonds des Nations Unies pour l'enfance"), ["Fonds des Nations Unies pour l'enfance"]);
    assert_eq!(names(""), [""; 0]);
}

#[test]
fn capitals_decide() {
    assert_eq!(names("they save the children and a world bank of data; who said so? amnesty for all"), [""; 0]);
    assert_eq!(names("THE WORLD HEALTH ORGANIZATION WARNS"), ["WORLD HEALTH ORGANIZATION"]);
    assert_eq!(names("PEOPLE WHO FLEE AND THE IOM"), ["IOM"]);
    assert_eq!(names("THE PACE OF INTERACTION"), [""; 0]);
    assert_eq!(names("PACE adopted a resolution; InterAction agreed; Interaction helps"), ["PACE", "InterAction"]);
    assert_eq!(names("The WHO said"), ["WHO"]);
    assert_eq!(names("GREENPEACE protests"), ["GREENPEACE"]);
    assert_eq!(names("as the Guardian reported"), ["Guardian"]);
    assert_eq!(names("The Guardian reported"), ["The Guardian"]);
    assert_eq!(names("the East African Community; The East African reports"), ["East African Community", "The East African"]);
    assert_eq!(names("the Guardian Council, the Times Square"), [""; 0]);
    assert_eq!(names("a guardian reported"), [""; 0]);
    assert_eq!(names("HEALTH CARE and child care; CARE International"), ["CARE International"]);
    assert_eq!(
        names("Organisation mondiale de la Santé, Organización Mundial de la Salud"),
        ["Organisation mondiale de la Santé", "Organización Mundial de la Salud"]
    );
}

#[test]
fn one_acronym_of_two_bodies_names_both() {
    let list = Organisations::default();
    let hits = list.find("The AUC hosted it");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].rivals.len(), 1);
}

#[test]
fn acronyms_are_told_by_their_capitals() {
    for acronym in ["IOM", "AfDB", "UNICEF", "eu-LISA", "KfW", "G20", "AUDA-NEPAD"] {
        assert!(is_acronym(acronym), "{acronym}");
    }
    for name in ["Frontex", "McKinsey", "UN Women", "Oxfam", "WaterAid", "A"] {
        assert!(!is_acronym(name), "{name}");
    }
}
