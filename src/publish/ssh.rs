//! Another computer, by ssh: how it is reached, and what is asked of its shell. [`super::rsync`] and [`super::sftp`] carry the files.
//!
//! One connection carries everything, where ssh can share one: each call would else shake hands anew.
//!
//! Host keys have to be known beforehand; an unknown or changed one ends the run before anything is written. Names and keys come from
//! the person's own ssh settings and agent.

use super::program::{Answer, Call, quoted};
use super::target::Trouble;
use crate::config::publish::Via;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How another computer is reached.
#[derive(Debug)]
pub struct Host {
    /// `user@host`, or a name from the ssh settings.
    pub name: String,
    /// The port, when the settings do not say it.
    pub port: Option<u16>,
    /// A file of ssh settings.
    pub config: Option<String>,
    /// Whether somebody is there to be asked for a passphrase.
    pub interactive: bool,
    line: Option<Line>,
}

/// A connection that is held open for others to use. It ends with the run.
#[derive(Debug)]
struct Line {
    child: Child,
    /// Holds the socket by which others find it; nobody else may read it.
    folder: tempfile::TempDir,
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How long a person may take to type a passphrase, or a far host to answer.
const PATIENCE: Duration = Duration::from_mins(2);

impl Host {
    /// A computer that is not reached yet.
    pub const fn new(name: String, port: Option<u16>, config: Option<String>, interactive: bool) -> Self {
        Self { name, port, config, interactive, line: None }
    }

    /// Opens the one connection. When that fails, each call makes one of its own, and says what is wrong.
    pub fn connect(&mut self) {
        if self.line.is_some() || !cfg!(unix) {
            return;
        }
        let Ok(folder) = tempfile::tempdir() else { return };
        let socket = folder.path().join("s");
        let mut call = Command::new("ssh");
        call.args(["-q", "-M", "-N", "-T", "-S"]).arg(&socket).args(self.options("-p")).arg("--").arg(&self.name);
        let Ok(child) = call.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn() else { return };
        let mut line = Line { child, folder };
        let since = Instant::now();
        while !socket.exists() && since.elapsed() < PATIENCE {
            if line.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        self.line = Some(line);
    }

    /// What `ssh` and `sftp` are given before the host; `port` is the letter they take for the port.
    fn options(&self, port: &str) -> Vec<String> {
        let mut options = Vec::new();
        if let Some(config) = &self.config {
            options.extend(["-F".to_owned(), config.clone()]);
        }
        if let Some(number) = self.port {
            options.extend([port.to_owned(), number.to_string()]);
        }
        for option in ["StrictHostKeyChecking=yes", "ConnectTimeout=20", "ServerAliveInterval=15", "ClearAllForwardings=yes"] {
            options.extend(["-o".to_owned(), option.to_owned()]);
        }
        if !self.interactive {
            options.extend(["-o".to_owned(), "BatchMode=yes".to_owned()]);
        }
        if let Some(line) = &self.line {
            options.extend(["-o".to_owned(), format!("ControlPath={}", line.folder.path().join("s").display())]);
        }
        options
    }

    /// `ssh` as `rsync` wants it: one text, which it takes apart at blanks and quotes by itself.
    pub fn remote_shell(&self) -> String {
        let words = std::iter::once("ssh".to_owned()).chain(self.options("-p"));
        words.map(|word| if word.contains([' ', '\'', '"']) { format!("'{}'", word.replace('\'', "''")) } else { word }).collect::<Vec<_>>().join(" ")
    }

    /// A call of `sftp` that reads its commands from standard input.
    pub fn sftp(&self) -> Call {
        Call::new("sftp").args(["-q", "-b", "-"]).args(self.options("-P")).arg("--").arg(&self.name)
    }

    /// A call that runs a script of ours over there; `$1` and so on are the arguments. The script has no single quotes.
    pub fn shell(&self, script: &str, arguments: &[&str]) -> Call {
        let words: Vec<String> = ["sh", "-c"].into_iter().map(str::to_owned).chain([quoted(script), "dateline".to_owned()]).collect();
        let words = words.into_iter().chain(arguments.iter().map(|argument| quoted(argument))).collect::<Vec<_>>().join(" ");
        Call::new("ssh").arg("-T").args(self.options("-p")).arg("--").arg(&self.name).arg(words)
    }

    /// Runs a script over there, and gives its output.
    pub fn ask(&self, script: &str, arguments: &[&str], input: Vec<u8>, doing: &str) -> Result<Vec<u8>, Trouble> {
        self.try_to(script, arguments, input)?.good("ssh", doing)
    }

    /// Like [`Self::ask`], with the exit code for the caller to look at.
    pub fn try_to(&self, script: &str, arguments: &[&str], input: Vec<u8>) -> Result<Answer, Trouble> {
        self.shell(script, arguments).input(input).answer()
    }

    /// How a person would name a folder over there.
    pub fn folder(&self, path: &str, via: Via) -> String {
        let port = self.port.map_or_else(String::new, |port| format!(", port {port}"));
        let via = match via {
            Via::Rsync => "",
            Via::Sftp => " by sftp",
        };
        format!("{}:{path}{port}{via}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_always_checked_and_options_come_before_the_host() {
        let host = Host::new("web@example.org".to_owned(), Some(2222), Some("a b/c".to_owned()), false);
        let shell = host.remote_shell();
        assert!(shell.starts_with("ssh -F 'a b/c' -p 2222 -o StrictHostKeyChecking=yes") && shell.ends_with("-o BatchMode=yes"), "{shell}");
        let call = format!("{:?}", host.sftp());
        assert!(call.contains("\"-P\" \"2222\"") && call.contains("\"--\" \"web@example.org\""), "{call}");
        assert_eq!(host.folder("www", Via::Sftp), "web@example.org:www, port 2222 by sftp");
    }
}
