//! How sure: 95 % intervals of every ratio from one paired bootstrap over segments.

use rayon::prelude::*;
use serde::Serialize;

use super::relation::{RELATIONS, Relation};
use crate::count::{Counts, Tally};
use crate::metric::{Formula, METRICS, Metric};
use crate::stats::{self, Array2, Resampling, Sums};

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
    let resamples = Resamples::draw(counts, resampling);
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

/// Every language's tallies in every resample, as sums of columns.
struct Resamples {
    sums: Sums,
    columns_per_language: usize,
    drawn: usize,
}

impl Resamples {
    fn draw(counts: &Counts, resampling: Resampling) -> Resamples {
        let columns_per_language = TEXT_COLUMNS + counts.tokenizers.len();
        let sums = stats::resampled_sums(&columns(counts, columns_per_language), resampling);
        Resamples { sums, columns_per_language, drawn: resampling.resamples }
    }

    /// The tally of a language under a tokenizer in each resample.
    fn tallies(&self, tokenizer: usize, language: usize) -> Vec<Tally> {
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
    let values = values.collect::<Option<Vec<f64>>>()?;
    let (low, high) = stats::central_interval(&values, LEVEL)?;
    Some(Interval { low, high })
}
