//! Archives that exist already: pages of other site generators become articles, with what their front matter states and every byte of their text.

use crate::program::Archive;
use crate::support::{build, same};

const BODY: &str = "\
Bangkok (Thailand) – The [International Organization for Migration](https://www.iom.int) (IOM) opened *two* centres on Wednesday.

> They give advice.

| a | b |
|---|---|
| 1 | 2 |

The Ministry of Labour of Thailand pays for the rooms.
";

const JEKYLL: &str = "---\nlayout: post\ntitle: \"Centres: two of them\"\ncategories: [migration]\ntags: centres river\nauthor: Jane Roe\nredirect_from: /old/centres.html\nteam: {desk: 2}\n---\n";
const HUGO: &str = "+++\ntitle = \"Centres by Hugo\"\ndate = 2016-03-04T10:00:00+07:00\ndescription = \"What it is\"\nweight = 3\norganisations = [\"Border Agencies Network\"]\n+++\n";

fn archive() -> Archive {
    let archive = Archive::new();
    archive.write("old/_posts/2015-03-04-centres.md", format!("{JEKYLL}{BODY}"));
    archive.write("old/post/hugo/index.md", format!("{HUGO}{BODY}"));
    let run = archive.run(&["import", "old"]);
    assert_eq!(run.code, 0, "{}", run.err);
    archive
}

fn text_of(article: &str) -> &str {
    article.split_once("\n---\n\n").map_or("", |(_, body)| body)
}

#[test]
fn known_keys_are_mapped_the_others_and_the_text_are_kept() {
    let archive = archive();
    let (jekyll, hugo) = (archive.read("content/articles/centres.md"), archive.read("content/articles/hugo.md"));
    assert_eq!(text_of(&jekyll), BODY);
    assert_eq!(text_of(&hugo), BODY);
    for line in [
        "title: \"Centres: two of them\"",
        "date: \"2015-03-04\"",
        "authors: [\"Jane Roe\"]",
        "tags: [\"migration\", \"centres\", \"river\"]",
        "aliases: [\"/old/centres.html\"]",
        "layout: \"post\"",
        "team:",
        "International Organization for Migration",
        "seed: \"seeds/_posts/2015-03-04-centres.md\"",
    ] {
        assert!(jekyll.contains(line), "{line}\n{jekyll}");
    }
    for line in ["date: \"2016-03-04\"", "summary: \"What it is\"", "weight: 3", "Border Agencies Network", "Ministry of Labour"] {
        assert!(hugo.contains(line), "{line}\n{hugo}");
    }
    build(&archive);
    assert!(archive.has("public/old/centres.html"));
    assert!(archive.read("public/articles/hugo.html").contains("<table"));
    let before = archive.tree("content");
    assert_eq!(build(&archive).changed, 0);
    same(&before, &archive.tree("content"), "content/ after another build");
    let explained = archive.run(&["explain", "centres"]).out;
    assert!(explained.contains("2015-03-04  (certain, not measured, meta, chosen)") && explained.contains("categories: [migration]"), "{explained}");
}

#[test]
fn what_a_person_does_with_such_an_article_stays() {
    let archive = archive();
    let path = "content/articles/centres.md";
    let edited = archive.read(path).replace("\"migration\", ", "").replace("layout: \"post\"\n", "").replace("They give", "They gave");
    archive.write(path, &edited);
    build(&archive);
    assert_eq!(archive.read(path), edited);
    let seed = archive.read("seeds/_posts/2015-03-04-centres.md");
    archive.write("seeds/_posts/2015-03-04-centres.md", seed.replace("two of them", "all of them").replace("pays for", "pays for all"));
    build(&archive);
    let text = archive.read(path);
    for part in ["all of them", "pays for all", "They gave"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("\"migration\"") && !text.contains("layout"), "{text}");
}

#[test]
fn an_article_in_toml_is_edited_in_toml() {
    let archive = Archive::new();
    let seed = "Centres open along the river\n\nBangkok (Thailand), 4 March 2015 - The International Organization for Migration (IOM) opened two centres on Wednesday.\n";
    archive.write("seeds/a.txt", seed);
    let path = "content/articles/centres-open-along-the-river.md";
    build(&archive);
    // A person rewrites the front matter as TOML, with a comment and a key of their own, and changes one field.
    let toml = "+++\n# by hand\ntitle = 'My own title'\ndate = \"2015-03-04\" # checked\nlanguage = \"en\"\nshelf = { row = 2 }\norganisations = [\n  \"International Organization for Migration\", # them\n]\nseed = \"seeds/a.txt\"\n+++\n\n";
    let body = text_of(&archive.read(path)).to_owned();
    archive.write(path, format!("{toml}{body}"));
    build(&archive);
    assert_eq!(archive.read(path), format!("{toml}{body}"));
    archive.write("seeds/a.txt", seed.replace("4 March", "5 March") + "\nThe World Customs Organization (WCO) sent a trainer.\n");
    build(&archive);
    let text = archive.read(path);
    for part in
        ["+++\n# by hand\ntitle = 'My own title'\n", "date = \"2015-03-05\" # checked", "shelf = { row = 2 }", "# them", "World Customs Organization"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("---"), "{text}");
    assert_eq!(build(&archive).changed, 0);
}

#[test]
fn front_matter_that_cannot_be_read_costs_the_front_matter() {
    let archive = Archive::new();
    archive.write("seeds/a.md", format!("---\ntitle: Centres\ntags: [a\n---\n{BODY}"));
    let run = archive.run(&["import", "--format", "json"]);
    assert!(run.problems().iter().any(|problem| problem["code"] == "seed-matter"), "{}", run.out);
    assert!(archive.tree("content/articles").len() == 1);
}
