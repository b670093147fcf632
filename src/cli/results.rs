//! What a command makes of each corpus: a table on the screen, and files in a folder of the corpus's name.

use std::path::{Path, PathBuf};

use clap::Args;
use indicatif::ProgressBar;

use super::CliError;
use super::terminal::{list_written, print, progress_bar};
use crate::corpus::Corpus;
use crate::report::{self, File};

/// Where results go.
#[derive(Debug, Args)]
pub struct Output {
    /// Where to write results, in a folder for each corpus
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
}

/// Results as they come, with the progress of the counting before them.
pub struct Results<'a> {
    folder: &'a Path,
    quiet: bool,
    bar: ProgressBar,
    written: Vec<PathBuf>,
}

impl Output {
    /// Gets ready for the results of some corpora, whose every segment will be counted a number of times.
    pub fn open(&self, corpora: &[Corpus], times: usize, quiet: bool) -> Results<'_> {
        let bar = progress_bar(corpora, times, quiet);
        Results { folder: &self.output, quiet, bar, written: Vec::new() }
    }
}

impl Results<'_> {
    /// Hears how many segments were just counted.
    pub fn counted(&self, segments: usize) {
        self.bar.inc(segments as u64);
    }

    /// Prints a table and writes the files of a corpus; `table` hears whether it may be in colour.
    pub fn add(
        &mut self,
        corpus: &Corpus,
        table: impl FnOnce(bool) -> String,
        files: &[File],
    ) -> Result<(), CliError> {
        self.replace(corpus, table, files, &[])
    }

    /// The same, in the place of what an earlier run left under some names.
    pub fn replace(
        &mut self,
        corpus: &Corpus,
        table: impl FnOnce(bool) -> String,
        files: &[File],
        names: &[PathBuf],
    ) -> Result<(), CliError> {
        self.add_in(&self.folder.join(corpus.name()), table, files, names)
    }

    /// The same of all corpora together; the table may be empty.
    pub fn replace_of_all(
        &mut self,
        table: impl FnOnce(bool) -> String,
        files: &[File],
        names: &[PathBuf],
    ) -> Result<(), CliError> {
        self.add_in(self.folder, table, files, names)
    }

    fn add_in(
        &mut self,
        folder: &Path,
        table: impl FnOnce(bool) -> String,
        files: &[File],
        names: &[PathBuf],
    ) -> Result<(), CliError> {
        if !self.quiet {
            let gap = if self.written.is_empty() { "" } else { "\n" };
            let shown = |styled| match table(styled) {
                empty if empty.is_empty() => empty,
                table => format!("{gap}{table}"),
            };
            self.bar.suspend(|| print(shown))?;
        }
        self.written.extend(report::write(folder, files, names)?);
        Ok(())
    }

    /// Says which files were written.
    pub fn finish(self) -> Result<(), CliError> {
        self.bar.finish_and_clear();
        if self.quiet { Ok(()) } else { Ok(list_written(&self.written)?) }
    }
}
