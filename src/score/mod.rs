//! How well did a model do in each language? Published tables are built in; anybody's CSV is read.

mod catalogue;
mod column;
mod error;
mod table;

pub use catalogue::{BUILT_IN, BuiltIn, DEFAULT, Seen};
pub use column::{Given, column_of_file};
pub use error::ScoreError;
pub use table::{Score, Table, without_setting};
