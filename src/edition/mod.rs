//! Floor 3: the site. Every address, what templates see, the theme, data files and feeds.

pub mod view;
