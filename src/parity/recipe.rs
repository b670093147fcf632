//! The recipes by which people work out what a language costs: a row each, the premium first.

use super::relation::{RELATIONS, quotient};
use crate::corpus::Rewriting;
use crate::count::{Tally, Variant, WordRule};
use crate::metric::{Definition, ratio};
use crate::stats;

/// A way to a number that stands for the cost of a language.
#[derive(Debug)]
pub struct Recipe {
    pub definition: Definition,
    /// What is counted.
    pub variant: Variant,
    /// The value from the segments of the language and of the pivot, which are as many.
    pub value: fn(&[Tally], &[Tally]) -> Option<f64>,
}

impl Recipe {
    /// The rule by which its words are cut, if it has words.
    pub fn word_rule(&self) -> Option<WordRule> {
        match self.variant {
            Variant::Lines(rule) if self.definition.uses_words => Some(rule),
            _ => None,
        }
    }
}

const NFC: Variant = Variant::Rewritten(Rewriting::Nfc);
const TRIMMED: Variant = Variant::Rewritten(Rewriting::Trimmed);
const JOINED: Variant = Variant::Rewritten(Rewriting::Joined);

/// Every recipe; the premium first. T tokens, W words, C characters, B bytes; L the language, P the pivot; each sum is over
/// the segments. Only the first says what the same text costs: the others change what is compared, or the text.
pub const RECIPES: &[Recipe] = &[
    Recipe { definition: RELATIONS[0].definition, variant: Variant::USUAL, value: premium },
    Recipe {
        definition: Definition::new(
            "mean_of_ratios",
            "Mean of ratios",
            "×",
            "mean over segments of T(L) / T(P)",
        ),
        variant: Variant::USUAL,
        value: |language, pivot| stats::mean(&ratios(language, pivot)?),
    },
    Recipe {
        definition: Definition::new(
            "median_of_ratios",
            "Median of ratios",
            "×",
            "median over segments of T(L) / T(P)",
        ),
        variant: Variant::USUAL,
        value: |language, pivot| stats::median(&ratios(language, pivot)?),
    },
    Recipe {
        definition: Definition::new(
            "ratio_of_medians",
            "Ratio of medians",
            "×",
            "median T(L) / median T(P) (Jun 2023)",
        ),
        variant: Variant::USUAL,
        value: |language, pivot| {
            let [language, pivot] = [language, pivot].map(|segments| stats::median(&tokens(segments)));
            quotient(language, pivot)
        },
    },
    Recipe {
        definition: per_word("fertility_ratio", "Tokens per word (by script)"),
        variant: Variant::USUAL,
        value: fertility,
    },
    Recipe {
        definition: per_word("fertility_ratio_uax29", "Tokens per word (UAX #29)"),
        variant: Variant::Lines(WordRule::Uax29),
        value: fertility,
    },
    Recipe {
        definition: per_word("fertility_ratio_icu", "Tokens per word (ICU)"),
        variant: Variant::Lines(WordRule::Icu),
        value: fertility,
    },
    Recipe {
        definition: per_word("fertility_ratio_whitespace", "Tokens per word (between blanks)"),
        variant: Variant::Lines(WordRule::Whitespace),
        value: fertility,
    },
    Recipe {
        definition: Definition::new(
            "chars_per_token_ratio",
            "Characters per token",
            "×",
            "[ΣC(P) / ΣT(P)] / [ΣC(L) / ΣT(L)]",
        ),
        variant: Variant::USUAL,
        value: |language, pivot| per(language, pivot, |tally| tally.chars),
    },
    Recipe {
        definition: Definition::new(
            "bytes_per_token_ratio",
            "Bytes per token",
            "×",
            "[ΣB(P) / ΣT(P)] / [ΣB(L) / ΣT(L)]",
        ),
        variant: Variant::USUAL,
        value: |language, pivot| per(language, pivot, |tally| tally.bytes),
    },
    Recipe {
        definition: Definition::new(
            "joined",
            "Tokens of joined lines",
            "×",
            "T(L) / T(P), all lines as one text with a line feed between two",
        ),
        variant: JOINED,
        value: premium,
    },
    Recipe {
        definition: Definition::new("nfc", "Tokens of text in NFC", "×", "ΣT(L) / ΣT(P), both texts in NFC"),
        variant: NFC,
        value: premium,
    },
    Recipe {
        definition: Definition::new(
            "trimmed",
            "Tokens of trimmed lines",
            "×",
            "ΣT(L) / ΣT(P) without blanks around lines",
        ),
        variant: TRIMMED,
        value: premium,
    },
    Recipe {
        definition: Definition::new(
            "with_special_tokens",
            "Tokens with special ones",
            "×",
            "ΣT(L) / ΣT(P) with those that the tokenizer's file puts around a text",
        ),
        variant: Variant::WithSpecialTokens,
        value: premium,
    },
];

/// Every way to count that some recipe needs, once.
pub fn variants() -> Vec<Variant> {
    let mut variants = Vec::new();
    for recipe in RECIPES {
        if !variants.contains(&recipe.variant) {
            variants.push(recipe.variant);
        }
    }
    variants
}

const fn per_word(id: &'static str, title: &'static str) -> Definition {
    Definition::new(id, title, "×", "[ΣT(L) / ΣW(L)] / [ΣT(P) / ΣW(P)]").of_words()
}

fn premium(language: &[Tally], pivot: &[Tally]) -> Option<f64> {
    RELATIONS[0].value(&language.iter().sum(), &pivot.iter().sum())
}

fn fertility(language: &[Tally], pivot: &[Tally]) -> Option<f64> {
    per(language, pivot, |tally| tally.words)
}

/// Tokens per unit of the language over those of the pivot.
fn per(language: &[Tally], pivot: &[Tally], unit: fn(&Tally) -> u64) -> Option<f64> {
    let [language, pivot] = [language, pivot].map(|segments| {
        let total: Tally = segments.iter().sum();
        ratio(total.tokens, unit(&total))
    });
    quotient(language, pivot)
}

fn tokens(segments: &[Tally]) -> Vec<f64> {
    segments.iter().map(|tally| tally.tokens as f64).collect()
}

/// The ratio of each segment; `None` if one of the pivot has no tokens.
fn ratios(language: &[Tally], pivot: &[Tally]) -> Option<Vec<f64>> {
    language.iter().zip(pivot).map(|(language, pivot)| ratio(language.tokens, pivot.tokens)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(id: &str, language: &[Tally], pivot: &[Tally]) -> Option<f64> {
        let recipe = RECIPES.iter().find(|recipe| recipe.definition.id == id).expect("a recipe");
        (recipe.value)(language, pivot)
    }

    fn segment([tokens, words, chars, bytes]: [u64; 4]) -> Tally {
        Tally { segments: 1, tokens, words, chars, bytes, ..Tally::default() }
    }

    #[test]
    fn recipes_by_hand() {
        let pivot = [[2, 1, 8, 8], [4, 4, 20, 20], [10, 5, 32, 32]].map(segment);
        let language = [[6, 2, 6, 18], [4, 1, 4, 12], [15, 2, 10, 30]].map(segment);
        // Totals: 16 tokens, 10 words, 60 characters and bytes; 25 tokens, 5 words, 20 characters, 60 bytes.
        for (id, expected) in [
            ("premium", 25.0 / 16.0),
            // 3, 1 and 1.5.
            ("mean_of_ratios", 5.5 / 3.0),
            ("median_of_ratios", 1.5),
            ("ratio_of_medians", 6.0 / 4.0),
            // 5 tokens a word over 1.6.
            ("fertility_ratio", 3.125),
            // 3.75 characters a token over 0.8.
            ("chars_per_token_ratio", 4.6875),
            // 3.75 bytes a token over 2.4.
            ("bytes_per_token_ratio", 1.5625),
        ] {
            let found = value(id, &language, &pivot).expect("defined");
            assert!((found - expected).abs() < 1e-12, "{id}: {found}");
        }
    }

    #[test]
    fn what_is_divided_by_nothing_does_not_exist() {
        let [none, some] = [[0, 0, 3, 3], [2, 1, 3, 3]].map(segment);
        for recipe in RECIPES {
            assert_eq!((recipe.value)(&[some], &[none]), None, "{}", recipe.definition.id);
        }
        // One segment without tokens: its ratio does not exist, that of the sums does.
        assert_eq!(value("mean_of_ratios", &[some, some], &[none, some]), None);
        assert_eq!(value("premium", &[some, some], &[none, some]), Some(2.0));
        assert_eq!(value("fertility_ratio", &[none], &[some]), None);
    }

    #[test]
    fn every_recipe_has_a_name_and_gives_the_pivot_1() {
        let pivot = [[2, 1, 8, 8], [4, 4, 20, 20]].map(segment);
        for (position, recipe) in RECIPES.iter().enumerate() {
            let same = |other: &&Recipe| other.definition.id == recipe.definition.id;
            assert_eq!(RECIPES.iter().position(|other| same(&other)), Some(position));
            assert_eq!((recipe.value)(&pivot, &pivot), Some(1.0), "{}", recipe.definition.id);
        }
    }
}
