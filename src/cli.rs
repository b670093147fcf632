//! What can be typed, and what happens then.

mod arguments;
mod audit;
mod baseline;
mod charts;
mod check;
mod compare;
mod completions;
mod config;
mod cost;
mod count;
mod diff;
mod explain;
mod inspect;
mod interrupt;
mod lint;
mod list;
mod man;
mod merge;
mod options;
mod prices;
mod results;
mod spark;
mod terminal;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};
pub use interrupt::clean_up_when_interrupted;
pub use terminal::explain;

use crate::corpus::CorpusError;
use crate::count::{CountError, TokenizerError};
use crate::price::PriceError;
use crate::report::{Options, OutputError, RenderError};
use crate::score::ScoreError;

pub use config::ConfigError;

/// What a language costs under any tokenizer.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, after_help = HELP)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// What was asked for, typed or in `tokcost.toml`.
    #[arg(skip)]
    options: Options,
}

const HELP: &str = "Examples:\n  \
    tokcost compare corpora/\n  \
    tokcost compare corpora/ -t gpt-4 -t ./mine/tokenizer.json --languages de,hi,sw -o results/\n  \
    tokcost check locales/ --max-premium 4\n\n\
    Options may stand in ./tokcost.toml, too: those of a command in its table, as in `[check]`, shared ones above.";

/// Commands that measure nothing, and read no file of options.
const APART: [&str; 2] = ["completions", "man"];

/// All that can be typed.
fn program() -> clap::Command {
    // Behind all others, before `--help`.
    const LAST: usize = 998;
    let config = Arg::new("config")
        .long("config")
        .value_name("FILE")
        .value_parser(clap::value_parser!(PathBuf))
        .conflicts_with("no-config")
        .display_order(LAST)
        .help("File of options to read instead of ./tokcost.toml; what is typed counts before it");
    let no_config = Arg::new("no-config")
        .long("no-config")
        .action(ArgAction::SetTrue)
        .display_order(LAST)
        .help("Read no file of options");
    let options = [config, no_config];
    Cli::command().mut_subcommands(|command| {
        if APART.contains(&command.get_name()) { command } else { command.args(&options) }
    })
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare languages: tokens of each over tokens of the pivot for the same text
    Compare(compare::Compare),
    /// Set tokenizer B against tokenizer A: who wins, who loses, by how much, how surely
    Diff(diff::Diff),
    /// Set the premium beside other recipes that are published as cost: whose number is it?
    Audit(audit::Audit),
    /// What a model costs in each language: money, room, time and compute
    Cost(cost::Cost),
    /// Fail where a premium, their inequality or a change is over a limit: a gate for CI
    Check(check::Check),
    /// Set published scores beside premiums: do they go together, how surely, and by which language?
    Explain(explain::Explain),
    /// Show the tokens of a text, the words that waste most, or a segment in many languages
    Inspect(inspect::Inspect),
    /// Find what in a text costs tokens without saying anything, or spoils the comparison
    Lint(lint::Lint),
    /// Count any amount of text as it streams, into a part
    Count(count::Count),
    /// Add up parts, and show what the whole comes to
    Merge(merge::Merge),
    /// Write the driver that counts text with Apache Spark
    Spark(spark::Spark),
    /// List what is built in
    List(list::List),
    /// Write what a shell needs to complete commands and options
    Completions(completions::Completions),
    /// Write this help as pages for `man`
    Man(man::Man),
}

/// What a command came to that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// Something is over a limit of `check`.
    OverLimit,
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
    Streamed(#[from] count::StreamedError),
    #[error(transparent)]
    Merge(#[from] merge::MergeError),
    #[error(transparent)]
    Render(#[from] RenderError),
    #[error(transparent)]
    Output(#[from] OutputError),
    #[error("`{a}` and `{b}` name {found} tokenizers: expected two")]
    NotTwoTokenizers { a: String, b: String, found: usize },
    #[error(transparent)]
    Score(#[from] ScoreError),
    #[error(transparent)]
    Price(#[from] PriceError),
    #[error(transparent)]
    Baseline(#[from] baseline::BaselineError),
    #[error("`{variable}` is `{found}`: expected seconds since 1970")]
    NotATime { variable: &'static str, found: String },
    #[error("no tokenizer is known to be that of {models}")]
    NoTokenizerOfModel { models: String },
    #[error("`{first}` and `{second}` would both be written to `{folder}`")]
    TwoModelsOfOneFolder { first: String, second: String, folder: String },
    #[error("`{corpus}` has none of the languages in which `{scores}` has a score of `{model}`")]
    NoLanguageInCommon { corpus: String, scores: String, model: String },
    #[error(transparent)]
    Inspect(#[from] inspect::InspectError),
    #[error("found what `--deny` names: {findings}")]
    Denied { findings: String },
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
            Self::Count(error) => error.hint(),
            Self::Tokenizer(error) => error.hint(),
            Self::Inspect(error) => error.hint(),
            Self::Score(error) => error.hint(),
            Self::Merge(error) => error.hint(),
            Self::Streamed(count::StreamedError::Fault(_) | count::StreamedError::Refused { .. }) => {
                Some("`--on-error skip` leaves such records out, and counts them".into())
            }
            Self::Price(error) => error.hint(),
            Self::Baseline(error) => Some(error.hint()),
            Self::NotATime { .. } => Some("leave it unset, and today is today".into()),
            Self::NoTokenizerOfModel { .. } => Some(
                "name a built-in one or a file with `--tokenizer`; some vocabularies are built in by a feature only, \
                 as llama3 by `--features vocab-llama`"
                    .into(),
            ),
            Self::TwoModelsOfOneFolder { .. } => Some("choose one with `--model`, or rename one".into()),
            Self::NoLanguageInCommon { .. } => Some("`--languages` and the codes of the scores decide".into()),
            Self::Output(_) => Some("choose another folder with `--output DIR`".into()),
            Self::NotTwoTokenizers { .. } => {
                Some("name two that differ; `tokcost list tokenizers` lists what is built in".into())
            }
            Self::Denied { .. } | Self::Streamed(_) | Self::Render(_) | Self::Print(_) | Self::Threads(_) => None,
        }
    }
}

impl Cli {
    /// Reads what was typed, the program's name first, and the file of options beside it.
    ///
    /// Ends the process as [`Parser::parse`] does: with the help that was asked for, or if what was typed is wrong.
    ///
    /// # Errors
    /// A file of options that is wrong.
    pub fn read(typed: impl Iterator<Item = OsString>) -> Result<Cli, ConfigError> {
        let program = program();
        let matches = arguments::read(&program, &typed.collect::<Vec<_>>())?;
        let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        Ok(Cli { options: arguments::options(&program, &matches), ..cli })
    }

    /// Does what was typed.
    ///
    /// # Errors
    /// Whatever stopped it; nothing half-written is left.
    pub fn run(&self) -> Result<Outcome, CliError> {
        match &self.command {
            Command::Compare(compare) => compare.run(&self.options),
            Command::Diff(diff) => diff.run(),
            Command::Audit(audit) => audit.run(),
            Command::Cost(cost) => cost.run(),
            Command::Check(check) => return check.run(),
            Command::Explain(explain) => explain.run(),
            Command::Inspect(inspect) => inspect.run(),
            Command::Lint(lint) => lint.run(),
            Command::Count(count) => count.run(),
            Command::Merge(merge) => merge.run(),
            Command::Spark(spark) => spark.run(),
            Command::List(list) => list.run(),
            Command::Completions(completions) => completions.run(),
            Command::Man(man) => man.run(),
        }?;
        Ok(Outcome::Done)
    }

    /// The exit code of a failure. `check` has 1 for what is over a limit: what cannot be measured must differ from it.
    pub fn failure_code(&self) -> u8 {
        if matches!(self.command, Command::Check(_)) { 2 } else { 1 }
    }
}
