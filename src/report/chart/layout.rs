//! The frame that every chart shares: heading above, caption below, one margin.

use super::colour::Colour;
use super::figure::{Align, Figure, Mark, Point, Text, Vertical};
use super::font;
use super::view::View;
use crate::corpus::Manifest;
use crate::report::number::grouped;

/// Width of a chart in CSS pixels.
pub const WIDTH: f64 = 720.0;
/// Blank space at the sides.
pub const MARGIN: f64 = 16.0;
/// Size of labels.
pub const LABEL: f64 = 10.5;

const TITLE: f64 = 18.0;
const SUBTITLE: f64 = 12.5;
const CAPTION: f64 = 10.0;

/// The words of a chart.
pub struct Words {
    /// The finding.
    pub title: String,
    /// What is drawn, in which unit, on which scale.
    pub subtitle: String,
    /// What a reader who cannot see the picture should hear beside the title.
    pub description: String,
    /// Notes below the picture.
    pub caption: Vec<String>,
}

/// A chart that is being laid out from top to bottom.
pub struct Sheet {
    pub width: f64,
    marks: Vec<Mark>,
}

impl Sheet {
    /// A sheet with its heading; also the height below which it is free.
    pub fn new(width: f64, words: &Words) -> (Sheet, f64) {
        let mut sheet = Sheet { width, marks: Vec::new() };
        let inner = width - 2.0 * MARGIN;
        sheet.area((MARGIN, 0.0), (width - MARGIN, 1.0), Colour::Ink);
        sheet.area((MARGIN, 0.0), (MARGIN + 34.0, 5.0), Colour::Accent);
        let mut y = 16.0;
        for line in font::wrap(&words.title, TITLE, true, inner, true) {
            sheet.text(Text::new((MARGIN, y), line, TITLE).bold().vertical(Vertical::Top));
            y += 23.0;
        }
        y += 2.0;
        for line in font::wrap(&words.subtitle, SUBTITLE, false, inner, false) {
            let text = Text::new((MARGIN, y), line, SUBTITLE).colour(Colour::Muted);
            sheet.text(text.vertical(Vertical::Top));
            y += 17.0;
        }
        (sheet, y + 6.0)
    }

    /// Sets the caption below a height and closes the sheet.
    pub fn finish(mut self, below: f64, words: Words) -> Figure {
        let mut y = below + 18.0;
        for paragraph in &words.caption {
            for line in font::wrap(paragraph, CAPTION, false, self.width - 2.0 * MARGIN, false) {
                let text = Text::new((MARGIN, y), line, CAPTION).colour(Colour::Muted);
                self.text(text.vertical(Vertical::Top));
                y += 14.0;
            }
        }
        let Words { title, description, .. } = words;
        Figure { width: self.width, height: (y + 8.0).ceil(), title, description, marks: self.marks }
    }

    pub fn line(&mut self, from: Point, to: Point, colour: Colour, width: f64) {
        self.marks.push(Mark::Line { from, to, colour, width });
    }

    /// A line of dashes, from above to below or from left to right.
    pub fn dashes(&mut self, from: Point, to: Point, colour: Colour, width: f64) {
        const DASH: f64 = 3.0;
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let at = |distance: f64| {
            let share = distance.min(length) / length;
            (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
        };
        for dash in 0..(length / (2.0 * DASH)).ceil() as usize {
            let start = dash as f64 * 2.0 * DASH;
            self.line(at(start), at(start + DASH), colour, width);
        }
    }

    pub fn path(&mut self, points: Vec<Point>, colour: Colour, width: f64) {
        self.marks.push(Mark::Path { points, colour, width });
    }

    /// What lies within a line that ends where it began.
    pub fn within(&mut self, points: Vec<Point>, colour: Colour) {
        self.marks.push(Mark::Area { points, colour });
    }

    pub fn area(&mut self, from: Point, to: Point, colour: Colour) {
        self.marks.push(Mark::Box { from, to, colour });
    }

    pub fn dot(&mut self, centre: Point, radius: f64, colour: Colour) {
        self.marks.push(Mark::Dot { centre, radius, colour });
    }

    /// A hollow dot that covers what is below it.
    pub fn ring(&mut self, centre: Point, radius: f64, colour: Colour) {
        self.dot(centre, radius, Colour::Background);
        self.marks.push(Mark::Ring { centre, radius, colour, width: 1.2 });
    }

    pub fn text(&mut self, text: Text) {
        self.marks.push(Mark::Text(text));
    }

    /// A right-aligned label.
    pub fn right(&mut self, at: Point, text: impl Into<String>, size: f64) {
        self.text(Text::new(at, text, size).align(Align::Right));
    }
}

/// Where the text comes from and how much of it there is: the first line of every caption.
pub fn source(view: View) -> String {
    let View { report, .. } = view;
    source_of(report.title(), &report.manifest, report.segments) + &view.left_out()
}

/// The same, of a corpus by its name.
pub fn source_of(title: &str, manifest: &Manifest, segments: usize) -> String {
    let licence = manifest.licence.as_ref().map(|licence| format!(" ({licence})")).unwrap_or_default();
    let segments = grouped(segments);
    format!("Corpus: {title}{licence}, {segments} parallel segments per language; no special tokens.")
}

/// Who made the picture: the last words of every caption.
pub fn signature() -> String {
    format!("tokcost {}", env!("CARGO_PKG_VERSION"))
}
