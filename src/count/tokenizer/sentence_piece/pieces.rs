//! The vocabulary of a SentencePiece model.

use super::super::TokenizeError;
use super::super::byte_pair::trie::{self, NONE, Node, Trie};
use super::model_file::{Kind, Piece};

/// Pieces by their text. A token is the place of a piece in the file.
pub struct Pieces {
    /// The pieces that text can become.
    nodes: Vec<Node>,
    /// The symbols that the user defined, which nothing cuts; empty if there are none.
    user_defined: Vec<Node>,
    kinds: Vec<Kind>,
    scores: Vec<f32>,
    /// The token of what the vocabulary lacks.
    pub unknown: u32,
    /// The tokens of single bytes, if what the vocabulary lacks is written in them.
    pub bytes: Option<Vec<u32>>,
}

impl Pieces {
    /// Reads the vocabulary.
    ///
    /// # Errors
    /// What SentencePiece refuses as well: a piece without text or twice, no unknown piece or two, missing bytes.
    pub fn new(pieces: &[Piece], byte_fallback: bool) -> Result<Pieces, TokenizeError> {
        let kind = |piece: &Piece| {
            let number = piece.kind.unwrap_or(Kind::Normal as i32);
            Kind::try_from(number).map_err(|_| refuse(&piece.text, "is of an unknown kind"))
        };
        let kinds: Vec<Kind> = pieces.iter().map(kind).collect::<Result<_, _>>()?;
        let texts = || pieces.iter().map(|piece| piece.text.as_bytes()).zip(0..).zip(&kinds);
        let tree = |wanted: &[Kind]| {
            let mut sorted: Vec<(&[u8], u32)> =
                texts().filter(|(_, kind)| wanted.contains(kind)).map(|(piece, _)| piece).collect();
            sorted.sort_unstable();
            match sorted.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                Some(pair) => {
                    Err(refuse(&String::from_utf8_lossy(pair[0].0), "stands twice in the vocabulary"))
                }
                None if sorted.first().is_some_and(|(text, _)| text.is_empty()) => {
                    Err(refuse("", "has no text"))
                }
                None if sorted.is_empty() => Ok(Vec::new()),
                None => {
                    trie::build(&sorted).ok_or_else(|| TokenizeError("its pieces are too long".to_owned()))
                }
            }
        };
        let mut unknown = texts().filter(|(_, kind)| **kind == Kind::Unknown).map(|((_, token), _)| token);
        let (Some(unknown), None) = (unknown.next(), unknown.next()) else {
            return Err(TokenizeError("it must have one piece for what is unknown".to_owned()));
        };
        let byte = |byte: u8| {
            let text = format!("<0x{byte:02X}>");
            texts()
                .find(|((bytes, _), kind)| **kind == Kind::Byte && *bytes == text.as_bytes())
                .map(|((_, token), _)| token)
                .ok_or_else(|| refuse(&text, "is missing"))
        };
        let bytes = byte_fallback.then(|| (0..=u8::MAX).map(byte).collect::<Result<_, _>>());
        Ok(Pieces {
            nodes: tree(&[Kind::Normal, Kind::UserDefined, Kind::Unused])?,
            user_defined: tree(&[Kind::UserDefined])?,
            scores: pieces.iter().map(Piece::score).collect(),
            kinds,
            unknown,
            bytes: bytes.transpose()?,
        })
    }

    /// The pieces that text can become.
    pub fn tree(&self) -> Trie<'_> {
        Trie(&self.nodes)
    }

    /// The symbols that the user defined, if there are any.
    pub fn user_defined(&self) -> Option<Trie<'_>> {
        (!self.user_defined.is_empty()).then_some(Trie(&self.user_defined))
    }

    /// The token of exactly this text.
    pub fn token(&self, text: &str) -> u32 {
        match self.tree().token(text.as_bytes()) {
            NONE => self.unknown,
            token => token,
        }
    }

    /// How many pieces there are.
    pub fn count(&self) -> usize {
        self.kinds.len()
    }

    pub fn kind(&self, token: u32) -> Kind {
        self.kinds[token as usize]
    }

    pub fn score(&self, token: u32) -> f32 {
        self.scores[token as usize]
    }

    /// The scores of all pieces, in order.
    pub fn scores(&self) -> &[f32] {
        &self.scores
    }

    /// The tokens of a kind, in order.
    pub fn of_kind(&self, wanted: Kind) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.kinds).filter(move |(_, kind)| **kind == wanted).map(|(token, _)| token)
    }
}

/// Why a piece makes a model unreadable.
pub fn refuse(piece: &str, reason: &str) -> TokenizeError {
    TokenizeError(format!("the piece `{piece}` {reason}"))
}
