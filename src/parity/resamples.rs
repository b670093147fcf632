//! Every language's counts in every resample: what all intervals are made from.

use crate::count::{Counts, Tally};
use crate::stats::{self, Array2, Resampling, Sums};

/// What a language amounts to before tokens: words, characters, graphemes, bytes.
const TEXT_COLUMNS: usize = 4;

/// The tallies of every language in every resample, as sums of columns. Segments are resampled, the same for
/// every language and tokenizer.
pub struct Resamples {
    sums: Sums,
    columns_per_language: usize,
    /// How many there are.
    pub drawn: usize,
}

impl Resamples {
    pub fn draw(counts: &Counts, resampling: Resampling) -> Resamples {
        let columns_per_language = TEXT_COLUMNS + counts.tokenizers.len();
        let sums = stats::resampled_sums(&columns(counts, columns_per_language), resampling);
        Resamples { sums, columns_per_language, drawn: resampling.resamples }
    }

    /// The tally of a language under a tokenizer in each resample.
    pub fn tallies(&self, tokenizer: usize, language: usize) -> Vec<Tally> {
        let first = language * self.columns_per_language;
        let tally = |resample: usize| {
            let sum = |offset: usize| self.sums.of(first + offset, resample);
            Tally {
                words: sum(0),
                chars: sum(1),
                graphemes: sum(2),
                bytes: sum(3),
                tokens: sum(TEXT_COLUMNS + tokenizer),
            }
        };
        (0..self.drawn).map(tally).collect()
    }

    /// The tokens of a language under a tokenizer in one resample.
    pub fn tokens(&self, tokenizer: usize, language: usize, resample: usize) -> u64 {
        self.sums.of(language * self.columns_per_language + TEXT_COLUMNS + tokenizer, resample)
    }
}

/// Segments × (languages × (words, characters, graphemes, bytes, tokens of each tokenizer)).
fn columns(counts: &Counts, columns_per_language: usize) -> Array2<f64> {
    let shape = (counts.segments, counts.languages.len() * columns_per_language);
    Array2::from_shape_fn(shape, |(segment, column)| {
        let (language, offset) = (column / columns_per_language, column % columns_per_language);
        let tally = |tokenizer: usize| counts.segment_tallies(tokenizer, language)[segment];
        let value = match offset {
            0 => tally(0).words,
            1 => tally(0).chars,
            2 => tally(0).graphemes,
            3 => tally(0).bytes,
            _ => tally(offset - TEXT_COLUMNS).tokens,
        };
        value as f64
    })
}
