//! Any Hugging Face `tokenizer.json`, counted by the `tokenizers` crate.

use super::{Identity, Token, TokenizeError, Tokenizer};

/// A `tokenizer.json` with its own normaliser, pre-tokenizer and model, and nothing around the text.
pub struct HuggingFace {
    identity: Identity,
    tokenizer: tokenizers::Tokenizer,
}

impl HuggingFace {
    /// Reads a `tokenizer.json`.
    ///
    /// # Errors
    /// Bytes that are no tokenizer.
    pub fn new(file: &[u8], identity: Identity) -> Result<HuggingFace, TokenizeError> {
        let mut tokenizer = tokenizers::Tokenizer::from_bytes(file).map_err(failure)?;
        // A file may ask for 512 tokens at most, or for padding: both would falsify the count.
        tokenizer.with_truncation(None).map_err(failure)?;
        tokenizer.with_padding(None);
        // Text that looks like a special token is ordinary text.
        tokenizer.set_encode_special_tokens(true);
        Ok(HuggingFace { identity, tokenizer })
    }
}

impl Tokenizer for HuggingFace {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn count(&self, text: &str) -> Result<u64, TokenizeError> {
        Ok(self.tokenizer.encode_fast(text, false).map_err(failure)?.len() as u64)
    }

    fn encode(&self, text: &str) -> Result<Vec<Token>, TokenizeError> {
        let encoding = self.tokenizer.encode(text, false).map_err(failure)?;
        let tokens = encoding.get_ids().iter().zip(encoding.get_offsets());
        Ok(tokens.map(|(&id, &(start, end))| Token { id, bytes: start..end }).collect())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands the error over")]
fn failure(error: tokenizers::Error) -> TokenizeError {
    TokenizeError(error.to_string())
}
