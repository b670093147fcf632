//! CSV for programs (`results.csv`, tidy) and for people (`summary.csv`, wide): RFC 4180, UTF-8, LF, decimal point.

use super::number::exact;
use super::{RenderError, Report};
use crate::parity::Interval;

/// What `summary.csv` has of the measures that are made on request.
const DETAIL: [&str; 7] = [
    "single_token_words",
    "continued_words",
    "tokens_per_word_median",
    "vocabulary_used",
    "renyi_efficiency",
    "partial_tokens",
    "round_trip",
];

/// One row per tokenizer, language and measure.
///
/// # Errors
/// None in memory.
pub fn tidy(report: &Report) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "corpus",
        "tokenizer",
        "language",
        "metric",
        "value",
        "ci_low",
        "ci_high",
        "n",
        "unit",
        "words_by",
    ])?;
    for row in report.rows() {
        let (low, high) = bounds(row.estimate.interval);
        writer.write_record([
            report.corpus.as_str(),
            &row.tokenizer.name,
            row.language.map_or("", |language| &language.code),
            row.definition.id,
            &exact(row.estimate.value),
            &low,
            &high,
            &row.n.to_string(),
            row.definition.unit,
            row.language
                .filter(|_| row.definition.uses_words)
                .map_or("", |language| report.scope.word_rule.name(language)),
        ])?;
    }
    finish(writer)
}

/// One row per language, dearest first, the pivot last.
///
/// # Errors
/// None in memory.
pub fn wide(report: &Report) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut header: Vec<String> = [
        "language",
        "name",
        "native_name",
        "script",
        "speakers",
        "segments",
        "words",
        "words_by",
        "chars",
        "bytes",
    ]
    .map(str::to_owned)
    .to_vec();
    for tokenizer in &report.tokenizers {
        let columns = ["tokens", "unknown_share", "fertility", "premium", "premium_low", "premium_high"];
        let detail = DETAIL.iter().filter(|_| report.scope.detailed);
        header.extend(columns.iter().chain(detail).map(|column| format!("{column}:{}", tokenizer.name)));
    }
    writer.write_record(&header)?;
    for language in report.ranking(report.lead()).into_iter().chain([report.pivot]) {
        writer.write_record(wide_row(report, language))?;
    }
    finish(writer)
}

fn wide_row(report: &Report, language: usize) -> Vec<String> {
    let row = &report.languages[language];
    let value = |tokenizer: usize, id: &str| exact(report.estimate(tokenizer, language, id).value);
    let mut record = vec![
        row.code.clone(),
        row.name.clone(),
        row.native_name.clone(),
        row.script.clone(),
        row.speakers.map(|speakers| speakers.to_string()).unwrap_or_default(),
        report.segments.to_string(),
        value(0, "words"),
        report.scope.word_rule.name(row).to_owned(),
        value(0, "chars"),
        value(0, "bytes"),
    ];
    for tokenizer in 0..report.tokenizers.len() {
        let premium = report.estimate(tokenizer, language, "premium");
        let (low, high) = bounds(premium.interval);
        record.extend([
            value(tokenizer, "tokens"),
            value(tokenizer, "unknown_share"),
            value(tokenizer, "fertility"),
            exact(premium.value),
            low,
            high,
        ]);
        if report.scope.detailed {
            record.extend(DETAIL.map(|id| value(tokenizer, id)));
        }
    }
    record
}

pub fn bounds(interval: Option<Interval>) -> (String, String) {
    (exact(interval.map(|interval| interval.low)), exact(interval.map(|interval| interval.high)))
}

pub fn finish(writer: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, RenderError> {
    writer.into_inner().map_err(|error| RenderError::Csv(error.into_error().into()))
}
