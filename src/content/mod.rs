//! Floor 1: what people own. Articles and entities as Markdown files with front matter, and the machine's notes beside them.

pub mod address;
pub mod article;
pub mod body;
pub mod codec;
pub mod entity;
pub mod finding;
pub mod highlight;
pub mod matter;
pub mod schema;
