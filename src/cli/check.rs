//! `dateline check`: everything that is wrong or odd, without writing anything.

use super::args::Common;
use super::console::Console;
use super::layout::{count, seconds};
use super::pipeline;
use super::root::Root;
use super::{Exit, Stop};
use crate::base::report::Severity;

pub(super) fn run(common: &Common, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let checked = pipeline::check(&root, common.drafts, console);
    console.report(&checked.report);
    let (errors, warnings) = (checked.report.count(Severity::Error), checked.report.count(Severity::Warning));
    if console.json() {
        console.json_line(
            &serde_json::json!({ "summary": { "articles": checked.articles, "pages": checked.pages, "errors": errors, "warnings": warnings } }),
        );
    } else {
        console.say(&format!(
            "{}, {} checked, {}, {}, {}",
            count(checked.articles, "article"),
            count(checked.pages, "file"),
            count(errors, "error"),
            count(warnings, "warning"),
            seconds(console.elapsed())
        ));
    }
    Ok(Exit::of(&checked.report))
}
