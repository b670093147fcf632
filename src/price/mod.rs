//! What does a token cost? Dated prices are built in; anybody's CSV and litellm's JSON are read.
//!
//! Invariant: no price is without a date and a source.

mod currency;
mod error;
mod file;
mod litellm;
mod own;
mod table;

pub use currency::Currency;
pub use error::PriceError;
pub use file::{Read, read};
pub use jiff::civil::Date;
pub use table::{OLD, Price, Prices, Tariff};
