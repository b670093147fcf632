//! Statistics of frequencies.

use super::catalogue::ratio;
use crate::count::Spectrum;

/// Rényi's entropy of the frequencies in bits, log₂(Σ p^α) / (1 − α) (Rényi 1961); at α = 1 its limit, Shannon's
/// −Σ p·log₂ p. `None` of nothing.
pub fn renyi_entropy(spectrum: &Spectrum, order: f64) -> Option<f64> {
    let total = spectrum.total();
    let shares = spectrum.frequencies().filter_map(|(_, frequency)| ratio(frequency, total));
    let entropy = if order == 1.0 {
        // Not `sum`, whose nothing is −0.
        shares.fold(0.0, |entropy, share| entropy - share * share.log2())
    } else {
        shares.map(|share| share.powf(order)).sum::<f64>().log2() / (1.0 - order)
    };
    (total > 0).then_some(entropy)
}

/// Rényi's entropy over the largest that as many different numbers can have (Zouhar et al. 2023): 1 if all are equally
/// frequent. `None` for fewer than two.
pub fn renyi_efficiency(spectrum: &Spectrum, order: f64) -> Option<f64> {
    let largest = (spectrum.distinct() as f64).log2();
    renyi_entropy(spectrum, order).filter(|_| spectrum.distinct() > 1).map(|entropy| entropy / largest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Option<f64>, expected: f64) {
        let found = found.expect("defined");
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    /// `tokenization_scorer.score(["the cat sat on the mat the end", "a cat a mat"], metric="renyi", power=α)`: seven
    /// words that occur 3, 2, 2, 2, 1, 1 and 1 times. At α = 1 its metric is named `shannon`.
    #[test]
    fn the_efficiency_is_that_of_tokenization_scorer() {
        let words: Spectrum = [0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6].into_iter().collect();
        close(renyi_efficiency(&words, 2.5), 0.9048286133439395);
        close(renyi_efficiency(&words, 2.0), 0.9207822211616017);
        close(renyi_efficiency(&words, 1.0), 0.9577420562022178);
    }

    #[test]
    fn one_word_alone_has_no_entropy_and_no_efficiency() {
        let one: Spectrum = [4, 4].into_iter().collect();
        assert_eq!(renyi_entropy(&one, 1.0), Some(0.0));
        assert_eq!(renyi_efficiency(&one, 2.5), None);
        assert_eq!(renyi_entropy(&Spectrum::default(), 2.5), None);
    }
}
