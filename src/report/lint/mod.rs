//! What `lint` found: a summary with some examples for people, every finding for programs.

mod text;

use serde::Serialize;

pub use text::text;

use super::RenderError;
use super::csv::finish;
use crate::corpus::Corpus;
use crate::lint::{Finding, Lint};

/// What was found in one corpus.
pub struct Linted<'a> {
    pub corpus: &'a Corpus,
    /// The names of the tokenizers.
    pub tokenizers: &'a [String],
    pub lint: &'a Lint,
}

#[derive(Serialize)]
struct Entry<'a> {
    corpus: &'a str,
    file: String,
    line: usize,
    column: usize,
    language: &'a str,
    kind: &'static str,
    times: usize,
    what: &'a str,
    saved: Vec<Saved<'a>>,
}

#[derive(Serialize)]
struct Saved<'a> {
    tokenizer: &'a str,
    tokens: i64,
}

impl<'a> Linted<'a> {
    fn entry(&self, finding: &'a Finding) -> Entry<'a> {
        let text = &self.corpus.texts()[finding.language];
        let saved = self.tokenizers.iter().zip(&finding.saved);
        Entry {
            corpus: self.corpus.name(),
            file: text.path.display().to_string(),
            line: text.place(finding.segment).number(),
            column: finding.column,
            language: &text.language.code,
            kind: finding.kind.id,
            times: finding.times,
            what: &finding.what,
            saved: saved.map(|(tokenizer, &tokens)| Saved { tokenizer, tokens }).collect(),
        }
    }
}

/// Every finding of some corpora as JSON: a list.
///
/// # Errors
/// None in memory.
pub fn json(linted: &[Linted]) -> Result<String, RenderError> {
    let entries: Vec<Entry> =
        linted.iter().flat_map(|one| one.lint.findings.iter().map(|finding| one.entry(finding))).collect();
    Ok(serde_json::to_string_pretty(&entries)? + "\n")
}

/// Every finding of some corpora as CSV: a row each, with a column of saved tokens for each tokenizer.
///
/// # Errors
/// None in memory.
pub fn csv(linted: &[Linted]) -> Result<String, RenderError> {
    const HEADER: [&str; 8] = ["corpus", "file", "line", "column", "language", "kind", "times", "what"];
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let tokenizers = linted.first().map_or(&[][..], |one| one.tokenizers);
    let saved = tokenizers.iter().map(|tokenizer| format!("tokens_saved:{tokenizer}"));
    writer.write_record(HEADER.map(str::to_owned).into_iter().chain(saved))?;
    for (one, finding) in
        linted.iter().flat_map(|one| one.lint.findings.iter().map(move |finding| (one, finding)))
    {
        let Entry { corpus, file, line, column, language, kind, times, what, saved } = one.entry(finding);
        let [line, column, times] = [line, column, times].map(|number| number.to_string());
        let mut row =
            [corpus, &file, &line, &column, language, kind, &times, what].map(str::to_owned).to_vec();
        row.extend(saved.iter().map(|saved| saved.tokens.to_string()));
        row.resize(HEADER.len() + tokenizers.len(), String::new());
        writer.write_record(row)?;
    }
    Ok(String::from_utf8_lossy(&finish(writer)?).into_owned())
}
