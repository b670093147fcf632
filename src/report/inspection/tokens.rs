//! A text under each tokenizer: in colour for a terminal, or a row for each token.

use anstyle::Style;

use super::paint::painted;
use super::visible::{field, hex_bytes};
use super::{Tokenized, row};
use crate::count::{Run, divide};
use crate::report::grouped;

/// Columns of the plain form; `--help` explains them.
const COLUMNS: [&str; 8] = ["tokenizer", "token", "id", "start", "end", "bytes", "text", "torn"];

/// The tokens of a text in colour, a block for each tokenizer.
pub fn tokens_on_screen(text: &str, tokenized: &[Tokenized], with_ids: bool) -> String {
    let bold = Style::new().bold();
    let block = |Tokenized { tokenizer, tokens }: &Tokenized| {
        let count = grouped(tokens.len());
        format!("{bold}{tokenizer}{bold:#}  {count} tokens\n{}\n", painted(text, tokens, with_ids))
    };
    tokenized.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// The tokens of a text, a row each, with tabs between the columns.
pub fn tokens_as_rows(text: &str, tokenized: &[Tokenized]) -> String {
    let mut rows = row(&COLUMNS);
    for Tokenized { tokenizer, tokens } in tokenized {
        let torn: Vec<_> = divide(text, tokens).into_iter().filter(Run::is_torn).collect();
        for (position, token) in tokens.iter().enumerate() {
            let bytes = &text.as_bytes()[token.bytes.clone()];
            let shared = torn.iter().filter(|run| run.tokens.contains(&position));
            let clusters: Vec<_> = shared.map(|run| field(&text[run.bytes.clone()])).collect();
            rows += &row(&[
                tokenizer.as_str(),
                &(position + 1).to_string(),
                &token.id.to_string(),
                &token.bytes.start.to_string(),
                &token.bytes.end.to_string(),
                &hex_bytes(bytes),
                &std::str::from_utf8(bytes).map(field).unwrap_or_default(),
                &clusters.concat(),
            ]);
        }
    }
    rows
}
