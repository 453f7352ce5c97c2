//! The first pass: what an article looks like before any fact is read from it, and what all articles together know.
//!
//! Parts of an article and its dateline, the acronyms it defines, what names look like, and the tables of the archive.
//! [`super::extract`] builds on it.

pub mod acronyms;
pub mod asked;
pub mod blocks;
pub mod dateline;
pub mod names;
pub mod tables;
