//! Options that commands share.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::CliError;
use super::terminal::warn;
use crate::corpus::{self, Corpus, Fields, OnMissing, Request};
use crate::count::WordRule;
use crate::report::grouped;
use crate::stats::{IntervalKind, Resampling};

/// Which text is measured, and against which language.
#[derive(Debug, Args)]
pub struct Text {
    /// A folder with one file per language, line i meaning the same in each, or a file or folder in another format
    /// (see `tokcost compare --help`); or a folder of such folders
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    #[command(flatten)]
    languages: Languages,
}

/// Which languages are measured, and which one the others are compared with.
#[derive(Debug, Args)]
pub struct Languages {
    /// The language that all others are compared with [default: the `pivot` of corpus.toml, or English]
    #[arg(long, value_name = "CODE")]
    pivot: Option<String>,
    /// Only these languages and the pivot, separated by commas
    #[arg(id = "languages", long, value_name = "CODES", value_delimiter = ',')]
    only: Vec<String>,
    #[command(flatten)]
    records: Records,
    /// What happens to segments that some languages lack
    #[arg(long, value_name = "WHAT", default_value = "error")]
    on_missing: MissingChoice,
}

/// How tables and records say which text means what.
#[derive(Debug, Args)]
pub struct Records {
    /// The field or column of tables and JSON Lines that holds the text
    #[arg(id = "text_field", long = "text-field", value_name = "NAME")]
    text: Option<String>,
    /// The field or column that holds its language
    #[arg(id = "language_field", long = "language-field", value_name = "NAME")]
    language: Option<String>,
    /// The field or column whose value is equal where texts mean the same
    #[arg(id = "id_field", long = "id-field", value_name = "NAME")]
    id: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MissingChoice {
    /// They are an error, which names the first
    Error,
    /// They are left out in every language
    Intersect,
}

/// What counts as a word.
#[derive(Debug, Args)]
pub struct Words {
    /// What counts as a word
    #[arg(long, value_name = "RULE", default_value = "auto")]
    words: WordChoice,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum WordChoice {
    /// UAX #29; ICU's dictionaries where a script writes no spaces, syllables in Tibetan
    Auto,
    /// UAX #29 in every script
    Uax29,
    /// ICU on whole segments, with its dictionaries
    Icu,
    /// What stands between blanks
    Whitespace,
}

/// How intervals are made.
#[derive(Debug, Args)]
pub struct Bootstrap {
    /// Resamples of the segments for the 95 % intervals; 0 for no intervals
    #[arg(long, value_name = "N", default_value_t = Resampling::default().resamples)]
    resamples: usize,
    /// Seed of the resampling; the same seed gives the same intervals
    #[arg(long, value_name = "N", default_value_t = Resampling::default().seed)]
    seed: u64,
}

/// What is made of resamples.
#[derive(Debug, Args)]
pub struct Interval {
    /// How intervals follow from resamples
    #[arg(long, value_name = "KIND", default_value = "percentile")]
    interval: IntervalChoice,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum IntervalChoice {
    /// Between quantiles of the resamples
    Percentile,
    /// The same, corrected for bias and acceleration (Efron 1987)
    Bca,
}

/// How the work is done, whatever it is.
#[derive(Debug, Args)]
pub struct Process {
    /// Threads to count with; all cores by default. The results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Print errors and nothing else
    #[arg(short, long)]
    pub quiet: bool,
}

impl Text {
    /// Reads the corpora; what is odd about them goes to standard error.
    pub fn read(&self, process: &Process) -> Result<Vec<Corpus>, CliError> {
        self.languages.read(&self.corpus, process.quiet)
    }
}

impl Languages {
    /// Reads the corpora under some paths; what is odd about them goes to standard error.
    pub fn read(&self, paths: &[PathBuf], quiet: bool) -> Result<Vec<Corpus>, CliError> {
        read(paths, &self.request(self.only.clone()), quiet)
    }

    /// The same, in one language and the pivot.
    pub fn read_only(&self, paths: &[PathBuf], language: &str, quiet: bool) -> Result<Vec<Corpus>, CliError> {
        read(paths, &self.request(vec![language.to_owned()]), quiet)
    }

    fn request(&self, languages: Vec<String>) -> Request {
        Request {
            pivot: self.pivot.clone(),
            languages,
            fields: self.records.fields(),
            on_missing: match self.on_missing {
                MissingChoice::Error => OnMissing::Error,
                MissingChoice::Intersect => OnMissing::Intersect,
            },
        }
    }
}

impl Records {
    pub fn fields(&self) -> Fields {
        let Records { text, language, id } = self;
        Fields { text: text.clone(), language: language.clone(), id: id.clone() }
    }
}
/// Warnings that are shown: a folder can hold ten thousand files that are no texts.
const WARNINGS: usize = 20;

fn read(paths: &[PathBuf], request: &Request, quiet: bool) -> Result<Vec<Corpus>, CliError> {
    let reading = corpus::read(paths, request)?;
    if !quiet {
        for warning in reading.warnings.iter().take(WARNINGS) {
            warn(warning)?;
        }
        if reading.warnings.len() > WARNINGS {
            warn(&format_args!("{} more like these", grouped(reading.warnings.len() - WARNINGS)))?;
        }
    }
    Ok(reading.corpora)
}

impl Words {
    pub fn rule(&self) -> WordRule {
        match self.words {
            WordChoice::Auto => WordRule::ByScript,
            WordChoice::Uax29 => WordRule::Uax29,
            WordChoice::Icu => WordRule::Icu,
            WordChoice::Whitespace => WordRule::Whitespace,
        }
    }
}

impl Interval {
    pub fn kind(&self) -> IntervalKind {
        match self.interval {
            IntervalChoice::Percentile => IntervalKind::Percentile,
            IntervalChoice::Bca => IntervalKind::Bca,
        }
    }
}

impl Bootstrap {
    pub fn resampling(&self) -> Resampling {
        Resampling { resamples: self.resamples, seed: self.seed, interval: IntervalKind::Percentile }
    }
}

impl Process {
    /// Starts as many threads as were asked for.
    pub fn start(&self) -> Result<(), CliError> {
        if let Some(threads) = self.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
        }
        Ok(())
    }
}

/// Reads a number above 0, such as `2.5` or `7e9`.
pub fn positive(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "expected a number".to_owned())?;
    if number.is_finite() && number > 0.0 { Ok(number) } else { Err("expected a number above 0".to_owned()) }
}

/// Reads a share, from 0 to 1.
pub fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "expected a share from 0 to 1".to_owned())
}
