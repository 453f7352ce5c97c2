//! Which addresses content may lead to.

/// Schemes a link may have. Everything else (`javascript:`, `data:`, `file:` …) stays text.
pub const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// The address as it may be written into a link: one of [`SCHEMES`], relative, or a fragment. None for every other one.
///
/// Expects entities to be decoded. Control characters and white space are taken out before the scheme is looked at, as browsers do.
pub fn allowed(address: &str) -> Option<String> {
    let plain: String = address.chars().filter(|c| !c.is_control() && !crate::base::text::is_bidi_control(*c)).collect();
    let plain = plain.trim().replace(char::is_whitespace, "%20");
    if plain.starts_with("//") || plain.starts_with('\\') || plain.starts_with("/\\") {
        return None;
    }
    match scheme(&plain) {
        Some(scheme) => SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()).then_some(plain),
        None => Some(plain),
    }
}

/// Whether the address leads out of the archive: it has a scheme.
pub fn is_external(address: &str) -> bool {
    scheme(address).is_some()
}

/// Everything before the first `:`, unless that belongs to a path, a query or a fragment.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#'])?;
    address[end..].starts_with(':').then(|| &address[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_and_relative_addresses_pass() {
        for good in ["https://example.org/a?b#c", "HTTP://example.org", "mailto:a@example.org", "tel:+66", "../a.md", "#s1", "a/b:c", "", "?x:y"] {
            assert_eq!(allowed(good).as_deref(), Some(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            " data:text/html,x",
            "vbscript:x",
            "file:///etc",
            "//evil.example",
            "x y:z",
            ":x",
            "\u{202e}javascript:x",
            "/\\evil.example",
            "java\u{a0}script:x",
        ] {
            assert_eq!(allowed(bad), None, "{bad:?}");
        }
    }
}
