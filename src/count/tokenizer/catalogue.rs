//! The tokenizers that are built in: a row each.

use std::sync::Arc;

use super::baseline::{Bytes, Chars};
use super::byte_pair::{BytePair, Normal, Split, Vocabulary, split};
use super::rank_file::Cut;
#[cfg(feature = "vocab-gemma")]
use super::sentence_piece;
use super::{Identity, Tokenizer};

/// A tokenizer that needs no file.
pub struct BuiltIn {
    /// What to write after `-t`.
    pub id: &'static str,
    /// Who made it.
    pub family: &'static str,
    /// Models that use it, or what it stands for.
    pub used_by: &'static str,
    /// Licence of the vocabulary.
    pub licence: &'static str,
    /// The package that the vocabulary comes from.
    pub source: &'static str,
    /// SHA-256 of the vocabulary as a `.tiktoken` file, for those from SentencePiece with the beginnings of characters
    /// among its lines; for OpenAI's that is the file that OpenAI publishes. For Gemma 2 and 3 of the package's list.
    pub fingerprint: Option<&'static str>,
    engine: Engine,
}

/// How a built-in tokenizer counts.
enum Engine {
    Bytes,
    Chars,
    BytePair {
        tables: &'static [u8],
        split: &'static [&'static str],
        normal: Normal,
        /// `ignore_merges` in a `tokenizer.json`; always in tiktoken.
        whole_pieces: bool,
    },
    /// A byte-pair vocabulary from SentencePiece: it merges characters, and writes those that it lacks in bytes.
    CharacterPair {
        tables: &'static [u8],
        normal: Normal,
    },
    /// A vocabulary from SentencePiece with symbols that nothing cuts, as a list of its pieces.
    #[cfg(feature = "vocab-gemma")]
    Listed {
        list: &'static str,
    },
}

/// Tables begin at multiples of their words' size.
#[repr(C, align(16))]
struct Aligned<T: ?Sized>(T);

/// The tables that the build script wrote.
macro_rules! tables {
    ($id:literal) => {{
        static TABLES: &Aligned<[u8]> =
            &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/", $id, ".table")));
        &TABLES.0
    }};
}

macro_rules! fingerprint {
    ($id:literal) => {
        Some(include_str!(concat!(env!("OUT_DIR"), "/", $id, ".sha256")))
    };
}

/// What `compare` measures when nobody says otherwise: one of each family, and three generations of OpenAI's.
pub const DEFAULT: [&str; 7] =
    ["r50k_base", "deepseek_v3", "mistral_v3", "gemma4", "qwen3", "cl100k_base", "o200k_base"];

const OPENAI: &str = "tiktoken-rs";
const BASELINE: &str = "baseline";

/// Every built-in tokenizer, OpenAI's first, oldest vocabulary first, baselines last.
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: "r50k_base",
        family: "OpenAI",
        used_by: "GPT-2, GPT-3",
        licence: "MIT",
        source: OPENAI,
        fingerprint: fingerprint!("r50k_base"),
        engine: openai(tables!("r50k_base"), split::GPT2),
    },
    BuiltIn {
        id: "p50k_base",
        family: "OpenAI",
        used_by: "Codex, GPT-3 (davinci-002, -003)",
        licence: "MIT",
        source: OPENAI,
        fingerprint: fingerprint!("p50k_base"),
        engine: openai(tables!("p50k_base"), split::GPT2),
    },
    BuiltIn {
        id: "p50k_edit",
        family: "OpenAI",
        used_by: "GPT-3 edit models",
        licence: "MIT",
        source: OPENAI,
        fingerprint: fingerprint!("p50k_base"),
        engine: openai(tables!("p50k_base"), split::GPT2),
    },
    BuiltIn {
        id: "cl100k_base",
        family: "OpenAI",
        used_by: "GPT-3.5, GPT-4",
        licence: "MIT",
        source: OPENAI,
        fingerprint: fingerprint!("cl100k_base"),
        engine: openai(tables!("cl100k_base"), split::CL100K),
    },
    BuiltIn {
        id: "o200k_base",
        family: "OpenAI",
        used_by: "GPT-4o, o1, o3, GPT-5",
        licence: "MIT",
        source: OPENAI,
        fingerprint: fingerprint!("o200k_base"),
        engine: openai(tables!("o200k_base"), split::O200K),
    },
    BuiltIn {
        id: "o200k_harmony",
        family: "OpenAI",
        used_by: "gpt-oss",
        licence: "MIT",
        source: OPENAI,
        fingerprint: fingerprint!("o200k_base"),
        engine: openai(tables!("o200k_base"), split::O200K),
    },
    BuiltIn {
        id: "qwen3",
        family: "Qwen",
        used_by: "Qwen 2, 2.5 and 3",
        licence: "Apache-2.0",
        source: "splintr-vocab-qwen",
        fingerprint: fingerprint!("qwen3"),
        engine: Engine::BytePair {
            tables: tables!("qwen3"),
            split: split::QWEN,
            normal: Normal::Nfc,
            whole_pieces: false,
        },
    },
    BuiltIn {
        id: "deepseek_v3",
        family: "DeepSeek",
        used_by: "DeepSeek V3 and R1",
        licence: "MIT",
        source: "splintr-vocab-deepseek",
        fingerprint: fingerprint!("deepseek_v3"),
        engine: Engine::BytePair {
            tables: tables!("deepseek_v3"),
            split: split::DEEPSEEK,
            normal: Normal::AsIs,
            whole_pieces: false,
        },
    },
    BuiltIn {
        id: "mistral_v1",
        family: "Mistral",
        used_by: "Mistral 7B and Mixtral, first versions",
        licence: "Apache-2.0",
        source: "splintr-vocab-mistral",
        fingerprint: fingerprint!("mistral_v1"),
        engine: Engine::CharacterPair { tables: tables!("mistral_v1"), normal: Normal::MarkedWithPrefix },
    },
    BuiltIn {
        id: "mistral_v3",
        family: "Mistral",
        used_by: "Mistral NeMo, Small 3, Pixtral (Tekken)",
        licence: "Apache-2.0",
        source: "splintr-vocab-mistral",
        fingerprint: fingerprint!("mistral_v3"),
        engine: Engine::BytePair {
            tables: tables!("mistral_v3"),
            split: split::TEKKEN,
            normal: Normal::AsIs,
            whole_pieces: true,
        },
    },
    BuiltIn {
        id: "glm4",
        family: "GLM",
        used_by: "GLM-4 and 4.5",
        licence: "MIT",
        source: "splintr-vocab-glm",
        fingerprint: fingerprint!("glm4"),
        engine: Engine::BytePair {
            tables: tables!("glm4"),
            split: split::CL100K,
            normal: Normal::AsIs,
            whole_pieces: true,
        },
    },
    BuiltIn {
        id: "modernbert",
        family: "BERT",
        used_by: "ModernBERT",
        licence: "Apache-2.0",
        source: "splintr-vocab-modernbert",
        fingerprint: fingerprint!("modernbert"),
        engine: Engine::BytePair {
            tables: tables!("modernbert"),
            split: split::MODERNBERT,
            normal: Normal::Nfc,
            whole_pieces: false,
        },
    },
    #[cfg(feature = "vocab-gemma")]
    BuiltIn {
        id: "gemma2",
        family: "Gemma",
        used_by: "Gemma 1 and 2",
        licence: "Gemma Terms of Use",
        source: "splintr-vocab-gemma2",
        fingerprint: fingerprint!("gemma2"),
        engine: Engine::Listed { list: include_str!(concat!(env!("OUT_DIR"), "/gemma2.list")) },
    },
    #[cfg(feature = "vocab-gemma")]
    BuiltIn {
        id: "gemma3",
        family: "Gemma",
        used_by: "Gemma 3, EmbeddingGemma",
        licence: "Gemma Terms of Use",
        source: "splintr-vocab-gemma3",
        fingerprint: fingerprint!("gemma3"),
        engine: Engine::Listed { list: include_str!(concat!(env!("OUT_DIR"), "/gemma3.list")) },
    },
    BuiltIn {
        id: "gemma4",
        family: "Gemma",
        used_by: "Gemma 4",
        licence: "Apache-2.0",
        source: "splintr-vocab-gemma4",
        fingerprint: fingerprint!("gemma4"),
        engine: Engine::CharacterPair { tables: tables!("gemma4"), normal: Normal::Marked },
    },
    #[cfg(feature = "vocab-llama")]
    BuiltIn {
        id: "llama2",
        family: "Llama",
        used_by: "Llama 2, Vicuna, TinyLlama",
        licence: "Llama 2 Community License",
        source: "splintr-vocab-llama2",
        fingerprint: fingerprint!("llama2"),
        engine: Engine::CharacterPair { tables: tables!("llama2"), normal: Normal::MarkedWithPrefix },
    },
    #[cfg(feature = "vocab-llama")]
    BuiltIn {
        id: "llama3",
        family: "Llama",
        used_by: "Llama 3, 3.1, 3.2 and 3.3",
        licence: "Llama 3 Community License",
        source: "splintr-vocab-llama3",
        fingerprint: fingerprint!("llama3"),
        engine: Engine::BytePair {
            tables: tables!("llama3"),
            split: split::CL100K,
            normal: Normal::AsIs,
            whole_pieces: true,
        },
    },
    #[cfg(feature = "vocab-kimi")]
    BuiltIn {
        id: "kimi_k2",
        family: "Kimi",
        used_by: "Kimi K2",
        licence: "Modified MIT (Kimi K2)",
        source: "splintr-vocab-kimi",
        fingerprint: fingerprint!("kimi_k2"),
        engine: Engine::BytePair {
            tables: tables!("kimi_k2"),
            split: split::KIMI,
            normal: Normal::AsIs,
            whole_pieces: true,
        },
    },
    BuiltIn {
        id: "bytes",
        family: BASELINE,
        used_by: "byte-level models; a token is a byte of UTF-8",
        licence: "–",
        source: "tokcost",
        fingerprint: None,
        engine: Engine::Bytes,
    },
    BuiltIn {
        id: "chars",
        family: BASELINE,
        used_by: "character-level models; a token is a Unicode scalar value",
        licence: "–",
        source: "tokcost",
        fingerprint: None,
        engine: Engine::Chars,
    },
];

const fn openai(tables: &'static [u8], split: &'static [&'static str]) -> Engine {
    Engine::BytePair { tables, split, normal: Normal::AsIs, whole_pieces: true }
}

impl BuiltIn {
    /// Opens it.
    ///
    /// # Panics
    /// Never, if the tests pass: they compile every pattern of the catalogue.
    pub fn open(&self) -> Box<dyn Tokenizer> {
        match self.engine {
            #[cfg(feature = "vocab-gemma")]
            Engine::Listed { list } => Box::new(
                sentence_piece::gemma(list, &self.identity("sentencepiece"))
                    .expect("the lists of the catalogue are whole"),
            ),
            Engine::Bytes => Box::new(Bytes(self.identity("baseline"))),
            Engine::Chars => Box::new(Chars(self.identity("baseline"))),
            Engine::BytePair { tables, split, normal, whole_pieces } => Box::new(BytePair {
                identity: self.identity("byte-pair"),
                normal,
                split: Arc::new(Split::compile(split).expect("the patterns of the catalogue compile")),
                vocabulary: Vocabulary::from_tables(tables),
                whole_pieces,
                of_characters: false,
                exceptions: None,
                special_tokens: None,
            }),
            Engine::CharacterPair { tables, normal } => Box::new(BytePair {
                identity: self.identity("byte-pair"),
                normal,
                split: Arc::new(
                    Split::compile(split::MARKED).expect("the patterns of the catalogue compile"),
                ),
                vocabulary: Vocabulary::from_tables(tables),
                whole_pieces: false,
                of_characters: true,
                exceptions: None,
                special_tokens: None,
            }),
        }
    }

    /// Whether it has a list of tokens, as a model's tokenizer does.
    pub fn is_vocabulary(&self) -> bool {
        !matches!(self.engine, Engine::Bytes | Engine::Chars)
    }

    /// How it cuts text, if its tokens are bytes that merge by rank.
    pub fn cut(&self) -> Option<Cut> {
        let Engine::BytePair { split, normal, .. } = self.engine else { return None };
        Some(Cut { normal, patterns: split.iter().map(|&pattern| pattern.to_owned()).collect() })
    }

    fn identity(&self, engine: &'static str) -> Identity {
        Identity {
            name: self.id.to_owned(),
            engine: engine.into(),
            fingerprint: self.fingerprint.map(str::to_owned),
        }
    }
}
