//! What can be wrong with prices: where, what was found, what was expected, what to do.

use std::io;
use std::path::PathBuf;

/// Why prices could not be read, or have no price. Lines count from 1.
#[derive(Debug, thiserror::Error)]
pub enum PriceError {
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("`{}` line {line} is not CSV", path.display())]
    Malformed { path: PathBuf, line: u64, source: csv::Error },
    #[error("`{}` is not litellm's object of models", path.display())]
    NotJson { path: PathBuf, source: serde_json::Error },
    #[error("`{}` line 1 has no column `{column}`: found {}", path.display(), quoted(found))]
    NoColumn { path: PathBuf, column: &'static str, found: Vec<String> },
    #[error("`{}` line {line} column `{column}`: found `{found}`, expected {expected}", path.display())]
    Field { path: PathBuf, line: u64, column: &'static str, found: String, expected: &'static str },
    #[error("`{}` line {line} has the model `{model}` again: expected it once", path.display())]
    Twice { path: PathBuf, line: u64, model: String },
    #[error("`{}` has no prices per token", path.display())]
    Empty { path: PathBuf },
    #[error("`{}` has {found} rows: expected one rate", path.display())]
    NotOneRate { path: PathBuf, found: usize },
    #[error("`{}` has a date on every line, and `--prices-date` gives another", path.display())]
    DatedTwice { path: PathBuf },
    #[error("`{}` does not say when it was last changed", path.display())]
    NoDate { path: PathBuf, source: jiff::Error },
    #[error("there is no price of the model `{model}`")]
    UnknownModel { model: String, nearest: Vec<String> },
    #[error("`{model}` has no price in the column `{column}`")]
    NoPriceFor { model: String, column: &'static str },
}

impl PriceError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::UnknownModel { nearest, .. } if !nearest.is_empty() => {
                format!("did you mean {}? `--prices FILE` adds others", quoted(nearest))
            }
            Self::UnknownModel { .. } => {
                "`tokcost list prices` lists what is built in; `--prices FILE` adds others".into()
            }
            Self::NoColumn { .. } => {
                "the first line names the columns: `model,provider,usd_per_million_input,date,source` and perhaps others \
                 for prices, `currency,per_usd,date,source` for a rate"
                    .into()
            }
            Self::Field { column: "date" | "source", .. } => {
                "a price without its day and source is no price; a day is written YYYY-MM-DD".into()
            }
            Self::Field { found, .. } if found.is_empty() => "fill the field".into(),
            Self::Field { .. } => "write numbers with a decimal point and nothing else in the field".into(),
            Self::NoPriceFor { .. } => {
                "without `--output-segments`, `--batch` or `--cached` no such price is needed; `--prices FILE` can give it"
                    .into()
            }
            Self::DatedTwice { .. } => "leave `--prices-date` out: it is for litellm's JSON, which has no dates".into(),
            Self::NoDate { .. } => "give the day of the prices with `--prices-date YYYY-MM-DD`".into(),
            Self::NotJson { .. } => {
                "`model_prices_and_context_window.json` from litellm is read, and CSV under any other ending".into()
            }
            Self::Twice { .. } => "keep one of them, or give the second provider's model a name of its own".into(),
            Self::Unreadable { .. }
            | Self::Malformed { .. }
            | Self::Empty { .. }
            | Self::NotOneRate { .. } => return None,
        })
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
