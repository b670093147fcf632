//! Labels in a column that keep their distance, each as near to its place as can be.

/// Positions with at least `gap` between neighbours, within `from` and `to` if there is room, and with the least sum of
/// squared shifts from the wanted ones, which are in ascending order.
///
/// Shifted back by their gaps, the positions must only not descend: isotonic regression, by pooling adjacent
/// violators (Barlow et al. 1972).
pub fn dodge(wanted: &[f64], gap: f64, from: f64, to: f64) -> Vec<f64> {
    // Each block is the mean of its members, and how many they are.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (position, &place) in wanted.iter().enumerate() {
        let mut block = (place - position as f64 * gap, 1);
        while let Some(&(before, members)) = blocks.last().filter(|(before, _)| *before > block.0) {
            blocks.pop();
            let all = members + block.1;
            block = ((before * members as f64 + block.0 * block.1 as f64) / all as f64, all);
        }
        blocks.push(block);
    }
    // The best positions within bounds are the best ones without, cut at the bounds.
    let last = to - wanted.len().saturating_sub(1) as f64 * gap;
    let bounded = |place: f64| place.min(last).max(from);
    let places = blocks.into_iter().flat_map(|(place, members)| std::iter::repeat_n(bounded(place), members));
    places.enumerate().map(|(position, place)| place + position as f64 * gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_room_stay() {
        assert_eq!(dodge(&[0.0, 10.0, 30.0], 10.0, 0.0, 100.0), [0.0, 10.0, 30.0]);
        assert_eq!(dodge(&[], 10.0, 0.0, 100.0), [0.0; 0]);
    }

    #[test]
    fn labels_of_one_place_part_to_both_sides() {
        assert_eq!(dodge(&[50.0, 50.0, 50.0], 10.0, 0.0, 100.0), [40.0, 50.0, 60.0]);
        // 48, 50 and 52 are pooled to 50 − 10, 50, 50 + 10; 90 is far enough.
        assert_eq!(dodge(&[48.0, 50.0, 52.0, 90.0], 10.0, 0.0, 100.0), [40.0, 50.0, 60.0, 90.0]);
    }

    #[test]
    fn labels_stay_within_bounds_while_there_is_room() {
        assert_eq!(dodge(&[0.0, 0.0], 10.0, 0.0, 100.0), [0.0, 10.0]);
        assert_eq!(dodge(&[99.0, 100.0], 10.0, 0.0, 100.0), [90.0, 100.0]);
        // No room for four: they begin at the start.
        assert_eq!(dodge(&[5.0; 4], 10.0, 0.0, 20.0), [0.0, 10.0, 20.0, 30.0]);
    }
}
