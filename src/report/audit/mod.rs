//! Premiums beside what other recipes give, as a table and CSV.

mod csv;
mod sentences;
mod table;

pub use table::table;

use super::{File, RenderError};
use crate::corpus::{Corpus, Language};
use crate::count::Counts;
use crate::parity::{Audit, Claim, Outcome};

/// What was found about one tokenizer in one corpus.
#[derive(Clone, Debug)]
pub struct Audited<'a> {
    pub corpus: &'a Corpus,
    /// Line by line, as the text stands.
    pub counts: &'a Counts,
    pub audit: &'a Audit,
    /// Published values whose recipe is looked for.
    pub claims: &'a [Claim],
}

impl Audited<'_> {
    pub fn tokenizer(&self) -> &str {
        &self.counts.tokenizers[self.audit.tokenizer].name
    }

    pub fn language(&self, language: usize) -> &Language {
        &self.counts.languages[language]
    }

    /// The languages as they are listed: dearest first, then those that the tokenizer cannot write, then the pivot.
    pub fn listed(&self) -> impl Iterator<Item = usize> {
        let Audit { compared, unwritable, .. } = self.audit;
        compared.iter().chain(unwritable).copied().chain([self.counts.pivot])
    }

    /// The premium of a language and what a recipe makes of it.
    pub fn pair(&self, outcome: &Outcome, language: usize) -> Option<(f64, f64)> {
        Some((self.audit.premium().values[language]?, outcome.values[language]?))
    }

    /// The place of a language by premium and by a recipe.
    pub fn places(&self, outcome: &Outcome, language: usize) -> Option<(f64, f64)> {
        Some((self.audit.premium().places[language]?, outcome.places[language]?))
    }
}

/// The files of one audit, in memory.
///
/// # Errors
/// None in memory.
pub fn render(audited: &Audited) -> Result<Vec<File>, RenderError> {
    let folder = format!("audit-{}", audited.counts.tokenizers[audited.audit.tokenizer].file_name());
    Ok(vec![
        File::new(format!("{folder}/audit.csv"), csv::languages(audited)?),
        File::new(format!("{folder}/recipes.csv"), csv::recipes(audited)?),
    ])
}
