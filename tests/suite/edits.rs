//! Random edits of an archive, the same in every run: what tests and the bench of incremental builds go through.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Numbers that are the same in every run and look like chance (xorshift).
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 on, below this one.
    pub fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).expect("small")
    }

    /// One of these.
    pub fn one<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    /// One of these.
    pub fn one_pair<'w>(&mut self, pairs: &[(&'w str, &'w str)]) -> (&'w str, &'w str) {
        pairs[self.below(pairs.len())]
    }

    /// About a third of these.
    pub fn some<'w>(&mut self, words: &[&'w str]) -> Vec<&'w str> {
        words.iter().copied().filter(|_| self.below(3) == 0).collect()
    }
}

const DATES: &[&str] = &["2015-08-26", "2015-08", "2016", "2016-03-14", "XXXX-12-07/XXXX-12-09", "201X", ""];
const ORGANISATIONS: &[&str] =
    &["International Organization for Migration", "IOM", "Harbour Board", "Harbour Board of Delta", "Ministry of Transport", "Union of Pilots"];
const PEOPLE: &[&str] = &["Ana Lund", "Bo Ek", "Cy Dahl"];
const PLACES: &[&str] = &["Thailand", "Bangkok", "Georgia", "Delta"];
const TAGS: &[&str] = &["harbours", "pilots", "tides", "migration"];
const SENTENCES: &[&str] = &[
    "The Harbour Board met in Bangkok.",
    "Ana Lund said that tides were high.",
    "IOM and the Union of Pilots agreed.",
    "See [the other](a1.md) and [the board](../organisations/harbour-board.md).",
    "Nothing else was said.",
];

/// An article about anything.
pub fn article(dice: &mut Dice) -> String {
    let mut text = format!("---\ntitle: \"{} of the {}\"\n", dice.one(&["News", "Report", "Words"]), dice.one(&["harbour", "pilots", "tide"]));
    for key in ["date", "event_date"] {
        let date = dice.one(DATES);
        if !date.is_empty() {
            let _ = writeln!(text, "{key}: \"{date}\"");
        }
    }
    let list = |text: &mut String, key: &str, values: &[&str]| {
        if !values.is_empty() {
            let _ = writeln!(text, "{key}: [{}]", values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(", "));
        }
    };
    let organisations = dice.some(ORGANISATIONS);
    if let Some(first) = organisations.first() {
        let _ = writeln!(text, "source: \"{first}\"\norganisations:\n  - {{name: \"{first}\", role: \"{}\"}}", dice.one(&["organiser", "host"]));
        for other in &organisations[1..] {
            let _ = writeln!(text, "  - \"{other}\"");
        }
    }
    list(&mut text, "people", &dice.some(PEOPLE));
    list(&mut text, "places", &dice.some(PLACES));
    list(&mut text, "tags", &dice.some(TAGS));
    if dice.below(2) == 0 {
        let _ = writeln!(text, "events:\n  - {{name: \"Harbour Days\", edition: {}}}", 1 + dice.below(4));
    }
    if dice.below(2) == 0 {
        let _ = writeln!(text, "summary: \"{}\"", SENTENCES.concat());
    }
    text.push_str("---\n");
    for _ in 0..=dice.below(4) {
        let _ = write!(text, "\n{}\n", dice.one(SENTENCES));
    }
    text
}

fn entity(dice: &mut Dice) -> String {
    let mut text = format!("---\nname: \"{}\"\n", dice.one(ORGANISATIONS));
    for line in [
        "aliases: [\"The Board\"]",
        "parent: \"Ministry of Transport\"",
        "country: TH",
        "homepage: \"https://example.org\"",
        "redirects: [\"old-board\"]",
    ] {
        if dice.below(2) == 0 {
            let _ = writeln!(text, "{line}");
        }
    }
    text + "---\n\nWhat it is.\n"
}

/// An archive to begin with.
pub fn begin(root: &Path, dice: &mut Dice) {
    write(root, "dateline.toml", "title = \"Harbours\"\n");
    for at in 0..6 {
        write(root, &format!("content/articles/a{at}.md"), article(dice));
    }
}

/// Changes something that a site is made of, and says what.
pub fn edit(root: &Path, dice: &mut Dice) -> String {
    let path = format!("content/articles/a{}.md", dice.below(9));
    let there = root.join(&path).exists();
    match dice.below(18) {
        0..=3 => {
            write(root, &path, article(dice));
            format!("`{path}` written")
        }
        4 if there => {
            write(root, &path, read(root, &path) + "\n" + dice.one(SENTENCES) + "\n");
            format!("a paragraph more in `{path}`")
        }
        5 if there => {
            let (from, to) = dice.one_pair(&[("title: \"", "title: \"Again: "), ("tags: [", "tags: [\"mists\", "), ("date: \"2015", "date: \"2014")]);
            write(root, &path, read(root, &path).replacen(from, to, 1));
            format!("`{from}` in `{path}` becomes `{to}`")
        }
        6 if there => {
            fs::remove_file(root.join(&path)).expect("removed");
            format!("`{path}` removed")
        }
        7 if there => {
            let to = format!("content/articles/b{}.md", dice.below(3));
            fs::rename(root.join(&path), root.join(&to)).expect("renamed");
            format!("`{path}` renamed to `{to}`")
        }
        8 | 9 => {
            let (folder, kind) =
                dice.one_pair(&[("organisations", "harbour-board"), ("organisations", "union"), ("people", "ana"), ("tags", "tide")]);
            let path = format!("content/{folder}/{kind}.md");
            change_or_remove(root, dice, &path, entity)
        }
        10 => {
            let settings = format!(
                "title = \"{}\"\npage_from = {}\npretty_urls = {}\n{}",
                dice.one(&["Harbours", "Tides"]),
                1 + dice.below(3),
                dice.below(4) == 0,
                dice.one(&["", "", "base_url = \"https://example.org/sub/\"\n"])
            );
            write(root, "dateline.toml", settings);
            "the settings".to_owned()
        }
        11 => {
            write(root, "theme/strings/en.toml", format!("tags = \"{}\"\n", dice.one(&["Tags", "Subjects"])));
            "the words of the interface".to_owned()
        }
        12 => change_or_remove(root, dice, "theme/templates/gaps.html", |dice| {
            format!("<!doctype html>\n<title>{}</title>\n<p>{{{{ page.title }}}}</p>\n", dice.one(&["One", "Two"]))
        }),
        13 => change_or_remove(root, dice, "theme/static/site.css", |dice| format!("body {{ margin: {}rem }}\n", dice.below(3))),
        14 => {
            let path = dice.one(&["static/a.txt", "static/articles/a1.html", "static/.well-known/x"]).to_owned();
            change_or_remove(root, dice, &path, |dice| dice.one(SENTENCES).to_owned())
        }
        16 => change_or_remove(root, dice, "theme/templates/components.html", |dice| {
            let own = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/theme/templates/components.html"));
            own.replace("class=\"n\"", &format!("class=\"n n{}\"", dice.below(3)))
        }),
        15 if there && !read(root, &path).contains("aliases:") => {
            let old = dice.one(&["old.html", "older/one.html", "a2.html"]);
            write(root, &path, read(root, &path).replacen("---\n", &format!("---\naliases: [\"/{old}\"]\n"), 1));
            format!("`{path}` was once `{old}`")
        }
        _ => change_or_remove(root, dice, "content/pages/about.md", |dice| format!("---\ntitle: \"About\"\n---\n\n{}\n", dice.one(SENTENCES))),
    }
}

/// Writes a file, or takes it away when it is there and chance has it so.
fn change_or_remove(root: &Path, dice: &mut Dice, path: &str, text: impl FnOnce(&mut Dice) -> String) -> String {
    if root.join(path).exists() && dice.below(3) == 0 {
        fs::remove_file(root.join(path)).expect("removed");
        return format!("`{path}` removed");
    }
    write(root, path, text(dice));
    format!("`{path}` written")
}

fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, text).expect("a file");
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).expect("a file")
}
