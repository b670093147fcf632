//! The bootstrap for text that is never in one place: each row draws its own weights, from its key.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, LinalgScalar};

/// P(X ≤ k) of the Poisson distribution of mean 1 on a scale of 2¹⁶: weights above 8 are rarer than that tells.
const UP_TO: [u16; 8] = [24_109, 48_219, 60_273, 64_291, 65_296, 65_497, 65_531, 65_535];
/// Whole numbers up to this have no gaps among `f32`.
const EXACT_IN_SINGLE: f64 = 16_777_216.0;

/// Sums of every column over rows that are weighted in each draw: columns × draws.
///
/// A row's weights are Poisson of mean 1 (Chamandy et al. 2012, "Estimating uncertainty for massive data streams") and
/// follow from its key, the seed and the draw alone: rows of one key are drawn together wherever they are, and sums over
/// parts add up to those over the whole. `columns` is rows × columns and holds whole numbers; their sums are exact.
pub fn poisson_sums(keys: &[u64], columns: &Array2<f64>, draws: usize, seed: u64) -> Array2<f64> {
    let largest = columns.iter().copied().fold(0.0, f64::max) * UP_TO.len() as f64;
    if largest * columns.nrows() as f64 <= EXACT_IN_SINGLE {
        let columns = columns.mapv(|value| value as f32);
        product(&columns, &weights(keys, draws, seed, f32::from)).mapv(f64::from)
    } else {
        product(columns, &weights(keys, draws, seed, f64::from))
    }
}

fn product<T: LinalgScalar>(columns: &Array2<T>, weights: &Array2<T>) -> Array2<T> {
    let mut sums = Array2::zeros((columns.ncols(), weights.ncols()));
    general_mat_mul(T::one(), &columns.t(), weights, T::zero(), &mut sums);
    sums
}

/// The weight of each row in each draw: rows × draws. Sixteen bits of a hash tell one.
fn weights<T: LinalgScalar>(keys: &[u64], draws: usize, seed: u64, number: fn(u8) -> T) -> Array2<T> {
    const LANES: usize = 4;
    let mut weights = Array2::zeros((keys.len(), draws));
    for (key, mut row) in keys.iter().zip(weights.rows_mut()) {
        let start = mixed(key ^ mixed(seed));
        for (draw, weight) in row.iter_mut().enumerate() {
            let bits = mixed(start.wrapping_add((draw / LANES) as u64)) >> (16 * (draw % LANES));
            *weight = number(poisson(bits as u16));
        }
    }
    weights
}

fn poisson(uniform: u16) -> u8 {
    UP_TO.iter().take_while(|limit| uniform >= **limit).count() as u8
}

/// A number in which every bit depends on all of another's (`SplitMix64`; Steele, Lea & Flood 2014).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use ndarray::Axis;

    use super::*;

    #[test]
    fn weights_are_poisson_of_mean_one() {
        let keys: Vec<u64> = (0..2_000).collect();
        let weights = weights(&keys, 500, 7, f64::from);
        let n = weights.len() as f64;
        let mean = weights.sum() / n;
        let variance = weights.iter().map(|weight| (weight - mean).powi(2)).sum::<f64>() / n;
        // Both are 1 with standard errors of 1/√10⁶ and √3/√10⁶.
        assert!((mean - 1.0).abs() < 0.005 && (variance - 1.0).abs() < 0.008, "{mean} {variance}");
        for (k, expected) in [(0.0, 0.36788), (1.0, 0.36788), (2.0, 0.18394), (3.0, 0.06131)] {
            let share = weights.iter().filter(|weight| **weight == k).count() as f64 / n;
            assert!((share - expected).abs() < 0.002, "{k}: {share}");
        }
        // Neighbours, in rows and in draws, know nothing of each other: a correlation of 0 ± 0.001.
        let pairs = |shift: usize| {
            let list: Vec<f64> = weights.iter().map(|weight| weight - mean).collect();
            list.iter().zip(&list[shift..]).map(|(one, other)| one * other).sum::<f64>() / n
        };
        assert!([1, 4, 500].iter().all(|&shift| pairs(shift).abs() < 0.005));
    }

    #[test]
    fn sums_over_parts_add_up_to_those_over_the_whole_in_narrow_and_in_wide_numbers() {
        for scale in [1.0, 1e9] {
            let keys: Vec<u64> = (0..40).map(|row| row * row).collect();
            let columns =
                Array2::from_shape_fn((40, 3), |(row, column)| ((row * 7 + column) % 11) as f64 * scale);
            let whole = poisson_sums(&keys, &columns, 50, 3);
            let part = |rows: std::ops::Range<usize>| {
                let columns = columns.select(Axis(0), &rows.clone().collect::<Vec<_>>());
                poisson_sums(&keys[rows], &columns, 50, 3)
            };
            assert_eq!(part(0..13) + part(13..40), whole);
            let weights = weights(&keys, 50, 3, f64::from);
            let plain: f64 = (0..40).map(|row| weights[(row, 9)] * columns[(row, 1)]).sum();
            assert_eq!(whole[(1, 9)], plain);
        }
    }
}
