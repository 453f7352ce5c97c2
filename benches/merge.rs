//! A hundred thousand random merges: `cargo bench --bench merge [-- CASES]`. Prints how many cases there were, how many bytes of a person's were
//! lost, and how many cases changed something when they were run again. Ends with 1 unless both are 0.

use dateline::content::codec::same::same;
use dateline::content::codec::{self, Kind};
use dateline::content::finding::Sidecar;
use dateline::intake::draft::{Draft, DraftKind};
use dateline::intake::merge::{Merged, merge};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::process::ExitCode;
use std::time::Instant;

#[path = "../src/intake/merge/properties/cases.rs"]
mod cases;

fn main() -> ExitCode {
    let number = std::env::args().skip(1).find_map(|argument| argument.parse::<u32>().ok()).unwrap_or(100_000);
    let started = Instant::now();
    let mut runner = TestRunner::deterministic();
    let strategy = cases::case();
    let (mut lost, mut unstable) = (0, 0_u32);
    for _ in 0..number {
        // The strategy draws from fixed sets and rejects nothing.
        let Ok(tree) = strategy.new_tree(&mut runner) else { continue };
        match tree.current().check() {
            Ok(()) => {}
            Err(cases::Wrong::Lost(bytes, what)) => {
                lost += bytes;
                println!("lost: {what}");
            }
            Err(cases::Wrong::Unstable(what)) => {
                unstable += 1;
                println!("not idempotent: {what}");
            }
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("{number} cases, {lost} bytes of a person's lost, {unstable} not idempotent, {seconds:.1} s");
    ExitCode::from(u8::from(lost > 0 || unstable > 0))
}
