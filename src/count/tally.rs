//! The counts that add up: everything that is a ratio of sums starts here.

use std::array;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// What a text amounts to under one tokenizer. Tallies add in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub segments: u64,
    /// Words with a letter or a digit, cut by the rule of the count.
    pub words: u64,
    /// Characters: Unicode scalar values.
    pub chars: u64,
    /// Extended grapheme clusters (UAX #29).
    pub graphemes: u64,
    /// Bytes in UTF-8.
    pub bytes: u64,
    /// Tokens, without special tokens.
    pub tokens: u64,
    /// Characters that the tokens do not tell: under an unknown token, or under none and no blanks.
    pub lost_chars: u64,
    /// Tokens that begin or end within a character. Counted on request, as is all that follows.
    pub partial_tokens: u64,
    /// Segments that their tokens give back.
    pub lossless_segments: u64,
    /// Words in one token, with the blank before them.
    pub single_token_words: u64,
    /// Words in two tokens or more.
    pub continued_words: u64,
    /// Tokens of all words; one that spans two words counts in both.
    pub tokens_of_words: u64,
}

/// One of the counts of a tally, in the order of its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    Segments,
    Words,
    Chars,
    Graphemes,
    Bytes,
    Tokens,
    LostChars,
    PartialTokens,
    LosslessSegments,
    SingleTokenWords,
    ContinuedWords,
    TokensOfWords,
}

impl Quantity {
    /// Whether it is the same under every tokenizer.
    pub fn is_of_text(self) -> bool {
        (self as usize) < Tally::OF_TEXT
    }
}

impl Tally {
    /// How many counts there are.
    pub const COUNTS: usize = 12;
    /// How many of them, from the first, are the same under every tokenizer.
    pub const OF_TEXT: usize = 5;

    /// The counts in the order of the fields.
    pub fn to_counts(self) -> [u64; Tally::COUNTS] {
        [
            self.segments,
            self.words,
            self.chars,
            self.graphemes,
            self.bytes,
            self.tokens,
            self.lost_chars,
            self.partial_tokens,
            self.lossless_segments,
            self.single_token_words,
            self.continued_words,
            self.tokens_of_words,
        ]
    }

    pub fn of(self, quantity: Quantity) -> u64 {
        self.to_counts()[quantity as usize]
    }

    /// The tally of some counts, in the order of the fields.
    pub fn from_counts(counts: [u64; Tally::COUNTS]) -> Tally {
        let [
            segments,
            words,
            chars,
            graphemes,
            bytes,
            tokens,
            lost_chars,
            partial_tokens,
            lossless_segments,
            single_token_words,
            continued_words,
            tokens_of_words,
        ] = counts;
        Tally {
            segments,
            words,
            chars,
            graphemes,
            bytes,
            tokens,
            lost_chars,
            partial_tokens,
            lossless_segments,
            single_token_words,
            continued_words,
            tokens_of_words,
        }
    }
}

impl Add for Tally {
    type Output = Tally;

    fn add(self, other: Tally) -> Tally {
        let (own, others) = (self.to_counts(), other.to_counts());
        Tally::from_counts(array::from_fn(|count| own[count] + others[count]))
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
