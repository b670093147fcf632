//! How sure: 95 % intervals of every ratio from one paired bootstrap over segments.

use rayon::prelude::*;
use serde::Serialize;

use super::relation::RELATIONS;
use crate::count::{Counts, Tally};
use crate::metric::{Formula, METRICS};
use crate::stats::{self, Array2, Resampling};

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

/// What a language amounts to before tokens: words, characters, graphemes, bytes.
const TEXT_COLUMNS: usize = 4;

/// The intervals of every tokenizer and language: `[tokenizer][language]`.
///
/// Segments are resampled, the same for every language and tokenizer, and each resample is a tally as good as
/// the real one: so any ratio of sums gets its interval from the function that gives its value
/// (Efron & Tibshirani 1993, percentile interval).
pub fn intervals(counts: &Counts, resampling: Resampling) -> Vec<Vec<Intervals>> {
    let columns_per_language = TEXT_COLUMNS + counts.tokenizers.len();
    let sums = stats::resampled_sums(&columns(counts, columns_per_language), resampling);
    let tally = |tokenizer: usize, language: usize, resample: usize| {
        let first = language * columns_per_language;
        let sum = |offset: usize| sums[(first + offset, resample)] as u64;
        Tally {
            words: sum(0),
            chars: sum(1),
            graphemes: sum(2),
            bytes: sum(3),
            tokens: sum(TEXT_COLUMNS + tokenizer),
        }
    };
    let of_language = |tokenizer: usize, language: usize| {
        let resamples = 0..resampling.resamples;
        let tallies: Vec<(Tally, Tally)> = resamples
            .map(|resample| (tally(tokenizer, language, resample), tally(tokenizer, counts.pivot, resample)))
            .collect();
        Intervals {
            metrics: METRICS
                .iter()
                .map(|metric| match metric.formula {
                    Formula::Ratio(of) => interval(tallies.iter().map(|(tally, _)| of(tally))),
                    Formula::Count(_) | Formula::PerSegment(_) => None,
                })
                .collect(),
            relations: RELATIONS
                .iter()
                .map(|relation| interval(tallies.iter().map(|(tally, pivot)| (relation.value)(tally, pivot))))
                .collect(),
        }
    };
    (0..counts.tokenizers.len())
        .map(|tokenizer| {
            (0..counts.languages.len())
                .into_par_iter()
                .map(|language| of_language(tokenizer, language))
                .collect()
        })
        .collect()
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

/// The interval of a statistic over resamples; `None` without resamples, or where it does not exist in one of them.
fn interval(values: impl Iterator<Item = Option<f64>>) -> Option<Interval> {
    let mut values = values.collect::<Option<Vec<f64>>>()?;
    let (low, high) = stats::central_interval(&mut values, LEVEL)?;
    Some(Interval { low, high })
}
