//! How unequal weighted values are.

use super::quantile_of_ordered;

/// A value, and how much it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighted {
    pub value: f64,
    pub weight: f64,
}

/// Σwx / Σw; `None` where the weights sum to zero.
pub fn weighted_mean(values: &[Weighted]) -> Option<f64> {
    let weight = total_weight(values);
    (weight > 0.0).then(|| values.iter().map(|one| one.weight * one.value).sum::<f64>() / weight)
}

/// Gini coefficient Σwᵢwⱼ|xᵢ−xⱼ| / (2W²μ) of values in ascending order, W = Σw: from 0 (all equal) to nearly 1
/// (one has everything); `None` of nothing or of a sum of zero.
pub fn gini(ascending: &[Weighted]) -> Option<f64> {
    let weight = total_weight(ascending);
    let total: f64 = ascending.iter().map(|one| one.weight * one.value).sum();
    // In ascending order Σwᵢwⱼ|xᵢ−xⱼ| over all pairs is 2·Σ(2Cᵢ−wᵢ−W)·wᵢxᵢ, C the cumulated weight.
    let mut cumulated = 0.0;
    let mut weighted = 0.0;
    for one in ascending {
        cumulated += one.weight;
        weighted += (2.0 * cumulated - one.weight - weight) * one.weight * one.value;
    }
    (total > 0.0).then(|| weighted / (weight * total))
}

/// Theil's index T = Σw·(x/μ)·ln(x/μ) / Σw (Theil 1967), in nats: 0 where all are equal; x·ln x is 0 at 0.
/// `None` of nothing or of a sum of zero.
pub fn theil(values: &[Weighted]) -> Option<f64> {
    let mean = weighted_mean(values).filter(|&mean| mean > 0.0)?;
    let terms = values.iter().filter(|one| one.value > 0.0).map(|one| {
        let relative = one.value / mean;
        one.weight * relative * relative.ln()
    });
    Some(terms.sum::<f64>() / total_weight(values))
}

/// Share of the weight that lies on values above a limit; `None` where the weights sum to zero.
pub fn share_above(values: &[Weighted], limit: f64) -> Option<f64> {
    let above = values.iter().filter(|one| one.value > limit);
    // Not `sum`, whose nothing is −0.
    let above = above.fold(0.0, |above, one| above + one.weight);
    let weight = total_weight(values);
    (weight > 0.0).then(|| above / weight)
}

/// The Lorenz curve of values in ascending order (Lorenz 1905): from (0, 0), for each value the share of the weight up to
/// and with it, and the share of Σwx. Empty of nothing or of a sum of zero.
pub fn lorenz(ascending: &[Weighted]) -> Vec<(f64, f64)> {
    let weight = total_weight(ascending);
    let total: f64 = ascending.iter().map(|one| one.weight * one.value).sum();
    if total <= 0.0 {
        return Vec::new();
    }
    let mut reached = (0.0, 0.0);
    let steps = ascending.iter().map(|one| {
        reached = (reached.0 + one.weight, reached.1 + one.weight * one.value);
        (reached.0 / weight, reached.1 / total)
    });
    [(0.0, 0.0)].into_iter().chain(steps).collect()
}

/// Share of Σwx that the largest values hold which make up a share of the weight: 1 − L(1 − share), L the Lorenz curve
/// with straight lines between its points. `None` of nothing or of a sum of zero.
pub fn share_of_largest(ascending: &[Weighted], share: f64) -> Option<f64> {
    let mut missing = share * total_weight(ascending);
    let total: f64 = ascending.iter().map(|one| one.weight * one.value).sum();
    let mut held = 0.0;
    for one in ascending.iter().rev() {
        let taken = one.weight.min(missing);
        held += taken * one.value;
        missing -= taken;
    }
    (total > 0.0).then(|| held / total)
}

/// The type 7 quantile of values in ascending order, whatever their weights; `None` of nothing.
pub fn quantile_of_sorted(ascending: &[Weighted], p: f64) -> Option<f64> {
    quantile_of_ordered(ascending.len(), p, |at| ascending[at].value)
}

fn total_weight(values: &[Weighted]) -> f64 {
    values.iter().map(|one| one.weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(values: &[f64]) -> Vec<Weighted> {
        values.iter().map(|&value| Weighted { value, weight: 1.0 }).collect()
    }

    fn close(found: Option<f64>, expected: f64) {
        let found = found.expect("defined");
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn gini_by_hand() {
        close(gini(&alike(&[5.0, 5.0, 5.0])), 0.0);
        // Pairs of 1, 2, 3: Σ|xᵢ−xⱼ| = 2·(1+2+1) = 8; 2n²μ = 2·9·2 = 36.
        close(gini(&alike(&[1.0, 2.0, 3.0])), 8.0 / 36.0);
        close(gini(&alike(&[0.0, 0.0, 0.0, 1.0])), 0.75);
    }

    #[test]
    fn the_lorenz_curve_by_hand() {
        let values = [1.0, 2.0, 5.0].map(|value| Weighted { value, weight: 1.0 });
        let third = 1.0 / 3.0;
        assert_eq!(lorenz(&values), [(0.0, 0.0), (third, 0.125), (2.0 * third, 0.375), (1.0, 1.0)]);
        close(share_of_largest(&values, third), 0.625);
        // Half the weight: 5 whole and half of 2.
        close(share_of_largest(&values, 0.5), 0.75);
        // By weight: 1·3 + 5·1 = 8; the largest quarter of the weight holds 5.
        let weighted = [(1.0, 3.0), (5.0, 1.0)].map(|(value, weight)| Weighted { value, weight });
        assert_eq!(lorenz(&weighted), [(0.0, 0.0), (0.75, 0.375), (1.0, 1.0)]);
        close(share_of_largest(&weighted, 0.25), 0.625);
        assert_eq!((lorenz(&[]), share_of_largest(&[], 0.1)), (Vec::new(), None));
    }

    #[test]
    fn shares_by_hand() {
        close(share_above(&alike(&[1.0, 2.0, 2.1, 9.0]), 2.0), 0.5);
        let nobody = share_above(&alike(&[1.0]), 2.0).expect("defined");
        assert!(nobody == 0.0 && nobody.is_sign_positive());
        assert_eq!([gini(&[]), theil(&[]), share_above(&[], 2.0), gini(&alike(&[0.0, 0.0]))], [None; 4]);
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
        let weighted: Vec<Weighted> =
            values.iter().zip(weights).map(|(&value, weight)| Weighted { value, weight }).collect();
        close(gini(&alike(&values)), 0.4386206896551724);
        close(theil(&alike(&values)), 0.3610102952214331);
        close(gini(&weighted), 0.3360135277022805);
        close(theil(&weighted), 0.29203418511062584);
    }
}
