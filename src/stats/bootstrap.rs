//! The paired bootstrap: one resample is one weight a segment, so all resamples of all columns are one matrix product.

use ndarray::Array2;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

/// How often to resample, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resampling {
    pub resamples: usize,
    pub seed: u64,
}

/// Resamples in one block of the product: large enough for the kernel, small enough for the cache.
const BLOCK: usize = 128;

/// Sums of every column over `resamples` draws of as many rows, with replacement (Efron 1979). The same rows
/// are drawn for all columns, which makes ratios and differences of columns paired.
///
/// `columns` is rows × columns and holds whole numbers; the result is columns × resamples. Sums of whole
/// numbers below 2⁵³ are exact in any order, so the result does not depend on threads or on the kernel.
pub fn resampled_sums(columns: &Array2<f64>, resampling: Resampling) -> Array2<f64> {
    let starts: Vec<usize> = (0..resampling.resamples).step_by(BLOCK).collect();
    let blocks: Vec<Array2<f64>> = starts
        .into_par_iter()
        .map(|start| {
            let end = (start + BLOCK).min(resampling.resamples);
            weights(start..end, columns.nrows(), resampling.seed).dot(columns)
        })
        .collect();
    let mut sums = Array2::zeros((columns.ncols(), resampling.resamples));
    for (block, mut target) in blocks.iter().zip(sums.axis_chunks_iter_mut(ndarray::Axis(1), BLOCK)) {
        target.assign(&block.t());
    }
    sums
}

/// How often each row is drawn in each resample of a range: resamples × rows.
///
/// Every resample has its own stream of the counter-based generator, so its draws do not depend on the others.
fn weights(resamples: std::ops::Range<usize>, rows: usize, seed: u64) -> Array2<f64> {
    let mut weights = Array2::zeros((resamples.len(), rows));
    for (resample, mut row) in resamples.zip(weights.rows_mut()) {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(resample as u64);
        for _ in 0..rows {
            // The high half of a product maps 32 random bits to 0..rows with a bias below rows/2³².
            let drawn = (u64::from(generator.next_u32()) * rows as u64) >> 32;
            row[drawn as usize] += 1.0;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESAMPLING: Resampling = Resampling { resamples: 300, seed: 7 };

    #[test]
    fn each_resample_draws_as_many_rows_as_there_are() {
        let weights = weights(0..50, 23, 1);
        assert!(weights.rows().into_iter().all(|row| row.sum() == 23.0));
    }

    #[test]
    fn the_product_is_the_plain_loop() {
        let columns = Array2::from_shape_fn((40, 3), |(row, column)| ((row * 7 + column * 3) % 11) as f64);
        let sums = resampled_sums(&columns, RESAMPLING);
        for resample in [0, 1, 127, 128, 299] {
            let weights = weights(resample..resample + 1, 40, RESAMPLING.seed);
            for column in 0..3 {
                let plain: f64 = (0..40).map(|row| weights[(0, row)] * columns[(row, column)]).sum();
                assert_eq!(sums[(column, resample)], plain);
            }
        }
    }

    #[test]
    fn sums_spread_as_theory_says() {
        // A column of 0 and 1 in equal parts: the sum of 100 draws is binomial, mean 50 and variance 25.
        let columns = Array2::from_shape_fn((100, 1), |(row, _)| (row % 2) as f64);
        let sums = resampled_sums(&columns, Resampling { resamples: 20_000, seed: 3 });
        let mean = sums.mean().expect("not empty");
        let variance = sums.mapv(|sum| (sum - mean).powi(2)).mean().expect("not empty");
        // Standard errors: 5/√20000 = 0.035 for the mean, 25·√(2/20000) = 0.25 for the variance.
        assert!((mean - 50.0).abs() < 0.15, "{mean}");
        assert!((variance - 25.0).abs() < 1.0, "{variance}");
    }
}
