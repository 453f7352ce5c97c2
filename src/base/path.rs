//! Addresses inside an archive and its site: checked relative paths, links between pages, slugs.

use super::text::squeeze;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// A path inside the archive or the site: relative, with `/`, never leaving its root.
///
/// Guaranteed: no empty, `.` or `..` part, no backslash, no drive letter, no control character, NFC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RelPath(String);

/// Why a text is no [`RelPath`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPath {
    /// Nothing is left of it.
    #[error("the path is empty")]
    Empty,
    /// It starts at a root or a drive.
    #[error("`{0}` is an absolute path")]
    Absolute(String),
    /// It climbs out of its folder.
    #[error("`{0}` leads out of its folder")]
    Escapes(String),
    /// It holds a character no path may have here.
    #[error("`{0}` holds a character that is not allowed in a path")]
    Character(String),
}

impl RelPath {
    /// Checks `path`. `a//b` and `./a` are read as `a/b` and `a`; `..` is refused, even where it would stay inside.
    pub fn new(path: impl AsRef<str>) -> Result<Self, BadPath> {
        let path = path.as_ref();
        if is_plain(path) { Ok(Self(path.to_owned())) } else { Self::checked(path) }
    }

    fn checked(path: &str) -> Result<Self, BadPath> {
        let path: String = path.nfc().collect();
        if path.starts_with('/') || path.as_bytes().get(1) == Some(&b':') {
            return Err(BadPath::Absolute(path));
        }
        if path.chars().any(|c| c == '\\' || c.is_control()) {
            return Err(BadPath::Character(super::text::visible(&path)));
        }
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
        if parts.contains(&"..") {
            return Err(BadPath::Escapes(path));
        }
        if parts.is_empty() {
            return Err(BadPath::Empty);
        }
        Ok(Self(parts.join("/")))
    }

    /// A path made of parts this program chose itself, such as a folder name and a slug.
    ///
    /// # Panics
    /// When the text is no path: a mistake in the program, not in an archive.
    pub fn known(path: impl AsRef<str>) -> Self {
        Self::made(path.as_ref().to_owned())
    }

    /// Like [`Self::known`], for a text that is not needed any more.
    ///
    /// # Panics
    /// As there.
    pub fn made(path: String) -> Self {
        if is_plain(&path) { Self(path) } else { Self::checked(&path).expect("a path of our own making") }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Everything before the last `/`; empty for a path of one part.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |at| &self.0[..at])
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rfind('/').map_or(&self.0, |at| &self.0[at + 1..])
    }

    /// The last part without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rfind('.').filter(|&at| at > 0).map_or(name, |at| &name[..at])
    }

    /// The extension in lower case, without the dot; empty when there is none.
    pub fn extension(&self) -> String {
        let name = self.name();
        name.rfind('.').filter(|&at| at > 0).map_or(String::new(), |at| name[at + 1..].to_ascii_lowercase())
    }

    /// The path below this one.
    pub fn join(&self, below: impl AsRef<str>) -> Result<Self, BadPath> {
        Self::new(format!("{}/{}", self.0, below.as_ref()))
    }

    /// How many folders lie between the site's root and this file.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// What a page at `self` writes to lead to `target`, percent-encoded: `../organisations/iom.html`.
    /// A page that leads to itself writes its own name.
    pub fn link_to(&self, target: &Self) -> String {
        let (mut from, mut to) = (self.0.as_str(), target.0.as_str());
        while let (Some((here, below)), Some((there, rest))) = (from.split_once('/'), to.split_once('/'))
            && here == there
        {
            (from, to) = (below, rest);
        }
        let up = from.bytes().filter(|byte| *byte == b'/').count();
        let mut link = String::with_capacity(3 * up + to.len());
        (0..up).for_each(|_| link.push_str("../"));
        percent_encode(to, &mut link);
        link
    }

    /// What any page writes to get to the site's root folder: `""`, `"../"`, `"../../"`.
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for RelPath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RelPath {
    type Error = BadPath;

    fn try_from(path: String) -> Result<Self, BadPath> {
        Self::new(path)
    }
}

impl From<RelPath> for String {
    fn from(path: RelPath) -> Self {
        path.0
    }
}

/// Whether a text is a path as it stands, and seen to be one at a glance: ASCII, no part that begins with a dot.
fn is_plain(path: &str) -> bool {
    let mut before = b'/';
    for &byte in path.as_bytes() {
        if !matches!(byte, b' '..=b'~') || matches!(byte, b'\\' | b':') || before == b'/' && matches!(byte, b'/' | b'.') {
            return false;
        }
        before = byte;
    }
    before != b'/'
}

/// Writes a path with everything but its `/` encoded that may not stand in an address.
fn percent_encode(path: &str, out: &mut String) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$'()*+,;=@/".contains(&byte);
    if path.bytes().all(plain) {
        return out.push_str(path);
    }
    for byte in path.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
}

/// The longest slug, in bytes. Leaves room for a collision mark and an extension on every file system.
pub const SLUG_MAX: usize = 80;

/// Stems that some systems keep for devices, and those our own addresses need.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "index", "rare",
];

/// A name for an address: ASCII lower-case letters, digits and single hyphens, 1 to [`SLUG_MAX`] bytes.
///
/// A text without a letter or digit gives `untitled`; a reserved name gets `-page` behind it.
pub fn slug(text: &str) -> String {
    let ascii = any_ascii::any_ascii(&squeeze(text).replace(['\u{2019}', '\'', '\u{2018}'], ""));
    let mut slug = String::new();
    for c in ascii.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if c == '&' {
            hyphen(&mut slug);
            slug.push_str("and");
            hyphen(&mut slug);
        } else {
            hyphen(&mut slug);
        }
    }
    if slug.len() > SLUG_MAX {
        let whole_words = slug[..=SLUG_MAX].rfind('-').filter(|&at| at > SLUG_MAX / 2);
        slug.truncate(whole_words.unwrap_or(SLUG_MAX));
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() {
        "untitled".to_owned()
    } else if RESERVED.contains(&slug) {
        format!("{slug}-page")
    } else {
        slug.to_owned()
    }
}

fn hyphen(slug: &mut String) {
    if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

/// A slug for `text` that is not `taken`. On a collision a short mark made of `identity` is added, so that the
/// address depends on what the thing is and never on the order in which things were met.
pub fn free_slug(text: &str, identity: &str, taken: &BTreeSet<String>) -> String {
    let plain = slug(text);
    if !taken.contains(&plain) {
        return plain;
    }
    let hash = blake3::hash(identity.as_bytes()).to_hex();
    (6..=hash.len().min(SLUG_MAX - 2))
        .map(|length| {
            // Short enough to be the slug of itself: a file's address is made of its name.
            let room = plain.len().min(SLUG_MAX - 1 - length);
            format!("{}-{}", plain[..room].trim_end_matches('-'), &hash[..length])
        })
        .find(|candidate| !taken.contains(candidate))
        .unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leaves_its_root() {
        for bad in ["", "/etc/passwd", "../x", "a/../../x", "C:/x", "a\\b", "a\0b", ".", "a/.."] {
            assert!(RelPath::new(bad).is_err(), "{bad:?}");
        }
        assert_eq!(RelPath::new("./a//b").unwrap().as_str(), "a/b");
        assert_eq!(RelPath::new("e\u{301}").unwrap().as_str(), "é");
        for path in ["a", "a/b.html", "a b/c~d", ".a/b", "a/.b", "a/", "/a", "a//b", "a/./b", "C:", "a:b", "é/x", "a\u{7f}", "..", "a/..b", ""] {
            assert_eq!(RelPath::new(path), RelPath::checked(path), "{path:?}");
        }
    }

    #[test]
    fn links_are_relative_to_the_page_that_has_them() {
        let page = RelPath::known("articles/one.html");
        assert_eq!(page.link_to(&RelPath::known("organisations/iom.html")), "../organisations/iom.html");
        assert_eq!(page.link_to(&RelPath::known("articles/two.html")), "two.html");
        assert_eq!(page.link_to(&RelPath::known("index.html")), "../index.html");
        assert_eq!(RelPath::known("index.html").link_to(&page), "articles/one.html");
        assert_eq!(RelPath::known("a/b/c.html").link_to(&RelPath::known("a/d e.html")), "../d%20e.html");
        assert_eq!(page.to_root(), "../");
    }

    #[test]
    fn slugs_are_plain_short_and_never_reserved() {
        assert_eq!(slug("Asia’s Largest Border Conference"), "asias-largest-border-conference");
        assert_eq!(slug("Borut Eržen & Đorđe"), "borut-erzen-and-dorde");
        assert_eq!(slug("Бишкек"), "bishkek");
        assert_eq!(slug("…!"), "untitled");
        assert_eq!(slug("CON"), "con-page");
        assert!(slug(&"word ".repeat(100)).len() <= SLUG_MAX);
        assert!(!slug(&"word ".repeat(100)).ends_with('-'));
    }

    #[test]
    fn two_titles_with_one_slug_get_two_addresses() {
        let mut taken = BTreeSet::new();
        let first = free_slug("A b", "seeds/1.txt", &taken);
        taken.insert(first.clone());
        let second = free_slug("A-b", "seeds/2.txt", &taken);
        assert_eq!(first, "a-b");
        assert!(second.starts_with("a-b-") && second != first);
        let long = "word ".repeat(100);
        let taken = BTreeSet::from([slug(&long)]);
        let other = free_slug(&long, "seeds/3.txt", &taken);
        assert!(!taken.contains(&other) && slug(&other) == other && other.len() <= SLUG_MAX, "{other}");
    }
}
