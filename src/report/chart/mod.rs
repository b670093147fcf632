//! The charts: what to draw is data, one renderer turns it into SVG and PNG.

mod bill;
mod choice;
mod colour;
mod dodge;
mod factors;
mod fertility;
mod figure;
mod font;
mod groups;
mod heatmap;
mod layout;
mod lorenz;
mod migration;
mod placement;
mod premium;
mod ranked;
mod render;
mod rows;
mod scale;
mod scores;
mod scripts;
mod segments;
mod slope;
mod slopes;
mod view;

pub use choice::{Choice, Picture};
pub use colour::Theme;
use figure::Figure;
use rayon::prelude::*;
use render::Drawing;
use view::View;

use super::explanation::Explanation;
use super::{File, RenderError, Report};
use crate::corpus::Corpus;
use crate::count::Counts;
use crate::parity::Diff;

/// A row of the chart catalogue.
#[derive(Debug)]
pub struct Chart {
    /// File name without its ending.
    pub id: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// Draws it; nothing where the report has nothing to show.
    draw: fn(View) -> Option<Figure>,
}

/// Every chart that `compare` draws.
pub const CHARTS: &[Chart] = &[
    Chart { id: "premium", question: "Who pays most?", draw: premium::draw },
    Chart { id: "fertility", question: "How many tokens does a word take?", draw: fertility::draw },
    Chart { id: "factors", question: "Why?", draw: factors::draw },
    Chart { id: "slope", question: "Did new tokenizers help?", draw: slope::draw },
    Chart { id: "lorenz", question: "How unequal is it?", draw: lorenz::draw },
    Chart { id: "heatmap", question: "Which tokenizer for which language?", draw: heatmap::draw },
    Chart { id: "scripts", question: "Is it language or script?", draw: scripts::draw },
    Chart { id: "segments", question: "Is it a few long sentences?", draw: segments::draw },
    Chart { id: "bill", question: "What does it do to a bill?", draw: bill::draw },
];

/// The chosen charts of a report.
///
/// # Errors
/// A figure that the renderer refuses.
pub fn render_all(report: &Report, choice: &Choice) -> Result<Vec<File>, RenderError> {
    let view = View { report, top: choice.top };
    let rendered = choice
        .charts
        .par_iter()
        .filter_map(|chart| {
            let figure = (chart.draw)(view)?;
            Some(render_one(chart.id, chart.question, "charts", figure, choice))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(rendered.into_iter().flatten().collect())
}

/// The chart of an explanation in a folder; no file where there is nothing to show.
///
/// # Errors
/// A figure that the renderer refuses.
pub fn render_scores(explanation: &Explanation, folder: &str) -> Result<Vec<File>, RenderError> {
    let figure = scores::draw(explanation);
    render_alone("scores", "Does cost go with scores?", folder, figure)
}

/// The chart of a diff in a folder; no file where there is nothing to show.
///
/// # Errors
/// A figure that the renderer refuses.
pub fn render_diff(
    diff: &Diff,
    counts: &Counts,
    corpus: &Corpus,
    folder: &str,
) -> Result<Vec<File>, RenderError> {
    render_alone(
        "slope",
        "What does another tokenizer change?",
        folder,
        migration::draw(diff, counts, corpus),
    )
}

fn render_alone(
    id: &'static str,
    question: &str,
    folder: &str,
    figure: Option<Figure>,
) -> Result<Vec<File>, RenderError> {
    figure.map_or_else(|| Ok(Vec::new()), |figure| render_one(id, question, folder, figure, &Choice::all()))
}

fn render_one(
    id: &'static str,
    question: &str,
    folder: &str,
    figure: Figure,
    choice: &Choice,
) -> Result<Vec<File>, RenderError> {
    let failed = |reason: String| RenderError::Chart { chart: id, reason };
    let description = format!("{question} {}", figure.description);
    let figure = Figure { description, ..figure };
    let drawing = Drawing::new(&figure).map_err(failed)?;
    let mut files = Vec::new();
    for theme in &choice.themes {
        let svg = drawing.svg(id, *theme);
        let name = |ending: &str| format!("{folder}/{id}{}.{ending}", theme.suffix());
        if choice.formats.contains(&Picture::Png) {
            files.push(File::new(name("png"), render::png(&svg).map_err(failed)?));
        }
        if choice.formats.contains(&Picture::Svg) {
            files.push(File::new(name("svg"), svg.into_bytes()));
        }
    }
    Ok(files)
}
