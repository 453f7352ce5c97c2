//! The house keeps its shape: floors, tables, word lists, sizes, and papers that say what is true.

use crate::program::Archive;
use crate::support::{repository, tracked};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What a module may import beside the floors below it: of its own floor, tables, and what touches files.
const TABLES: &[(&str, &str)] = &[("content", "lexicon"), ("publish", "disk")];

/// The two wings joined by a folder that people own: neither knows the other.
const WINGS: [&[&str]; 2] = [&["intake"], &["archive", "edition"]];

/// What knows trees of files and nothing of what they mean.
const TREES_ONLY: &[&str] = &["disk", "preview", "publish"];

/// What even these may know: where the settings say that files go.
const WHERE_TO: &[(&str, &str)] = &[("publish", "config"), ("publish", "disk")];

fn text(path: impl AsRef<Path>) -> String {
    let path = repository().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(repository()).expect("below").to_string_lossy().into_owned()
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let folder = repository().join(folder);
    tracked().into_iter().filter(|path| path.starts_with(&folder) && path.extension().is_some_and(|end| end == "rs")).collect()
}

/// The lines of a source file that are no comment and no test, with their numbers.
fn code(path: &Path) -> Vec<(usize, String)> {
    if path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests")) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let text = text(path);
    let mut all = text.lines().enumerate().peekable();
    while let Some((at, line)) = all.next() {
        if line.trim_start().starts_with("#[cfg(test)]") && all.peek().is_some_and(|(_, next)| next.trim_start().starts_with("mod ")) {
            // A module of tests ends with the first brace at its own depth.
            let depth = line.len() - line.trim_start().len();
            let inline = all.next().is_some_and(|(_, line)| line.trim_end().ends_with('{'));
            let close = format!("{}}}", " ".repeat(depth));
            while inline && all.next().is_some_and(|(_, line)| line != close) {}
        } else if !line.trim_start().starts_with("//") {
            lines.push((at + 1, line.to_owned()));
        }
    }
    lines
}

/// The floor of each module, as the documentation of the crate has it.
fn floors() -> BTreeMap<String, u32> {
    let row = Regex::new(r"(?m)^//! \| (\d) \| (.*) \|$").expect("a pattern");
    let name = Regex::new(r"\[`(\w+)`\]").expect("a pattern");
    let text = text("src/lib.rs");
    row.captures_iter(&text)
        .flat_map(|row| {
            let floor = row[1].parse().expect("a number");
            name.captures_iter(&row[2]).map(move |module| (module[1].to_owned(), floor)).collect::<Vec<_>>()
        })
        .collect()
}

/// The top modules that a file imports, each with the line where it does.
fn imports(path: &Path, modules: &BTreeMap<String, u32>) -> Vec<(usize, String)> {
    let pattern = Regex::new(r"\bcrate::(\w+)|\bcrate::\{").expect("a pattern");
    let supers = Regex::new(r"\b((?:super::)+)(\w+)").expect("a pattern");
    let below = path.strip_prefix(repository().join("src")).expect("in src").with_extension("");
    let mut steps = below.components().count();
    if below.file_name().is_some_and(|name| name == "mod") {
        steps -= 1;
    }
    let mut found = Vec::new();
    for (number, line) in code(path) {
        for hit in pattern.captures_iter(&line) {
            match hit.get(1) {
                Some(module) => found.push((number, module.as_str().to_owned())),
                None => found.push((number, "several at once: write one `use` for each module".to_owned())),
            }
        }
        for hit in supers.captures_iter(&line) {
            if hit[1].len() / "super::".len() >= steps {
                found.push((number, hit[2].to_owned()));
            }
        }
    }
    found.retain(|(_, module)| modules.contains_key(module) || module.contains(' '));
    found
}

fn may_import(from: &str, to: &str, floors: &BTreeMap<String, u32>) -> bool {
    let wing = |module: &str| WINGS.iter().position(|wing| wing.contains(&module));
    let wings = match (wing(from), wing(to)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let trees = !TREES_ONLY.contains(&from) || floors[to] == 0 || WHERE_TO.contains(&(from, to));
    from == to || wings && trees && (floors[to] < floors[from] || TABLES.contains(&(from, to)))
}

#[test]
fn a_module_imports_from_floors_below_it_and_no_wing_knows_the_other() {
    let floors = floors();
    assert!(floors.len() >= 9, "the floors in src/lib.rs: {floors:?}");
    let mut wrong = Vec::new();
    for path in rust_files("src") {
        let below = path.strip_prefix(repository().join("src")).expect("in src");
        let first = below.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        if module == "lib" || module == "main" {
            continue;
        }
        assert!(floors.contains_key(&module), "`{module}` stands on no floor of src/lib.rs");
        for (line, to) in imports(&path, &floors) {
            if !floors.contains_key(&to) || !may_import(&module, &to, &floors) {
                wrong.push(format!("{}:{line}: `{module}` imports `{to}`", shown(&path)));
            }
        }
    }
    assert!(wrong.is_empty(), "against the floors of src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn the_rule_of_the_floors_can_fail() {
    let floors = floors();
    for (from, to) in [
        ("base", "content"),
        ("intake", "edition"),
        ("intake", "archive"),
        ("edition", "intake"),
        ("disk", "content"),
        ("publish", "edition"),
        ("publish", "content"),
        ("archive", "cli"),
    ] {
        assert!(!may_import(from, to, &floors), "{from} → {to}");
    }
    for (from, to) in [("content", "base"), ("intake", "lexicon"), ("edition", "archive"), ("cli", "intake"), ("content", "lexicon")] {
        assert!(may_import(from, to, &floors), "{from} → {to}");
    }
}

/// Each file of a folder that its table must name, and the table's name.
const REGISTERED: &[(&str, &str)] = &[("src/intake/extract", "EXTRACTORS"), ("src/intake/reader", "READERS")];

#[test]
fn every_extractor_and_reader_stands_in_its_table() {
    let module = Regex::new(r"(?m)^(?:pub(?:\([a-z ]+\))? )?mod (\w+);").expect("a pattern");
    for (folder, table) in REGISTERED {
        let top = text(format!("{folder}/mod.rs"));
        let start = top.find(&format!("const {table}")).unwrap_or_else(|| panic!("{folder}/mod.rs has no table `{table}`"));
        let rows = &top[start..start + top[start..].find("];").expect("the table's end")];
        let missing: Vec<&str> = module
            .captures_iter(&top)
            .map(|hit| hit.get(1).expect("a name").as_str())
            .filter(|name| !name.ends_with("tests") && !rows.contains(&format!("{name}::")))
            .collect();
        assert!(missing.is_empty(), "{folder}/mod.rs: `{table}` does not name {missing:?}");
    }
}

#[test]
fn every_word_list_says_what_it_is_where_it_comes_from_and_its_licence() {
    let papers = text("docs/word-lists.md");
    let data = repository().join("src/lexicon/data");
    for path in tracked().into_iter().filter(|path| path.starts_with(&data)) {
        let name = path.file_name().expect("a name").to_string_lossy();
        if name.starts_with("LICENCE") {
            continue;
        }
        let text = text(&path);
        let mut lines = text.lines();
        let mut begins = |with: &str| lines.next().is_some_and(|line| line.starts_with(with));
        assert!(begins("# ") && begins("# Source: ") && begins("# Licence: "), "{}: the first three lines", shown(&path));
        assert!(papers.contains(name.as_ref()), "docs/word-lists.md does not know `{name}`");
    }
}

#[test]
fn files_are_of_a_size_that_can_be_read_at_once() {
    let mut sizes: Vec<(usize, String)> =
        ["src", "tests"].into_iter().flat_map(rust_files).map(|path| (text(&path).lines().count(), shown(&path))).collect();
    sizes.sort();
    for (lines, path) in sizes.iter().filter(|(lines, _)| *lines > 400) {
        println!("{path} has {lines} lines; 80 to 400 is the rule");
    }
    let long: Vec<_> = sizes.iter().filter(|(lines, _)| *lines > 600).collect();
    assert!(long.is_empty(), "longer than 600 lines: {long:?}");
}

#[test]
fn no_file_names_a_folder_of_somebody_s_machine() {
    // Put together here, so that this file does not hold what it looks for.
    let pattern = Regex::new(&format!(r"(?:^|[\s'\x22=(`])/(?:{})/\w", ["home", "root", "Users", "work"].join("|"))).expect("a pattern");
    let mut found = Vec::new();
    for path in tracked() {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (at, line) in text.lines().enumerate().filter(|(_, line)| pattern.is_match(line)) {
            found.push(format!("{}:{}: {}", shown(&path), at + 1, line.chars().take(120).collect::<String>()));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The codes of problems that the program can tell.
fn codes() -> BTreeSet<String> {
    let call =
        Regex::new(r#"(?:Diagnostic::(?:error|warning|note)|\bproblem|\berror|\bwarning|\bnote)\(\s*"([a-z]+(?:-[a-z]+)*)","#).expect("a pattern");
    let mut codes = BTreeSet::new();
    for path in rust_files("src") {
        let text = code(&path).into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        codes.extend(call.captures_iter(&text).map(|hit| hit[1].to_owned()));
    }
    codes
}

#[test]
fn every_message_is_explained_and_no_other() {
    let papers = text("docs/diagnostics.md");
    let row = Regex::new(r"(?m)^\| `([a-z-]+)` \|").expect("a pattern");
    let rows: Vec<String> = row.captures_iter(&papers).map(|row| row[1].to_owned()).collect();
    let explained: BTreeSet<String> = rows.iter().cloned().collect();
    assert_eq!(rows.len(), explained.len(), "docs/diagnostics.md explains a code twice");
    let told = codes();
    assert!(told.len() > 10, "{told:?}");
    let missing: Vec<_> = told.difference(&explained).collect();
    let gone: Vec<_> = explained.difference(&told).collect();
    assert!(missing.is_empty() && gone.is_empty(), "docs/diagnostics.md: without explanation {missing:?}, explained but never told {gone:?}");
}

#[test]
fn every_dependency_has_its_reason() {
    let papers = text("docs/decisions.md");
    let manifest: toml::Table = text("Cargo.toml").parse().expect("TOML");
    for table in ["dependencies", "dev-dependencies"] {
        for name in manifest[table].as_table().expect("a table").keys() {
            assert!(papers.contains(&format!("`{name}`")), "docs/decisions.md does not say why there is `{name}`");
        }
    }
}

#[test]
fn the_papers_name_the_commands_there_are() {
    let help = Archive::new().run(&["--help"]).out;
    let listed = help.split("Commands:").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list of commands").to_owned();
    let command = Regex::new(r"(?m)^  ([a-z]+)\b").expect("a pattern");
    let real: BTreeSet<String> = command.captures_iter(&listed).map(|hit| hit[1].to_owned()).filter(|name| name != "help").collect();
    let row = Regex::new(r"(?m)^\| `dateline ([a-z]+)\b").expect("a pattern");
    let papers = text("README.md");
    let told: BTreeSet<String> = row.captures_iter(&papers).map(|hit| hit[1].to_owned()).collect();
    assert_eq!(told, real, "the table in README.md, and `dateline --help`");
}

#[test]
fn links_between_the_papers_lead_somewhere() {
    let link = Regex::new(r"\]\(([^)#\s]+)(?:#[^)]*)?\)").expect("a pattern");
    for path in tracked().into_iter().filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let folder = path.parent().expect("a folder");
        if shown(folder).starts_with("seeds") || shown(folder).starts_with("content") || shown(folder).starts_with("tests/fixtures") {
            continue;
        }
        for hit in link.captures_iter(&text(&path)) {
            let target = &hit[1];
            assert!(target.contains("://") || folder.join(target).exists(), "{}: `{target}`", shown(&path));
        }
    }
}
