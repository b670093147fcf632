//! `.tiktoken` files: a line for each token, its bytes in base64 and its rank. How text is cut they do not say.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::byte_pair::{BytePair, Normal, Split, Vocabulary};
use super::catalogue::{BUILT_IN, BuiltIn};
use super::{Identity, TokenizeError};

/// How text is changed and cut before ranks say what merges.
pub struct Cut {
    pub normal: Normal,
    pub patterns: Vec<String>,
}

/// Whether bytes begin like such a file, whatever it is called: some are named `tokenizer.model`.
pub fn begins_like_one(file: &[u8]) -> bool {
    let line = file.split(|byte| *byte == b'\n').next().unwrap_or_default();
    std::str::from_utf8(line).is_ok_and(|line| entry(line).is_some())
}

/// The cut of the built-in vocabulary that has this fingerprint: the file is the published one.
pub fn published(fingerprint: &str) -> Option<Cut> {
    BUILT_IN.iter().find(|row| row.fingerprint == Some(fingerprint)).and_then(BuiltIn::cut)
}

/// Tokens in order of rank.
///
/// # Errors
/// A line that is none of a token.
pub fn read(file: &[u8]) -> Result<Vec<(Vec<u8>, u32)>, TokenizeError> {
    let text = std::str::from_utf8(file).map_err(|_| TokenizeError("it is not UTF-8".to_owned()))?;
    let mut ranked = Vec::new();
    for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.is_empty()) {
        let expected = || TokenizeError(format!("line {line}: a token in base64 and its rank expected"));
        ranked.push(entry(text).ok_or_else(expected)?);
    }
    ranked.sort_by_key(|(_, rank)| *rank);
    Ok(ranked)
}

fn entry(line: &str) -> Option<(Vec<u8>, u32)> {
    let (token, rank) = line.trim_end().split_once(' ')?;
    Some((STANDARD.decode(token).ok()?, rank.parse().ok()?))
}

/// The tables of ranked tokens.
///
/// # Errors
/// Tokens that are no vocabulary.
pub fn vocabulary(ranked: &[(Vec<u8>, u32)]) -> Result<Vocabulary, TokenizeError> {
    Vocabulary::new(ranked).map_err(|error| TokenizeError(error.to_string()))
}

/// The tokenizer of a vocabulary in order of rank: a piece that is a token is one.
///
/// # Errors
/// A pattern that is not supported.
pub fn byte_pair(vocabulary: Vocabulary, cut: &Cut, identity: Identity) -> Result<BytePair, TokenizeError> {
    let split = Split::compile(&cut.patterns).map_err(|error| TokenizeError(error.to_string()))?;
    Ok(BytePair {
        identity,
        normal: cut.normal,
        split: Arc::new(split),
        vocabulary,
        whole_pieces: true,
        of_characters: false,
        exceptions: None,
        special_tokens: None,
    })
}
