//! A file that is about to be read.

use std::borrow::Cow;
use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::LanguageFile;
use crate::corpus::column::{Cell, Column};
use crate::corpus::compression;
use crate::corpus::error::CorpusError;
use crate::corpus::language::Resolved;
use crate::corpus::place::Place;

const BOM: &str = "\u{FEFF}";

/// The content of a file, decompressed.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: PathBuf,
    /// The language of all of it, where the file's name says so.
    pub language: Option<Resolved>,
    /// SHA-256 of the file as it is stored, in hexadecimal.
    pub sha256: String,
    /// Size of the file as it is stored, in bytes.
    pub stored: usize,
    pub content: Vec<u8>,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// A file that cannot be read or decompressed.
    pub fn open(file: LanguageFile) -> Result<Source, CorpusError> {
        let LanguageFile { path, language } = file;
        match fs::read(&path) {
            Ok(stored) => Source::new(path, language, stored),
            Err(source) => Err(CorpusError::Unreadable { path, source }),
        }
    }

    /// A file whose bytes are at hand.
    ///
    /// # Errors
    /// Bytes that cannot be decompressed.
    pub fn new(path: PathBuf, language: Option<Resolved>, bytes: Vec<u8>) -> Result<Source, CorpusError> {
        let (sha256, stored) = (hex::encode(Sha256::digest(&bytes)), bytes.len());
        let content = compression::decompressed(&path, bytes)?;
        Ok(Source { path, language, sha256, stored, content })
    }

    /// The text of the file without a byte order mark.
    ///
    /// # Errors
    /// Bytes that are not UTF-8.
    pub fn text(&self) -> Result<&str, CorpusError> {
        let text = std::str::from_utf8(&self.content).map_err(|error| self.invalid_utf8(error))?;
        Ok(text.strip_prefix(BOM).unwrap_or(text))
    }

    /// The same, of a file that may be UTF-16 with a byte order mark, as translators' programs write it.
    ///
    /// # Errors
    /// Bytes that are neither.
    pub fn wide_text(&self) -> Result<Cow<'_, str>, CorpusError> {
        let decode: fn([u8; 2]) -> u16 = match &self.content[..] {
            [0xFF, 0xFE, ..] => u16::from_le_bytes,
            [0xFE, 0xFF, ..] => u16::from_be_bytes,
            _ => return self.text().map(Cow::Borrowed),
        };
        let pairs = self.content[2..].as_chunks::<2>().0;
        let units: Vec<u16> = pairs.iter().map(|pair| decode(*pair)).collect();
        let not_utf16 = |_| self.malformed(Place::Line(1), "half a character", "UTF-16, as the file begins");
        String::from_utf16(&units).map(Cow::Owned).map_err(not_utf16)
    }

    /// A column of this file.
    pub fn column(&self, language: Resolved, cells: Vec<Cell>) -> Column {
        Column { language, path: self.path.clone(), sha256: self.sha256.clone(), cells }
    }

    /// Something that cannot be at its place.
    pub fn malformed(
        &self,
        place: Place,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> CorpusError {
        CorpusError::Malformed {
            path: self.path.clone(),
            place,
            found: found.into(),
            expected: expected.into(),
        }
    }

    fn invalid_utf8(&self, error: std::str::Utf8Error) -> CorpusError {
        let offset = error.valid_up_to();
        let before = &self.content[..offset];
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |position| position + 1);
        CorpusError::InvalidUtf8 {
            path: self.path.clone(),
            line: before.split(|&byte| byte == b'\n').count(),
            column: String::from_utf8_lossy(&before[line_start..]).chars().count() + 1,
            byte: self.content[offset],
        }
    }
}

/// Counts the lines of a text up to places that come one after the other.
pub struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a str) -> Lines<'a> {
        Lines { text, offset: 0, line: 1 }
    }

    /// The line of an offset in bytes, from 1; no offset may be below the one before.
    pub fn line_at(&mut self, offset: usize) -> usize {
        self.line += self.text.get(self.offset..offset).map_or(0, |passed| passed.matches('\n').count());
        self.offset = self.offset.max(offset);
        self.line
    }
}
