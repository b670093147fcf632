//! Scores beside premiums, as a table, CSV and a chart.

mod csv;
mod sentences;
mod table;

pub use sentences::{finding, strength_in_short};
pub use table::{overview, table};

use super::chart;
use super::number::exact;
use super::{File, RenderError};
use crate::corpus::{Corpus, Language};
use crate::count::Counts;
use crate::metric::is_unwritable;
use crate::parity::{Association, Point};
use crate::score::Table;
use crate::stats::Resampling;

/// What was found about one model's scores in one corpus.
#[derive(Clone, Debug)]
pub struct Explanation<'a> {
    pub corpus: &'a Corpus,
    pub counts: &'a Counts,
    pub scores: &'a Table,
    pub model: &'a str,
    pub association: Association,
    /// What is held fixed, in words.
    pub control: Option<String>,
    pub resampling: Resampling,
}

impl Explanation<'_> {
    pub fn tokenizer(&self) -> &str {
        &self.counts.tokenizers[self.association.tokenizer].name
    }

    pub fn pivot(&self) -> &Language {
        &self.counts.languages[self.counts.pivot]
    }

    pub fn corpus_title(&self) -> &str {
        self.corpus.title()
    }

    pub fn language(&self, point: &Point) -> &Language {
        &self.counts.languages[point.language]
    }

    /// The name of the language at a position among the points.
    pub fn name(&self, point: usize) -> &str {
        &self.language(&self.association.points[point]).name
    }

    /// Whether the pivot has a score and so takes part.
    pub fn has_pivot(&self) -> bool {
        self.association.points.iter().any(|point| point.language == self.counts.pivot)
    }

    /// Languages with a score of the model and without a text in the corpus.
    pub fn without_text(&self) -> Vec<&str> {
        let has_text = |code: &str| self.counts.languages.iter().any(|language| language.code == code);
        let scored = self.scores.of_model(self.model).map(|score| &score.language);
        scored.filter(|language| !has_text(&language.code)).map(|language| language.name.as_str()).collect()
    }

    /// Languages with a score of the model that its tokenizer cannot write.
    pub fn unwritable(&self) -> Vec<&str> {
        let is_scored =
            |code: &str| self.scores.of_model(self.model).any(|score| score.language.code == code);
        let languages = self.counts.languages.iter().enumerate();
        let unwritable = languages.filter(|(at, language)| {
            is_scored(&language.code) && is_unwritable(self.counts, self.association.tokenizer, *at)
        });
        unwritable.map(|(_, language)| language.name.as_str()).collect()
    }

    /// How many attempts the score of a language is a share of, where the source says so.
    pub fn attempts(&self, code: &str) -> Option<u64> {
        self.scores.of_model(self.model).find(|score| score.language.code == code)?.attempts
    }

    /// The same, where it is one number for all.
    pub fn attempts_of_all(&self) -> Option<u64> {
        let mut attempts = self.scores.of_model(self.model).map(|score| score.attempts);
        let first = attempts.next()?;
        attempts.all(|other| other == first).then_some(first)?
    }

    /// A score as it stands on an axis: in percent where the largest score is known.
    pub fn shown(&self, value: f64) -> f64 {
        self.scores.facts.map_or(value, |facts| value / facts.max * 100.0)
    }

    /// What somebody who guesses scores, as it stands on an axis.
    pub fn chance(&self) -> Option<f64> {
        Some(self.shown(self.scores.facts?.chance?))
    }

    /// Where the scores come from, in a sentence.
    pub fn source(&self) -> String {
        let Some(facts) = self.scores.facts else { return format!("Scores: {}.", self.scores.name) };
        format!(
            "Scores: {} ({}); {} ({}), {}, seen {}.",
            facts.title,
            facts.task,
            facts.source,
            facts.url,
            facts.date,
            facts.seen.name(),
        )
    }

    /// A score as a person reads it: as a share where the largest score is known.
    pub fn score(&self, value: f64) -> String {
        match self.scores.facts {
            Some(_) => format!("{:.1} %", self.shown(value)),
            None => exact(Some(value)),
        }
    }
}

/// The folder of the results, within that of the corpus.
pub fn folder(scores: &Table, model: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || ['.', '_'].contains(&letter);
    let words = |name: &str| {
        let words = name.split(|letter| !plain(letter)).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-")
    };
    format!("explain-{}-{}", words(&scores.name), words(model))
}

/// The files of one explanation, in memory.
///
/// # Errors
/// A chart that cannot be drawn.
pub fn render(explanation: &Explanation, with_chart: bool) -> Result<Vec<File>, RenderError> {
    let folder = folder(explanation.scores, explanation.model);
    let mut files = vec![File::new(format!("{folder}/explain.csv"), csv::tidy(explanation)?)];
    if with_chart {
        files.extend(chart::render_scores(explanation, &folder)?);
    }
    Ok(files)
}
