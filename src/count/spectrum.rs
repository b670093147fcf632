//! Frequencies, which add up as tallies do.

use std::iter::Sum;

/// How often each of some whole numbers occurs. Spectra add in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spectrum {
    /// Numbers in ascending order, each with its frequency.
    frequencies: Vec<(u32, u64)>,
}

impl Spectrum {
    /// Each number that occurs, in ascending order, with its frequency.
    pub fn frequencies(&self) -> impl DoubleEndedIterator<Item = (u32, u64)> + Clone + '_ {
        self.frequencies.iter().copied()
    }

    /// How many different numbers occur.
    pub fn distinct(&self) -> u64 {
        self.frequencies.len() as u64
    }

    /// The sum of all frequencies.
    pub fn total(&self) -> u64 {
        self.frequencies.iter().map(|(_, frequency)| frequency).sum()
    }

    fn gathered(mut frequencies: Vec<(u32, u64)>) -> Spectrum {
        frequencies.sort_unstable_by_key(|(number, _)| *number);
        frequencies.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        Spectrum { frequencies }
    }
}

impl FromIterator<u32> for Spectrum {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Spectrum {
        Spectrum::gathered(numbers.into_iter().map(|number| (number, 1)).collect())
    }
}

impl Sum for Spectrum {
    fn sum<I: Iterator<Item = Spectrum>>(spectra: I) -> Spectrum {
        Spectrum::gathered(spectra.flat_map(|spectrum| spectrum.frequencies).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spectrum_of_parts_is_the_sum_of_their_spectra() {
        let whole: Spectrum = [7, 3, 7, 1, 3, 7].into_iter().collect();
        let parts = [[7, 3, 7], [1, 3, 7]].map(|part| part.into_iter().collect::<Spectrum>());
        assert_eq!(parts.into_iter().sum::<Spectrum>(), whole);
        assert_eq!(whole.frequencies().collect::<Vec<_>>(), [(1, 1), (3, 2), (7, 3)]);
        assert_eq!((whole.distinct(), whole.total()), (3, 6));
    }
}
