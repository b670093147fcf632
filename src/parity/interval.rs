//! How sure: 95 % intervals of every ratio from one paired bootstrap.

use rayon::prelude::*;
use serde::Serialize;

use super::relation::{RELATIONS, Relation};
use super::resamples::Resamples;
use super::spread::{SPREADS, Spreading, Values, Weights};
use crate::count::{Counts, Detail, Tally};
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

/// Where an interval comes from.
enum Source {
    /// From a number about the tally of a language in each draw.
    Own(fn(&Tally) -> Option<f64>),
    /// From a number about it and the tally of the pivot.
    Paired(fn(&Tally, &Tally) -> Option<f64>),
    Known(Option<Interval>),
}

/// The draws that are looked at at a time: as many tallies as stay in the cache while every number is taken of them.
const BLOCK: usize = 128;

/// The intervals of every tokenizer and language: `[tokenizer][language]`.
///
/// The same segments are drawn for every language and tokenizer, and each resample is a tally as good as the real
/// one: so any ratio of sums gets its interval from the function that gives its value (Efron & Tibshirani 1993).
pub fn intervals(counts: &Counts, resamples: &Resamples) -> Vec<Vec<Intervals>> {
    let tokenizers = counts.tokenizers.len();
    let pivots: Vec<Vec<Tally>> = (0..tokenizers)
        .map(|tokenizer| resamples.tallies(tokenizer, counts.pivot, 0..resamples.drawn))
        .collect();
    let of_language = |language: usize| {
        let mut of_tokenizers: Vec<Intervals> = Vec::with_capacity(tokenizers);
        let mut lists = vec![Vec::new(); METRICS.len() + RELATIONS.len()];
        for (tokenizer, pivots) in pivots.iter().enumerate() {
            let detail = counts.detail(tokenizer, language).filter(|_| resamples.drawn > 0);
            let sources = sources(detail, of_tokenizers.first());
            let mut cell = of_cell(resamples, (tokenizer, language), pivots, &sources, &mut lists);
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

/// Where the intervals of [`METRICS`] and then of [`RELATIONS`] come from.
///
/// What is about the text alone is taken from `known`: another tokenizer's intervals of the same language. Without detail
/// nothing was asked for that is measured on request only.
fn sources(detail: Option<&Detail>, known: Option<&Intervals>) -> Vec<Source> {
    let of_metric = |metric: &Metric| match metric.formula {
        _ if metric.definition.on_request && detail.is_none() => Source::Known(None),
        Formula::Ratio(of) => Source::Own(of),
        // Words come in segments, and these are what is drawn.
        Formula::OfWords(p) => Source::Known(
            detail
                .and_then(|detail| stats::clustered_quantile_interval(&detail.words, p))
                .map(|(low, high)| Interval { low, high }),
        ),
        _ => Source::Known(None),
    };
    let of_relation = |(position, relation): (usize, &Relation)| match known {
        Some(known) if relation.of_text => Source::Known(known.relations[position]),
        _ => Source::Paired(relation.value),
    };
    METRICS.iter().map(of_metric).chain(RELATIONS.iter().enumerate().map(of_relation)).collect()
}

/// The intervals of a tokenizer and a language, made in the memory of the lists, one for each source.
fn of_cell(
    resamples: &Resamples,
    (tokenizer, language): (usize, usize),
    pivots: &[Tally],
    sources: &[Source],
    lists: &mut [Vec<f64>],
) -> Intervals {
    lists.iter_mut().for_each(Vec::clear);
    for (block, pivots) in pivots.chunks(BLOCK).enumerate() {
        let start = block * BLOCK;
        let tallies = resamples.tallies(tokenizer, language, start..start + pivots.len());
        for (source, list) in sources.iter().zip(&mut *lists) {
            match source {
                // What does not exist in some draw has no interval: its list stays short.
                _ if list.len() < start => {}
                Source::Own(of) => list.extend(tallies.iter().map_while(of)),
                Source::Paired(of) => {
                    list.extend(tallies.iter().zip(pivots).map_while(|(tally, pivot)| of(tally, pivot)));
                }
                Source::Known(_) => {}
            }
        }
    }
    let mut intervals = sources.iter().zip(lists).map(|(source, list)| match source {
        Source::Known(interval) => *interval,
        _ if list.len() < resamples.drawn => None,
        _ => resamples.interval_of(list),
    });
    Intervals { metrics: intervals.by_ref().take(METRICS.len()).collect(), relations: intervals.collect() }
}
