//! The process: arguments in, messages and an exit code out.

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use tokcost::cli::{Cli, Outcome};

/// 0 done, 1 failed; of `check` 0 every limit is kept, 1 something is over a limit, 2 failed, as of grep and diff. clap exits with 2
/// when the arguments are wrong, as does a wrong file of options.
fn main() -> ExitCode {
    let cli = match Cli::read(env::args_os()) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = explain(&error, error.hint());
            return ExitCode::from(2);
        }
    };
    match cli.run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::OverLimit) => ExitCode::FAILURE,
        Err(error) => {
            let _ = explain(&error, error.hint());
            ExitCode::from(cli.failure_code())
        }
    }
}

/// What went wrong, why, and what to do. A closed standard error leaves only the exit code to say it.
fn explain(error: &dyn Error, hint: Option<String>) -> io::Result<()> {
    let mut stderr = anstream::stderr().lock();
    writeln!(stderr, "error: {error}")?;
    let mut source = error.source();
    while let Some(cause) = source {
        writeln!(stderr, "caused by: {}", cause.to_string().trim_end())?;
        source = cause.source();
    }
    if let Some(hint) = hint {
        writeln!(stderr, "hint: {hint}")?;
    }
    Ok(())
}
