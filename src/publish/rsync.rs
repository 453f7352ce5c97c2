//! A folder of another computer, filled by `rsync`, with a shell over there for the rest. With releases each publish is seen in one moment:
//! a folder `releases/7`, made of hard links to the one before, and a link `current` that is replaced by renaming.

use super::folder::understood;
use super::local::Local;
use super::manifest::{Manifest, NAME};
use super::program::Call;
use super::releases::{CURRENT, RELEASES};
use super::ssh::Host;
use super::target::{Done, Remote, Target, Trouble};
use crate::base::path::RelPath;
use crate::base::report::Diagnostic;
use crate::config::publish::Via;
use std::collections::{BTreeMap, BTreeSet};

/// What is said before a manifest, which may not be there.
const HEAD: &str = "dateline";

/// `$1` is the folder, `$2` the manifest's name. Prints what `current` leads to, the highest release, whether the folder is empty, then the manifest.
const READ: &str = r#"
at=- last=0 state=empty
if [ -e "$1" ]; then
  cd -- "$1" || exit 1
  [ -z "$(ls -A | head -n 1)" ] || state=full
  if [ "$3" = releases ]; then
    if [ -L current ]; then at=$(readlink current); elif [ -e current ]; then at=other; fi
    for r in releases/*; do r=${r##*/}; case $r in *[!0-9]*) ;; ?*) [ "$r" -gt "$last" ] && last=$r ;; esac; done
    if [ "$at" = - ]; then [ -d releases ] && state=empty; elif [ "$at" != other ]; then cd -- current || exit 1; fi
  fi
fi
printf "dateline %s %s %s\n" "$at" "$last" "$state"
if [ -e "$1" ] && [ -f "$2" ] && [ "$at" != other ]; then cat -- "$2"; fi
"#;

/// `$1` is the folder; paths are read, one a line. Prints those that exist.
const PRESENT: &str = r#"
[ -e "$1" ] || exit 0
cd -- "$1" || exit 1
while IFS= read -r p; do if [ -e "./$p" ] || [ -L "./$p" ]; then printf "%s\n" "$p"; fi; done
"#;

/// `$1` is the folder; paths are read, one a line. Prints each when it is gone.
const DELETE: &str = r#"
cd -- "$1" || exit 1
while IFS= read -r p; do
  rm -f -- "./$p" || exit 1
  printf "%s\n" "$p"
  case $p in */*) d=${p%/*}; while [ "$d" != . ] && rmdir -- "./$d" 2>/dev/null; do case $d in */*) d=${d%/*} ;; *) d=. ;; esac; done ;; esac
done
"#;

/// `$1` is the folder, `$2` the manifest's name, `$3` the run, `$4` and `$5` two lines of the manifest that is expected there, `-` when none is;
/// `$6` the length of the new one, which is read: a connection that drops looks like its end. Ends with 9 when another one is there.
const COMMIT: &str = r#"
mkdir -p -- "$1" && cd -- "$1" || exit 1
t=.dateline-new-$3
trap "rm -f -- $t" EXIT
cat > "$t" && [ "$(wc -c < "$t")" -eq "$6" ] || exit 1
if mkdir .dateline-lock 2>/dev/null || [ -n "$(find .dateline-lock -prune -mmin +2)" ]; then trap "rm -f -- $t; rmdir .dateline-lock" EXIT
else exit 9; fi
if [ "$4" = - ]; then [ ! -e "$2" ] || exit 9
else grep -qF -e "$4" "$2" && grep -qF -e "$5" "$2" || exit 9; fi
mv -f -- "$t" "$2"
"#;

/// `$1` is the folder, `$2` the run, `$3` what `current` leads to. Makes the next release of it, under a name of the run's own.
const STAGE: &str = r#"
mkdir -p -- "$1/releases" && cd -- "$1/releases" && rm -rf -- ".new-$2" && mkdir -- ".new-$2" || exit 1
[ "$3" = - ] || cp -al -- "../$3/." ".new-$2/" 2>/dev/null || cp -a -- "../$3/." ".new-$2/"
"#;

/// `$1` is the folder, `$2` the run, `$3` what `current` has to lead to, `$4` the new number, `$5` how many to keep, `$6` the manifest's name,
/// `$7` its length; reads the manifest. Ends with 9 when somebody was faster.
const SHOW: &str = r#"
cd -- "$1" || exit 1
rm -f -- "releases/.new-$2/$6"
cat > "releases/.new-$2/$6" && [ "$(wc -c < "releases/.new-$2/$6")" -eq "$7" ] || exit 1
at=-; [ -L current ] && at=$(readlink current)
[ "$at" = "$3" ] || exit 9
[ ! -e "releases/$4" ] || exit 9
mv -T -- "releases/.new-$2" "releases/$4" || exit 9
ln -s -- "releases/$4" ".current-$2" && mv -T -- ".current-$2" current || exit 1
n=0
for r in $(ls releases | grep -x "[0-9]*" | sort -rn); do
  [ "$r" -le "$4" ] || continue
  n=$((n + 1)); [ "$n" -le "$5" ] || rm -rf -- "releases/$r"
done
rm -rf -- releases/.new-*
exit 0
"#;

/// `$1` is the folder, `$2` the run. Shows the release before the one that is shown, and prints its number.
const BACK: &str = r#"
cd -- "$1" || exit 1
[ -L current ] || exit 8
at=$(readlink current); at=${at##*/}
before=
for r in $(ls releases | grep -x "[0-9]*" | sort -rn); do if [ "$r" -lt "$at" ]; then before=$r; break; fi; done
[ -n "$before" ] || exit 8
ln -s -- "releases/$before" ".current-$2" && mv -T -- ".current-$2" current && printf "%s\n" "$before"
"#;

/// The exit code of our scripts when somebody else was faster, and when there is nothing to go back to.
const OVERTAKEN: i32 = 9;
const NOTHING: i32 = 8;

/// A folder of another computer.
#[derive(Debug)]
pub struct Rsync {
    host: Host,
    path: String,
    releases: usize,
    run: String,
    /// The manifest there.
    seen: Vec<u8>,
    /// What `current` leads to, `-` when there is none; and the number of the next release.
    current: String,
    next: u64,
    staged: bool,
}

impl Rsync {
    /// The folder; with `releases` more than 0 that many are kept.
    pub fn new(host: Host, path: &str, releases: usize, run: &str) -> Self {
        let (path, run) = (path.trim_end_matches('/').to_owned(), run.to_owned());
        Self { host, path, releases, run, seen: Vec::new(), current: "-".to_owned(), next: 1, staged: false }
    }

    /// Where files are written: the folder itself, or the release in the making.
    fn into(&mut self) -> Result<String, Trouble> {
        if self.releases == 0 {
            return Ok(self.path.clone());
        }
        if !self.staged {
            self.host.ask(STAGE, &[&self.path, &self.run, &self.current], Vec::new(), "make the next release")?;
            self.staged = true;
        }
        Ok(format!("{}/{RELEASES}/.new-{}", self.path, self.run))
    }

    fn look(&self) -> Result<(String, u64, bool, Vec<u8>), Trouble> {
        let mode = if self.releases > 0 { "releases" } else { "plain" };
        let out = self.host.ask(READ, &[&self.path, NAME, mode], Vec::new(), "look at what is there")?;
        // What a login prints comes before our first line.
        let start = find(&out, format!("{HEAD} ").as_bytes()).unwrap_or(out.len());
        let end = out[start..].iter().position(|byte| *byte == b'\n').map_or(out.len(), |at| start + at);
        let head = String::from_utf8_lossy(&out[start..end]).into_owned();
        let mut words = head.split(' ').skip(1);
        match (words.next(), words.next().and_then(|word| word.parse().ok()), words.next()) {
            (Some(current), Some(last), Some(state)) => {
                Ok((current.to_owned(), last, state == "empty", out.get(end + 1..).unwrap_or_default().to_vec()))
            }
            _ => Err(Trouble::failed("look at what is there", "the other computer has no shell that answers; try `via = \"sftp\"`")),
        }
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

fn lines(paths: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<u8> {
    paths.into_iter().flat_map(|path| [path.as_ref().as_bytes(), b"\n"].concat()).collect()
}

impl Target for Rsync {
    fn place(&self) -> String {
        self.host.folder(&self.path, Via::Rsync)
    }

    fn atomic(&self) -> bool {
        self.releases > 0
    }

    fn read(&mut self) -> Result<Remote, Trouble> {
        self.host.connect();
        let (current, last, empty, bytes) = self.look()?;
        if current == "other" || (current != "-" && !current.starts_with(&format!("{RELEASES}/"))) {
            let problem = Diagnostic::error("publish-foreign", format!("`{CURRENT}` in {} is no link of Dateline's", self.place()));
            return Err(Trouble::Refused(problem.help("move it away there, or set `releases = 0`")));
        }
        (self.current, self.next, self.seen) = (current, last.saturating_add(1), bytes);
        let manifest = if self.seen.is_empty() { None } else { Some(understood(&self.seen, &self.place())?) };
        Ok(Remote { manifest, empty })
    }

    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble> {
        let folder = match (self.releases, self.current.as_str()) {
            (0, _) => self.path.clone(),
            (_, "-") => return Ok(BTreeSet::new()),
            (_, current) => format!("{}/{current}", self.path),
        };
        let out = self.host.ask(PRESENT, &[&folder], lines(paths), "look at what is there")?;
        let found = String::from_utf8_lossy(&out).into_owned();
        Ok(found.lines().filter_map(|line| RelPath::new(line).ok()).filter(|path| paths.contains(path)).collect())
    }

    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        let into = self.into()?;
        let (lying, _made) = local.on_disk(paths).map_err(|error| Trouble::failed("read what is to be sent", error))?;
        let mut waiting: BTreeMap<&str, &RelPath> = paths.iter().map(|path| (path.as_str(), path)).collect();
        for (folder, paths) in lying {
            let list: Vec<u8> = paths.iter().flat_map(|path| [path.as_str().as_bytes(), b"\0"].concat()).collect();
            // Checksums decide. Times and rights of this computer are of no interest; whole files are renamed into place one by one.
            let call = Call::new("rsync")
                .args(["--checksum", "--protect-args", "--no-implied-dirs", "--chmod=D755,F644", "--perms", "--out-format=%n"])
                .args(["--files-from=-", "--from0", "--timeout=60", "-e", &self.host.remote_shell()])
                .args(["--".to_owned(), format!("{}/", folder.display()), format!("{}:{into}/", bracketed(&self.host.name))])
                .input(list);
            let answer = call.answer_with(&mut |line| {
                if let Some(path) = waiting.remove(line) {
                    done(path);
                }
            })?;
            answer.good("rsync", "send the files")?;
        }
        // What was there already was not sent again, as after a run that was stopped.
        for path in waiting.into_values() {
            done(path);
        }
        for path in paths {
            local.bytes(path).map_err(|error| Trouble::failed(&format!("read `{path}`"), error))?;
        }
        Ok(())
    }

    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        let folder = self.into()?;
        let answer = self.host.shell(DELETE, &[&folder]).input(lines(paths)).answer_with(&mut |line| {
            if let Some(path) = paths.iter().find(|path| path.as_str() == line) {
                done(path);
            }
        })?;
        answer.good("ssh", "remove what is gone").map(|_| ())
    }

    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        let bytes = manifest.bytes();
        let answer = if self.releases > 0 {
            self.into()?;
            let (next, keep) = (self.next.to_string(), self.releases.to_string());
            self.host.try_to(SHOW, &[&self.path, &self.run, &self.current, &next, &keep, NAME, &bytes.len().to_string()], bytes.clone())?
        } else {
            let expected = if self.seen.is_empty() { ["-".to_owned(), String::new()] } else { understood(&self.seen, &self.place())?.marks() };
            let arguments = [&self.path, NAME, &self.run, &expected[0], &expected[1], &bytes.len().to_string()];
            self.host.try_to(COMMIT, &arguments, bytes.clone())?
        };
        match answer.code {
            Some(0) => self.seen = bytes,
            Some(OVERTAKEN) => return Err(Trouble::Overtaken),
            _ => return Err(answer.trouble("ssh", "write the list of what is published")),
        }
        if self.releases > 0 {
            (self.current, self.next, self.staged) = (format!("{RELEASES}/{}", self.next), self.next.saturating_add(1), false);
        }
        Ok(())
    }

    fn check(&mut self) -> Result<(), Trouble> {
        if self.releases > 0 || self.look()?.3 == self.seen { Ok(()) } else { Err(Trouble::Overtaken) }
    }

    fn roll_back(&mut self) -> Result<String, Trouble> {
        let none = || {
            let problem = Diagnostic::error("publish-no-release", format!("{} holds no earlier release", self.host.folder(&self.path, Via::Rsync)));
            Trouble::Refused(problem.help("set `releases = 5`, or publish what was before"))
        };
        if self.releases == 0 {
            return Err(none());
        }
        let answer = self.host.try_to(BACK, &[&self.path, &self.run], Vec::new())?;
        if answer.code == Some(NOTHING) {
            return Err(none());
        }
        let out = answer.good("ssh", "show the release before")?;
        Ok(format!("release {}", String::from_utf8_lossy(&out).trim()))
    }
}

/// An address of version 6 has colons, which `rsync` would take for its own.
fn bracketed(name: &str) -> String {
    let (user, host) = name.rsplit_once('@').map_or((String::new(), name), |(user, host)| (format!("{user}@"), host));
    if host.contains(':') && !host.starts_with('[') { format!("{user}[{host}]") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_script_of_ours_holds_what_would_end_its_quotes() {
        for script in [READ, PRESENT, DELETE, COMMIT, STAGE, SHOW, BACK] {
            assert!(!script.contains('\''), "{script}");
        }
        assert_eq!([bracketed("u@::1"), bracketed("u@h")], ["u@[::1]", "u@h"]);
    }
}
