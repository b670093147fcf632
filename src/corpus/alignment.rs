//! Brings the columns of a corpus into line: segment *i* means the same in each.

use std::collections::{BTreeMap, BTreeSet};

use super::column::Column;
use super::error::CorpusError;

/// What happens to segments that some languages lack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnMissing {
    /// They are an error.
    #[default]
    Error,
    /// They are left out in every language.
    Intersect,
}

/// Columns of one length without blank segments.
#[derive(Debug)]
pub struct Aligned {
    pub columns: Vec<Column>,
    /// Positions of the segments among those that the pivot had, ascending.
    pub kept: Vec<usize>,
    /// Number of segments that were there in any language.
    pub found: usize,
}

/// What is equal in all languages: an id, or the position where a file has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Id(&'a str),
    Position(usize),
}

/// Puts the segments of every column into the order of the pivot's.
///
/// # Errors
/// An id that a column has twice; ids in some columns only; columns of different lengths without ids; segments that
/// are blank or that a column lacks, unless they are left out; no segment left.
pub fn align(columns: Vec<Column>, pivot: usize, on_missing: OnMissing) -> Result<Aligned, CorpusError> {
    let has_ids = |column: &Column| column.cells.iter().all(|cell| cell.id.is_some());
    if columns.iter().any(has_ids) {
        if let Some(column) = columns.iter().find(|column| !has_ids(column)) {
            return Err(CorpusError::NoIds { path: column.path.clone() });
        }
    } else {
        same_lengths(&columns, &columns[pivot])?;
    }
    if let Some(aligned) = as_they_stand(&columns, pivot) {
        return Ok(Aligned { columns, kept: (0..aligned).collect(), found: aligned });
    }
    let indexes = columns.iter().map(index).collect::<Result<Vec<_>, _>>()?;
    let keys = all_keys(&columns, pivot);
    if on_missing == OnMissing::Error {
        for (column, index) in columns.iter().zip(&indexes) {
            complete(column, index, &keys)?;
        }
    }
    let rows: Vec<Vec<usize>> = keys
        .iter()
        .filter_map(|key| indexes.iter().map(|index| index.get(key).copied()).collect::<Option<Vec<_>>>())
        .filter(|row| columns.iter().zip(row).all(|(column, &cell)| !column.cells[cell].is_blank()))
        .collect();
    let (kept, found) = (rows.iter().map(|row| row[pivot]).collect(), keys.len());
    if rows.is_empty() {
        return Err(CorpusError::NothingInCommon { path: columns[pivot].path.clone(), found });
    }
    let columns = columns
        .into_iter()
        .enumerate()
        .map(|(language, mut column)| {
            let mut cells: Vec<_> = column.cells.into_iter().map(Some).collect();
            column.cells = rows.iter().filter_map(|row| cells[row[language]].take()).collect();
            column
        })
        .collect();
    Ok(Aligned { columns, kept, found })
}

/// How many segments there are, if nothing lacks and only the order says which mean the same: the usual case, and that of
/// the largest corpora.
fn as_they_stand(columns: &[Column], pivot: usize) -> Option<usize> {
    let segments = columns[pivot].cells.len();
    let mut cells = columns.iter().flat_map(|column| &column.cells);
    let complete = segments > 0 && cells.all(|cell| cell.id.is_none() && !cell.is_blank());
    complete.then_some(segments)
}

fn keys(column: &Column) -> impl Iterator<Item = Key<'_>> {
    column.cells.iter().enumerate().map(|(position, cell)| match &cell.id {
        Some(id) => Key::Id(id),
        None => Key::Position(position),
    })
}

/// Where each segment of a column stands in it.
fn index(column: &Column) -> Result<BTreeMap<Key<'_>, usize>, CorpusError> {
    let mut index = BTreeMap::new();
    for (position, key) in keys(column).enumerate() {
        if let (Some(first), Key::Id(id)) = (index.insert(key, position), key) {
            return Err(CorpusError::DuplicateId {
                path: column.path.clone(),
                place: column.cells[position].place,
                first: column.cells[first].place,
                id: id.to_owned(),
                language: column.code(),
            });
        }
    }
    Ok(index)
}

/// The keys of the pivot in their order, and then what only other columns have.
fn all_keys(columns: &[Column], pivot: usize) -> Vec<Key<'_>> {
    let mut seen = BTreeSet::new();
    let in_order = std::iter::once(&columns[pivot]).chain(columns).flat_map(keys);
    in_order.filter(|key| seen.insert(*key)).collect()
}

fn same_lengths(columns: &[Column], pivot: &Column) -> Result<(), CorpusError> {
    let Some(other) = columns.iter().find(|column| column.cells.len() != pivot.cells.len()) else {
        return Ok(());
    };
    let (path, found, expected) = (other.path.clone(), other.cells.len(), pivot.cells.len());
    Err(if other.path == pivot.path {
        CorpusError::DifferentCounts {
            path,
            language: other.code(),
            found,
            reference: pivot.code(),
            expected,
        }
    } else {
        CorpusError::DifferentLineCounts { path, found, reference: pivot.path.clone(), expected }
    })
}

/// Nothing is blank, and nothing lacks.
fn complete(column: &Column, index: &BTreeMap<Key<'_>, usize>, keys: &[Key<'_>]) -> Result<(), CorpusError> {
    const SHOWN: usize = 3;
    if let Some(cell) = column.cells.iter().find(|cell| cell.is_blank()) {
        let (path, place, language) = (column.path.clone(), cell.place, column.code());
        return Err(CorpusError::Blank { path, place, language });
    }
    let mut lacking = keys.iter().filter_map(|key| match key {
        Key::Id(id) if !index.contains_key(key) => Some((*id).to_owned()),
        _ => None,
    });
    let first: Vec<String> = lacking.by_ref().take(SHOWN).collect();
    if first.is_empty() {
        return Ok(());
    }
    Err(CorpusError::Missing {
        path: column.path.clone(),
        language: column.code(),
        missing: first.len() + lacking.count(),
        of: keys.len(),
        first,
    })
}
