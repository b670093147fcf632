//! Prices as CSV: the built-in table, and anybody's own.

use std::path::Path;
use std::str::FromStr;

use csv::StringRecord;

use super::{Date, Price, PriceError};
use crate::visible;

/// The columns that a table must have.
const REQUIRED: [&str; 5] = ["model", "provider", "usd_per_million_input", "date", "source"];

/// Reads the columns `model,provider,usd_per_million_input,date,source`, in any order, and if there are any `tokenizer`,
/// `usd_per_million_cached_input`, `usd_per_million_output`, `usd_per_million_batch_input`,
/// `usd_per_million_batch_output` and `context_tokens`; others are left alone.
///
/// # Errors
/// What is not CSV, a missing column, an empty name, date or source, what is no price, a model twice, a table without
/// rows.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Vec<Price>, PriceError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let header = reader.headers().map_err(|source| malformed(path, source))?.clone();
    required(path, &header, &REQUIRED)?;
    let mut rows: Vec<Price> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|source| malformed(path, source))?;
        let row = Row { path, header: &header, record: &record };
        let price = row.price()?;
        if rows.iter().any(|other| other.model.eq_ignore_ascii_case(&price.model)) {
            return Err(PriceError::Twice { path: path.to_owned(), line: row.line(), model: price.model });
        }
        rows.push(price);
    }
    if rows.is_empty() {
        return Err(PriceError::Empty { path: path.to_owned() });
    }
    Ok(rows)
}

/// A line of a CSV file, and where it stands.
pub(super) struct Row<'a> {
    pub path: &'a Path,
    pub header: &'a StringRecord,
    pub record: &'a StringRecord,
}

impl Row<'_> {
    fn price(&self) -> Result<Price, PriceError> {
        let input = "usd_per_million_input";
        Ok(Price {
            model: self.text("model")?,
            provider: self.text("provider")?,
            tokenizer: self.field("tokenizer").map(str::to_owned),
            usd_per_million_input: self
                .amount(input)?
                .ok_or_else(|| self.wrong(input, "a price in US dollars"))?,
            usd_per_million_cached_input: self.amount("usd_per_million_cached_input")?,
            usd_per_million_output: self.amount("usd_per_million_output")?,
            usd_per_million_batch_input: self.amount("usd_per_million_batch_input")?,
            usd_per_million_batch_output: self.amount("usd_per_million_batch_output")?,
            context_tokens: self
                .parsed("context_tokens", "a whole number above 0 or nothing")?
                .map(|tokens: std::num::NonZeroU64| tokens.get()),
            date: self.date()?,
            source: self.text("source")?,
        })
    }

    fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    /// What stands in a column; `None` where there is nothing, or no such column.
    fn field(&self, column: &str) -> Option<&str> {
        let at = self.header.iter().position(|name| name == column)?;
        self.record.get(at).filter(|field| !field.is_empty())
    }

    pub fn text(&self, column: &'static str) -> Result<String, PriceError> {
        self.field(column).map(visible::line).ok_or_else(|| self.wrong(column, "a text"))
    }

    pub fn date(&self) -> Result<Date, PriceError> {
        const EXPECTED: &str = "a day, as in 2026-11-27";
        self.parsed("date", EXPECTED)?.ok_or_else(|| self.wrong("date", EXPECTED))
    }

    /// An amount of money, 0 or more.
    pub fn amount(&self, column: &'static str) -> Result<Option<f64>, PriceError> {
        const EXPECTED: &str = "a number of 0 or more";
        let amount: Option<f64> = self.parsed(column, EXPECTED)?;
        match amount {
            Some(amount) if !(amount.is_finite() && amount >= 0.0) => Err(self.wrong(column, EXPECTED)),
            amount => Ok(amount),
        }
    }

    fn parsed<T: FromStr>(
        &self,
        column: &'static str,
        expected: &'static str,
    ) -> Result<Option<T>, PriceError> {
        let read = |field: &str| field.parse().map_err(|_| self.wrong(column, expected));
        self.field(column).map(read).transpose()
    }

    pub fn wrong(&self, column: &'static str, expected: &'static str) -> PriceError {
        PriceError::Field {
            path: self.path.to_owned(),
            line: self.line(),
            column,
            found: self.field(column).unwrap_or_default().to_owned(),
            expected,
        }
    }
}

pub(super) fn malformed(path: &Path, source: csv::Error) -> PriceError {
    let line = source.position().map_or(1, csv::Position::line);
    PriceError::Malformed { path: path.to_owned(), line, source }
}

pub(super) fn required(path: &Path, header: &StringRecord, names: &[&'static str]) -> Result<(), PriceError> {
    match names.iter().find(|name| !header.iter().any(|found| found == **name)) {
        None => Ok(()),
        Some(column) => Err(PriceError::NoColumn {
            path: path.to_owned(),
            column,
            found: header.iter().map(str::to_owned).collect(),
        }),
    }
}
