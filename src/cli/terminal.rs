//! Printing: results to standard output, everything else to standard error, progress only where that is a terminal.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use crate::corpus::Corpus;

/// Prints a result, in colour on a terminal unless `NO_COLOR` says otherwise; `render` hears whether it is.
pub fn print<T: Display>(render: impl FnOnce(bool) -> T) -> io::Result<()> {
    let mut stdout = anstream::stdout().lock();
    let styled = stdout.current_choice() != anstream::ColorChoice::Never;
    match write!(stdout, "{}", render(styled)).and_then(|()| stdout.flush()) {
        // A reader that goes away early, as `head` does, is no failure: what else there is to do is still wanted.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Segments counted, each a number of times.
pub fn progress_bar(corpora: &[Corpus], times: usize, quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let segments: usize = corpora.iter().map(|corpus| corpus.segments() * corpus.texts().len()).sum();
    let style = ProgressStyle::with_template("counting {bar:30} {human_pos}/{human_len} segments");
    ProgressBar::new((segments * times) as u64).with_style(style.expect("the template is valid"))
}

/// The files that were written, with their sizes.
pub fn list_written(files: &[PathBuf]) -> io::Result<()> {
    let mut stderr = anstream::stderr();
    writeln!(stderr, "wrote")?;
    for path in files {
        let size = path.metadata().map_or(0, |metadata| metadata.len());
        writeln!(stderr, "  {}  {}", path.display(), indicatif::HumanBytes(size))?;
    }
    Ok(())
}
