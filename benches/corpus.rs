//! Writes an archive to measure with: `cargo bench --bench corpus -- content 10000 DIR`, or `seeds` in place of `content`.
//!
//! The same number gives the same files on every machine. They are written one by one, so a million needs no more memory than ten.

#[path = "corpus/mod.rs"]
mod corpus;

use corpus::{Corpus, Written};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Cargo adds `--bench` to what it was given.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [form, number, folder] = arguments.as_slice() else {
        println!("usage: cargo bench --bench corpus -- content|seeds NUMBER DIR");
        return ExitCode::from(u8::from(!arguments.is_empty()) * 2);
    };
    let Ok(articles) = number.parse() else {
        eprintln!("`{number}` is no number of articles");
        return ExitCode::from(2);
    };
    let (corpus, folder) = (Corpus::new(), Path::new(folder));
    let written = match form.as_str() {
        "content" => corpus.write_content(folder, articles),
        "seeds" => corpus.write_seeds(folder, articles),
        _ => {
            eprintln!("`{form}` is neither `content` nor `seeds`");
            return ExitCode::from(2);
        }
    };
    match written {
        Ok(Written { files, bytes }) => {
            println!("{files} articles, {bytes} bytes, {} bytes each", bytes / (files as u64).max(1));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::from(3)
        }
    }
}
