//! Checks for programs.

use serde::Serialize;

use super::super::RenderError;
use super::{Gated, is_met};
use crate::parity::Check;

#[derive(Serialize)]
struct Document<'a> {
    met: bool,
    corpora: Vec<CorpusEntry<'a>>,
}

#[derive(Serialize)]
struct CorpusEntry<'a> {
    corpus: &'a str,
    pivot: &'a str,
    segments: usize,
    baseline: &'a [String],
    checks: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    tokenizer: &'a str,
    language: Option<&'a str>,
    measure: &'static str,
    limit: f64,
    value: Option<f64>,
    ci_low: Option<f64>,
    ci_high: Option<f64>,
    verdict: &'static str,
}

/// Every check, kept or not.
///
/// # Errors
/// None in memory.
pub fn json(corpora: &[Gated]) -> Result<String, RenderError> {
    let document = Document { met: is_met(corpora), corpora: corpora.iter().map(of_corpus).collect() };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn of_corpus(corpus: &Gated) -> CorpusEntry<'_> {
    let counts = &corpus.counts;
    CorpusEntry {
        corpus: &corpus.corpus,
        pivot: &counts.languages[counts.pivot].code,
        segments: counts.segments,
        baseline: &corpus.baseline,
        checks: corpus.checks.iter().map(|check| entry(corpus, check)).collect(),
    }
}

fn entry<'a>(corpus: &'a Gated, check: &Check) -> Entry<'a> {
    Entry {
        tokenizer: &corpus.counts.tokenizers[check.tokenizer].name,
        language: check.language.map(|language| corpus.counts.languages[language].code.as_str()),
        measure: check.measure.id(),
        limit: check.limit,
        value: check.found.value,
        ci_low: check.found.interval.map(|interval| interval.low),
        ci_high: check.found.interval.map(|interval| interval.high),
        verdict: check.verdict.id(),
    }
}
