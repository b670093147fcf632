//! The relations of a language to the pivot: a row each.

use super::resamples::{Drawn, ratios, ratios_of_ratios};
use crate::count::Quantity::{self, Bytes, Chars, Tokens, Words};
use crate::count::Tally;
use crate::metric::{Definition, ratio};

/// A number about one language against the pivot, under one tokenizer.
#[derive(Debug)]
pub struct Relation {
    pub definition: Definition,
    pub compared: Compared,
}

/// What of a language is set against the pivot: L the language, P the pivot.
#[derive(Clone, Copy, Debug)]
pub enum Compared {
    /// ΣX(L) / ΣX(P)
    Sums(Quantity),
    /// [ΣX(L) / ΣY(L)] / [ΣX(P) / ΣY(P)]
    Ratios(Quantity, Quantity),
    /// ΣX(L) / ΣY(L): what the pivot has would divide that of every language alike.
    Own(Quantity, Quantity),
}

impl Relation {
    /// The value from the summed tallies of the language and of the pivot, over the same segments.
    pub fn value(&self, language: &Tally, pivot: &Tally) -> Option<f64> {
        let of = |tally: &Tally, above, below| ratio(tally.of(above), tally.of(below));
        match self.compared {
            Compared::Sums(sum) => ratio(language.of(sum), pivot.of(sum)),
            Compared::Ratios(above, below) => quotient(of(language, above, below), of(pivot, above, below)),
            Compared::Own(above, below) => of(language, above, below),
        }
    }

    /// The same in every draw; `None` where it does not exist in one of them.
    pub fn in_draws(&self, language: &Drawn, pivot: &Drawn) -> Option<Vec<f64>> {
        match self.compared {
            Compared::Sums(sum) => ratios(language.of(sum), pivot.of(sum)),
            Compared::Ratios(above, below) => {
                let [language, pivot] = [language, pivot].map(|drawn| (drawn.of(above), drawn.of(below)));
                ratios_of_ratios(language, pivot)
            }
            Compared::Own(above, below) => language.ratios(above, below),
        }
    }

    /// Whether it is about the text alone, and so the same under every tokenizer.
    pub fn is_of_text(&self) -> bool {
        match self.compared {
            Compared::Sums(sum) => sum.is_of_text(),
            Compared::Ratios(above, below) | Compared::Own(above, below) => {
                above.is_of_text() && below.is_of_text()
            }
        }
    }
}

/// Every relation; the premium first. L the language, P the pivot.
///
/// `factor_*` multiply to the premium, and so do `word_factor_*`.
pub const RELATIONS: &[Relation] = &[
    Relation {
        definition: Definition::new("premium", "Premium", "×", "ΣT(L) / ΣT(P) (Petrov et al. 2023)"),
        compared: Compared::Sums(Tokens),
    },
    Relation {
        definition: Definition::new("factor_chars", "Says more", "×", "ΣC(L) / ΣC(P)"),
        compared: Compared::Sums(Chars),
    },
    Relation {
        definition: Definition::new(
            "factor_bytes_per_char",
            "Wider characters",
            "×",
            "[ΣB(L) / ΣC(L)] / [ΣB(P) / ΣC(P)]",
        ),
        compared: Compared::Ratios(Bytes, Chars),
    },
    Relation {
        definition: Definition::new(
            "factor_tokens_per_byte",
            "Worse vocabulary",
            "×",
            "[ΣT(L) / ΣB(L)] / [ΣT(P) / ΣB(P)]",
        ),
        compared: Compared::Ratios(Tokens, Bytes),
    },
    Relation {
        definition: Definition::new("word_factor_words", "More words", "×", "ΣW(L) / ΣW(P)").of_words(),
        compared: Compared::Sums(Words),
    },
    Relation {
        definition: Definition::new(
            "word_factor_fertility",
            "More tokens per word",
            "×",
            "fertility(L) / fertility(P); not a cost ratio",
        )
        .of_words(),
        compared: Compared::Ratios(Tokens, Words),
    },
    Relation {
        definition: Definition::new(
            "byte_premium",
            "Byte premium",
            "×",
            "ΣB(L) / ΣB(P) (Arnett et al. 2024)",
        ),
        compared: Compared::Sums(Bytes),
    },
];

/// A quotient; `None` where a part does not exist, or the lower one is not above 0.
pub fn quotient(above: Option<f64>, below: Option<f64>) -> Option<f64> {
    below.filter(|&below| below > 0.0).and_then(|below| above.map(|above| above / below))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(id: &str, language: &Tally, pivot: &Tally) -> f64 {
        let relation = RELATIONS.iter().find(|relation| relation.definition.id == id).expect("a relation");
        relation.value(language, pivot).expect("defined")
    }

    #[test]
    fn relations_by_hand() {
        let pivot = Tally { tokens: 10, words: 8, chars: 40, bytes: 40, ..Tally::default() };
        let language = Tally { tokens: 60, words: 12, chars: 50, bytes: 150, ..Tally::default() };
        for (id, expected) in [
            ("premium", 6.0),
            ("factor_chars", 1.25),
            ("factor_bytes_per_char", 3.0),
            ("factor_tokens_per_byte", 1.6),
            ("word_factor_words", 1.5),
            ("word_factor_fertility", 4.0),
            ("byte_premium", 3.75),
        ] {
            let found = value(id, &language, &pivot);
            assert!((found - expected).abs() < 1e-12, "{id}: {found}");
        }
    }

    fn tally() -> impl Strategy<Value = Tally> {
        prop::array::uniform12(1..1_000_000u64).prop_map(Tally::from_counts)
    }

    proptest! {
        #[test]
        fn factors_multiply_to_the_premium(language in tally(), pivot in tally()) {
            let premium = value("premium", &language, &pivot);
            for factors in [
                &["factor_chars", "factor_bytes_per_char", "factor_tokens_per_byte"][..],
                &["word_factor_words", "word_factor_fertility"][..],
            ] {
                let product: f64 = factors.iter().map(|id| value(id, &language, &pivot)).product();
                prop_assert!((product / premium - 1.0).abs() < 1e-12);
            }
        }

        #[test]
        fn a_relation_of_text_has_no_tokens_in_it(language in tally(), pivot in tally(), tokens in 1..9u64) {
            let other = |tally: Tally| Tally { tokens: tally.tokens * (tokens + 1) + tokens, ..tally };
            for relation in RELATIONS.iter().filter(|relation| relation.is_of_text()) {
                let same = relation.value(&other(language), &pivot);
                prop_assert_eq!(same, relation.value(&language, &pivot));
            }
        }

        #[test]
        fn a_relation_in_draws_is_its_value_in_each(
            draws in prop::collection::vec(prop::array::uniform2(prop::array::uniform12(0..9u64)), 1..4),
        ) {
            let (languages, pivots): (Vec<Tally>, Vec<Tally>) =
                draws.into_iter().map(|[language, pivot]| (Tally::from_counts(language), Tally::from_counts(pivot))).unzip();
            for relation in RELATIONS {
                let values = languages.iter().zip(&pivots).map(|(language, pivot)| relation.value(language, pivot));
                let found = relation.in_draws(&Drawn::of_tallies(&languages), &Drawn::of_tallies(&pivots));
                prop_assert_eq!(found, values.collect::<Option<Vec<f64>>>());
            }
        }

        #[test]
        fn the_premium_of_the_pivot_is_exactly_1(pivot in tally()) {
            for relation in RELATIONS {
                prop_assert_eq!(relation.value(&pivot, &pivot), Some(1.0));
            }
        }

        #[test]
        fn tallies_add_in_any_order(mut tallies in prop::collection::vec(tally(), 1..20), split in 0..20usize) {
            let sum: Tally = tallies.iter().sum();
            tallies.reverse();
            let (front, back) = tallies.split_at(split.min(tallies.len()));
            prop_assert_eq!(back.iter().sum::<Tally>() + front.iter().sum::<Tally>(), sum);
        }
    }
}
