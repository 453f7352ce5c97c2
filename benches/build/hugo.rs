//! The same articles made by Hugo and by us, in turn.

use super::site;
use crate::bench::measure::{self, Figures};
use crate::bench::table;
use crate::corpus::SETTINGS;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};
use walkdir::WalkDir;

/// Builds both from nothing and after one edit of a body, and prints what Hugo took in terms of ours.
pub fn compare(hugo: &Path, peers: &Path, folder: &Path, articles: usize, runs: usize) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::Builder::new().prefix("dateline-bench-").tempdir_in(folder)?;
    let (ours, theirs) = (folder.path().join("dateline"), folder.path().join("hugo"));
    generate(peers, "gen_corpus.py", &["--format", "dateline", "--articles", &articles.to_string()], &ours)?;
    generate(peers, "gen_corpus.py", &["--format", "hugo", "--articles", &articles.to_string()], &theirs)?;
    generate(peers, "themes.py", &["--peer", "hugo"], &theirs)?;
    fs::write(ours.join("dateline.toml"), SETTINGS)?;
    // Paths are looked up from the folder the program is started in.
    let hugo = if hugo.components().count() > 1 { hugo.canonicalize()? } else { hugo.to_owned() };

    println!("\n{articles} articles, the same for both; {}", version(&hugo)?);
    println!("{:<29}{:>9}{:>9}{:>9}{:>9}{:>13}", "", "wall s", "CPU s", "peak MB", "written", "ms/article");
    for (what, edit) in [("full build", false), ("one body edit", true)] {
        let (mut us, mut them) = (None, None);
        for run in 0..runs {
            if edit {
                change(&ours, run)?;
                change(&theirs, run)?;
            } else {
                remove(&ours, &["public", ".dateline"])?;
                remove(&theirs, &["public"])?;
            }
            let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
            us = Some(table::quicker(us, site::build(command.arg("-C").arg(&ours).args(["build", "--format", "json"]))?));
            them = Some(table::quicker(them, build(&hugo, &theirs)?));
        }
        let (us, them) = (us.unwrap_or_default(), them.unwrap_or_default());
        print(&format!("Dateline, {what}"), &us, articles);
        print(&format!("Hugo, {what}"), &them, articles);
        println!(
            "{:<29}{:>9}{:>9}{:>9}",
            "· Dateline / Hugo",
            table::times(table::ratio(Some(us.wall), Some(them.wall))),
            table::times(table::ratio(us.cpu, them.cpu)),
            table::times(us.peak.zip(them.peak).map(|(us, them)| table::float(us) / table::float(them)))
        );
    }
    Ok(())
}

fn generate(peers: &Path, program: &str, arguments: &[&str], out: &Path) -> Result<(), Box<dyn Error>> {
    let program = peers.join(program);
    let run = measure::run(Command::new("python3").arg(&program).args(arguments).arg("--out").arg(out))?;
    if run.status.success() { Ok(()) } else { Err(format!("{} ended with {}\n{}", program.display(), run.status, run.err).into()) }
}

fn version(hugo: &Path) -> Result<String, Box<dyn Error>> {
    let run = measure::run(Command::new(hugo).arg("version"))?;
    // `hugo v0.168.0-e27a…+extended linux/amd64 …`
    Ok(run.out.split_whitespace().take(2).map(|word| word.split('-').next().unwrap_or(word)).collect::<Vec<_>>().join(" "))
}

/// Builds their site. Hugo writes every file each time.
fn build(hugo: &Path, root: &Path) -> Result<Figures, Box<dyn Error>> {
    let run = measure::run(Command::new(hugo).arg("--quiet").current_dir(root))?;
    if !run.status.success() {
        return Err(format!("hugo ended with {}\n{}{}", run.status, run.out, run.err).into());
    }
    let files = WalkDir::new(root.join("public")).into_iter().flatten().filter(|entry| entry.file_type().is_file()).count();
    Ok(Figures { written: Some(files as u64), ..run.figures })
}

/// Adds a sentence to an article, the same one in both.
fn change(root: &Path, run: usize) -> io::Result<()> {
    let mut articles: Vec<PathBuf> =
        fs::read_dir(root.join("content/articles"))?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    articles.sort();
    let article = &articles[(articles.len() / 2 + run) % articles.len()];
    let text = fs::read_to_string(article)?;
    fs::write(article, format!("{text}\nThe figures were checked again in the evening.\n"))
}

fn remove(root: &Path, folders: &[&str]) -> io::Result<()> {
    folders.iter().map(|folder| root.join(folder)).filter(|folder| folder.exists()).try_for_each(fs::remove_dir_all)
}

fn print(what: &str, figures: &Figures, articles: usize) {
    println!(
        "{what:<29}{:>9}{:>9}{:>9}{:>9}{:>13.4}",
        table::seconds(Some(figures.wall)),
        table::seconds(figures.cpu),
        table::megabytes(figures.peak),
        table::whole(figures.written),
        table::each(figures.wall, articles)
    );
}
