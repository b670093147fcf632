//! Tables: a column per language, or a row per text that says its language.

use std::collections::BTreeMap;

use super::{Contents, Reader, Source};
use crate::corpus::Warning;
use crate::corpus::column::{Cell, Column};
use crate::corpus::error::CorpusError;
use crate::corpus::fields::{self, Fields};
use crate::corpus::language::{Language, Resolved};
use crate::corpus::place::Place;
use crate::corpus::room::Room;

/// A table whose rows come one by one.
pub struct Table<'a> {
    source: &'a Source,
    room: &'a Room,
    shape: Shape,
    columns: Vec<Column>,
    /// Positions among `columns` by the code as it is written.
    by_code: BTreeMap<String, usize>,
}

/// What the fields of a row are, by their positions.
#[derive(Debug, PartialEq)]
enum Shape {
    /// A row holds a text.
    Long { text: usize, language: Option<Code>, id: Option<usize> },
    /// A row holds a text in every language: the columns in their order.
    Wide { languages: Vec<(usize, Resolved)>, id: Option<usize> },
}

/// Where a row says its language. Without it the name of the file does.
#[derive(Debug, PartialEq)]
struct Code {
    language: usize,
    script: Option<usize>,
}

impl<'a> Table<'a> {
    /// A table with these names of fields, of which those that the reader names matter.
    ///
    /// # Errors
    /// Names among which those of the text or of languages are not.
    pub fn new(source: &'a Source, names: &[String], reader: &'a Reader) -> Result<Table<'a>, CorpusError> {
        let shape = shape(names, &reader.fields, source.language.is_some()).map_err(|expected| {
            CorpusError::NoField { path: source.path.clone(), found: listed(names), expected }
        })?;
        let columns = match &shape {
            Shape::Wide { languages, .. } => {
                languages.iter().map(|(_, language)| source.column(language.clone(), Vec::new())).collect()
            }
            Shape::Long { .. } => Vec::new(),
        };
        Ok(Table { source, room: &reader.room, shape, columns, by_code: BTreeMap::new() })
    }

    /// The positions of the fields that matter, ascending.
    pub fn wanted(&self) -> Vec<usize> {
        let mut wanted: Vec<usize> = match &self.shape {
            Shape::Long { text, language, id } => {
                let code = language.iter().flat_map(|code| std::iter::once(code.language).chain(code.script));
                std::iter::once(*text).chain(code).chain(*id).collect()
            }
            Shape::Wide { languages, id } => languages.iter().map(|(at, _)| *at).chain(*id).collect(),
        };
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }

    /// The names of columns that are measured in no language, though every other one is.
    pub fn warnings(&self, names: &[String]) -> Vec<Warning> {
        let Shape::Wide { languages, id } = &self.shape else { return Vec::new() };
        let is_read = |at: usize| Some(at) == *id || languages.iter().any(|(language, _)| *language == at);
        let others = names.iter().enumerate().filter(|(at, _)| !is_read(*at));
        let warning = |(_, name): (usize, &String)| Warning::IgnoredColumn {
            path: self.source.path.clone(),
            column: name.clone(),
        };
        others.map(warning).collect()
    }

    /// Adds a row, whose fields are asked for by their positions.
    ///
    /// # Errors
    /// A field that cannot be had, or a language that is none.
    pub fn add(
        &mut self,
        place: Place,
        field: impl Fn(usize) -> Result<String, CorpusError>,
    ) -> Result<(), CorpusError> {
        match &self.shape {
            Shape::Wide { languages, id } => {
                let id = id.map(&field).transpose()?;
                self.room.take(languages.len(), &self.source.path)?;
                for ((at, _), column) in languages.iter().zip(&mut self.columns) {
                    column.cells.push(Cell { id: id.clone(), place, text: field(*at)? });
                }
            }
            Shape::Long { text, language, id } => {
                self.room.take(1, &self.source.path)?;
                let cell = Cell { id: id.map(&field).transpose()?, place, text: field(*text)? };
                let code = language.as_ref().map(|code| written(code, &field)).transpose()?;
                let column = self.column_of(code.unwrap_or_default(), place)?;
                self.columns[column].cells.push(cell);
            }
        }
        Ok(())
    }

    /// The columns, of which there must be text in some.
    ///
    /// # Errors
    /// A table without rows.
    pub fn finish(self, warnings: Vec<Warning>) -> Result<Contents, CorpusError> {
        if self.columns.iter().all(|column| column.cells.is_empty()) {
            return Err(CorpusError::EmptyFile { path: self.source.path.clone() });
        }
        Ok(Contents { columns: self.columns, warnings })
    }

    /// The position of the column for a code: the file's own language where that is the same, only more exactly.
    fn column_of(&mut self, code: String, place: Place) -> Result<usize, CorpusError> {
        if let Some(&column) = self.by_code.get(&code) {
            return Ok(column);
        }
        let of_file = self.source.language.as_ref();
        let resolved = match (Language::resolve(&code), of_file) {
            (Some(written), Some(of_file)) if of_file.language.code.starts_with(&written.language.code) => {
                of_file.clone()
            }
            (Some(written), _) => written,
            (None, Some(of_file)) if code.is_empty() => of_file.clone(),
            (None, _) => {
                let found = format!("the language `{code}`");
                return Err(self.source.malformed(place, found, "a code, as `deu_Latn` or `de`"));
            }
        };
        let column =
            self.columns.iter().position(|column| column.language == resolved).unwrap_or_else(|| {
                self.columns.push(self.source.column(resolved, Vec::new()));
                self.columns.len() - 1
            });
        self.by_code.insert(code, column);
        Ok(column)
    }
}

/// Whether these names are enough for a table.
pub fn is_table(names: &[String], fields: &Fields) -> bool {
    shape(names, fields, false).is_ok()
}

/// What the fields are; or what was expected.
fn shape(names: &[String], fields: &Fields, file_has_language: bool) -> Result<Shape, String> {
    let text = find(names, fields.text.as_ref(), fields::TEXT)?;
    let language = find(names, fields.language.as_ref(), fields::LANGUAGE)?;
    let id = find(names, fields.id.as_ref(), fields::ID)?;
    if let Some(text) = text
        && (language.is_some() || file_has_language)
    {
        let script = names.iter().position(|name| name == fields::SCRIPT);
        let language =
            language.map(|language| Code { language, script: script.filter(|_| is_iso(names, language)) });
        return Ok(Shape::Long { text, language, id });
    }
    // `id` is Indonesian, too: it holds ids where it comes first, or where it was said to.
    let id = id.filter(|at| *at == 0 || fields.id.is_some());
    let languages: Vec<(usize, Resolved)> = names
        .iter()
        .enumerate()
        .filter(|(at, _)| Some(*at) != id)
        .filter_map(|(at, name)| Some((at, Language::resolve(name).filter(Resolved::is_sure)?)))
        .collect();
    if languages.is_empty() || fields.text.is_some() || fields.language.is_some() {
        return Err(format!(
            "a column per language, or {} and {}",
            one_of(fields.language.as_ref(), fields::LANGUAGE),
            one_of(fields.text.as_ref(), fields::TEXT)
        ));
    }
    Ok(Shape::Wide { languages, id })
}

/// The position of a field: the one that was named, or the first that is known.
fn find(names: &[String], asked: Option<&String>, known: &[&str]) -> Result<Option<usize>, String> {
    let position = |wanted: &str| names.iter().position(|name| name == wanted);
    match asked {
        Some(asked) => position(asked).map(Some).ok_or_else(|| format!("`{asked}` among them")),
        None => Ok(known.iter().find_map(|known| position(known))),
    }
}

/// FLORES+ keeps the script beside the ISO 639-3 code.
fn is_iso(names: &[String], language: usize) -> bool {
    names[language].starts_with("iso_639")
}

fn written(
    code: &Code,
    field: &impl Fn(usize) -> Result<String, CorpusError>,
) -> Result<String, CorpusError> {
    let language = field(code.language)?;
    Ok(match code.script {
        Some(script) => format!("{language}_{}", field(script)?),
        None => language,
    })
}

fn listed(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > SHOWN { ", …" } else { "" };
    format!("the fields {}{more}", shown.join(", "))
}

fn one_of(asked: Option<&String>, known: &[&str]) -> String {
    format!("`{}`", asked.map_or(known[0], String::as_str))
}
