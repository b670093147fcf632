//! `tokcost list`: what is built in, as tables.

use clap::{Args, ValueEnum};

use super::CliError;
use super::prices::{self, PriceTable};
use super::terminal::print;
use crate::count::tokenizer::{self, BUILT_IN};
use crate::count::{Tokenizer, TokenizerError, writings};
use crate::price::{Date, OLD, Price};
use crate::report::{self, Learnt, OLD_MARK, align_right, grouped, plain_table, without_trailing_blanks};
use crate::score::{self, ScoreError, Table};

/// Digits of a fingerprint that tell vocabularies apart; the whole is in `results.json`.
const FINGERPRINT: usize = 12;
/// The column of numbers.
const SIZE: usize = 2;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tokcost list tokenizers\n  \
    tokcost list scripts -t gpt-4 -t gpt-4o\n  \
    tokcost list prices --prices mine.csv")]
pub struct List {
    /// What to list
    what: Listing,
    /// Tokenizer by name, by model, or by path, as in `compare`, whose scripts are listed; may be repeated
    #[arg(short, long, value_name = "TOKENIZER", default_values = tokenizer::DEFAULT)]
    tokenizer: Vec<String>,
    #[command(flatten)]
    prices: PriceTable,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Listing {
    /// Tokenizers: id, family, size, models, licence, source and fingerprint
    Tokenizers,
    /// What vocabularies learnt: the share of each script in their tokens
    Scripts,
    /// Scores: id, title, languages, models, chance and largest score, date and source
    Scores,
    /// Prices: model, provider, tokenizer, US dollars per million tokens, context window, date and source
    Prices,
}

impl List {
    pub fn run(&self) -> Result<(), CliError> {
        let listing = match self.what {
            Listing::Tokenizers => tokenizers(),
            Listing::Scripts => report::scripts_table(&learnt(&self.tokenizer)?),
            Listing::Scores => scores()?,
            Listing::Prices => prices(&self.prices.open(false)?.rows, prices::today()?),
        };
        Ok(print(|_| listing)?)
    }
}

/// The scripts of vocabularies; a tokenizer without a list of tokens has none.
fn learnt(names: &[String]) -> Result<Vec<Learnt>, TokenizerError> {
    let learnt = |tokenizer: &dyn Tokenizer| {
        let tokens = writings(&tokenizer.spelled()?);
        Some(Learnt { tokenizer: tokenizer.identity().name.clone(), tokens })
    };
    Ok(tokenizer::open_all(names)?.iter().filter_map(|tokenizer| learnt(tokenizer.as_ref())).collect())
}

/// The built-in tokenizers, a line each.
fn tokenizers() -> String {
    let mut table = plain_table();
    table.set_header(["Tokenizer", "Family", "Tokens", "Models", "Licence", "Source", "SHA-256"]);
    for row in BUILT_IN {
        table.add_row([
            row.id.to_owned(),
            row.family.to_owned(),
            row.open().vocabulary_size().map_or_else(|| "–".to_owned(), |size| grouped(size as usize)),
            row.used_by.to_owned(),
            row.licence.to_owned(),
            row.source.to_owned(),
            row.fingerprint.map_or_else(|| "–".to_owned(), |hash| hash[..FINGERPRINT].to_owned()),
        ]);
    }
    align_right(&mut table, SIZE..=SIZE);
    without_trailing_blanks(&table.to_string())
}

/// The built-in score tables, a line each, and the models of each.
fn scores() -> Result<String, ScoreError> {
    let mut table = plain_table();
    table.set_header([
        "Scores",
        "Title",
        "Languages",
        "Models",
        "Chance",
        "Largest",
        "Date",
        "Seen",
        "Source",
    ]);
    let mut models = Vec::new();
    for row in score::BUILT_IN {
        let scores = Table::open(row.id)?;
        table.add_row([
            row.id.to_owned(),
            row.title.to_owned(),
            scores.languages().len().to_string(),
            scores.models().len().to_string(),
            row.chance.map_or_else(|| "–".to_owned(), |chance| chance.to_string()),
            row.max.to_string(),
            row.date.to_owned(),
            row.seen.name().to_owned(),
            row.source.to_owned(),
        ]);
        let names = textwrap::fill(&scores.models().join(", "), indented());
        models.push(format!("{}: {}\n  {}\n{names}", row.id, row.task, row.url));
    }
    align_right(&mut table, 2..=5);
    Ok(without_trailing_blanks(&format!("{table}\n\n{}", models.join("\n\n"))))
}

/// The prices, a line each; those that are old are marked.
fn prices(rows: &[Price], today: Date) -> String {
    let mut table = plain_table();
    table.set_header([
        "Model",
        "Provider",
        "Tokenizer",
        "Input",
        "Cached",
        "Output",
        "Batch in",
        "Batch out",
        "Context",
        "Date",
        "Source",
    ]);
    let amount = |usd: Option<f64>| usd.map_or_else(|| "–".to_owned(), |usd| usd.to_string());
    for row in rows {
        table.add_row([
            row.model.clone(),
            row.provider.clone(),
            prices::tokenizer_of(row).unwrap_or("–").to_owned(),
            amount(Some(row.usd_per_million_input)),
            amount(row.usd_per_million_cached_input),
            amount(row.usd_per_million_output),
            amount(row.usd_per_million_batch_input),
            amount(row.usd_per_million_batch_output),
            row.context_tokens.map_or_else(|| "–".to_owned(), |tokens| grouped(tokens as usize)),
            report::dated(row, today),
            row.source.clone(),
        ]);
    }
    align_right(&mut table, 3..=8);
    let old = if rows.iter().any(|row| row.is_old(today)) {
        format!("\n{OLD_MARK} seen more than {OLD} days before {today}")
    } else {
        String::new()
    };
    without_trailing_blanks(&format!("{table}\n\nUS dollars per million tokens.{old}"))
}

fn indented() -> textwrap::Options<'static> {
    const WIDTH: usize = 100;
    let options = textwrap::Options::new(WIDTH).word_splitter(textwrap::WordSplitter::NoHyphenation);
    options.initial_indent("  ").subsequent_indent("  ")
}
