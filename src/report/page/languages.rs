//! The table of all languages.

use super::direction;
use crate::corpus::Language;
use crate::report::Report;
use crate::report::chart::Colour;
use crate::report::line::{Line, Marked, lines};
use crate::report::number::{exact, grouped, short, times};

/// What stands above a column.
pub struct Column {
    pub name: String,
    pub is_text: bool,
    /// Whether the rows come in its order.
    pub is_sorted: bool,
}

/// A language.
pub struct Row<'a> {
    pub language: &'a Language,
    pub is_pivot: bool,
    pub cells: Vec<Cell>,
}

/// A number.
pub struct Cell {
    /// All its digits, to sort by.
    pub value: String,
    pub words: String,
    /// Its colours.
    pub style: Option<String>,
}

/// A script that a reader may choose.
pub struct Script<'a> {
    /// ISO 15924.
    pub code: &'a str,
    pub name: &'a str,
}

/// The scripts of the languages, by name.
pub fn scripts(report: &Report) -> Vec<Script<'_>> {
    /// Codes for ways of writing, which Unicode knows as the scripts that they mix.
    const MIXED: [(&str, &str); 4] = [
        ("Hans", "Chinese, simplified"),
        ("Hant", "Chinese, traditional"),
        ("Jpan", "Japanese"),
        ("Kore", "Korean"),
    ];
    let name = |code| {
        let mixed = MIXED.iter().find(|(mixed, _)| *mixed == code).map(|(_, name)| *name);
        let of_unicode =
            || unicode_script::Script::from_short_name(code).map(unicode_script::Script::full_name);
        mixed.or_else(of_unicode).unwrap_or(code)
    };
    let codes = report.languages.iter().map(|language| language.script.as_str());
    let mut scripts: Vec<Script> =
        codes.filter(|code| !code.is_empty()).map(|code| Script { code, name: name(code) }).collect();
    scripts.sort_by_key(|script| (script.name, script.code));
    scripts.dedup_by_key(|script| script.code);
    scripts
}

impl Row<'_> {
    pub fn has_native_name(&self) -> bool {
        !self.language.native_name.is_empty() && self.language.native_name != self.language.name
    }

    pub fn direction(&self) -> &'static str {
        direction(self.language)
    }
}

fn others(report: &Report) -> Vec<usize> {
    (0..report.lead()).rev().collect()
}

/// The heads of the columns.
pub fn columns(report: &Report) -> Vec<Column> {
    let column = |name: String, is_text: bool| Column { name, is_text, is_sorted: false };
    let name = |tokenizer: usize| format!("{} premium", report.tokenizers[tokenizer].name);
    let mut columns = vec![column("Language".into(), true), column("Code".into(), true)];
    columns.push(Column { name: name(report.lead()), is_text: false, is_sorted: true });
    columns.push(column("95 % interval".into(), false));
    columns.extend(others(report).into_iter().map(|other| column(name(other), false)));
    columns.push(column("tokens per word".into(), false));
    columns.push(column("speakers, millions".into(), false));
    columns
}

/// The languages, dearest first, the pivot last.
pub fn rows<'a>(report: &'a Report) -> Vec<Row<'a>> {
    let row = |line: Line<'a>| {
        let mut cells = vec![premium(line.premium)];
        let interval = line.interval.map(|one| format!("{} – {}", short(one.low), short(one.high)));
        cells.push(plain(line.interval.map(|one| one.high - one.low), interval));
        cells.extend(line.others.iter().map(|&other| premium(other)));
        let fertility = line.fertility;
        cells.push(plain(fertility.value, fertility.value.map(|value| short(value) + fertility.mark)));
        let speakers = line.language.speakers.map(|speakers| speakers as f64);
        cells.push(plain(speakers, speakers.map(millions)));
        Row { language: line.language, is_pivot: line.position == report.pivot, cells }
    };
    lines(report, &others(report)).into_iter().map(row).collect()
}

/// Millions, with a digit below ten of them.
fn millions(speakers: f64) -> String {
    let millions = speakers / 1e6;
    if millions < 9.95 { format!("{millions:.1}") } else { grouped(millions.round() as usize) }
}

fn plain(value: Option<f64>, words: Option<String>) -> Cell {
    Cell { value: exact(value), words: words.unwrap_or_else(|| "–".to_owned()), style: None }
}

/// A premium on its colour; without one where its tokens are no cost.
fn premium(premium: Marked) -> Cell {
    let words = premium.value.map(|value| times(value) + premium.mark);
    let cost = premium.value.filter(|_| premium.mark.is_empty());
    let style = cost.map(|value| {
        let (fill, ink) = Colour::of_cell(value);
        format!("background:{};color:{}", fill.of_page(), ink.of_page())
    });
    Cell { style, ..plain(premium.value, words) }
}
