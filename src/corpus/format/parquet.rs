//! Parquet: a table that data sets are published in.

use std::sync::Arc;

use bytes::Bytes;
use parquet::column::page::Page;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::Type;

use super::table::Table;
use super::{Contents, Reader, Source, each};
use crate::contained::contained;
use crate::corpus::compression;
use crate::corpus::error::CorpusError;
use crate::corpus::place::Place;

/// Reads the columns that matter, row by row.
pub fn read(sources: &[Source], reader: &Reader) -> Result<Contents, CorpusError> {
    each(sources, |source| {
        // The crate panics on some damaged files: on a page that names a dictionary which is not there, for one.
        contained(|| rows(source, reader)).unwrap_or_else(|panicked| {
            let damage = ParquetError::General(panicked.to_string());
            Err(CorpusError::Parquet { path: source.path.clone(), source: Box::new(damage) })
        })
    })
}

fn rows(source: &Source, reader: &Reader) -> Result<Contents, CorpusError> {
    let damaged = |source_error: ParquetError| CorpusError::Parquet {
        path: source.path.clone(),
        source: Box::new(source_error),
    };
    let file = SerializedFileReader::new(Bytes::from(source.content.clone())).map_err(damaged)?;
    let schema = file.metadata().file_metadata().schema();
    let names: Vec<String> = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
    let mut table = Table::new(source, &names, reader)?;
    let wanted = table.wanted();
    refuse_vast_dictionaries(&file, &wanted).map_err(damaged)?;
    let chosen = wanted.iter().map(|&at| Arc::clone(&schema.get_fields()[at])).collect();
    let chosen = Type::group_type_builder(schema.name()).with_fields(chosen).build().map_err(damaged)?;
    let mut left = compression::limit(source.stored);
    for (row, values) in file.get_row_iter(Some(chosen)).map_err(damaged)?.enumerate() {
        let values = values.map_err(damaged)?;
        let place = Place::Row(row + 1);
        let texts = values
            .get_column_iter()
            .map(|(name, value)| text(source, place, name, value))
            .collect::<Result<Vec<_>, _>>()?;
        // A dictionary says with a bit what it says in a word: the file can be small and its rows many.
        let size: usize = texts.iter().map(|text| text.len() + size_of::<String>()).sum();
        left = left.checked_sub(size as u64).ok_or_else(|| compression::too_large(&source.path))?;
        table.add(place, |at| {
            Ok(wanted.binary_search(&at).ok().and_then(|at| texts.get(at)).cloned().unwrap_or_default())
        })?;
    }
    let warnings = table.warnings(&names);
    table.finish(warnings)
}

/// An entry of a dictionary takes a byte or more. The crate does not look: it makes room for as many as a header claims.
fn refuse_vast_dictionaries(
    file: &SerializedFileReader<Bytes>,
    wanted: &[usize],
) -> Result<(), ParquetError> {
    let schema = file.metadata().file_metadata().schema_descr();
    let columns = || (0..schema.num_columns()).filter(|at| wanted.contains(&schema.get_column_root_idx(*at)));
    for group in 0..file.num_row_groups() {
        let group = file.get_row_group(group)?;
        for column in columns() {
            let mut pages = group.get_column_page_reader(column)?;
            while let Some(page) = pages.peek_next_page()? {
                if !page.is_dict {
                    pages.skip_next_page()?;
                } else if let Some(Page::DictionaryPage { buf, num_values, .. }) = pages.get_next_page()?
                    && num_values as usize > buf.len()
                {
                    let claim = format!("{num_values} entries of a dictionary in {} bytes", buf.len());
                    return Err(ParquetError::General(claim));
                }
            }
        }
    }
    Ok(())
}

/// The text of a value: of a string, or of a whole number, as ids are; nothing of a null.
fn text(source: &Source, place: Place, name: &str, value: &Field) -> Result<String, CorpusError> {
    let other = |found: &str| Err(source.malformed(place, format!("{found} in `{name}`"), "a string"));
    match value {
        Field::Null => Ok(String::new()),
        Field::Str(text) => Ok(text.clone()),
        Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => other("bytes that are not UTF-8"),
        },
        Field::Byte(_)
        | Field::Short(_)
        | Field::Int(_)
        | Field::Long(_)
        | Field::UByte(_)
        | Field::UShort(_)
        | Field::UInt(_)
        | Field::ULong(_) => Ok(value.to_string()),
        _ => other("something else"),
    }
}
