//! `tokcost diff`: what a change of tokenizer does to each language.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::options::{Bootstrap, Interval, Languages, Process};
use super::results::Output;
use crate::count::{self, Scope, tokenizer};
use crate::parity;
use crate::report::{self, File};
use crate::stats::Resampling;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tokcost diff corpora/ cl100k_base o200k_base\n  \
    tokcost diff flores/ gpt-4o ./mine/tokenizer.json")]
pub struct Diff {
    /// A folder with one file per language, line i meaning the same in each; or a folder of such folders
    corpus: PathBuf,
    /// The tokenizer of today: a name, a model, or a path, as in `compare`
    a: String,
    /// The tokenizer that might take its place
    b: String,
    #[command(flatten)]
    languages: Languages,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    bootstrap: Bootstrap,
    #[command(flatten)]
    interval: Interval,
    #[command(flatten)]
    process: Process,
}

impl Diff {
    pub fn run(&self) -> Result<(), CliError> {
        self.process.start()?;
        let corpora = self.languages.read(std::slice::from_ref(&self.corpus), self.process.quiet)?;
        let tokenizers = tokenizer::open_all(&[self.a.clone(), self.b.clone()])?;
        if tokenizers.len() != 2 {
            return Err(CliError::NotTwoTokenizers {
                a: self.a.clone(),
                b: self.b.clone(),
                found: tokenizers.len(),
            });
        }
        let resampling = Resampling { interval: self.interval.kind(), ..self.bootstrap.resampling() };
        let mut results = self.output.open(&corpora, 1, self.process.quiet);
        for corpus in &corpora {
            let counts = count::count(corpus, &tokenizers, Scope::default(), &|done| results.counted(done))?;
            let diff = parity::diff(&counts, resampling);
            let [a, b] = [0, 1].map(|tokenizer| counts.tokenizers[tokenizer].file_name());
            let folder = format!("diff-{a}-{b}");
            let mut files = vec![File::new(format!("{folder}/diff.csv"), report::diff_csv(&diff, &counts)?)];
            files.extend(report::render_diff(&diff, &counts, corpus, &folder)?);
            let table = |styled| report::diff_table(&diff, &counts, corpus.title(), styled);
            results.add(corpus, table, &files)?;
        }
        results.finish()
    }
}
