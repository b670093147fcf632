//! Printing: results to standard output, everything else to standard error, progress only where that is a terminal.
//!
//! Names and texts of a corpus, of a tokenizer's file or of a table reach the screen here, and command nothing there.

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use crate::corpus::Corpus;
use crate::visible;

/// Characters of a line of a message that are shown: what was found in a file can be all of it.
const LONGEST: usize = 2000;
/// Lines of a message after the first that are shown.
const MOST_LINES: usize = 20;

/// Prints a result, in colour on a terminal unless `NO_COLOR` says otherwise; `render` hears whether it is.
pub fn print<T: Display>(render: impl FnOnce(bool) -> T) -> io::Result<()> {
    let mut stdout = anstream::stdout().lock();
    let styled = stdout.current_choice() != anstream::ColorChoice::Never;
    let text = harmless(&render(styled).to_string(), styled);
    unless_gone(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
}

/// Says what is odd and stops nothing.
pub fn warn(message: &impl Display) -> io::Result<()> {
    say("warning", &message.to_string())
}

/// Says how many records are not among what was counted.
pub fn warn_of_skipped(records: u64) -> io::Result<()> {
    warn(&format!("{records} records could not be counted and were left out"))
}

/// Says what went wrong, why, and what to do.
///
/// # Errors
/// A standard error that cannot be written to.
pub fn explain(error: &dyn Error, hint: Option<String>) -> io::Result<()> {
    say("error", &error.to_string())?;
    let mut source = error.source();
    while let Some(cause) = source {
        // Some have several lines, as the place of an error in TOML has.
        let lines: Vec<String> = cause.to_string().trim_end().lines().map(str::to_owned).collect();
        let (first, rest) = lines.split_first().map_or(("", &[][..]), |(first, rest)| (first, rest));
        say("caused by", first)?;
        rest.iter().take(MOST_LINES).try_for_each(|line| say_line(&format!("  {line}")))?;
        source = cause.source();
    }
    hint.map_or(Ok(()), |hint| say("hint", &hint))
}

fn say(label: &str, message: &str) -> io::Result<()> {
    say_line(&format!("{label}: {message}"))
}

/// A line on standard error.
pub fn say_line(line: &str) -> io::Result<()> {
    let line = visible::clipped(line, LONGEST) + "\n";
    unless_gone(anstream::stderr().lock().write_all(line.as_bytes()))
}

/// A reader that goes away early, as `head` does, is no failure: what else there is to do is still wanted.
fn unless_gone(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// A text whose only commands are line ends, tabs and, if it is styled, colours.
fn harmless(text: &str, styled: bool) -> String {
    let mut harmless = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| c.is_control() && !['\n', '\t'].contains(c)) {
        harmless.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if styled { colour(rest) } else { 0 };
        if length == 0 {
            harmless.extend(c.escape_default());
        }
        harmless.push_str(&rest[..length]);
        rest = &rest[length.max(c.len_utf8())..];
    }
    harmless + rest
}

/// The length of the colour or the weight that a text begins with, as `\u{1b}[1;31m`; 0 if it begins with none.
fn colour(text: &str) -> usize {
    let Some(after) = text.strip_prefix("\u{1b}[") else { return 0 };
    let numbers = after.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(after.len());
    if after[numbers..].starts_with('m') { "\u{1b}[".len() + numbers + "m".len() } else { 0 }
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
    let line = |path: &PathBuf| {
        let size = indicatif::HumanBytes(path.metadata().map_or(0, |metadata| metadata.len()));
        say_line(&format!("  {}  {size}", path.display()))
    };
    say_line("wrote")?;
    files.iter().try_for_each(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colours_and_lines_command_a_terminal() {
        let text = "\u{1b}[1;31mred\u{1b}[0m\t\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}2J\r\n";
        let escaped = "\\u{1b}[2J\\u{1b}]0;x\\u{7}\\u{9b}2J\\r\n";
        assert_eq!(harmless(text, true), format!("\u{1b}[1;31mred\u{1b}[0m\t{escaped}"));
        assert_eq!(harmless(text, false), format!("\\u{{1b}}[1;31mred\\u{{1b}}[0m\t{escaped}"));
        assert_eq!(harmless("\u{1b}[31", true), "\\u{1b}[31");
    }
}
