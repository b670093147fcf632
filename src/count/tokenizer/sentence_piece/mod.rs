//! SentencePiece models, cut as the reference implementation cuts text: token by token the same.

mod charsmap;
mod fast;
#[cfg(feature = "vocab-gemma")]
mod listed;
mod merges;
mod model_file;
mod normalizer;
mod pieces;
mod unigram;

use prost::Message;

use self::charsmap::Charsmap;
use self::merges::Merges;
use self::model_file::{Method, ModelFile};
use self::normalizer::Normalizer;
use self::pieces::Pieces;
use self::unigram::Unigram;
use super::byte_pair::normal::trace_back;
use super::{Identity, Losses, Token, TokenizeError, Tokenizer};

/// A model of any kind.
pub struct SentencePiece {
    identity: Identity,
    normalizer: Normalizer,
    pieces: Pieces,
    cut: Cut,
}

/// How a normalised text becomes pieces.
enum Cut {
    Unigram(Unigram),
    Merges(Merges),
    /// Before every mark.
    Words,
}

/// Reads a `.model` file: for tokcost's byte-pair counter, if it can do all that the model asks for.
///
/// # Errors
/// Bytes that are no model, and a model that asks for what is not known.
pub fn open(file: &[u8], identity: &Identity) -> Result<Box<dyn Tokenizer>, TokenizeError> {
    let model = ModelFile::decode(file).map_err(|error| TokenizeError(error.to_string()))?;
    let general = SentencePiece::new(&model, identity)?;
    Ok(match fast::byte_pair(&model, &general) {
        Some(byte_pair) => Box::new(byte_pair),
        None => Box::new(general),
    })
}

/// Checks a table of replaced characters, which other files hold, too.
///
/// # Errors
/// Bytes that are none.
pub fn check_charsmap(map: &[u8]) -> Result<(), TokenizeError> {
    Charsmap::read(map).map(drop)
}

/// Opens one of Gemma's vocabularies by its list of pieces.
///
/// # Errors
/// A list that is none.
#[cfg(feature = "vocab-gemma")]
pub fn gemma(list: &str, identity: &Identity) -> Result<SentencePiece, TokenizeError> {
    let model = listed::gemma(list).ok_or_else(|| TokenizeError("it is no list of pieces".to_owned()))?;
    SentencePiece::new(&model, identity)
}

impl SentencePiece {
    fn new(model: &ModelFile, identity: &Identity) -> Result<SentencePiece, TokenizeError> {
        let (Some(trainer), Some(rules)) = (&model.trainer, &model.normalizer) else {
            return Err(TokenizeError("it is a SentencePiece model that was cut short".to_owned()));
        };
        let pieces = Pieces::new(&model.pieces, trainer.byte_fallback())?;
        let cut = match Method::try_from(trainer.method.unwrap_or(Method::Unigram as i32)) {
            Ok(Method::Unigram) => Cut::Unigram(Unigram::new(&pieces)),
            Ok(Method::BytePair) => Cut::Merges(Merges::new(&pieces)?),
            Ok(Method::Char) => Cut::Merges(Merges::none()),
            Ok(Method::Word) => Cut::Words,
            Err(_) => return Err(TokenizeError("it is of an unknown kind".to_owned())),
        };
        Ok(SentencePiece {
            identity: Identity { engine: "sentencepiece".into(), ..identity.clone() },
            normalizer: Normalizer::new(rules, trainer.treat_whitespace_as_suffix())?,
            pieces,
            cut,
        })
    }

    /// The tokens of a normalised text: each with its end. Unknown text is written in bytes, or else each stretch of it is
    /// one token.
    fn tokens(&self, text: &str) -> Vec<(u32, usize)> {
        let cut = match &self.cut {
            Cut::Unigram(unigram) => unigram.cut(text, &self.pieces),
            Cut::Merges(merges) => merges.cut(text, &self.pieces),
            Cut::Words => self.words(text),
        };
        let mut tokens: Vec<(u32, usize)> = Vec::with_capacity(cut.len());
        let mut start = 0;
        for (token, end) in cut {
            match (&self.pieces.bytes, tokens.last_mut()) {
                (Some(bytes), _) if token == self.pieces.unknown => {
                    let of_byte = |(at, byte): (usize, u8)| (bytes[usize::from(byte)], start + at + 1);
                    tokens.extend(text[start..end].bytes().enumerate().map(of_byte));
                }
                (None, Some(last)) if token == self.pieces.unknown && last.0 == token => last.1 = end,
                _ => tokens.push((token, end)),
            }
            start = end;
        }
        tokens
    }

    fn words(&self, text: &str) -> Vec<(u32, usize)> {
        let starts = text.match_indices(normalizer::MARK).map(|(at, _)| at).filter(|at| *at > 0);
        let mut start = 0;
        let word = |end| {
            let token = self.pieces.token(&text[start..end]);
            start = end;
            (token, end)
        };
        starts.chain((!text.is_empty()).then_some(text.len())).map(word).collect()
    }
}

impl Tokenizer for SentencePiece {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn count(&self, text: &str) -> Result<u64, TokenizeError> {
        let normalized = self.normalizer.apply(text, &self.pieces);
        Ok(self.tokens(&normalized.text).len() as u64)
    }

    fn encode(&self, text: &str) -> Result<Vec<Token>, TokenizeError> {
        let normalized = self.normalizer.apply(text, &self.pieces);
        let mut start = 0;
        let placed = |(id, end)| {
            let bytes = start..end;
            start = end;
            Token { id, bytes }
        };
        let mut tokens: Vec<Token> = self.tokens(&normalized.text).into_iter().map(placed).collect();
        trace_back(&normalized.borders, &mut tokens);
        Ok(tokens)
    }

    fn gives_back(&self, text: &str) -> Result<bool, TokenizeError> {
        let normalized = self.normalizer.apply(text, &self.pieces).text;
        let unknown = self.tokens(&normalized).iter().any(|(token, _)| *token == self.pieces.unknown);
        Ok(!unknown && self.normalizer.decode(&normalized) == text)
    }

    fn vocabulary_size(&self) -> Option<u64> {
        Some(self.pieces.count() as u64)
    }

    fn spelled(&self) -> Option<Vec<Vec<u8>>> {
        let bytes = self.pieces.bytes.iter().flat_map(|_| 0..=u8::MAX).map(|byte| vec![byte]);
        Some(self.pieces.tree().spelled().into_iter().map(|(_, bytes)| bytes).chain(bytes).collect())
    }

    fn losses(&self) -> Losses {
        Losses::Possible { unknown: Some(self.pieces.unknown) }
    }
}
