//! Crates that panic where they should return an error, on damaged input: their panics become errors, without a word on
//! standard error.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// A crate panicked on some input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its parts contradict each other")]
pub struct Panicked;

thread_local! {
    /// Whether this thread runs what may panic.
    static CONTAINS: Cell<bool> = const { Cell::new(false) };
}

/// What the work comes to. Nothing that it changed may be used after a panic.
///
/// # Errors
/// The work panicked.
pub fn contained<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CONTAINS.get() {
                usual(info);
            }
        }));
    });
    let before = CONTAINS.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    CONTAINS.set(before);
    done.map_err(|_| Panicked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_and_the_next_one_too() {
        assert_eq!(contained(|| 1), Ok(1));
        for _ in 0..2 {
            assert_eq!(contained(|| [1][std::hint::black_box(1)]), Err(Panicked));
        }
        assert!(!CONTAINS.get());
    }
}
