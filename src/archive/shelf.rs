//! Lists of the archive that note who looks at them: [`super::watch`].

use super::Shelved;
use super::term::{ArticleId, Mention, Term, TermId};
use super::watch::{Cell, saw};
use std::ops::{Deref, Index};

/// What stands in a [`Shelf`].
pub trait Item {
    /// The cell of the one with this number.
    fn cell(id: usize) -> Cell;
    /// The cell of which there are, in which order; none where several kinds stand together and each kind has its own.
    fn all() -> Option<Cell>;
    /// The cell of how many there are.
    fn count() -> Option<Cell>;
}

impl Item for Shelved {
    fn cell(id: ArticleId) -> Cell {
        Cell::Article(id)
    }

    fn all() -> Option<Cell> {
        Some(Cell::Articles)
    }

    fn count() -> Option<Cell> {
        Some(Cell::Count)
    }
}

impl Item for Term {
    fn cell(id: TermId) -> Cell {
        Cell::Term(id)
    }

    fn all() -> Option<Cell> {
        None
    }

    fn count() -> Option<Cell> {
        None
    }
}

/// Articles or terms by their number.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelf<T>(Vec<T>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Item> Shelf<T> {
    /// The one with this number. That there is none is noted as a look at which there are.
    pub fn get(&self, id: usize) -> Option<&T> {
        let found = self.0.get(id);
        saw(if found.is_some() { T::cell(id) } else { T::all()? });
        found
    }

    /// All of them, in order; each is noted when its turn comes.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        if let Some(cell) = T::all() {
            saw(cell);
        }
        self.0.iter().enumerate().map(|(id, item)| {
            saw(T::cell(id));
            item
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        if let Some(cell) = T::count() {
            saw(cell);
        }
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them, without a note: for what has a cell of its own.
    pub fn quiet(&self) -> &[T] {
        &self.0
    }

    pub(super) fn quiet_mut(&mut self) -> &mut [T] {
        &mut self.0
    }

    pub(super) fn push(&mut self, item: T) {
        self.0.push(item);
    }
}

impl<T> From<Vec<T>> for Shelf<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T: Item> Index<usize> for Shelf<T> {
    type Output = T;

    fn index(&self, id: usize) -> &T {
        saw(T::cell(id));
        &self.0[id]
    }
}

impl<T> IntoIterator for Shelf<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The articles that name a term, in the archive's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    of: TermId,
    list: Vec<Mention>,
}

impl Mentions {
    pub(super) const fn of(of: TermId) -> Self {
        Self { of, list: Vec::new() }
    }

    /// The same, without a note.
    pub fn quiet(&self) -> &[Mention] {
        &self.list
    }

    pub(super) const fn list_mut(&mut self) -> &mut Vec<Mention> {
        &mut self.list
    }
}

impl Deref for Mentions {
    type Target = [Mention];

    fn deref(&self) -> &[Mention] {
        saw(Cell::Mentions(self.of));
        &self.list
    }
}

impl<'m> IntoIterator for &'m Mentions {
    type Item = &'m Mention;
    type IntoIter = std::slice::Iter<'m, Mention>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
