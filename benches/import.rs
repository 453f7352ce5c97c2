//! How long it takes to read raw articles: `cargo bench --bench import [-- NUMBER… --runs N --dir DIR]`, by default of 1,000 and 10,000 articles.
//!
//! For each number it makes an archive of raw articles of 4 kB in a temporary folder and runs `dateline import` on it as a person would: once from
//! nothing, twice with nothing changed, then with one article more, changed, renamed, gone, and one page edited. docs/benchmarks.md says what the columns mean.

#[expect(dead_code, reason = "what is measured within a program is for the other one")]
mod bench;
#[expect(dead_code, reason = "finished articles are for the other programs")]
#[path = "corpus/mod.rs"]
mod corpus;

use bench::arguments::Arguments;
use bench::measure::{self, Figures};
use bench::table;
use corpus::Corpus;
use std::error::Error;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::{fs, io};

const STEPS: [&str; 8] =
    ["first import", "right behind it", "nothing changed", "one article more", "one changed", "one renamed", "one gone", "one page edited"];

fn main() -> ExitCode {
    let done = Arguments::read(&[1000, 10_000]).map_err(Into::into).and_then(|arguments| measured(&arguments));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measured(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    table::head("import, Dateline");
    let corpus = Corpus::new();
    let mut first: Option<(usize, Vec<Figures>)> = None;
    for &articles in &arguments.sizes {
        let archive = tempfile::Builder::new().prefix("dateline-bench-").tempdir_in(&arguments.folder)?;
        let seeds = corpus.write_seeds(archive.path(), articles)?;
        println!("\n{articles} articles, {} MB of raw text", table::megabytes(Some(seeds.bytes)));
        println!("{:<24}{:>10}{:>10}{:>10}{:>16}{:>16}{:>10}", "", "wall s", "CPU s", "peak MB", "wall ms/article", "CPU ms/article", "× first");
        let mut all = Vec::new();
        for (at, step) in STEPS.into_iter().enumerate() {
            let mut best = None;
            for run in 0..arguments.runs {
                prepare(archive.path(), &corpus, articles, at, run)?;
                best = Some(table::quicker(best, import(archive.path())?));
            }
            let best = best.unwrap_or_default();
            let before = first.as_ref().map_or((articles, &best), |(size, figures)| (*size, &figures[at]));
            print(step, articles, &best, before);
            all.push(best);
            if at == 0 {
                counted(archive.path(), articles)?;
            }
        }
        first.get_or_insert((articles, all));
    }
    Ok(())
}

/// Makes what a step starts from.
fn prepare(root: &Path, corpus: &Corpus, articles: usize, step: usize, run: usize) -> io::Result<()> {
    let seeds = root.join("seeds");
    // Each run takes another article, from a part of the archive of its own.
    let some = |part: usize| corpus.seed((articles * part / 6 + run) % articles.max(1));
    match STEPS[step] {
        "first import" => {
            for folder in ["content", ".dateline"] {
                if root.join(folder).exists() {
                    fs::remove_dir_all(root.join(folder))?;
                }
            }
        }
        "one article more" => {
            let new = corpus.seed(articles + run);
            fs::write(seeds.join(new.name), new.text)?;
        }
        "one changed" => {
            let changed = some(1);
            let text = changed.text.replacen(". ", ". The figures were checked again in the evening. ", 1);
            fs::write(seeds.join(changed.name), text)?;
        }
        "one renamed" => {
            let renamed = some(2);
            fs::rename(seeds.join(&renamed.name), seeds.join(format!("renamed-{}", renamed.name)))?;
        }
        "one gone" => fs::remove_file(seeds.join(some(3).name))?,
        "one page edited" => {
            let pages: Vec<_> = fs::read_dir(root.join("content/articles"))?.collect::<Result<_, _>>()?;
            let page = pages.iter().map(fs::DirEntry::path).max().unwrap_or_default();
            let text = fs::read_to_string(&page)?;
            fs::write(&page, text + "\nThe figures were checked again.\n")?;
        }
        _ => {}
    }
    Ok(())
}

fn import(root: &Path) -> Result<Figures, Box<dyn Error>> {
    let run = measure::run(Command::new(env!("CARGO_BIN_EXE_dateline")).arg("-C").arg(root).args(["import", "--format", "json"]))?;
    // 1 is for problems in the articles.
    if !matches!(run.status.code(), Some(0 | 1)) {
        return Err(format!("`dateline import` ended with {}\n{}{}", run.status, run.out, run.err).into());
    }
    Ok(run.figures)
}

/// An import that leaves articles out would be a quick one.
fn counted(root: &Path, articles: usize) -> Result<(), Box<dyn Error>> {
    let made = fs::read_dir(root.join("content/articles"))?.count();
    if made == articles { Ok(()) } else { Err(format!("{made} pages were made of {articles} articles").into()) }
}

/// A line of the table. Growth is that of the processor time, or of the wall time where that is not known.
fn print(step: &str, articles: usize, figures: &Figures, (first_articles, first): (usize, &Figures)) {
    let time = |figures: &Figures, articles| table::each(figures.cpu.unwrap_or(figures.wall), articles);
    println!(
        "{step:<24}{:>10}{:>10}{:>10}{:>16.3}{:>16}{:>10}",
        table::seconds(Some(figures.wall)),
        table::seconds(figures.cpu),
        table::megabytes(figures.peak),
        table::each(figures.wall, articles),
        figures.cpu.map_or_else(|| "–".to_owned(), |cpu| format!("{:.3}", table::each(cpu, articles))),
        table::times(Some(time(figures, articles) / time(first, first_articles)))
    );
}
