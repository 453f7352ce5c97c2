//! Short digests by which two runs tell whether a thing is as it was. They stay in the cache; nothing that is published holds one.

use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::io;

/// The first 128 bits of a BLAKE3 digest: two different things of one archive never share one by accident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of some bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&blake3::hash(bytes.as_ref()).as_bytes()[..16]);
        Self(u128::from_le_bytes(first))
    }

    /// The fingerprint of several parts, each told from its neighbours.
    pub fn build(parts: impl FnOnce(&mut Parts)) -> Self {
        let mut collected = Parts::default();
        parts(&mut collected);
        Self::of(collected.0)
    }
}

/// The parts of a fingerprint.
#[derive(Debug, Default)]
pub struct Parts(Vec<u8>);

impl Parts {
    /// The fingerprint of all parts.
    pub fn done(&self) -> Fingerprint {
        Fingerprint::of(&self.0)
    }

    /// Adds a text, so that `ab` and `c` differ from `a` and `bc`.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len()).0.extend_from_slice(text.as_bytes());
        self
    }

    /// Adds bytes that may be no text.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.number(bytes.len()).0.extend_from_slice(bytes);
        self
    }

    /// Adds a text that may be absent; an absent one differs from an empty one.
    pub fn maybe(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.flag(true).text(text),
            None => self.flag(false),
        }
    }

    /// Adds several texts.
    pub fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> &mut Self {
        let mut count = 0;
        for text in texts {
            self.text(text);
            count += 1;
        }
        self.number(count)
    }

    /// Adds a number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.0.extend_from_slice(&(number as u64).to_le_bytes());
        self
    }

    /// Adds a moment, to the nanosecond, that may be unknown.
    pub fn time(&mut self, time: Option<std::time::SystemTime>) -> &mut Self {
        match time.map(|time| time.duration_since(std::time::UNIX_EPOCH)) {
            Some(Ok(since)) => self.flag(true).number(usize::try_from(since.as_secs()).unwrap_or(usize::MAX)).number(since.subsec_nanos() as usize),
            Some(Err(_)) => self.flag(true),
            None => self.flag(false),
        }
    }

    /// Adds a yes or no.
    pub fn flag(&mut self, flag: bool) -> &mut Self {
        self.0.push(u8::from(flag));
        self
    }

    /// Adds another fingerprint.
    pub fn print(&mut self, print: Fingerprint) -> &mut Self {
        self.0.extend_from_slice(&print.0.to_le_bytes());
        self
    }

    /// Adds a value as JSON writes it.
    pub fn value(&mut self, value: &impl Serialize) -> &mut Self {
        let at = self.0.len();
        // Writing to memory fails for maps with keys that are no texts, and nothing here has one; what was written so far still counts.
        let _ = serde_json::to_writer(&mut *self, value);
        let length = self.0.len() - at;
        self.number(length)
    }

    /// Adds a value as it prints itself for programmers.
    pub fn debug(&mut self, value: &impl std::fmt::Debug) -> &mut Self {
        let mut text = String::new();
        let _ = write!(text, "{value:?}");
        self.text(&text)
    }
}

impl io::Write for Parts {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        let of = |one: &str, two: &str| Parts::default().text(one).text(two).done();
        assert_ne!(of("ab", "c"), of("a", "bc"));
        assert_eq!(of("ab", "c"), of("ab", "c"));
        let maybe = |text: Option<&str>| Parts::default().maybe(text).done();
        assert_ne!(maybe(None), maybe(Some("")));
        let list = |texts: &[&str]| Parts::default().texts(texts.iter().copied()).texts([]).done();
        assert_ne!(list(&["a"]), list(&["a", ""]));
    }
}
