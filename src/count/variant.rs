//! The same corpus counted in other ways: with other words, with its text rewritten, with special tokens around it.

use rayon::prelude::*;

use super::{CountError, Counts, Scope, Tally, Tokenizer, WordRule, count, words};
use crate::corpus::{Corpus, Rewriting};

/// A way to count a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Line by line, as the text stands; its words are cut by a rule.
    Lines(WordRule),
    /// With the text written in another way.
    Rewritten(Rewriting),
    /// Line by line, with the special tokens that a tokenizer's file puts around each.
    WithSpecialTokens,
}

/// A corpus counted in several ways, each once.
#[derive(Clone, Debug)]
pub struct Variants {
    /// Line by line, as the text stands, with words by script: what every other command counts.
    pub lines: Counts,
    others: Vec<(Variant, Counts)>,
    /// Of each tokenizer.
    special_tokens: Vec<Option<u64>>,
}

impl Variant {
    /// What every other command counts.
    pub const USUAL: Variant = Variant::Lines(WordRule::ByScript);
}

impl Variants {
    /// The tallies of one language under one tokenizer, a segment each; `None` for a way that was not asked for, or
    /// that the tokenizer does not have.
    pub fn segment_tallies(&self, variant: Variant, tokenizer: usize, language: usize) -> Option<&[Tally]> {
        if variant == Variant::WithSpecialTokens {
            self.special_tokens[tokenizer]?;
        }
        let other = || self.others.iter().find(|(other, _)| *other == variant).map(|(_, counts)| counts);
        let counts = if variant == Variant::USUAL { &self.lines } else { other()? };
        Some(counts.segment_tallies(tokenizer, language))
    }
}

/// Counts a corpus in some ways, and in the usual one. `progress` hears how many segments were just done: all of them
/// in each way.
///
/// # Errors
/// A tokenizer that refuses a segment.
pub fn count_variants(
    corpus: &Corpus,
    tokenizers: &[Box<dyn Tokenizer>],
    variants: &[Variant],
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Variants, CountError> {
    let special_tokens: Vec<_> = tokenizers.iter().map(|tokenizer| tokenizer.special_tokens()).collect();
    let lines = count(corpus, tokenizers, Scope::default(), progress)?;
    let counted = |variant: &Variant| {
        let counts = match *variant {
            Variant::Lines(rule) => with_words(&lines, corpus, rule, progress),
            Variant::Rewritten(rewriting) => rewritten(corpus, tokenizers, rewriting, progress)?,
            Variant::WithSpecialTokens => {
                progress(corpus.segments() * corpus.texts().len());
                with_special_tokens(&lines, &special_tokens)
            }
        };
        Ok((*variant, counts))
    };
    let others = variants.iter().filter(|variant| **variant != Variant::USUAL);
    let others = others.map(counted).collect::<Result<_, CountError>>()?;
    Ok(Variants { lines, others, special_tokens })
}

/// The same tokens, with the words of another rule.
fn with_words(lines: &Counts, corpus: &Corpus, rule: WordRule, progress: &(dyn Fn(usize) + Sync)) -> Counts {
    let of_texts = corpus.texts().par_iter().map(|text| {
        let found = text.segments().map(|segment| words(segment, rule).len() as u64).collect();
        progress(text.len());
        found
    });
    let of_texts: Vec<Vec<u64>> = of_texts.collect();
    let mut counts = lines.clone();
    counts.scope.word_rule = rule;
    for (tallies, words) in counts.tallies_mut().iter_mut().zip(of_texts.iter().cycle()) {
        tallies.iter_mut().zip(words).for_each(|(tally, words)| tally.words = *words);
    }
    counts
}

/// The tokens of another text; where it has fewer segments, each stands for several of the corpus.
fn rewritten(
    corpus: &Corpus,
    tokenizers: &[Box<dyn Tokenizer>],
    rewriting: Rewriting,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Counts, CountError> {
    let other = corpus.rewritten(rewriting);
    let each = corpus.segments() / other.segments();
    count(&other, tokenizers, Scope::default(), &|done| progress(done * each))
}

fn with_special_tokens(lines: &Counts, special_tokens: &[Option<u64>]) -> Counts {
    let mut counts = lines.clone();
    for (tallies, added) in counts.tallies_mut().chunks_mut(lines.languages.len()).zip(special_tokens) {
        let added = added.unwrap_or_default();
        tallies.iter_mut().flatten().for_each(|tally| tally.tokens += added);
    }
    counts
}
