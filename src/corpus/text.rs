//! The text of one language: segments exactly as they stand in the file.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::column::{Cell, Column};
use super::error::CorpusError;
use super::format::{Source, lines};
use super::language::{Language, Resolved};
use super::place::Place;

/// One language's side of a corpus.
#[derive(Clone, Debug)]
pub struct Text {
    pub language: Language,
    /// Where it was read, for messages only.
    pub path: PathBuf,
    /// SHA-256 of the file's bytes as they are stored, in hexadecimal; of the whole file where it holds other languages, too.
    pub sha256: String,
    content: String,
    segments: Vec<Range<usize>>,
    places: Vec<Place>,
}

impl Text {
    /// Cuts the bytes of a file into segments: at LF or CRLF only, without a byte order mark, and otherwise untouched.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, a blank line, an empty file.
    pub fn from_bytes(language: Language, path: &Path, bytes: Vec<u8>) -> Result<Text, CorpusError> {
        let source = Source::new(path.to_owned(), None, bytes)?;
        let cells: Vec<Cell> = lines::cells(&source)?.collect();
        if let Some(blank) = cells.iter().find(|cell| cell.is_blank()) {
            let (path, place, language) = (path.to_owned(), blank.place, language.code);
            return Err(CorpusError::Blank { path, place, language });
        }
        let resolved = Resolved { language, region: None, known: true };
        Ok(Text::new(source.column(resolved, cells)))
    }

    /// The text of a column.
    pub(super) fn new(column: Column) -> Text {
        let mut text = Text {
            language: column.language.language,
            path: column.path,
            sha256: column.sha256,
            content: String::new(),
            segments: Vec::with_capacity(column.cells.len()),
            places: column.cells.iter().map(|cell| cell.place).collect(),
        };
        column.cells.iter().for_each(|cell| text.push(&cell.text));
        text
    }

    /// The text with other segments in the place of its own; none of them may be blank.
    pub(super) fn with_segments<S: AsRef<str>>(&self, others: impl Iterator<Item = S>) -> Text {
        let mut text = Text {
            language: self.language.clone(),
            path: self.path.clone(),
            sha256: self.sha256.clone(),
            content: String::with_capacity(self.content.len()),
            segments: Vec::new(),
            places: self.places.clone(),
        };
        others.for_each(|other| text.push(other.as_ref()));
        text
    }

    fn push(&mut self, segment: &str) {
        let start = self.content.len();
        self.content.push_str(segment);
        self.segments.push(start..self.content.len());
    }

    /// Where a segment stands in the file: the first of those that were joined into one.
    pub fn place(&self, segment: usize) -> Place {
        self.places.get(segment).copied().unwrap_or(Place::Line(segment + 1))
    }

    /// Number of segments.
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// Whether there is no segment; never so in a corpus.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// The segments in order, without their line ends.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().map(|range| &self.content[range.clone()])
    }

    /// The segments of a range of positions.
    pub fn slice(&self, positions: Range<usize>) -> impl Iterator<Item = &str> + Clone {
        self.segments[positions].iter().map(|range| &self.content[range.clone()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<Text, CorpusError> {
        let english = Language::resolve("en").expect("a code").language;
        Text::from_bytes(english, Path::new("eng.txt"), bytes.to_vec())
    }

    fn segments(bytes: &[u8]) -> Vec<String> {
        text(bytes).expect("valid").segments().map(str::to_owned).collect()
    }

    #[test]
    fn lines_end_at_lf_or_crlf_and_nowhere_else() {
        assert_eq!(segments(b"one\ntwo\r\nthree"), ["one", "two", "three"]);
        let kept = "a\u{85}b\u{2028}c\rd\n";
        assert_eq!(segments(kept.as_bytes()), ["a\u{85}b\u{2028}c\rd"]);
    }

    #[test]
    fn a_byte_order_mark_goes_and_blanks_stay() {
        assert_eq!(segments(b"\xEF\xBB\xBF  one \n"), ["  one "]);
        assert_eq!(segments("one\u{FEFF}\n".as_bytes()), ["one\u{FEFF}"]);
    }

    #[test]
    fn bad_bytes_are_named_by_line_and_column() {
        let error = text("ä\nnaïve".as_bytes().iter().copied().chain([0xFF]).collect::<Vec<_>>().as_slice());
        assert_eq!(
            error.expect_err("not UTF-8").to_string(),
            "`eng.txt` line 2 is not UTF-8: found the byte 0xFF at column 6"
        );
    }

    #[test]
    fn a_blank_line_is_an_error_even_at_the_end() {
        for (bytes, line) in [(&b"one\n\ntwo\n"[..], 2), (b"one\n \xC2\xA0\n", 2), (b"\n", 1)] {
            let message = text(bytes).expect_err("a blank line").to_string();
            assert_eq!(message, format!("`eng.txt` line {line} is blank: expected a segment in eng_Latn"));
        }
    }
}
