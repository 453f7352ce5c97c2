//! How well articles are read, measured against what people say should be found. The texts that are not ours lie beside the repository on the
//! machines of those who work on it; where they are missing, their part is skipped and says so.

use crate::program::Archive;
use crate::support::{beside, copy, repository};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A set of texts, and how well it must be read at least: the overall F1 of `score.py`, in percent.
struct Floor {
    /// Where the texts are: `seeds` of the repository, or a folder below `shared`.
    texts: &'static str,
    overall: f64,
    /// How many event dates may be read where people would name none: the date of something announced, or of the day itself. A date of
    /// publication that no text states is never allowed.
    doubtful_events: usize,
}

/// The floors. Raise one when the figure has risen; lower one only with a line in `docs/decisions.md`.
const FLOORS: &[Floor] = &[
    Floor { texts: "shared/seeds", overall: 99.0, doubtful_events: 0 },
    Floor { texts: "shared/articles", overall: 98.0, doubtful_events: 0 },
    Floor { texts: "seeds", overall: 96.0, doubtful_events: 0 },
];

/// Runs a Python program and gives what it prints.
fn python(program: &Path, args: &[&Path], options: &[&str]) -> String {
    let output = Command::new("python3").arg(program).args(args).args(options).output().expect("python3 was there a moment ago");
    assert!(output.status.success(), "{}: {}", program.display(), String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn has_python() -> bool {
    Command::new("python3").args(["-c", "import tomllib"]).output().is_ok_and(|output| output.status.success())
}

#[test]
fn articles_are_read_at_least_as_well_as_the_floors_say() {
    let Some(tools) = beside("shared").map(|shared| shared.join("articles")).filter(|tools| tools.join("score.py").is_file()) else {
        println!("skipped: there is no folder `shared` beside the repository, so nothing was scored");
        return;
    };
    if !has_python() {
        println!("skipped: there is no python3 of 3.11 or later, so nothing was scored");
        return;
    }
    let mut below = Vec::new();
    for floor in FLOORS {
        let own = floor.texts == "seeds";
        let texts = if own { repository().join("seeds") } else { tools.ancestors().nth(2).expect("shared lies in a folder").join(floor.texts) };
        let gold = if own { repository().join("tests/fixtures/gold") } else { texts.clone() };
        let archive = Archive::new();
        for entry in fs::read_dir(&texts).expect("the texts").filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_file() && name != "README.md" && Path::new(&name).extension().is_some_and(|end| end == "txt" || own && end == "md") {
                copy(&entry.path(), &archive, &format!("seeds/{name}"));
            }
        }
        let run = archive.run(&["build"]);
        assert!(run.code <= 1, "{}: {}", floor.texts, run.err);
        let predictions = archive.path("predictions");
        python(&tools.join("predict.py"), &[&archive.path("public"), &predictions], &[]);
        let score = tools.join("score.py");
        let told = python(&score, &[&gold, &predictions], &["--json"]);
        let figures: Value = serde_json::from_str(&told).expect("JSON");
        let overall = figures["fields"]["overall"]["f1"].as_f64().expect("a figure") * 100.0;
        println!("{}\n{}", floor.texts, python(&score, &[&gold, &predictions], &[]));
        if overall < floor.overall {
            below.push(format!("{}: {overall:.1} is below {:.1}", floor.texts, floor.overall));
        }
        if figures["absent"].as_array().is_none_or(|absent| !absent.is_empty()) {
            below.push(format!("{}: no page for {}", floor.texts, figures["absent"]));
        }
        let log = python(&score, &[&gold, &predictions], &["-v"]);
        let invented = |field: &str| log.lines().map(str::trim).filter(|line| line.starts_with(&format!("{field}: invented"))).collect::<Vec<_>>();
        let (dates, events) = (invented("date"), invented("event_date"));
        if !dates.is_empty() || events.len() > floor.doubtful_events {
            below.push(format!("{}: dates that no text states: {dates:?}, {events:?}", floor.texts));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}

#[test]
fn every_example_article_says_what_should_be_found_in_it() {
    let stems = |folder: &str, cut: &str| -> Vec<String> {
        let mut stems: Vec<String> = fs::read_dir(repository().join(folder))
            .expect("a folder")
            .filter_map(Result::ok)
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter_map(|name| {
                if cut.is_empty() { name.rsplit_once('.').map(|(stem, _)| stem.to_owned()) } else { name.strip_suffix(cut).map(str::to_owned) }
            })
            .collect();
        stems.sort();
        stems
    };
    assert_eq!(stems("seeds", ""), stems("tests/fixtures/gold", ".gold.toml"));
}
