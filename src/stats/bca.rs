//! Bootstrap intervals with corrections.

use statrs::distribution::{ContinuousCDF, Normal};

use super::quantile;

/// The interval that holds `level` (0 to 1) of the resampled values, corrected for their bias and for the acceleration
/// of their error (Efron 1987). `without` are the values without each row in turn, `value` is that of all rows.
/// `None` where it does not exist: no resamples, or the value beyond all of them.
pub fn bca_interval(resampled: &[f64], without: &[f64], value: f64, level: f64) -> Option<(f64, f64)> {
    let &first = resampled.first()?;
    if resampled.iter().chain(without).all(|other| *other == first) {
        return Some((first, first));
    }
    let below = resampled.iter().filter(|other| **other < value).count() as f64;
    let equal = resampled.iter().filter(|other| **other == value).count() as f64;
    let normal = Normal::standard();
    let bias = normal.inverse_cdf((below + equal / 2.0) / resampled.len() as f64);
    let acceleration = acceleration(without);
    let place = |tail: f64| {
        let z = bias + normal.inverse_cdf(tail);
        normal.cdf(bias + z / (1.0 - acceleration * z))
    };
    let tail = (1.0 - level) / 2.0;
    let bound = |tail: f64| quantile(resampled, place(tail)).filter(|_| bias.is_finite());
    Some((bound(tail)?, bound(1.0 - tail)?))
}

/// Σd³ / 6(Σd²)^1.5, d the mean of the values less each of them; 0 where they do not differ.
fn acceleration(without: &[f64]) -> f64 {
    let mean = without.iter().sum::<f64>() / without.len() as f64;
    let powers = |power: i32| without.iter().map(|value| (mean - value).powi(power)).sum::<f64>();
    let squares = powers(2);
    if squares > 0.0 { powers(3) / (6.0 * squares.powf(1.5)) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same steps with `scipy.stats.norm`, on values for which they give `scipy.stats.bootstrap(method="BCa")`
    /// its interval. The normal distribution of `statrs` has eleven digits.
    #[test]
    fn the_interval_is_that_of_scipy() {
        let resampled: Vec<f64> =
            (0..1009).map(|i| (f64::from(i * 7919 % 1009) / 1009.0).powi(2) * 3.0 + 0.5).collect();
        let without: Vec<f64> =
            (0..41).map(|i| f64::from(i * 37 % 41)).map(|step| 1.2 + step / 41.0 * (step / 410.0)).collect();
        let (low, high) = bca_interval(&resampled, &without, 1.15, 0.95).expect("defined");
        assert!((low - 0.5005644409168861).abs() < 1e-9, "{low}");
        assert!((high - 3.249234370974565).abs() < 1e-9, "{high}");
    }

    #[test]
    fn a_value_beyond_all_resamples_has_no_interval_and_a_constant_has_itself() {
        assert_eq!(bca_interval(&[1.0, 2.0], &[1.0, 2.0], 3.0, 0.95), None);
        assert_eq!(bca_interval(&[1.0, 1.0], &[1.0], 1.0, 0.95), Some((1.0, 1.0)));
        assert_eq!(bca_interval(&[], &[], 1.0, 0.95), None);
    }
}
