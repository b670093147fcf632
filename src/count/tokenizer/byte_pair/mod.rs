//! Byte-pair encoding, counted exactly and fast: cut the text, remember short pieces, read new ones from left to right.

pub mod alphabet;
pub mod characters;
mod kinds;
mod memo;
pub mod merging;
pub mod normal;
mod pattern;
mod possessive;
mod scratch;
mod short;
pub mod split;
mod tables;
mod together;
mod traces;
pub mod trie;
mod vocabulary;

use std::sync::Arc;

pub use normal::Normal;
pub use pattern::PatternError;
pub use scratch::Scratch;
pub use split::Split;
pub use together::{Memory, Together};
pub use vocabulary::{Vocabulary, VocabularyError};

use super::{Identity, Token, TokenizeError, Tokenizer};

/// A tokenizer by byte-pair encoding.
pub struct BytePair {
    pub identity: Identity,
    /// What happens to the text first.
    pub normal: Normal,
    /// How it is cut into pieces.
    pub split: Arc<Split>,
    pub vocabulary: Vocabulary,
    /// A piece that is a token is one, even if no merges lead to it (`ignore_merges`; always in tiktoken).
    pub whole_pieces: bool,
    /// The vocabulary merges characters: some of what comes out are beginnings of characters that it lacks.
    pub of_characters: bool,
    /// Texts that another engine must count.
    pub exceptions: Option<Exceptions>,
    /// How many special tokens its file puts around a text.
    pub special_tokens: Option<u64>,
}

/// Texts that hold a token which is read whole wherever it stands (`added_tokens` in a `tokenizer.json`).
pub struct Exceptions {
    pub texts: Vec<String>,
    pub engine: Box<dyn Tokenizer>,
}

impl BytePair {
    /// The engine for this text, if it is not this one.
    #[inline]
    fn exception(&self, text: &str) -> Option<&dyn Tokenizer> {
        let exceptions = self.exceptions.as_ref()?;
        exceptions.texts.iter().any(|token| text.contains(token)).then_some(exceptions.engine.as_ref())
    }

    /// Number of tokens of a piece.
    #[inline]
    fn count_piece(&self, piece: &[u8], scratch: &mut Scratch) -> u32 {
        if self.of_characters {
            let tokens = self.vocabulary.tokens(piece, self.whole_pieces, scratch);
            tokens.map(|(id, length)| if id == characters::BEGINNING { length as u32 } else { 1 }).sum()
        } else {
            self.vocabulary.count(piece, self.whole_pieces, scratch)
        }
    }

    /// The ids of a piece's tokens and their lengths in bytes.
    fn tokens_of_piece(&self, piece: &[u8], scratch: &mut Scratch) -> Vec<(u32, usize)> {
        let tokens: Vec<(u32, usize)> = self.vocabulary.tokens(piece, self.whole_pieces, scratch).collect();
        if !self.of_characters {
            return tokens;
        }
        let mut whole = Vec::new();
        let mut at = 0;
        for (id, length) in tokens {
            let bytes = &piece[at..at + length];
            at += length;
            if id == characters::BEGINNING {
                for byte in bytes.chunks(1) {
                    whole.extend(self.vocabulary.tokens(byte, true, scratch));
                }
            } else {
                whole.push((id, length));
            }
        }
        whole
    }

    /// Whether two tokenizers cut every text alike, so that one pass can serve both.
    pub fn cuts_like(&self, other: &BytePair) -> bool {
        self.normal == other.normal && self.split.equals(&other.split)
    }
}

impl Tokenizer for BytePair {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn byte_pair(&self) -> Option<&BytePair> {
        Some(self)
    }

    fn count(&self, text: &str) -> Result<u64, TokenizeError> {
        if let Some(engine) = self.exception(text) {
            return engine.count(text);
        }
        let text = self.normal.apply(text);
        let mut scratch = Scratch::default();
        let mut tokens = 0;
        self.split.pieces(&text, &mut |start, end| {
            let piece = &text.as_bytes()[start..end];
            tokens += u64::from(self.count_piece(piece, &mut scratch));
        });
        Ok(tokens)
    }

    fn encode(&self, text: &str) -> Result<Vec<Token>, TokenizeError> {
        if let Some(engine) = self.exception(text) {
            return engine.encode(text);
        }
        let normal = self.normal.apply(text);
        let mut scratch = Scratch::default();
        let mut tokens = Vec::new();
        self.split.pieces(&normal, &mut |start, end| {
            let piece = &normal.as_bytes()[start..end];
            let mut at = start;
            for (id, length) in self.tokens_of_piece(piece, &mut scratch) {
                tokens.push(Token { id, bytes: at..at + length });
                at += length;
            }
        });
        self.normal.trace_back(text, &normal, &mut tokens);
        Ok(tokens)
    }

    fn gives_back(&self, text: &str) -> Result<bool, TokenizeError> {
        match self.exception(text) {
            Some(engine) => engine.gives_back(text),
            None => Ok(self.normal.gives_back(text)),
        }
    }

    fn vocabulary_size(&self) -> Option<u64> {
        Some(self.vocabulary.tokens_listed() as u64)
    }

    fn spelled(&self) -> Option<Vec<Vec<u8>>> {
        Some(self.vocabulary.spelled())
    }

    fn special_tokens(&self) -> Option<u64> {
        self.special_tokens
    }
}
