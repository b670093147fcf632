//! `results.json`: every number with its definition, and where it all came from.

use serde::Serialize;

use super::{RenderError, Report};
use crate::corpus::{Language, Manifest};
use crate::count::{Identity, Trust, WordRule};
use crate::metric::{Definition, METRICS};
use crate::parity::{Interval, LEVEL, RELATIONS, SPREADS};
use crate::stats::IntervalKind;

/// Grows when a field changes its meaning or goes; new fields do not count.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    provenance: Provenance<'a>,
    languages: Vec<LanguageEntry<'a>>,
    definitions: Vec<DefinitionEntry>,
    results: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Provenance<'a> {
    tool: &'static str,
    version: &'static str,
    corpus: &'a str,
    manifest: &'a Manifest,
    pivot: &'a str,
    segments: usize,
    tokenizers: &'a [Identity],
    word_segmenter: WordRule,
    /// Of Rényi's entropy; absent if it was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    renyi_order: Option<f64>,
    interval: IntervalMethod,
}

#[derive(Serialize)]
struct IntervalMethod {
    method: &'static str,
    resampled: &'static str,
    level: f64,
    resamples: usize,
    seed: u64,
}

#[derive(Serialize)]
struct LanguageEntry<'a> {
    #[serde(flatten)]
    language: &'a Language,
    words_by: &'static str,
    words_are_reliable: bool,
    sha256: &'a str,
}

#[derive(Serialize)]
struct DefinitionEntry {
    metric: &'static str,
    title: &'static str,
    unit: &'static str,
    formula: &'static str,
}

#[derive(Serialize)]
struct Entry<'a> {
    tokenizer: &'a str,
    language: Option<&'a str>,
    metric: &'static str,
    value: Option<f64>,
    interval: Option<Interval>,
    n: usize,
}

/// The whole report.
///
/// # Errors
/// None in memory.
pub fn json(report: &Report) -> Result<Vec<u8>, RenderError> {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        provenance: provenance(report),
        languages: report
            .languages
            .iter()
            .zip(&report.sha256)
            .map(|(language, sha256)| LanguageEntry {
                language,
                words_by: report.scope.word_rule.name(language),
                words_are_reliable: report.scope.word_rule.trust(language) != Trust::None,
                sha256,
            })
            .collect(),
        definitions: definitions().filter(|one| report.measures(one)).map(entry_of_definition).collect(),
        results: report
            .rows()
            .map(|row| Entry {
                tokenizer: &row.tokenizer.name,
                language: row.language.map(|language| language.code.as_str()),
                metric: row.definition.id,
                value: row.estimate.value,
                interval: row.estimate.interval,
                n: row.n,
            })
            .collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn provenance(report: &Report) -> Provenance<'_> {
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
                IntervalKind::Bca => "paired bootstrap, bias-corrected and accelerated (BCa)",
            },
            resampled: if report.manifest.documents.is_empty() { "segments" } else { "documents" },
            level: LEVEL,
            resamples: report.resampling.resamples,
            seed: report.resampling.seed,
        },
    }
}

fn definitions() -> impl Iterator<Item = &'static Definition> {
    let metrics = METRICS.iter().map(|metric| &metric.definition);
    let relations = RELATIONS.iter().map(|relation| &relation.definition);
    metrics.chain(relations).chain(SPREADS.iter().map(|spread| &spread.definition))
}

fn entry_of_definition(definition: &Definition) -> DefinitionEntry {
    let Definition { id, title, unit, formula, .. } = *definition;
    DefinitionEntry { metric: id, title, unit, formula }
}
