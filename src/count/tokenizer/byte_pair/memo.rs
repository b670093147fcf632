//! What was counted before: most pieces of a text are words that come again.

/// Slots for pieces of up to 15 bytes, a power of two: few enough to leave a core's second-level cache to the tables.
const SHORT_SLOTS: usize = 1 << 14;
/// Slots for pieces of up to 31 bytes: words of scripts that take two or three bytes a letter.
const LONG_SLOTS: usize = 1 << 13;

/// The numbers of tokens of pieces met before, under each of up to `Memo::MEMBERS` vocabularies, for one thread.
pub struct Memo {
    short: Slots<1>,
    long: Slots<2>,
}

/// A table of pieces of less than `16 * WORDS` bytes.
struct Slots<const WORDS: usize>(Vec<Slot<WORDS>>);

/// Not `u128`, which would be aligned to 16 bytes and make a slot a third larger.
type Key<const WORDS: usize> = [[u64; 2]; WORDS];

#[derive(Clone, Copy)]
struct Slot<const WORDS: usize> {
    /// The bytes of a piece, with zeros after them, and its length in the last byte; a slot of length 0 is free.
    key: Key<WORDS>,
    /// At most the length of the piece: a token is a byte or more.
    counts: [u8; Memo::MEMBERS],
}

impl Default for Memo {
    fn default() -> Memo {
        Memo { short: Slots::new(SHORT_SLOTS), long: Slots::new(LONG_SLOTS) }
    }
}

impl Memo {
    /// How many vocabularies one memo serves.
    pub const MEMBERS: usize = 8;

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
        match end - start {
            0..16 => self.short.add(text, start, end, totals, count),
            16..32 => self.long.add(text, start, end, totals, count),
            _ => {
                for (member, total) in totals.iter_mut().enumerate() {
                    *total += u64::from(count(&text[start..end], member));
                }
            }
        }
    }
}

impl<const WORDS: usize> Slots<WORDS> {
    fn new(slots: usize) -> Slots<WORDS> {
        Slots(vec![Slot { key: [[0; 2]; WORDS], counts: [0; Memo::MEMBERS] }; slots])
    }

    #[inline]
    fn add(
        &mut self,
        text: &[u8],
        start: usize,
        end: usize,
        totals: &mut [u64],
        mut count: impl FnMut(&[u8], usize) -> u32,
    ) {
        let key = key(text, start, end);
        // Two neighbouring slots: the piece met last stays, the one before it moves over.
        let first = hash(&key) as usize & (self.0.len() - 1);
        let found = [first, first ^ 1].into_iter().find(|slot| self.0[*slot].key == key);
        let slot = found.unwrap_or_else(|| {
            self.0[first ^ 1] = self.0[first];
            self.0[first].key = key;
            for (member, remembered) in self.0[first].counts[..totals.len()].iter_mut().enumerate() {
                *remembered = count(&text[start..end], member) as u8;
            }
            first
        });
        for (total, remembered) in totals.iter_mut().zip(self.0[slot].counts) {
            *total += u64::from(remembered);
        }
    }
}

/// The bytes of a piece with its length after them.
#[inline]
fn key<const WORDS: usize>(text: &[u8], start: usize, end: usize) -> Key<WORDS> {
    let length = end - start;
    let mut key = [0_u128; WORDS];
    for (word, part) in key.iter_mut().enumerate() {
        let from = start + 16 * word;
        let bytes = (end - from.min(end)).min(16);
        *part = match text.get(from..from + 16).map(<[u8; 16]>::try_from) {
            Some(Ok(all)) if bytes == 16 => u128::from_le_bytes(all),
            Some(Ok(all)) => u128::from_le_bytes(all) & ((1 << (8 * bytes)) - 1),
            _ => {
                let mut padded = [0; 16];
                padded[..bytes].copy_from_slice(&text[from.min(end)..end]);
                u128::from_le_bytes(padded)
            }
        };
    }
    key[WORDS - 1] |= (length as u128) << 120;
    key.map(|part| [part as u64, (part >> 64) as u64])
}

/// Mixes a key into 64 bits, of which the low ones are best (the multiplier is 2^64 over the golden ratio).
#[inline]
fn hash<const WORDS: usize>(key: &Key<WORDS>) -> u64 {
    let mix = |mixed: u64, part: &u64| (mixed.rotate_left(32) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = key.as_flattened().iter().fold(0, mix);
    mixed >> 40 ^ mixed >> 20
}
