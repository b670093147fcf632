//! A table of scores: a row for each language and model.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{BUILT_IN, BuiltIn, ScoreError};
use crate::bounded;
use crate::corpus::Language;
use crate::visible;

/// Scores of models by language.
#[derive(Clone, Debug)]
pub struct Table {
    /// The built-in table's id, or the file's name without its ending.
    pub name: String,
    /// What is known about a built-in table.
    pub facts: Option<&'static BuiltIn>,
    /// In the order of the file.
    pub scores: Vec<Score>,
    pub(super) path: PathBuf,
    /// The columns beyond those that every table has.
    pub(super) columns: Vec<String>,
}

/// What a model scored in a language.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    pub language: Language,
    /// The model's name; what follows in brackets is its version or setting.
    pub model: String,
    pub value: f64,
    /// How many attempts it is a share of, where the source says so.
    pub attempts: Option<u64>,
    pub(super) line: u64,
    /// The fields of [`Table::columns`].
    pub(super) others: Vec<String>,
}

/// The columns that a table must have, and the one that it may have.
const REQUIRED: [&str; 3] = ["language", "model", "score"];
const ATTEMPTS: &str = "n";

impl Table {
    /// Opens a built-in table by its id, or a CSV file by its path.
    ///
    /// # Errors
    /// An unknown id, an unreadable file, and whatever [`Table::parse`] refuses.
    pub fn open(name: &str) -> Result<Table, ScoreError> {
        if let Some(row) = BUILT_IN.iter().find(|row| row.id == name) {
            let table = Table::parse(Path::new(row.id), row.csv.as_bytes())?;
            return Ok(Table { facts: Some(row), ..table });
        }
        let path = Path::new(name);
        if !path.exists() && path.extension().is_none() {
            return Err(ScoreError::UnknownTable { name: name.to_owned() });
        }
        Table::parse(path, &read(path)?)
    }

    /// Reads `language,model,score[,n]` in any order; other columns are kept as possible controls.
    ///
    /// # Errors
    /// What is not CSV, a missing column, a language that is no code, a score that is no number, a language that a model
    /// has twice, a table without rows. A code of the right shape that the language table does not know is kept.
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Table, ScoreError> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let header = reader.headers().map_err(|source| malformed(path, source))?.clone();
        let [language, model, score] = required(path, &header, REQUIRED)?;
        let attempts = header.iter().position(|name| name == ATTEMPTS);
        let known = [Some(language), Some(model), Some(score), attempts];
        let other = |at: &usize| !known.contains(&Some(*at));
        let others: Vec<usize> = (0..header.len()).filter(other).collect();
        let mut scores = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|source| malformed(path, source))?;
            let row = Row { path, header: &header, record: &record };
            scores.push(Score {
                language: row.language(language)?,
                model: row.text(model)?,
                value: row.number(score)?,
                attempts: attempts.map_or(Ok(None), |at| row.whole_number(at))?,
                line: row.line(),
                others: others.iter().map(|&at| record[at].to_owned()).collect(),
            });
        }
        if scores.is_empty() {
            return Err(ScoreError::Empty { path: path.to_owned() });
        }
        refuse_twins(path, &scores)?;
        Ok(Table {
            name: visible::line(&path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy()),
            facts: None,
            scores,
            path: path.to_owned(),
            columns: others.iter().map(|&at| visible::line(&header[at])).collect(),
        })
    }

    /// The name for people.
    pub fn title(&self) -> &str {
        self.facts.map_or(&self.name, |facts| facts.title)
    }

    /// The models, each once, in the order of the table.
    pub fn models(&self) -> Vec<&str> {
        once(self.scores.iter().map(|score| score.model.as_str()))
    }

    /// The codes of the languages, each once, in the order of the table.
    pub fn languages(&self) -> Vec<&str> {
        once(self.scores.iter().map(|score| score.language.code.as_str()))
    }

    /// The scores of one model.
    pub fn of_model(&self, model: &str) -> impl Iterator<Item = &Score> {
        self.scores.iter().filter(move |score| score.model == model)
    }

    /// The models that a name means: the one of that very name, or all settings and versions that stand in brackets
    /// behind it. Upper and lower case are alike.
    ///
    /// # Errors
    /// A name that means no model.
    pub fn models_named(&self, name: &str) -> Result<Vec<&str>, ScoreError> {
        let alike = |model: &str| model.to_lowercase() == name.to_lowercase();
        let models = self.models();
        let exact: Vec<&str> = models.iter().copied().filter(|model| alike(model)).collect();
        let found = if exact.is_empty() {
            models.iter().copied().filter(|model| alike(without_setting(model))).collect()
        } else {
            exact
        };
        if found.is_empty() {
            return Err(ScoreError::NoSuchModel {
                table: self.name.clone(),
                model: name.to_owned(),
                models: models.into_iter().map(str::to_owned).collect(),
            });
        }
        Ok(found)
    }
}

/// A model's name without the version or setting in brackets.
pub fn without_setting(model: &str) -> &str {
    model.split_once(" (").map_or(model, |(name, _)| name)
}

/// A line of a CSV file, and where it stands.
pub(super) struct Row<'a> {
    pub path: &'a Path,
    pub header: &'a csv::StringRecord,
    pub record: &'a csv::StringRecord,
}

impl Row<'_> {
    pub fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    /// A language by any code; one that the language table does not know is kept.
    pub fn language(&self, at: usize) -> Result<Language, ScoreError> {
        let resolved = Language::resolve(&self.record[at]);
        resolved.map(|resolved| resolved.language).ok_or_else(|| self.wrong(at, "a language code"))
    }

    pub fn number(&self, at: usize) -> Result<f64, ScoreError> {
        let number = self.record[at].parse().ok().filter(|number: &f64| number.is_finite());
        number.ok_or_else(|| self.wrong(at, "a number"))
    }

    fn text(&self, at: usize) -> Result<String, ScoreError> {
        let text = &self.record[at];
        if text.is_empty() { Err(self.wrong(at, "a name")) } else { Ok(visible::line(text)) }
    }

    fn whole_number(&self, at: usize) -> Result<Option<u64>, ScoreError> {
        match &self.record[at] {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| self.wrong(at, "a whole number or nothing")),
        }
    }

    fn wrong(&self, at: usize, expected: &'static str) -> ScoreError {
        ScoreError::Field {
            path: self.path.to_owned(),
            line: self.line(),
            column: self.header[at].to_owned(),
            found: self.record[at].to_owned(),
            expected,
        }
    }
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, ScoreError> {
    bounded::read(path, bounded::TABLE)
        .map_err(|source| ScoreError::Unreadable { path: path.to_owned(), source })
}

pub(super) fn malformed(path: &Path, source: csv::Error) -> ScoreError {
    let line = source.position().map_or(1, csv::Position::line);
    ScoreError::Malformed { path: path.to_owned(), line, source }
}

/// The positions of columns by their names.
pub(super) fn required<const N: usize>(
    path: &Path,
    header: &csv::StringRecord,
    names: [&'static str; N],
) -> Result<[usize; N], ScoreError> {
    let mut positions = [0; N];
    for (position, column) in positions.iter_mut().zip(names) {
        let found = || header.iter().map(str::to_owned).collect();
        *position = header.iter().position(|name| name == column).ok_or_else(|| ScoreError::NoColumn {
            path: path.to_owned(),
            column,
            found: found(),
        })?;
    }
    Ok(positions)
}

fn refuse_twins(path: &Path, scores: &[Score]) -> Result<(), ScoreError> {
    let mut lines = BTreeMap::new();
    for score in scores {
        let key = (score.language.code.as_str(), score.model.as_str());
        if let Some(first) = lines.insert(key, score.line) {
            return Err(ScoreError::Twice {
                path: path.to_owned(),
                line: score.line,
                first,
                language: score.language.code.clone(),
                model: score.model.clone(),
            });
        }
    }
    Ok(())
}

fn once<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Table, ScoreError> {
        Table::parse(Path::new("mine.csv"), text.as_bytes())
    }

    #[test]
    fn columns_stand_in_any_order_and_codes_are_those_that_people_write() {
        let table =
            parse("\u{FEFF}score,n,model,language,place\n0.5,10,a,de,x\n0.25,,a,zh-TW,y\n").expect("read");
        let codes: Vec<&str> = table.languages();
        assert_eq!(codes, ["deu_Latn", "zho_Hant"]);
        assert_eq!(table.scores.iter().map(|score| score.attempts).collect::<Vec<_>>(), [Some(10), None]);
        assert_eq!((table.name.as_str(), table.columns.as_slice()), ("mine", &["place".to_owned()][..]));
    }

    #[test]
    fn an_unknown_code_is_kept() {
        assert_eq!(parse("language,model,score\ntlh,a,1\n").expect("read").languages(), ["tlh"]);
    }

    #[test]
    fn a_name_means_a_model_or_all_its_settings() {
        let table =
            parse("language,model,score\nde,a (x),1\nde,a (y),2\nde,A,3\nde,b (x),4\n").expect("read");
        assert_eq!(table.models_named("a").expect("there"), ["A"]);
        assert_eq!(table.models_named("B").expect("there"), ["b (x)"]);
        let table = parse("language,model,score\nde,a (x),1\nde,a (y),2\n").expect("read");
        assert_eq!(table.models_named("A").expect("there"), ["a (x)", "a (y)"]);
        assert_eq!(table.models_named("A (Y)").expect("there"), ["a (y)"]);
        assert!(table.models_named("c").is_err());
    }
}
