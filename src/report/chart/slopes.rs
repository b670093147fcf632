//! Slopes: a line per language from column to column on a log2 axis, the most changed ones named at both ends.

use super::colour::Colour;
use super::dodge::dodge;
use super::figure::{Align, Figure, Text, Vertical};
use super::font;
use super::layout::{LABEL, MARGIN, Sheet, WIDTH, Words};
use super::scale::{Log2, tick_label};
use crate::report::number::short;

/// A chart of slopes before it is laid out.
pub struct Slopes {
    pub words: Words,
    /// What stands above each column, from left to right: at least two.
    pub heads: Vec<String>,
    /// What follows every value, such as `×`.
    pub suffix: &'static str,
    /// A value for each column; all above 0.
    pub lines: Vec<Line>,
}

/// One language.
#[derive(Clone, Debug)]
pub struct Line {
    pub name: String,
    pub values: Vec<f64>,
    pub kind: Kind,
}

/// How a line is drawn; later ones over earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Without a name.
    Rest,
    /// Among those that fall most.
    Falls,
    /// Among those that rise most, or fall least.
    Stays,
    /// The middle of all.
    Median,
}

/// So many lines are named that fall most, and so many that fall least.
const NAMED: usize = 7;
const HIGHEST: f64 = 520.0;
const LOWEST: f64 = 160.0;
/// Room for each named line.
const HEIGHT_OF_A_LINE: f64 = 36.0;
const LABEL_ROW: f64 = 13.5;
const LEADER: f64 = 16.0;

/// Says of each line how it is drawn: the steepest from the first column to the last are named.
pub fn name_the_steepest(lines: &mut [Line]) {
    let change =
        |line: &Line| line.values.last().zip(line.values.first()).map_or(1.0, |(last, first)| last / first);
    let mut steepest_first: Vec<usize> = (0..lines.len()).collect();
    steepest_first.sort_by(|&a, &b| {
        change(&lines[a]).total_cmp(&change(&lines[b])).then_with(|| lines[a].name.cmp(&lines[b].name))
    });
    let falling = steepest_first.iter().take_while(|&&line| change(&lines[line]) < 1.0).count();
    let falls = falling.min(NAMED).min(lines.len().div_ceil(2));
    let stays = NAMED.min(lines.len() - falls);
    for (rank, &line) in steepest_first.iter().enumerate() {
        lines[line].kind = match rank {
            _ if rank < falls => Kind::Falls,
            _ if rank >= lines.len() - stays => Kind::Stays,
            _ => Kind::Rest,
        };
    }
}

/// Lays the columns out from left to right.
pub fn draw(mut chart: Slopes) -> Figure {
    chart.lines.sort_by_key(|line| line.kind);
    let (mut sheet, below_heading) = Sheet::new(WIDTH, &chart.words);
    let top = below_heading + 30.0;
    let named = || chart.lines.iter().filter(|line| line.kind != Kind::Rest);
    let bottom = top + (named().count() as f64 * HEIGHT_OF_A_LINE).clamp(LOWEST, HIGHEST);
    let widest = named()
        .flat_map(|line| line.values.iter().map(|&value| label_width(line, value, chart.suffix)))
        .fold(0.0, f64::max);
    let values = chart.lines.iter().flat_map(|line| line.values.iter().copied());
    let axis = Log2::spanning(values, bottom - 8.0, top + 8.0);
    let ticks = axis.fine_ticks();
    let tick_width =
        ticks.iter().map(|&tick| font::width(&tick_label(tick), LABEL, false)).fold(0.0, f64::max);
    let side = widest + LEADER + 10.0;
    let (left, right) = (MARGIN + tick_width + 20.0 + side, WIDTH - MARGIN - side);
    let last = chart.heads.len() - 1;
    let column = |at: usize| left + (right - left) * at as f64 / last as f64;
    for tick in ticks {
        let y = axis.position(tick);
        sheet.line((left, y), (right, y), Colour::Grid, 1.0);
        sheet.text(Text::new((MARGIN, y), tick_label(tick) + chart.suffix, LABEL).colour(Colour::Muted));
    }
    for (at, head) in chart.heads.iter().enumerate() {
        sheet.line((column(at), top - 4.0), (column(at), bottom), Colour::Faint, 1.0);
        let room = (right - left) / last as f64 - 8.0;
        let text = Text::new((column(at), top - 10.0), font::fitted(head, LABEL, true, room), LABEL).bold();
        sheet.text(text.align(Align::Centre).vertical(Vertical::Baseline));
    }
    for line in &chart.lines {
        let points: Vec<_> =
            line.values.iter().enumerate().map(|(at, &value)| (column(at), axis.position(value))).collect();
        let (colour, width, dot) = style(line.kind);
        sheet.path(points.clone(), colour, width);
        points.into_iter().filter(|_| dot > 0.0).for_each(|point| sheet.dot(point, dot, colour));
    }
    for (end, x, out) in [(0, left, -1.0), (last, right, 1.0)] {
        draw_labels(&mut sheet, &chart, &axis, end, x, out, (top, bottom));
    }
    sheet.finish(bottom + 6.0, chart.words)
}

/// Line colour and width, and the radius of its dots.
fn style(kind: Kind) -> (Colour, f64, f64) {
    match kind {
        Kind::Rest => (Colour::Faint, 0.8, 0.0),
        Kind::Falls => (Colour::Blue, 1.8, 3.0),
        Kind::Stays => (Colour::Red, 1.8, 3.0),
        Kind::Median => (Colour::Ink, 2.6, 4.0),
    }
}

fn label(line: &Line, value: f64, suffix: &str) -> String {
    format!("{} {}{suffix}", line.name, short(value))
}

fn label_width(line: &Line, value: f64, suffix: &str) -> f64 {
    font::width(&label(line, value, suffix), LABEL, line.kind == Kind::Median)
}

/// Names the lines at one end, with leaders to labels that had to move.
fn draw_labels(
    sheet: &mut Sheet,
    chart: &Slopes,
    axis: &Log2,
    end: usize,
    x: f64,
    out: f64,
    (top, bottom): (f64, f64),
) {
    let mut named: Vec<(&Line, f64)> = chart
        .lines
        .iter()
        .filter(|line| line.kind != Kind::Rest)
        .map(|line| (line, axis.position(line.values[end])))
        .collect();
    named.sort_by(|(a, y), (b, z)| y.total_cmp(z).then_with(|| a.name.cmp(&b.name)));
    let wanted: Vec<f64> = named.iter().map(|(_, y)| *y).collect();
    let places = dodge(&wanted, LABEL_ROW, top, bottom);
    for ((line, y), place) in named.into_iter().zip(places) {
        let (colour, _, dot) = style(line.kind);
        let (from, to) = (x + out * (dot + 2.0), x + out * (dot + LEADER - 3.0));
        sheet.line((from, y), (to, place), colour, 0.7);
        let text =
            Text::new((x + out * (dot + LEADER), place), label(line, line.values[end], chart.suffix), LABEL);
        let align = if out < 0.0 { Align::Right } else { Align::Left };
        sheet.text(text.align(align).bold_if(line.kind == Kind::Median).colour(colour));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(ends: &[(f64, f64)]) -> Vec<Kind> {
        let line = |(at, &(first, last)): (usize, &(f64, f64))| Line {
            name: at.to_string(),
            values: vec![first, last],
            kind: Kind::Rest,
        };
        let mut lines: Vec<Line> = ends.iter().enumerate().map(line).collect();
        name_the_steepest(&mut lines);
        lines.into_iter().map(|line| line.kind).collect()
    }

    #[test]
    fn the_steepest_lines_are_named() {
        assert_eq!(kinds(&[(4.0, 2.0)]), [Kind::Falls]);
        assert_eq!(kinds(&[(4.0, 5.0)]), [Kind::Stays]);
        assert_eq!(kinds(&[(4.0, 3.9), (4.0, 1.0)]), [Kind::Stays, Kind::Falls]);
        // Of twenty the first seven fall most, the last seven least.
        let many: Vec<(f64, f64)> = (1..=20).map(|last| (20.0, f64::from(last) - 0.5)).collect();
        let of = |kind: Kind| kinds(&many).into_iter().filter(|found| *found == kind).count();
        assert_eq!([Kind::Falls, Kind::Rest, Kind::Stays].map(of), [7, 6, 7]);
        assert_eq!(kinds(&many)[0], Kind::Falls);
        assert_eq!(kinds(&many)[19], Kind::Stays);
    }

    #[test]
    fn nothing_falls_where_all_rise() {
        assert_eq!(kinds(&[(1.0, 2.0), (1.0, 3.0)]), [Kind::Stays; 2]);
    }
}
