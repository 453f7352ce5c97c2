//! Words that are looked up for every word of every text: hashing is several times faster than comparing strings down a tree.
//!
//! Whoever needs the entries in order keeps a sorted list besides; nothing may iterate over these.

/// A map that is only looked up.
#[expect(clippy::disallowed_types, reason = "looked up for every word of every text, never iterated: no order can reach the output")]
pub type Lookup<K, V> = std::collections::HashMap<K, V>;

/// A set that is only looked up.
#[expect(clippy::disallowed_types, reason = "looked up for every word of every text, never iterated: no order can reach the output")]
pub type Listed<K> = std::collections::HashSet<K>;
