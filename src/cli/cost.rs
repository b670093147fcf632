//! `tokcost cost`: what a model costs in each language.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::CliError;
use super::options::{Bootstrap, Interval, Languages, Process, positive, share};
use super::prices::{self, PriceTable};
use super::results::Output;
use crate::count::{self, Scope, tokenizer};
use crate::parity::{self, Reply, Terms, Transformer};
use crate::price::{Currency, Price};
use crate::report::{self, Bill};
use crate::stats::Resampling;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tokcost cost corpora/ --model gpt-4o\n  \
    tokcost cost corpora/ --model gpt-4o --model deepseek-chat --requests 100000 --output-segments 3\n  \
    tokcost cost flores/ --model gpt-4o --output-segments 1 --output-premium same --currency eur.csv\n  \
    tokcost cost flores/ --model azure/gpt-4o --prices model_prices_and_context_window.json\n  \
    tokcost cost flores/ --model gpt-oss-20b --parameters 3.6e9 --layers 24 --width 4096")]
pub struct Cost {
    /// A folder with one file per language, line i meaning the same in each; or a folder of such folders
    corpus: PathBuf,
    /// Model whose price is known, as `tokcost list prices` names it; may be repeated
    #[arg(long, value_name = "MODEL", required = true)]
    model: Vec<String>,
    /// Measure with this tokenizer instead of the models' own: a name, a model, or a path, as in `compare`
    #[arg(short, long, value_name = "TOKENIZER")]
    tokenizer: Option<String>,
    #[command(flatten)]
    languages: Languages,
    #[command(flatten)]
    prices: PriceTable,
    /// Requests a month
    #[arg(long, value_name = "N")]
    requests: Option<u64>,
    /// Segments of average length that a request sends
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    input_segments: u32,
    /// Segments of average length that an answer is as long as
    #[arg(long, value_name = "N", default_value_t = 0)]
    output_segments: u32,
    /// Whether answers have the premium of the language, too
    #[arg(long, value_name = "HOW", default_value = "none", requires = "output_segments")]
    output_premium: OutputPremium,
    /// Pay the prices for batches
    #[arg(long)]
    batch: bool,
    /// Share of the input, from 0 to 1, that is read from the provider's cache and paid as such
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share, conflicts_with = "batch")]
    cached: f64,
    /// Show amounts in another currency, too: a CSV file of one row, `currency,per_usd,date,source`
    #[arg(long, value_name = "FILE")]
    currency: Option<PathBuf>,
    /// Input tokens that are read in the time in which one output token is written
    #[arg(long, value_name = "N", default_value_t = 1.0, value_parser = positive, requires = "output_segments")]
    reading_speed: f64,
    /// Parameters of the model without its embeddings, those active for a token: adds compute
    #[arg(long, value_name = "N", value_parser = positive)]
    parameters: Option<f64>,
    /// Layers of the model, for the compute of attention
    #[arg(long, value_name = "N", value_parser = positive, requires = "parameters", requires = "width")]
    layers: Option<f64>,
    /// Width of attention in the model: heads times the width of each
    #[arg(long, value_name = "N", value_parser = positive, requires = "layers")]
    width: Option<f64>,
    /// Tokens of a training run: adds the share of it that each language's content takes
    #[arg(long, value_name = "N", value_parser = positive, requires = "parameters")]
    training_tokens: Option<f64>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    bootstrap: Bootstrap,
    #[command(flatten)]
    interval: Interval,
    #[command(flatten)]
    process: Process,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OutputPremium {
    /// Answers have the tokens of the pivot: they are labels or code, or in the pivot's language
    None,
    /// Answers are in the language of the question, and have its premium
    Same,
}

/// A model with the terms of its price, and its tokenizer among those that are opened.
struct Priced<'a> {
    price: &'a Price,
    terms: Terms,
    tokenizer: usize,
}

impl Cost {
    pub fn run(&self) -> Result<(), CliError> {
        self.process.start()?;
        let table = self.prices.open(self.process.quiet)?;
        let prices = self.model.iter().map(|model| table.of(model)).collect::<Result<Vec<_>, _>>()?;
        refuse_one_folder(&prices)?;
        let currency = self.currency.as_deref().map(Currency::open).transpose()?;
        let today = prices::today()?;
        let (models, names) = self.join(&prices)?;
        let tokenizers = names.iter().map(|name| tokenizer::open(name)).collect::<Result<Vec<_>, _>>()?;
        let corpora = self.languages.read(std::slice::from_ref(&self.corpus), self.process.quiet)?;
        let resampling = Resampling { interval: self.interval.kind(), ..self.bootstrap.resampling() };
        let mut results = self.output.open(&corpora, 1, self.process.quiet);
        for corpus in &corpora {
            let counts = count::count(corpus, &tokenizers, Scope::default(), &|done| results.counted(done))?;
            let parity = parity::compare(&counts, resampling);
            for Priced { price, terms, tokenizer } in &models {
                let costs = parity::costs(&counts, &parity, *tokenizer, terms);
                let bill = Bill {
                    corpus,
                    counts: &counts,
                    tokenizer: *tokenizer,
                    price,
                    terms,
                    batch: self.batch,
                    cached: self.cached,
                    requests_per_month: self.requests,
                    currency: currency.as_ref(),
                    today,
                    costs: &costs,
                };
                let files = report::bill_files(&bill)?;
                results.add(corpus, |styled| report::bill_table(&bill, styled), &files)?;
            }
        }
        results.finish()
    }

    /// The models with their terms, and the names of their tokenizers, each once.
    fn join<'a>(&self, prices: &[&'a Price]) -> Result<(Vec<Priced<'a>>, Vec<String>), CliError> {
        let (mut models, mut names) = (Vec::new(), Vec::<String>::new());
        for &price in prices {
            let name = match self.tokenizer.as_deref() {
                Some(name) => name,
                None => prices::tokenizer_that_counts(price)?,
            };
            let known = names.iter().position(|other| other == name);
            models.push(Priced { price, terms: self.terms(price)?, tokenizer: known.unwrap_or(names.len()) });
            if known.is_none() {
                names.push(name.to_owned());
            }
        }
        Ok((models, names))
    }

    fn terms(&self, price: &Price) -> Result<Terms, CliError> {
        let transformer = |parameters| Transformer {
            parameters,
            layers_and_width: self.layers.zip(self.width),
            training_tokens: self.training_tokens,
        };
        Ok(Terms {
            tariff: price.tariff(self.batch, self.cached, self.output_segments > 0)?,
            input_segments: self.input_segments,
            output_segments: self.output_segments,
            reply: match self.output_premium {
                OutputPremium::None => Reply::AsInPivot,
                OutputPremium::Same => Reply::SamePremium,
            },
            reading_speed: self.reading_speed,
            context_tokens: price.context_tokens,
            transformer: self.parameters.map(transformer),
        })
    }
}

/// Two names may lead to one folder; the second's files would replace the first's.
fn refuse_one_folder(prices: &[&Price]) -> Result<(), CliError> {
    for (position, price) in prices.iter().enumerate() {
        let folder = report::bill_folder(price);
        if let Some(first) = prices[..position].iter().find(|other| report::bill_folder(other) == folder) {
            return Err(CliError::TwoModelsOfOneFolder {
                first: first.model.clone(),
                second: price.model.clone(),
                folder,
            });
        }
    }
    Ok(())
}
