//! What a file says in one language, before it is known what the other languages say.

use std::path::PathBuf;

use super::language::Resolved;
use super::place::Place;

/// The segments of one language as they stand in a file.
#[derive(Clone, Debug)]
pub struct Column {
    pub language: Resolved,
    pub path: PathBuf,
    /// SHA-256 of the whole file as it is stored, whatever else it holds.
    pub sha256: String,
    pub cells: Vec<Cell>,
}

/// A segment, or the place where one is lacking.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Equal in all languages for segments that mean the same; without it the order tells.
    pub id: Option<String>,
    pub place: Place,
    pub text: String,
}

impl Cell {
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl Column {
    /// The code of the language, for messages.
    pub fn code(&self) -> String {
        self.language.code()
    }
}
