//! A look at every token: what it does to words and characters, and which it is.

use std::ops::Range;

use super::division::of_word;
use super::{Spectrum, Tally, Token, TokenizeError, Tokenizer};

/// What a look at every token of a text finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// How often each token occurs, by id.
    pub tokens: Spectrum,
    /// How many tokens each word takes in context: a list for each segment.
    pub words: Vec<Vec<u32>>,
}

/// What is met on the way, before it becomes a [`Detail`].
#[derive(Default)]
pub struct Met {
    tokens: Vec<u32>,
    words: Vec<Vec<u32>>,
}

impl Met {
    /// Looks at a segment with its words, and writes what adds up to its tally.
    ///
    /// # Errors
    /// A tokenizer that refuses the segment.
    pub fn look(
        &mut self,
        tokenizer: &dyn Tokenizer,
        segment: &str,
        words: &[Range<usize>],
        tally: &mut Tally,
    ) -> Result<(), TokenizeError> {
        let tokens = tokenizer.encode(segment)?;
        self.tokens.extend(tokens.iter().map(|token| token.id));
        tally.partial_tokens = partial(segment, &tokens);
        tally.lossless_segments = u64::from(tokenizer.gives_back(segment)?);
        let pieces: Vec<u32> =
            words.iter().map(|word| of_word(segment, &tokens, word).len() as u32).collect();
        let number = |which: fn(u32) -> bool| pieces.iter().filter(|pieces| which(**pieces)).count() as u64;
        tally.single_token_words = number(|pieces| pieces == 1);
        tally.continued_words = number(|pieces| pieces > 1);
        tally.tokens_of_words = pieces.iter().copied().map(u64::from).sum();
        self.words.push(pieces);
        Ok(())
    }
}

impl From<Met> for Detail {
    fn from(met: Met) -> Detail {
        Detail { tokens: met.tokens.into_iter().collect(), words: met.words }
    }
}

/// The details of neighbouring parts of a text, in their order.
impl std::iter::Sum for Detail {
    fn sum<I: Iterator<Item = Detail>>(details: I) -> Detail {
        let (tokens, words): (Vec<_>, Vec<_>) = details.map(|detail| (detail.tokens, detail.words)).unzip();
        Detail { tokens: tokens.into_iter().sum(), words: words.into_iter().flatten().collect() }
    }
}

/// Tokens that are no text alone: they begin or end within a character, or share one with a neighbour.
fn partial(segment: &str, tokens: &[Token]) -> u64 {
    let shares = |left: Option<&Token>, right: Option<&Token>| {
        left.zip(right).is_some_and(|(left, right)| left.bytes.end > right.bytes.start)
    };
    let is_partial = |(position, token): (usize, &Token)| {
        let Range { start, end } = token.bytes;
        !segment.is_char_boundary(start)
            || !segment.is_char_boundary(end)
            || shares(position.checked_sub(1).map(|before| &tokens[before]), Some(token))
            || shares(Some(token), tokens.get(position + 1))
    };
    tokens.iter().enumerate().filter(|token| is_partial(*token)).count() as u64
}

/// Characters that tokens do not tell: under the unknown token, or under none and no blanks.
pub fn lost(segment: &str, tokens: &[Token], unknown: Option<u32>) -> u64 {
    let mut known = tokens.iter().filter(|token| Some(token.id) != unknown).peekable();
    let is_lost = |(start, c): (usize, char)| {
        let end = start + c.len_utf8();
        while known.next_if(|token| token.bytes.end <= start).is_some() {}
        let told = known.peek().is_some_and(|token| token.bytes.start < end);
        let blank = c.is_whitespace() && !tokens.iter().any(|token| token.bytes.contains(&start));
        !told && !blank
    };
    segment.char_indices().map(is_lost).filter(|lost| *lost).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(list: &[(u32, Range<usize>)]) -> Vec<Token> {
        list.iter().map(|(id, bytes)| Token { id: *id, bytes: bytes.clone() }).collect()
    }

    #[test]
    fn half_a_character_is_a_partial_token() {
        // กข in tokens of four and two bytes: the first ends within ข, the second begins there.
        assert_eq!(partial("กข", &tokens(&[(1, 0..4), (2, 4..6)])), 2);
        assert_eq!(partial("กข", &tokens(&[(1, 0..3), (2, 3..6)])), 0);
        // Three tokens for the bytes of one character, each said to stand for all of it.
        assert_eq!(partial("aก", &tokens(&[(9, 0..1), (1, 1..4), (2, 1..4), (3, 1..4)])), 3);
    }

    #[test]
    fn characters_under_an_unknown_token_or_under_none_are_lost_and_dropped_blanks_are_not() {
        // `tea` and an unknown word of three letters, the blank dropped.
        let found = tokens(&[(5, 0..3), (0, 4..10)]);
        assert_eq!(lost("tea чай", &found, Some(0)), 3);
        assert_eq!(lost("tea чай", &found[..1], None), 3);
        assert_eq!(lost("tea чай", &tokens(&[(5, 0..10)]), Some(0)), 0);
    }
}
