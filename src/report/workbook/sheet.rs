//! A grid of cells as a sheet.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::format::{Formats, colour_scale};
use crate::report::Report;
use crate::report::grid::{self, Cell, Grid};
use crate::report::number::grouped;

/// What a sheet holds beside its header.
const MOST_ROWS: usize = 1_048_575;
/// What a cell holds, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
const NARROWEST: usize = 9;
const WIDEST: usize = 60;
/// Long names of columns take several lines.
const WIDEST_HEADER: usize = 14;

/// The languages, with colours on the premiums.
pub fn summary(report: &Report, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    let grid = grid::wide(report);
    fill(sheet, &grid, 2, formats)?;
    let order: Vec<usize> = report.ranking(report.lead()).into_iter().chain([report.pivot]).collect();
    let last = order.len() as u32;
    for (tokenizer, identity) in report.tokenizers.iter().enumerate() {
        let column = column(&grid.header, &format!("premium:{}", identity.name));
        sheet.add_conditional_format(1, column, last, column, &colour_scale())?;
        for (row, &language) in (1..).zip(&order) {
            if report.is_unwritable(tokenizer, language) {
                sheet.set_cell_format(row, column, &formats.no_cost)?;
            }
        }
    }
    Ok(())
}

/// Position of a column that the header has.
pub fn column(header: &[String], name: &str) -> u16 {
    let position = header.iter().position(|header| header == name);
    position.expect("a column of the grid") as u16
}

/// Header and rows; the first `frozen` columns stay in sight.
pub fn fill(sheet: &mut Worksheet, grid: &Grid, frozen: u16, formats: &Formats) -> Result<(), XlsxError> {
    for (column, name) in (0..).zip(&grid.header) {
        write_text(sheet, 0, column, name, Some(&formats.header))?;
        sheet.set_column_width(column, width(grid, column.into()) as f64)?;
    }
    sheet.set_freeze_panes(1, frozen)?.set_landscape().set_repeat_rows(0, 0)?;
    if let Some(note) = too_long(grid.rows.len(), MOST_ROWS) {
        return write_text(sheet, 1, 0, &note, None);
    }
    for (row, cells) in (1..).zip(&grid.rows) {
        for (column, cell) in (0..).zip(cells) {
            match *cell {
                Cell::Number(number, kind) if number.is_finite() => {
                    sheet.write_number_with_format(row, column, number, formats.of(kind))?;
                }
                Cell::Text(text) => write_text(sheet, row, column, text, None)?,
                Cell::Number(..) | Cell::Nothing => (),
            }
        }
    }
    sheet.autofilter(0, 0, grid.rows.len() as u32, grid.header.len() as u16 - 1)?;
    Ok(())
}

/// Says where rows are that a sheet cannot hold: part of them would pass for all.
fn too_long(rows: usize, most: usize) -> Option<String> {
    (rows > most)
        .then(|| format!("{} rows are in results.csv: a sheet holds {}", grouped(rows), grouped(most)))
}

fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    // A text is a string whatever it begins with: never a formula, a link or a number.
    let text = shortened(text);
    match format {
        Some(format) => sheet.write_string_with_format(row, column, text, format)?,
        None => sheet.write_string(row, column, text)?,
    };
    Ok(())
}

fn shortened(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    // A character may take two units.
    text.chars().take(LONGEST_TEXT / 2 - 1).chain(['…']).collect()
}

fn width(grid: &Grid, column: usize) -> usize {
    let texts = grid.rows.iter().filter_map(|row| match row[column] {
        Cell::Text(text) => Some(text.width()),
        _ => None,
    });
    let header = grid.header[column].width().min(WIDEST_HEADER);
    texts.chain([header, NARROWEST]).max().unwrap_or_default().min(WIDEST) + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sheet_cannot_hold_is_left_to_csv() {
        assert_eq!(too_long(5, 5), None);
        let note = too_long(1_048_576, MOST_ROWS);
        assert_eq!(note.as_deref(), Some("1,048,576 rows are in results.csv: a sheet holds 1,048,575"));
    }

    #[test]
    fn what_a_cell_cannot_hold_is_cut() {
        let long = shortened(&"𝄞".repeat(20_000));
        assert!(long.encode_utf16().count() <= LONGEST_TEXT && long.ends_with("𝄞…"));
        assert_eq!(shortened("=1+1"), "=1+1");
    }
}
