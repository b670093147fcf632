//! `tokcost audit`: the premium beside other recipes, and which of them gives a published number.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::options::{Languages, Process};
use super::terminal::{list_written, print, progress_bar};
use crate::corpus::{Corpus, Language};
use crate::count::{self, tokenizer};
use crate::parity::{self, Claim};
use crate::report;
use crate::report::audit::{self, Audited};

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tokcost audit corpora/\n  \
    tokcost audit flores/ -t gpt-4o --claim zh=3.76\n  \
    tokcost audit flores/ -t ./mine/tokenizer.json --claim hi=4.7 --claim my=11.7")]
pub struct Audit {
    /// A folder with one file per language, line i meaning the same in each; or a folder of such folders
    corpus: PathBuf,
    /// Tokenizer by name, by model, or by path, as in `compare`; may be repeated
    #[arg(short, long, value_name = "TOKENIZER", default_value = tokenizer::DEFAULT[tokenizer::DEFAULT.len() - 1])]
    tokenizer: Vec<String>,
    #[command(flatten)]
    languages: Languages,
    /// A number that somebody published for a language, as `zh=3.76`: which recipe gives it? May be repeated
    #[arg(long, value_name = "LANG=VALUE", value_parser = published)]
    claim: Vec<Published>,
    /// Where to write results, in a folder for each corpus
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    #[command(flatten)]
    process: Process,
}

/// A claim as it was typed.
#[derive(Clone, Debug)]
struct Published {
    code: String,
    value: f64,
    decimals: usize,
}

impl Audit {
    pub fn run(&self) -> Result<(), CliError> {
        self.process.start()?;
        let quiet = self.process.quiet;
        let corpora = self.languages.read(std::slice::from_ref(&self.corpus), quiet)?;
        let claims = corpora.iter().map(|corpus| self.claims(corpus)).collect::<Result<Vec<_>, _>>()?;
        let tokenizers = tokenizer::open_all(&self.tokenizer)?;
        let ways = parity::variants();
        let bar = progress_bar(&corpora, quiet);
        bar.set_length(bar.length().unwrap_or_default() * ways.len() as u64);
        let mut written = Vec::new();
        for (corpus, claims) in corpora.iter().zip(&claims) {
            let variants = count::count_variants(corpus, &tokenizers, &ways, &|done| bar.inc(done as u64))?;
            for audit in &parity::audit(&variants) {
                let audited = Audited { corpus, counts: &variants.lines, audit, claims };
                let files = audit::render(&audited)?;
                if !quiet {
                    let gap = if written.is_empty() { "" } else { "\n" };
                    bar.suspend(|| print(|styled| format!("{gap}{}", audit::table(&audited, styled))))?;
                }
                written.extend(report::write(&self.output.join(corpus.name()), &files)?);
            }
        }
        bar.finish_and_clear();
        if quiet { Ok(()) } else { Ok(list_written(&written)?) }
    }

    /// What was published, about the languages of a corpus.
    fn claims(&self, corpus: &Corpus) -> Result<Vec<Claim>, CliError> {
        let claim = |Published { code, value, decimals }: &Published| {
            Ok(Claim { language: corpus.find(code)?, value: *value, decimals: *decimals })
        };
        self.claim.iter().map(claim).collect()
    }
}

/// Reads `zh=3.76`; a sign of multiplication may follow.
fn published(text: &str) -> Result<Published, String> {
    let (code, number) = text.split_once('=').ok_or("expected LANG=VALUE, as in `zh=3.76`")?;
    if Language::resolve(code).is_none() {
        return Err(format!("`{code}` is not a language code"));
    }
    let number = number.trim_end_matches(['x', '×']);
    let is_decimal = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value = number.parse().ok().filter(|value: &f64| is_decimal && *value > 0.0 && value.is_finite());
    let value = value.ok_or_else(|| format!("`{number}` is not a decimal number above 0"))?;
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Ok(Published { code: code.to_owned(), value, decimals })
}
