//! Whether an import that remembers gives what one gives that does not, over many random edits: `cargo bench --bench again [-- STEPS]`, by default a thousand.

#[expect(dead_code, reason = "single edits are for the tests")]
#[path = "../tests/suite/steps.rs"]
mod steps;

use std::process::ExitCode;
use steps::Archive;

/// Steps in one archive; the next one begins anew.
const STORY: usize = 100;

fn main() -> ExitCode {
    let steps = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1000);
    let (mut read, mut all) = (0, 0);
    for story in 0..usize::div_ceil(steps, STORY) {
        let mut archive = Archive::new(0x9E37_79B9_7F4A_7C15 ^ (story as u64 + 1) << 20);
        for _ in 0..STORY.min(steps - story * STORY) {
            archive.step();
        }
        let reads = archive.reads();
        (read, all) = (read + reads.0, all + reads.1);
    }
    println!("{steps} steps: each gave what a whole import gives; {read} seeds were read, by whole imports {all}");
    ExitCode::SUCCESS
}
