//! One tokenizer against another, as a table and as CSV.

use comfy_table::Table;

use super::RenderError;
use super::csv::{bounds, finish};
use super::note::{UNWRITABLE_MARK, unwritable_note};
use super::number::{exact, grouped};
use super::table::{align_right, drawn, header, plain_table, without_trailing_blanks};
use crate::count::Counts;
use crate::parity::{Change, Diff, Interval};

/// Changes with a smaller adjusted p-value are called sure.
const SURE: f64 = 0.05;

/// The languages, largest saving first, then all together; with ANSI styles when `styled`.
pub fn diff_table(diff: &Diff, counts: &Counts, title: &str, styled: bool) -> String {
    let [a, b] = [0, 1].map(|tokenizer| counts.tokenizers[tokenizer].name.as_str());
    let [languages, overall] = [languages(diff, counts), overall(diff)].map(|table| drawn(table, styled));
    let heading = format!(
        "{title}: {} segments in {} languages.\nRatio = tokens of {b} over tokens of {a} for the same text; below 1 \
         {b} is cheaper.",
        grouped(counts.segments),
        counts.languages.len(),
    );
    let mut blocks = vec![heading, languages, overall, verdict(diff, b)];
    if diff.changes.iter().any(|change| change.unwritable) {
        blocks.push(unwritable_note() + " left out of all together");
    }
    let text = blocks.join("\n\n");
    without_trailing_blanks(&text)
}

/// A row for each language, largest saving first, then one for each way of taking all together, whose
/// `language` is empty.
///
/// # Errors
/// None in memory.
pub fn diff_csv(diff: &Diff, counts: &Counts) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let [a, b] = [0, 1].map(|tokenizer| format!("tokens:{}", counts.tokenizers[tokenizer].name));
    writer.write_record([
        "language", "measure", &a, &b, "ratio", "ci_low", "ci_high", "p", "p_holm", "n", "unit",
    ])?;
    for change in &diff.changes {
        let (low, high) = bounds(change.interval);
        writer.write_record([
            counts.languages[change.language].code.as_str(),
            "ratio",
            &change.tokens[0].to_string(),
            &change.tokens[1].to_string(),
            &exact(change.ratio),
            &low,
            &high,
            &exact(change.p),
            &exact(change.adjusted),
            &counts.segments.to_string(),
            "×",
        ])?;
    }
    for overall in &diff.overall {
        let (low, high) = bounds(overall.interval);
        let n = overall.languages.to_string();
        let ratio = exact(overall.ratio);
        writer.write_record(["", overall.definition.id, "", "", &ratio, &low, &high, "", "", &n, "×"])?;
    }
    finish(writer)
}

fn languages(diff: &Diff, counts: &Counts) -> Table {
    let mut table = plain_table();
    let [a, b] = [0, 1].map(|tokenizer| counts.tokenizers[tokenizer].name.as_str());
    header(&mut table, ["Language", "Code", a, b, "ratio", "95 % interval", "p (Holm)"]);
    for change in &diff.changes {
        let language = &counts.languages[change.language];
        table.add_row([
            language.name.clone(),
            language.code.clone(),
            grouped(change.tokens[0] as usize),
            grouped(change.tokens[1] as usize),
            ratio(change.ratio) + if change.unwritable { UNWRITABLE_MARK } else { "" },
            written(change.interval),
            change.adjusted.map_or_else(|| "–".to_owned(), |p| format!("{p:.4}")),
        ]);
    }
    align_right(&mut table, 2..);
    table
}

fn overall(diff: &Diff) -> Table {
    let mut table = plain_table();
    header(&mut table, ["Together", "ratio", "95 % interval", "languages"]);
    for overall in &diff.overall {
        table.add_row([
            overall.definition.title.to_owned(),
            ratio(overall.ratio),
            written(overall.interval),
            overall.languages.to_string(),
        ]);
    }
    align_right(&mut table, 1..);
    table
}

fn verdict(diff: &Diff, b: &str) -> String {
    let count = |which: fn(&Change) -> bool| diff.changes.iter().filter(|change| which(change)).count();
    let sure = |change: &Change| change.adjusted.is_some_and(|p| p < SURE);
    let cheaper = count(|change| change.tokens[1] < change.tokens[0]);
    let dearer = count(|change| change.tokens[1] > change.tokens[0]);
    let unsure = diff.changes.iter().filter(|change| !sure(change)).count();
    format!(
        "{b} takes fewer tokens in {cheaper} languages and more in {dearer}; in {unsure} the difference could be chance\n\
         (sign-flip test over segments, two-sided, adjusted p ≥ {SURE} after Holm over all languages)."
    )
}

fn ratio(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.3}"))
}

fn written(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |interval| format!("{:.3} – {:.3}", interval.low, interval.high))
}
