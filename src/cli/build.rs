//! `dateline build`: import, then the site.

use super::args::{Build, Common};
use super::console::Console;
use super::pipeline;
use super::root::Root;
use super::timings::Timings;
use super::{Exit, Stop};
use crate::disk::lock::Lock;

pub(super) fn run(common: &Common, options: &Build, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let _lock = Lock::acquire(&root.path, || console.say("another run is at work on this archive; waiting for it"))?;
    let timings = Timings::new(options.timings);
    let built = pipeline::build(&root, options, common.drafts, &timings, console)?;
    let told = timings.told(console.json());
    console.report(&built.report);
    if let Some(told) = told {
        console.data(&told);
    }
    console.summary(&built.summary, console.elapsed());
    Ok(if built.refused { Exit::System } else { Exit::of(&built.report) })
}
