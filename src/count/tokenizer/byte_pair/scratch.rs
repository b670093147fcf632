//! Memory that one thread uses again and again.

use super::merging::Merging;

/// Pairs of tokens remembered, a power of two: 128 kilobytes.
const PAIRS: usize = 1 << 14;
const UNKNOWN: u64 = u64::MAX;

/// What `Vocabulary` writes its answers into.
#[derive(Default)]
pub struct Scratch {
    /// The answer so far: tokens, and where each begins.
    pub placed: Vec<(u32, u32)>,
    /// A bit for each position at which nothing can follow.
    pub dead_ends: Vec<u64>,
    pub pairs: Pairs,
    pub merging: Merging,
}

/// Whether two tokens can stand side by side, for pairs met lately.
pub struct Pairs(Vec<u64>);

impl Default for Pairs {
    fn default() -> Pairs {
        Pairs(vec![UNKNOWN; PAIRS])
    }
}

impl Pairs {
    /// The answer for a pair, remembered or from `find`.
    #[inline]
    pub fn remembered(&mut self, pair: u64, hash: u64, find: impl FnOnce() -> bool) -> bool {
        let slot = (hash >> 20) as usize & (PAIRS - 1);
        if self.0[slot] >> 1 != pair {
            self.0[slot] = pair << 1 | u64::from(find());
        }
        self.0[slot] & 1 == 1
    }
}
