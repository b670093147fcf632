//! The process: arguments in, messages and an exit code out.

use std::env;
use std::process::ExitCode;

use tokcost::cli::{self, Cli, CliError, Outcome};

/// 0 done, 1 failed; of `check` 0 every limit is kept, 1 something is over a limit, 2 failed, as of grep and diff. clap exits with 2
/// when the arguments are wrong, as does a wrong file of options. A standard error that cannot be written to leaves only the
/// exit code to say it.
fn main() -> ExitCode {
    let cli = match Cli::read(env::args_os()) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = cli::explain(&error, error.hint());
            return ExitCode::from(2);
        }
    };
    match cli::clean_up_when_interrupted().map_err(CliError::from).and_then(|()| cli.run()) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::OverLimit) => ExitCode::FAILURE,
        Err(error) => {
            let _ = cli::explain(&error, error.hint());
            ExitCode::from(cli.failure_code())
        }
    }
}
