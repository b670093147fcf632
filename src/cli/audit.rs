//! `tokcost audit`: the premium beside other recipes, and which of them gives a published number.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::options::{Languages, Process};
use super::results::Output;
use crate::corpus::{Corpus, Language};
use crate::count::{self, tokenizer};
use crate::parity::{self, Claim};
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
    #[command(flatten)]
    output: Output,
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
        let corpora = self.languages.read(std::slice::from_ref(&self.corpus), self.process.quiet)?;
        let claims = corpora.iter().map(|corpus| self.claims(corpus)).collect::<Result<Vec<_>, _>>()?;
        let tokenizers = tokenizer::open_all(&self.tokenizer)?;
        let ways = parity::variants();
        let mut results = self.output.open(&corpora, ways.len(), self.process.quiet);
        for (corpus, claims) in corpora.iter().zip(&claims) {
            let variants = count::count_variants(corpus, &tokenizers, &ways, &|done| results.counted(done))?;
            for audit in &parity::audit(&variants) {
                let audited = Audited { corpus, counts: &variants.lines, audit, claims };
                let files = audit::render(&audited)?;
                results.add(corpus, |styled| audit::table(&audited, styled), &files)?;
            }
        }
        results.finish()
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
