//! What a place is told about a file: its type, and how long it may be kept without asking again.

use super::manifest::Sha;
use crate::base::media::media_type;
use crate::base::path::RelPath;

/// For what keeps its address when it changes.
pub const FRESH: &str = "public, max-age=60, must-revalidate";

/// For what gets another name when it changes.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// The fewest characters of a digest in a name that are taken for one.
const MARK: usize = 8;

/// `Content-Type` of a file. Precompressed files have that of what is inside; see [`encoding`].
pub fn content_type(path: &RelPath) -> &'static str {
    let plain = path.as_str().strip_suffix(".gz").and_then(|path| RelPath::new(path).ok());
    let path = plain.as_ref().unwrap_or(path);
    match (path.name(), path.extension().as_str()) {
        ("feed.xml", _) | (_, "atom") => "application/atom+xml; charset=utf-8",
        ("feed.json", _) => "application/feed+json",
        (_, "xml") => "application/xml; charset=utf-8",
        (_, extension) => media_type(extension),
    }
}

/// `Content-Encoding` of a file, when it has one.
pub fn encoding(path: &RelPath) -> Option<&'static str> {
    (path.extension() == "gz").then_some("gzip")
}

/// `Cache-Control` of a file. Only where its name holds the beginning of its own digest can it never change under that name.
pub fn cache_control(path: &RelPath, sha: Sha) -> &'static str {
    let sha = sha.to_string();
    let mut parts = path.name().split(['.', '-', '_']);
    if parts.any(|part| part.len() >= MARK && sha.starts_with(&part.to_ascii_lowercase())) { FOREVER } else { FRESH }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_with_their_encoding() {
        let of = |path| content_type(&RelPath::known(path));
        assert_eq!(of("articles/x.html"), "text/html; charset=utf-8");
        assert_eq!(of("articles/x.html.gz"), "text/html; charset=utf-8");
        assert_eq!(of("feed.xml"), "application/atom+xml; charset=utf-8");
        assert_eq!(of("sitemap.xml"), "application/xml; charset=utf-8");
        assert_eq!(of(".nojekyll"), "application/octet-stream");
        assert_eq!((encoding(&RelPath::known("a.css.gz")), encoding(&RelPath::known("a.css"))), (Some("gzip"), None));
    }

    #[test]
    fn only_what_can_be_proved_to_be_named_by_its_bytes_is_kept_for_ever() {
        let sha = Sha::of("a");
        let of = |path| cache_control(&RelPath::known(path), sha);
        assert_eq!(of("assets/site.ca978112ca.css"), FOREVER);
        assert_eq!(of("assets/site-CA978112.css"), FOREVER);
        for name in ["assets/site.css", "assets/site.ca97.css", "assets/site.deadbeef.css", "index.html", "search/articles/3e3e.js"] {
            assert_eq!(of(name), FRESH, "{name}");
        }
    }
}
