//! `dateline import`: files become seeds, seeds become pages.

use super::args::{Common, Import};
use super::console::Console;
use super::diff::Difference;
use super::layout::count;
use super::root::Root;
use super::{Exit, Stop, started_in};
use super::{pipeline, proposals};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::tree::{Digest, Tree};
use crate::disk::lock::Lock;
use crate::disk::read::{self, Dots};
use crate::disk::write;
use std::path::Path;

pub(super) fn run(common: &Common, options: &Import, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let _lock = Lock::acquire(&root.path, || console.say("another run is at work on this archive; waiting for it"))?;
    let mut report = Report::default();
    if !options.accept.is_empty() || !options.keep.is_empty() {
        report = proposals::settle(&root, options, console)?;
        console.report(&report);
        return Ok(Exit::of(&report));
    }
    if options.dry_run {
        return show(&root, options, console);
    }
    if !options.paths.is_empty() {
        let copied = copy(&root, &options.paths.iter().map(|path| started_in().join(path)).collect::<Vec<_>>(), &mut report)?;
        console.say(&format!("{} copied into `seeds/`, {} there already", count(copied.new, "file"), copied.known));
    }
    let imported = pipeline::import(&root, console);
    report.extend(imported.report);
    console.report(&report.clone().sorted());
    console.say(&format!(
        "{} read, {} made, {} changed, {}, {}",
        count(imported.seeds, "seed"),
        count(imported.created, "page"),
        imported.updated,
        count(report.count(crate::base::report::Severity::Error), "error"),
        count(report.count(crate::base::report::Severity::Warning), "warning"),
    ));
    Ok(if imported.refused { Exit::System } else { Exit::of(&report) })
}

/// Shows what an import would change.
fn show(root: &Root, options: &Import, console: &Console) -> Result<Exit, Stop> {
    let mut report = Report::default();
    let (mut seeds, problems) = read::tree(&root.path, "seeds", Dots::Skip);
    report.extend(problems);
    let mut known: std::collections::BTreeSet<Digest> = seeds.values().map(Digest::of).collect();
    for path in &options.paths {
        for (name, bytes) in incoming(&started_in().join(path), &mut report)? {
            if known.insert(Digest::of(&bytes)) {
                let plain = RelPath::known(format!("seeds/{name}"));
                let path = if seeds.contains_key(&plain) { marked(&plain, &bytes) } else { plain };
                seeds.insert(path, bytes);
            }
        }
    }
    let (content, problems) = read::tree(&root.path, "content", Dots::Findings);
    report.extend(problems);
    let outcome = pipeline::take_in(&seeds, &content, &root.lexicon);
    report.extend(outcome.report);
    let differences: Vec<Difference<'_>> = outcome.changes.iter().filter_map(|change| Difference::of(change, &content)).collect();
    for difference in &differences {
        if console.json() {
            console.json_line(&difference.json());
        } else {
            console.data(&difference.text());
        }
    }
    console.report(&report.clone().sorted());
    let notes = outcome.changes.len() - differences.len();
    console.say(&format!("{} would be written, and {} of notes; nothing is written", count(differences.len(), "file"), count(notes, "file")));
    Ok(Exit::of(&report))
}

#[derive(Debug, Default)]
struct Copied {
    new: usize,
    known: usize,
}

/// Copies files into `seeds/`. A file whose bytes are there already, under any name, is not copied; a name that is taken gets a mark behind it.
fn copy(root: &Root, paths: &[std::path::PathBuf], report: &mut Report) -> Result<Copied, Stop> {
    let (seeds, _) = read::tree(&root.path, "seeds", Dots::Skip);
    let mut known: std::collections::BTreeSet<Digest> = seeds.values().map(Digest::of).collect();
    let mut copied = Copied::default();
    for path in paths {
        for (name, bytes) in incoming(path, report)? {
            if !known.insert(Digest::of(&bytes)) {
                copied.known += 1;
                continue;
            }
            let plain = RelPath::known(format!("seeds/{name}"));
            if !write::create(&root.path, &plain, &bytes)? {
                write::create(&root.path, &marked(&plain, &bytes), &bytes)?;
            }
            copied.new += 1;
        }
    }
    Ok(copied)
}

/// The files at a path a person named, with the names they get below `seeds/`.
fn incoming(path: &Path, report: &mut Report) -> Result<Tree, Stop> {
    if path.is_dir() {
        let (tree, problems) = read::tree(path, "", Dots::Skip);
        report.extend(problems);
        return Ok(tree);
    }
    let shown = path.display().to_string();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match RelPath::new(&name) {
        Ok(name) => match read::file(Path::new(""), &shown)? {
            Some(bytes) => return Ok(Tree::from([(name, bytes)])),
            None => report.push(Diagnostic::error("no-file", format!("there is no file `{shown}`")).at(Place::file(shown.clone()))),
        },
        Err(error) => report.push(Diagnostic::error("name-unusable", error.to_string()).at(Place::file(shown.clone())).help("rename it")),
    }
    Ok(Tree::new())
}

/// The name with a mark made of the bytes, for a name that is taken.
fn marked(path: &RelPath, bytes: &[u8]) -> RelPath {
    let mark = &Digest::of(bytes).short()[..6];
    let name = path.name();
    let (stem, end) = name.rfind('.').filter(|&at| at > 0).map_or((name, ""), |at| name.split_at(at));
    RelPath::known(format!("{}/{stem}-{mark}{end}", path.folder()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_gets_a_mark_before_its_end() {
        let path = marked(&RelPath::known("seeds/a/b.c.txt"), b"x");
        assert!(path.as_str().starts_with("seeds/a/b.c-") && path.extension() == "txt", "{path}");
        assert!(marked(&RelPath::known("seeds/b"), b"x").as_str().starts_with("seeds/b-"));
    }
}
