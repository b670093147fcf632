//! What vocabularies learnt: the share of each script in their tokens, as a table.

use std::collections::BTreeMap;

use super::number::grouped;
use super::table::{align_right, header, plain_table, without_trailing_blanks};
use crate::count::Writing;

/// The tokens of one vocabulary by script.
pub struct Learnt {
    pub tokenizer: String,
    pub tokens: BTreeMap<Writing, u64>,
}

/// A row for each script, the largest in the last vocabulary first; a column for each vocabulary.
pub fn scripts_table(vocabularies: &[Learnt]) -> String {
    let mut table = plain_table();
    let names = vocabularies.iter().map(|vocabulary| vocabulary.tokenizer.as_str());
    header(&mut table, std::iter::once("Script").chain(names));
    let tokens =
        |vocabulary: &Learnt, writing: &Writing| vocabulary.tokens.get(writing).copied().unwrap_or_default();
    let mut rows: Vec<Writing> = vocabularies.iter().flat_map(|one| one.tokens.keys().copied()).collect();
    rows.sort_unstable();
    rows.dedup();
    let weight = |writing: &Writing| {
        vocabularies.iter().rev().map(|vocabulary| tokens(vocabulary, writing)).collect::<Vec<_>>()
    };
    rows.sort_by(|a, b| weight(b).cmp(&weight(a)).then(a.cmp(b)));
    for writing in rows {
        let cells = vocabularies
            .iter()
            .map(|vocabulary| share(tokens(vocabulary, &writing), vocabulary.tokens.values().sum()));
        table.add_row(std::iter::once(name(writing)).chain(cells));
    }
    let sizes = vocabularies.iter().map(|one| grouped(one.tokens.values().sum::<u64>() as usize));
    table.add_row(std::iter::once("Tokens".to_owned()).chain(sizes));
    align_right(&mut table, 1..);
    without_trailing_blanks(&table.to_string())
}

fn name(writing: Writing) -> String {
    match writing {
        Writing::Script(name) => name.replace('_', " "),
        Writing::Mixed => "several scripts".to_owned(),
        Writing::NoLetters => "no letters".to_owned(),
        Writing::Partial => "parts of characters".to_owned(),
    }
}

fn share(tokens: u64, of: u64) -> String {
    let percent = 100.0 * tokens as f64 / of as f64;
    match tokens {
        0 => "–".to_owned(),
        _ if percent < 0.005 => "<0.01 %".to_owned(),
        _ => format!("{percent:.2} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::writings;

    #[test]
    fn shares_are_of_the_whole_vocabulary() {
        let learnt = |name: &str, tokens: &[&str]| Learnt {
            tokenizer: name.to_owned(),
            tokens: writings(&tokens.iter().map(|token| token.as_bytes().to_vec()).collect::<Vec<_>>()),
        };
        let table =
            scripts_table(&[learnt("old", &["a", "b", "1"]), learnt("new", &["a", "чай", "да", "!"])]);
        let lines: Vec<Vec<&str>> = table
            .lines()
            .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
            .collect();
        assert_eq!(lines[0], ["Script", "old", "new"]);
        assert_eq!(lines[1], ["Cyrillic", "–", "50.00 %"]);
        assert_eq!(lines[2], ["Latin", "66.67 %", "25.00 %"]);
        assert_eq!(lines[3], ["no letters", "33.33 %", "25.00 %"]);
        assert_eq!(lines[4], ["Tokens", "3", "4"]);
    }
}
