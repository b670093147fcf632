//! The table on the screen: languages by premium, then the spread of each tokenizer. At most 100 columns wide.

use std::ops::RangeBounds;

use comfy_table::{Attribute, Cell, CellAlignment, Color, Table, TableStyle};
use unicode_width::UnicodeWidthStr;

use super::line::{Marked, lines};
use super::note::{self, Note};
use super::number::{grouped, percent, short, times};
use super::{HIGH_PREMIUM, Report, detail};
use crate::parity::Interval;

pub(crate) const WIDTH: usize = 100;
const LONGEST_NAME: usize = 23;
pub(super) const SPREAD_COLUMNS: [&str; 6] =
    ["Tokenizer", "median premium", "90th percentile", "largest", "over 2×", "Gini"];

/// The report as text, with ANSI styles when `styled`.
pub fn table(report: &Report, styled: bool) -> String {
    let others = others_that_fit(report);
    let [languages, spreads] =
        [languages(report, &others), spreads(report)].map(|table| drawn(table, styled));
    let blocks = [heading(report), languages, detail::table(report, styled), spreads, notes(report, &others)];
    let text = blocks.into_iter().filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n");
    without_trailing_blanks(&text)
}

/// The lines of a table as they are printed.
pub(crate) fn without_trailing_blanks(table: &str) -> String {
    let lines: Vec<&str> = table.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

/// A text in lines that fit the width.
pub(crate) fn filled(text: &str) -> String {
    let options = textwrap::Options::new(WIDTH).word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

fn heading(report: &Report) -> String {
    format!(
        "{}: {} segments in {} languages.\nPremium = tokens over the tokens of {} for the same text.",
        report.title(),
        grouped(report.segments),
        report.languages.len(),
        report.pivot_language().name,
    )
}

/// The other tokenizers, latest first, as many as the width holds.
pub(super) fn others_that_fit(report: &Report) -> Vec<usize> {
    let others: Vec<usize> = (0..report.lead()).rev().collect();
    let fits =
        |shown: &[usize]| languages(report, shown).lines().all(|line| line.trim_end().width() <= WIDTH);
    let shown = (0..=others.len()).rev().find(|&shown| fits(&others[..shown])).unwrap_or(0);
    others[..shown].to_vec()
}

fn languages(report: &Report, others: &[usize]) -> Table {
    let lead = report.lead();
    let mut table = plain_table();
    let mut heads = vec!["Language".to_owned(), "\nCode".to_owned()];
    heads.extend([format!("{}\npremium", report.tokenizers[lead].name), "\n95 % interval".into()]);
    heads.push("\ntokens/word".into());
    heads.extend(others.iter().map(|&tokenizer| format!("{}\npremium", report.tokenizers[tokenizer].name)));
    heads[0].insert(0, '\n');
    header(&mut table, heads.iter().map(String::as_str));
    for line in lines(report, others) {
        let fertility = line.fertility.value.map_or_else(|| "–".to_owned(), short);
        // A blank where others have a mark: the digits stay below each other.
        let mark = if line.fertility.mark.is_empty() { " " } else { line.fertility.mark };
        let mut cells = vec![
            Cell::new(shortened(&line.language.name)),
            Cell::new(&line.language.code),
            premium_cell(line.premium),
            Cell::new(line.interval.map_or_else(String::new, interval)),
            Cell::new(fertility + mark),
        ];
        cells.extend(line.others.iter().map(|&other| premium_cell(other)));
        table.add_row(cells);
    }
    align_right(&mut table, 2..);
    table
}

fn spreads(report: &Report) -> Table {
    let mut table = plain_table();
    header(&mut table, SPREAD_COLUMNS);
    for (tokenizer, identity) in report.tokenizers.iter().enumerate() {
        table.add_row([identity.name.clone()].into_iter().chain(spread_cells(report, tokenizer)));
    }
    align_right(&mut table, 1..);
    table
}

/// The spread of a tokenizer, in words, without its name.
pub(super) fn spread_cells(report: &Report, tokenizer: usize) -> [String; 5] {
    let write = |id: &str, number: fn(f64) -> String| {
        report.spread(tokenizer, id).map_or_else(|| "–".to_owned(), number)
    };
    [
        write("premium_median", times),
        write("premium_p90", times),
        write("premium_max", times),
        write("share_over_2x", percent),
        write("premium_gini", |value| format!("{value:.2}")),
    ]
}

fn notes(report: &Report, others: &[usize]) -> String {
    let mut notes: Vec<String> = note::notes(report).iter().map(Note::to_string).collect();
    let hidden = report.lead() - others.len();
    if hidden > 0 {
        let names: Vec<_> =
            report.tokenizers[..hidden].iter().map(|identity| identity.name.as_str()).collect();
        notes.push(format!("premiums under {} are in summary.csv", names.join(", ")));
    }
    if let Some(provenance) = &report.manifest.provenance {
        let date = report.manifest.date.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
        notes.push(textwrap::fill(&format!("The text: {provenance}{date}"), WIDTH));
    }
    notes.join("\n")
}

/// A table without lines, the same on every terminal.
pub(crate) fn plain_table() -> Table {
    let mut table = Table::new();
    // Who prints decides about colour: the table must not look at the terminal by itself.
    table.load_style(TableStyle::new()).force_no_tty();
    table
}

/// The names of the columns, in bold where there is style.
pub(crate) fn header<'a>(table: &mut Table, names: impl IntoIterator<Item = &'a str>) {
    table.set_header(names.into_iter().map(|name| Cell::new(name).add_attribute(Attribute::Bold)));
}

/// A table as text, with ANSI styles when `styled`.
pub(crate) fn drawn(mut table: Table, styled: bool) -> String {
    if styled { table.enforce_styling().to_string() } else { table.to_string() }
}

/// Sets the gaps between columns, and some columns flush right.
pub(crate) fn align_right(table: &mut Table, columns: impl RangeBounds<usize>) {
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
        if columns.contains(&column.index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

fn premium_cell(premium: Marked) -> Cell {
    let Some(value) = premium.value else { return Cell::new("–") };
    let cell = Cell::new(times(value) + premium.mark);
    let stands_out = value >= HIGH_PREMIUM && premium.mark.is_empty();
    if stands_out { cell.fg(Color::Red).add_attribute(Attribute::Bold) } else { cell }
}

pub(super) fn interval(interval: Interval) -> String {
    format!("{} – {}", short(interval.low), short(interval.high))
}

pub(crate) fn shortened(name: &str) -> String {
    if name.width() <= LONGEST_NAME {
        return name.to_owned();
    }
    name.chars().take(LONGEST_NAME - 1).chain(['…']).collect()
}
