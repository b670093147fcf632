//! Parts as files: a line that tells what follows and whether it is whole, and a line of JSON. Files may be joined.

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

    /// The parts of a file.
    ///
    /// # Errors
    /// Anything that is not a whole part of this version.
    pub fn from_file(text: &str) -> Result<Vec<Part>, Damaged> {
        let lines: Vec<&str> = text.lines().collect();
        if lines.is_empty() {
            return Err(Damaged { line: 1, found: "nothing".to_owned(), expected: "a part".to_owned() });
        }
        lines.chunks(2).enumerate().map(|(at, lines)| read(lines, at * 2 + 1)).collect()
    }
}

fn read(lines: &[&str], line: usize) -> Result<Part, Damaged> {
    let damaged = |line: usize, found: &str, expected: &str| Damaged {
        line,
        found: found.to_owned(),
        expected: expected.to_owned(),
    };
    let no_head =
        |_| damaged(line, "something else", "the first line of a part, as `tokcost count` writes it");
    let head: Head = serde_json::from_str(lines[0]).map_err(no_head)?;
    if head.tokcost_part != FORMAT {
        return Err(damaged(line, &format!("format {}", head.tokcost_part), &format!("format {FORMAT}")));
    }
    let body = lines.get(1).ok_or_else(|| damaged(line + 1, "the end", "the part"))?;
    if hex::encode(Sha256::digest(body.as_bytes())) != head.sha256 {
        return Err(damaged(line + 1, "other content than was written", &format!("SHA-256 {}", head.sha256)));
    }
    let part: Part =
        serde_json::from_str(body).map_err(|error| damaged(line + 1, &error.to_string(), "a part"))?;
    if part.is_consistent() {
        Ok(part)
    } else {
        Err(damaged(line + 1, "columns of different number", "a part"))
    }
}
