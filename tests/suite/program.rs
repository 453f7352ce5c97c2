//! The program as a person runs it: an archive in a temporary folder, commands, what they print and what lies there afterwards.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An archive of its own for one test; gone when dropped.
pub struct Archive {
    folder: tempfile::TempDir,
}

/// What a run printed and how it ended.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Archive {
    /// An archive with an empty settings file.
    pub fn new() -> Self {
        let archive = Self::empty();
        archive.write("dateline.toml", "");
        archive
    }

    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The archive's folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, and the folders it needs.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    /// The text of a file; panics when there is none.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Whether there is such a file or folder.
    pub fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// All files below a folder, with their bytes.
    pub fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let top = self.path(folder);
        let entries = walkdir::WalkDir::new(&top).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        entries
            .map(|entry| (entry.path().strip_prefix(&top).expect("below").to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file")))
            .collect()
    }

    /// A command, ready to run in the archive.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(self.root()).args(args).env("NO_COLOR", "1");
        command
    }

    /// Runs a command.
    pub fn run(&self, args: &[&str]) -> Run {
        let Output { status, stdout, stderr } = self.command(args).output().expect("the program runs");
        Run {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&stdout).into_owned(),
            err: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }
}

impl Run {
    /// The JSON objects of standard output.
    pub fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
    }

    /// The problems, of a run with `--format json`.
    pub fn problems(&self) -> Vec<Value> {
        self.json().into_iter().filter(|line| line.get("severity").is_some()).collect()
    }
}
