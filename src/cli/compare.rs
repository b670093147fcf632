//! `tokcost compare`: the main job.

use clap::{ArgGroup, Args};
use rayon::prelude::*;

use super::CliError;
use super::charts::Charts;
use super::options::{Bootstrap, Interval, Process, Text, Words, positive};
use super::prices::{self, PriceTable};
use super::results::Output;
use crate::Settings;
use crate::corpus::FORMATS;
use crate::count::{Scope, Tokenizer, tokenizer};
use crate::metric::RENYI_ORDER;
use crate::price::Price;
use crate::report::{self, Across, Extras, Options, Sold};
use crate::stats::Resampling;

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("priced").arg("prices").requires("model"), after_help = after_help())]
pub struct Compare {
    #[command(flatten)]
    text: Text,
    /// Tokenizer by name, by the name of a model, by the path of a tokenizer.json, tekken.json, SentencePiece .model or
    /// .tiktoken file, or as owner/name[@revision] on the Hugging Face hub; may be repeated; `all` for every built-in one.
    /// The last one ranks the languages, the one before is drawn beside it
    #[arg(short, long, value_name = "TOKENIZER", default_values = tokenizer::DEFAULT)]
    tokenizer: Vec<String>,
    /// Model whose price is known, as `tokcost list prices` names it: adds its cost and the share of its context window to
    /// summary.csv and results.xlsx; may be repeated. A tokenizer that `--tokenizer` does not name is measured, too
    #[arg(long, value_name = "MODEL")]
    model: Vec<String>,
    #[command(flatten)]
    prices: PriceTable,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    bootstrap: Bootstrap,
    #[command(flatten)]
    interval: Interval,
    /// Look at every token, too: words in one token or in more, the tokens that a language uses, those that
    /// are no whole characters, and whether the text comes back. Takes about twice as long
    #[arg(long)]
    detailed: bool,
    /// Order of Rényi's entropy of the tokens, with `--detailed`
    #[arg(long, value_name = "N", default_value_t = RENYI_ORDER, value_parser = positive, requires = "detailed")]
    alpha: f64,
    /// Show why, too: each premium taken apart into factors, as why.csv has them
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    charts: Charts,
    /// Segments that report.html shows in every language with their tokens; 0 to keep all text out of the results
    #[arg(long, value_name = "N", default_value_t = Settings::default().excerpts)]
    excerpts: usize,
    /// Write results.excel.csv and summary.excel.csv, too: CSV to double-click, with a byte order mark, CRLF, and an
    /// apostrophe before any text that a spreadsheet would run as a formula
    #[arg(long)]
    excel_csv: bool,
    #[command(flatten)]
    process: Process,
}

impl Compare {
    pub fn run(&self, options: &Options) -> Result<(), CliError> {
        self.process.start()?;
        let corpora = self.text.read(&self.process)?;
        let mut tokenizers = tokenizer::open_all(&self.tokenizer)?;
        let models = self.models(&mut tokenizers)?;
        let settings = Settings {
            scope: Scope { word_rule: self.words.rule(), detailed: self.detailed },
            renyi_order: self.alpha,
            resampling: Resampling { interval: self.interval.kind(), ..self.bootstrap.resampling() },
            excerpts: self.excerpts,
        };
        let extras = Extras { charts: self.charts.choice(), excel_csv: self.excel_csv };
        let mut results = self.output.open(&corpora, 1, self.process.quiet);
        let analyze = |corpus| -> Result<_, CliError> {
            let mut report = crate::analyze(corpus, &tokenizers, settings, &|done| results.counted(done))?;
            report.models.clone_from(&models);
            report.options.clone_from(options);
            let files = report::render(&report, &extras)?;
            Ok((report, files))
        };
        // Side by side, since the last work on one corpus leaves a processor to another.
        let analysed: Vec<_> = corpora.par_iter().map(analyze).collect();
        let (reports, files): (Vec<_>, Vec<_>) = analysed.into_iter().collect::<Result<_, _>>()?;
        for ((corpus, report), files) in corpora.iter().zip(&reports).zip(&files) {
            let why = |styled| {
                if self.why { format!("\n{}", report::why_table(report, styled)) } else { String::new() }
            };
            let table = |styled| report::table(report, styled) + &why(styled);
            results.replace(corpus, table, files, &report::file_names())?;
        }
        let across = Across::of(&reports);
        let files = report::render_all(&reports, &across, &extras)?;
        let table = |styled| report::across_table(&across, styled);
        results.replace_of_all(table, &files, &report::names_of_all())?;
        results.finish()
    }
}

impl Compare {
    /// The models that are asked for; a tokenizer of theirs that is not there is put first, where it ranks nothing.
    fn models(&self, tokenizers: &mut Vec<Box<dyn Tokenizer>>) -> Result<Vec<Sold>, CliError> {
        if self.model.is_empty() {
            return Ok(Vec::new());
        }
        let (table, today) = (self.prices.open(self.process.quiet)?, prices::today()?);
        let mut models = Vec::new();
        for model in &self.model {
            let price = table.of(model)?.clone();
            let opened = tokenizer::open(prices::tokenizer_that_counts(&price)?)?;
            let name = opened.identity().name.clone();
            if !tokenizers.iter().any(|tokenizer| tokenizer.identity().name == name) {
                tokenizers.insert(0, opened);
            }
            models.push((price, name));
        }
        let position = |name: &str| tokenizers.iter().position(|one| one.identity().name == name);
        let sold = |(price, name): (Price, String)| Sold {
            tokenizer: position(&name).unwrap_or_default(),
            date: report::dated(&price, today),
            price,
        };
        Ok(models.into_iter().map(sold).collect())
    }
}

fn after_help() -> String {
    let tokenizers = tokenizer::BUILT_IN.iter().map(|row| (row.id, row.used_by));
    let formats = FORMATS.iter().map(|row| (row.id, row.title));
    format!(
        "Tokenizers:\n{}\n\n\
         Corpora, each file also compressed as .gz or .zst:\n{}\n\n\
         Examples:\n  \
           tokcost compare corpora/\n  \
           tokcost compare flores/ -t gpt-4 -t gpt-4o --languages de,hi,sw\n  \
           tokcost compare flores/ -t o200k_base -t ./mine/tokenizer.json -o results/\n  \
           tokcost compare flores/ -t ./ranks.tiktoken#cl100k_base -t Qwen/Qwen3-8B\n  \
           tokcost compare locales.csv massive/ memory.tmx.gz po/ --on-missing intersect",
        rows(tokenizers),
        rows(formats)
    )
}

fn rows<'a>(rows: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> String {
    let widest = rows.clone().map(|(id, _)| id.len()).max().unwrap_or_default();
    rows.map(|(id, what)| format!("  {id:widest$}  {what}")).collect::<Vec<_>>().join("\n")
}
