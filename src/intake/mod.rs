//! Floor 2, left wing: seeds become changes to `content/`. Imports nothing of the archive's wing.
//!
//! [`run`] reads as the list of its stages: read, gather, extract, resolve, settle, merge. Start reading there.

pub mod document;
pub mod draft;
pub mod extract;
pub mod first;
pub mod front;
pub mod markdown;
pub mod memo;
pub mod merge;
pub mod owned;
pub mod phrases;
pub mod reader;
pub mod resolve;
pub mod settle;
pub mod survey;
pub mod token;
#[cfg(test)]
pub mod trial;

use self::draft::Draft;
use self::extract::{Facts, Reading};
use self::memo::Memo;
use self::owned::Owned;
use self::phrases::Candidates;
use self::resolve::Resolver;
use crate::base::path::RelPath;
use crate::base::report::Report;
use crate::base::tree::{Change, Tree};
use crate::lexicon::Lexicon;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a run reads.
#[derive(Debug)]
pub struct Input<'a> {
    /// Files below `seeds/`, with paths from the archive's root (`seeds/001.txt`).
    pub seeds: &'a Tree,
    /// Files below `content/`, with paths from the archive's root, sidecars included.
    pub content: &'a Tree,
    /// The word lists: ours, or an archive's own before ours.
    pub lexicon: &'a Lexicon,
}

/// What a run gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Files of `content/` to write. Deleted are only notes whose article was renamed, when they move to its new name.
    pub changes: Vec<Change>,
    /// Files among the changes that a person had touched: their old bytes are worth keeping.
    pub touched: Vec<RelPath>,
    /// Problems.
    pub report: Report,
    /// How many seeds were read.
    pub seeds: usize,
    /// Articles that were made.
    pub created: usize,
    /// Articles that were changed.
    pub updated: usize,
}

/// Reads all seeds, extracts, settles, and merges with what people own.
pub fn run(input: &Input<'_>) -> Outcome {
    let (mut changes, mut touched) = (Vec::new(), Vec::new());
    let outcome = run_into(input, &mut |batch| {
        changes.extend(batch.changes);
        touched.extend(batch.touched);
    });
    Outcome { changes, touched, ..outcome }
}

/// Some of the changes of a run.
#[derive(Debug, Default)]
pub struct Batch {
    /// Files to write; see [`Outcome::changes`].
    pub changes: Vec<Change>,
    /// Files among them that a person had touched.
    pub touched: Vec<RelPath>,
    /// What to remember of each article, by the path of its page.
    pub memos: Vec<(RelPath, Memo)>,
}

/// Like [`run`], but hands the changes on while it works, so that they need not all be held at once; the outcome has none.
///
/// Each seed is read three times: for what the archive knows together, for its facts, and for its page. Only what is small stays from one
/// reading to the next (what its blocks are, its acronyms, its language: most of the work of reading); [`BATCH`] seeds are held as a whole.
pub fn run_into(input: &Input<'_>, put: &mut dyn FnMut(Batch)) -> Outcome {
    let mut outcome = Outcome::default();
    let (known, tables) = first::pass(input, &mut outcome.report);
    let (owned, problems) = Owned::read(input.content);
    outcome.report.extend(problems);
    let names = owned.names();
    let mut register = Resolver::new(&names, input.lexicon);
    let (mut facts, mut candidates) = (Vec::with_capacity(known.len()), Vec::with_capacity(known.len()));
    for batch in known.chunks(BATCH) {
        let seeds = first::again(batch);
        let readings: Vec<Reading<'_>> = seeds.iter().map(|seed| seed.reading(&tables, input.lexicon)).collect();
        let found: Vec<(Facts, Candidates)> = readings.par_iter().map(find).collect();
        for (reading, (found, phrases)) in readings.iter().zip(found) {
            if found.failed {
                outcome.report.push(first::seed_panic(&reading.document.seed));
            }
            register.add(reading, &found);
            facts.push(found);
            candidates.push(phrases);
        }
    }
    let resolved = register.done();
    let (phrases, change) = phrases::stage(known.iter().map(|seed| seed.path).zip(&candidates), input.content);
    let mut meeting = owned.meeting(&known, resolved.organisations.values().filter_map(settle::organisation).collect(), input.seeds);
    let mut rest = facts.into_iter().zip(&candidates).zip(&resolved.mentions);
    for batch in known.chunks(BATCH) {
        let seeds = first::again(batch);
        let work: Vec<_> = seeds.iter().zip(rest.by_ref().take(batch.len())).collect();
        let drafts: Vec<Draft> = work
            .into_par_iter()
            .map(|(seed, ((mut facts, candidates), keys))| {
                phrases::give(&phrases, &seed.document.seed, candidates, &mut facts);
                settle::article(&seed.reading(&tables, input.lexicon), &facts, keys, &resolved, seed.known.digest)
            })
            .collect();
        put(meeting.articles(&drafts, &mut outcome));
    }
    put(meeting.entities(&mut outcome));
    put(Batch { changes: change.into_iter().collect(), ..Batch::default() });
    owned.report_lost_seeds(input.seeds, &mut outcome.report);
    outcome.seeds = known.len();
    outcome
}

/// How many seeds are held as a whole at one time.
const BATCH: usize = 256;

/// Runs the extractors over one article. A panic in one of them is one error, and that article has no facts.
fn find(reading: &Reading<'_>) -> (Facts, Candidates) {
    catch_unwind(AssertUnwindSafe(|| {
        let facts = extract::extract(reading);
        // A panic there costs the article its phrases, not its facts.
        let candidates = catch_unwind(AssertUnwindSafe(|| Candidates::of(reading, &facts))).unwrap_or_default();
        (facts, candidates)
    }))
    .unwrap_or_else(|_| (Facts { failed: true, ..Facts::default() }, Candidates::default()))
}
