//! JSON Lines: an object a line.

use serde_json::{Map, Value};

use super::table::Table;
use super::{Contents, Reader, Source, each, lines};
use crate::corpus::error::CorpusError;
use crate::corpus::fields;
use crate::corpus::place::Place;

/// Reads objects, whose fields are those of the first; empty lines are no objects.
pub fn read(sources: &[Source], reader: &Reader) -> Result<Contents, CorpusError> {
    each(sources, |source| records(source, reader))
}

fn records(source: &Source, reader: &Reader) -> Result<Contents, CorpusError> {
    let mut table: Option<Table> = None;
    let mut names = Vec::new();
    for line in lines::cells(source)?.filter(|line| !line.is_blank()) {
        let object = object(source, line.place, &line.text)?;
        let table = match &mut table {
            Some(table) => table,
            none => {
                names = object.keys().cloned().collect();
                // Fields have no order, and ids come first.
                names.sort_by_key(|name: &String| !fields::ID.contains(&name.as_str()));
                none.insert(Table::new(source, &names, reader)?)
            }
        };
        table.add(line.place, |at| text(source, line.place, &names[at], object.get(&names[at])))?;
    }
    let table = table.ok_or_else(|| CorpusError::EmptyFile { path: source.path.clone() })?;
    table.finish(Vec::new())
}

fn object(source: &Source, place: Place, line: &str) -> Result<Map<String, Value>, CorpusError> {
    serde_json::from_str(line).map_err(|error| {
        let found = error.to_string();
        // It counts the lines of this one line.
        let (what, column) = found.rsplit_once(" at line 1 ").unwrap_or((&found, "its beginning"));
        source.malformed(place, format!("`{what}` at {column}"), "a JSON object")
    })
}

/// The text of a field: of a string, or of a number, as ids are.
fn text(source: &Source, place: Place, name: &str, value: Option<&Value>) -> Result<String, CorpusError> {
    match value {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        other => {
            let found = match other {
                None => format!("no field `{name}`"),
                Some(Value::Null) => format!("null in `{name}`"),
                Some(Value::Bool(_)) => format!("a truth value in `{name}`"),
                Some(Value::Array(_)) => format!("an array in `{name}`"),
                Some(_) => format!("an object in `{name}`"),
            };
            Err(source.malformed(place, found, "a string"))
        }
    }
}
