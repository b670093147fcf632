//! What do the counts say about one language under one tokenizer?
//!
//! Invariant: nothing here reads, prints or fails.

mod catalogue;
mod definition;
mod formula;
mod spectrum;

pub use catalogue::{CONTINUED_WORDS, METRICS, Metric, ratio};
pub use definition::Definition;
pub use formula::{Formula, Inventory};

use crate::count::{Counts, Tally};

/// Every metric of every language under every tokenizer.
#[derive(Clone, Debug)]
pub struct Measurements {
    /// The order α of Rényi's entropy in them.
    pub renyi_order: f64,
    values: Vec<Vec<Vec<Option<f64>>>>,
}

impl Measurements {
    /// The metrics of one language under one tokenizer, in the order of [`METRICS`].
    pub fn of(&self, tokenizer: usize, language: usize) -> &[Option<f64>] {
        &self.values[tokenizer][language]
    }
}

/// The order α at which Rényi's efficiency goes best with translation quality (Zouhar et al. 2023).
pub const RENYI_ORDER: f64 = 2.5;

/// The share of lost characters from which on a tokenizer cannot write a language.
pub const UNWRITABLE: f64 = 0.1;

/// Whether a tokenizer cannot write a language: its tokens do not tell the text, and their number is no cost.
pub fn is_unwritable(counts: &Counts, tokenizer: usize, language: usize) -> bool {
    let Tally { lost_chars, chars, .. } = counts.tally(tokenizer, language);
    ratio(lost_chars, chars).is_some_and(|share| share > UNWRITABLE)
}

/// Measures every language under every tokenizer.
pub fn measure(counts: &Counts, renyi_order: f64) -> Measurements {
    let of_language = |tokenizer: usize, language: usize| {
        let total = counts.total(tokenizer, language);
        let vocabulary_size = counts.vocabulary_sizes[tokenizer];
        let inventory = counts.detail(tokenizer, language).map(|detail| Inventory {
            detail,
            vocabulary_size,
            renyi_order,
        });
        METRICS.iter().map(|metric| metric.formula.value(&total, inventory.as_ref())).collect()
    };
    let of_tokenizer =
        |tokenizer| (0..counts.languages.len()).map(|language| of_language(tokenizer, language)).collect();
    Measurements { renyi_order, values: (0..counts.tokenizers.len()).map(of_tokenizer).collect() }
}
