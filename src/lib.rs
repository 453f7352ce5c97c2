//! Dateline turns a folder of articles, as they were published, into a browsable archive: plain HTML that can be hosted anywhere.
//!
//! ```text
//! seeds/ ─read─▶ RawDocument ─extract─▶ Findings ─settle─▶ Draft ─merge─▶ changes to content/
//!                                                              ▲ never over a person's edit
//! content/ ─parse─▶ Articles, Entities ─arrange─▶ Archive ─plan─▶ Pages ─render─▶ changes to public/
//! ```
//!
//! Two pure functions joined by a folder that people own: [`intake`] makes changes to `content/`, [`edition`] makes changes to `public/`.
//! Neither imports the other. Both return values and a report of problems; one part, [`disk`], touches files; one part, [`cli`], prints.
//!
//! The floors, lowest first. A module imports from floors below its own, never upwards, and the two wings of floor 2 do not know each
//! other; `tests/suite/tidy.rs` reads the `use` lines of every file.
//!
//! | floor | modules |
//! |---|---|
//! | 0 | [`base`] |
//! | 1 | [`content`], [`config`], [`lexicon`] |
//! | 2 | [`intake`] (left wing), [`archive`] (right wing) |
//! | 3 | [`edition`] |
//! | 4 | [`disk`], [`preview`], [`publish`] |
//! | 5 | [`cli`] |

pub mod archive;
pub mod base;
pub mod cli;
pub mod config;
pub mod content;
pub mod disk;
pub mod edition;
pub mod intake;
pub mod lexicon;
#[cfg(feature = "serve")]
pub mod preview;
pub mod publish;
