//! Ranked dots: a row per language on a log2 axis, with intervals, an earlier generation, and values in columns.

use super::colour::Colour;
use super::figure::Figure;
use super::layout::{Sheet, WIDTH, Words};
use super::rows::{Head, Name, Rows};
use super::scale::Log2;
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
    pub name: Name,
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
const DOT: f64 = 3.4;
/// An interval narrower than the dot would not be seen.
const VISIBLE: f64 = 2.0 * DOT;

/// Lays the rows out from top to bottom, in their order.
pub fn draw(chart: Ranked) -> Figure {
    let (mut sheet, below_heading) = Sheet::new(WIDTH, &chart.words);
    let names: Vec<Name> =
        chart.rows.iter().map(|row| Name { bold: row.kind == Kind::High, ..row.name.clone() }).collect();
    let rows = Rows::lay_out(&mut sheet, below_heading, &names, ROW, &heads(&chart.columns));
    let values = chart.rows.iter().flat_map(|row| {
        let bounds = row.interval.map(|interval| [interval.low, interval.high]);
        [Some(row.value), row.earlier].into_iter().flatten().chain(bounds.into_iter().flatten())
    });
    let axis = rows.log2(values);
    rows.draw_ticks(&mut sheet, &axis, chart.suffix);
    if let Some((value, name)) = &chart.reference {
        rows.draw_reference(&mut sheet, axis.position(*value), name);
    }
    for (position, row) in chart.rows.iter().enumerate() {
        draw_dots(&mut sheet, &axis, row, rows.middle(position));
        let colour = match row.kind {
            Kind::High => Colour::Red,
            Kind::Usual | Kind::Pivot => Colour::Ink,
            Kind::Doubtful => Colour::Muted,
        };
        let values = [(Some(row.value), colour), (row.earlier, Colour::Muted)];
        for (column, (value, colour)) in values.into_iter().enumerate() {
            if let Some(value) = value {
                rows.draw_value(&mut sheet, position, column, short(value) + chart.suffix, colour);
            }
        }
    }
    let foot = if chart.reference.is_some() { 24.0 } else { 4.0 };
    sheet.finish(rows.bottom + foot, chart.words)
}

fn heads((lead, earlier): &(String, Option<String>)) -> Vec<Head> {
    let lead = Head { words: lead.clone(), colour: Colour::Blue, bold: true };
    let earlier =
        earlier.iter().map(|words| Head { words: words.clone(), colour: Colour::Muted, bold: false });
    [lead].into_iter().chain(earlier).collect()
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
