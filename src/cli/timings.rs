//! `build --timings`: what a build spent its time on. Measured only when it is asked for, and never part of the site.

use super::layout::{self, number};
use crate::edition::PageSpec;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many of the slowest pages are told.
const SLOWEST: usize = 10;

/// From which share on, in percent, a template is pointed at, and only when it costs anything at all.
const LARGE: u128 = 40;
const WORTH_IT: Duration = Duration::from_millis(200);

/// How many characters of a page's path are shown.
const PATH: usize = 56;

/// Files whose name has no extension.
const OTHERS: &str = "other files";

/// The watch of one build.
#[derive(Debug)]
pub(super) struct Timings(Option<Mutex<Spent>>);

#[derive(Debug, Default)]
struct Spent {
    /// What is being done, and since when.
    now: Option<(&'static str, Instant)>,
    /// What was done, in order, by the clock on the wall.
    phases: Vec<(&'static str, Duration)>,
    /// By template, or by what a file without one is. Threads work side by side, so this is more than the time on the wall.
    made: BTreeMap<String, Made>,
    /// Slowest first.
    slowest: Vec<(Duration, usize, String)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Made {
    count: usize,
    time: Duration,
    bytes: usize,
}

impl Timings {
    /// A watch that runs, or one that costs nothing.
    pub(super) fn new(wanted: bool) -> Self {
        Self(wanted.then(Mutex::default))
    }

    fn with(&self, tell: impl FnOnce(&mut Spent)) {
        if let Some(spent) = &self.0 {
            tell(&mut spent.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Ends what was being done and begins something else.
    pub(super) fn phase(&self, name: &'static str) {
        self.with(|spent| spent.begin(Some(name)));
    }

    /// Makes one file. `bytes` is asked for its size.
    pub(super) fn page<T>(&self, page: &PageSpec, work: impl FnOnce() -> T, bytes: impl FnOnce(&T) -> usize) -> T {
        if self.0.is_none() {
            return work();
        }
        let began = Instant::now();
        let made = work();
        let time = began.elapsed();
        let extension = || Some(format!("*.{}", page.path.extension())).filter(|sort| sort != "*.");
        let sort = page.kind.template().map(str::to_owned).or_else(extension).unwrap_or_else(|| OTHERS.to_owned());
        self.with(|spent| spent.add(sort, page.path.as_str(), time, bytes(&made)));
        made
    }

    /// What is printed at the end; none when nothing was measured.
    pub(super) fn told(&self, as_json: bool) -> Option<String> {
        let mut told = None;
        self.with(|spent| {
            spent.begin(None);
            told = Some(if as_json { json!({ "timings": spent.json() }).to_string() } else { spent.text() });
        });
        told
    }
}

impl Spent {
    fn begin(&mut self, name: Option<&'static str>) {
        let now = Instant::now();
        if let Some((before, since)) = std::mem::replace(&mut self.now, name.map(|name| (name, now))) {
            self.phases.push((before, now.duration_since(since)));
        }
    }

    fn add(&mut self, sort: String, path: &str, time: Duration, bytes: usize) {
        let made = self.made.entry(sort).or_default();
        *made = Made { count: made.count + 1, time: made.time + time, bytes: made.bytes + bytes };
        let place = self.slowest.partition_point(|(other, ..)| *other >= time);
        if place < SLOWEST {
            self.slowest.insert(place, (time, bytes, path.to_owned()));
            self.slowest.truncate(SLOWEST);
        }
    }

    /// What was made, most time first.
    fn by_time(&self) -> Vec<(&str, Made)> {
        let mut made: Vec<(&str, Made)> = self.made.iter().map(|(sort, made)| (sort.as_str(), *made)).collect();
        made.sort_by(|a, b| b.1.time.cmp(&a.1.time).then(a.0.cmp(b.0)));
        made
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let total: Duration = self.phases.iter().map(|(_, time)| *time).sum();
        let _ = writeln!(text, "{:<36}{:>10}", "phase", "seconds");
        for (name, time) in self.phases.iter().copied().chain([("all of it", total)]) {
            let _ = writeln!(text, "{name:<36}{:>10.2}", time.as_secs_f64());
        }
        let made = self.by_time();
        if made.is_empty() {
            text.push_str("\nNo page was made.\n");
            return text;
        }
        let all: Duration = made.iter().map(|(_, made)| made.time).sum();
        let _ = writeln!(text, "\n{:<22}{:>10}{:>10}{:>10}{:>8}{:>12}", "template, or files", "made", "seconds", "ms each", "share", "kB");
        for (sort, made) in &made {
            let each = made.time.as_secs_f64() * 1_000.0 / f64::from(u32::try_from(made.count).unwrap_or(u32::MAX).max(1));
            let share = format!("{} %", share(made.time, all));
            let (count, kilobytes, seconds) = (number(made.count), number(made.bytes.div_ceil(1_000)), made.time.as_secs_f64());
            let _ = writeln!(text, "{sort:<22}{count:>10}{seconds:>10.2}{each:>10.3}{share:>8}{kilobytes:>12}");
        }
        text.push_str("Threads work side by side: these seconds are more than those on the wall.\n");
        let _ = writeln!(text, "\n{:>10}{:>12}  slowest pages", "ms", "kB");
        for (time, bytes, path) in &self.slowest {
            let _ = writeln!(text, "{:>10.1}{:>12}  {}", time.as_secs_f64() * 1_000.0, number(bytes.div_ceil(1_000)), end_of(path));
        }
        if let Some((template, part)) = self.large(all) {
            let hint = format!(
                "`{template}` takes {part} % of the time for pages. What stands inside its loops is made for each row; `docs/themes.md` says what costs little."
            );
            let _ = write!(text, "\n{}", layout::wrapped(&hint, "hint: ", "      "));
        }
        text
    }

    /// A template that takes a large share of the time.
    fn large(&self, all: Duration) -> Option<(&str, u128)> {
        let first = self.by_time().into_iter().find(|(sort, _)| !sort.starts_with("*.") && *sort != OTHERS)?;
        let part = share(first.1.time, all);
        (part >= LARGE && first.1.time >= WORTH_IT).then_some((first.0, part))
    }

    fn json(&self) -> Value {
        let seconds = Duration::as_secs_f64;
        let phases: Vec<Value> = self.phases.iter().map(|(name, time)| json!({ "name": name, "seconds": seconds(time) })).collect();
        let made: Vec<Value> = self
            .by_time()
            .iter()
            .map(|(sort, made)| json!({ "of": sort, "made": made.count, "seconds": seconds(&made.time), "bytes": made.bytes }))
            .collect();
        let slowest: Vec<Value> =
            self.slowest.iter().map(|(time, bytes, path)| json!({ "path": path, "seconds": seconds(time), "bytes": bytes })).collect();
        json!({ "phases": phases, "templates": made, "slowest": slowest })
    }
}

/// A part in percent.
fn share(part: Duration, all: Duration) -> u128 {
    (part.as_nanos() * 100 + all.as_nanos() / 2).checked_div(all.as_nanos()).unwrap_or(0)
}

/// The end of a path, which says more than its beginning.
fn end_of(path: &str) -> String {
    let count = path.chars().count();
    if count <= PATH {
        path.to_owned()
    } else {
        path.chars().skip(count - PATH + 1).fold("…".to_owned(), |text, c| text + c.encode_utf8(&mut [0; 4]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::RelPath;
    use crate::edition::PageKind;

    fn spent(template: &str, count: usize, each: u64) -> Spent {
        let mut spent =
            Spent { phases: vec![("planning", Duration::from_millis(1_234)), ("making pages", Duration::from_secs(65_000))], ..Spent::default() };
        for at in 0..count {
            let page = format!("organisations/{}/{at}.html", "a-very-long-name-of-an-organisation-that-fills-the-line".repeat(2));
            spent.add(template.to_owned(), &page, Duration::from_millis(each), 123_456_789);
        }
        spent.add("*.csl.json".to_owned(), "articles/a.csl.json", Duration::from_millis(1), 200);
        spent
    }

    #[test]
    fn tables_fit_the_line_and_tell_what_takes_most() {
        let text = spent("entity_year.html", 12, 30_000).text();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(
            text.contains("planning                                  1.23\n") && text.contains("all of it                             65001.23\n"),
            "{text}"
        );
        assert!(text.contains("entity_year.html              12    360.00 30000.000   100 %   1,481,482\n"), "{text}");
        assert_eq!(text.matches("…").count(), SLOWEST, "{text}");
        assert!(text.ends_with('\n') && text.contains("hint: `entity_year.html` takes 100 % of the time for pages."), "{text}");
    }

    #[test]
    fn what_takes_little_is_not_pointed_at() {
        assert!(!spent("page.html", 1, 100).text().contains("hint"));
        let mut even = spent("page.html", 1, 1_000);
        for other in ["home.html", "about.html"] {
            even.add(other.to_owned(), other, Duration::from_secs(1), 1);
        }
        assert!(!even.text().contains("hint"));
        assert!(Spent::default().text().contains("No page was made."));
    }

    #[test]
    fn nothing_is_measured_unasked() {
        let page = PageSpec { path: RelPath::known("index.html"), address: RelPath::known("index.html"), kind: PageKind::Home };
        let make = |timings: &Timings| timings.page(&page, || "made", |made| made.len());
        let off = Timings::new(false);
        off.phase("planning");
        assert_eq!((make(&off), off.told(false)), ("made", None));
        let on = Timings::new(true);
        on.phase("making pages");
        assert_eq!(make(&on), "made");
        let told = on.told(false).unwrap();
        assert!(told.contains("making pages") && told.contains("home.html") && told.contains("index.html"), "{told}");
        let told: Value = serde_json::from_str(&on.told(true).unwrap()).unwrap();
        assert_eq!(told["timings"]["templates"][0]["bytes"], 4);
    }
}
