//! The log2 axis: twice as much is equally far everywhere.

/// Maps ratios to positions.
#[derive(Clone, Copy, Debug)]
pub struct Log2 {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Log2 {
    /// An axis between two positions that holds all values, 1× and 2×, and ends on quarters of a doubling.
    /// Zero has no place on it.
    pub fn holding(values: impl Iterator<Item = f64>, from: f64, to: f64) -> Log2 {
        let (low, high) = values
            .filter(|value| *value > 0.0)
            .fold((1.0_f64, 2.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        Log2 { low: (low.log2() * 4.0).floor() / 4.0, high: (high.log2() * 4.0).ceil() / 4.0, from, to }
    }

    /// The position of a value; the nearer end for one beyond the axis.
    pub fn position(&self, value: f64) -> f64 {
        let share = ((value.log2() - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.from + (self.to - self.from) * share
    }

    /// The powers of two on the axis.
    pub fn ticks(&self) -> impl Iterator<Item = f64> {
        (self.low.ceil() as i32..=self.high.floor() as i32).map(|exponent| 2.0_f64.powi(exponent))
    }
}

/// A power of two as it stands at a tick: ½, 1, 2.
pub fn tick_label(value: f64) -> String {
    match value {
        0.5 => "½".to_owned(),
        0.25 => "¼".to_owned(),
        _ if value < 1.0 => format!("1/{}", 1.0 / value),
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubling_moves_by_the_same_step() {
        let axis = Log2::holding([1.3, 16.0].into_iter(), 100.0, 500.0);
        assert_eq!(axis.ticks().collect::<Vec<_>>(), [1.0, 2.0, 4.0, 8.0, 16.0]);
        assert_eq!([1.0, 2.0, 16.0].map(|value| axis.position(value)), [100.0, 200.0, 500.0]);
    }

    #[test]
    fn zero_is_drawn_at_the_end() {
        let axis = Log2::holding([0.0, 4.0].into_iter(), 10.0, 20.0);
        assert_eq!(axis.ticks().collect::<Vec<_>>(), [1.0, 2.0, 4.0]);
        assert_eq!(axis.position(0.0), 10.0);
    }

    #[test]
    fn values_below_1_extend_the_axis() {
        // log2 of 0.4 is −1.32, of 3 is 1.58: the axis runs from −1.5 to 1.75.
        let axis = Log2::holding([0.4, 3.0].into_iter(), 0.0, 13.0);
        assert_eq!(axis.ticks().map(tick_label).collect::<Vec<_>>(), ["½", "1", "2"]);
        assert_eq!([0.5, 1.0].map(|value| axis.position(value)), [2.0, 6.0]);
    }
}
