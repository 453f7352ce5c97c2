//! `dateline publish`: build, look, plan, send.

use super::args::{Build, Common, Publish};
use super::console::Console;
use super::layout::{count, number, seconds};
use super::pipeline;
use super::root::{Root, SOURCES};
use super::timings::Timings;
use super::{Exit, Stop};
use crate::base::path::RelPath;
use crate::base::report::{self, Diagnostic, Report};
use crate::config::publish::{Destination, Publish as Place};
use crate::disk::lock::Lock;
use crate::disk::output::Output;
use crate::publish::limits::{HOSTS, Limits, Size, megabytes};
use crate::publish::links;
use crate::publish::local::Local;
use crate::publish::program::quoted;
use crate::publish::run::{Event, Options, Prepared, Published, may_be_published, prepare, publish};
use crate::publish::target::{Target, Trouble};
use crate::publish::{self, Surroundings};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;

pub(super) fn run(common: &Common, options: &Publish, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let place = chosen(&root, options.place.as_deref())?;
    outside_the_archive(&root, place)?;
    let run = name_of_run();
    let git_ssh = environment("GIT_SSH_COMMAND").or_else(|| environment("GIT_SSH").map(|program| quoted(&program)));
    let around = Surroundings { root: &root.path, run: &run, interactive: console.interactive(), git_ssh: git_ssh.as_deref() };
    let mut target = publish::open(place, &around).map_err(Stop::usage)?;
    let _lock = Lock::acquire(&root.path, || console.say("another run is at work on this archive; waiting for it"))?;
    if options.rollback {
        let shown = target.roll_back().map_err(stop)?;
        console.result(&serde_json::json!({ "rolled_back": shown }), &format!("{}: {} shows {shown} again", place.name, target.place()));
        return Ok(Exit::Fine);
    }
    let built = pipeline::build(&root, &Build::default(), common.drafts, &Timings::new(false), console)?;
    console.report(&built.report);
    console.summary(&built.summary, console.elapsed());
    let exit = if built.refused { Exit::System } else { Exit::of(&built.report) };
    if exit != Exit::Fine && (built.refused || !options.keep_going) {
        console.say("nothing was published; correct the errors, or say `--keep-going` to publish what could be made");
        return Ok(exit);
    }
    let local = files(&root, place, console)?;
    console.report(&broken_links(&local));
    let chosen = Options { adopt: options.adopt, max_delete: options.max_delete.or(place.max_delete) };
    let prepared = prepare(target.as_mut(), &local, chosen).map_err(stop)?;
    show(place, target.as_ref(), &local, &prepared, options.plan, console)?;
    let obstacle = prepared.obstacle(&target.place(), chosen);
    if options.plan {
        if let Some(trouble) = obstacle {
            console.report(&Report { diagnostics: vec![trouble.diagnostic()] });
        }
        return Ok(exit);
    }
    if let Some(trouble) = obstacle {
        return Err(stop(trouble));
    }
    let published = send(target.as_mut(), &local, &prepared, &run, console).map_err(stop)?;
    let time = seconds(console.elapsed());
    let line = if published == Published::default() {
        format!("{}: nothing to send, {time}", place.name)
    } else {
        let (sent, removed) = (count(published.sent, "file"), number(published.removed));
        format!("{}: {sent} sent, {}, {removed} removed, {time}", place.name, megabytes(published.bytes))
    };
    let Published { sent, bytes, removed } = published;
    console.result(&serde_json::json!({ "published": { "sent": sent, "bytes": bytes, "removed": removed } }), &line);
    Ok(exit)
}

/// The place that is meant: the one that is named, or the only one.
fn chosen<'r>(root: &'r Root, name: Option<&str>) -> Result<&'r Place, Stop> {
    let places = &root.settings.publish;
    let names = || places.iter().map(|place| format!("`{}`", place.name)).collect::<Vec<_>>().join(", ");
    let no = |message: String, help: String| Stop::usage(Diagnostic::error("publish-place", message).help(help));
    match (name, places.as_slice()) {
        (_, []) => {
            let help = "add `[publish.web]` with `kind = \"folder\"`, `\"git\"`, `\"ssh\"` or `\"s3\"` to `dateline.toml`; see docs/publishing.md";
            Err(no("the settings name no place to publish to".to_owned(), help.to_owned()))
        }
        (None, [place]) => Ok(place),
        (None, _) => Err(no("the settings name several places to publish to".to_owned(), format!("say which: {}", names()))),
        (Some(name), _) => places
            .iter()
            .find(|place| place.name == name)
            .ok_or_else(|| no(format!("the settings name no place `{name}` to publish to"), format!("the places are {}", names()))),
    }
}

/// A folder that is published to may not be part of the archive: the next build would find it there.
fn outside_the_archive(root: &Root, place: &Place) -> Result<(), Stop> {
    let Destination::Folder { path, .. } = &place.to else { return Ok(()) };
    let folder = root.path.join(path);
    let home = std::env::home_dir();
    Output::open(&root.path, &folder, home.as_deref(), SOURCES, true).map_err(|problem| {
        let why = problem.message.rsplit(": ").next().unwrap_or_default().to_owned();
        no_folder(path, &why)
    })?;
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (folder, output) = (real(&folder), real(&root.output));
    if folder.starts_with(&output) || output.starts_with(&folder) {
        return Err(no_folder(path, "it is the output folder, or part of it, or holds it"));
    }
    Ok(())
}

fn no_folder(path: &str, why: &str) -> Stop {
    let problem = Diagnostic::error("publish-place", format!("`{path}` cannot be published to: {why}"));
    Stop::usage(problem.help("choose a folder of its own, such as `/srv/www/archive`"))
}

/// What Dateline wrote into the output folder. Other files there are not published.
fn files(root: &Root, place: &Place, console: &Console) -> Result<Local, Stop> {
    let home = std::env::home_dir();
    let output = Output::open(&root.path, &root.output, home.as_deref(), SOURCES, false).map_err(Stop::usage)?;
    let paths: Vec<RelPath> = output.files().filter(|path| may_be_published(path) && root.output.join(path.as_str()).is_file()).cloned().collect();
    let others = output.others();
    if let Some(first) = others.first() {
        let (of, are) = (count(others.len(), "file"), if others.len() == 1 { "is" } else { "are" });
        console
            .detail(&format!("{of} in the output folder {are} not Dateline's and not published, such as `{first}`; `static/` is the place for them"));
    }
    let unreadable = |(path, error): (RelPath, std::io::Error)| stop(Trouble::failed(&format!("read `{path}`"), error));
    let mut local = Local::read(&root.output, &paths).map_err(unreadable)?;
    if place.precompress {
        local.precompress().map_err(unreadable)?;
    }
    Ok(local)
}

/// What the pages lead to in vain. Readers would find it so; a publish makes it neither better nor worse.
fn broken_links(local: &Local) -> Report {
    let mut broken = Report::default();
    for (page, target) in links::dangling(local) {
        let problem = Diagnostic::warning("publish-link", format!("`{page}` leads to `{target}`, which is not part of the site"));
        broken.push(
            problem
                .at(report::Place::file(page.as_str()))
                .help("correct the link, or the template it comes from; `dateline check` shows links in texts"),
        );
    }
    broken
}

/// Prints what would be done and what the hosts would say to it; too much for the chosen host is an error.
fn show(place: &Place, target: &dyn Target, local: &Local, prepared: &Prepared, only: bool, console: &Console) -> Result<(), Stop> {
    let plan = &prepared.plan;
    let sending: u64 = plan.puts.iter().map(|(_, paths)| local.size(paths)).sum();
    let redirects = RelPath::known("_redirects");
    let rules = local.files().contains_key(&redirects).then(|| local.bytes(&redirects).ok()).flatten().unwrap_or_default();
    let size = Size::of(local.files(), &String::from_utf8_lossy(&rules));
    let host = place.host_limits.as_deref().and_then(Limits::of);
    let json = serde_json::json!({ "plan": {
        "place": target.place(), "added": plan.added, "changed": plan.changed, "removed": plan.deletes, "same": plan.same,
        "bytes": sending, "files": size.files, "total_bytes": size.bytes, "may_remove": prepared.allowed,
    }});
    if console.json() {
        console.json_line(&json);
    } else {
        console.say(&format!("{}: {}", place.name, target.place()));
        console.say(&format!(
            "  {} added, {} changed, {} removed, {} as they were; {} to send",
            number(plan.added.len()),
            number(plan.changed.len()),
            number(plan.deletes.len()),
            number(plan.same),
            megabytes(sending),
        ));
        if console.verbose() {
            for (group, paths) in &plan.puts {
                for path in paths {
                    console.detail(&format!("  + {path} ({})", group.name()));
                }
            }
            for path in &plan.deletes {
                console.detail(&format!("  - {path}"));
            }
        }
        if only {
            let largest = size.largest.as_ref().map_or(0, |(_, bytes)| *bytes);
            console.say(&format!("  in all {}, {}; the largest has {}", count(size.files, "file"), megabytes(size.bytes), megabytes(largest)));
        }
    }
    let mut report = Report::default();
    for limits in HOSTS.iter().filter(|limits| if host.is_some() { host == Some(*limits) } else { only }) {
        for broken in limits.broken_by(&size) {
            let message = format!("too much for {}: {broken}", limits.host);
            let problem = if host.is_some() { Diagnostic::error("publish-limit", message) } else { Diagnostic::note("publish-limit", message) };
            report.push(problem.help("keep large files elsewhere, raise `page_from`, or choose another host"));
        }
    }
    if report.has_errors() && !only {
        return Err(Stop { exit: Exit::Usage, report });
    }
    console.report(&report);
    Ok(())
}

fn send(target: &mut dyn Target, local: &Local, prepared: &Prepared, run: &str, console: &Console) -> Result<Published, Trouble> {
    let bar = console.transfer();
    let puts = &prepared.plan.puts;
    bar.set_length(puts.iter().map(|(_, paths)| paths.len() as u64).sum::<u64>() + prepared.plan.deletes.len() as u64);
    let total = megabytes(puts.iter().map(|(_, paths)| local.size(paths)).sum());
    let mut sent = 0;
    let published = publish(target, local, prepared, run, &mut |event| match event {
        Event::Group(group) => bar.set_message(group.name()),
        Event::Sent(path, size) => {
            sent += size;
            bar.set_prefix(format!("{} of {total}", megabytes(sent)));
            bar.inc(1);
            bar.suspend(|| console.detail(&format!("sent {path}")));
        }
        Event::Removed(path) => {
            bar.set_message("removing");
            bar.inc(1);
            bar.suspend(|| console.detail(&format!("removed {path}")));
        }
    });
    bar.finish_and_clear();
    published
}

fn stop(trouble: Trouble) -> Stop {
    let exit = match &trouble {
        Trouble::Refused(_) => Exit::Usage,
        Trouble::TooManyDeletes(_) => Exit::Guard,
        Trouble::Failed(_) | Trouble::Overtaken => Exit::System,
    };
    Stop { exit, report: Report { diagnostics: vec![trouble.diagnostic()] } }
}

fn environment(name: &str) -> Option<String> {
    std::env::var_os(name).and_then(|value| value.into_string().ok()).filter(|value| !value.is_empty())
}

/// Another text for each run: by it two publishers tell whose manifest they see. It reaches no page.
fn name_of_run() -> String {
    let part = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", part(), part())
}
