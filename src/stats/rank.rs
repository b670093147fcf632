//! Places in an order.

/// The rank of each value from 1 for the smallest; values that tie share the middle of their ranks.
pub fn mid_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    for tied in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let middle = first as f64 + (tied.len() + 1) as f64 / 2.0;
        for &position in tied {
            ranks[position] = middle;
        }
        first += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_the_middle_of_their_ranks() {
        assert_eq!(mid_ranks(&[30.0, 10.0, 20.0, 20.0]), [4.0, 1.0, 2.5, 2.5]);
        assert_eq!(mid_ranks(&[7.0, 7.0, 7.0]), [2.0; 3]);
        assert_eq!(mid_ranks(&[]), [] as [f64; 0]);
    }
}
