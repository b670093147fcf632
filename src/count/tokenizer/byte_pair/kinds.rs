//! Kinds of characters: those that a pattern treats alike are one kind.

use super::pattern::PatternError;

/// Characters per block of the second stage.
const BLOCK: usize = 256;
/// The plane in which nearly all text lies, looked up in one step.
const BASIC_PLANE: usize = 0x1_0000;

/// The kind of every character.
pub struct Kinds {
    /// Characters of the basic plane.
    basic: Vec<u8>,
    /// Blocks of the other planes, and where each begins in `blocks`.
    starts: Vec<u16>,
    blocks: Vec<u8>,
    /// Ranges of characters with their kinds, ascending; they cover everything.
    ranges: Vec<(u32, u8)>,
    count: usize,
}

/// Collects the sets of characters that a pattern names.
#[derive(Default)]
pub struct KindsBuilder {
    /// Where a set begins or ends: (character, number of the set).
    borders: Vec<(u32, usize)>,
    sets: usize,
}

impl KindsBuilder {
    /// Adds a set of characters, given as closed ranges that do not meet.
    pub fn add(&mut self, ranges: impl Iterator<Item = (char, char)>) {
        for (first, last) in ranges {
            self.borders.push((first.into(), self.sets));
            self.borders.push((u32::from(last) + 1, self.sets));
        }
        self.sets += 1;
    }

    /// Two characters are of one kind if they lie in the same sets.
    pub fn build(mut self) -> Result<Kinds, PatternError> {
        if self.sets > 128 {
            return Err(PatternError::TooLarge);
        }
        self.borders.sort_unstable();
        let mut memberships: Vec<u128> = vec![0];
        let mut ranges: Vec<(u32, u8)> = vec![(0, 0)];
        let mut membership = 0_u128;
        for (position, (border, set)) in self.borders.iter().enumerate() {
            membership ^= 1 << set;
            if self.borders.get(position + 1).is_some_and(|(next, _)| next == border) {
                continue;
            }
            let kind = memberships.iter().position(|known| *known == membership).unwrap_or_else(|| {
                memberships.push(membership);
                memberships.len() - 1
            });
            let kind = u8::try_from(kind).map_err(|_| PatternError::TooLarge)?;
            match ranges.last_mut() {
                Some(last) if last.0 == *border => last.1 = kind,
                _ => ranges.push((*border, kind)),
            }
        }
        Ok(Kinds::new(ranges, memberships.len()))
    }
}

impl Kinds {
    fn new(ranges: Vec<(u32, u8)>, count: usize) -> Kinds {
        let last = char::MAX as usize + 1;
        let mut all = vec![0; last];
        for (position, &(first, kind)) in ranges.iter().enumerate() {
            let end = ranges.get(position + 1).map_or(last, |(next, _)| (*next as usize).min(last));
            all[(first as usize).min(end)..end].fill(kind);
        }
        let mut blocks: Vec<u8> = Vec::new();
        let starts = all[BASIC_PLANE..]
            .chunks(BLOCK)
            .map(|block| {
                let known = blocks.chunks(BLOCK).position(|known| known == block);
                let number = known.unwrap_or_else(|| {
                    blocks.extend_from_slice(block);
                    blocks.len() / BLOCK - 1
                });
                (number * BLOCK) as u16
            })
            .collect();
        all.truncate(BASIC_PLANE);
        Kinds { basic: all, starts, blocks, ranges, count }
    }

    /// How many kinds there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The kinds found in a closed range of characters, which begins and ends at borders.
    pub fn within(&self, (first, last): (char, char)) -> impl Iterator<Item = u8> + '_ {
        let from = self.ranges.partition_point(|(start, _)| *start < u32::from(first));
        self.ranges[from..]
            .iter()
            .take_while(move |(start, _)| *start <= u32::from(last))
            .map(|(_, kind)| *kind)
    }

    /// The kind of the character that begins at a byte of valid UTF-8, and its length in bytes.
    #[inline]
    pub fn of(&self, bytes: &[u8], at: usize) -> (usize, usize) {
        let continued = |offset: usize| u32::from(bytes[at + offset] & 0x3f);
        let first = u32::from(bytes[at]);
        let (character, length) = match first {
            0..0x80 => (first, 1),
            0x80..0xe0 => ((first & 0x1f) << 6 | continued(1), 2),
            0xe0..0xf0 => ((first & 0xf) << 12 | continued(1) << 6 | continued(2), 3),
            _ => ((first & 7) << 18 | continued(1) << 12 | continued(2) << 6 | continued(3), 4),
        };
        let character = character as usize;
        let kind = if character < BASIC_PLANE {
            self.basic[character]
        } else {
            let beyond = character - BASIC_PLANE;
            self.blocks[usize::from(self.starts[beyond / BLOCK]) + beyond % BLOCK]
        };
        (usize::from(kind), length)
    }
}
