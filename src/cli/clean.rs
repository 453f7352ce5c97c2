//! `dateline clean`: the site and the working files go, what people own stays.

use super::args::{Clean, Common};
use super::console::Console;
use super::layout::number;
use super::root::{Root, SOURCES};
use super::{Exit, Stop};
use crate::disk::lock::Lock;
use crate::disk::output::Output;

pub(super) fn run(common: &Common, options: &Clean, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let home = std::env::home_dir();
    let open = || Output::open(&root.path, &root.output, home.as_deref(), SOURCES, false).map_err(Stop::usage);
    if options.dry_run {
        console.say(&format!("{} files of the site would be removed, unless somebody edited them", number(open()?.listed())));
        return Ok(Exit::Fine);
    }
    let _lock = Lock::acquire(&root.path, || console.say("another run is at work on this archive; waiting for it"))?;
    let finished = open()?.clean();
    console.report(&finished.report.clone().sorted());
    for failure in &finished.failures {
        console.report(&crate::base::report::Report { diagnostics: vec![failure.diagnostic()] });
    }
    console.say(&format!("{} files of the site were removed", number(finished.removed)));
    Ok(if finished.failures.is_empty() { Exit::Fine } else { Exit::System })
}
