//! Parts as files: a line that tells what follows and whether it is whole, and a line of JSON. Files may be joined.

use std::io::{self, BufRead};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Part;

/// Grows when a part no longer says what it said.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Head {
    tokcost_part: u32,
    /// SHA-256 of the next line, without its end.
    sha256: String,
}

/// Parts cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum PartError {
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    #[error(transparent)]
    Damaged(#[from] Damaged),
}

/// What is wrong with a part, and in which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: found {found}, expected {expected}")]
pub struct Damaged {
    pub line: usize,
    pub found: String,
    pub expected: String,
}

impl Part {
    /// The part as a file.
    ///
    /// # Errors
    /// None in memory.
    pub fn to_file(&self) -> Result<String, serde_json::Error> {
        let body = serde_json::to_string(self)?;
        let head = Head { tokcost_part: FORMAT, sha256: hex::encode(Sha256::digest(body.as_bytes())) };
        Ok(format!("{}\n{body}\n", serde_json::to_string(&head)?))
    }
}

/// The parts of a file, one at a time: together they may be larger than what they come to.
pub struct Parts<R> {
    lines: io::Lines<R>,
    /// The number of the last line that was read.
    line: usize,
}

impl<R: BufRead> Parts<R> {
    pub fn new(file: R) -> Parts<R> {
        Parts { lines: file.lines(), line: 0 }
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        self.line += 1;
        self.lines.next().transpose()
    }

    fn part(&mut self) -> Result<Option<Part>, PartError> {
        let Some(head) = self.line()? else {
            let is_empty = self.line == 1;
            return if is_empty { Err(damaged(1, "nothing", "a part").into()) } else { Ok(None) };
        };
        let no_head = |_| {
            damaged(self.line, "something else", "the first line of a part, as `tokcost count` writes it")
        };
        let head: Head = serde_json::from_str(&head).map_err(no_head)?;
        if head.tokcost_part != FORMAT {
            let found = format!("format {}", head.tokcost_part);
            return Err(damaged(self.line, &found, &format!("format {FORMAT}")).into());
        }
        let body = self.line()?.ok_or_else(|| damaged(self.line, "the end", "the part"))?;
        if hex::encode(Sha256::digest(body.as_bytes())) != head.sha256 {
            let expected = format!("SHA-256 {}", head.sha256);
            return Err(damaged(self.line, "other content than was written", &expected).into());
        }
        let part: Part =
            serde_json::from_str(&body).map_err(|error| damaged(self.line, &error.to_string(), "a part"))?;
        if part.is_consistent() {
            Ok(Some(part))
        } else {
            Err(damaged(self.line, "columns of different number", "a part").into())
        }
    }
}

impl<R: BufRead> Iterator for Parts<R> {
    type Item = Result<Part, PartError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.part().transpose()
    }
}

fn damaged(line: usize, found: &str, expected: &str) -> Damaged {
    Damaged { line, found: found.to_owned(), expected: expected.to_owned() }
}
