//! Where results come from: what has to be the same for the same numbers.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::Report;
use crate::corpus::Manifest;
use crate::count::{Identity, WordRule};
use crate::metric::{Definition, METRICS};
use crate::parity::{LEVEL, RELATIONS, SPREADS};
use crate::stats::IntervalKind;

/// Options that are not as they are by default, by their names.
pub type Options = BTreeMap<String, Asked>;

/// What was asked for with an option, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Asked {
    Flag(bool),
    Value(String),
    List(Vec<String>),
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Asked::Flag(given) => given.fmt(f),
            Asked::Value(value) => f.write_str(value),
            Asked::List(values) => f.write_str(&values.join(", ")),
        }
    }
}

#[derive(Serialize)]
pub struct Provenance<'a> {
    pub tool: &'static str,
    pub version: &'static str,
    pub corpus: &'a str,
    pub manifest: &'a Manifest,
    pub pivot: &'a str,
    pub segments: usize,
    pub tokenizers: &'a [Identity],
    pub word_segmenter: WordRule,
    /// Of Rényi's entropy; absent if it was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renyi_order: Option<f64>,
    pub interval: IntervalMethod,
    #[serde(skip_serializing_if = "Options::is_empty")]
    pub options: &'a Options,
}

#[derive(Serialize)]
pub struct IntervalMethod {
    pub method: &'static str,
    pub resampled: &'static str,
    pub level: f64,
    pub resamples: usize,
    pub seed: u64,
}

impl Provenance<'_> {
    pub fn of(report: &Report) -> Provenance<'_> {
        Provenance {
            tool: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            corpus: &report.corpus,
            manifest: &report.manifest,
            pivot: &report.pivot_language().code,
            segments: report.segments,
            tokenizers: &report.tokenizers,
            word_segmenter: report.scope.word_rule,
            renyi_order: report.scope.detailed.then_some(report.measurements.renyi_order),
            interval: IntervalMethod {
                method: match report.resampling.interval {
                    IntervalKind::Percentile => "paired bootstrap, percentile",
                    IntervalKind::Poisson => "paired Poisson bootstrap, percentile",
                    IntervalKind::Bca => "paired bootstrap, bias-corrected and accelerated (BCa)",
                },
                resampled: if report.manifest.documents.is_empty() { "segments" } else { "documents" },
                level: LEVEL,
                resamples: report.resampling.resamples,
                seed: report.resampling.seed,
            },
            options: &report.options,
        }
    }
}

/// Every definition, in the order of the results.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    let metrics = METRICS.iter().map(|metric| &metric.definition);
    let relations = RELATIONS.iter().map(|relation| &relation.definition);
    metrics.chain(relations).chain(SPREADS.iter().map(|spread| &spread.definition))
}
