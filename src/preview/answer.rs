//! What a request gets: a pure function of the request and the site.

use super::Site;
use crate::base::media::media_type;
use crate::base::path::RelPath;

/// The addresses of our own begin so. No file of a site can: names that begin with two underscores are ours.
pub(super) const EVENTS: &str = "/__dateline/events";
const SCRIPT: &str = "/__dateline/reload.js";
const SCRIPT_TEXT: &str = include_str!("reload.js");

/// The parts of a request that matter.
#[derive(Clone, Copy, Debug)]
pub struct Request<'r> {
    /// `GET`, `HEAD`, ….
    pub method: &'r str,
    /// The path as it was sent, percent-encoded, without the query.
    pub path: &'r str,
    /// The `Host` header; several make a request malformed.
    pub host: Option<&'r str>,
}

/// What to send back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A file, or a page of our own, with its status and media type.
    Body(u16, &'static str, Vec<u8>),
    /// Look there instead.
    Redirect(String),
    /// The stream of events.
    Events,
}

/// Answers a request.
pub fn answer(site: &Site, request: Request<'_>) -> Answer {
    if !request.host.is_some_and(is_loopback) {
        return plain(403, "this preview answers to localhost, 127.0.0.1 and [::1] alone");
    }
    if !matches!(request.method, "GET" | "HEAD") {
        return plain(405, "a preview is for reading: GET and HEAD");
    }
    match request.path {
        EVENTS => return Answer::Events,
        SCRIPT => return Answer::Body(200, "text/javascript; charset=utf-8", SCRIPT_TEXT.into()),
        _ => {}
    }
    let Some(path) = request.path.strip_prefix('/').and_then(decoded) else {
        return plain(400, "this is no address");
    };
    if path.is_empty() {
        return file(site, "index.html", &path);
    }
    if path.starts_with('/') || path.contains("//") || RelPath::new(&path).is_err() {
        return plain(400, "this is no address");
    }
    if let Some(folder) = path.strip_suffix('/') {
        return file(site, &format!("{folder}/index.html"), &path);
    }
    if !has(site, &path) && has(site, &format!("{path}/index.html")) {
        return Answer::Redirect(format!("{}/", request.path));
    }
    file(site, &path, &path)
}

fn has(site: &Site, path: &str) -> bool {
    site.files.as_ref().is_some_and(|files| RelPath::new(path).is_ok_and(|path| files.has(&path)))
}

fn file(site: &Site, path: &str, asked: &str) -> Answer {
    let found = RelPath::new(path).ok().and_then(|path| Some((get(site, &path)?, path)));
    let Some((bytes, path)) = found else {
        return not_found(site, asked);
    };
    let kind = media_type(&path.extension());
    if kind.starts_with("text/html") {
        return Answer::Body(200, kind, with_script(&bytes, &site.version));
    }
    Answer::Body(200, kind, bytes)
}

fn get(site: &Site, path: &RelPath) -> Option<Vec<u8>> {
    site.files.as_ref()?.file(path)
}

/// The site's own page for what is missing where it works: its links are relative, so they hold at the top alone.
fn not_found(site: &Site, asked: &str) -> Answer {
    let own = (!asked.contains('/')).then(|| get(site, &RelPath::known("404.html"))).flatten();
    let page = own.unwrap_or_else(|| {
        let what = if site.files.is_none() { "There is no site yet." } else { "There is no such page." };
        format!("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Dateline preview</title></head><body><p>{what}</p><p><a href=\"/\">Start</a></p></body></html>").into_bytes()
    });
    Answer::Body(404, "text/html; charset=utf-8", with_script(&page, &site.version))
}

/// The page with our script as its last element. The version tells the script which state of the site it stands on.
fn with_script(page: &[u8], version: &str) -> Vec<u8> {
    let tag = format!("<script src=\"{SCRIPT}?v={version}\"></script>");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    [&page[..at], tag.as_bytes(), &page[at..]].concat()
}

fn plain(status: u16, text: &str) -> Answer {
    Answer::Body(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
}

/// Whether a `Host` header names this machine's loopback, with any port: a page elsewhere can make its own name lead here, but cannot
/// make the browser send one of these.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]"
}

/// The path without percent-encoding, decoded once. `None` for broken encodings, what is not UTF-8, and for what no address of a site has.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (rest.next()?, rest.next()?);
            let digit = |byte: u8| char::from(byte).to_digit(16);
            bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::super::Files;
    use super::*;
    use crate::base::tree::Tree;
    use std::sync::Arc;

    fn site() -> Site {
        let files =
            [("index.html", "<body>home</body>"), ("articles/a b.html", "<p>no end"), ("data/articles.json", "[]"), ("people/index.html", "")];
        let files: Tree = files.iter().map(|(path, text)| (RelPath::known(path), text.as_bytes().to_vec())).collect();
        Site { files: Some(Arc::new(Held(files))), problems: Vec::new(), version: "1".to_owned() }
    }

    struct Held(Tree);

    impl Files for Held {
        fn has(&self, path: &RelPath) -> bool {
            self.0.contains_key(path)
        }

        fn file(&self, path: &RelPath) -> Option<Vec<u8>> {
            self.0.get(path).cloned()
        }
    }

    fn get(path: &str) -> Answer {
        answer(&site(), Request { method: "GET", path, host: Some("localhost:1440") })
    }

    fn status(answer: &Answer) -> u16 {
        match answer {
            Answer::Body(status, ..) => *status,
            Answer::Redirect(_) => 308,
            Answer::Events => 200,
        }
    }

    fn text(answer: Answer) -> String {
        match answer {
            Answer::Body(_, _, bytes) => String::from_utf8(bytes).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn pages_get_the_script_and_other_files_do_not() {
        let page = text(get("/"));
        assert!(page.starts_with("<body>home<script src=\"/__dateline/reload.js?v=") && page.ends_with("</script></body>"), "{page}");
        assert!(text(get("/articles/a%20b.html")).starts_with("<p>no end<script"));
        assert_eq!(text(get("/data/articles.json")), "[]");
        assert_eq!(status(&get("/__dateline/reload.js")), 200);
        assert_eq!(get("/__dateline/events"), Answer::Events);
    }

    #[test]
    fn folders_have_their_index() {
        assert_eq!(get("/people"), Answer::Redirect("/people/".to_owned()));
        assert_eq!(status(&get("/people/")), 200);
        assert_eq!(status(&get("/articles/")), 404);
    }

    #[test]
    fn nothing_but_known_files_is_served() {
        let hostile = [
            "/../config.toml",
            "/..%2f..%2fetc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..%5c..%5cx",
            "/%252e%252e/x",
            "/..%2fpublic-leak/secret",
            "/%00",
            "/%ff",
            "//etc/passwd",
            "/.git/config",
            "/%",
            "/%2",
            "/%zz",
            "/index.html/",
            "/index.html%00",
            "/./index.html/..",
            "*",
            "",
            "/C:/x",
            "/%0d%0aSet-Cookie:x",
        ];
        for path in hostile {
            let status = status(&get(path));
            assert!(status == 400 || status == 404, "{path}: {status}");
        }
    }

    #[test]
    fn a_redirect_never_leads_to_another_host() {
        for path in ["//people", "/%2fpeople", "/\\people", "//evil.example/people"] {
            assert!(!matches!(get(path), Answer::Redirect(_)), "{path}");
        }
    }

    #[test]
    fn only_the_loopback_names_are_answered() {
        let site = site();
        let asked = |host: Option<&str>| status(&answer(&site, Request { method: "GET", path: "/", host }));
        for good in ["localhost", "localhost:1440", "127.0.0.1:8080", "[::1]:1440", "[::1]", "LOCALHOST:1"] {
            assert_eq!(asked(Some(good)), 200, "{good}");
        }
        for bad in [
            "evil.example",
            "evil.example:1440",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "localhost:1440.evil.example",
            "",
            ":",
            "localhost:",
            "::1",
        ] {
            assert_eq!(asked(Some(bad)), 403, "{bad}");
        }
        assert_eq!(asked(None), 403);
    }

    #[test]
    fn only_reading_is_allowed() {
        let site = site();
        for method in ["PUT", "POST", "DELETE", "OPTIONS", "TRACE", "get"] {
            assert_eq!(status(&answer(&site, Request { method, path: "/", host: Some("localhost:1440") })), 405, "{method}");
        }
        assert_eq!(status(&answer(&site, Request { method: "HEAD", path: "/", host: Some("localhost:1440") })), 200);
    }

    #[test]
    fn an_empty_site_still_listens_for_the_first_page() {
        let page = text(answer(&Site::default(), Request { method: "GET", path: "/", host: Some("localhost:1440") }));
        assert!(page.contains("no site yet") && page.contains("reload.js"));
    }
}
