//! What can be typed, and what happens then.

mod compare;
mod inspect;
mod list;
mod options;
mod terminal;

use std::io;

use clap::{Parser, Subcommand};

use crate::corpus::CorpusError;
use crate::count::{CountError, TokenizerError};
use crate::report::{OutputError, RenderError};

/// What a language costs under any tokenizer.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare languages: tokens of each over tokens of the pivot for the same text
    Compare(compare::Compare),
    /// Show the tokens of a text, the words that waste most, or a segment in many languages
    Inspect(inspect::Inspect),
    /// List what is built in
    List(list::List),
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    #[error(transparent)]
    Tokenizer(#[from] TokenizerError),
    #[error(transparent)]
    Count(#[from] CountError),
    #[error(transparent)]
    Render(#[from] RenderError),
    #[error(transparent)]
    Output(#[from] OutputError),
    #[error(transparent)]
    Inspect(#[from] inspect::InspectError),
    #[error("cannot print")]
    Print(#[from] io::Error),
    #[error("cannot start the threads")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl CliError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Corpus(error) => error.hint(),
            Self::Tokenizer(error) => error.hint(),
            Self::Inspect(error) => error.hint(),
            Self::Output(_) => Some("choose another folder with `--output DIR`".into()),
            Self::Count(_) | Self::Render(_) | Self::Print(_) | Self::Threads(_) => None,
        }
    }
}

impl Cli {
    /// Does what was typed.
    ///
    /// # Errors
    /// Whatever stopped it; nothing half-written is left.
    pub fn run(&self) -> Result<(), CliError> {
        match &self.command {
            Command::Compare(compare) => compare.run(),
            Command::Inspect(inspect) => inspect.run(),
            Command::List(list) => list.run(),
        }
    }
}
