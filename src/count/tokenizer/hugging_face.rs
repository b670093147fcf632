//! Any Hugging Face `tokenizer.json`, counted by the `tokenizers` crate.

use serde::Deserialize;
use serde_json::Value;
use tokenizers::{DecoderWrapper, PostProcessor, PostProcessorWrapper};

use super::byte_pair::alphabet;
use super::growth;
use super::{Identity, Losses, Token, TokenizeError, Tokenizer};
use crate::contained::contained;

/// A `tokenizer.json` with its own normaliser, pre-tokenizer and model, and nothing around the text.
pub struct HuggingFace {
    identity: Identity,
    tokenizer: tokenizers::Tokenizer,
    unknown: Option<u32>,
}

/// What a file says of itself, beside what `tokenizers` reads.
#[derive(Deserialize)]
struct File {
    #[serde(default)]
    normalizer: Value,
    #[serde(default)]
    pre_tokenizer: Value,
    #[serde(default)]
    decoder: Value,
    model: Model,
}

/// Its unknown token: an id in Unigram, a text in all other models.

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
        let said: File = serde_json::from_slice(file).map_err(|error| TokenizeError(error.to_string()))?;
        if let Some(reason) =
            [&said.normalizer, &said.pre_tokenizer, &said.decoder].into_iter().find_map(growth::refusal)
        {
            return Err(TokenizeError(reason));
        }
        let mut tokenizer = trying(|| tokenizers::Tokenizer::from_bytes(file))?;
        // A file may ask for 512 tokens at most, or for padding: both would falsify the count.
        tokenizer.with_truncation(None).map_err(failure)?;
        tokenizer.with_padding(None);
        // Text that looks like a special token is ordinary text.
        tokenizer.set_encode_special_tokens(true);
        let by_text = || tokenizer.token_to_id(&said.model.unk_token?);
        let unknown = said.model.unk_id.or_else(by_text);
        Ok(HuggingFace { identity, tokenizer, unknown })
    }
}

impl Tokenizer for HuggingFace {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn count(&self, text: &str) -> Result<u64, TokenizeError> {
        Ok(trying(|| self.tokenizer.encode_fast(text, false))?.len() as u64)
    }

    fn encode(&self, text: &str) -> Result<Vec<Token>, TokenizeError> {
        let encoding = trying(|| self.tokenizer.encode(text, false))?;
        let tokens = encoding.get_ids().iter().zip(encoding.get_offsets());
        Ok(tokens.map(|(&id, &(start, end))| Token { id, bytes: start..end }).collect())
    }

    fn gives_back(&self, text: &str) -> Result<bool, TokenizeError> {
        let encoding = trying(|| self.tokenizer.encode_fast(text, false))?;
        Ok(trying(|| self.tokenizer.decode(encoding.get_ids(), false))? == text)
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

/// What the crate makes of a file or a text; some files it reads, and panics at a text.
fn trying<T>(work: impl FnOnce() -> tokenizers::Result<T>) -> Result<T, TokenizeError> {
    contained(work).map_err(|panicked| TokenizeError(panicked.to_string()))?.map_err(failure)
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands the error over")]
fn failure(error: tokenizers::Error) -> TokenizeError {
    TokenizeError(error.to_string())
}
