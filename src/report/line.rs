//! A line of a table of languages, before it is written in the manner of a screen, of GitHub or of LaTeX.

use super::Report;
use super::note::{UNWRITABLE_MARK, mark};
use crate::corpus::Language;
use crate::parity::Interval;

/// A language under the leading tokenizer, with its premiums under others.
pub struct Line<'a> {
    /// Its position among the languages.
    pub position: usize,
    pub language: &'a Language,
    pub premium: Marked,
    pub interval: Option<Interval>,
    pub fertility: Marked,
    pub others: Vec<Marked>,
}

/// A value, which may not exist, with the mark beside it, which may be blank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marked {
    pub value: Option<f64>,
    pub mark: &'static str,
}

/// The languages, dearest first, the pivot last.
pub fn lines<'a>(report: &'a Report, others: &[usize]) -> Vec<Line<'a>> {
    let lead = report.lead();
    let line = |language: usize| Line {
        position: language,
        language: &report.languages[language],
        premium: premium(report, lead, language),
        interval: report.estimate(lead, language, "premium").interval,
        fertility: Marked {
            value: report.estimate(lead, language, "fertility").value,
            mark: mark(report.scope.word_rule.trust(&report.languages[language])).trim_end(),
        },
        others: others.iter().map(|&other| premium(report, other, language)).collect(),
    };
    report.ranking(lead).into_iter().chain([report.pivot]).map(line).collect()
}

fn premium(report: &Report, tokenizer: usize, language: usize) -> Marked {
    let value = report.estimate(tokenizer, language, "premium").value;
    let doubtful = value.is_some() && report.is_unwritable(tokenizer, language);
    Marked { value, mark: if doubtful { UNWRITABLE_MARK } else { "" } }
}

/// Words with a blank between them, and no line end or other control character.
pub fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
