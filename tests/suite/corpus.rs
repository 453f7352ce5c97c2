//! The articles that measurements are made with: the same each time, as long as they are said to be, and read without a complaint.

#[path = "../../benches/corpus/mod.rs"]
mod articles;

use crate::program::Archive;
use articles::Corpus;
use std::collections::BTreeMap;

#[test]
fn an_article_depends_on_its_number_alone() {
    let (one, other) = (Corpus::new(), Corpus::new());
    for number in [0, 7, 999_999] {
        assert_eq!(one.content(number), other.content(number));
        assert_eq!(one.seed(number), other.seed(number));
    }
    assert_ne!(one.content(1).text, one.content(2).text);
}

#[test]
fn articles_have_the_size_and_the_spread_that_is_promised() {
    let corpus = Corpus::new();
    let mut tags = BTreeMap::new();
    let (mut raw, mut code) = (0, 0);
    for number in 0..400 {
        raw += corpus.seed(number).text.len();
        let text = corpus.content(number).text;
        let (front, body) = text.split_once("\n---\n").expect("front matter");
        let words = body.split_whitespace().count();
        assert!((480..=760).contains(&words), "{number}: {words} words");
        code += usize::from(body.contains("\n```\n"));
        let line = front.lines().find_map(|line| line.strip_prefix("tags: ")).expect("tags");
        for tag in serde_json::from_str::<Vec<String>>(line).expect("a list") {
            *tags.entry(tag).or_insert(0) += 1;
        }
    }
    assert!((3800..=4300).contains(&(raw / 400)), "{} bytes on average", raw / 400);
    assert_eq!(code, 20);
    let mut often: Vec<usize> = tags.into_values().collect();
    often.sort_unstable_by(|one, other| other.cmp(one));
    assert!(often.len() > 200 && often[0] > 4 * often[9], "{often:?}");
}

#[test]
fn a_site_is_made_of_them_without_a_complaint() {
    let archive = Archive::empty();
    Corpus::new().write_content(archive.root(), 60).expect("written");
    let run = archive.run(&["build", "--format", "json"]);
    assert!(run.code == 0 && run.out.lines().count() == 1, "{}{}", run.out, run.err);

    let archive = Archive::empty();
    Corpus::new().write_seeds(archive.root(), 12).expect("written");
    let run = archive.run(&["import"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(std::fs::read_dir(archive.root().join("content/articles")).expect("a folder").count(), 12);
}
