//! The paired bootstrap: one resample is one weight a segment, so all resamples of all columns are one matrix product.

use std::ops::Range;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, Axis, LinalgScalar};
use rand_chacha::rand_core::Rng;
use rayon::prelude::*;

use super::draw::{below, stream};

/// How often to resample, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resampling {
    pub resamples: usize,
    pub seed: u64,
}

impl Default for Resampling {
    fn default() -> Resampling {
        Resampling { resamples: 10_000, seed: 0 }
    }
}

/// Resamples in one block of the product: large enough for the kernel, small enough for the cache.
const BLOCK: usize = 128;
/// Whole numbers up to this have no gaps among `f32`.
const EXACT_IN_SINGLE: f64 = 16_777_216.0;

/// Sums of every column in every resample: columns × resamples, in the narrowest numbers that hold them exactly.
#[derive(Clone, Debug)]
pub enum Sums {
    Single(Array2<f32>),
    Double(Array2<f64>),
}

impl Sums {
    /// The sum of a column in a resample.
    pub fn of(&self, column: usize, resample: usize) -> u64 {
        match self {
            Sums::Single(sums) => sums[(column, resample)] as u64,
            Sums::Double(sums) => sums[(column, resample)] as u64,
        }
    }
}

/// Sums of every column over `resamples` draws of as many rows, with replacement (Efron 1979). The same rows
/// are drawn for all columns, which makes ratios and differences of columns paired.
///
/// `columns` is rows × columns and holds whole numbers. Sums of whole numbers below 2⁵³ are exact in any order,
/// so the result does not depend on threads or on the kernel; where they stay below 2²⁴, so they are in half
/// the memory and time.
pub fn resampled_sums(columns: &Array2<f64>, resampling: Resampling) -> Sums {
    let largest = columns.iter().copied().fold(0.0, f64::max);
    if largest * columns.nrows() as f64 <= EXACT_IN_SINGLE {
        Sums::Single(products(&columns.mapv(|value| value as f32), resampling, weights))
    } else {
        Sums::Double(products(columns, resampling, weights))
    }
}

/// Sums of every column with a random sign for each row: columns × resamples. The same signs are drawn for
/// all columns.
pub fn sign_flipped_sums(columns: &Array2<f64>, resampling: Resampling) -> Array2<f64> {
    products(columns, resampling, signs)
}

fn products<T: LinalgScalar + Send + Sync>(
    columns: &Array2<T>,
    resampling: Resampling,
    draw: fn(Range<usize>, usize, u64) -> Array2<T>,
) -> Array2<T> {
    let mut sums = Array2::zeros((columns.ncols(), resampling.resamples));
    let blocks: Vec<_> = sums.axis_chunks_iter_mut(Axis(1), BLOCK).collect();
    blocks.into_par_iter().enumerate().for_each(|(block, mut target)| {
        let start = block * BLOCK;
        let drawn = draw(start..start + target.ncols(), columns.nrows(), resampling.seed);
        general_mat_mul(T::one(), &columns.t(), &drawn.t(), T::zero(), &mut target);
    });
    sums
}

/// How often each row is drawn in each resample of a range: resamples × rows.
///
/// Every resample has its own stream of the counter-based generator, so its draws do not depend on the others.
fn weights<T: LinalgScalar>(resamples: Range<usize>, rows: usize, seed: u64) -> Array2<T> {
    let mut weights = Array2::zeros((resamples.len(), rows));
    for (resample, mut row) in resamples.zip(weights.rows_mut()) {
        let mut generator = stream(seed, resample as u64);
        for _ in 0..rows {
            let drawn = below(&mut generator, rows);
            row[drawn] = row[drawn] + T::one();
        }
    }
    weights
}

/// +1 or −1 for each row in each resample of a range, from streams that the weights do not use.
fn signs(resamples: Range<usize>, rows: usize, seed: u64) -> Array2<f64> {
    let mut signs = Array2::zeros((resamples.len(), rows));
    for (resample, mut row) in resamples.zip(signs.rows_mut()) {
        let mut generator = stream(seed, u64::MAX - resample as u64);
        for sign in &mut row {
            *sign = if generator.next_u32() & 1 == 0 { 1.0 } else { -1.0 };
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESAMPLING: Resampling = Resampling { resamples: 300, seed: 7 };

    #[test]
    fn each_resample_draws_as_many_rows_as_there_are() {
        let weights = weights::<f32>(0..50, 23, 1);
        assert!(weights.rows().into_iter().all(|row| row.sum() == 23.0));
    }

    #[test]
    fn the_product_is_the_plain_loop_in_narrow_and_in_wide_numbers() {
        for scale in [1.0, 16_777_217.0] {
            let columns =
                Array2::from_shape_fn((40, 3), |(row, column)| ((row * 7 + column * 3) % 11) as f64 * scale);
            let sums = resampled_sums(&columns, RESAMPLING);
            assert_eq!(matches!(sums, Sums::Single(_)), scale == 1.0);
            for resample in [0, 1, 127, 128, 299] {
                let weights = weights::<f64>(resample..resample + 1, 40, RESAMPLING.seed);
                for column in 0..3 {
                    let plain: f64 = (0..40).map(|row| weights[(0, row)] * columns[(row, column)]).sum();
                    assert_eq!(sums.of(column, resample) as f64, plain);
                }
            }
        }
    }

    #[test]
    fn sums_spread_as_theory_says() {
        // A column of 0 and 1 in equal parts: the sum of 100 draws is binomial, mean 50 and variance 25.
        let columns = Array2::from_shape_fn((100, 1), |(row, _)| (row % 2) as f64);
        let sums = resampled_sums(&columns, Resampling { resamples: 20_000, seed: 3 });
        let sums: Vec<f64> = (0..20_000).map(|resample| sums.of(0, resample) as f64).collect();
        let mean = sums.iter().sum::<f64>() / 20_000.0;
        let variance = sums.iter().map(|sum| (sum - mean).powi(2)).sum::<f64>() / 20_000.0;
        // Standard errors: 5/√20000 = 0.035 for the mean, 25·√(2/20000) = 0.25 for the variance.
        assert!((mean - 50.0).abs() < 0.15, "{mean}");
        assert!((variance - 25.0).abs() < 1.0, "{variance}");
    }
}
