//! How many segments one corpus may have: each is kept, with what it comes to under every tokenizer.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::error::CorpusError;

/// The most segments, all languages together.
pub const MOST: usize = 16_000_000;
const MILLION: usize = 1_000_000;

/// How many more segments there may be, whichever file they are from.
#[derive(Debug)]
pub struct Room(AtomicUsize);

impl Room {
    pub fn new(most: usize) -> Room {
        Room(AtomicUsize::new(most))
    }

    /// Makes room for some more.
    ///
    /// # Errors
    /// There is not so much left.
    pub fn take(&self, segments: usize, path: &Path) -> Result<(), CorpusError> {
        let take = |left: usize| left.checked_sub(segments);
        let taken = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        let full = |_| CorpusError::TooManySegments { path: path.to_owned(), millions: MOST / MILLION };
        taken.map(drop).map_err(full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_for_so_many() {
        let room = Room::new(2);
        let path = Path::new("a.txt");
        assert!(room.take(0, path).is_ok() && room.take(2, path).is_ok());
        let message = room.take(1, path).expect_err("full").to_string();
        assert_eq!(message, "`a.txt` brings the corpus to more than 16 million segments in all languages");
    }
}
