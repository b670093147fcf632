//! What content costs with a model, in each language of a report.

use super::Report;
use crate::price::Price;

/// A model with its price.
#[derive(Clone, Debug, PartialEq)]
pub struct Sold {
    pub price: Price,
    /// The day of the price as it is written; marked if it is old.
    pub date: String,
    /// Position of its tokenizer among those of the report.
    pub tokenizer: usize,
}

impl Sold {
    /// What the content of a million tokens of the pivot costs in a language as input, in US dollars: the price times the
    /// premium.
    pub(super) fn usd_per_million_pivot_tokens_of_content(
        &self,
        report: &Report,
        language: usize,
    ) -> Option<f64> {
        Some(self.price.usd_per_million_input * self.premium(report, language)?)
    }

    /// How much of the content that fills the context window in the pivot fits there in a language: 1 / the premium.
    pub(super) fn context_share(&self, report: &Report, language: usize) -> Option<f64> {
        self.premium(report, language).filter(|premium| *premium > 0.0).map(f64::recip)
    }

    /// None where the tokenizer cannot write the language.
    fn premium(&self, report: &Report, language: usize) -> Option<f64> {
        let premium = report.estimate(self.tokenizer, language, "premium").value;
        premium.filter(|_| !report.is_unwritable(self.tokenizer, language))
    }
}
