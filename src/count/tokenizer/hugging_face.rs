//! Any Hugging Face `tokenizer.json`, counted by the `tokenizers` crate.

use serde::Deserialize;
use tokenizers::{DecoderWrapper, PostProcessor, PostProcessorWrapper};

use super::byte_pair::alphabet;
use super::{Identity, Losses, Token, TokenizeError, Tokenizer};

/// A `tokenizer.json` with its own normaliser, pre-tokenizer and model, and nothing around the text.
pub struct HuggingFace {
    identity: Identity,
    tokenizer: tokenizers::Tokenizer,
    unknown: Option<u32>,
}

/// What a file says of its unknown token: an id in Unigram, a text in all other models.
#[derive(Deserialize)]
struct File {
    model: Model,
}

#[derive(Deserialize)]
struct Model {
    unk_id: Option<u32>,
    unk_token: Option<String>,
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
        let File { model } = serde_json::from_slice(file).map_err(|error| failure(error.into()))?;
        let by_text = || tokenizer.token_to_id(&model.unk_token?);
        let unknown = model.unk_id.or_else(by_text);
        Ok(HuggingFace { identity, tokenizer, unknown })
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

    fn gives_back(&self, text: &str) -> Result<bool, TokenizeError> {
        let encoding = self.tokenizer.encode_fast(text, false).map_err(failure)?;
        Ok(self.tokenizer.decode(encoding.get_ids(), false).map_err(failure)? == text)
    }

    fn vocabulary_size(&self) -> Option<u64> {
        Some(self.tokenizer.get_vocab_size(true) as u64)
    }

    fn spelled(&self) -> Option<Vec<Vec<u8>>> {
        // A byte token is spelled `<0x0A>`; the texts of a byte-level vocabulary are written in its alphabet.
        let byte = |token: &str| u8::from_str_radix(token.strip_prefix("<0x")?.strip_suffix('>')?, 16).ok();
        let is_byte_level = matches!(self.tokenizer.get_decoder(), Some(DecoderWrapper::ByteLevel(_)));
        let spell = |token: String| match byte(&token) {
            Some(byte) => vec![byte],
            None => is_byte_level
                .then(|| alphabet::to_bytes(&token))
                .flatten()
                .unwrap_or_else(|| token.into_bytes()),
        };
        Some(self.tokenizer.get_vocab(true).into_keys().map(spell).collect())
    }

    fn special_tokens(&self) -> Option<u64> {
        self.tokenizer.get_post_processor().and_then(special_tokens)
    }

    fn losses(&self) -> Losses {
        Losses::Possible { unknown: self.unknown }
    }
}

/// How many special tokens the template of a file puts around a text; `None` if it has none.
pub fn special_tokens(processor: &PostProcessorWrapper) -> Option<u64> {
    Some(processor.added_tokens(false) as u64).filter(|&added| added > 0)
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands the error over")]
fn failure(error: tokenizers::Error) -> TokenizeError {
    TokenizeError(error.to_string())
}
