//! Gemma's vocabularies as the `splintr-vocab-*` crates list them: for each piece a line with its text in base64, its
//! score and its kind.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::model_file::{Method, ModelFile, NormalizerRules, Piece, Trainer};

/// The model, with what Gemma's own file says of the rest: characters merge, what is unknown is written in bytes, blanks
/// become marks.
pub fn gemma(list: &str) -> Option<ModelFile> {
    let piece = |line: &str| {
        let mut fields = line.split(' ');
        let text = String::from_utf8(STANDARD.decode(fields.next()?).ok()?).ok()?;
        Some(Piece { text, score: fields.next()?.parse().ok(), kind: fields.next()?.parse().ok() })
    };
    Some(ModelFile {
        pieces: list.lines().map(piece).collect::<Option<_>>()?,
        trainer: Some(Trainer {
            method: Some(Method::BytePair.into()),
            byte_fallback: Some(true),
            treat_whitespace_as_suffix: None,
        }),
        normalizer: Some(NormalizerRules {
            add_dummy_prefix: Some(false),
            remove_extra_whitespaces: Some(false),
            ..NormalizerRules::default()
        }),
    })
}
