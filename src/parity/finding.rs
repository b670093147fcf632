//! What may be said about an association, and what may not.

use super::association::{Association, LINKS, Link};
use super::interval::Interval;

/// Fewer languages allow no verdict.
pub const FEWEST: usize = 8;

/// What the numbers allow to say about scores and premiums. Nothing here is about causes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Finding {
    /// Fewer languages than [`FEWEST`].
    TooFew,
    /// All premiums or all scores are the same.
    NoOrder,
    /// There were no resamples to say how sure it is.
    NoInterval,
    /// The interval of Spearman's ρ covers zero.
    Unsure,
    /// Higher premiums go with lower scores.
    Lower { carried_by: Option<usize> },
    /// Higher premiums go with higher scores.
    Higher { carried_by: Option<usize> },
}

impl Association {
    /// How Spearman's ρ goes, on which the finding rests.
    pub fn headline(&self) -> &Link {
        &self.links[0]
    }

    /// A link by the id of its measure; `None` for an id that is none.
    pub fn link(&self, id: &str) -> Option<&Link> {
        LINKS.iter().zip(&self.links).find(|(measure, _)| measure.definition.id == id).map(|(_, link)| link)
    }

    /// What may be said.
    pub fn finding(&self) -> Finding {
        let link = self.headline();
        let Some(value) = link.value.filter(|_| self.points.len() >= FEWEST) else {
            return if self.points.len() < FEWEST { Finding::TooFew } else { Finding::NoOrder };
        };
        let carried_by = carried_by(link);
        match link.interval {
            None => Finding::NoInterval,
            Some(interval) if covers_zero(interval) => Finding::Unsure,
            Some(_) if value < 0.0 => Finding::Lower { carried_by },
            Some(_) => Finding::Higher { carried_by },
        }
    }
}

impl Link {
    /// The point whose absence moves the value most, either way; the first of several.
    pub fn most_influential(&self) -> Option<usize> {
        let value = self.value?;
        let moves = self.without.iter().enumerate().filter_map(|(point, left)| Some((point, (*left)?)));
        let move_of = |left: f64| rounded((left - value).abs());
        moves.min_by(|(_, a), (_, b)| move_of(*b).total_cmp(&move_of(*a))).map(|(point, _)| point)
    }
}

/// The point without which least is left of a value, in its own direction, and what is left; the first of several.
pub fn weakest(value: f64, without: &[Option<f64>]) -> Option<(usize, f64)> {
    let left = without.iter().enumerate().filter_map(|(point, left)| Some((point, (*left)?)));
    let strength = |left: f64| rounded(left * value.signum());
    left.min_by(|(_, a), (_, b)| strength(*a).total_cmp(&strength(*b)))
}

/// Values that differ by the error of a sum are the same value, and their order is that of the points.
fn rounded(value: f64) -> f64 {
    (value * 1e9).round()
}

/// Whether zero lies within, or on the edge.
pub fn covers_zero(interval: Interval) -> bool {
    interval.low <= 0.0 && interval.high >= 0.0
}

/// The point without which the interval covers zero, while with it it does not.
fn carried_by(link: &Link) -> Option<usize> {
    let weakest = link.weakest?;
    weakest.interval.is_none_or(covers_zero).then_some(weakest.point)
}

#[cfg(test)]
mod tests {
    use super::super::association::{Left, Point};
    use super::*;

    fn link(value: f64, interval: (f64, f64), without: &[f64], left: Option<(f64, f64)>) -> Link {
        let interval_of = |(low, high)| Interval { low, high };
        let without: Vec<Option<f64>> = without.iter().copied().map(Some).collect();
        let weakest = weakest(value, &without).map(|(point, value)| Left {
            point,
            value,
            interval: left.map(interval_of),
        });
        let interval = Some(interval_of(interval));
        Link { value: Some(value), interval, p: None, languages: without.len(), without, weakest }
    }

    fn association(languages: usize, link: Link) -> Association {
        let point = Point { language: 0, premium: 1.0, interval: None, score: 1.0, control: None };
        Association { tokenizer: 0, points: vec![point; languages], links: vec![link], rivals: Vec::new() }
    }

    #[test]
    fn a_finding_needs_languages_and_an_interval_away_from_zero() {
        let strong = || link(-0.8, (-0.9, -0.5), &[-0.9, -0.7], Some((-0.9, -0.2)));
        assert_eq!(association(7, strong()).finding(), Finding::TooFew);
        assert_eq!(association(8, strong()).finding(), Finding::Lower { carried_by: None });
        let unsure = link(-0.4, (-0.8, 0.1), &[-0.5, -0.3], None);
        assert_eq!(association(8, unsure).finding(), Finding::Unsure);
        assert_eq!(association(8, Link { value: None, ..strong() }).finding(), Finding::NoOrder);
        assert_eq!(association(8, Link { interval: None, ..strong() }).finding(), Finding::NoInterval);
    }

    #[test]
    fn one_language_carries_a_finding_that_covers_zero_without_it() {
        let carried = link(0.7, (0.2, 0.9), &[0.8, 0.3, 0.9], Some((-0.1, 0.6)));
        assert_eq!(association(8, carried).finding(), Finding::Higher { carried_by: Some(1) });
    }

    #[test]
    fn the_weakest_is_nearest_to_zero_or_across_it_and_the_most_influential_moves_most() {
        // Without the second a rising line falls.
        assert_eq!(weakest(0.5, &[Some(0.4), Some(-0.6), None]), Some((1, -0.6)));
        assert_eq!(weakest(-0.5, &[Some(-0.4), Some(-0.9), Some(-0.4 - 1e-15)]), Some((0, -0.4)));
        let link = link(-0.5, (-0.9, -0.1), &[-0.4, -0.9, -0.4], None);
        assert_eq!(link.most_influential(), Some(1));
    }
}
