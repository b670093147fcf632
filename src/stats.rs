//! Plain numbers: means, quantiles, inequality, and the paired bootstrap. Knows nothing of tokens.
//!
//! Invariant: nothing here reads, prints or fails; what is undefined is `None`.

mod bootstrap;

pub use bootstrap::{Resampling, resampled_sums};
pub use ndarray::Array2;

/// Arithmetic mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The value below which a share `p` (0 to 1) of the values lies, by linear interpolation
/// between the order statistics (Hyndman & Fan 1996, type 7: the default of R and NumPy). `None` of nothing.
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    let mut values = values.to_vec();
    quantile_in_place(&mut values, p)
}

/// The middle value, or the mean of the two middle ones; `None` of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// The central interval that holds `level` (0 to 1) of the values; `None` of nothing. Reorders them.
pub fn central_interval(values: &mut [f64], level: f64) -> Option<(f64, f64)> {
    let tail = (1.0 - level) / 2.0;
    Some((quantile_in_place(values, tail)?, quantile_in_place(values, 1.0 - tail)?))
}

/// Gini coefficient Σ|xᵢ−xⱼ| / (2n²μ), from 0 (all equal) to 1−1/n (one has everything);
/// `None` of nothing or of a sum of zero.
pub fn gini(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as f64;
    let total: f64 = sorted.iter().sum();
    // With sorted x, Σ|xᵢ−xⱼ| over all pairs is 2·Σ(2i−n−1)·xᵢ for i from 1.
    let weighted: f64 = sorted.iter().zip(1..).map(|(x, i)| (2.0 * f64::from(i) - n - 1.0) * x).sum();
    (total > 0.0).then(|| weighted / (n * total))
}

/// Share of the values that lie above a limit; `None` of nothing.
pub fn share_above(values: &[f64], limit: f64) -> Option<f64> {
    let above = values.iter().filter(|&&value| value > limit).count();
    (!values.is_empty()).then(|| above as f64 / values.len() as f64)
}

fn quantile_in_place(values: &mut [f64], p: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let position = p * last as f64;
    let below = position.floor() as usize;
    let (_, &mut low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    Some(low + (high - low) * (position - below as f64))
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
    fn gini_by_hand() {
        close(gini(&[5.0, 5.0, 5.0]), 0.0);
        // Pairs of 1, 2, 3: Σ|xᵢ−xⱼ| = 2·(1+2+1) = 8; 2n²μ = 2·9·2 = 36.
        close(gini(&[3.0, 1.0, 2.0]), 8.0 / 36.0);
        close(gini(&[0.0, 0.0, 0.0, 1.0]), 0.75);
    }

    #[test]
    fn nothing_has_no_statistics() {
        assert_eq!(mean(&[]), None);
        assert_eq!(median(&[]), None);
        assert_eq!(gini(&[]), None);
        assert_eq!(gini(&[0.0, 0.0]), None);
        assert_eq!(share_above(&[], 2.0), None);
        assert_eq!(central_interval(&mut [], 0.95), None);
    }

    #[test]
    fn shares_and_means_by_hand() {
        close(share_above(&[1.0, 2.0, 2.1, 9.0], 2.0), 0.5);
        close(mean(&[1.0, 2.0, 6.0]), 3.0);
    }
}
