//! Vocabularies by path: which kind of file it is, and which engine counts it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::byte_level;
use super::byte_pair::{BytePair, Normal};
use super::catalogue::BuiltIn;
use super::hugging_face::HuggingFace;
use super::rank_file::{self, Cut};
use super::sentence_piece;
use super::{Identity, TokenizeError, Tokenizer, TokenizerError};
use crate::bounded;
use crate::visible;

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
/// `NAMES`. `cut_like` is the built-in tokenizer that cuts text as a `.tiktoken` file wants it, which does not say.
///
/// # Errors
/// An unreadable file, a file of another kind, a `.tiktoken` file of which nobody says how text is cut.
pub fn open(path: &Path, cut_like: Option<&BuiltIn>) -> Result<Box<dyn Tokenizer>, TokenizerError> {
    let file = if path.is_dir() { within(path) } else { path.to_owned() };
    open_as(&file, name(&file), cut_like)
}

/// Opens a tokenizer's file under another name than its own.
///
/// # Errors
/// As `open`.
pub fn open_as(
    file: &Path,
    name: String,
    cut_like: Option<&BuiltIn>,
) -> Result<Box<dyn Tokenizer>, TokenizerError> {
    let path = file.to_owned();
    let bytes = match bounded::read(file, bounded::TABLE) {
        Ok(bytes) => bytes,
        Err(source) => return Err(TokenizerError::Unreadable { path, source }),
    };
    let fingerprint = hex::encode(Sha256::digest(&bytes));
    let invalid = |source| TokenizerError::Invalid { path: file.to_owned(), source };
    if file.extension().is_some_and(|ending| ending == "tiktoken") || rank_file::begins_like_one(&bytes) {
        let vocabulary =
            rank_file::read(&bytes).and_then(|ranked| rank_file::vocabulary(&ranked)).map_err(invalid)?;
        let cut = match cut_like {
            Some(row) => row.cut().ok_or(TokenizerError::CutLike { id: row.id })?,
            None => rank_file::published(&fingerprint).ok_or(TokenizerError::CutUnknown { path })?,
        };
        let identity = Identity { name, engine: "byte-pair".into(), fingerprint: Some(fingerprint) };
        return Ok(Box::new(rank_file::byte_pair(vocabulary, &cut, identity).map_err(invalid)?));
    }
    if cut_like.is_some() {
        return Err(TokenizerError::CutTwice { path });
    }
    let identity = Identity { name, engine: "tokenizers".into(), fingerprint: Some(fingerprint) };
    describing_itself(&bytes, identity).map_err(invalid)
}

/// A tokenizer from a file that says all about it.
fn describing_itself(file: &[u8], identity: Identity) -> Result<Box<dyn Tokenizer>, TokenizeError> {
    // The first field of a SentencePiece model: its pieces.
    if file.first() == Some(&0x0a) {
        return sentence_piece::open(file, &identity);
    }
    if let Ok(tekken) = serde_json::from_slice::<Tekken>(file) {
        return Ok(Box::new(self::tekken(tekken, Identity { engine: "byte-pair".into(), ..identity })?));
    }
    if let Some(byte_pair) = byte_level::read(file, &identity) {
        return Ok(Box::new(byte_pair));
    }
    Ok(Box::new(HuggingFace::new(file, identity)?))
}

fn within(folder: &Path) -> PathBuf {
    let files = NAMES.map(|name| folder.join(name));
    let [first, ..] = &files;
    files.iter().find(|file| file.exists()).unwrap_or(first).clone()
}

/// The folder's name for a file that is called as every tokenizer is, else the file's own without its ending.
fn name(file: &Path) -> String {
    let absolute = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let text = |name: Option<&OsStr>| visible::line(&name.unwrap_or_default().to_string_lossy());
    match absolute.parent().and_then(Path::file_name) {
        Some(folder) if NAMES.contains(&text(file.file_name()).as_str()) => text(Some(folder)),
        _ => text(file.file_stem()),
    }
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
        let id = token.rank.checked_add(special);
        ranked
            .push((bytes, id.ok_or_else(|| TokenizeError(format!("the rank {} is too high", token.rank)))?));
    }
    let cut = Cut { normal: Normal::AsIs, patterns: vec![tekken.config.pattern] };
    rank_file::byte_pair(rank_file::vocabulary(&ranked)?, &cut, identity)
}
