//! Is it language or script? A panel for each group of scripts, with every language under every generation.

use super::colour::Colour;
use super::figure::{Align, Figure, Text, Vertical};
use super::font;
use super::groups::{Group, groups};
use super::layout::{self, LABEL, MARGIN, Sheet, WIDTH, Words};
use super::rows::ink;
use super::scale::{Log2, tick_label};
use super::slope::generations;
use super::view::View;
use crate::report::number::times;
use crate::report::{HIGH_PREMIUM, Report};
use crate::stats;

const PANELS_ACROSS: usize = 3;
const PANEL: f64 = 150.0;
/// Room for the heading of a panel, of two lines, and for the names of its columns.
const HEADING: f64 = 34.0;
const FOOT: f64 = 34.0;
const APART: f64 = 14.0;
const DOT: f64 = 2.3;
/// Room for the value beside the last column.
const VALUE: f64 = 30.0;
const SMALL: f64 = 9.0;

/// The chart; nothing where there is one group only.
pub fn draw(view: View) -> Option<Figure> {
    let report = view.report;
    let columns = generations(report).unwrap_or_else(|| vec![report.lead()]);
    let groups: Vec<Group> = groups(view)
        .into_iter()
        .filter(|group| !premiums(report, report.lead(), &group.languages).is_empty())
        .collect();
    if groups.len() < 2 {
        return None;
    }
    let words = words(view, &groups)?;
    let (mut sheet, below_heading) = Sheet::new(WIDTH, &words);
    let everybody: Vec<usize> = groups.iter().flat_map(|group| group.languages.iter().copied()).collect();
    let values: Vec<f64> =
        columns.iter().flat_map(|&tokenizer| premiums(report, tokenizer, &everybody)).collect();
    let axis = Log2::holding(values.into_iter(), PANEL, 0.0);
    let ticks = 26.0;
    let across = PANELS_ACROSS.min(groups.len()) as f64;
    let width = (WIDTH - 2.0 * MARGIN - ticks - APART * (across - 1.0)) / across;
    let row_height = HEADING + PANEL + FOOT;
    for (at, group) in groups.iter().enumerate() {
        let (row, column) = ((at / PANELS_ACROSS) as f64, at % PANELS_ACROSS);
        let left = MARGIN + ticks + column as f64 * (width + APART);
        let top = below_heading + row * row_height + HEADING;
        let panel = Panel { report, axis: &axis, left, top, width, columns: &columns };
        panel.draw_frame(&mut sheet, group.name, column == 0);
        panel.draw_dots(&mut sheet, group, &everybody);
    }
    let rows = groups.len().div_ceil(PANELS_ACROSS) as f64;
    Some(sheet.finish(below_heading + rows * row_height - 8.0, words))
}

/// The premiums of languages that a tokenizer can write.
fn premiums(report: &Report, tokenizer: usize, languages: &[usize]) -> Vec<f64> {
    let writable = languages.iter().filter(|&&language| !report.is_unwritable(tokenizer, language));
    writable.filter_map(|&language| report.estimate(tokenizer, language, "premium").value).collect()
}

struct Panel<'a> {
    report: &'a Report,
    axis: &'a Log2,
    left: f64,
    top: f64,
    width: f64,
    columns: &'a [usize],
}

impl Panel<'_> {
    fn x(&self, column: usize) -> f64 {
        let room = (self.width - VALUE) / self.columns.len() as f64;
        self.left + room * (column as f64 + 0.5)
    }

    fn y(&self, premium: f64) -> f64 {
        self.top + self.axis.position(premium)
    }

    fn draw_frame(&self, sheet: &mut Sheet, name: &str, is_first: bool) {
        let lines = font::wrap(name, LABEL, true, self.width, false);
        for (line, words) in lines.iter().rev().enumerate() {
            let at = (self.left, self.top - 9.0 - 13.0 * line as f64);
            sheet.text(Text::new(at, words, LABEL).bold().vertical(Vertical::Baseline));
        }
        for tick in self.axis.ticks() {
            let y = self.y(tick);
            let (colour, width) = if tick == 1.0 { (Colour::Ink, 1.2) } else { (Colour::Grid, 1.0) };
            sheet.line((self.left, y), (self.left + self.width, y), colour, width);
            if is_first {
                let label = Text::new((self.left - 6.0, y), tick_label(tick) + "×", LABEL);
                sheet.text(label.colour(Colour::Muted).align(Align::Right));
            }
        }
        for (column, &tokenizer) in self.columns.iter().enumerate() {
            let room = (self.width - VALUE) / self.columns.len() as f64 - 2.0;
            let name = font::fitted(&self.report.tokenizers[tokenizer].name, SMALL, false, room.max(30.0));
            let label =
                Text::new((self.x(column), self.top + PANEL + 6.0), name, SMALL).colour(Colour::Muted);
            sheet.text(label.align(Align::Centre).vertical(Vertical::Top));
        }
    }

    fn draw_dots(&self, sheet: &mut Sheet, group: &Group, everybody: &[usize]) {
        let medians: Vec<Option<f64>> = self
            .columns
            .iter()
            .map(|&tokenizer| stats::median(&premiums(self.report, tokenizer, &group.languages)))
            .collect();
        let is_high = medians.last().copied().flatten().is_some_and(|median| median >= HIGH_PREMIUM);
        let (colour, pale) =
            if is_high { (Colour::Red, Colour::PaleRed) } else { (Colour::Blue, Colour::PaleBlue) };
        let line: Option<Vec<(f64, f64)>> = medians
            .iter()
            .enumerate()
            .map(|(column, median)| median.map(|median| (self.x(column), self.y(median))))
            .collect();
        for (column, &tokenizer) in self.columns.iter().enumerate() {
            for premium in premiums(self.report, tokenizer, everybody) {
                sheet.dot((self.x(column), self.y(premium)), 1.1, Colour::Faint);
            }
        }
        if let Some(line) = line.filter(|line| line.len() > 1) {
            sheet.path(line, pale, 1.4);
        }
        for (column, &tokenizer) in self.columns.iter().enumerate() {
            let mut heights: Vec<f64> = premiums(self.report, tokenizer, &group.languages)
                .into_iter()
                .map(|premium| self.y(premium))
                .collect();
            heights.sort_by(f64::total_cmp);
            let room = (self.width - VALUE) / self.columns.len() as f64 / 2.0 - DOT;
            for (aside, y) in swarm(&heights, room).into_iter().zip(heights) {
                sheet.dot((self.x(column) + aside, y), DOT, colour);
            }
            if let Some(median) = medians[column] {
                let (x, y) = (self.x(column), self.y(median));
                sheet.line((x - 9.0, y), (x + 9.0, y), Colour::Ink, 2.0);
            }
        }
        if let Some(median) = medians.last().copied().flatten() {
            let at = (self.left + self.width, self.y(median));
            sheet.text(Text::new(at, times(median), SMALL).bold().colour(ink(median)).align(Align::Right));
        }
    }
}

/// How far aside dots at heights in ascending order go so that none covers another, at most to the room there is.
fn swarm(heights: &[f64], room: f64) -> Vec<f64> {
    const STEP: f64 = 2.0 * DOT;
    let mut placed: Vec<(f64, f64)> = Vec::new();
    let tried = (room / STEP).floor() as i32;
    for &y in heights {
        let is_free = |x: f64| placed.iter().all(|(other, z)| (other - x).hypot(z - y) >= STEP - 0.01);
        let sides = (0..=tried).flat_map(|step| [f64::from(step) * STEP, -f64::from(step) * STEP]);
        let x = sides.into_iter().find(|&x| is_free(x)).unwrap_or(0.0);
        placed.push((x, y));
    }
    placed.into_iter().map(|(x, _)| x).collect()
}

fn words(view: View, groups: &[Group]) -> Option<Words> {
    let report = view.report;
    let lead = report.lead();
    let (pivot, tokenizer) = (&report.pivot_language().name, &report.tokenizers[lead].name);
    let median = |group: &Group| stats::median(&premiums(report, lead, &group.languages));
    let (first, last) = (groups.first()?, groups.last()?);
    Some(Words {
        title: view.headline(format!(
            "With {tokenizer} the median premium is {} in the group {} and {} in the group {}",
            times(median(first)?),
            first.name,
            times(median(last)?),
            last.name
        )),
        subtitle: format!(
            "Token premium over {pivot}: languages (dots) and group medians (bars), by script and tokenizer; grey: all \
             languages. Log2 scale"
        ),
        description: format!("Small multiples of {} groups of scripts.", groups.len()),
        caption: vec![
            layout::source(view),
            format!(
                "Groups by script, that with the lowest median under {tokenizer} first. Premium = tokens of a language \
                 over tokens of {pivot} for the same text. {}.",
                layout::signature()
            ),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_of_one_height_stand_side_by_side() {
        assert_eq!(swarm(&[5.0, 5.0, 5.0, 50.0], 20.0), [0.0, 2.0 * DOT, -2.0 * DOT, 0.0]);
        // No room at the sides: they cover each other.
        assert_eq!(swarm(&[5.0, 5.0], 1.0), [0.0, 0.0]);
    }
}
