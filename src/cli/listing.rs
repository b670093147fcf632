//! What is built in, as tables.

use comfy_table::{CellAlignment, Table, TableStyle};

use crate::count::tokenizer::BUILT_IN;
use crate::report::number::grouped;

/// Digits of a fingerprint that tell vocabularies apart; the whole is in `results.json`.
const FINGERPRINT: usize = 12;

/// The built-in tokenizers, a line each.
pub fn tokenizers() -> String {
    let mut table = Table::new();
    table.load_style(TableStyle::new()).force_no_tty();
    table.set_header(["Tokenizer", "Family", "Tokens", "Models", "Licence", "Source", "SHA-256"]);
    for row in BUILT_IN {
        table.add_row([
            row.id.to_owned(),
            row.family.to_owned(),
            row.vocabulary_size().map_or_else(|| "–".to_owned(), grouped),
            row.used_by.to_owned(),
            row.licence.to_owned(),
            row.source.to_owned(),
            row.fingerprint.map_or_else(|| "–".to_owned(), |hash| hash[..FINGERPRINT].to_owned()),
        ]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
        if column.index == 2 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}
