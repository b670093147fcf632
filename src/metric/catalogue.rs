//! The metrics: a row each.

use super::Definition;
use super::Formula::{self, Count, PerSegment, Ratio};
use crate::stats;

/// A number about one language under one tokenizer.
#[derive(Debug)]
pub struct Metric {
    pub definition: Definition,
    pub formula: Formula,
}

/// Every metric, raw counts first. T tokens, W words, C characters, B bytes.
pub const METRICS: &[Metric] = &[
    Metric {
        definition: Definition::new("segments", "Segments", "segments", "aligned segments"),
        formula: PerSegment(|tokens| Some(tokens.len() as f64)),
    },
    Metric {
        definition: Definition::new("tokens", "Tokens", "tokens", "ΣT, without special tokens"),
        formula: Count(|tally| tally.tokens),
    },
    Metric {
        definition: Definition::new("words", "Words", "words", "ΣW; a word holds a letter or a digit")
            .of_words(),
        formula: Count(|tally| tally.words),
    },
    Metric {
        definition: Definition::new("chars", "Characters", "characters", "ΣC, Unicode scalar values"),
        formula: Count(|tally| tally.chars),
    },
    Metric {
        definition: Definition::new(
            "graphemes",
            "Graphemes",
            "graphemes",
            "extended grapheme clusters (UAX #29)",
        ),
        formula: Count(|tally| tally.graphemes),
    },
    Metric {
        definition: Definition::new("bytes", "Bytes", "bytes", "ΣB, UTF-8"),
        formula: Count(|tally| tally.bytes),
    },
    Metric {
        definition: Definition::new(
            "fertility",
            "Fertility",
            "tokens per word",
            "ΣT / ΣW (Rust et al. 2021)",
        )
        .of_words(),
        formula: Ratio(|tally| ratio(tally.tokens, tally.words)),
    },
    Metric {
        definition: Definition::new(
            "chars_per_token",
            "Characters per token",
            "characters per token",
            "ΣC / ΣT; not comparable across scripts",
        ),
        formula: Ratio(|tally| ratio(tally.chars, tally.tokens)),
    },
    Metric {
        definition: Definition::new(
            "bytes_per_token",
            "Bytes per token",
            "bytes per token",
            "ΣB / ΣT; not comparable across scripts",
        ),
        formula: Ratio(|tally| ratio(tally.bytes, tally.tokens)),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_segment_mean",
            "Tokens per segment, mean",
            "tokens per segment",
            "mean of T over segments",
        ),
        formula: PerSegment(stats::mean),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_segment_median",
            "Tokens per segment, median",
            "tokens per segment",
            "median of T over segments (Jun 2023)",
        ),
        formula: PerSegment(stats::median),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_segment_p95",
            "Tokens per segment, 95th percentile",
            "tokens per segment",
            "95 % of segments have no more (type 7 quantile)",
        ),
        formula: PerSegment(|tokens| stats::quantile(tokens, 0.95)),
    },
    Metric {
        definition: Definition::new(
            "tokens_per_segment_max",
            "Tokens per segment, largest",
            "tokens per segment",
            "largest T of a segment",
        ),
        formula: PerSegment(|tokens| tokens.iter().copied().max_by(f64::total_cmp)),
    },
];

/// A quotient of counts; `None` over zero.
pub fn ratio(above: u64, below: u64) -> Option<f64> {
    (below > 0).then(|| above as f64 / below as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::Tally;

    fn value(id: &str, tallies: &[Tally]) -> Option<f64> {
        let metric = METRICS.iter().find(|metric| metric.definition.id == id).expect("a metric");
        metric.formula.value(tallies)
    }

    fn tallies(tokens: &[u64]) -> Vec<Tally> {
        tokens.iter().map(|&tokens| Tally { tokens, words: 2, chars: 10, graphemes: 9, bytes: 20 }).collect()
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
