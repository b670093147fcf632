//! What words cost in context: the tokens of each, and how many of them are more than one.

use std::collections::BTreeMap;
use std::ops::Range;

use super::division::{of_word, with_blank};
use super::{CountError, Token, Tokenizer, WordRule, words};
use crate::corpus::Text;

/// A word of a text, and the tokens of all its occurrences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordCost {
    pub word: String,
    /// How often it occurs.
    pub frequency: u64,
    /// Tokens of all occurrences, each with the blank before it; a token that spans two words counts in both.
    pub tokens: u64,
    /// Tokens beyond one an occurrence: frequency × (tokens per occurrence − 1).
    pub waste: u64,
    /// The bytes that each token holds of the word and the blank before it, as it is divided most often.
    pub pieces: Vec<Vec<u8>>,
}

/// What is known of a word while its text is read.
#[derive(Default)]
struct Occurrences {
    tokens: u64,
    waste: u64,
    divisions: BTreeMap<Vec<Vec<u8>>, u64>,
}

/// Every word of a text, the one that wastes most first; then the more frequent, then in the order of their bytes.
///
/// # Errors
/// A tokenizer that refuses a segment.
pub fn wasted(
    text: &Text,
    tokenizer: &dyn Tokenizer,
    word_rule: WordRule,
) -> Result<Vec<WordCost>, CountError> {
    let mut found: BTreeMap<&str, Occurrences> = BTreeMap::new();
    for (position, segment) in text.segments().enumerate() {
        let tokens = tokenizer.encode(segment).map_err(CountError::at(tokenizer, text, position))?;
        for word in words(segment, word_rule) {
            let pieces = pieces(segment, &tokens, &word);
            let occurrences = found.entry(&segment[word]).or_default();
            occurrences.tokens += pieces.len() as u64;
            occurrences.waste += (pieces.len() as u64).saturating_sub(1);
            *occurrences.divisions.entry(pieces).or_default() += 1;
        }
    }
    let mut costs: Vec<WordCost> = found.into_iter().map(|(word, seen)| cost(word, seen)).collect();
    costs.sort_by(|a, b| {
        b.waste.cmp(&a.waste).then(b.frequency.cmp(&a.frequency)).then_with(|| a.word.cmp(&b.word))
    });
    Ok(costs)
}

/// What each token holds of a word and of the blank before it.
fn pieces(segment: &str, tokens: &[Token], word: &Range<usize>) -> Vec<Vec<u8>> {
    let bytes = with_blank(segment, word);
    of_word(segment, tokens, word)
        .map(|token| {
            let token = &tokens[token].bytes;
            segment.as_bytes()[token.start.max(bytes.start)..token.end.min(bytes.end)].to_vec()
        })
        .collect()
}

fn cost(word: &str, occurrences: Occurrences) -> WordCost {
    let Occurrences { tokens, waste, divisions } = occurrences;
    let frequency = divisions.values().sum();
    // Of divisions that are equally frequent the first in the order of the bytes.
    let most = divisions.into_iter().rev().max_by_key(|(_, times)| *times);
    let pieces = most.map(|(pieces, _)| pieces).unwrap_or_default();
    WordCost { word: word.to_owned(), frequency, tokens, waste, pieces }
}
