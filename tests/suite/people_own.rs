//! Files move, seeds move, names are decided on: what a person did stays, and each article keeps its seed.

use crate::program::Archive;
use crate::support::{build, same};
use std::fs;

/// An article about a body that has two names, one of them with its acronym.
pub const MIGRATION: &str = "\
Migration centres open along the river

Bangkok (Thailand), 4 March 2015 - The International Organization for Migration (IOM) opened two centres along the river on Wednesday.

The centres give advice to workers before they leave. The UN Migration Agency (IOM) has run such centres elsewhere since 2009.

The Ministry of Labour of Thailand pays for the rooms. The centres will stay open for three years.
";

/// Another one, about customs.
pub const CUSTOMS: &str = "\
Customs officers learn to read containers

Vientiane (Lao PDR), 9 June 2015 - Forty officers learned to read pictures of containers this week. The World Customs Organization (WCO) sent two trainers.

The course was paid for by the International Organization for Migration (IOM). The next course will be held in Hanoi.
";

fn two() -> Archive {
    let archive = Archive::new();
    archive.write("seeds/migration.txt", MIGRATION);
    archive.write("seeds/customs.txt", CUSTOMS);
    build(&archive);
    archive
}

fn article(archive: &Archive, part: &str) -> String {
    let found: Vec<String> = archive.tree("content/articles").into_keys().filter(|path| path.contains(part)).collect();
    assert_eq!(found.len(), 1, "{part}: {found:?}");
    format!("content/articles/{}", found[0])
}

fn articles(archive: &Archive) -> usize {
    archive.tree("content/articles").len()
}

/// Says it with `--yes`, and expects it to be done.
fn decide(archive: &Archive, args: &[&str]) {
    let run = archive.run(&[args, &["--yes"]].concat());
    assert_eq!(run.code, 0, "{args:?}\n{}\n{}", run.out, run.err);
}

fn settled(archive: &Archive) {
    let site = archive.tree("public");
    let clean = Archive::empty();
    for part in ["dateline.toml", "seeds", "content"] {
        crate::support::copy(&archive.path(part), &clean, part);
    }
    build(&clean);
    same(&site, &clean.tree("public"), "public/, and a clean build");
    let content = archive.tree("content");
    let second = build(archive);
    assert_eq!((second.changed, second.written), (0, 0));
    same(&content, &archive.tree("content"), "content/ after another build");
}

#[test]
fn a_renamed_article_keeps_its_notes_its_edits_and_its_old_address() {
    let archive = two();
    let path = article(&archive, "migration");
    let text = archive.read(&path).replace("title: \"Migration centres", "title: \"Two centres");
    archive.write(&path, text);
    fs::rename(archive.path(&path), archive.path("content/articles/centres.md")).expect("a new name");
    archive.write("seeds/migration.txt", MIGRATION.replace("three years", "four years"));
    build(&archive);
    assert_eq!(articles(&archive), 2);
    let text = archive.read("content/articles/centres.md");
    assert!(text.contains("Two centres") && text.contains("four years"), "{text}");
    let old = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned();
    assert!(text.contains(&format!("aliases: [\"{old}\"]")), "{text}");
    assert!(archive.read(&format!("public/articles/{old}.html")).contains("centres.html"));
    assert!(archive.has("content/.findings/centres.json") && !archive.has(&format!("content/.findings/{old}.json")));
    settled(&archive);
    // What was ours before is still ours: the date follows the seed.
    archive.write("seeds/migration.txt", MIGRATION.replace("4 March", "5 March"));
    build(&archive);
    assert!(archive.read("content/articles/centres.md").contains("2015-03-05"));
}

#[test]
fn an_article_in_a_folder_of_its_own_is_followed_there() {
    let archive = two();
    let path = article(&archive, "migration");
    let moved = path.replace("articles/", "articles/2015/");
    fs::create_dir_all(archive.path("content/articles/2015")).expect("a folder");
    fs::rename(archive.path(&path), archive.path(&moved)).expect("moved");
    archive.write("seeds/migration.txt", MIGRATION.replace("three years", "four years"));
    build(&archive);
    assert!(!archive.has(&path) && archive.read(&moved).contains("four years"));
    settled(&archive);
}

#[test]
fn a_changed_address_leaves_the_old_one_working() {
    let archive = two();
    let path = article(&archive, "migration");
    let old = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned();
    let slug = |new: &str| archive.write(&path, archive.read(&path).replacen("\n---\n", &format!("\nslug: {new}\n---\n"), 1));
    slug("first");
    build(&archive);
    settled(&archive);
    archive.write(&path, archive.read(&path).replace("slug: first", "slug: second"));
    build(&archive);
    for address in [old.as_str(), "first"] {
        assert!(archive.read(&format!("public/articles/{address}.html")).contains("second.html"), "{address}");
    }
    settled(&archive);
    // An old address that a person takes out is not put back.
    archive.write(&path, archive.read(&path).replace(&format!("\"{old}\", "), ""));
    build(&archive);
    assert!(!archive.has(&format!("public/articles/{old}.html")) && archive.has("public/articles/first.html"));
    settled(&archive);
}

#[test]
fn a_seed_and_its_article_renamed_at_once_stay_together() {
    let archive = two();
    let path = article(&archive, "migration");
    fs::rename(archive.path(&path), archive.path("content/articles/centres.md")).expect("a new name");
    fs::rename(archive.path("seeds/migration.txt"), archive.path("seeds/1.txt")).expect("a new name");
    build(&archive);
    assert_eq!(articles(&archive), 2);
    assert!(archive.read("content/articles/centres.md").contains("seed: \"seeds/1.txt\""));
    settled(&archive);
}

#[test]
fn two_seeds_that_become_one_leave_both_articles_and_make_no_third() {
    let archive = two();
    let (one, other) = (archive.read(&article(&archive, "migration")), article(&archive, "customs"));
    // One text for both, then one file fewer.
    archive.write("seeds/customs.txt", MIGRATION);
    let run = archive.run(&["build", "--format", "json"]);
    assert!(run.problems().iter().any(|problem| problem["code"] == "seed-duplicate"), "{}", run.out);
    fs::remove_file(archive.path("seeds/customs.txt")).expect("one fewer");
    build(&archive);
    assert_eq!(articles(&archive), 2);
    assert_eq!(archive.read(&article(&archive, "migration")), one);
    // A person keeps one article: the other does not come back, whatever becomes of the seeds.
    fs::remove_file(archive.path(&other)).expect("one article");
    archive.write("seeds/customs.txt", CUSTOMS);
    build(&archive);
    assert_eq!(articles(&archive), 1);
    fs::rename(archive.path("seeds/customs.txt"), archive.path("seeds/again.txt")).expect("a new name");
    build(&archive);
    assert_eq!(articles(&archive), 1);
    settled(&archive);
}

#[test]
fn one_seed_in_two_copies_under_new_names_keeps_its_article_once() {
    let archive = two();
    let path = article(&archive, "customs");
    let edited = archive.read(&path).replace("title: \"Customs officers", "title: \"Officers");
    archive.write(&path, edited);
    build(&archive);
    fs::remove_file(archive.path("seeds/customs.txt")).expect("renamed");
    archive.write("seeds/a.txt", CUSTOMS);
    archive.write("seeds/b.txt", CUSTOMS);
    build(&archive);
    assert_eq!(articles(&archive), 3);
    assert!(archive.read(&path).contains("title: \"Officers") && archive.read(&path).contains("seed: \"seeds/a.txt\""));
    settled(&archive);
}

#[test]
fn an_incoming_version_a_person_works_on_is_saved_before_the_next_one() {
    let archive = two();
    let path = article(&archive, "migration");
    archive.write(&path, archive.read(&path).replace("advice to workers", "good advice to workers"));
    build(&archive);
    archive.write("seeds/migration.txt", MIGRATION.replace("advice to workers", "help to workers"));
    build(&archive);
    let beside = path.replace(".md", ".incoming.md");
    archive.write(&beside, archive.read(&beside) + "\nmy remark\n");
    archive.write("seeds/migration.txt", MIGRATION.replace("advice to workers", "counsel to workers"));
    build(&archive);
    assert!(archive.read(&beside).contains("counsel") && archive.read(&path).contains("good advice"));
    assert!(archive.tree(".dateline/undo").values().any(|bytes| String::from_utf8_lossy(bytes).contains("my remark")));
}

#[test]
fn merge_shows_first_then_writes_and_split_restores_content_to_the_byte() {
    let archive = two();
    let before = archive.tree("content");
    let merge = ["merge", "organisations", "WCO", "International Organization for Migration"];
    let shown = archive.run(&merge);
    assert_eq!(shown.code, 0, "{}", shown.err);
    for part in ["World Customs Organization", "1 article", "Customs officers learn", "organisations/world-customs-organization.html", "--yes"] {
        assert!(shown.out.contains(part) || shown.err.contains(part), "{part}\n{}{}", shown.out, shown.err);
    }
    same(&before, &archive.tree("content"), "content/ after a merge that was only shown");
    decide(&archive, &merge);
    build(&archive);
    let page = archive.read("public/organisations/international-organization-for-migration.html");
    assert!(page.contains("World Customs Organization"));
    assert!(archive.read("public/organisations/world-customs-organization.html").contains("international-organization-for-migration.html"));
    let listed = archive.run(&["list", "organisations", "--format", "json"]).json();
    let counts: Vec<(String, u64)> =
        listed.iter().map(|line| (line["name"].as_str().unwrap_or_default().to_owned(), line["articles"].as_u64().unwrap_or(0))).collect();
    assert!(counts.contains(&("International Organization for Migration".to_owned(), 2)), "{counts:?}");
    assert!(!counts.iter().any(|(name, _)| name.contains("Customs")), "{counts:?}");
    settled(&archive);
    decide(&archive, &["split", "organisations", "World Customs Organization"]);
    build(&archive);
    same(&before, &archive.tree("content"), "content/ after merge and split");
}

#[test]
fn names_of_people_places_tags_and_events_are_merged_alike() {
    let archive = Archive::new();
    for (slug, names) in [("a", "J. Douglas"), ("b", "Jeremy Douglas")] {
        let matter =
            format!("title: \"{slug}\"\npeople: [\"{names}\"]\ntags: [\"tag {slug}\"]\nplaces: [\"Place {slug}\"]\nevents: [\"Forum {slug}\"]");
        archive.write(&format!("content/articles/{slug}.md"), format!("---\n{matter}\n---\n"));
    }
    let before = archive.tree("content");
    let pairs =
        [("people", "J. Douglas", "Jeremy Douglas"), ("tags", "tag a", "tag b"), ("places", "Place a", "Place b"), ("events", "Forum a", "Forum b")];
    for (kind, from, into) in pairs {
        decide(&archive, &["merge", kind, from, into]);
        let listed = archive.run(&["list", kind, "--format", "json"]).json();
        assert_eq!((listed.len(), listed[0]["articles"].as_u64()), (1, Some(2)), "{listed:?}");
    }
    build(&archive);
    for (kind, from, _) in pairs {
        decide(&archive, &["split", kind, from]);
    }
    same(&before, &archive.tree("content"), "content/ after merges and splits");
}

#[test]
fn not_the_same_is_remembered_by_the_import() {
    let archive = two();
    let orgs = || -> Vec<String> {
        let listed = archive.run(&["list", "organisations", "--format", "json"]).json();
        listed.iter().map(|line| line["name"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert!(!orgs().contains(&"UN Migration Agency".to_owned()), "{:?}", orgs());
    decide(&archive, &["distinct", "organisations", "UN Migration Agency", "International Organization for Migration"]);
    build(&archive);
    assert!(orgs().contains(&"UN Migration Agency".to_owned()), "{:?}", orgs());
    let file = archive.read("content/organisations/international-organization-for-migration.md");
    assert!(file.contains("distinct_from: [\"UN Migration Agency\"]") && !file.contains("aliases"), "{file}");
    settled(&archive);
    let refused = archive.run(&["merge", "organisations", "UN Migration Agency", "IOM", "--yes"]);
    assert!(refused.code == 2 && refused.err.contains("names-distinct"), "{}", refused.err);
}

/// The archive of [`two`] with a date a person had typed, and a seed that says another one now.
fn proposed() -> (Archive, String) {
    let archive = two();
    let path = article(&archive, "migration");
    archive.write(&path, archive.read(&path).replace("date: \"2015-03-04\"", "date: \"2014-03\" # as on the copy"));
    build(&archive);
    archive.write("seeds/migration.txt", MIGRATION.replace("4 March", "5 March"));
    (archive, path)
}

#[test]
fn a_dry_run_shows_what_would_change_and_writes_nothing() {
    let (archive, path) = proposed();
    archive.write(
        "seeds/migration.txt",
        MIGRATION.replace("4 March", "5 March").replace("three years", "four years").replace("of Thailand pays", "pays"),
    );
    archive.write("more/new.txt", CUSTOMS.replace("Forty", "Fifty").replace("containers", "crates"));
    let before = (archive.tree("content"), archive.tree("seeds"));
    let run = archive.run(&["import", "--dry-run", "more/new.txt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for part in [
        path.as_str(),
        "-The Ministry",
        "+The Ministry",
        "+The Ministry of Labour pays",
        "(new)",
        "crates",
        "+ \"Ministry of Labour\"",
        "nothing is written",
    ] {
        assert!(run.out.contains(part) || run.err.contains(part), "{part}\n{}{}", run.out, run.err);
    }
    assert!(!run.out.contains("\n  date: \"2014-03\""), "a person's date is not on the list: {}", run.out);
    let json = archive.run(&["import", "-n", "--format", "json"]).json();
    assert!(
        json.iter().any(|line| line["file"] == path.as_str() && line["text"].as_str().is_some_and(|text| text.contains("four years"))),
        "{json:?}"
    );
    same(&before.0, &archive.tree("content"), "content/ after a dry run");
    same(&before.1, &archive.tree("seeds"), "seeds/ after a dry run");
}

#[test]
fn an_accepted_proposal_is_ours_again() {
    let (archive, path) = proposed();
    build(&archive);
    assert!(archive.read(&path).contains("date: \"2014-03\" # as on the copy"));
    let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned();
    let run = archive.run(&["import", "--accept", &stem, "date"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("date: \"2014-03\" → \"2015-03-05\""), "{}", run.out);
    assert!(archive.read(&path).contains("date: \"2015-03-05\" # as on the copy"), "{}", archive.read(&path));
    assert!(archive.tree(".dateline/undo").values().any(|bytes| String::from_utf8_lossy(bytes).contains("2014-03")));
    build(&archive);
    settled(&archive);
    archive.write("seeds/migration.txt", MIGRATION.replace("4 March", "6 March"));
    build(&archive);
    assert!(archive.read(&path).contains("2015-03-06"));
    let run = archive.run(&["import", "--accept", &stem, "date"]);
    assert!(run.code == 2 && run.err.contains("no-proposal"), "{}", run.err);
}

#[test]
fn a_proposal_that_was_turned_down_is_not_made_again_and_another_value_is() {
    let (archive, path) = proposed();
    build(&archive);
    let proposals = || archive.run(&["explain", &path, "--format", "json"]).json().into_iter().filter(|line| line.get("proposal").is_some()).count();
    assert_eq!(proposals(), 1);
    assert_eq!(archive.run(&["import", "--keep", &path, "date", "--dry-run"]).code, 0);
    assert_eq!(proposals(), 1);
    assert_eq!(archive.run(&["import", "--keep", &path, "date"]).code, 0);
    assert_eq!(proposals(), 0);
    build(&archive);
    settled(&archive);
    assert_eq!(proposals(), 0);
    assert!(archive.read(&path).contains("2014-03"));
    archive.write("seeds/migration.txt", MIGRATION.replace("4 March", "7 March"));
    build(&archive);
    assert_eq!(proposals(), 1);
}

#[test]
fn proposals_for_elements_of_lists_are_settled_alike() {
    let archive = Archive::new();
    let person = "Mr. Jeremy Douglas, UNODC Regional Representative, asked for common training and for agencies that talk to each other.";
    archive.write("seeds/customs.txt", format!("{CUSTOMS}\nThe United Nations Office on Drugs and Crime (UNODC) was there. {person}\n"));
    build(&archive);
    let path = article(&archive, "customs");
    let title = "title: \"Regional Representative\"";
    assert!(archive.read(&path).contains(title), "{}", archive.read(&path));
    archive.write(&path, archive.read(&path).replace(title, "title: \"Head of office\""));
    let notes = path.replace("articles/", ".findings/").replace(".md", ".json");
    // What an older program had written.
    archive.write(&notes, archive.read(&notes).replacen("\"title\": \"Regional Representative\"", "\"title\": \"Representative\"", 1));
    build(&archive);
    assert!(archive.read(&path).contains("Head of office"));
    let run = archive.run(&["import", "--accept", &path, "people"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(archive.read(&path).contains(title), "{}", archive.read(&path));
    build(&archive);
    settled(&archive);
}

#[test]
fn the_pages_of_a_publisher_and_of_years_lead_on_after_a_merge() {
    let archive = Archive::new();
    for (slug, source) in [("a", "Desk North"), ("b", "Desk South")] {
        archive.write(&format!("content/articles/{slug}.md"), format!("---\ntitle: \"{slug}\"\nsource: \"{source}\"\n---\n"));
    }
    build(&archive);
    assert!(archive.has("public/sources/desk-north.html"));
    decide(&archive, &["merge", "organisations", "Desk North", "Desk South"]);
    build(&archive);
    assert!(archive.read("public/sources/desk-north.html").contains("url=desk-south.html"));
    assert!(archive.read("public/organisations/desk-north.html").contains("url=desk-south.html"));
    assert!(!archive.has("public/organisations/desk-north/2015.html"));
}
