//! What do the counts say about one language under one tokenizer?
//!
//! Invariant: nothing here reads, prints or fails.

mod catalogue;
mod definition;
mod formula;

pub use catalogue::{METRICS, Metric, ratio};
pub use definition::Definition;
pub use formula::Formula;

use crate::count::Counts;

/// Every metric of every language under every tokenizer.
#[derive(Clone, Debug)]
pub struct Measurements {
    values: Vec<Vec<Vec<Option<f64>>>>,
}

impl Measurements {
    /// The metrics of one language under one tokenizer, in the order of [`METRICS`].
    pub fn of(&self, tokenizer: usize, language: usize) -> &[Option<f64>] {
        &self.values[tokenizer][language]
    }
}

/// Measures every language under every tokenizer.
pub fn measure(counts: &Counts) -> Measurements {
    let of_language = |tokenizer, language| {
        let tallies = counts.segment_tallies(tokenizer, language);
        METRICS.iter().map(|metric| metric.formula.value(tallies)).collect()
    };
    let of_tokenizer =
        |tokenizer| (0..counts.languages.len()).map(|language| of_language(tokenizer, language)).collect();
    Measurements { values: (0..counts.tokenizers.len()).map(of_tokenizer).collect() }
}
