//! Several models together. They share languages, so it is the languages that are drawn again, for all models alike: to
//! treat every pair of model and language as evidence of its own would make any interval too narrow.

use rayon::prelude::*;

use super::association::LINKS;
use super::evidence::{self, Evidence};
use super::finding::weakest;
use super::interval::Interval;
use super::relation::RELATIONS;
use crate::stats::{self, Resampling};

/// Spearman's ρ of each model, taken together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooled {
    /// Mean of ρ over the models.
    pub value: f64,
    /// Over segments and languages together.
    pub interval: Option<Interval>,
    pub models: usize,
    /// How many languages have a score of one model or more.
    pub languages: usize,
    /// The language, by its position among those of the counts, without which least is left, and the mean then.
    pub weakest: Option<(usize, f64)>,
}

/// Pools models; `None` where one of them has no ρ.
pub fn pool(models: &[Evidence], resampling: Resampling) -> Option<Pooled> {
    let mut languages: Vec<usize> =
        models.iter().flat_map(|model| model.points.iter().map(|point| point.language)).collect();
    languages.sort_unstable();
    languages.dedup();
    // The point of each language in each model.
    let at = |model: &Evidence, drawn: &[usize]| -> Vec<usize> {
        let point = |language: &usize| model.points.iter().position(|point| point.language == *language);
        drawn.iter().filter_map(point).collect()
    };
    let (premium, spearman) = (&RELATIONS[0], LINKS[0].of);
    let mean = |of: &dyn Fn(&Evidence) -> Option<f64>| {
        stats::mean(&models.iter().map(of).collect::<Option<Vec<f64>>>()?)
    };
    let of = |drawn: &[usize]| mean(&|model| model.value(&at(model, drawn), premium, spearman));
    let value = of(&languages)?;
    let without = |left_out: &usize| -> Option<f64> {
        let left: Vec<usize> = languages.iter().copied().filter(|language| language != left_out).collect();
        of(&left)
    };
    let without: Vec<Option<f64>> = languages.iter().map(without).collect();
    let in_resample = |resample: usize| {
        let drawn = stats::drawn_again(languages.len(), resample, resampling.seed);
        let drawn: Vec<usize> = drawn.into_iter().map(|position| languages[position]).collect();
        mean(&|model| model.in_resample(resample, &at(model, &drawn), premium, spearman))
    };
    let drawn: Vec<Option<f64>> = (0..resampling.resamples).into_par_iter().map(in_resample).collect();
    Some(Pooled {
        value,
        interval: evidence::interval(&drawn),
        models: models.len(),
        languages: languages.len(),
        weakest: weakest(value, &without).map(|(position, left)| (languages[position], left)),
    })
}
