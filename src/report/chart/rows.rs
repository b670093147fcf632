//! Rows of languages: names at the left, values in columns at the right, and an axis between them.

use super::colour::Colour;
use super::figure::{Align, Text, Vertical};
use super::font;
use super::layout::{LABEL, MARGIN, Sheet, WIDTH};
use super::scale::{Log2, tick_label};
use crate::corpus::Language;
use crate::report::HIGH_PREMIUM;

const NATIVE: f64 = 10.0;
/// Room between the axis and the value columns, and between these.
const GUTTER: f64 = 14.0;
const NARROWEST_COLUMN: f64 = 40.0;
const WIDEST_COLUMN: f64 = 110.0;

/// What stands at the left of a row.
#[derive(Clone, Debug)]
pub struct Name {
    pub english: String,
    /// Empty where it would say no more than the English one.
    pub native: String,
    pub bold: bool,
}

impl Name {
    pub fn of(language: &Language) -> Name {
        let native =
            if language.native_name == language.name { String::new() } else { language.native_name.clone() };
        Name { english: language.name.clone(), native, bold: false }
    }
}

/// What stands above a column of values.
#[derive(Clone, Debug)]
pub struct Head {
    pub words: String,
    pub colour: Colour,
    pub bold: bool,
}

/// The colour in which a premium is written.
pub fn ink(premium: f64) -> Colour {
    if premium >= HIGH_PREMIUM { Colour::Red } else { Colour::Ink }
}

/// Where the rows of a chart are.
pub struct Rows {
    /// Left and right end of the axis.
    pub across: (f64, f64),
    pub top: f64,
    pub bottom: f64,
    height: f64,
    /// The right ends of the columns of values.
    columns: Vec<f64>,
}

impl Rows {
    /// Writes the names and the heads of the columns below a height; the last column ends at the margin.
    pub fn lay_out(sheet: &mut Sheet, below: f64, names: &[Name], height: f64, heads: &[Head]) -> Rows {
        let widest = |width: fn(&Name) -> f64| names.iter().map(width).fold(0.0, f64::max);
        let name_end = MARGIN + widest(|name| font::width(&name.english, LABEL, true));
        let natives = widest(|name| font::width(&name.native, NATIVE, false));
        let top = below + 20.0;
        let mut right = WIDTH - MARGIN;
        let mut columns = Vec::new();
        for head in heads.iter().rev() {
            let words = font::fitted(&head.words, LABEL, head.bold, WIDEST_COLUMN);
            let width = font::width(&words, LABEL, head.bold).max(NARROWEST_COLUMN);
            let label = Text::new((right, top - 6.0), words, LABEL).bold_if(head.bold).colour(head.colour);
            sheet.text(label.align(Align::Right).vertical(Vertical::Baseline));
            columns.insert(0, right);
            right -= width + GUTTER;
        }
        let rows = Rows {
            across: (name_end + 6.0 + natives + GUTTER, right - GUTTER),
            top,
            bottom: top + names.len() as f64 * height,
            height,
            columns,
        };
        for (row, name) in names.iter().enumerate() {
            let y = rows.middle(row);
            sheet.text(Text::new((name_end, y), &name.english, LABEL).bold_if(name.bold).align(Align::Right));
            if !name.native.is_empty() {
                sheet.text(Text::new((name_end + 6.0, y), &name.native, NATIVE).colour(Colour::Muted));
            }
        }
        rows
    }

    /// The middle of a row.
    pub fn middle(&self, row: usize) -> f64 {
        self.top + (row as f64 + 0.5) * self.height
    }

    /// A log2 axis that holds all values, 1× and 2×.
    pub fn log2(&self, values: impl Iterator<Item = f64>) -> Log2 {
        Log2::holding(values, self.across.0, self.across.1)
    }

    /// The lines of an axis through all rows, that of 1× heavy, with labels above.
    pub fn draw_ticks(&self, sheet: &mut Sheet, axis: &Log2, suffix: &str) {
        self.draw_ticks_labelled_at(sheet, axis, suffix, self.top - 6.0);
    }

    /// The same, with labels below.
    pub fn draw_ticks_from_below(&self, sheet: &mut Sheet, axis: &Log2, suffix: &str) {
        self.draw_ticks_labelled_at(sheet, axis, suffix, self.bottom + LABEL + 6.0);
    }

    fn draw_ticks_labelled_at(&self, sheet: &mut Sheet, axis: &Log2, suffix: &str, baseline: f64) {
        for tick in axis.ticks() {
            let x = axis.position(tick);
            let (colour, width) = if tick == 1.0 { (Colour::Ink, 1.2) } else { (Colour::Grid, 1.0) };
            sheet.line((x, self.top - 3.0), (x, self.bottom), colour, width);
            let label = Text::new((x, baseline), tick_label(tick) + suffix, LABEL).colour(Colour::Muted);
            sheet.text(label.align(Align::Centre).vertical(Vertical::Baseline));
        }
    }

    /// A dashed line through all rows, named below them.
    pub fn draw_reference(&self, sheet: &mut Sheet, x: f64, name: &str) {
        sheet.dashes((x, self.top), (x, self.bottom + 4.0), Colour::Ink, 1.0);
        let half = font::width(name, LABEL, true) / 2.0;
        let x = x.clamp(MARGIN + half, WIDTH - MARGIN - half);
        let label = Text::new((x, self.bottom + 8.0), name, LABEL).bold();
        sheet.text(label.align(Align::Centre).vertical(Vertical::Top));
    }

    /// A value in a column.
    pub fn draw_value(&self, sheet: &mut Sheet, row: usize, column: usize, words: String, colour: Colour) {
        let label = Text::new((self.columns[column], self.middle(row)), words, LABEL).colour(colour);
        sheet.text(label.bold_if(colour == Colour::Red).align(Align::Right));
    }
}
