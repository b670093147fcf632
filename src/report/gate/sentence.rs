//! A check in words, and all of them in a line.

use super::super::number::{short, times};
use super::super::table::interval;
use super::{Gated, with};
use crate::parity::{Check, Limited, Verdict};

/// What was found, and what the limit is.
pub fn sentence(corpus: &Gated, check: &Check) -> String {
    let tokenizer = &corpus.counts.tokenizers[check.tokenizer].name;
    let subject = subject(corpus, check);
    let Some(value) = check.found.value else {
        return format!("{subject} cannot be measured under {tokenizer}: what it writes is lost or nothing");
    };
    let sure = match check.found.interval {
        Some(found) => format!(" (95 % interval {})", interval(found)),
        None => String::new(),
    };
    let limit = limit(check);
    let value = number(check.measure, value);
    let found = match check.measure {
        Limited::Premium => format!("{subject} pays {value} the tokens of {}", pivot(corpus)),
        Limited::Gini => format!("the Gini coefficient of premiums is {value}"),
        Limited::TokensOverBaseline => format!("{subject} takes {value} the tokens of the baseline"),
        Limited::PremiumOverBaseline => {
            format!("{subject} has {value} the premium of the baseline, whose text is another")
        }
    };
    let but = if check.verdict == Verdict::Unsure { ", which the interval does not rule out" } else { "" };
    format!("{found}{sure} under {tokenizer}; the limit is {limit}{but}")
}

/// How many checks there are, and what fails, by name.
pub fn summary(corpora: &[Gated]) -> String {
    let all = corpora.iter().map(|corpus| corpus.checks.len()).sum::<usize>();
    let mut failed: Vec<String> = Vec::new();
    for (corpus, check) in with(corpora, Verdict::fails) {
        let name = subject(corpus, check);
        if !failed.contains(&name) {
            failed.push(name);
        }
    }
    let count = with(corpora, Verdict::fails).count();
    let checks = if all == 1 { "1 check".to_owned() } else { format!("{all} checks") };
    let unsure = match with(corpora, |verdict| verdict == Verdict::Unsure).count() {
        0 => String::new(),
        unsure => format!("; {unsure} unsure"),
    };
    if failed.is_empty() {
        return format!("Kept: all limits in {checks}{unsure}.");
    }
    format!("Failed: {count} of {checks}{unsure}: {}.", failed.join(", "))
}

/// Who a check is about.
pub fn subject(corpus: &Gated, check: &Check) -> String {
    match check.language {
        Some(language) => {
            let language = &corpus.counts.languages[language];
            format!("{} ({})", language.name, language.code)
        }
        None => format!("all languages of {}", corpus.corpus),
    }
}

/// The limit as it was typed.
pub fn limit(check: &Check) -> String {
    /// Beyond these only the arithmetic of percentages is left.
    const DIGITS: f64 = 1e9;
    let limit = (check.limit * DIGITS).round() / DIGITS;
    if check.measure == Limited::Gini { limit.to_string() } else { format!("{limit}×") }
}

/// A value of a measure; changes are small, and have a digit more.
pub fn number(measure: Limited, value: f64) -> String {
    match measure {
        Limited::Gini => format!("{value:.3}"),
        Limited::Premium => times(value),
        Limited::TokensOverBaseline | Limited::PremiumOverBaseline if value < 9.995 => format!("{value:.3}×"),
        Limited::TokensOverBaseline | Limited::PremiumOverBaseline => short(value) + "×",
    }
}

fn pivot(corpus: &Gated) -> &str {
    &corpus.counts.languages[corpus.counts.pivot].name
}
