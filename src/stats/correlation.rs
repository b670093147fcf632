//! How far two lists of numbers go with each other.

use rayon::prelude::*;

use super::bootstrap::Resampling;
use super::draw::shuffled;
use super::mean;
use super::rank::mid_ranks;

/// A measure of how two lists of equal length go with each other, from −1 to 1; `None` where it does not exist.
pub type Correlation = fn(&[f64], &[f64]) -> Option<f64>;

/// Pearson's r: how close the pairs lie to a straight line. `None` where one of the lists is constant.
pub fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let [x, y] = [deviations(x)?, deviations(y)?];
    cosine(&x, &y)
}

/// Spearman's ρ: Pearson's r of mid-ranks. `None` where one of the lists is constant.
pub fn spearman(x: &[f64], y: &[f64]) -> Option<f64> {
    pearson(&mid_ranks(x), &mid_ranks(y))
}

/// Kendall's τ-b (Kendall 1945): concordant less discordant pairs, over the geometric mean of the pairs that
/// do not tie in x and of those that do not tie in y. `None` where one of the lists is constant.
pub fn kendall(x: &[f64], y: &[f64]) -> Option<f64> {
    let (mut concord, mut in_x, mut in_y) = (0_i64, 0_i64, 0_i64);
    for later in 1..x.len() {
        for earlier in 0..later {
            let [dx, dy] = [x, y].map(|of| sign(of[later], of[earlier]));
            concord += dx * dy;
            in_x += dx.abs();
            in_y += dy.abs();
        }
    }
    (in_x > 0 && in_y > 0).then(|| concord as f64 / (in_x as f64 * in_y as f64).sqrt())
}

/// How many pairs stand in one order in x and in the other in y; pairs that tie do in neither.
pub fn discordant_pairs(x: &[f64], y: &[f64]) -> usize {
    let order = |of: &[f64], later: usize, earlier: usize| sign(of[later], of[earlier]);
    let discordant = |later: usize| {
        (0..later).filter(|&earlier| order(x, later, earlier) * order(y, later, earlier) < 0).count()
    };
    (0..x.len()).map(discordant).sum()
}

/// The partial correlation of x and y with z held fixed, of Pearson's or of Spearman's kind:
/// (rxy − rxz·ryz) / √((1 − rxz²)(1 − ryz²)) (Yule 1907). `None` where one of the lists is constant, or where z
/// gives x or y away.
pub fn partial(x: &[f64], y: &[f64], z: &[f64], correlation: Correlation) -> Option<f64> {
    let (xy, xz, yz) = (correlation(x, y)?, correlation(x, z)?, correlation(y, z)?);
    let left = (1.0 - xz * xz) * (1.0 - yz * yz);
    (left > NEGLIGIBLE).then(|| ((xy - xz * yz) / left.sqrt()).clamp(-1.0, 1.0))
}

/// Pearson's r of deviations from the mean of each group: what is left within groups (repeated measures correlation,
/// Bakdash & Marusich 2017). `None` where x or y does not vary within any group.
pub fn within(x: &[f64], y: &[f64], groups: &[usize]) -> Option<f64> {
    let [x, y] = [x, y].map(|values| {
        let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
        let of_group = |group: usize| {
            let members = values.iter().zip(groups).filter(|(_, other)| **other == group);
            mean(&members.map(|(value, _)| *value).collect::<Vec<_>>()).unwrap_or_default()
        };
        let deviation = |(value, &group): (&f64, &usize)| value - of_group(group);
        let deviations: Vec<f64> = values.iter().zip(groups).map(deviation).collect();
        deviations.iter().any(|value| value.abs() > NEGLIGIBLE * largest).then_some(deviations)
    });
    cosine(&x?, &y?)
}

/// Two-sided p-value that a statistic of y is what it is by chance: how often it is as far from 0 after y was
/// shuffled. The observed order counts as one of the shuffles, so that no p-value is 0 (Phipson & Smyth 2010).
/// `None` without shuffles, or where the statistic does not exist.
pub fn permutation_p(
    y: &[f64],
    statistic: impl Fn(Vec<f64>) -> Option<f64> + Sync,
    shuffles: Resampling,
) -> Option<f64> {
    let observed = statistic(y.to_vec()).filter(|_| shuffles.resamples > 0)?.abs();
    let as_far = (0..shuffles.resamples).into_par_iter().filter(|&shuffle| {
        let order = shuffled(y.len(), shuffle, shuffles.seed);
        let reordered = order.into_iter().map(|position| y[position]).collect();
        statistic(reordered).is_some_and(|value| value.abs() >= observed - NEGLIGIBLE)
    });
    Some((as_far.count() + 1) as f64 / (shuffles.resamples + 1) as f64)
}

/// What is no more than the error of a sum, beside the largest value.
const NEGLIGIBLE: f64 = 1e-12;

/// What each value lies above the mean; `None` of fewer than two values or where all are equal.
fn deviations(values: &[f64]) -> Option<Vec<f64>> {
    let mean = mean(values)?;
    let first = values[0];
    values.iter().any(|&value| value != first).then(|| values.iter().map(|value| value - mean).collect())
}

fn cosine(x: &[f64], y: &[f64]) -> Option<f64> {
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let lengths = (product(x, x) * product(y, y)).sqrt();
    (lengths > 0.0).then(|| (product(x, y) / lengths).clamp(-1.0, 1.0))
}

fn sign(a: f64, b: f64) -> i64 {
    a.total_cmp(&b) as i64 * i64::from(a != b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const X: [f64; 8] = [1.0, 1.7, 1.7, 2.4, 8.3, 3.1, 5.0, 2.2];
    const Y: [f64; 8] = [9.0, 7.0, 8.0, 8.0, 2.0, 5.0, 5.0, 6.0];
    const Z: [f64; 8] = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0];
    const GROUPS: [usize; 8] = [0, 0, 0, 1, 1, 2, 2, 2];

    fn close(found: Option<f64>, expected: f64) {
        let found = found.expect("defined");
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    /// `scipy.stats.spearmanr(X, Y)`, `kendalltau(X, Y)`, `pearsonr(numpy.log(X), Y)`: with ties in both.
    #[test]
    fn correlations_agree_with_scipy() {
        close(spearman(&X, &Y), -0.8788040185874849);
        close(kendall(&X, &Y), -0.7925939239012171);
        close(pearson(&X.map(f64::ln), &Y), -0.9281757404620233);
    }

    #[test]
    fn discordant_pairs_by_hand() {
        assert_eq!(discordant_pairs(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]), 1);
        assert_eq!(discordant_pairs(&[1.0, 2.0, 2.0], &[3.0, 2.0, 1.0]), 2);
        assert_eq!(discordant_pairs(&[], &[]), 0);
    }

    /// `pingouin.partial_corr(d, "x", "y", "z", method=…)`
    #[test]
    fn partial_correlations_agree_with_pingouin() {
        close(partial(&X, &Y, &Z, spearman), -0.8846253459595175);
        close(partial(&X, &Y, &Z, pearson), -0.9505697006564559);
        assert_eq!(partial(&X, &Y, &X, pearson), None);
    }

    /// `pandas` deviations from `groupby` means in `scipy.stats.pearsonr`; `pingouin.rm_corr` prints −0.924588.
    #[test]
    fn correlation_within_groups_agrees_with_pandas_and_pingouin() {
        close(within(&X, &Y, &GROUPS), -0.9245875399404115);
        close(within(&mid_ranks(&X), &mid_ranks(&Y), &GROUPS), -0.8660254037844387);
        // A group of one has nothing within it.
        assert_eq!(within(&[0.1, 0.7, 0.3], &[1.0, 2.0, 3.0], &[0, 1, 2]), None);
    }

    /// All 720 orders of the first six, counted with `itertools.permutations`: 0.0361 are as strong.
    #[test]
    fn the_permutation_p_is_the_share_of_all_orders() {
        let shuffles = Resampling { resamples: 20_000, seed: 5, ..Resampling::default() };
        let with_x = |y: Vec<f64>| spearman(&X[..y.len()], &y);
        let p = permutation_p(&Y[..6], with_x, shuffles).expect("defined");
        assert!((p - 0.036_111).abs() < 0.004, "{p}");
        assert_eq!(
            permutation_p(&Y, with_x, Resampling { resamples: 0, seed: 5, ..Resampling::default() }),
            None
        );
        // Nothing can be as strong: only the observed order counts.
        let few = Resampling { resamples: 9, seed: 5, ..Resampling::default() };
        close(permutation_p(&X, with_x, few), 0.1);
    }

    #[test]
    fn a_constant_goes_with_nothing() {
        for correlation in [pearson as Correlation, spearman, kendall] {
            assert_eq!(correlation(&[0.1; 8], &Y), None);
            assert_eq!(correlation(&[], &[]), None);
            assert_eq!(correlation(&[1.0], &[2.0]), None);
        }
    }

    fn pairs() -> impl Strategy<Value = Vec<(i32, i32)>> {
        prop::collection::vec((-9..9, -9..9), 2..30)
    }

    fn split(pairs: &[(i32, i32)]) -> (Vec<f64>, Vec<f64>) {
        pairs.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).unzip()
    }

    fn alike(a: Option<f64>, b: Option<f64>) -> bool {
        a.zip(b).map_or(a == b, |(a, b)| (a - b).abs() < 1e-9)
    }

    proptest! {
        #[test]
        fn x_with_y_is_y_with_x_in_any_order(pairs in pairs()) {
            let (x, y) = split(&pairs);
            let (mut back_x, mut back_y) = (x.clone(), y.clone());
            back_x.reverse();
            back_y.reverse();
            for correlation in [pearson as Correlation, spearman, kendall] {
                let value = correlation(&x, &y);
                prop_assert!(alike(value, correlation(&y, &x)));
                prop_assert!(alike(value, correlation(&back_x, &back_y)));
            }
        }

        #[test]
        fn ranks_see_only_the_order(pairs in pairs()) {
            let (x, y) = split(&pairs);
            let rising: Vec<f64> = x.iter().map(|x| (x / 3.0).exp()).collect();
            let falling: Vec<f64> = x.iter().map(|x| -x.powi(3)).collect();
            for correlation in [spearman as Correlation, kendall] {
                prop_assert_eq!(correlation(&x, &y), correlation(&rising, &y));
                prop_assert!(alike(correlation(&x, &y), correlation(&falling, &y).map(|value| -value)));
            }
        }

        #[test]
        fn no_correlation_is_stronger_than_1(pairs in pairs()) {
            let (x, y) = split(&pairs);
            let z: Vec<f64> = x.iter().zip(&y).map(|(x, y)| (x * 7.0 + y).sin()).collect();
            let values = [pearson(&x, &y), spearman(&x, &y), kendall(&x, &y), partial(&x, &y, &z, spearman)];
            prop_assert!(values.into_iter().flatten().all(|value| value.abs() <= 1.0));
        }
    }
}
