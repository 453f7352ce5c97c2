//! Old addresses, as people write them.

use crate::base::path::RelPath;

/// An old address as a file of the site: `/a/b/`, `a/b`, `a/b.html`, or a name alone, which stood in the page's folder.
pub(super) fn old_address(old: &str, folder: &str) -> Option<RelPath> {
    let old = old.trim();
    if old.contains("://") || old.starts_with("//") || old.contains(['?', '#', '%', '<', '>', '"']) {
        return None;
    }
    let path = old.trim_start_matches('/');
    let path = if path.contains('/') || path.is_empty() || old.starts_with('/') {
        path.to_owned()
    } else {
        format!("{}/{path}", folder.trim_end_matches('/'))
    };
    let path = path.trim_start_matches('/');
    let page = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else if RelPath::new(path).ok()?.extension() == "html" {
        path.to_owned()
    } else {
        format!("{path}.html")
    };
    RelPath::new(page).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_are_files_inside_the_site() {
        let of = |old| old_address(old, "articles/").map(|address| address.to_string());
        assert_eq!(of("old-name").as_deref(), Some("articles/old-name.html"));
        assert_eq!(of("/2010/x/").as_deref(), Some("2010/x/index.html"));
        assert_eq!(of("news/x.html").as_deref(), Some("news/x.html"));
        assert_eq!(of("/x").as_deref(), Some("x.html"));
        assert_eq!(of("/").as_deref(), Some("index.html"));
        for bad in ["../x", "https://example.org/x", "//x", "a\\b", "%2e%2e/x", "a?b", "x\"><script>"] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
