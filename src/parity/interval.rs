//! How sure: 95 % intervals of every ratio from one paired bootstrap over segments.

use rayon::prelude::*;
use serde::Serialize;

use super::relation::{RELATIONS, Relation};
use super::resamples::Resamples;
use super::spread::{SPREADS, spreads};
use crate::count::{Counts, Tally};
use crate::metric::{Formula, METRICS, Metric};
use crate::stats;

/// The share of resamples that an interval holds.
pub const LEVEL: f64 = 0.95;

/// A 95 % percentile interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// The intervals of one language under one tokenizer.
#[derive(Clone, Debug, Default)]
pub struct Intervals {
    /// In the order of [`METRICS`]; only ratios have one.
    pub metrics: Vec<Option<Interval>>,
    /// In the order of [`RELATIONS`].
    pub relations: Vec<Option<Interval>>,
}

/// The intervals of every tokenizer and language: `[tokenizer][language]`.
///
/// Segments are resampled, the same for every language and tokenizer, and each resample is a tally as good as
/// the real one: so any ratio of sums gets its interval from the function that gives its value
/// (Efron & Tibshirani 1993, percentile interval).
pub fn intervals(counts: &Counts, resamples: &Resamples) -> Vec<Vec<Intervals>> {
    let languages = counts.languages.len();
    let pivots: Vec<Vec<Tally>> =
        (0..counts.tokenizers.len()).map(|tokenizer| resamples.tallies(tokenizer, counts.pivot)).collect();
    let cells: Vec<Intervals> = (0..counts.tokenizers.len() * languages)
        .into_par_iter()
        .map(|cell| {
            let (tokenizer, language) = (cell / languages, cell % languages);
            of_language(&resamples.tallies(tokenizer, language), &pivots[tokenizer])
        })
        .collect();
    cells.chunks(languages).map(<[Intervals]>::to_vec).collect()
}

/// The intervals of every tokenizer's spreads, in the order of [`SPREADS`]: every resample gives the premiums of
/// all languages, and these a spread.
pub fn spread_intervals(
    counts: &Counts,
    weights: &[Vec<Option<f64>>; 2],
    resamples: &Resamples,
) -> Vec<Vec<Option<Interval>>> {
    let of_resample = |tokenizer: usize, resample: usize| {
        spreads(&resamples.premiums(tokenizer, counts.pivot, resample), weights, counts.pivot)
    };
    (0..counts.tokenizers.len())
        .map(|tokenizer| {
            let values: Vec<Vec<Option<f64>>> = (0..resamples.drawn)
                .into_par_iter()
                .map(|resample| of_resample(tokenizer, resample))
                .collect();
            (0..SPREADS.len()).map(|spread| interval(values.iter().map(|of_all| of_all[spread]))).collect()
        })
        .collect()
}

fn of_language(tallies: &[Tally], pivots: &[Tally]) -> Intervals {
    let of_metric = |metric: &Metric| match metric.formula {
        Formula::Ratio(of) => interval(tallies.iter().map(of)),
        Formula::Count(_) | Formula::PerSegment(_) => None,
    };
    let of_relation = |relation: &Relation| {
        interval(tallies.iter().zip(pivots).map(|(tally, pivot)| (relation.value)(tally, pivot)))
    };
    Intervals {
        metrics: METRICS.iter().map(of_metric).collect(),
        relations: RELATIONS.iter().map(of_relation).collect(),
    }
}

/// The interval of a statistic over resamples; `None` without resamples, or where it does not exist in one of them.
pub fn interval(values: impl Iterator<Item = Option<f64>>) -> Option<Interval> {
    let values = values.collect::<Option<Vec<f64>>>()?;
    let (low, high) = stats::central_interval(&values, LEVEL)?;
    Some(Interval { low, high })
}
