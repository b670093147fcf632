//! A file of prices: CSV with dates of its own, or litellm's JSON, which has none.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Date, Price, PriceError, Prices, litellm, own};
use crate::bounded;
use crate::visible;

/// What a file of prices gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    pub prices: Prices,
    /// Entries of a litellm file without a price per token.
    pub skipped: usize,
}

/// Reads prices; a name that ends in `.json` is litellm's. `seen` is the day of its prices; without it they are as old as
/// the file, and their source says so.
///
/// # Errors
/// An unreadable file and whatever stands in it that is no price; a day for CSV, whose rows have their own.
pub fn read(path: &Path, seen: Option<Date>) -> Result<Read, PriceError> {
    let unreadable = |source| PriceError::Unreadable { path: path.to_owned(), source };
    let bytes = bounded::read(path, bounded::TABLE).map_err(unreadable)?;
    let of = |rows: Vec<Price>, skipped| Read { prices: Prices { rows }, skipped };
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("json")) {
        if seen.is_some() {
            return Err(PriceError::DatedTwice { path: path.to_owned() });
        }
        return Ok(of(own::parse(path, &bytes)?, 0));
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let name = visible::line(&name);
    let (date, source) = if let Some(date) = seen {
        (date, name)
    } else {
        let modified = fs::metadata(path).and_then(|metadata| metadata.modified()).map_err(unreadable)?;
        let modified = Timestamp::try_from(modified)
            .map_err(|source| PriceError::NoDate { path: path.to_owned(), source })?;
        let source = format!("{name}, dated by when the file was last changed");
        (TimeZone::UTC.to_datetime(modified).date(), source)
    };
    let (rows, skipped) = litellm::parse(path, &bytes, date, &source)?;
    Ok(of(rows, skipped))
}
