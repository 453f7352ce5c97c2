//! Floor 0: the notions everything else is built of. Imports nothing of the crate.

pub mod csv;
pub mod date;
pub mod files;
pub mod fingerprint;
pub mod lookup;
pub mod media;
pub mod path;
pub mod report;
pub mod sentence;
pub mod span;
pub mod text;
pub mod tree;
