//! Tags that stay: one more article changes no tag of the others. `benches/stable_tags.rs` measures it with a thousand.

use crate::topics::{Numbers, article};
use dateline::base::path::RelPath;
use dateline::base::tree::{Change, Tree};
use dateline::content::codec::{self, Kind};
use dateline::intake::phrases::PATH;
use dateline::intake::{self, Input};
use dateline::lexicon::Lexicon;
use serde_json::Value;
use std::collections::BTreeMap;

/// Imports the seeds into the content.
fn import(seeds: &Tree, content: &mut Tree) {
    let outcome = intake::run(&Input { seeds, content, lexicon: Lexicon::built_in() });
    for change in outcome.changes {
        match change {
            Change::Write(path, bytes) => content.insert(path, bytes),
            Change::Delete(path) => content.remove(&path),
        };
    }
}

fn tags(content: &Tree) -> BTreeMap<String, Vec<Value>> {
    let articles = content.iter().filter(|(path, _)| path.folder() == "content/articles");
    let tags = articles.map(|(path, bytes)| {
        let fields = codec::fields(std::str::from_utf8(bytes).expect("text"), Kind::Article).expect("front matter");
        (path.to_string(), fields.get("tags").and_then(Value::as_array).cloned().unwrap_or_default())
    });
    tags.collect()
}

#[test]
fn one_more_article_changes_no_tag_of_the_others() {
    let mut numbers = Numbers::new(3);
    let mut next = 0;
    let mut add = |seeds: &mut Tree| {
        next += 1;
        seeds.insert(RelPath::known(format!("seeds/{next:03}.txt")), article(&mut numbers).into_bytes());
    };
    let (mut seeds, mut content) = (Tree::new(), Tree::new());
    for _ in 0..40 {
        add(&mut seeds);
    }
    import(&seeds, &mut content);
    let phrases = content[&RelPath::known(PATH)].clone();
    assert!(tags(&content).values().filter(|tags| !tags.is_empty()).count() >= 20, "there is something to keep");
    for _ in 0..6 {
        let before = tags(&content);
        add(&mut seeds);
        import(&seeds, &mut content);
        let mut after = tags(&content);
        after.retain(|path, _| before.contains_key(path));
        assert_eq!(after, before);
    }
    let grown = content[&RelPath::known(PATH)].clone();
    assert_ne!(grown, phrases, "the new articles have phrases too");

    // The file is a convenience: without it, or with a broken one, the same phrases are chosen as for a new archive, and the next run agrees.
    let mut lost = content.clone();
    lost.remove(&RelPath::known(PATH));
    let mut broken = content.clone();
    broken.insert(RelPath::known(PATH), b"<<<<<<< ours".to_vec());
    for tree in [&mut lost, &mut broken] {
        import(&seeds, tree);
        let once = tree.clone();
        import(&seeds, tree);
        assert_eq!(*tree, once, "a second run changes nothing");
    }
    assert_eq!(lost, broken);
}
