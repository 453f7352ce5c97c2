//! Links of the local pages that lead to no local file. What is promised of links while a publish runs rests on there being none.

use super::local::Local;
use crate::base::path::RelPath;
use rayon::prelude::*;
use std::borrow::Cow;

/// Pages with what they lead to in vain, in the order of the pages.
pub fn dangling(local: &Local) -> Vec<(RelPath, String)> {
    let files = local.files();
    let pages: Vec<&RelPath> = files.keys().filter(|path| path.extension() == "html").collect();
    let has = |path: &str| RelPath::new(path).is_ok_and(|path| files.contains_key(&path));
    let found: Vec<Vec<(RelPath, String)>> = pages
        .into_par_iter()
        .map(|page| {
            let Ok(bytes) = local.bytes(page) else { return Vec::new() };
            let html = String::from_utf8_lossy(&bytes);
            targets(page, &html).into_iter().filter(|target| !has(target)).map(|target| (page.clone(), target)).collect()
        })
        .collect();
    found.concat()
}

/// The files a page leads to or is made of, as paths of the site; each once.
fn targets(page: &RelPath, html: &str) -> Vec<String> {
    let mut targets: Vec<String> = Vec::new();
    for attribute in [" href=\"", " src=\""] {
        for rest in html.split(attribute).skip(1) {
            let address = rest.split('"').next().unwrap_or_default();
            targets.extend(target(page, &unescaped(address)));
        }
    }
    targets.sort_unstable();
    targets.dedup();
    targets
}

/// Where an address on a page leads in the site; nothing when it leads out of it, or to a place on the page itself.
fn target(page: &RelPath, address: &str) -> Option<String> {
    let file = address.split(['#', '?']).next().unwrap_or_default();
    let scheme = file.split('/').next().is_some_and(|first| first.contains(':'));
    if file.is_empty() || scheme || file.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = page.folder().split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            ".." => {
                parts.pop()?;
            }
            "" | "." => {}
            part => parts.push(part),
        }
    }
    let folder = file.ends_with('/') || file.ends_with("..") || file == ".";
    let mut path = parts.join("/");
    if folder {
        path.push_str(if path.is_empty() { "index.html" } else { "/index.html" });
    }
    Some(decoded(&path))
}

/// The few entities that stand in addresses.
fn unescaped(address: &str) -> Cow<'_, str> {
    if !address.contains('&') {
        return Cow::Borrowed(address);
    }
    let mut text = address.to_owned();
    for (entity, c) in
        [("&#x2F;", "/"), ("&#47;", "/"), ("&#39;", "'"), ("&#x27;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
    {
        text = text.replace(entity, c);
    }
    Cow::Owned(text)
}

/// Percent escapes as the bytes they stand for.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| more.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &more[2..] } else { more };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_followed_as_a_browser_does() {
        let page = RelPath::known("a/b.html");
        let of = |address| target(&page, address);
        assert_eq!(of("c%20d.html#x").as_deref(), Some("a/c d.html"));
        assert_eq!(of("../").as_deref(), Some("index.html"));
        assert_eq!(of("./").as_deref(), Some("a/index.html"));
        assert_eq!(of("../c/").as_deref(), Some("c/index.html"));
        for out in ["https://example.org/", "mailto:a@b", "/", "//x", "#a", "", "../../x"] {
            assert_eq!(of(out), None, "{out}");
        }
        assert_eq!(decoded("a%zz%4"), "a%zz%4");
    }

    #[test]
    fn what_leads_nowhere_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let page = r#"<a href="b.html">b</a><img src="no.png"><a class="x" href="no.html&amp;">n</a><code>&lt;a href=&quot;z&quot;</code>"#;
        std::fs::write(folder.path().join("a.html"), page).unwrap();
        std::fs::write(folder.path().join("b.html"), "").unwrap();
        let local = Local::read(folder.path(), &["a.html", "b.html"].map(RelPath::known)).unwrap();
        let found: Vec<String> = dangling(&local).into_iter().map(|(_, target)| target).collect();
        assert_eq!(found, ["no.html&", "no.png"]);
    }
}
