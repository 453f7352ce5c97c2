//! Floor 3: the site. Every address, what templates see, the theme, data files and feeds.
//!
//! [`plan::plan`] says which files there are, [`Edition::render`] makes one of them. Each view is a function of the archive and its own page;
//! no page knows the time, and none but lists knows the whole.

pub mod address;
mod article_facts;
mod article_page;
mod cards;
pub mod cells;
mod cite;
mod entity_page;
mod event_page;
mod export;
mod facts;
mod feed;
mod gaps_page;
pub mod hosting;
pub mod jsonld;
pub mod ledger;
pub mod links;
mod list_pages;
mod marks;
pub mod plan;
mod redirects;
mod relations;
mod render;
pub mod review_page;
pub mod search;
mod sheet;
mod spots;
pub mod strings;
mod strip;
mod text_pages;
pub mod theme;
mod timeline_page;
pub mod view;

pub use plan::{Edition, PageKind, PageSpec};
pub use theme::Theme;

#[cfg(test)]
mod tests;
