//! Wall time, processor time and peak memory of a program, without counting the program that measures.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What a run came to.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// From start to end.
    pub wall: Duration,
    /// User and system, of all threads. `None` where the system does not tell.
    pub cpu: Option<Duration>,
    /// The most memory that was held at once, in bytes. `None` where the system does not tell.
    pub peak: Option<u64>,
    /// Files that were written.
    pub written: Option<u64>,
    /// Files that were removed.
    pub removed: Option<u64>,
}

/// A run that has ended.
#[derive(Debug)]
pub struct Run {
    /// What it took.
    pub figures: Figures,
    /// How it ended.
    pub status: ExitStatus,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// How often the memory of a running program is looked at. It can only have grown in between: the kernel keeps the highest mark.
const POLL: Duration = Duration::from_millis(10);

/// A tick of processor time: what Linux tells programs is in hundredths of a second on every processor Rust is made for.
const TICK: Duration = Duration::from_millis(10);

/// Runs a program to its end.
pub fn run(command: &mut Command) -> io::Result<Run> {
    let started = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let id = child.id().to_string();
    let ended = AtomicBool::new(false);
    let (out, err, wall, peak) = thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut peak = None;
            while !ended.load(Ordering::Relaxed) {
                peak = peak.max(memory(&id));
                thread::park_timeout(POLL);
            }
            peak
        });
        let errors = child.stderr.take();
        let errors = scope.spawn(move || read(errors));
        // The end of its output is the end of the program.
        let out = read(child.stdout.take());
        let wall = started.elapsed();
        ended.store(true, Ordering::Relaxed);
        watcher.thread().unpark();
        (out, errors.join().unwrap_or_default(), wall, watcher.join().unwrap_or_default())
    });
    let cpu = last_cpu(&id, &mut child);
    let status = child.wait()?;
    Ok(Run { figures: Figures { wall, cpu, peak, ..Figures::default() }, status, out, err })
}

/// Measures something that is done in this program. What it needs of memory is not told apart from the rest.
pub fn here<T>(work: impl FnOnce() -> T) -> (T, Figures) {
    let (before, started) = (cpu("self"), Instant::now());
    let made = work();
    let wall = started.elapsed();
    let cpu = cpu("self").zip(before).map(|((_, after), (_, before))| after.saturating_sub(before));
    (made, Figures { wall, cpu, ..Figures::default() })
}

fn read(from: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut from) = from {
        // What cannot be read is missed by whoever looks for it.
        let _ = from.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The time of a program that has closed its output: it is complete as soon as the kernel keeps nothing but the figures.
fn last_cpu(id: &str, child: &mut Child) -> Option<Duration> {
    for _ in 0..2000 {
        let (state, time) = cpu(id)?;
        if state == 'Z' {
            return Some(time);
        }
        thread::sleep(Duration::from_millis(1));
    }
    // It closed its output and goes on: wait for it, without a figure.
    child.wait().ok().and(None)
}

/// State and processor time of a process, from Linux.
fn cpu(id: &str) -> Option<(char, Duration)> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in brackets may hold anything; behind it stand the state and numbers.
    let mut fields = stat.rsplit_once(") ")?.1.split(' ');
    let state = fields.next()?.chars().next()?;
    // Its own in user and system mode, and that of processes it has waited for, likewise.
    let ticks = fields.skip(10).take(4).map(|field| field.parse::<u32>().ok()).sum::<Option<u32>>()?;
    Some((state, TICK * ticks))
}

/// The highest mark of a process's memory in bytes, from Linux.
fn memory(id: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
