//! What do the counts say about one language against another: premium, why, how unequal, how sure, what goes with it?
//!
//! Invariant: nothing here reads, prints or fails.

mod association;
mod audit;
mod claim;
mod compute;
mod control;
mod cost;
mod diff;
mod evidence;
mod finding;
mod gate;
mod interval;
mod pooled;
mod recipe;
mod register;
mod relation;
mod resamples;
mod segments;
mod spread;
mod typical;

pub use association::{Association, LINKS, Left, Link, Measure, Point, Question, Rival, associate};
pub use audit::{Audit, Order, Outcome, audit};
pub use claim::{Answer, Claim, answer};
pub use compute::Transformer;
pub use control::{CONTROLS, Control};
pub use cost::{Bounded, Compute, Cost, Reply, Terms, costs};
pub use diff::{Change, Diff, Overall, diff};
pub use finding::{FEWEST, Finding, covers_zero};
pub use gate::{Baseline, Before, Check, Limited, Limits, Verdict, gate, gate_against};
pub use interval::{Interval, Intervals, LEVEL};
pub use pooled::Pooled;
pub use recipe::{RECIPES, Recipe, variants};
pub use register::{Register, register};
pub use relation::{RELATIONS, Relation};
pub use segments::SegmentPremiums;
pub use spread::{SPREADS, Spread, Weight};
pub use typical::typical;

use crate::count::{Counts, Part};
use crate::stats::Resampling;
use resamples::Resamples;
use spread::{Spreading, Weights};

/// Every language against the pivot, under every tokenizer.
#[derive(Clone, Debug)]
pub struct Parity {
    relations: Vec<Vec<Vec<Option<f64>>>>,
    intervals: Vec<Vec<Intervals>>,
    spreads: Vec<Vec<Option<f64>>>,
    spread_intervals: Vec<Vec<Option<Interval>>>,
    segments: Vec<Vec<SegmentPremiums>>,
}

impl Parity {
    /// The relations of one language under one tokenizer, in the order of [`RELATIONS`].
    pub fn relations(&self, tokenizer: usize, language: usize) -> &[Option<f64>] {
        &self.relations[tokenizer][language]
    }

    /// The intervals of one language's metrics and relations under one tokenizer.
    pub fn intervals(&self, tokenizer: usize, language: usize) -> &Intervals {
        &self.intervals[tokenizer][language]
    }

    /// The spread of one tokenizer's premiums, in the order of [`SPREADS`].
    pub fn spreads(&self, tokenizer: usize) -> &[Option<f64>] {
        &self.spreads[tokenizer]
    }

    /// The premiums of the segments of one language under one tokenizer.
    pub fn segments(&self, tokenizer: usize, language: usize) -> &SegmentPremiums {
        &self.segments[tokenizer][language]
    }

    /// The intervals of one tokenizer's spreads, in the order of [`SPREADS`].
    pub fn spread_intervals(&self, tokenizer: usize) -> &[Option<Interval>] {
        &self.spread_intervals[tokenizer]
    }
}

/// Compares every language with the pivot.
pub fn compare(counts: &Counts, resampling: Resampling) -> Parity {
    let segments = segments::segment_premiums(counts);
    compared(counts, &Resamples::draw(counts, resampling), segments)
}

/// The same of a part, whose draws were made as it was counted; `counts` is what it says.
pub fn compare_part(part: &Part, counts: &Counts) -> Parity {
    let none = vec![vec![SegmentPremiums::default(); counts.languages.len()]; counts.tokenizers.len()];
    compared(counts, &Resamples::of_part(part, counts), none)
}

fn compared(counts: &Counts, resamples: &Resamples, segments: Vec<Vec<SegmentPremiums>>) -> Parity {
    let tokenizers = 0..counts.tokenizers.len();
    let relations: Vec<_> = tokenizers.map(|tokenizer| relations(counts, tokenizer)).collect();
    let weights: Vec<Weights> =
        (0..counts.tokenizers.len()).map(|tokenizer| spread::weights(counts, tokenizer)).collect();
    // The premium is the first relation.
    let spread = |(weights, of): (&Weights, &Vec<Vec<_>>)| {
        Spreading::new(weights, counts.pivot).of(|language| of[language][0]).to_vec()
    };
    let spreads = weights.iter().zip(&relations).map(spread).collect();
    Parity {
        relations,
        spreads,
        intervals: interval::intervals(counts, resamples),
        spread_intervals: interval::spread_intervals(counts, &weights, resamples),
        segments,
    }
}

/// Of segments that are not the pivot's there is no relation to it.
fn relations(counts: &Counts, tokenizer: usize) -> Vec<Vec<Option<f64>>> {
    let pivot = counts.tally(tokenizer, counts.pivot);
    let of_language = |language: usize| {
        let tally = counts.tally(tokenizer, language);
        let related =
            |relation: &Relation| relation.value(&tally, &pivot).filter(|_| counts.parallel[language]);
        RELATIONS.iter().map(related).collect()
    };
    (0..counts.languages.len()).map(of_language).collect()
}
