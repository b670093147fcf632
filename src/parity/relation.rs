//! The relations of a language to the pivot: a row each.

use crate::count::Tally;
use crate::metric::{Definition, ratio};

/// A number about one language against the pivot, under one tokenizer.
#[derive(Debug)]
pub struct Relation {
    pub definition: Definition,
    /// Whether it is about the text alone, and so the same under every tokenizer.
    pub of_text: bool,
    /// The value from the summed tallies of the language and of the pivot, over the same segments.
    pub value: fn(&Tally, &Tally) -> Option<f64>,
}

/// Every relation; the premium first. L the language, P the pivot.
///
/// `factor_*` multiply to the premium, and so do `word_factor_*`.
pub const RELATIONS: &[Relation] = &[
    Relation {
        definition: Definition::new("premium", "Premium", "×", "ΣT(L) / ΣT(P) (Petrov et al. 2023)"),
        of_text: false,
        value: |language, pivot| ratio(language.tokens, pivot.tokens),
    },
    Relation {
        definition: Definition::new("factor_chars", "Says more", "×", "ΣC(L) / ΣC(P)"),
        of_text: true,
        value: |language, pivot| ratio(language.chars, pivot.chars),
    },
    Relation {
        definition: Definition::new(
            "factor_bytes_per_char",
            "Wider characters",
            "×",
            "[ΣB(L) / ΣC(L)] / [ΣB(P) / ΣC(P)]",
        ),
        of_text: true,
        value: |language, pivot| {
            quotient(ratio(language.bytes, language.chars), ratio(pivot.bytes, pivot.chars))
        },
    },
    Relation {
        definition: Definition::new(
            "factor_tokens_per_byte",
            "Worse vocabulary",
            "×",
            "[ΣT(L) / ΣB(L)] / [ΣT(P) / ΣB(P)]",
        ),
        of_text: false,
        value: |language, pivot| {
            quotient(ratio(language.tokens, language.bytes), ratio(pivot.tokens, pivot.bytes))
        },
    },
    Relation {
        definition: Definition::new("word_factor_words", "More words", "×", "ΣW(L) / ΣW(P)").of_words(),
        of_text: true,
        value: |language, pivot| ratio(language.words, pivot.words),
    },
    Relation {
        definition: Definition::new(
            "word_factor_fertility",
            "More tokens per word",
            "×",
            "fertility(L) / fertility(P); not a cost ratio",
        )
        .of_words(),
        of_text: false,
        value: |language, pivot| {
            quotient(ratio(language.tokens, language.words), ratio(pivot.tokens, pivot.words))
        },
    },
    Relation {
        definition: Definition::new(
            "byte_premium",
            "Byte premium",
            "×",
            "ΣB(L) / ΣB(P) (Arnett et al. 2024)",
        ),
        of_text: true,
        value: |language, pivot| ratio(language.bytes, pivot.bytes),
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
        (relation.value)(language, pivot).expect("defined")
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
            for relation in RELATIONS.iter().filter(|relation| relation.of_text) {
                let same = (relation.value)(&other(language), &pivot);
                prop_assert_eq!(same, (relation.value)(&language, &pivot));
            }
        }

        #[test]
        fn the_premium_of_the_pivot_is_exactly_1(pivot in tally()) {
            for relation in RELATIONS {
                prop_assert_eq!((relation.value)(&pivot, &pivot), Some(1.0));
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
