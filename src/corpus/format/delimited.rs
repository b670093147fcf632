//! CSV (RFC 4180) and TSV (IANA's text/tab-separated-values, where a quotation mark is text).

use csv::{ByteRecord, ReaderBuilder};

use super::source::Lines;
use super::table::{Table, is_table};
use super::{Contents, Reader, Source, each, lines};
use crate::corpus::error::CorpusError;
use crate::corpus::fields::Fields;
use crate::corpus::place::Place;

/// What stands between fields; programs write what their user's country does.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// Reads CSV, whatever stands between its fields.
pub fn read_csv(sources: &[Source], reader: &Reader) -> Result<Contents, CorpusError> {
    each(sources, |source| csv_table(source, reader))
}

/// Reads TSV: every character between two tabs is text.
pub fn read_tsv(sources: &[Source], reader: &Reader) -> Result<Contents, CorpusError> {
    each(sources, |source| tsv_table(source, reader))
}

/// Whether the first line of a file has languages in it.
pub fn has_languages(beginning: &[u8], fields: &Fields) -> bool {
    let text = String::from_utf8_lossy(beginning);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let line = first_line(text);
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(line)).has_headers(false).from_reader(line.as_bytes());
    let mut names = csv::StringRecord::new();
    reader.read_record(&mut names).is_ok() && is_table(&header(names.iter()), fields)
}

fn csv_table(source: &Source, options: &Reader) -> Result<Contents, CorpusError> {
    let text = source.text()?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(first_line(text)))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut lines = Lines::of(text);
    let (mut table, mut names) = (None, Vec::new());
    let unreadable =
        |error: csv::Error| CorpusError::Unreadable { path: source.path.clone(), source: error.into() };
    while reader.read_byte_record(&mut record).map_err(unreadable)? {
        let written = &text[offset(record.position())..offset(Some(reader.position()))];
        let begins = written.trim_start_matches(['\r', '\n']);
        let place = Place::Line(lines.line_at(offset(record.position()) + written.len() - begins.len()));
        if never_closed(written, &record) {
            return Err(source.malformed(place, "a quotation mark that nothing closes", "another one"));
        }
        let row: Vec<String> =
            record.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
        add(source, options, &mut table, &mut names, place, &row)?;
    }
    finish(source, table, &names)
}

fn tsv_table(source: &Source, options: &Reader) -> Result<Contents, CorpusError> {
    let (mut table, mut names) = (None, Vec::new());
    for line in lines::cells(source)? {
        let row: Vec<String> = line.text.split('\t').map(str::to_owned).collect();
        add(source, options, &mut table, &mut names, line.place, &row)?;
    }
    finish(source, table, &names)
}

/// The first row has the names, and every other one as many fields.
fn add<'a>(
    source: &'a Source,
    options: &'a Reader,
    table: &mut Option<Table<'a>>,
    names: &mut Vec<String>,
    place: Place,
    row: &[String],
) -> Result<(), CorpusError> {
    let Some(table) = table else {
        *names = header(row.iter().map(String::as_str));
        *table = Some(Table::new(source, names, options)?);
        return Ok(());
    };
    if row.len() != names.len() {
        let found = format!("{} field{}", row.len(), if row.len() == 1 { "" } else { "s" });
        return Err(source.malformed(place, found, format!("{}, as in the first line", names.len())));
    }
    table.add(place, |at| Ok(row[at].clone()))
}

fn finish(source: &Source, table: Option<Table>, names: &[String]) -> Result<Contents, CorpusError> {
    let table = table.ok_or_else(|| CorpusError::EmptyFile { path: source.path.clone() })?;
    let warnings = table.warnings(names);
    table.finish(warnings)
}

fn header<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(|name| name.trim().to_owned()).collect()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn delimiter(header: &str) -> u8 {
    let most = DELIMITERS.iter().rev().max_by_key(|delimiter| header.matches(**delimiter).count());
    most.map_or(b',', |delimiter| *delimiter as u8)
}

/// Whether a record swallowed lines because its last quotation mark was opened and not closed; only the last one can.
fn never_closed(written: &str, record: &ByteRecord) -> bool {
    let swallowed = record.iter().next_back().is_some_and(|field| field.contains(&b'\n'));
    swallowed && !written.matches('"').count().is_multiple_of(2)
}

fn offset(position: Option<&csv::Position>) -> usize {
    position.map_or(0, |position| position.byte() as usize)
}
