//! `index.html`: the corpora of a run, and how much a premium moves from one to another.

use askama::Template;

use super::{facts, finding, signature};
use crate::report::across::{Across, Cells};
use crate::report::{Choice, File, RenderError, Report, chart};

/// The page that leads to the others.
pub const INDEX: &str = "index.html";

#[derive(Template)]
#[template(path = "index.html", config = "src/report/page/askama.toml")]
struct Index<'a> {
    signature: String,
    faces: String,
    headline: String,
    corpora: Vec<Entry<'a>>,
    across: String,
    rows: Vec<Cells>,
}

/// A corpus.
struct Entry<'a> {
    folder: &'a str,
    title: &'a str,
    finding: String,
    lead: String,
    /// Its first chart, as a path within its folder.
    picture: Option<String>,
}

/// The page.
///
/// # Errors
/// None in memory.
pub fn index(reports: &[Report], across: &Across, charts: &Choice) -> Result<File, RenderError> {
    let headline = match reports {
        [only] => finding(only),
        _ => across.finding().unwrap_or_else(|| "Token premiums by corpus".to_owned()),
    };
    let index = Index {
        signature: signature(),
        faces: chart::faces(),
        headline,
        corpora: reports.iter().map(|report| entry(report, charts)).collect(),
        across: across.sureness().map(|sureness| sureness + ".").unwrap_or_default(),
        rows: across.cells(),
    };
    Ok(File::new(INDEX, index.render()?.into_bytes()))
}

fn entry<'a>(report: &'a Report, charts: &Choice) -> Entry<'a> {
    Entry {
        folder: &report.corpus,
        title: report.title(),
        finding: finding(report),
        lead: facts::lead(report),
        picture: chart::first_file(report, charts),
    }
}
