use super::*;
use crate::archive::testing::{arranged, article, entity, org_ref};
use crate::base::tree::Tree;
use crate::config::Settings;
use crate::content::article::Article;
use crate::content::entity::Entity;
use crate::content::matter::{EntityKind, EntityMatter, FormerName};
use crate::edition::plan::plan;
use crate::edition::{PageKind, Theme};
use crate::lexicon::Lexicon;
use std::collections::BTreeMap;

/// Many articles with words of their own: `word17` in the article of this number alone, `every` in all.
fn many() -> Vec<Article> {
    let of = |n: usize| {
        let mut one = article(&format!("a{n}"), &format!("{}-{:02}-{:02}", 2000 + n % 17, n % 12 + 1, n % 28 + 1), "");
        one.matter.format = Some("report".to_owned());
        one.matter.organisations = vec![org_ref("Office of Borders", "")];
        one.body = format!("It has word{n} and every word. Second sentence with {}.", "filler ".repeat(n % 5));
        one
    };
    (0..300).map(of).collect()
}

fn shards(articles: Vec<Article>, entities: Vec<Entity>) -> BTreeMap<String, String> {
    let archive = arranged(articles, entities, Vec::new()).0;
    let settings = Settings::default();
    let (theme, _) = Theme::new(&Tree::new(), &settings);
    let edition = plan(&archive, &theme, &settings, Lexicon::built_in(), &Tree::new());
    let pages = edition.pages().iter().filter(|page| matches!(page.kind, PageKind::Shard(_)));
    pages.map(|page| (page.path.to_string(), String::from_utf8(edition.render(page).expect("a shard")).expect("UTF-8"))).collect()
}

fn different(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    let all = before.keys().chain(after.keys()).collect::<std::collections::BTreeSet<_>>();
    all.into_iter().filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}

/// What a shard hands over.
fn data(shards: &BTreeMap<String, String>, name: &str) -> Value {
    let text = &shards[&format!("search/{name}.js")];
    let data = text.strip_prefix(&format!("datelineSearch(\"{name}\",")).and_then(|rest| rest.strip_suffix(");\n"));
    serde_json::from_str(data.unwrap_or_else(|| panic!("{text}"))).expect("JSON")
}

#[test]
fn every_word_is_in_the_file_it_is_looked_for_in() {
    let shards = shards(many(), Vec::new());
    let manifest = data(&shards, "manifest");
    let of = &manifest["words"];
    let files = usize::try_from(of["files"].as_u64().expect("a number")).expect("few");
    let cuts = of["cuts"].as_array().expect("a list");
    // As the script does it.
    let file = |word: &str| {
        let mut group = String::new();
        for letter in word.chars() {
            if cuts.iter().any(|cut| cut == group.as_str()) {
                group.push(letter);
            }
        }
        format!("words/{:x}", groups::hash(&group) as usize & (files - 1))
    };
    for word in ["every", "word17", "word299", "a17", "borders", "office"] {
        assert!(data(&shards, &file(word)).get(word).is_some(), "{word}");
    }
    let lists = data(&shards, &file("borders"))["borders"].as_str().expect("a text").to_owned();
    assert!(lists.starts_with('.') && !lists.ends_with('.'), "names come second, and nothing follows: {lists}");
}

#[test]
fn an_edit_changes_the_files_of_its_words_alone() {
    let before = shards(many(), Vec::new());
    let mut articles = many();
    articles[17].body = articles[17].body.replace("word17", "zebra");
    let after = shards(articles, Vec::new());
    let changed = different(&before, &after);
    assert!(changed.iter().filter(|path| path.starts_with("search/words/")).count() <= 2, "{changed:?}");
    assert_eq!(changed.iter().filter(|path| path.starts_with("search/articles/")).count(), 1, "{changed:?}");
    assert!(changed.len() <= 4, "{changed:?}");
}

#[test]
fn a_new_article_leaves_other_articles_files_alone() {
    let before = shards(many(), Vec::new());
    let mut articles = many();
    articles.push(article("new", "2003-04-11", ""));
    let changed = different(&before, &shards(articles, Vec::new()));
    let of_articles = changed.iter().filter(|path| path.starts_with("search/articles/")).count();
    assert!(of_articles <= 5, "{changed:?}");
    assert!(changed.iter().all(|path| !path.starts_with("search/names/")), "{changed:?}");
}

#[test]
fn entities_are_found_by_every_name_they_have_or_had() {
    let matter = EntityMatter {
        name: Some("Office for Borders".to_owned()),
        acronym: Some("OfB".to_owned()),
        aliases: vec!["Bureau des frontières".to_owned()],
        hidden: vec!["Borderoffice".to_owned()],
        former: vec![FormerName { name: "Customs Desk".to_owned(), ..FormerName::default() }],
        ..EntityMatter::default()
    };
    let shards = shards(many(), vec![entity(EntityKind::Organisation, "office", matter)]);
    let names = shards.iter().filter(|(path, _)| path.starts_with("search/names/")).map(|(_, text)| text.as_str()).collect::<String>();
    let entry = r#"["Office for Borders",0,"organisations/office.html",0,["Bureau des frontières","Customs Desk","OfB"],["Borderoffice"]]"#;
    assert!(names.contains(entry), "{names}");
}

#[test]
fn what_is_shown_of_an_article_cannot_leave_its_script() {
    let mut one = article("a", "2015-08-26", "");
    one.matter.title = Some("</script><img src=x>\u{2028}\"); alert(1); (\"".to_owned());
    one.body = "First </script> sentence. Second one.".to_owned();
    let shards = shards(vec![one], Vec::new());
    let (path, text) = shards.iter().find(|(path, _)| path.starts_with("search/articles/")).expect("a shard");
    assert!(!text.contains(['<', '\u{2028}']), "{text}");
    let shown = data(&shards, path.trim_start_matches("search/").trim_end_matches(".js"));
    assert_eq!(shown["sentences"][1], "Second one.");
    assert_eq!(shown["href"], "articles/a.html");
    assert_eq!(shown["date"], "26 August 2015");
}

#[test]
fn an_empty_archive_has_an_index() {
    let shards = shards(Vec::new(), Vec::new());
    assert_eq!(data(&shards, "manifest")["articles"], 0);
    assert!(shards.len() > 10);
}
