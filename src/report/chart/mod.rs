//! The charts: what to draw is data, one renderer turns it into SVG and PNG.

mod colour;
mod fertility;
mod figure;
mod font;
mod heatmap;
mod layout;
mod premium;
mod ranked;
mod render;
mod scale;

use figure::Figure;
use rayon::prelude::*;

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
        .filter_map(|chart| (chart.draw)(report).map(|figure| render_one(chart, figure)))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(rendered.into_iter().flatten().collect())
}

fn render_one(chart: &Chart, figure: Figure) -> Result<[File; 2], RenderError> {
    let failed = |reason: String| RenderError::Chart { chart: chart.id, reason };
    let description = format!("{} {}", chart.question, figure.description);
    let svg = render::svg(&Figure { description, ..figure }, chart.id).map_err(failed)?;
    let png = render::png(&svg).map_err(failed)?;
    Ok([
        File::new(format!("charts/{}.svg", chart.id), svg.into_bytes()),
        File::new(format!("charts/{}.png", chart.id), png),
    ])
}
