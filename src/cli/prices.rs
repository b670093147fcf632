//! Options about prices, and what day it is: prices age.

use std::env;
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::CliError;
use super::terminal::warn;
use crate::count::tokenizer;
use crate::price::{self, Date, Price, Prices};

/// The day that is taken for today, in seconds since 1970 (<https://reproducible-builds.org/specs/source-date-epoch>).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Where prices come from.
#[derive(Debug, Args)]
pub struct PriceTable {
    /// More prices, which count before those that are built in: litellm's `model_prices_and_context_window.json`, or CSV
    /// with the columns `model,provider,usd_per_million_input,date,source` and perhaps `tokenizer`, `context_tokens` and
    /// `usd_per_million_` with `cached_input`, `output`, `batch_input`, `batch_output`
    #[arg(long, value_name = "FILE")]
    prices: Option<PathBuf>,
    /// The day of the prices in litellm's JSON, which has none; otherwise the day when the file was last changed
    #[arg(long, value_name = "YYYY-MM-DD", requires = "prices")]
    prices_date: Option<Date>,
}

impl PriceTable {
    /// The prices; how much of a file has none goes to standard error.
    pub fn open(&self, quiet: bool) -> Result<Prices, CliError> {
        let built_in = Prices::built_in()?;
        let Some(path) = &self.prices else { return Ok(built_in) };
        let read = price::read(path, self.prices_date)?;
        if read.skipped > 0 && !quiet {
            let (path, read, skipped) = (path.display(), read.prices.rows.len(), read.skipped);
            warn(&format_args!(
                "`{path}`: {read} prices read, {skipped} entries without a price per token left out"
            ))?;
        }
        Ok(read.prices.before(built_in))
    }
}

/// The tokenizer of a model that is sold: as the table says, or by its name without those of who sells it.
pub fn tokenizer_of(price: &Price) -> Option<&str> {
    let name = price.model.rsplit('/').next().unwrap_or(&price.model);
    price.tokenizer.as_deref().or_else(|| tokenizer::tokenizer_of(name))
}

/// The same, where there must be one.
pub fn tokenizer_that_counts(price: &Price) -> Result<&str, CliError> {
    tokenizer_of(price).ok_or_else(|| CliError::NoTokenizerOfModel { models: price.model.clone() })
}

/// Today in UTC; another day where [`EPOCH`] says so, so that the same input gives the same output.
pub fn today() -> Result<Date, CliError> {
    let now = match env::var(EPOCH) {
        Ok(seconds) => {
            let stamp = seconds.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
            stamp.ok_or(CliError::NotATime { variable: EPOCH, found: seconds })?
        }
        Err(_) => Timestamp::now(),
    };
    Ok(TimeZone::UTC.to_datetime(now).date())
}
