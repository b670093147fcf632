//! How a metric follows from tallies.

use crate::count::Tally;

/// The three ways in which a metric follows from the tallies of a language's segments.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// A sum over segments.
    Count(fn(&Tally) -> u64),
    /// A ratio of sums over segments; the only kind with an interval.
    Ratio(fn(&Tally) -> Option<f64>),
    /// A statistic of the tokens of each segment.
    PerSegment(fn(&[f64]) -> Option<f64>),
}

impl Formula {
    /// The value for the tallies of a language's segments; `None` where it does not exist.
    pub fn value(self, segments: &[Tally]) -> Option<f64> {
        match self {
            Formula::Count(of) => Some(of(&segments.iter().sum()) as f64),
            Formula::Ratio(of) => of(&segments.iter().sum()),
            Formula::PerSegment(of) => {
                let tokens: Vec<f64> = segments.iter().map(|tally| tally.tokens as f64).collect();
                of(&tokens)
            }
        }
    }
}
