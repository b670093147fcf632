//! The words of a text that waste most tokens: a table for people, or a row for each.

use super::row;
use super::visible::{field, in_direction_of, isolated_within, part, parts};
use crate::corpus::Language;
use crate::count::{WordCost, WordRule};
use crate::report::number::{exact, grouped, short};
use crate::report::{align_right, plain_table, without_trailing_blanks};

/// Columns of the plain form; `--help` explains them.
const COLUMNS: [&str; 9] = [
    "corpus",
    "language",
    "tokenizer",
    "word",
    "frequency",
    "tokens_per_word",
    "waste",
    "pieces",
    "words_by",
];

/// The words of one text under one tokenizer.
#[derive(Clone, Debug)]
pub struct WordList {
    /// The corpus by its name.
    pub corpus: String,
    pub language: Language,
    pub tokenizer: String,
    /// What a word is.
    pub word_rule: WordRule,
    /// Every word, the one that wastes most first.
    pub words: Vec<WordCost>,
}

/// The words that waste most, at most `top` of them, as a table; numbers first, for terminals disagree about the width
/// of words.
pub fn words_on_screen(list: &WordList, top: usize) -> String {
    let mut table = plain_table();
    table.set_header(["Waste", "Frequency", "Tokens/word", "Word", "Pieces"]);
    for word in shown(list, top) {
        table.add_row([
            grouped(word.waste as usize),
            grouped(word.frequency as usize),
            short(tokens_per_word(word)),
            in_direction_of(&word.word, &word.word),
            pieces(word),
        ]);
    }
    align_right(&mut table, ..=2);
    format!("{}\n\n{}", heading(list, top), without_trailing_blanks(&table.to_string()))
}

fn heading(list: &WordList, top: usize) -> String {
    let sum = |of: fn(&WordCost) -> u64, words: &[WordCost]| words.iter().map(of).sum::<u64>() as usize;
    let waste = sum(|word| word.waste, &list.words);
    let frequency = sum(|word| word.frequency, &list.words);
    let wasted_here: u64 = shown(list, top).map(|word| word.waste).sum();
    format!(
        "{}, {}, {}: {} words ({}), {} tokens beyond one a word, {} of them here.\n\
         Waste = frequency × (tokens per word − 1); the blank before a word belongs to it.",
        list.corpus,
        list.language.name,
        list.tokenizer,
        grouped(frequency),
        list.word_rule.name(&list.language),
        grouped(waste),
        grouped(wasted_here as usize),
    )
}

/// The words that waste most, a row each, with tabs between the columns.
pub fn words_as_rows(lists: &[WordList], top: usize) -> String {
    let mut rows = row(&COLUMNS);
    for list in lists {
        for word in shown(list, top) {
            rows += &row(&[
                &list.corpus,
                &list.language.code,
                &list.tokenizer,
                &field(&word.word),
                &word.frequency.to_string(),
                &exact(Some(tokens_per_word(word))),
                &word.waste.to_string(),
                &parts(word.pieces.iter().map(Vec::as_slice)),
                list.word_rule.name(&list.language),
            ]);
        }
    }
    rows
}

/// A word of one token wastes nothing and is not listed.
fn shown(list: &WordList, top: usize) -> impl Iterator<Item = &WordCost> {
    list.words.iter().filter(|word| word.waste > 0).take(top)
}

/// The pieces in the direction of the word.
fn pieces(word: &WordCost) -> String {
    let pieces = word.pieces.iter().map(|bytes| isolated_within(&word.word, part(bytes, true)));
    in_direction_of(&word.word, &pieces.collect::<Vec<_>>().join("|"))
}

fn tokens_per_word(word: &WordCost) -> f64 {
    word.tokens as f64 / word.frequency as f64
}
