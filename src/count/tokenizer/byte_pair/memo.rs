//! What was counted before: most pieces of a text are words that come again.

/// Pieces of up to this many bytes are remembered.
const SHORT: usize = 15;
/// Slots, a power of two: a megabyte, so that it stays in a core's second-level cache.
const SLOTS: usize = 1 << 15;

/// The numbers of tokens of pieces met before, under each of up to `Memo::MEMBERS` vocabularies, for one thread.
pub struct Memo {
    slots: Vec<Slot>,
}

/// Half a cache line.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// The bytes of a piece, and its length above them; a slot of length 0 is free.
    key: u128,
    /// At most the length of the piece: a token is a byte or more.
    counts: [u8; Memo::MEMBERS],
}

impl Default for Memo {
    fn default() -> Memo {
        Memo { slots: vec![Slot::default(); SLOTS] }
    }
}

impl Memo {
    /// How many vocabularies one memo serves.
    pub const MEMBERS: usize = 16;

    /// Adds to `totals` the counts of the piece `text[start..end]`, remembered or from `count`, which hears the piece
    /// and which of the vocabularies is meant.
    #[inline]
    pub fn add(
        &mut self,
        text: &[u8],
        start: usize,
        end: usize,
        totals: &mut [u64],
        mut count: impl FnMut(&[u8], usize) -> u32,
    ) {
        let piece = &text[start..end];
        if piece.len() > SHORT {
            for (member, total) in totals.iter_mut().enumerate() {
                *total += u64::from(count(piece, member));
            }
            return;
        }
        let key = key(text, start, piece);
        // Two neighbouring slots: the piece met last stays, the one before it moves over.
        let first = slot(key);
        let found = [first, first ^ 1].into_iter().find(|slot| self.slots[*slot].key == key);
        let slot = found.unwrap_or_else(|| {
            self.slots[first ^ 1] = self.slots[first];
            self.slots[first].key = key;
            for (member, remembered) in self.slots[first].counts[..totals.len()].iter_mut().enumerate() {
                *remembered = count(piece, member) as u8;
            }
            first
        });
        for (total, remembered) in totals.iter_mut().zip(self.slots[slot].counts) {
            *total += u64::from(remembered);
        }
    }
}

/// The bytes of a short piece with its length above them.
#[inline]
fn key(text: &[u8], start: usize, piece: &[u8]) -> u128 {
    let bytes = if let Some(bytes) = text.get(start..start + 16).and_then(|bytes| bytes.try_into().ok()) {
        u128::from_le_bytes(bytes) & ((1 << (8 * piece.len())) - 1)
    } else {
        let mut bytes = [0; 16];
        bytes[..piece.len()].copy_from_slice(piece);
        u128::from_le_bytes(bytes)
    };
    bytes | (piece.len() as u128) << 120
}

/// Where a key lies (the multiplier is 2^64 over the golden ratio).
#[inline]
fn slot(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(32);
    let mixed = (folded ^ folded >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize & (SLOTS - 1)
}
