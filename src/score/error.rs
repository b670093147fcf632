//! What can be wrong with scores: where, what was found, what was expected, what to do.

use std::io;
use std::path::PathBuf;

use super::BUILT_IN;

/// Why scores could not be read. Lines count from 1.
#[derive(Debug, thiserror::Error)]
pub enum ScoreError {
    #[error("there is no score table `{name}`")]
    UnknownTable { name: String },
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("`{}` line {line} is not CSV", path.display())]
    Malformed { path: PathBuf, line: u64, source: csv::Error },
    #[error("`{}` line 1 has no column `{column}`: found {}", path.display(), quoted(found))]
    NoColumn { path: PathBuf, column: &'static str, found: Vec<String> },
    #[error("`{}` line {line} column `{column}`: found `{found}`, expected {expected}", path.display())]
    Field { path: PathBuf, line: u64, column: String, found: String, expected: &'static str },
    #[error("`{}` line {line} has {language} for `{model}` again: expected it once, as on line {first}", path.display())]
    Twice { path: PathBuf, line: u64, first: u64, language: String, model: String },
    #[error("`{}` has no rows: expected a score on every line after the first", path.display())]
    Empty { path: PathBuf },
    #[error("`{table}` has no model `{model}`")]
    NoSuchModel { table: String, model: String, models: Vec<String> },
    #[error("there is no control `{name}`")]
    UnknownControl { name: String, columns: Vec<String> },
    #[error("`{}` line 1: found {}, expected two columns, `language` and a control", path.display(), quoted(found))]
    NotOneControl { path: PathBuf, found: Vec<String> },
}

impl ScoreError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::UnknownTable { .. } => format!(
                "built in are {}; a path to a CSV with the columns `language,model,score` works too",
                BUILT_IN.iter().map(|row| row.id).collect::<Vec<_>>().join(", ")
            ),
            Self::NoColumn { .. } => {
                "the first line names the columns: `language,model,score` and perhaps `n` for scores, \
                 `language,VALUE` for a control"
                    .into()
            }
            Self::Field { column, .. } if column == "language" => {
                "write FLORES, BCP 47 or ISO 639 codes, as in `zho_Hans`, `zh-TW`, `swa`".into()
            }
            Self::Field { column, .. } if column == "model" => "every score is that of a model".into(),
            Self::Field { .. } => "write numbers with a decimal point and nothing else in the field".into(),
            Self::Twice { .. } => {
                "keep one of them, or give the second setting a model name of its own".into()
            }
            Self::NoSuchModel { models, .. } => format!("it has {}", quoted(models)),
            Self::UnknownControl { columns, .. } => {
                format!("there are {}; a path to a CSV `language,VALUE` works too", quoted(columns))
            }
            Self::NotOneControl { .. } => "keep the column `language` and the one to hold fixed".into(),
            Self::Unreadable { .. } | Self::Malformed { .. } | Self::Empty { .. } => return None,
        })
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
