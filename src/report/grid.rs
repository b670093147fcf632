//! The results as cells, whatever file they go into: a cell is a number, a text, or nothing.

use super::provenance::definitions;
use super::{Report, Row};
use crate::metric::Definition;
use crate::parity::Interval;

/// What `summary.csv` has of the measures that are made on request.
const DETAIL: [&str; 7] = [
    "single_token_words",
    "continued_words",
    "tokens_per_word_median",
    "vocabulary_used",
    "renyi_efficiency",
    "partial_tokens",
    "round_trip",
];

/// What `summary.csv` has of each model that is sold: no price is without its day and source.
const OF_MODEL: [&str; 4] =
    ["usd_per_million_pivot_tokens_of_content", "context_share", "price_date", "price_source"];

/// Cells in columns; every row is as long as the header.
pub struct Grid<'a> {
    pub header: Vec<String>,
    pub rows: Vec<Vec<Cell<'a>>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    Nothing,
    Text(&'a str),
    Number(f64, Kind),
}

/// How a spreadsheet shows a number, which stays what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Count,
    /// Of unlike things, or of a part and its whole.
    Ratio,
    /// How many times as much.
    Times,
}

impl Kind {
    fn of(definition: &Definition) -> Kind {
        match definition.unit {
            "×" => Kind::Times,
            unit if unit.is_empty() || unit.contains(" per ") => Kind::Ratio,
            _ => Kind::Count,
        }
    }
}

impl Cell<'_> {
    fn number(value: Option<f64>, kind: Kind) -> Self {
        value.map_or(Cell::Nothing, |value| Cell::Number(value, kind))
    }

    fn count(count: usize) -> Self {
        Cell::Number(count as f64, Kind::Count)
    }

    fn bounds(interval: Option<Interval>, kind: Kind) -> [Self; 2] {
        [interval.map(|one| one.low), interval.map(|one| one.high)].map(|bound| Cell::number(bound, kind))
    }
}

/// One row per tokenizer, language and measure.
pub fn tidy<'a>(report: &'a Report) -> Grid<'a> {
    const HEADER: [&str; 10] =
        ["corpus", "tokenizer", "language", "metric", "value", "ci_low", "ci_high", "n", "unit", "words_by"];
    let row = |row: Row<'a>| {
        let kind = Kind::of(row.definition);
        let [low, high] = Cell::bounds(row.estimate.interval, kind);
        let of_words = row.language.filter(|_| row.definition.uses_words);
        vec![
            Cell::Text(&report.corpus),
            Cell::Text(&row.tokenizer.name),
            Cell::Text(row.language.map_or("", |language| &language.code)),
            Cell::Text(row.definition.id),
            Cell::number(row.estimate.value, kind),
            low,
            high,
            Cell::count(row.n),
            Cell::Text(row.definition.unit),
            Cell::Text(of_words.map_or("", |language| report.scope.word_rule.name(language))),
        ]
    };
    Grid { header: HEADER.map(str::to_owned).to_vec(), rows: report.rows().map(row).collect() }
}

/// One row per language, dearest first, the pivot last.
pub fn wide(report: &Report) -> Grid<'_> {
    let languages = report.ranking(report.lead()).into_iter().chain([report.pivot]);
    Grid { header: wide_header(report), rows: languages.map(|language| wide_row(report, language)).collect() }
}

/// What stands above the columns of [`wide`].
pub fn wide_header(report: &Report) -> Vec<String> {
    const OF_LANGUAGE: [&str; 10] = [
        "language",
        "name",
        "native_name",
        "script",
        "speakers",
        "segments",
        "words",
        "words_by",
        "chars",
        "bytes",
    ];
    const OF_TOKENIZER: [&str; 6] =
        ["tokens", "unknown_share", "fertility", "premium", "premium_low", "premium_high"];
    let mut header = OF_LANGUAGE.map(str::to_owned).to_vec();
    for tokenizer in &report.tokenizers {
        let detail = DETAIL.iter().filter(|_| report.scope.detailed);
        header.extend(OF_TOKENIZER.iter().chain(detail).map(|column| format!("{column}:{}", tokenizer.name)));
    }
    for model in &report.models {
        header.extend(OF_MODEL.map(|column| format!("{column}:{}", model.price.model)));
    }
    header
}

fn wide_row(report: &Report, language: usize) -> Vec<Cell<'_>> {
    let row = &report.languages[language];
    let value = |tokenizer: usize, id: &str| {
        let found = report.estimates(tokenizer, language).find(|(definition, _)| definition.id == id);
        found.map_or(Cell::Nothing, |(definition, estimate)| {
            Cell::number(estimate.value, Kind::of(definition))
        })
    };
    let mut cells = vec![
        Cell::Text(&row.code),
        Cell::Text(&row.name),
        Cell::Text(&row.native_name),
        Cell::Text(&row.script),
        Cell::number(row.speakers.map(|speakers| speakers as f64), Kind::Count),
        value(0, "segments"),
        value(0, "words"),
        Cell::Text(report.scope.word_rule.name(row)),
        value(0, "chars"),
        value(0, "bytes"),
    ];
    for tokenizer in 0..report.tokenizers.len() {
        cells.extend(["tokens", "unknown_share", "fertility", "premium"].map(|id| value(tokenizer, id)));
        cells.extend(Cell::bounds(report.estimate(tokenizer, language, "premium").interval, Kind::Times));
        if report.scope.detailed {
            cells.extend(DETAIL.map(|id| value(tokenizer, id)));
        }
    }
    for model in &report.models {
        let usd = model.usd_per_million_pivot_tokens_of_content(report, language);
        let share = model.context_share(report, language);
        cells.extend([usd, share].map(|value| Cell::number(value, Kind::Ratio)));
        cells.extend([&model.date, &model.price.source].map(|text| Cell::Text(text)));
    }
    cells
}

/// What every number means.
pub fn meanings(report: &Report) -> Grid<'static> {
    let row = |one: &Definition| [one.id, one.title, one.unit, one.formula].map(Cell::Text).to_vec();
    Grid {
        header: ["metric", "title", "unit", "formula"].map(str::to_owned).to_vec(),
        rows: definitions().filter(|one| report.measures(one)).map(row).collect(),
    }
}
