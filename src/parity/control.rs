//! What may be held fixed when scores are set beside premiums: a row each.

use super::relation::RELATIONS;
use crate::count::Counts;

/// A number about a language that might stand behind both its premium and its scores.
#[derive(Debug)]
pub struct Control {
    /// What to write after `--control`.
    pub id: &'static str,
    /// Name for people, as it stands in a sentence.
    pub title: &'static str,
    value: fn(&Counts, usize) -> Option<f64>,
}

/// Every built-in control.
pub const CONTROLS: &[Control] = &[
    Control {
        id: "speakers",
        title: "the number of speakers (its logarithm)",
        value: |counts, language| counts.languages[language].speakers.map(|speakers| (speakers as f64).ln()),
    },
    Control {
        id: "latin",
        title: "whether the script is Latin",
        value: |counts, language| {
            let script = counts.languages[language].script.as_str();
            (!script.is_empty()).then(|| if script == "Latn" { 1.0 } else { 0.0 })
        },
    },
    Control {
        id: "byte_premium",
        title: "the byte premium (its logarithm)",
        value: |counts, language| {
            let relation = RELATIONS.iter().find(|relation| relation.definition.id == "byte_premium")?;
            let total = |language: usize| counts.tally(0, language);
            relation.value(&total(language), &total(counts.pivot)).map(f64::ln)
        },
    },
];

impl Control {
    /// The number of each language of the counts, where it has one.
    pub fn of(&self, counts: &Counts) -> Vec<Option<f64>> {
        (0..counts.languages.len()).map(|language| (self.value)(counts, language)).collect()
    }
}
