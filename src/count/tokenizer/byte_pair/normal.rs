//! What tokenizers do to a text before they cut it.

use std::borrow::Cow;

// The Unicode version of Hugging Face's library, whose counts are the reference: newer marks are not composed there.
use unicode_normalization_alignments::char::canonical_combining_class;
use unicode_normalization_alignments::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::count::tokenizer::Token;

/// A change to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Normal {
    /// None: the text as it is.
    AsIs,
    /// Canonical composition (Unicode normalisation form C).
    Nfc,
    /// A mark in the place of every blank.
    Marked,
    /// The same, and a mark before the text, if there is any (`add_dummy_prefix` in SentencePiece).
    MarkedWithPrefix,
}

/// What stands for a blank in vocabularies from SentencePiece: U+2581.
const MARK: &str = "▁";

impl Normal {
    /// The text as the tokenizer sees it.
    #[inline]
    pub fn apply(self, text: &str) -> Cow<'_, str> {
        match self {
            Normal::Marked if text.contains(' ') => return Cow::Owned(text.replace(' ', MARK)),
            Normal::MarkedWithPrefix if !text.is_empty() => {
                return Cow::Owned(format!("{MARK}{}", text.replace(' ', MARK)));
            }
            Normal::AsIs | Normal::Marked | Normal::MarkedWithPrefix => return Cow::Borrowed(text),
            Normal::Nfc => {}
        }
        // Up to U+02FF, which begins with byte 0xcb, nothing composes.
        let plain = || text.bytes().all(|byte| byte < 0xcc);
        if plain() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(text.nfc().map(|(c, _)| c).collect())
        }
    }

    /// Whether the text comes back from what it becomes: a mark is always read as a blank.
    pub fn gives_back(self, text: &str) -> bool {
        match self {
            Normal::AsIs => true,
            Normal::Nfc => self.apply(text) == text,
            Normal::Marked | Normal::MarkedWithPrefix => !text.contains(MARK),
        }
    }

    /// Moves tokens of the changed text to the bytes of the original that they stand for. A token that ends within
    /// characters that were composed stands for all of them.
    pub fn trace_back(self, original: &str, normal: &str, tokens: &mut [Token]) {
        if original == normal {
            return;
        }
        let borders = match self {
            Normal::AsIs | Normal::Nfc => borders(original),
            Normal::Marked => marks(original, 0),
            Normal::MarkedWithPrefix => marks(original, MARK.len()),
        };
        trace_back(&borders, tokens);
    }
}

/// Moves tokens of a changed text to the original, by where changed parts begin and end: in the changed text, and in the
/// original. A token that ends within a part of another length stands for all of it.
pub fn trace_back(borders: &[(usize, usize)], tokens: &mut [Token]) {
    let place = |at: usize, round: fn(&[(usize, usize)], usize) -> usize| {
        let run = borders.partition_point(|(normal, _)| *normal <= at) - 1;
        let within = at - borders[run].0;
        let same_length =
            borders.get(run + 1).is_none_or(|next| next.0 - borders[run].0 == next.1 - borders[run].1);
        if within == 0 || same_length { borders[run].1 + within } else { round(borders, run) }
    };
    for token in tokens {
        token.bytes = place(token.bytes.start, |borders, run| borders[run].1)
            ..place(token.bytes.end, |borders, run| borders[run + 1].1);
    }
}

/// Where runs of characters begin that compose among themselves only: in the composed text, and in the original.
fn borders(original: &str) -> Vec<(usize, usize)> {
    let begins_run =
        |c: char| canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
    let mut borders = vec![(0, 0)];
    for (at, _) in
        original.char_indices().skip(1).filter(|(_, c)| begins_run(*c)).chain([(original.len(), ' ')])
    {
        let (normal, from) = borders[borders.len() - 1];
        borders.push((normal + original[from..at].nfc().map(|(c, _)| c.len_utf8()).sum::<usize>(), at));
    }
    borders
}

/// Where runs of characters begin that a mark does not change, and where blanks do: in the marked text, which has `prefix`
/// bytes more before it, and in the original.
fn marks(original: &str, prefix: usize) -> Vec<(usize, usize)> {
    let mut borders = vec![(0, 0)];
    let mut longer = prefix;
    borders.push((longer, 0));
    for (at, blank) in original.match_indices(' ') {
        borders.push((at + longer, at));
        longer += MARK.len() - blank.len();
        borders.push((at + 1 + longer, at + 1));
    }
    borders.push((original.len() + longer, original.len()));
    borders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_marked_text_stand_for_the_bytes_of_the_original() {
        // ▁a | ▁▁ | é | ▁ in the place of a prefix, "a", two blanks, "é" and a mark that was there before.
        let original = "a  é▁";
        let normal = Normal::MarkedWithPrefix.apply(original);
        assert_eq!(normal, "▁a▁▁é▁");
        let mut tokens: Vec<Token> = [0..4, 4..10, 10..12, 12..15].map(|bytes| Token { id: 0, bytes }).into();
        Normal::MarkedWithPrefix.trace_back(original, &normal, &mut tokens);
        assert_eq!(tokens.into_iter().map(|token| token.bytes).collect::<Vec<_>>(), [0..1, 1..3, 3..5, 5..8]);
    }

    #[test]
    fn tokens_of_composed_text_stand_for_the_bytes_of_the_original() {
        // e + U+0301 (3 bytes) becomes é (2 bytes); tokens: c, the first byte of é, the second, and !.
        let original = "ce\u{301}!";
        let normal = Normal::Nfc.apply(original);
        assert_eq!(normal, "cé!");
        let mut tokens: Vec<Token> = [0..1, 1..2, 2..3, 3..4].map(|bytes| Token { id: 0, bytes }).into();
        Normal::Nfc.trace_back(original, &normal, &mut tokens);
        assert_eq!(tokens.into_iter().map(|token| token.bytes).collect::<Vec<_>>(), [0..1, 1..4, 1..4, 4..5]);
    }
}
