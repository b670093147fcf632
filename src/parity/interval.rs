//! How sure: 95 % intervals of every ratio from one paired bootstrap.

use rayon::prelude::*;
use serde::Serialize;

use super::relation::{RELATIONS, Relation};
use super::resamples::{Drawn, Resamples, ratios};
use super::spread::{SPREADS, Spreading, Values, Weights};
use crate::count::{Counts, Detail};
use crate::metric::{Formula, METRICS, Metric};
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
/// one: so any ratio of sums gets its interval from the formula that gives its value (Efron & Tibshirani 1993).
pub fn intervals(counts: &Counts, resamples: &Resamples) -> Vec<Vec<Intervals>> {
    let tokenizers = counts.tokenizers.len();
    let text = resamples.text(counts.pivot);
    let pivots: Vec<Drawn> =
        (0..tokenizers).map(|tokenizer| resamples.drawn(tokenizer, counts.pivot, &text)).collect();
    let of_language = |language: usize| {
        let text = resamples.text(language);
        let mut of_tokenizers: Vec<Intervals> = Vec::with_capacity(tokenizers);
        for (tokenizer, pivot) in pivots.iter().enumerate() {
            let drawn = resamples.drawn(tokenizer, language, &text);
            let detail = counts.detail(tokenizer, language);
            let known = of_tokenizers.first();
            let metrics = METRICS.iter().map(|metric| of_metric(metric, resamples, &drawn, detail)).collect();
            let of_relation = |(position, relation): (usize, &Relation)| match known {
                _ if !counts.parallel[language] => None,
                Some(known) if relation.is_of_text() => known.relations[position],
                _ => resamples.interval_of(&relation.in_draws(&drawn, pivot)?),
            };
            let relations = RELATIONS.iter().enumerate().map(of_relation).collect();
            of_tokenizers.push(Intervals { metrics, relations });
        }
        of_tokenizers
    };
    let mut of_languages: Vec<_> = (0..counts.languages.len()).into_par_iter().map(of_language).collect();
    let mut of_tokenizer =
        |tokenizer| of_languages.iter_mut().map(|cells| std::mem::take(&mut cells[tokenizer])).collect();
    (0..tokenizers).map(&mut of_tokenizer).collect()
}

/// The interval of a metric. Without detail nothing was asked for that is measured on request only.
fn of_metric(
    metric: &Metric,
    resamples: &Resamples,
    drawn: &Drawn,
    detail: Option<&Detail>,
) -> Option<Interval> {
    match metric.formula {
        _ if metric.definition.on_request && detail.is_none() => None,
        Formula::Ratio(above, below) => resamples.interval_of(&drawn.ratios(above, below)?),
        // Words come in segments, and these are what is drawn.
        Formula::OfWords(p) if resamples.drawn > 0 => {
            let (low, high) = stats::clustered_quantile_interval(&detail?.words, p)?;
            Some(Interval { low, high })
        }
        _ => None,
    }
}

/// The intervals of every tokenizer's spreads, in the order of [`SPREADS`]: every resample gives the premiums of
/// all languages, and these a spread.
pub fn spread_intervals(
    counts: &Counts,
    weights: &[Weights],
    resamples: &Resamples,
) -> Vec<Vec<Option<Interval>>> {
    let of_tokenizer = |tokenizer: usize| {
        let pivot = resamples.tokens(tokenizer, counts.pivot);
        let premiums: Vec<Option<Vec<f64>>> = (0..counts.languages.len())
            .into_par_iter()
            .map(|language| {
                ratios(&resamples.tokens(tokenizer, language), &pivot).filter(|_| counts.parallel[language])
            })
            .collect();
        let of_resample = |spreading: &mut Spreading, resample: usize| {
            spreading.of(|language| premiums[language].as_ref().map(|drawn| drawn[resample]))
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
