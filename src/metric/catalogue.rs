//! The metrics: a row each.

use super::Formula::{self, Count, OfTokens, OfWords, PerSegment, Ratio};
use super::{Definition, spectrum};
use crate::count::Distribution;
use crate::count::Quantity::{
    Bytes, Chars, ContinuedWords, Graphemes, LosslessSegments, LostChars, PartialTokens, Segments,
    SingleTokenWords, Tokens, TokensOfWords, Words,
};

/// A number about one language under one tokenizer.
#[derive(Debug)]
pub struct Metric {
    pub definition: Definition,
    pub formula: Formula,
}

/// What stands beside the premium in `explain`, too.
pub const CONTINUED_WORDS: Definition = Definition::new(
    "continued_words",
    "Continued words",
    "",
    "share of W with two tokens or more, in context (Rust et al. 2021)",
)
.of_words()
.on_request();

/// Every metric, raw counts first. T tokens, W words, C characters, B bytes.
pub const METRICS: &[Metric] = &[
    Metric {
        definition: Definition::new("segments", "Segments", "segments", "aligned segments"),
        formula: Count(Segments),
    },
    Metric {
        definition: Definition::new("tokens", "Tokens", "tokens", "ΣT, without special tokens"),
        formula: Count(Tokens),
    },
    Metric {
        definition: Definition::new("words", "Words", "words", "ΣW; a word holds a letter or a digit")
            .of_words(),
        formula: Count(Words),
    },
    Metric {
        definition: Definition::new("chars", "Characters", "characters", "ΣC, Unicode scalar values"),
        formula: Count(Chars),
    },
    Metric {
        definition: Definition::new(
            "graphemes",
            "Graphemes",
            "graphemes",
            "extended grapheme clusters (UAX #29)",
        ),
        formula: Count(Graphemes),
    },
    Metric {
        definition: Definition::new("bytes", "Bytes", "bytes", "ΣB, UTF-8"),
        formula: Count(Bytes),
    },
    Metric {
        definition: Definition::new(
            "fertility",
            "Fertility",
            "tokens per word",
            "ΣT / ΣW (Rust et al. 2021)",
        )
        .of_words(),
        formula: Ratio(Tokens, Words),
    },
    Metric {
        definition: Definition::new(
            "chars_per_token",
            "Characters per token",
            "characters per token",
            "ΣC / ΣT; not comparable across scripts",
        ),
        formula: Ratio(Chars, Tokens),
    },
    Metric {
        definition: Definition::new(
            "bytes_per_token",
            "Bytes per token",
            "bytes per token",
            "ΣB / ΣT; not comparable across scripts",
        ),
        formula: Ratio(Bytes, Tokens),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_segment_mean",
            "Tokens per segment, mean",
            "tokens per segment",
            "mean of T over segments",
        ),
        formula: PerSegment(Distribution::mean),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_segment_median",
            "Tokens per segment, median",
            "tokens per segment",
            "median of T over segments (Jun 2023)",
        ),
        formula: PerSegment(|tokens| tokens.quantile(0.5)),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_segment_p95",
            "Tokens per segment, 95th percentile",
            "tokens per segment",
            "95 % of segments have no more (type 7 quantile)",
        ),
        formula: PerSegment(|tokens| tokens.quantile(0.95)),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_segment_max",
            "Tokens per segment, largest",
            "tokens per segment",
            "largest T of a segment",
        ),
        formula: PerSegment(Distribution::max),
    },
    Metric {
        definition: Definition::new(
            "unknown_share",
            "Characters lost",
            "",
            "share of C under the unknown token, or under no token and no blank",
        ),
        formula: Ratio(LostChars, Chars),
    },
    Metric {
        definition: Definition::new(
            "round_trip",
            "Segments that come back",
            "",
            "share of segments x with decode(encode(x)) = x",
        )
        .on_request(),
        formula: Ratio(LosslessSegments, Segments),
    },
    Metric {
        definition: Definition::new(
            "partial_tokens",
            "Tokens that are no text",
            "",
            "share of T that begins or ends within a character: not UTF-8 alone",
        )
        .on_request(),
        formula: Ratio(PartialTokens, Tokens),
    },
    Metric {
        definition: Definition::new(
            "single_token_words",
            "Words in one token",
            "",
            "share of W with one token, in context",
        )
        .of_words()
        .on_request(),
        formula: Ratio(SingleTokenWords, Words),
    },
    Metric {
        definition: CONTINUED_WORDS,
        formula: Ratio(ContinuedWords, Words),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_word_mean",
            "Tokens of a word, mean",
            "tokens per word",
            "mean over W of the tokens in context, without those of punctuation and symbols",
        )
        .of_words()
        .on_request(),
        formula: Ratio(TokensOfWords, Words),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_word_median",
            "Tokens of a word, median",
            "tokens per word",
            "median over W of the tokens in context",
        )
        .of_words()
        .on_request(),
        formula: OfWords(0.5),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_word_p95",
            "Tokens of a word, 95th percentile",
            "tokens per word",
            "95 % of words have no more in context (type 7 quantile)",
        )
        .of_words()
        .on_request(),
        formula: OfWords(0.95),
    },
    Metric {
        definition: Definition::new(
            "vocabulary_used",
            "Vocabulary used",
            "tokens of the vocabulary",
            "V, the different tokens that occur; grows with the text: compare on equal content only",
        )
        .on_request(),
        formula: OfTokens(|inventory| Some(inventory.detail.tokens.distinct() as f64)),
    },
    Metric {
        definition: Definition::new(
            "vocabulary_used_share",
            "Share of the vocabulary used",
            "",
            "V / tokens in the vocabulary; grows with the text: compare on equal content only",
        )
        .on_request(),
        formula: OfTokens(|inventory| ratio(inventory.detail.tokens.distinct(), inventory.vocabulary_size?)),
    },
    Metric {
        definition: Definition::new(
            "entropy",
            "Entropy of tokens",
            "bits per token",
            "H = −Σ p·log₂ p, p the share of a token in T; grows with the text: compare on equal content only",
        )
        .on_request(),
        formula: OfTokens(|inventory| spectrum::renyi_entropy(&inventory.detail.tokens, 1.0)),
    },
    Metric {
        definition: Definition::new(
            "renyi_efficiency",
            "Rényi efficiency",
            "",
            "H_α / log₂ V, H_α = log₂(Σ p^α) / (1 − α), α = 2.5 or as asked for (Zouhar et al. 2023); \
             changes with the length of the text: compare on equal content only",
        )
        .on_request(),
        formula: OfTokens(|inventory| {
            spectrum::renyi_efficiency(&inventory.detail.tokens, inventory.renyi_order)
        }),
    },
];

/// A quotient of counts; `None` over zero.
pub fn ratio(above: u64, below: u64) -> Option<f64> {
    (below > 0).then(|| float(above) / float(below))
}

/// A count as a number. Processors convert signed ones in one step, and of others there are none but in files that lie.
fn float(count: u64) -> f64 {
    i64::try_from(count).map_or(count as f64, |signed| signed as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Tally, Total};

    fn value(id: &str, tallies: &[Tally]) -> Option<f64> {
        let metric = METRICS.iter().find(|metric| metric.definition.id == id).expect("a metric");
        metric.formula.value(&Total::of(tallies), None)
    }

    fn tallies(tokens: &[u64]) -> Vec<Tally> {
        let text = Tally { segments: 1, words: 2, chars: 10, graphemes: 9, bytes: 20, ..Tally::default() };
        tokens.iter().map(|&tokens| Tally { tokens, ..text }).collect()
    }

    #[test]
    fn ratios_are_ratios_of_sums() {
        let two = tallies(&[1, 9]);
        assert_eq!(value("fertility", &two), Some(10.0 / 4.0));
        assert_eq!(value("chars_per_token", &two), Some(2.0));
        assert_eq!(value("bytes_per_token", &two), Some(4.0));
    }

    #[test]
    fn segments_have_a_distribution() {
        let five = tallies(&[4, 1, 2, 3, 10]);
        assert_eq!(value("segments", &five), Some(5.0));
        assert_eq!(value("tokens_per_segment_mean", &five), Some(4.0));
        assert_eq!(value("tokens_per_segment_median", &five), Some(3.0));
        assert_eq!(value("tokens_per_segment_max", &five), Some(10.0));
        // Position 0.95·4 = 3.8 between 4 and 10: 4 + 0.8·6.
        let p95 = value("tokens_per_segment_p95", &five).expect("defined");
        assert!((p95 - 8.8).abs() < 1e-12);
    }

    #[test]
    fn a_quotient_over_zero_does_not_exist() {
        assert_eq!(value("chars_per_token", &tallies(&[0])), None);
    }
}
