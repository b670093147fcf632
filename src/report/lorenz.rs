//! `lorenz.csv`: how the tokens of the same text in all languages are shared out, a point of a Lorenz curve a row.

use super::csv::finish;
use super::{RenderError, Report};
use crate::parity::Weight;
use crate::stats::Ascending;

/// The points of one curve, cheapest language first: its position, and the shares of the weight and of the tokens up to
/// and with it.
pub fn points(report: &Report, tokenizer: usize, by: Weight) -> Vec<(usize, f64, f64)> {
    let premiums = report.premiums(tokenizer, by);
    let values: Ascending = premiums.iter().map(|(_, premium)| *premium).collect();
    let after_the_origin = values.lorenz().into_iter().skip(1);
    premiums
        .iter()
        .zip(after_the_origin)
        .map(|((language, _), (weight, tokens))| (*language, weight, tokens))
        .collect()
}

/// A curve for each tokenizer, with languages that count alike and by speakers; without the origin.
///
/// # Errors
/// None in memory.
pub fn csv(report: &Report) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["corpus", "tokenizer", "by", "language", "share_of_weight", "share_of_tokens"])?;
    for (tokenizer, identity) in report.tokenizers.iter().enumerate() {
        for (by, name) in [(Weight::Languages, "languages"), (Weight::Speakers, "speakers")] {
            for (language, weight, tokens) in points(report, tokenizer, by) {
                writer.write_record([
                    report.corpus.as_str(),
                    &identity.name,
                    name,
                    &report.languages[language].code,
                    &weight.to_string(),
                    &tokens.to_string(),
                ])?;
            }
        }
    }
    finish(writer)
}
