//! What a run does when all goes well, and when it does not: dropped at each step, overtaken, refused.

use super::*;
use crate::publish::target::Done;
use std::collections::BTreeMap;

/// A place in memory, which fails at the `k`th operation and counts them.
#[derive(Clone, Default)]
struct Memory {
    files: BTreeMap<RelPath, Vec<u8>>,
    seen: Option<Vec<u8>>,
    steps: usize,
    drop_at: Option<usize>,
    /// Whether the operation that fails is done all the same, as when only the answer is lost.
    answer_lost: bool,
    log: Vec<String>,
}

impl Memory {
    fn step(&mut self, what: String, act: impl FnOnce(&mut Self)) -> Result<(), Trouble> {
        self.steps += 1;
        let fails = self.drop_at == Some(self.steps);
        if !fails || self.answer_lost {
            act(self);
            self.log.push(what);
        }
        if fails { Err(Trouble::failed("go on", "the connection dropped")) } else { Ok(()) }
    }

    fn manifest(&self) -> Option<Vec<u8>> {
        self.files.get(&RelPath::known(NAME)).cloned()
    }

    fn pages(&self) -> BTreeMap<String, String> {
        let pages = self.files.iter().filter(|(path, _)| path.as_str() != NAME);
        pages.map(|(path, bytes)| (path.to_string(), String::from_utf8(bytes.clone()).unwrap())).collect()
    }
}

impl Target for Memory {
    fn place(&self) -> String {
        "memory".to_owned()
    }

    fn atomic(&self) -> bool {
        false
    }

    fn read(&mut self) -> Result<Remote, Trouble> {
        self.seen = self.manifest();
        Ok(Remote { manifest: self.seen.as_ref().map(|bytes| Manifest::read(bytes).unwrap()), empty: self.files.is_empty() })
    }

    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble> {
        Ok(paths.iter().filter(|path| self.files.contains_key(*path)).cloned().collect())
    }

    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        for path in paths {
            let bytes = local.bytes(path).unwrap();
            self.step(format!("put {path}"), |place| {
                place.files.insert(path.clone(), bytes);
            })?;
            done(path);
        }
        Ok(())
    }

    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        for path in paths {
            self.step(format!("delete {path}"), |place| {
                place.files.remove(path);
            })?;
            done(path);
        }
        Ok(())
    }

    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        self.check()?;
        let bytes = manifest.bytes();
        self.step("manifest".to_owned(), |place| {
            place.files.insert(RelPath::known(NAME), bytes.clone());
            place.seen = Some(bytes);
        })
    }

    fn check(&mut self) -> Result<(), Trouble> {
        if self.manifest() == self.seen { Ok(()) } else { Err(Trouble::Overtaken) }
    }
}

struct Site {
    folder: tempfile::TempDir,
    local: Local,
}

fn site(files: &[(&str, &str)]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let paths: Vec<RelPath> = files.iter().map(|(path, _)| RelPath::known(path)).collect();
    let local = Local::read(folder.path(), &paths).unwrap();
    Site { folder, local }
}

fn go(place: &mut Memory, site: &Site, run: &str) -> Result<Published, Trouble> {
    let prepared = prepare(place, &site.local, Options::default())?;
    if let Some(trouble) = prepared.obstacle("memory", Options::default()) {
        return Err(trouble);
    }
    publish(place, &site.local, &prepared, run, &mut |_| {})
}

fn texts(site: &Site) -> BTreeMap<String, String> {
    site.local.files().keys().map(|path| (path.to_string(), std::fs::read_to_string(site.folder.path().join(path.as_str())).unwrap())).collect()
}

fn old() -> Site {
    site(&[("index.html", "1"), ("a/x.html", "1"), ("a/gone.html", "1"), ("a/late.html", "1"), ("site.css", "1"), ("feed.xml", "1")])
}

fn new() -> Site {
    site(&[("index.html", "2"), ("a/x.html", "2"), ("a/new.html", "1"), ("site.css", "1"), ("b/new.html", "1"), ("feed.xml", "2")])
}

#[test]
fn a_second_run_sends_nothing() {
    let (mut place, site) = (Memory::default(), old());
    assert_eq!(go(&mut place, &site, "1").unwrap(), Published { sent: 6, bytes: 6, removed: 0 });
    assert_eq!(place.pages(), texts(&site));
    let before = place.clone();
    assert_eq!(go(&mut place, &site, "2").unwrap(), Published::default());
    assert_eq!((place.steps, place.files), (before.steps, before.files));
}

#[test]
fn removals_come_last_and_foreign_files_stay() {
    let mut place = Memory::default();
    go(&mut place, &old(), "1").unwrap();
    place.files.insert(RelPath::known("CNAME"), b"example.org".to_vec());
    place.log.clear();
    assert_eq!(go(&mut place, &new(), "2").unwrap(), Published { sent: 5, bytes: 5, removed: 2 });
    assert_eq!(
        place.log,
        [
            "manifest",
            "put a/new.html",
            "put b/new.html",
            "put a/x.html",
            "put index.html",
            "put feed.xml",
            "manifest",
            "delete a/late.html",
            "delete a/gone.html",
            "manifest"
        ]
    );
    let mut expected = texts(&new());
    expected.insert("CNAME".to_owned(), "example.org".to_owned());
    assert_eq!(place.pages(), expected);
}

#[test]
fn dropped_at_any_step_a_second_run_finishes_whatever_it_has_to_publish_then() {
    let mut start = Memory::default();
    go(&mut start, &old(), "1").unwrap();
    start.files.insert(RelPath::known("CNAME"), b"x".to_vec());
    start.steps = 0;
    let mut tried = 0;
    for answer_lost in [false, true] {
        for then in [new(), old(), site(&[("index.html", "3"), ("c.html", "1")])] {
            for k in 1.. {
                let mut place = Memory { drop_at: Some(k), answer_lost, ..start.clone() };
                let first = go(&mut place, &new(), "2");
                if place.steps < k {
                    first.unwrap();
                    break;
                }
                first.unwrap_err();
                if place.log.iter().any(|line| line.starts_with("delete")) {
                    assert!(new().local.files().keys().all(|path| place.files.contains_key(path)), "something was removed too early");
                }
                place.drop_at = None;
                go(&mut place, &then, "3").unwrap();
                let mut expected = texts(&then);
                expected.insert("CNAME".to_owned(), "x".to_owned());
                assert_eq!(place.pages(), expected, "dropped at {k}");
                let manifest = Manifest::read(&place.manifest().unwrap()).unwrap();
                assert!(manifest.whole() && manifest.files.len() == then.local.files().len());
                assert_eq!(go(&mut place, &then, "4").unwrap(), Published::default());
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 2 * 3 * 10);
}

#[test]
fn of_two_publishers_one_is_told_and_the_next_run_puts_right_what_they_mixed() {
    let mut start = Memory::default();
    go(&mut start, &old(), "1").unwrap();
    let theirs = site(&[("index.html", "theirs"), ("a/x.html", "1"), ("a/new.html", "theirs"), ("site.css", "1")]);
    // Both look, then one begins, the other does all of its own, then the first goes on.
    let (mut place, ours) = (start, new());
    let prepared = prepare(&mut place, &ours.local, Options::default()).unwrap();
    let mut other = Memory { files: place.files.clone(), ..Memory::default() };
    go(&mut other, &theirs, "theirs").unwrap();
    place.files = other.files;
    let result = publish(&mut place, &ours.local, &prepared, "ours", &mut |_| {});
    assert_eq!(result, Err(Trouble::Overtaken));
    // Nothing of ours was written, as the very first manifest was refused.
    assert_eq!(place.pages(), texts(&theirs));
    assert!(Manifest::read(&place.manifest().unwrap()).unwrap().whole(), "and the other's list stands");
    // Overtaken in the middle: what lies there is mixed, and the manifest says so.
    let mut place = Memory { drop_at: None, ..Memory::default() };
    go(&mut place, &old(), "1").unwrap();
    let prepared = prepare(&mut place, &ours.local, Options::default()).unwrap();
    let mut place = Overtaken { place, other: Some(theirs), after: 2 };
    assert_eq!(publish(&mut place, &ours.local, &prepared, "ours", &mut |_| {}), Err(Trouble::Overtaken));
    let mut place = place.place;
    let theirs = site(&[("index.html", "theirs"), ("a/x.html", "1"), ("a/new.html", "theirs"), ("site.css", "1")]);
    assert_ne!(place.pages(), texts(&theirs), "the two are mixed");
    assert!(!Manifest::read(&place.manifest().unwrap()).unwrap().whole());
    go(&mut place, &theirs, "again").unwrap();
    assert_eq!(place.pages(), texts(&theirs));
}

/// A place to which somebody else publishes all of their own right before the `after`th group.
struct Overtaken {
    place: Memory,
    other: Option<Site>,
    after: usize,
}

impl Target for Overtaken {
    fn place(&self) -> String {
        self.place.place()
    }
    fn atomic(&self) -> bool {
        false
    }
    fn read(&mut self) -> Result<Remote, Trouble> {
        self.place.read()
    }
    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble> {
        self.place.present(paths)
    }
    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        self.after = self.after.saturating_sub(1);
        if let Some(other) = (self.after == 0).then(|| self.other.take()).flatten() {
            let seen = self.place.seen.clone();
            go(&mut self.place, &other, "theirs")?;
            self.place.seen = seen;
        }
        self.place.put(local, paths, done)
    }
    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        self.place.delete(paths, done)
    }
    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        self.place.commit(manifest)
    }
    fn check(&mut self) -> Result<(), Trouble> {
        self.place.check()
    }
}

#[test]
fn a_place_that_is_not_ours_is_refused_and_so_are_files_in_the_way() {
    let mut place = Memory::default();
    place.files.insert(RelPath::known("index.html"), b"somebody's".to_vec());
    let refused = go(&mut place, &old(), "1").unwrap_err();
    assert!(matches!(&refused, Trouble::Refused(problem) if problem.code == "publish-foreign"), "{refused:?}");
    assert_eq!((place.steps, place.files.len()), (0, 1));
    let adopt = Options { adopt: true, ..Options::default() };
    let site = old();
    let prepared = prepare(&mut place, &site.local, adopt).unwrap();
    assert!(prepared.obstacle("memory", adopt).is_none());
    publish(&mut place, &site.local, &prepared, "1", &mut |_| {}).unwrap();
    assert_eq!(place.pages(), texts(&site));
    place.files.insert(RelPath::known("a/new.html"), b"somebody's".to_vec());
    let refused = go(&mut place, &new(), "2").unwrap_err();
    assert!(matches!(&refused, Trouble::Refused(problem) if problem.message.contains("a/new.html")), "{refused:?}");
}

#[test]
fn too_many_removals_stop_a_run_before_it_writes() {
    let mut place = Memory::default();
    let site = old();
    go(&mut place, &site, "1").unwrap();
    let steps = place.steps;
    let options = Options { max_delete: Some(1), ..Options::default() };
    let prepared = prepare(&mut place, &new().local, options).unwrap();
    assert!(matches!(prepared.obstacle("memory", options), Some(Trouble::TooManyDeletes(_))));
    assert!(prepared.obstacle("memory", Options::default()).is_some(), "what is allowed was settled when the plan was made");
    assert_eq!(place.steps, steps);
}
