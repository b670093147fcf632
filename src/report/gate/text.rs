//! Checks for people: what is over its limit or unsure as a table, and the sum of it.

use super::super::RenderError;
use super::super::table::{
    align_right, drawn, filled, header, interval, plain_table, shortened, without_trailing_blanks,
};
use super::sentence::{limit, number, summary};
use super::{Gated, with};
use crate::parity::{Check, Verdict};

/// A line for each check that is not kept, worst first, then the baseline, then the sum.
///
/// # Errors
/// None.
#[expect(clippy::unnecessary_wraps, reason = "formats are rows of one table")]
pub fn text(corpora: &[Gated]) -> Result<String, RenderError> {
    let mut blocks = Vec::new();
    let mut rows: Vec<_> = with(corpora, |verdict| verdict != Verdict::Kept).collect();
    rows.sort_by(|(_, a), (_, b)| {
        let over = |check: &Check| check.found.value.map_or(f64::INFINITY, |value| value / check.limit);
        b.verdict.fails().cmp(&a.verdict.fails()).then(over(b).total_cmp(&over(a)))
    });
    if !rows.is_empty() {
        let mut table = plain_table();
        header(
            &mut table,
            ["Verdict", "Corpus", "Tokenizer", "Language", "Measure", "Found", "95 % interval", "Limit"],
        );
        for (corpus, check) in rows {
            let language =
                check.language.map_or("all", |language| corpus.counts.languages[language].name.as_str());
            table.add_row([
                check.verdict.id().to_owned(),
                corpus.corpus.clone(),
                corpus.counts.tokenizers[check.tokenizer].name.clone(),
                shortened(language),
                check.measure.id().to_owned(),
                check.found.value.map_or_else(|| "–".to_owned(), |value| number(check.measure, value)),
                check.found.interval.map_or_else(String::new, interval),
                limit(check),
            ]);
        }
        align_right(&mut table, 5..);
        blocks.push(drawn(table, false));
    }
    let baseline = corpora.iter().flat_map(|corpus| &corpus.baseline).map(|sentence| filled(sentence));
    blocks.push(baseline.collect::<Vec<_>>().join("\n"));
    blocks.push(filled(&summary(corpora)));
    blocks.retain(|block| !block.is_empty());
    Ok(without_trailing_blanks(&blocks.join("\n\n")))
}
