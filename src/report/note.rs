//! What the marks in tables of languages mean.

use std::fmt::{self, Display, Formatter};

use super::Report;
use super::number::percent;
use crate::corpus::Language;
use crate::count::{Trust, WordRule};
use crate::metric::UNWRITABLE;
use crate::price::{Date, Price};

/// What stands beside a number of tokens that tells no cost.
pub(crate) const UNWRITABLE_MARK: &str = "‡";

/// What stands beside the date of a price that may no longer hold.
pub(crate) const OLD_MARK: &str = "!";

/// The day of a price, with the mark if it is old.
pub fn dated(price: &Price, today: Date) -> String {
    let mark = if price.is_old(today) { OLD_MARK } else { "" };
    format!("{}{mark}", price.date)
}

/// A mark that stands in the table, and what it says.
pub struct Note {
    pub mark: &'static str,
    pub text: String,
}

impl Display for Note {
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        write!(formatter, "{} {}", self.mark, self.text)
    }
}

/// The marks that a report needs.
pub fn notes(report: &Report) -> Vec<Note> {
    let mut notes = trust_notes(report.scope.word_rule, &report.languages);
    if !report.is_parallel() {
        let pivot = &report.pivot_language().name;
        let text = format!("no premium: its segments are not those of {pivot}, or have no ids to tell");
        notes.push(Note { mark: "–", text });
    }
    if report.some_unwritable() {
        let text = unwritable() + "\n  left out of medians and other measures of all languages";
        notes.push(Note { mark: UNWRITABLE_MARK, text });
    }
    notes
}

/// The marks beside tokens per word that some language has.
pub(crate) fn trust_notes(rule: WordRule, languages: &[Language]) -> Vec<Note> {
    let words = [
        (Trust::Estimated, "words found with ICU's dictionary: tokens per word are an estimate"),
        (Trust::Syllables, "tokens per syllable: the script marks no words"),
        (
            Trust::None,
            "no words: this rule does not find them in the language, and tokens per word mean nothing",
        ),
    ];
    let occurs = |trust: Trust| languages.iter().any(|language| rule.trust(language) == trust);
    let found = words.into_iter().filter(|(trust, _)| occurs(*trust));
    found.map(|(trust, text)| Note { mark: mark(trust), text: text.to_owned() }).collect()
}

/// What the mark beside a number of tokens says.
pub(crate) fn unwritable_note() -> String {
    format!("{UNWRITABLE_MARK} {}", unwritable())
}

fn unwritable() -> String {
    let limit = percent(UNWRITABLE);
    format!("cannot be written: over {limit} of the characters are lost, so the tokens are no cost;")
}

/// What stands beside tokens per word, where the words are not simply those that the language writes.
pub(crate) fn mark(trust: Trust) -> &'static str {
    match trust {
        Trust::Written => " ",
        Trust::Estimated => "*",
        Trust::Syllables => "†",
        Trust::None => "!",
    }
}
