//! The process: arguments in, messages and an exit code out.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use tokcost::cli::{Cli, CliError, Outcome};

/// 0 done, 1 failed; of `check` 0 every limit is kept, 1 something is over a limit, 2 failed, as of grep and diff. clap exits with 2
/// when the arguments are wrong.
fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::OverLimit) => ExitCode::FAILURE,
        Err(error) => {
            let _ = explain(&error);
            ExitCode::from(cli.failure_code())
        }
    }
}

/// What went wrong, why, and what to do. A closed standard error leaves only the exit code to say it.
fn explain(error: &CliError) -> io::Result<()> {
    let mut stderr = anstream::stderr().lock();
    writeln!(stderr, "error: {error}")?;
    let mut source = error.source();
    while let Some(cause) = source {
        writeln!(stderr, "caused by: {}", cause.to_string().trim_end())?;
        source = cause.source();
    }
    if let Some(hint) = error.hint() {
        writeln!(stderr, "hint: {hint}")?;
    }
    Ok(())
}
