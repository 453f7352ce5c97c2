//! One file for each extractor.

pub mod dates;
