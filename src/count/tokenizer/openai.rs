//! OpenAI's vocabularies, counted by tiktoken-rs.

use tiktoken_rs::CoreBPE;

use super::catalogue::BuiltIn;
use super::{Identity, Token, TokenizeError, Tokenizer};

/// A vocabulary of tiktoken-rs. Text that looks like a special token is ordinary text.
pub struct OpenAi {
    identity: Identity,
    vocabulary: &'static CoreBPE,
}

impl OpenAi {
    /// Loads the vocabulary of a catalogue row.
    pub fn boxed(row: &BuiltIn, load: fn() -> &'static CoreBPE) -> Box<dyn Tokenizer> {
        Box::new(OpenAi { identity: row.identity("tiktoken-rs"), vocabulary: load() })
    }
}

impl Tokenizer for OpenAi {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn count(&self, text: &str) -> Result<u64, TokenizeError> {
        Ok(self.vocabulary.count_ordinary(text) as u64)
    }

    fn encode(&self, text: &str) -> Result<Vec<Token>, TokenizeError> {
        let mut start = 0;
        self.vocabulary
            .encode_ordinary(text)
            .into_iter()
            .map(|id| {
                let piece =
                    self.vocabulary.decode_bytes(&[id]).map_err(|error| TokenizeError(error.to_string()))?;
                let bytes = start..start + piece.len();
                start = bytes.end;
                Ok(Token { id, bytes })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use base64::Engine;
    use sha2::{Digest, Sha256};

    use super::super::catalogue::BUILT_IN;

    /// Writes the vocabulary as the `.tiktoken` file that OpenAI publishes, and compares the SHA-256
    /// with the one that OpenAI's own library demands of that file.
    #[test]
    fn the_vocabularies_are_the_published_ones() {
        type Load = fn() -> &'static tiktoken_rs::CoreBPE;
        let vocabularies: [(&str, Load); 6] = [
            ("r50k_base", tiktoken_rs::r50k_base_singleton),
            ("p50k_base", tiktoken_rs::p50k_base_singleton),
            ("p50k_edit", tiktoken_rs::p50k_edit_singleton),
            ("cl100k_base", tiktoken_rs::cl100k_base_singleton),
            ("o200k_base", tiktoken_rs::o200k_base_singleton),
            ("o200k_harmony", tiktoken_rs::o200k_harmony_singleton),
        ];
        for (id, load) in vocabularies {
            let vocabulary = load();
            let special: Vec<Vec<u8>> =
                vocabulary.special_tokens().into_iter().map(|token| token.as_bytes().to_vec()).collect();
            let mut file = String::new();
            for rank in 0..201_088 {
                match vocabulary.decode_bytes(&[rank]) {
                    Ok(bytes) if !special.contains(&bytes) => {
                        let token = base64::engine::general_purpose::STANDARD.encode(bytes);
                        writeln!(file, "{token} {rank}").expect("a string takes everything");
                    }
                    _ => {}
                }
            }
            let hash = hex::encode(Sha256::digest(file));
            let row = BUILT_IN.iter().find(|row| row.id == id).expect("in the catalogue");
            assert_eq!(Some(hash.as_str()), row.fingerprint, "{id}");
        }
    }
}
