//! What a look at every token found, as a table: words and vocabulary under the leading tokenizer.

use super::Report;
use super::note::mark;
use super::number::{grouped, percent, short};
use super::table::{align_right, drawn, header, plain_table, shortened};
use crate::count::Trust;

/// A column: what it is called, the measure, how it is written, and whether it depends on what a word is.
struct Column {
    head: &'static str,
    id: &'static str,
    write: fn(f64) -> String,
    of_words: bool,
}

const COLUMNS: [Column; 7] = [
    Column { head: "words in\n1 token", id: "single_token_words", write: percent, of_words: true },
    Column { head: "tokens a word\nmedian", id: "tokens_per_word_median", write: short, of_words: true },
    Column { head: "\n95 %", id: "tokens_per_word_p95", write: short, of_words: true },
    Column {
        head: "vocabulary\nused",
        id: "vocabulary_used",
        write: |n| grouped(n as usize),
        of_words: false,
    },
    Column {
        head: "Rényi\nefficiency",
        id: "renyi_efficiency",
        write: |n| format!("{n:.3}"),
        of_words: false,
    },
    Column { head: "parts of\ncharacters", id: "partial_tokens", write: percent, of_words: false },
    Column { head: "segments\nback", id: "round_trip", write: percent, of_words: false },
];

/// The languages in the order of the table of premiums; empty if nobody asked for it.
pub fn table(report: &Report, styled: bool) -> String {
    if !report.scope.detailed {
        return String::new();
    }
    let lead = report.lead();
    let mut table = plain_table();
    let name = format!("{}\nLanguage", report.tokenizers[lead].name);
    let heads = [name.as_str(), "\nCode"].into_iter().chain(COLUMNS.iter().map(|column| column.head));
    header(&mut table, heads);
    for language in report.ranking(lead).into_iter().chain([report.pivot]) {
        let row = &report.languages[language];
        let trust = report.scope.word_rule.trust(row);
        let cell = |column: &Column| {
            let value = report.estimate(lead, language, column.id).value.map(column.write);
            let mark = if column.of_words { mark(trust) } else { "" };
            value.filter(|_| !column.of_words || trust != Trust::None).unwrap_or_else(|| "–".into()) + mark
        };
        let cells = COLUMNS.iter().map(cell);
        table.add_row([shortened(&row.name), row.code.clone()].into_iter().chain(cells));
    }
    align_right(&mut table, 2..);
    let table = drawn(table, styled);
    table
        + "\n\nVocabulary and efficiency depend on the length of the text: compare them on equal content only."
}
