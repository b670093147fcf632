//! What can be typed, and what happens then.

mod listing;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use crate::corpus::{self, Corpus, CorpusError};
use crate::count::{CountError, TokenizerError, tokenizer};
use crate::report::{self, OutputError, RenderError, Report};
use crate::stats::Resampling;

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
    Compare(Compare),
    /// List what is built in
    List(List),
}

#[derive(Debug, Args)]
struct List {
    /// What to list
    what: Listing,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Listing {
    /// Tokenizers: id, family, size, models, licence, source and fingerprint
    Tokenizers,
}

#[derive(Debug, Args)]
#[command(after_help = after_help())]
struct Compare {
    /// A folder with one file per language, line i meaning the same in each; or a folder of such folders
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    /// Tokenizer by name, by the name of a model, or by the path of a tokenizer.json, tekken.json or
    /// .tiktoken file; may be repeated; `all` for every built-in one. The last one ranks the languages,
    /// the one before is drawn beside it
    #[arg(short, long, value_name = "TOKENIZER", default_values = tokenizer::DEFAULT)]
    tokenizer: Vec<String>,
    /// The language that all others are compared with
    #[arg(long, value_name = "CODE", default_value = "eng_Latn")]
    pivot: String,
    /// Only these languages and the pivot, separated by commas
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    languages: Vec<String>,
    /// Where to write results, in a folder for each corpus
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    /// Resamples of the segments for the 95 % intervals; 0 for no intervals
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    resamples: usize,
    /// Seed of the resampling; the same seed gives the same intervals
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Threads to count with; all cores by default. The results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Write no charts
    #[arg(long)]
    no_charts: bool,
    /// Print errors and nothing else
    #[arg(short, long)]
    quiet: bool,
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
            Command::List(list) => list.run(),
        }
    }
}

impl List {
    fn run(&self) -> Result<(), CliError> {
        let listing = match self.what {
            Listing::Tokenizers => listing::tokenizers(),
        };
        Ok(unless_the_reader_left(write!(anstream::stdout(), "{listing}"))?)
    }
}

impl Compare {
    fn run(&self) -> Result<(), CliError> {
        if let Some(threads) = self.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
        }
        let reading = corpus::read(&self.corpus, &self.pivot, &self.languages)?;
        if !self.quiet {
            for warning in &reading.warnings {
                writeln!(anstream::stderr(), "warning: {warning}")?;
            }
        }
        let tokenizers = tokenizer::open_all(&self.tokenizer)?;
        let resampling = Resampling { resamples: self.resamples, seed: self.seed };
        let bar = progress_bar(&reading.corpora, self.quiet);
        let mut written = Vec::new();
        for corpus in &reading.corpora {
            let report = crate::analyze(corpus, &tokenizers, resampling, &|done| bar.inc(done as u64))?;
            let files = report::render(&report, !self.no_charts)?;
            if !self.quiet {
                bar.suspend(|| print(&report, written.is_empty()))?;
            }
            written.extend(report::write(&self.output.join(corpus.name()), &files)?);
        }
        bar.finish_and_clear();
        if self.quiet { Ok(()) } else { list_written(&written) }
    }
}

fn after_help() -> String {
    let widest = tokenizer::BUILT_IN.iter().map(|row| row.id.len()).max().unwrap_or_default();
    let rows = tokenizer::BUILT_IN.iter().map(|row| format!("  {:widest$}  {}", row.id, row.used_by));
    format!(
        "Tokenizers:\n{}\n\n\
         Examples:\n  \
           tokcost compare corpora/\n  \
           tokcost compare flores/ -t gpt-4 -t gpt-4o --languages de,hi,sw\n  \
           tokcost compare flores/ -t o200k_base -t ./mine/tokenizer.json -o results/",
        rows.collect::<Vec<_>>().join("\n")
    )
}

/// Segments counted, on standard error and only where that is a terminal.
fn progress_bar(corpora: &[Corpus], quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let segments: usize = corpora.iter().map(|corpus| corpus.segments() * corpus.texts().len()).sum();
    let style = ProgressStyle::with_template("counting {bar:30} {human_pos}/{human_len} segments");
    ProgressBar::new(segments as u64).with_style(style.expect("the template is valid"))
}

/// The table on standard output; in colour on a terminal unless `NO_COLOR` says otherwise.
fn print(report: &Report, is_first: bool) -> io::Result<()> {
    let mut stdout = anstream::stdout().lock();
    let styled = stdout.current_choice() != anstream::ColorChoice::Never;
    let gap = if is_first { "" } else { "\n" };
    let printed = write!(stdout, "{gap}{}", report::table(report, styled)).and_then(|()| stdout.flush());
    // The files are still wanted.
    unless_the_reader_left(printed)
}

/// A reader that goes away early, as `head` does, is no failure.
fn unless_the_reader_left(printed: io::Result<()>) -> io::Result<()> {
    match printed {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn list_written(files: &[PathBuf]) -> Result<(), CliError> {
    let mut stderr = anstream::stderr();
    writeln!(stderr, "wrote")?;
    for path in files {
        let size = path.metadata().map_or(0, |metadata| metadata.len());
        writeln!(stderr, "  {}  {}", path.display(), indicatif::HumanBytes(size))?;
    }
    Ok(())
}
