//! A folder of another computer that has `sftp` and nothing else. Each file is sent under another name and renamed over the old one, which
//! OpenSSH does in one moment. Nothing there can compare and write in one step: the manifest is read again right before and right after
//! it is written, which leaves a second in which two publishers may miss each other.

use super::folder::understood;
use super::local::Local;
use super::manifest::{Manifest, NAME};
use super::program::Answer;
use super::ssh::Host;
use super::target::{Done, Remote, Target, Trouble};
use crate::base::path::RelPath;
use crate::config::publish::Via;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A folder of another computer.
#[derive(Debug)]
pub struct Sftp {
    host: Host,
    path: String,
    run: String,
    seen: Option<Vec<u8>>,
    made: BTreeSet<String>,
}

impl Sftp {
    /// The folder over there.
    pub fn new(host: Host, path: &str, run: &str) -> Self {
        Self { host, path: path.trim_end_matches('/').to_owned(), run: run.to_owned(), seen: None, made: BTreeSet::new() }
    }

    fn batch(&self, commands: &str, line: &mut dyn FnMut(&str)) -> Result<Answer, Trouble> {
        self.host.sftp().input(commands).answer_with(line)
    }

    fn over_there(&self, path: &str) -> String {
        if path.is_empty() { self.path.clone() } else { format!("{}/{path}", self.path) }
    }

    /// The name of a file on its way.
    fn on_its_way(&self) -> String {
        self.over_there(&format!(".dateline-new-{}", self.run))
    }

    /// The manifest and the names in the folder.
    fn look(&self) -> Result<(Option<Vec<u8>>, bool), Trouble> {
        let folder = tempfile::tempdir().map_err(|error| Trouble::failed("make a temporary folder", error))?;
        let here = folder.path().join("manifest");
        let commands =
            format!("-ls -1a {}\n-get {} {}\n", word(&self.over_there("")), word(&self.over_there(NAME)), word(&here.display().to_string()));
        let answer = self.batch(&commands, &mut |_| {})?;
        if answer.code != Some(0) {
            return Err(answer.trouble("sftp", "look at what is there"));
        }
        let out = String::from_utf8_lossy(&answer.out).into_owned();
        let names = out.lines().filter(|line| !line.starts_with("sftp> ")).map(last_part);
        let empty = names.filter(|name| ![".", "..", ""].contains(name)).count() == 0;
        let manifest = std::fs::read(&here).ok();
        // Present and not received is no reason to take the place for a new one.
        if manifest.is_none() && out.lines().any(|line| last_part(line) == NAME && !line.starts_with("sftp> ")) {
            return Err(answer.trouble("sftp", "read the list of what is published"));
        }
        Ok((manifest, empty))
    }

    /// Commands that make the folders of these files; those that are there are no error.
    fn folders<'p>(&mut self, paths: impl Iterator<Item = &'p str>) -> String {
        let mut commands = String::new();
        let first = self.made.is_empty();
        if first {
            let at = self.path.char_indices().filter(|(at, c)| *c == '/' && *at > 0).map(|(at, _)| at);
            let above: Vec<&str> = at.map(|at| &self.path[..at]).chain([self.path.as_str()]).collect();
            for folder in above {
                let _ = writeln!(commands, "-mkdir {}", word(folder));
            }
            self.made.insert(String::new());
        }
        for path in paths {
            let folder = path.rfind('/').map_or("", |at| &path[..at]);
            let ends = folder.char_indices().filter(|(_, c)| *c == '/').map(|(at, _)| at).chain([folder.len()]).filter(|at| *at > 0);
            for end in ends.collect::<Vec<_>>() {
                if self.made.insert(folder[..end].to_owned()) {
                    let _ = writeln!(commands, "-mkdir {}", word(&self.over_there(&folder[..end])));
                }
            }
        }
        commands
    }
}

impl Target for Sftp {
    fn place(&self) -> String {
        self.host.folder(&self.path, Via::Sftp)
    }

    fn atomic(&self) -> bool {
        false
    }

    fn read(&mut self) -> Result<Remote, Trouble> {
        self.host.connect();
        let (manifest, empty) = self.look()?;
        self.seen = manifest;
        let manifest = self.seen.as_deref().map(|bytes| understood(bytes, &self.place())).transpose()?;
        Ok(Remote { manifest, empty })
    }

    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble> {
        let folders: BTreeSet<&str> = paths.iter().map(RelPath::folder).collect();
        let list: Vec<&str> = folders.into_iter().collect();
        let mut commands = String::new();
        for folder in &list {
            let _ = writeln!(commands, "-ls -1a {}", word(&self.over_there(folder)));
        }
        let mut at = 0_usize;
        let mut found = BTreeSet::new();
        let answer = self.batch(&commands, &mut |line| {
            if line.starts_with("sftp> ") {
                at += 1;
            } else if let Some(folder) = at.checked_sub(1).and_then(|at| list.get(at)) {
                let name = last_part(line);
                let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                found.extend(RelPath::new(path).ok().filter(|path| paths.contains(path)));
            }
        })?;
        if answer.code == Some(0) { Ok(found) } else { Err(answer.trouble("sftp", "look at what is there")) }
    }

    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        let (placed, _made) = local.on_disk(paths).map_err(|error| Trouble::failed("read what is to be sent", error))?;
        let mut commands = self.folders(paths.iter().map(RelPath::as_str));
        let new = self.on_its_way();
        let mut order = Vec::new();
        let lying: BTreeMap<&RelPath, _> = placed.iter().flat_map(|(folder, paths)| paths.iter().map(move |path| (path, folder))).collect();
        for path in paths {
            let Some(folder) = lying.get(path) else { continue };
            let from = folder.join(path.as_str()).display().to_string();
            let _ = writeln!(commands, "put {} {}\nrename {} {}", word(&from), word(&new), word(&new), word(&self.over_there(path.as_str())));
            order.push(path);
        }
        // A command is shown when the one before is done.
        let (mut at, mut renaming) = (0, false);
        let answer = self.batch(&commands, &mut |line| {
            if let Some(command) = line.strip_prefix("sftp> ") {
                if renaming && let Some(path) = order.get(at) {
                    done(path);
                    at += 1;
                }
                renaming = command.starts_with("rename ");
            }
        })?;
        if answer.code != Some(0) {
            return Err(answer.trouble("sftp", "send the files"));
        }
        for path in &order[at.min(order.len())..] {
            done(path);
        }
        for path in paths {
            local.bytes(path).map_err(|error| Trouble::failed(&format!("read `{path}`"), error))?;
        }
        Ok(())
    }

    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        let present = self.present(&paths.iter().cloned().collect())?;
        let mut commands = String::new();
        for path in paths.iter().filter(|path| present.contains(*path)) {
            let _ = writeln!(commands, "rm {}", word(&self.over_there(path.as_str())));
        }
        // Folders that are empty now, the deepest first; others refuse.
        let mut folders = BTreeSet::new();
        for path in paths {
            let mut folder = path.folder();
            while !folder.is_empty() && folders.insert((std::cmp::Reverse(folder.matches('/').count()), folder)) {
                folder = folder.rfind('/').map_or("", |at| &folder[..at]);
            }
        }
        for (_, folder) in folders {
            let _ = writeln!(commands, "-rmdir {}", word(&self.over_there(folder)));
        }
        let answer = self.batch(&commands, &mut |_| {})?;
        if answer.code != Some(0) {
            return Err(answer.trouble("sftp", "remove what is gone"));
        }
        paths.iter().for_each(done);
        Ok(())
    }

    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        self.check()?;
        let bytes = manifest.bytes();
        let file = tempfile::NamedTempFile::new().map_err(|error| Trouble::failed("make a temporary file", error))?;
        std::fs::write(file.path(), &bytes).map_err(|error| Trouble::failed("make a temporary file", error))?;
        let mut commands = self.folders(std::iter::empty());
        let (from, new) = (word(&file.path().display().to_string()), word(&self.on_its_way()));
        let _ = writeln!(commands, "put {from} {new}\nrename {new} {}", word(&self.over_there(NAME)));
        let answer = self.batch(&commands, &mut |_| {})?;
        if answer.code != Some(0) {
            return Err(answer.trouble("sftp", "write the list of what is published"));
        }
        self.seen = Some(bytes);
        self.check()
    }

    fn check(&mut self) -> Result<(), Trouble> {
        if self.look()?.0 == self.seen { Ok(()) } else { Err(Trouble::Overtaken) }
    }
}

/// A line of `ls -1`, which names the folder or does not.
fn last_part(line: &str) -> &str {
    line.rsplit('/').next().unwrap_or(line)
}

/// A text as one word of a command of `sftp`. Inside its quotes patterns mean nothing.
fn word(text: &str) -> String {
    let mut word = String::from("\"");
    for c in text.chars() {
        if c == '"' || c == '\\' {
            word.push('\\');
        }
        word.push(c);
    }
    word.push('"');
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_made_once_and_from_the_top() {
        let host = Host::new("h".to_owned(), None, None, false);
        let mut sftp = Sftp::new(host, "/srv/www/", "run");
        let commands = sftp.folders(["a/b/c.html", "a/d.html", "e.html"].into_iter());
        assert_eq!(commands, "-mkdir \"/srv\"\n-mkdir \"/srv/www\"\n-mkdir \"/srv/www/a\"\n-mkdir \"/srv/www/a/b\"\n");
        assert_eq!(sftp.folders(["a/x.html"].into_iter()), "");
        assert_eq!((word("a\"b"), last_part("/x/y"), last_part("y")), ("\"a\\\"b\"".to_owned(), "y", "y"));
    }
}
