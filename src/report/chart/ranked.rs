//! Ranked dots: a row per language on a log2 axis, with intervals, an earlier generation, and values in columns.

use super::colour::Colour;
use super::figure::{Align, Figure, Text, Vertical};
use super::font;
use super::layout::{LABEL, MARGIN, Sheet, WIDTH, Words};
use super::scale::{Log2, tick_label};
use crate::corpus::Language;
use crate::parity::Interval;
use crate::report::number::short;

/// A ranked chart before it is laid out.
pub struct Ranked {
    pub words: Words,
    /// What follows every value, such as `×`.
    pub suffix: &'static str,
    /// Heads of the value columns: the tokenizer of the dots and, where there is one, of the rings.
    pub columns: (String, Option<String>),
    pub rows: Vec<Row>,
    /// A value to mark with a dashed line, and what to call it.
    pub reference: Option<(f64, String)>,
}

/// One language.
pub struct Row {
    pub name: String,
    pub native_name: String,
    pub value: f64,
    pub interval: Option<Interval>,
    pub earlier: Option<f64>,
    pub kind: Kind,
}

/// How a row is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Usual,
    /// A value that stands out.
    High,
    /// The language that all others are compared with.
    Pivot,
    /// A value to be read with care.
    Doubtful,
}

const ROW: f64 = 17.0;
const NATIVE: f64 = 10.0;
/// Room between the axis and the value columns, and between these.
const GUTTER: f64 = 14.0;
const NARROWEST_COLUMN: f64 = 40.0;
const WIDEST_COLUMN: f64 = 110.0;
const DOT: f64 = 3.4;
/// An interval narrower than the dot would not be seen.
const VISIBLE: f64 = 2.0 * DOT;

/// Lays the rows out from top to bottom, in their order.
pub fn draw(chart: Ranked) -> Figure {
    let (mut sheet, below_heading) = Sheet::new(WIDTH, &chart.words);
    let widest = |width: fn(&Row) -> f64| chart.rows.iter().map(width).fold(0.0, f64::max);
    let names = widest(|row| font::width(&row.name, LABEL, true));
    let natives = widest(|row| font::width(&row.native_name, NATIVE, false));
    let name_end = MARGIN + names;
    let columns = value_columns(&chart.columns);
    let values = chart.rows.iter().flat_map(|row| {
        let bounds = row.interval.map(|interval| [interval.low, interval.high]);
        [Some(row.value), row.earlier].into_iter().flatten().chain(bounds.into_iter().flatten())
    });
    let axis_end = columns[0].right - columns[0].width - 2.0 * GUTTER;
    let axis = Log2::holding(values, name_end + 6.0 + natives + GUTTER, axis_end);
    let top = below_heading + 20.0;
    let bottom = top + chart.rows.len() as f64 * ROW;
    draw_frame(&mut sheet, &chart, &axis, top, bottom);
    for (column, colour) in columns.iter().zip([Colour::Blue, Colour::Muted]) {
        let label = Text::new((column.right, top - 6.0), &column.head, LABEL).bold_if(colour == Colour::Blue);
        sheet.text(label.colour(colour).align(Align::Right).vertical(Vertical::Baseline));
    }
    for (position, row) in chart.rows.iter().enumerate() {
        let y = top + (position as f64 + 0.5) * ROW;
        let label = Text::new((name_end, y), &row.name, LABEL).bold_if(row.kind == Kind::High);
        sheet.text(label.align(Align::Right));
        if !row.native_name.is_empty() {
            sheet.text(Text::new((name_end + 6.0, y), &row.native_name, NATIVE).colour(Colour::Muted));
        }
        draw_dots(&mut sheet, &axis, row, y);
        draw_values(&mut sheet, &columns, chart.suffix, row, y);
    }
    sheet.finish(bottom + 24.0, chart.words)
}

fn draw_frame(sheet: &mut Sheet, chart: &Ranked, axis: &Log2, top: f64, bottom: f64) {
    for tick in axis.ticks() {
        let x = axis.position(tick);
        let (colour, width) = if tick == 1.0 { (Colour::Ink, 1.2) } else { (Colour::Grid, 1.0) };
        sheet.line((x, top - 3.0), (x, bottom), colour, width);
        let label = Text::new((x, top - 6.0), tick_label(tick) + chart.suffix, LABEL).colour(Colour::Muted);
        sheet.text(label.align(Align::Centre).vertical(Vertical::Baseline));
    }
    if let Some((value, name)) = &chart.reference {
        let x = axis.position(*value);
        sheet.dashes((x, top), (x, bottom + 4.0), Colour::Ink, 1.0);
        let half = font::width(name, LABEL, true) / 2.0;
        let x = x.clamp(MARGIN + half, WIDTH - MARGIN - half);
        let label = Text::new((x, bottom + 8.0), name, LABEL).bold();
        sheet.text(label.align(Align::Centre).vertical(Vertical::Top));
    }
}

fn draw_dots(sheet: &mut Sheet, axis: &Log2, row: &Row, y: f64) {
    let colour = match row.kind {
        Kind::Usual => Colour::Blue,
        Kind::High => Colour::Red,
        Kind::Pivot => Colour::Ink,
        Kind::Doubtful => Colour::Earlier,
    };
    let x = axis.position(row.value);
    let start = axis.position(1.0);
    sheet.line((start, y), (x, y), Colour::Grid, 1.0);
    if let Some(earlier) = row.earlier {
        let earlier = axis.position(earlier);
        sheet.line((earlier, y), (x, y), Colour::Faint, 1.6);
        sheet.ring((earlier, y), 3.0, Colour::Earlier);
    }
    if let Some(interval) = row.interval {
        let (low, high) = (axis.position(interval.low), axis.position(interval.high));
        if high - low > VISIBLE {
            sheet.line((low, y), (high, y), colour, 1.4);
        }
    }
    sheet.dot((x, y), DOT, colour);
}

fn draw_values(sheet: &mut Sheet, columns: &[Column], suffix: &str, row: &Row, y: f64) {
    let lead_colour = match row.kind {
        Kind::High => Colour::Red,
        Kind::Usual | Kind::Pivot => Colour::Ink,
        Kind::Doubtful => Colour::Muted,
    };
    let cells = [(Some(row.value), lead_colour), (row.earlier, Colour::Muted)];
    for (column, (value, colour)) in columns.iter().zip(cells) {
        let Some(value) = value else { continue };
        let label = Text::new((column.right, y), short(value) + suffix, LABEL).colour(colour);
        sheet.text(label.bold_if(colour == Colour::Red).align(Align::Right));
    }
}

/// A column of values beside the axis.
struct Column {
    head: String,
    right: f64,
    width: f64,
}

/// The columns, that of the dots first; the last one ends at the margin.
fn value_columns((lead, earlier): &(String, Option<String>)) -> Vec<Column> {
    let mut right = WIDTH - MARGIN;
    let mut columns: Vec<Column> = Vec::new();
    for (head, bold) in earlier.iter().map(|head| (head, false)).chain([(lead, true)]) {
        let head = font::fitted(head, LABEL, bold, WIDEST_COLUMN);
        let width = font::width(&head, LABEL, bold).max(NARROWEST_COLUMN);
        columns.insert(0, Column { head, right, width });
        right -= width + GUTTER;
    }
    columns
}

/// The native name, where it says more than the English one.
pub fn native_name(language: &Language) -> String {
    if language.native_name == language.name { String::new() } else { language.native_name.clone() }
}
