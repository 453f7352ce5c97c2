//! Parts of the lexicon that are read when they are first used.

use std::panic::UnwindSafe;
use std::sync::LazyLock;

/// A value that is made by a closure when it is first used.
pub type Lazy<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + UnwindSafe>>;

/// The value that `make` makes.
pub(super) fn lazy<T>(make: impl FnOnce() -> T + Send + UnwindSafe + 'static) -> Lazy<T> {
    LazyLock::new(Box::new(make))
}
