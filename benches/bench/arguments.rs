//! What the command line says.

use std::path::PathBuf;

/// What is to be measured, and where.
#[derive(Debug)]
pub struct Arguments {
    /// Numbers of articles, in the order given.
    pub sizes: Vec<usize>,
    /// How often each step is run; the quickest run counts.
    pub runs: usize,
    /// Where archives are made.
    pub folder: PathBuf,
    /// Hugo's program, to be measured beside ours.
    pub hugo: Option<PathBuf>,
    /// The folder with the generators that write the same articles for Hugo and for us.
    pub peers: Option<PathBuf>,
}

impl Arguments {
    /// Reads them. Without sizes they are `sizes` under `cargo bench`, and a mere trial of fifty under `cargo test --benches`.
    pub fn read(sizes: &[usize]) -> Result<Self, String> {
        let mut read = Self { sizes: Vec::new(), runs: 1, folder: std::env::temp_dir(), hugo: None, peers: None };
        let mut measured = false;
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("`{argument}` needs a value"));
            match argument.as_str() {
                "--bench" => measured = true,
                "--runs" => read.runs = number(&value()?)?.max(1),
                "--dir" => read.folder = value()?.into(),
                "--hugo" => read.hugo = Some(value()?.into()),
                "--peers" => read.peers = Some(value()?.into()),
                size => read.sizes.push(number(size)?),
            }
        }
        if read.hugo.is_some() != read.peers.is_some() {
            return Err("`--hugo` and `--peers` are needed together; docs/benchmarks.md says why".to_owned());
        }
        if read.sizes.is_empty() {
            read.sizes = if measured { sizes.to_vec() } else { vec![50] };
        }
        Ok(read)
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("`{text}` is neither a number nor an option"))
}
