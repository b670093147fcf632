//! Premiums and scores by language, as they are and in every resample of segments and languages.

use rayon::prelude::*;

use super::association::{Point, Question};
use super::interval::{Interval, LEVEL};
use super::relation::{RELATIONS, Relation};
use super::resamples::Resamples;
use crate::count::{Counts, Tally};
use crate::metric::is_unwritable;
use crate::stats::{self, Resampling};

/// The languages that take part in a correlation, a value each.
#[derive(Clone)]
pub struct Sample {
    /// Natural logarithm of the premium, or of what stands in its place.
    pub x: Vec<f64>,
    /// Scores.
    pub y: Vec<f64>,
    /// What is held fixed; not a number where it is not known.
    pub control: Vec<f64>,
    /// A number for each script.
    pub scripts: Vec<usize>,
}

/// What correlations are made from.
pub struct Evidence {
    pub points: Vec<Point>,
    scripts: Vec<usize>,
    /// Of each point.
    totals: Vec<Tally>,
    pivot: Tally,
    /// Of each point in each resample.
    drawn: Vec<Vec<Tally>>,
    drawn_pivot: Vec<Tally>,
    resampling: Resampling,
}

/// A statistic of a sample.
pub type Statistic = fn(&Sample) -> Option<f64>;

impl Evidence {
    pub fn new(
        counts: &Counts,
        question: &Question,
        resamples: &Resamples,
        resampling: Resampling,
    ) -> Evidence {
        let tokenizer = question.tokenizer;
        let total = |language: usize| counts.tally(tokenizer, language);
        let pivot = total(counts.pivot);
        let tallies =
            |language: usize| resamples.drawn(tokenizer, language, &resamples.text(language)).tallies();
        let drawn_pivot = tallies(counts.pivot);
        let point = |language: usize| {
            let premium = positive(RELATIONS[0].value(&total(language), &pivot))?;
            let score = question.scores[language].filter(|_| !is_unwritable(counts, tokenizer, language))?;
            let control = question.control.as_ref().and_then(|control| control[language]);
            Some(Point { language, premium, interval: None, score, control })
        };
        let mut points: Vec<Point> = (0..counts.languages.len()).filter_map(point).collect();
        points.sort_by(|a, b| b.premium.total_cmp(&a.premium).then(a.language.cmp(&b.language)));
        let drawn: Vec<Vec<Tally>> = points.iter().map(|point| tallies(point.language)).collect();
        for point in &mut points {
            point.interval =
                resamples.interval_of_tokens((tokenizer, point.language), (tokenizer, counts.pivot));
        }
        let script = |point: &Point| {
            let script = &counts.languages[point.language].script;
            counts.languages.iter().position(|other| &other.script == script).unwrap_or_default()
        };
        Evidence {
            scripts: points.iter().map(script).collect(),
            totals: points.iter().map(|point| total(point.language)).collect(),
            points,
            pivot,
            drawn,
            drawn_pivot,
            resampling,
        }
    }

    /// Whether another point has the same script.
    pub fn shares_script(&self, point: usize) -> bool {
        self.scripts.iter().filter(|script| **script == self.scripts[point]).count() > 1
    }

    /// A statistic of some points, with a relation to the pivot in the premium's place.
    pub fn value(&self, at: &[usize], relation: &Relation, statistic: Statistic) -> Option<f64> {
        self.sample(at, relation, |point| (&self.totals[point], &self.pivot)).and_then(|it| statistic(&it))
    }

    /// The same in every resample: the segments are drawn again, for all languages alike, and so are the languages
    /// among these points (Efron & Tibshirani 1993). Statistics of as many points are drawn alike, and so are paired.
    pub fn resampled(&self, at: &[usize], relation: &Relation, statistic: Statistic) -> Vec<Option<f64>> {
        let Resampling { resamples, seed, .. } = self.resampling;
        let of_resample = |resample: usize| {
            let at: Vec<usize> =
                stats::drawn_again(at.len(), resample, seed).into_iter().map(|drawn| at[drawn]).collect();
            self.in_resample(resample, &at, relation, statistic)
        };
        (0..resamples).into_par_iter().map(of_resample).collect()
    }

    /// A statistic of some points, which may repeat, with the segments of one resample.
    pub fn in_resample(
        &self,
        resample: usize,
        at: &[usize],
        relation: &Relation,
        statistic: Statistic,
    ) -> Option<f64> {
        let tallies = |point: usize| (&self.drawn[point][resample], &self.drawn_pivot[resample]);
        self.sample(at, relation, tallies).and_then(|sample| statistic(&sample))
    }

    /// The interval of a statistic over the resamples.
    pub fn interval(&self, at: &[usize], relation: &Relation, statistic: Statistic) -> Option<Interval> {
        interval(&self.resampled(at, relation, statistic))
    }

    /// Two-sided p-value of a statistic, from shuffling the scores among the points.
    pub fn permutation_p(&self, at: &[usize], relation: &Relation, statistic: Statistic) -> Option<f64> {
        let sample = self.sample(at, relation, |point| (&self.totals[point], &self.pivot))?;
        let of_scores = |y: Vec<f64>| statistic(&Sample { y, ..sample.clone() });
        stats::permutation_p(&sample.y, of_scores, self.resampling)
    }

    fn sample<'a>(
        &self,
        at: &[usize],
        relation: &Relation,
        tallies: impl Fn(usize) -> (&'a Tally, &'a Tally),
    ) -> Option<Sample> {
        let x = at.iter().map(|&point| {
            let (language, pivot) = tallies(point);
            positive(relation.value(language, pivot)).map(f64::ln)
        });
        Some(Sample {
            x: x.collect::<Option<_>>()?,
            y: at.iter().map(|&point| self.points[point].score).collect(),
            control: at.iter().map(|&point| self.points[point].control.unwrap_or(f64::NAN)).collect(),
            scripts: at.iter().map(|&point| self.scripts[point]).collect(),
        })
    }
}

/// The 95 % percentile interval of a statistic over resamples. A few of these may have no value, as where the same
/// language was drawn every time; `None` where more than one in a hundred has none.
pub fn interval(values: &[Option<f64>]) -> Option<Interval> {
    let defined: Vec<f64> = values.iter().copied().flatten().collect();
    if 100 * defined.len() < 99 * values.len() {
        return None;
    }
    let (low, high) = stats::central_interval(&defined, LEVEL)?;
    Some(Interval { low, high })
}

fn positive(value: Option<f64>) -> Option<f64> {
    value.filter(|&value| value > 0.0)
}
