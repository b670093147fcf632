//! Models that tokcost's byte-pair counter can count: those that merge characters and do nothing else to the text.

use std::sync::Arc;

use super::super::byte_pair::{BytePair, Exceptions, Normal, Split, Vocabulary, characters, split};
use super::super::{Identity, Tokenizer};
use super::model_file::{Kind, ModelFile};
use super::normalizer::MARK;
use super::{Cut, SentencePiece};

/// Runs of blanks with which a vocabulary is tried.
const RUNS: usize = 64;
/// Symbols for which every text is searched before it is counted; with more, that takes longer than it saves.
const SYMBOLS: usize = 32;

/// The same tokenizer by the byte-pair counter; `None` leaves the model to the general one.
pub fn byte_pair(model: &ModelFile, general: &SentencePiece) -> Option<BytePair> {
    let pieces = &general.pieces;
    let prefix = general.normalizer.only_marks()?;
    if !matches!(general.cut, Cut::Merges(_)) || pieces.bytes.is_none() {
        return None;
    }
    let texts = |kind| pieces.of_kind(kind).map(|token| model.pieces[token as usize].text.as_str());
    let mut exceptional: Vec<String> = texts(Kind::UserDefined).map(str::to_owned).collect();
    if exceptional.len() > SYMBOLS || exceptional.iter().any(|symbol| symbol.contains([' ', '▁'])) {
        return None;
    }
    let within = |text: &str| text.trim_start_matches(MARK).contains(MARK);
    let pattern = if texts(Kind::Normal).any(within) { &[] } else { split::MARKED };
    let mut byte_pair = BytePair {
        identity: Identity { engine: "byte-pair".into(), ..general.identity.clone() },
        normal: if prefix { Normal::MarkedWithPrefix } else { Normal::Marked },
        split: Arc::new(Split::compile(pattern).ok()?),
        vocabulary: vocabulary(model, general)?,
        whole_pieces: false,
        of_characters: true,
        exceptions: None,
        special_tokens: None,
    };
    // Runs of blanks that share a score are not merged in one order at every length.
    let differs = |blanks: &String| byte_pair.encode(blanks).ok() != general.encode(blanks).ok();
    if let Some(blanks) = (1..=RUNS).map(|blanks| " ".repeat(blanks)).find(differs) {
        exceptional.extend([blanks, MARK.to_owned()]);
    }
    if !exceptional.is_empty() {
        let engine = SentencePiece::new(model, &general.identity).ok()?;
        byte_pair.exceptions = Some(Exceptions { texts: exceptional, engine: Box::new(engine) });
    }
    Some(byte_pair)
}

/// The vocabulary in order of its merges, if its scores say which that is.
fn vocabulary(model: &ModelFile, general: &SentencePiece) -> Option<Vocabulary> {
    let normal = general.pieces.of_kind(Kind::Normal);
    let scored = |token: u32| {
        let piece = &model.pieces[token as usize];
        (piece.text.as_bytes().to_vec(), piece.score(), token)
    };
    let all: Vec<(Vec<u8>, u32)> = (0..)
        .zip(&model.pieces)
        .map(|(token, piece)| (piece.text.clone().into_bytes(), token))
        .filter(|(_, token)| matches!(general.pieces.kind(*token), Kind::Normal | Kind::Byte))
        .collect();
    let mut merged: Vec<(Vec<u8>, f32, u32)> =
        normal.map(scored).filter(|(text, ..)| !characters::is_character(text)).collect();
    characters::by_score(&mut merged)?;
    let merged = merged.into_iter().map(|(text, _, token)| (text, token));
    Vocabulary::new(&characters::in_bytes(&all, merged)?).ok()
}
