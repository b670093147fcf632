//! How densely numbers lie.

use std::f64::consts::TAU;

use super::quantile_of_ordered;

/// A density with a Gaussian kernel and Silverman's bandwidth 0.9·min(s, IQR/1.34)·n^(−1/5) (Silverman 1986, eq. 3.31).
#[derive(Clone, Copy, Debug)]
pub struct Density<'a> {
    values: &'a [f32],
    /// Standard deviation of the kernel, in the unit of the values.
    pub bandwidth: f64,
}

impl Density<'_> {
    /// The density of numbers in ascending order; `None` where more than half of them are equal, or there are fewer
    /// than two.
    pub fn of(ascending: &[f32]) -> Option<Density<'_>> {
        let n = ascending.len() as f64;
        let at = |position: usize| f64::from(ascending[position]);
        let quartile = |p| quantile_of_ordered(ascending.len(), p, at);
        let range = quartile(0.75)? - quartile(0.25)?;
        let mean = ascending.iter().copied().map(f64::from).sum::<f64>() / n;
        let squares = ascending.iter().map(|&value| (f64::from(value) - mean).powi(2)).sum::<f64>();
        let deviation = (squares / (n - 1.0)).sqrt();
        let bandwidth = 0.9 * deviation.min(range / 1.34) * n.powf(-0.2);
        (bandwidth > 0.0).then_some(Density { values: ascending, bandwidth })
    }

    /// The number that a share `p` of the numbers does not pass (type 7).
    pub fn quantile(&self, p: f64) -> Option<f64> {
        quantile_of_ordered(self.values.len(), p, |at| f64::from(self.values[at]))
    }

    /// The density at a place, per unit of the values.
    pub fn at(&self, place: f64) -> f64 {
        let kernel = |value: &f32| (-0.5 * ((place - f64::from(*value)) / self.bandwidth).powi(2)).exp();
        let sum: f64 = self.values.iter().map(kernel).sum();
        sum / (self.values.len() as f64 * self.bandwidth * TAU.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ```python
    /// import numpy as np
    /// x = np.array([0.1, 0.25, 0.3, 0.7, 1.1], dtype=np.float32).astype(float); n = len(x)
    /// iqr = np.subtract(*np.percentile(x, [75, 25]))
    /// h = 0.9 * min(x.std(ddof=1), iqr / 1.34) * n ** -0.2
    /// print(h, [np.exp(-0.5 * ((p - x) / h) ** 2).sum() / (n * h * np.sqrt(2 * np.pi)) for p in (0.3, 2.0)])
    /// ```
    #[test]
    fn a_density_agrees_with_numpy() {
        let density = Density::of(&[0.1, 0.25, 0.3, 0.7, 1.1]).expect("defined");
        assert!((density.bandwidth - 0.21905653433837646).abs() < 1e-9, "{}", density.bandwidth);
        for (place, expected) in [(0.3, 1.028422124303023), (2.0, 7.870142192338884e-05)] {
            let found = density.at(place);
            assert!((found - expected).abs() < 1e-9, "{place}: {found}");
        }
    }

    #[test]
    fn equal_numbers_have_no_density() {
        assert!(Density::of(&[0.5, 0.5, 0.5, 0.5, 9.0]).is_none());
        assert!(Density::of(&[0.5]).is_none());
        assert!(Density::of(&[]).is_none());
    }
}
