//! Byte-pair encoding as it is defined: merge the leftmost pair of lowest rank until none is left.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::trie::Trie;

/// A pair that may merge: rank of the whole; where it begins, its second part begins, and it ends.
type Pair = (u32, usize, usize, usize);

/// Merges pieces one after the other in the same memory.
#[derive(Default)]
pub struct Merging {
    pairs: BinaryHeap<Reverse<Pair>>,
    /// Where the part ends that begins at a byte; 0 where none does.
    end: Vec<usize>,
    /// Where the part begins that ends at a byte.
    begin: Vec<usize>,
}

impl Merging {
    /// The tokens of a piece, and where each begins, with merges of ranks below `limit` only. The time is n log n in the
    /// length of the piece.
    pub fn run(&mut self, piece: &[u8], limit: u32, trie: Trie, placed: &mut Vec<(u32, u32)>) {
        // Each byte is a part at first.
        self.end.clear();
        self.end.extend(1..=piece.len() + 1);
        self.begin.clear();
        self.begin.push(0);
        self.begin.extend(0..piece.len());
        for start in 0..piece.len() {
            self.offer(piece, start, limit, trie);
        }
        while let Some(Reverse((_, start, middle, end))) = self.pairs.pop() {
            if self.end[start] != middle || self.end[middle] != end {
                continue;
            }
            self.end[start] = end;
            self.end[middle] = 0;
            self.begin[end] = start;
            self.offer(piece, start, limit, trie);
            if start > 0 {
                self.offer(piece, self.begin[start], limit, trie);
            }
        }
        placed.clear();
        let mut start = 0;
        while start < piece.len() {
            placed.push((trie.token(&piece[start..self.end[start]]), start as u32));
            start = self.end[start];
        }
    }

    /// Notes the pair that begins at a byte, if it may merge.
    fn offer(&mut self, piece: &[u8], start: usize, limit: u32, trie: Trie) {
        let middle = self.end[start];
        if middle < piece.len() {
            let end = self.end[middle];
            let rank = trie.token(&piece[start..end]);
            if rank < limit {
                self.pairs.push(Reverse((rank, start, middle, end)));
            }
        }
    }
}
