//! The premium of each segment: how far it is from one sentence to the next.

use rayon::prelude::*;

use crate::count::Counts;
use crate::stats::quantile_of_ordered;

/// The premiums of the segments of one language under one tokenizer. Their mean is no premium: that is a ratio of sums.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SegmentPremiums {
    /// log2 of tokens over the tokens of the pivot, ascending; without segments that have no tokens.
    log2: Vec<f32>,
}

impl SegmentPremiums {
    /// The premium that a share `p` of the segments does not pass (type 7); `None` without segments.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        quantile_of_ordered(self.log2.len(), p, |at| f64::from(self.log2[at])).map(f64::exp2)
    }

    /// log2 of the premiums, ascending.
    pub fn log2(&self) -> &[f32] {
        &self.log2
    }
}

/// The premiums of the segments of each language under each tokenizer.
pub fn segment_premiums(counts: &Counts) -> Vec<Vec<SegmentPremiums>> {
    let of = |tokenizer: usize, language: usize| {
        let pivots = counts.segment_tallies(tokenizer, counts.pivot);
        let pairs = counts.segment_tallies(tokenizer, language).iter().zip(pivots);
        let both = pairs.filter(|(tally, pivot)| tally.tokens > 0 && pivot.tokens > 0);
        let mut log2: Vec<f32> =
            both.map(|(tally, pivot)| (tally.tokens as f32 / pivot.tokens as f32).log2()).collect();
        log2.sort_unstable_by(f32::total_cmp);
        SegmentPremiums { log2 }
    };
    (0..counts.tokenizers.len())
        .map(|tokenizer| {
            (0..counts.languages.len()).into_par_iter().map(|language| of(tokenizer, language)).collect()
        })
        .collect()
}
