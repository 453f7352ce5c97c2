//! How long an edit takes to reach an open page: `cargo bench --bench serve [-- NUMBER… --runs N --dir DIR]`, by default with 1,000 and 10,000
//! articles. A page is open all the time, as in a browser: from the moment the file is written until the preview says that something changed, and
//! until the page is there with the edit in it. docs/benchmarks.md says more.

#[expect(dead_code, reason = "a preview runs on: its runs are not measured as those of other programs")]
mod bench;
#[expect(dead_code, reason = "raw articles are for the other programs")]
#[path = "corpus/mod.rs"]
mod corpus;

use bench::arguments::Arguments;
use bench::table;
use corpus::Corpus;
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How often each edit is made for one figure.
const EDITS: usize = 9;

/// How long an edit may take before it counts as lost.
const PATIENCE: Duration = Duration::from_mins(1);

/// An edit of an article's file, told from others by a number.
type Edit = fn(&str, usize) -> String;

fn main() -> ExitCode {
    match Arguments::read(&[1000, 10_000]).map_err(Into::into).and_then(|arguments| measured(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measured(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    table::head("preview, Dateline");
    let corpus = Corpus::new();
    println!("{:<29}{:>14}{:>14}{:>14}", "", "told ms", "page ms", "most ms");
    for &articles in &arguments.sizes {
        let folder = tempfile::Builder::new().prefix("dateline-bench-").tempdir_in(&arguments.folder)?;
        corpus.write_content(folder.path(), articles)?;
        let started = Instant::now();
        let preview = Preview::of(folder.path())?;
        println!("\n{articles} articles; the first page after {:.2} s", started.elapsed().as_secs_f64());
        let edits: [(&str, Edit); 2] = [
            ("a sentence more", |text, at| format!("{text}\nSentence number {at} of the bench.\n")),
            ("another title", |text, at| text.replacen("title: \"", &format!("title: \"Sentence number {at} of the bench. "), 1)),
        ];
        for (name, edit) in edits {
            let mut times = Vec::new();
            for at in 0..EDITS {
                times.push(preview.edit(
                    folder.path(),
                    &corpus,
                    articles / 2 + at,
                    |text| edit(text, at),
                    &format!("Sentence number {at} of the bench."),
                )?);
            }
            times.sort_by_key(|(_, page)| *page);
            let ms = |time: Duration| format!("{:.0}", time.as_secs_f64() * 1e3);
            let ((told, page), (_, most)) = (times[EDITS / 2], times[EDITS - 1]);
            println!("{name:<29}{:>14}{:>14}{:>14}", ms(told), ms(page), ms(most));
        }
    }
    Ok(())
}

/// A preview with an open page.
struct Preview {
    child: Child,
    host: String,
    told: Receiver<Instant>,
}

impl Preview {
    fn of(root: &Path) -> Result<Self, Box<dyn Error>> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(root)
            .args(["serve", "--port", "0", "--format", "json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines().map_while(Result::ok);
        let address = lines.find_map(|line| line.split("\"address\":\"http://").nth(1)?.split('/').next().map(str::to_owned));
        let host = address.ok_or("the preview did not start")?;
        // What it goes on printing must go somewhere.
        thread::spawn(move || lines.for_each(drop));
        get(&host, "/index.html")?;
        let mut events = TcpStream::connect(&host)?;
        write!(events, "GET /__dateline/events HTTP/1.1\r\nHost: {host}\r\n\r\n")?;
        let (sender, told) = channel();
        thread::spawn(move || {
            let lines = BufReader::new(events).lines().map_while(Result::ok);
            lines.filter(|line| line.starts_with("data:")).for_each(|_| {
                let _ = sender.send(Instant::now());
            });
        });
        told.recv_timeout(PATIENCE)?;
        // Watching begins with a look at everything.
        thread::sleep(Duration::from_secs(2));
        Ok(Self { child, host, told })
    }

    /// Edits an article, and says after what time the open page was told, and after what time the page was there anew.
    fn edit(
        &self,
        root: &Path,
        corpus: &Corpus,
        number: usize,
        edit: impl FnOnce(&str) -> String,
        words: &str,
    ) -> Result<(Duration, Duration), Box<dyn Error>> {
        while self.told.try_recv().is_ok() {}
        let name = corpus.content(number).name;
        let path = root.join("content/articles").join(&name);
        let text = edit(&fs::read_to_string(&path)?);
        let started = Instant::now();
        fs::write(&path, text)?;
        let told = self.told.recv_timeout(PATIENCE)?.duration_since(started);
        let address = format!("/articles/{}", name.replace(".md", ".html"));
        if !get(&self.host, &address)?.contains(words) {
            return Err(format!("`{address}` came without the edit").into());
        }
        let page = started.elapsed();
        // Whoever types pauses, too.
        thread::sleep(Duration::from_millis(400));
        Ok((told, page))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn get(host: &str, path: &str) -> Result<String, Box<dyn Error>> {
    let mut stream = TcpStream::connect(host)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
