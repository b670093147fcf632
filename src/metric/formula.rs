//! How a metric follows from tallies and frequencies.

use super::ratio;
use crate::count::{Detail, Distribution, Quantity, Total};
use crate::stats;

/// The ways in which a metric follows from what was counted of a language under a tokenizer.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// A sum over segments.
    Count(Quantity),
    /// A ratio of two sums over segments.
    Ratio(Quantity, Quantity),
    /// A statistic of the tokens of each segment.
    PerSegment(fn(&Distribution) -> Option<f64>),
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
    /// The value for all segments of a language, and for frequencies; `None` where it does not exist.
    pub fn value(self, total: &Total, inventory: Option<&Inventory>) -> Option<f64> {
        match self {
            Formula::Count(of) => Some(total.tally.of(of) as f64),
            Formula::Ratio(above, below) => ratio(total.tally.of(above), total.tally.of(below)),
            Formula::PerSegment(of) => of(&total.tokens_per_segment),
            Formula::OfWords(p) => {
                let words = inventory?.detail.words.iter().flatten();
                stats::quantile(&words.copied().map(f64::from).collect::<Vec<_>>(), p)
            }
            Formula::OfTokens(of) => inventory.and_then(of),
        }
    }
}
