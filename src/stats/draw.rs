//! Random draws that depend on a seed and on which draw it is, and on no other draw.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Positions below `size`, as many as `size`, with replacement (Efron 1979); from streams of their own, so that
/// they are independent of the rows that [`super::resampled_sums`] draws from the same seed.
pub fn drawn_again(size: usize, resample: usize, seed: u64) -> Vec<usize> {
    let mut generator = stream(seed, (1 << 62) + resample as u64);
    (0..size).map(|_| below(&mut generator, size)).collect()
}

/// The positions below `size` in an order by chance, all orders alike (Fisher & Yates; Durstenfeld 1964).
pub fn shuffled(size: usize, shuffle: usize, seed: u64) -> Vec<usize> {
    let mut generator = stream(seed, (1 << 61) + shuffle as u64);
    let mut positions: Vec<usize> = (0..size).collect();
    for last in (1..size).rev() {
        positions.swap(last, below(&mut generator, last + 1));
    }
    positions
}

/// A stream of the counter-based generator.
pub fn stream(seed: u64, stream: u64) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(stream);
    generator
}

/// A whole number below a bound: the high half of a product maps 32 random bits to it with a bias below bound/2³².
pub fn below(generator: &mut ChaCha8Rng, bound: usize) -> usize {
    ((u64::from(generator.next_u32()) * bound as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_holds_every_position_once_and_favours_no_order() {
        // Each of the 6 orders of 3 is expected 1,000 times in 6,000; the standard deviation is 29.
        let mut orders = std::collections::BTreeMap::new();
        for shuffle in 0..6_000 {
            *orders.entry(shuffled(3, shuffle, 1)).or_insert(0_i32) += 1;
        }
        assert_eq!(orders.len(), 6);
        assert!(orders.values().all(|count| (count - 1_000).abs() < 120), "{orders:?}");
    }

    #[test]
    fn each_position_is_drawn_alike() {
        // 4,000 draws of 5 positions: 4,000 of each expected, with a standard deviation of 57.
        let mut counts = [0_i32; 5];
        (0..4_000).flat_map(|resample| drawn_again(5, resample, 1)).for_each(|drawn| counts[drawn] += 1);
        assert!(counts.iter().all(|count| (count - 4_000).abs() < 230), "{counts:?}");
    }
}
