//! The tokens of a piece of text, from the tables of a vocabulary.
//!
//! Byte-pair encoding merges the pair of neighbours with the lowest rank until no pair is a token. A sequence of tokens
//! is what it ends with exactly if every two neighbours are: if no merge of lower rank would have joined parts of them
//! first. So a piece is read from left to right, taking the longest token that is compatible with the one before, and
//! going back a token when none is. No rank is ever searched for, and the time is linear in the length of the piece
//! (van Antwerpen and Neubeck 2024, "So many tokens, so little time", GitHub).
//!
//! Two kinds of pieces are merged as it is defined: short ones in Latin letters, which takes less time, and those that may
//! hold a token which ranks below its own parts, for which the above is not true.

use std::collections::BTreeMap;

use super::scratch::Scratch;
use super::short;
use super::traces::Traces;
use super::trie::{NONE, Trie};

/// What is known of a token, a quarter of a cache line: the two tokens that it is merged from, the longest token that
/// it begins with other than itself, and its length in bytes. A byte consists of itself.
pub type Token = [u32; 4];
pub const LEFT: usize = 0;
pub const RIGHT: usize = 1;
pub const SHORTER: usize = 2;
pub const LENGTH: usize = 3;

/// A slot of `merges` that holds nothing.
pub const EMPTY: u64 = u64::MAX;
/// Bits of a token's number within a slot of `merges`.
pub const TOKEN_BITS: u32 = 21;

/// The place of each pair in a list of merges, by the token that it makes and the length of its left part.
pub type Listed = BTreeMap<(u32, u32), u32>;

/// A view of the tables of a vocabulary, which says what each of them holds.
#[derive(Clone, Copy)]
pub struct Tables<'a> {
    pub trie: Trie<'a>,
    pub tokens: &'a [Token],
    pub merges: &'a [u64],
    pub filter: &'a [u64],
    pub bigrams: &'a [u32],
    pub traces: Traces<'a>,
    pub listed: Option<&'a Listed>,
}

impl Tables<'_> {
    /// Reads a piece from left to right into `scratch.placed`.
    #[inline]
    pub fn place(self, piece: &[u8], whole: bool, scratch: &mut Scratch) {
        scratch.placed.clear();
        let is_orderly = !self.traces.are_in(piece);
        if is_orderly && short::is_short(piece) {
            let bigram = |first, second| self.bigrams[usize::from(first) << 8 | usize::from(second)];
            let merged = |left, right| self.merged(left, right);
            return short::merge(piece, |byte| self.trie.token(&[byte]), bigram, merged, &mut scratch.placed);
        }
        let (longest, length) = self.trie.longest(piece);
        if length == piece.len() && (whole || is_orderly) {
            scratch.placed.push((longest, 0));
        } else if is_orderly {
            self.place_many(piece, longest, scratch);
        } else {
            let rank = |whole, left: usize| match self.listed {
                Some(listed) => listed.get(&(whole, left as u32)).copied(),
                None => Some(whole),
            };
            scratch.merging.run(piece, self.trie, rank, &mut scratch.placed);
        }
    }

    fn place_many(self, piece: &[u8], longest: u32, scratch: &mut Scratch) {
        scratch.dead_ends.clear();
        scratch.dead_ends.resize(piece.len() / 64 + 1, 0);
        let (mut at, mut token) = (0, longest);
        while at < piece.len() {
            let end = loop {
                if token == NONE {
                    break None;
                }
                let end = at + self.tokens[token as usize][LENGTH] as usize;
                let open = scratch.dead_ends[end / 64] >> (end % 64) & 1 == 0;
                if open && self.follows(token, scratch) {
                    break Some(end);
                }
                token = self.tokens[token as usize][SHORTER];
            };
            if let Some(end) = end {
                scratch.placed.push((token, at as u32));
                at = end;
                token = self.trie.longest(&piece[at..]).0;
            } else {
                // Nothing can follow here: the token before must be a shorter one.
                scratch.dead_ends[at / 64] |= 1 << (at % 64);
                let (last, start) = scratch.placed.pop().unwrap_or((NONE, 0));
                assert!(last != NONE, "bytes can always follow each other");
                at = start as usize;
                token = self.tokens[last as usize][SHORTER];
            }
        }
    }

    /// Whether a token can stand after the last one placed.
    #[inline]
    fn follows(self, token: u32, scratch: &mut Scratch) -> bool {
        let Some(&(last, _)) = scratch.placed.last() else { return true };
        let (pair, hash) = pair(last, token);
        scratch.pairs.remembered(pair, hash, || self.compatible(last, token))
    }

    /// Whether two tokens stay as they are side by side: no pair across their border would have merged before each of
    /// them was whole.
    ///
    /// The merges are undone from the last to the first. At each step the parts that touch at the border are the ones
    /// that stood there at that time; had they merged, at a rank below those undone so far, the tokens would not be.
    fn compatible(self, left: u32, right: u32) -> bool {
        let (mut left, mut right, mut undone) = (left, right, NONE);
        loop {
            if self.merged(left, right) < undone {
                return false;
            }
            let (last, first) = (self.tokens[left as usize][RIGHT], self.tokens[right as usize][LEFT]);
            let (left_is_byte, right_is_byte) = (last == left, first == right);
            if left_is_byte && right_is_byte {
                return true;
            }
            // The later merge is undone first; of two with one rank that is the right one.
            if right_is_byte || (left > right && !left_is_byte) {
                undone = left;
                left = last;
            } else {
                undone = right + 1;
                right = first;
            }
        }
    }

    /// The token that two tokens merge into, or `NONE`.
    #[inline]
    fn merged(self, left: u32, right: u32) -> u32 {
        let (pair, hash) = pair(left, right);
        let (word, bit) = filter_place(self.filter.len(), hash);
        if self.filter[word] & bit == 0 {
            return NONE;
        }
        let mask = self.merges.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let merge = self.merges[slot];
            if merge >> TOKEN_BITS == pair {
                return merge as u32 & ((1 << TOKEN_BITS) - 1);
            }
            if merge == EMPTY {
                return NONE;
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// Two tokens in one word, and a hash of them (the multiplier is 2^64 over the golden ratio).
#[inline]
pub fn pair(left: u32, right: u32) -> (u64, u64) {
    let pair = u64::from(left) << TOKEN_BITS | u64::from(right);
    let mixed = (pair ^ pair >> 23).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (pair, mixed ^ mixed >> 32)
}

#[inline]
pub fn filter_place(words: usize, hash: u64) -> (usize, u64) {
    ((hash >> 40) as usize & (words - 1), 1 << (hash >> 34 & 63))
}
