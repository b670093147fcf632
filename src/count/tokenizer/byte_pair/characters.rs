//! Vocabularies that merge characters, as SentencePiece does, written down as one that merges bytes.
//!
//! A character of several bytes is merged from them before anything else, by way of the bytes that it begins with. No
//! merge joins bytes of two characters, so what comes out is what merging characters gives. A character that the
//! vocabulary lacks stays in parts: single bytes, which are its byte tokens (`<0xE2>`), and beginnings, which stand for
//! one byte token for each of their bytes.

use std::collections::{BTreeMap, BTreeSet};

/// The id of a beginning of characters, which is no token itself.
pub const BEGINNING: u32 = u32::MAX;

/// The tokens in order of rank, as `Vocabulary` takes them: from all pieces with their ids (of which the byte tokens and
/// those of one character are used), and the longer ones in the order of their merges. `None` if a byte token is missing.
pub fn in_bytes(
    pieces: &[(Vec<u8>, u32)],
    merged: impl IntoIterator<Item = (Vec<u8>, u32)>,
) -> Option<Vec<(Vec<u8>, u32)>> {
    let ids: BTreeMap<&[u8], u32> = pieces.iter().map(|(piece, id)| (piece.as_slice(), *id)).collect();
    let characters: BTreeMap<&[u8], u32> =
        ids.iter().filter(|(piece, _)| is_character(piece)).map(|(piece, id)| (*piece, *id)).collect();
    let byte = |byte: u8| {
        let character = characters.get([byte].as_slice());
        Some((vec![byte], *character.or_else(|| ids.get(format!("<0x{byte:02X}>").as_bytes()))?))
    };
    let mut ranked: Vec<(Vec<u8>, u32)> = (0..=u8::MAX).map(byte).collect::<Option<_>>()?;
    let mut beginnings = BTreeSet::new();
    for character in characters.keys() {
        beginnings.extend((2..character.len()).map(|length| &character[..length]));
    }
    let beginnings = beginnings.into_iter().map(|beginning| (beginning, BEGINNING));
    let longer = characters.iter().filter(|(character, _)| character.len() > 1);
    let mut built: Vec<(&[u8], u32)> =
        beginnings.chain(longer.map(|(character, id)| (*character, *id))).collect();
    built.sort_by_key(|(bytes, _)| bytes.len());
    ranked.extend(built.into_iter().map(|(bytes, id)| (bytes.to_vec(), id)));
    ranked.extend(merged);
    Some(ranked)
}

/// Sorts pieces (bytes, score, id) in the order of their merges, the highest score first. `None` if two share a score, but
/// for the runs of blanks: if all of these have one score, SentencePiece extends the leftmost as far as it goes, and the
/// same comes out if runs of 2, 4, 8 and so on merge first.
pub fn by_score(pieces: &mut [(Vec<u8>, f32, u32)]) -> Option<()> {
    let place = |piece: &[u8]| {
        let marks = std::str::from_utf8(piece).ok()?;
        let length =
            marks.strip_prefix("▁▁")?.chars().all(|c| c == '▁').then_some(piece.len() / "▁".len())?;
        Some((!length.is_power_of_two(), length))
    };
    pieces.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| place(&a.0).cmp(&place(&b.0))));
    let alike = pieces.windows(2).filter(|pair| pair[0].1 == pair[1].1);
    let shared =
        alike.map(|pair| place(&pair[0].0).and(place(&pair[1].0))).collect::<Option<Vec<_>>>()?.len();
    let runs = pieces.iter().filter(|(piece, ..)| place(piece).is_some()).count();
    (shared == 0 || shared + 1 == runs).then_some(())
}

/// Whether a piece is one character.
pub fn is_character(piece: &[u8]) -> bool {
    std::str::from_utf8(piece).is_ok_and(|text| text.chars().count() == 1)
}
