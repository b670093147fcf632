//! Any Hugging Face `tokenizer.json`, counted by the `tokenizers` crate.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Identity, Token, TokenizeError, Tokenizer, TokenizerError};

/// A `tokenizer.json` with its own normaliser, pre-tokenizer and model, and nothing around the text.
pub struct HuggingFace {
    identity: Identity,
    tokenizer: tokenizers::Tokenizer,
}

impl HuggingFace {
    /// Reads a `tokenizer.json`, or the one in a folder.
    ///
    /// # Errors
    /// An unreadable file, a file that is no tokenizer.
    pub fn open(path: &Path) -> Result<HuggingFace, TokenizerError> {
        let file = if path.is_dir() { path.join("tokenizer.json") } else { path.to_owned() };
        let bytes =
            fs::read(&file).map_err(|source| TokenizerError::Unreadable { path: file.clone(), source })?;
        let mut tokenizer = tokenizers::Tokenizer::from_bytes(&bytes)
            .map_err(|error| TokenizerError::Invalid { path: file.clone(), source: failure(error) })?;
        // A file may ask for 512 tokens at most, or for padding: both would falsify the count.
        tokenizer
            .with_truncation(None)
            .map_err(|error| TokenizerError::Invalid { path: file.clone(), source: failure(error) })?;
        tokenizer.with_padding(None);
        // Text that looks like a special token is ordinary text.
        tokenizer.set_encode_special_tokens(true);
        let fingerprint = hex::encode(Sha256::digest(&bytes));
        let identity = Identity { name: name(&file), engine: "tokenizers", fingerprint: Some(fingerprint) };
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

/// The folder's name for a file called `tokenizer.json`, else the file's own.
fn name(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let absolute = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    match absolute.parent().and_then(Path::file_name) {
        Some(folder) if stem == "tokenizer" => folder.to_string_lossy().into_owned(),
        _ => stem,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands the error over")]
fn failure(error: tokenizers::Error) -> TokenizeError {
    TokenizeError(error.to_string())
}
