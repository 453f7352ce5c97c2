//! What a page looked at while it was made.
//!
//! Pages are made from the archive alone, and the archive notes each thing that is looked at: a [`Cell`]. A page whose cells all are as they
//! were is as it was, whoever wrote the code that makes it; nobody has to say by hand what a page depends on.
//! The notes are taken for one thread at a time, between the beginning and the end of [`watching`].

use super::term::{ArticleId, TermId};
use super::timeline::Dial;
use crate::content::matter::EntityKind;
use indexmap::IndexSet;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// One thing a page can look at. Numbers are those of this run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// What is known of an article, its text excepted.
    Article(ArticleId),
    /// The text of an article.
    Text(ArticleId),
    /// Which articles stand before and after one.
    Beside(ArticleId),
    /// Which articles are related to one, and why.
    Related(ArticleId),
    /// An entity, the articles that name it excepted.
    Term(TermId),
    /// The articles that name an entity.
    Mentions(TermId),
    /// What is part of an entity.
    Children(TermId),
    /// A free page.
    Page(usize),
    /// Which free pages there are.
    Pages,
    /// Which articles there are, in which order.
    Articles,
    /// How many articles there are.
    Count,
    /// Which entities of a kind there are, in which order.
    Terms(EntityKind),
    /// Whether there are entities of a kind.
    Any(EntityKind),
    /// Which entity a name means.
    Name(EntityKind, String, Option<String>),
    /// The entries of a timeline.
    Timeline(Dial),
    /// Whether the site has a page at an address.
    Address(String),
    /// The address that belongs to a file of `content/`.
    File(String),
    /// Every page of the site.
    Site,
    /// All that can be searched.
    Words,
    /// A file of what can be searched, by its name; most stay as they are when [`Cell::Words`] changes.
    Shard(String),
}

#[derive(Default)]
struct Notes {
    /// Articles and entities, by far the most.
    numbered: Vec<Packed>,
    others: BTreeSet<Cell>,
}

/// A cell of an article or entity in four bytes: its kind in the upper three bits, its number below.
type Packed = u32;

/// The kinds of packed cells.
pub const KINDS: usize = 7;

const SHIFT: u32 = 29;

/// What was looked at: in order, each cell once. Kept small, because it is held for every page of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    numbered: Box<[Packed]>,
    others: Box<[Cell]>,
}

impl Seen {
    /// The cells.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        self.numbered.iter().filter_map(|packed| unpacked(*packed)).chain(self.others.iter().cloned())
    }

    /// The same in little room: what many pages looked at is held once, in `pool`.
    pub fn pooled(self, pool: &Pool) -> Pooled {
        if self.others.is_empty() {
            return Pooled { numbered: self.numbered, others: Box::default() };
        }
        let mut known = pool.0.lock().unwrap_or_else(PoisonError::into_inner);
        let others = self.others.into_iter().map(|cell| u32::try_from(known.insert_full(cell).0).unwrap_or(u32::MAX)).collect();
        Pooled { numbered: self.numbered, others }
    }
}

/// Cells that pages looked at, each once.
#[derive(Debug, Default)]
pub struct Pool(Mutex<IndexSet<Cell>>);

/// What was looked at, beside the [`Pool`] it goes with.
#[derive(Debug)]
pub struct Pooled {
    numbered: Box<[Packed]>,
    others: Box<[u32]>,
}

impl Pool {
    /// Calls `each` with every cell, in order.
    pub fn cells(&self, of: &Pooled, mut each: impl FnMut(&Cell)) {
        of.numbered.iter().filter_map(|packed| unpacked(*packed)).for_each(|cell| each(&cell));
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        of.others.iter().filter_map(|at| known.get_index(*at as usize)).for_each(each);
    }
}

impl Cell {
    /// Kind and number of a cell of an article or entity: `kind` is below [`KINDS`].
    pub fn place(&self) -> Option<(usize, usize)> {
        packed(self).map(|packed| ((packed >> SHIFT) as usize, (packed & ((1 << SHIFT) - 1)) as usize))
    }
}

/// From how many notes on doubles are taken out along the way.
const FULL: usize = 1 << 16;

thread_local! {
    static NOTES: RefCell<Option<Notes>> = const { RefCell::new(None) };
}

/// Makes something, and says what was looked at meanwhile.
pub fn watching<T>(work: impl FnOnce() -> T) -> (T, Seen) {
    let before = NOTES.replace(Some(Notes::default()));
    let done = work();
    let notes = NOTES.replace(before).unwrap_or_default();
    let mut numbered = notes.numbered;
    numbered.sort_unstable();
    numbered.dedup();
    (done, Seen { numbered: numbered.into(), others: notes.others.into_iter().collect() })
}

/// Does something whose looks are not noted: for what has a cell of its own.
pub fn unwatched<T>(work: impl FnOnce() -> T) -> T {
    let before = NOTES.take();
    let done = work();
    NOTES.set(before);
    done
}

/// Notes that a cell is looked at.
pub fn saw(cell: Cell) {
    NOTES.with_borrow_mut(|notes| {
        let Some(notes) = notes else { return };
        if let Some(number) = packed(&cell) {
            if notes.numbered.last() != Some(&number) {
                notes.numbered.push(number);
            }
            if notes.numbered.len() >= FULL && notes.numbered.len().is_power_of_two() {
                notes.numbered.sort_unstable();
                notes.numbered.dedup();
            }
        } else {
            notes.others.insert(cell);
        }
    });
}

/// Like [`saw`], for a cell that costs something to name.
pub fn saw_with(cell: impl FnOnce() -> Cell) {
    if NOTES.with_borrow(Option::is_some) {
        saw(cell());
    }
}

/// None for other cells, and for numbers no archive will have: those are kept as they are.
fn packed(cell: &Cell) -> Option<Packed> {
    let (kind, id) = match cell {
        Cell::Article(id) => (0, id),
        Cell::Text(id) => (1, id),
        Cell::Beside(id) => (2, id),
        Cell::Related(id) => (3, id),
        Cell::Term(id) => (4, id),
        Cell::Mentions(id) => (5, id),
        Cell::Children(id) => (6, id),
        _ => return None,
    };
    u32::try_from(*id).ok().filter(|id| *id < 1 << SHIFT).map(|id| kind << SHIFT | id)
}

fn unpacked(packed: Packed) -> Option<Cell> {
    let id = (packed & ((1 << SHIFT) - 1)) as usize;
    Some(match packed >> SHIFT {
        0 => Cell::Article(id),
        1 => Cell::Text(id),
        2 => Cell::Beside(id),
        3 => Cell::Related(id),
        4 => Cell::Term(id),
        5 => Cell::Mentions(id),
        6 => Cell::Children(id),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(seen: &Seen) -> Vec<Cell> {
        seen.cells().collect()
    }

    #[test]
    fn each_look_is_noted_once_and_only_while_watching() {
        saw(Cell::Articles);
        let ((), cells) = watching(|| {
            saw(Cell::Term(3));
            saw(Cell::Article(7));
            saw(Cell::Term(3));
            saw_with(|| Cell::Address("a.html".to_owned()));
            unwatched(|| saw(Cell::Term(9)));
        });
        assert_eq!(all(&cells), [Cell::Article(7), Cell::Term(3), Cell::Address("a.html".to_owned())]);
        assert_eq!(all(&watching(|| ()).1), []);
    }

    #[test]
    fn one_watch_in_another_keeps_its_notes_to_itself() {
        let ((inner, outer_saw), cells) = watching(|| {
            saw(Cell::Count);
            watching(|| saw(Cell::Site))
        });
        assert_eq!((inner, all(&outer_saw)), ((), vec![Cell::Site]));
        assert_eq!(all(&cells), [Cell::Count]);
    }

    #[test]
    fn many_pages_that_looked_at_the_same_hold_it_once() {
        let pool = Pool::default();
        let looks = || watching(|| [Cell::Site, Cell::Term(2), Cell::Words].into_iter().for_each(saw)).1;
        let pages = [looks().pooled(&pool), looks().pooled(&pool)];
        for page in &pages {
            let mut cells = Vec::new();
            pool.cells(page, |cell| cells.push(cell.clone()));
            assert_eq!(cells, all(&looks()));
        }
        assert_eq!(pool.0.lock().unwrap().len(), 2);
    }

    #[test]
    fn very_many_looks_take_little_room() {
        let ((), cells) = watching(|| (0..300_000).for_each(|at| saw(Cell::Article(at % 5))));
        assert_eq!(all(&cells).len(), 5);
    }
}
