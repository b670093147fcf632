//! A rate of exchange, so that results are in another currency, too.

use std::path::Path;

use super::own::{Row, malformed, required};
use super::{Date, PriceError};
use crate::bounded;

/// What a US dollar was worth, on which day, and who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Currency {
    /// Its code, such as `EUR`.
    pub code: String,
    pub per_usd: f64,
    pub date: Date,
    pub source: String,
}

impl Currency {
    /// Reads a CSV file of one row, `currency,per_usd,date,source`.
    ///
    /// # Errors
    /// An unreadable file, what is not CSV, a missing column, an empty field, a rate that is not above 0, more or fewer
    /// rows than one.
    pub fn open(path: &Path) -> Result<Currency, PriceError> {
        let bytes = bounded::read(path, bounded::TABLE)
            .map_err(|source| PriceError::Unreadable { path: path.to_owned(), source })?;
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes.as_slice());
        let header = reader.headers().map_err(|source| malformed(path, source))?.clone();
        required(path, &header, &["currency", "per_usd", "date", "source"])?;
        let records =
            reader.records().collect::<Result<Vec<_>, _>>().map_err(|source| malformed(path, source))?;
        let [record] = records.as_slice() else {
            return Err(PriceError::NotOneRate { path: path.to_owned(), found: records.len() });
        };
        let row = Row { path, header: &header, record };
        let code = row.text("currency")?;
        if !(code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic())) {
            return Err(row.wrong("currency", "a code of three letters, as in EUR"));
        }
        let per_usd = row.amount("per_usd")?.filter(|rate| *rate > 0.0);
        Ok(Currency {
            code: code.to_uppercase(),
            per_usd: per_usd.ok_or_else(|| row.wrong("per_usd", "a number above 0"))?,
            date: row.date()?,
            source: row.text("source")?,
        })
    }
}
