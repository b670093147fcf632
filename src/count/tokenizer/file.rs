//! Vocabularies by path: which kind of file it is, and which engine counts it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::byte_level;
use super::byte_pair::{BytePair, Normal, Split, Vocabulary, split};
use super::hugging_face::HuggingFace;
use super::sentence_piece;
use super::{Identity, TokenizeError, Tokenizer, TokenizerError};

/// Mistral's `tekken.json`, as `mistral-common` writes it.
#[derive(Deserialize)]
struct Tekken {
    config: TekkenConfig,
    vocab: Vec<TekkenToken>,
}

#[derive(Deserialize)]
struct TekkenConfig {
    pattern: String,
    default_vocab_size: usize,
    default_num_special_tokens: u32,
}

#[derive(Deserialize)]
struct TekkenToken {
    rank: u32,
    token_bytes: String,
}

/// What tokenizers are called within a folder; the first that is there is read.
pub const NAMES: [&str; 3] = ["tokenizer.json", "tekken.json", "tokenizer.model"];

/// Opens a `tokenizer.json`, a `tekken.json`, a SentencePiece model, a `.tiktoken` file, or the folder that holds one of
/// `NAMES`.
///
/// # Errors
/// An unreadable file, a file of another kind.
pub fn open(path: &Path) -> Result<Box<dyn Tokenizer>, TokenizerError> {
    let file = if path.is_dir() { within(path) } else { path.to_owned() };
    let bytes =
        fs::read(&file).map_err(|source| TokenizerError::Unreadable { path: file.clone(), source })?;
    let identity = |engine| Identity {
        name: name(&file),
        engine,
        fingerprint: Some(hex::encode(Sha256::digest(&bytes))),
    };
    let invalid = |source| TokenizerError::Invalid { path: file.clone(), source };
    if file.extension().is_some_and(|ending| ending == "tiktoken") {
        return Ok(Box::new(tiktoken(&bytes, identity("byte-pair")).map_err(invalid)?));
    }
    // The first field of a SentencePiece model: its pieces.
    if bytes.first() == Some(&0x0a) {
        return sentence_piece::open(&bytes, &identity("sentencepiece")).map_err(invalid);
    }
    if let Ok(tekken) = serde_json::from_slice::<Tekken>(&bytes) {
        return Ok(Box::new(self::tekken(tekken, identity("byte-pair")).map_err(invalid)?));
    }
    let identity = identity("tokenizers");
    if let Some(byte_pair) = byte_level::read(&bytes, &identity) {
        return Ok(Box::new(byte_pair));
    }
    Ok(Box::new(HuggingFace::new(&bytes, identity).map_err(invalid)?))
}

fn within(folder: &Path) -> PathBuf {
    let files = NAMES.map(|name| folder.join(name));
    let [first, ..] = &files;
    files.iter().find(|file| file.exists()).unwrap_or(first).clone()
}

/// The folder's name for a file that is called as every tokenizer is, else the file's own without its ending.
fn name(file: &Path) -> String {
    let absolute = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let text = |name: Option<&OsStr>| name.unwrap_or_default().to_string_lossy().into_owned();
    match absolute.parent().and_then(Path::file_name) {
        Some(folder) if NAMES.contains(&text(file.file_name()).as_str()) => text(Some(folder)),
        _ => text(file.file_stem()),
    }
}

/// A line for each token, its bytes in base64 and its rank. The file does not say how text is cut: as it is
/// for the published files of 100,000 and 200,000 tokens, and for GPT-2's.
fn tiktoken(file: &[u8], identity: Identity) -> Result<BytePair, TokenizeError> {
    let text = std::str::from_utf8(file).map_err(|_| TokenizeError("it is not UTF-8".to_owned()))?;
    let mut ranked = Vec::new();
    for (line, entry) in (1..).zip(text.lines()).filter(|(_, entry)| !entry.is_empty()) {
        let token = entry
            .split_once(' ')
            .and_then(|(token, rank)| Some((STANDARD.decode(token).ok()?, rank.parse().ok()?)))
            .ok_or_else(|| TokenizeError(format!("line {line}: a token in base64 and its rank expected")))?;
        ranked.push(token);
    }
    ranked.sort_by_key(|(_, rank)| *rank);
    let patterns = match ranked.len() {
        0..80_000 => split::GPT2,
        80_000..180_000 => split::CL100K,
        _ => split::O200K,
    };
    byte_pair(&ranked, patterns, identity)
}

/// The ranks of ordinary tokens follow the special ones, and a model may use fewer than the file holds.
fn tekken(tekken: Tekken, identity: Identity) -> Result<BytePair, TokenizeError> {
    let special = tekken.config.default_num_special_tokens;
    let ordinary = tekken.config.default_vocab_size.saturating_sub(special as usize);
    let mut ranked = Vec::new();
    for token in tekken.vocab.into_iter().take(ordinary) {
        let bytes = STANDARD
            .decode(&token.token_bytes)
            .map_err(|_| TokenizeError(format!("the bytes of rank {} are not base64", token.rank)))?;
        ranked.push((bytes, token.rank + special));
    }
    byte_pair(&ranked, &[tekken.config.pattern], identity)
}

fn byte_pair(
    ranked: &[(Vec<u8>, u32)],
    patterns: &[impl AsRef<str>],
    identity: Identity,
) -> Result<BytePair, TokenizeError> {
    let vocabulary = Vocabulary::new(ranked).map_err(|error| TokenizeError(error.to_string()))?;
    let split = Split::compile(patterns).map_err(|error| TokenizeError(error.to_string()))?;
    Ok(BytePair {
        identity,
        normal: Normal::AsIs,
        split: Arc::new(split),
        vocabulary,
        whole_pieces: true,
        of_characters: false,
        exceptions: None,
    })
}
