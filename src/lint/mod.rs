//! What in a text costs tokens without saying anything, or spoils a comparison?

mod across;
mod kind;
mod line;
mod mojibake;
mod script;

use rayon::prelude::*;

pub use kind::{KINDS, Kind};

use crate::corpus::{Corpus, Text};
use crate::count::{CountError, Tokenizer};
use kind::{Find, Spot};

/// Something found in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub kind: &'static Kind,
    /// Position of the language in the corpus.
    pub language: usize,
    /// Position of the segment.
    pub segment: usize,
    /// Where it first is in the segment, in characters from 1.
    pub column: usize,
    /// How often it is there.
    pub times: usize,
    /// What was found; characters of the text may be in it.
    pub what: String,
    /// Tokens that the segment would have fewer without it, by tokenizer; below zero where it would have more. Empty where
    /// nothing is known to mend it.
    pub saved: Vec<i64>,
}

/// What was found in a corpus, and the tokens that it has.
#[derive(Clone, Debug)]
pub struct Lint {
    /// By kind in the order of [`KINDS`], then language, then segment.
    pub findings: Vec<Finding>,
    /// Tokens of the corpus by tokenizer, then language.
    pub tokens: Vec<Vec<u64>>,
}

/// Looks at every line of a corpus. `progress` hears how many segments were just looked at.
///
/// # Errors
/// A tokenizer that refuses a segment.
pub fn lint(
    corpus: &Corpus,
    tokenizers: &[Box<dyn Tokenizer>],
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Lint, CountError> {
    let of_text = |(language, text)| {
        let found = of_text(language, text, tokenizers);
        progress(Text::len(text));
        found
    };
    let of_texts: Vec<OfText> =
        corpus.texts().par_iter().enumerate().map(of_text).collect::<Result<_, _>>()?;
    let mut findings: Vec<Finding> = Vec::new();
    let mut tokens = vec![Vec::new(); tokenizers.len()];
    for of_text in of_texts {
        findings.extend(of_text.findings);
        tokens.iter_mut().zip(of_text.tokens).for_each(|(languages, sum)| languages.push(sum));
    }
    for kind in KINDS {
        if let Find::InCorpus(find) = kind.find {
            findings.extend(find(corpus).into_iter().map(|place| {
                let across::Place { language, segment, what } = place;
                Finding { kind, language, segment, column: 1, times: 1, what, saved: Vec::new() }
            }));
        }
    }
    let position = |finding: &Finding| KINDS.iter().position(|kind| kind.id == finding.kind.id);
    findings.sort_by_key(|finding| (position(finding), finding.language, finding.segment));
    Ok(Lint { findings, tokens })
}

struct OfText {
    findings: Vec<Finding>,
    /// By tokenizer.
    tokens: Vec<u64>,
}

fn of_text(language: usize, text: &Text, tokenizers: &[Box<dyn Tokenizer>]) -> Result<OfText, CountError> {
    let mut of_text = OfText { findings: Vec::new(), tokens: vec![0; tokenizers.len()] };
    for (segment, line) in text.segments().enumerate() {
        let count = |words: &str| -> Result<Vec<u64>, CountError> {
            let count = |tokenizer: &dyn Tokenizer| {
                tokenizer.count(words).map_err(CountError::at(tokenizer, text, segment))
            };
            tokenizers.iter().map(|tokenizer| count(tokenizer.as_ref())).collect()
        };
        let tokens = count(line)?;
        of_text.tokens.iter_mut().zip(&tokens).for_each(|(sum, tokens)| *sum += tokens);
        for kind in KINDS {
            let Find::InLine { find, mend } = kind.find else { continue };
            let Some(Spot { bytes, times, what }) = find(line, &text.language) else { continue };
            let saved = match mend {
                None => Vec::new(),
                Some(mend) => difference(&tokens, &count(&mend(line))?),
            };
            let column = line[..bytes.start].chars().count() + 1;
            of_text.findings.push(Finding { kind, language, segment, column, times, what, saved });
        }
    }
    Ok(of_text)
}

fn difference(before: &[u64], after: &[u64]) -> Vec<i64> {
    before.iter().zip(after).map(|(&before, &after)| before.cast_signed() - after.cast_signed()).collect()
}
