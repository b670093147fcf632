//! Axes: log2, where twice as much is equally far everywhere, and linear.

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

    /// An axis between two positions from the smallest value to the largest, and at least a doubling long.
    pub fn spanning(values: impl Iterator<Item = f64>, from: f64, to: f64) -> Log2 {
        let (low, high) = values
            .map(f64::log2)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = if low <= high { (low, high) } else { (0.0, 1.0) };
        let missing = (1.0 - (high - low)).max(0.0) / 2.0;
        Log2 { low: low - missing, high: high + missing, from, to }
    }

    /// Round numbers on the axis: powers of two, and as many between them as a short axis needs.
    pub fn fine_ticks(&self) -> Vec<f64> {
        const ENOUGH: usize = 4;
        const WITHIN_A_DOUBLING: [&[f64]; 3] = [&[1.0], &[1.0, 1.5], &[1.0, 1.25, 1.5, 1.75]];
        let ticks = |within: &[f64]| {
            let powers =
                (self.low.floor() as i32..=self.high.floor() as i32).map(|power| 2.0_f64.powi(power));
            let all = powers.flat_map(|power| within.iter().map(move |factor| power * factor));
            all.filter(|tick| (self.low..=self.high).contains(&tick.log2())).collect::<Vec<_>>()
        };
        let enough = WITHIN_A_DOUBLING.iter().map(|within| ticks(within)).find(|ticks| ticks.len() >= ENOUGH);
        enough.unwrap_or_else(|| ticks(WITHIN_A_DOUBLING[2]))
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

/// Maps numbers to positions.
#[derive(Clone, Copy, Debug)]
pub struct Linear {
    low: f64,
    high: f64,
    step: f64,
    from: f64,
    to: f64,
}

impl Linear {
    /// An axis between two positions that holds all values and ends on round numbers.
    pub fn holding(values: impl Iterator<Item = f64>, from: f64, to: f64) -> Linear {
        const STEPS: f64 = 5.0;
        let (low, high) = values
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let range = if high > low { high - low } else { high.abs().max(1.0) };
        let power = 10.0_f64.powf((range / STEPS).log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power).into_iter();
        let step = step.fold(f64::NAN, |found, step| if found * STEPS >= range { found } else { step });
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        Linear { low, high: if high > low { high } else { low + step }, step, from, to }
    }

    /// The position of a value.
    pub fn position(&self, value: f64) -> f64 {
        self.from + (self.to - self.from) * (value - self.low) / (self.high - self.low)
    }

    /// Whether a value lies on the axis.
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// The round numbers on the axis.
    pub fn ticks(&self) -> impl Iterator<Item = f64> {
        let steps = ((self.high - self.low) / self.step).round() as u32;
        (0..=steps).map(|at| self.low + f64::from(at) * self.step)
    }

    /// A round number with the digits that its step needs.
    pub fn tick_label(&self, value: f64) -> String {
        let digits = (-self.step.log10().floor()).max(0.0) as usize;
        format!("{value:.digits$}").replace('-', "−")
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
    fn a_short_axis_has_ticks_between_doublings() {
        let axis = Log2::spanning([1.0, 2.2].into_iter(), 0.0, 100.0);
        assert_eq!(axis.fine_ticks(), [1.0, 1.25, 1.5, 1.75, 2.0]);
        assert_eq!(axis.position(1.0), 0.0);
        let axis = Log2::spanning([1.0, 8.8].into_iter(), 0.0, 100.0);
        assert_eq!(axis.fine_ticks(), [1.0, 2.0, 4.0, 8.0]);
        // One value stands in the middle of a doubling.
        assert_eq!(Log2::spanning([3.0].into_iter(), 0.0, 10.0).position(3.0), 5.0);
    }

    #[test]
    fn a_linear_axis_ends_on_round_numbers() {
        let ticks = |values: &[f64]| {
            let axis = Linear::holding(values.iter().copied(), 0.0, 10.0);
            axis.ticks().map(|tick| axis.tick_label(tick)).collect::<Vec<_>>()
        };
        assert_eq!(ticks(&[5.4, 38.2]), ["0", "10", "20", "30", "40"]);
        assert_eq!(ticks(&[0.62, 0.71]), ["0.62", "0.64", "0.66", "0.68", "0.70", "0.72"]);
        assert_eq!(ticks(&[-3.0, 4.0]), ["−4", "−2", "0", "2", "4"]);
        assert_eq!(ticks(&[7.0, 7.0]), ["6", "8"]);
        assert_eq!(Linear::holding([0.0, 40.0].into_iter(), 100.0, 0.0).position(10.0), 75.0);
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
