//! The charts: what to draw is data, one renderer turns it into SVG and PNG.

mod colour;
mod fertility;
mod figure;
mod font;
mod heatmap;
mod layout;
mod placement;
mod premium;
mod ranked;
mod render;
mod scale;
mod scores;

use figure::Figure;
use rayon::prelude::*;

use super::explanation::Explanation;
use super::{File, RenderError, Report};

/// A row of the chart catalogue.
pub struct Chart {
    /// File name without its ending.
    pub id: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// Draws it; nothing where the report has nothing to show.
    draw: fn(&Report) -> Option<Figure>,
}

/// Every chart that `compare` draws.
pub const CHARTS: &[Chart] = &[
    Chart { id: "premium", question: "Who pays most?", draw: premium::draw },
    Chart { id: "fertility", question: "How many tokens does a word take?", draw: fertility::draw },
    Chart { id: "heatmap", question: "Which tokenizer for which language?", draw: heatmap::draw },
];

/// Every chart of a report, as SVG and as PNG.
///
/// # Errors
/// A figure that the renderer refuses.
pub fn render_all(report: &Report) -> Result<Vec<File>, RenderError> {
    let rendered = CHARTS
        .par_iter()
        .filter_map(|chart| {
            (chart.draw)(report).map(|figure| render_one(chart.id, chart.question, "charts", figure))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(rendered.into_iter().flatten().collect())
}

/// The chart of an explanation in a folder, as SVG and as PNG; no file where there is nothing to show.
///
/// # Errors
/// A figure that the renderer refuses.
pub fn render_scores(explanation: &Explanation, folder: &str) -> Result<Vec<File>, RenderError> {
    let figure = scores::draw(explanation);
    let rendered = figure.map(|figure| render_one("scores", "Does cost go with scores?", folder, figure));
    Ok(rendered.transpose()?.into_iter().flatten().collect())
}

fn render_one(
    id: &'static str,
    question: &str,
    folder: &str,
    figure: Figure,
) -> Result<[File; 2], RenderError> {
    let failed = |reason: String| RenderError::Chart { chart: id, reason };
    let description = format!("{question} {}", figure.description);
    let svg = render::svg(&Figure { description, ..figure }, id).map_err(failed)?;
    let png = render::png(&svg).map_err(failed)?;
    Ok([
        File::new(format!("{folder}/{id}.svg"), svg.into_bytes()),
        File::new(format!("{folder}/{id}.png"), png),
    ])
}
