//! What hosts allow, checked before anything is sent. The numbers are the hosts' own, as of November 2026.

use super::local::Entry;
use crate::base::path::RelPath;
use std::collections::BTreeMap;

/// What one host allows. What is not limited, or not known to be, is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The host, as the settings call it.
    pub host: &'static str,
    /// Files of a site.
    pub files: Option<usize>,
    /// Bytes of one file.
    pub file: Option<u64>,
    /// Bytes of a site.
    pub site: Option<u64>,
    /// Rules in `_redirects`.
    pub redirects: Option<usize>,
    /// Characters of one rule.
    pub rule: Option<usize>,
}

const MIB: u64 = 1024 * 1024;

/// The hosts whose limits are known.
pub const HOSTS: &[Limits] = &[
    Limits { host: "cloudflare-pages", files: Some(20_000), file: Some(25 * MIB), site: None, redirects: Some(2_000), rule: Some(1_000) },
    Limits { host: "github-pages", files: None, file: Some(100 * MIB), site: Some(1_000_000_000), redirects: None, rule: None },
    Limits { host: "gitlab-pages", files: None, file: None, site: Some(1_000_000_000), redirects: Some(1_000), rule: None },
];

/// What a site comes to, as hosts count it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Files.
    pub files: usize,
    /// Bytes of all of them.
    pub bytes: u64,
    /// The largest, with its bytes.
    pub largest: Option<(RelPath, u64)>,
    /// Rules in `_redirects`.
    pub redirects: usize,
    /// Characters of the longest of them.
    pub longest_rule: usize,
}

impl Size {
    /// Measures the files of a site; `redirects` is the text of its `_redirects`.
    pub fn of(files: &BTreeMap<RelPath, Entry>, redirects: &str) -> Self {
        let rules = || redirects.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        Self {
            files: files.len(),
            bytes: files.values().map(|entry| entry.size).sum(),
            largest: files.iter().max_by_key(|(_, entry)| entry.size).map(|(path, entry)| (path.clone(), entry.size)),
            redirects: rules().count(),
            longest_rule: rules().map(|rule| rule.chars().count()).max().unwrap_or(0),
        }
    }
}

impl Limits {
    /// The host of that name.
    pub fn of(host: &str) -> Option<&'static Self> {
        HOSTS.iter().find(|limits| limits.host == host)
    }

    /// What is more than the host allows, each as `21,040 files, of which it takes 20,000`.
    pub fn broken_by(&self, size: &Size) -> Vec<String> {
        let mut broken = Vec::new();
        let mut check = |found: u64, most: Option<u64>, tell: &dyn Fn(u64) -> String| {
            if let Some(most) = most.filter(|most| found > *most) {
                broken.push(tell(most));
            }
        };
        check(size.files as u64, self.files.map(|most| most as u64), &|most| format!("{} files, of which it takes {most}", size.files));
        if let Some((path, bytes)) = &size.largest {
            check(*bytes, self.file, &|most| format!("`{path}` has {}, of which it takes {}", megabytes(*bytes), megabytes(most)));
        }
        check(size.bytes, self.site, &|most| format!("{} in all, of which it takes {}", megabytes(size.bytes), megabytes(most)));
        let rules = self.redirects.map(|most| most as u64);
        check(size.redirects as u64, rules, &|most| format!("{} rules in `_redirects`, of which it takes {most}", size.redirects));
        let rule = self.rule.map(|most| most as u64);
        check(size.longest_rule as u64, rule, &|most| {
            format!("a rule in `_redirects` has {} characters, of which it takes {most}", size.longest_rule)
        });
        broken
    }
}

/// Bytes for people: `0.4 MB`, `1,000.0 MB`.
pub fn megabytes(bytes: u64) -> String {
    let tenths = (bytes + 50_000) / 100_000;
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let mut digits = whole.to_string();
    for at in (1..digits.len()).rev().filter(|at| (digits.len() - at).is_multiple_of(3)).collect::<Vec<_>>() {
        digits.insert(at, ',');
    }
    format!("{digits}.{tenth} MB")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::manifest::Sha;

    fn size(files: usize, each: u64) -> Size {
        let entry = Entry { sha: Sha::of(""), size: each };
        Size::of(&(0..files).map(|n| (RelPath::known(format!("{n}.html")), entry)).collect(), "# none\n/a /b 301\n\n/c /d 301\n")
    }

    #[test]
    fn each_limit_is_noticed_and_only_when_it_is_passed() {
        let cloudflare = Limits::of("cloudflare-pages").unwrap();
        assert_eq!(cloudflare.broken_by(&size(20_000, 25 * MIB)), Vec::<String>::new());
        let broken = cloudflare.broken_by(&size(20_001, 25 * MIB + 1));
        assert_eq!(broken, ["20001 files, of which it takes 20000", "`9999.html` has 26.2 MB, of which it takes 26.2 MB"]);
        let github = Limits::of("github-pages").unwrap();
        assert!(github.broken_by(&size(1000, 1_000_000)).is_empty() && github.broken_by(&size(1001, 1_000_000)).len() == 1);
        assert_eq!((size(1, 1).redirects, size(1, 1).longest_rule), (2, 9));
        let many = Size { redirects: 2_001, longest_rule: 1_001, ..Size::default() };
        assert_eq!(cloudflare.broken_by(&many).len(), 2);
    }

    #[test]
    fn the_settings_know_the_same_hosts() {
        let names: Vec<&str> = HOSTS.iter().map(|limits| limits.host).collect();
        assert_eq!(names, crate::config::publish::HOSTS);
    }

    #[test]
    fn bytes_are_shown_as_megabytes() {
        assert_eq!([0, 49_999, 50_000, 1_250_000_000].map(megabytes), ["0.0 MB", "0.0 MB", "0.1 MB", "1,250.0 MB"]);
    }
}
