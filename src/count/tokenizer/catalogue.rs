//! The tokenizers that are built in: a row each.

use super::baseline::{Bytes, Chars};
use super::openai::OpenAi;
use super::{Identity, Tokenizer};

/// A tokenizer that needs no file.
pub struct BuiltIn {
    /// What to write after `-t`.
    pub id: &'static str,
    /// Models that use it, or what it stands for.
    pub used_by: &'static str,
    /// SHA-256 of the rank file as OpenAI publishes it (the hashes in `tiktoken/tiktoken_ext/openai_public.py`).
    pub fingerprint: Option<&'static str>,
    /// Opens it.
    pub open: fn(&'static BuiltIn) -> Box<dyn Tokenizer>,
}

/// What `compare` measures when nobody says otherwise: three generations of one family.
pub const DEFAULT: [&str; 3] = ["r50k_base", "cl100k_base", "o200k_base"];

const P50K: Option<&str> = Some("94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069");
const O200K: Option<&str> = Some("446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d");

/// Every built-in tokenizer, oldest vocabulary first, baselines last.
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: "r50k_base",
        used_by: "GPT-2, GPT-3",
        fingerprint: Some("306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930"),
        open: |row| OpenAi::boxed(row, tiktoken_rs::r50k_base_singleton),
    },
    BuiltIn {
        id: "p50k_base",
        used_by: "Codex, GPT-3 (davinci-002, -003)",
        fingerprint: P50K,
        open: |row| OpenAi::boxed(row, tiktoken_rs::p50k_base_singleton),
    },
    BuiltIn {
        id: "p50k_edit",
        used_by: "GPT-3 edit models",
        fingerprint: P50K,
        open: |row| OpenAi::boxed(row, tiktoken_rs::p50k_edit_singleton),
    },
    BuiltIn {
        id: "cl100k_base",
        used_by: "GPT-3.5, GPT-4",
        fingerprint: Some("223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"),
        open: |row| OpenAi::boxed(row, tiktoken_rs::cl100k_base_singleton),
    },
    BuiltIn {
        id: "o200k_base",
        used_by: "GPT-4o, o1, o3, GPT-5",
        fingerprint: O200K,
        open: |row| OpenAi::boxed(row, tiktoken_rs::o200k_base_singleton),
    },
    BuiltIn {
        id: "o200k_harmony",
        used_by: "gpt-oss",
        fingerprint: O200K,
        open: |row| OpenAi::boxed(row, tiktoken_rs::o200k_harmony_singleton),
    },
    BuiltIn {
        id: "bytes",
        used_by: "byte-level models; a token is a byte of UTF-8",
        fingerprint: None,
        open: |row| Box::new(Bytes(row.identity("baseline"))),
    },
    BuiltIn {
        id: "chars",
        used_by: "character-level models; a token is a Unicode scalar value",
        fingerprint: None,
        open: |row| Box::new(Chars(row.identity("baseline"))),
    },
];

impl BuiltIn {
    pub(super) fn identity(&self, engine: &'static str) -> Identity {
        Identity { name: self.id.to_owned(), engine, fingerprint: self.fingerprint.map(str::to_owned) }
    }
}
