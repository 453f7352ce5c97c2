//! How figures are printed: at most a hundred columns, every unit named.

use super::measure::Figures;
use std::time::Duration;

/// A line before all figures: what they hold for.
pub fn head(what: &str) {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("{what} {}, {cores} threads of the processor, {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    if cfg!(not(target_os = "linux")) {
        println!("processor time and memory: not measured (they are read from /proc, which this system does not have)");
    }
}

/// Seconds, or a dash.
pub fn seconds(time: Option<Duration>) -> String {
    time.map_or_else(dash, |time| format!("{:.3}", time.as_secs_f64()))
}

/// Megabytes (of a million bytes), or a dash.
pub fn megabytes(bytes: Option<u64>) -> String {
    bytes.map_or_else(dash, |bytes| format!("{:.1}", float(bytes) / 1e6))
}

/// A number, or a dash.
pub fn whole(number: Option<u64>) -> String {
    number.map_or_else(dash, |number| number.to_string())
}

/// A ratio with two digits, or a dash.
pub fn times(ratio: Option<f64>) -> String {
    ratio.filter(|ratio| ratio.is_finite()).map_or_else(dash, |ratio| format!("{ratio:.2}"))
}

/// Milliseconds for each of so many articles.
pub fn each(time: Duration, articles: usize) -> f64 {
    time.as_secs_f64() * 1e3 / float(articles as u64)
}

/// One time in terms of another.
pub fn ratio(one: Option<Duration>, other: Option<Duration>) -> Option<f64> {
    one.zip(other).map(|(one, other)| one.as_secs_f64() / other.as_secs_f64())
}

/// A number as a figure that can be divided.
#[expect(clippy::cast_precision_loss, reason = "figures are printed with three digits")]
pub fn float(number: u64) -> f64 {
    number as f64
}

/// The quicker of two runs of the same step.
pub fn quicker(best: Option<Figures>, next: Figures) -> Figures {
    best.filter(|best| best.wall <= next.wall).unwrap_or(next)
}

fn dash() -> String {
    "–".to_owned()
}
