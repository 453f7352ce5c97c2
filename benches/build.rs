//! How long it takes to make a site: `cargo bench --bench build [-- NUMBER… --runs N --dir DIR --hugo PROGRAM --peers DIR]`, by default of 1,000 and
//! 10,000 articles.
//!
//! For each number it makes an archive of finished articles in a temporary folder, runs `dateline build` on it after one edit of each kind, and, between
//! them, what cannot be saved: writing the same files, Markdown alone, looking at the inputs. docs/benchmarks.md says what the columns mean.

mod bench;
#[expect(dead_code, reason = "raw articles are for the other programs")]
#[path = "corpus/mod.rs"]
mod corpus;
#[path = "build/floor.rs"]
mod floor;
#[path = "build/hugo.rs"]
mod hugo;
#[path = "build/site.rs"]
mod site;

use bench::arguments::Arguments;
use bench::measure::Figures;
use bench::table;
use corpus::Corpus;
use site::{STEPS, Site};
use std::error::Error;
use std::process::ExitCode;

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
    table::head("build, Dateline");
    let corpus = Corpus::new();
    let mut first = None;
    for &articles in &arguments.sizes {
        let folder = tempfile::Builder::new().prefix("dateline-bench-").tempdir_in(&arguments.folder)?;
        let content = corpus.write_content(folder.path(), articles)?;
        println!("\n{articles} articles, {} MB of Markdown", table::megabytes(Some(content.bytes)));
        println!("{:<29}{:>9}{:>9}{:>9}{:>9}{:>9}{:>13}{:>9}", "", "wall s", "CPU s", "peak MB", "written", "removed", "ms/article", "× first");
        let site = Site::new(folder.path(), &corpus, articles);
        let mut rows = Rows { articles, first: first.take(), done: Vec::new() };
        for (at, step) in STEPS.into_iter().enumerate() {
            let mut best = None;
            for run in 0..arguments.runs {
                site.prepare(step, run)?;
                best = Some(table::quicker(best, site.build(step)?));
            }
            rows.print(step.name(), best.unwrap_or_default());
            if at == 0 {
                measure_floor(&site, arguments.runs, &mut rows)?;
            }
        }
        first = Some(rows.first.take().unwrap_or((articles, rows.done)));
    }
    if let (Some(program), Some(peers)) = (&arguments.hugo, &arguments.peers) {
        for &articles in &arguments.sizes {
            hugo::compare(program, peers, &arguments.folder, articles, arguments.runs)?;
        }
    }
    Ok(())
}

/// What cannot be saved, right behind the full build, and what that took in terms of it.
fn measure_floor(site: &Site<'_>, runs: usize, rows: &mut Rows) -> Result<(), Box<dyn Error>> {
    let (mut write, mut markdown, mut look) = (None, None, None);
    for _ in 0..runs {
        write = Some(table::quicker(write, floor::write(&site.public(), &site.root().join("floor"))?));
        markdown = Some(table::quicker(markdown, floor::markdown(&site.articles())?));
        look = Some(table::quicker(look, floor::look(&site.root().join("content"))?));
    }
    let full = rows.done[0].1.clone();
    let (write, markdown) = (write.unwrap_or_default(), markdown.unwrap_or_default());
    let wall = write.wall + markdown.wall;
    let cpu = write.cpu.zip(markdown.cpu).map(|(write, markdown)| write + markdown);
    rows.print("· floor: writing its files", write);
    rows.print("· floor: Markdown alone", markdown);
    rows.print("· looking at all inputs", look.unwrap_or_default());
    println!(
        "{:<29}{:>9}{:>9}   full build in terms of writing and Markdown",
        "· full build / floor",
        table::times(table::ratio(Some(full.wall), Some(wall))),
        table::times(table::ratio(full.cpu, cpu))
    );
    Ok(())
}

/// The lines of one size, beside those of the first.
struct Rows {
    articles: usize,
    first: Option<(usize, Vec<(&'static str, Figures)>)>,
    done: Vec<(&'static str, Figures)>,
}

impl Rows {
    fn print(&mut self, name: &'static str, figures: Figures) {
        let each = table::each(figures.wall, self.articles);
        let before = match &self.first {
            None => Some(each),
            Some((articles, rows)) => rows.iter().find(|(row, _)| *row == name).map(|(_, first)| table::each(first.wall, *articles)),
        };
        println!(
            "{name:<29}{:>9}{:>9}{:>9}{:>9}{:>9}{each:>13.4}{:>9}",
            table::seconds(Some(figures.wall)),
            table::seconds(figures.cpu),
            table::megabytes(figures.peak),
            table::whole(figures.written),
            table::whole(figures.removed),
            table::times(before.map(|before| each / before))
        );
        self.done.push((name, figures));
    }
}
