//! Across corpora: how much does a premium move with the kind of text, beside what sampling alone would move it?

use super::interval::Interval;
use crate::stats;

/// The premium of one language under one tokenizer in several corpora.
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    /// Positions of the corpora with the lowest and with the highest premium.
    pub lowest: usize,
    pub highest: usize,
    /// Highest premium over lowest: 1 where the kind of text makes no difference.
    pub moves: f64,
    /// Upper end of the interval over the lower end, geometric mean of the corpora; `None` without intervals.
    pub sampling: Option<f64>,
    /// ln moves over ln sampling: how many intervals wide the move is. `None` without intervals, or where they have no
    /// width.
    pub intervals: Option<f64>,
    /// Whether the interval of the lowest premium ends below that of the highest.
    pub apart: Option<bool>,
}

/// Compares premiums with their intervals, one a corpus; `None` for fewer than two, or for one of 0.
pub fn register(premiums: &[(f64, Option<Interval>)]) -> Option<Register> {
    if premiums.len() < 2 || premiums.iter().any(|(premium, _)| *premium <= 0.0) {
        return None;
    }
    let order = |a: &usize, b: &usize| premiums[*a].0.total_cmp(&premiums[*b].0);
    let lowest = (0..premiums.len()).min_by(order)?;
    let highest = (0..premiums.len()).max_by(order)?;
    let moves = premiums[highest].0 / premiums[lowest].0;
    let widths: Option<Vec<f64>> = premiums
        .iter()
        .map(|(_, interval)| interval.filter(|it| it.low > 0.0).map(|it| (it.high / it.low).ln()))
        .collect();
    let width = widths.and_then(|widths| stats::mean(&widths));
    let apart = premiums[lowest].1.zip(premiums[highest].1).map(|(low, high)| low.high < high.low);
    Some(Register {
        lowest,
        highest,
        moves,
        sampling: width.map(f64::exp),
        intervals: width.filter(|&width| width > 0.0).map(|width| moves.ln() / width),
        apart,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn premium(value: f64, low: f64, high: f64) -> (f64, Option<Interval>) {
        (value, Some(Interval { low, high }))
    }

    #[test]
    fn a_register_by_hand() {
        // 4 over 2; intervals of a ratio of 2 and of ½·… : 2.8/1.4 = 2 and 4.2/2.1 = 2.
        let found = register(&[premium(4.0, 2.1, 4.2), premium(2.0, 1.4, 2.8)]).expect("two corpora");
        assert_eq!((found.lowest, found.highest, found.moves, found.apart), (1, 0, 2.0, Some(false)));
        assert!((found.sampling.expect("intervals") - 2.0).abs() < 1e-12);
        assert!((found.intervals.expect("intervals") - 1.0).abs() < 1e-12);
        assert_eq!(
            register(&[premium(4.0, 3.9, 4.1), premium(2.0, 1.9, 2.1)]).and_then(|it| it.apart),
            Some(true)
        );
    }

    #[test]
    fn one_corpus_has_no_register_and_no_width_no_ratio() {
        assert_eq!(register(&[premium(4.0, 3.0, 5.0)]), None);
        let exact = register(&[premium(4.0, 4.0, 4.0), premium(2.0, 2.0, 2.0)]).expect("two corpora");
        assert_eq!((exact.sampling, exact.intervals), (Some(1.0), None));
        let bare = register(&[(4.0, None), (2.0, None)]).expect("two corpora");
        assert_eq!((bare.moves, bare.sampling, bare.apart), (2.0, None, None));
    }
}
