//! `tokcost check`: a gate that fails with the languages named.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args};

use super::baseline::{Named, Results};
use super::options::{Bootstrap, Interval, Languages, Process, positive, share};
use super::terminal::{print, progress_bar};
use super::{CliError, Outcome};
use crate::corpus::Corpus;
use crate::count::{self, Scope, Tokenizer, tokenizer};
use crate::parity::{self, Baseline, Limits};
use crate::report::gate::{self, GATE_FORMATS, GateFormat, Gated};
use crate::stats::Resampling;

#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("limits").args(["max_premium", "max_gini", "baseline"]).multiple(true).required(true),
    after_help = "Exit codes, as those of grep and diff: 0 every limit is kept, 1 something is over one, 2 nothing could be \
        measured.\n\n\
        Examples:\n  \
        tokcost check corpora/ --max-premium 8\n  \
        tokcost check locales/ -t ./mine/tokenizer.json --max-premium 3 --max-gini 0.3 --format github\n  \
        tokcost check locales/ -t ./mine/tokenizer.json --baseline main/results.json --max-regression 2"
)]
pub struct Check {
    /// A folder with one file per language, line i meaning the same in each; or a folder of such folders
    corpus: PathBuf,
    /// Tokenizer by name, by model, or by path, as in `compare`; may be repeated
    #[arg(short, long, value_name = "TOKENIZER", default_value = tokenizer::DEFAULT[tokenizer::DEFAULT.len() - 1])]
    tokenizer: Vec<String>,
    #[command(flatten)]
    languages: Languages,
    /// The largest premium that a language may have
    #[arg(long, value_name = "X", value_parser = positive)]
    max_premium: Option<f64>,
    /// The largest Gini coefficient that the premiums of all languages may have
    #[arg(long, value_name = "X", value_parser = share)]
    max_gini: Option<f64>,
    /// Compare with an earlier results.json of `compare`, or with the one of each corpus in a folder of results. Where a text
    /// is the same, tokens are compared, in pairs of segments if the tokenizer of then can be opened by its name;
    /// where it is another, premiums are
    #[arg(long, value_name = "FILE|DIR")]
    baseline: Option<PathBuf>,
    /// Per cent by which tokens or premium may be over those of the baseline
    #[arg(long, value_name = "PCT", default_value_t = 0.0, value_parser = percentage, requires = "baseline")]
    max_regression: f64,
    /// The tokenizer of the baseline to compare with; otherwise that of the same name, or the only one
    #[arg(long, value_name = "NAME", requires = "baseline")]
    against: Option<String>,
    /// Fail wherever a value is over its limit, even if its 95 % interval is not
    #[arg(long)]
    strict: bool,
    /// How to write what was found
    #[arg(long, value_name = "FORMAT", default_value = GATE_FORMATS[0].id, value_parser = formats())]
    format: &'static GateFormat,
    #[command(flatten)]
    bootstrap: Bootstrap,
    #[command(flatten)]
    interval: Interval,
    #[command(flatten)]
    process: Process,
}

/// Languages of a baseline that are named where a corpus lacks them.
const SHOWN: usize = 12;

/// Tokenizers against those of a baseline, and what that is, in sentences.
#[derive(Default)]
struct Comparison {
    baselines: Vec<Baseline>,
    sentences: Vec<String>,
}

impl Check {
    pub fn run(&self) -> Result<Outcome, CliError> {
        self.process.start()?;
        let corpora = self.languages.read(std::slice::from_ref(&self.corpus), self.process.quiet)?;
        let mut tokenizers = tokenizer::open_all(&self.tokenizer)?;
        let named: Vec<usize> = (0..tokenizers.len()).collect();
        let compare = |corpus| self.compare(corpus, &named, &mut tokenizers);
        let comparisons = corpora.iter().map(compare).collect::<Result<Vec<_>, _>>()?;
        let limits = Limits {
            premium: self.max_premium,
            gini: self.max_gini,
            over_baseline: 1.0 + self.max_regression / 100.0,
            strict: self.strict,
        };
        let resampling = Resampling { interval: self.interval.kind(), ..self.bootstrap.resampling() };
        let bar = progress_bar(&corpora, 1, self.process.quiet);
        let mut gated = Vec::new();
        for (corpus, Comparison { baselines, sentences }) in corpora.iter().zip(comparisons) {
            let progress = |done| bar.inc(done as u64);
            let counts = count::count(corpus, &tokenizers, Scope::default(), &progress)?;
            let parity = parity::compare(&counts, resampling);
            let mut checks = parity::gate(&counts, &parity, &named, &limits);
            checks.extend(parity::gate_against(&counts, &parity, &baselines, &limits, resampling));
            gated.push(Gated { corpus: corpus.name().to_owned(), counts, checks, baseline: sentences });
        }
        bar.finish_and_clear();
        if !self.process.quiet {
            let text = (self.format.render)(&gated)?;
            print(|_| text)?;
        }
        Ok(if gate::is_met(&gated) { Outcome::Done } else { Outcome::OverLimit })
    }

    /// The baselines of a corpus; the tokenizers of then that can be opened are put after those of now.
    fn compare(
        &self,
        corpus: &Corpus,
        named: &[usize],
        tokenizers: &mut Vec<Box<dyn Tokenizer>>,
    ) -> Result<Comparison, CliError> {
        let Some(path) = &self.baseline else { return Ok(Comparison::default()) };
        let results = Results::open(path, corpus)?;
        let mut comparison = Comparison::default();
        for &tokenizer in named {
            let now = tokenizers[tokenizer].identity().clone();
            let then = results.tokenizer(&now, self.against.as_deref())?;
            let before = results.before(corpus, then)?;
            let same = before.iter().flatten().filter(|before| before.same_text).count();
            let again = if same > 0 { position(then, tokenizers) } else { None };
            comparison.sentences.push(sentence(
                corpus,
                &now.name,
                then,
                [same, before.len()],
                again.is_some(),
            ));
            comparison.baselines.push(Baseline { tokenizer, again, before });
        }
        let missing = results.missing(corpus);
        if !missing.is_empty() {
            let (shown, more) = missing.split_at(missing.len().min(SHOWN));
            let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
            let missing =
                format!("Not in {}, but in its baseline: {}{more}.", corpus.name(), shown.join(", "));
            comparison.sentences.push(missing);
        }
        Ok(comparison)
    }
}

/// The position of a tokenizer of then among those that are open; it is opened if it can be.
fn position(then: &Named, tokenizers: &mut Vec<Box<dyn Tokenizer>>) -> Option<usize> {
    let known = tokenizers.iter().position(|open| then.is(open.identity()));
    known.or_else(|| {
        tokenizers.push(then.open()?);
        Some(tokenizers.len() - 1)
    })
}

/// What is compared, and how surely.
fn sentence(corpus: &Corpus, now: &str, then: &Named, [same, languages]: [usize; 2], paired: bool) -> String {
    let tokens = match (same, paired) {
        (0, _) => String::new(),
        (_, true) => ", and tokens are compared there in pairs of segments".to_owned(),
        (_, false) => format!(
            ", and tokens are compared there as they are, not in pairs: the very `{}` of the baseline is not at hand",
            then.name
        ),
    };
    let premiums =
        if same < languages { "; elsewhere premiums are compared as they are, not in pairs" } else { "" };
    format!(
        "Baseline of {}: {now} against {} of then; the text is the same in {same} of {languages} languages{tokens}{premiums}.",
        corpus.name(),
        then.name
    )
}

fn formats() -> impl TypedValueParser<Value = &'static GateFormat> {
    PossibleValuesParser::new(
        GATE_FORMATS.iter().map(|format| PossibleValue::new(format.id).help(format.title)),
    )
    .map(|id| GATE_FORMATS.iter().find(|format| format.id == id).unwrap_or(&GATE_FORMATS[0]))
}

/// Reads a number of per cent, 0 or more.
fn percentage(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| "expected a number of 0 or more".to_owned())
}
