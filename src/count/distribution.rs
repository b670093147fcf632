//! How many tokens segments take: what quantiles need, in little room however many segments there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::stats;

/// Numbers of tokens in ascending order, each with how many segments have it. Distributions add in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Distribution {
    ascending: Vec<(u64, u64)>,
}

impl FromIterator<u64> for Distribution {
    fn from_iter<I: IntoIterator<Item = u64>>(tokens: I) -> Distribution {
        let mut tokens: Vec<u64> = tokens.into_iter().collect();
        tokens.sort_unstable();
        let mut ascending: Vec<(u64, u64)> = Vec::new();
        for tokens in tokens {
            match ascending.last_mut() {
                Some((last, segments)) if *last == tokens => *segments += 1,
                _ => ascending.push((tokens, 1)),
            }
        }
        Distribution { ascending }
    }
}

impl Distribution {
    /// Number of segments.
    pub fn segments(&self) -> u64 {
        self.ascending.iter().map(|(_, segments)| segments).sum()
    }

    /// Mean tokens of a segment; `None` of nothing.
    pub fn mean(&self) -> Option<f64> {
        let sum: u64 = self.ascending.iter().map(|(tokens, segments)| tokens * segments).sum();
        let segments = self.segments();
        (segments > 0).then(|| sum as f64 / segments as f64)
    }

    /// The number of tokens that a share `p` of the segments does not pass (type 7); `None` of nothing.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let mut ends = Vec::with_capacity(self.ascending.len());
        let mut end = 0;
        for (_, segments) in &self.ascending {
            end += segments;
            ends.push(end);
        }
        let at = |position: usize| {
            let run = ends.partition_point(|end| *end <= position as u64);
            self.ascending[run].0 as f64
        };
        stats::quantile_of_ordered(end as usize, p, at)
    }

    /// The tokens of the largest segment; `None` of nothing.
    pub fn max(&self) -> Option<f64> {
        self.ascending.last().map(|(tokens, _)| *tokens as f64)
    }

    /// Takes the segments of another one.
    pub fn add(&mut self, other: &Distribution) {
        let mut sum: BTreeMap<u64, u64> = self.ascending.iter().copied().collect();
        for (tokens, segments) in &other.ascending {
            *sum.entry(*tokens).or_default() += segments;
        }
        self.ascending = sum.into_iter().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tokens: &[u64]) -> Distribution {
        tokens.iter().copied().collect()
    }

    #[test]
    fn what_a_list_says_a_distribution_says() {
        let tokens = [5, 1, 9, 5, 2, 2, 5];
        let as_numbers: Vec<f64> = tokens.map(|tokens| tokens as f64).to_vec();
        for p in [0.0, 0.25, 0.5, 0.8, 0.95, 1.0] {
            assert_eq!(of(&tokens).quantile(p), stats::quantile(&as_numbers, p), "{p}");
        }
        assert_eq!((of(&tokens).mean(), of(&tokens).max()), (Some(29.0 / 7.0), Some(9.0)));
        assert_eq!((of(&[]).mean(), of(&[]).quantile(0.5), of(&[]).max()), (None, None, None));
    }

    #[test]
    fn distributions_add_in_any_order() {
        let (left, right) = ([5, 1, 9, 5], [2, 2, 5, 10]);
        let whole = of(&[left, right].concat());
        for (one, other) in [(left, right), (right, left)] {
            let mut sum = of(&one);
            sum.add(&of(&other));
            assert_eq!(sum, whole);
        }
    }
}
