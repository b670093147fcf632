//! What tokens do to a text, to words and to one segment in many languages: in colour, or as rows for programs.

mod paint;
mod segment;
mod tokens;
mod visible;
mod words;

pub use segment::{Segment, Version, segment_on_screen, segments_as_rows};
pub use tokens::{tokens_as_rows, tokens_on_screen};
pub(in crate::report) use visible::without_controls;
pub use words::{WordList, words_as_rows, words_on_screen};

use crate::count::Token;

/// The tokens of a text under one tokenizer.
#[derive(Clone, Debug)]
pub struct Tokenized {
    pub tokenizer: String,
    pub tokens: Vec<Token>,
}

/// A line of a table for programs: tabs between its columns.
fn row(cells: &[&str]) -> String {
    cells.join("\t") + "\n"
}
