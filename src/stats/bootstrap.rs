//! The paired bootstrap: one resample is one weight a segment, so all resamples of all columns are one matrix product.

use std::ops::Range;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, Axis, LinalgScalar};
use rand_chacha::rand_core::Rng;
use rayon::prelude::*;

use super::draw::{below, stream};

/// How often to resample, from which seed, and what to make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resampling {
    pub resamples: usize,
    pub seed: u64,
    pub interval: IntervalKind,
}

/// How an interval follows from resamples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IntervalKind {
    /// Between quantiles of the resamples (Efron 1979).
    #[default]
    Percentile,
    /// The same, corrected for bias and for an error that grows with the value (Efron 1987).
    Bca,
    /// Between quantiles of draws with Poisson weights, which text that is counted in parts has.
    Poisson,
}

impl Resampling {
    /// How many draws of some rows it takes: the resamples; for corrected intervals also every row left out once, and
    /// the rows as they are.
    pub fn draws(self, rows: usize) -> usize {
        match self.interval {
            IntervalKind::Bca if self.resamples > 0 => self.resamples + rows + 1,
            _ => self.resamples,
        }
    }
}

impl Default for Resampling {
    fn default() -> Resampling {
        Resampling { resamples: 10_000, seed: 0, interval: IntervalKind::Percentile }
    }
}

/// Resamples in one block of the product: large enough for the kernel, small enough for the cache.
const BLOCK: usize = 128;
/// Whole numbers up to this have no gaps among `f32`.
const EXACT_IN_SINGLE: f64 = 16_777_216.0;

/// Sums of every column in every draw: columns × draws, in the narrowest numbers that hold them exactly.
#[derive(Clone, Debug)]
pub enum Sums {
    Single(Array2<f32>),
    Double(Array2<f64>),
}

impl Sums {
    /// The sums of a column in every draw.
    pub fn column(&self, column: usize) -> Vec<f64> {
        match self {
            Sums::Single(sums) => sums.row(column).iter().copied().map(f64::from).collect(),
            Sums::Double(sums) => sums.row(column).to_vec(),
        }
    }
}

/// Sums of every column over the draws of a [`Resampling`]: first `resamples` of as many rows with replacement (Efron
/// 1979), then those that it needs besides. The same rows are drawn for all columns, which makes ratios and
/// differences of columns paired.
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
    products(columns, Resampling { interval: IntervalKind::Percentile, ..resampling }, signs)
}

fn products<T: LinalgScalar + Send + Sync>(
    columns: &Array2<T>,
    resampling: Resampling,
    draw: fn(Range<usize>, usize, Resampling) -> Array2<T>,
) -> Array2<T> {
    let mut sums = Array2::zeros((columns.ncols(), resampling.draws(columns.nrows())));
    let blocks: Vec<_> = sums.axis_chunks_iter_mut(Axis(1), BLOCK).collect();
    blocks.into_par_iter().enumerate().for_each(|(block, mut target)| {
        let start = block * BLOCK;
        let drawn = draw(start..start + target.ncols(), columns.nrows(), resampling);
        general_mat_mul(T::one(), &columns.t(), &drawn.t(), T::zero(), &mut target);
    });
    sums
}

/// How often each row is drawn in each draw of a range: draws × rows.
///
/// Every resample has its own stream of the counter-based generator, so its draws do not depend on the others.
fn weights<T: LinalgScalar>(range: Range<usize>, rows: usize, resampling: Resampling) -> Array2<T> {
    let mut weights = Array2::zeros((range.len(), rows));
    for (resample, mut row) in range.zip(weights.rows_mut()) {
        if let Some(left_out) = resample.checked_sub(resampling.resamples) {
            row.fill(T::one());
            // Behind the last row that is left out come the rows as they are.
            if let Some(weight) = row.get_mut(left_out) {
                *weight = T::zero();
            }
            continue;
        }
        let mut generator = stream(resampling.seed, resample as u64);
        for _ in 0..rows {
            let drawn = below(&mut generator, rows);
            row[drawn] = row[drawn] + T::one();
        }
    }
    weights
}

/// +1 or −1 for each row in each resample of a range, from streams that the weights do not use.
fn signs(resamples: Range<usize>, rows: usize, resampling: Resampling) -> Array2<f64> {
    let mut signs = Array2::zeros((resamples.len(), rows));
    for (resample, mut row) in resamples.zip(signs.rows_mut()) {
        let mut generator = stream(resampling.seed, u64::MAX - resample as u64);
        for sign in &mut row {
            *sign = if generator.next_u32() & 1 == 0 { 1.0 } else { -1.0 };
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESAMPLING: Resampling = Resampling { resamples: 300, seed: 7, interval: IntervalKind::Percentile };

    #[test]
    fn each_resample_draws_as_many_rows_as_there_are() {
        let weights = weights::<f32>(0..50, 23, RESAMPLING);
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
                let weights = weights::<f64>(resample..resample + 1, 40, RESAMPLING);
                for column in 0..3 {
                    let plain: f64 = (0..40).map(|row| weights[(0, row)] * columns[(row, column)]).sum();
                    assert_eq!(sums.column(column)[resample], plain);
                }
            }
        }
    }

    #[test]
    fn sums_spread_as_theory_says() {
        // A column of 0 and 1 in equal parts: the sum of 100 draws is binomial, mean 50 and variance 25.
        let columns = Array2::from_shape_fn((100, 1), |(row, _)| (row % 2) as f64);
        let sums = resampled_sums(&columns, Resampling { resamples: 20_000, seed: 3, ..RESAMPLING });
        let sums = sums.column(0);
        let mean = sums.iter().sum::<f64>() / 20_000.0;
        let variance = sums.iter().map(|sum| (sum - mean).powi(2)).sum::<f64>() / 20_000.0;
        // Standard errors: 5/√20000 = 0.035 for the mean, 25·√(2/20000) = 0.25 for the variance.
        assert!((mean - 50.0).abs() < 0.15, "{mean}");
        assert!((variance - 25.0).abs() < 1.0, "{variance}");
    }

    #[test]
    fn corrected_intervals_leave_every_row_out_once_and_then_none() {
        let columns = Array2::from_shape_fn((4, 1), |(row, _)| [1.0, 10.0, 100.0, 1000.0][row]);
        let resampling = Resampling { interval: IntervalKind::Bca, ..RESAMPLING };
        let sums = resampled_sums(&columns, resampling);
        assert_eq!(sums.column(0)[300..], [1110.0, 1101.0, 1011.0, 111.0, 1111.0]);
        let plain = resampled_sums(&columns, RESAMPLING);
        assert_eq!(plain.column(0)[..], sums.column(0)[..300]);
    }
}
