//! Many tests at once.

/// Holm's adjustment of p-values (Holm 1979): the chance of one false alarm or more stays below the level.
/// In the order of the input.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]).then(a.cmp(&b)));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut largest = 0.0_f64;
    for (rank, &position) in order.iter().enumerate() {
        largest = largest.max((p_values.len() - rank) as f64 * p_values[position]).min(1.0);
        adjusted[position] = largest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `statsmodels.stats.multitest.multipletests([.01, .04, .03, .005, .5], method="holm")[1]`
    #[test]
    fn holm_agrees_with_statsmodels() {
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005, 0.5]);
        for (found, expected) in adjusted.iter().zip([0.04, 0.09, 0.09, 0.025, 0.5]) {
            assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
        }
        assert_eq!(holm(&[]), [] as [f64; 0]);
    }
}
