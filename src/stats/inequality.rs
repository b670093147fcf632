//! How unequal weighted values are.

use super::quantile_of_ordered;

/// A value x, and how much it counts, w.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighted {
    pub value: f64,
    pub weight: f64,
    /// x·ln x, which is 0 at 0.
    value_ln_value: f64,
}

impl Weighted {
    pub fn new(value: f64, weight: f64) -> Weighted {
        let value_ln_value = if value > 0.0 { value * value.ln() } else { 0.0 };
        Weighted { value, weight, value_ln_value }
    }

    /// The same value with another weight.
    #[must_use]
    pub fn weighing(self, weight: f64) -> Weighted {
        Weighted { weight, ..self }
    }
}

/// Weighted values in ascending order, with their sums, which most measures need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ascending {
    values: Vec<Weighted>,
    /// Σw
    weight: f64,
    /// Σwx
    total: f64,
}

impl FromIterator<Weighted> for Ascending {
    fn from_iter<I: IntoIterator<Item = Weighted>>(ascending: I) -> Ascending {
        let mut list = Ascending::default();
        list.fill(ascending);
        list
    }
}

impl Ascending {
    /// Takes these values in place of those before, in the same room.
    pub fn fill(&mut self, ascending: impl IntoIterator<Item = Weighted>) {
        self.values.clear();
        self.values.extend(ascending);
        let sums = |(weight, total): (f64, f64), one: &Weighted| {
            (weight + one.weight, total + one.weight * one.value)
        };
        (self.weight, self.total) = self.values.iter().fold((0.0, 0.0), sums);
    }

    pub fn smallest(&self) -> Option<f64> {
        self.values.first().map(|one| one.value)
    }

    pub fn largest(&self) -> Option<f64> {
        self.values.last().map(|one| one.value)
    }

    /// Σwx / Σw; `None` where the weights sum to zero.
    pub fn mean(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.total / self.weight)
    }

    /// Gini coefficient Σwᵢwⱼ|xᵢ−xⱼ| / (2W²μ), W = Σw: from 0 (all equal) to nearly 1 (one has everything); `None` of
    /// nothing or of a sum of zero.
    pub fn gini(&self) -> Option<f64> {
        // In ascending order Σwᵢwⱼ|xᵢ−xⱼ| over all pairs is 2·Σ(2Cᵢ−wᵢ−W)·wᵢxᵢ, C the cumulated weight.
        let mut cumulated = 0.0;
        let mut weighted = 0.0;
        for one in &self.values {
            cumulated += one.weight;
            weighted += (2.0 * cumulated - one.weight - self.weight) * one.weight * one.value;
        }
        (self.total > 0.0).then(|| weighted / (self.weight * self.total))
    }

    /// Theil's index T = Σw·(x/μ)·ln(x/μ) / Σw (Theil 1967), in nats: 0 where all are equal. `None` of nothing or of a
    /// sum of zero.
    pub fn theil(&self) -> Option<f64> {
        let mean = self.mean().filter(|&mean| mean > 0.0)?;
        // The same is Σw·x·ln x / Σwx − ln μ.
        let terms = self.values.iter().map(|one| one.weight * one.value_ln_value);
        Some((terms.sum::<f64>() / self.total - mean.ln()).max(0.0))
    }

    /// Share of the weight that lies on values above a limit; `None` where the weights sum to zero.
    pub fn share_above(&self, limit: f64) -> Option<f64> {
        let above = self.values.iter().rev().take_while(|one| one.value > limit);
        // Not `sum`, whose nothing is −0.
        let above = above.fold(0.0, |above, one| above + one.weight);
        (self.weight > 0.0).then(|| above / self.weight)
    }

    /// The Lorenz curve (Lorenz 1905): from (0, 0), for each value the share of the weight up to and with it, and the
    /// share of Σwx. Empty of nothing or of a sum of zero.
    pub fn lorenz(&self) -> Vec<(f64, f64)> {
        if self.total <= 0.0 {
            return Vec::new();
        }
        let mut reached = (0.0, 0.0);
        let steps = self.values.iter().map(|one| {
            reached = (reached.0 + one.weight, reached.1 + one.weight * one.value);
            (reached.0 / self.weight, reached.1 / self.total)
        });
        [(0.0, 0.0)].into_iter().chain(steps).collect()
    }

    /// Share of Σwx that the largest values hold which make up a share of the weight: 1 − L(1 − share), L the Lorenz
    /// curve with straight lines between its points. `None` of nothing or of a sum of zero.
    pub fn share_of_largest(&self, share: f64) -> Option<f64> {
        let mut missing = share * self.weight;
        let mut held = 0.0;
        for one in self.values.iter().rev() {
            let taken = one.weight.min(missing);
            held += taken * one.value;
            missing -= taken;
            if missing <= 0.0 {
                break;
            }
        }
        (self.total > 0.0).then(|| held / self.total)
    }

    /// The type 7 quantile of the values, whatever their weights; `None` of nothing.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        quantile_of_ordered(self.values.len(), p, |at| self.values[at].value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(values: &[f64]) -> Ascending {
        values.iter().map(|&value| Weighted::new(value, 1.0)).collect()
    }

    fn close(found: Option<f64>, expected: f64) {
        let found = found.expect("defined");
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn gini_by_hand() {
        close(alike(&[5.0, 5.0, 5.0]).gini(), 0.0);
        // Pairs of 1, 2, 3: Σ|xᵢ−xⱼ| = 2·(1+2+1) = 8; 2n²μ = 2·9·2 = 36.
        close(alike(&[1.0, 2.0, 3.0]).gini(), 8.0 / 36.0);
        close(alike(&[0.0, 0.0, 0.0, 1.0]).gini(), 0.75);
    }

    #[test]
    fn the_lorenz_curve_by_hand() {
        let values = alike(&[1.0, 2.0, 5.0]);
        let third = 1.0 / 3.0;
        assert_eq!(values.lorenz(), [(0.0, 0.0), (third, 0.125), (2.0 * third, 0.375), (1.0, 1.0)]);
        close(values.share_of_largest(third), 0.625);
        // Half the weight: 5 whole and half of 2.
        close(values.share_of_largest(0.5), 0.75);
        // By weight: 1·3 + 5·1 = 8; the largest quarter of the weight holds 5.
        let weighted = [(1.0, 3.0), (5.0, 1.0)].map(|(value, weight)| Weighted::new(value, weight));
        let weighted = Ascending::from_iter(weighted);
        assert_eq!(weighted.lorenz(), [(0.0, 0.0), (0.75, 0.375), (1.0, 1.0)]);
        close(weighted.share_of_largest(0.25), 0.625);
        assert_eq!((alike(&[]).lorenz(), alike(&[]).share_of_largest(0.1)), (Vec::new(), None));
    }

    #[test]
    fn shares_by_hand() {
        close(alike(&[1.0, 2.0, 2.1, 9.0]).share_above(2.0), 0.5);
        let nobody = alike(&[1.0]).share_above(2.0).expect("defined");
        assert!(nobody == 0.0 && nobody.is_sign_positive());
        assert_eq!(
            [alike(&[]).gini(), alike(&[]).theil(), alike(&[]).share_above(2.0), alike(&[0.0, 0.0]).gini()],
            [None; 4]
        );
    }

    /// ```python
    /// import numpy as np
    /// x = np.array([1, 1.1, 1.7, 2.4, 8.3]); w = np.array([390, 88, 607, 12, 96]); W = w.sum()
    /// mu = (w * x).sum() / W
    /// print(np.abs(x[:, None] - x).mean() / 2 / x.mean(), (x / x.mean() * np.log(x / x.mean())).mean())
    /// print((np.abs(x[:, None] - x) * np.outer(w, w)).sum() / (2 * W**2 * mu))
    /// print((w * x / mu * np.log(x / mu)).sum() / W)
    /// ```
    #[test]
    fn inequality_agrees_with_numpy() {
        let values = [1.0, 1.1, 1.7, 2.4, 8.3];
        let weights = [390.0, 88.0, 607.0, 12.0, 96.0];
        let weighted: Ascending =
            values.iter().zip(weights).map(|(&value, weight)| Weighted::new(value, weight)).collect();
        close(alike(&values).gini(), 0.4386206896551724);
        close(alike(&values).theil(), 0.3610102952214331);
        close(weighted.gini(), 0.3360135277022805);
        close(weighted.theil(), 0.29203418511062584);
    }
}
