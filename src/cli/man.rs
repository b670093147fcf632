//! `tokcost man`: the help as pages for `man`.

use std::io;
use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::Man as Page;

use super::CliError;
use super::terminal::{list_written, print};
use crate::report::{self, File};

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tokcost man | man -l -\n  \
    tokcost man ~/.local/share/man/man1")]
pub struct Man {
    /// Where to write a page for each command; without it the first page is printed
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Print errors and nothing else
    #[arg(short, long)]
    quiet: bool,
}

impl Man {
    pub fn run(&self) -> Result<(), CliError> {
        let mut program = super::program().disable_help_subcommand(true);
        program.build();
        let Some(folder) = &self.folder else {
            let first = page(&program)?;
            return Ok(print(|_| String::from_utf8_lossy(&first.bytes).into_owned())?);
        };
        let commands = [&program].into_iter().chain(program.get_subcommands());
        let pages = commands.map(page).collect::<Result<Vec<_>, _>>()?;
        let written = report::write(folder, &pages, &[])?;
        if self.quiet { Ok(()) } else { Ok(list_written(&written)?) }
    }
}

fn page(command: &Command) -> io::Result<File> {
    let page = Page::new(command.clone());
    let mut bytes = Vec::new();
    page.render(&mut bytes)?;
    Ok(File::new(page.get_filename(), bytes))
}
