//! Which pages of the last run still hold: what each looked at, and whether all of that is as it was.

use super::cells::Cells;
use super::hosting::Hosting;
use super::plan::{Edition, PageKind, PageSpec};
use super::search::Shard;
use crate::archive::watch::{Cell, KINDS, Pool, Pooled};
use crate::base::fingerprint::Fingerprint;
use crate::content::matter::EntityKind;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a run writes down for the next: every page with the cells it looked at, and what those held.
///
/// An archive has many pages, and most of a ledger is handed on as it is: so it is a few long lists, not a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The names of all cells some page looked at.
    cells: Texts,
    /// What each of them held.
    prints: Vec<Fingerprint>,
    /// The paths of the pages, in order.
    pages: Texts,
    /// What each page is made with: template, words, settings, program.
    with: Vec<Fingerprint>,
    /// The numbers of the cells that the pages looked at, page by page.
    reads: Vec<u32>,
    /// Where the numbers of each page end.
    ends: Vec<u32>,
}

/// Many texts in one, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number; an empty one where a damaged list has none.
    fn get(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.all.get(start..end(at)).unwrap_or_default()
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }
}

impl Ledger {
    /// The paths of the pages, in order.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.pages.iter()
    }

    /// For each of these paths, which are in order, the number of the page here.
    pub fn numbers<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Vec<Option<usize>> {
        let mut at = 0;
        paths
            .map(|path| {
                while at < self.pages.len() && self.pages.get(at) < path {
                    at += 1;
                }
                (at < self.pages.len() && self.pages.get(at) == path).then_some(at)
            })
            .collect()
    }

    fn reads(&self, page: usize) -> &[u32] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = page.checked_sub(1).map_or(0, end);
        self.reads.get(start..end(page)).unwrap_or_default()
    }

    fn add(&mut self, path: &str, with: Fingerprint, reads: impl Iterator<Item = u32>) {
        self.pages.push(path);
        self.with.push(with);
        self.reads.extend(reads);
        self.ends.push(u32::try_from(self.reads.len()).unwrap_or(u32::MAX));
    }
}

/// A page of the site as it goes into the next ledger.
#[derive(Debug)]
pub enum Entry<'p> {
    /// It holds; with its number in the last ledger.
    Held(&'p PageSpec, usize),
    /// It was made, with this, and looked at these.
    Made(&'p PageSpec, Fingerprint, Pooled),
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
    /// For each page of this run, its number in the ledger.
    numbers: Vec<Option<usize>>,
}

impl<'c, 'e> Comparison<'c, 'e> {
    /// Compares every cell some page looked at.
    pub fn new(ledger: &'c Ledger, cells: &'c Cells<'e>, edition: &Edition<'_>) -> Self {
        let known: Vec<Option<Cell>> = (0..ledger.cells.len()).into_par_iter().map(|at| cells.named(ledger.cells.get(at))).collect();
        let dear = |cell: &Cell| matches!(cell, Cell::Related(_) | Cell::Shard(_));
        let mut same: Vec<bool> = known
            .par_iter()
            .zip(&ledger.prints)
            .map(|(cell, before)| cell.as_ref().is_some_and(|cell| dear(cell) || cells.print(cell) == *before))
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
                Some(cell @ Cell::Shard(_)) if !words => Some((at, cells.print(cell) == ledger.prints[at])),
                Some(cell @ Cell::Related(id)) if touched(*id) => Some((at, cells.print(cell) == ledger.prints[at])),
                _ => None,
            })
            .collect();
        for (at, as_before) in again {
            same[at] = as_before;
        }
        let numbers = ledger.numbers(edition.pages().iter().map(|page| page.path.as_str()));
        Self { cells, ledger, known, same, numbers }
    }

    /// The number in the ledger of a page that need not be made again. `at` is its place among the pages of this run.
    pub fn holds(&self, at: usize, with: Fingerprint) -> Option<usize> {
        let number = (*self.numbers.get(at)?)?;
        let same = |at: &u32| self.same.get(*at as usize).copied().unwrap_or(false);
        (self.ledger.with.get(number) == Some(&with) && self.ledger.reads(number).iter().all(same)).then_some(number)
    }

    /// The ledger for the next run: the pages, in order of their paths.
    pub fn next(&self, pages: &[Entry<'_>], pool: &Pool) -> Ledger {
        let mut next = Ledger::default();
        let mut numbers = Numbers::default();
        number(&mut numbers, &mut next, &Cell::Words, || (self.cells.name(&Cell::Words).into(), self.cells.print(&Cell::Words)));
        // The new numbers of the cells of the last ledger.
        let mut renumbered: Vec<Option<u32>> = vec![None; self.known.len()];
        for page in pages {
            match page {
                Entry::Held(page, old) => {
                    for &at in self.ledger.reads(*old) {
                        let at = at as usize;
                        if let (None, Some(cell)) = (renumbered[at], &self.known[at]) {
                            let entry = || (self.ledger.cells.get(at).into(), self.ledger.prints[at]);
                            renumbered[at] = Some(number(&mut numbers, &mut next, cell, entry));
                        }
                    }
                    let with = self.ledger.with.get(*old).copied().unwrap_or_default();
                    next.add(page.path.as_str(), with, self.ledger.reads(*old).iter().filter_map(|at| renumbered[*at as usize]));
                }
                Entry::Made(page, with, seen) => {
                    let entry = |cell: &Cell| (self.cells.name(cell).into(), self.cells.print(cell));
                    let mut reads = Vec::new();
                    pool.cells(seen, |cell| reads.push(number(&mut numbers, &mut next, cell, || entry(cell))));
                    next.add(page.path.as_str(), *with, reads.into_iter());
                }
            }
        }
        next
    }
}

/// The number of a cell in a ledger; a new one gets the name and print that `entry` has for it.
fn number<'n>(numbers: &mut Numbers, ledger: &mut Ledger, cell: &Cell, entry: impl FnOnce() -> (Cow<'n, str>, Fingerprint)) -> u32 {
    let new = u32::try_from(ledger.prints.len()).unwrap_or(u32::MAX);
    let number = numbers.get_or(cell, new);
    if number == new {
        let (name, print) = entry();
        ledger.cells.push(&name);
        ledger.prints.push(print);
    }
    number
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_again_by_their_paths() {
        let mut ledger = Ledger::default();
        for (path, reads) in [("a", vec![]), ("b", vec![0, 2]), ("d", vec![1])] {
            ledger.add(path, Fingerprint::of(path), reads.into_iter());
        }
        assert_eq!(ledger.pages().collect::<Vec<_>>(), ["a", "b", "d"]);
        assert_eq!(ledger.numbers(["b", "c", "d", "e"].into_iter()), [Some(1), None, Some(2), None]);
        assert_eq!([0, 1, 2, 3].map(|page| ledger.reads(page).to_vec()), [vec![], vec![0, 2], vec![1], vec![]]);
    }

    #[test]
    fn a_damaged_ledger_has_no_pages_but_does_no_harm() {
        let ledger = Ledger { pages: Texts { all: "é".to_owned(), ends: vec![1, 9, 0] }, ..Ledger::default() };
        assert_eq!(ledger.pages().collect::<Vec<_>>(), ["", "", ""]);
        assert!(ledger.reads(7).is_empty());
    }
}
