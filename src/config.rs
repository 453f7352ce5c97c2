//! `dateline.toml`: the archive's settings.

use serde::Deserialize;

/// What `dateline.toml` says. An empty file is enough.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The archive's name.
    pub title: String,
    /// One sentence on what it is.
    pub description: String,
    /// Where it will be published; feeds, sitemap and canonical links need it.
    pub base_url: Option<String>,
    /// The language of the site and of articles whose language is not known.
    pub language: String,
    /// Output folder, from the root.
    pub output: String,
    /// Whether press contacts are published.
    pub publish_contacts: bool,
    /// Folders instead of `.html` names in addresses.
    pub pretty_urls: bool,
    /// What becomes of raw HTML in articles: `escape`.
    pub html: String,
    /// Who answers for the archive; shown in the footer and in `about`.
    pub publisher: Option<String>,
    /// Rights statement for the site's footer.
    pub rights: Option<String>,
    /// From how many articles on an entity gets a page of its own.
    pub page_from: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Archive".to_owned(),
            description: String::new(),
            base_url: None,
            language: "en".to_owned(),
            output: "public".to_owned(),
            publish_contacts: false,
            pretty_urls: false,
            html: "escape".to_owned(),
            publisher: None,
            rights: None,
            page_from: 2,
        }
    }
}
