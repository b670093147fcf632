//! `tokcost lint`: what in a corpus costs tokens without saying anything, or spoils the comparison.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::CliError;
use super::options::{Languages, Process};
use super::terminal::{print, progress_bar};
use crate::count::tokenizer;
use crate::lint::{self, KINDS, Lint as Found};
use crate::report::lint::{Linted, csv, json, text};

#[derive(Debug, Args)]
#[command(after_help = after_help())]
pub struct Lint {
    /// Corpora, as `compare` reads them
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    /// Tokenizer by name, by model, or by path, as in `compare`, whose tokens would be saved; may be repeated
    #[arg(short, long, value_name = "TOKENIZER", default_value = tokenizer::DEFAULT[tokenizer::DEFAULT.len() - 1])]
    tokenizer: Vec<String>,
    #[command(flatten)]
    languages: Languages,
    /// How findings are written; json and csv have all of them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// How many places of each kind are shown as text
    #[arg(long, value_name = "N", default_value_t = 3)]
    top: usize,
    /// End with exit code 1 if something of these kinds was found, separated by commas; `all` for any
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kinds())]
    deny: Vec<String>,
    #[command(flatten)]
    process: Process,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
}

const ALL: &str = "all";

fn kinds() -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(KINDS.iter().map(|kind| kind.id).chain([ALL]))
}

impl Lint {
    pub fn run(&self) -> Result<(), CliError> {
        self.process.start()?;
        let corpora = self.languages.read(&self.corpus, self.process.quiet)?;
        let tokenizers = tokenizer::open_all(&self.tokenizer)?;
        let names: Vec<String> =
            tokenizers.iter().map(|tokenizer| tokenizer.identity().name.clone()).collect();
        let bar = progress_bar(&corpora, 1, self.process.quiet);
        let found = corpora
            .iter()
            .map(|corpus| lint::lint(corpus, &tokenizers, &|done| bar.inc(done as u64)))
            .collect::<Result<Vec<_>, _>>()?;
        bar.finish_and_clear();
        let linted =
            corpora.iter().zip(&found).map(|(corpus, lint)| Linted { corpus, tokenizers: &names, lint });
        let linted: Vec<Linted> = linted.collect();
        if !self.process.quiet {
            self.show(&linted)?;
        }
        self.judge(&found)
    }

    fn show(&self, linted: &[Linted]) -> Result<(), CliError> {
        match self.format {
            Format::Text => {
                let blocks =
                    |styled| linted.iter().map(|one| text(one, self.top, styled)).collect::<Vec<_>>();
                Ok(print(|styled| blocks(styled).join("\n"))?)
            }
            Format::Json => print_plain(&json(linted)?),
            Format::Csv => print_plain(&csv(linted)?),
        }
    }

    /// Fails if something was found that was not to be.
    fn judge(&self, found: &[Found]) -> Result<(), CliError> {
        let is_denied = |id: &str| self.deny.iter().any(|denied| denied == id || denied == ALL);
        let number =
            |id: &str| found.iter().flat_map(|lint| &lint.findings).filter(|one| one.kind.id == id).count();
        let denied =
            KINDS.iter().map(|kind| (kind.id, number(kind.id))).filter(|(id, n)| *n > 0 && is_denied(id));
        let denied: Vec<String> = denied.map(|(id, number)| format!("{number} of {id}")).collect();
        if denied.is_empty() { Ok(()) } else { Err(CliError::Denied { findings: denied.join(", ") }) }
    }
}

fn print_plain(text: &str) -> Result<(), CliError> {
    Ok(print(|_| text)?)
}

fn after_help() -> String {
    let widest = KINDS.iter().map(|kind| kind.id.len()).max().unwrap_or_default();
    let rows = KINDS.iter().map(|kind| format!("  {:widest$}  {}", kind.id, kind.title));
    format!(
        "Kinds:\n{}\n\n\
         Examples:\n  \
           tokcost lint corpora/\n  \
           tokcost lint my-corpus/ -t gpt-4o --deny not-nfc,control,mojibake\n  \
           tokcost lint my-corpus/ --format csv > findings.csv",
        rows.collect::<Vec<_>>().join("\n")
    )
}
