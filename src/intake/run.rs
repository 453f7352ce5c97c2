//! The stages of an import, one after the other.

use super::draft::Draft;
use super::extract::{self, Facts, Reading};
use super::first::{self, First, Known, Seed};
use super::memory::{Found, MadeOf, Memory, Settled, Still};
use super::owned::{Owned, Seen, notes_on};
use super::phrases::{self, Candidates, State};
use super::resolve::{AskedNames, Authority, Ground, Key, NameQuestions, Names, Resolved, Resolver, Said, Written};
use super::survey::asked::{Asked, Questions};
use super::survey::tables::Tables;
use super::{BATCH, Batch, Input, Outcome, settle};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Report};
use crate::base::tree::{Change, Digest, Tree};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// See [`super::run_again`].
pub(super) fn run(input: &Input<'_>, before: Memory, put: &mut dyn FnMut(Batch)) -> (Outcome, Memory) {
    let mut outcome = Outcome::default();
    let mut changed = false;
    let mut put = |batch: Batch| {
        changed |= !batch.changes.is_empty();
        put(batch);
    };
    let Memory { texts, seeds, content, entities, apart } = before;
    let mut tables = Tables::with(texts);
    let (known, others) = first::pass(input, seeds, &mut tables, &mut outcome.report);
    let mut owned = Owned::look(input.content, content, &mut outcome.report);
    let authority = Authority::new(&owned.organisations, input.lexicon);
    let mut work = Work { input, authority: &authority, fresh: Vec::new(), unreliable: BTreeSet::new(), known };
    work.extract(&mut tables, &apart, &mut outcome.report);

    let mut register = Resolver::new(&owned.organisations, input.lexicon);
    for seed in &work.known {
        register.add(&said(seed, &authority, &tables));
    }
    let resolved = register.done();
    let path = RelPath::known(phrases::PATH);
    // What cannot be read of it has been told.
    let bytes = input.content.bytes(&path).ok().flatten().map(Cow::into_owned);
    let text = bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
    let nothing = Candidates::default();
    let candidates = work.known.iter().map(|seed| (seed.path, seed.found.as_ref().map_or(&nothing, |found| &found.candidates)));
    let (phrases, new_phrases) = phrases::stage(candidates, text);

    let paths: Vec<(&RelPath, Digest)> = work.known.iter().map(|seed| (seed.path, seed.digest)).collect();
    let mut meeting = owned.meeting(&paths, resolved.organisations.values().filter_map(settle::organisation).collect(), input.seeds);
    let pages: Vec<Option<RelPath>> = meeting.pages().map(Option::<&RelPath>::cloned).collect();
    let whole = Whole { tables: &tables, resolved: &resolved, phrases: &phrases, owned: &owned };
    let (mut written, mut settled) = (Vec::new(), true);
    for (from, pages) in (0..).step_by(BATCH).zip(pages.chunks(BATCH)) {
        let (drafts, made_of) = work.drafts(from, pages, &whole, &mut outcome.report);
        let met = meeting.articles(&drafts, &mut outcome);
        put(met.batch);
        written.extend(met.seen);
        settled &= met.settled;
        for ((at, of), page) in made_of.into_iter().zip(met.pages) {
            if let Some(found) = work.known.get_mut(at).and_then(|seed| seed.found.as_mut()) {
                found.settled = page.map(|page| Settled { page, of });
            }
        }
    }
    let (met, entities) = meeting.entities(&entities, &mut outcome);
    put(met.batch);
    written.extend(met.seen);
    settled &= met.settled;
    if let Some(new) = new_phrases {
        let before: Tree = bytes.map(|bytes| (path.clone(), bytes)).into_iter().collect();
        written.push((path.clone(), Some(Seen::of(&path, new.as_bytes()))));
        put(Batch { changes: vec![Change::Write(path, new.into_bytes())], before, ..Batch::default() });
    }
    let digests: BTreeSet<Digest> = paths.iter().map(|(_, digest)| *digest).chain(others.values().map(|seed| seed.digest)).collect();
    owned.report_lost_seeds(input.seeds, &digests, &mut outcome.report);
    outcome.seeds = work.known.len();

    let Work { known, unreliable, .. } = work;
    let mut seeds = others;
    let remembered = known.into_iter().enumerate().map(|(at, seed)| (seed.path.clone(), seed.remembered(!unreliable.contains(&at))));
    seeds.extend(remembered);
    let whole = seeds.len() == input.seeds.paths().count() && owned.is_whole();
    if whole && settled && !changed && unreliable.is_empty() {
        outcome.still = Still::new(input.seeds, input.content, &outcome.report, outcome.seeds);
    }
    let ground = authority.ground();
    owned.wrote(written);
    let memory = Memory { texts: tables.into_texts(), seeds, content: owned.into_seen(), entities, apart: ground };
    (outcome, memory)
}

/// The seeds on their way to drafts.
struct Work<'a> {
    input: &'a Input<'a>,
    authority: &'a Authority<'a>,
    known: Vec<Known<'a>>,
    /// The facts of those that were read in this run.
    fresh: Vec<Option<Fresh>>,
    /// Those of which nothing may be kept: the program failed on them, or somebody is at work on them.
    unreliable: BTreeSet<usize>,
}

/// What was found in a seed, as long as its page is not made.
struct Fresh {
    first: First,
    facts: Facts,
    keys: Vec<Key>,
}

/// Everything that was found in a seed.
struct Extracted {
    seed: Seed,
    facts: Facts,
    candidates: Candidates,
    said: Vec<Said>,
    questions: Questions,
    names: NameQuestions,
}

/// What the whole archive comes to.
struct Whole<'a> {
    tables: &'a Tables,
    resolved: &'a Resolved,
    phrases: &'a State,
    owned: &'a Owned<'a>,
}

impl Work<'_> {
    /// Extracts from each seed that is new, or that would be answered otherwise than last time.
    fn extract(&mut self, tables: &mut Tables, apart: &Ground, report: &mut Report) {
        let answers = self.authority.answers(tables.texts());
        let asked: BTreeSet<usize> = self.known.iter().filter_map(|seed| seed.found.as_ref()).flat_map(|found| found.names.apart()).collect();
        let doubtful = self.authority.doubtful(apart, &asked, tables.texts());
        let stands = |seed: &Known<'_>| {
            seed.found.as_ref().is_some_and(|found| {
                found.answers.hold(tables)
                    && found.names.hold(&answers)
                    && (doubtful.is_empty() || !found.names.apart().any(|name| doubtful.contains(&name)))
                    && found.said.iter().all(|said| said.read(self.authority, tables.texts()).is_some())
            })
        };
        let due: Vec<bool> = self.known.par_iter().map(|seed| !stands(seed)).collect();
        let due: Vec<usize> = due.iter().enumerate().filter(|(_, due)| **due).map(|(at, _)| at).collect();
        self.fresh.resize_with(self.known.len(), || None);
        for batch in due.chunks(BATCH) {
            let seeds: Vec<_> = batch.iter().map(|&at| (self.known[at].path, self.known[at].digest, self.known[at].first.take())).collect();
            let extracted: Vec<Result<Extracted, Diagnostic>> =
                seeds.into_par_iter().map(|(path, digest, first)| extract_one(path, digest, first, tables, self.authority, self.input)).collect();
            for (&at, extracted) in batch.iter().zip(extracted) {
                let seed = &mut self.known[at];
                seed.found = None;
                let extracted = match extracted {
                    Ok(extracted) => extracted,
                    Err(problem) => {
                        report.push(problem);
                        self.unreliable.insert(at);
                        continue;
                    }
                };
                if extracted.facts.failed {
                    report.push(first::seed_panic(seed.path));
                    self.unreliable.insert(at);
                }
                let Extracted { seed: Seed { first, .. }, facts, candidates, said, questions, names } = extracted;
                let answers = questions.answered(tables);
                let written = said.iter().filter_map(|said| Written::new(said, self.authority, tables.texts_mut())).collect();
                let names = AskedNames::answered(&names, self.authority, tables.texts_mut());
                seed.found = Some(Found { answers, names, said: written, candidates, settled: None });
                self.fresh[at] = Some(Fresh { first, facts, keys: said.into_iter().map(|said| said.key).collect() });
            }
        }
    }

    /// The drafts of some seeds, from one on: none where everything is as it was. With each draft's seed goes what it was made of.
    fn drafts(
        &mut self,
        from: usize,
        pages: &[Option<RelPath>],
        whole: &Whole<'_>,
        report: &mut Report,
    ) -> (Vec<Option<Draft>>, Vec<(usize, MadeOf)>) {
        let fresh: Vec<Option<Fresh>> = self.fresh[from..from + pages.len()].iter_mut().map(Option::take).collect();
        let due = fresh.into_par_iter().zip(pages).enumerate();
        let made: Vec<Result<_, Diagnostic>> = due.map(|(at, (fresh, page))| self.draft(from + at, fresh, page.as_ref(), whole)).collect();
        let (mut drafts, mut made_of) = (Vec::with_capacity(made.len()), Vec::new());
        for (at, made) in (from..).zip(made) {
            let draft = made.unwrap_or_else(|problem| {
                report.push(problem);
                self.unreliable.insert(at);
                None
            });
            drafts.push(draft.map(|(draft, of)| {
                made_of.push((at, of));
                draft
            }));
        }
        (drafts, made_of)
    }

    fn draft(&self, at: usize, fresh: Option<Fresh>, page: Option<&RelPath>, whole: &Whole<'_>) -> Result<Option<(Draft, MadeOf)>, Diagnostic> {
        let seed = &self.known[at];
        let Some(found) = &seed.found else { return Ok(None) };
        let said = said(seed, self.authority, whole.tables);
        let organisations = whole.resolved.print_of(said.iter().map(|said| &said.key));
        let of = MadeOf { organisations, phrases: whole.phrases.print_of(seed.path) };
        let stands = |page: &RelPath| {
            found.settled.as_ref().is_some_and(|settled| settled.page == *page && settled.of == of)
                && whole.owned.is_untouched(page, &notes_on("articles", page.stem()))
        };
        if fresh.is_none() && page.is_some_and(stands) {
            return Ok(None);
        }
        let (open, mut facts, keys): (_, _, Vec<Key>) = if let Some(Fresh { first, facts, keys }) = fresh {
            (first::again(seed.path, seed.digest, Some(first), self.input)?, facts, keys)
        } else {
            let Extracted { seed, facts, said, .. } = extract_one(seed.path, seed.digest, None, whole.tables, self.authority, self.input)?;
            (seed, facts, said.into_iter().map(|said| said.key).collect())
        };
        phrases::give(whole.phrases, seed.path, &found.candidates, &mut facts);
        let asked = Asked::new(whole.tables);
        let draft = settle::article(&open.reading(&asked, self.input.lexicon), &facts, &keys, whole.resolved, seed.digest);
        debug_assert!(asked.questions().is_empty(), "what is asked here is not remembered");
        Ok(Some((draft, of)))
    }
}

/// What an article says of organisations.
fn said(seed: &Known<'_>, authority: &Authority<'_>, tables: &Tables) -> Vec<Said> {
    let written = seed.found.iter().flat_map(|found| &found.said);
    written.filter_map(|said| said.read(authority, tables.texts())).collect()
}

/// Runs the extractors over one article. A panic in one of them is one error, and that article has no facts.
fn extract_one(
    path: &RelPath,
    digest: Digest,
    first: Option<First>,
    tables: &Tables,
    authority: &Authority<'_>,
    input: &Input<'_>,
) -> Result<Extracted, Diagnostic> {
    let seed = first::again(path, digest, first, input)?;
    let (asked, names) = (Asked::new(tables), Names::new(authority));
    let reading = seed.reading(&asked, input.lexicon);
    let (facts, candidates) = find(&reading);
    let said = Said::of(&reading, &facts, &names);
    let names = names.questions();
    let questions = asked.questions();
    Ok(Extracted { seed, facts, candidates, said, questions, names })
}

fn find(reading: &Reading<'_>) -> (Facts, Candidates) {
    catch_unwind(AssertUnwindSafe(|| {
        let facts = extract::extract(reading);
        // A panic there costs the article its phrases, not its facts.
        let candidates = catch_unwind(AssertUnwindSafe(|| Candidates::of(reading, &facts))).unwrap_or_default();
        (facts, candidates)
    }))
    .unwrap_or_else(|_| (Facts { failed: true, ..Facts::default() }, Candidates::default()))
}
