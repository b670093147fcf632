//! `tokcost count`: any amount of text in little room, as a part that `tokcost merge` adds to others.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::CliError;
use super::options::{Process, Records, Words};
use super::terminal::{print, say_line, warn_of_skipped};
use crate::corpus::{self, Block, Fault, Language, Record, Shape, StreamError};
use crate::count::{Counter, Part, Unlike, tokenizer};
use crate::report;

/// How many records that are left out are told, one by one.
const TOLD: u64 = 10;
const STANDARD_INPUT: &str = "-";

#[derive(Debug, Args)]
#[command(after_help = "As a worker of any engine (GNU parallel, Slurm, Hadoop Streaming, Ray, Spark):\n  \
    in     records as lines, in files or on standard input, plain or compressed with gzip or Zstandard\n  \
    out    one part: two lines, the first with the SHA-256 of the second; files of parts may be joined\n  \
    errors on standard error, with the file (as --source calls it) and the line\n  \
    code   0 all was counted, 1 it was not, 2 the options are wrong; without 0 there is no part\n\
    Give each piece of the text a name with --part, the same when it is counted again: `tokcost merge` refuses a name \
    that comes twice, and adds up the others in any order.\n\n\
    Examples:\n  \
    tokcost count texts.jsonl.zst --output texts.part\n  \
    zcat de.txt.gz | tokcost count --language de --lines --output de.part\n  \
    tokcost count shard-*.jsonl --replicates 1000 --on-error skip | ssh host 'cat > shards.part'\n  \
    parallel --pipepart -a a.jsonl --block 64M tokcost count --threads 1 --part {#} | tokcost merge -")]
pub struct Count {
    /// Files of JSON Lines or of text; standard input where none or `-` is named
    files: Vec<PathBuf>,
    /// Tokenizer by name, by model, or by path, as in `compare`; may be repeated
    #[arg(short, long, value_name = "TOKENIZER", default_values = tokenizer::DEFAULT)]
    tokenizer: Vec<String>,
    /// The language of all text; without it each record names its own
    #[arg(long, value_name = "CODE", value_parser = code)]
    language: Option<String>,
    /// Every line is a text, not an object
    #[arg(long, requires = "language")]
    lines: bool,
    /// The number of a line is its id: the same line of other files means the same
    #[arg(long, requires = "lines")]
    numbered: bool,
    #[command(flatten)]
    records: Records,
    #[command(flatten)]
    words: Words,
    /// Draws of a bootstrap, for intervals; each takes time and room
    #[arg(long, value_name = "N", default_value_t = 0)]
    replicates: usize,
    /// Seed of the draws; the same in all parts
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// What happens to records that cannot be read, or that a tokenizer refuses
    #[arg(long, value_name = "WHAT", default_value = "fail")]
    on_error: OnError,
    /// What standard input is called in messages: the file that it is from
    #[arg(long, value_name = "NAME", default_value = "standard input")]
    source: PathBuf,
    /// Name of the part, by which `merge` knows it; of its content without it
    #[arg(long, value_name = "NAME")]
    part: Option<String>,
    /// File to write the part to; standard output without it
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    process: Process,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OnError {
    /// The first one ends the run
    Fail,
    /// They are left out, told and counted
    Skip,
}

/// Text could not be counted.
#[derive(Debug, thiserror::Error)]
pub enum StreamedError {
    #[error(transparent)]
    Stream(#[from] StreamError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("`{tokenizer}` cannot tokenize `{}` line {line}", path.display())]
    Refused { tokenizer: String, path: PathBuf, line: usize, source: crate::count::TokenizeError },
    #[error("the parts of one run do not add up")]
    Unlike(#[from] Unlike),
}

impl Count {
    pub fn run(&self) -> Result<(), CliError> {
        self.process.start()?;
        let tokenizers = tokenizer::open_all(&self.tokenizer)?;
        let counter = Counter::new(&tokenizers, self.words.rule(), self.replicates, self.seed);
        let progress = Progress::new(self.process.quiet);
        let standard_input = [PathBuf::from(STANDARD_INPUT)];
        let files = if self.files.is_empty() { &standard_input[..] } else { &self.files };
        let mut whole = counter.nothing();
        for file in files {
            let part = self.count(file, &counter, &progress)?;
            whole.add(&part).map_err(StreamedError::from)?;
        }
        whole.name(self.part.as_deref());
        progress.finish(&whole);
        let text = whole.to_file().map_err(crate::report::RenderError::from)?;
        match &self.output {
            None => Ok(print(|_| text)?),
            Some(path) => Ok(report::write_to(path, text.as_bytes())?),
        }
    }

    /// What one file comes to. Blocks are counted as threads become free; what they come to adds up in any order.
    fn count(&self, path: &Path, counter: &Counter, progress: &Progress) -> Result<Part, StreamedError> {
        let shape = self.shape();
        let name = if path == Path::new(STANDARD_INPUT) { &self.source } else { path };
        let blocks = corpus::blocks(name, open(path)?)?;
        let added = |mut part: Part, block: Result<Block, StreamError>| -> Result<Part, StreamedError> {
            part.add(&self.count_block(&block?, &shape, counter, progress)?)?;
            Ok(part)
        };
        let both = |mut one: Part, other: Part| -> Result<Part, StreamedError> {
            one.add(&other)?;
            Ok(one)
        };
        // Blocks after one that cannot be counted are not waited for: there may be no end of them.
        let nothing = || counter.nothing();
        blocks.par_bridge().try_fold(nothing, added).try_reduce(nothing, both)
    }

    fn shape(&self) -> Shape {
        match &self.language {
            Some(language) if self.lines => {
                Shape::Lines { language: language.clone(), numbered: self.numbered }
            }
            language => Shape::Objects { fields: self.records.fields(), language: language.clone() },
        }
    }

    fn count_block(
        &self,
        block: &Block,
        shape: &Shape,
        counter: &Counter,
        progress: &Progress,
    ) -> Result<Part, StreamedError> {
        let mut records: Vec<Record> = Vec::new();
        let mut skipped = 0;
        let mut left_out = |error: StreamedError| match self.on_error {
            OnError::Fail => Err(error),
            OnError::Skip => {
                skipped += 1;
                progress.tell_skipped(&error);
                Ok(())
            }
        };
        for record in block.records(shape) {
            match record {
                Ok(record) => records.push(record),
                Err(fault) => left_out(fault.into())?,
            }
        }
        let count = |records: &[Record]| {
            counter.count(records).map_err(|refused| StreamedError::Refused {
                tokenizer: refused.tokenizer,
                path: block.path.to_path_buf(),
                line: records[refused.record].line,
                source: refused.source,
            })
        };
        let mut part = match count(&records) {
            // One by one, to find every record that is refused.
            Err(_) if self.on_error == OnError::Skip => {
                let mut part = counter.nothing();
                for record in records.chunks(1) {
                    match count(record) {
                        Ok(of_record) => part.add(&of_record)?,
                        Err(refused) => left_out(refused)?,
                    }
                }
                part
            }
            part => part?,
        };
        part.skipped = skipped;
        progress.counted(block.bytes.len());
        Ok(part)
    }
}

/// A file, or standard input.
pub fn open(path: &Path) -> Result<Box<dyn Read + Send>, StreamError> {
    if path == Path::new(STANDARD_INPUT) {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(path).map_err(|source| StreamError { path: path.to_owned(), source })?;
    Ok(Box::new(file))
}

fn code(text: &str) -> Result<String, String> {
    Language::resolve(text)
        .map(|resolved| resolved.language.code)
        .ok_or_else(|| "no language code".to_owned())
}

/// What a person sees while text streams.
struct Progress {
    bar: ProgressBar,
    quiet: bool,
    skipped: AtomicU64,
    telling: Mutex<()>,
}

impl Progress {
    fn new(quiet: bool) -> Progress {
        let style =
            ProgressStyle::with_template("counted {bytes}, {bytes_per_sec}").expect("the template is valid");
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::no_length().with_style(style) };
        Progress { bar, quiet, skipped: AtomicU64::new(0), telling: Mutex::new(()) }
    }

    fn counted(&self, bytes: usize) {
        self.bar.inc(bytes as u64);
    }

    /// Tells of a record that is left out, if not many were told before.
    fn tell_skipped(&self, error: &StreamedError) {
        let before = self.skipped.fetch_add(1, Ordering::Relaxed);
        if before < TOLD {
            let _one_at_a_time = self.telling.lock();
            self.bar.suspend(|| tell(&format!("skipped: {error}")));
        }
    }

    fn finish(&self, part: &Part) {
        self.bar.finish_and_clear();
        if part.skipped > 0 {
            // A closed standard error stops nothing.
            let _ = warn_of_skipped(part.skipped);
        }
        if !self.quiet {
            let segments: u64 = part.languages.values().map(crate::count::LanguagePart::segments).sum();
            let seconds = self.bar.elapsed().as_secs_f64();
            let megabytes = self.bar.position() as f64 / 1e6;
            let some = |count: usize, what: &str| {
                format!("{} {what}{}", report::grouped(count), if count == 1 { "" } else { "s" })
            };
            tell(&format!(
                "counted {} in {}, {megabytes:.1} MB in {seconds:.1} s: {:.1} MB/s",
                some(segments as usize, "record"),
                some(part.languages.len(), "language"),
                megabytes / seconds,
            ));
        }
    }
}

/// A closed standard error stops nothing.
fn tell(words: &str) {
    let _ = say_line(words);
}
