//! Plain numbers: means, quantiles, inequality, correlation, and the paired bootstrap. Knows nothing of tokens.
//!
//! Invariant: nothing here reads, prints or fails; what is undefined is `None`.

mod bca;
mod bootstrap;
mod clusters;
mod correlation;
mod density;
mod draw;
mod holm;
mod inequality;
mod poisson;
mod rank;

pub use bca::bca_interval;
pub use bootstrap::{IntervalKind, Resampling, Sums, resampled_sums, sign_flipped_sums};
pub use clusters::clustered_quantile_interval;
pub use correlation::{
    Correlation, discordant_pairs, kendall, partial, pearson, permutation_p, spearman, within,
};
pub use density::Density;
pub use draw::drawn_again;
pub use holm::holm;
pub use inequality::{Ascending, Weighted};
pub use ndarray::{Array2, ArrayViewMut1};
pub use poisson::poisson_sums;
pub use rank::mid_ranks;

/// Arithmetic mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The value below which a share `p` (0 to 1) of the values lies, by linear interpolation
/// between the order statistics (Hyndman & Fan 1996, type 7: the default of R and NumPy). `None` of nothing.
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    Some(Rank::of(p, last).among(&mut values.to_vec()))
}

/// The quantile of [`quantile`] among `n` numbers in ascending order, each found by its position; `None` of nothing.
pub fn quantile_of_ordered(n: usize, p: f64, at: impl Fn(usize) -> f64) -> Option<f64> {
    let last = n.checked_sub(1)?;
    let rank = Rank::of(p, last);
    Some(rank.between(at(rank.below), at(last.min(rank.below + 1))))
}

/// The middle value, or the mean of the two middle ones; `None` of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// The central interval that holds `level` (0 to 1) of the values, by the quantiles of [`quantile`];
/// `None` of nothing.
///
/// Many values in no order, as a bootstrap gives them, are searched in their tails only, which the first few
/// hundred of them bound.
pub fn central_interval(values: &[f64], level: f64) -> Option<(f64, f64)> {
    const SAMPLE: usize = 400;
    /// How much wider the tails of the sample are than those asked for: four of their standard errors.
    const MARGIN: f64 = 0.03;
    const CHUNK: usize = 64;
    let &first = values.first()?;
    if values.iter().all(|value| *value == first) {
        return Some((first, first));
    }
    let tail = (1.0 - level) / 2.0;
    let beyond = ((tail + MARGIN) * SAMPLE as f64).ceil() as usize;
    if values.len() < 10 * SAMPLE || 2 * beyond + 2 > SAMPLE {
        return Some((quantile(values, tail)?, quantile(values, 1.0 - tail)?));
    }
    let mut sample = values[..SAMPLE].to_vec();
    let (_, &mut floor, above) = sample.select_nth_unstable_by(beyond, f64::total_cmp);
    let (_, &mut ceiling, _) = above.select_nth_unstable_by(SAMPLE - 2 - 2 * beyond, f64::total_cmp);
    let (mut lowest, mut highest) = (Vec::new(), Vec::new());
    for some in values.chunks(CHUNK) {
        // Without a branch, which nobody could foretell.
        let (mut beyond, mut found) = ([0.0; CHUNK + 1], 0);
        for &value in some {
            beyond[found] = value;
            found += usize::from(value <= floor || value >= ceiling);
        }
        for &value in &beyond[..found] {
            if value <= floor {
                lowest.push(value);
            }
            if value >= ceiling {
                highest.push(value);
            }
        }
    }
    let [low, high] = [tail, 1.0 - tail].map(|p| Rank::of(p, values.len() - 1));
    let below_highest = values.len() - highest.len();
    let low = if low.below + 1 < lowest.len() { low.among(&mut lowest) } else { quantile(values, tail)? };
    let high = if high.below >= below_highest {
        Rank { below: high.below - below_highest, ..high }.among(&mut highest)
    } else {
        quantile(values, 1.0 - tail)?
    };
    Some((low, high))
}

/// A place between two neighbours in a sorted list, counted from 0.
#[derive(Clone, Copy)]
struct Rank {
    below: usize,
    fraction: f64,
}

impl Rank {
    fn of(p: f64, last: usize) -> Rank {
        let position = p * last as f64;
        Rank { below: position.floor() as usize, fraction: position - position.floor() }
    }

    /// The value at the rank, among values that are reordered.
    fn among(self, values: &mut [f64]) -> f64 {
        let (_, &mut low, above) = values.select_nth_unstable_by(self.below, f64::total_cmp);
        self.between(low, above.iter().copied().min_by(f64::total_cmp).unwrap_or(low))
    }

    /// The value between the neighbours.
    fn between(self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.fraction
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Option<f64>, expected: f64) {
        let found = found.expect("defined");
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn quantiles_interpolate_as_numpy_does() {
        // numpy.quantile([1, 2, 4, 8], [0, .25, .5, .95, 1]) = [1, 1.75, 3, 7.4, 8]
        for (p, expected) in [(0.0, 1.0), (0.25, 1.75), (0.5, 3.0), (0.95, 7.4), (1.0, 8.0)] {
            close(quantile(&[8.0, 1.0, 4.0, 2.0], p), expected);
        }
    }

    #[test]
    fn one_value_is_every_quantile_of_itself() {
        close(quantile(&[3.0], 0.975), 3.0);
        close(median(&[3.0]), 3.0);
    }

    #[test]
    fn a_long_list_has_the_interval_of_its_quantiles_whatever_its_order() {
        let scattered: Vec<f64> = (0..10_007_u64).map(|i| (i * 4_999 % 10_007) as f64).collect();
        let sorted: Vec<f64> = (0..10_007_u32).map(f64::from).collect();
        let tied: Vec<f64> = scattered.iter().map(|value| (value / 4_000.0).floor()).collect();
        for values in [scattered, sorted.clone(), sorted.into_iter().rev().collect(), tied, vec![1.0; 9_000]]
        {
            let expected =
                quantile(&values, (1.0 - 0.95) / 2.0).zip(quantile(&values, 1.0 - (1.0 - 0.95) / 2.0));
            assert_eq!(central_interval(&values, 0.95), expected);
        }
    }

    #[test]
    fn nothing_has_no_statistics() {
        assert_eq!(mean(&[]), None);
        assert_eq!(median(&[]), None);
        assert_eq!(central_interval(&[], 0.95), None);
    }

    #[test]
    fn the_mean_by_hand() {
        close(mean(&[1.0, 2.0, 6.0]), 3.0);
    }
}
