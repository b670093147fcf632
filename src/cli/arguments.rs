//! The arguments of a run: what was typed, and what `tokcost.toml` adds to it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::config::{self, ConfigError, Entry, FILE_NAME, Refusal, Said};
use crate::report::{Asked, Options};

/// Options that change no byte of the results.
const WITHOUT_EFFECT: [&str; 4] = ["output", "quiet", "threads", "why"];

/// Reads what was typed, with what a file adds for options that were not.
///
/// Ends the process as clap does: with help that was asked for, or if what was typed is wrong by itself.
///
/// # Errors
/// A file that is wrong, or whose values are.
pub fn read(program: &Command, typed: &[OsString]) -> Result<ArgMatches, ConfigError> {
    // What is missing may be in the file.
    let lenient = program.clone().ignore_errors(true).try_get_matches_from(typed);
    let given = lenient.unwrap_or_else(|error| error.exit());
    let strict = |arguments: &[OsString]| program.clone().try_get_matches_from(arguments);
    let found = given.subcommand().and_then(|(name, given)| {
        let command = config::commands(program).find(|command| command.get_name() == name)?;
        Some((command, given, file(given)?))
    });
    let Some((command, given, path)) = found else {
        return Ok(strict(typed).unwrap_or_else(|error| error.exit()));
    };
    let mut entries = config::read(&path, program, command.get_name())?;
    let was_typed: Vec<&Arg> = config::arguments(command).filter(|one| is_given(given, one)).collect();
    entries.retain(|entry| !was_typed.iter().any(|typed| yields(command, entry, typed)));
    strict(&join(command, typed, &entries)).map_err(|error| {
        let alone = strict(typed).err().filter(|alone| is_of_typed(&error, alone));
        let refused = entries.iter().find(|entry| is_about(&error, command, entry));
        let source = Refusal::of(&error);
        match refused {
            Some(Entry { key, line, .. }) => {
                ConfigError::Refused { path, line: *line, key: key.clone(), source }
            }
            None if alone.is_some() || entries.is_empty() => {
                alone.filter(|alone| named(alone) == named(&error)).unwrap_or(error).exit()
            }
            None => {
                let added: Vec<String> = entries.iter().map(|entry| format!("`{}`", entry.key)).collect();
                ConfigError::Together { path, added: added.join(", "), source }
            }
        }
    })
}

/// The options of a run that are not as they are by default, whether typed or from a file, and that results depend on.
pub fn options(program: &Command, matches: &ArgMatches) -> Options {
    let Some((name, given)) = matches.subcommand() else { return Options::new() };
    let command = program.get_subcommands().filter(|command| command.get_name() == name);
    let arguments = command.flat_map(config::arguments).filter(|one| !one.is_positional());
    let asked = arguments
        .filter(|one| is_given(given, one) && !WITHOUT_EFFECT.contains(&config::key(one)))
        .map(|argument| (config::key(argument).to_owned(), asked(given, argument)));
    asked.collect()
}

fn asked(given: &ArgMatches, argument: &Arg) -> Asked {
    let values = given.get_raw(argument.get_id().as_str()).unwrap_or_default();
    let mut values: Vec<String> = values.map(|value| portable(&value.to_string_lossy())).collect();
    match argument.get_action() {
        ArgAction::SetTrue => Asked::Flag(true),
        ArgAction::Append => Asked::List(values),
        _ => Asked::Value(values.pop().unwrap_or_default()),
    }
}

/// A value as it was typed; of a path from the root the file alone, as the rest says nothing on another machine.
fn portable(value: &str) -> String {
    let path = Path::new(value);
    let file = path.file_name().filter(|_| path.is_absolute());
    file.map_or_else(|| value.to_owned(), |file| file.to_string_lossy().into_owned())
}

/// The file to read: the one that was named, or the one of the current folder if it is there.
fn file(given: &ArgMatches) -> Option<PathBuf> {
    // A mistake in what was typed may have kept this from having its default.
    if given.get_one("no-config") == Some(&true) {
        return None;
    }
    let named = given.get_one::<PathBuf>("config").cloned();
    named.or_else(|| Path::new(FILE_NAME).exists().then(|| FILE_NAME.into()))
}

fn is_given(given: &ArgMatches, argument: &Arg) -> bool {
    given.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine)
}

/// Whether what was typed takes the place of what a file says: the same option, or one that excludes it.
fn yields(command: &Command, entry: &Entry, typed: &Arg) -> bool {
    let excludes = |one: &Arg, key: &str| {
        command.get_arg_conflicts_with(one).iter().any(|other| config::key(other) == key)
    };
    let in_file = command.get_arguments().find(|one| config::key(one) == entry.key);
    config::key(typed) == entry.key
        || excludes(typed, &entry.key)
        || in_file.is_some_and(|one| excludes(one, config::key(typed)))
}

/// What was typed with what a file adds: options behind the command, the rest at the end, where it follows what was typed.
fn join(command: &Command, typed: &[OsString], entries: &[Entry]) -> Vec<OsString> {
    // The program and the command: before it there is no option but those for help.
    let (command_itself, rest) = typed.split_at(typed.len().min(2));
    let mut arguments = command_itself.to_vec();
    arguments.extend(entries.iter().filter(|entry| !is_positional(command, entry)).flat_map(as_options));
    arguments.extend_from_slice(rest);
    let mut at_end = command.get_positionals().filter_map(|one| {
        let entry = entries.iter().find(|entry| entry.key == config::key(one))?;
        if let Said::Values(values) = &entry.said { Some(values) } else { None }
    });
    if let Some(first) = at_end.next() {
        if typed.iter().all(|argument| argument != "--") {
            arguments.push("--".into());
        }
        arguments.extend(first.iter().chain(at_end.flatten()).map(OsString::from));
    }
    arguments
}

fn is_positional(command: &Command, entry: &Entry) -> bool {
    command.get_positionals().any(|one| config::key(one) == entry.key)
}

fn as_options(Entry { key, said, .. }: &Entry) -> Vec<OsString> {
    match said {
        Said::Flag(true) => vec![format!("--{key}").into()],
        Said::Flag(false) => Vec::new(),
        Said::Values(values) => values.iter().map(|value| format!("--{key}={value}").into()).collect(),
    }
}

/// Whether clap refuses the option of an entry.
fn is_about(error: &clap::Error, command: &Command, entry: &Entry) -> bool {
    // Only a command that is built knows how it calls its arguments.
    let mut command = command.clone();
    command.build();
    let argument = command.get_arguments().find(|one| config::key(one) == entry.key);
    argument.is_some_and(|one| named(error) == [one.to_string()])
}

/// Whether clap refuses what was typed for the same reason without the file: the same is wrong, or more is missing.
fn is_of_typed(error: &clap::Error, alone: &clap::Error) -> bool {
    let without_file = named(alone);
    alone.kind() == error.kind() && named(error).iter().all(|name| without_file.contains(name))
}

/// The arguments that clap names in an error.
fn named(error: &clap::Error) -> Vec<String> {
    match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(name)) => vec![name.clone()],
        Some(ContextValue::Strings(names)) => names.clone(),
        _ => Vec::new(),
    }
}
