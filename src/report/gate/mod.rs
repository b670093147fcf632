//! Whether limits are kept: for people, programs, GitHub and JUnit.

mod github;
mod json;
mod junit;
mod sentence;
mod text;

use super::RenderError;
use crate::count::Counts;
use crate::parity::{Check, Verdict};

/// The checks of one corpus.
pub struct Gated {
    /// The corpus folder's name.
    pub corpus: String,
    pub counts: Counts,
    pub checks: Vec<Check>,
    /// What was compared with which baseline, and how, in sentences.
    pub baseline: Vec<String>,
}

/// A way to write checks.
#[derive(Debug)]
pub struct GateFormat {
    /// What to write after `--format`.
    pub id: &'static str,
    pub title: &'static str,
    pub render: fn(&[Gated]) -> Result<String, RenderError>,
}

/// Every way to write checks.
pub const GATE_FORMATS: &[GateFormat] = &[
    GateFormat { id: "text", title: "a table of what is over a limit", render: text::text },
    GateFormat { id: "json", title: "every check, for programs", render: json::json },
    GateFormat { id: "github", title: "annotations of GitHub Actions", render: github::github },
    GateFormat { id: "junit", title: "JUnit's XML, a test case for each check", render: junit::junit },
];

/// Whether every limit is kept.
pub fn is_met(corpora: &[Gated]) -> bool {
    corpora.iter().all(|corpus| corpus.checks.iter().all(|check| !check.verdict.fails()))
}

/// The checks with some verdicts, each with its corpus.
fn with(corpora: &[Gated], wanted: fn(Verdict) -> bool) -> impl Iterator<Item = (&Gated, &Check)> {
    corpora
        .iter()
        .flat_map(|corpus| corpus.checks.iter().map(move |check| (corpus, check)))
        .filter(move |(_, check)| wanted(check.verdict))
}
