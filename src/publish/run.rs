//! The order in which things are done at a place, the same for every place.
//!
//! Where changes are visible one by one, the manifest is written three times: before the first file, saying what will be in doubt; when all
//! files are there, saying what is still to go; and when that is gone. Whenever a run ends, the manifest tells the truth, and the next
//! run knows what to make certain of.

use super::local::Local;
use super::manifest::{Manifest, NAME};
use super::plan::{Group, Plan, allowed_deletes, plan};
use super::target::{Remote, Target, Trouble};
use crate::base::path::RelPath;
use crate::base::report::Diagnostic;
use std::collections::BTreeSet;

/// What the person said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Take over a place that holds other files, and replace those of the same name.
    pub adopt: bool,
    /// How many files may go.
    pub max_delete: Option<usize>,
}

/// What is to be done, and what it was worked out from.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The operations.
    pub plan: Plan,
    /// What the place says it holds.
    pub before: Manifest,
    /// Files at the place that are not ours and have the name of one that is to be sent.
    pub in_the_way: BTreeSet<RelPath>,
    /// How many files may go without being asked for.
    pub allowed: usize,
    /// Whether there is no manifest although the place is not empty.
    foreign: bool,
}

/// What is told while a run works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'e> {
    /// A group begins.
    Group(Group),
    /// A file is there.
    Sent(&'e RelPath, u64),
    /// A file is gone.
    Removed(&'e RelPath),
}

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that were sent.
    pub sent: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files that were removed.
    pub removed: usize,
}

/// Looks at the place and plans. Writes nothing.
pub fn prepare(target: &mut dyn Target, local: &Local, options: Options) -> Result<Prepared, Trouble> {
    let Remote { manifest, empty } = target.read()?;
    let foreign = manifest.is_none() && !empty;
    let before = manifest.unwrap_or_else(Manifest::new);
    let plan = plan(local.files(), &before);
    let strangers: BTreeSet<RelPath> = plan.added.iter().filter(|path| !before.owns(path)).cloned().collect();
    let in_the_way = if empty || strangers.is_empty() { BTreeSet::new() } else { target.present(&strangers)? };
    Ok(Prepared { allowed: allowed_deletes(options.max_delete, &before), plan, before, in_the_way, foreign })
}

impl Prepared {
    /// Why the plan may not be carried out, if it may not.
    pub fn obstacle(&self, place: &str, options: Options) -> Option<Trouble> {
        if self.foreign && !options.adopt {
            let problem = Diagnostic::error("publish-foreign", format!("{place} holds files, and no sign that Dateline put them there"));
            let help = "look whether this is the right place; `--adopt` publishes there, replaces files of the same name and leaves all others";
            return Some(Trouble::Refused(problem.help(help)));
        }
        if let Some(first) = self.in_the_way.first().filter(|_| !options.adopt) {
            let more = if self.in_the_way.len() > 1 { format!(" and {} more", self.in_the_way.len() - 1) } else { String::new() };
            let problem = Diagnostic::error("publish-foreign", format!("{place} has a file `{first}`{more} that Dateline did not put there"));
            return Some(Trouble::Refused(problem.help("move it away there, or say `--adopt` to replace files of the same name")));
        }
        let going = self.plan.deletes.len();
        if going > self.allowed {
            let message = format!("{going} files would be removed from {place}, and {} may be", self.allowed);
            let help = format!("nothing was written. If that is meant, say `--max-delete {going}`; `--plan -v` lists them");
            return Some(Trouble::TooManyDeletes(Diagnostic::error("publish-deletes", message).help(help)));
        }
        None
    }
}

/// Carries a plan out. `run` is another text for each run. Nothing is removed after an error.
pub fn publish(
    target: &mut dyn Target,
    local: &Local,
    prepared: &Prepared,
    run: &str,
    tell: &mut dyn FnMut(Event<'_>),
) -> Result<Published, Trouble> {
    if prepared.plan.is_empty() && prepared.before.whole() {
        return Ok(Published::default());
    }
    let mut work = Work { local, prepared, run, tell, published: Published::default(), touched: BTreeSet::new() };
    let outcome = if target.atomic() { work.at_once(target) } else { work.bit_by_bit(target) };
    // Whoever was overtaken before the first file leaves the other in peace.
    if outcome == Err(Trouble::Overtaken) && !work.touched.is_empty() && !target.atomic() {
        work.confess(target);
    }
    outcome.map(|()| work.published)
}

struct Work<'w> {
    local: &'w Local,
    prepared: &'w Prepared,
    run: &'w str,
    tell: &'w mut dyn FnMut(Event<'_>),
    published: Published,
    /// What may hold bytes of ours now.
    touched: BTreeSet<RelPath>,
}

impl Work<'_> {
    fn at_once(&mut self, target: &mut dyn Target) -> Result<(), Trouble> {
        self.send(target)?;
        self.remove(target)?;
        target.commit(&self.complete(1))
    }

    fn bit_by_bit(&mut self, target: &mut dyn Target) -> Result<(), Trouble> {
        target.commit(&self.announced())?;
        self.send(target)?;
        if !self.prepared.plan.deletes.is_empty() {
            let mut sent = self.complete(2);
            sent.doubtful = self.prepared.plan.deletes.iter().cloned().collect();
            target.commit(&sent)?;
            self.remove(target)?;
        }
        target.commit(&self.complete(3))
    }

    fn send(&mut self, target: &mut dyn Target) -> Result<(), Trouble> {
        for (at, (group, paths)) in self.prepared.plan.puts.iter().enumerate() {
            if at > 0 {
                target.check()?;
            }
            (self.tell)(Event::Group(*group));
            self.touched.extend(paths.iter().cloned());
            let (tell, published, files) = (&mut self.tell, &mut self.published, self.local.files());
            target.put(self.local, paths, &mut |path| {
                let size = files.get(path).map_or(0, |entry| entry.size);
                published.sent += 1;
                published.bytes += size;
                tell(Event::Sent(path, size));
            })?;
        }
        Ok(())
    }

    fn remove(&mut self, target: &mut dyn Target) -> Result<(), Trouble> {
        if self.prepared.plan.deletes.is_empty() {
            return Ok(());
        }
        let (tell, published) = (&mut self.tell, &mut self.published);
        target.delete(&self.prepared.plan.deletes, &mut |path| {
            published.removed += 1;
            tell(Event::Removed(path));
        })
    }

    /// The manifest before the first file: everything the plan touches is in doubt, but for what is removed last.
    fn announced(&self) -> Manifest {
        let (plan, before) = (&self.prepared.plan, &self.prepared.before);
        let mut manifest = before.next(self.run);
        manifest.files.clone_from(&before.files);
        manifest.changing.clone_from(&before.changing);
        manifest.doubtful = before.doubtful.union(&plan.added).cloned().collect();
        for path in &plan.changed {
            manifest.files.remove(path);
            manifest.changing.insert(path.clone());
        }
        manifest
    }

    /// The manifest when all local files are there; the `step`th of this run.
    fn complete(&self, step: u64) -> Manifest {
        let mut manifest = self.prepared.before.next(self.run);
        manifest.generation = self.prepared.before.generation.saturating_add(step);
        manifest.files = self.local.files().iter().map(|(path, entry)| (path.clone(), entry.sha)).collect();
        manifest
    }

    /// Somebody else has published since. What this run sent may lie over theirs, and the manifest says so, so that the next run looks again.
    fn confess(&self, target: &mut dyn Target) {
        let Ok(Remote { manifest: Some(theirs), .. }) = target.read() else { return };
        let mut manifest = theirs.next(self.run);
        manifest.files = theirs.files;
        manifest.changing = theirs.changing;
        manifest.doubtful = theirs.doubtful;
        for path in self.touched.iter().filter(|path| !manifest.changing.contains(*path)).cloned().collect::<Vec<_>>() {
            let into = if manifest.files.remove(&path).is_some() { &mut manifest.changing } else { &mut manifest.doubtful };
            into.insert(path);
        }
        // When this fails too, the other run's own check has the last word.
        let _ = target.commit(&manifest);
    }
}

/// Whether a file may be published at all: the manifest's own name is taken.
pub fn may_be_published(path: &RelPath) -> bool {
    path.as_str() != NAME
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;
