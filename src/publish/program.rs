//! Programs of others that carry files: `git`, `ssh`, `rsync`, `sftp`. They are called with lists of arguments, so that nothing in a name
//! is ever read by a shell of this computer, and they get their secrets from where they always do.

use super::target::{Trouble, one_line};
use crate::base::report::Diagnostic;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

/// One call of a program.
#[derive(Debug)]
pub struct Call {
    command: Command,
    name: String,
    input: Vec<u8>,
}

/// What a program said, and how it ended.
#[derive(Debug)]
pub struct Answer {
    /// Its exit code; none when it was killed.
    pub code: Option<i32>,
    /// Standard output.
    pub out: Vec<u8>,
    /// Standard error, shown to people only after [`one_line`].
    pub err: String,
}

impl Call {
    /// A call of the program without arguments.
    pub fn new(name: &str) -> Self {
        let mut command = Command::new(name);
        // Messages that are looked at are those of the C locale.
        command.env("LC_ALL", "C");
        Self { command, name: name.to_owned(), input: Vec::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Adds arguments.
    #[must_use]
    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets a variable of its environment.
    #[must_use]
    pub fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    /// Takes a variable out of its environment.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        self.command.env_remove(key);
        self
    }

    /// The folder it works in.
    #[must_use]
    pub fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// What it reads from standard input.
    #[must_use]
    pub fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// Runs it to its end; an error is that it could not be started at all.
    pub fn answer(self) -> Result<Answer, Trouble> {
        self.answer_with(&mut |_| {})
    }

    /// Like [`Self::answer`], with each line of its output told as it comes.
    pub fn answer_with(mut self, line: &mut dyn FnMut(&str)) -> Result<Answer, Trouble> {
        let command = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| cannot_start(&self.name, &error))?;
        let (input, errors) = (child.stdin.take(), child.stderr.take());
        let sent = self.input;
        // A program that ends early closes its input; how it ended says why.
        let writer = thread::spawn(move || input.is_some_and(|mut input| input.write_all(&sent).is_ok()));
        let reader = thread::spawn(move || {
            let mut text = Vec::new();
            let _ = errors.map(|mut errors| errors.read_to_end(&mut text));
            text
        });
        let mut out = Vec::new();
        if let Some(output) = child.stdout.take() {
            let mut output = BufReader::new(output);
            let mut from = 0;
            while output.read_until(b'\n', &mut out).is_ok_and(|read| read > 0) {
                line(String::from_utf8_lossy(&out[from..]).trim_end());
                from = out.len();
            }
        }
        let code = ended(&mut child);
        let _ = writer.join();
        let err = String::from_utf8_lossy(&reader.join().unwrap_or_default()).into_owned();
        Ok(Answer { code, out, err })
    }

    /// Its output; anything but exit code 0 is an error that says what it was to do.
    pub fn output(self, doing: &str) -> Result<Vec<u8>, Trouble> {
        let name = self.name.clone();
        self.answer()?.good(&name, doing)
    }
}

impl Answer {
    /// The output, if the program said that all was well.
    pub fn good(self, name: &str, doing: &str) -> Result<Vec<u8>, Trouble> {
        if self.code == Some(0) { Ok(self.out) } else { Err(self.trouble(name, doing)) }
    }

    /// What went wrong, in the program's words.
    pub fn trouble(&self, name: &str, doing: &str) -> Trouble {
        let said = one_line(&self.err);
        let why = match self.code {
            _ if !said.is_empty() => format!("{name} says: {said}"),
            Some(code) => format!("{name} ended with {code}"),
            None => format!("{name} was killed"),
        };
        let lower = self.err.to_lowercase();
        let help = if lower.contains("host key verification failed") || lower.contains("remote host identification has changed") {
            "the host's key is not the one you know. Ask its owner for the fingerprint, and only then put it into `known_hosts`: `ssh-keyscan HOST`"
        } else if ["permission denied", "authentication failed", "could not read username", "could not read password", "403"]
            .iter()
            .any(|sign| lower.contains(sign))
        {
            "see docs/publishing.md for where passwords and keys come from"
        } else {
            "nothing was removed; when this is put right, `dateline publish` goes on where it stopped"
        };
        Trouble::Failed(Diagnostic::error("publish-failed", format!("cannot {doing}: {why}")).help(help))
    }
}

fn ended(child: &mut Child) -> Option<i32> {
    child.wait().ok().and_then(|status| status.code())
}

fn cannot_start(name: &str, error: &std::io::Error) -> Trouble {
    let problem = if error.kind() == std::io::ErrorKind::NotFound {
        Diagnostic::error("publish-failed", format!("the program `{name}` is not installed here")).help(format!("install `{name}`, and run again"))
    } else {
        Diagnostic::error("publish-failed", format!("`{name}` cannot be started: {error}")).help("look at its rights")
    };
    Trouble::Failed(problem)
}

/// A text as one word for the POSIX shell of another computer.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn programs_read_and_answer_at_the_same_time() {
        let much = "a line of text\n".repeat(100_000);
        let mut lines = 0;
        let answer = Call::new("cat").input(much.as_bytes()).answer_with(&mut |_| lines += 1).unwrap();
        assert_eq!((answer.out.len(), lines, answer.code), (much.len(), 100_000, Some(0)));
    }

    #[test]
    fn failures_say_what_was_to_be_done_and_no_secret() {
        let call = Call::new("sh").args(["-c", "echo 'cannot reach https://u:SENTINEL@example.org' >&2; exit 3"]);
        let Err(Trouble::Failed(problem)) = call.output("send the files") else { panic!("it failed") };
        assert!(problem.message.starts_with("cannot send the files: sh says:") && !format!("{problem:?}").contains("SENTINEL"), "{problem:?}");
        let Err(Trouble::Failed(problem)) = Call::new("no-such-program-here").answer() else { panic!("there is none") };
        assert!(problem.message.contains("not installed"));
    }

    #[test]
    fn quoting_leaves_nothing_to_a_shell() {
        let odd = "a'b $(touch x) `y` \\ \"z\" ; -n";
        let out = Call::new("sh").args(["-c", &format!("printf %s {}", quoted(odd))]).output("print").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), odd);
    }
}
