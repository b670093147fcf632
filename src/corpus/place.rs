//! Where something stands in a file.

use std::fmt;

/// A place in a file, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Line(usize),
    /// Of a file that has no lines.
    Row(usize),
}

impl Place {
    pub fn number(self) -> usize {
        match self {
            Place::Line(number) | Place::Row(number) => number,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Line(number) => write!(f, "line {number}"),
            Place::Row(number) => write!(f, "row {number}"),
        }
    }
}
