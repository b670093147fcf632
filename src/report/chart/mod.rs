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
pub use colour::{Colour, Theme};
use figure::Figure;
pub use font::faces;
pub use premium::finding;
use rayon::prelude::*;
use render::Drawing;
pub use view::View;

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

/// Where the charts of a report are, within the folder of its corpus.
const FOLDER: &str = "charts";

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

/// A chart of a report, drawn and not yet painted.
pub struct Drawn {
    pub chart: &'static Chart,
    drawing: Drawing,
}

impl Drawn {
    /// The chart as a part of an HTML page.
    pub fn inline(&self) -> String {
        self.drawing.inline(self.chart.id)
    }

    /// The chart as files.
    ///
    /// # Errors
    /// A picture that the renderer refuses.
    pub fn files(&self, choice: &Choice) -> Result<Vec<File>, RenderError> {
        pictures(&self.drawing, self.chart.id, FOLDER, choice)
    }
}

/// The chosen charts of a report that have something to show.
///
/// # Errors
/// A figure that the renderer refuses.
pub fn draw_all(report: &Report, choice: &Choice) -> Result<Vec<Drawn>, RenderError> {
    // One headline is for one chart: several say several things.
    let title = choice.title.as_deref().filter(|_| choice.charts.len() == 1);
    let view = View { report, top: choice.top, title };
    let draw = |chart: &&'static Chart| {
        let figure = (chart.draw)(view)?;
        Some(drawing(chart.id, chart.question, figure).map(|drawing| Drawn { chart, drawing }))
    };
    choice.charts.par_iter().filter_map(draw).collect()
}

/// The path of the first chart of a report, if it was chosen and has something to show.
pub fn first_file(report: &Report, choice: &Choice) -> Option<String> {
    let first = &CHARTS[0];
    let is_drawn = choice.charts.iter().any(|chart| chart.id == first.id) && finding(report).is_some();
    let (theme, picture) = (choice.themes.first()?, choice.formats.first()?);
    is_drawn.then(|| format!("{FOLDER}/{}{}", first.id, ending(*theme, *picture)))
}

/// The names of all files that the charts of a report can become.
pub fn names() -> impl Iterator<Item = String> {
    let endings = Theme::ALL.into_iter().flat_map(|theme| Picture::ALL.map(|picture| ending(theme, picture)));
    endings.flat_map(|ending| CHARTS.iter().map(move |chart| format!("{FOLDER}/{}{ending}", chart.id)))
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
    let Some(figure) = figure else { return Ok(Vec::new()) };
    pictures(&drawing(id, question, figure)?, id, folder, &Choice::all())
}

fn drawing(id: &'static str, question: &str, figure: Figure) -> Result<Drawing, RenderError> {
    let description = format!("{question} {}", figure.description);
    Drawing::new(Figure { description, ..figure }).map_err(failed(id))
}

fn pictures(
    drawing: &Drawing,
    id: &'static str,
    folder: &str,
    choice: &Choice,
) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::new();
    for &theme in &choice.themes {
        let svg = drawing.svg(id, theme);
        let name = |picture| format!("{folder}/{id}{}", ending(theme, picture));
        if choice.formats.contains(&Picture::Png) {
            files.push(File::new(name(Picture::Png), render::png(&svg).map_err(failed(id))?));
        }
        if choice.formats.contains(&Picture::Svg) {
            files.push(File::new(name(Picture::Svg), svg.into_bytes()));
        }
    }
    Ok(files)
}

fn failed(chart: &'static str) -> impl Fn(String) -> RenderError {
    move |reason| RenderError::Chart { chart, reason }
}

/// What follows the id of a chart in the name of its file.
fn ending(theme: Theme, picture: Picture) -> String {
    let theme = match theme {
        Theme::Light => "",
        Theme::Dark => "-dark",
    };
    let picture = match picture {
        Picture::Svg => "svg",
        Picture::Png => "png",
    };
    format!("{theme}.{picture}")
}
