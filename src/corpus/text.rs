//! The text of one language: segments, one a line, exactly as they stand in the file.

use std::ops::Range;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::CorpusError;
use super::language::Language;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// One language's side of a corpus.
#[derive(Clone, Debug)]
pub struct Text {
    pub language: Language,
    /// Where it was read, for messages only.
    pub path: PathBuf,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    content: String,
    segments: Vec<Range<usize>>,
}

impl Text {
    /// Cuts the bytes of a file into segments: at LF or CRLF only, without a byte order mark, and otherwise untouched.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, a blank line, an empty file.
    pub fn from_bytes(language: Language, path: &Path, bytes: Vec<u8>) -> Result<Text, CorpusError> {
        let sha256 = hex::encode(Sha256::digest(&bytes));
        let body = if bytes.starts_with(BOM) { bytes[BOM.len()..].to_vec() } else { bytes };
        let content = String::from_utf8(body).map_err(|error| invalid_utf8(path, &error))?;
        let segments = segment_ranges(&content);
        if segments.is_empty() {
            return Err(CorpusError::EmptyFile { path: path.to_owned() });
        }
        if let Some(blank) = segments.iter().position(|range| content[range.clone()].trim().is_empty()) {
            return Err(CorpusError::BlankLine { path: path.to_owned(), line: blank + 1 });
        }
        Ok(Text { language, path: path.to_owned(), sha256, content, segments })
    }

    /// The text with other segments in the place of its own; none of them may be blank.
    pub(super) fn with_segments<S: AsRef<str>>(&self, others: impl Iterator<Item = S>) -> Text {
        let (mut content, mut segments) = (String::with_capacity(self.content.len()), Vec::new());
        for other in others {
            let start = content.len();
            content.push_str(other.as_ref());
            segments.push(start..content.len());
        }
        Text {
            language: self.language.clone(),
            path: self.path.clone(),
            sha256: self.sha256.clone(),
            content,
            segments,
        }
    }

    /// Number of segments.
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// Whether there is no segment; never so after `from_bytes`.
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

fn segment_ranges(content: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut ranges = Vec::new();
    for line in content.split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let text = text.strip_suffix('\r').unwrap_or(text);
        ranges.push(start..start + text.len());
        start += line.len();
    }
    ranges
}

fn invalid_utf8(path: &Path, error: &std::string::FromUtf8Error) -> CorpusError {
    let offset = error.utf8_error().valid_up_to();
    let before = &error.as_bytes()[..offset];
    let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |position| position + 1);
    CorpusError::InvalidUtf8 {
        path: path.to_owned(),
        line: before.split(|&byte| byte == b'\n').count(),
        column: String::from_utf8_lossy(&before[line_start..]).chars().count() + 1,
        byte: error.as_bytes()[offset],
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
            assert_eq!(message, format!("`eng.txt` line {line} is blank: expected a segment on every line"));
        }
    }
}
