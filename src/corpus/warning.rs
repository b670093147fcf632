//! What is odd about a corpus and does not stop the work.

use std::fmt;
use std::path::PathBuf;

/// Something odd that does not stop the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The language table has no such code; it is measured under that name.
    UnknownLanguage { path: PathBuf, code: String },
    /// A text file whose name holds no language code, or a table without languages; it is not measured.
    IgnoredFile { path: PathBuf },
    /// A column of a table of languages that is no language; it is not measured.
    IgnoredColumn { path: PathBuf, column: String },
    /// Segments that some language lacks; they are not measured.
    LeftOut { path: PathBuf, left_out: usize, of: usize },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::UnknownLanguage { path, code } => {
                write!(
                    f,
                    "`{}`: `{code}` is not in the language table; measured under that name",
                    path.display()
                )
            }
            Warning::IgnoredFile { path } => {
                write!(f, "`{}` is left out: its name is not a language code", path.display())
            }
            Warning::IgnoredColumn { path, column } => {
                write!(
                    f,
                    "`{}`: the column `{column}` is left out: its name is not a language code",
                    path.display()
                )
            }
            Warning::LeftOut { path, left_out, of } => {
                let path = path.display();
                write!(f, "`{path}`: {left_out} of {of} segments are left out: some language lacks them")
            }
        }
    }
}
