//! CSV for programs (RFC 4180, UTF-8, LF, decimal point, every digit), and the same for who double-clicks.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

use super::RenderError;
use super::grid::{Cell, Grid};
use super::number::exact;
use crate::parity::Interval;

/// With it Excel takes the text for UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The cells as they are.
///
/// # Errors
/// None in memory.
pub fn canonical(grid: &Grid) -> Result<Vec<u8>, RenderError> {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(&grid.header)?;
    for row in &grid.rows {
        writer.write_record(row.iter().map(|cell| plain(*cell).into_owned()))?;
    }
    finish(writer)
}

/// The cells with a byte order mark, CRLF, and no text that a spreadsheet would run. Numbers are untouched.
///
/// # Errors
/// None in memory.
pub fn for_excel(grid: &Grid) -> Result<Vec<u8>, RenderError> {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(grid.header.iter().map(|name| guarded(name).into_owned()))?;
    for row in &grid.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => guarded(text),
            _ => plain(*cell),
        });
        writer.write_record(cells.map(Cow::into_owned))?;
    }
    finish(writer)
}

fn plain(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Nothing => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number, _) => Cow::Owned(exact(Some(number))),
    }
}

/// A text that begins a formula gets an apostrophe (OWASP, CSV injection); blanks before it do not hide it.
fn guarded(text: &str) -> Cow<'_, str> {
    let first = text.trim_start_matches(' ').chars().next();
    let begins_a_formula = first
        .is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if begins_a_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

pub fn bounds(interval: Option<Interval>) -> (String, String) {
    (exact(interval.map(|interval| interval.low)), exact(interval.map(|interval| interval.high)))
}

pub fn finish(writer: Writer<Vec<u8>>) -> Result<Vec<u8>, RenderError> {
    writer.into_inner().map_err(|error| RenderError::Csv(error.into_error().into()))
}

#[cfg(test)]
mod tests {
    use super::super::grid::Kind;
    use super::*;

    #[test]
    fn only_texts_that_begin_a_formula_are_guarded() {
        for (text, written) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("  =1+1", "'  =1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("＝1", "'＝1"),
            ("eng_Latn", "eng_Latn"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written);
        }
    }

    #[test]
    fn a_double_click_reads_utf_8_crlf_and_the_same_numbers() {
        let numbers = vec![Cell::Number(-1.5, Kind::Ratio), Cell::Text("-x, \"y\""), Cell::Nothing];
        let grid = Grid { header: ["a", "=b", "c"].map(str::to_owned).to_vec(), rows: vec![numbers] };
        let bytes = for_excel(&grid).expect("in memory");
        assert_eq!(
            String::from_utf8(bytes).expect("text"),
            "\u{FEFF}a,'=b,c\r\n-1.5,\"'-x, \"\"y\"\"\",\r\n"
        );
        let bytes = canonical(&grid).expect("in memory");
        assert_eq!(String::from_utf8(bytes).expect("text"), "a,=b,c\n-1.5,\"-x, \"\"y\"\"\",\n");
    }
}
