//! Whether builds after random edits give what clean builds give, byte for byte: `cargo bench --bench incremental [-- STEPS [SEED]]`, by default
//! 1,000 steps. Prints how many files the builds wrote, and stops at the first difference with the story that led there.

#[path = "../tests/suite/edits.rs"]
mod edits;

use edits::Dice;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

/// How many edits of the story are told when something differs.
const TOLD: usize = 12;

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let steps = numbers.first().copied().unwrap_or(1000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let mut dice = Dice(numbers.get(1).copied().unwrap_or(0x2545_F491_4F6C_DD1D));
    edits::begin(root, &mut dice);
    let mut story: Vec<String> = Vec::new();
    let (mut written, mut files) = (0, 0);
    for step in 0..steps {
        let last = story.len().saturating_sub(TOLD);
        written += build(root, &["--no-import"]);
        build(root, &["--no-import", "--full", "--output-dir", "clean"]);
        let (clean, public) = (tree(&root.join("clean")), tree(&root.join("public")));
        if let Some(path) = clean.keys().chain(public.keys()).find(|path| clean.get(*path) != public.get(*path)) {
            eprintln!("step {step}: `{path}` differs, after\n{}", story[last..].join("\n"));
            return ExitCode::FAILURE;
        }
        files += public.len();
        fs::remove_dir_all(root.join("clean")).expect("removed");
        for _ in 0..=dice.below(3) {
            story.push(edits::edit(root, &mut dice));
        }
    }
    println!("{steps} steps, {} edits: every file as a clean build makes it; {written} of {files} files written", story.len());
    ExitCode::SUCCESS
}

/// Builds, and says how many files were written.
fn build(root: &Path, options: &[&str]) -> usize {
    let run = Command::new(env!("CARGO_BIN_EXE_dateline")).current_dir(root).args(["build", "--format", "json"]).args(options).output();
    let run = run.expect("the program runs");
    let out = String::from_utf8_lossy(&run.stdout);
    let number = |line: &str| line.split("\"written\":").nth(1)?.split([',', '}']).next()?.trim().parse().ok();
    out.lines().last().and_then(number).unwrap_or_else(|| panic!("no summary: {out}{}", String::from_utf8_lossy(&run.stderr)))
}

fn tree(top: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(top).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let named = entries.map(|entry| (entry.path().strip_prefix(top).expect("below").to_string_lossy().into_owned(), entry));
    named.filter(|(path, _)| path != ".dateline-site").map(|(path, entry)| (path, fs::read(entry.path()).expect("a file"))).collect()
}
