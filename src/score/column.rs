//! A number for each language that is no score: what a correlation may hold fixed.

use std::path::Path;

use super::table::{Row, malformed, read, required};
use super::{Score, ScoreError, Table};
use crate::corpus::Language;

/// Numbers by language, and what they are called.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    pub name: String,
    pub values: Vec<(Language, f64)>,
}

impl Table {
    /// The columns beyond those that every table has.
    pub fn other_columns(&self) -> &[String] {
        &self.columns
    }

    /// Another column of the table, for the languages of one model; empty fields are left out.
    ///
    /// # Errors
    /// A field that is no number. `None` where the table has no such column.
    pub fn column(&self, name: &str, model: &str) -> Option<Result<Given, ScoreError>> {
        let at = self.columns.iter().position(|column| column == name)?;
        let number = |score: &Score| {
            let field = &score.others[at];
            field.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| ScoreError::Field {
                path: self.path.clone(),
                line: score.line,
                column: name.to_owned(),
                found: field.clone(),
                expected: "a number or nothing",
            })
        };
        let given = self.of_model(model).filter(|score| !score.others[at].is_empty());
        let values = given.map(|score| Ok((score.language.clone(), number(score)?)));
        let values: Result<Vec<_>, _> = values.collect();
        Some(values.map(|values| Given { name: name.to_owned(), values }))
    }
}

/// The second column of a CSV file, `language,VALUE`.
///
/// # Errors
/// An unreadable file, what is not CSV, more or fewer columns than two, a language that is no code, a value that is no number.
pub fn column_of_file(path: &Path) -> Result<Given, ScoreError> {
    let bytes = read(path)?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes.as_slice());
    let header = reader.headers().map_err(|source| malformed(path, source))?.clone();
    let [language] = required(path, &header, ["language"])?;
    if header.len() != 2 {
        let found = header.iter().map(str::to_owned).collect();
        return Err(ScoreError::NotOneControl { path: path.to_owned(), found });
    }
    let value = 1 - language;
    let mut values = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|source| malformed(path, source))?;
        let row = Row { path, header: &header, record: &record };
        values.push((row.language(language)?, row.number(value)?));
    }
    Ok(Given { name: header[value].to_owned(), values })
}
