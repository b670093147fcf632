//! How many tokens, words, characters, graphemes and bytes is each segment?

mod division;
mod measure;
mod pass;
mod tally;
pub mod tokenizer;
mod waste;
mod words;

use std::ops::Range;
use std::path::PathBuf;

use rayon::prelude::*;

pub use division::{Run, divide};
pub use tally::Tally;
pub use tokenizer::{Identity, Token, TokenizeError, Tokenizer, TokenizerError};
pub use waste::{WordCost, wasted};
pub use words::{Trust, WordRule, words};

use crate::corpus::{Corpus, Language, Text};
use pass::Pass;

/// Segments that one thread counts before it looks for other work.
const CHUNK: usize = 128;

/// The tallies of a corpus: one for each tokenizer, language and segment.
#[derive(Clone, Debug)]
pub struct Counts {
    pub tokenizers: Vec<Identity>,
    pub languages: Vec<Language>,
    /// Position of the pivot among the languages.
    pub pivot: usize,
    /// Number of segments in each language.
    pub segments: usize,
    /// What counts as a word.
    pub word_rule: WordRule,
    tallies: Vec<Vec<Tally>>,
}

/// A tokenizer failed on a segment.
#[derive(Debug, thiserror::Error)]
#[error("`{tokenizer}` cannot tokenize `{}` line {line}", path.display())]
pub struct CountError {
    pub tokenizer: String,
    pub path: PathBuf,
    pub line: usize,
    pub source: TokenizeError,
}

impl CountError {
    /// What a tokenizer's refusal becomes where the text and the line are known.
    pub(crate) fn at(
        tokenizer: &dyn Tokenizer,
        text: &Text,
        line: usize,
    ) -> impl FnOnce(TokenizeError) -> CountError {
        move |source| CountError {
            tokenizer: tokenizer.identity().name.clone(),
            path: text.path.clone(),
            line,
            source,
        }
    }
}

impl Counts {
    /// The tallies of one language under one tokenizer, a segment each.
    pub fn segment_tallies(&self, tokenizer: usize, language: usize) -> &[Tally] {
        &self.tallies[tokenizer * self.languages.len() + language]
    }
}

/// Counts every segment of a corpus with every tokenizer, and its words by a rule. `progress` hears how many segments were just done.
///
/// # Errors
/// A tokenizer that refuses a segment, with the file and the line.
pub fn count(
    corpus: &Corpus,
    tokenizers: &[Box<dyn Tokenizer>],
    word_rule: WordRule,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Counts, CountError> {
    let chunks = chunks(corpus);
    let pass = Pass::new(tokenizers);
    let counted = chunks
        .par_iter()
        .map(|(text, positions)| {
            let counted = count_chunk(text, positions.clone(), &pass, tokenizers, word_rule);
            progress(positions.len());
            counted
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut tallies = vec![Vec::with_capacity(corpus.segments()); tokenizers.len() * corpus.texts().len()];
    let chunks_per_text = chunks.len() / corpus.texts().len();
    for (position, of_tokenizers) in counted.into_iter().enumerate() {
        for (tokenizer, chunk) in of_tokenizers.into_iter().enumerate() {
            tallies[tokenizer * corpus.texts().len() + position / chunks_per_text].extend(chunk);
        }
    }
    Ok(Counts {
        tokenizers: tokenizers.iter().map(|tokenizer| tokenizer.identity().clone()).collect(),
        languages: corpus.texts().iter().map(|text| text.language.clone()).collect(),
        pivot: corpus.pivot(),
        segments: corpus.segments(),
        word_rule,
        tallies,
    })
}

/// The corpus in pieces of work: every text cut at the same positions.
fn chunks(corpus: &Corpus) -> Vec<(&Text, Range<usize>)> {
    let starts = || (0..corpus.segments()).step_by(CHUNK);
    let end = |start: usize| (start + CHUNK).min(corpus.segments());
    corpus.texts().iter().flat_map(|text| starts().map(move |start| (text, start..end(start)))).collect()
}

fn count_chunk(
    text: &Text,
    positions: Range<usize>,
    pass: &Pass,
    tokenizers: &[Box<dyn Tokenizer>],
    word_rule: WordRule,
) -> Result<Vec<Vec<Tally>>, CountError> {
    let counted = pass.count(&text.slice(positions.clone())).map_err(|refusal| {
        let line = positions.start + refusal.segment + 1;
        CountError::at(tokenizers[refusal.tokenizer].as_ref(), text, line)(refusal.source)
    })?;
    let measured: Vec<Tally> =
        text.slice(positions).map(|segment| measure::measure(segment, word_rule)).collect();
    let tallies = |tokens: Vec<u64>| {
        tokens.into_iter().zip(&measured).map(|(tokens, &tally)| Tally { tokens, ..tally }).collect()
    };
    Ok(counted.into_iter().map(tallies).collect())
}
