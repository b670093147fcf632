//! Plain text: a segment a line.

use super::{Contents, Reader, Source, each};
use crate::corpus::column::Cell;
use crate::corpus::error::CorpusError;
use crate::corpus::place::Place;

/// Cuts each file into segments: at LF or CRLF only, and otherwise untouched.
pub fn read(sources: &[Source], reader: &Reader) -> Result<Contents, CorpusError> {
    each(sources, |source| {
        reader.room.take(memchr::memchr_iter(b'\n', &source.content).count(), &source.path)?;
        let cells = cells(source)?.collect();
        let column = source.language.clone().map(|language| source.column(language, cells));
        Ok(Contents { columns: column.into_iter().collect(), ..Contents::default() })
    })
}

/// The lines of a file without their ends.
pub fn cells(source: &Source) -> Result<impl Iterator<Item = Cell>, CorpusError> {
    let text = source.text()?;
    if text.is_empty() {
        return Err(CorpusError::EmptyFile { path: source.path.clone() });
    }
    let lines = text.split_inclusive('\n').map(|line| {
        let line = line.strip_suffix('\n').unwrap_or(line);
        line.strip_suffix('\r').unwrap_or(line)
    });
    let cell = |(position, line): (usize, &str)| Cell {
        id: None,
        place: Place::Line(position + 1),
        text: line.to_owned(),
    };
    Ok(lines.enumerate().map(cell))
}
