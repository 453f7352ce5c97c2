//! One story from the first import to the last rename: after each step everything a person did is still there.

use crate::program::Archive;
use crate::support::{build, copy, repository};
use std::fs;

/// Three of the example texts: a conference without a year, a meeting that spells out an acronym, an opinion.
const SEEDS: [&str; 3] = ["border-management-and-identity-conference.txt", "asean-border-security-bangkok.txt", "no-two-borders-alike.txt"];

/// Changes a file by one replacement that has to fit.
fn replace(archive: &Archive, path: &str, from: &str, to: &str) {
    let text = archive.read(path);
    assert!(text.contains(from), "no {from:?} in {path}:\n{text}");
    archive.write(path, text.replacen(from, to, 1));
}

/// What a person did so far, as signs that have to be in the file, and others that must not.
#[derive(Default)]
struct Done {
    there: Vec<String>,
    gone: Vec<String>,
}

impl Done {
    fn check(&self, archive: &Archive, path: &str, step: &str) {
        let text = archive.read(path);
        for sign in &self.there {
            assert!(text.contains(sign.as_str()), "{sign:?} is lost after {step}:\n{text}");
        }
        for sign in &self.gone {
            assert!(!text.contains(sign.as_str()), "{sign:?} is back after {step}:\n{text}");
        }
    }
}

fn counts(archive: &Archive, name: &str) -> u64 {
    let listed = archive.run(&["list", "organisations", "--format", "json"]).json();
    let found: Vec<u64> = listed.iter().filter(|line| line["name"] == name).filter_map(|line| line["articles"].as_u64()).collect();
    assert_eq!(found.len(), 1, "{name}: {listed:?}");
    found[0]
}

#[test]
fn everything_a_person_did_is_there_after_each_step() {
    let archive = Archive::new();
    for seed in SEEDS {
        copy(&repository().join("seeds").join(seed), &archive, &format!("seeds/{seed}"));
    }
    build(&archive);
    let seed = format!("seeds/{}", SEEDS[0]);
    let articles: Vec<String> = archive.tree("content/articles").into_keys().map(|name| format!("content/articles/{name}")).collect();
    assert_eq!(articles.len(), 3);
    let mut path = articles.iter().find(|path| archive.read(path).contains(&seed)).expect("its article").clone();
    let mut notes = path.replace("articles/", ".findings/").replace(".md", ".json");
    let mut done = Done::default();

    // An older program had found less: another place, one person fewer, no tags. The file and its notes agree on that.
    let (text, older) = (archive.read(&path), archive.read(&notes));
    assert!(text.contains("place: \"Bangkok, Thailand\""), "{text}");
    archive.write(&path, text.replace("place: \"Bangkok, Thailand\"", "place: \"Bangkok\""));
    archive.write(&notes, older.replacen("\"place\": \"Bangkok, Thailand\"", "\"place\": \"Bangkok\"", 1));

    // A title.
    let title = archive.read(&path).lines().find(|line| line.starts_with("title:")).expect("a title").to_owned();
    replace(&archive, &path, &title, "title: \"The sixth conference: our name for it\" # shorter");
    done.there.push("title: \"The sixth conference: our name for it\" # shorter".into());
    // A person out, an organisation in, by its acronym.
    replace(&archive, &path, "  - name: \"Greg Pote\"\n    title: \"Chairman\"\n    of: \"Asia Pacific Smart Card Association\"\n", "");
    done.gone.push("Greg Pote\"".into());
    replace(&archive, &path, "organisations:\n", "organisations:\n  - \"UNODC\"\n");
    done.there.push("  - \"UNODC\"\n".into());
    // A comment, a key of their own, a paragraph.
    replace(&archive, &path, "\n---\n", "\n# seen in print\nshelf: {room: 'B', row: 12}\n---\n");
    done.there.extend(["# seen in print\n".into(), "shelf: {room: 'B', row: 12}\n".into()]);
    let text = archive.read(&path);
    let paragraph = text.lines().rfind(|line| line.len() > 80 && !line.starts_with(' ')).expect("a paragraph").to_owned();
    replace(&archive, &path, &paragraph, "What was said at the end we have written anew, in *our* words.");
    done.there.push("What was said at the end we have written anew, in *our* words.".into());
    done.gone.push(paragraph.clone());

    build(&archive);
    done.check(&archive, &path, "the first build");
    // The rules are newer now: what nobody touched follows them.
    assert!(archive.read(&path).contains("place: \"Bangkok, Thailand\""), "{}", archive.read(&path));
    assert_eq!(counts(&archive, "United Nations Office on Drugs and Crime"), 2, "the acronym leads to the body another article spells out");

    // The seed changes, elsewhere.
    let first = archive.read(&seed);
    archive.write(&seed, first.replacen("Bangkok", "Krung Thep", 1) + "\nA list of those who came is kept at the desk.\n");
    build(&archive);
    done.check(&archive, &path, "the seed's change");

    // The seed changes in the very paragraph.
    let words: Vec<&str> = paragraph.split(' ').skip(2).take(3).collect();
    assert!(archive.read(&seed).contains(&words.join(" ")) || archive.read(&seed).contains(words[0]), "{words:?}");
    archive.write(&seed, archive.read(&seed).replace(words[0], "indeed"));
    build(&archive);
    done.check(&archive, &path, "a change of the same words");

    // The rules change: what an older program had noted differs from the file and from what is found now.
    let text = archive.read(&notes);
    archive.write(&notes, text.replace("\"title\": \"Sixth", "\"title\": \"The Sixth").replace("\"edition\": 6", "\"edition\": 5"));
    build(&archive);
    done.check(&archive, &path, "an upgrade");

    // The article gets another name.
    let renamed = "content/articles/sixth.md".to_owned();
    fs::rename(archive.path(&path), archive.path(&renamed)).expect("renamed");
    let old = path.rsplit('/').next().unwrap_or_default().replace(".md", ".html");
    (path, notes) = (renamed, "content/.findings/sixth.json".to_owned());
    build(&archive);
    done.check(&archive, &path, "a rename");
    assert!(archive.has(&notes) && archive.read(&format!("public/articles/{old}")).contains("sixth.html"));
    assert_eq!(archive.tree("content/articles").keys().filter(|name| !name.ends_with(".incoming.md")).count(), 3);

    // The notes are lost, and then the seed changes again.
    fs::remove_dir_all(archive.path("content/.findings")).expect("the notes");
    build(&archive);
    done.check(&archive, &path, "the loss of the notes");
    archive.write(&seed, archive.read(&seed) + "\nAnd a photograph of the hall.\n");
    build(&archive);
    done.check(&archive, &path, "a change after the loss");

    // Two names become one, and two again.
    let merge = ["merge", "organisations", "UNODC", "Asia Pacific Smart Card Association", "--yes"];
    let before = archive.tree("content");
    assert_eq!(archive.run(&merge).code, 0);
    assert_eq!(archive.run(&["split", "organisations", "United Nations Office on Drugs and Crime", "--yes"]).code, 0);
    crate::support::same(&before, &archive.tree("content"), "content/ after merge and split");
    done.check(&archive, &path, "merge and split");

    let content = archive.tree("content");
    assert_eq!(build(&archive).changed, 0);
    crate::support::same(&content, &archive.tree("content"), "content/ after one more build");
}
