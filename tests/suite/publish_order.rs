//! No link dangles at any moment of a publish: each operation is recorded, every beginning of the record is applied to what was online before,
//! and the result is walked.
//!
//! What is promised: whatever was online before, and every page that can be reached from it, leads to nothing that is missing. A page that is
//! new and not linked from anywhere yet may lead to another that comes a moment later. Once removals begin everything that stays is
//! new, and only pages that are about to go may lead to others that have gone.

use crate::crawl::targets;
use crate::program::Archive;
use crate::support::{build, example};
use dateline::base::path::RelPath;
use dateline::publish::local::Local;
use dateline::publish::manifest::{Manifest, NAME};
use dateline::publish::run::{Options, prepare, publish};
use dateline::publish::target::{Done, Remote, Target, Trouble};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A page with its bytes.
type Version = (String, Rc<[u8]>);

type Files = BTreeMap<String, Rc<[u8]>>;

#[derive(Clone, Debug)]
enum Operation {
    Put(String, Rc<[u8]>),
    Delete(String),
}

/// A place that keeps a record.
#[derive(Default)]
struct Recorder {
    files: Files,
    manifest: Option<Manifest>,
    record: Vec<Operation>,
}

impl Recorder {
    fn note(&mut self, operation: Operation) {
        apply(&mut self.files, &operation);
        self.record.push(operation);
    }
}

fn apply(files: &mut Files, operation: &Operation) {
    match operation {
        Operation::Put(path, bytes) => files.insert(path.clone(), Rc::clone(bytes)),
        Operation::Delete(path) => files.remove(path),
    };
}

impl Target for Recorder {
    fn place(&self) -> String {
        "record".to_owned()
    }

    fn atomic(&self) -> bool {
        false
    }

    fn read(&mut self) -> Result<Remote, Trouble> {
        Ok(Remote { manifest: self.manifest.clone(), empty: self.files.is_empty() })
    }

    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble> {
        Ok(paths.iter().filter(|path| self.files.contains_key(path.as_str())).cloned().collect())
    }

    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        for path in paths {
            self.note(Operation::Put(path.to_string(), local.bytes(path).expect("a file").into()));
            done(path);
        }
        Ok(())
    }

    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        for path in paths {
            self.note(Operation::Delete(path.to_string()));
            done(path);
        }
        Ok(())
    }

    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        self.note(Operation::Put(NAME.to_owned(), manifest.bytes().into()));
        self.manifest = Some(manifest.clone());
        Ok(())
    }
}

/// Where pages lead; each version of a page is read once.
#[derive(Default)]
struct Reader {
    read: BTreeMap<Version, Rc<BTreeSet<String>>>,
}

impl Reader {
    fn targets(&mut self, path: &str, bytes: &Rc<[u8]>) -> Rc<BTreeSet<String>> {
        let known = self.read.entry((path.to_owned(), Rc::clone(bytes)));
        Rc::clone(known.or_insert_with(|| Rc::new(targets(path, &String::from_utf8_lossy(bytes)))))
    }

    /// The links that lead nowhere, on the pages `from` and all that can be reached from them.
    fn dangling(&mut self, files: &Files, from: impl Iterator<Item = String>) -> Vec<String> {
        let mut queue: Vec<String> = from.filter(|path| is_page(path)).collect();
        let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
        let mut wrong = Vec::new();
        while let Some(path) = queue.pop() {
            let Some(bytes) = files.get(&path).map(Rc::clone) else { continue };
            for target in self.targets(&path, &bytes).iter() {
                if !files.contains_key(target) {
                    wrong.push(format!("{path} → {target}"));
                } else if is_page(target) && seen.insert(target.clone()) {
                    queue.push(target.clone());
                }
            }
        }
        wrong
    }
}

fn is_page(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|end| end == "html")
}

fn local(archive: &Archive) -> Local {
    let paths: Vec<RelPath> = archive.tree("public").keys().filter(|path| *path != ".dateline-site").map(RelPath::known).collect();
    Local::read(&archive.path("public"), &paths).expect("files")
}

fn publish_to(place: &mut Recorder, archive: &Archive) {
    build(archive);
    let local = local(archive);
    let prepared = prepare(place, &local, Options::default()).expect("a plan");
    assert!(prepared.obstacle("it", Options::default()).is_none());
    publish(place, &local, &prepared, "run", &mut |_| {}).expect("published");
}

/// New articles that lead to each other, one that goes, one that is renamed, one that is edited, another style sheet.
fn edit(archive: &Archive) {
    let articles: Vec<String> = archive.tree("content/articles").into_keys().collect();
    let text = |title: &str, day: &str, other: &str| {
        format!(
            "---\ntitle: \"{title}\"\ndate: \"{day}\"\ntags: [\"border management\", \"ferries\"]\norganisations: [\"International Organization for Migration\", \"Ferry Board\"]\nplaces: [\"Thailand\", \"Tórshavn\"]\n---\n\nThe Ferry Board met. See [the other]({other}).\n"
        )
    };
    archive.write("content/articles/ferries-meet.md", text("Ferries meet", "2031-02-03", "ferries-part.md"));
    archive.write("content/articles/ferries-part.md", text("Ferries part", "2031-02-04", "ferries-meet.md"));
    std::fs::remove_file(archive.path(&format!("content/articles/{}", articles[0]))).expect("an article");
    let renamed = archive.read(&format!("content/articles/{}", articles[1])).replacen("---\n", "---\nslug: \"another-address\"\n", 1);
    archive.write(&format!("content/articles/{}", articles[1]), renamed);
    let edited = archive.read(&format!("content/articles/{}", articles[2]));
    archive.write(&format!("content/articles/{}", articles[2]), format!("{edited}\nOne more sentence about [ferries](ferries-meet.md).\n"));
    archive.write("theme/static/site.css", "body { color: black }\n");
}

#[test]
fn after_every_single_operation_no_link_dangles() {
    let archive = example();
    let mut place = Recorder::default();
    publish_to(&mut place, &archive);
    let (mut prefixes, mut reader) = (0, Reader::default());
    // There and back again: articles that come and go, both ways.
    let saved: Vec<(String, Vec<u8>)> = archive.tree("content").into_iter().collect();
    for step in 0..2 {
        let before = place.files.clone();
        place.record.clear();
        if step == 0 {
            edit(&archive);
        } else {
            std::fs::remove_dir_all(archive.path("content")).expect("a folder");
            for (path, bytes) in &saved {
                archive.write(&format!("content/{path}"), bytes);
            }
        }
        publish_to(&mut place, &archive);
        let removals = place.record.iter().filter(|operation| matches!(operation, Operation::Delete(_))).count();
        assert!(place.record.len() > 40 && removals > 5, "{} operations, {removals} removals", place.record.len());
        let mut files = before.clone();
        let mut removing = false;
        for (at, operation) in place.record.iter().enumerate() {
            apply(&mut files, operation);
            removing |= matches!(operation, Operation::Delete(_));
            let stays = |path: &&String| !removing || place.files.contains_key(*path);
            let from: Vec<String> =
                before.keys().chain(place.files.keys()).filter(stays).filter(|path| removing || before.contains_key(*path)).cloned().collect();
            let dangling = reader.dangling(&files, from.into_iter());
            assert!(dangling.is_empty(), "after operation {} of {} ({operation:?}):\n{}", at + 1, place.record.len(), dangling.join("\n"));
            prefixes += 1;
        }
        let everything: BTreeMap<String, Vec<u8>> =
            files.into_iter().filter(|(path, _)| path != NAME).map(|(path, bytes)| (path, bytes.to_vec())).collect();
        let mut site = archive.tree("public");
        site.remove(".dateline-site");
        crate::support::same(&site, &everything, "what is online against public/");
    }
    println!("{prefixes} prefixes of two publishes checked, 0 dangling links");
}

#[test]
fn the_check_of_the_order_can_fail() {
    let archive = example();
    let mut place = Recorder::default();
    publish_to(&mut place, &archive);
    let before = place.files.clone();
    place.record.clear();
    edit(&archive);
    publish_to(&mut place, &archive);
    // The same operations the other way round: lists first, then what they lead to.
    let mut files = before.clone();
    let mut reader = Reader::default();
    let mut puts: Vec<Operation> = place.record.iter().filter(|operation| matches!(operation, Operation::Put(..))).cloned().collect();
    puts.reverse();
    let dangles = puts.iter().any(|operation| {
        apply(&mut files, operation);
        !reader.dangling(&files, before.keys().cloned()).is_empty()
    });
    assert!(dangles);
}
