//! The counts that add up: everything that is a ratio of sums starts here.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// What a text amounts to under one tokenizer. Tallies add in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tokens, without special tokens.
    pub tokens: u64,
    /// Words with a letter or a digit, cut by the rule of the count.
    pub words: u64,
    /// Characters: Unicode scalar values.
    pub chars: u64,
    /// Extended grapheme clusters (UAX #29).
    pub graphemes: u64,
    /// Bytes in UTF-8.
    pub bytes: u64,
}

impl Add for Tally {
    type Output = Tally;

    fn add(self, other: Tally) -> Tally {
        Tally {
            tokens: self.tokens + other.tokens,
            words: self.words + other.words,
            chars: self.chars + other.chars,
            graphemes: self.graphemes + other.graphemes,
            bytes: self.bytes + other.bytes,
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        *self = *self + other;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), Add::add)
    }
}

impl<'a> Sum<&'a Tally> for Tally {
    fn sum<I: Iterator<Item = &'a Tally>>(tallies: I) -> Tally {
        tallies.copied().sum()
    }
}
