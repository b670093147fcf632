//! `results.xlsx`: the results for who works in a spreadsheet, with numbers that are numbers.

mod chart;
mod format;
mod origin;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::grid;
use super::{RenderError, Report};
use format::Formats;

/// A row of the list of sheets.
struct Sheet {
    name: &'static str,
    fill: fn(&Report, &mut Worksheet, &Formats) -> Result<(), XlsxError>,
}

const SUMMARY: &str = "Summary";
/// That of Excel itself.
const COMPRESSION: u8 = 3;

const SHEETS: &[Sheet] = &[
    Sheet { name: SUMMARY, fill: sheet::summary },
    Sheet { name: "Chart", fill: |report, sheet, _| chart::draw(report, sheet) },
    Sheet {
        name: "Results",
        fill: |report, sheet, formats| sheet::fill(sheet, &grid::tidy(report), 0, formats),
    },
    Sheet {
        name: "Definitions",
        fill: |report, sheet, formats| sheet::fill(sheet, &grid::meanings(report), 1, formats),
    },
    Sheet { name: "Provenance", fill: origin::fill },
];

/// The whole workbook; the same bytes on every run.
///
/// # Errors
/// More columns than a sheet has.
pub fn workbook(report: &Report) -> Result<Vec<u8>, RenderError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    // The day on which spreadsheets begin to count: a clock would change the bytes.
    let created = ExcelDateTime::from_ymd(1900, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new().set_author(env!("CARGO_PKG_NAME")).set_creation_datetime(&created),
    );
    let formats = Formats::new();
    for sheet in SHEETS {
        (sheet.fill)(report, workbook.add_worksheet().set_name(sheet.name)?, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}
