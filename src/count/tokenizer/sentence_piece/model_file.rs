//! The file of a SentencePiece model: those parts of `sentencepiece_model.proto` that decide how text becomes tokens.

use prost::{Enumeration, Message};

/// A `ModelProto`.
#[derive(Clone, PartialEq, Message)]
pub struct ModelFile {
    /// The vocabulary; a piece's id is its place.
    #[prost(message, repeated, tag = "1")]
    pub pieces: Vec<Piece>,
    #[prost(message, optional, tag = "2")]
    pub trainer: Option<Trainer>,
    #[prost(message, optional, tag = "3")]
    pub normalizer: Option<NormalizerRules>,
}

/// A piece of text that is a token.
#[derive(Clone, PartialEq, Message)]
pub struct Piece {
    #[prost(string, required, tag = "1")]
    pub text: String,
    #[prost(float, optional, tag = "2")]
    pub score: Option<f32>,
    #[prost(enumeration = "Kind", optional, tag = "3", default = "Normal")]
    pub kind: Option<i32>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enumeration)]
#[repr(i32)]
pub enum Kind {
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}

/// A `TrainerSpec`.
#[derive(Clone, PartialEq, Message)]
pub struct Trainer {
    #[prost(enumeration = "Method", optional, tag = "3", default = "Unigram")]
    pub method: Option<i32>,
    #[prost(bool, optional, tag = "24")]
    pub treat_whitespace_as_suffix: Option<bool>,
    #[prost(bool, optional, tag = "35")]
    pub byte_fallback: Option<bool>,
}

/// How text is cut into pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enumeration)]
#[repr(i32)]
pub enum Method {
    Unigram = 1,
    BytePair = 2,
    Word = 3,
    Char = 4,
}

/// A `NormalizerSpec`.
#[derive(Clone, PartialEq, Message)]
pub struct NormalizerRules {
    #[prost(bytes = "vec", optional, tag = "2")]
    pub precompiled_charsmap: Option<Vec<u8>>,
    #[prost(bool, optional, tag = "3", default = "true")]
    pub add_dummy_prefix: Option<bool>,
    #[prost(bool, optional, tag = "4", default = "true")]
    pub remove_extra_whitespaces: Option<bool>,
    #[prost(bool, optional, tag = "5", default = "true")]
    pub escape_whitespaces: Option<bool>,
}
