//! Quantiles of numbers that come in clusters, as the words of a text come in segments.

use super::quantile;

/// The quantile of the standard normal distribution that bounds the central 95 %.
const Z_95: f64 = 1.959963984540054;

/// A 95 % interval of the quantile `p` (0 to 1) of the numbers in all clusters together; `None` of fewer than two
/// clusters, or of no numbers.
///
/// Woodruff (1952): the share of numbers up to the quantile is a ratio of sums over clusters, with the standard error
/// of such a ratio; the quantiles at the ends of that share's interval bound the quantile. Unlike a bootstrap of the
/// numbers it heeds that those of a cluster are alike, and unlike one of clusters it needs no sums for every number.
pub fn clustered_quantile_interval(clusters: &[Vec<u32>], p: f64) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = clusters.iter().flatten().copied().map(f64::from).collect();
    let at = quantile(&numbers, p)?;
    let [drawn, all] = [clusters.len(), numbers.len()].map(|count| count as f64);
    if clusters.len() < 2 {
        return None;
    }
    let up_to = |cluster: &[u32]| cluster.iter().filter(|number| f64::from(**number) <= at).count() as f64;
    let share = clusters.iter().map(|cluster| up_to(cluster)).sum::<f64>() / all;
    let squares: f64 =
        clusters.iter().map(|cluster| (up_to(cluster) - share * cluster.len() as f64).powi(2)).sum();
    let error = (drawn / (drawn - 1.0) * squares).sqrt() / all;
    let bound = |p: f64| quantile(&numbers, p.clamp(0.0, 1.0));
    Some((bound(p - Z_95 * error)?, bound(p + Z_95 * error)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twelve numbers in four clusters, the median 3. Up to 3 are 3, 2, 1 and 1 of three each: 7 of 12, so the squares
    /// are (3 − 1.75)², (2 − 1.75)² and twice (1 − 1.75)², 2.75 together. The error is √(4/3·2.75)/12 = 0.15957, and
    /// the ends are the quantiles at 0.5 ± 0.31275: at 2.0597 and 8.9403 of the places 0 to 11, where
    /// 1 2 2 2 3 3 3 5 5 6 6 8 has 2 and 5.9403.
    #[test]
    fn the_interval_by_hand() {
        let clusters = [vec![1, 2, 2], vec![2, 3, 5], vec![3, 5, 6], vec![3, 6, 8]];
        let (low, high) = clustered_quantile_interval(&clusters, 0.5).expect("defined");
        assert_eq!(low, 2.0);
        assert!((high - 5.9403).abs() < 1e-4, "{high}");
    }

    #[test]
    fn what_is_the_same_everywhere_is_sure() {
        assert_eq!(clustered_quantile_interval(&[vec![1, 1], vec![1], vec![]], 0.95), Some((1.0, 1.0)));
        assert_eq!(clustered_quantile_interval(&[vec![1, 2]], 0.5), None);
        assert_eq!(clustered_quantile_interval(&[vec![], vec![]], 0.5), None);
    }
}
