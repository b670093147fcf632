//! How unequal the premiums of a tokenizer are: a row each.

use std::collections::BTreeMap;

use crate::corpus::Language;
use crate::count::Counts;
use crate::metric::{Definition, is_unwritable};
use crate::stats::{Ascending, Weighted};

/// A number about all languages under one tokenizer.
#[derive(Debug)]
pub struct Spread {
    pub definition: Definition,
    /// Who counts how much.
    pub by: Weight,
    /// The value from the premiums.
    pub value: fn(&Premiums) -> Option<f64>,
}

/// How much a language counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// All languages alike.
    Languages,
    /// By speakers; languages without a figure are left out.
    Speakers,
}

/// The weight of each language, by languages and by speakers; `None` for one that does not count.
pub type Weights = [Vec<Option<f64>>; 2];

/// How much each language counts under a tokenizer: one that it cannot write has no cost, and so does not.
pub fn weights(counts: &Counts, tokenizer: usize) -> Weights {
    [Weight::Languages, Weight::Speakers].map(|weight| {
        let counted = |(language, weight): (usize, Option<f64>)| {
            weight.filter(|_| !is_unwritable(counts, tokenizer, language))
        };
        weight.of(&counts.languages).into_iter().enumerate().map(counted).collect()
    })
}

/// The premiums of a tokenizer with the weights of their languages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Premiums {
    /// The pivot, whose premium is 1, among them.
    pub everybody: Ascending,
    pub others: Ascending,
}

impl Weight {
    /// The weight of each language; `None` where it has none.
    ///
    /// A language that stands in the corpus in several scripts or regions has its speakers counted once: they
    /// are shared out equally, since nobody counts who reads which.
    pub fn of(self, languages: &[Language]) -> Vec<Option<f64>> {
        fn name(language: &Language) -> &str {
            language.code.split('_').next().unwrap_or_default()
        }
        let mut written = BTreeMap::<&str, usize>::new();
        for language in languages {
            *written.entry(name(language)).or_default() += 1;
        }
        let weight = |language: &Language| match self {
            Weight::Languages => Some(1.0),
            Weight::Speakers => {
                language.speakers.map(|speakers| speakers as f64 / written[name(language)] as f64)
            }
        };
        languages.iter().map(weight).collect()
    }
}

impl Premiums {
    /// Takes the premiums of languages that have a weight, from those in ascending order.
    fn take(&mut self, ascending: &[(Weighted, usize)], weights: &[Option<f64>], pivot: usize) {
        let weighing = |(premium, language): &(Weighted, usize)| Some(premium.weighing(weights[*language]?));
        self.everybody.fill(ascending.iter().filter_map(weighing));
        self.others.fill(ascending.iter().filter(|(_, language)| *language != pivot).filter_map(weighing));
    }
}

/// Every measure of spread. c are the premiums of the languages other than the pivot; measures of inequality
/// are about everybody. w are the weights, which are 1 or the speakers (Unicode CLDR).
pub const SPREADS: &[Spread] = &[
    Spread {
        definition: Definition::new("premium_median", "Median premium", "×", "median of c"),
        by: Weight::Languages,
        value: |premiums| premiums.others.quantile(0.5),
    },
    Spread {
        definition: Definition::new(
            "premium_p90",
            "90th percentile of premiums",
            "×",
            "type 7 quantile of c",
        ),
        by: Weight::Languages,
        value: |premiums| premiums.others.quantile(0.9),
    },
    Spread {
        definition: Definition::new("premium_max", "Largest premium", "×", "largest c"),
        by: Weight::Languages,
        value: |premiums| premiums.others.largest(),
    },
    Spread {
        definition: Definition::new(
            "premium_max_over_min",
            "Largest over smallest premium",
            "×",
            "largest c / smallest c, the pivot among them",
        ),
        by: Weight::Languages,
        value: |premiums| {
            let (smallest, largest) = (premiums.everybody.smallest()?, premiums.everybody.largest()?);
            (smallest > 0.0).then(|| largest / smallest)
        },
    },
    Spread {
        definition: Definition::new(
            "premium_gini",
            "Gini coefficient of premiums",
            "",
            "Σ|cᵢ−cⱼ| / (2n²μ), the pivot among them; languages count alike",
        ),
        by: Weight::Languages,
        value: |premiums| premiums.everybody.gini(),
    },
    Spread {
        definition: Definition::new(
            "premium_theil",
            "Theil index of premiums",
            "",
            "Σ (c/μ)·ln(c/μ) / n, the pivot among them; languages count alike",
        ),
        by: Weight::Languages,
        value: |premiums| premiums.everybody.theil(),
    },
    Spread {
        definition: Definition::new(
            "tokens_of_dearest_tenth",
            "Share of tokens of the dearest tenth of languages",
            "",
            "1 − L(0.9), L the Lorenz curve of c with the pivot; languages count alike",
        ),
        by: Weight::Languages,
        value: |premiums| premiums.everybody.share_of_largest(0.1),
    },
    Spread {
        definition: Definition::new("share_over_2x", "Share of languages over 2×", "", "share of c > 2"),
        by: Weight::Languages,
        value: |premiums| premiums.others.share_above(2.0),
    },
    Spread {
        definition: Definition::new("share_over_4x", "Share of languages over 4×", "", "share of c > 4"),
        by: Weight::Languages,
        value: |premiums| premiums.others.share_above(4.0),
    },
    Spread {
        definition: Definition::new(
            "premium_mean_speakers",
            "Mean premium by speakers",
            "×",
            "Σwc / Σw, w the speakers",
        ),
        by: Weight::Speakers,
        value: |premiums| premiums.others.mean(),
    },
    Spread {
        definition: Definition::new(
            "premium_gini_speakers",
            "Gini coefficient of premiums by speakers",
            "",
            "Σwᵢwⱼ|cᵢ−cⱼ| / (2W²μ), W = Σw the speakers, the pivot among them",
        ),
        by: Weight::Speakers,
        value: |premiums| premiums.everybody.gini(),
    },
    Spread {
        definition: Definition::new(
            "premium_theil_speakers",
            "Theil index of premiums by speakers",
            "",
            "Σw·(c/μ)·ln(c/μ) / Σw, w the speakers, the pivot among them",
        ),
        by: Weight::Speakers,
        value: |premiums| premiums.everybody.theil(),
    },
    Spread {
        definition: Definition::new(
            "tokens_of_dearest_tenth_speakers",
            "Share of tokens of the tenth of speakers who pay most",
            "",
            "1 − L(0.9), L the Lorenz curve of c with the pivot by w the speakers",
        ),
        by: Weight::Speakers,
        value: |premiums| premiums.everybody.share_of_largest(0.1),
    },
    Spread {
        definition: Definition::new(
            "speakers_over_2x",
            "Share of speakers over 2×",
            "",
            "share of w with c > 2",
        ),
        by: Weight::Speakers,
        value: |premiums| premiums.others.share_above(2.0),
    },
    Spread {
        definition: Definition::new(
            "speakers_over_4x",
            "Share of speakers over 4×",
            "",
            "share of w with c > 4",
        ),
        by: Weight::Speakers,
        value: |premiums| premiums.others.share_above(4.0),
    },
];

/// The value of each of [`SPREADS`].
pub type Values = [Option<f64>; SPREADS.len()];

/// Works out the spreads of one list of premiums after another, as resamples give them.
pub struct Spreading<'a> {
    weights: &'a Weights,
    pivot: usize,
    /// Premiums with the positions of their languages, in ascending order; infinite for one that does not exist. The next
    /// list is nearly in the order of the last.
    ascending: Vec<(f64, usize)>,
    /// Those that exist.
    found: Vec<(Weighted, usize)>,
    alike: Premiums,
    by_speakers: Premiums,
}

impl Spreading<'_> {
    pub fn new(weights: &Weights, pivot: usize) -> Spreading<'_> {
        let ascending = (0..weights[0].len()).map(|language| (f64::INFINITY, language)).collect();
        let [alike, by_speakers] = [Premiums::default(), Premiums::default()];
        Spreading { weights, pivot, ascending, found: Vec::new(), alike, by_speakers }
    }

    /// The spreads, from the premium of each language.
    pub fn of(&mut self, premium: impl Fn(usize) -> Option<f64>) -> Values {
        for (value, language) in &mut self.ascending {
            *value = premium(*language).unwrap_or(f64::INFINITY);
        }
        sort_nearly_sorted(&mut self.ascending);
        let exists = |(premium, _): &&(f64, usize)| premium.is_finite();
        self.found.clear();
        self.found.extend(
            self.ascending
                .iter()
                .take_while(exists)
                .map(|&(premium, language)| (Weighted::new(premium, 1.0), language)),
        );
        let [languages, speakers] = self.weights;
        self.alike.take(&self.found, languages, self.pivot);
        self.by_speakers.take(&self.found, speakers, self.pivot);
        let value = |spread: usize| match SPREADS[spread].by {
            Weight::Languages => (SPREADS[spread].value)(&self.alike),
            Weight::Speakers => (SPREADS[spread].value)(&self.by_speakers),
        };
        std::array::from_fn(value)
    }
}

/// Sorts by insertion: in a time that grows with the disorder.
fn sort_nearly_sorted(list: &mut [(f64, usize)]) {
    for end in 1..list.len() {
        let (value, language) = list[end];
        let is_after =
            |&(before, other): &(f64, usize)| before > value || (before == value && other > language);
        let mut place = end;
        while place > 0 && is_after(&list[place - 1]) {
            list[place] = list[place - 1];
            place -= 1;
        }
        list[place] = (value, language);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(id: &str, premiums: &[f64], weights: &[f64]) -> Option<f64> {
        let with_pivot = |values: &[f64]| values.iter().copied().chain([1.0]).map(Some).collect::<Vec<_>>();
        let spread = SPREADS.iter().position(|spread| spread.definition.id == id).expect("a spread");
        let (premiums, weights) = (with_pivot(premiums), with_pivot(weights));
        let weights = [weights.clone(), weights];
        Spreading::new(&weights, premiums.len() - 1).of(|language| premiums[language])[spread]
    }

    #[test]
    fn spreads_by_hand() {
        let alike = |id: &str, premiums: &[f64]| value(id, premiums, &vec![1.0; premiums.len()]);
        let premiums = [1.5, 3.0, 2.0, 4.5];
        assert_eq!(alike("premium_median", &premiums), Some(2.5));
        assert_eq!(alike("premium_max", &premiums), Some(4.5));
        assert_eq!(alike("premium_max_over_min", &premiums), Some(4.5));
        assert_eq!(alike("share_over_2x", &premiums), Some(0.5));
        assert_eq!(alike("share_over_4x", &premiums), Some(0.25));
        // Position 0.9·3 = 2.7 between 3 and 4.5: 3 + 0.7·1.5.
        let p90 = alike("premium_p90", &premiums).expect("defined");
        assert!((p90 - 4.05).abs() < 1e-12);
        // 1, 3: Σ|cᵢ−cⱼ| = 4, 2n²μ = 2·4·2 = 16.
        assert_eq!(alike("premium_gini", &[3.0]), Some(0.25));
        assert_eq!(alike("premium_median", &[]), None);
        // (1.5·10 + 3·30) / 40; three of four speakers pay over 2×.
        assert_eq!(value("premium_mean_speakers", &[1.5, 3.0], &[10.0, 30.0]), Some(2.625));
        assert_eq!(value("speakers_over_2x", &[1.5, 3.0], &[10.0, 30.0]), Some(0.75));
    }

    #[test]
    fn a_list_gives_the_same_spreads_whatever_was_before_it() {
        let weights = [vec![Some(1.0); 4], vec![Some(1.0), None, Some(2.0), Some(5.0)]];
        let premium = |language: usize| [Some(1.0), Some(7.0), None, Some(3.0)][language];
        let mut used = Spreading::new(&weights, 0);
        used.of(|language| [Some(9.0), None, Some(2.0), Some(0.5)][language]);
        let found = used.of(premium);
        assert_eq!(found, Spreading::new(&weights, 0).of(premium));
        // The median of 7 and 3; (5·3) / 5.
        let mean = SPREADS.iter().position(|spread| spread.definition.id == "premium_mean_speakers");
        assert_eq!((found[0], mean.and_then(|mean| found[mean])), (Some(5.0), Some(3.0)));
    }

    #[test]
    fn speakers_of_a_language_in_two_scripts_count_once() {
        let language = |code: &str| Language::resolve(code).expect("a code").language;
        let languages = ["eng_Latn", "zho_Hans", "zho_Hant", "knc_Arab"].map(language);
        let weights = Weight::Speakers.of(&languages);
        assert_eq!(weights[1], weights[2]);
        assert_eq!(weights[1].zip(weights[2]).map(|(a, b)| a + b), languages[1].speakers.map(|n| n as f64));
        assert_eq!(weights[3], None);
    }
}
