//! The table on the screen: languages by premium, then the spread of each tokenizer. At most 100 columns wide.

use std::ops::RangeBounds;

use comfy_table::{Attribute, Cell, CellAlignment, Color, Table, TableStyle};
use unicode_width::UnicodeWidthStr;

use super::number::{grouped, percent, short, times};
use super::{Estimate, HIGH_PREMIUM, Report, detail};
use crate::corpus::Language;
use crate::count::{Trust, WordRule};
use crate::metric::UNWRITABLE;

pub(crate) const WIDTH: usize = 100;
/// What stands beside a number of tokens that tells no cost.
pub(crate) const UNWRITABLE_MARK: &str = "‡";
const LONGEST_NAME: usize = 23;

/// The report as text, with ANSI styles when `styled`.
pub fn table(report: &Report, styled: bool) -> String {
    let others = others_that_fit(report);
    let [languages, spreads] = [languages(report, &others), spreads(report)]
        .map(|mut table| if styled { table.enforce_styling().to_string() } else { table.to_string() });
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
    let title = report.manifest.title.as_deref().unwrap_or(&report.corpus);
    format!(
        "{title}: {} segments in {} languages.\nPremium = tokens over the tokens of {} for the same text.",
        grouped(report.segments),
        report.languages.len(),
        report.pivot_language().name,
    )
}

/// The other tokenizers, latest first, as many as the width holds.
fn others_that_fit(report: &Report) -> Vec<usize> {
    let others: Vec<usize> = (0..report.lead()).rev().collect();
    let fits =
        |shown: &[usize]| languages(report, shown).lines().all(|line| line.trim_end().width() <= WIDTH);
    let shown = (0..=others.len()).rev().find(|&shown| fits(&others[..shown])).unwrap_or(0);
    others[..shown].to_vec()
}

fn languages(report: &Report, others: &[usize]) -> Table {
    let lead = report.lead();
    let mut table = plain_table();
    let mut header = vec!["Language".to_owned(), "\nCode".to_owned()];
    header.extend([format!("{}\npremium", report.tokenizers[lead].name), "\n95 % interval".into()]);
    header.push("\ntokens/word".into());
    header.extend(others.iter().map(|&tokenizer| format!("{}\npremium", report.tokenizers[tokenizer].name)));
    header[0].insert(0, '\n');
    table.set_header(header.into_iter().map(|cell| Cell::new(cell).add_attribute(Attribute::Bold)));
    for language in report.ranking(lead).into_iter().chain([report.pivot]) {
        let row = &report.languages[language];
        let fertility = report.estimate(lead, language, "fertility").value.map(short);
        let mark = mark(report.scope.word_rule.trust(row));
        let premium = report.estimate(lead, language, "premium");
        let mut cells = vec![
            Cell::new(shortened(&row.name)),
            Cell::new(&row.code),
            premium_cell(report, lead, language),
            Cell::new(interval(premium)),
            Cell::new(fertility.unwrap_or_else(|| "–".to_owned()) + mark),
        ];
        cells.extend(others.iter().map(|&other| premium_cell(report, other, language)));
        table.add_row(cells);
    }
    align_right(&mut table, 2..);
    table
}

fn spreads(report: &Report) -> Table {
    let mut table = plain_table();
    let header = ["Tokenizer", "median premium", "90th percentile", "largest", "over 2×", "Gini"];
    table.set_header(header.map(|cell| Cell::new(cell).add_attribute(Attribute::Bold)));
    for (tokenizer, identity) in report.tokenizers.iter().enumerate() {
        let write = |id: &str, number: fn(f64) -> String| {
            report.spread(tokenizer, id).map_or_else(|| "–".to_owned(), number)
        };
        table.add_row([
            identity.name.clone(),
            write("premium_median", times),
            write("premium_p90", times),
            write("premium_max", times),
            write("share_over_2x", percent),
            write("premium_gini", |value| format!("{value:.2}")),
        ]);
    }
    align_right(&mut table, 1..);
    table
}

fn notes(report: &Report, others: &[usize]) -> String {
    let mut notes = trust_notes(report.scope.word_rule, &report.languages);
    if report.some_unwritable() {
        notes.push(unwritable_note() + "\n  left out of medians and other measures of all languages");
    }
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

/// What the marks beside tokens per word say, those that some language has.
pub(crate) fn trust_notes(rule: WordRule, languages: &[Language]) -> Vec<String> {
    [
        (Trust::Estimated, "words found with ICU's dictionary: tokens per word are an estimate"),
        (Trust::Syllables, "tokens per syllable: the script marks no words"),
        (
            Trust::None,
            "no words: this rule does not find them in the language, and tokens per word mean nothing",
        ),
    ]
    .into_iter()
    .filter(|(trust, _)| languages.iter().any(|language| rule.trust(language) == *trust))
    .map(|(trust, note)| format!("{} {note}", mark(trust)))
    .collect()
}

/// What the mark beside a number of tokens says.
pub(crate) fn unwritable_note() -> String {
    let limit = percent(UNWRITABLE);
    format!(
        "{UNWRITABLE_MARK} cannot be written: over {limit} of the characters are lost, so the tokens are no cost;"
    )
}

/// What stands beside tokens per word, where the words are not simply those that the language writes.
pub(crate) fn mark(trust: Trust) -> &'static str {
    match trust {
        Trust::Written => " ",
        Trust::Estimated => "*",
        Trust::Syllables => "†",
        Trust::None => "!",
    }
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

fn premium_cell(report: &Report, tokenizer: usize, language: usize) -> Cell {
    let Some(premium) = report.estimate(tokenizer, language, "premium").value else {
        return Cell::new("–");
    };
    if report.is_unwritable(tokenizer, language) {
        return Cell::new(times(premium) + UNWRITABLE_MARK);
    }
    let cell = Cell::new(times(premium));
    if premium >= HIGH_PREMIUM { cell.fg(Color::Red).add_attribute(Attribute::Bold) } else { cell }
}

fn interval(estimate: Estimate) -> String {
    estimate
        .interval
        .map_or_else(String::new, |interval| format!("{} – {}", short(interval.low), short(interval.high)))
}

pub(crate) fn shortened(name: &str) -> String {
    if name.width() <= LONGEST_NAME {
        return name.to_owned();
    }
    name.chars().take(LONGEST_NAME - 1).chain(['…']).collect()
}
