//! Some segments to be looked at: their text in every language, and how every tokenizer divides it.

use rayon::prelude::*;

use super::{CountError, Run, Tokenizer, divide};
use crate::corpus::{Corpus, Text};

/// A segment in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Its position in the corpus.
    pub segment: usize,
    /// One for each language.
    pub versions: Vec<Version>,
}

/// A segment in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub text: String,
    /// One for each tokenizer.
    pub divisions: Vec<Division>,
}

/// A text in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// Number of tokens.
    pub tokens: usize,
    pub runs: Vec<Run>,
}

/// Some segments of a corpus, by their positions.
///
/// # Errors
/// A tokenizer that refuses a segment.
pub fn excerpts(
    corpus: &Corpus,
    tokenizers: &[Box<dyn Tokenizer>],
    segments: &[usize],
) -> Result<Vec<Excerpt>, CountError> {
    let excerpt = |&segment: &usize| {
        let version = |text: &Text| version(text, segment, tokenizers);
        let versions = corpus.texts().par_iter().map(version).collect::<Result<_, _>>()?;
        Ok(Excerpt { segment, versions })
    };
    segments.iter().map(excerpt).collect()
}

fn version(text: &Text, segment: usize, tokenizers: &[Box<dyn Tokenizer>]) -> Result<Version, CountError> {
    let words: String = text.slice(segment..segment + 1).collect();
    let division = |tokenizer: &dyn Tokenizer| {
        let tokens = tokenizer.encode(&words).map_err(CountError::at(tokenizer, text, segment))?;
        Ok(Division { tokens: tokens.len(), runs: divide(&words, &tokens) })
    };
    let divisions =
        tokenizers.iter().map(|tokenizer| division(tokenizer.as_ref())).collect::<Result<_, _>>()?;
    Ok(Version { text: words, divisions })
}
