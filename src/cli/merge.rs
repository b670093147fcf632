//! `tokcost merge`: parts of a count become one, or the results that `compare` gives.

use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use clap::Args;

use super::CliError;
use super::charts::Charts;
use super::count::open;
use super::options::Process;
use super::terminal::{list_written, print, warn_of_skipped};
use crate::count::{Damaged, Part, PartError, Parts, Unlike};
use crate::report::{self, Across, Extras, RenderError};

#[derive(Debug, Args)]
#[command(
    after_help = "A language has a premium if its records have ids, and the same ones as those of the pivot: else its text is \
    another, and only what is about it alone is shown.\n\n\
    Examples:\n  \
    tokcost merge parts/*.part --name web -o results/\n  \
    tokcost merge parts/0*.part --part - | tokcost merge - parts/1*.part"
)]
pub struct Merge {
    /// Files of parts, as `tokcost count` writes them; `-` for standard input
    #[arg(required = true)]
    parts: Vec<PathBuf>,
    /// Write the parts as one part to this file and nothing else; `-` for standard output
    #[arg(long, value_name = "FILE")]
    part: Option<PathBuf>,
    /// What the text is called
    #[arg(long, value_name = "NAME", default_value = "merged")]
    name: String,
    /// The language that all others are compared with
    #[arg(long, value_name = "CODE", default_value = "eng_Latn")]
    pivot: String,
    /// Where to write results, in a folder of the text's name
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    #[command(flatten)]
    charts: Charts,
    #[command(flatten)]
    process: Process,
}

/// Parts could not be added up.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("`{}` is no whole part", path.display())]
    Damaged { path: PathBuf, source: Damaged },
    #[error("`{}` does not go with the others", path.display())]
    Unlike { path: PathBuf, source: Unlike },
    #[error("there are no records in the parts")]
    Nothing,
}

impl MergeError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unreadable { .. } => None,
            Self::Damaged { .. } => Some("count its text again with `tokcost count`".to_owned()),
            Self::Unlike { source: Unlike::Twice { .. }, .. } => Some(
                "leave it out; `tokcost count --part NAME` tells parts of the same text apart".to_owned(),
            ),
            Self::Unlike { .. } => {
                Some("count all parts with the same version, tokenizers and options".to_owned())
            }
            Self::Nothing => Some("count some text first".to_owned()),
        }
    }
}

impl Merge {
    pub fn run(&self) -> Result<(), CliError> {
        self.process.start()?;
        let part = added_up(&self.parts)?;
        if part.skipped > 0 && !self.process.quiet {
            warn_of_skipped(part.skipped)?;
        }
        if let Some(path) = &self.part {
            let text = part.to_file().map_err(RenderError::from)?;
            if path == Path::new("-") {
                return Ok(print(|_| text)?);
            }
            let (folder, name) =
                (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
            report::write(folder, &[report::File::new(name, text.into_bytes())], &[])?;
            return Ok(());
        }
        let report = crate::sum_up(&self.name, &part, &self.pivot)?;
        let extras = Extras { charts: self.charts.choice(), excel_csv: false };
        let files = report::render(&report, &extras)?;
        if !self.process.quiet {
            print(|styled| report::table(&report, styled))?;
        }
        let mut written = report::write(&self.output.join(&self.name), &files, &report::file_names())?;
        let reports = [report];
        let all = report::render_all(&reports, &Across::of(&reports), &extras)?;
        written.extend(report::write(&self.output, &all, &report::names_of_all())?);
        if self.process.quiet { Ok(()) } else { Ok(list_written(&written)?) }
    }
}

fn added_up(paths: &[PathBuf]) -> Result<Part, MergeError> {
    let mut whole: Option<Part> = None;
    for path in paths {
        let unreadable = |source| MergeError::Unreadable { path: path.clone(), source };
        let file = open(path).map_err(|error| unreadable(error.source))?;
        for part in Parts::new(BufReader::new(file)) {
            let part = part.map_err(|error| match error {
                PartError::Unreadable(source) => unreadable(source),
                PartError::Damaged(source) => MergeError::Damaged { path: path.clone(), source },
            })?;
            match &mut whole {
                None => whole = Some(part),
                Some(whole) => {
                    whole.add(&part).map_err(|source| MergeError::Unlike { path: path.clone(), source })?;
                }
            }
        }
    }
    whole.ok_or(MergeError::Nothing)
}
