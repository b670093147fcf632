//! The baselines: tokenizers whose answers can be worked out by hand.

use super::{Identity, Token, TokenizeError, Tokenizer};

/// A token is a byte of UTF-8.
pub struct Bytes(pub Identity);

/// A token is a Unicode scalar value.
pub struct Chars(pub Identity);

impl Tokenizer for Bytes {
    fn identity(&self) -> &Identity {
        &self.0
    }

    fn count(&self, text: &str) -> Result<u64, TokenizeError> {
        Ok(text.len() as u64)
    }

    fn encode(&self, text: &str) -> Result<Vec<Token>, TokenizeError> {
        Ok(text.bytes().enumerate().map(|(at, byte)| Token { id: byte.into(), bytes: at..at + 1 }).collect())
    }

    fn gives_back(&self, _: &str) -> Result<bool, TokenizeError> {
        Ok(true)
    }

    fn vocabulary_size(&self) -> Option<u64> {
        Some(256)
    }

    fn spelled(&self) -> Option<Vec<Vec<u8>>> {
        Some((0..=u8::MAX).map(|byte| vec![byte]).collect())
    }
}

impl Tokenizer for Chars {
    fn identity(&self) -> &Identity {
        &self.0
    }

    fn count(&self, text: &str) -> Result<u64, TokenizeError> {
        Ok(text.chars().count() as u64)
    }

    fn encode(&self, text: &str) -> Result<Vec<Token>, TokenizeError> {
        Ok(text.char_indices().map(|(at, c)| Token { id: c.into(), bytes: at..at + c.len_utf8() }).collect())
    }

    fn gives_back(&self, _: &str) -> Result<bool, TokenizeError> {
        Ok(true)
    }

    fn vocabulary_size(&self) -> Option<u64> {
        None
    }

    fn spelled(&self) -> Option<Vec<Vec<u8>>> {
        None
    }
}
