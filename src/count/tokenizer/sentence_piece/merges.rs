//! Merging characters by score, as SentencePiece's byte-pair models do.

use super::super::TokenizeError;
use super::super::byte_pair::merging::Merging;
use super::super::byte_pair::trie::NONE;
use super::model_file::Kind;
use super::pieces::{Pieces, refuse};

/// Which pieces merge first.
pub struct Merges {
    /// The rank of each piece: pieces of one score share it, and of them the leftmost merges. Empty if nothing merges.
    ranks: Vec<u32>,
}

impl Merges {
    /// Ranks pieces by their scores, the highest first.
    ///
    /// # Errors
    /// A piece that must not be used: what it falls apart into depends on what else was tried.
    pub fn new(pieces: &Pieces) -> Result<Merges, TokenizeError> {
        if let Some(unused) = pieces.of_kind(Kind::Unused).next() {
            return Err(refuse(
                &unused.to_string(),
                "is marked as unused, which byte-pair models cannot be counted with",
            ));
        }
        let mut scores: Vec<f32> = pieces.scores().to_vec();
        scores.sort_unstable_by(|a, b| b.total_cmp(a));
        scores.dedup();
        let rank = |score: &f32| scores.partition_point(|higher| higher > score) as u32;
        Ok(Merges { ranks: pieces.scores().iter().map(rank).collect() })
    }

    /// Characters stay what they are.
    pub fn none() -> Merges {
        Merges { ranks: Vec::new() }
    }

    /// The pieces of a text: token and end of each. Symbols that the user defined merge with nothing.
    pub fn cut(&self, text: &str, pieces: &Pieces) -> Vec<(u32, usize)> {
        let mut cut = Vec::new();
        let mut merging = Merging::default();
        let (mut from, mut at) = (0, 0);
        let Some(symbols) = pieces.user_defined() else {
            self.merge(text, 0, pieces, &mut merging, &mut cut);
            return cut;
        };
        while let Some(character) = text[at..].chars().next() {
            let (symbol, length) = symbols.longest(&text.as_bytes()[at..]);
            if symbol == NONE {
                at += character.len_utf8();
                continue;
            }
            self.merge(&text[from..at], from, pieces, &mut merging, &mut cut);
            at += length;
            cut.push((symbol, at));
            from = at;
        }
        self.merge(&text[from..], from, pieces, &mut merging, &mut cut);
        cut
    }

    /// Adds the pieces of a part of a text that begins at a byte of it.
    fn merge(
        &self,
        text: &str,
        start: usize,
        pieces: &Pieces,
        merging: &mut Merging,
        cut: &mut Vec<(u32, usize)>,
    ) {
        let ends = text.char_indices().map(|(at, character)| at + character.len_utf8());
        let tree = pieces.tree();
        let rank = |part, _| self.ranks.get(tree.token(&text.as_bytes()[part]) as usize).copied();
        merging.merge(ends, rank);
        cut.extend(merging.parts().map(|part| (pieces.token(&text[part.clone()]), start + part.end)));
    }
}
