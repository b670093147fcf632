//! `tokcost.toml`: what the command line can say, written down for the next time.

mod error;

use std::fs;
use std::path::Path;

use clap::{Arg, ArgAction, Command};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

pub use error::{ConfigError, Refusal};

/// The file that is read from the current folder. Not from those above: paths in it mean what they would mean if they were
/// typed.
pub const FILE_NAME: &str = "tokcost.toml";

/// Options that may stand above the tables, for every command that has them; and the commands that have them, but where
/// they mean something else or ask for something else.
const SHARED: [(&str, &[&str]); 16] = [
    // In the place of the models' own.
    ("tokenizer", &["cost", "explain"]),
    ("pivot", &[]),
    // Of one segment, with `--segment`.
    ("languages", &["inspect"]),
    ("text-field", &[]),
    ("language-field", &[]),
    ("id-field", &[]),
    ("on-missing", &[]),
    // Of a list, with `--language`.
    ("words", &["inspect"]),
    ("resamples", &[]),
    ("seed", &[]),
    ("interval", &[]),
    // With `--model`.
    ("prices", &["compare"]),
    ("prices-date", &["compare"]),
    ("output", &[]),
    ("threads", &[]),
    ("quiet", &[]),
];

/// Options that say which file is read, and cannot stand in one.
const OF_FILES: [&str; 2] = ["config", "no-config"];

/// What the file says for one option of a command.
#[derive(Debug)]
pub struct Entry {
    /// The option's name, or that of what is typed without one.
    pub key: String,
    pub line: usize,
    pub said: Said,
}

#[derive(Debug)]
pub enum Said {
    /// Whether an option without a value is given.
    Flag(bool),
    Values(Vec<String>),
}

/// A file, and where in it things stand.
struct Source<'a> {
    path: &'a Path,
    text: &'a str,
}

/// Reads what a file says for a command, by the names of the options that the program has.
///
/// # Errors
/// A file that cannot be read or is no TOML; anywhere in it a table that is no command, a key that is no option, and a
/// value of another type.
pub fn read(path: &Path, program: &Command, command: &str) -> Result<Vec<Entry>, ConfigError> {
    let text = fs::read_to_string(path)
        .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
    let document = DeTable::parse(&text)
        .map_err(|source| ConfigError::Invalid { path: path.to_owned(), source: Box::new(source) })?;
    let source = Source { path, text: &text };
    let (mut shared, mut own) = (Vec::new(), Vec::new());
    for (key, value) in document.get_ref() {
        let line = source.line(key.span().start);
        let key: &str = key.get_ref();
        if let Some(table) = commands(program).find(|one| one.get_name() == key) {
            let entries = source.table(table, line, value.get_ref())?;
            if key == command {
                own = entries;
            }
        } else {
            let reached = source.reached(program, key, line)?;
            let of_command = reached.iter().find(|one| one.get_name() == command);
            let argument = of_command.or(reached.first()).and_then(|one| argument(one, key));
            let Some(argument) = argument else { continue };
            let entry = source.entry(argument, line, value.get_ref())?;
            shared.extend(of_command.map(|_| entry));
        }
    }
    shared.retain(|entry| own.iter().all(|other: &Entry| other.key != entry.key));
    Ok(shared.into_iter().chain(own).collect())
}

/// The commands whose options a file can give: those that measure something or list it.
pub fn commands(program: &Command) -> impl Iterator<Item = &Command> {
    program.get_subcommands().filter(|command| !super::APART.contains(&command.get_name()))
}

/// What a file can say for a command.
pub fn arguments(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|argument| !OF_FILES.contains(&key(argument)))
}

/// The key of an argument: its name as it is typed after `--`; of what is typed without a name, the name that the usage has.
pub fn key(argument: &Arg) -> &str {
    argument.get_long().unwrap_or(argument.get_id().as_str())
}

fn argument<'a>(command: &'a Command, wanted: &str) -> Option<&'a Arg> {
    arguments(command).find(|argument| key(argument) == wanted)
}

impl Source<'_> {
    fn line(&self, byte: usize) -> usize {
        1 + self.text[..byte].matches('\n').count()
    }

    /// The table of a command.
    fn table(&self, command: &Command, line: usize, value: &DeValue) -> Result<Vec<Entry>, ConfigError> {
        let table = value.as_table().ok_or_else(|| ConfigError::Type {
            path: self.path.to_owned(),
            line,
            key: command.get_name().to_owned(),
            found: value.type_str(),
            expected: "a table of its options",
        })?;
        let entry = |(key, value): (&Spanned<DeString>, &Spanned<DeValue>)| {
            let line = self.line(key.span().start);
            let key: &str = key.get_ref();
            let argument = argument(command, key).ok_or_else(|| ConfigError::UnknownOption {
                path: self.path.to_owned(),
                line,
                key: key.to_owned(),
                command: command.get_name().to_owned(),
                known: arguments(command).map(|one| self::key(one).to_owned()).collect(),
            })?;
            self.entry(argument, line, value.get_ref())
        };
        table.iter().map(entry).collect()
    }

    /// The commands that a key above the tables is for.
    fn reached<'a>(
        &self,
        program: &'a Command,
        key: &str,
        line: usize,
    ) -> Result<Vec<&'a Command>, ConfigError> {
        let path = self.path.to_owned();
        let having: Vec<&Command> =
            commands(program).filter(|command| argument(command, key).is_some()).collect();
        let Some((_, but)) = SHARED.iter().find(|(shared, _)| *shared == key) else {
            return Err(if having.is_empty() {
                let tables = commands(program).map(Command::get_name);
                let known =
                    SHARED.iter().map(|(shared, _)| *shared).chain(tables).map(str::to_owned).collect();
                ConfigError::UnknownKey { path, line, key: key.to_owned(), known }
            } else {
                let commands = having.iter().map(|command| command.get_name().to_owned()).collect();
                ConfigError::NotShared { path, line, key: key.to_owned(), commands }
            });
        };
        Ok(having.into_iter().filter(|command| !but.contains(&command.get_name())).collect())
    }

    /// A value, if an argument can take what has its type.
    fn entry(&self, argument: &Arg, line: usize, value: &DeValue) -> Result<Entry, ConfigError> {
        let scalars = value.as_array().map(|list| list.iter().map(|item| scalar(item.get_ref())).collect());
        let (said, expected) = match argument.get_action() {
            ArgAction::SetTrue => (value.as_bool().map(Said::Flag), "`true` or `false`"),
            ArgAction::Append => {
                let values = scalars.unwrap_or_else(|| scalar(value).map(|one| vec![one]));
                (values.map(Said::Values), "a string or a number, or a list of them")
            }
            _ => (scalar(value).map(|one| Said::Values(vec![one])), "a string or a number"),
        };
        let key = key(argument).to_owned();
        let said = said.ok_or_else(|| ConfigError::Type {
            path: self.path.to_owned(),
            line,
            key: key.clone(),
            found: value.type_str(),
            expected,
        })?;
        Ok(Entry { key, line, said })
    }
}

/// A value as it would be typed; numbers with the digits that they are written with.
fn scalar(value: &DeValue) -> Option<String> {
    Some(match value {
        DeValue::String(text) => text.clone().into_owned(),
        DeValue::Integer(number) => match number.radix() {
            10 => number.as_str().to_owned(),
            radix => i64::from_str_radix(number.as_str(), radix).ok()?.to_string(),
        },
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => return None,
    })
}
