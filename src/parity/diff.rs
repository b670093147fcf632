//! One tokenizer against another on the same text: a ratio for each language, how sure it is, and all together.

use std::ops::Range;

use rayon::prelude::*;

use super::interval::Interval;
use super::resamples::Resamples;
use super::spread::Weight;
use crate::count::Counts;
use crate::metric::{Definition, is_unwritable, ratio};
use crate::stats::{self, Array2, Resampling};

/// What a language pays under tokenizer B, over what it pays under A.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Position of the language among those of the counts.
    pub language: usize,
    /// Tokens under A and under B.
    pub tokens: [u64; 2],
    /// Whether one of them cannot write the language: then its tokens are no cost.
    pub unwritable: bool,
    /// Tokens of B over tokens of A.
    pub ratio: Option<f64>,
    pub interval: Option<Interval>,
    /// Two-sided, that A and B could change places in every segment; `None` without resamples.
    pub p: Option<f64>,
    /// The same, adjusted for looking at all languages (Holm 1979).
    pub adjusted: Option<f64>,
}

/// A ratio of all languages together that both tokenizers can write.
#[derive(Clone, Debug, PartialEq)]
pub struct Overall {
    pub definition: Definition,
    pub ratio: Option<f64>,
    pub interval: Option<Interval>,
    /// How many languages it is about.
    pub languages: usize,
}

/// Tokenizer B against tokenizer A.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    /// Largest saving first; ties in the order of the languages.
    pub changes: Vec<Change>,
    pub overall: Vec<Overall>,
}

/// How the languages are taken together. r is T(B)/T(A) of a language, w its speakers.
type Together = fn(&[([f64; 2], Option<f64>)]) -> Option<f64>;

const TOGETHER: [(Definition, Weight, Together); 3] = [
    (
        Definition::new("ratio_of_sums", "All languages, tokens summed", "×", "ΣT(B) / ΣT(A)"),
        Weight::Languages,
        |languages| sum_ratio(languages.iter().map(|(tokens, _)| (*tokens, 1.0))),
    ),
    (
        Definition::new("geometric_mean", "All languages, geometric mean", "×", "exp(Σ ln r / n)"),
        Weight::Languages,
        |languages| {
            let logs = languages.iter().map(|([a, b], _)| (*a > 0.0 && *b > 0.0).then(|| (b / a).ln()));
            stats::mean(&logs.collect::<Option<Vec<_>>>()?).map(f64::exp)
        },
    ),
    (
        Definition::new("by_speakers", "All speakers, the same text each", "×", "ΣwT(B) / ΣwT(A)"),
        Weight::Speakers,
        |languages| sum_ratio(languages.iter().filter_map(|(tokens, weight)| Some((*tokens, (*weight)?)))),
    ),
];

/// Compares the second tokenizer of the counts with the first, language by language and together.
pub fn diff(counts: &Counts, resampling: Resampling) -> Diff {
    let resamples = Resamples::draw(counts, resampling);
    let mut changes: Vec<Change> = (0..counts.languages.len())
        .into_par_iter()
        .map(|language| {
            let tokens = [0, 1].map(|tokenizer| total(counts, tokenizer, language));
            Change {
                language,
                tokens,
                unwritable: is_unwritable_under_any(counts, language),
                ratio: ratio(tokens[1], tokens[0]),
                interval: resamples.interval_of_tokens((1, language), (0, language)),
                p: None,
                adjusted: None,
            }
        })
        .collect();
    let p_values = sign_flip_p_values(counts, resampling);
    for ((change, p), adjusted) in changes.iter_mut().zip(&p_values).zip(stats::holm(&p_values)) {
        (change.p, change.adjusted) = (Some(*p), Some(adjusted));
    }
    changes.sort_by(|a, b| order(a).total_cmp(&order(b)).then(a.language.cmp(&b.language)));
    Diff { changes, overall: overall(counts, &resamples) }
}

fn is_unwritable_under_any(counts: &Counts, language: usize) -> bool {
    (0..counts.tokenizers.len()).any(|tokenizer| is_unwritable(counts, tokenizer, language))
}

fn order(change: &Change) -> f64 {
    change.ratio.unwrap_or(f64::INFINITY)
}

fn total(counts: &Counts, tokenizer: usize, language: usize) -> u64 {
    counts.tally(tokenizer, language).tokens
}

/// Two-sided p-value of each language from a sign-flip test over documents: were A and B the same, the difference
/// of one could as well have the other sign. The flips are the same for all languages; the observed
/// signs count as one of them, so that no p-value is 0 (Phipson & Smyth 2010). Empty without resamples.
fn sign_flip_p_values(counts: &Counts, resampling: Resampling) -> Vec<f64> {
    if resampling.resamples == 0 {
        return Vec::new();
    }
    let tokens = |tokenizer, language, document: &Range<usize>| {
        let tallies = &counts.segment_tallies(tokenizer, language)[document.clone()];
        tallies.iter().map(|tally| tally.tokens).sum::<u64>() as f64
    };
    let shape = (counts.documents.len(), counts.languages.len());
    let differences = Array2::from_shape_fn(shape, |(document, language)| {
        let document = &counts.documents[document];
        tokens(1, language, document) - tokens(0, language, document)
    });
    let flipped = stats::sign_flipped_sums(&differences, resampling);
    differences
        .columns()
        .into_iter()
        .zip(flipped.rows())
        .map(|(column, sums)| {
            let observed = column.sum().abs();
            let as_large = sums.iter().filter(|sum| sum.abs() >= observed).count();
            (as_large + 1) as f64 / (resampling.resamples + 1) as f64
        })
        .collect()
}

fn overall(counts: &Counts, resamples: &Resamples) -> Vec<Overall> {
    let languages: Vec<usize> =
        (0..counts.languages.len()).filter(|&language| !is_unwritable_under_any(counts, language)).collect();
    let in_draws = [0, 1].map(|tokenizer| {
        (0..counts.languages.len()).map(|language| resamples.tokens(tokenizer, language)).collect::<Vec<_>>()
    });
    TOGETHER
        .iter()
        .map(|(definition, weight, together)| {
            let weights = weight.of(&counts.languages);
            let with_weights = |tokens: &dyn Fn(usize, usize) -> f64| {
                let of_language = |&language: &usize| {
                    ([0, 1].map(|tokenizer| tokens(tokenizer, language)), weights[language])
                };
                together(&languages.iter().map(of_language).collect::<Vec<_>>())
            };
            let drawn = (0..resamples.drawn)
                .map(|draw| with_weights(&|tokenizer, language| in_draws[tokenizer][language][draw]));
            Overall {
                definition: *definition,
                ratio: with_weights(&|tokenizer, language| total(counts, tokenizer, language) as f64),
                interval: resamples.interval(drawn),
                languages: languages.iter().filter(|&&language| weights[language].is_some()).count(),
            }
        })
        .collect()
}

fn sum_ratio(languages: impl Iterator<Item = ([f64; 2], f64)>) -> Option<f64> {
    let [a, b] = languages
        .fold([0.0, 0.0], |[a, b], (tokens, weight)| [a + weight * tokens[0], b + weight * tokens[1]]);
    (a > 0.0).then(|| b / a)
}
