//! `tokcost completions`: what a shell needs to know to complete what is typed.

use clap::Args;
use clap_complete::Shell;

use super::CliError;
use super::terminal::print;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    source <(tokcost completions bash)\n  \
    tokcost completions zsh > ~/.zfunc/_tokcost\n  \
    tokcost completions fish > ~/.config/fish/completions/tokcost.fish")]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub fn run(&self) -> Result<(), CliError> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::program(), env!("CARGO_PKG_NAME"), &mut script);
        Ok(print(|_| String::from_utf8_lossy(&script).into_owned())?)
    }
}
