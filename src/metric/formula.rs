//! How a metric follows from tallies and frequencies.

use crate::count::{Detail, Tally};
use crate::stats;

/// The ways in which a metric follows from what was counted of a language under a tokenizer.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// A sum over segments.
    Count(fn(&Tally) -> u64),
    /// A ratio of sums over segments; the only kind with an interval.
    Ratio(fn(&Tally) -> Option<f64>),
    /// A statistic of the tokens of each segment.
    PerSegment(fn(&[f64]) -> Option<f64>),
    /// The quantile, from 0 to 1, of the tokens that each word takes, where they were counted; it has an interval.
    OfWords(f64),
    /// A statistic of the tokens' frequencies, where they were counted.
    OfTokens(fn(&Inventory) -> Option<f64>),
}

/// The frequencies of a language under a tokenizer, and what they are set against.
#[derive(Clone, Copy, Debug)]
pub struct Inventory<'a> {
    pub detail: &'a Detail,
    /// Number of tokens in the vocabulary, if it has a list of them.
    pub vocabulary_size: Option<u64>,
    /// The order α of Rényi's entropy.
    pub renyi_order: f64,
}

impl Formula {
    /// The value for a language's segments and frequencies; `None` where it does not exist.
    pub fn value(self, segments: &[Tally], inventory: Option<&Inventory>) -> Option<f64> {
        match self {
            Formula::Count(of) => Some(of(&segments.iter().sum()) as f64),
            Formula::Ratio(of) => of(&segments.iter().sum()),
            Formula::PerSegment(of) => {
                let tokens: Vec<f64> = segments.iter().map(|tally| tally.tokens as f64).collect();
                of(&tokens)
            }
            Formula::OfWords(p) => {
                let words = inventory?.detail.words.iter().flatten();
                stats::quantile(&words.copied().map(f64::from).collect::<Vec<_>>(), p)
            }
            Formula::OfTokens(of) => inventory.and_then(of),
        }
    }
}
