//! Byte-pair encoding as it is defined: merge the leftmost pair of lowest rank until none is left.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::trie::{NONE, Trie};

/// A pair that may merge: its rank; where it begins, its second part begins, and it ends.
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
    /// The tokens of a piece, and where each begins. `rank` is that of a token and the length of its left part, if these
    /// may merge.
    pub fn run(
        &mut self,
        piece: &[u8],
        trie: Trie,
        rank: impl Fn(u32, usize) -> Option<u32>,
        placed: &mut Vec<(u32, u32)>,
    ) {
        let token = |part: Range<usize>| trie.token(&piece[part]);
        let rank = |part: Range<usize>, middle: usize| match token(part.clone()) {
            NONE => None,
            whole => rank(whole, middle - part.start),
        };
        self.merge(1..=piece.len(), rank);
        placed.clear();
        placed.extend(self.parts().map(|part| (token(part.clone()), part.start as u32)));
    }

    /// Merges neighbours among parts, of which it hears where each ends; `rank` is that of two of them and where the second
    /// begins, if they may merge. The time is n log n in the length of the text.
    pub fn merge(
        &mut self,
        ends: impl Iterator<Item = usize>,
        rank: impl Fn(Range<usize>, usize) -> Option<u32>,
    ) {
        self.end.clear();
        self.begin.clear();
        let mut start = 0;
        for end in ends {
            self.end.resize(end, 0);
            self.end[start] = end;
            self.begin.resize(end + 1, 0);
            self.begin[end] = start;
            start = end;
        }
        let mut start = 0;
        while start < self.end.len() {
            self.offer(start, &rank);
            start = self.end[start];
        }
        while let Some(Reverse((_, start, middle, end))) = self.pairs.pop() {
            if self.end[start] != middle || self.end[middle] != end {
                continue;
            }
            self.end[start] = end;
            self.end[middle] = 0;
            self.begin[end] = start;
            self.offer(start, &rank);
            if start > 0 {
                self.offer(self.begin[start], &rank);
            }
        }
    }

    /// The parts that are left, from left to right.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let first = self.end.first().map(|end| 0..*end);
        std::iter::successors(first, |part| Some(part.end..*self.end.get(part.end)?))
    }

    /// Notes the pair that begins at a byte, if it may merge.
    fn offer(&mut self, start: usize, rank: &impl Fn(Range<usize>, usize) -> Option<u32>) {
        let middle = self.end[start];
        let Some(&end) = self.end.get(middle) else { return };
        if let Some(rank) = rank(start..end, middle) {
            self.pairs.push(Reverse((rank, start, middle, end)));
        }
    }
}
