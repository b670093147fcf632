//! Where the workbook comes from: what `results.json` says of it, one fact a row.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::format::Formats;
use super::sheet;
use crate::report::Report;
use crate::report::grid::{Cell, Grid, Kind};
use crate::report::provenance::Provenance;

/// The run, then the tokenizers, then the texts.
pub fn fill(report: &Report, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    let origin = Provenance::of(report);
    let manifest = origin.manifest;
    let texts = [
        ("tool", origin.tool),
        ("version", origin.version),
        ("corpus", origin.corpus),
        ("title", manifest.title.as_deref().unwrap_or_default()),
        ("licence", manifest.licence.as_deref().unwrap_or_default()),
        ("provenance", manifest.provenance.as_deref().unwrap_or_default()),
        ("date", manifest.date.as_deref().unwrap_or_default()),
        ("pivot", origin.pivot),
        ("interval", origin.interval.method),
        ("resampled", origin.interval.resampled),
    ];
    let numbers = [
        ("segments", Some(origin.segments as f64)),
        ("documents", Some(manifest.documents.len() as f64).filter(|&documents| documents > 0.0)),
        ("level", Some(origin.interval.level)),
        ("resamples", Some(origin.interval.resamples as f64)),
        ("renyi_order", origin.renyi_order),
    ];
    // A spreadsheet keeps 15 digits of a number, and a seed may have 20.
    let seed = origin.interval.seed.to_string();
    let mut rows: Vec<Vec<Cell>> = texts.map(|(item, text)| fact("run", item, Cell::Text(text))).to_vec();
    rows.extend(numbers.map(|(item, number)| {
        let cell = number.map_or(Cell::Nothing, |number| {
            Cell::Number(number, if number.fract() == 0.0 { Kind::Count } else { Kind::Ratio })
        });
        fact("run", item, cell)
    }));
    rows.push(fact("run", "seed", Cell::Text(&seed)));
    let options: Vec<(&String, String)> =
        origin.options.iter().map(|(name, asked)| (name, asked.to_string())).collect();
    rows.extend(options.iter().map(|(name, asked)| fact("option", name, Cell::Text(asked))));
    rows.push(fact(
        "marks",
        "grey italics",
        Cell::Text("the tokenizer cannot write the language, and its tokens are no cost"),
    ));
    for tokenizer in origin.tokenizers {
        let fingerprint = tokenizer.fingerprint.as_deref().unwrap_or_default();
        rows.push(fact("engine", &tokenizer.name, Cell::Text(&tokenizer.engine)));
        rows.push(fact("SHA-256 of the vocabulary", &tokenizer.name, Cell::Text(fingerprint)));
    }
    for (language, sha256) in report.languages.iter().zip(&report.sha256) {
        rows.push(fact("SHA-256 of the text", &language.code, Cell::Text(sha256)));
    }
    let header = ["about", "item", "value"].map(str::to_owned).to_vec();
    sheet::fill(sheet, &Grid { header, rows }, 0, formats)
}

fn fact<'a>(about: &'a str, item: &'a str, value: Cell<'a>) -> Vec<Cell<'a>> {
    vec![Cell::Text(about), Cell::Text(item), value]
}
