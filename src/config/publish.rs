//! `[publish.NAME]`: where the site goes. The rest of the program gets a destination of one kind, with all it needs and nothing else.

use super::{Reader, kind};
use crate::base::text::nearest;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One place the site is published to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publish {
    /// What it is called in the settings and on the command line.
    pub name: String,
    /// Where that is.
    pub to: Destination,
    /// The host whose limits are checked before anything is sent; one of [`HOSTS`].
    pub host_limits: Option<String>,
    /// How many files may go without being asked for; 100 or a tenth of the site when it is not said.
    pub max_delete: Option<usize>,
    /// Whether a `.gz` is put beside each text file of more than a kilobyte.
    pub precompress: bool,
}

/// A place, by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A folder of this computer: a mounted share, a memory stick, a web server's own.
    Folder {
        /// From the archive's folder, or absolute.
        path: String,
        /// How many releases are kept; with 0 the files lie in the folder itself.
        releases: usize,
    },
    /// A branch of a git repository, as hosts of pages read it.
    Git {
        /// Its address, or the name of a remote of the archive's own repository.
        remote: String,
        /// The branch.
        branch: String,
    },
    /// A folder of another computer.
    Ssh {
        /// `user@host`, or a name from the person's ssh settings.
        host: String,
        /// The port, when it is not said there.
        port: Option<u16>,
        /// The folder over there.
        path: String,
        /// Which program carries the files.
        via: Via,
        /// As for a folder.
        releases: usize,
        /// A file of ssh settings to use instead of the person's own.
        ssh_config: Option<String>,
    },
    /// A bucket of a store that speaks S3.
    S3 {
        /// The bucket.
        bucket: String,
        /// What all names begin with; without `/` at its ends.
        prefix: String,
        /// The store, when it is not Amazon's.
        endpoint: Option<String>,
        /// The region, when the environment does not say it.
        region: Option<String>,
    },
}

/// What carries files to another computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// `rsync`, which needs a shell over there.
    Rsync,
    /// `sftp`, where there is nothing else.
    Sftp,
}

/// Hosts whose limits are known.
pub const HOSTS: &[&str] = &["cloudflare-pages", "github-pages", "gitlab-pages"];

/// The branch when none is said.
const BRANCH: &str = "gh-pages";

/// The keys of each kind, those it cannot do without first.
const KINDS: &[(&str, &[&str], &[&str])] = &[
    ("folder", &["path"], &["releases"]),
    ("git", &["remote"], &["branch"]),
    ("ssh", &["host", "path"], &["port", "via", "releases", "ssh_config"]),
    ("s3", &["bucket"], &["prefix", "endpoint", "region"]),
];

/// The keys every kind has.
const COMMON: &[&str] = &["kind", "host_limits", "max_delete", "precompress"];

type Key<'t> = Spanned<Cow<'t, str>>;
type Value<'t> = Spanned<DeValue<'t>>;

/// Reads all of `[publish]`; a place with a mistake is left out, and told.
pub(super) fn read(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> Vec<Publish> {
    let DeValue::Table(places) = value.get_ref() else {
        let message = format!("`publish` is a table for each place, and this is {}", kind(value.get_ref()));
        reader.problem("settings-value", value.span(), message, "write `[publish.web]` and below it `kind = \"folder\"`".to_owned());
        return Vec::new();
    };
    let mut read = Vec::new();
    for (name, value) in places {
        let DeValue::Table(table) = value.get_ref() else {
            let message = format!("`publish.{}` is a table, and this is {}", name.get_ref(), kind(value.get_ref()));
            let help = format!("write `[publish.web]` and below it `{} = …`", name.get_ref());
            reader.problem("settings-value", key.span(), message, help);
            continue;
        };
        read.extend(place(name, table, reader));
    }
    read
}

#[derive(Default)]
struct Draft {
    path: String,
    remote: String,
    branch: String,
    host: String,
    bucket: String,
    prefix: String,
    via: String,
    ssh_config: Option<String>,
    endpoint: Option<String>,
    region: Option<String>,
    host_limits: Option<String>,
    releases: usize,
    port: Option<usize>,
    max_delete: Option<usize>,
    precompress: bool,
}

fn place(name: &Key<'_>, table: &DeTable<'_>, reader: &mut Reader<'_>) -> Option<Publish> {
    let before = reader.report.diagnostics.len();
    let help = || format!("write {}", listed(KINDS.iter().map(|(kind, ..)| format!("`kind = \"{kind}\"`"))));
    let said = table.iter().find(|(key, _)| key.get_ref() == "kind");
    let Some((_, said)) = said else {
        reader.problem("settings-value", name.span(), format!("`publish.{}` does not say its kind", name.get_ref()), help());
        return None;
    };
    let chosen = match said.get_ref() {
        DeValue::String(text) => KINDS.iter().find(|(kind, ..)| *kind == text.trim()),
        _ => None,
    };
    let Some(&(chosen, needed, more)) = chosen else {
        reader.problem("settings-value", said.span(), "this is no kind of place to publish to".to_owned(), help());
        return None;
    };
    let mut draft = Draft { branch: BRANCH.to_owned(), via: "rsync".to_owned(), ..Draft::default() };
    for (key, value) in table {
        let known = key.get_ref().as_ref();
        if COMMON.contains(&known) || needed.contains(&known) || more.contains(&known) {
            draft.set(key, value, reader);
        } else {
            let keys = || needed.iter().chain(more).chain(COMMON).copied();
            let help = nearest(known, keys()).map_or_else(
                || format!("a place of kind `{chosen}` has {}", listed(keys().map(|key| format!("`{key}`")))),
                |near| format!("did you mean `{near}`?"),
            );
            reader.problem("settings-key", key.span(), format!("a place of kind `{chosen}` has no setting `{known}`"), help);
        }
    }
    for key in needed.iter().filter(|needed| !table.iter().any(|(key, _)| key.get_ref() == **needed)) {
        let help = format!("add `{key} = \"…\"` below `[publish.{}]`", name.get_ref());
        reader.problem("settings-value", name.span(), format!("`publish.{}` does not say its `{key}`", name.get_ref()), help);
    }
    (reader.report.diagnostics.len() == before).then(|| draft.finish(name.get_ref(), chosen))
}

impl Draft {
    fn set(&mut self, key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) {
        let name = key.get_ref().as_ref();
        match name {
            "kind" => {}
            "path" | "remote" | "branch" | "host" | "bucket" | "prefix" | "via" => {
                let into = match name {
                    "path" => &mut self.path,
                    "remote" => &mut self.remote,
                    "branch" => &mut self.branch,
                    "host" => &mut self.host,
                    "bucket" => &mut self.bucket,
                    "prefix" => &mut self.prefix,
                    _ => &mut self.via,
                };
                let before = reader.report.diagnostics.len();
                reader.text(key, value, into);
                if reader.report.diagnostics.len() == before
                    && let Err(help) = checked(name, into)
                {
                    let tell = if has_secret(into) { Reader::secret } else { Reader::value };
                    tell(reader, value, format!("`{name}` cannot be this"), help);
                }
            }
            "ssh_config" => reader.optional(key, value, &mut self.ssh_config),
            "region" => reader.optional(key, value, &mut self.region),
            "endpoint" => {
                reader.optional(key, value, &mut self.endpoint);
                if self.endpoint.as_ref().is_some_and(|url| super::base_url(url).is_err() || has_secret(url)) {
                    reader.secret(
                        value,
                        "this is no address of a store".to_owned(),
                        "write it in full and without a password: `https://s3.example.org`",
                    );
                }
            }
            "host_limits" => {
                reader.optional(key, value, &mut self.host_limits);
                if let Some(host) = self.host_limits.as_ref().filter(|host| !HOSTS.contains(&host.as_str())) {
                    let help = format!("the hosts whose limits are known are {}", listed(HOSTS.iter().map(|host| format!("`{host}`"))));
                    reader.value(value, format!("the limits of `{host}` are not known"), &help);
                }
            }
            "releases" => whole(key, value, reader, 99, &mut self.releases),
            "max_delete" => {
                let mut number = 0;
                whole(key, value, reader, usize::MAX, &mut number);
                self.max_delete = Some(number);
            }
            "port" => {
                let mut number = 0;
                whole(key, value, reader, 65_535, &mut number);
                self.port = Some(number).filter(|port| *port > 0);
            }
            _ => reader.switch(key, value, &mut self.precompress),
        }
    }

    fn finish(self, name: &str, kind: &str) -> Publish {
        let to = match kind {
            "folder" => Destination::Folder { path: self.path, releases: self.releases },
            "git" => Destination::Git { remote: self.remote, branch: self.branch },
            "ssh" => Destination::Ssh {
                host: self.host,
                port: self.port.and_then(|port| u16::try_from(port).ok()),
                path: self.path,
                via: if self.via == "sftp" { Via::Sftp } else { Via::Rsync },
                releases: self.releases,
                ssh_config: self.ssh_config,
            },
            _ => Destination::S3 {
                bucket: self.bucket,
                prefix: self.prefix.trim_matches('/').to_owned(),
                endpoint: self.endpoint,
                region: self.region,
            },
        };
        Publish { name: name.to_owned(), to, host_limits: self.host_limits, max_delete: self.max_delete, precompress: self.precompress }
    }
}

/// What is handed to programs as an argument may not look like an option to them, nor hold what they would take for something else.
fn checked(key: &str, text: &str) -> Result<(), &'static str> {
    let plain = |extra: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c));
    let odd = text.chars().any(char::is_control);
    match key {
        "branch" if text.is_empty() || text.starts_with(['-', '/', '.']) || text.ends_with(['/', '.']) || text.contains("..") || !plain("-_./") => {
            Err("write the name of a branch, such as `gh-pages`: letters, digits, `-`, `_`, `.` and `/`, none of these first but `_`")
        }
        "host" if text.is_empty() || text.starts_with(['-', '@', ':']) || text.contains(":@") || !plain("-_.@:[]%") => {
            Err("write `user@host`, or a name from your ssh settings")
        }
        "remote" if has_secret(text) => {
            Err("leave the password or token out; git asks its credential helper for it, and the environment can hold it: see docs/publishing.md")
        }
        "remote" if text.is_empty() || text.starts_with('-') || text.contains("::") || odd => {
            Err("write an address such as `git@example.org:group/site.git`, or the name of a remote such as `origin`")
        }
        "bucket" if text.is_empty() || !text.starts_with(|c: char| c.is_ascii_alphanumeric()) || !plain("-_.") => {
            Err("write the name of the bucket alone: letters, digits, `-` and `.`")
        }
        "prefix" if odd || text.contains("//") || text.split('/').any(|part| part == "." || part == "..") => {
            Err("write a path inside the bucket, such as `archive/2015`")
        }
        "path" if text.is_empty() || text == "/" || text.starts_with('-') || odd => {
            Err("write the path of a folder of its own, such as `/srv/www/archive`")
        }
        "via" if !["rsync", "sftp"].contains(&text) => Err("write `rsync`, or `sftp` where the other computer has nothing else"),
        _ => Ok(()),
    }
}

/// Whether an address carries a password.
pub fn has_secret(url: &str) -> bool {
    url.split_once("://").and_then(|(_, rest)| rest.split('/').next()).and_then(|place| place.rsplit_once('@')).is_some_and(|(user, _)| {
        // Over http a name alone is already a token; over ssh it is the account.
        user.contains(':') || url.starts_with("http")
    })
}

fn whole(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>, most: usize, into: &mut usize) {
    match value.get_ref() {
        DeValue::Integer(number) => match usize::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) if number <= most => *into = number,
            _ => reader.value(value, format!("`{}` cannot be this number", key.get_ref()), &format!("write a whole number from 0 to {most}")),
        },
        _ => reader.wrong_kind(key, value, "a whole number", "5"),
    }
}

fn listed(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    fn read(text: &str) -> (Vec<Publish>, Vec<String>) {
        let (settings, report) = Settings::read(text);
        let told = report.diagnostics.iter().map(|problem| {
            let place = problem.place.as_ref().expect("a place");
            format!("{}: {} ({})", place.line.unwrap_or(0), problem.message, problem.help.as_deref().unwrap_or(""))
        });
        (settings.publish, told.collect())
    }

    #[test]
    fn each_kind_is_read() {
        let (read, told) = read(
            "[publish.a]\nkind = \"folder\"\npath = \"/srv/www\"\nreleases = 5\nprecompress = true\n\
             [publish.b]\nkind = \"git\"\nremote = \"git@example.org:a/b.git\"\nhost_limits = \"github-pages\"\n\
             [publish.c]\nkind = \"ssh\"\nhost = \"web@example.org\"\nport = 2222\npath = \"www\"\nvia = \"sftp\"\n\
             [publish.d]\nkind = \"s3\"\nbucket = \"site\"\nprefix = \"/a/b/\"\nmax_delete = 0\n",
        );
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(read.iter().map(|place| place.name.as_str()).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
        assert_eq!(read[0].to, Destination::Folder { path: "/srv/www".to_owned(), releases: 5 });
        assert!(read[0].precompress && read[3].max_delete == Some(0));
        assert_eq!(read[1].to, Destination::Git { remote: "git@example.org:a/b.git".to_owned(), branch: BRANCH.to_owned() });
        assert!(matches!(&read[2].to, Destination::Ssh { port: Some(2222), via: Via::Sftp, releases: 0, .. }));
        assert!(matches!(&read[3].to, Destination::S3 { prefix, .. } if prefix == "a/b"));
    }

    #[test]
    fn mistakes_are_told_with_their_line_and_what_to_write() {
        for (text, line, sign) in [
            ("[publish.a]\npath = \"x\"\n", 1, "does not say its kind"),
            ("[publish.a]\nkind = \"ftp\"\n", 2, "`kind = \"s3\"`"),
            ("[publish.a]\nkind = \"folder\"\n", 1, "does not say its `path`"),
            ("[publish.a]\nkind = \"folder\"\npath = \"x\"\nrelaeses = 2\n", 4, "did you mean `releases`?"),
            ("[publish.a]\nkind = \"folder\"\npath = \"x\"\nbranch = \"x\"\n", 4, "has no setting `branch`"),
            ("[publish.a]\nkind = \"ssh\"\nhost = \"h\"\npath = \"x\"\nvia = \"ftp\"\n", 5, "`sftp`"),
            ("[publish.a]\nkind = \"s3\"\nbucket = \"b\"\nhost_limits = \"geocities\"\n", 4, "gitlab-pages"),
            ("publish = 3\n", 1, "a table for each place"),
            ("[publish]\nkind = \"folder\"\n", 1, "`[publish.web]`"),
        ] {
            let (read, told) = read(text);
            assert!(read.is_empty(), "{text}");
            assert!(told.len() == 1 && told[0].starts_with(&format!("{line}: ")) && told[0].contains(sign), "{text}: {told:?}");
        }
    }

    #[test]
    fn nothing_can_become_an_option_and_no_secret_stands_in_the_settings() {
        for bad in [
            "kind = \"git\"\nremote = \"--upload-pack=x\"",
            "kind = \"git\"\nremote = \"ext::sh -c x\"",
            "kind = \"git\"\nremote = \"https://user:SENTINEL@example.org/a.git\"",
            "kind = \"git\"\nremote = \"https://SENTINEL@example.org/a.git\"",
            "kind = \"git\"\nremote = \"x\"\nbranch = \"--force\"",
            "kind = \"git\"\nremote = \"x\"\nbranch = \"a..b\"",
            "kind = \"ssh\"\nhost = \"-oProxyCommand=x\"\npath = \"x\"",
            "kind = \"ssh\"\nhost = \"a b\"\npath = \"x\"",
            "kind = \"ssh\"\nhost = \"h\"\npath = \"-x\"",
            "kind = \"folder\"\npath = \"/\"",
            "kind = \"s3\"\nbucket = \"a/b\"",
            "kind = \"s3\"\nbucket = \"a\"\nprefix = \"../b\"",
            "kind = \"s3\"\nbucket = \"a\"\nendpoint = \"https://k:SENTINEL@example.org\"",
        ] {
            let (places, told) = read(&format!("[publish.a]\n{bad}\n"));
            assert!(places.is_empty() && !told.is_empty(), "{bad}");
            let report = Settings::read(&format!("[publish.a]\n{bad}\n")).1;
            assert!(!format!("{report:?}").contains("SENTINEL"), "{told:?}");
        }
        for good in ["ssh://git@example.org:22/a.git", "../site.git", "origin", "file:///srv/a.git", "https://example.org/a.git"] {
            assert_eq!(read(&format!("[publish.a]\nkind = \"git\"\nremote = \"{good}\"\n")).1, Vec::<String>::new());
        }
    }
}
