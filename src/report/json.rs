//! `results.json`: every number with its definition, and where it all came from, as `results.schema.json` says.

use serde::Serialize;

use super::provenance::{Provenance, definitions};
use super::{RenderError, Report, Sold};
use crate::corpus::Language;
use crate::count::Trust;
use crate::metric::Definition;
use crate::parity::Interval;

/// Grows when a field changes its meaning or goes; new fields do not count. `results.schema.json` has it, too.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    provenance: Provenance<'a>,
    languages: Vec<LanguageEntry<'a>>,
    definitions: Vec<DefinitionEntry>,
    results: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    models: Vec<ModelEntry<'a>>,
}

#[derive(Serialize)]
struct LanguageEntry<'a> {
    #[serde(flatten)]
    language: &'a Language,
    words_by: &'static str,
    words_are_reliable: bool,
    /// None where there was no file.
    sha256: Option<&'a str>,
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

/// No price is without its day and source.
#[derive(Serialize)]
struct ModelEntry<'a> {
    model: &'a str,
    provider: &'a str,
    tokenizer: &'a str,
    usd_per_million_input: f64,
    context_tokens: Option<u64>,
    price_date: &'a str,
    price_source: &'a str,
    languages: Vec<CostEntry<'a>>,
}

#[derive(Serialize)]
struct CostEntry<'a> {
    language: &'a str,
    usd_per_million_pivot_tokens_of_content: Option<f64>,
    context_share: Option<f64>,
}

/// The whole report.
///
/// # Errors
/// None in memory.
pub fn json(report: &Report) -> Result<Vec<u8>, RenderError> {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        provenance: Provenance::of(report),
        languages: report
            .languages
            .iter()
            .zip(&report.sha256)
            .map(|(language, sha256)| LanguageEntry {
                language,
                words_by: report.scope.word_rule.name(language),
                words_are_reliable: report.scope.word_rule.trust(language) != Trust::None,
                sha256: Some(sha256.as_str()).filter(|sha256| !sha256.is_empty()),
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
        models: report.models.iter().map(|model| entry_of_model(report, model)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn entry_of_definition(definition: &Definition) -> DefinitionEntry {
    let Definition { id, title, unit, formula, .. } = *definition;
    DefinitionEntry { metric: id, title, unit, formula }
}

fn entry_of_model<'a>(report: &'a Report, model: &'a Sold) -> ModelEntry<'a> {
    let cost = |(position, language): (usize, &'a Language)| CostEntry {
        language: &language.code,
        usd_per_million_pivot_tokens_of_content: model
            .usd_per_million_pivot_tokens_of_content(report, position),
        context_share: model.context_share(report, position),
    };
    ModelEntry {
        model: &model.price.model,
        provider: &model.price.provider,
        tokenizer: &report.tokenizers[model.tokenizer].name,
        usd_per_million_input: model.price.usd_per_million_input,
        context_tokens: model.price.context_tokens,
        price_date: &model.date,
        price_source: &model.price.source,
        languages: report.languages.iter().enumerate().map(cost).collect(),
    }
}
