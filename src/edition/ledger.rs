//! Which pages of the last run still hold: what each looked at, and whether all of that is as it was.

use super::cells::Cells;
use super::hosting::Hosting;
use super::plan::{Edition, PageKind, PageSpec};
use super::search::Shard;
use crate::archive::watch::{Cell, KINDS, Seen};
use crate::base::fingerprint::Fingerprint;
use crate::content::matter::EntityKind;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a run writes down for the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Every cell some page looked at, with what it held.
    cells: Vec<(String, Fingerprint)>,
    /// The pages, by path.
    pages: BTreeMap<String, Record>,
}

/// One page as it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    /// What it is made with: template, words, settings, program.
    with: Fingerprint,
    /// The numbers of the cells it looked at.
    reads: Vec<u32>,
}

/// The last run's ledger beside this run's cells.
#[derive(Debug)]
pub struct Comparison<'c, 'e> {
    cells: &'c Cells<'e>,
    ledger: &'c Ledger,
    /// The cells of the ledger in this run; none where they are gone.
    known: Vec<Option<Cell>>,
    /// Whether each of them is as it was.
    same: Vec<bool>,
}

impl<'c, 'e> Comparison<'c, 'e> {
    /// Compares every cell some page looked at.
    pub fn new(ledger: &'c Ledger, cells: &'c Cells<'e>, edition: &Edition<'_>) -> Self {
        let known: Vec<Option<Cell>> = ledger.cells.par_iter().map(|(name, _)| cells.named(name)).collect();
        let dear = |cell: &Cell| matches!(cell, Cell::Related(_) | Cell::Shard(_));
        let mut same: Vec<bool> = known
            .par_iter()
            .zip(&ledger.cells)
            .map(|(cell, (_, before))| cell.as_ref().is_some_and(|cell| dear(cell) || cells.print(cell) == *before))
            .collect();
        // Which articles are related is worked out again only where something changed that could change it.
        let changed: BTreeSet<&Cell> = known.iter().zip(&same).filter(|(_, same)| !**same).filter_map(|(cell, _)| cell.as_ref()).collect();
        let archive = edition.archive.articles.quiet();
        let gone = known.iter().any(Option::is_none);
        // What is searched in is made again only where something changed that can be searched.
        let words = known.iter().zip(&same).any(|(cell, same)| *same && *cell == Some(Cell::Words));
        let touched = |id: usize| {
            gone || changed.contains(&Cell::Article(id))
                || archive.get(id).is_none_or(|shelved| {
                    EntityKind::ALL.into_iter().any(|kind| shelved.terms(kind).into_iter().any(|term| changed.contains(&Cell::Mentions(term))))
                })
        };
        let again: Vec<(usize, bool)> = known
            .par_iter()
            .enumerate()
            .filter_map(|(at, cell)| match cell {
                Some(cell @ Cell::Shard(_)) if !words => Some((at, cells.print(cell) == ledger.cells[at].1)),
                Some(cell @ Cell::Related(id)) if touched(*id) => Some((at, cells.print(cell) == ledger.cells[at].1)),
                _ => None,
            })
            .collect();
        for (at, as_before) in again {
            same[at] = as_before;
        }
        Self { cells, ledger, known, same }
    }

    /// Whether a page need not be made again.
    pub fn holds(&self, page: &PageSpec, with: Fingerprint) -> bool {
        let record = self.ledger.pages.get(page.path.as_str());
        record.is_some_and(|record| record.with == with && record.reads.iter().all(|at| self.same.get(*at as usize).copied().unwrap_or(false)))
    }

    /// The ledger for the next run: pages that were made, with what they looked at, and those that hold.
    pub fn next(&self, made: Vec<(&PageSpec, Fingerprint, Seen)>, held: &[&PageSpec]) -> Ledger {
        let mut next = Ledger::default();
        let mut numbers = Numbers::default();
        let mut number = |cell: &Cell, next: &mut Ledger, before: Option<(&str, Fingerprint)>| {
            let new = u32::try_from(next.cells.len()).unwrap_or(u32::MAX);
            let number = numbers.get_or(cell, new);
            if number == new {
                let entry = before.map_or_else(|| (self.cells.name(cell), self.cells.print(cell)), |(name, print)| (name.to_owned(), print));
                next.cells.push(entry);
            }
            number
        };
        number(&Cell::Words, &mut next, None);
        for page in held {
            let Some(record) = self.ledger.pages.get(page.path.as_str()) else { continue };
            let reads = record.reads.iter().filter_map(|at| {
                let at = *at as usize;
                let (name, print) = &self.ledger.cells[at];
                Some(number(self.known[at].as_ref()?, &mut next, Some((name, *print))))
            });
            let reads = reads.collect();
            next.pages.insert(page.path.to_string(), Record { with: record.with, reads });
        }
        for (page, with, cells) in made {
            let reads = cells.cells().map(|cell| number(&cell, &mut next, None)).collect();
            next.pages.insert(page.path.to_string(), Record { with, reads });
        }
        next
    }
}

/// Which number each cell has in a ledger.
#[derive(Debug, Default)]
struct Numbers {
    placed: [Vec<u32>; KINDS],
    others: BTreeMap<Cell, u32>,
}

impl Numbers {
    /// The number of a cell, or this one from now on.
    fn get_or(&mut self, cell: &Cell, new: u32) -> u32 {
        let Some((kind, at)) = cell.place() else { return *self.others.entry(cell.clone()).or_insert(new) };
        let list = &mut self.placed[kind];
        if list.len() <= at {
            list.resize(at + 1, u32::MAX);
        }
        if list[at] == u32::MAX {
            list[at] = new;
        }
        list[at]
    }
}

impl Edition<'_> {
    /// What a page is made with besides what it looks at: its template and those that one uses, the words of the interface, the settings,
    /// and `run`, which stands for the program.
    pub fn made_with(&self, page: &PageSpec, run: Fingerprint) -> Fingerprint {
        Fingerprint::build(|parts| {
            parts.print(run);
            match (&page.kind, page.kind.template()) {
                (PageKind::Redirect(title, to), Some(template)) => parts.print(self.theme.print(template)).text(title).text(to.as_str()),
                (_, Some(template)) => parts.print(self.theme.print(template)),
                (PageKind::Asset(address), None) => parts.print(self.theme.assets.get(address).map(Fingerprint::of).unwrap_or_default()),
                (PageKind::Hosting(Hosting::Redirects), None) => parts.text(&super::hosting::redirects(self)),
                // Its number may have been another article's.
                (PageKind::Shard(Shard::Article(id)), None) => {
                    parts.text(self.archive.articles.quiet().get(*id).map_or("", |shelved| shelved.article.slug.as_str()))
                }
                (_, None) => parts.flag(false),
            };
        })
    }
}
