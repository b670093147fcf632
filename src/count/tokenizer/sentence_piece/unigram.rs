//! The most probable sequence of pieces, found as SentencePiece finds it: with its roundings and its preferences.

use super::model_file::Kind;
use super::pieces::Pieces;

/// What an unknown character costs below the least probable piece (`kUnkPenalty`).
const UNKNOWN_PENALTY: f32 = 10.0;

/// What a symbol that the user defined is worth for every byte after its first.
const USER_DEFINED_BONUS: f32 = 0.1;

/// The scores of a unigram model: logarithms of probabilities.
pub struct Unigram {
    unknown: f32,
}

/// The best way to a byte: its score, where its last piece begins, and which piece that is.
#[derive(Clone, Copy)]
struct Way {
    score: f32,
    last: Option<(usize, u32)>,
}

impl Unigram {
    pub fn new(pieces: &Pieces) -> Unigram {
        let scores = pieces.of_kind(Kind::Normal).map(|token| pieces.score(token));
        Unigram { unknown: scores.fold(f32::MAX, f32::min) - UNKNOWN_PENALTY }
    }

    /// The pieces of a text: token and end of each.
    pub fn cut(&self, text: &str, pieces: &Pieces) -> Vec<(u32, usize)> {
        let mut ways = vec![Way { score: 0.0, last: None }; text.len() + 1];
        for (start, character) in text.char_indices() {
            let here = ways[start].score;
            let mut character_is_known = false;
            for (token, length) in pieces.tree().prefixes(&text.as_bytes()[start..]) {
                let score = match pieces.kind(token) {
                    Kind::Unused => continue,
                    Kind::UserDefined => (length as f32 - 1.0) * USER_DEFINED_BONUS,
                    _ => pieces.score(token),
                };
                ways[start + length].improve(score + here, (start, token));
                character_is_known |= length == character.len_utf8();
            }
            if !character_is_known {
                ways[start + character.len_utf8()].improve(self.unknown + here, (start, pieces.unknown));
            }
        }
        let mut cut = Vec::new();
        let mut end = text.len();
        while let Some((start, token)) = ways[end].last {
            cut.push((token, end));
            end = start;
        }
        cut.reverse();
        cut
    }
}

impl Way {
    /// Takes another way, if it is better.
    #[inline]
    fn improve(&mut self, score: f32, last: (usize, u32)) {
        if self.last.is_none() || score > self.score {
            *self = Way { score, last: Some(last) };
        }
    }
}
