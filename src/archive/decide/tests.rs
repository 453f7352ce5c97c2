use super::*;
use crate::archive::testing::{arranged, article, org_ref};
use crate::base::report::Report;
use crate::content::codec::{read_article, read_entity};

const ORG: EntityKind = EntityKind::Organisation;

/// `content/` with two articles that name two bodies, and the files given.
fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree: Tree = files.iter().map(|(path, text)| (RelPath::known(path), text.as_bytes().to_vec())).collect();
    for (slug, name) in [("one", "Border Agency"), ("two", "Agency of Borders"), ("three", "Agency of Borders")] {
        let text = format!("---\ntitle: \"{slug}\"\norganisations: [\"{name}\"]\n---\n");
        tree.insert(RelPath::known(format!("content/articles/{slug}.md")), text.into_bytes());
    }
    tree
}

fn archive(tree: &Tree) -> Archive {
    let (mut articles, mut entities) = (Vec::new(), Vec::new());
    for (path, bytes) in tree.iter().filter(|(path, _)| !path.as_str().contains("/.merged/")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut report = Report::default();
        if path.folder() == "content/articles" {
            articles.extend(read_article(path, text, &mut report));
        } else {
            entities.extend(read_entity(path, ORG, text, &mut report));
        }
        assert_eq!(report.diagnostics, [], "{text}");
    }
    arranged(articles, entities, Vec::new()).0
}

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(&tree[&RelPath::known(path)]).unwrap()
}

fn merged(tree: &Tree, from: &str, into: &str) -> Result<Tree, Diagnostic> {
    let archive = archive(tree);
    merge(&archive, tree, find(&archive, ORG, from)?, find(&archive, ORG, into)?).map(|decision| decision.apply(tree))
}

fn count(tree: &Tree, name: &str) -> usize {
    let archive = archive(tree);
    archive.terms[find(&archive, ORG, name).unwrap()].mentions.len()
}

const FILES: &[(&str, &str)] = &[
    (
        "content/organisations/border-agency.md",
        "---\nname: \"Border Agency\" # as it signs\nacronym: BA\nformer:\n  - name: Frontier Office\n    until: 1999\nhomepage: https://ba.example\nmine: {x: 1}\n---\n\nWhat we know.\n",
    ),
    ("content/organisations/agency-of-borders.md", "---\nname: Agency of Borders\naliases:\n- AoB  # seen once\n# ours\nshelf: 7\n---\r\n"),
];

#[test]
fn a_merge_keeps_every_name_and_address_and_the_split_restores_every_byte() {
    for files in [FILES, &FILES[..1], &FILES[1..], &[]] {
        let before = tree(files);
        let after = merged(&before, "Border Agency", "Agency of Borders").unwrap();
        assert_eq!((count(&after, "Border Agency"), count(&after, "Agency of Borders")), (3, 3));
        let page = text(&after, "content/organisations/agency-of-borders.md");
        assert!(page.contains("border-agency") && page.contains("redirects"), "{page}");
        if files.len() == 2 {
            assert_eq!(count(&after, "BA"), 3);
            assert_eq!(count(&after, "Frontier Office"), 3);
            for kept in ["AoB  # seen once", "# ours", "shelf: 7", "https://ba.example", "What we know."] {
                assert!(page.contains(kept), "{kept}: {page}");
            }
            assert!(!after.contains_key(&RelPath::known(FILES[0].0)));
        }
        for name in ["Border Agency", "border-agency", "Agency of Borders"] {
            let again = split(&after, ORG, name).unwrap().apply(&after);
            assert_eq!(again, before, "{name}");
        }
        assert_eq!((count(&before, "Border Agency"), count(&before, "Agency of Borders")), (1, 2));
    }
}

#[test]
fn a_split_leaves_what_was_edited_since() {
    let before = tree(FILES);
    let mut after = merged(&before, "BA", "Agency of Borders").unwrap();
    let path = RelPath::known("content/organisations/agency-of-borders.md");
    let edited = text(&after, path.as_str()).replace("shelf: 7", "shelf: 8\nwikidata: Q1");
    after.insert(path.clone(), edited.into_bytes());
    let again = split(&after, ORG, "Border Agency").unwrap().apply(&after);
    let page = text(&again, path.as_str());
    assert!(page.contains("shelf: 8\nwikidata: Q1") && page.contains("AoB  # seen once"), "{page}");
    for gone in ["Border Agency", "Frontier Office", "border-agency", "ba.example", "What we know."] {
        assert!(!page.contains(gone), "{gone}: {page}");
    }
    assert_eq!(text(&again, FILES[0].0), FILES[0].1);
    assert_eq!((count(&again, "Border Agency"), count(&again, "Agency of Borders")), (1, 2));
}

#[test]
fn merges_on_merges_come_apart_in_any_order_that_makes_sense() {
    let mut before = tree(FILES);
    before.insert(RelPath::known("content/organisations/c.md"), b"---\nname: Third\n---\n".to_vec());
    let once = merged(&before, "Border Agency", "Agency of Borders").unwrap();
    let twice = merged(&once, "Agency of Borders", "Third").unwrap();
    assert_eq!(count(&twice, "Border Agency"), 3);
    assert!(text(&twice, "content/organisations/c.md").contains("border-agency"));
    let problem = split(&twice, ORG, "Border Agency").unwrap_err();
    assert!(problem.help.unwrap().contains("Agency of Borders"), "what has to be split first is named");
    let back = split(&twice, ORG, "Agency of Borders").unwrap().apply(&twice);
    assert_eq!(back, once);
    assert_eq!(split(&back, ORG, "Border Agency").unwrap().apply(&back), before);
}

#[test]
fn what_somebody_called_distinct_is_never_merged() {
    let before = tree(&[("content/organisations/x.md", "---\nname: Agency of Borders\ndistinct_from: [\"Border agency\"]\n---\n")]);
    for (from, into) in [("Border Agency", "Agency of Borders"), ("Agency of Borders", "Border Agency")] {
        assert_eq!(merged(&before, from, into).unwrap_err().code, "names-distinct");
    }
    let countries = tree(&[
        ("content/organisations/x.md", "---\nname: Agency of Borders\ncountry: TH\n---\n"),
        ("content/organisations/y.md", "---\nname: Border Agency\ncountry: KH\n---\n"),
    ]);
    assert_eq!(merged(&countries, "Border Agency", "Agency of Borders").unwrap_err().code, "names-distinct");
    assert_eq!(merged(&tree(&[]), "Border Agency", "border agency").unwrap_err().code, "names-one");
}

#[test]
fn not_the_same_is_written_once_and_can_free_an_alias() {
    let before = tree(&[]);
    let decide = |tree: &Tree| distinguish(&archive(tree), tree, ORG, "Border Agency", "Agency of Borders").unwrap().apply(tree);
    let after = decide(&before);
    assert_eq!(text(&after, "content/organisations/border-agency.md"), "---\nname: \"Border Agency\"\ndistinct_from: [\"Agency of Borders\"]\n---\n");
    assert_eq!(decide(&after), after);
    assert_eq!(merged(&after, "Agency of Borders", "Border Agency").unwrap_err().code, "names-distinct");
    let joined = tree(&[("content/organisations/x.md", "---\nname: Agency of Borders\naliases: [Border Agency, AoB]\n---\n")]);
    assert_eq!(count(&joined, "Border Agency"), 3);
    let freed = decide(&joined);
    assert_eq!((count(&freed, "Border Agency"), count(&freed, "Agency of Borders"), count(&freed, "AoB")), (1, 2, 2));
    let short = tree(&[("content/organisations/x.md", "---\nname: Agency of Borders\nacronym: AOB\n---\n")]);
    let freed = distinguish(&archive(&short), &short, ORG, "AOB", "Agency of Borders").unwrap().apply(&short);
    assert_eq!(text(&freed, "content/organisations/x.md"), "---\nname: Agency of Borders\ndistinct_from: [\"AOB\"]\n---\n");
}

#[test]
fn a_new_name_keeps_the_old_one_and_its_address() {
    let before = tree(&[]);
    let renamed = |tree: &Tree, new: Renaming| {
        let archive = archive(tree);
        rename(&archive, tree, find(&archive, ORG, "Border Agency").unwrap(), &new).map(|decision| decision.apply(tree))
    };
    let named = |name: &str| Renaming { name: name.to_owned(), ..Renaming::default() };
    let after = renamed(&before, named("Frontier Authority")).unwrap();
    assert_eq!(text(&after, "content/organisations/border-agency.md"), "---\nname: \"Frontier Authority\"\naliases: [\"Border Agency\"]\n---\n");
    let back = renamed(&after, named("Border Agency")).unwrap();
    assert_eq!(text(&back, "content/organisations/border-agency.md"), "---\nname: \"Border Agency\"\naliases: [\"Frontier Authority\"]\n---\n");
    let since = Renaming { until: crate::archive::testing::when("2004"), slug: Some("frontier".into()), ..named("Frontier Authority") };
    let after = renamed(&before, since).unwrap();
    let page = text(&after, "content/organisations/border-agency.md");
    assert!(page.contains("former:\n  - name: \"Border Agency\"\n    until: \"2004\"\n"), "{page}");
    assert!(page.contains("slug: frontier") && page.contains("redirects: [\"border-agency\"]"), "{page}");
    assert_eq!(count(&after, "Border Agency"), 1);
    assert_eq!(renamed(&before, named("agency of borders")).unwrap_err().code, "names-one");
}

#[test]
fn a_name_nobody_bears_is_asked_about() {
    let archive = archive(&tree(FILES));
    for (asked, meant) in [("Border Agenzy", "Border Agency"), ("Borders", "Agency of Borders")] {
        let problem = find(&archive, ORG, asked).unwrap_err();
        assert_eq!((problem.code, problem.help.unwrap()), ("no-name", format!("did you mean `{meant}`?")));
    }
    assert_eq!(split(&tree(FILES), ORG, "Border Agency").unwrap_err().code, "no-merge");
}

#[test]
fn a_name_that_bodies_of_two_countries_have_is_told_by_its_address() {
    let named = |slug: &str, country: &str| {
        let mut article = article(slug, "", "");
        let mut reference = org_ref("Ministry of Interior", "");
        reference.country = Some(country.to_owned());
        article.matter.organisations = vec![reference];
        article
    };
    let (archive, _) = arranged(vec![named("a", "TH"), named("b", "KH")], Vec::new(), Vec::new());
    let problem = find(&archive, ORG, "Ministry of Interior").unwrap_err();
    assert_eq!(problem.code, "name-ambiguous");
    let id = find(&archive, ORG, "ministry-of-interior-thailand").unwrap();
    assert_eq!(archive.terms[id].country.as_deref(), Some("TH"));
    let decision = rename(&archive, &Tree::new(), id, &Renaming { name: "Home Ministry".into(), ..Renaming::default() }).unwrap();
    assert!(matches!(&decision.changes[0], Change::Write(_, bytes) if String::from_utf8_lossy(bytes).contains("country: \"TH\"")));
}
