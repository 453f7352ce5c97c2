//! How often each rule is right: `cargo bench --bench precision -- DIR…` reads folders of texts, each with what a person found in it beside it
//! (`NAME.txt`, `NAME.gold.toml`), and prints the table `src/lexicon/data/rule_precision.tsv`. `--write` writes it; `--wrong` lists what is wrong.
//!
//! `TEXTS+GOLD` names two folders where texts and what was found in them lie apart. A value that a rule finds several times in an article counts
//! once. Values are compared as `score.py` does; an event’s number counts as little as it does in its name. What the gold calls optional is right.

use dateline::base::path::RelPath;
use dateline::base::report::Report;
use dateline::base::text::fold_name;
use dateline::base::tree::{Change, Tree};
use dateline::content::codec;
use dateline::content::finding::{Finding, Sidecar};
use dateline::content::matter::EntityKind;
use dateline::intake::extract::events::ordinal;
use dateline::intake::{self, Input};
use dateline::lexicon::Lexicon;
use dateline::lexicon::precision::{FIELDS, estimate};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use toml::Table;

/// Where the table lies.
const TABLE: &str = "src/lexicon/data/rule_precision.tsv";

/// Words before a person's name that are no part of it.
const TITLES: &str = "mr mrs ms miss mx dr prof professor associate sir dame hon honourable honorable rt the h e he his her excellency mp am ao obe gen \
    general col colonel captain capt maj major mg lt brig ret ambassador senator sen president minister secretary congresswoman congressman \
    representative commissioner judge chief";

/// Right and wrong values by rule and field.
type Counts = BTreeMap<(String, &'static str), (usize, usize)>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (options, folders): (Vec<String>, Vec<String>) = arguments.into_iter().partition(|argument| argument.starts_with("--"));
    if folders.is_empty() {
        println!("no folders given: cargo bench --bench precision -- DIR…");
        return Ok(());
    }
    let mut counts = Counts::new();
    let mut articles = 0;
    let mut wrong = Vec::new();
    for folder in &folders {
        let (texts, gold) = folder.split_once('+').unwrap_or((folder, folder));
        articles += measure(Path::new(texts), Path::new(gold), &mut counts, &mut wrong)?;
    }
    if options.iter().any(|option| option == "--wrong") {
        println!("{}", wrong.join("\n"));
    }
    let table = table(&counts, articles);
    print!("{table}");
    if options.iter().any(|option| option == "--write") {
        fs::write(TABLE, table)?;
    }
    Ok(())
}

fn table(counts: &Counts, articles: usize) -> String {
    let mut out = format!(
        "# How often each rule is right: rule, field, right, wrong, precision (right + 1) / (right + wrong + 2), the rule of succession; {articles} articles\n\
         # Source: `cargo bench --bench precision`, over articles in which people marked what should be found; only the counts are kept\n\
         # Licence: MIT OR Apache-2.0\n\
         # A value counts once for each article and rule. Most of the articles were known when the rules were written: for texts of other houses expect less.\n"
    );
    for ((rule, field), (right, wrong)) in counts {
        let _ = writeln!(out, "{rule}\t{field}\t{right}\t{wrong}\t{:.3}", estimate(*right, *wrong));
    }
    out
}

/// Reads the texts of one folder as an archive and compares; gives the number of articles.
fn measure(texts: &Path, gold: &Path, counts: &mut Counts, wrong: &mut Vec<String>) -> Result<usize, Box<dyn Error>> {
    let mut seeds = Tree::new();
    let mut golds: BTreeMap<String, Table> = BTreeMap::new();
    for entry in fs::read_dir(texts)? {
        let path = entry?.path();
        let (Some(stem), Some(name)) = (path.file_stem().and_then(|stem| stem.to_str()), path.file_name().and_then(|name| name.to_str())) else {
            continue;
        };
        let marked = gold.join(format!("{stem}.gold.toml"));
        if name.ends_with(".gold.toml") || !marked.is_file() {
            continue;
        }
        let table: Table = fs::read_to_string(&marked)?.parse()?;
        seeds.insert(RelPath::new(format!("seeds/{name}"))?, fs::read(&path)?);
        golds.insert(format!("seeds/{name}"), table);
    }
    let outcome = intake::run(&Input { seeds: &seeds, content: &Tree::new(), lexicon: Lexicon::built_in() });
    let mut aliases: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut notes = Vec::new();
    for change in &outcome.changes {
        let Change::Write(path, bytes) = change else { continue };
        let text = std::str::from_utf8(bytes)?;
        if path.folder() == "content/organisations" {
            let Some(entity) = codec::read_entity(path, EntityKind::Organisation, text, &mut Report::default()) else { continue };
            let matter = entity.matter;
            let names = matter.acronym.iter().chain(&matter.aliases).map(|name| fold_name(name)).collect();
            aliases.insert(fold_name(&matter.name.unwrap_or_default()), names);
        } else if path.folder() == "content/.findings" {
            notes.extend(Sidecar::read(text));
        }
    }
    for sidecar in notes {
        let seed = sidecar.seed.as_ref().map(ToString::to_string).unwrap_or_default();
        let Some(gold) = golds.get(&seed) else { continue };
        let mut judged = BTreeSet::new();
        for finding in &sidecar.findings {
            let Some(field) = FIELDS.iter().find(|field| **field == finding.field) else { continue };
            if !judged.insert((finding.rule.clone(), *field, comparable(field, &finding.value))) {
                continue;
            }
            let Some(right) = judge(gold, finding, &aliases) else { continue };
            let count = counts.entry((finding.rule.clone(), *field)).or_default();
            if right {
                count.0 += 1;
            } else {
                count.1 += 1;
                wrong.push(format!("{}\t{field}\t{}\t{}", finding.rule, finding.value, seed));
            }
        }
    }
    Ok(golds.len())
}

/// Whether a finding is right; `None` when the gold does not say.
fn judge(gold: &Table, finding: &Finding, aliases: &BTreeMap<String, BTreeSet<String>>) -> Option<bool> {
    let field = finding.field.as_str();
    let has = |list: &str, word: &str| strings(gold, list).iter().any(|entry| entry == word);
    match field {
        "date" | "event_date" => {
            if has("unscored", field) {
                return None;
            }
            let mut accepted = [strings(gold, field), strings(gold, &format!("{field}_alt"))].concat();
            if gold.get("date_kind").and_then(toml::Value::as_str) == Some("event") {
                // A text that states no day of issue: its date is that of the event.
                accepted.extend([strings(gold, "date"), strings(gold, "date_alt")].concat());
            }
            let stated = gold.contains_key(field) || !accepted.is_empty();
            (stated || field == "date").then(|| accepted.iter().any(|date| date.to_uppercase() == finding.value.to_uppercase()))
        }
        "title" | "place" | "photo_credit" => {
            let (key, other) = match field {
                "title" => ("title", "title_alt"),
                "place" => ("dateline_place", "dateline_alt"),
                _ => ("photo_credit", "photo_credit_alt"),
            };
            if !gold.contains_key(key) || has("unscored", key) {
                return None;
            }
            let value = if field == "place" { finding.value.split([',', '(']).next().unwrap_or("") } else { &finding.value };
            Some([strings(gold, key), strings(gold, other)].concat().iter().any(|good| fold_name(good) == fold_name(value)))
        }
        _ => {
            let wanted = comparable(field, &finding.value);
            let none = BTreeSet::new();
            let more = if field == "organisations" { aliases.get(&wanted).unwrap_or(&none) } else { &none };
            let code = finding.detail.get("code").filter(|_| field == "places" && finding.detail.get("kind").is_some_and(|kind| kind == "country"));
            let entries = gold.get(field)?.as_array()?;
            let same_country =
                |entry: &toml::Value| code.is_some_and(|code| entry.get("code").and_then(toml::Value::as_str) == Some(code) && is_country(entry));
            let hit = entries.iter().any(|entry| {
                let names = names(field, entry);
                names.contains(&wanted) || names.intersection(more).next().is_some() || same_country(entry)
            });
            if !hit && has("partial", field) { None } else { Some(hit) }
        }
    }
}

fn is_country(entry: &toml::Value) -> bool {
    entry.get("kind").and_then(toml::Value::as_str) == Some("country")
}

/// The texts at a key that holds one or several.
fn strings(table: &Table, key: &str) -> Vec<String> {
    match table.get(key) {
        Some(toml::Value::String(text)) if !text.is_empty() => vec![text.clone()],
        Some(toml::Value::Array(items)) => items.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// All names of an entry, as they are compared, each with and without what it has in brackets.
fn names(field: &str, entry: &toml::Value) -> BTreeSet<String> {
    let listed: Vec<String> = match entry {
        toml::Value::Table(table) => ["name", "acronym", "aliases", "also"].iter().flat_map(|key| strings(table, key)).collect(),
        toml::Value::String(text) => vec![text.clone()],
        _ => Vec::new(),
    };
    let bare = |name: &String| name.split(" (").next().unwrap_or(name).to_owned();
    let both: Vec<String> = listed.iter().cloned().chain(listed.iter().map(bare)).collect();
    both.iter().map(|name| comparable(field, name)).filter(|name| !name.is_empty()).collect()
}

/// A value as it is compared.
fn comparable(field: &str, value: &str) -> String {
    let folded = fold_name(value);
    if field == "events" {
        let (first, rest) = folded.split_once(' ').unwrap_or((&folded, ""));
        return if ordinal(first).is_some() { rest.to_owned() } else { folded };
    }
    if !matches!(field, "people" | "authors") {
        return folded;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let titles = words.iter().take(words.len() - 1).take_while(|word| TITLES.split(' ').any(|title| title == **word)).count();
    words[titles..].join(" ")
}
