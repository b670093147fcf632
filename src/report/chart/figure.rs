//! A figure: marks at positions in CSS pixels, with colours by their role.

use super::colour::Colour;

/// A picture as data.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub width: f64,
    pub height: f64,
    /// The finding; also the accessible name.
    pub title: String,
    /// What a reader who cannot see the picture should hear.
    pub description: String,
    pub marks: Vec<Mark>,
}

/// Horizontal and vertical position from the upper left corner.
pub type Point = (f64, f64);

/// One thing drawn. Later marks cover earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Line {
        from: Point,
        to: Point,
        colour: Colour,
        width: f64,
    },
    /// Straight lines from point to point.
    Path {
        points: Vec<Point>,
        colour: Colour,
        width: f64,
    },
    /// What lies within straight lines from point to point and back to the first.
    Area {
        points: Vec<Point>,
        colour: Colour,
    },
    Box {
        from: Point,
        to: Point,
        colour: Colour,
    },
    Dot {
        centre: Point,
        radius: f64,
        colour: Colour,
    },
    Ring {
        centre: Point,
        radius: f64,
        colour: Colour,
        width: f64,
    },
    Text(Text),
}

/// A line of text, set from its position.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub at: Point,
    pub words: String,
    pub size: f64,
    pub bold: bool,
    pub colour: Colour,
    pub align: Align,
    pub vertical: Vertical,
}

/// Which end of the text stands at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// Which part of the letters stands at the position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vertical {
    Top,
    Middle,
    Baseline,
}

impl Text {
    /// Regular text in the ink colour, left-aligned, its middle at the position.
    pub fn new(at: Point, words: impl Into<String>, size: f64) -> Text {
        let (colour, align, vertical) = (Colour::Ink, Align::Left, Vertical::Middle);
        Text { at, words: words.into(), size, bold: false, colour, align, vertical }
    }

    pub fn bold(self) -> Text {
        self.bold_if(true)
    }

    pub fn bold_if(self, bold: bool) -> Text {
        Text { bold, ..self }
    }

    pub fn colour(self, colour: Colour) -> Text {
        Text { colour, ..self }
    }

    pub fn align(self, align: Align) -> Text {
        Text { align, ..self }
    }

    pub fn vertical(self, vertical: Vertical) -> Text {
        Text { vertical, ..self }
    }
}
