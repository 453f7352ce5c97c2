//! A branch of a git repository, as hosts of pages read it. A publish is one commit: readers see all of it or nothing.
//!
//! It is made in a bare repository of our own below `.dateline/`, by plumbing alone: no checkout, and neither index nor branches of the
//! archive's own repository are touched. The push names the commit it expects to replace, so that of two publishers one is refused.

use super::folder::understood;
use super::local::Local;
use super::manifest::{Manifest, NAME};
use super::program::{Answer, Call};
use super::target::{Done, Remote, Target, Trouble};
use crate::base::path::RelPath;
use crate::base::report::Diagnostic;
use crate::config::publish::has_secret;
use crate::disk;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

/// How many commits are fetched: the one that is replaced, and the one before, to go back to.
const DEPTH: &str = "--depth=2";

/// Where what was fetched is kept.
const FETCHED: &str = "refs/dateline/fetched";

/// A branch to publish to.
#[derive(Debug)]
pub struct Git {
    root: PathBuf,
    /// Our own bare repository.
    repository: PathBuf,
    remote: String,
    branch: String,
    run: String,
    interactive: bool,
    /// How git is to call ssh, in the person's words.
    ssh: Option<String>,
    /// Where it really is, and the commit the branch was at; known after [`Git::fetch`].
    address: Option<String>,
    tip: Option<String>,
    /// What the next commit changes.
    puts: Vec<(String, RelPath)>,
    deletes: BTreeSet<RelPath>,
}

impl Git {
    /// The branch of that remote. `name` is that of the place.
    pub fn new(around: &super::Surroundings<'_>, name: &str, remote: &str, branch: &str) -> Self {
        Self {
            root: around.root.to_owned(),
            repository: around.root.join(disk::STATE).join("publish").join(format!("{}.git", crate::base::path::slug(name))),
            remote: remote.to_owned(),
            branch: branch.to_owned(),
            run: around.run.to_owned(),
            interactive: around.interactive,
            ssh: around.git_ssh.map(str::to_owned),
            address: None,
            tip: None,
            puts: Vec::new(),
            deletes: BTreeSet::new(),
        }
    }

    /// A call of git in our own repository, with a host key that has to be known, and without questions when nobody is there.
    fn git(&self) -> Call {
        let ssh = self.ssh.as_deref().unwrap_or("ssh");
        let batch = if self.interactive { "" } else { " -o BatchMode=yes" };
        // Git hands this to a shell; what we add to it is fixed. What the person says themselves comes first, and wins.
        let mut call = Call::new("git").env("GIT_SSH_COMMAND", format!("{ssh} -o StrictHostKeyChecking=yes{batch}"));
        for stray in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_TRACE", "GIT_TRACE_CURL", "GIT_CURL_VERBOSE"] {
            call = call.without(stray);
        }
        if !self.interactive {
            call = call.env("GIT_TERMINAL_PROMPT", "0");
        }
        call
    }

    fn ours(&self) -> Call {
        self.git().env("GIT_DIR", &self.repository).env("GIT_INDEX_FILE", self.repository.join(format!("index-{}", self.run)))
    }

    /// Where the remote is: an address, a path from the archive, or a remote of the archive's own repository.
    fn find(&self) -> Result<String, Trouble> {
        let plain = !self.remote.contains([':', '/', '\\']) && !self.root.join(&self.remote).exists();
        if !plain {
            let path = self.root.join(&self.remote);
            return Ok(if path.exists() { path.display().to_string() } else { self.remote.clone() });
        }
        let answer = self.git().within(&self.root).args(["remote", "get-url", "--push", "--", &self.remote]).answer()?;
        let address = String::from_utf8_lossy(&answer.out).trim().to_owned();
        if answer.code == Some(0) && !address.is_empty() {
            return Ok(address);
        }
        let problem = Diagnostic::error("publish-place", format!("the archive's repository has no remote `{}`", self.remote));
        Err(Trouble::Refused(problem.help("write an address such as `git@example.org:group/site.git`, or the name of a remote")))
    }

    fn fetch(&mut self) -> Result<(), Trouble> {
        if self.ssh.is_none() {
            let said = Call::new("git").within(&self.root).args(["config", "--get", "core.sshCommand"]).answer()?;
            self.ssh = Some(String::from_utf8_lossy(&said.out).trim().to_owned()).filter(|command| !command.is_empty());
        }
        let address = self.find()?;
        if has_secret(&address) {
            let problem = Diagnostic::error("publish-place", format!("the address of the remote `{}` holds a password", self.remote));
            let help = "take it out with `git remote set-url`, and let git's credential helper hold it: others can see the arguments of programs";
            return Err(Trouble::Refused(problem.help(help)));
        }
        if !self.repository.join("HEAD").exists() {
            disk::write::folder(&self.repository).map_err(super::folder::refused)?;
            self.git().args(["init", "--quiet", "--bare", "--"]).arg(&self.repository).output("make a repository for what is published")?;
        }
        let reference = self.reference();
        let listed = self.ours().args(["ls-remote", "--", &address, &reference]).output("reach the repository")?;
        if String::from_utf8_lossy(&listed).lines().any(|line| line.ends_with(&format!("\t{reference}"))) {
            let wanted = format!("+{reference}:{FETCHED}");
            self.ours().args(["fetch", "--quiet", "--no-tags", DEPTH, "--", &address, &wanted]).output("fetch what was published last")?;
            let fetched = self.commit_of(FETCHED)?;
            (self.address, self.tip) = (Some(address), Some(fetched));
        } else {
            (self.address, self.tip) = (Some(address), None);
        }
        Ok(())
    }

    fn reference(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    fn commit_of(&self, name: &str) -> Result<String, Trouble> {
        let out = self.ours().args(["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")]).output("read what was fetched")?;
        Ok(String::from_utf8_lossy(&out).trim().to_owned())
    }

    /// The files of a commit.
    fn listing(&self, commit: &str) -> Result<BTreeSet<String>, Trouble> {
        let out = self.ours().args(["ls-tree", "-r", "-z", "--name-only", commit]).output("list what was published last")?;
        Ok(out.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(|name| String::from_utf8_lossy(name).into_owned()).collect())
    }

    /// A commit of this tree on top of the tip, or without one before.
    fn make(&self, tree: &str, message: &str) -> Result<String, Trouble> {
        let mut call = self.ours();
        for (who, fallback) in [("GIT_AUTHOR", "Dateline"), ("GIT_COMMITTER", "Dateline")] {
            if !self.knows_who(who) {
                call = call.env(&format!("{who}_NAME"), fallback).env(&format!("{who}_EMAIL"), "dateline@localhost");
            }
        }
        call = call.args(["commit-tree", tree, "-m", message]);
        if let Some(tip) = &self.tip {
            call = call.args(["-p", tip]);
        }
        let out = call.output("make a commit")?;
        Ok(String::from_utf8_lossy(&out).trim().to_owned())
    }

    /// Whether git knows the person without guessing.
    fn knows_who(&self, who: &str) -> bool {
        let call = self.ours().args(["-c", "user.useConfigOnly=true", "var", &format!("{who}_IDENT")]);
        call.answer().is_ok_and(|answer| answer.code == Some(0))
    }

    /// Moves the branch, if it is still where it was.
    fn push(&mut self, commit: &str) -> Result<(), Trouble> {
        let Some(address) = self.address.clone() else { return Err(Trouble::failed("push", "nothing was fetched")) };
        let reference = self.reference();
        let expected = format!("--force-with-lease={reference}:{}", self.tip.as_deref().unwrap_or_default());
        let answer = self.ours().args(["push", "--quiet", "--porcelain", &expected, "--", &address, &format!("{commit}:{reference}")]).answer()?;
        if answer.code == Some(0) {
            self.tip = Some(commit.to_owned());
            return Ok(());
        }
        Err(if overtaken(&answer) { Trouble::Overtaken } else { answer.trouble("git", "push") })
    }
}

/// Whether the branch had moved, or was being moved.
fn overtaken(answer: &Answer) -> bool {
    let said = format!("{}{}", String::from_utf8_lossy(&answer.out), answer.err);
    ["stale info", "fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref", "reference already exists"]
        .iter()
        .any(|sign| said.contains(sign))
}

impl Target for Git {
    fn place(&self) -> String {
        format!("branch {} of {}", self.branch, super::target::one_line(&self.remote))
    }

    fn atomic(&self) -> bool {
        true
    }

    fn read(&mut self) -> Result<Remote, Trouble> {
        self.fetch()?;
        let Some(tip) = self.tip.clone() else { return Ok(Remote { manifest: None, empty: true }) };
        let files = self.listing(&tip)?;
        let manifest = if files.contains(NAME) {
            let bytes = self.ours().args(["cat-file", "blob", &format!("{tip}:{NAME}")]).output("read what was published last")?;
            Some(understood(&bytes, &self.place())?)
        } else {
            None
        };
        Ok(Remote { manifest, empty: files.is_empty() })
    }

    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble> {
        let Some(tip) = self.tip.clone() else { return Ok(BTreeSet::new()) };
        let files = self.listing(&tip)?;
        Ok(paths.iter().filter(|path| files.contains(path.as_str())).cloned().collect())
    }

    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        // From disk in one call; what lies nowhere is handed over by itself.
        let (made, lying): (Vec<&RelPath>, Vec<&RelPath>) = paths.iter().partition(|path| local.is_made(path));
        let mut list = String::new();
        for path in &lying {
            // What git reads here is one path a line; control characters are in none of ours.
            let _ = writeln!(list, "{}", local.folder().join(path.as_str()).display());
        }
        let out = self.ours().args(["hash-object", "-w", "--no-filters", "--stdin-paths"]).input(list).output("take in the pages")?;
        let hashes = String::from_utf8_lossy(&out).into_owned();
        for (path, hash) in lying.into_iter().zip(hashes.lines()) {
            local.bytes(path).map_err(|error| Trouble::failed(&format!("read `{path}`"), error))?;
            self.puts.push((hash.to_owned(), path.clone()));
            done(path);
        }
        for path in made {
            let bytes = local.bytes(path).map_err(|error| Trouble::failed(&format!("read `{path}`"), error))?;
            let hash = self.blob(bytes)?;
            self.puts.push((hash, path.clone()));
            done(path);
        }
        Ok(())
    }

    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        for path in paths {
            self.deletes.insert(path.clone());
            done(path);
        }
        Ok(())
    }

    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        let hash = self.blob(manifest.bytes())?;
        let tip = self.tip.clone();
        let read = self.ours().arg("read-tree");
        if let Some(tip) = &tip { read.arg(tip) } else { read.arg("--empty") }.output("make a commit")?;
        let mut changes = Vec::new();
        for path in &self.deletes {
            changes.extend_from_slice(format!("0 {}\t{path}\0", "0".repeat(hash.len())).as_bytes());
        }
        for (hash, path) in &self.puts {
            changes.extend_from_slice(format!("100644 {hash}\t{path}\0").as_bytes());
        }
        changes.extend_from_slice(format!("100644 {hash}\t{NAME}\0").as_bytes());
        self.ours().args(["update-index", "-z", "--index-info"]).input(changes).output("make a commit")?;
        let tree = self.ours().arg("write-tree").output("make a commit")?;
        let _ = std::fs::remove_file(self.repository.join(format!("index-{}", self.run)));
        let message = format!("Publish {} files", manifest.files.len());
        let commit = self.make(String::from_utf8_lossy(&tree).trim(), &message)?;
        self.push(&commit)
    }

    fn roll_back(&mut self) -> Result<String, Trouble> {
        self.fetch()?;
        let before = self.tip.clone().and_then(|tip| self.commit_of(&format!("{tip}~1")).ok());
        let Some(before) = before else {
            let problem = Diagnostic::error("publish-no-release", format!("{} has no earlier commit", self.place()));
            return Err(Trouble::Refused(problem.help("publish what was before")));
        };
        let commit = self.make(&format!("{before}^{{tree}}"), "Show what was published before")?;
        self.push(&commit)?;
        Ok(format!("what commit {} held", &before[..before.len().min(12)]))
    }
}

impl Git {
    fn blob(&self, bytes: Vec<u8>) -> Result<String, Trouble> {
        let out = self.ours().args(["hash-object", "-w", "--no-filters", "--stdin"]).input(bytes).output("take in the pages")?;
        Ok(String::from_utf8_lossy(&out).trim().to_owned())
    }
}
