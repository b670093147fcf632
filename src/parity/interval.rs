//! How sure: 95 % intervals of every ratio from one paired bootstrap.

use rayon::prelude::*;
use serde::Serialize;

use super::relation::{RELATIONS, Relation};
use super::resamples::Resamples;
use super::spread::{SPREADS, Spreading, Values, Weights};
use crate::count::{Counts, Tally};
use crate::metric::{Formula, METRICS, Metric, ratio};
use crate::stats;

/// The share of resamples that an interval holds.
pub const LEVEL: f64 = 0.95;

/// A 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// The intervals of one language under one tokenizer.
#[derive(Clone, Debug, Default)]
pub struct Intervals {
    /// In the order of [`METRICS`]; ratios have one, and quantiles of words.
    pub metrics: Vec<Option<Interval>>,
    /// In the order of [`RELATIONS`].
    pub relations: Vec<Option<Interval>>,
}

/// The intervals of every tokenizer and language: `[tokenizer][language]`.
///
/// The same segments are drawn for every language and tokenizer, and each resample is a tally as good as the real
/// one: so any ratio of sums gets its interval from the function that gives its value (Efron & Tibshirani 1993).
pub fn intervals(counts: &Counts, resamples: &Resamples) -> Vec<Vec<Intervals>> {
    let tokenizers = counts.tokenizers.len();
    let pivots: Vec<Vec<Tally>> =
        (0..tokenizers).map(|tokenizer| resamples.tallies(tokenizer, counts.pivot)).collect();
    let of_language = |language: usize| {
        let mut of_tokenizers: Vec<Intervals> = Vec::with_capacity(tokenizers);
        for (tokenizer, pivots) in pivots.iter().enumerate() {
            let tallies = resamples.tallies(tokenizer, language);
            let words = counts.detail(tokenizer, language).map(|detail| detail.words.as_slice());
            let mut cell = of_cell(resamples, &tallies, pivots, words, of_tokenizers.first());
            if !counts.parallel[language] {
                cell.relations.fill(None);
            }
            of_tokenizers.push(cell);
        }
        of_tokenizers
    };
    let mut of_languages: Vec<_> = (0..counts.languages.len()).into_par_iter().map(of_language).collect();
    let mut of_tokenizer =
        |tokenizer| of_languages.iter_mut().map(|cells| std::mem::take(&mut cells[tokenizer])).collect();
    (0..tokenizers).map(&mut of_tokenizer).collect()
}

/// The intervals of every tokenizer's spreads, in the order of [`SPREADS`]: every resample gives the premiums of
/// all languages, and these a spread.
pub fn spread_intervals(
    counts: &Counts,
    weights: &[Weights],
    resamples: &Resamples,
) -> Vec<Vec<Option<Interval>>> {
    let of_tokenizer = |tokenizer: usize| {
        let of_resample = |spreading: &mut Spreading, resample: usize| {
            let of_pivot = resamples.tokens(tokenizer, counts.pivot, resample);
            let premium = |language| ratio(resamples.tokens(tokenizer, language, resample), of_pivot);
            spreading.of(|language| premium(language).filter(|_| counts.parallel[language]))
        };
        let values: Vec<Values> = (0..resamples.drawn)
            .into_par_iter()
            .map_init(|| Spreading::new(&weights[tokenizer], counts.pivot), of_resample)
            .collect();
        (0..SPREADS.len())
            .map(|spread| resamples.interval(values.iter().map(|of_all| of_all[spread])))
            .collect()
    };
    (0..counts.tokenizers.len()).map(of_tokenizer).collect()
}

/// What is about the text alone is taken from `known`: another tokenizer's intervals of the same language.
fn of_cell(
    resamples: &Resamples,
    tallies: &[Tally],
    pivots: &[Tally],
    words: Option<&[Vec<u32>]>,
    known: Option<&Intervals>,
) -> Intervals {
    let of_metric = |metric: &Metric| match metric.formula {
        Formula::Ratio(of) => resamples.interval(tallies.iter().map(of)),
        // Words come in segments, and these are what is drawn. Without resamples nothing has an interval.
        Formula::OfWords(p) if !tallies.is_empty() => {
            let (low, high) = stats::clustered_quantile_interval(words?, p)?;
            Some(Interval { low, high })
        }
        _ => None,
    };
    let of_relation = |(position, relation): (usize, &Relation)| match known {
        Some(known) if relation.of_text => known.relations[position],
        _ => resamples
            .interval(tallies.iter().zip(pivots).map(|(tally, pivot)| (relation.value)(tally, pivot))),
    };
    Intervals {
        metrics: METRICS.iter().map(of_metric).collect(),
        relations: RELATIONS.iter().enumerate().map(of_relation).collect(),
    }
}
