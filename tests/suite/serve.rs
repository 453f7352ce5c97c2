//! The preview, by real requests on the loopback interface.
#![cfg(feature = "serve")]

use crate::program::Archive;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// A running preview; stopped when dropped.
struct Preview {
    child: Child,
    port: u16,
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn of(archive: &Archive) -> Self {
        let mut child =
            archive.command(&["serve", "--port", "0", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                let value: serde_json::Value = serde_json::from_str(&line).ok()?;
                value.get("address")?.as_str()?.trim_end_matches('/').rsplit(':').next()?.parse().ok()
            })
            .expect("an address");
        // Whoever stops reading stops the program from writing.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connects");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a limit");
        stream
    }

    fn send(&self, request: &str) -> Reply {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sends");
        Self::receive(stream)
    }

    /// Sends what may be no whole request, and says that nothing more will come.
    fn send_and_hang_up(&self, bytes: &str) -> Reply {
        let mut stream = self.connect();
        stream.write_all(bytes.as_bytes()).expect("sends");
        // The server may have answered what it had seen, and hung up first.
        if let Err(error) = stream.shutdown(std::net::Shutdown::Write) {
            assert_eq!(error.kind(), std::io::ErrorKind::NotConnected);
        }
        Self::receive(stream)
    }

    fn receive(mut stream: TcpStream) -> Reply {
        let mut bytes = Vec::new();
        // A server may close a malformed conversation in the middle.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Reply { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Reply {
        let port = self.port;
        let host = if headers.to_ascii_lowercase().contains("host:") { String::new() } else { format!("Host: localhost:{port}\r\n") };
        self.send(&format!("{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "")
    }

    fn events(&self) -> BufReader<TcpStream> {
        let mut stream = self.connect();
        write!(stream, "GET /__dateline/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).expect("sends");
        BufReader::new(stream)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The next state an open page is told.
fn next_state(events: &mut BufReader<TcpStream>) -> serde_json::Value {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(events.read_line(&mut line).expect("an event") > 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).expect("a state");
        }
    }
}

fn archive() -> Archive {
    let archive = Archive::new();
    archive.write("static/plain.html", "<!doctype html><html><body><p>first</p></body></html>");
    archive.write("static/style.css", "a{}");
    archive.write("public-leak/secret", "SECRET");
    archive.write("static/folder/index.html", "<p>folder</p>");
    archive
}

#[test]
fn only_this_computer_by_its_own_name_is_answered() {
    let archive = archive();
    let preview = Preview::of(&archive);
    assert_eq!(preview.get("/plain.html").status, 200);
    for host in ["evil.example", "evil.example:1440", "127.0.0.1.evil.example", "localhost.evil.example:1"] {
        assert_eq!(preview.ask("GET", "/plain.html", &format!("Host: {host}\r\n")).status, 403, "{host}");
    }
    assert!(matches!(preview.ask("GET", "/plain.html", "Host: localhost\r\nHost: evil.example\r\n").status, 400 | 403));
    assert!(matches!(preview.send("GET http://evil.example/plain.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").status, 400 | 403));
    assert!(matches!(preview.send("GET /plain.html HTTP/1.0\r\n\r\n").status, 400 | 403));
    let outward = std::net::UdpSocket::bind("0.0.0.0:0").and_then(|socket| socket.connect("192.0.2.1:9").and_then(|()| socket.local_addr()));
    if let Ok(address) = outward
        && !address.ip().is_loopback()
    {
        assert!(TcpStream::connect((address.ip(), preview.port)).is_err(), "it answers on {}", address.ip());
    }
}

#[test]
fn no_other_site_can_read_it_or_hold_its_connection() {
    let archive = archive();
    let preview = Preview::of(&archive);
    let reply = preview.ask("GET", "/plain.html", "Origin: http://evil.example\r\n");
    assert!(!reply.head.contains("access-control"), "{}", reply.head);
    assert!(reply.head.contains("nosniff") && reply.head.contains("cross-origin-resource-policy: same-origin"));
    let upgrade = "Origin: http://evil.example\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGVzdHRlc3R0ZXN0dGVzdA==\r\n";
    assert_eq!(preview.ask("GET", "/__reload", upgrade).status, 404);
}

#[test]
fn no_address_leads_out_of_the_site_and_none_stops_the_server() {
    let archive = archive();
    let preview = Preview::of(&archive);
    let hostile = [
        "/../dateline.toml",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%5c..%5cx",
        "/%252e%252e/x",
        "/..%2fpublic-leak/secret",
        "/../public-leak/secret",
        "/%00",
        "/%ff",
        "//etc/passwd",
        "/.git/config",
        "/dateline.toml",
        "/content/",
        "/%",
        "/folder/../../dateline.toml",
        "/plain.html%00.css",
    ];
    for path in hostile {
        let reply = preview.get(path);
        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
        assert!(!reply.body.contains("SECRET") && !reply.body.contains("root:"), "{path}");
    }
    for malformed in [
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\u{0}\u{1}\u{2}\r\n\r\n",
        "GET /\u{7f} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ] {
        let reply = preview.send_and_hang_up(malformed);
        assert!(matches!(reply.status, 0 | 400 | 404 | 505), "{malformed:?}: {}", reply.status);
    }
    assert_eq!(preview.get("/plain.html").status, 200);
}

#[test]
fn only_reading_is_allowed() {
    let archive = archive();
    let preview = Preview::of(&archive);
    for method in ["PUT", "POST", "DELETE", "OPTIONS", "PATCH"] {
        assert_eq!(preview.ask(method, "/plain.html", "Content-Length: 0\r\n").status, 405, "{method}");
    }
    let head = preview.ask("HEAD", "/plain.html", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let folder = preview.get("/folder");
    assert!(folder.status == 308 && folder.head.contains("location: /folder/"), "{}", folder.head);
}

#[test]
fn an_edit_reaches_the_open_page_and_nothing_is_written_to_the_output() {
    let archive = archive();
    let preview = Preview::of(&archive);
    let page = preview.get("/plain.html");
    assert!(page.body.contains("first") && page.body.contains("/__dateline/reload.js"), "{}", page.body);
    assert!(!preview.get("/style.css").body.contains("reload.js"));
    assert!(preview.get("/__dateline/reload.js").body.contains("EventSource"));
    let mut events = preview.events();
    let before = next_state(&mut events);
    archive.write("static/plain.html", "<!doctype html><html><body><p>second</p></body></html>");
    let after = next_state(&mut events);
    assert_ne!(before["version"], after["version"]);
    assert!(preview.get("/plain.html").body.contains("second"));
    assert!(!archive.has("public"));
}

#[test]
fn a_broken_edit_is_shown_and_the_last_good_site_stays() {
    let archive = archive();
    let preview = Preview::of(&archive);
    let mut events = preview.events();
    let before = next_state(&mut events);
    archive.write("dateline.toml", "tilte = \"<img src=x onerror=alert(1)>\"\n");
    let broken = next_state(&mut events);
    assert_eq!(before["version"], broken["version"]);
    let problem = broken["problems"][0].as_str().expect("a problem");
    assert!(problem.contains("dateline.toml:1:1") && problem.contains("did you mean `title`?"), "{problem}");
    assert!(preview.get("/plain.html").body.contains("first"));
    archive.write("dateline.toml", "");
    assert_eq!(next_state(&mut events)["problems"], serde_json::json!([]));
}

#[test]
fn an_article_that_breaks_keeps_its_last_good_page_and_its_place_in_the_lists() {
    let archive = archive();
    let good = "---\ntitle: \"A good title\"\n---\n\nThe good text.\n";
    archive.write("content/articles/one.md", good);
    archive.write("content/articles/two.md", "---\ntitle: \"Another\"\n---\n\nThe other text.\n");
    let preview = Preview::of(&archive);
    let mut events = preview.events();
    let before = next_state(&mut events);
    assert_eq!(before["problems"], serde_json::json!([]));
    archive.write("content/articles/one.md", good.replace("title:", "title: [").replace("good text", "bad text"));
    let broken = next_state(&mut events);
    let problem = broken["problems"][0].as_str().expect("a problem");
    assert!(problem.contains("content/articles/one.md:2"), "{problem}");
    assert_eq!(before["version"], broken["version"]);
    assert!(preview.get("/articles/one.html").body.contains("The good text."));
    assert!(preview.get("/articles/index.html").body.contains("A good title"));
    archive.write("content/articles/one.md", good.replace("good text", "better text"));
    let mended = next_state(&mut events);
    assert_eq!(mended["problems"], serde_json::json!([]));
    assert!(preview.get("/articles/one.html").body.contains("The better text."));
}

#[test]
fn a_template_that_breaks_keeps_the_pages_it_made() {
    let archive = archive();
    archive.write("content/articles/one.md", "---\ntitle: \"A good title\"\n---\n\nThe good text.\n");
    let preview = Preview::of(&archive);
    let mut events = preview.events();
    let before = next_state(&mut events);
    let page = preview.get("/gaps.html").body;
    archive.write("theme/templates/gaps.html", "{{ nothing.at.all }}\n");
    let broken = next_state(&mut events);
    assert!(broken["problems"][0].as_str().is_some_and(|problem| problem.contains("theme/templates/gaps.html:1")), "{broken}");
    assert_eq!(before["version"], broken["version"]);
    assert_eq!(preview.get("/gaps.html").body, page);
}

#[test]
fn a_taken_port_gives_the_next_free_one() {
    let archive = archive();
    let first = Preview::of(&archive);
    let port = first.port.to_string();
    let mut child =
        archive.command(&["serve", "--port", &port, "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("starts");
    let line = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok).find(|line| line.contains("address"));
    let _ = child.kill();
    let _ = child.wait();
    let line = line.expect("an address");
    assert!(!line.contains(&format!(":{port}/")), "{line}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_even_while_a_page_listens() {
    let archive = archive();
    let mut preview = Preview::of(&archive);
    let mut events = preview.events();
    next_state(&mut events);
    let status = std::process::Command::new("kill").args(["-INT", &preview.child.id().to_string()]).status().expect("kill runs");
    assert!(status.success());
    let began = Instant::now();
    loop {
        if let Some(status) = preview.child.try_wait().expect("waits") {
            assert!(status.success(), "{status}");
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(5), "it still runs");
        std::thread::sleep(Duration::from_millis(20));
    }
}
