//! How unequal weighted values are.

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

/// The type 7 quantile of values in ascending order, whatever their weights; `None` of nothing.
pub fn quantile_of_sorted(ascending: &[Weighted], p: f64) -> Option<f64> {
    let position = p * ascending.len().checked_sub(1)? as f64;
    let (below, fraction) = (position.floor() as usize, position - position.floor());
    let low = ascending[below].value;
    let high = ascending.get(below + 1).map_or(low, |above| above.value);
    Some(low + (high - low) * fraction)
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
