//! What no program that makes these files can do without: writing them, reading the Markdown, looking at what there is.

use crate::bench::measure::{self, Figures};
use pulldown_cmark::{Options, Parser, html};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use std::{fs, io, thread};
use walkdir::WalkDir;

/// In how many threads.
const THREADS: usize = 2;

/// How many bytes are held at once; reading them is not measured.
const HELD: u64 = 128 << 20;

/// Writes the files of `from` with their bytes into `to`, in a tight loop; removes them again.
pub fn write(from: &Path, to: &Path) -> io::Result<Figures> {
    let files = files(from)?;
    let new: Vec<PathBuf> = files.iter().map(|file| to.join(file.strip_prefix(from).unwrap_or(file))).collect();
    let folders: BTreeSet<&Path> = new.iter().filter_map(|file| file.parent()).collect();
    let (made, mut sum) = measure::here(|| folders.iter().try_for_each(fs::create_dir_all));
    made?;
    in_batches(&files, |start, bytes| {
        let (done, took) = measure::here(|| each(bytes.len(), |at| fs::write(&new[start + at], &bytes[at])));
        add(&mut sum, &took);
        done
    })?;
    sum.written = Some(files.len() as u64);
    fs::remove_dir_all(to)?;
    Ok(sum)
}

/// Makes HTML of the bodies of all articles and drops it.
pub fn markdown(articles: &Path) -> io::Result<Figures> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
    let mut sum = no_figures();
    in_batches(&files(articles)?, |_, bytes| {
        let texts: Vec<String> = bytes.iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
        let bodies: Vec<&str> = texts.iter().map(|text| text.split_once("\n---\n").map_or(text.as_str(), |(_, body)| body)).collect();
        let render = |at: usize| {
            let mut out = String::with_capacity(bodies[at].len() * 3 / 2);
            html::push_html(&mut out, Parser::new_ext(bodies[at], options));
            if out.is_empty() { Err(io::Error::other("an article without text")) } else { Ok(()) }
        };
        let (done, took) = measure::here(|| each(bodies.len(), render));
        add(&mut sum, &took);
        done
    })?;
    Ok(sum)
}

/// Asks size and time of every file below a folder, one after the other.
pub fn look(folder: &Path) -> io::Result<Figures> {
    let (done, figures) = measure::here(|| WalkDir::new(folder).into_iter().try_for_each(|entry| entry?.metadata().map(drop)));
    done?;
    Ok(figures)
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Hands the bytes of files to `work`, so many at once as may be held, with the number of the first.
fn in_batches(files: &[PathBuf], mut work: impl FnMut(usize, &[Vec<u8>]) -> io::Result<()>) -> io::Result<()> {
    let (mut held, mut size, mut start) = (Vec::new(), 0, 0);
    for file in files {
        let bytes = fs::read(file)?;
        size += bytes.len() as u64;
        held.push(bytes);
        if size > HELD {
            work(start, &held)?;
            start += held.len();
            size = 0;
            held.clear();
        }
    }
    work(start, &held)
}

/// Does something for every number below `end`, in [`THREADS`] threads that take the next one when they are done.
fn each(end: usize, work: impl Fn(usize) -> io::Result<()> + Sync) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    let take = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= end {
                return Ok(());
            }
            work(at)?;
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(take)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread failed"))))
    })
}

fn no_figures() -> Figures {
    Figures { cpu: Some(Duration::ZERO), ..Figures::default() }
}

fn add(sum: &mut Figures, more: &Figures) {
    sum.wall += more.wall;
    sum.cpu = sum.cpu.zip(more.cpu).map(|(sum, more)| sum + more);
}
